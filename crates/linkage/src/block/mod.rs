//! Finds the pairs worth comparing: records that agree on a key of some rule share a block.

mod gather;
mod key;
mod lookup;
mod recall;
mod rule;
mod sort;

pub use lookup::Lookup;
pub use recall::{Recall, recall};
pub use rule::{Part, Rule};

pub(crate) use gather::Pairing;

use crate::LinkageError;
use crate::hands::Hands;
use crate::records::Records;
use key::Keys;
use std::ops::Range;

/// The blocks of one rule: who shares a key with whom.
struct Blocks {
    /// The records of every block, one block after the other, each in the order of its records.
    records: Vec<u32>,
    /// Where each block ends.
    ends: Vec<u32>,
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
    /// Hands every candidate pair, the smaller record first, to a worker made for each range; what the workers made, in an
    /// order that does not depend on the cuts once sorted. A pair that several rules find, or one rule by several keys,
    /// comes as often, and pairs of one event come too.
    pub(crate) fn each_pair<W: Send>(
        &self,
        hands: &impl Hands,
        worker: impl Fn() -> W + Sync,
        take: impl Fn(&mut W, u32, u32) + Sync,
    ) -> Vec<W> {
        let mut made = Vec::new();
        for blocks in &self.blocks {
            made.extend(hands.each(blocks.cuts(hands.count()), &|range| {
                let mut w = worker();
                blocks.pairs_in(range, |a, b| take(&mut w, a, b));
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
        let mut blocks = Self { records: Vec::new(), ends: Vec::new(), pairs: 0, other_file };
        let mut skipped = 0;
        for block in entries.chunk_by(|a, b| key_of(*a) == key_of(*b)).filter(|b| b.len() > 1) {
            let start = blocks.records.len();
            blocks.records.extend(block.iter().map(|entry| *entry as u32));
            let pairs = pairs_among(&blocks.records[start..], other_file);
            if block.len() > block_max {
                skipped += pairs;
                blocks.records.truncate(start);
            } else {
                blocks.pairs += pairs;
                blocks.ends.push(blocks.records.len() as u32);
            }
        }
        blocks.records.shrink_to_fit();
        blocks.ends.shrink_to_fit();
        (blocks, skipped)
    }
    /// Some of the blocks.
    fn each(&self, range: Range<usize>) -> impl Iterator<Item = &[u32]> {
        let first = range.start.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.ends[range].iter().scan(first, |start, end| {
            let block = &self.records[*start as usize..*end as usize];
            *start = *end;
            Some(block)
        })
    }
    fn all(&self) -> impl Iterator<Item = &[u32]> {
        self.each(0..self.ends.len())
    }
    /// Ranges of blocks with about the same number of pairs each.
    fn cuts(&self, count: usize) -> Vec<Range<usize>> {
        let share = self.pairs.div_ceil(count.max(1) as u64).max(1);
        let (mut ranges, mut start, mut pairs) = (Vec::new(), 0, 0);
        for (at, block) in self.all().enumerate() {
            pairs += pairs_among(block, self.other_file);
            if pairs >= share || at + 1 == self.ends.len() {
                ranges.push(start..at + 1);
                (start, pairs) = (at + 1, 0);
            }
        }
        ranges
    }
    fn pairs_in(&self, range: Range<usize>, mut take: impl FnMut(u32, u32)) {
        for block in self.each(range) {
            for (at, a) in block.iter().enumerate() {
                block[others_from(block, at, self.other_file)..].iter().for_each(|b| take(*a, *b));
            }
        }
    }
}

/// Where in a block, in the order of its records, those begin that the one at a place is paired with.
fn others_from(block: &[u32], at: usize, other_file: Option<u32>) -> usize {
    match other_file {
        None => at + 1,
        Some(first) if block[at] < first => block.partition_point(|record| *record < first),
        Some(_) => block.len(),
    }
}

fn pairs_among(block: &[u32], other_file: Option<u32>) -> u64 {
    let n = block.len() as u64;
    match other_file {
        None => n * n.saturating_sub(1) / 2,
        Some(first) => {
            let left = block.partition_point(|record| *record < first) as u64;
            left * (n - left)
        }
    }
}
