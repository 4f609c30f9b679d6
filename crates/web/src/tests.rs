//! The edge from outside: a fake area with one file, and everything a browser or a stranger may do to it.

use crate::client::{Client, Seen};
use crate::testing::TestHouse;
use crate::*;
use access::{Kind, Resource};
use kernel::{CaseId, Lang, Office, Role};
use ledger::Fault;
use std::sync::Mutex;
use uuid::Uuid;

const CASE: &str = "018f0000-0000-7000-8000-00000000c0de";
const ABSENT: &str = "018f0000-0000-7000-8000-00000000aaaa";
const CANARY: &str = "Canaria Secreta";

/// What the fake area has written, in place of a ledger record.
#[derive(Default)]
struct Notes(Mutex<Vec<String>>);

fn area() -> Area {
    let route = |method, path, permission, target, act| Route { method, path, permission, target, act };
    use Method::{Get, Post};
    Area {
        name: "fake",
        routes: vec![
            route(Get, "/cases/{case}", Permission::ReadCase, Target::Case("case"), show),
            route(Post, "/cases/{case}/note", Permission::TakeStep, Target::Case("case"), note),
            route(Get, "/statistics", Permission::ReadStatistics, Target::None, plain),
            route(Get, "/closed", Permission::ManageOffices, Target::None, closed),
            route(Get, "/boom", Permission::SignedIn, Target::None, boom),
            route(Get, "/fault", Permission::SignedIn, Target::None, fault),
            route(Get, "/paper", Permission::SignedIn, Target::None, paper),
        ],
        migrations: Vec::new(),
        records: Vec::new(),
        locales: &[
            (Lang::Es, "fake-nav = Cifras\nfake-done = Nota guardada.\n"),
            (Lang::En, "fake-nav = Figures\nfake-done = Note saved.\n"),
        ],
        nav: vec![Nav {
            section: "statistics",
            href: "/statistics",
            key: "fake-nav",
            permission: Permission::ReadStatistics,
            order: 1,
        }],
    }
}

fn show(_: &House, ask: &Ask) -> Reply {
    let case: CaseId = ask.id("case")?;
    Ok(page(ask, case, &ask.errors()).into())
}

fn page(ask: &Ask, case: CaseId, errors: &FormErrors) -> Page {
    let action = format!("/cases/{case}/note");
    let body = html! {
        h1 { "Expediente" }
        form method="post" action=(action) {
            (ask.csrf_fields_at("h1"))
            input name="text" value=(ask.value_or("text", "guardado"));
            @if let Some(error) = errors.of("text") { p { (error) } }
            input name="place" value=(ask.value_or("place", ""));
        }
    };
    Page::new("Expediente", body)
}

fn note(house: &House, ask: &Ask) -> Reply {
    let case: CaseId = ask.id("case")?;
    let mut errors = ask.errors();
    let text = errors.required(ask, "text", 50);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(ask, case, &errors)));
    }
    if text == "stale" {
        let row = StaleRow { label: "Nota".into(), typed: text, now: "otra".into() };
        return Err(Trouble::Stale { rows: vec![row] });
    }
    if text == "no" {
        return Err(Trouble::Refused("Falta la entrevista.".to_owned()));
    }
    if text == "fault" {
        return Err(Fault::ReadOnly("disk".to_owned()).into());
    }
    house.ledger.once(ask.key(), ask.who.account, |_| {
        house.room::<Notes>().0.lock().unwrap().push(text.clone());
        Ok::<_, Trouble>(text.clone())
    })?;
    Ok(ask.done(&format!("/cases/{case}"), "fake-done"))
}

fn plain(_: &House, _: &Ask) -> Reply {
    Ok(Page::new("Cifras", html! { h1 { "Cifras" } }).section("statistics").into())
}
fn closed(_: &House, _: &Ask) -> Reply {
    Ok(Page::new("Oficinas", html! { h1 { "Lista de oficinas" } }).into())
}
fn boom(_: &House, _: &Ask) -> Reply {
    panic!("{CANARY}")
}
fn fault(_: &House, _: &Ask) -> Reply {
    Err(Fault::Database("no such table".to_owned()).into())
}
fn paper(_: &House, _: &Ask) -> Reply {
    Ok(Answer::Pdf { name: "constancia Ñ/7.pdf".to_owned(), bytes: b"%PDF".to_vec() })
}

fn house() -> TestHouse {
    let mut rooms = Rooms::new();
    rooms.put(Notes::default());
    let relations: Relations = std::sync::Arc::new(|_, kind, id| {
        let is_there = kind == Kind::Case && id == CASE.parse::<Uuid>().unwrap();
        Ok(is_there.then(|| Resource::new(Kind::Case, id, Office::from("own"))))
    });
    TestHouse::new(vec![area()], relations, rooms)
}

