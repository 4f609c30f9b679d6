//! Opening: numbers of their own, the version of the day, and a refusal that says why.

use super::*;
use crate::case;
use crate::testing::{Desk, HQ};
use jiff::civil::date;
use ledger::Door;

#[test]
fn a_claim_is_pinned_to_the_law_of_its_day_and_gets_a_number_of_that_year() {
    let desk = Desk::new();
    desk.on_day("2024-02-09");
    let first = desk.claim(desk.person("Ixchel Inventada", 1990), "8 2 2024", "none");
    let second = desk.claim(desk.person("Balam Inventado", 1985), "9 2 2024", "none");
    let old = desk.claim(desk.person("Itzel Inventada", 1985), "30 12 2023", "none");
    let head = |case| desk.ledger.read(|door| case::find(door, case)).unwrap().unwrap();
    assert_eq!(head(first).number, "PAN-2024-00001");
    assert_eq!(head(second).number, "PAN-2024-00002");
    assert_eq!(head(old).number, "PAN-2023-00001");
    let opened = desk.load(first).state.opening.unwrap();
    let law = desk.laws.law().in_force("asylum", opened.legal_date).unwrap();
    assert_eq!(
        (opened.legal_date, &opened.law, &opened.version),
        (date(2024, 2, 8), &law.hash, &law.version)
    );
    let steps = desk.ledger.read(|door| case::steps(door, first)).unwrap();
    assert_eq!((steps.len(), steps[0].step.as_str(), steps[0].on), (1, "file_claim", date(2024, 2, 8)));
    let found = desk.ledger.read(|door| case::by_number(door, "PAN-2024-00002")).unwrap().unwrap();
    assert_eq!(found.id, second);
}

#[test]
fn a_claim_starts_its_terms_from_the_days_it_states() {
    let desk = Desk::new();
    desk.on_day("2024-02-09");
    let person = desk.person("Ixchel Inventada", 1990);
    let answers = [
        ("filed_on", "9 2 2024"),
        ("entered_on", "8 2 2024"),
        ("mode", "oral"),
        ("child", "none"),
        ("language", "spa"),
    ];
    let opening = Opening {
        form: crate::testing::form(&answers),
        ..Opening::new("asylum", date(2024, 2, 9), Office::from(HQ), vec![person])
    };
    let stamp = Stamp::new(desk.rosa.clone());
    let case = desk.ledger.write(|tx| run(tx, &desk.laws, &stamp, opening)).unwrap();
    let state = desk.load(case).state;
    let term = |id: &str| state.terms.iter().find(|t| t.term.term == id).unwrap();
    // Six months from the working day after entry.
    assert_eq!(term("filing").term.due, Some(date(2024, 8, 9)));
    assert_eq!(term("filing").met, Some(date(2024, 2, 9)), "filing is what it was for");
    assert_eq!(term("decision").term.due, None, "no law is known that fixes it");
    assert!(term("decision").term.provisional);
    assert_eq!(state.next_due(), Some(date(2024, 8, 9)));
}

#[test]
fn what_cannot_be_opened_says_why_and_takes_no_number() {
    let desk = Desk::new();
    desk.on_day("2024-02-09");
    let person = desk.person("Ixchel Inventada", 1990);
    let open = |opening: Opening, by: &kernel::Actor| {
        let stamp = Stamp::new(by.clone());
        desk.ledger.write(|tx| run(tx, &desk.laws, &stamp, opening))
    };
    let opening = |procedure: &str, on| Opening::new(procedure, on, Office::from(HQ), vec![person]);
    let nobody = Opening { persons: Vec::new(), ..opening("asylum", date(2024, 2, 9)) };
    assert!(matches!(open(nobody, &desk.rosa), Err(OpenRefusal::Nobody)));
    assert!(matches!(
        open(opening("permit", date(2024, 2, 9)), &desk.rosa),
        Err(OpenRefusal::NoProcedure(_))
    ));
    let early = open(opening("asylum", date(1999, 2, 9)), &desk.rosa);
    assert!(matches!(early, Err(OpenRefusal::NotInForce { .. })), "{early:?}");
    let empty = open(opening("asylum", date(2024, 2, 9)), &desk.rosa);
    assert!(matches!(empty, Err(OpenRefusal::Form(_))), "{empty:?}");
    let future = desk.try_claim(person, "10 2 2024", "none");
    assert!(matches!(future, Err(OpenRefusal::Form(_))), "{future:?}");
    assert!(matches!(open(opening("asylum", date(2024, 2, 9)), &desk.conare), Err(OpenRefusal::NotYours)));
    let case = desk.claim(person, "9 2 2024", "none");
    assert_eq!(desk.load(case).state.opening.unwrap().number, "PAN-2024-00001");
}

#[test]
fn rows_are_the_fold_and_nothing_else() {
    let desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    let before = desk.ledger.read(|door| case::find(door, case)).unwrap();
    desk.ledger.rebuild(|_| ()).unwrap();
    assert_eq!(desk.ledger.read(|door| case::find(door, case)).unwrap(), before);
    let kinds = desk.ledger.read(|door| door.records_of("case")).unwrap();
    assert_eq!(kinds, [case.0]);
}

#[test]
fn every_statement_is_understood_by_every_engine() {
    let schema = || {
        let mut areas = web::testing::ground();
        areas.extend([identity::area(), crate::area()]);
        web::testing::schema(&areas)
    };
    ledger::testing::both(schema, |test| {
        assert_eq!(test.ledger.prepare_all().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_term_whose_first_day_nobody_knows_waits_for_it() {
    let desk = Desk::new();
    desk.on_day("2024-02-09");
    let case = desk.claim(desk.person("Ixchel Inventada", 1990), "9 2 2024", "none");
    let state = desk.load(case).state;
    let filing = state.terms.iter().find(|t| t.term.term == "filing").unwrap();
    assert_eq!((filing.term.awaits.as_deref(), filing.term.due), (Some("entered"), None));
    assert!(!state.open_tasks().iter().any(|t| t.kind == "late_claim"), "unknown is not late");
}
