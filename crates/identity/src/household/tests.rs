//! Who may be in a household, on both engines.

use super::*;
use crate::model::{Kin, LeavingReason};
use crate::tests::{named, register_in, schema, stamp};
use kernel::Country;
use ledger::testing::both;

#[test]
fn one_person_is_in_one_household_once() {
    both(schema, |test| {
        let pan = Country::new("PAN").unwrap();
        let (rosa, luis) = (register_in(test, named("Rosa Tzul")), register_in(test, named("Luis Mejía")));
        let home = test.ledger.write(|tx| change::form(tx, &stamp(), pan, rosa)).unwrap();
        let join =
            |person, kin, to| test.ledger.write(|tx| change::join(tx, &stamp(), home, person, kin, to));
        assert!(matches!(join(rosa, Kin::Sibling, rosa), Err(MemberRefusal::AlreadyMember)));
        assert!(matches!(join(luis, Kin::Sibling, luis), Err(MemberRefusal::OwnRelative)));
        assert!(matches!(
            join(PersonId(uuid::Uuid::nil()), Kin::Child, rosa),
            Err(MemberRefusal::NoSuchPerson)
        ));
        join(luis, Kin::Spouse, rosa).unwrap();
        let again = test.ledger.write(|tx| change::form(tx, &stamp(), pan, luis));
        assert!(matches!(again, Err(MemberRefusal::InAnother(id)) if id == home));
        // The focal person leaves: somebody who stays takes their place.
        test.ledger.write(|tx| change::leave(tx, &stamp(), home, rosa, LeavingReason::Died)).unwrap();
        let now = test.ledger.read(|door| find(door, home)).unwrap().unwrap();
        assert_eq!((now.focal, now.members.len()), (Some(luis), 1));
        assert_eq!(test.ledger.read(|door| of_person(door, rosa)).unwrap(), None);
        // Who was noted as gone may come back, once.
        join(rosa, Kin::Spouse, luis).unwrap();
        assert_eq!(test.ledger.read(|door| find(door, home)).unwrap().unwrap().members.len(), 2);
    });
}
