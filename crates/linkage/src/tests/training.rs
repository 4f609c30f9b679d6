//! What training learns of the invented village, and what it refuses.

use super::village::{records, rules, schema, trained, values, village};
use crate::*;

#[test]
fn a_model_tells_one_person_from_strangers_and_relatives() {
    let village = village(900, 5);
    let records = records(&village.rows);
    let model = trained(&records, 3).unwrap();
    for field in model.fields() {
        for list in [&field.same, &field.relatives, &field.strangers] {
            assert_eq!(list.len(), field.kind.level_count());
            assert!((list.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{}", field.name);
            assert!(list.iter().all(|p| *p > 0.0));
        }
    }
    let of = |name: &str| model.fields().iter().find(|f| f.name == name).unwrap();
    let exact = DateLevel::Exact as usize;
    assert!(of("birth").same[exact] > 0.7 && of("birth").strangers[exact] < 0.01);
    assert!(of("birth").relatives[exact] < 0.05);
    let phone = of("phone");
    assert!((0.3..0.7).contains(&phone.same[0]), "half changed their phone: {}", phone.same[0]);
    let kept = phone.relatives[0] / phone.same[0];
    assert!((0.9..1.1).contains(&kept), "households share a phone, and change it as often: {kept}");
    let all = records.len() as f64 * (records.len() - 1) as f64 / 2.0;
    let again = village.rows.len() as f64 - (village.persons.last().unwrap() + 1) as f64;
    let found = model.share_same() * all;
    assert!((0.8..1.2).contains(&(found / again)), "{found} of {again}");
}

#[test]
fn a_model_refuses_what_it_cannot_learn_from() {
    let hands = Alone { cuts: 1 };
    let none = Records::new(schema());
    let candidates = Candidates::new(&none, &rules(), 100, &hands).unwrap();
    assert_eq!(train(&none, &candidates, &Training::default(), &hands), Err(LinkageError::TooFew));
    let row = |given: &str| [given, "Xol", "", "", "", "", "", ""].map(str::to_owned);
    let two = records(&[row("Ana"), row("Luis")]);
    let candidates = Candidates::new(&two, &rules(), 100, &hands).unwrap();
    assert_eq!(train(&two, &candidates, &Training::default(), &hands), Err(LinkageError::NoPairs));
    let other = Schema::new(vec![Field::new("given", Kind::GivenNames, &["given"])], None).unwrap();
    let model = trained(&records(&village(60, 1).rows), 1).unwrap();
    assert!(matches!(Scorer::new(&model, &Records::new(other)), Err(LinkageError::OtherSchema)));
}

#[test]
fn rules_and_schemas_say_what_is_wrong_with_them() {
    let hands = Alone { cuts: 1 };
    let none = Records::new(schema());
    let wrong = |rules: &[Rule]| Candidates::new(&none, rules, 100, &hands).err();
    assert_eq!(wrong(&[]), Some(LinkageError::NoRule));
    assert_eq!(wrong(&[Rule::new(vec![])]), Some(LinkageError::NoRule));
    assert_eq!(
        wrong(&[Rule::new(vec![Part::Value("shoe".into())])]),
        Some(LinkageError::UnknownField("shoe".into()))
    );
    assert_eq!(
        wrong(&[Rule::new(vec![Part::Year("given".into())])]),
        Some(LinkageError::PartOfField { part: "year", field: "given".into() })
    );
    let field = |name: &str, kind, columns: &[&str]| Field::new(name, kind, columns);
    assert_eq!(Schema::new(vec![], None), Err(LinkageError::NoField));
    let twice = vec![field("a", Kind::Code, &["a"]), field("a", Kind::Date, &["b"])];
    assert_eq!(Schema::new(twice, None), Err(LinkageError::FieldTwice("a".into())));
    let wide = vec![field("a", Kind::Code, &["a", "b"])];
    assert_eq!(Schema::new(wide, None), Err(LinkageError::Columns("a".into())));
    let mut some = Records::new(schema());
    assert_eq!(some.push(&["one"]), Err(LinkageError::Width { wanted: 8, found: 1 }));
    assert!(some.is_empty());
}

#[test]
fn an_explanation_adds_up_and_names_its_levels() {
    let village = village(300, 5);
    let records = records(&village.rows);
    let model = trained(&records, 1).unwrap();
    let scorer = Scorer::new(&model, &records).unwrap();
    let twice =
        (1..village.persons.len()).find(|n| village.persons[*n] == village.persons[n - 1]).unwrap() as u32;
    for (a, b) in [(twice - 1, twice), (0, 9)] {
        let explanation = scorer.explain(a, b);
        let sum: f64 = explanation.reasons.iter().map(|r| r.weight).sum();
        assert!((explanation.prior + sum - explanation.relatives - explanation.weight).abs() < 1e-6);
        assert_eq!(explanation.reasons.len(), 7);
        assert!(explanation.reasons.iter().all(|r| r.level != Level::Missing || r.weight == 0.0));
    }
    let birth = Level::Date(DateLevel::YearSlip).to_string();
    assert_eq!(birth, "date-year-slip");
    assert_eq!(
        Level::Names(NamesLevel::Crossed(true, Second::Exact)).to_string(),
        "crossed-exact-rest-exact"
    );
}

#[test]
fn recall_is_estimated_from_how_many_rules_find_a_pair() {
    let found = recall([(1.0, 1), (1.0, 2), (1.0, 2), (1.0, 5)].into_iter());
    assert_eq!((found.found, found.missed), (4.0, 0.25));
    assert_eq!(recall([(1.0, 3)].into_iter()).share(), 1.0);
    assert_eq!(recall(std::iter::empty()).share(), 1.0);
}

#[test]
fn thresholds_come_from_the_probabilities_alone() {
    let probabilities = [0.99, 0.999, 0.6, 0.4, 0.01, 0.02];
    let best = best_f1(&probabilities, 0.0);
    assert_eq!(best.probability, 0.6);
    let sure = at_precision(&probabilities, 0.99, 0.5);
    assert_eq!(sure.probability, 0.99);
    assert!((sure.precision - 0.9945).abs() < 1e-9);
    assert_eq!(at_precision(&[0.5], 0.99, 0.0).recall, 0.0);
}

#[test]
fn relatives_are_not_taken_for_one_person_because_a_second_name_is_missing() {
    let village = village(900, 5);
    let records = records(&village.rows);
    let model = trained(&records, 1).unwrap();
    let missing = |list: &[f64], kind: Kind| -> f64 {
        let lacks = |n: &usize| kind.level(*n).to_string().ends_with("-missing");
        (0..list.len()).filter(lacks).map(|n| list[n]).sum()
    };
    let given = model.fields().iter().find(|f| f.name == "given").unwrap();
    let [relatives, strangers] =
        [&given.relatives, &given.strangers].map(|list| missing(list, Kind::GivenNames));
    // Whoever comes first is written with two names; a sixth of the pairs have somebody who came again with one.
    assert!((0.1..0.25).contains(&strangers) && (relatives / strangers - 1.0).abs() < 0.05);
}

#[test]
fn words_of_two_fields_with_the_same_number_are_not_confounded() {
    let mut records = Records::new(schema());
    // The two surnames, which are alike, have the numbers of the two given names, which are not.
    for (given, surname) in [("Ana", "Pérex"), ("Eva", "Pérez"), ("Ana", "Pérex")] {
        records
            .push(&values(&[given, surname, "", "", "", "", "", ""].map(str::to_owned), &schema()))
            .unwrap();
    }
    let model = trained(&super::village::records(&village(60, 1).rows), 1).unwrap();
    let scorer = Scorer::new(&model, &records).unwrap();
    let mut memo = Memo::default();
    for _ in 0..2 {
        assert_eq!(scorer.evidence(0, 1, &mut memo), scorer.evidence(0, 1, &mut Memo::default()));
    }
    let levels: Vec<String> = scorer.explain(0, 1).reasons.iter().map(|r| r.level.to_string()).collect();
    assert!(levels.contains(&"first-alike-second-missing".to_owned()), "{levels:?}");
    assert!(levels.contains(&"first-different-second-missing".to_owned()), "{levels:?}");
}
