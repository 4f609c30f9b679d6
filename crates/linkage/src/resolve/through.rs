//! What third records say of a pair: one person through a third record, or two people of one event.

use super::groups::{GROUP_MAX, Groups};
use crate::hands::{Hands, cuts};
use crate::pair::Pair;
use crate::score::{Scorer, probability};

/// From this probability on a third record says something.
const SURE_MIN: f64 = 0.5;
/// From this probability on two records of a third are worth comparing.
const SUGGESTS_MIN: f64 = 0.7;
/// However sure it is that two records are two people of one event, the odds keep this part.
const ODDS_KEPT: f64 = 1e-3;

/// Who each record is found to be the same as: record and probability, by number of the record.
struct Found {
    starts: Vec<u32>,
    others: Vec<(u32, f64)>,
}

impl Found {
    fn of(pairs: &[Pair], records: usize, least: f64) -> Self {
        let sure = || pairs.iter().filter(|p| p.probability >= least);
        let mut starts = vec![0u32; records + 1];
        for pair in sure() {
            starts[pair.left as usize + 1] += 1;
            starts[pair.right as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut others = vec![(0, 0.0); starts.last().map_or(0, |n| *n as usize)];
        for pair in sure() {
            for (one, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                others[next[one as usize] as usize] = (other, pair.probability);
                next[one as usize] += 1;
            }
        }
        Self { starts, others }
    }
    fn others(&self, record: u32) -> &[(u32, f64)] {
        let at = record as usize;
        &self.others[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Pairs of records that are both found to be the same as a third.
pub(super) fn suggested(pairs: &[Pair], records: usize) -> Vec<(u32, u32)> {
    let found = Found::of(pairs, records, SUGGESTS_MIN);
    let mut more = Vec::new();
    for third in 0..records as u32 {
        let others = found.others(third);
        for (at, (one, _)) in others.iter().enumerate() {
            more.extend(others[at + 1..].iter().map(|(other, _)| (*one.min(other), *one.max(other))));
        }
    }
    more
}

/// Sets the probability of every pair of a group too large for [`super::groups`] with what third records say, all read
/// before any is set.
pub(super) fn settle(pairs: &mut [Pair], groups: &Groups, scorer: &Scorer<'_>, hands: &impl Hands) {
    let found = Found::of(pairs, scorer.records().len(), SURE_MIN);
    let read: &[Pair] = pairs;
    let settled = hands.each(cuts(read.len(), hands.count()), &|range| {
        let settle = |pair: &Pair| {
            let large =
                groups.group(pair.left) == groups.group(pair.right) && groups.size(pair.left) > GROUP_MAX;
            if large { settle_one(pair, &found, scorer) } else { pair.probability }
        };
        read[range].iter().map(settle).collect::<Vec<_>>()
    });
    for (pair, probability) in pairs.iter_mut().zip(settled.into_iter().flatten()) {
        pair.probability = probability;
    }
}

fn settle_one(pair: &Pair, found: &Found, scorer: &Scorer<'_>) -> f64 {
    let (mut for_it, mut against) = (0.0_f64, 0.0_f64);
    for &(a, of_a) in found.others(pair.left).iter().filter(|(a, _)| *a != pair.right) {
        for &(b, of_b) in found.others(pair.right).iter().filter(|(b, _)| *b != pair.left) {
            if a == b {
                for_it = for_it.max(of_a * of_b);
            } else if scorer.records().are_two_people(a, b) {
                against = against.max(of_a * of_b);
            }
        }
    }
    if for_it == 0.0 && against == 0.0 {
        return pair.probability;
    }
    let odds = pair.probability / (1.0 - pair.probability) * (1.0 - against).max(ODDS_KEPT);
    let by_itself = probability(odds);
    // The third record vouches only as far as the two do not contradict each other.
    let e = &pair.evidence;
    let relatives = e.same - scorer.priors[0] - e.relatives + scorer.priors[1];
    let contradiction = if relatives.is_finite() { relatives.exp2().min(1.0) } else { 1.0 };
    1.0 - (1.0 - by_itself) * (1.0 - for_it * (1.0 - against) * contradiction)
}
