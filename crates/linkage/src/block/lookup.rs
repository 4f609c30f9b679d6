//! The records that one record meets under some rules: the question asked while somebody is registered.

use super::key::Keys;
use super::rule::Rule;
use super::{key_of, sort};
use crate::LinkageError;
use crate::hands::Hands;
use crate::records::Records;

/// Keys and records under each rule, in the order of the keys.
pub struct Lookup {
    rules: Vec<(Keys, Vec<u64>)>,
    block_max: usize,
}

impl Lookup {
    /// Enters all records there are. A block of more than `block_max` records answers nothing, as in
    /// [`super::Candidates`].
    ///
    /// # Errors
    /// [`LinkageError::NoRule`], [`LinkageError::UnknownField`], [`LinkageError::PartOfField`].
    pub fn new(
        records: &Records,
        rules: &[Rule],
        block_max: usize,
        hands: &impl Hands,
    ) -> Result<Self, LinkageError> {
        if rules.is_empty() {
            return Err(LinkageError::NoRule);
        }
        let keys = rules.iter().map(|rule| Keys::new(rule, records)).collect::<Result<Vec<_>, _>>()?;
        let each = (0..keys.len()).map(|n| n..n + 1).collect();
        let entries = hands.each(each, &|rules| {
            let mut entries = sort::by_key(keys[rules.start].entries(records));
            entries.dedup();
            entries
        });
        Ok(Self { rules: keys.into_iter().zip(entries).collect(), block_max })
    }
    /// The records entered that meet a record, by number, each once. The record itself may have been pushed since; it is
    /// not among them, nor is who came in the same event.
    pub fn near(&self, records: &Records, record: u32) -> Vec<u32> {
        let (mut found, mut keys) = (Vec::new(), Vec::new());
        for (rule, entries) in &self.rules {
            rule.of(records, record, &mut keys);
            for key in &keys {
                let from = entries.partition_point(|e| key_of(*e) < *key);
                let block = &entries[from..];
                let block = &block[..block.partition_point(|e| key_of(*e) == *key)];
                if block.len() <= self.block_max {
                    found.extend(block.iter().map(|entry| *entry as u32));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let event = records.event(record);
        found.retain(|r| *r != record && (event == 0 || records.event(*r) != event));
        found
    }
}
