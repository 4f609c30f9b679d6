//! The fuzzy name index: finds people by name through typos, accents, order, initials, other scripts and missing parts, in
//! memory.
//!
//! Names become [`token`]s; the [`dictionary`] knows which spellings are near a typed one; [`postings`] say who bears them.
//! A query adds up what each of its parts is worth (rare names are worth more, see [`gather`]), then the best are weighed
//! again part by part, with year of birth and origin where they are known ([`weigh`]). The index holds names in clear, so it
//! lives in memory only and is filled by following the log after the keys are there ([`follow`]).

mod ask;
mod dictionary;
mod filed;
pub mod follow;
mod gather;
pub mod generate;
pub mod measure;
mod postings;
mod script;
mod token;
mod weigh;

use dictionary::{Dictionary, Word};
use gather::Scratch;
use hashbrown::HashTable;
use kernel::{Country, PersonId, Sex};
use postings::Postings;
use std::ops::{Range, RangeInclusive};
use std::sync::Mutex;

/// What the index keeps of a person.
#[derive(Clone, Default)]
pub struct Bearer {
    /// Every name under which the person should be found; each counts by itself.
    pub names: Vec<String>,
    pub birth_year: Option<i16>,
    pub origin: Option<Country>,
    pub sex: Option<Sex>,
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

/// The words of a name as they are written, particles with the word that they lead to («de la Cruz»).
pub(crate) fn groups(name: &str) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    let mut before: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        before.push(word);
        if !token::is_particle(word) {
            groups.push(before.join(" "));
            before.clear();
        }
    }
    groups.extend(Some(before.join(" ")).filter(|rest| !rest.is_empty()));
    groups
}

/// What is asked: a name as typed, and what else is known.
#[derive(Clone, Default)]
pub struct Query<'a> {
    pub name: &'a str,
    pub birth_year: Option<i16>,
    pub origin: Option<Country>,
    pub only: Only,
}

/// Who is looked for at all. Whoever of whom something is not known is not left out for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    pub birth_years: Option<RangeInclusive<i16>>,
    pub sex: Option<Sex>,
    pub origin: Option<Country>,
}

impl<'a> Query<'a> {
    pub fn name(name: &'a str) -> Self {
        Query { name, ..Query::default() }
    }
}

/// Whether a text says enough of a name to be looked for: more than initials and a year.
pub fn is_enough(text: &str) -> bool {
    token::parts(text).iter().any(|part| part.spelling.chars().count() > 1 && ask::year(part).is_none())
}

/// A person found, and how well: 1 is the same name; below about 0.6 little but a part is alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub person: PersonId,
    pub score: f32,
}

/// What is known of the bearer of one name.
#[derive(Clone, Copy)]
struct Facts {
    /// 0 where nothing was told.
    birth_year: i16,
    origin: Option<Country>,
    sex: Option<Sex>,
    alive: bool,
}

/// A word of a name. The highest bit says that it is one more spelling of the part before: `delacruz` beside `cruz`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Worn(u32);

impl Worn {
    const SAME_PART: u32 = 1 << 31;

    fn new(word: Word, is_same_part: bool) -> Option<Worn> {
        (word < Self::SAME_PART).then_some(Worn(word | if is_same_part { Self::SAME_PART } else { 0 }))
    }
    fn word(self) -> Word {
        self.0 & !Self::SAME_PART
    }
    fn is_same_part(self) -> bool {
        self.0 & Self::SAME_PART != 0
    }
}

/// The index. Reading needs `&self` only, so many may search at once.
///
/// Every name of a person is a slot: a number under which `people`, `ends` and `facts` say whose it is, where its words end,
/// and what is known. The slots of a person lie side by side. Of ten million people each byte counts ten megabytes.
#[derive(Default)]
pub struct NameIndex {
    dictionary: Dictionary,
    postings: Postings,
    people: Vec<PersonId>,
    ends: Vec<u32>,
    facts: Vec<Facts>,
    words: Vec<Worn>,
    /// The first slot of each person.
    by_person: HashTable<u32>,
    /// Names that are there, and names taken out that a list still holds.
    alive: usize,
    listed_dead: usize,
    spare: Mutex<Vec<Scratch>>,
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
    /// In how many names a word stands, however it is accented.
    pub fn bearers(&self, word: &str) -> u32 {
        let parts = token::parts(word);
        let known = parts.first().and_then(|part| self.dictionary.get(&part.spelling));
        known.map_or(0, |word| u32::try_from(self.postings.bearers(word)).unwrap_or(u32::MAX))
    }
    /// The words of all names, and the chance that two of them drawn at random are the same.
    pub fn by_chance(&self) -> (u64, f64) {
        self.postings.by_chance()
    }

    /// Puts a person in, in place of what was known before.
    pub fn put(&mut self, person: PersonId, bearer: &Bearer) {
        let facts = Facts {
            birth_year: bearer.birth_year.unwrap_or(0),
            origin: bearer.origin,
            sex: bearer.sex,
            alive: true,
        };
        let names: Vec<Vec<Worn>> = bearer.names.iter().map(|name| self.words_of(name)).collect();
        let names: Vec<Vec<Worn>> = names.into_iter().filter(|words| !words.is_empty()).collect();
        let known = self.slots_of(person);
        // Most of what is written about people leaves their names alone.
        if known.len() == names.len() && known.clone().zip(&names).all(|(slot, name)| self.worn(slot) == name)
        {
            known.for_each(|slot| self.facts[slot as usize] = facts);
            return;
        }
        self.remove(person);
        let first = self.people.len() as u32;
        names.iter().for_each(|words| self.put_name(person, words, facts));
        if !self.slots_from(first).is_empty() {
            let people = &self.people;
            self.by_person.insert_unique(hash_of(person), first, |slot| hash_of(people[*slot as usize]));
        }
        if self.postings.is_due() {
            self.settle();
        }
    }

