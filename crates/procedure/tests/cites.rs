//! Every statement of the law of every state says where it is written, how sure we are and since when; a file that does
//! not is refused with its line and what to write instead.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use procedure::{Cite, Law, Safeguards, Verification};
use std::collections::BTreeMap;

/// What is wrong with a cite of a file with these sources.
fn wrong(cite: &Cite, sources: &BTreeMap<String, String>) -> Option<&'static str> {
    if cite.is_unsourced() {
        let plain = cite.article.is_none() && cite.verification == Verification::Unverified;
        return (!plain).then_some("no source, and yet an article or a verification");
    }
    match sources.get(&cite.source) {
        None => Some("its source is not declared"),
        Some(url) if !url.starts_with("http") || cite.url.as_ref() != Some(url) => Some("it has no address"),
        Some(_) if cite.article.as_deref().is_some_and(|a| a.trim().is_empty()) => {
            Some("its article is empty")
        }
        Some(_) if cite.verification == Verification::Verified && cite.verified_by.is_none() => {
            Some("verified by nobody")
        }
        Some(_) => None,
    }
}

fn sources<'a>(law: &'a Law, file: &str) -> &'a BTreeMap<String, String> {
    match file {
        "country.toml" => &law.facts_file.sources,
        "calendar.toml" => &law.calendar.sources,
        _ => &law.procedures.iter().find(|p| p.file == file).unwrap().sources,
    }
}

