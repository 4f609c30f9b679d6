//! A post writes down what only headquarters does; headquarters confirms or rejects it, and nothing else ever waits.

use super::*;
use crate::file::tests::house_on;
use crate::fold::{REJECTED, WAITS};
use crate::model::{Agrees, TransferAsked, Urgency};
use crate::step::COMPARE_DATES;
use crate::testing::{Desk, HQ, decision, notification, staff};
use jiff::civil::date;
use kernel::{Actor, Role};

/// The same desk as a post.
fn at_post(desk: &mut Desk, post: bool) {
    desk.laws = desk.laws.clone().with_authority(!post);
}

fn waiting(desk: &Desk, case: CaseId) -> Uuid {
    desk.load(case).state.waiting()[0].id
}

fn yes(desk: &Desk, actor: &Actor, case: CaseId, id: Uuid) -> Result<Loaded<Case>, IntentRefusal> {
    let name = Some("Quien Confirma".to_owned());
    desk.ledger.write(|tx| confirm(tx, &desk.laws, &Stamp::new(actor.clone()), case, id, name, ""))
}

fn no(desk: &Desk, actor: &Actor, case: CaseId, id: Uuid, why: &str) -> Result<Loaded<Case>, IntentRefusal> {
    desk.ledger.write(|tx| reject(tx, &desk.laws, &Stamp::new(actor.clone()), case, id, why, ""))
}

#[test]
fn a_decision_written_at_a_post_is_taken_when_headquarters_confirms_it_on_its_legal_day() {
    ledger::testing::both(crate::testing::schema, |on| {
        let mut desk = Desk::at(on.ledger.clone(), on.clock.clone());
        let case = desk.ready(desk.person("Ixchel Inventada", 1990));
        at_post(&mut desk, true);
        let written = desk.take(&desk.conare, case, "refuse", &decision("19 2 2024")).unwrap();
        assert_eq!((written.state.at.stage.as_str(), written.state.steps.len()), ("decision", 5));
        assert!(written.state.terms.iter().all(|t| t.term.term != "decision" || t.met.is_none()));
        let twice = desk.take(&desk.conare, case, "refuse", &decision("19 2 2024"));
        assert!(matches!(twice, Err(StepRefusal::Waits)), "{twice:?}");
        let id = waiting(&desk, case);
        assert!(matches!(yes(&desk, &desk.conare, case, id), Err(IntentRefusal::NoAuthority)));
        assert!(matches!(no(&desk, &desk.conare, case, id, "x"), Err(IntentRefusal::NoAuthority)));

        at_post(&mut desk, false);
        desk.on_day("2024-03-01");
        // The policies and the gates of the step hold for whoever confirms.
        let not_mine = yes(&desk, &desk.rosa, case, id);
        assert!(matches!(not_mine, Err(IntentRefusal::Step(StepRefusal::NotOffered))), "{not_mine:?}");
        let unnamed = desk
            .ledger
            .write(|tx| confirm(tx, &desk.laws, &Stamp::new(desk.conare.clone()), case, id, None, ""));
        assert!(matches!(unnamed, Err(IntentRefusal::Step(StepRefusal::Unconfirmed))), "{unnamed:?}");
        let stale = desk
            .ledger
            .write(|tx| confirm(tx, &desk.laws, &Stamp::new(desk.conare.clone()), case, id, None, "00"));
        assert!(matches!(stale, Err(IntentRefusal::Stale)), "{stale:?}");
        let other = staff(7, Role::DecidingAuthority, "conare");
        let taken = yes(&desk, &other, case, id).unwrap();
        let refused = taken.state.last("refuse").unwrap();
        assert_eq!((refused.taken.on, refused.actor.account), (date(2024, 2, 19), other.account));
        assert_eq!(refused.taken.confirmed.as_ref().unwrap().name, "Quien Confirma");
        assert_eq!(taken.state.at.stage, "refused");
        assert_eq!(taken.state.intents[0].by, desk.conare);
        let compare = taken.state.open_tasks().iter().any(|t| t.kind == COMPARE_DATES);
        assert!(compare, "the stated day and the day of the answer differ");
        assert!(matches!(yes(&desk, &other, case, id), Err(IntentRefusal::NotWaiting)));
        desk.ledger.rebuild(|_| ()).unwrap();
    });
}

#[test]
fn a_rejection_needs_a_reason_and_is_told_to_whoever_wrote_the_step_down() {
    let mut desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    at_post(&mut desk, true);
    desk.take(&desk.conare, case, "refuse", &decision("19 2 2024")).unwrap();
    at_post(&mut desk, false);
    let id = waiting(&desk, case);
    assert!(matches!(no(&desk, &desk.conare, case, id, " "), Err(IntentRefusal::NoReason)));
    assert!(matches!(no(&desk, &desk.rosa, case, id, "x"), Err(IntentRefusal::NotYours)));
    assert!(matches!(no(&desk, &desk.conare, case, Uuid::nil(), "x"), Err(IntentRefusal::NotWaiting)));
    let rejected = no(&desk, &desk.conare, case, id, "Falta oír a la persona.").unwrap();
    assert_eq!(rejected.state.at.stage, "decision");
    let open = rejected.state.open_tasks();
    let told = open.iter().find(|t| t.kind == REJECTED).unwrap();
    assert_eq!(told.owner.account, Some(desk.conare.account));
    assert!(open.iter().all(|t| t.kind != WAITS));
    assert!(matches!(no(&desk, &desk.conare, case, id, "x"), Err(IntentRefusal::NotWaiting)));
}