fn officer(house: &TestHouse) -> Client {
    house.client_of(Role::EligibilityOfficer, "own")
}
fn notes(house: &TestHouse) -> Vec<String> {
    house.house.room::<Notes>().0.lock().unwrap().clone()
}
fn case() -> String {
    format!("/cases/{CASE}")
}
fn note_path() -> String {
    format!("/cases/{CASE}/note")
}
fn form_value(seen: &Seen, name: &str) -> String {
    seen.form(&note_path()).and_then(|form| form.value(name).map(str::to_owned)).unwrap_or_default()
}

#[test]
fn somebody_signs_in_where_they_were_going_and_signs_out() {
    let house = house();
    house.account("ixchel", Role::EligibilityOfficer, "own");
    let client = house.client();
    let seen = client.get(&case());
    assert!(seen.path.starts_with("/sign-in?next="), "{}", seen.path);
    let seen = client.sign_in("ixchel");
    assert_eq!((seen.status, seen.path), (200, case()));
    client.sign_out().expect("Sesión cerrada");
    assert!(client.get(&case()).path.starts_with("/sign-in"));
}

#[test]
fn an_unknown_login_and_a_wrong_password_answer_alike() {
    let house = house();
    house.account("ixchel", Role::EligibilityOfficer, "own");
    let answers = ["ixchel", "nadie00"].map(|login| {
        let seen = house.client().try_sign_in(login, "otra cosa muy larga");
        let own = [login, &form_of(&seen, "_csrf"), &form_of(&seen, "_key")].map(str::to_owned);
        seen.expect_status(422);
        own.iter().fold(seen.body(), |body, own| body.replace(own.as_str(), "…"))
    });
    assert_eq!(answers[0], answers[1]);
}

fn form_of(seen: &Seen, name: &str) -> String {
    seen.form("/sign-in").and_then(|form| form.value(name).map(str::to_owned)).unwrap()
}

#[test]
fn who_may_not_see_a_file_is_answered_as_if_it_were_not_there() {
    let house = house();
    officer(&house).get(&case()).expect_status(200).expect("Expediente");
    let other = house.client_of(Role::EligibilityOfficer, "other");
    let (hidden, absent) = (other.get(&case()), other.get(&format!("/cases/{ABSENT}")));
    let (no_id, no_page) = (other.get("/cases/7"), other.get("/nothing"));
    for seen in [&absent, &no_id, &no_page] {
        assert_eq!((seen.status, seen.bytes == hidden.bytes), (404, true), "{}", seen.text());
        assert_eq!(without_number(seen), without_number(&hidden));
    }
    let sent = other.post(&note_path(), &[("text", "x")]);
    assert_eq!((sent.status, sent.bytes), (404, hidden.bytes));
    assert_eq!(notes(&house), Vec::<String>::new());
}

/// The headers but for the number that every answer has for the log.
fn without_number(seen: &Seen) -> Vec<&(String, String)> {
    seen.headers.iter().filter(|(name, _)| name != "x-request-id").collect()
}

#[test]
fn a_page_about_no_file_is_refused_openly_and_not_offered() {
    let house = house();
    let border = house.client_of(Role::BorderOfficer, "own");
    border.get("/closed").expect_status(403).expect_no("Lista de oficinas");
    let administrator = house.client_of(Role::Administrator, "own");
    administrator.get("/closed").expect_status(200);
    administrator.get("/").expect_status(200).expect_no("Expediente");
    let statistician = house.client_of(Role::Statistician, "own");
    statistician.get("/").expect_status(200).expect("Cifras");
    assert_eq!(statistician.page().path, "/statistics");
}

#[test]
fn every_read_of_a_file_is_written_down() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    client.get(&format!("/cases/{ABSENT}"));
    let reads = house.house.access.reads_of(Kind::Case, CASE.parse().unwrap()).unwrap();
    assert_eq!(reads.iter().map(|read| read.route.as_str()).collect::<Vec<_>>(), ["/cases/{case}"]);
}

#[test]
fn a_form_is_sent_once_however_often_it_is_clicked() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    let first = client.post_once(&note_path(), &[("text", "oída")]);
    let second = client.post_once(&note_path(), &[("text", "oída")]);
    assert_eq!((first.status, first.header("location")), (303, second.header("location")));
    assert_eq!(notes(&house), ["oída"]);
    client.get(&case());
    client.post(&note_path(), &[("text", "oída")]).expect("Nota guardada.");
    assert_eq!(notes(&house).len(), 2);
}

