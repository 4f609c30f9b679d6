//! Words by the hashes of their forms, in little room: each pair stands once, in order.

use super::dictionary::Word;
use std::collections::BTreeSet;

/// Pairs of a hash and a word. New ones wait aside until they are an eighth of all.
#[derive(Default)]
pub struct Filed {
    settled: Vec<(u32, Word)>,
    fresh: BTreeSet<(u32, Word)>,
}

/// So many pairs may always wait.
const WAITING_LEAST: usize = 1_024;

impl Filed {
    pub fn put(&mut self, key: u32, word: Word) {
        self.fresh.insert((key, word));
        if self.fresh.len() >= WAITING_LEAST.max(self.settled.len() / 8) {
            self.settle();
        }
    }
    /// The words under a key.
    pub fn get(&self, key: u32, out: &mut Vec<Word>) {
        let from = self.settled.partition_point(|(of, _)| *of < key);
        let settled = self.settled.iter().skip(from).take_while(|(of, _)| *of == key);
        out.extend(settled.chain(self.fresh.range((key, 0)..=(key, Word::MAX))).map(|(_, word)| *word));
    }
    /// Lays the new pairs among the old ones from the end, in no more room than they take.
    fn settle(&mut self) {
        let mut old = self.settled.len();
        self.settled.reserve_exact(self.fresh.len());
        self.settled.resize(old + self.fresh.len(), (0, 0));
        let mut at = self.settled.len();
        for new in std::mem::take(&mut self.fresh).into_iter().rev() {
            while old > 0 && self.settled[old - 1] > new {
                (old, at) = (old - 1, at - 1);
                self.settled[at] = self.settled[old];
            }
            at -= 1;
            self.settled[at] = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filed_is_found_before_and_after_it_settles() {
        let mut filed = Filed::default();
        let words = |filed: &Filed, key| {
            let mut found = Vec::new();
            filed.get(key, &mut found);
            found.sort_unstable();
            found
        };
        for word in 0..20_000u32 {
            filed.put(word % 5_000, word);
            if word % 997 == 0 {
                let key = word % 5_000;
                let all: Vec<Word> = (0..=word).filter(|w| w % 5_000 == key).collect();
                assert_eq!(words(&filed, key), all);
            }
        }
        assert!(filed.settled.len() > 17_000 && words(&filed, 5_000).is_empty());
    }
}
