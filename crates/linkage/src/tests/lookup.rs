//! One registration among those there are: the same pairs and the same scores as the batch.

use super::village::{records, rules, schema, trained, values, village};
use crate::*;
use std::collections::BTreeMap;

#[test]
fn a_registration_meets_who_the_batch_lets_it_meet_with_the_same_evidence() {
    let hands = Alone { cuts: 2 };
    let rows = village(200, 8).rows;
    let all = records(&rows);
    let model = trained(&all, 1).unwrap();
    let candidates = Candidates::new(&all, &rules(), 2000, &hands).unwrap();
    let batch = weigh(&Scorer::new(&model, &all).unwrap(), &candidates, &hands);
    let (last, before) = rows.split_last().unwrap();
    let mut desk = records(before);
    let weights = Weights::new(&model, &desk).unwrap();
    let lookup = Lookup::new(&desk, &rules(), 2000, &hands).unwrap();
    let new = desk.push(&values(last, &schema())).unwrap();
    let scorer = weights.of(&desk);
    let near = lookup.near(&desk, new);
    let evidence: BTreeMap<u32, Evidence> =
        near.iter().map(|r| (*r, scorer.evidence(*r, new, &mut Memo::default()))).collect();
    for pair in batch.iter().filter(|p| p.right == new) {
        assert_eq!(evidence.get(&pair.left), Some(&pair.evidence));
    }
    assert!(near.iter().all(|r| candidates.meet(*r, new)));
    for record in 0..new {
        let found = lookup.near(&desk, record);
        let of_batch = batch.iter().filter(|p| p.left == record && p.right != new);
        assert!(of_batch.clone().all(|p| found.binary_search(&p.right).is_ok()));
    }
}
