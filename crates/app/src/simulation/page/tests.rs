//! The pages of simulations from a browser's side: what they say, what they refuse, and that a run is its owner's.

use super::area;
use crate::country::{self, CountryFiles};
use crate::simulation::runs::Runs;
use crate::{page, wiring};
use access::testing::PASSWORD;
use casework::Laws;
use kernel::{Lang, Role};
use std::time::Duration;
use web::client::{Client, Seen};
use web::testing::TestHouse;
use web::{Relations, Rooms, check};

const DRAFT: &str = "id = \"asylum\"\nversion = \"BORRADOR\"\nvalid_from = \"2030-01-01\"\nbased_on = \"PAN-2018\"\n\
                     [[terms]]\nid = \"reconsideration\"\nlength = 3\n";

fn house() -> TestHouse {
    let mut rooms = Rooms::new();
    rooms.put(Laws::new(country::load("pan", None).unwrap()));
    rooms.put(CountryFiles::of("pan", None).unwrap()).put(Runs::default());
    let relations: Relations = std::sync::Arc::new(|_, _, _| Ok(None));
    TestHouse::new(vec![identity::area(), casework::area(), page::area(), area()], relations, rooms)
}

fn ask(client: &Client, fields: &[(&str, &str)]) -> Seen {
    client.get(super::REPLAY).expect_status(200);
    let seen = client.post(super::REPLAY, fields);
    if seen.status == 200 { ended(client, &seen.path) } else { seen }
}