#[test]
fn a_post_without_the_sessions_token_changes_nothing() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    client.post_raw(&note_path(), b"text=x".to_vec()).expect_status(403);
    client.get(&case());
    // A form of an earlier session comes back with what was typed.
    let old = client.filled(&note_path(), &[("text", "lo escrito"), ("_csrf", "0000")]).encode();
    let seen = client.post_raw(&note_path(), old.into_bytes());
    seen.expect_status(409).expect("sesión anterior");
    assert_eq!(form_value(&seen, "text"), "lo escrito");
    let whole = client.filled(&note_path(), &[("text", "x")]).encode().into_bytes();
    for headers in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let seen = client.send("POST", &note_path(), Some(whole.clone()), &[headers]);
        assert_eq!(seen.status, 403, "{headers:?}");
    }
    assert_eq!(notes(&house), Vec::<String>::new());
    client.post(&note_path(), &[("text", "x")]).expect_status(200);
    assert_eq!(notes(&house), ["x"]);
}

#[test]
fn errors_stand_at_their_field_and_what_was_typed_is_kept() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    let seen = client.post(&note_path(), &[("text", ""), ("place", "Metetí")]);
    seen.expect_status(422).expect("Escriba este dato.");
    assert_eq!(form_value(&seen, "place"), "Metetí");
    let seen = client.post(&note_path(), &[("text", &"x".repeat(51)), ("place", "Metetí")]);
    seen.expect_status(422).expect("hasta 50 caracteres");
}

#[test]
fn bytes_that_are_no_text_come_back_to_their_field() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    let mut body = client.filled(&note_path(), &[("place", "Colón")]).encode().into_bytes();
    body.extend_from_slice(b"&text=Jos%E9");
    let body = String::from_utf8(body).unwrap().replace("text=guardado&", "").into_bytes();
    let seen = client.post_raw(&note_path(), body);
    seen.expect_status(422).expect("no se pudieron leer");
    assert_eq!((form_value(&seen, "place").as_str(), notes(&house).len()), ("Colón", 0));
}

#[test]
fn ten_megabytes_come_back_as_an_error_at_the_field() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    let seen = client.post(&note_path(), &[("text", &"ñ".repeat(5_000_000)), ("place", "Colón")]);
    seen.expect_status(413).expect("demasiado largo");
    assert_eq!(form_value(&seen, "place"), "Colón");
    let client = house.client();
    client.send("POST", "/sign-in", Some(vec![b'a'; 30_000_000]), &[]);
    assert_eq!(notes(&house), Vec::<String>::new());
}

#[test]
fn an_expired_session_keeps_what_was_typed() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    house.later(31);
    let seen = client.post(&note_path(), &[("text", "dos horas de trabajo"), ("place", "Colón")]);
    seen.expect("está guardado");
    // Somebody else signing in here does not get it.
    house.account("otra.persona", Role::EligibilityOfficer, "own");
    let elsewhere = house.client();
    elsewhere.get(&seen.path);
    let theirs = elsewhere.sign_in("otra.persona");
    assert_eq!(form_value(&theirs, "text"), "guardado");
    let mine = client.sign_in("eligibility_officer.own");
    mine.expect("Guardamos lo que escribió");
    assert_eq!(
        (form_value(&mine, "text").as_str(), form_value(&mine, "_head").as_str()),
        ("dos horas de trabajo", "h1")
    );
    assert_eq!(form_value(&client.get(&mine.path), "text"), "dos horas de trabajo", "a reload keeps it");
    client.post(&note_path(), &[]).expect("Nota guardada.");
    assert_eq!(notes(&house), ["dos horas de trabajo"]);
    assert_eq!(form_value(&client.get(&mine.path), "text"), "guardado", "once sent, it is forgotten");
}

#[test]
fn a_stale_form_shows_both_versions_and_the_form_again() {
    let house = house();
    let client = officer(&house);
    client.get(&case());
    let seen = client.post(&note_path(), &[("text", "stale"), ("place", "Colón")]);
    seen.expect_status(409).expect("Lo que usted escribió").expect("otra");
    assert_eq!((form_value(&seen, "text").as_str(), form_value(&seen, "place").as_str()), ("stale", "Colón"));
}

#[test]
fn a_refusal_and_a_fault_keep_what_was_typed() {
    let house = house();
    let client = officer(&house);
    for (text, status, words) in [("no", 409, "Falta la entrevista."), ("fault", 503, "Número de incidente")]
    {
        client.get(&case());
        let seen = client.post(&note_path(), &[("text", text), ("place", "Colón")]);
        seen.expect_status(status).expect(words);
        assert_eq!(form_value(&seen, "place"), "Colón");
    }
}

#[test]
fn what_breaks_says_a_number_and_no_name() {
    let house = house();
    let client = officer(&house);
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let broken = client.get("/boom");
    std::panic::set_hook(quiet);
    for seen in [broken, client.get("/fault")] {
        seen.expect_status(500).expect("Número de incidente").expect_no(CANARY).expect_no("table");
    }
}

