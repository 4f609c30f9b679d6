//! The names of people never leave the pages made for them. While people with names that occur nowhere else are
//! registered, corrected, searched, heard and printed, and while everything goes wrong that can be made to go wrong, the
//! log at its most talkative and every page that says so hold none of those names.

use scenarios::corridor::INTERVIEW;
use scenarios::house::{TestHouse, one};
use scenarios::people::Somebody;
use std::io::Write;
use std::sync::{Arc, Mutex};

/// Parts of names that occur nowhere else.
const CANARIES: &[&str] = &["Quetzalzyx", "Wolframia", "Xochipilzin", "zyx-555-0199", "P99ZYX77"];

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[track_caller]
fn holds_no_canary(what: &str, text: &str) {
    for canary in CANARIES {
        let at = text.to_lowercase().find(&canary.to_lowercase());
        assert!(at.is_none(), "«{canary}» stands in {what}:\n{}", text);
    }
}

#[test]
fn canary_names_stand_in_no_log_and_on_no_error_page() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let loud = std::panic::take_hook();
    web::quiet_panics();
    let done = std::panic::catch_unwind(|| one(everything_that_can_be_done_with_a_name));
    std::panic::set_hook(loud);
    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    if let Err(broke) = done {
        let why = broke.downcast_ref::<String>().cloned().unwrap_or_default();
        panic!("{why}");
    }
    assert!(text.contains("answered"), "the log was not heard:\n{text}");
    assert!(text.contains("a request failed"), "no fault was provoked:\n{text}");
    holds_no_canary("the log", &text);
}

const CANARY: &[(&str, &str)] = &[
    ("name_told", "Quetzalzyx Wolframia"),
    ("given", "Quetzalzyx"),
    ("first_surname", "Wolframia"),
    ("known_as", "Xochipilzin"),
    ("birth", "14 5 1990"),
    ("sex", "female"),
    ("nationality", "Nicaragua"),
];

