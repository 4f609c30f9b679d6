//! The fuzzy name index: finds people by name through typos, accents, order and missing parts, in memory.
//!
//! Names become [`token`]s; the [`dictionary`] knows which spellings are near a typed one; postings say who bears them.
//! A query adds up what each of its parts is worth (rare names are worth more), then the best are weighed again part by
//! part, with year of birth and origin where they are known. The index holds names in clear, so it lives in memory only
//! and is filled by following the log after the keys are there ([`follow`]).

mod dictionary;
pub mod follow;
pub mod generate;
pub mod measure;
mod token;
mod weigh;

use dictionary::{Dictionary, Likeness, Word};
use kernel::{Country, PersonId};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Mutex;

/// What the index keeps of a person.
#[derive(Clone, Default)]
pub struct Bearer {
    /// Every name under which the person should be found; each counts by itself.
    pub names: Vec<String>,
    pub birth_year: Option<i16>,
    pub origin: Option<Country>,
}

/// Whether a name as somebody wrote it is this person's: every part of it stands in the name as told, and enough of them
/// that it is no guess. Accents, order and capitals do not matter.
pub fn is_written_as(typed: &str, told: &str) -> bool {
    let (typed, told) = (token::parts(typed), token::parts(told));
    let stands = |part: &token::Part| told.iter().any(|t| t.spelling == part.spelling);
    typed.len() >= told.len().min(2) && !typed.is_empty() && typed.iter().all(stands)
}

/// How the parts of a name sound, in the order told.
pub(crate) fn sounds(name: &str) -> Vec<String> {
    token::parts(name).into_iter().map(|part| token::sound_of(&part.spelling)).collect()
}

/// What is asked: a name as typed, and what else is known.
#[derive(Clone, Default)]
pub struct Query<'a> {
    pub name: &'a str,
    pub birth_year: Option<i16>,
    pub origin: Option<Country>,
}

impl<'a> Query<'a> {
    pub fn name(name: &'a str) -> Self {
        Query { name, ..Query::default() }
    }
}

/// A person found, and how well: 1 is the same name; below about 0.6 little but a part is alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub person: PersonId,
    pub score: f32,
}

/// One name of one person.
struct Slot {
    person: PersonId,
    birth_year: Option<i16>,
    origin: Option<Country>,
    /// Where its words begin in `NameIndex::words`, and how many there are.
    from: u32,
    count: u16,
    alive: bool,
}

/// A word of a name and the part it belongs to: `cruz` and `delacruz` are the same part.
#[derive(Clone, Copy)]
struct Worn {
    word: Word,
    part: u8,
}

/// The index. Reading needs `&self` only, so many may search at once.
#[derive(Default)]
pub struct NameIndex {
    dictionary: Dictionary,
    /// For each word, the slots that bear it.
    postings: Vec<Vec<u32>>,
    slots: Vec<Slot>,
    words: Vec<Worn>,
    /// The slots of a person, which lie side by side.
    by_person: HashMap<PersonId, Range<u32>>,
    alive: usize,
    spare: Mutex<Vec<Scratch>>,
}

/// Sums for one search, kept between searches so that nothing is cleared.
#[derive(Default)]
struct Scratch {
    score: Vec<f32>,
    /// The count of the query part that touched the slot last.
    mark: Vec<u32>,
    count: u32,
    touched: Vec<u32>,
}

/// One part of what was typed, what it is worth, and the words like it.
struct Asked {
    spelling: String,
    worth: f32,
    like: Vec<Likeness>,
}

impl NameIndex {
    /// How many people are in it.
    pub fn people(&self) -> usize {
        self.by_person.len()
    }
    /// How many different spellings are in it.
    pub fn spellings(&self) -> usize {
        self.dictionary.len()
    }

    /// Puts a person in, in place of what was known before.
    pub fn put(&mut self, person: PersonId, bearer: &Bearer) {
        self.remove(person);
        let from = self.slots.len() as u32;
        for name in &bearer.names {
            self.put_name(person, name, bearer);
        }
        let slots = from..self.slots.len() as u32;
        if !slots.is_empty() {
            self.by_person.insert(person, slots);
        }
    }

    fn put_name(&mut self, person: PersonId, name: &str, bearer: &Bearer) {
        let Ok(slot) = u32::try_from(self.slots.len()) else { return };
        let Ok(from) = u32::try_from(self.words.len()) else { return };
        for (part, of_name) in (0u8..).zip(token::parts(name)) {
            for spelling in [Some(of_name.spelling), of_name.joined].into_iter().flatten() {
                let word = self.dictionary.add(&spelling);
                self.words.push(Worn { word, part });
                if self.postings.len() <= word as usize {
                    self.postings.resize_with(word as usize + 1, Vec::new);
                }
                let list = &mut self.postings[word as usize];
                if list.last() != Some(&slot) {
                    list.push(slot);
                }
            }
        }
        let count = u16::try_from(self.words.len() - from as usize).unwrap_or(0);
        let (birth_year, origin) = (bearer.birth_year, bearer.origin);
        self.slots.push(Slot { person, birth_year, origin, from, count, alive: true });
        self.alive += 1;
    }