#[test]
fn at_a_post_remedies_are_received_people_are_heard_and_what_it_may_not_check_it_does_not_intend() {
    let mut desk = Desk::new();
    let case = desk.ready(desk.person("Ixchel Inventada", 1990));
    at_post(&mut desk, true);
    // Written down only after the same checks.
    let wrong = desk.take(&desk.rosa, case, "refuse", &decision("19 2 2024"));
    assert!(matches!(wrong, Err(StepRefusal::NotOffered)), "{wrong:?}");
    let unnamed = desk.take_as(&desk.conare, case, "refuse", &decision("19 2 2024"), None, "");
    assert!(matches!(unnamed, Err(StepRefusal::Unconfirmed)), "{unnamed:?}");
    at_post(&mut desk, false);
    desk.take(&desk.conare, case, "refuse", &decision("19 2 2024")).unwrap();
    at_post(&mut desk, true);
    desk.on_day("2024-02-26");
    let served = desk.take(&desk.rosa, case, "notify_refusal", &notification("26 2 2024")).unwrap();
    assert!(served.state.terms.iter().all(|t| t.term.term != "reconsideration"), "nobody was served");
    let filed = [("filed_on", "26 2 2024"), ("mode", "oral")];
    let filed = desk.take(&desk.rosa, case, "file_reconsideration", &filed).unwrap();
    assert_eq!(filed.state.at.stage, "reconsideration", "a remedy is received anywhere");
    let child = desk.person("Yatzil Inventada", 2009);
    let claim = desk.claim(child, "26 2 2024", "unaccompanied_or_separated");
    let asked = desk.take(&desk.rosa, claim, "request_guardian", &[]).unwrap();
    assert_eq!(asked.state.links.len(), 1);
}

#[test]
fn a_post_that_takes_a_case_over_waits_for_headquarters() {
    let mut desk = Desk::new();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Ixchel Inventada", 1990), "1 2 2024", "none");
    let asked = TransferAsked {
        from: HQ.into(),
        to: "meteti".into(),
        reason: "Vive allá.".into(),
        urgency: Urgency::Ordinary,
        told: String::new(),
        agrees: Agrees::Yes,
    };
    desk.ledger.write(|tx| transfer::ask(tx, &Stamp::new(desk.luis.clone()), case, asked, "")).unwrap();
    let there = staff(21, Role::EligibilityOfficer, "meteti");
    let accept = |desk: &Desk| {
        desk.ledger.write(|tx| transfer::accept(tx, &desk.laws, &Stamp::new(there.clone()), case, true, ""))
    };
    at_post(&mut desk, true);
    assert_eq!(accept(&desk).unwrap().state.office, Some(HQ.into()), "nothing has moved");
    assert!(matches!(accept(&desk), Err(TransferRefusal::Waits)));
    at_post(&mut desk, false);
    let id = waiting(&desk, case);
    assert!(matches!(yes(&desk, &there, case, id), Err(IntentRefusal::NotYours)));
    let moved = yes(&desk, &desk.luis, case, id).unwrap();
    assert_eq!(moved.state.office, Some("meteti".into()));
    assert_eq!(moved.state.assignee, Some(there.account));
    assert!(moved.state.waiting().is_empty());
}

#[test]
fn the_pages_say_that_it_waits_and_let_headquarters_answer() {
    let (house, mut desk) = house_on(ledger::testing::lite);
    let case = desk.ready(desk.person("Balam Inventado", 1990));
    at_post(&mut desk, true);
    desk.take(&desk.conare, case, "refuse", &decision("19 2 2024")).unwrap();
    let path = href(case, waiting(&desk, case));
    let authority = house.client_of(Role::DecidingAuthority, "conare");
    authority
        .get(&format!("/cases/{case}"))
        .expect("Espera a la sede central")
        .expect("Confirmar o rechazar");
    authority.get("/day").expect("Responder a lo que un puesto anotó");
    let page = authority.get(&path);
    page.expect_status(200).expect("Unas razones.").expect("19 de febrero de 2024");
    assert!(!page.body().contains("⟦"), "a word is missing:\n{}", page.text());
    // A prejudicial step is confirmed by a named person.
    authority.post(&path, &[("do", "confirm")]).expect_status(422);
    authority.post(&path, &[("do", "reject"), ("reason", "")]).expect_status(422);
    authority
        .post(&path, &[("do", "reject"), ("reason", "Falta oírlo otra vez.")])
        .expect_status(200)
        .expect("Falta oírlo otra vez.");
    authority.get(&path).expect_status(409);
    // An officer without the file finds nothing.
    house.client_of(Role::EligibilityOfficer, "meteti").get(&path).expect_status(404);
}

use super::page::href;

#[test]
fn the_form_at_a_post_says_that_headquarters_answers() {
    let (house, desk) = crate::file::tests::house_of_a_post();
    let case = desk.ready(desk.person("Balam Inventado", 1990));
    let authority = house.client_of(Role::DecidingAuthority, "conare");
    let path = format!("/cases/{case}/steps/recognise");
    authority.get(&path).expect("La sede central confirma este paso");
    let fields = [("f-decided_on", "19 2 2024"), ("f-reasons", "Unas razones.")];
    authority.post(&path, &fields).expect_status(200).expect("Quedó anotado y espera a la sede central");
    assert_eq!(desk.load(case).state.at.stage, "decision");
    authority.get(&href(case, waiting(&desk, case))).expect_status(409);
}
