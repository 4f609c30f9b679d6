//! Pages as a browser without script sees them: lists, the file, the form of a step, in both languages.

use crate::laws::Laws;
use crate::testing::{Desk, HQ, interview, laws, staff};
use crate::{CaseCards, relations};
use access::{Kind, NewOffice};
use kernel::{CaseId, Lang, Role};
use ledger::Schema;
use ledger::testing::TestLedger;
use web::testing::TestHouse;
use web::{Relations, Rooms, html};

/// A house with the offices of Panama, and a desk on the same ledger.
fn house() -> (TestHouse, Desk) {
    house_on(ledger::testing::lite)
}

/// The same as a post, which decides nothing; its desk works with the authority of headquarters.
pub(crate) fn house_of_a_post() -> (TestHouse, Desk) {
    house_with(ledger::testing::lite, laws().with_authority(false))
}

pub(crate) fn house_on(open: impl FnOnce(Schema) -> TestLedger) -> (TestHouse, Desk) {
    house_with(open, laws())
}

fn house_with(open: impl FnOnce(Schema) -> TestLedger, laws: Laws) -> (TestHouse, Desk) {
    let relations: Relations = std::sync::Arc::new(|door, kind, id| match kind {
        Kind::Case => relations(door, CaseId(id)),
        _ => Ok(None),
    });
    let mut rooms = Rooms::new();
    rooms.put::<Laws>(laws);
    rooms.put(CaseCards(vec![|_, _, view| html! { p { "tarjeta " (view.head.number) } }]));
    let house = TestHouse::on(open, vec![identity::area(), crate::area()], relations, rooms);
    let desk = Desk::at(house.test.ledger.clone(), house.test.clock.clone());
    for code in [HQ, "meteti", "conare", "senniaf"] {
        let office = NewOffice { code, kind: "office", name_es: "Oficina", name_en: "Office" };
        house.house.access.put_country_offices(&[office]).unwrap();
    }
    (house, desk)
}

fn typed(answers: &[(&'static str, &str)]) -> Vec<(String, String)> {
    answers.iter().map(|(field, answer)| (format!("f-{field}"), (*answer).to_owned())).collect()
}

fn fields(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

#[test]
fn the_file_shows_who_where_what_next_and_why_not() {
    let (house, desk) = house();
    desk.on_day("2024-02-09");
    let child = desk.person("Yatzil Inventada", 2009);
    let case = desk.claim(child, "9 2 2024", "unaccompanied_or_separated");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "9 2 2024")]).unwrap();
    let officer = house.client_of(Role::EligibilityOfficer, HQ);
    let page = officer.get(&format!("/cases/{case}"));
    page.expect_status(200)
        .expect("Yatzil Inventada")
        .expect("PAN-2024-00001")
        .expect("Lo que sigue")
        .expect("Registrar la entrevista no está disponible:")
        .expect("primero necesita quien le represente")
        .expect("Plazos")
        .expect("6 meses desde el 9 feb 2024")
        .expect("tarjeta PAN-2024-00001")
        .expect("Admitir la solicitud")
        .expect("Ver dónde está el caso en el procedimiento")
        .expect("Quién ha visto este expediente");
    assert!(page.body().contains("&amp;at=interview#diagram"), "no way to the drawing:\n{}", page.text());
    assert!(!page.body().contains("⟦"), "a word is missing:\n{}", page.text());
    assert!(!page.text().split("PAN-2024-00001 · Ceiba").next().unwrap_or("").contains("<title>Yatzil"));
    // The second reading shows the first.
    officer.get(&format!("/cases/{case}")).expect("Ixchel Inventada · Oficial de elegibilidad");
}

