//! Numbers on papers: every state's rules and the examples in their files, a truth table, and mistakes told with their line.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use kernel::{PartialDate, Sex};
use procedure::{NumberRule, Verdict, read_numbers};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The rules by state and id, `slv/dui`; of the states beyond the seven too.
fn rules() -> BTreeMap<String, NumberRule> {
    let countries = ground::countries();
    let mut files = Vec::new();
    for state in ["blz", "cri", "gtm", "hnd", "mex", "pan", "slv", "_example"] {
        files.push((state.to_owned(), countries.join(state).join("numbers.toml")));
    }
    for entry in std::fs::read_dir(countries.join("../region/numbers")).unwrap() {
        let path = entry.unwrap().path();
        files.push((path.file_stem().unwrap().to_string_lossy().into_owned(), path));
    }
    let mut rules = BTreeMap::new();
    for (state, path) in files {
        let read = read_numbers("numbers.toml", &std::fs::read_to_string(&path).unwrap());
        let read = read.unwrap_or_else(|errors| panic!("{}: {}", path.display(), ground::told(&errors)));
        rules.extend(read.into_iter().map(|rule| (format!("{state}/{}", rule.id), rule)));
    }
    rules
}

#[test]
fn every_example_of_every_file_is_what_the_file_says() {
    let rules = rules();
    assert!(rules.len() >= 11, "{:?}", rules.keys());
    for (name, rule) in &rules {
        assert!(!rule.fits.is_empty() && !rule.does_not_fit.is_empty(), "{name}");
        for example in &rule.fits {
            assert_eq!(rule.check(example), Verdict::Fits, "{name}: {example}");
        }
        for example in &rule.does_not_fit {
            assert_ne!(rule.check(example), Verdict::Fits, "{name}: {example}");
        }
    }
}

#[derive(Deserialize)]
struct Line {
    rule: String,
    text: String,
    r#as: String,
}

#[test]
fn every_number_of_the_truth_table_is_told_as_it_says() {
    #[derive(Deserialize)]
    struct Table {
        lines: Vec<Line>,
    }
    let table: Table = toml::from_str(include_str!("numbers.toml")).unwrap();
    let rules = rules();
    for line in &table.lines {
        let verdict = match rules[&line.rule].check(&line.text) {
            Verdict::Fits => "fits",
            Verdict::Shape => "shape",
            Verdict::CheckDigit => "check_digit",
        };
        assert_eq!(verdict, line.r#as, "{}: {}", line.rule, line.text);
    }
    for (name, rule) in rules.iter().filter(|(name, _)| !name.starts_with('_')) {
        let of_it = || table.lines.iter().filter(|line| line.rule == **name);
        assert!(of_it().count() >= 6, "{name} has {} lines", of_it().count());
        assert!(
            of_it().any(|line| line.r#as == "fits") && of_it().any(|line| line.r#as == "shape"),
            "{name}"
        );
        assert_eq!(rule.check.is_some(), of_it().any(|line| line.r#as == "check_digit"), "{name}");
    }
}

/// Where a check digit has a weight that shares a factor with the modulus, some mistakes cannot be found; the rest are.
#[test]
fn one_wrong_digit_is_found_unless_the_weights_cannot() {
    let rules = rules();
    // Whether a step of so much at a weight changes the remainder, asked of the file's own weights.
    for (name, number, weights, modulus) in [
        ("slv/dui", "000162975", vec![9u32, 8, 7, 6, 5, 4, 3, 2], 10u32),
        ("gtm/cui", "2000000040101", vec![2, 3, 4, 5, 6, 7, 8, 9], 11),
    ] {
        for (at, weight) in weights.iter().enumerate() {
            let digit = u32::from(number.as_bytes()[at] - b'0');
            for other in (0..10).filter(|other| *other != digit) {
                let mut wrong = number.to_owned();
                wrong.replace_range(at..=at, &other.to_string());
                let step = other.abs_diff(digit) * weight % modulus;
                let is_blind = step == 0;
                assert_eq!(rules[name].check(&wrong) == Verdict::Fits, is_blind, "{name}: {wrong}");
            }
        }
    }
}

#[test]
fn a_number_repeats_a_birth_and_a_sex_and_nothing_that_does_not_fit_does() {
    let rules = rules();
    let told = rules["mex/curp"].told("GIRA880403MNENXNA0");
    assert_eq!((told.birth, told.sex), (Some((88, 4, 3)), Some(Sex::Female)));
    let born = |text: &str| PartialDate::parse(text, jiff::civil::date(2026, 11, 30)).unwrap();
    assert!(told.agrees_on_birth(&born("1988-04-03")) && told.agrees_on_birth(&born("1988")));
    assert!(!told.agrees_on_birth(&born("1988-04-04")) && !told.agrees_on_birth(&born("1987")));
    assert!(
        told.agrees_on_sex(Sex::Female) && told.agrees_on_sex(Sex::Other) && !told.agrees_on_sex(Sex::Male)
    );
    assert_eq!(rules["nic/cedula"].told("001-030488-0012K").birth, Some((88, 4, 3)));
    assert_eq!(rules["mex/curp"].told("GIRA880403MNENXNA1"), Default::default());
    assert_eq!(rules["slv/dui"].told("00016297-5"), Default::default());
}

/// A file with one thing changed in it, and what is told.
fn told(from: &str, to: &str) -> String {
    let path = ground::countries().join("_example/numbers.toml");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    ground::told(&read_numbers("numbers.toml", &text.replacen(from, to, 1)).unwrap_err())
}

#[test]
fn every_mistake_is_told_with_its_line_and_what_to_write() {
    for (from, to, expected) in [
        ("fits = [\"F-030488-07-0\"", "fits = [\"F-030488-07-1\"", "has another check digit"),
        ("fits = [\"F-030488-07-0\"", "fits = [\"F-030488-7-0\"", "does not have the parts"),
        ("does_not_fit = [\"F-030488-07-3\"", "does_not_fit = [\"F-030488-07-0\"", "of `does_not_fit` fits"),
        ("weights = [2, 3, 4, 5, 6, 7, 2, 3]", "weights = [2, 3]", "they are 8"),
        ("written = \"0123456789K\"", "written = \"0123456789\"", "one character for each result: 11"),
        ("digit = \"check\"", "digit = \"control\"", "has no part `control`"),
        ("birth = \"born\"", "birth = \"birth\"", "has no part `birth`"),
        ("order = \"day_month_year\" ", "", "the part lacks something"),
        ("holds = \"digits\"", "holds = \"digit\"", "did you mean `digits`"),
        ("modulus = 11", "modulus = 0", "modulus"),
        ("papers = [\"national_id\"]", "papers = [\"nacional_id\"]", "national_id"),
        ("cite = { source = \"ACT\", article = \"45\"", "cite = { source = \"AC\", article = \"45\"", "`AC`"),
    ] {
        let told = told(from, to);
        assert!(told.contains(expected), "{to}: {told}");
        assert!(told.starts_with("numbers.toml:"), "{to}: {told}");
    }
}
