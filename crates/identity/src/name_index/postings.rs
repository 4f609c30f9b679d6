//! Who bears each word: one list of slots a word, all in one array, and what came since beside it.

use super::dictionary::Word;
use std::collections::BTreeSet;

/// The slots of each word, ascending. A slot that was taken out may stay in a list until it is settled anew.
#[derive(Default)]
pub struct Postings {
    /// Where the list of each settled word begins in `slots`, and where the last one ends.
    starts: Vec<u32>,
    slots: Vec<u32>,
    fresh: BTreeSet<(Word, u32)>,
    /// How many bear each word now.
    bearers: Vec<u32>,
}

/// So many pairs may always wait.
const WAITING_LEAST: usize = 4_096;

impl Postings {
    pub fn put(&mut self, word: Word, slot: u32) {
        if !self.fresh.insert((word, slot)) {
            return;
        }
        let at = word as usize;
        if self.bearers.len() <= at {
            self.bearers.resize(at + 1, 0);
        }
        self.bearers[at] += 1;
    }
    /// Takes a slot from a word's list, or marks that it is counted no more.
    pub fn remove(&mut self, word: Word, slot: u32) {
        self.fresh.remove(&(word, slot));
        if let Some(bearers) = self.bearers.get_mut(word as usize) {
            *bearers = bearers.saturating_sub(1);
        }
    }
    /// How many bear a word.
    pub fn bearers(&self, word: Word) -> usize {
        self.bearers.get(word as usize).map_or(0, |n| *n as usize)
    }
    /// The slots of a word, ascending.
    pub fn of(&self, word: Word) -> impl Iterator<Item = u32> {
        let bound = |at: usize| self.starts.get(at).map(|n| *n as usize);
        let settled = bound(word as usize).zip(bound(word as usize + 1));
        let settled = settled.and_then(|(from, to)| self.slots.get(from..to)).unwrap_or(&[]);
        let fresh = self.fresh.range((word, 0)..=(word, u32::MAX)).map(|(_, slot)| *slot);
        settled.iter().copied().chain(fresh)
    }
    /// Whether enough waits that it is worth settling.
    pub fn is_due(&self) -> bool {
        self.fresh.len() >= WAITING_LEAST.max(self.slots.len() / 8)
    }
    /// Lays all lists anew. `each` tells the words of the living slots, the last slot first and no word of a slot twice.
    pub fn settle(&mut self, words: usize, each: impl Fn(&mut dyn FnMut(Word, u32))) {
        *self = Postings { bearers: vec![0; words], ..Postings::default() };
        let bearers = &mut self.bearers;
        each(&mut |word, _| bearers[word as usize] += 1);
        // Every list begins where it ends and is filled from there downwards: then it begins where it should.
        let mut end = 0;
        self.starts.reserve_exact(words + 1);
        for bearers in &self.bearers {
            end += bearers;
            self.starts.push(end);
        }
        self.starts.push(end);
        self.slots = vec![0; end as usize];
        let (starts, slots) = (&mut self.starts, &mut self.slots);
        each(&mut |word, slot| {
            let start = &mut starts[word as usize];
            *start -= 1;
            slots[*start as usize] = slot;
        });
    }
    /// The chance that two words drawn at random of all names are the same.
    pub fn by_chance(&self) -> (u64, f64) {
        let total: u64 = self.bearers.iter().map(|n| u64::from(*n)).sum();
        let squares: u128 = self.bearers.iter().map(|n| u128::from(*n).pow(2)).sum();
        (total, squares as f64 / (total.max(1) as f64).powi(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_the_same_before_and_after_they_are_settled() {
        let mut postings = Postings::default();
        let names: Vec<(u32, Word)> =
            (0..500u32).flat_map(|slot| [(slot, slot % 7), (slot, 7 + slot % 3)]).collect();
        names.iter().for_each(|(slot, word)| postings.put(*word, *slot));
        let lists =
            |postings: &Postings| (0..10).map(|w| postings.of(w).collect::<Vec<_>>()).collect::<Vec<_>>();
        let before = lists(&postings);
        postings.settle(10, |tell| names.iter().rev().for_each(|(slot, word)| tell(*word, *slot)));
        assert_eq!(lists(&postings), before);
        postings.put(3, 900);
        postings.remove(3, 3);
        assert_eq!((postings.bearers(3), postings.of(3).last()), (before[3].len(), Some(900)));
        assert_eq!(postings.of(12).count() + postings.bearers(12), 0);
    }
}
