//! The pages from a browser's side: who may open them, what they say, and what they refuse.

use super::area;
use crate::exchange::{line::LineState, site::Site};
use crate::{country, wiring};
use access::{Kind, testing::PASSWORD};
use casework::Laws;
use kernel::{Lang, Role};
use web::client::{Client, Seen};
use web::testing::TestHouse;
use web::{Area, Permission, Relations, Rooms, check};

const NEW_PASSWORD: &str = "tres tucanes cruzan el lago";

fn house() -> TestHouse {
    house_of(vec![area(), crate::simulation::page::area()])
}

fn house_of(areas: Vec<Area>) -> TestHouse {
    let mut rooms = Rooms::new();
    rooms.put(Laws::new(country::load("pan", None).unwrap()));
    rooms.put(Site::headquarters()).put(LineState::default());
    let relations: Relations = std::sync::Arc::new(|_, _, _| Ok(None));
    TestHouse::new(areas, relations, rooms)
}

fn administrator(house: &TestHouse) -> Client {
    house.client_of(Role::Administrator, "own")
}

fn id_of(house: &TestHouse, login: &str) -> kernel::AccountId {
    house.house.access.account_of_login(login).unwrap().unwrap().account
}

fn new_account<'a>(login: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "Wendolin Inventada"),
        ("login", login),
        ("role", "reviewer"),
        ("office", "other"),
        ("lang", "en"),
        ("password", password),
        ("password_again", password),
    ]
}

/// Every page of the law, as anybody on the staff reads it.
fn law_pages() -> Vec<String> {
    let law = country::load("pan", None).unwrap();
    let fixed =
        ["/procedures", "/procedures/calendar", "/procedures/calendar?year=1999", "/procedures/policies"];
    let own = law.procedures.iter().map(|p| format!("/procedures/{}", p.id));
    fixed.into_iter().map(str::to_owned).chain(own).collect()
}

const ADMINISTRATORS: [&str; 12] = [
    "/administration",
    "/clients",
    "/clients/new",
    "/accounts",
    "/accounts/new",
    "/accounts/second-factor",
    "/offices",
    "/offices/new",
    "/read-log",
    "/exchange",
    "/health",
    "/health?whole=1",
];

#[test]
fn the_words_are_complete_in_both_languages() {
    assert_eq!(check::check(&area().sources()), Vec::<String>::new());
    let code: String = [
        include_str!("mod.rs"),
        include_str!("account/mod.rs"),
        include_str!("account/add.rs"),
        include_str!("account/change.rs"),
        include_str!("account/password.rs"),
        include_str!("client/mod.rs"),
        include_str!("client/add.rs"),
        include_str!("exchange.rs"),
        include_str!("account/reset.rs"),
        include_str!("account/rules.rs"),
        include_str!("account/sessions.rs"),
        include_str!("affiliation.rs"),
        include_str!("lock.rs"),
        include_str!("tablet/mod.rs"),
        include_str!("tablet/add.rs"),
        include_str!("tablet/enrol.rs"),
        include_str!("tablet/steps.rs"),
        include_str!("../tls/enrol.rs"),
        include_str!("office.rs"),
        include_str!("read_log.rs"),
        include_str!("health.rs"),
        include_str!("board.rs"),
        include_str!("rota.rs"),
        include_str!("tour.rs"),
        include_str!("rights/mod.rs"),
        include_str!("rights/no.rs"),
        include_str!("rights/pen.rs"),
        include_str!("rights/way.rs"),
        include_str!("procedure/mod.rs"),
        include_str!("procedure/calendar.rs"),
        include_str!("procedure/cite.rs"),
        include_str!("procedure/diagram.rs"),
        include_str!("procedure/dossier/mod.rs"),
        include_str!("procedure/dossier/findings.rs"),
        include_str!("procedure/dossier/new.rs"),
        include_str!("procedure/dossier/show.rs"),
        include_str!("procedure/dossier/step.rs"),
        include_str!("procedure/dossier/story.rs"),
        include_str!("procedure/policy.rs"),
        include_str!("procedure/reform.rs"),
        include_str!("procedure/show.rs"),
        include_str!("procedure/statement/mod.rs"),
        include_str!("procedure/statement/confirm.rs"),
        include_str!("procedure/statement/signs.rs"),
        include_str!("procedure/statement/words.rs"),
        include_str!("procedure/step.rs"),
        include_str!("procedure/term.rs"),
    ]
    .concat();
    assert_eq!(check::unused(&area().sources(), &code), Vec::<String>::new());
    assert_eq!(check::unknown(&area().sources(), &code), Vec::<String>::new());
}

