//! Weighed pairs: those worth keeping of all that the rules find.

use crate::block::{Candidates, Pairing};
use crate::hands::{Hands, cuts};
use crate::records::are_of_one_event;
use crate::score::{Evidence, Scorer};
use crate::token::Memo;

/// A pair is kept from this probability on, or when the two look like relatives.
pub const KEPT_MIN: f64 = 1e-3;

/// Two records and what speaks for their being one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The smaller number.
    pub left: u32,
    pub right: u32,
    /// Which rules found the pair, one bit each, the last for all rules from the 32nd on; 0 when it was found through the
    /// people around it.
    pub rules: u32,
    /// What the two records say, each by itself.
    pub evidence: Evidence,
    /// The probability that they are one person, what is known of events and households included.
    pub probability: f64,
}

impl Pair {
    fn new(left: u32, right: u32, rules: u32, evidence: Evidence) -> Self {
        Self { left, right, rules, evidence, probability: evidence.probability() }
    }
    /// They have something to do with each other: one person or one household.
    pub(crate) fn is_kin(&self) -> bool {
        self.evidence.is_of_kin()
    }
    fn place(&self) -> (u32, u32) {
        (self.left, self.right)
    }
}

/// Weighs every candidate pair and keeps those of [`KEPT_MIN`] on and relatives, by left and right record.
pub fn weigh(scorer: &Scorer<'_>, candidates: &Candidates<'_>, hands: &impl Hands) -> Vec<Pair> {
    candidates.each_pairing(hands, |pairings| weigh_some(scorer, pairings)).concat()
}

/// So many rows are fetched before the first of them is looked at: memory answers many questions at once sooner than one
/// after the other.
pub(crate) const FETCHED: usize = 64;

fn weigh_some(scorer: &Scorer<'_>, pairings: &mut dyn Iterator<Item = Pairing>) -> Vec<Pair> {
    let records = scorer.records();
    let (mut memo, mut kept, mut rows, mut some) = (Memo::default(), Vec::new(), Vec::new(), Vec::new());
    loop {
        some.clear();
        rows.clear();
        some.extend(pairings.take(FETCHED));
        some.iter().for_each(|pairing: &Pairing| rows.extend_from_slice(records.row(pairing.right)));
        for (pairing, row) in some.iter().zip(rows.chunks_exact(records.stride())) {
            let of_left = records.row(pairing.left);
            if are_of_one_event(of_left, row) {
                continue;
            }
            let evidence = scorer.evidence_of(of_left, row, &mut memo);
            if evidence.is_worth_keeping() {
                kept.push(Pair::new(pairing.left, pairing.right, pairing.rules, evidence));
            }
        }
        if some.len() < FETCHED {
            return kept;
        }
    }
}

/// Adds pairs that no rule found but the people around suggest; those already there are left alone.
pub(crate) fn add(pairs: &mut Vec<Pair>, mut more: Vec<(u32, u32)>, scorer: &Scorer<'_>, hands: &impl Hands) {
    more.sort_unstable();
    more.dedup();
    more.retain(|place| pairs.binary_search_by_key(place, Pair::place).is_err());
    more.retain(|(a, b)| !scorer.records().are_two_people(*a, *b));
    let weighed = hands.each(cuts(more.len(), hands.count()), &|range| {
        let mut memo = Memo::default();
        let weighed = more[range].iter().map(|&(a, b)| Pair::new(a, b, 0, scorer.evidence(a, b, &mut memo)));
        weighed.filter(|pair| pair.evidence.is_worth_keeping()).collect::<Vec<_>>()
    });
    pairs.extend(weighed.into_iter().flatten());
    pairs.sort_unstable_by_key(Pair::place);
}