#[test]
fn a_step_is_taken_through_its_form_and_mistakes_are_told_at_their_field() {
    let (house, desk) = house();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    let officer = house.client_of(Role::EligibilityOfficer, HQ);
    let path = format!("/cases/{case}/steps/hear_interview");
    officer
        .get(&path)
        .expect_status(200)
        .expect("Registrar la entrevista")
        .expect("El caso pasa a «Evaluación».");
    let mut answers = interview("21 2 2024");
    answers.retain(|(field, _)| *field != "language");
    let wrong = officer.post(&path, &fields(&typed(&answers)));
    wrong
        .expect_status(422)
        .expect("Esa fecha todavía no llega.")
        .expect("Falta responder: Idioma de la entrevista");
    let kept = wrong.form(&path).unwrap();
    assert_eq!(kept.value("f-held_on"), Some("21 2 2024"));
    assert_eq!(kept.value("f-account"), Some("Lo que contó."));
    officer
        .post(&path, &fields(&typed(&interview("30 1 2024"))))
        .expect_status(422)
        .expect("1 de febrero de 2024");
    // A double click sends the same form twice: one step, one answer.
    let body = officer.filled(&path, &fields(&typed(&interview("12 2 2024")))).encode();
    let done = officer.post_raw(&path, body.clone().into_bytes());
    done.expect_status(200).expect("El paso quedó guardado.").expect("Evaluación");
    officer.post_raw(&path, body.into_bytes()).expect_status(200).expect("El paso quedó guardado.");
    assert_eq!(desk.load(case).state.steps.len(), 3);
    officer.get(&path).expect("Este paso no está abierto ahora");
}

#[test]
fn two_browsers_on_one_form_see_both_versions() {
    let (house, desk) = house();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    let path = format!("/cases/{case}/steps/update_child_situation");
    let (one, two) =
        (house.client_of(Role::EligibilityOfficer, HQ), house.client_of(Role::RegistrationOfficer, HQ));
    one.get(&path).expect_status(200);
    two.get(&path).expect_status(200);
    one.post(&path, &[("f-child", "accompanied"), ("f-why", "Lo dijo su madre.")]).expect_status(200);
    let stale = two.post(&path, &[("f-child", "none"), ("f-why", "Mostró un papel.")]);
    stale.expect_status(409).expect("Lo dijo su madre.").expect("Mostró un papel.");
    assert_eq!(stale.form(&path).unwrap().value("f-why"), Some("Mostró un papel."));
    assert_eq!(desk.load(case).state.steps.len(), 2, "nothing is overwritten");
    two.post(&path, &[]).expect_status(200);
    assert_eq!(desk.load(case).state.steps.len(), 3, "sent again, with open eyes");
}

#[test]
fn a_step_that_closed_meanwhile_keeps_what_was_typed() {
    let (house, desk) = house();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    let officer = house.client_of(Role::EligibilityOfficer, HQ);
    let path = format!("/cases/{case}/steps/hear_interview");
    officer.get(&path);
    desk.hear(case, "12 2 2024").unwrap();
    let late = officer.post(&path, &fields(&typed(&interview("13 2 2024"))));
    late.expect_status(409).expect("Este paso no está abierto ahora").expect("Lo que usted había escrito");
    late.expect("Lo que contó.");
}

#[test]
fn a_refusal_is_confirmed_by_name() {
    let (house, desk) = house();
    let case = desk.ready(desk.person("Balam Inventado", 1990));
    let authority = house.client_of(Role::DecidingAuthority, "conare");
    let path = format!("/cases/{case}/steps/refuse");
    authority.get(&path).expect("Yo, Ixchel Inventada, revisé el expediente de Balam Inventado");
    let answers = [("f-decided_on", "19 2 2024"), ("f-reasons", "Unas razones.")];
    authority.post(&path, &answers).expect_status(422).expect("marque su confirmación");
    let mut all = answers.to_vec();
    all.push(("confirm", "yes"));
    authority.post(&path, &all);
    let taken = desk.load(case).state.last("refuse").unwrap().taken.clone();
    assert_eq!(taken.confirmed.unwrap().name, "Ixchel Inventada");
    // Decided and handed back: the file is closed to the commission.
    authority.get(&format!("/cases/{case}")).expect_status(404);
}