#[test]
fn every_page_speaks_both_languages_and_misses_no_word() {
    let house = house();
    let client = administrator(&house);
    for lang in Lang::ALL {
        house.house.access.set_lang(id_of(&house, "administrator.own"), lang).unwrap();
        for path in ADMINISTRATORS
            .iter()
            .map(|p| (*p).to_owned())
            .chain(law_pages())
            .chain(["/rota".to_owned(), "/tour".to_owned()])
        {
            let seen = client.get(&path);
            assert_eq!(seen.status, 200, "{path}");
            assert!(!seen.body().contains('⟦'), "{path}: {}", seen.text());
            assert!(!seen.body().contains(" style="), "{path}");
        }
    }
}

#[test]
fn only_an_administrator_keeps_the_house_and_everybody_reads_the_law() {
    let house = house();
    for role in Role::ALL {
        let client = house.client_of(role, "own");
        for path in ADMINISTRATORS {
            // Who looked at files is the data officer's concern as well.
            let is_theirs = path == "/read-log" && role == Role::DataProtectionOfficer;
            // Whether files reach the post is the supervisor's concern as well.
            let is_theirs = is_theirs || path == "/exchange" && role == Role::Supervisor;
            let expected = if role == Role::Administrator || is_theirs { 200 } else { 403 };
            assert_eq!(client.get(path).status, expected, "{path} for {role:?}");
        }
        for path in law_pages() {
            assert_eq!(client.get(&path).status, 200, "{path} for {role:?}");
        }
    }
}

#[test]
fn whoever_has_no_account_reads_how_to_ask_for_protection_and_of_nobody() {
    let house = house();
    let visitor = house.client().preferring("es");
    let door = "/your-rights".to_owned();
    assert!(
        visitor.get("/sign-in").links().contains(&door) && visitor.get("/signed-out").links().contains(&door)
    );
    let page = visitor.get(&door);
    page.expect_status(200).expect("Usted puede pedir protección").expect_no("Sign in");
    let others: Vec<String> = page.links().into_iter().filter(|l| l.starts_with("/your-rights/")).collect();
    let all = "best_interests complementary_protection family_reunification permanent_residence statelessness \
               travel_document family guardianship";
    assert_eq!(others, all.split(' ').map(|id| format!("/your-rights/{id}")).collect::<Vec<_>>());
    for other in &others {
        assert!(visitor.get(other).expect_status(200).links().contains(&door), "{other}");
    }
    // Nothing on them leads to a page for staff, and nothing is asked of the reader.
    let is_open =
        |link: &str| link == "/" || ["/your-rights", "/language/", "#"].iter().any(|b| link.starts_with(b));
    assert!(page.links().iter().all(|link| is_open(link)), "{:?}", page.links());
    assert!(page.forms().is_empty());
    visitor.get("/language/en?next=/your-rights").expect("You can ask for protection");
    // What is no procedure of the state is no page, as everywhere.
    for nothing in ["/your-rights/nothing", "/your-rights/asylum/x", "/your-rights/ASYLUM"] {
        let seen = visitor.get(nothing);
        assert_eq!((seen.status, seen.text()), (404, visitor.get("/nothing").text()), "{nothing}");
    }
    // Staff read the same page, to show and to print it.
    house.client_of(Role::BorderOfficer, "own").get(&door).expect_status(200);
}

#[test]
fn an_account_is_added_once_however_often_the_button_is_pressed() {
    let house = house();
    let client = administrator(&house);
    client.get("/accounts/new");
    let filled = client.filled("/accounts/new", &new_account("wendolin", NEW_PASSWORD)).encode();
    let first = client.post_raw("/accounts/new", filled.clone().into_bytes());
    let id = id_of(&house, "wendolin");
    assert_eq!(first.path.split('?').next(), Some(format!("/accounts/{id}").as_str()));
    assert!(first.text().contains("La cuenta está lista"), "{}", first.text());
    assert!(first.text().contains("Se creó como Revisión, en Oficina inventada"), "{}", first.text());
    let second = client.post_raw("/accounts/new", filled.into_bytes());
    assert_eq!((second.status, second.path), (200, first.path));
    assert_eq!(house.house.access.count().unwrap(), 2);
    let other = house.client();
    let seen = other.try_sign_in("wendolin", NEW_PASSWORD);
    assert_ne!(seen.path, "/sign-in");
}

