//! What hints promise: somebody known is mostly hinted at whatever is mistyped, somebody unknown hardly ever, and the set
//! alone gives no name away.

use super::measure::measure;
use super::*;
use crate::tests::{house, named, registered, schema, stamp};
use kernel::{PartialDate, Role, Sex};
use ledger::testing::both;
use proptest::prelude::*;
use web::testing::TestHouse;

/// Stands in for the keyed hash: what matters here is that it spreads.
fn hash_of(key: u64) -> impl Fn(&str) -> u64 {
    move |text| {
        let mut state = key ^ 0x9E37_79B9_7F4A_7C15;
        for byte in text.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            state = (state ^ state >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        }
        state ^ state >> 32
    }
}

fn woman(name: &str, year: i16) -> Traits {
    let birth = PartialDate::parse(&format!("14 5 {year}"), jiff::civil::date(2024, 6, 3)).ok();
    Traits { names: vec![name.to_owned()], sex: Some(Sex::Female), birth }
}

fn set_of(people: &[Traits], key: u64) -> HintSet {
    HintSet::of(marks_of(people).iter(), hash_of(key))
}

fn knows(set: &HintSet, key: u64, one: &Traits) -> bool {
    set.knows(&asked(one), hash_of(key))
}

#[test]
fn somebody_known_is_hinted_at_through_slips_and_years() {
    let set = set_of(&[woman("Ixchel Zeledón Quintero", 1990), woman("Ana Tzul", 1985)], 1);
    for (told, year) in [
        ("Ixchel Zeledon Quintero", 1990),
        ("QUINTERO ZELEDÓN IXCHEL", 1991),
        ("Ishel Zeledón Kintero", 1989),
        ("Ixchel Zeledón Quintreo", 1990),
        ("Ana Tsul", 1985),
        ("Ana Tzull", 1986),
        ("Ixchel Quintero", 1991),
    ] {
        assert!(knows(&set, 1, &woman(told, year)), "{told} {year}");
    }
    for (told, year) in [("Ixchel Zeledón Quintero", 1960), ("Rosa Pech Caal", 1990), ("Ixchel", 1990)] {
        assert!(!knows(&set, 1, &woman(told, year)), "{told} {year}");
    }
    let man = Traits { sex: Some(Sex::Male), ..woman("Ixchel Zeledón Quintero", 1990) };
    assert!(!knows(&set, 1, &man));
    let not_said = Traits { sex: None, ..woman("Ixchel Zeledón Quintero", 1990) };
    assert!(knows(&set, 1, &not_said));
    assert!(!knows(&set, 2, &woman("Ixchel Zeledón Quintero", 1990)), "under another key it is another set");
}

#[test]
fn what_many_share_says_nothing_by_itself() {
    let many: Vec<Traits> = ["Cruz", "Mejía", "Ortiz", "Reyes", "Flores"]
        .iter()
        .map(|surname| woman(&format!("María José {surname}"), 1990))
        .collect();
    let set = set_of(&many, 1);
    assert!(!knows(&set, 1, &woman("María José Batz", 1990)));
    assert!(knows(&set, 1, &woman("María José Ortiz", 1990)));
}

#[test]
fn two_parts_of_three_need_the_date_and_the_date_may_be_wrong_in_one_part() {
    let today = jiff::civil::date(2024, 6, 3);
    let born =
        |name: &str, told: &str| Traits { birth: PartialDate::parse(told, today).ok(), ..woman(name, 1990) };
    let set = set_of(&[born("Ixchel Zeledón Quintero", "3 8 1990"), born("Luz Caal Pech", "1980")], 1);
    for told in ["3 8 1990", "4 8 1990", "3 8 1991", "8 3 1990", "8 1990"] {
        assert!(knows(&set, 1, &born("Ixchel Quintero", told)), "{told}");
    }
    for told in ["3 9 1991", "5 1 1990", "1990"] {
        assert!(!knows(&set, 1, &born("Ixchel Quintero", told)), "{told}");
    }
    assert!(knows(&set, 1, &born("Luz Caal Pech", "1981")));
    assert!(!knows(&set, 1, &born("Luz Caal", "1980")), "too little to say anything");
}

