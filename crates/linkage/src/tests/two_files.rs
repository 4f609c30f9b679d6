//! Records of two files: pairs are looked for, learned and told across the two only.

use super::village::{Row, Village, rules, schema, values, village};
use crate::*;

const HANDS: Alone = Alone { cuts: 3 };

/// Everybody's first record in one file, and in the other who came again, each so many times.
fn two_files(village: &Village, times: usize, one_to_one: bool) -> (Records, Vec<usize>) {
    let (mut records, schema) = (Records::new(schema()), schema());
    let is_again = |row: usize| row > 0 && village.persons[row] == village.persons[row - 1];
    let all = 0..village.rows.len();
    let mut persons = Vec::new();
    let mut push = |records: &mut Records, row: usize| {
        let mut cells: Row = village.rows[row].clone();
        // Who stands twice in one file came twice.
        cells[7] = if is_again(row) { String::new() } else { cells[7].clone() };
        records.push(&values(&cells, &schema)).unwrap();
        persons.push(village.persons[row]);
    };
    all.clone().filter(|row| !is_again(*row)).for_each(|row| push(&mut records, row));
    records.begin_other_file(one_to_one);
    for row in all.filter(|row| is_again(*row)) {
        (0..times).for_each(|_| push(&mut records, row));
    }
    (records, persons)
}

fn linked(records: &Records) -> (Model, Vec<Pair>, Vec<u32>) {
    let candidates = Candidates::new(records, &rules(), 2000, &HANDS).unwrap();
    let training = Training { random_pairs: 40_000, ..Training::default() };
    let (model, _) = train(records, &candidates, &training, &HANDS).unwrap();
    let scorer = Scorer::new(&model, records).unwrap();
    let mut pairs = weigh(&scorer, &candidates, &HANDS);
    assert!(pairs.iter().all(|pair| records.may_pair(pair.left, pair.right)));
    resolve(&mut pairs, &scorer, &HANDS);
    let clusters = clusters(records, &pairs, 0.5);
    (model, pairs, clusters)
}

fn firsts(village: &Village) -> u32 {
    *village.persons.last().unwrap() as u32 + 1
}

#[test]
fn pairs_come_from_across_and_the_share_is_of_pairs_across() {
    let village = village(500, 9);
    let (records, persons) = two_files(&village, 1, false);
    let first = firsts(&village);
    let (model, pairs, _) = linked(&records);
    let again = records.len() as f64 - f64::from(first);
    let expected = model.share_same() * f64::from(first) * again;
    assert!((0.8..1.25).contains(&(expected / again)), "{expected} of {again}");
    let told = pairs.iter().filter(|p| p.probability >= 0.5 && records.may_pair(p.left, p.right));
    let told: Vec<bool> = told.map(|p| persons[p.left as usize] == persons[p.right as usize]).collect();
    let right = told.iter().filter(|is_true| **is_true).count() as f64;
    assert!(right / told.len() as f64 > 0.95 && right / again > 0.9, "{right} of {again}, {}", told.len());
}

#[test]
fn doubles_of_one_file_share_a_cluster_unless_there_are_none() {
    let village = village(400, 9);
    let first = firsts(&village);
    let joined = |one_to_one: bool| {
        let (records, _) = two_files(&village, 2, one_to_one);
        let (_, _, clusters) = linked(&records);
        let mut of_second: Vec<u32> = clusters[first as usize..].to_vec();
        let all = of_second.len();
        of_second.sort_unstable();
        of_second.dedup();
        all - of_second.len()
    };
    assert!(joined(false) > 100);
    assert_eq!(joined(true), 0);
}

#[test]
fn a_file_that_is_empty_teaches_nothing() {
    let mut records = super::village::records(&village(30, 1).rows);
    records.begin_other_file(false);
    let candidates = Candidates::new(&records, &rules(), 2000, &HANDS).unwrap();
    assert_eq!(candidates.pairs(), 0);
    let trained = train(&records, &candidates, &Training::default(), &HANDS);
    assert_eq!(trained.err(), Some(LinkageError::TooFew));
}

#[test]
fn what_is_expected_of_a_threshold_is_that_of_the_pairs_it_takes() {
    let probabilities = [0.9, 0.5, 0.1];
    let at = expected(&probabilities, 0.4, 0.5);
    assert_eq!((at.probability, at.precision), (0.4, 0.7));
    assert!((at.recall - 1.4 / 2.0).abs() < 1e-12);
    assert_eq!(expected(&probabilities, 0.95, 0.0).recall, 0.0);
    assert_eq!(expected(&[], 0.5, 0.0).precision, 1.0);
}
