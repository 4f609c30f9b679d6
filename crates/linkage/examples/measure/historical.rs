//! The fields and rules for historical persons with errors: English names, places, postcodes, occupations, no events.

use linkage::{Field, Kind, LinkageError, Part, Rule, Schema};

pub fn schema() -> Result<Schema, LinkageError> {
    let fields = vec![
        Field::new("given", Kind::GivenNames, &["first_name"]),
        Field::new("surname", Kind::Surnames, &["surname"]),
        Field::new("birth", Kind::Date, &["dob"]),
        Field::new("sex", Kind::Code, &["gender"]).without_frequency(),
        Field::new("birth_place", Kind::Text, &["birth_place"]),
        Field::new("postcode", Kind::Text, &["postcode_fake"]),
        Field::new("occupation", Kind::Text, &["occupation"]),
    ];
    Schema::new(fields, None)
}

pub fn rules() -> Vec<Rule> {
    let birth = || Part::Value("birth".into());
    let year = || Part::Year("birth".into());
    let given = || Part::AnySound("given".into());
    let surname = || Part::AnySound("surname".into());
    let place = || Part::Value("birth_place".into());
    let postcode = || Part::Value("postcode".into());
    let occupation = || Part::Value("occupation".into());
    let start = |field: &str, letters| Part::Start(field.into(), letters);
    [
        vec![birth(), given()],
        vec![birth(), surname()],
        vec![birth(), place()],
        vec![birth(), start("postcode", 3)],
        vec![given(), surname()],
        vec![postcode()],
        vec![surname(), place()],
        vec![given(), place()],
        vec![surname(), occupation()],
        vec![given(), year()],
        vec![start("surname", 4), year()],
        vec![start("postcode", 4), given()],
        vec![start("postcode", 4), surname()],
        vec![start("given", 3), start("surname", 4)],
        vec![place(), occupation(), year()],
    ]
    .map(Rule::new)
    .to_vec()
}
