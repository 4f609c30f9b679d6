//! At the console the law answers as it does on the pages: every term is listed, a due date shows its arithmetic and
//! agrees with other people's calendars, the pledges stand as they were written.

use scenarios::binary::{json, root, run};
use serde_json::Value;

#[test]
fn every_term_of_panama_is_listed() {
    let terms = json(&["procedure", "terms", "--country", "pan", "--json"]);
    let terms = terms.as_array().unwrap();
    let law = app::country::load("pan", None).unwrap();
    let of_law: usize = law.procedures.iter().map(|p| p.terms.len()).sum();
    assert_eq!(terms.len(), of_law);
    for procedure in &law.procedures {
        for term in &procedure.terms {
            let is_listed = terms
                .iter()
                .any(|t| t["procedure"] == procedure.id.as_str() && t["term"] == term.id.as_str());
            assert!(is_listed, "{} {}", procedure.id, term.id);
        }
    }
}

#[test]
fn a_due_date_shows_its_arithmetic() {
    let asked = ["procedure", "due", "--country", "pan", "--procedure", "asylum"];
    let due = json(
        &[&asked[..], &["--event", "notified=2024-03-25", "--term", "reconsideration", "--json"]].concat(),
    );
    // Monday 25 March 2024; Good Friday is the 29th; five working days end on Tuesday 2 April.
    assert_eq!(due["due"], "2024-04-02");
    assert_eq!(due["counted_days"], 5);
    let skipped: Vec<&Value> = due["skipped"].as_array().unwrap().iter().map(|day| &day["date"]).collect();
    assert_eq!(skipped, ["2024-03-29", "2024-03-30", "2024-03-31"]);
    assert!(due["skipped"].as_array().unwrap().iter().all(|day| day["reason"]["es"].is_string()));
    assert_eq!(due["article"], "unknown");
    assert_eq!(due["provisional"], true);
    // What is asked wrongly is told, with an exit code of its own.
    for wrong in [["--event", "notified=2024-02-30"], ["--event", "nothing"]] {
        let output = run(&[&asked[..], &wrong, &["--term", "reconsideration"]].concat());
        assert_eq!(output.status.code(), Some(1), "{wrong:?}");
        assert!(!output.stderr.is_empty());
    }
}

