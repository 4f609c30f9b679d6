//! A session is convened by whoever sits in the body, and takes up what an earlier one left over.

use super::*;
use crate::agenda::candidates;
use crate::testing::{THREE_SEATS, both, staff};
use kernel::Role;

fn convene(on: Date) -> Convene {
    Convene { on, hour: None, place: "Sala".into() }
}

#[test]
fn only_a_member_of_a_body_convenes_and_within_a_year() {
    both(THREE_SEATS, |table| {
        table.on_day("2024-02-20");
        let today = table.laws.day_of(kernel::Clock::now(&*table.clock));
        let minister = Stamp::new(staff(9, Role::DecidingAuthority, "ministro"));
        let other = table.ledger.write(|tx| run(tx, &table.laws, &minister, convene(today), &[]));
        assert!(matches!(other, Err(ConveneRefusal::NoBody)));
        let ana = Stamp::new(table.ana.clone());
        let far = today.checked_add(2.years()).unwrap();
        let late = table.ledger.write(|tx| run(tx, &table.laws, &ana, convene(far), &[]));
        assert!(matches!(late, Err(ConveneRefusal::TooFar)));
        let first = table.session(&[]);
        let second = table.session(&[]);
        let number = |id| table.load(id).state.convened.unwrap().number;
        assert_eq!((number(first), number(second)), ("CONARE-2024-01".into(), "CONARE-2024-02".into()));
    });
}

#[test]
fn what_was_left_over_goes_on_the_next_agenda_by_itself() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let first = table.session(&[case]);
        let ana = Stamp::new(table.ana.clone());
        table
            .ledger
            .write(|tx| crate::attend::close_without_quorum(tx, &table.laws, &ana, first, None, ""))
            .unwrap();
        let today = table.laws.day_of(kernel::Clock::now(&*table.clock));
        let body = body::of_office(&table.laws, &table.ana.office).unwrap();
        let left = table.ledger.read(|door| candidates(door, &table.laws, body, today)).unwrap();
        let second = table.ledger.write(|tx| run(tx, &table.laws, &ana, convene(today), &left)).unwrap();
        let item = table.load(second).state.item(case).unwrap().clone();
        assert_eq!((item.postponed, item.number.as_str()), (1, "PAN-2024-00001"));
    });
}