#[test]
fn what_was_typed_stays_beside_what_is_wrong_but_never_a_password() {
    let house = house();
    let client = administrator(&house);
    let wrong = |field: &str, value: &str| -> Seen {
        client.get("/accounts/new");
        let mut fields = new_account("wendolin", NEW_PASSWORD);
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        client.post("/accounts/new", &fields)
    };
    for (field, value, words) in [
        ("name", "", "Escriba este dato"),
        ("login", "Á", "Escriba un usuario de 3 a 40 caracteres"),
        ("login", "administrator.own", "Ya hay una cuenta con ese usuario"),
        ("role", "emperor", "Elija una de las opciones"),
        ("office", "", "Elija una de las opciones"),
        ("password_again", "otra cosa bien distinta", "Las dos contraseñas no son iguales"),
    ] {
        let seen = wrong(field, value);
        assert_eq!(seen.status, 422, "{field}");
        assert!(seen.text().contains(words), "{field}: {}", seen.text());
        let form = seen.form("/accounts/new").unwrap();
        let kept = if field == "name" { "" } else { "Wendolin Inventada" };
        assert_eq!(form.value("name"), Some(kept), "{field}");
        assert!(!seen.body().contains(NEW_PASSWORD), "{field}");
    }
    assert_eq!(house.house.access.count().unwrap(), 1);
}

#[test]
fn a_change_is_kept_told_and_ends_the_session() {
    let house = house();
    let client = administrator(&house);
    let officer = house.client_of(Role::EligibilityOfficer, "own");
    let path = format!("/accounts/{}", id_of(&house, "eligibility_officer.own"));
    client.get(&path);
    let seen = client.post(&path, &[("role", "reviewer"), ("office", "other")]);
    assert!(seen.text().contains("Puesto nuevo: Revisión"), "{}", seen.text());
    assert!(seen.text().contains("Los cambios están guardados"), "{}", seen.text());
    assert!(officer.get("/procedures").path.starts_with("/sign-in"));
    // The same form once more changes nothing and says no less.
    let again = client.post(&path, &[]);
    assert!(again.text().contains("Los cambios están guardados"));
    assert_eq!(house.house.access.changes_of(id_of(&house, "eligibility_officer.own")).unwrap().len(), 3);
}

#[test]
fn two_administrators_on_one_account_see_each_other() {
    let house = house();
    house.account("ixchel", Role::Reviewer, "own");
    let (one, two) = (administrator(&house), house.client_of(Role::Administrator, "other"));
    let path = format!("/accounts/{}", id_of(&house, "ixchel"));
    one.get(&path);
    two.get(&path);
    one.post(&path, &[("office", "other")]);
    let seen = two.post(&path, &[("name", "Ixchel Nueva")]);
    assert_eq!(seen.status, 409);
    assert!(seen.text().contains("Ixchel Nueva"), "{}", seen.text());
    let account = house.house.access.account(id_of(&house, "ixchel")).unwrap().unwrap();
    assert_eq!((account.name.as_str(), account.office.code()), ("Ixchel Inventada", "other"));
    // On the form as it is now, the same wish goes through.
    let seen = two.post(&path, &[("name", "Ixchel Nueva"), ("office", "other")]);
    assert_eq!(seen.status, 200);
}

#[test]
fn the_last_administrator_stays() {
    let house = house();
    let client = administrator(&house);
    let path = format!("/accounts/{}", id_of(&house, "administrator.own"));
    for change in [("role", "reviewer"), ("active", "no")] {
        assert!(client.get(&path).text().contains("Esta es su propia cuenta"));
        let seen = client.post(&path, &[change]);
        assert_eq!(seen.status, 422);
        assert!(seen.text().contains("Es la última cuenta de administración"), "{}", seen.text());
    }
}