/// The page of a run once it has ended.
fn ended(client: &Client, path: &str) -> Seen {
    for _ in 0..600 {
        let seen = client.get(path);
        if !seen.body().contains("simulation-progress") {
            return seen;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{path} does not end");
}

#[test]
fn the_words_are_complete_in_both_languages() {
    assert_eq!(check::check(&area().sources()), Vec::<String>::new());
    let code = [
        include_str!("mod.rs"),
        include_str!("replay.rs"),
        include_str!("caseload.rs"),
        include_str!("run.rs"),
        include_str!("../report.rs"),
        include_str!("../../command/replay.rs"),
        include_str!("../../page/procedure/mod.rs"),
    ]
    .concat();
    assert_eq!(check::unused(&area().sources(), &code), Vec::<String>::new());
    assert_eq!(check::unknown(&area().sources(), &code), Vec::<String>::new());
}

/// Every reason, gate, refusal and outcome of the engine has its words.
#[test]
fn everything_that_a_replay_can_say_is_said() {
    let words = wiring::words().unwrap();
    let gates = procedure::Gate::ALL.map(|gate| format!("simulation-gate-{}", gate.code()));
    let outcomes = procedure::CaseOutcome::ALL.map(|o| format!("simulation-outcome-{}", o.code()));
    for key in gates.iter().chain(&outcomes) {
        for lang in Lang::ALL {
            assert!(!words.t(lang, key, &[]).contains('⟦'), "{key}");
        }
    }
}

#[test]
fn a_draft_is_replayed_over_the_worked_cases_and_says_whom_it_harms() {
    let house = house();
    let client = house.client_of(Role::Supervisor, "own");
    client.get("/procedures").expect("Simular una reforma");
    let seen = ask(&client, &[("draft", DRAFT), ("cases", "worked")]);
    seen.expect_status(200).expect("saldrían perjudicados").expect("Menos tiempo para presentar un recurso");
    seen.expect("Pedir reconsideración").expect_no("menos de 5");
    assert!(seen.body().contains("<svg"), "no chart");
    // The same to keep.
    let csv = client.get(&format!("{}/report.csv", seen.path));
    assert_eq!(csv.header("content-type").unwrap(), "text/csv; charset=utf-8");
    assert!(csv.body().lines().count() > 10 && csv.body().starts_with("parte,"), "{}", csv.body());
    let report = client.get(&format!("{}/report.html", seen.path));
    assert!(report.header("content-disposition").unwrap().starts_with("attachment"));
    assert!(report.header("content-security-policy").unwrap().contains("sandbox"));
    report.expect("A quién perjudica");
    client.get(super::HOME).expect("BORRADOR").expect("terminada");
}

#[test]
fn a_draft_that_changes_nothing_says_so() {
    let house = house();
    let client = house.client_of(Role::Statistician, "own");
    let draft = DRAFT.split("[[").next().unwrap();
    ask(&client, &[("draft", draft), ("cases", "worked")]).expect("Nada sería distinto");
}

#[test]
fn a_wrong_draft_is_told_with_its_line_and_kept() {
    let house = house();
    let client = house.client_of(Role::Supervisor, "own");
    let wrong = DRAFT.replace("length = 3", "length = 0");
    let seen = ask(&client, &[("draft", &wrong), ("cases", "worked")]);
    seen.expect_status(422).expect("Corrija la línea 7").expect("terms.reconsideration");
    assert!(seen.body().contains("length = 0"), "what was typed is gone");
    for (draft, told) in [
        (String::new(), "Pegue un borrador"),
        ("id = [".to_owned(), "Línea 1"),
        (DRAFT.replace("asylum", "divorce"), "divorce"),
        (DRAFT.replace("BORRADOR", "PAN-2018"), "Corrija la línea 2"),
        (DRAFT.replace("based_on = \"PAN-2018\"", "based_on = \"PAN-1900\""), "Corrija la línea 4"),
    ] {
        let seen = ask(&client, &[("draft", &draft), ("cases", "worked")]);
        seen.expect_status(422).expect(told);
    }
    // The house keeps the beginning of a text that is too long for any field.
    let long = "#".repeat(super::replay::DRAFT_BYTES_MAX + 1);
    let seen = ask(&client, &[("draft", &long), ("cases", "worked")]);
    seen.expect_status(413).expect("demasiado largo");
    let seen = ask(&client, &[("draft", DRAFT), ("cases", "worked"), ("under", "family@PAN-2018")]);
    seen.expect_status(422).expect("de otro procedimiento");
    ask(&client, &[("draft", DRAFT), ("cases", "everything")]).expect_status(422);
}

#[test]
fn a_mistake_is_told_in_the_language_of_whoever_reads_it() {
    let house = house();
    let client = house.client_of(Role::Supervisor, "own");
    let wrong = DRAFT.replace("length = 3", "lenght = 3");
    let seen = ask(&client, &[("draft", &wrong), ("cases", "worked")]);
    seen.expect_status(422).expect("`lenght` no es clave de un plazo; ¿quiso decir `length`?");
    seen.expect_no("is not a key").expect_no("did you mean");
    assert!(!seen.body().contains("<span lang=\"en\">"), "no part of the page is in another language");

    let account = house.house.access.account_of_login("supervisor.own").unwrap().unwrap().account;
    house.house.access.set_lang(account, Lang::En).unwrap();
    let client = client.another();
    client.try_sign_in("supervisor.own", PASSWORD);
    let seen = ask(&client, &[("draft", &wrong), ("cases", "worked")]);
    seen.expect_status(422).expect("`lenght` is not a key of a term; did you mean `length`?");
    seen.expect_no("quiso decir");
}

#[test]
fn a_file_counts_and_one_that_is_no_text_or_too_long_is_refused() {
    let house = house();
    let client = house.client_of(Role::Supervisor, "own");
    let send = |bytes: &[u8]| {
        client.get(super::REPLAY);
        client.post_file(super::REPLAY, &[("draft", ""), ("cases", "worked")], ("file", bytes))
    };
    let seen = send(DRAFT.as_bytes());
    ended(&client, &seen.path).expect("saldrían perjudicados");
    send(&[0xff, 0xfe, 0x00]).expect_status(422).expect("no es texto");
    send(&vec![b'#'; super::replay::DRAFT_BYTES_MAX + 1]).expect_status(422).expect("demasiado largo");
    // A wrong file is shown to be mended.
    let wrong = DRAFT.replace("length = 3", "length = \"three\"");
    let seen = send(wrong.as_bytes());
    seen.expect_status(422);
    assert!(seen.body().contains("length = &quot;three&quot;"), "the file's text is gone");
}

#[test]
fn a_run_is_seen_by_its_owner_alone_and_an_unknown_one_looks_the_same() {
    let house = house();
    let client = house.client_of(Role::Supervisor, "own");
    let mine = ask(&client, &[("draft", DRAFT), ("cases", "worked")]).path;
    let other = house.client_of(Role::Supervisor, "other");
    let unknown = "/procedures/simulations/runs/00000000-0000-4000-8000-000000000007";
    for more in ["", "/report.csv", "/report.html"] {
        let [theirs, nobodys] = [mine.as_str(), unknown].map(|run| other.get(&format!("{run}{more}")));
        theirs.expect_status(409).expect("ya no está");
        assert_eq!(theirs.body(), nobodys.body());
    }
    other.get(super::HOME).expect_no("BORRADOR");
    other.post(&format!("{mine}/cancel"), &[]).expect_status(409);
    client.get("/procedures/simulations/runs/nothing").expect_status(404);
    let stranger = house.client_of(Role::RegistrationOfficer, "own");
    for path in [super::HOME, super::REPLAY, super::CASELOAD, mine.as_str()] {
        assert!([403, 404].contains(&stranger.get(path).status), "{path}");
    }
    stranger.get("/procedures").expect_status(200).expect_no("Simular una reforma");
}

#[test]
fn a_caseload_runs_with_progress_and_is_stopped() {
    let house = house();
    let client = house.client_of(Role::Statistician, "own");
    client.get(super::CASELOAD).expect_status(200);
    let seen = client.post(super::CASELOAD, &[("until", "2026"), ("more", "1"), ("seeds", "5")]);
    seen.expect_status(422).expect("solicitudes espera por año");
    let wrong = [("until", "2025"), ("more", "99"), ("seeds", "5")];
    client.post(super::CASELOAD, &wrong).expect_status(422);
    client.post(super::CASELOAD, &[("until", "1999"), ("more", "1"), ("seeds", "6")]).expect_status(422);

    let long = [("until", "2030"), ("arrivals", "1000000"), ("more", "1"), ("seeds", "41")];
    let seen = client.post(super::CASELOAD, &long);
    seen.expect("Se está calculando").expect("de 123");
    assert_eq!(seen.header("refresh").as_deref(), Some("2"));
    let still = client.get(&format!("{}?still=1", seen.path));
    assert!(still.header("refresh").is_none());
    // One at a time for each account, and no report before the end.
    client.get(super::CASELOAD);
    client.post(super::CASELOAD, &long).expect_status(422).expect("Ya tiene una simulación en marcha");
    client.get(&format!("{}/report.csv", seen.path)).expect_status(409);
    client.get(&seen.path);
    client.post(&format!("{}/cancel", seen.path), &[]);
    ended(&client, &seen.path).expect_status(200).expect("La detuvo antes");
    client.get(&format!("{}/report.html", seen.path)).expect_status(409);

    client.get(super::CASELOAD);
    let short = [("until", "2025"), ("more", "1"), ("seeds", "5"), ("reality", "yes")];
    let seen = ended(&client, &client.post(super::CASELOAD, &short).path);
    seen.expect("A fines de 2025").expect("Cuánto creerle").expect("Qué cambian más personas");
    seen.expect("Entrevista").expect("UNHCR");
    let csv = client.get(&format!("{}/report.csv", seen.path));
    assert!(csv.body().lines().count() > 20, "{}", csv.body());
    client.get(&format!("{}/report.html", seen.path)).expect("al lado de lo publicado").expect("2024");
}

#[test]
fn the_pages_are_in_english_too() {
    let house = house();
    let client = house.client_of(Role::Supervisor, "own");
    let account = house.house.access.account_of_login("supervisor.own").unwrap().unwrap().account;
    house.house.access.set_lang(account, Lang::En).unwrap();
    let client = client.another();
    client.try_sign_in("supervisor.own", PASSWORD);
    for path in [super::HOME, super::REPLAY, super::CASELOAD] {
        let seen = client.get(path);
        seen.expect_status(200);
        assert!(!seen.body().contains('⟦') && seen.body().contains("lang=\"en\""), "{path}");
    }
    ask(&client, &[("draft", DRAFT), ("cases", "worked")]).expect("Whom it harms");
}