    fn words_of(&mut self, name: &str) -> Vec<Worn> {
        let mut words = Vec::new();
        for part in token::parts(name) {
            let own = self.dictionary.add(&part.spelling).and_then(|word| Worn::new(word, false));
            words.extend(own);
            let Some((joined, _)) = part.joined.zip(own) else { continue };
            words.extend(self.dictionary.add(&joined).and_then(|word| Worn::new(word, true)));
        }
        words
    }

    fn put_name(&mut self, person: PersonId, words: &[Worn], facts: Facts) {
        let Ok(slot) = u32::try_from(self.people.len()) else { return };
        let Ok(end) = u32::try_from(self.words.len() + words.len()) else { return };
        words.iter().for_each(|worn| self.postings.put(worn.word(), slot));
        self.words.extend_from_slice(words);
        self.people.push(person);
        self.ends.push(end);
        self.facts.push(facts);
        self.alive += 1;
    }

    /// Takes a person out.
    pub fn remove(&mut self, person: PersonId) {
        let slots = self.slots_of(person);
        if let Ok(entry) = self
            .by_person
            .find_entry(hash_of(person), |slot| self.people.get(*slot as usize) == Some(&person))
        {
            entry.remove();
        }
        for slot in slots {
            self.facts[slot as usize].alive = false;
            self.alive -= 1;
            self.listed_dead += 1;
            for word in self.distinct_words(slot).collect::<Vec<_>>() {
                self.postings.remove(word, slot);
            }
        }
    }

    /// The slots of a person.
    fn slots_of(&self, person: PersonId) -> Range<u32> {
        let is_theirs = |slot: &u32| self.people.get(*slot as usize) == Some(&person);
        self.by_person.find(hash_of(person), is_theirs).map_or(0..0, |first| self.slots_from(*first))
    }
    fn slots_from(&self, first: u32) -> Range<u32> {
        let of = self.people.get(first as usize);
        let all = self.people.iter().skip(first as usize);
        first..first + all.take_while(|person| Some(*person) == of).count() as u32
    }

    fn worn(&self, slot: u32) -> &[Worn] {
        let end = |slot: usize| self.ends.get(slot).map_or(0, |end| *end as usize);
        let from = (slot as usize).checked_sub(1).map_or(0, end);
        self.words.get(from..end(slot as usize)).unwrap_or(&[])
    }
    fn distinct_words(&self, slot: u32) -> impl Iterator<Item = Word> {
        let worn = self.worn(slot);
        let is_first = |at: usize| !worn[..at].iter().any(|before| before.word() == worn[at].word());
        (0..worn.len()).filter(move |at| is_first(*at)).map(|at| worn[at].word())
    }

    fn settle(&mut self) {
        let mut postings = std::mem::take(&mut self.postings);
        postings.settle(self.dictionary.len(), |tell| {
            let living = (0..self.people.len() as u32).rev().filter(|slot| self.facts[*slot as usize].alive);
            living.for_each(|slot| self.distinct_words(slot).for_each(|word| tell(word, slot)));
        });
        self.postings = postings;
        self.listed_dead = 0;
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
        let known = Query { birth_year: query.birth_year.or(year), ..query.clone() };
        let mut scratch = self.spare.lock().unwrap_or_else(|e| e.into_inner()).pop().unwrap_or_default();
        let candidates = self.gather(&asked, &known, (limit * 4).max(64), &mut scratch);
        self.spare.lock().unwrap_or_else(|e| e.into_inner()).push(scratch);
        let mut hits: Vec<Hit> =
            candidates.into_iter().filter_map(|slot| self.weigh(slot, &asked, &known)).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.person.cmp(&b.person)));
        let mut seen = std::collections::HashSet::new();
        hits.retain(|h| seen.insert(h.person));
        hits.truncate(limit);
        hits
    }

    /// How much a word tells people apart: rare words more.
    fn rarity(&self, word: Word) -> f32 {
        (1.0 + self.alive as f32 / (self.postings.bearers(word) as f32 + 1.0)).ln()
    }

    /// Whether the bearer of a name is among those looked for.
    fn admits(&self, slot: u32, only: &Only) -> bool {
        let Some(facts) = self.facts.get(slot as usize) else { return false };
        let year =
            only.birth_years.as_ref().is_none_or(|y| facts.birth_year == 0 || y.contains(&facts.birth_year));
        let sex = only.sex.zip(facts.sex).is_none_or(|(asked, known)| asked == known);
        let origin = only.origin.zip(facts.origin).is_none_or(|(asked, known)| asked == known);
        facts.alive && year && sex && origin
    }
}

/// Every bit of an id reaches the low bits of its hash, by which the table looks, and the high ones.
fn hash_of(person: PersonId) -> u64 {
    let (high, low) = person.0.as_u64_pair();
    let mixed = (low ^ high.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

#[cfg(test)]
mod tests;
