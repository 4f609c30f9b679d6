//! Before a rule is changed, recorded cases are replayed under the draft: whom it harms is told in counts and kinds. Who
//! opens cases sees counts of those; who opens none sees all, without small numbers; nobody sees a name or a number.

use kernel::Lang;
use ledger::Door;
use scenarios::binary::{Demo, json, root, run};
use scenarios::corridor::Corridor;
use scenarios::desk::Desk;
use scenarios::house::{TestHouse, both};
use serde_json::Value;

const HEAD: &str =
    "id = \"asylum\"\nversion = \"DRAFT\"\nvalid_from = \"2030-01-01\"\nbased_on = \"PAN-2018\"\n";
const SHORTER: &str = "[[terms]]\nid = \"reconsideration\"\nlength = 3\n";

fn refused_and_notified(house: &TestHouse) -> String {
    let mut story = Corridor::new(house, Lang::Es);
    story.reaches_conare();
    house.on(2024, 8, 5);
    story.conare_refuses().the_refusal_is_notified();
    let number = house.test.ledger.read(|door| casework::case::find(door, story.case));
    number.unwrap().unwrap().number
}

fn replayed(desk: &Desk) -> String {
    desk.get("/procedures/simulations/replay");
    let draft = format!("{HEAD}{SHORTER}");
    let path = desk.post("/procedures/simulations/replay", &[("draft", &draft), ("cases", "recorded")]).path;
    for _ in 0..600 {
        let seen = desk.get(&path);
        if !seen.body().contains("simulation-progress") {
            return seen.text();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{path} does not end");
}

#[test]
fn recorded_cases_are_counted_for_whoever_opens_them_and_rounded_for_everybody_else() {
    both(|house| {
        let number = refused_and_notified(house);
        let exact = replayed(&house.desk("supervision"));
        assert!(
            exact.contains("De 1 casos registrados, 1 serían distintos y 1 saldrían perjudicados"),
            "{exact}"
        );
        let rounded = replayed(&house.desk("estadistica"));
        assert!(rounded.contains("De menos de 5 casos registrados"), "{rounded}");
        assert!(rounded.contains("redondeadas"), "{rounded}");
        // A supervisor of another office opens none of these cases, and hears of none.
        house.hire("jefa", "Jefa Inventada", kernel::Role::Supervisor, "chiriqui");
        let none = replayed(&house.desk("jefa"));
        assert!(none.contains("De 0 casos registrados"), "{none}");
        for text in [exact, rounded, none] {
            assert!(!text.contains(&number) && !text.contains(scenarios::corridor::NAME), "{text}");
        }
    });
}

/// What nobody wrote is in nothing: replaying writes no entry.
#[test]
fn a_replay_writes_nothing() {
    both(|house| {
        refused_and_notified(house);
        let end = || house.test.ledger.read(|door| door.log_end()).unwrap();
        let desk = house.desk("supervision");
        let before = end();
        replayed(&desk);
        assert_eq!(end(), before);
    });
}

fn draft_file(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reform.toml");
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn a_draft_is_replayed_at_the_console_over_the_worked_cases_of_a_state() {
    let (_folder, path) = draft_file(&format!("{HEAD}{SHORTER}"));
    let asked = ["procedure", "replay", path.as_str(), "--country", "pan"];
    let output = run(&[&asked[..], &["--json"]].concat());
    assert_eq!(output.status.code(), Some(3), "somebody is harmed");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let cases = std::fs::read_dir(root().join("countries/pan/cases")).unwrap().count() as u64;
    assert!(told["tally"]["cases"].as_u64().unwrap() > cases / 2 && told["cases_are"] == "worked");
    let harms = told["tally"]["harms"].as_array().unwrap();
    assert!(harms.iter().all(|h| h["about"] == "reconsideration"), "{harms:?}");
    assert!(harms.iter().any(|h| h["reason"]["kind"] == "remedy_term_shorter"), "{harms:?}");
    let spanish = String::from_utf8(run(&[&asked[..], &["--lang", "es"]].concat()).stdout).unwrap();
    assert!(spanish.contains("A quién perjudica") && spanish.contains("Pedir reconsideración"), "{spanish}");

    // What harms nobody ends well, and a version may be asked for.
    let (_folder, path) = draft_file(HEAD);
    let told = json(&["procedure", "replay", path.as_str(), "--under", "asylum@PAN-2018", "--json"]);
    assert_eq!((&told["tally"]["harmed"], &told["tally"]["differing"]), (&Value::from(0), &Value::from(0)));
}

#[test]
fn what_is_wrong_in_a_draft_is_told_with_its_file_and_line() {
    let refused = |text: &str, more: &[&str]| {
        let (_folder, path) = draft_file(text);
        let output = run(&[&["procedure", "replay", path.as_str()][..], more].concat());
        assert_eq!(output.status.code(), Some(1), "{text}");
        String::from_utf8(output.stderr).unwrap()
    };
    let nothing = format!("{HEAD}{}", SHORTER.replace('3', "0"));
    let told = refused(&nothing, &[]);
    assert!(told.contains("reform.toml:7: terms.reconsideration: `length` is at least 1"), "{told}");
    let told = refused(&nothing, &["--lang", "es"]);
    assert!(told.contains("el borrador no se puede leer:"), "{told}");
    assert!(told.contains("reform.toml:7: terms.reconsideration: `length` es 1 o más"), "{told}");
    let told = refused(&HEAD.replace("asylum", "divorce"), &[]);
    assert!(told.contains("reform.toml:1") && told.contains("known: asylum"), "{told}");
    let told = refused(HEAD, &["--under", "asylum@PAN-1900"]);
    assert!(told.contains("known: PAN-2018"), "{told}");
    let told = refused(HEAD, &["--under", "family@PAN-2018"]);
    assert!(told.contains("the draft is of `asylum`"), "{told}");
    let told = refused(HEAD, &["--data", "/nowhere/at/all"]);
    assert!(told.contains("there is no data"), "{told}");
    let missing = run(&["procedure", "replay", "nowhere.toml"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("nowhere.toml"));
}

#[test]
fn recorded_cases_are_replayed_at_the_console_in_rounded_counts() {
    let demo = Demo::new(120);
    let (_folder, path) = draft_file(&format!("{HEAD}{SHORTER}"));
    let asked = ["procedure", "replay", path.as_str(), "--data", demo.data(), "--json"];
    let as_login = |login: &str| {
        let output = run(&[&asked[..], &["--as", login]].concat());
        let told: Result<Value, _> = serde_json::from_slice(&output.stdout);
        (output.status.code(), told.unwrap_or_default())
    };
    let (code, rounded) = as_login("estadistica");
    assert!([Some(0), Some(3)].contains(&code));
    assert_eq!(
        (&rounded["is_rounded"], &rounded["cases_are"]),
        (&Value::from(true), &Value::from("recorded"))
    );
    let cases = rounded["tally"]["cases"].as_u64().unwrap();
    assert!(cases >= 20 && cases.is_multiple_of(5), "{cases}");
    let (_, exact) = as_login("supervision");
    assert_eq!(exact["is_rounded"], false);
    // Who may not, and who is not there.
    for login in ["registro", "nobody"] {
        assert_eq!(as_login(login).0, Some(1), "{login}");
    }
}
