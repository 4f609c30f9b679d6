//! A correction states what differs and nothing else.

use super::*;
use crate::OtherName;
use crate::model::OtherNameKind;
use kernel::{PartialDate, PersonalName};

#[test]
fn only_what_differs_is_stated() {
    let person = Person::default();
    assert!(Correction::of(&person).statements(&person, "x").is_empty());
    let mut correction = Correction::of(&person);
    correction.birth.date = Answer::Told(PartialDate::year(1990).unwrap());
    correction.sex = Answer::PrefersNotToSay;
    let kinds: Vec<String> = correction
        .statements(&person, "dicho por ella")
        .iter()
        .map(|e| serde_json::to_value(e).unwrap()["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["birth_corrected", "sex_corrected"]);
}

#[test]
fn statements_lead_to_what_was_corrected() {
    let mut person = Person::default();
    person.names.name = PersonalName::told("Ana Gil").unwrap();
    let mut wanted = Correction::of(&person);
    wanted.names.name = PersonalName::told("Ana Gil Ríos").unwrap();
    wanted.names.others = vec![OtherName { kind: OtherNameKind::KnownAs, name: "Nita".into() }];
    for event in wanted.statements(&person.clone(), "") {
        crate::fold::person(&mut person, &event, jiff::Timestamp::UNIX_EPOCH);
    }
    assert_eq!(Correction::of(&person), wanted);
    assert_eq!(person.names_to_find(), ["Ana Gil Ríos", "Nita", "Ana Gil"]);
}
