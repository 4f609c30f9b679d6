//! A version that was adopted is read together with the folder, ends the one before it, and gives way to the folder.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::civil::Date;
use procedure::*;
use std::collections::BTreeMap;

const HEAD: &str =
    "id = \"claim\"\nversion = \"XEX-2024\"\nvalid_from = \"2024-01-01\"\nbased_on = \"XEX-2020\"\n";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn law() -> Law {
    Law::load(&ground::files("_example")).unwrap()
}

fn laid(law: &Law, texts: &[&str]) -> (Law, Vec<Laid>) {
    let adopted: Vec<Adopted> = texts.iter().map(|text| Adopted::of(text).unwrap()).collect();
    law.with_adopted(&adopted)
}

fn version<'a>(law: &'a Law, on: &str) -> &'a str {
    &law.in_force("claim", day(on)).unwrap().version
}

/// The folder as it is once the adopted files are put into it.
fn committed(text: &str) -> Law {
    let mut files = ground::files("_example");
    let base = files.get_mut("procedures/claim.toml").unwrap();
    *base = ending(base, day("2023-12-31")).unwrap();
    files.insert(Adopted::of(text).unwrap().file(), text.to_owned());
    Law::load(&files).unwrap()
}

#[test]
fn an_adopted_version_begins_on_its_day_and_ends_the_one_before_it() {
    let law = law();
    let (new, outcomes) = laid(&law, &[HEAD]);
    assert_eq!(outcomes, [Laid::Here]);
    assert_eq!((version(&new, "2023-12-31"), version(&new, "2024-01-01")), ("XEX-2020", "XEX-2024"));
    assert_eq!(new.adopted().map(|p| p.version.as_str()).collect::<Vec<_>>(), ["XEX-2024"]);
    let hash = |law: &Law| law.in_force("claim", day("2023-01-01")).unwrap().hash.clone();
    assert_eq!(hash(&law), hash(&new), "cases stay pinned to the file that they know");
    assert_eq!(new.with_adopted(&[]).0.procedures.len(), law.procedures.len());
}

#[test]
fn the_folder_with_the_adopted_file_says_the_same() {
    let (here, there) = (laid(&law(), &[HEAD]).0, committed(HEAD));
    let told = |law: &Law| {
        let all = law.procedures.iter().map(|p| {
            let p = Procedure { hash: String::new(), ..p.clone() };
            (p.file.clone(), format!("{p:#?}"))
        });
        all.collect::<BTreeMap<_, _>>()
    };
    assert_eq!(told(&here), told(&there));
}

#[test]
fn a_version_of_the_folder_counts_instead_of_the_adopted_one() {
    let there = committed(HEAD);
    let file = "procedures/claim-XEX-2024.toml".to_owned();
    assert_eq!(laid(&there, &[HEAD]).1, [Laid::InFolder { file: file.clone(), is_same: true }]);
    let other = format!("{HEAD}[names]\nes = \"Otra\"\nen = \"Other\"\n");
    let (law, outcomes) = laid(&there, &[&other]);
    assert_eq!(outcomes, [Laid::InFolder { file, is_same: false }]);
    assert!(law.procedures.iter().all(|p| p.names.en != "Other") && law.adopted().next().is_none());
}

#[test]
fn what_cannot_be_read_is_left_out_and_the_rest_is_laid() {
    let broken =
        HEAD.replace("XEX-2024", "XEX-2023").replace("2024-01-01", "2023-01-01") + "[[terms]]\nid = 3\n";
    let later = HEAD.replace("XEX-2024", "XEX-2025").replace("2024-01-01", "2025-01-01");
    let (law, outcomes) = laid(&law(), &[&broken, HEAD, &later]);
    assert!(matches!(&outcomes[..], [Laid::Unreadable(_), Laid::Here, Laid::Here]), "{outcomes:?}");
    assert_eq!(version(&law, "2024-12-31"), "XEX-2024");
    assert_eq!(version(&law, "2025-01-01"), "XEX-2025");
    let same_day = HEAD.replace("XEX-2024", "XEX-2020b").replace("2024-01-01", "2020-01-01");
    let begins = self::law().in_force("claim", day("2023-01-01")).unwrap().valid_from.to_string();
    let same_day = same_day.replace("2020-01-01", &begins);
    let (_, outcomes) = laid(&self::law(), &[&same_day]);
    assert!(
        matches!(&outcomes[..], [Laid::Unreadable(_)]),
        "two versions cannot begin on one day: {outcomes:?}"
    );
}

#[test]
fn a_draft_may_start_from_an_adopted_version_and_ends_nothing() {
    let (law, _) = laid(&law(), &[HEAD]);
    let text =
        HEAD.replace("XEX-2020", "XEX-2024").replacen("XEX-2024", "DRAFT", 1).replace("2024-01", "2026-01");
    let draft = law.draft("draft.toml", &text).unwrap();
    assert_eq!(version(&draft.law, "2027-01-01"), "XEX-2024");
    let twin = law.draft("draft.toml", HEAD).unwrap_err();
    assert!(twin[0].message.en.contains("there is a version `XEX-2024` already"), "{twin:?}");
}

#[test]
fn a_name_that_cannot_be_a_file_is_known() {
    let named = |version: &str| Adopted::of(&HEAD.replace("XEX-2024", version)).unwrap().has_file_name();
    assert!(named("XEX-2024.b_1"));
    assert!(!named("../XEX") && !named("XEX/2024") && !named("Versión 2024") && !named(".x"));
    assert!(Adopted::of("id = \"claim\"\n").is_none());
}

/// The way of a reform is a procedure like others: no dead end, every step reachable, and nothing in it is law.
#[test]
fn the_way_of_a_reform_reads_and_is_nobodys_law() {
    let text = std::fs::read_to_string(ground::countries().join("../region/reform.toml")).unwrap();
    let way = Procedure::of_region("reform.toml", &text).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let findings = check(&way, &ground::safeguards());
    let about =
        |id: &str| findings.iter().filter(|f| f.safeguard == id).map(|f| f.answer).collect::<Vec<_>>();
    assert_eq!(about("reachable"), [Answer::Holds], "{findings:#?}");
    assert_eq!(about("no_dead_end"), [Answer::Holds], "{findings:#?}");
    let cites = way.all_steps().map(|s| &s.cite).chain(way.facts.iter().map(|f| &f.cite)).chain([&way.cite]);
    let clauses = way.all_steps().flat_map(|s| &s.guard).flat_map(|g| &g.clauses).map(|c| &c.cite);
    assert!(cites.chain(clauses).all(Cite::is_platform));
    for (step, field) in [("adopt", "valid_from"), ("record_gazette", "reference"), ("consult", "who")] {
        assert!(way.step(step).unwrap().field(field).is_some(), "{step}.{field}");
    }
    let writes = way.steps.iter().filter(|s| s.field("draft").is_some()).count();
    assert!(writes > 0 && way.opening.field("title").is_some() && way.step("set_aside").is_some());
    let Err(wrong) =
        Procedure::of_region("reform.toml", &text.replace("to = \"published\"", "to = \"printed\""))
    else {
        panic!("a stage that is not there was accepted")
    };
    assert!(wrong.iter().any(|e| e.file == "reform.toml" && e.line.is_some()), "{wrong:?}");
}
