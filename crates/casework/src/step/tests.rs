//! Steps are taken, refused with a reason, and bring about what the procedure says: all of it or nothing.

use super::*;
use crate::case;
use crate::testing::{Desk, assessment, decision, interview, notification};
use jiff::civil::date;
use procedure::FactValue;

fn stage(loaded: &Loaded<Case>) -> &str {
    &loaded.state.at.stage
}

#[test]
fn a_claim_walks_from_filing_to_a_final_refusal() {
    let desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    assert_eq!(stage(&desk.load(case)), "decision");
    desk.on_day("2024-04-30");
    desk.take(&desk.conare, case, "refuse", &decision("13 3 2024")).unwrap();
    let notified = desk.take(&desk.rosa, case, "notify_refusal", &notification("25 3 2024")).unwrap();
    // Monday 25 March; Good Friday, 29 March, and the weekend do not count.
    let term = notified.state.running().into_iter().find(|t| t.term.term == "reconsideration").unwrap();
    assert_eq!((term.term.start, term.term.due), (date(2024, 3, 25), Some(date(2024, 4, 2))));
    assert!(term.term.provisional, "nothing is certain that no lawyer confirmed");
    assert!(term.term.arithmetic.skipped.iter().any(|s| s.date == date(2024, 3, 29)));

    let filed = [("filed_on", "1 4 2024"), ("mode", "oral")];
    let filed = desk.take(&desk.rosa, case, "file_reconsideration", &filed).unwrap();
    assert_eq!(
        filed.state.terms.iter().find(|t| t.term.term == "reconsideration").unwrap().met,
        Some(date(2024, 4, 1))
    );
    // Who refused does not hear the remedy.
    let same = desk.take(&desk.conare, case, "confirm_refusal", &decision("16 4 2024"));
    assert!(matches!(same, Err(StepRefusal::SameOfficer(_))), "{same:?}");
    let other = crate::testing::staff(7, Role::DecidingAuthority, "conare");
    desk.take(&other, case, "confirm_refusal", &decision("16 4 2024")).unwrap();
    desk.take(&desk.rosa, case, "notify_reconsideration", &notification("18 4 2024")).unwrap();
    desk.take(&desk.rosa, case, "file_appeal", &[("filed_on", "22 4 2024"), ("mode", "written")]).unwrap();
    desk.take(&desk.ministro, case, "dismiss_appeal", &decision("26 4 2024")).unwrap();
    let end = desk.take(&desk.rosa, case, "notify_appeal", &notification("29 4 2024")).unwrap();
    assert!(end.state.at.ended);
    assert_eq!(end.state.deciders().len(), 3);
    assert_eq!(end.state.offices_former, ["conare".into(), "ministro".into()]);
}

#[test]
fn offices_that_the_law_names_work_on_a_case_while_it_stands_before_them() {
    let desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    let offices = |case| {
        let head = desk.ledger.read(|door| case::find(door, case)).unwrap().unwrap();
        (head.offices.iter().map(|o| o.0.clone()).collect::<Vec<_>>(), head.offices_former)
    };
    assert_eq!(offices(case), (vec!["onpar-panama".to_owned(), "conare".to_owned()], vec![]));
    desk.take(&desk.conare, case, "recognise", &decision("19 2 2024")).unwrap();
    assert_eq!(offices(case), (vec!["onpar-panama".to_owned()], vec!["conare".into()]));
}