#[test]
fn lists_show_exactly_what_the_policies_permit() {
    lists(house());
    if ledger::testing::postgres_url().is_some() {
        lists(house_on(|schema| ledger::testing::pg(schema).unwrap()));
    }
}

fn lists((house, desk): (TestHouse, Desk)) {
    desk.on_day("2024-02-20");
    let adult = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    let child = desk.claim(desk.person("Yatzil Inventada", 2010), "2 2 2024", "accompanied");
    let sees = |role, office: &str| {
        let page = house.client_of(role, office).get("/cases");
        [adult, child].map(|case| page.links().contains(&format!("/cases/{case}")))
    };
    assert_eq!(sees(Role::EligibilityOfficer, HQ), [true, true]);
    assert_eq!(sees(Role::Reviewer, HQ), [true, true]);
    assert_eq!(sees(Role::EligibilityOfficer, "meteti"), [false, false]);
    assert_eq!(sees(Role::DecidingAuthority, "conare"), [false, false]);
    assert_eq!(sees(Role::ChildProtectionDelegate, "senniaf"), [false, true]);
    house.client_of(Role::Reviewer, HQ).get("/day").expect("Balam Inventado").expect("Yatzil Inventada");
    for (role, office) in [(Role::EligibilityOfficer, "meteti"), (Role::ChildProtectionDelegate, "senniaf")] {
        let client = house.client_of(role, office);
        client.get(&format!("/cases/{adult}")).expect_status(404);
        client.get("/day").expect_status(200).expect_no("Balam");
    }
    house.client_of(Role::Statistician, HQ).get("/cases").expect_status(403);
    let filtered =
        house.client_of(Role::EligibilityOfficer, HQ).get("/cases?stage=asylum.review&assignee=none");
    filtered.expect("Ningún caso coincide");
    house
        .client_of(Role::Reviewer, HQ)
        .get("/cases?stage=asylum.filed&assignee=none&office=onpar-panama&state=all")
        .expect("Balam");
}

#[test]
fn my_day_tells_what_is_late_what_is_mine_and_what_nobody_has() {
    let (house, desk) = house();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    let officer = house.client_of(Role::EligibilityOfficer, HQ);
    officer
        .get("/day")
        .expect("Le toca a usted")
        .expect("Balam Inventado")
        .expect("Sin nadie a cargo en su oficina");
    // The interview was due within six months.
    desk.on_day("2024-08-05");
    let officer = {
        officer.sign_in("eligibility_officer.onpar-panama");
        officer
    };
    officer
        .get("/day")
        .expect("Vencido")
        .expect("Oír a la persona")
        .expect("vencido hace 4 días")
        .expect("Ver la cuenta");
    house
        .client_of(Role::BorderOfficer, "meteti")
        .get("/day")
        .expect("Buscar o registrar")
        .expect_no("Sin nadie a cargo");
    let quiet = house.client_of(Role::DecidingAuthority, "conare").get("/day");
    quiet.expect_status(200).expect("Hoy nada apremia");
    assert!(!quiet.body().contains("⟦"));
}

#[test]
fn a_case_is_given_to_a_colleague_who_may_open_it_or_sent_on() {
    let (house, desk) = house();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    let reviewer = house.client_of(Role::Reviewer, HQ);
    let far = house.account("lejos", Role::EligibilityOfficer, "meteti");
    let near = house.account("cerca", Role::EligibilityOfficer, HQ);
    let path = format!("/cases/{case}/assign");
    reviewer.get(&path).expect_status(200);
    reviewer.post(&path, &[("to", &far.to_string())]).expect_status(422);
    reviewer.get(&path);
    reviewer.post(&path, &[("to", &near.to_string())]).expect("a cargo de quien usted eligió");
    assert_eq!(desk.load(case).state.assignee, Some(near));
    let laws = &desk.laws;
    let stamp = ledger::Stamp::new(staff(1, Role::Reviewer, HQ));
    desk.ledger
        .write(|tx| crate::assign::send(tx, laws, &stamp, case, "meteti".into(), ""))
        .map_err(|refusal: crate::assign::AssignRefusal| refusal.to_string())
        .unwrap();
    let state = desk.load(case).state;
    assert_eq!(
        (state.office, state.offices_former, state.assignee),
        (Some("meteti".into()), vec![HQ.into()], None)
    );
    reviewer.get(&format!("/cases/{case}")).expect_status(404);
}

