//! What an officer may write about an intent, what is refused, and what stays sealed; on both engines.

use super::*;
use crate::table::{MIGRATIONS, record_kind};
use crate::verify::{Verdict, check};
use jiff::civil::{date, time};
use kernel::Role;
use ledger::testing::{TestLedger, actor, both};
use ledger::{Load, Schema};

fn schema() -> Schema {
    Schema { migrations: MIGRATIONS.to_vec(), records: vec![record_kind()] }
}

fn said() -> Statement {
    Statement {
        stated_on: date(2024, 6, 3),
        stated_at: time(9, 30, 0, 0),
        place: "el muelle".into(),
        language: "hat".into(),
        people: 2,
        child: Child::Accompanied,
        words: "Dice que no puede volver.".into(),
    }
}

fn express(t: &TestLedger, office: &str, said: Statement) -> Result<(Uuid, Loaded<Intent>), ExpressRefusal> {
    let stamp = Stamp::new(actor(Role::BorderOfficer, office));
    t.ledger.write(|tx| run(tx, &stamp, said, date(2024, 6, 3)))
}

#[test]
fn each_post_numbers_its_own_sheets() {
    both(schema, |t| {
        let serials = ["meteti", "meteti", "chiriqui"].map(|office| {
            let (id, _) = express(t, office, said()).unwrap();
            t.ledger.read(|r| find(r, id)).unwrap_or_else(|e: Fault| panic!("{e}")).unwrap().serial
        });
        assert_eq!(serials, ["METETI-000001", "METETI-000002", "CHIRIQUI-000001"]);
    });
}

#[test]
fn the_future_and_impossible_groups_are_refused_and_take_no_number() {
    both(schema, |t| {
        let tomorrow = Statement { stated_on: date(2024, 6, 4), ..said() };
        assert!(matches!(express(t, "meteti", tomorrow), Err(ExpressRefusal::Future)));
        for people in [0, PEOPLE_MAX + 1] {
            assert!(matches!(
                express(t, "meteti", Statement { people, ..said() }),
                Err(ExpressRefusal::People)
            ));
        }
        let long = Statement { words: "x".repeat(WORDS_CHARS_MAX + 1), ..said() };
        assert!(matches!(express(t, "meteti", long), Err(ExpressRefusal::Words(_))));
        let (_, kept) = express(t, "meteti", said()).unwrap();
        assert_eq!(kept.state.expressed.unwrap().serial, "METETI-000001");
    });
}

#[test]
fn the_stated_day_is_the_one_that_counts_and_the_words_stay_sealed() {
    both(schema, |t| {
        let earlier = Statement { stated_on: date(2024, 5, 31), ..said() };
        let (id, _) = express(t, "meteti", earlier).unwrap();
        let (head, entries) =
            t.ledger.read(|r| Ok::<_, Fault>((find(r, id)?.unwrap(), r.entries(id)?))).unwrap();
        assert_eq!(head.stated_on, date(2024, 5, 31));
        assert_eq!(entries[0].stated, Some(date(2024, 5, 31)));
        let rows = ledger::testing::ask(&t.place, "select sealed from intent_row");
        let sealed = rows[0].bytes("sealed").unwrap();
        assert!(!sealed.windows(6).any(|w| w == b"volver" || w == b"muelle"));
    });
}

#[test]
fn an_intent_holds_one_claim_and_each_person_once() {
    both(schema, |t| {
        let (id, _) = express(t, "meteti", said()).unwrap();
        let stamp = Stamp::new(actor(Role::RegistrationOfficer, "onpar-panama"));
        let person = PersonId(Uuid::from_u128(7));
        let (one, two) = (CaseId(Uuid::from_u128(1)), CaseId(Uuid::from_u128(2)));
        for event in [
            IntentEvent::PersonRegistered { person },
            IntentEvent::PersonRegistered { person },
            IntentEvent::ClaimOpened { case: one },
            IntentEvent::ClaimOpened { case: two },
            IntentEvent::ProofPrinted,
        ] {
            t.ledger.write(|tx| note(tx, &stamp, id, event)).unwrap();
        }
        let state =
            t.ledger.read(|r| r.load::<Intent>(id)).unwrap_or_else(|e: Fault| panic!("{e}")).unwrap().state;
        assert_eq!((state.persons, state.case, state.printed), (vec![person], Some(one), 1));
    });
}

#[test]
fn a_proof_is_genuine_only_as_this_site_signed_it() {
    both(schema, |t| {
        let keys = t.ledger.keys();
        let id = Uuid::from_u128(9);
        let proof = |site: &str| letters::Proof {
            kind: letters::Kind::Intent,
            id,
            issued: date(2024, 6, 3),
            site: site.into(),
        };
        let ours = proof("hq").payload(|m| keys.sign(m));
        assert!(
            matches!(check(&t.ledger, ours.as_bytes()).unwrap(), Verdict::Genuine { id: found, .. } if found == id)
        );
        let elsewhere = proof("otro").payload(|m| keys.sign(m));
        assert!(matches!(check(&t.ledger, elsewhere.as_bytes()).unwrap(), Verdict::Unknown { .. }));
        let forged = proof("hq").payload(|_| vec![1; 64]);
        assert_eq!(check(&t.ledger, forged.as_bytes()).unwrap(), Verdict::Forged);
        assert!(matches!(check(&t.ledger, b"any other text").unwrap(), Verdict::NoProof(_)));
    });
}
