//! Declaring twice, at once, and after somebody else.

use super::*;
use jiff::civil::date;
use kernel::Role;
use ledger::Schema;
use ledger::testing::{actor, both};

fn schema() -> Schema {
    let area = crate::area();
    Schema { migrations: area.migrations, records: area.records }
}

fn said<'a>(status: Status, on: Date, head: &'a str) -> Declare<'a> {
    Declare { pledge: "GRF-07384", status, on, note: "Se digitalizó el archivo central.".to_owned(), head }
}

#[test]
fn what_was_declared_last_stands_and_the_rest_is_kept() {
    both(schema, |test| {
        let focal = actor(Role::PledgeFocalPoint, "onpar-panama");
        declare(&test.ledger, &focal, "a", said(Status::Planned, date(2024, 2, 1), "")).unwrap();
        declare(&test.ledger, &focal, "a", said(Status::Planned, date(2024, 2, 1), "")).unwrap();
        let file = test.ledger.read(|r| file_of(r, "GRF-07384")).unwrap().unwrap();
        assert_eq!(file.entries, 1, "a double click declares once");
        let head = file.head_text();
        declare(&test.ledger, &focal, "b", said(Status::InProgress, date(2024, 5, 1), &head)).unwrap();
        let stale = declare(&test.ledger, &focal, "c", said(Status::Fulfilled, date(2024, 6, 1), &head));
        assert!(matches!(stale, Err(Fault::Stale)), "the form was made before somebody else declared");
        let standing = test.ledger.read(|r| declared(r)).unwrap();
        assert_eq!(standing["GRF-07384"], (Status::InProgress, date(2024, 5, 1)));
        let file = test.ledger.read(|r| file_of(r, "GRF-07384")).unwrap().unwrap();
        assert_eq!(newest_first(&file.state)[1].status, Status::Planned);
        let late = said(Status::Planned, date(2023, 1, 1), "");
        assert!(
            declare(&test.ledger, &focal, "d", late).is_err(),
            "without a version nothing is added to a file"
        );
    });
}

#[test]
fn every_pledge_has_a_record_of_its_own() {
    let all = crate::catalogue().unwrap();
    let ids: std::collections::BTreeSet<_> = all.pledges.iter().map(|p| record_uuid(&p.id)).collect();
    assert_eq!(ids.len(), 31);
}
