//! Explanations in both languages, and their words.

use super::people::{CONFIG, town};
use crate::cli::{ExplainArgs, HowArgs};
use crate::link::explain::told;
use crate::link::words::{InLang, area};
use kernel::Lang;
use linkage::Kind;
use std::path::Path;
use web::check;

fn args(folder: &Path, left: &str, right: &str, lang: &str, json: bool) -> ExplainArgs {
    let how = HowArgs {
        config: folder.join("link.toml"),
        id: Some("number".into()),
        threads: Some(1),
        seed: None,
        model: None,
        json,
    };
    let (left, right) = (left.to_owned(), right.to_owned());
    ExplainArgs { input: folder.join("people.csv"), how, left, right, lang: lang.to_owned() }
}

fn place() -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let town = town(120, 3);
    town.write(&folder.path().join("people.csv"), 0..town.rows.len(), 0);
    std::fs::write(folder.path().join("link.toml"), CONFIG).unwrap();
    let second = (1..town.persons.len()).find(|row| town.persons[*row] == town.persons[row - 1]).unwrap();
    (folder, town.rows[second - 1][0].clone(), town.rows[second][0].clone())
}

#[test]
fn the_words_are_complete_in_both_languages() {
    let sources = area().sources();
    assert_eq!(check::check(&sources), Vec::<String>::new());
    let code = [include_str!("../explain.rs"), include_str!("../words.rs")].concat();
    assert_eq!(check::unused(&sources, &code), Vec::<String>::new());
    assert_eq!(check::unknown(&sources, &code), Vec::<String>::new());
}

#[test]
fn every_level_has_words() {
    for lang in Lang::ALL {
        let words = InLang::of(lang).unwrap();
        for kind in [Kind::GivenNames, Kind::Surnames, Kind::Date, Kind::Code, Kind::Identifier, Kind::Text] {
            for number in 0..=kind.level_count() {
                let said = words.level(kind.level(number));
                assert!(!said.contains('⟦'), "{said}");
            }
        }
    }
}

#[test]
fn a_pair_is_explained_from_the_odds_before_to_the_probability_after() {
    let (folder, left, right) = place();
    let english = told(&args(folder.path(), &left, &right, "en", false)).unwrap();
    let spanish = told(&args(folder.path(), &left, &right, "es", false)).unwrap();
    assert!(
        english.contains("Before anything is compared") && english.contains("Probability that they are one")
    );
    assert!(
        spanish.contains("Antes de comparar nada") && spanish.contains("Probabilidad de que sean una sola")
    );
    for text in [&english, &spanish] {
        for field in ["given:", "surname:", "birth:", "sex:", "place:", "phone:", "document:"] {
            assert!(text.contains(field), "{field} {text}");
        }
        assert!(!text.contains('⟦'), "{text}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&told(&args(folder.path(), &left, &right, "es", true)).unwrap()).unwrap();
    let fields = json["fields"].as_array().unwrap();
    let sum: f64 = fields.iter().map(|field| field["weight"].as_f64().unwrap()).sum();
    let whole = json["prior"].as_f64().unwrap() + sum + json["relatives"].as_f64().unwrap();
    assert!((whole - json["weight"].as_f64().unwrap()).abs() < 1e-6);
    assert!(fields[0]["words"]["es"].is_string() && fields[0]["words"]["en"].is_string());
    assert!(json["probability"].as_f64().unwrap() > 0.5);
}

#[test]
fn a_kept_model_explains_the_same() {
    let (folder, left, right) = place();
    let learned = args(folder.path(), &left, &right, "en", true);
    let path = folder.path().join("model.toml");
    let write = crate::cli::WriteArgs {
        out: folder.path().join("pairs.csv"),
        clusters: None,
        threshold: None,
        model_out: Some(path.clone()),
        checkpoint: None,
    };
    let dedupe = crate::cli::DedupeArgs { input: learned.input.clone(), how: learned.how.clone(), write };
    crate::link::dedupe::run(&dedupe).unwrap();
    let mut kept = args(folder.path(), &left, &right, "en", true);
    kept.how.model = Some(path);
    assert_eq!(told(&learned).unwrap(), told(&kept).unwrap());
}

#[test]
fn records_that_are_not_there_are_told() {
    let (folder, left, _) = place();
    let refused = |right: &str, lang: &str| {
        told(&args(folder.path(), &left, right, lang, false)).unwrap_err().to_string()
    };
    assert!(refused("nobody", "en").contains("there is no record with the id `nobody`"));
    assert!(refused(&left, "en").contains("the same record"));
    assert!(refused("R1", "fr").contains("es or en"));
}
