//! Texts by number: each distinct text is kept once and has a number from 0 in the order of its first appearance.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Distinct texts in one buffer.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    buffer: String,
    ends: Vec<u32>,
    /// Number by hash; texts whose hash is taken by another stand at the next free one.
    number: FxHashMap<u64, u32>,
}

impl Texts {
    /// The number of a text, and whether it is new. `None` when there is no room for more.
    pub fn add(&mut self, text: &str) -> Option<(u32, bool)> {
        let mut hash = hash(text);
        loop {
            match self.number.get(&hash) {
                Some(&found) if self.get(found) == text => return Some((found, false)),
                Some(_) => hash = hash.wrapping_add(1),
                None => break,
            }
        }
        let next = u32::try_from(self.ends.len()).ok()?;
        let end = u32::try_from(self.buffer.len() + text.len()).ok()?;
        self.buffer.push_str(text);
        self.ends.push(end);
        self.number.insert(hash, next);
        Some((next, true))
    }
    /// The text of a number; empty for a number that was not given out.
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let Some(&end) = self.ends.get(at) else { return "" };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.buffer[start as usize..end as usize]
    }
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}
