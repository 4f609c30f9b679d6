//! The fields and rules for a population of Central America: two given names, two surnames, documents, phones, events.

use linkage::{Field, Kind, LinkageError, Part, Rule, Schema};

pub fn schema() -> Result<Schema, LinkageError> {
    let fields = vec![
        Field::new("given", Kind::GivenNames, &["given1", "given2"]),
        Field::new("surname", Kind::Surnames, &["surname1", "surname2"]),
        Field::new("birth", Kind::Date, &["dob"]),
        Field::new("sex", Kind::Code, &["sex"]).without_frequency(),
        Field::new("nationality", Kind::Code, &["nationality"]),
        Field::new("municipality", Kind::Code, &["municipality"]),
        Field::new("document", Kind::Identifier, &["doc_no"]).without_frequency(),
        Field::new("phone", Kind::Code, &["phone"]).without_frequency(),
    ];
    Schema::new(fields, Some("event_group"))
}

pub fn rules() -> Vec<Rule> {
    let birth = || Part::Value("birth".into());
    let given = || Part::AnySound("given".into());
    let surname = || Part::AnySound("surname".into());
    let first = |field: &str| Part::FirstSound(field.into());
    let givens = || Part::TwoSounds("given".into());
    let surnames = || Part::TwoSounds("surname".into());
    let near = || Part::NearYear("birth".into());
    let place = || Part::Value("municipality".into());
    [
        vec![Part::Value("document".into())],
        vec![Part::Value("phone".into())],
        vec![birth(), given()],
        vec![birth(), surname()],
        vec![surnames(), given(), near()],
        vec![givens(), surname(), near()],
        vec![surnames(), givens()],
        vec![surnames(), given(), place()],
        vec![surname(), given(), near(), place()],
        vec![first("given"), first("surname"), Part::MonthAndDay("birth".into())],
    ]
    .map(Rule::new)
    .to_vec()
}