#[test]
fn a_task_is_done_once() {
    let (house, desk) = house();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    let officer = house.client_of(Role::RegistrationOfficer, HQ);
    officer.get("/day").expect("Acompañe el trámite del documento provisional");
    let path = format!("/cases/{case}/tasks/provisional_document-1/done");
    officer.get(&path).expect_status(200);
    officer.post(&path, &[("note", "Se acompañó.")]).expect("La tarea quedó hecha.");
    assert!(!desk.load(case).state.open_tasks().iter().any(|t| t.kind == "provisional_document"));
    officer.get(&path).expect("ya la hizo");
    officer.get(&format!("/cases/{case}/tasks/nothing/done")).expect_status(404);
}

#[test]
fn every_page_is_whole_in_english_too() {
    let (house, desk) = house();
    let case = desk.ready(desk.person("Balam Inventado", 1990));
    house.client_of(Role::Reviewer, HQ);
    let reviewer = house.house.access.account_of_login("reviewer.onpar-panama").unwrap().unwrap();
    house.house.access.set_lang(reviewer.account, Lang::En).unwrap();
    let client = house.client();
    client.sign_in("reviewer.onpar-panama");
    for path in [
        "/day".to_owned(),
        "/cases".into(),
        format!("/cases/{case}"),
        format!("/cases/{case}/assign"),
        format!("/cases/{case}/steps/put_to_conare"),
    ] {
        let page = client.get(&path);
        page.expect_status(200);
        assert!(!page.body().contains("⟦"), "{path}: a word is missing:\n{}", page.text());
    }
    client
        .get(&format!("/cases/{case}"))
        .expect("What comes next")
        .expect("Put on CONARE")
        .expect("History of the file");
}

#[test]
fn a_transfer_is_asked_for_and_answered_through_its_page() {
    let (house, desk) = house();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    let path = format!("/cases/{case}/transfer");
    let here = house.client_of(Role::EligibilityOfficer, HQ);
    let there = house.client_of(Role::EligibilityOfficer, "other");
    there.get(&path).expect_status(404);
    here.get(&format!("/cases/{case}")).expect("Pedir a otra oficina que lo reciba");
    here.get(&path).expect_status(200).expect("Otra oficina").expect("Plazos");
    here.post(&path, &[("office", "other"), ("reason", "")]).expect_status(422);
    here.get(&path);
    let asked = [
        ("office", "other"),
        ("reason", "Vive allá."),
        ("urgency", "urgent"),
        ("told", "Se le explicó."),
        ("agrees", "no"),
    ];
    let body = here.filled(&path, &asked).encode().into_bytes();
    here.post_raw(&path, body.clone()).expect_status(200).expect("se pidió el traslado");
    here.post_raw(&path, body).expect_status(200).expect("se pidió el traslado");
    // The asked office reads the file, and changes nothing in it.
    there.get("/day").expect("Le piden recibir").expect("PAN-2024-00001");
    there.get(&format!("/cases/{case}")).expect_status(200).expect("Responder si su oficina lo recibe");
    there.get(&format!("/cases/{case}/steps/admit")).expect_status(404);
    there.get(&path).expect("Vive allá.").expect("No está de acuerdo").expect("Recibir el caso");
    there.post(&path, &[("do", "accept"), ("in_hand", "on")]).expect("su oficina recibió el caso");
    // The law names the sender's office for the next step here, so it still reads; it has nothing to transfer any more.
    here.get(&path).expect("Solo la oficina que tiene el caso");
    there
        .get(&format!("/cases/{case}/record"))
        .expect_status(200)
        .expect("Folio 1")
        .expect("La otra oficina aceptó recibirlo")
        .expect("ceiba ledger verify");
}