#[test]
fn hints_reach_most_of_those_whom_the_plain_index_finds_and_few_others() {
    let measured = measure(3_000, 600, 11, hash_of(5));
    assert!(measured.recall >= 0.85 * measured.recall_of_index, "{measured:?}");
    assert!(measured.hinted_unknown <= 0.05 && measured.collisions <= 0.01, "{measured:?}");
    assert!(measured.bytes_a_person <= 90.0, "{measured:?}");
}

/// For whoever changes the marks: `cargo nextest run -p identity --run-ignored only -E 'test(of_many)' --no-capture`.
#[test]
#[ignore = "measures, proves nothing"]
fn what_hints_of_many_say() {
    for people in [3_000, 10_000, 50_000] {
        println!("{:?}", measure(people, 1_000, 11, hash_of(5)));
    }
}

#[test]
fn a_set_grows_by_what_changed_and_comes_out_the_same() {
    let people: Vec<Traits> =
        (0..200).map(|n| woman(&format!("Nombre{n} Apellido{} Otro{}", n % 17, n % 5), 1950 + n)).collect();
    let (before, after) = (set_of(&people[..150], 1), set_of(&people[20..], 1));
    let change = after.change_from(&before);
    assert_eq!(HintSet::read(Some(&before), &change).unwrap(), after);
    assert_eq!(HintSet::read(None, &after.to_bytes()).unwrap(), after);
    let small = set_of(&people[..151], 1).change_from(&before);
    assert!(small.len() < before.to_bytes().len() / 10, "{} bytes for one person", small.len());
    assert!(HintSet::read(None, &small).is_err(), "a change of a set that is not here");
    assert!(HintSet::read(Some(&after), &small).is_err(), "a change of another set");
}

proptest! {
    #[test]
    fn foreign_bytes_are_no_set(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in any::<usize>()) {
        let set = set_of(&[woman("Ana Tzul Caal", 1985)], 1);
        let _ = HintSet::read(Some(&set), &bytes);
        let mut bent = set.to_bytes();
        let at = at % bent.len();
        bent.truncate(at);
        prop_assert!(HintSet::read(None, &bent).is_err());
    }

    /// Every hash is kept as so few bits that for each there are many names.
    #[test]
    fn nothing_of_a_name_stands_in_the_set(name in "[a-z]{4,9} [a-z]{4,9} [a-z]{4,9}", key in any::<u64>()) {
        let set = set_of(&[woman(&name, 1990)], key);
        prop_assert!(set.bits() <= 24, "{}", set.bits());
        let bytes = set.to_bytes();
        for part in name.split(' ') {
            prop_assert!(!bytes.windows(part.len()).any(|w| w == part.as_bytes()));
        }
        prop_assert_ne!(set_of(&[woman(&name, 1990)], key ^ 1).to_bytes(), bytes);
    }
}

fn post(knows: bool) -> TestHouse {
    let mut rooms = web::Rooms::new();
    rooms.put(crate::PeopleIndex::default());
    rooms.put(Elsewhere(Box::new(move |_, _, _| Ok(knows))));
    let relations = std::sync::Arc::new(|door: &mut ledger::Reader<'_>, kind: ::access::Kind, id| {
        crate::access::relations(door, kind, id, crate::tests::TODAY)
    });
    TestHouse::new(vec![crate::area()], relations, rooms)
}

