//! Families and twins do not collapse, and a person is found again among them.

use super::village::{Row, Village, records, rules, trained, village};
use crate::*;
use std::collections::BTreeMap;

const HANDS: Alone = Alone { cuts: 2 };

/// The clusters of some rows, under a model trained on them.
fn linked(rows: &[Row]) -> (Vec<Pair>, Vec<u32>) {
    let records = records(rows);
    let model = trained(&records, 2).unwrap();
    let scorer = Scorer::new(&model, &records).unwrap();
    let candidates = Candidates::new(&records, &rules(), 2000, &HANDS).unwrap();
    let mut pairs = weigh(&scorer, &candidates, &HANDS);
    resolve(&mut pairs, &scorer, &HANDS);
    let clusters = clusters(&records, &pairs, 0.5);
    (pairs, clusters)
}

fn with(village: &Village, rows: &[[&str; 8]]) -> (Vec<Row>, u32) {
    let first = village.rows.len() as u32;
    let mut all = village.rows.clone();
    all.extend(rows.iter().map(|r| r.map(str::to_owned)));
    (all, first)
}

#[test]
fn most_who_came_again_are_found_and_nearly_nobody_else() {
    let village = village(900, 11);
    let (_, clusters) = linked(&village.rows);
    let count = |keys: Vec<(u32, usize)>| -> f64 {
        let mut of: BTreeMap<(u32, usize), f64> = BTreeMap::new();
        keys.into_iter().for_each(|k| *of.entry(k).or_default() += 1.0);
        of.into_values().map(|n| n * (n - 1.0) / 2.0).sum()
    };
    let both = count(clusters.iter().copied().zip(village.persons.iter().copied()).collect());
    let taken = count(clusters.iter().map(|c| (*c, 0)).collect());
    let all = count(village.persons.iter().map(|p| (0, *p)).collect());
    assert!(both / taken > 0.97, "precision {}", both / taken);
    assert!(both / all > 0.93, "recall {}", both / all);
}

#[test]
fn twins_who_came_together_stay_two_people_and_each_is_found_again() {
    let village = village(500, 3);
    let (rows, first) = with(
        &village,
        &[
            ["Elvin José", "Batz Umaña", "2001-03-09", "M", "M1", "77777771", "", "T1"],
            ["Selvin José", "Batz Umaña", "2001-03-09", "M", "M1", "77777771", "", "T1"],
            ["Elvin José", "Batz Umaña", "2001-03-09", "M", "M1", "77777771", "", "T2"],
            ["Selvin José", "Batz", "2001-03-09", "M", "M1", "", "", "T2"],
        ],
    );
    let (_, clusters) = linked(&rows);
    let of = |n: u32| clusters[(first + n) as usize];
    assert_eq!(of(0), of(2));
    assert_eq!(of(1), of(3));
    assert_ne!(of(0), of(1));
}

#[test]
fn a_man_registered_twice_under_swapped_surnames_is_one() {
    let village = village(500, 3);
    let (rows, first) = with(
        &village,
        &[
            ["Wilmer Hugo", "Quiej Menjívar", "1979-11-23", "M", "M3", "", "", ""],
            ["Hugo", "Menjivar Quiej", "1979-11-23", "M", "M8", "", "", ""],
        ],
    );
    let (_, clusters) = linked(&rows);
    assert_eq!(clusters[first as usize], clusters[first as usize + 1]);
}

#[test]
fn a_woman_is_not_her_husband_nor_a_son_his_father_of_the_same_name() {
    let village = village(500, 3);
    let (rows, first) = with(
        &village,
        &[
            ["Nelson Hugo", "Lemus Recinos", "1970-02-11", "M", "M4", "66666661", "", "F1"],
            ["Reina Iris", "Calix de Lemus", "1972-06-19", "F", "M4", "66666661", "", "F1"],
            ["Nelson Hugo", "Lemus Calix", "1995-02-11", "M", "M4", "66666661", "", "F1"],
            ["Reina", "Calix", "1972-06-19", "F", "M4", "66666661", "", "F2"],
            ["Nelson", "Lemus", "1995-02-11", "M", "M4", "66666661", "", "F3"],
        ],
    );
    let (_, clusters) = linked(&rows);
    let of = |n: u32| clusters[(first + n) as usize];
    assert_ne!(of(0), of(1));
    assert_ne!(of(0), of(2));
    assert_eq!(of(1), of(3), "the wife is found again");
    assert_eq!(of(2), of(4), "the son is found again, by his birth date");
}
