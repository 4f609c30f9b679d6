//! The first, quick look: adds up for each name what the typed parts are worth that it has, and keeps the best.

use super::ask::Asked;
use super::weigh::{BONUS_MOST, INITIAL, OF_QUESTION};
use super::{NameIndex, Only, Query};

/// Sums for one search, kept between searches so that nothing is cleared.
#[derive(Default)]
pub(super) struct Scratch {
    sums: Vec<Sum>,
    count: u32,
    touched: Vec<u32>,
}

/// The sum of one slot. It lies beside its mark, for among millions each look elsewhere waits for memory.
#[derive(Clone, Copy, Default)]
struct Sum {
    score: f32,
    /// The count of the query part that touched the slot last.
    mark: u32,
}

/// What a search asks of the slots it meets for the first time.
struct Door<'a> {
    query: &'a Query<'a>,
    /// What a bonus of the second look is worth in sums of the first.
    scale: f32,
    /// Nothing is known or asked that would tell one slot from another.
    is_open: bool,
}

impl NameIndex {
    /// The slots with the highest sums. Rare parts go first; once nobody new can win, usual parts only add to those
    /// already there. Initials go last, for they find nobody by themselves.
    pub(super) fn gather(
        &self,
        asked: &[Asked],
        query: &Query,
        most: usize,
        scratch: &mut Scratch,
    ) -> Vec<u32> {
        scratch.begin(self.facts.len());
        let base = scratch.count;
        let mut order: Vec<&Asked> = asked.iter().collect();
        order.sort_by(|a, b| a.is_initial().cmp(&b.is_initial()).then(b.worth.total_cmp(&a.worth)));
        let mut to_come: f32 = order.iter().map(|a| a.worth).sum();
        let is_plain = query.only == Only::default() && query.birth_year.is_none() && query.origin.is_none();
        let is_open = is_plain && self.listed_dead == 0;
        let door = Door { query, scale: to_come / OF_QUESTION, is_open };
        let bonus_most = if is_plain { 0.0 } else { BONUS_MOST * door.scale };
        for part in order {
            scratch.count += 1;
            if part.is_initial() {
                self.add_to_touched(part, scratch);
                continue;
            }
            let closed = scratch.touched.len() >= most && scratch.nth_best(most) >= to_come + bonus_most;
            if closed && scratch.touched.len() < self.bearers_of(part) / 4 {
                self.add_to_touched(part, scratch);
            } else {
                self.add_from_postings(part, base, closed, &door, scratch);
            }
            to_come -= part.worth;
        }
        scratch.best(most, |slot| self.worn(slot).len())
    }

    fn bearers_of(&self, part: &Asked) -> usize {
        part.like.iter().map(|like| self.postings.bearers(like.word)).sum()
    }

    fn add_from_postings(&self, part: &Asked, base: u32, closed: bool, door: &Door, scratch: &mut Scratch) {
        let count = scratch.count;
        for like in &part.like {
            let gain = part.worth * like.likeness;
            for slot in self.postings.of(like.word) {
                let Some(sum) = scratch.sums.get_mut(slot as usize) else { continue };
                if sum.mark <= base {
                    if closed {
                        continue;
                    }
                    let Some(start) = self.let_in(slot, door) else { continue };
                    scratch.touched.push(slot);
                    sum.score = start;
                } else if sum.mark == count {
                    continue;
                }
                sum.mark = count;
                sum.score += gain;
            }
        }
    }

    /// What a slot begins with, or nothing when it is not looked for.
    fn let_in(&self, slot: u32, door: &Door) -> Option<f32> {
        if door.is_open {
            return Some(0.0);
        }
        self.admits(slot, &door.query.only).then(|| self.bonus(slot, door.query) * door.scale)
    }

    fn add_to_touched(&self, part: &Asked, scratch: &mut Scratch) {
        for slot in &scratch.touched {
            let likeness = self.worn(*slot).iter().filter_map(|worn| match part.likeness(worn.word()) {
                None if part.is_initial() && self.dictionary.begins(worn.word(), &part.spelling) => {
                    Some(INITIAL)
                }
                likeness => likeness,
            });
            let best = likeness.fold(0.0, f32::max);
            scratch.sums[*slot as usize].score += part.worth * best;
        }
    }
}

impl Scratch {
    fn begin(&mut self, slots: usize) {
        if self.count > u32::MAX - 64 {
            *self = Scratch::default();
        }
        self.sums.resize(slots, Sum::default());
        self.touched.clear();
    }
    fn nth_best(&self, n: usize) -> f32 {
        let mut scores: Vec<f32> = self.touched.iter().map(|s| self.sums[*s as usize].score).collect();
        if scores.len() < n || n == 0 {
            return 0.0;
        }
        *scores.select_nth_unstable_by(n - 1, |a, b| b.total_cmp(a)).1
    }
    /// The slots with the highest sums; among equals those with the shorter names, which are the more alike.
    fn best(&mut self, most: usize, words: impl Fn(u32) -> usize) -> Vec<u32> {
        if self.touched.len() <= most {
            return self.touched.clone();
        }
        let least = self.nth_best(most);
        let sums = &self.sums;
        let mut best: Vec<(f32, usize, u32)> = self
            .touched
            .iter()
            .filter(|slot| sums[**slot as usize].score >= least)
            .map(|slot| (sums[*slot as usize].score, words(*slot), *slot))
            .collect();
        if best.len() > most {
            best.select_nth_unstable_by(most, |a, b| {
                b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2))
            });
            best.truncate(most);
        }
        best.into_iter().map(|(_, _, slot)| slot).collect()
    }
}
