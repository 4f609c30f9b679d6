//! Configurations that are read, and the mistakes in others with their line and what to write.

use crate::{Config, Kind, Mistakes, Part, Training};
use proptest::prelude::*;

const WELL: &str = r#"event = "together"
block_max = 100
one_to_one = true
ignore = ["person"]
[training]
seed = 9
[[fields]]
name = "given"
kind = "given_names"
columns = ["one", "two"]
[[fields]]
name = "paper"
kind = "identifier"
columns = ["paper"]
[[fields]]
name = "birth"
kind = "date"
columns = ["birth"]
frequency = false
[[rules]]
all = ["value:birth", "any_sound:given"]
[[rules]]
all = ["start:given:4"]
"#;

/// The only mistake in [`WELL`] with a part of it written otherwise.
fn mistake(before: &str, after: &str) -> (usize, String) {
    assert_eq!(WELL.matches(before).count(), 1, "{before}");
    let Mistakes(mut found) = Config::of(&WELL.replace(before, after)).unwrap_err();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_configuration_says_fields_rules_and_training() {
    let Config { schema, rules, training, block_max, one_to_one, ignore } = Config::of(WELL).unwrap();
    let fields: Vec<(&str, Kind, bool)> =
        schema.fields().iter().map(|f| (f.name.as_str(), f.kind, f.frequency)).collect();
    assert_eq!(
        fields,
        [
            ("birth", Kind::Date, false),
            ("given", Kind::GivenNames, true),
            // Numbers of papers are nearly all as rare as each other.
            ("paper", Kind::Identifier, false)
        ]
    );
    assert_eq!(schema.columns(), ["birth", "one", "two", "paper", "together"]);
    assert_eq!(rules[1].parts, [Part::Start("given".into(), 4)]);
    assert_eq!(training, Training { seed: 9, ..Training::default() });
    assert_eq!((block_max, one_to_one), (100, true));
    assert!(ignore.contains("person"));
}

#[test]
fn every_mistake_is_told_with_its_line_and_what_to_write() {
    for (before, after, line, said) in [
        ("kind = \"date\"", "kind = \"dates\"", 17, "did you mean `date`?"),
        ("kind = \"date\"", "kind = \"zebra\"", 17, "write one of `given_names`, `surnames`"),
        ("kind = \"date\"", "kid = \"date\"", 17, "unknown field `kid`"),
        ("columns = [\"birth\"]", "columns = [\"person\"]", 18, "stands under `ignore`"),
        ("event = \"together\"", "event = \"person\"", 1, "stands under `ignore`"),
        ("columns = [\"paper\"]", "columns = [\"paper\", \"other\"]", 14, "only names are read from several"),
        ("columns = [\"paper\"]", "columns = []", 14, "`paper` is read from one column"),
        ("name = \"paper\"", "name = \"birth\"", 18, "two fields named `birth`"),
        ("name = \"paper\"", "name = \"pa:per\"", 12, "without `:`"),
        ("\"value:birth\"", "\"valu:birth\"", 21, "did you mean `value`?"),
        ("\"value:birth\"", "\"birth\"", 21, "write \"PART:FIELD\""),
        ("\"value:birth\"", "\"value:brith\"", 21, "did you mean `birth`?"),
        ("\"value:birth\"", "\"jumbled:birth\"", 21, "write one of `value`, `year`, `near_year`"),
        ("\"start:given:4\"", "\"start:given\"", 23, "start:FIELD:LETTERS"),
        ("\"start:given:4\"", "\"start:given:0\"", 23, "start:FIELD:LETTERS"),
        ("[\"start:given:4\"]", "[]", 22, "a rule without a part"),
        ("block_max = 100", "block_max = 1", 2, "write 2 or more"),
        ("seed = 9", "rounds_max = 0", 6, "`rounds_max` is 1 or more; 40"),
        ("seed = 9", "sed = 9", 6, "unknown field `sed`"),
        ("one_to_one = true", "one_to_one = \"yes\"", 3, "expected a boolean"),
        ("seed = 9", "seed = ", 6, ""),
    ] {
        let (found, what) = mistake(before, after);
        assert!(found == line && what.contains(said), "{after}: {found}: {what}");
    }
}

#[test]
fn several_mistakes_are_told_at_once() {
    let Mistakes(found) =
        Config::of(&WELL.replace("\"date\"", "\"day\"").replace("value:", "vale:")).unwrap_err();
    assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [17, 21]);
    let Mistakes(found) = Config::of("").unwrap_err();
    assert!(found[0].1.contains("[[fields]]") && found[1].1.contains("[[rules]]"), "{found:?}");
}

#[test]
fn the_examples_are_configurations() {
    let examples = [
        include_str!("../../../../docs/examples/link-people.toml"),
        include_str!("../../../../docs/examples/link-historical.toml"),
        include_str!("../../../../docs/examples/link-employers.toml"),
        include_str!("../../../../docs/examples/link-febrl.toml"),
    ];
    let read = examples.map(|text| Config::of(text).unwrap());
    assert_eq!(read.map(|config| config.schema.fields().len()), [8, 7, 5, 10]);
    let people = Config::of(examples[0]).unwrap();
    assert_eq!(people.schema.columns().last().map(String::as_str), Some("event_group"));
    assert_eq!((people.training, people.rules.len()), (Training::default(), 10));
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in "\\PC*") {
        let _ = Config::of(&text);
    }

    /// Something is put in place of a piece of a configuration that was well.
    #[test]
    fn nothing_in_a_configuration_is_too_much(
        at in 0usize..500,
        length in 0usize..20,
        more in "(\\PC{0,12}|\\[\\[rules\\]\\]|all = |\"start:given:[0-9]{1,30}\"|-?[0-9]{1,25}|[\\[\\]\"=:,\n]{1,6})",
    ) {
        let start = WELL.floor_char_boundary(at.min(WELL.len()));
        let end = WELL.floor_char_boundary((start + length).min(WELL.len()));
        let _ = Config::of(&format!("{}{more}{}", &WELL[..start], &WELL[end..]));
    }
}

/// What fuzzing begins with must still be read to its end.
#[test]
fn every_seed_of_the_fuzzer_is_a_configuration() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/link_config");
    let seeds: Vec<_> = std::fs::read_dir(folder).unwrap().map(|seed| seed.unwrap().path()).collect();
    assert!(seeds.len() >= 4);
    for seed in seeds {
        let text = std::fs::read_to_string(&seed).unwrap();
        assert!(Config::of(&text).is_ok(), "{}", seed.display());
    }
}
