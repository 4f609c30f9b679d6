//! An alarm is written once for a burst, says who and how much, and is looked at by somebody else than the reader.

use super::review::{ReviewRefusal, run};
use super::*;
use ledger::testing::{actor, both};
use ledger::{Ledger, Schema, Stamp};

fn schema() -> Schema {
    Schema { migrations: table::MIGRATIONS.to_vec(), records: table::records() }
}

fn who(role: Role, account: u128) -> Actor {
    Actor { account: AccountId(Uuid::from_u128(account)), ..actor(role, "own") }
}

fn tripped(reader: AccountId) -> Tripped {
    let at = Timestamp::from_second(1_700_000_000).unwrap();
    Tripped {
        cause: Cause::Many,
        reader,
        role: Role::EligibilityOfficer,
        office: Office::from("own"),
        from: at,
        until: at,
        opens: 300,
        files: 280,
        limit: 300,
        minutes: 60,
        decoy: None,
        review_due: at,
        reviewer: None,
    }
}

fn rung(ledger: &Ledger, reader: AccountId) -> Uuid {
    let made = ledger.write(|tx| -> Result<Uuid, Fault> {
        let id = tx.fresh_uuid();
        let event = AlarmEvent::Tripped(tripped(reader));
        tx.create::<Alarm>(id, &Stamp::new(the_house()), &[event])?;
        Ok(id)
    });
    made.unwrap()
}

#[test]
fn an_alarm_waits_until_somebody_else_than_the_reader_looked_at_it() {
    both(schema, |t| {
        let ledger = &t.ledger;
        let (reader, officer) = (who(Role::EligibilityOfficer, 1), who(Role::DataProtectionOfficer, 2));
        let id = rung(ledger, reader.account);
        let standing = || ledger.read(|r| waiting(r)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(standing().len(), 1);
        let said = |actor, key, note| run(ledger, actor, key, id, Finding::Explained, note);
        assert!(matches!(said(&reader, "a", "Yo misma."), Err(ReviewRefusal::Own)));
        assert!(matches!(said(&officer, "b", "  "), Err(ReviewRefusal::Note)));
        said(&officer, "c", "Traslado de la oficina, dice su jefa.").unwrap();
        // Sent twice is done once; said again is refused.
        said(&officer, "c", "Traslado de la oficina, dice su jefa.").unwrap();
        assert!(matches!(said(&officer, "d", "Otra cosa."), Err(ReviewRefusal::Already)));
        assert!(standing().is_empty());
        let all = ledger.read(|r| all(r)).unwrap_or_else(|e: Fault| panic!("{e}"));
        let review = all[0].1.review.as_ref().unwrap();
        assert_eq!((review.finding, review.by), (Finding::Explained, officer.account));
    });
}