#[test]
fn every_statement_of_every_state_says_where_it_is_written_and_since_when() {
    let mut faults = Vec::new();
    for country in ground::folders() {
        let law = ground::law(&country);
        let cited = law.cited();
        assert!(cited.len() > 30, "{country}: {}", cited.len());
        for c in &cited {
            let mut note = |why: &str| faults.push(format!("{country}/{}: {}: {why}", c.file, c.path));
            if let Some(why) = wrong(c.cite, sources(&law, c.file)) {
                note(why);
            }
            if c.since.is_none() {
                note("nothing says since when");
            }
            if c.names.es.trim().is_empty() || c.names.en.trim().is_empty() {
                note("it has no words");
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A lawyer looks a key up once a state.
#[test]
fn a_key_is_the_same_page_in_every_file_of_a_state() {
    for country in ground::folders() {
        let law = ground::law(&country);
        let all = law.facts_file.sources.iter().chain(&law.calendar.sources);
        let mut pages: BTreeMap<&String, &String> = BTreeMap::new();
        for (key, url) in all.chain(law.procedures.iter().flat_map(|p| &p.sources)) {
            let known = pages.entry(key).or_insert(url);
            assert_eq!(*known, url, "{country}: {key}");
        }
    }
}

/// What is listed is all there is: a cite in a file is a statement of the list.
#[test]
fn no_cite_of_a_file_is_left_out_of_the_list() {
    for country in ground::folders() {
        let (files, law) = (ground::files(&country), ground::law(&country));
        for (path, text) in &files {
            let own = law.procedures.iter().find(|p| p.file == *path);
            let is_whole = own.is_some() && !text.contains("\nbased_on");
            if path.starts_with("cases/") || (own.is_some() && !is_whole) {
                continue;
            }
            let listed = match path.as_str() {
                // Numbers on papers advise and are no law that a lawyer confirms: they have a list of their own.
                "numbers.toml" => cites_of_numbers(path, text),
                _ => law.cited().iter().filter(|c| c.file == *path).count(),
            };
            let written = text.lines().filter(|l| !l.starts_with('#')).map(|l| {
                l.matches("cite = {").count()
                    + usize::from(l.starts_with("confidential = {") || l.starts_with("free = {"))
            });
            assert_eq!(listed, written.sum::<usize>(), "{country}/{path}");
        }
    }
}

/// How many cites the numbers of a state were read with; each says where it is written.
fn cites_of_numbers(path: &str, text: &str) -> usize {
    let numbers = procedure::read_numbers(path, text).unwrap();
    let cites = numbers.iter().flat_map(|n| [Some(&n.cite), n.check.as_ref().map(|check| &check.cite)]);
    let cites: Vec<&Cite> = cites.flatten().collect();
    assert!(
        cites
            .iter()
            .all(|cite| cite.is_unsourced() || cite.url.as_ref().is_some_and(|u| u.starts_with("http")))
    );
    cites.len()
}

/// A stage is a place between steps: what it means in law is what the steps that lead to it rest on.
#[test]
fn every_stage_is_entered_by_a_step_that_is_written_somewhere() {
    for country in ground::folders() {
        for p in &ground::law(&country).procedures {
            for stage in &p.stages {
                let entered = p.all_steps().any(|s| s.to.as_ref() == Some(&stage.id));
                assert!(entered, "{country} {} {}: {}", p.id, p.version, stage.id);
            }
        }
    }
}

/// A commission says nothing of when it began: it speaks through the versions whose steps it carries or takes.
#[test]
fn every_commission_acts_in_some_version() {
    for country in ground::folders() {
        let law = ground::law(&country);
        for c in &law.facts_file.commissions {
            let acts =
                |s: &procedure::Step| s.in_session.as_ref() == Some(&c.id) || s.offices.contains(&c.office);
            assert!(law.procedures.iter().flat_map(|p| &p.steps).any(acts), "{country}: {}", c.id);
        }
    }
}

#[test]
fn the_safeguards_say_where_they_are_written() {
    let path = ground::countries().join("../region/safeguards.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let declared: toml::Table = toml::from_str(&text).unwrap();
    let sources = declared["sources"].as_table().unwrap();
    let sources = sources.iter().map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect();
    for safeguard in ground::safeguards().0 {
        assert_eq!(wrong(&safeguard.cite, &sources), None, "{}", safeguard.id);
    }
    let without = text.replacen("cite = { source = \"platform\" }", "", 1);
    let told = Safeguards::load(&without).unwrap_err();
    assert!(told[0].to_string().contains("nothing says where it is written"), "{told:?}");
    assert_eq!(told[0].line, Some(1 + text.lines().position(|l| l == "id = \"reachable\"").unwrap()));
}

/// The file with the first `from` after the line `after` replaced, and what is told of it.
fn told(country: &str, file: &str, after: &str, from: &str, to: &str) -> String {
    let mut files = ground::files(country);
    let text = files.get_mut(file).unwrap();
    let start = text.find(after).unwrap_or_else(|| panic!("{file}: {after}"));
    let place = start + text[start..].find(from).unwrap_or_else(|| panic!("{file}: {from}"));
    text.replace_range(place..place + from.len(), to);
    let Err(errors) = Law::load(&files) else { panic!("{file}: {after}: {from} -> {to} was accepted") };
    ground::told(&errors)
}

/// The line on which a text first stands.
fn line(country: &str, file: &str, text: &str) -> usize {
    1 + ground::files(country)[file].lines().position(|l| l.trim() == text).unwrap()
}

const ACT: &str = "procedures/claim.toml";

#[test]
fn what_does_not_say_where_it_is_written_is_refused_with_its_line() {
    let none = "nothing says where it is written: add `cite = {";
    let cases = [
        (ACT, "id = \"review_request\"", "terms.review_request"),
        (ACT, "id = \"interview_heard\"", "facts.interview_heard"),
        (ACT, "id = \"court\"", "remedies.court"),
        (ACT, "id = \"hear\"", "steps.hear"),
        ("country.toml", "id = \"capital\"", "offices.capital"),
        ("calendar.toml", "weekday = \"sunday\"", "rest_days.sunday"),
        ("calendar.toml", "id = \"tree_day\"", "holidays.tree_day"),
    ];
    for (file, item, path) in cases {
        let said = told("_example", file, item, "\ncite = {", "\n# {");
        let line = line("_example", file, item);
        assert!(said.starts_with(&format!("{file}:{line}: {path}: {none}")), "{said}");
    }
    for (file, after, from, path) in [
        (ACT, "id = \"file_claim\"", "\ncite = {", "opening"),
        (ACT, "names = {", "\ncite = {", "cite"),
        (
            ACT,
            "id = \"hear\"\nnames = { es = \"Oír",
            "guardian != 'none'\"\nes = \"Primero necesita quien le represente.\"\nen = \"The child needs a representative first.\"\ncite = {",
            "steps.hear.guard",
        ),
        (ACT, "id = \"late\"", "\ncite = {", "steps.ask_review.tasks.late"),
        ("country.toml", "case_number", "digits = 4, cite =", "case_number"),
    ] {
        let to = from.replace("cite =", "# =").replace("digits = 4, # =", "digits = 4, cites =");
        let said = told("_example", file, after, from, &to);
        assert!(said.contains(none) && said.contains(&format!(": {path}: ")), "{path}: {said}");
    }
}

#[test]
fn a_cite_that_is_not_whole_is_refused_with_what_to_write() {
    let whole = "source = \"ACT\", article = \"7\", verification = \"secondary\"";
    let cases = [
        ("source = \"ACT\", verification = \"secondary\"", "write it, or `article = \"unknown\"`"),
        (
            "source = \"ACT\", article = \"\", verification = \"secondary\"",
            "write it, or `article = \"unknown\"`",
        ),
        ("source = \"ACT\", article = \"7\"", "write `verification = \"secondary\"`"),
        ("article = \"7\", verification = \"secondary\"", "say a key of [sources], `platform` or `unknown`"),
        (
            "source = \"LAW\", article = \"7\", verification = \"secondary\"",
            "`LAW` is not listed under [sources]: write it there",
        ),
        ("source = \"platform\", article = \"7\"", "what no source states has no article"),
    ];
    let line = line("_example", ACT, "id = \"review_request\"");
    for (to, wanted) in cases {
        let said = told("_example", ACT, "id = \"review_request\"", whole, to);
        let rest = said.strip_prefix(&format!("{ACT}:{line}")).unwrap_or_else(|| panic!("{to}: {said}"));
        let (place, _) =
            rest.split_once(": terms.review_request: ").unwrap_or_else(|| panic!("{to}: {said}"));
        assert!(place.is_empty() || place.starts_with(" (article "), "{to}: {said}");
        assert!(said.contains(wanted), "{to}: {said}");
    }
    let said = told("_example", ACT, "[sources]", "https://example.org/asylum-act", "the Act");
    assert!(said.contains("source `ACT` has no address: write the page it is read at"), "{said}");
}

#[test]
fn what_does_not_say_since_when_is_refused() {
    let cases = [
        ("_example", ACT, "version =", "valid_from = \"2020-01-01\"\n", "valid_from: "),
        (
            "_example",
            "calendar.toml",
            "id = \"tree_day\"",
            "valid_from = \"2000-01-01\"\n",
            "holidays.tree_day: ",
        ),
        (
            "cri",
            "procedures/asylum-2022-12.toml",
            "[[struck]]",
            "from = \"2023-08-30\"\n",
            "struck.steps.close_for_exit: ",
        ),
        (
            "cri",
            "procedures/asylum-2023-08.toml",
            "version =",
            "valid_from = \"2023-08-30\"\n",
            "valid_from: ",
        ),
        ("pan", "calendar.toml", "id = \"covid\"", "from = \"2020-03-01\"\n", "acts.covid: "),
    ];
    for (country, file, after, from, path) in cases {
        let said = told(country, file, after, from, "");
        let first = said.lines().next().unwrap();
        assert!(first.starts_with(&format!("{file}:")) && first.contains(path), "{said}");
        assert!(first.contains("from which day: write `"), "{said}");
    }
    let said = told(
        "_example",
        ACT,
        "version =",
        "valid_from = \"2020-01-01\"",
        "valid_from = \"2020-01-01\"\nvalid_to = \"2019-01-01\"",
    );
    assert!(said.contains("it lies before `valid_from`"), "{said}");
}
