//! Clusters whose chains are repaired.

use super::village::{Row, records};
use crate::*;

fn row(event: &str) -> Row {
    ["", "", "", "", "", "", "", event].map(str::to_owned)
}

fn pair(left: u32, right: u32, probability: f64) -> Pair {
    let evidence = Evidence {
        same: probability.log2(),
        relatives: f64::NEG_INFINITY,
        strangers: (1.0 - probability).log2(),
    };
    Pair { left, right, rules: 1, evidence, probability }
}

#[test]
fn pairs_join_records_and_clusters_are_named_by_the_smallest() {
    let records = records(&[row(""), row(""), row(""), row(""), row("")]);
    let pairs = [pair(1, 3, 0.99), pair(1, 4, 0.99), pair(2, 4, 0.2)];
    assert_eq!(clusters(&records, &pairs, 0.5), [0, 1, 2, 1, 1]);
    assert_eq!(clusters(&records, &[], 0.5), [0, 1, 2, 3, 4]);
}

#[test]
fn two_records_of_one_event_never_share_a_cluster() {
    let records = records(&[row("E"), row("E"), row("")]);
    let pairs = [pair(0, 2, 0.999), pair(1, 2, 0.99)];
    assert_eq!(clusters(&records, &pairs, 0.5), [0, 1, 0]);
}

#[test]
fn a_chain_breaks_at_its_weakest_link() {
    let records = records(&[row(""), row(""), row("")]);
    // Father – somebody with half of each – son: the ends are two people.
    let pairs = [pair(0, 1, 0.99), pair(0, 2, 0.002), pair(1, 2, 0.7)];
    assert_eq!(clusters(&records, &pairs, 0.5), [0, 0, 2]);
    let pairs = [pair(0, 1, 0.99), pair(0, 2, 0.6), pair(1, 2, 0.7)];
    assert_eq!(clusters(&records, &pairs, 0.5), [0, 0, 0]);
}