#[test]
fn nobody_is_refused_without_a_review_and_no_two_steps_are_one_persons() {
    let desk = Desk::new();
    let person = desk.person("Ixchel Inventada", 1990);
    desk.on_day("2024-02-20");
    let case = desk.claim(person, "1 2 2024", "none");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    let unheard = desk.take(&desk.luis, case, "write_assessment", &assessment("6 2 2024"));
    let Err(StepRefusal::Gate(reasons)) = unheard else { panic!("{unheard:?}") };
    assert!(!reasons[0].says.es.is_empty() && !reasons[0].says.en.is_empty());
    desk.hear(case, "12 2 2024").unwrap();
    desk.take(&desk.luis, case, "write_assessment", &assessment("14 2 2024")).unwrap();
    let luis_reviews = Actor { role: Role::Reviewer, ..desk.luis.clone() };
    let same = desk.take(&luis_reviews, case, "approve_assessment", &[("reviewed_on", "15 2 2024")]);
    assert!(matches!(same, Err(StepRefusal::SameOfficer(_))), "{same:?}");
    let early = desk.take(&desk.conare, case, "refuse", &decision("16 2 2024"));
    assert!(matches!(early, Err(StepRefusal::NotOffered)), "{early:?}");
    assert_eq!(desk.load(case).state.steps.len(), 4, "what is refused leaves no trace");
}

#[test]
fn a_step_that_takes_something_away_needs_a_name_under_it() {
    let desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    let unnamed = desk.take_as(&desk.conare, case, "refuse", &decision("19 2 2024"), None, "");
    assert!(matches!(unnamed, Err(StepRefusal::Unconfirmed)), "{unnamed:?}");
    let blank = desk.take_as(&desk.conare, case, "refuse", &decision("19 2 2024"), Some("  "), "");
    assert!(matches!(blank, Err(StepRefusal::Unconfirmed)), "{blank:?}");
    let named =
        desk.take_as(&desk.conare, case, "refuse", &decision("19 2 2024"), Some("C. Uno"), "").unwrap();
    let confirmed = named.state.last("refuse").unwrap().taken.confirmed.clone().unwrap();
    assert_eq!((confirmed.account, confirmed.name.as_str()), (desk.conare.account, "C. Uno"));
}

#[test]
fn a_child_alone_is_heard_only_with_a_representative() {
    ledger::testing::both(crate::testing::schema, |test| {
        child_alone(&Desk::at(test.ledger.clone(), test.clock.clone()));
    });
}

fn child_alone(desk: &Desk) {
    desk.on_day("2024-02-09");
    let child = desk.person("Yatzil Inventada", 2009);
    let claim = desk.claim(child, "9 2 2024", "unaccompanied_or_separated");
    assert!(desk.load(claim).state.open_tasks().iter().any(|t| t.kind == "request_guardian"));
    desk.take(&desk.rosa, claim, "admit", &[("admitted_on", "9 2 2024")]).unwrap();
    assert!(matches!(desk.hear(claim, "9 2 2024"), Err(StepRefusal::Gate(_))));

    let asked = desk.take(&desk.rosa, claim, "request_guardian", &[]).unwrap();
    assert!(!asked.state.open_tasks().iter().any(|t| t.kind == "request_guardian"), "the step does its task");
    let guardianship = asked.state.links[0].case;
    let child_case = desk.load(guardianship);
    assert_eq!(child_case.state.opening.as_ref().unwrap().parent, Some(claim));
    assert!(child_case.state.concerns_child());
    assert_eq!(child_case.state.offices(), ["onpar-panama".into(), "senniaf".into()]);
    assert_eq!(child_case.state.running().len(), 2, "its own clock runs");

    // Asking twice opens one case only.
    desk.take(&desk.rosa, claim, "request_guardian", &[]).unwrap();
    assert_eq!(desk.load(claim).state.links.len(), 1);

    let named =
        [("named_on", "9 2 2024"), ("name", "Una persona"), ("relation", "trusted"), ("child_asked", "yes")];
    desk.take(&desk.senniaf, guardianship, "name_interim", &named).unwrap();
    let facts = desk.ledger.read(|door| case::all_facts_of(door, &desk.laws, claim)).unwrap();
    assert_eq!(facts["guardian"], FactValue::Code("interim".into()));
    assert_eq!(stage(&desk.hear(claim, "9 2 2024").unwrap()), "assessment");
}