    /// Takes a person out.
    pub fn remove(&mut self, person: PersonId) {
        for slot in self.by_person.remove(&person).unwrap_or_default() {
            self.slots[slot as usize].alive = false;
            self.alive -= 1;
            let slot_words = self.worn(slot).iter().map(|w| w.word).collect::<Vec<_>>();
            for word in slot_words {
                self.postings[word as usize].retain(|s| *s != slot);
            }
        }
    }

    /// The people whose names are most like a text, best first.
    pub fn find(&self, name: &str, limit: usize) -> Vec<Hit> {
        self.search(&Query::name(name), limit)
    }

    /// The people most like what is known, best first. A year of four digits in the text counts as a year of birth.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<Hit> {
        let (asked, year) = self.ask(query.name);
        if asked.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut scratch = self.spare.lock().unwrap_or_else(|e| e.into_inner()).pop().unwrap_or_default();
        let candidates = self.gather(&asked, (limit * 4).max(64), &mut scratch);
        self.spare.lock().unwrap_or_else(|e| e.into_inner()).push(scratch);
        let known = Query { birth_year: query.birth_year.or(year), ..query.clone() };
        let mut hits: Vec<Hit> =
            candidates.into_iter().filter_map(|slot| self.weigh(slot, &asked, &known)).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.person.cmp(&b.person)));
        let mut seen = std::collections::HashSet::new();
        hits.retain(|h| seen.insert(h.person));
        hits.truncate(limit);
        hits
    }

    fn worn(&self, slot: u32) -> &[Worn] {
        let Some(slot) = self.slots.get(slot as usize) else { return &[] };
        self.words.get(slot.from as usize..slot.from as usize + slot.count as usize).unwrap_or(&[])
    }

    /// How much a word tells people apart: rare words more.
    fn rarity(&self, word: Word) -> f32 {
        let bearers = self.postings.get(word as usize).map_or(0, Vec::len);
        (1.0 + self.alive as f32 / (bearers as f32 + 1.0)).ln()
    }

    /// The parts of a typed text with the words like them, and the year of birth if one was typed.
    fn ask(&self, text: &str) -> (Vec<Asked>, Option<i16>) {
        const PARTS_ASKED: usize = 10;
        let mut year = None;
        let mut parts = token::parts(text);
        parts.retain(|p| match p.spelling.parse::<i16>() {
            Ok(n @ 1900..2100) if p.spelling.len() == 4 => {
                year = Some(n);
                false
            }
            _ => true,
        });
        parts.truncate(PARTS_ASKED);
        let mut asked: Vec<Asked> = Vec::new();
        for part in &parts {
            let mut like = Vec::new();
            self.dictionary.like(&part.spelling, &mut like);
            if let Some(joined) = &part.joined {
                self.dictionary.like(joined, &mut like);
            }
            if like.first().is_none_or(|l| l.likeness < 0.9)
                && let Some((first, second)) = self.split(&part.spelling)
            {
                asked.push(self.exactly(&part.spelling, first));
                asked.push(self.exactly(&part.spelling, second));
                continue;
            }
            if like.is_empty() && part.spelling.chars().count() >= 3 {
                self.dictionary.beginning(&part.spelling, 64, &mut like);
            }
            asked.push(Asked { spelling: part.spelling.clone(), worth: self.worth(&like), like });
        }
        self.join_neighbours(&parts, &mut asked);
        (asked, year)
    }

    fn exactly(&self, spelling: &str, word: Word) -> Asked {
        let like = vec![Likeness { word, likeness: 0.95 }];
        Asked { spelling: spelling.to_owned(), worth: self.worth(&like), like }
    }

    /// `mariajose` for those who are written `maria jose`: the two known words that make up a typed one.
    fn split(&self, spelling: &str) -> Option<(Word, Word)> {
        let cuts: Vec<usize> = spelling.char_indices().map(|(i, _)| i).collect();
        let cuts = cuts.get(3..cuts.len().saturating_sub(2))?;
        let both =
            |at: &usize| self.dictionary.get(&spelling[..*at]).zip(self.dictionary.get(&spelling[*at..]));
        let bearers = |w: Word| self.postings.get(w as usize).map_or(0, Vec::len);
        cuts.iter()
            .filter_map(both)
            .filter(|(a, b)| bearers(*a) > 0 && bearers(*b) > 0)
            .max_by_key(|(a, b)| bearers(*a).min(bearers(*b)))
    }

    /// `maria jose` for those who are written `mariajose`: both parts are like the one word.
    fn join_neighbours(&self, parts: &[token::Part], asked: &mut [Asked]) {
        if parts.len() != asked.len() {
            return;
        }
        for (at, pair) in parts.windows(2).enumerate() {
            let [one, other] = pair else { continue };
            let Some(word) = self.dictionary.get(&format!("{}{}", one.spelling, other.spelling)) else {
                continue;
            };
            for part in &mut asked[at..=at + 1] {
                part.like.push(Likeness { word, likeness: 0.95 });
                part.like.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
            }
        }
    }

    /// What a typed part is worth: as much as the most usual of the words it most likely means.
    fn worth(&self, like: &[Likeness]) -> f32 {
        let best = like.iter().map(|l| l.likeness).fold(0.0, f32::max);
        let meant = like.iter().filter(|l| l.likeness >= best - 0.05).map(|l| self.rarity(l.word));
        let least = meant.fold(f32::INFINITY, f32::min);
        if least.is_finite() { least } else { (1.0 + self.alive as f32).ln() }
    }

    /// The slots with the highest sums. Rare parts go first; once nobody new can win, usual parts only add to those
    /// already there.
    fn gather(&self, asked: &[Asked], most: usize, scratch: &mut Scratch) -> Vec<u32> {
        scratch.begin(self.slots.len());
        let base = scratch.count;
        let mut order: Vec<&Asked> = asked.iter().collect();
        order.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        let mut to_come: f32 = order.iter().map(|a| a.worth).sum();
        for part in order {
            scratch.count += 1;
            let closed = scratch.touched.len() >= most && scratch.nth_best(most) >= to_come;
            if closed && scratch.touched.len() < self.bearers(part) / 4 {
                self.add_to_touched(part, scratch);
            } else {
                self.add_from_postings(part, base, closed, scratch);
            }
            to_come -= part.worth;
        }
        scratch.best(most, |slot| self.slots.get(slot as usize).map_or(0, |s| s.count))
    }

    fn bearers(&self, part: &Asked) -> usize {
        part.like.iter().map(|l| self.postings.get(l.word as usize).map_or(0, Vec::len)).sum()
    }

    fn add_from_postings(&self, part: &Asked, base: u32, closed: bool, scratch: &mut Scratch) {
        let count = scratch.count;
        for like in &part.like {
            let gain = part.worth * like.likeness;
            for slot in self.postings.get(like.word as usize).map_or(&[][..], Vec::as_slice) {
                let at = *slot as usize;
                let (Some(mark), Some(score)) = (scratch.mark.get_mut(at), scratch.score.get_mut(at)) else {
                    continue;
                };
                if *mark <= base {
                    if closed {
                        continue;
                    }
                    scratch.touched.push(*slot);
                    *score = 0.0;
                } else if *mark == count {
                    continue;
                }
                *mark = count;
                *score += gain;
            }
        }
    }

    fn add_to_touched(&self, part: &Asked, scratch: &mut Scratch) {
        let mut by_word: Vec<(Word, f32)> = part.like.iter().map(|l| (l.word, l.likeness)).collect();
        by_word.sort_by_key(|(w, _)| *w);
        for slot in &scratch.touched {
            let likeness = self.worn(*slot).iter().filter_map(|w| {
                by_word.binary_search_by_key(&w.word, |(word, _)| *word).ok().map(|i| by_word[i].1)
            });
            let best = likeness.fold(0.0, f32::max);
            scratch.score[*slot as usize] += part.worth * best;
        }
    }
}

impl Scratch {
    fn begin(&mut self, slots: usize) {
        if self.count > u32::MAX - 64 {
            *self = Scratch::default();
        }
        self.score.resize(slots, 0.0);
        self.mark.resize(slots, 0);
        self.touched.clear();
    }
    fn nth_best(&self, n: usize) -> f32 {
        let mut scores: Vec<f32> = self.touched.iter().map(|s| self.score[*s as usize]).collect();
        if scores.len() < n || n == 0 {
            return 0.0;
        }
        *scores.select_nth_unstable_by(n - 1, |a, b| b.total_cmp(a)).1
    }
    /// The slots with the highest sums; among equals those with the shorter names, which are the more alike.
    fn best(&mut self, most: usize, parts: impl Fn(u32) -> u16) -> Vec<u32> {
        let score = &self.score;
        let by_score = |a: &u32, b: &u32| {
            score[*b as usize]
                .total_cmp(&score[*a as usize])
                .then_with(|| parts(*a).cmp(&parts(*b)))
                .then(a.cmp(b))
        };
        if self.touched.len() > most {
            self.touched.select_nth_unstable_by(most, by_score);
            self.touched.truncate(most);
        }
        self.touched.clone()
    }
}

#[cfg(test)]
mod tests;