#[test]
fn methods_and_heads() {
    let house = house();
    let client = officer(&house);
    let seen = client.send("DELETE", &case(), None, &[]);
    assert_eq!((seen.status, seen.header("allow").unwrap().as_str()), (405, "GET, HEAD, POST"));
    let seen = client.send("GET", &note_path(), None, &[]);
    assert_eq!((seen.status, seen.header("allow").unwrap().as_str()), (405, "POST"));
    let seen = client.head(&case());
    assert_eq!((seen.status, seen.bytes.len()), (200, 0));
}

#[test]
fn every_answer_carries_its_protection() {
    let house = house();
    let client = officer(&house);
    for path in [case().as_str(), "/nothing", "/paper", "/healthz", "/sign-in"] {
        let seen = client.send("GET", path, None, &[]);
        let policy = seen.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(seen.header("x-content-type-options").as_deref(), Some("nosniff"));
        assert_eq!(seen.header("referrer-policy").as_deref(), Some("no-referrer"));
        assert_eq!(seen.header("cache-control").as_deref(), Some("no-store"), "{path}");
    }
    let paper = client.get("/paper").header("content-disposition").unwrap();
    assert_eq!(paper, "inline; filename=\"constancia---7.pdf\"");
    let style = layout::assets()[0].href();
    assert!(client.page().status == 200 && client.get(&case()).body().contains(&style));
    let seen = client.send("GET", &style, None, &[]);
    assert_eq!(seen.status, 200);
    assert!(seen.header("cache-control").unwrap().ends_with("immutable"));
}

/// On a slow line the style sheet is most of a first page; a page itself is never compressed, for its length would tell of it.
#[test]
fn what_everybody_gets_alike_is_compressed_and_a_page_is_not() {
    let house = house();
    let client = officer(&house);
    let [style, font, mark, ..] = layout::assets().map(layout::Asset::href);
    let encoding = |path: &str| {
        client.send("GET", path, None, &[("accept-encoding", "gzip")]).header("content-encoding")
    };
    assert_eq!(encoding(&style).as_deref(), Some("gzip"));
    assert_eq!(encoding(&mark).as_deref(), Some("gzip"));
    for path in [font.as_str(), "/sign-in", case().as_str()] {
        assert_eq!(encoding(path), None, "{path}");
    }
    assert_eq!(client.send("GET", &style, None, &[]).header("content-encoding"), None);
}

#[test]
fn cookies_are_closed_to_scripts_and_to_other_hosts() {
    use crate::answer::{Cookie, CookieName};
    let house = house();
    house.account("ixchel", Role::Reviewer, "own");
    let client = house.client();
    client.get("/sign-in");
    let seen = client.post_once("/sign-in", &[("login", "ixchel"), ("password", access::testing::PASSWORD)]);
    let set: Vec<_> =
        seen.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, v)| v.clone()).collect();
    assert!(set.iter().any(|c| c.starts_with("ceiba_session=") && c.contains("; HttpOnly; SameSite=Lax")));
    assert!(set.iter().all(|c| c.contains("HttpOnly") && c.contains("Path=/")), "{set:?}");
    let secure = Cookie::new(CookieName::Session, "t").header(true);
    assert_eq!(secure, "__Host-ceiba_session=t; Path=/; HttpOnly; SameSite=Lax; Secure");
}

#[test]
fn the_language_is_that_of_the_browser_then_the_choice_then_the_account() {
    let house = house();
    house.account("ixchel", Role::EligibilityOfficer, "own");
    let client = house.client().preferring("en-GB,es;q=0.5");
    client.get("/sign-in").expect("Password");
    client.get("/language/es?next=/sign-in").expect("Contraseña");
    client.sign_in("ixchel");
    client.get(&format!("/language/en?next=/cases/{CASE}")).expect("Sign out").expect("Expediente");
    let elsewhere = house.client();
    elsewhere.sign_in("ixchel").expect("My account");
    client.get("/language/en?next=//evil.example");
    assert_eq!(client.page().path, "/statistics");
    client.get("/language/qq").expect_status(404);
}

#[test]
fn a_stranger_is_never_sent_to_another_house() {
    let house = house();
    house.account("ixchel", Role::Statistician, "own");
    let client = house.client();
    client.get("/sign-in?next=//evil.example");
    assert_eq!(client.sign_in("ixchel").path, "/statistics");
}

#[test]
fn the_own_password_is_changed_and_asked_for_at_once() {
    let house = house();
    let client = house.client_of(Role::Reviewer, "own");
    client.get("/account").expect("Oficina propia");
    let new = "una frase nueva y larga";
    let fields = [("password_now", "no es esta clave"), ("password_new", new), ("password_again", new)];
    client.post("/account", &fields).expect_status(422);
    client.post("/account", &[("password_now", access::testing::PASSWORD), fields[1], fields[2]]);
    client.page().expect("Entre con la nueva");
    assert_eq!(client.try_sign_in("reviewer.own", new).status, 200);
}
