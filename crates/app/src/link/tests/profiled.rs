//! Profiles: what the columns look like, and a suggestion that can be used as it stands.

use super::people::{COLUMNS, town};
use crate::link::profile::of;
use linkage::Config;

#[test]
fn a_suggestion_is_a_configuration_of_the_columns_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let town = town(300, 6);
    let input = town.write(&folder.path().join("people.csv"), 0..town.rows.len(), 0);
    let profile = of(&input).unwrap();
    assert_eq!(profile.rows, town.rows.len() as u64);
    let looks: Vec<&str> = profile.columns.iter().map(|column| column.looks_like.word()).collect();
    assert_eq!(profile.columns.iter().map(|c| c.column.as_str()).collect::<Vec<_>>(), COLUMNS);
    assert_eq!(
        looks,
        ["id", "given_names", "surnames", "date", "code", "text", "code", "identifier", "event"]
    );
    let config = Config::of(&profile.suggestion).unwrap();
    assert_eq!(config.schema.columns().last().map(String::as_str), Some("event"));
    assert_eq!(config.schema.fields().len(), 7);
    assert!(config.rules.len() > 4);
    assert!(profile.suggestion.contains("--id number"));
    // It tells of columns, never of people.
    assert!(town.rows.iter().all(|row| !profile.suggestion.contains(row[7].as_str()) || row[7].is_empty()));
}

#[test]
fn answers_are_left_out_and_told_to_be_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("people.csv");
    std::fs::write(&input, "unique_id;person_id;nombre;x\n1;7;Ana;\n2;7;Ana;\n3;8;Luis;\n").unwrap();
    let profile = of(&input).unwrap();
    let config = Config::of(&profile.suggestion).unwrap();
    assert!(config.ignore.contains("person_id"));
    assert_eq!(config.schema.columns(), ["nombre"]);
    let empty = profile.columns.last().unwrap();
    assert_eq!((empty.empty_share, empty.distinct_values, empty.looks_like.word()), (1.0, 0, "empty"));
}

#[test]
fn a_file_without_anything_to_compare_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("nothing.csv");
    std::fs::write(&input, "a,b\n").unwrap();
    assert!(of(&input).unwrap().suggestion.contains("write [[rules]] yourself"));
}
