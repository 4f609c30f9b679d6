//! What a person who types a name may get wrong and still find who they mean.

use super::generate::{Slip, slipped};
use super::measure::built;
use super::*;
use kernel::SeededRandom;
use std::sync::LazyLock;
use uuid::Uuid;

const PEOPLE: usize = 5_000;
static BUILT: LazyLock<(NameIndex, Vec<String>)> = LazyLock::new(|| built(PEOPLE, 7));

static BUILT_WITH_YEARS: LazyLock<(NameIndex, Vec<String>)> = LazyLock::new(|| {
    let names = generate::names(PEOPLE, 7);
    let mut index = NameIndex::default();
    for (at, name) in names.iter().enumerate() {
        let birth_year = Some(year_of(at));
        let bearer = Bearer { names: vec![name.clone()], birth_year, ..Bearer::default() };
        index.put(person(at as u128 + 1), &bearer);
    }
    (index, names)
});

/// Years of birth that have nothing to do with the names.
fn year_of(at: usize) -> i16 {
    1940 + i16::try_from(at * 37 % 80).unwrap_or(0)
}

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
        index.put(
            person(n),
            &Bearer { names: vec!["José López".into()], birth_year: Some(year), origin, sex: None },
        );
    }
    assert_eq!(first(&index, "jose lopez 1988"), Some(2));
    let query =
        Query { birth_year: Some(2009), origin: Country::new("NIC").ok(), ..Query::name("Jose Lopez") };
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

#[test]
fn initials_narrow_down_those_of_a_surname() {
    let index = index_of(&["María Jiménez Pech", "Juan Carlos Jiménez", "Ana Jiménez", "Juan Batz"]);
    assert_eq!(first(&index, "J. C. Jiménez"), Some(2));
    assert_eq!(first(&index, "Jiménez A."), Some(3));
    assert_eq!(first(&index, "M Jimenez P"), Some(1));
    assert!(index.find("J. M.", 5).is_empty(), "initials alone find nobody");
}

#[test]
fn names_of_other_scripts_are_found_by_their_latin_spellings_and_the_other_way_round() {
    let told = [
        "Dmitri Ivanov",
        "Wang Xiaoming",
        "Mohamed Al-Hassan",
        "Екатерина Соколова",
        "李娜",
        "فاطمة أحمد",
        "Γιώργος Παπαδόπουλος",
        "김민수",
        "Yusuf Ibrahim",
    ];
    let index = index_of(&told);
    for (typed, meant) in [
        ("Иванов Дмитрий", 1),
        ("王小明", 2),
        ("محمد حسن", 3),
        ("Ekaterina Sokolova", 4),
        ("Li Na", 5),
        ("Fatima Ahmed", 6),
        ("Giorgos Papadopoulos", 7),
        ("Kim Min Su", 8),
        ("يوسف إبراهيم", 9),
    ] {
        assert_eq!(first(&index, typed), Some(meant), "{typed}");
    }
    for (name, meant) in told.iter().zip(1..) {
        assert_eq!(first(&index, name), Some(meant), "{name} as it is written");
    }
}

#[test]
fn a_filter_leaves_out_those_known_to_be_others_and_finds_who_stands_behind_hundreds() {
    let mut index = NameIndex::default();
    for n in 1..=900u128 {
        let year = 1930 + i16::try_from(n % 90).unwrap();
        let bearer =
            Bearer { names: vec!["María López".into()], birth_year: Some(year), ..Bearer::default() };
        index.put(person(n), &bearer);
    }
    index.put(
        person(1_000),
        &Bearer { names: vec!["María López Xol".into()], birth_year: Some(1960), ..Bearer::default() },
    );
    index.put(person(1_001), &Bearer { names: vec!["María López Batz".into()], ..Bearer::default() });
    let only = Only { birth_years: Some(1960..=1960), ..Only::default() };
    let found = index.search(&Query { only, ..Query::name("maria lopez") }, 20);
    let found: Vec<u128> = found.iter().map(|hit| hit.person.0.as_u128()).collect();
    assert_eq!(found.len(), 12, "ten of that year, one of them with more names, and one of no known year");
    assert!(found.contains(&1_000) && found.contains(&1_001));
    assert!(found.iter().all(|n| *n > 999 || n % 90 == 30));
}

#[test]
fn an_index_answers_the_same_however_it_came_to_what_it_knows() {
    let names = generate::names(6_000, 21);
    let bearer =
        |n: usize| Bearer { names: vec![names[n].clone()], birth_year: Some(1_980), ..Bearer::default() };
    let mut straight = NameIndex::default();
    (0..6_000).for_each(|n| straight.put(person(n as u128), &bearer(n)));
    // Others stood in their places before; some were told twice.
    let mut mended = NameIndex::default();
    (0..6_000).for_each(|n| mended.put(person(n as u128), &bearer(5_999 - n)));
    (0..6_000).for_each(|n| mended.put(person(n as u128), &bearer(n)));
    (0..6_000).step_by(3).for_each(|n| mended.put(person(n as u128), &bearer(n)));
    mended.settle();
    straight.settle();
    assert_eq!(mended.people(), 6_000);
    for name in names.iter().step_by(97) {
        let (one, two) = (straight.find(name, 3), mended.find(name, 3));
        assert_eq!(one.first().map(|hit| hit.score), two.first().map(|hit| hit.score), "{name}");
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
    #[test]
    fn the_order_of_the_parts_does_not_change_who_is_found(at in 0usize..PEOPLE, seed in 0u64..) {
        let name = &BUILT.1[at];
        let mut parts: Vec<&str> = name.split(' ').collect();
        let random = SeededRandom::new(seed);
        for last in (1..parts.len()).rev() {
            parts.swap(last, random.below(last as u64 + 1) as usize);
        }
        let text = parts.join(" ");
        proptest::prop_assert!(is_found(&text, name), "{name} as {text}");
    }
    #[test]
    fn a_name_without_one_part_is_found_when_the_year_is_known(at in 0usize..PEOPLE, seed in 0u64..) {
        let name = &BUILT_WITH_YEARS.1[at];
        proptest::prop_assume!(name.split(' ').count() >= 3);
        let text = slipped(name, Slip::Missing, &SeededRandom::new(seed));
        let year = year_of(at);
        let only = Only { birth_years: Some(year - 1..=year + 1), ..Only::default() };
        let hits = BUILT_WITH_YEARS.0.search(&Query { only, ..Query::name(&text) }, 10);
        let is_found = hits.iter().any(|hit| hit.person.0.as_u128() as usize == at + 1);
        proptest::prop_assert!(is_found, "{name} of {year} as {text}");
    }
}