fn everything_that_can_be_done_with_a_name(house: &TestHouse) {
    let desk = house.desk("registro");
    // What goes well.
    desk.open("/people/new");
    let page = desk.done(CANARY);
    let person = page.path.split(['?']).next().unwrap().to_owned();
    // What is sealed about them, and what goes wrong with it.
    let keeper = house.hired("elegibilidad");
    house.holds_compartment(compartment::Compartment::Gbv, &keeper);
    let circle = house.desk("elegibilidad");
    let sealed = format!("{person}/sealed/gbv");
    circle.get(&sealed).expect_status(200);
    circle.post(&sealed, &[("text", "Quetzalzyx Wolframia contó lo suyo.")]).expect_status(200);
    circle.post(&sealed, &[("text", &"Xochipilzin ".repeat(900))]).expect_status(422);
    holds_no_canary("what is closed", &desk.get(&sealed).expect_status(404).body());
    desk.open("/people");
    desk.post("/people", &[("q", "Quetzalzyx Wolframia")]).expect("Quetzalzyx");
    desk.open(&format!("{person}/contact"));
    desk.open(&format!("{person}/claim"));
    let today = house.today();
    let day = format!("{} {} {}", today.day(), today.month(), today.year());
    let claim =
        [("f-filed_on", day.as_str()), ("f-mode", "oral"), ("f-child", "none"), ("f-language", "spa")];
    let page = desk.done(&claim);
    let case = page.path.split('?').next().unwrap().to_owned();
    desk.open(&format!("{case}/steps/admit"));
    desk.done(&[]);
    let officer = house.desk("elegibilidad");
    let told = [("f-account", "Xochipilzin me buscó, tel. zyx-555-0199.")];
    let heard: Vec<(&str, &str)> =
        INTERVIEW.iter().filter(|(name, _)| *name != "f-account").chain(&told).copied().collect();
    officer.open(&format!("{case}/steps/hear_interview"));
    // Wrong input: the form comes back to the one who typed it, and to no log.
    let wrong: Vec<(&str, &str)> = heard
        .iter()
        .filter(|(name, _)| *name != "f-alone")
        .copied()
        .chain([("f-held_on", "P99ZYX77")])
        .collect();
    officer.fill(&wrong).expect_status(422);
    officer.open(&format!("{case}/steps/hear_interview"));
    officer.done(&heard);

    // Pages that say no.
    let stranger = house.desk("frontera2");
    for path in [
        person.as_str(),
        case.as_str(),
        "/people/Quetzalzyx",
        "/Quetzalzyx/Wolframia",
        "/accounts?q=Wolframia",
        "/cases?stage=Quetzalzyx",
    ] {
        let page = stranger.get(path);
        if page.status != 200 {
            holds_no_canary(path, &page.body());
        }
    }
    // A form without its token, from elsewhere, in a language nobody reads, far too long.
    let body = |name: &str| format!("name_told={name}&first_surname=Wolframia").into_bytes();
    holds_no_canary("a form without a token", &stranger.post_raw("/intents/new", body("Quetzalzyx")).body());
    let elsewhere = [("origin", "https://evil.example")];
    let page = stranger.send("POST", "/people/new", Some(body("Quetzalzyx")), &elsewhere);
    holds_no_canary("a form from elsewhere", &page.body());
    let json = [("content-type", "application/json")];
    let page = stranger.send("POST", "/people/new", Some(br#"{"name":"Quetzalzyx"}"#.to_vec()), &json);
    holds_no_canary("a form in JSON", &page.body());
    desk.post_raw("/people/new", b"name_told=Quetzalzyx%FF&first_surname=Wolframia".to_vec());
    let long = format!("name_told=Quetzalzyx{}", "Wolframia".repeat(100_000));
    desk.post_raw("/people/new", long.into_bytes());
    let lost = house.stranger();
    lost.try_sign_in("Quetzalzyx", "Wolframia-P99ZYX77");
    // Somebody works on the same person at the same time.
    let second = house.desk("elegibilidad2");
    desk.open(&format!("{person}/correct"));
    second.open(&format!("{person}/correct"));
    desk.done(&[("birth_place", "Xochipilzin"), ("reason", "Lo dijo.")]);
    second.fill(&[("birth_place", "Wolframia"), ("reason", "Lo dijo.")]).expect_status(409);
    // The same again, with the session at its end.
    second.open(&format!("{person}/correct"));
    house.later(45);
    let page = second.fill(&[("birth_place", "Xochipilzin"), ("reason", "Lo dijo.")]);
    holds_no_canary("the page of an ended session", &page.body());
    // The database breaks while somebody registers, searches, reads.
    faults(house, &person, &case);
}

fn faults(house: &TestHouse, person: &str, case: &str) {
    let desk = house.desk("registro");
    desk.open("/people/new");
    let place = &house.test.place;
    let hidden = ["person_row", "person_document", "case_person"];
    for table in hidden {
        ledger::testing::raw(place, &format!("alter table {table} rename to {table}_hidden"));
    }
    let page = desk.fill(CANARY);
    page.expect_status(500);
    // What was typed stays in the form of the one who typed it, and stands nowhere else on the page.
    let fields: Vec<String> =
        page.forms().iter().flat_map(|f| f.fields.iter().map(|(_, v)| v.clone())).collect();
    assert!(
        fields.iter().any(|value| value.contains("Quetzalzyx")),
        "what was typed is gone:\n{}",
        page.text()
    );
    holds_no_canary("the words of a page about a fault", &page.text());
    for path in ["/people", person, case, &format!("{case}/letters/receipt")] {
        let page = desk.get(path);
        assert_eq!(page.status, 500, "{path}: {}", page.text());
        holds_no_canary(path, &page.body());
    }
    for table in hidden {
        ledger::testing::raw(place, &format!("alter table {table}_hidden rename to {table}"));
    }
    desk.open(person).expect("Quetzalzyx");
    // A stored value that is not what it should be.
    let somebody = house.register(&house.hired("registro"), &Somebody::named("Wolframia Xochipilzin"));
    let id = somebody.0.simple();
    let set = |value: &str| {
        ledger::testing::raw(
            place,
            &format!("update person_row set sealed = {value} where record = x'{id}'"),
        );
    };
    let kept = ledger::testing::ask(place, &format!("select sealed from person_row where record = x'{id}'"));
    let kept: String = kept[0].bytes("sealed").unwrap().iter().map(|b| format!("{b:02x}")).collect();
    set("x'0102030405'");
    let page = desk.get(&format!("/people/{somebody}"));
    assert!(page.status >= 400, "{}", page.text());
    holds_no_canary("a damaged row", &page.body());
    set(&format!("x'{kept}'"));
}