#[test]
fn a_hint_at_a_post_stops_nobody_and_names_nobody() {
    let house = post(true);
    let client = crate::tests::officer(&house);
    let file = registered(&client, &[("name_told", "Marisol Batz")]);
    client.get(&file).expect("Quizá registrada antes").expect("La sede lo mirará");
    let supervisor = house.client_of(Role::Supervisor, "own");
    supervisor.get(&format!("{file}/perhaps")).expect("La sede mira este aviso").expect_no("Marisol");
    let house = post(false);
    let client = crate::tests::officer(&house);
    let file = registered(&client, &[("name_told", "Marisol Batz")]);
    client.get(&file).expect_no("Quizá registrada antes");
}

#[test]
fn a_supervisor_sees_both_files_side_by_side_and_says_whether_they_are_one() {
    let house = house();
    let other = house.client_of(Role::RegistrationOfficer, "other");
    let first = registered(&other, &[("name_told", "Ixchel Zeledón Quintero")]);
    let first = first.rsplit('/').next().unwrap().to_owned();
    let second = house.test.ledger.write(|tx| {
        let id =
            crate::register::run(tx, &stamp(), named("Ishel Zeledon Quintero")).map_err(|_| Fault::Stale)?;
        crate::register::note_hint(tx, &stamp(), id)?;
        Ok::<_, Fault>(id)
    });
    let second = second.unwrap();
    let page = format!("/people/{second}/perhaps");
    // Who registers is told of a hint, and of nobody else's file.
    let registry = house.client_of(Role::RegistrationOfficer, "own");
    registry
        .get(&format!("/people/{second}"))
        .expect("La supervisión compara")
        .expect_no("Comparar los expedientes");
    registry.get(&page).expect_status(404);
    let client = house.client_of(Role::Supervisor, "own");
    client.get(&format!("/people/{first}")).expect_status(404);
    client.get(&page).expect("Ixchel Zeledón Quintero").expect("Ishel Zeledon Quintero");
    let id = PersonId(first.parse().unwrap());
    let reads = house.house.access.reads_of(::access::Kind::Person, id.0).unwrap();
    assert!(reads.iter().any(|read| read.permission == "compare_files"), "it was looked at");
    client.post(&page, &[("same", "nobody")]).expect_status(422);
    let again = house.house.access.reads_of(::access::Kind::Person, id.0).unwrap();
    assert!(again.len() > reads.len(), "shown again with what was wrong, it was looked at again");
    client
        .post(&page, &[("same", "018f0000-0000-7000-8000-000000000001"), ("reason", "x")])
        .expect_status(422);
    client
        .post(&page, &[("same", &first), ("reason", "El mismo pasaporte")])
        .expect("quedó en el expediente");
    let file = client.get(&format!("/people/{second}"));
    // Whose file it is nobody learns who may not read it.
    file.expect("es la misma persona de otro expediente").expect_no(&first);
    // Once there is nothing to say, nothing is shown.
    client.get(&page).expect("no hay un aviso pendiente").expect_no("Zeled");
    client.get(&format!("/people/{first}/perhaps")).expect("no hay un aviso pendiente").expect_no("Zeled");
    client.post(&page, &[("same", "nobody"), ("reason", "otra vez")]).expect_status(409);
}

#[test]
fn a_hint_is_a_row_until_somebody_looked() {
    both(schema, |t| {
        let id = t.ledger.write(|tx| {
            let id =
                crate::register::run(tx, &stamp(), named("Ixchel Inventada")).map_err(|_| Fault::Stale)?;
            crate::register::note_hint(tx, &stamp(), id)?;
            Ok::<_, Fault>(id)
        });
        let id = id.unwrap();
        let waiting = || t.ledger.read(|door| open(door)).unwrap_or_else(|e: Fault| panic!("{e}")).len();
        assert_eq!(waiting(), 1);
        let settled = t.ledger.write(|tx| {
            use ledger::Load;
            let person = tx.load::<Person>(id.0)?.ok_or(Fault::Stale)?;
            tx.append(&person, &stamp(), &[settling(None, "otra".into())]).map(drop)
        });
        settled.unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(waiting(), 0);
        let live = t.ledger.digest().unwrap();
        assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
    });
}