#[test]
fn no_gate_and_no_office_stands_before_a_remedy() {
    let desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    desk.on_day("2024-12-20");
    desk.take(&desk.conare, case, "refuse", &decision("13 3 2024")).unwrap();
    desk.take(&desk.rosa, case, "notify_refusal", &notification("25 3 2024")).unwrap();
    // Months late, at another office, by word of mouth: received, and a person looks at it.
    let elsewhere = crate::testing::staff(8, Role::RegistrationOfficer, "meteti");
    let late =
        desk.take(&elsewhere, case, "file_reconsideration", &[("filed_on", "20 12 2024"), ("mode", "oral")]);
    let late = late.unwrap();
    assert_eq!(stage(&late), "reconsideration");
    assert!(late.state.open_tasks().iter().any(|t| t.kind == "late_reconsideration"));
    // Any other step stays with the offices of the case.
    let wrong = desk.take(&elsewhere, case, "record_document", &[("issued_on", "20 12 2024")]);
    let Err(StepRefusal::WrongOffice(offices)) = wrong else { panic!("{wrong:?}") };
    assert_eq!(offices, ["onpar-panama".into(), "conare".into()]);
}

#[test]
fn a_form_says_at_each_field_what_is_wrong() {
    let desk = Desk::new();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Ixchel Inventada", 1990), "1 2 2024", "none");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    let wrong = |answers: &[(&'static str, &str)]| {
        let mut all = interview("12 2 2024");
        for (field, answer) in answers {
            all.retain(|(f, _)| f != field);
            all.push((field, answer));
        }
        match desk.take(&desk.luis, case, "hear_interview", &all) {
            Err(StepRefusal::Form(errors)) => {
                errors.into_iter().map(|e| (e.field, e.problem)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        }
    };
    let one = |field: &str, problem| vec![(field.to_owned(), problem)];
    assert_eq!(wrong(&[("held_on", "21 2 2024")]), one("held_on", Problem::Future));
    assert_eq!(wrong(&[("held_on", "31 1 2024")]), one("held_on", Problem::BeforeOpening(date(2024, 2, 1))));
    assert_eq!(wrong(&[("held_on", "30 2 2024")]), one("held_on", Problem::NoSuchDay));
    assert_eq!(wrong(&[("held_on", "ayer")]), one("held_on", Problem::DateForm));
    assert_eq!(wrong(&[("held_on", "")]), one("held_on", Problem::Required));
    assert_eq!(wrong(&[("alone", "perhaps")]), one("alone", Problem::Choice));
    assert_eq!(wrong(&[("from_time", "25:00")]), one("from_time", Problem::Time));
    assert_eq!(
        wrong(&[("account", &"x".repeat(10_000_000))]),
        one("account", Problem::TooLong(TEXT_CHARS_MAX))
    );
    assert_eq!(wrong(&[("account", "a\u{1}b")]), one("account", Problem::Unwritable));
    assert_eq!(wrong(&[("account", ""), ("language", "")]).len(), 2);
    assert_eq!(desk.load(case).state.steps.len(), 2);
}

#[test]
fn of_two_forms_on_one_case_the_second_is_told_that_it_moved_on() {
    let desk = Desk::new();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Ixchel Inventada", 1990), "1 2 2024", "none");
    let head = desk.load(case).head_text();
    let answers = [("admitted_on", "5 2 2024")];
    desk.take_as(&desk.rosa, case, "admit", &answers, None, &head).unwrap();
    let second = desk.take_as(&desk.luis, case, "admit", &answers, None, &head);
    assert!(matches!(second, Err(StepRefusal::Stale)), "{second:?}");
}

#[test]
fn a_stated_day_counts_and_a_late_note_only_asks_a_person_to_compare() {
    let desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    desk.on_day("2024-03-27");
    desk.take(&desk.conare, case, "refuse", &decision("13 3 2024")).unwrap();
    let noted = desk.take(&desk.rosa, case, "notify_refusal", &notification("25 3 2024")).unwrap();
    let task = noted
        .state
        .open_tasks()
        .into_iter()
        .find(|t| t.kind == COMPARE_DATES && t.step.as_deref() == Some("notify_refusal"));
    assert!(task.is_some());
    let due = noted.state.terms.iter().find(|t| t.term.term == "reconsideration").unwrap().term.due;
    assert_eq!(due, Some(date(2024, 4, 2)), "counted from the 25th, not from the 27th");
}

#[test]
fn a_document_renewed_has_a_second_run_of_its_term() {
    let desk = Desk::new();
    desk.on_day("2024-12-20");
    let case = desk.claim(desk.person("Ixchel Inventada", 1990), "1 2 2024", "none");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    desk.take(&desk.rosa, case, "record_document", &[("issued_on", "8 2 2024")]).unwrap();
    let renewed = desk.take(&desk.rosa, case, "record_document", &[("issued_on", "7 8 2024")]).unwrap();
    let runs: Vec<_> = renewed.state.terms.iter().filter(|t| t.term.term == "provisional_document").collect();
    assert_eq!(runs.len(), 2);
    assert_eq!((runs[0].met, runs[0].term.run), (Some(date(2024, 8, 7)), 1));
    assert_eq!((runs[1].met, runs[1].term.run), (None, 2));
}

#[test]
fn a_corrected_birth_date_is_noticed_at_the_next_step() {
    use identity::{Answer, Birth, Corrected, Person, PersonEvent};
    let desk = Desk::new();
    desk.on_day("2024-02-20");
    let person = desk.person("Ixchel Inventada", 1990);
    let case = desk.claim(person, "1 2 2024", "none");
    assert!(!desk.load(case).state.concerns_child());
    let birth = Birth { date: Answer::Told(kernel::PartialDate::year(2010).unwrap()), place: String::new() };
    let event = PersonEvent::BirthCorrected(Corrected { to: birth, reason: "papel".into() });
    let stamp = Stamp::new(desk.rosa.clone());
    desk.ledger
        .write(|tx| {
            let seen = tx.load::<Person>(person.0)?.unwrap();
            tx.append(&seen, &stamp, &[event]).map(drop)
        })
        .map_err(|fault: Fault| fault)
        .unwrap();
    let admitted = desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    assert!(admitted.state.concerns_child());
    let ties = desk.ledger.read(|door| crate::relations(door, case)).unwrap().unwrap();
    assert!(ties.child, "the delegate for children can follow the case from now on");
}

#[test]
fn what_a_commission_decides_waits_for_its_session_and_one_vote_opens_one_step() {
    let mut desk = Desk::new();
    let case = desk.ready(desk.person("Balam Inventado", 1990));
    let with = desk.laws.clone();
    desk.laws = Laws::new(with.law().clone());
    let early = desk.take(&desk.conare, case, "recognise", &decision("19 2 2024"));
    let Err(StepRefusal::Gate(reasons)) = early else { panic!("taken without a session") };
    assert!(
        matches!(&reasons[0].kind, procedure::ReasonKind::Session { commission } if commission == "conare")
    );
    // A vote from before the case came here opens nothing.
    desk.laws =
        Laws::new(with.law().clone()).with_sessions(|_, _, _, _| Ok(Some(vote("2024-02-01T12:00:00Z"))));
    assert!(matches!(
        desk.take(&desk.conare, case, "recognise", &decision("19 2 2024")),
        Err(StepRefusal::Gate(_))
    ));
    desk.laws =
        Laws::new(with.law().clone()).with_sessions(|_, _, _, _| Ok(Some(vote("2025-01-01T12:00:00Z"))));
    let taken = desk.take(&desk.conare, case, "recognise", &decision("19 2 2024")).unwrap();
    let kept = taken.state.last("recognise").unwrap().taken.session.clone().unwrap();
    assert_eq!((kept.number.as_str(), kept.in_favour, kept.against), ("CONARE-2024-01", 2, 1));
}

fn vote(at: &str) -> crate::session::Carried {
    crate::session::Carried {
        session: uuid::Uuid::from_u128(8),
        number: "CONARE-2024-01".into(),
        on: "2024-02-19".parse().unwrap(),
        at: at.parse().unwrap(),
        in_favour: 2,
        against: 1,
        abstained: 0,
    }
}
