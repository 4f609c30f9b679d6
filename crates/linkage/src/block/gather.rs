//! Gathers the candidate pairs of a range of records, each once: what several rules find is weighed one time, and the
//! pairs of one record are weighed one after the other, while it is at hand.

use super::{Blocks, Candidates, others_from};
use crate::hands::Hands;
use std::ops::Range;

/// A range ends before it has many more pairs than this, so that few are held at once.
const HELD_MAX: u64 = 8_000_000;
/// Records are measured in about this many strokes where ranges of them are cut.
const STROKES: usize = 4096;
/// No more records than this in a range, so that a pair and its rule fit in 64 bits.
const LEFT_MAX: usize = 1 << 26;
const RULE_BITS: u32 = 5;
const RULE_MAX: usize = (1 << RULE_BITS) - 1;

/// A pair and the rules that find it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pairing {
    /// The smaller number.
    pub left: u32,
    pub right: u32,
    /// One bit each, the last for all rules from the 32nd on.
    pub rules: u32,
}

impl Candidates<'_> {
    /// Hands every candidate pair once, by left and right record, a range of left records at a time; what was made of each
    /// range, in order. Pairs of one event come too.
    pub(crate) fn each_pairing<T: Send>(
        &self,
        hands: &impl Hands,
        work: impl Fn(&mut dyn Iterator<Item = Pairing>) -> T + Sync,
    ) -> Vec<T> {
        hands.each(self.ranges(hands.count()), &|range| {
            let mut found = Vec::new();
            for (rule, blocks) in self.blocks.iter().enumerate() {
                blocks.of_records(&range, |left, right| {
                    let left = u64::from(left) - range.start as u64;
                    let of_pair = left << 32 | u64::from(right);
                    found.push(of_pair << RULE_BITS | rule.min(RULE_MAX) as u64);
                });
            }
            found.sort_unstable();
            let pairs = found.chunk_by(|a, b| a >> RULE_BITS == b >> RULE_BITS);
            work(&mut pairs.map(|same| pairing(same, range.start as u32)))
        })
    }
    /// Ranges of records with about as many pairs each.
    fn ranges(&self, count: usize) -> Vec<Range<usize>> {
        let records = self.records.len();
        let width = (records / STROKES).clamp(1, LEFT_MAX);
        let mut pairs = vec![0u64; records.div_ceil(width)];
        self.blocks.iter().for_each(|blocks| blocks.count_pairs(width, &mut pairs));
        let share = self.pairs().div_ceil(count.max(1) as u64).clamp(1, HELD_MAX);
        let (mut ranges, mut start, mut held) = (Vec::new(), 0, 0);
        for (stroke, more) in pairs.iter().enumerate() {
            let end = ((stroke + 1) * width).min(records);
            held += more;
            if held >= share || end + width - start > LEFT_MAX || end == records {
                ranges.push(start..end);
                (start, held) = (end, 0);
            }
        }
        ranges
    }
}

/// One pair found by some rules.
fn pairing(same: &[u64], first: u32) -> Pairing {
    let rules = same.iter().fold(0, |rules, found| rules | 1 << (*found as usize & RULE_MAX));
    let pair = same[0] >> RULE_BITS;
    Pairing { left: first + (pair >> 32) as u32, right: pair as u32, rules }
}

impl Blocks {
    /// Pairs whose smaller record is in a range.
    fn of_records(&self, range: &Range<usize>, mut take: impl FnMut(u32, u32)) {
        for block in self.all() {
            for (at, left) in block.iter().enumerate() {
                if *left as usize >= range.end {
                    break;
                }
                if *left as usize >= range.start {
                    block[others_from(block, at, self.other_file)..].iter().for_each(|b| take(*left, *b));
                }
            }
        }
    }
    /// Adds to each stroke of `width` records the pairs whose smaller record is in it.
    fn count_pairs(&self, width: usize, pairs: &mut [u64]) {
        for block in self.all() {
            for (at, left) in block.iter().enumerate() {
                let others = block.len() - others_from(block, at, self.other_file);
                pairs[*left as usize / width] += others as u64;
            }
        }
    }
}