#[test]
fn a_lost_password_is_replaced_but_never_ones_own() {
    let house = house();
    let client = administrator(&house);
    house.account("ixchel", Role::Reviewer, "own");
    let path = format!("/accounts/{}/password", id_of(&house, "ixchel"));
    client.get(&path);
    let short = client.post(&path, &[("password", "corta"), ("password_again", "corta")]);
    assert_eq!(short.status, 422);
    assert!(short.text().contains("La contraseña es muy corta"), "{}", short.text());
    let seen = client.post(&path, &[("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)]);
    assert!(seen.text().contains("La contraseña nueva está guardada"), "{}", seen.text());
    assert_eq!(house.client().try_sign_in("ixchel", PASSWORD).path, "/sign-in");
    assert_ne!(house.client().try_sign_in("ixchel", NEW_PASSWORD).path, "/sign-in");
    let own = format!("/accounts/{}/password", id_of(&house, "administrator.own"));
    assert_eq!(client.get(&own).path, "/account");
    let seen = client.post(&own, &[("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)]);
    assert_eq!(seen.status, 409);
}

#[test]
fn an_account_that_is_not_there_is_a_page_that_is_not_there() {
    let house = house();
    let client = administrator(&house);
    for path in ["/accounts/x", "/accounts/018f0000-0000-7000-8000-00000000aaaa", "/read-log?account=x"] {
        assert_eq!(client.get(path).status, 404, "{path}");
    }
    for path in ["/procedures/none", "/procedures/asylum?hash=0", "/procedures/asylum?hash=0000000000"] {
        assert_eq!(client.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_office_is_added_once_closed_and_opened() {
    let house = house();
    let client = administrator(&house);
    client.get("/offices/new");
    let fields =
        [("name_es", "Puesto inventado"), ("name_en", "Invented post"), ("kind", "post"), ("code", "nuevo")];
    let filled = client.filled("/offices/new", &fields).encode();
    for _ in 0..2 {
        let seen = client.post_raw("/offices/new", filled.clone().into_bytes());
        assert!(seen.text().contains("La oficina está agregada"), "{}", seen.text());
    }
    let seen = client.post("/offices/nuevo", &[("open", "no")]);
    assert!(seen.text().contains("La oficina está cerrada"), "{}", seen.text());
    assert!(!client.get("/accounts/new").body().contains("value=\"nuevo\""));
    client.get("/offices");
    let seen = client.post("/offices/nuevo", &[("open", "yes")]);
    assert!(seen.text().contains("La oficina está abierta"), "{}", seen.text());
    assert_eq!(client.post("/offices/nowhere", &[("open", "no")]).status, 404);
    client.get("/offices/new");
    let taken = client.post(
        "/offices/new",
        &[("name_es", "Otra"), ("name_en", "Other"), ("kind", "post"), ("code", "own")],
    );
    assert_eq!(taken.status, 422);
    assert!(taken.text().contains("Ya hay una oficina con ese código"), "{}", taken.text());
}

#[test]
fn reads_are_told_by_number_and_by_who_read() {
    let house = house();
    let client = administrator(&house);
    assert!(client.get("/read-log").text().contains("Nadie ha consultado expedientes todavía"));
    house.account("ixchel", Role::Reviewer, "own");
    let reader = house.house.access.account_of_login("ixchel").unwrap().unwrap().who();
    let file: uuid::Uuid = "018f0000-0000-7000-8000-00000000c0de".parse().unwrap();
    for _ in 0..101 {
        house
            .house
            .access
            .log_read(&reader, Kind::Case, file, "/cases/{case}", Permission::ReadCase)
            .unwrap();
    }
    let seen = client.get("/read-log");
    for words in [&file.to_string(), "Ixchel Inventada", "Leer un caso", "Página 1 de 2 · 101 consultas"] {
        assert!(seen.text().contains(words), "{words} not in {}", seen.text());
    }
    assert!(client.get("/read-log?page=2").text().contains("Página 2 de 2"));
    let own = client.get(&format!("/read-log?account={}", reader.account));
    assert!(own.text().contains("101 consultas"));
    let nobody = client.get(&format!("/read-log?account={}", id_of(&house, "administrator.own")));
    assert!(nobody.text().contains("Nadie ha consultado"));
}

#[test]
fn health_says_what_to_mend_and_when_all_is_well() {
    // With every room, because the statements of every room are tried.
    let own = |area: &Area| !matches!(area.name, "web" | "access");
    let house = house_of(wiring::areas().into_iter().filter(own).collect());
    // The clock of test houses stands in 2024, before this program was written.
    let seen = administrator(&house).get("/health");
    assert!(seen.text().contains("Hay una cosa que arreglar"), "{}", seen.text());
    assert!(seen.text().contains("Ponga en hora el reloj"), "{}", seen.text());
    house.test.clock.set("2026-11-20T15:00:00Z".parse().unwrap());
    let client = administrator(&house);
    let seen = client.get("/health?whole=1");
    assert!(seen.text().contains("Todo lo que se miró está bien"), "{}", seen.text());
    assert!(seen.text().contains("Anotaciones probadas"), "{}", seen.text());
    assert!(!client.get("/health").text().contains("Anotaciones probadas"));
}

#[test]
fn the_law_page_names_every_stage_step_and_term_and_what_is_not_known() {
    let house = house();
    let client = house.client_of(Role::Statistician, "own");
    let law = country::load("pan", None).unwrap();
    for procedure in &law.procedures {
        let seen = client.get(&format!("/procedures/{}", procedure.id));
        let terms = procedure.terms.iter().map(|t| &t.names);
        let names = terms
            .chain(procedure.stages.iter().map(|s| &s.names))
            .chain(procedure.all_steps().map(|s| &s.names));
        for name in names {
            assert!(seen.text().contains(&name.es), "{} not on the page of {}", name.es, procedure.id);
        }
        let unknown = procedure.terms.iter().any(|t| t.length.is_none());
        assert!(!unknown || seen.text().contains("No se conoce"), "{}", procedure.id);
    }
    let hash = &law.procedures[0].hash[..12];
    assert_eq!(client.get(&format!("/procedures/{}?hash={hash}", law.procedures[0].id)).status, 200);
}

#[test]
fn the_diagram_leads_to_every_stage_and_step_and_marks_where_a_case_stands() {
    let house = house();
    let client = house.client_of(Role::EligibilityOfficer, "own");
    let law = country::load("pan", None).unwrap();
    for procedure in &law.procedures {
        let seen = client.get(&format!("/procedures/{}", procedure.id));
        let times = |what: String| seen.body().matches(what.as_str()).count();
        for stage in &procedure.stages {
            // Once in each of the two drawings, and one line of the table.
            let found =
                (times(format!("href=\"#stage-{}\"", stage.id)), times(format!("id=\"stage-{}\"", stage.id)));
            assert_eq!(found, (2, 1), "{} of {}", stage.id, procedure.id);
        }
        for step in procedure.all_steps() {
            assert!(times(format!("href=\"#step-{}\"", step.id)) >= 1, "{} of {}", step.id, procedure.id);
        }
        assert!(!seen.text().contains("Aquí está el caso"), "{}", procedure.id);
    }
    let marked = client.get("/procedures/asylum?at=interview");
    assert_eq!(marked.body().matches("stage--here").count(), 2);
    assert!(marked.text().contains("Aquí está el caso"), "{}", marked.text());
    let nowhere = client.get("/procedures/asylum?at=nowhere");
    assert!(nowhere.status == 200 && !nowhere.text().contains("Aquí está el caso"));
}

#[test]
fn the_calendar_tells_each_holiday_and_counts_what_is_left() {
    let house = house();
    let client = house.client_of(Role::BorderOfficer, "own");
    let law = country::load("pan", None).unwrap();
    let seen = client.get("/procedures/calendar?year=2024");
    for (_, name) in law.calendar.holidays_in(2024) {
        assert!(seen.text().contains(&name.es), "{} not on the page", name.es);
    }
    let all = jiff::civil::date(2024, 1, 1).series(jiff::ToSpan::days(1)).take(366);
    let working = all.filter(|day| law.calendar.is_working_day(*day)).count();
    assert!(seen.text().contains(&working.to_string()), "{working} not in {}", seen.text());
    // A year that is no year is this year.
    assert!(client.get("/procedures/calendar?year=99999").text().contains("2024"));
}
