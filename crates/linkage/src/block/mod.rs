//! Finds the pairs worth comparing: records that agree on a key of some rule share a block.

mod key;
mod lookup;
mod recall;
mod rule;
mod sort;

pub use lookup::Lookup;
pub use recall::{Recall, recall};
pub use rule::{Part, Rule};

use crate::LinkageError;
use crate::hands::Hands;
use crate::records::Records;
use key::Keys;
use std::ops::Range;

/// The blocks of one rule: key and record of every record that shares its key, in order.
struct Blocks {
    entries: Vec<u64>,
    /// Pairs within the blocks, those of one event counted too.
    pairs: u64,
    /// Where a second file begins: pairs are of one record of each.
    other_file: Option<u32>,
}

/// The candidate pairs of some records under some rules, streamed and never held.
pub struct Candidates<'a> {
    records: &'a Records,
    keys: Vec<Keys>,
    blocks: Vec<Blocks>,
    skipped: u64,
}

impl<'a> Candidates<'a> {
    /// Puts records in the blocks of each rule. A block of more than `block_max` records is left out: a key that so
    /// many share tells nothing, and its pairs are quadratic; [`Candidates::skipped`] counts them.
    ///
    /// # Errors
    /// [`LinkageError::NoRule`], [`LinkageError::UnknownField`], [`LinkageError::PartOfField`].
    pub fn new(
        records: &'a Records,
        rules: &[Rule],
        block_max: usize,
        hands: &impl Hands,
    ) -> Result<Self, LinkageError> {
        if rules.is_empty() {
            return Err(LinkageError::NoRule);
        }
        let keys = rules.iter().map(|rule| Keys::new(rule, records)).collect::<Result<Vec<_>, _>>()?;
        let each = (0..keys.len()).map(|n| n..n + 1).collect();
        let built = hands.each(each, &|rules| Blocks::new(records, &keys[rules.start], block_max));
        let skipped = built.iter().map(|(_, skipped)| skipped).sum();
        Ok(Self { records, keys, blocks: built.into_iter().map(|(b, _)| b).collect(), skipped })
    }
    /// How many pairs the rules find, pairs that several rules find counted for each.
    pub fn pairs(&self) -> u64 {
        self.blocks.iter().map(|b| b.pairs).sum()
    }
    /// How many pairs each rule finds, in the order of the rules.
    pub fn pairs_of_rules(&self) -> Vec<u64> {
        self.blocks.iter().map(|b| b.pairs).collect()
    }
    /// How many pairs were left out because their block was too large.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }
    /// Whether two records agree on a key of some rule.
    pub fn meet(&self, a: u32, b: u32) -> bool {
        let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
        self.keys.iter().any(|keys| {
            keys.of(self.records, a, &mut of_a);
            keys.of(self.records, b, &mut of_b);
            of_a.iter().any(|key| of_b.contains(key))
        })
    }
    /// Hands every candidate pair, with the rule and the smaller record first, to a worker made for each range; what the
    /// workers made, in an order that does not depend on the cuts once sorted. Pairs of one event do not come; a pair
    /// that several rules find, or one rule by several keys, comes as often.
    pub(crate) fn each_pair<W: Send>(
        &self,
        hands: &impl Hands,
        worker: impl Fn() -> W + Sync,
        take: impl Fn(&mut W, usize, u32, u32) + Sync,
    ) -> Vec<W> {
        let mut made = Vec::new();
        for (rule, blocks) in self.blocks.iter().enumerate() {
            made.extend(hands.each(blocks.cuts(hands.count()), &|range| {
                let mut w = worker();
                blocks.pairs_in(self.records, range, |a, b| take(&mut w, rule, a, b));
                w
            }));
        }
        made
    }
}

fn key_of(entry: u64) -> u64 {
    entry >> 32
}

impl Blocks {
    fn new(records: &Records, keys: &Keys, block_max: usize) -> (Self, u64) {
        let mut entries = sort::by_key(keys.entries(records));
        entries.dedup();
        let other_file = records.other_file();
        let (mut kept, mut pairs, mut skipped) = (Vec::new(), 0, 0);
        for block in entries.chunk_by(|a, b| key_of(*a) == key_of(*b)) {
            match block.len() {
                0 | 1 => {}
                n if n > block_max => skipped += pairs_among(block, other_file),
                _ => {
                    pairs += pairs_among(block, other_file);
                    kept.extend_from_slice(block);
                }
            }
        }
        kept.shrink_to_fit();
        (Self { entries: kept, pairs, other_file }, skipped)
    }
    /// Ranges of whole blocks with about the same number of pairs each.
    fn cuts(&self, count: usize) -> Vec<Range<usize>> {
        let share = self.pairs.div_ceil(count.max(1) as u64).max(1);
        let (mut ranges, mut start, mut at, mut pairs) = (Vec::new(), 0, 0, 0);
        for block in self.entries.chunk_by(|a, b| key_of(*a) == key_of(*b)) {
            at += block.len();
            pairs += pairs_among(block, self.other_file);
            if pairs >= share {
                ranges.push(start..at);
                (start, pairs) = (at, 0);
            }
        }
        if start < at {
            ranges.push(start..at);
        }
        ranges
    }
    fn pairs_in(&self, records: &Records, range: Range<usize>, mut take: impl FnMut(u32, u32)) {
        for block in self.entries[range].chunk_by(|a, b| key_of(*a) == key_of(*b)) {
            for (at, one) in block.iter().enumerate() {
                let a = *one as u32;
                let event = records.event(a);
                for other in &block[others_from(block, at, self.other_file)..] {
                    let b = *other as u32;
                    if event == 0 || event != records.event(b) {
                        take(a, b);
                    }
                }
            }
        }
    }
}

/// Where in a block, in the order of its records, those begin that the one at a place is paired with.
fn others_from(block: &[u64], at: usize, other_file: Option<u32>) -> usize {
    match other_file {
        None => at + 1,
        Some(first) if (block[at] as u32) < first => block.partition_point(|entry| (*entry as u32) < first),
        Some(_) => block.len(),
    }
}

fn pairs_among(block: &[u64], other_file: Option<u32>) -> u64 {
    let n = block.len() as u64;
    match other_file {
        None => n * n.saturating_sub(1) / 2,
        Some(first) => {
            let left = block.partition_point(|entry| (*entry as u32) < first) as u64;
            left * (n - left)
        }
    }
}
