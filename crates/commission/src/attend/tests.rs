//! A session sits with its quorum or not at all, and where nobody told us the rule somebody puts their name to it.

use super::*;
use crate::fold::ItemState;
use crate::testing::{THREE_SEATS, UNKNOWN, both, named};

#[test]
fn a_session_without_quorum_is_closed_as_that_and_its_cases_go_to_the_next() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        let ana = Stamp::new(table.ana.clone());
        let alone = table.opens(id, &[&table.ana]);
        assert!(matches!(alone, Err(AttendRefusal::NoQuorum { present: 1, quorum: 2 })));
        // The refused command wrote nothing, not even who came.
        let present = table.present(&[&table.ana]);
        table.ledger.write(|tx| note(tx, &ana, id, present, "")).unwrap();
        let next = table.session(&[]);
        table.ledger.write(|tx| close_without_quorum(tx, &table.laws, &ana, id, None, "")).unwrap();
        let over = table.load(id).state;
        assert_eq!(over.state(), State::NoQuorum);
        assert_eq!(over.state_of(over.item(case).unwrap()), ItemState::NoQuorum);
        assert_eq!(table.load(next).state.item(case).unwrap().postponed, 1, "it went on, visibly counted");
        let again = table.opens(id, &[&table.ana, &table.beto]);
        assert!(matches!(again, Err(AttendRefusal::Shut(Shut::Over))));
    });
}

#[test]
fn a_session_with_quorum_opens_once_and_is_not_closed_for_lack_of_it() {
    both(THREE_SEATS, |table| {
        let id = table.session(&[]);
        let ana = Stamp::new(table.ana.clone());
        let present = table.present(&[&table.ana, &table.beto]);
        table.ledger.write(|tx| note(tx, &ana, id, present, "")).unwrap();
        let closed = table.ledger.write(|tx| close_without_quorum(tx, &table.laws, &ana, id, None, ""));
        assert!(matches!(closed, Err(AttendRefusal::Quorate { present: 2 })));
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        let sitting = table.load(id).state.sitting.unwrap();
        assert_eq!(
            (sitting.present, sitting.quorum, sitting.stated),
            (2, Some(2), None),
            "computed, not stated"
        );
        let again = table.opens(id, &[&table.ana]);
        assert!(matches!(again, Err(AttendRefusal::AlreadyOpen)));
    });
}

#[test]
fn nobody_sits_on_a_seat_that_is_taken_or_that_there_is_not() {
    both(THREE_SEATS, |table| {
        let id = table.session(&[]);
        let ana = Stamp::new(table.ana.clone());
        for seat in ["labour", "nowhere"] {
            let mut present = table.present(&[&table.ana, &table.beto]);
            present[1].seat = Some(seat.to_owned());
            let noted = table.ledger.write(|tx| note(tx, &ana, id, present, "")).map(drop);
            assert!(matches!(noted, Err(AttendRefusal::Seat(wrong)) if wrong == seat));
        }
    });
}

#[test]
fn where_the_quorum_is_not_known_a_named_member_states_it() {
    both(UNKNOWN, |table| {
        let id = table.session(&[]);
        let ana = Stamp::new(table.ana.clone());
        let present = table.present(&[&table.ana, &table.beto]);
        table.ledger.write(|tx| note(tx, &ana, id, present, "")).unwrap();
        let unstated = table.ledger.write(|tx| constitute(tx, &table.laws, &ana, id, None, "")).map(drop);
        assert!(matches!(unstated, Err(AttendRefusal::Unstated)));
        let unstated = table.ledger.write(|tx| close_without_quorum(tx, &table.laws, &ana, id, None, ""));
        assert!(matches!(unstated, Err(AttendRefusal::Unstated)));
        let stated = Some(named(&table.ana));
        table.ledger.write(|tx| constitute(tx, &table.laws, &ana, id, stated, "")).unwrap();
        let sitting = table.load(id).state.sitting.unwrap();
        assert_eq!((sitting.quorum, sitting.stated), (None, Some(named(&table.ana))));
    });
}
