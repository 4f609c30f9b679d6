//! What may be typed to find somebody, what is refused, and whom a filter leaves out.

use super::{SearchRefusal, sought, years};
use crate::tests::{house, officer, registered};
use proptest::prelude::*;
use web::client::{Client, Seen};

fn found(client: &Client, fields: &[(&str, &str)]) -> Seen {
    client.get("/people");
    client.post("/people", fields)
}

#[test]
fn nothing_initials_and_a_year_alone_are_refused_and_what_was_typed_is_kept() {
    assert_eq!(sought(" "), Err(SearchRefusal::Nothing));
    for typed in ["J", "J. M.", "1988", "m 1988", " - . "] {
        assert_eq!(sought(typed), Err(SearchRefusal::TooLittle), "{typed}");
    }
    for typed in ["Li", "J. Caal", "PAN-P-1", "C012345", "王", "1988 caal"] {
        assert!(sought(typed).is_ok(), "{typed}");
    }
    let house = house();
    let client = officer(&house);
    registered(&client, &[("name_told", "Rosa Tzul")]);
    let seen = found(&client, &[("q", ""), ("birth_year", "1988")]);
    seen.expect_status(422).expect("Escriba un nombre").expect_no("Rosa Tzul");
    assert_eq!(seen.form("/people").unwrap().value("birth_year"), Some("1988"));
    found(&client, &[("q", "R.")]).expect_status(422).expect("una inicial").expect_no("Rosa Tzul");
}

#[test]
fn a_year_that_is_none_is_refused_at_its_field() {
    for typed in ["88", "1899", "2025", "19 88", "mil", "+198", "19880"] {
        assert_eq!(years(typed, 2, 2024), Err(SearchRefusal::Year), "{typed}");
    }
    assert_eq!(years("", 2, 2024), Ok(None));
    assert_eq!(years(" 1988 ", 2, 2024), Ok(Some(1986..=1990)));
    let house = house();
    let client = officer(&house);
    let seen = found(&client, &[("q", "rosa"), ("birth_year", "88")]);
    seen.expect_status(422).expect("cuatro cifras");
    assert_eq!(seen.form("/people").unwrap().value("q"), Some("rosa"));
    found(&client, &[("q", "rosa"), ("origin", "Atlantis")])
        .expect_status(422)
        .expect("No conocemos ese país");
    found(&client, &[("q", "rosa"), ("sex", "x")]).expect_status(422);
}

#[test]
fn filters_leave_out_those_of_whom_it_is_known_and_nobody_else() {
    let house = house();
    let client = officer(&house);
    let told = |name: &str, more: &[(&str, &str)]| {
        let mut fields = vec![("name_told", name), ("anyway", "1")];
        fields.extend_from_slice(more);
        registered(&client, &fields);
    };
    told("Santos Caal Uno", &[("birth", "1988"), ("sex", "female"), ("nationality", "NIC")]);
    told("Santos Caal Dos", &[("birth", "1970"), ("sex", "male"), ("nationality", "HND")]);
    told("Santos Caal Tres", &[]);
    let asked = |more: &[(&str, &str)]| {
        let mut fields = vec![("q", "santos caal")];
        fields.extend_from_slice(more);
        found(&client, &fields)
    };
    asked(&[]).expect("Uno").expect("Dos").expect("Tres");
    asked(&[("birth_year", "1990"), ("years_apart", "2")]).expect("Uno").expect_no("Dos").expect("Tres");
    asked(&[("birth_year", "1990"), ("years_apart", "0")]).expect_no("Uno").expect_no("Dos").expect("Tres");
    asked(&[("sex", "male")]).expect_no("Uno").expect("Dos").expect("Tres");
    asked(&[("origin", "NIC")]).expect("Uno").expect_no("Dos").expect("Tres");
    asked(&[("origin", "Honduras"), ("sex", "female")]).expect_no("Uno").expect_no("Dos").expect("Tres");
}

#[test]
fn initials_and_names_in_another_script_find_people_and_a_search_of_another_office_does_not() {
    let house = house();
    let client = officer(&house);
    registered(&client, &[("name_told", "Juan Carlos Xol Batz")]);
    registered(&client, &[("name_told", "Ivan Petrov")]);
    registered(&client, &[("name_told", "Wang Xiaoming")]);
    registered(&client, &[("name_told", "Mohamed Hassan")]);
    for (typed, name) in [
        ("J. C. Xol", "Juan Carlos Xol Batz"),
        ("Петров Иван", "Ivan Petrov"),
        ("王小明", "Wang Xiaoming"),
        ("محمد حسن", "Mohamed Hassan"),
    ] {
        found(&client, &[("q", typed)]).expect(name);
    }
    let other = house.client_of(kernel::Role::RegistrationOfficer, "other");
    found(&other, &[("q", "Петров Иван")]).expect("No encontramos a nadie").expect_no("Petrov");
}

proptest! {
    #[test]
    fn any_text_and_any_year_are_answered(text in "\\PC{0,40}", year in "\\PC{0,6}") {
        let _ = sought(&text);
        if let Ok(Some(range)) = years(&year, 2, 2024) {
            prop_assert!(range.start() + 4 == *range.end());
        }
    }
}
