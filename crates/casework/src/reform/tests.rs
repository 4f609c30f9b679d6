//! A reform is applied by a person with a reason; the case then goes on under it, and its terms say why they moved.

use super::*;
use crate::testing::{Desk, decision, notification};
use jiff::civil::date;
use ledger::Load;

/// Panama with an invented version of 2024 that gives this many days for reconsideration and a step more.
fn reformed(mut desk: Desk, days: u32, open_cases: &str) -> Desk {
    let changes = format!(
        r#"
id = "asylum"
version = "PAN-invented"
valid_from = "2024-04-01"
based_on = "PAN-2018"
[[terms]]
id = "reconsideration"
length = {days}
[[steps]]
id = "explain_again"
names = {{ es = "Explicar otra vez", en = "Explain again" }}
from = ["notified"]
by = ["registration_officer"]
cite = {{ source = "PA2", article = "unknown", verification = "unverified" }}
[[transitions]]
from = ["PAN-2018"]
open_cases = "{open_cases}"
terms = "recompute"
hint = {{ es = "Una reforma inventada.", en = "An invented reform." }}
cite = {{ source = "PA2", article = "unknown", verification = "unverified" }}
"#
    );
    desk.laws = crate::testing::laws_with("2024-03-31", &changes);
    desk
}

/// A claim refused on 13 March and notified on the 25th, before the invented reform.
fn notified(desk: &Desk) -> CaseId {
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    desk.on_day("2024-03-26");
    desk.take(&desk.conare, case, "refuse", &decision("13 3 2024")).unwrap();
    desk.take(&desk.rosa, case, "notify_refusal", &notification("25 3 2024")).unwrap();
    case
}

fn apply(
    desk: &Desk,
    case: CaseId,
    why: &str,
    confirmed: bool,
    head: &str,
) -> Result<Loaded<Case>, ReformRefusal> {
    let apply = Apply { case, version: "PAN-invented", why, confirmed, head };
    desk.ledger.write(|tx| run(tx, &desk.laws, &Stamp::new(desk.luis.clone()), apply))
}

#[test]
fn the_case_goes_on_under_the_reform_with_its_terms_counted_again() {
    crate::testing::on_both(|desk| {
        let desk = reformed(Desk::at(desk.ledger.clone(), desk.clock.clone()), 10, "move");
        let case = notified(&desk);
        let before = apply(&desk, case, "Favorece a la persona.", false, "");
        assert!(matches!(before, Err(ReformRefusal::NoReform)), "not in force yet: {before:?}");
        desk.on_day("2024-04-02");
        let head = desk.load(case).head_text();
        let state = desk.load(case).state;
        let reform = open_to(&desk.laws, &state, date(2024, 4, 2))[0];
        let told = change(&desk.laws, &state, &reform);
        assert_eq!(told.new.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["explain_again"]);
        assert_eq!((told.terms.len(), told.terms[0].is_shorter), (1, false));
        let waiting = desk.ledger.read(|door| proposals(door, &desk.laws, date(2024, 4, 2))).unwrap();
        assert_eq!(waiting.iter().map(|p| p.head.id).collect::<Vec<_>>(), [case]);
        assert!(matches!(apply(&desk, case, " ", false, &head), Err(ReformRefusal::NoReason)));
        let moved = apply(&desk, case, "Favorece a la persona.", false, &head).unwrap().state;
        let opening = moved.opening.as_ref().unwrap();
        assert_eq!(desk.laws.of(opening).unwrap().version, "PAN-invented");
        assert_eq!(moved.at.stage, "notified");
        let term = moved.terms.iter().find(|t| t.term.term == "reconsideration").unwrap();
        assert_eq!(term.term.due, Some(date(2024, 4, 9)), "ten working days from 25 March");
        assert_eq!(term.moved, ["Favorece a la persona."]);
        assert!(matches!(apply(&desk, case, "Otra vez.", false, &head), Err(ReformRefusal::Stale)));
        assert!(matches!(apply(&desk, case, "Otra vez.", false, ""), Err(ReformRefusal::NoReform)));
        desk.take(&desk.rosa, case, "explain_again", &[]).unwrap();
        desk.ledger.rebuild(|_| ()).unwrap();
        let law = desk.ledger.read(|door| case::find(door, case)).unwrap().unwrap().law;
        assert_eq!(law, desk.load(case).state.opening.unwrap().law);
        assert!(desk.ledger.read(|door| proposals(door, &desk.laws, date(2024, 4, 2))).unwrap().is_empty());
    });
}

#[test]
fn a_shorter_term_of_the_person_needs_a_name_and_a_kept_case_stays() {
    let desk = reformed(Desk::new(), 3, "move");
    let case = notified(&desk);
    desk.on_day("2024-04-01");
    assert!(matches!(apply(&desk, case, "Así dice.", false, ""), Err(ReformRefusal::Unconfirmed)));
    apply(&desk, case, "Así dice.", true, "").unwrap();

    let desk = reformed(Desk::new(), 10, "keep");
    let case = notified(&desk);
    desk.on_day("2024-04-01");
    assert!(matches!(apply(&desk, case, "Así dice.", true, ""), Err(ReformRefusal::Keeps)));
    assert!(desk.ledger.read(|door| proposals(door, &desk.laws, date(2024, 4, 1))).unwrap().is_empty());
    assert_eq!(desk.ledger.read(|door| door.load::<Case>(case.0)).unwrap().unwrap().state.reforms, []);
}
