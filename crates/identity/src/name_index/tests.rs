//! What a person who types a name may get wrong and still find who they mean.

use super::generate::{Slip, slipped};
use super::measure::built;
use super::*;
use kernel::SeededRandom;
use std::sync::LazyLock;
use uuid::Uuid;

const PEOPLE: usize = 5_000;
static BUILT: LazyLock<(NameIndex, Vec<String>)> = LazyLock::new(|| built(PEOPLE, 7));

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}
fn index_of(names: &[&str]) -> NameIndex {
    let mut index = NameIndex::default();
    for (n, name) in (1u128..).zip(names) {
        index.put(person(n), &Bearer { names: vec![(*name).to_owned()], ..Bearer::default() });
    }
    index
}
fn first(index: &NameIndex, text: &str) -> Option<u128> {
    index.find(text, 5).first().map(|h| h.person.0.as_u128())
}

#[test]
fn one_person_is_found_however_their_name_is_told() {
    let index = index_of(&[
        "Marisol Quintero Zeledón",
        "María Jiménez de la Cruz",
        "Ana García",
        "Mariajosé Pech",
        "Иван Петров",
    ]);
    for told in [
        "quintero zeledon marisol",
        "Marisól Kintero",
        "MARISOL QUINTERO",
        "zeledon",
        "marisol zeledom",
        "marizol quintreo",
    ] {
        assert_eq!(first(&index, told), Some(1), "{told}");
    }
    for told in ["maria gimenes", "Maria Jimenez Delacruz", "jimenez cruz", "M. Jiménez"] {
        assert_eq!(first(&index, told), Some(2), "{told}");
    }
    assert_eq!(first(&index, "maria jose pech"), Some(4));
    assert_eq!(first(&index, "anagarcia"), Some(3));
    assert_eq!(first(&index, "Петров Иван"), Some(5));
    assert_eq!(first(&index, "quint"), Some(1), "the beginning of a name");
    assert_eq!(first(&index, "Bartolomé"), None);
    assert_eq!(first(&index, " . "), None);
}

#[test]
fn an_alias_finds_the_person_once() {
    let mut index = index_of(&["Ana García"]);
    let names = vec!["Luis Mejía".to_owned(), "Lucho Mejía".to_owned()];
    index.put(person(9), &Bearer { names, ..Bearer::default() });
    let hits = index.find("lucho mejia", 5);
    assert_eq!(hits.iter().map(|h| h.person.0.as_u128()).collect::<Vec<_>>(), [9]);
}

#[test]
fn a_corrected_name_replaces_the_old_one() {
    let mut index = index_of(&["Ana García", "Rosa Tzul"]);
    index.put(person(1), &Bearer { names: vec!["Juana Caal".to_owned()], ..Bearer::default() });
    assert_eq!(first(&index, "Ana García"), None);
    assert_eq!(first(&index, "Juana Caal"), Some(1));
    index.remove(person(1));
    assert_eq!(first(&index, "Juana Caal"), None);
    assert_eq!(index.people(), 1);
}

#[test]
fn year_and_origin_part_people_of_one_name() {
    let mut index = NameIndex::default();
    for (n, year, origin) in [(1u128, 1960, "NIC"), (2, 1988, "VEN"), (3, 2010, "NIC")] {
        let origin = Country::new(origin).ok();
        index.put(person(n), &Bearer { names: vec!["José López".into()], birth_year: Some(year), origin });
    }
    assert_eq!(first(&index, "jose lopez 1988"), Some(2));
    let query = Query { name: "Jose Lopez", birth_year: Some(2009), origin: Country::new("NIC").ok() };
    assert_eq!(index.search(&query, 5)[0].person, person(3));
    assert_eq!(index.search(&query, 5).len(), 3);
}

/// Whether somebody of that very name is among the first ten.
fn is_found(text: &str, meant: &str) -> bool {
    let (index, names) = &*BUILT;
    index.find(text, 10).iter().any(|h| names[h.person.0.as_u128() as usize - 1] == meant)
}

#[test]
fn every_name_is_found_by_itself_without_accents_and_in_another_order() {
    let random = SeededRandom::new(1);
    for name in BUILT.1.iter().step_by(5) {
        assert!(is_found(name, name), "{name}");
        assert!(is_found(&slipped(name, Slip::Plain, &random), name), "{name} in capitals");
    }
}

#[test]
fn slips_are_forgiven_nearly_always() {
    let random = SeededRandom::new(3);
    let asked: Vec<&String> = BUILT.1.iter().step_by(4).collect();
    for (slip, least) in [(Slip::Typo, 0.985), (Slip::Order, 0.998), (Slip::Missing, 0.96)] {
        let found = asked.iter().filter(|n| is_found(&slipped(n, slip, &random), n)).count();
        let share = found as f64 / asked.len() as f64;
        assert!(share >= least, "{slip:?}: {share}");
    }
}

proptest::proptest! {
    #[test]
    fn a_long_enough_name_with_one_typo_is_found(at in 0usize..PEOPLE, seed in 0u64..) {
        let name = &BUILT.1[at];
        // A name of one short word has too many neighbours to promise anything.
        proptest::prop_assume!(name.split(' ').count() >= 3);
        let text = slipped(name, Slip::Typo, &SeededRandom::new(seed));
        let total = is_found(&text, name);
        proptest::prop_assert!(total, "{name} as {text}");
    }
    #[test]
    fn any_text_may_be_asked(text in "\\PC{0,80}") {
        let hits = BUILT.0.find(&text, 10);
        proptest::prop_assert!(hits.len() <= 10);
    }
}
