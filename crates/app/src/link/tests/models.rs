//! A model that was written down weighs every pair as before, to the last bit.

use super::people::{CONFIG, Town, town};
use crate::link::model_file::{of, read, text};
use linkage::{Alone, Candidates, Config, FieldModel, Kind, Memo, Model, Records, Scorer, Shares, train};
use proptest::prelude::*;
use std::sync::Arc;

fn records(town: &Town, config: &Config) -> Records {
    let mut records = Records::new(config.schema.clone());
    let at = |column: &String| super::people::COLUMNS.iter().position(|known| known == column).unwrap();
    let places: Vec<usize> = config.schema.columns().iter().map(at).collect();
    for row in &town.rows {
        let values: Vec<&str> = places.iter().map(|at| row[*at].as_str()).collect();
        records.push(&values).unwrap();
    }
    records
}

fn learned(config: &Config, records: &Records) -> Model {
    let hands = Alone { cuts: 1 };
    let candidates = Candidates::new(records, &config.rules, config.block_max, &hands).unwrap();
    train(records, &candidates, &config.training, &hands).unwrap().0
}

#[test]
fn a_model_that_is_read_again_gives_every_weight_to_the_last_bit() {
    let config = Config::of(CONFIG).unwrap();
    let records = records(&town(150, 4), &config);
    let model = learned(&config, &records);
    let again = of(&text(&model)).unwrap();
    assert_eq!(model, again);
    assert_eq!(text(&model), text(&again));
    let (one, other) = (Scorer::new(&model, &records).unwrap(), Scorer::new(&again, &records).unwrap());
    let mut memo = Memo::default();
    for a in 0..40 {
        for b in a + 1..records.len() as u32 {
            let bits = |scorer: &Scorer<'_>, memo: &mut Memo| {
                let evidence = scorer.evidence(a, b, memo);
                [evidence.same, evidence.relatives, evidence.strangers].map(f64::to_bits)
            };
            assert_eq!(bits(&one, &mut memo), bits(&other, &mut memo));
        }
    }
}

#[test]
fn a_model_names_nothing_that_fewer_than_three_records_have() {
    let config = Config::of(CONFIG).unwrap();
    let mut town = town(150, 4);
    town.rows[7][2] = "Quetzalcóatl".to_owned();
    town.rows[8][2] = "Quetzalcóatl".to_owned();
    let written = text(&learned(&config, &records(&town, &config)));
    assert!(written.contains("\"menjivar\" = "));
    assert!(!written.contains("quetzalcoatl"));
}

#[test]
fn another_model_or_file_is_refused_with_what_to_do() {
    let config = Config::of(CONFIG).unwrap();
    let model = learned(&config, &records(&town(60, 4), &config));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.toml");
    std::fs::write(&path, text(&model)).unwrap();
    assert_eq!(read(&path, &config.schema).unwrap(), model);
    let other =
        Config::of(&CONFIG.replace("kind = \"identifier\"", "kind = \"text\"").replace("jumbled", "value"));
    let told = read(&path, &other.unwrap().schema).unwrap_err().to_string();
    assert!(told.contains("`document (identifier)`") && told.contains("`document (text)`"), "{told}");
    for (wrong, said) in [
        (text(&model).replace("format = 1", "format = 2"), "learn it again"),
        (text(&model).replace("share_same = ", "share_same = -"), "no probabilities"),
        (text(&model).replacen("same = [", "same = [0.5, ", 2), "of the field `birth`"),
        (CONFIG.to_owned(), "is not a model"),
        (String::new(), "missing field `format`"),
    ] {
        let told = of(&wrong).unwrap_err();
        assert!(told.contains(said), "{told}");
    }
}

/// A probability of any size, the smallest ones too.
fn probability() -> impl Strategy<Value = f64> {
    (0.0f64..300.0, 0.5f64..1.0).prop_map(|(size, fraction)| fraction * (-size).exp2())
}

proptest! {
    #[test]
    fn any_model_is_read_again_as_it_was(
        levels in prop::collection::vec(probability(), 6),
        shares in (probability(), probability()),
        name in "[^:]{1,12}",
        counts in prop::collection::btree_map("\\PC{1,8}", 3u32.., 0..6),
        mean in probability(),
    ) {
        let counted = || Shares::of(u64::from(u32::MAX), mean, counts.clone());
        let field = FieldModel {
            name,
            kind: Kind::Code,
            same: levels[0..2].to_vec(),
            relatives: levels[2..4].to_vec(),
            strangers: levels[4..6].to_vec(),
            frequencies: Some(Arc::new(linkage::Frequencies::of(counted(), counted()))),
        };
        let model = Model::of(vec![field], shares.0 / 2.0, shares.1 / 2.0).unwrap();
        let again = of(&text(&model)).map_err(TestCaseError::fail)?;
        prop_assert_eq!(&model, &again);
        prop_assert_eq!(model.share_same().to_bits(), again.share_same().to_bits());
    }

    #[test]
    fn no_text_of_a_model_is_too_much(text in "\\PC*") {
        let _ = of(&text);
    }
}
