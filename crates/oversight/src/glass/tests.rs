//! What may be opened, for how long, by whom it is reviewed; on both engines.

use super::review::{self, ReviewRefusal};
use super::*;
use kernel::Role;
use ledger::Schema;
use ledger::testing::{TestLedger, actor, both};

fn schema() -> Schema {
    Schema { migrations: table::MIGRATIONS.to_vec(), records: table::records() }
}

const WHY: &str = "La niña está en el hospital y el médico pregunta por su madre.";

fn file() -> Uuid {
    Uuid::from_u128(77)
}

fn opened(t: &TestLedger) -> Vec<AccountId> {
    let now = t.ledger.ports().clock.now();
    t.ledger.read(|r| opened_to(r, Kind::Case, file(), now)).unwrap_or_else(|e: Fault| panic!("{e}"))
}

fn later(t: &TestLedger, by: SignedDuration) {
    t.clock.set(t.clock.now().checked_add(by).unwrap());
}

fn somebody(t: &TestLedger, n: u128) -> Actor {
    let _ = t;
    Actor { account: AccountId(Uuid::from_u128(n)), ..actor(Role::EligibilityOfficer, "own") }
}

use kernel::Clock;

#[test]
fn one_file_opens_to_one_person_for_two_hours() {
    both(schema, |t| {
        let me = somebody(t, 1);
        let id = open(&t.ledger, &me, "k1", Kind::Case, file(), WHY).unwrap();
        assert_eq!(opened(t), [me.account]);
        let now = t.clock.now();
        let other = t.ledger.read(|r| opened_to(r, Kind::Case, Uuid::from_u128(78), now)).unwrap();
        let person = t.ledger.read(|r| opened_to(r, Kind::Person, file(), now)).unwrap();
        assert!(other.is_empty() && person.is_empty(), "one file, of one kind");
        assert_eq!(open(&t.ledger, &me, "k2", Kind::Case, file(), WHY).unwrap(), id, "open already");
        later(t, SignedDuration::from_mins(119));
        assert_eq!(opened(t), [me.account]);
        later(t, SignedDuration::from_mins(1));
        assert!(opened(t).is_empty());
    });
}

#[test]
fn a_reason_is_a_sentence() {
    both(schema, |t| {
        for reason in ["", "  urge  ", &"x".repeat(REASON_CHARS_MAX + 1)] {
            let refused = open(&t.ledger, &somebody(t, 1), "k", Kind::Case, file(), reason);
            assert!(matches!(refused, Err(BreakRefusal::Reason)));
        }
        assert!(opened(t).is_empty());
    });
}

#[test]
fn an_opening_that_nobody_reviewed_in_time_blocks_the_next_and_a_review_frees_it() {
    both(schema, |t| {
        let (me, officer) = (somebody(t, 1), somebody(t, 2));
        let id = open(&t.ledger, &me, "k1", Kind::Case, file(), WHY).unwrap();
        later(t, REVIEW_WITHIN + SignedDuration::from_secs(1));
        let refused = open(&t.ledger, &me, "k2", Kind::Person, file(), WHY);
        assert!(matches!(refused, Err(BreakRefusal::Unreviewed)));
        let colleague = open(&t.ledger, &somebody(t, 3), "k3", Kind::Case, file(), WHY);
        assert!(colleague.is_ok(), "only their own stands in the way");
        review::run(&t.ledger, &officer, "r1", id, Verdict::Justified, "Confirmado con el hospital.")
            .unwrap();
        open(&t.ledger, &me, "k4", Kind::Person, file(), WHY).unwrap();
    });
}

#[test]
fn somebody_else_reviews_and_only_once() {
    both(schema, |t| {
        let (me, officer) = (somebody(t, 1), somebody(t, 2));
        let id = open(&t.ledger, &me, "k1", Kind::Case, file(), WHY).unwrap();
        let run = |who: &Actor, key: &str, id, note: &str| {
            review::run(&t.ledger, who, key, id, Verdict::Unjustified, note)
        };
        assert!(matches!(run(&me, "a", id, "Bien hecho."), Err(ReviewRefusal::Own)));
        assert!(matches!(run(&officer, "b", id, "  "), Err(ReviewRefusal::Note)));
        assert!(matches!(run(&officer, "c", Uuid::from_u128(5), "x"), Err(ReviewRefusal::Nothing)));
        run(&officer, "d", id, "El hospital no la conoce.").unwrap();
        assert!(matches!(run(&somebody(t, 3), "e", id, "otra vez"), Err(ReviewRefusal::Already)));
        let rows = t.ledger.read(|door| all(door)).unwrap();
        assert_eq!(rows[0].verdict, Some(Verdict::Unjustified));
        assert!(t.ledger.read(|door| unreviewed(door)).unwrap().is_empty());
    });
}

#[test]
fn rebuilding_gives_the_same_rows_and_no_row_holds_the_reason() {
    both(schema, |t| {
        open(&t.ledger, &somebody(t, 1), "k1", Kind::Case, file(), WHY).unwrap();
        let before = t.ledger.digest().unwrap();
        t.ledger.rebuild(|_| {}).unwrap();
        assert_eq!(t.ledger.digest().unwrap(), before);
        t.ledger.verify(|_| {}).unwrap();
    });
}
