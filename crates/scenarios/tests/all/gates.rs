//! The procedure keeps people safe, and says why it refuses. Nobody is refused unheard. A child alone is not
//! interviewed before somebody speaks for them, were it for the time being. Whoever assessed does not review, whoever
//! decided does not decide again. A remedy is always received, however late, and somebody is asked to look at it. A step
//! is taken by the office that works on the case and by the role the procedure names, and by nobody else.

use asylum::Child;
use kernel::{Actor, CaseId, Lang, Role};
use scenarios::corridor::{Corridor, INTERVIEW, NOTIFIED, REMEDY};
use scenarios::desk::Desk;
use scenarios::house::{TestHouse, one};
use scenarios::people::Somebody;
use web::client::Seen;

/// A claim at the main office, opened by command.
fn claim(house: &TestHouse, child: Child) -> CaseId {
    let registro = house.hired("registro");
    let who = if child == Child::None {
        Somebody::named("Ana Gómez")
    } else {
        Somebody::child_alone("Ana Gómez")
    };
    let person = house.register(&registro, &who);
    house.claim(&registro, &[person], "onpar-panama", child)
}

/// Opens the page of a step and sends its form, as it is or, where the page offers none, by hand.
fn tries(desk: &Desk, case: CaseId, step: &str, answers: &[(&str, &str)]) -> (Seen, Seen) {
    let path = format!("/cases/{case}/steps/{step}");
    let page = desk.get(&path);
    let sent = desk.post(&path, answers);
    (page, sent)
}

/// The step's page shows no form and says why; sending one by hand changes nothing and says why too.
#[track_caller]
fn is_refused(desk: &Desk, case: CaseId, step: &str, answers: &[(&str, &str)], why: &str) {
    let (page, sent) = tries(desk, case, step, answers);
    page.expect_status(200).expect(why);
    assert!(page.form(&page.path).is_none(), "a form is offered all the same:\n{}", page.text());
    assert!(matches!(sent.status, 409 | 422), "{}: {}", sent.status, sent.text());
    sent.expect(why);
    assert!(sent.form(&page.path).is_none(), "a form is offered all the same:\n{}", sent.text());
}

const REASONS: &[(&str, &str)] = &[("f-reasons", "Razones inventadas."), ("confirm", "yes")];

#[test]
fn nobody_is_refused_unheard() {
    one(|house| {
        let case = claim(house, Child::None);
        // Neither at the door …
        let desk = house.desk("elegibilidad");
        let answers = [("f-ground", "fraudulent"), ("f-reasons", "x"), ("confirm", "yes")];
        is_refused(&desk, case, "declare_inadmissible", &answers, "Nadie se rechaza sin haber sido oído");
        house.step(&house.hired("registro"), case, "admit", &[("admitted_on", "3 6 2024")]).unwrap();
        // … nor by an assessment written before the interview.
        let assessment = [("f-recommendation", "refuse"), ("f-ground", "none"), ("f-analysis", "x")];
        let why = "La evaluación se escribe después de oír a la persona";
        is_refused(&desk, case, "write_assessment", &assessment, why);
        // The case's own page says so, with the article that was looked for.
        desk.open(&format!("/cases/{case}")).expect(why);
    });
}

#[test]
fn an_interview_that_was_heard_opens_the_door_to_a_refusal() {
    one(|house| {
        let case = claim(house, Child::None);
        let desk = house.desk("elegibilidad");
        let path = format!("/cases/{case}/steps/hear_before_admission");
        desk.open(&path);
        desk.done(INTERVIEW);
        desk.open(&format!("/cases/{case}/steps/declare_inadmissible"));
        desk.done(&[("f-ground", "unrelated"), ("f-reasons", "Razones inventadas."), ("confirm", "yes")]);
    });
}

#[test]
fn a_child_alone_is_heard_only_with_somebody_who_speaks_for_them() {
    one(|house| {
        let case = claim(house, Child::UnaccompaniedOrSeparated);
        let registro = house.hired("registro");
        house.step(&registro, case, "admit", &[("admitted_on", "3 6 2024")]).unwrap();
        let why = "primero necesita quien le represente. Basta una persona interina";
        is_refused(&house.desk("elegibilidad"), case, "hear_interview", INTERVIEW, why);
        // Registration finds the task on My day and asks SENNIAF.
        let desk = house.desk("registro");
        desk.open("/day").expect("avise a SENNIAF y pida representante");
        desk.open(&format!("/cases/{case}"));
        desk.follow("/steps/request_guardian");
        desk.done(&[]);
        // SENNIAF finds the child on My day, in whatever office the file lies, with a clock of one working day.
        let senniaf = house.desk("ninez");
        senniaf.open("/day").expect("Nombrar hoy a una persona representante interina").expect("4 jun 2024");
        is_refused(&house.desk("elegibilidad"), case, "hear_interview", INTERVIEW, why);
        senniaf.open("/cases");
        let guardianship = guardianship_of(house, case);
        senniaf.follow(&format!("/cases/{guardianship}"));
        senniaf.follow("/steps/name_interim");
        senniaf.done(&[
            ("f-name", "Rosa Inventada"),
            ("f-relation", "official"),
            ("f-child_asked", "yes"),
            ("f-child_says", "Que sí."),
        ]);
        let desk = house.desk("elegibilidad");
        desk.open(&format!("/cases/{case}"));
        desk.follow("/steps/hear_interview");
        desk.done(INTERVIEW);
    });
}

