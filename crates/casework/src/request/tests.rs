//! Any procedure that is asked for by itself is opened without a page of its own; what a case's step opens is not.

use super::*;
use crate::testing::{Desk, form, on_both};
use jiff::civil::date;

fn own() -> OwnPages {
    OwnPages(vec![("asylum", "claim")])
}

/// The relative's own answers of Costa Rica's extension to the family.
const ANSWERS: &[(&str, &str)] = &[("requested_on", "3 6 2024"), ("link", "spouse"), ("child", "none")];

fn ask(
    desk: &Desk,
    procedure: &str,
    person: PersonId,
    answers: &[(&str, &str)],
) -> Result<CaseId, RequestRefusal> {
    let laws = crate::testing::every_law().remove(1);
    let office = laws.main_office().unwrap();
    let request = Request { procedure, person, office, form: form(answers) };
    let stamp = Stamp::new(desk.rosa.clone());
    desk.ledger.write(|tx| run(tx, &laws, &own(), &stamp, request))
}

#[test]
fn a_relative_asks_for_the_extension_and_not_twice() {
    on_both(|desk| {
        desk.on_day("2024-06-03");
        let person = desk.person("Marta Inventada", 1990);
        let case = ask(desk, "family", person, ANSWERS).unwrap();
        let opened = desk.load(case).state;
        assert_eq!(opened.opening.as_ref().unwrap().procedure, "family");
        assert_eq!(opened.persons(), [person]);
        let again = ask(desk, "family", person, ANSWERS);
        assert!(matches!(again, Err(RequestRefusal::Already(known)) if known == case), "{again:?}");
        desk.ledger.rebuild(|_| ()).unwrap();
        assert_eq!(desk.ledger.read(|door| case::of_person(door, person)).unwrap().len(), 1);
    });
}

#[test]
fn what_is_missing_is_said_at_its_field_and_nothing_is_opened() {
    let desk = Desk::new();
    desk.on_day("2024-06-03");
    let person = desk.person("Marta Inventada", 1990);
    let refused = ask(&desk, "family", person, &[("requested_on", "3 6 2024")]);
    let Err(RequestRefusal::Open(OpenRefusal::Form(fields))) = refused else { panic!("{refused:?}") };
    assert!(fields.iter().any(|error| error.field == "link"), "{fields:?}");
    assert!(desk.ledger.read(|door| case::of_person(door, person)).unwrap().is_empty());
}

#[test]
fn what_another_page_or_a_case_opens_is_not_opened_here() {
    let desk = Desk::new();
    desk.on_day("2024-06-03");
    let person = desk.person("Marta Inventada", 1990);
    for procedure in ["asylum", "guardianship", "nothing"] {
        let refused = ask(&desk, procedure, person, ANSWERS);
        assert!(matches!(refused, Err(RequestRefusal::NotHere)), "{procedure}: {refused:?}");
    }
}

/// What a person can ask for at the registration desk beside asylum and the unity of a family.
fn beside_asylum(country: &str) -> &'static [&'static str] {
    match country {
        "BLZ" => &["best_interests", "permanent_residence"],
        "CRI" => &["best_interests", "statelessness"],
        "GTM" => &["best_interests", "complementary_protection"],
        "HND" => &["best_interests", "complementary_protection", "travel_document"],
        "MEX" => &["best_interests", "family_reunification", "permanent_residence", "travel_document"],
        "PAN" => &[
            "best_interests",
            "complementary_protection",
            "family_reunification",
            "permanent_residence",
            "statelessness",
            "travel_document",
        ],
        "SLV" => &["best_interests"],
        _ => &[],
    }
}

#[test]
fn every_procedure_in_force_is_named_once_with_its_way() {
    let found = |laws: &Laws, role| -> Vec<(String, Way)> {
        ways(laws, &own(), role, date(2024, 6, 3)).into_iter().map(|(p, way)| (p.id.clone(), way)).collect()
    };
    for laws in crate::testing::every_law() {
        let mut seen = found(&laws, Role::RegistrationOfficer);
        seen.sort_by(|a, b| a.0.cmp(&b.0));
        let country = laws.law().country;
        // Guatemala's sources say nothing of family unity that could be encoded.
        let family = match country.code() {
            "CRI" | "MEX" => Some((Way::Here, Way::Others)),
            "GTM" => None,
            _ => Some((Way::FromCase, Way::FromCase)),
        };
        let mut wanted = vec![("asylum", Way::Page("claim")), ("guardianship", Way::FromCase)];
        wanted.extend(family.map(|(own, _)| ("family", own)));
        wanted.extend(beside_asylum(country.code()).iter().map(|id| (*id, Way::Here)));
        // Nobody at the registration desk examines whether a status ends.
        wanted.extend(["BLZ", "CRI", "MEX"].contains(&country.code()).then_some(("cessation", Way::Others)));
        wanted.sort_by_key(|(id, _)| *id);
        let wanted: Vec<_> = wanted.into_iter().map(|(id, way)| (id.to_owned(), way)).collect();
        assert_eq!(seen, wanted, "{country}");
        let reviewer = found(&laws, Role::Reviewer).into_iter().find(|(id, _)| id == "family");
        assert_eq!(reviewer.map(|(_, way)| way), family.map(|(_, other)| other));
    }
}
