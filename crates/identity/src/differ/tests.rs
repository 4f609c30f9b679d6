//! Two sites correct one fact apart from each other; both values are shown, and a person says which one holds.

use super::*;
use crate::model::Answer;
use crate::tests::{born, house, officer, register_in, schema, stamp};
use kernel::{PartialDate, Role};
use ledger::Ledger;
use ledger::testing::{TestLedger, introduce, meet, site};
use web::testing::TestHouse;

fn birth(year: i16, reason: &str) -> PersonEvent {
    let date = Answer::Told(PartialDate::year(year).unwrap());
    PersonEvent::BirthCorrected(Corrected { to: Birth { date, place: String::new() }, reason: reason.into() })
}

fn states(ledger: &Ledger, person: PersonId, event: PersonEvent) {
    let stated = ledger.write(|tx| {
        let seen = tx.load::<Person>(person.0)?.unwrap();
        tx.append(&seen, &stamp(), &[event]).map(drop)
    });
    stated.map_err(|fault: Fault| fault).unwrap();
}

/// A person whose birth a post and headquarters corrected while there was no line.
fn stage() -> (TestHouse, TestLedger, PersonId) {
    let house = house();
    let post = site(schema(), "paso", [9; 32], &house.test.clock);
    introduce(&house.test.ledger, &post.ledger);
    let person = register_in(&house.test, born("Ixchel Inventada", 1990));
    let together = || meet(&house.test.ledger, &post.ledger, &[person.0]);
    together();
    states(&post.ledger, person, birth(1988, "Mostró su partida."));
    house.later(1);
    states(&house.test.ledger, person, birth(1989, "Lo dijo ella."));
    together();
    (house, post, person)
}

fn year(ledger: &Ledger, person: PersonId) -> String {
    let state = ledger.read(|door| crate::person::state(door, person)).unwrap().unwrap();
    state.birth.date.told().unwrap().to_string()
}

#[test]
fn both_values_are_shown_and_the_chosen_one_holds_everywhere() {
    let (house, post, person) = stage();
    let client = officer(&house);
    assert_eq!(year(&house.test.ledger, person), "1989", "until then the later one counts");
    let file = client.get(&format!("/people/{person}"));
    file.expect("Hay dos valores de un mismo dato").expect("Ver los dos valores");
    let path = format!("/people/{person}/differences");
    let page = client.get(&path);
    for words in
        ["1988", "1989", "Mostró su partida.", "Lo dijo ella.", "(paso)", "(hq)", "Ninguno de los dos"]
    {
        page.expect(words);
    }
    assert!(!page.body().contains("⟦"), "a word is missing: {}", page.text());
    let found = house.test.ledger.read(|door| of(door, person)).unwrap().unwrap().1;
    let chosen = found[0].sides.iter().find(|side| side.site == "paso").unwrap().entry.hex();
    // Nothing chosen, no reason, something that was never offered.
    client.post(&path, &[("reason", "x")]).expect_status(422);
    client.get(&path);
    client.post(&path, &[("differ_birth", &chosen), ("reason", "")]).expect_status(422);
    client.get(&path);
    client.post(&path, &[("differ_birth", "00"), ("reason", "x")]).expect_status(422);
    client.get(&path);
    let body = client.filled(&path, &[("differ_birth", &chosen), ("reason", "Se vio el papel.")]).encode();
    client
        .post_raw(&path, body.clone().into_bytes())
        .expect_status(200)
        .expect("Los cambios quedaron guardados");
    client.post_raw(&path, body.into_bytes()).expect_status(200);
    assert_eq!(year(&house.test.ledger, person), "1988");
    assert!(!house.test.ledger.read(|door| is_open(door, person)).unwrap_or_else(|f: Fault| panic!("{f}")));
    client.get(&path).expect_status(200).expect("Ya no hay dos valores");
    client.post(&path, &[]).expect_status(409);
    meet(&house.test.ledger, &post.ledger, &[person.0]);
    assert_eq!(year(&post.ledger, person), "1988");
    assert_eq!(house.test.ledger.digest().unwrap(), post.ledger.digest().unwrap());
}

#[test]
fn who_chooses_on_an_older_file_is_told_and_who_may_not_correct_finds_nothing() {
    let (house, _post, person) = stage();
    let client = officer(&house);
    let path = format!("/people/{person}/differences");
    client.get(&path);
    let found = house.test.ledger.read(|door| of(door, person)).unwrap().unwrap().1;
    let chosen = found[0].sides[0].entry.hex();
    states(&house.test.ledger, person, PersonEvent::NeedsChanged { needs: Vec::new() });
    client.post(&path, &[("differ_birth", &chosen), ("reason", "x")]).expect_status(409);
    assert!(house.test.ledger.read(|door| is_open(door, person)).unwrap_or_else(|f: Fault| panic!("{f}")));
    house.client_of(Role::RegistrationOfficer, "other").get(&path).expect_status(404);
    house.client_of(Role::Statistician, "own").get(&path).expect_status(404);
}

#[test]
fn neither_leads_to_the_correction_which_settles_it_too() {
    let (house, _post, person) = stage();
    let client = officer(&house);
    let path = format!("/people/{person}/differences");
    client.get(&path);
    let seen = client.post(&path, &[("differ_birth", "neither"), ("reason", "Se vuelve a preguntar.")]);
    assert_eq!(seen.path, format!("/people/{person}/correct"));
    client.post(&seen.path, &[("birth", "1987"), ("reason", "Lo aclaró ella.")]).expect_status(200);
    assert_eq!(year(&house.test.ledger, person), "1987");
    assert!(!house.test.ledger.read(|door| is_open(door, person)).unwrap_or_else(|f: Fault| panic!("{f}")));
}

#[test]
fn the_office_of_the_file_has_it_in_its_day() {
    let (house, _post, person) = stage();
    let of = |office: &str| {
        let office = kernel::Office::from(office);
        house.test.ledger.read(|door| of_office(door, &office)).unwrap_or_else(|f: Fault| panic!("{f}"))
    };
    assert_eq!(of("own").iter().map(|(id, _)| *id).collect::<Vec<_>>(), [person]);
    assert!(of("other").is_empty());
}