fn guardianship_of(house: &TestHouse, case: CaseId) -> CaseId {
    let heads = house.test.ledger.read(|r| casework::case::all_heads(r)).unwrap();
    heads.into_iter().find(|h| h.parent == Some(case)).expect("a linked case").id
}

#[test]
fn whoever_assessed_does_not_review() {
    one(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        house.on(2024, 6, 3);
        story.the_person_speaks().the_person_is_registered();
        story.the_claim_is_filed().the_claim_is_admitted().the_person_is_heard().the_claim_is_assessed();
        // The officer who assessed becomes a reviewer: the role would let them, the procedure does not.
        let officer = house.hired("elegibilidad");
        becomes(house, &officer, Role::Reviewer, "onpar-panama");
        let why = "Usted escribió la evaluación. La revisa otra persona.";
        is_refused(&house.desk("elegibilidad"), story.case, "approve_assessment", &[], why);
        story.another_officer_reviews();
    });
}

fn becomes(house: &TestHouse, actor: &Actor, role: Role, office: &str) {
    let change = access::AccountChange {
        role: Some(role),
        office: Some(kernel::Office::from(office)),
        ..access::AccountChange::default()
    };
    house.house.access.change_account(actor.account, &change, None).unwrap();
}

#[test]
fn whoever_decided_does_not_decide_again() {
    one(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.on(2024, 8, 5);
        story.conare_refuses().the_refusal_is_notified().the_person_asks_for_reconsideration();
        let why = "Usted intervino en la primera decisión. La reconsideración la resuelve otra persona.";
        is_refused(&house.desk("conare"), story.case, "confirm_refusal", REASONS, why);
        is_refused(&house.desk("conare"), story.case, "grant_on_reconsideration", REASONS, why);
        story.another_rapporteur_confirms();
        story.the_reconsideration_is_notified().the_person_appeals();
        // Nor does either of them decide as the minister.
        let first = house.hired("conare");
        becomes(house, &first, Role::DecidingAuthority, "ministro");
        let why = "Usted intervino en una decisión anterior de este caso";
        is_refused(&house.desk("conare"), story.case, "dismiss_appeal", REASONS, why);
    });
}

#[test]
fn a_late_remedy_is_received_and_somebody_looks_at_it() {
    one(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.on(2024, 8, 5);
        story.conare_refuses();
        house.on(2024, 8, 7);
        story.the_refusal_is_notified();
        // Five working days end on 14 August; the file is closed, and months later the person comes.
        house.on(2024, 9, 2);
        let answers =
            [("f-checked", "yes"), ("f-asked", "yes"), ("f-why", "Nadie respondió."), ("confirm", "yes")];
        story.take("revision", "record_unchallenged", &answers);
        house.on(2024, 11, 18);
        story.the_person_asks_for_reconsideration();
        let desk = house.desk("revision");
        desk.open("/day").expect("Reconsideración fuera de plazo");
        desk.open(&format!("/cases/{}", story.case)).expect("Reconsideración fuera de plazo");
        story.another_rapporteur_confirms();
    });
}

#[test]
fn a_remedy_is_received_at_any_post() {
    one(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.on(2024, 8, 5);
        story.conare_refuses().the_refusal_is_notified();
        // The engine lets the border officer of another post receive it.
        let border = house.hired("frontera2");
        let form = [("filed_on", "5 8 2024"), ("mode", "oral")];
        house.step(&border, story.case, "file_reconsideration", &form).unwrap();
        let _ = REMEDY;
    });
}

#[test]
fn another_office_and_another_role_take_no_step() {
    one(|house| {
        let case = claim(house, Child::None);
        // Another office does not even learn that there is such a file.
        let elsewhere = house.desk("registro2");
        let (page, sent) = tries(&elsewhere, case, "admit", &[]);
        page.expect_status(404);
        sent.expect_status(404);
        // A reviewer of the same office reads the file, and is told whose step it is.
        let reviewer = house.desk("revision");
        let (page, sent) = tries(&reviewer, case, "admit", &[("f-admitted_on", "3 6 2024")]);
        page.expect_status(200).expect("Oficial de registro");
        sent.expect_status(422).expect("Oficial de registro");
        // CONARE's step is not the capital office's, whatever the role.
        let notified = house.step(&house.hired("elegibilidad"), case, "notify_refusal", NOTIFIED);
        assert!(notified.is_err());
        let head = house.test.ledger.read(|r| casework::case::find(r, case)).unwrap().unwrap();
        assert_eq!(head.stage, "filed");
    });
}

#[test]
fn a_case_that_was_sent_on_is_closed_to_the_office_it_left() {
    one(|house| {
        let case = claim(house, Child::None);
        // An office is asked only where somebody can answer.
        let other = house.desk("registro2");
        let desk = house.desk("registro");
        desk.open(&format!("/cases/{case}"));
        desk.follow("/transfer");
        let asked =
            [("office", "meteti"), ("reason", "Vive allá."), ("urgency", "ordinary"), ("agrees", "yes")];
        desk.done(&asked);
        // Until the other office answers, the case stays where it is.
        desk.get(&format!("/cases/{case}")).expect_status(200);
        other.open(&format!("/cases/{case}/transfer"));
        other.fill_form_with("do", &[("do", "accept")]).expect_status(200);
        other.get(&format!("/cases/{case}")).expect_status(200);
        desk.get(&format!("/cases/{case}")).expect_status(404);
    });
}
