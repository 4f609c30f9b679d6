//! Every country's law loads, keeps the safeguards, and answers its worked cases as they are written.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use procedure::{Answer, Kind, WorkedCase, Written, check, check_law};

#[test]
fn every_worked_case_of_every_country_holds() {
    let mut differences = Vec::new();
    for country in ground::folders() {
        let law = ground::law(&country);
        for (path, text) in ground::files(&country).iter().filter(|(path, _)| path.starts_with("cases/")) {
            let found: Vec<String> = match WorkedCase::read(path, text) {
                Ok(case) => case.differences(&law).into_iter().map(|said| said.en).collect(),
                Err(errors) => vec![ground::told(&errors)],
            };
            differences.extend(found.iter().map(|d| format!("{country}/{path}: {d}")));
        }
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn every_country_has_fifteen_worked_cases_half_of_them_written_before_the_engine_ran() {
    for country in ground::folders().iter().filter(|c| !c.starts_with('_')) {
        let files = ground::files(country);
        let cases = files.iter().filter(|(path, _)| path.starts_with("cases/"));
        let cases: Vec<WorkedCase> =
            cases.map(|(path, text)| WorkedCase::read(path, text).unwrap()).collect();
        let before = cases.iter().filter(|c| c.written == Written::Before).count();
        assert!(
            cases.len() >= 15 && before * 2 >= cases.len(),
            "{country}: {} cases, {before} before",
            cases.len()
        );
    }
}

#[test]
fn a_worked_case_that_is_wrong_is_told() {
    let law = ground::law("pan");
    let text = &ground::files("pan")["cases/01-holy-week.toml"];
    let wrong = text.replace("\"2024-04-02\" }", "\"2024-04-03\" }").replace("2024-03-29 Viernes Santo", "x");
    let told = WorkedCase::read("cases/01-holy-week.toml", &wrong).unwrap().differences(&law);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|said| said.es.contains("el caso dice") && said.en.contains("the case says")));
}

#[test]
fn no_procedure_breaks_a_safeguard() {
    for country in ground::folders() {
        for procedure in &ground::law(&country).procedures {
            let findings = check(procedure, &ground::safeguards());
            let broken: Vec<_> = findings.iter().filter(|f| f.kind == Some(Kind::Encoding)).collect();
            assert!(broken.is_empty(), "{country} {}: {broken:#?}", procedure.id);
        }
    }
}

#[test]
fn what_rests_on_an_unknown_term_is_unknown_and_never_holds() {
    let law = ground::law("pan");
    let findings = check(ground::asylum(&law), &ground::safeguards());
    let remedies = findings.iter().filter(|f| f.safeguard == "refusal_has_remedy");
    let unknown: Vec<&str> = remedies
        .map(|f| (f.answer, f.about.as_str()))
        .map(|(a, s)| {
            assert_eq!(a, Answer::Unknown);
            s
        })
        .collect();
    assert_eq!(
        unknown,
        ["declare_inadmissible", "refuse_as_late", "confirm_inadmissibility", "dismiss_appeal"]
    );
    assert!(findings.iter().any(|f| f.safeguard == "no_refusal_unheard" && f.answer == Answer::Holds));
    assert!(findings.iter().any(|f| f.safeguard == "no_child_alone_heard" && f.answer == Answer::Holds));
}

#[test]
fn the_whole_law_is_checked_with_the_shipped_safeguards_and_printed() {
    let law = ground::law("pan");
    let findings = check_law(&law);
    assert!(findings.iter().all(|f| f.kind != Some(Kind::Encoding)), "{findings:#?}");
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(
        lines.contains(&"asylum PAN-2018: unknown refusal_has_remedy at dismiss_appeal".to_owned()),
        "{lines:#?}"
    );
    assert!(lines.contains(&"guardianship PAN-2018: holds no_dead_end".to_owned()), "{lines:#?}");
}
