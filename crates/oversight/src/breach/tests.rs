//! When the clock of an incident runs, what may be written under it, and that it cannot be unwritten; on both engines.

use super::*;
use crate::clock;
use jiff::SignedDuration;
use kernel::{Clock, Country, Role};
use ledger::Schema;
use ledger::testing::{TestLedger, actor, both};

fn schema() -> Schema {
    Schema { migrations: table::MIGRATIONS.to_vec(), records: table::records() }
}

fn noticed(t: &TestLedger, hours_ago: i64) -> Timestamp {
    t.clock.now().checked_sub(SignedDuration::from_hours(hours_ago)).unwrap()
}

fn reported(t: &TestLedger, key: &str, hours_ago: i64) -> Result<String, BreachRefusal> {
    let rule = clock::rule(Country::new("PAN").unwrap());
    let by = actor(Role::BorderOfficer, "meteti");
    report(
        &t.ledger,
        &by,
        key,
        &rule,
        BreachKind::Lost,
        noticed(t, hours_ago),
        "Se perdió una tableta.".into(),
    )
}

fn only(t: &TestLedger) -> BreachRow {
    t.ledger.read(|door| all(door)).unwrap().remove(0)
}

#[test]
fn the_clock_runs_from_the_moment_somebody_noticed_and_not_from_typing() {
    both(schema, |t| {
        assert_eq!(reported(t, "k", 70).unwrap(), "INC-0001");
        assert_eq!(reported(t, "k", 70).unwrap(), "INC-0001", "sent twice, written once");
        let row = only(t);
        assert!(!row.is_overdue(t.clock.now()));
        let in_three_hours = t.clock.now().checked_add(SignedDuration::from_hours(3)).unwrap();
        assert!(row.is_overdue(in_three_hours));
        assert!(matches!(reported(t, "k2", -1), Err(BreachRefusal::Future)));
        assert_eq!(reported(t, "k3", 0).unwrap(), "INC-0002");
    });
}

#[test]
fn it_is_not_closed_in_silence_and_nothing_follows_a_closing() {
    both(schema, |t| {
        reported(t, "k", 1).unwrap();
        let id = only(t).id;
        let officer = actor(Role::DataProtectionOfficer, "own");
        let add = |key: &str, head: &str, event| add(&t.ledger, &officer, key, id, head, event);
        let closed = |note: &str| BreachEvent::Closed { note: note.into() };
        assert!(matches!(add("a", "", closed(" ")), Err(BreachRefusal::NotTold)));
        let head = t.ledger.read(|r| load(r, id)).unwrap().unwrap().head_text();
        add("b", &head, BreachEvent::Assessed { persons: Some(12), note: "Doce fichas.".into() }).unwrap();
        let told = BreachEvent::AuthorityTold { reference: "ANTAI 1".into(), note: String::new() };
        assert!(matches!(add("c", &head, told.clone()), Err(BreachRefusal::Stale)));
        add("d", "", told).unwrap();
        add("e", "", closed("")).unwrap();
        assert!(matches!(add("f", "", BreachEvent::Noted { note: "x".into() }), Err(BreachRefusal::Closed)));
        let row = only(t);
        assert!(row.authority_told && row.closed && row.persons == Some(12));
        let nothing = super::add(&t.ledger, &officer, "g", Uuid::from_u128(3), "", closed("x"));
        assert!(matches!(nothing, Err(BreachRefusal::Nothing)));
    });
}

#[test]
fn the_register_is_rebuilt_from_the_log_and_the_log_holds() {
    both(schema, |t| {
        reported(t, "k", 1).unwrap();
        let before = t.ledger.digest().unwrap();
        t.ledger.rebuild(|_| {}).unwrap();
        assert_eq!(t.ledger.digest().unwrap(), before);
        t.ledger.verify(|_| {}).unwrap();
    });
}