/// The dates of numpy's business days and dateutil's months, for the terms whose lengths stand in the file.
#[test]
fn due_dates_are_those_of_other_calendars() {
    let text = std::fs::read_to_string(root().join("countries/pan/oracle/due.csv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let term = |length: &str, unit: &str, counting: &str| match (length, unit, counting) {
        ("5", "working_days", "event_day_not_counted") => Some(("notified", "reconsideration")),
        ("6", "months", "from_next_working_day") => Some(("entered", "filing")),
        ("6", "months", "event_day_not_counted") => Some(("filed", "interview")),
        _ => None,
    };
    let mut compared = std::collections::BTreeMap::new();
    for row in rows {
        let [start, length, unit, counting, due] = row.split(',').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        let Some((event, term)) = term(length, unit, counting) else { continue };
        let count = compared.entry(term).or_insert(0);
        if *count == 30 {
            continue;
        }
        *count += 1;
        let event = format!("{event}={start}");
        let ours =
            json(&["procedure", "due", "--country", "pan", "--event", &event, "--term", term, "--json"]);
        assert_eq!(ours["due"], due, "{term} from {start}");
    }
    assert_eq!(compared.len(), 3, "{compared:?}");
    assert!(compared.values().all(|n| *n >= 20), "{compared:?}");
}

#[test]
fn pledges_stand_as_they_were_written() {
    let listed = json(&["pledge", "list", "--json"]);
    let listed = listed.as_array().unwrap();
    let file = std::fs::read_to_string(root().join("region/pledges.json")).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    let (pledges, commitments) =
        (file["pledges"].as_array().unwrap(), file["regional_commitments"].as_array().unwrap());
    assert_eq!((pledges.len(), commitments.len(), listed.len()), (31, 4, 35));
    let entry =
        |id: &Value| listed.iter().find(|l| l["id"] == *id).unwrap_or_else(|| panic!("{id} is not listed"));
    for pledge in pledges {
        assert_eq!(entry(&pledge["id"])["official_text"], pledge["official_text"], "{}", pledge["id"]);
        assert_eq!(entry(&pledge["id"])["area"], pledge["area"]);
    }
    for commitment in commitments {
        assert_eq!(
            entry(&commitment["key"])["official_text"],
            commitment["official_text"],
            "{}",
            commitment["key"]
        );
    }
    let panama = json(&["pledge", "list", "--state", "PAN", "--json"]);
    let of_panama = pledges.iter().filter(|p| p["country"] == "PA").count();
    let pledges_of_panama = panama.as_array().unwrap().iter().filter(|l| l["kind"] == "pledge").count();
    assert_eq!(pledges_of_panama, of_panama);
}

/// Two versions are compared in sentences of either language; a version that is not there is told with those that are.
#[test]
fn what_a_reform_changed_is_told_in_sentences() {
    let asked = ["procedure", "diff", "CRI-2023-08", "CRI-2024-06", "--country", "cri"];
    let found = json(&[&asked[..], &["--json"]].concat());
    assert_eq!(found[0]["procedure"], "asylum");
    let terms = &found[0]["groups"][0];
    assert_eq!(terms["group"], "terms");
    let gone = "No longer a term: “From here on a work permit may be asked for”, 3 months";
    assert!(terms["said"].as_array().unwrap().iter().any(|said| said["en"] == gone), "{terms}");

    let spanish = run(&[&asked[..], &["--lang", "es"]].concat());
    let told = String::from_utf8(spanish.stdout).unwrap();
    assert!(told.contains("\nPlazos\n") && told.contains("Documentos"), "{told}");

    let wrong = run(&["procedure", "diff", "CRI-2023-08", "CRI-2030", "--country", "cri"]);
    assert_eq!(wrong.status.code(), Some(1));
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(told.contains("CRI-2030") && told.contains("asylum CRI-2024-06"), "{told}");
}

/// A case that answers otherwise than it is written ends with a status of its own, and says where.
#[test]
fn worked_cases_are_walked_and_another_answer_is_told() {
    let walked = json(&["procedure", "cases", "--country", "hnd", "--json"]);
    let walked = walked.as_array().unwrap();
    assert_eq!(walked.len(), std::fs::read_dir(root().join("countries/hnd/cases")).unwrap().count());
    assert!(walked.iter().all(|case| case["differences"].as_array().unwrap().is_empty()));
    let one = json(&["procedure", "cases", "--country", "hnd", "--json", "03-child-alone.toml"]);
    assert_eq!(one.as_array().unwrap().len(), 1);

    let wrong = run(&["procedure", "cases", "--country", "hnd", "nothing.toml"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("03-child-alone.toml"));

    let folder = tempfile::tempdir().unwrap();
    let law = folder.path().join("_example");
    for inside in ["", "procedures", "cases"] {
        std::fs::create_dir_all(law.join(inside)).unwrap();
        for entry in std::fs::read_dir(root().join("countries/_example").join(inside)).unwrap() {
            let path = entry.unwrap().path();
            if let (true, Some(name)) = (path.is_file(), path.file_name()) {
                let text = std::fs::read_to_string(&path).unwrap();
                std::fs::write(
                    law.join(inside).join(name),
                    text.replace("stage = \"heard\"", "stage = \"filed\""),
                )
                .unwrap();
            }
        }
    }
    let place = folder.path().to_str().unwrap();
    let differs = run(&["procedure", "cases", "--country", "_example", "--countries", place]);
    assert_eq!(differs.status.code(), Some(3));
    let told = String::from_utf8(differs.stdout).unwrap();
    assert!(told.contains("differs  holiday.toml") && told.contains("move 2 (hear)"), "{told}");
    let spanish = run(&["procedure", "cases", "--country", "_example", "--countries", place, "--lang", "es"]);
    assert_eq!(spanish.status.code(), Some(3));
    let told = String::from_utf8(spanish.stdout).unwrap();
    assert!(told.contains("difiere  holiday.toml") && told.contains("movimiento 2 (hear)"), "{told}");
    let wrong = run(&["procedure", "check", "--country", "_example", "--lang", "français"]);
    assert_eq!(wrong.status.code(), Some(1));
}

/// All seven states in one table, and a simulation whose seeds say the same twice.
#[test]
fn every_state_is_checked_and_a_caseload_is_simulated() {
    let answers = json(&["procedure", "check", "--json"]);
    let states: std::collections::BTreeSet<&str> =
        answers.as_array().unwrap().iter().filter_map(|answer| answer["state"].as_str()).collect();
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ["BLZ", "CRI", "GTM", "HND", "MEX", "PAN", "SLV"]);

    let asked = ["procedure", "simulate", "--country", "pan", "--seeds", "2", "--json"];
    let (first, second) = (json(&asked), json(&asked));
    assert!(!first["results"]["years"].as_array().unwrap().is_empty());
    assert_eq!(first, second);
    let wrong = run(&["procedure", "simulate", "--country", "pan", "--until", "2031"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("--arrivals 2026=CLAIMS"));
}