#[test]
fn a_remedy_at_any_office_gets_the_same_answer_whether_there_is_a_case_or_not() {
    let (house, desk) = house();
    desk.on_day("2024-02-01");
    desk.claim(desk.person("Balam Inventado", 1990), "1 2 2024", "none");
    let post = house.client_of(Role::BorderOfficer, "other");
    let receive = |number: &str, name: &str| {
        post.get("/remedies").expect_status(200);
        let fields =
            [("case_number", number), ("name", name), ("on", "1 2 2024"), ("mode", "oral"), ("words", "x")];
        let seen = post.post("/remedies", &fields);
        seen.expect_status(200).expect("El recurso quedó recibido");
        let text = seen.text();
        let cut = text.split("Cuenta desde").nth(1).unwrap().split("Constancias").next().unwrap();
        cut.to_owned()
    };
    assert_eq!(receive("PAN-2024-00001", "Balam Inventado"), receive("PAN-2024-00009", "Nadie Inventado"));
    post.post("/remedies", &[("case_number", "")]).expect_status(422);
    post.get("/remedies").expect("R-2024-00001").expect_no("PAN-2024-00001");
    // Only the main office sees what found no file.
    let main = house.client_of(Role::RegistrationOfficer, HQ);
    main.get("/remedies").expect("Por incorporar: R-2024-00002").expect("Nadie Inventado");
}

#[test]
fn somebody_of_the_family_gets_their_own_claim_through_its_page() {
    let (house, desk) = house();
    desk.on_day("2024-02-01");
    let (him, her) = (desk.person("Balam Inventado", 1985), desk.person("Itzel Inventada", 1990));
    let answers = [("filed_on", "1 2 2024"), ("mode", "oral"), ("child", "none"), ("language", "spa")];
    let opening = crate::Opening {
        form: crate::testing::form(&answers),
        ..crate::Opening::new("asylum", "2024-02-01".parse().unwrap(), HQ.into(), vec![him, her])
    };
    let stamp = ledger::Stamp::new(desk.rosa.clone());
    let case = desk.ledger.write(|tx| crate::open::run(tx, &desk.laws, &stamp, opening)).unwrap();
    let officer = house.client_of(Role::RegistrationOfficer, HQ);
    let path = format!("/cases/{case}/separate");
    officer.get(&format!("/cases/{case}")).expect("Abrir una solicitud propia");
    let form = officer.get(&path);
    form.expect("Itzel Inventada").expect("1 de febrero de 2024");
    officer.post(&path, &[("how", "apart")]).expect_status(422);
    officer.get(&path);
    let her = her.to_string();
    let fields = [
        ("person", her.as_str()),
        ("how", "apart"),
        ("f-mode", "oral"),
        ("f-child", "none"),
        ("f-language", "spa"),
    ];
    officer
        .post(&path, &fields)
        .expect_status(200)
        .expect("la solicitud propia quedó abierta")
        .expect("Itzel Inventada");
    let family = officer.get(&format!("/cases/{case}"));
    family
        .expect("Una persona ya no está en este caso")
        .expect_no("PAN-2024-00002")
        .expect_no("Itzel Inventada");
    officer.get(&format!("/cases/{case}/join")).expect_status(200).expect("no hay nadie más");
    let eligibility = house.client_of(Role::EligibilityOfficer, HQ);
    eligibility
        .get(&format!("/cases/{case}/reform"))
        .expect_status(200)
        .expect("No hay una versión posterior");
}
