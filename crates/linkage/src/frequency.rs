//! How frequent each value is: agreeing on «Xol» tells more than agreeing on «López».

use crate::date::PackedDate;
use crate::records::{Book, Records, TOKENS_MAX, Values};
use crate::token::{Tokens, number};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;

/// A value seen once may be seen again: no share is below that of two sightings.
const SIGHTINGS_MIN: u32 = 2;
/// The adjustment of one value lies between these, in bits.
const BITS: std::ops::RangeInclusive<f64> = -13.0..=8.0;

/// Shares of the values of one field, by how they are written, and of the sounds of names.
///
/// The adjustment of a value is log2(share / mean), where mean is the sum of the squared shares: the chance that two
/// strangers agree at all. Term-frequency adjustment after Winkler, *Frequency-based matching in Fellegi-Sunter model of
/// record linkage* (2000).
#[derive(Clone, Debug, PartialEq)]
pub struct Frequencies {
    values: Shares,
    sounds: Shares,
}

/// How many records have a value. Values that no more than two have are as rare as one that was never seen, and are not
/// kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    counts: FxHashMap<Box<str>, u32>,
    total: u64,
    mean: f64,
}

impl Shares {
    /// Shares as they were written down: how many values there were in all, the sum of the squared shares, and the counts.
    pub fn of(total: u64, mean: f64, counts: impl IntoIterator<Item = (String, u32)>) -> Self {
        let counts = counts.into_iter().filter(|c| c.1 > SIGHTINGS_MIN);
        Self { counts: counts.map(|(text, n)| (text.into(), n)).collect(), total, mean }
    }
    fn counted<'a>(counts: impl Iterator<Item = (Cow<'a, str>, u32)>) -> Self {
        let (mut kept, mut total, mut squares) = (FxHashMap::default(), 0u64, 0u128);
        for (text, n) in counts {
            total += u64::from(n);
            squares += u128::from(n).pow(2);
            if n > SIGHTINGS_MIN {
                kept.insert(text.into(), n);
            }
        }
        // Whole numbers are added, so that the order of the values does not matter.
        let mean = squares as f64 / (total.max(1) as f64).powi(2);
        Self { counts: kept, total, mean }
    }
    /// How many values there were in all.
    pub fn total(&self) -> u64 {
        self.total
    }
    /// The chance that two values drawn at random are the same.
    pub fn mean(&self) -> f64 {
        self.mean
    }
    /// The values that more than two records have, with their number, by value.
    pub fn counts(&self) -> Vec<(&str, u32)> {
        let mut counts: Vec<(&str, u32)> = self.counts.iter().map(|(text, n)| (text.as_ref(), *n)).collect();
        counts.sort_unstable();
        counts
    }
    fn bits(&self, text: &str) -> f32 {
        let count = self.counts.get(text).copied().unwrap_or(0).max(SIGHTINGS_MIN);
        let share = (f64::from(count) / self.total.max(1) as f64).min(1.0);
        (share / self.mean.max(f64::MIN_POSITIVE)).log2().clamp(*BITS.start(), *BITS.end()) as f32
    }
}

/// The adjustments of the values of one field of some records, in bits, by number; of values that came after they were
/// bound, by how they are written.
#[derive(Clone, Debug)]
pub(crate) struct Rarity {
    values: Vec<f32>,
    sounds: Vec<f32>,
    dates: Dates,
    frequencies: Arc<Frequencies>,
}

/// The adjustments of dates, every cell between the first and the last counted in a row.
#[derive(Clone, Debug, Default)]
struct Dates {
    first: u32,
    bits: Vec<f32>,
    /// Of dates that were not counted.
    other: f32,
}

impl Dates {
    fn of(values: &Shares) -> Self {
        let other = values.bits("");
        let cell = |day: &str| PackedDate::read(day).map(PackedDate::cell);
        let known: Vec<(u32, f32)> =
            values.counts.keys().filter_map(|day| Some((cell(day)?, values.bits(day)))).collect();
        let first = known.iter().map(|(cell, _)| *cell).min().unwrap_or(0);
        let last = known.iter().map(|(cell, _)| *cell).max().unwrap_or(0);
        let mut bits = vec![other; (last - first) as usize + 1];
        known.iter().for_each(|(cell, of_day)| bits[(cell - first) as usize] = *of_day);
        Self { first, bits, other }
    }
    fn get(&self, cell: u32) -> f32 {
        let at = cell.checked_sub(self.first);
        at.and_then(|at| self.bits.get(at as usize)).copied().unwrap_or(self.other)
    }
}

impl Rarity {
    pub fn word(&self, tokens: &Tokens, word: u32) -> f32 {
        let new = || self.frequencies.values.bits(tokens.spelling(word));
        self.values.get(word as usize).copied().unwrap_or_else(new)
    }
    pub fn sound(&self, tokens: &Tokens, word: u32) -> f32 {
        let sound = tokens.sound(word);
        let new = || self.frequencies.sounds.bits(tokens.sound_text(sound));
        self.sounds.get(sound as usize).copied().unwrap_or_else(new)
    }
    pub fn value(&self, values: &Values, number: u32) -> f32 {
        let new = || self.frequencies.values.bits(values.texts.get(number));
        self.values.get(number as usize).copied().unwrap_or_else(new)
    }
    pub fn date(&self, cell: u32) -> f32 {
        self.dates.get(cell)
    }
}

impl Frequencies {
    /// Frequencies as they were written down.
    pub fn of(values: Shares, sounds: Shares) -> Self {
        Self { values, sounds }
    }
    /// Of values as they are written; of dates, as `1990-05-17`.
    pub fn values(&self) -> &Shares {
        &self.values
    }
    /// Of the sounds of names; of nothing for other kinds.
    pub fn sounds(&self) -> &Shares {
        &self.sounds
    }
    /// Counts the values of a field.
    pub(crate) fn count(records: &Records, field: usize) -> Self {
        let cells = (0..records.len() as u32).map(|r| records.of_field(records.row(r), field));
        match records.book(field) {
            Book::Names(tokens) => {
                let mut words = vec![0u32; tokens.len()];
                let mut sounds = vec![0u32; tokens.sound_count()];
                for cell in cells.flat_map(|c| c.iter().take(TOKENS_MAX)).filter(|c| **c != 0) {
                    words[number(*cell) as usize] += 1;
                    sounds[tokens.sound(number(*cell)) as usize] += 1;
                }
                let words = words.iter().zip(0u32..).map(|(n, w)| (tokens.spelling(w).into(), *n));
                let sounds = sounds.iter().zip(0u32..).map(|(n, s)| (tokens.sound_text(s).into(), *n));
                Self { values: Shares::counted(words), sounds: Shares::counted(sounds) }
            }
            Book::Dates => {
                let mut days: FxHashMap<u32, u32> = FxHashMap::default();
                cells.map(|c| c[0]).filter(|c| *c != 0).for_each(|c| *days.entry(c).or_default() += 1);
                let mut days: Vec<(u32, u32)> = days.into_iter().collect();
                days.sort_unstable();
                let days = days.iter().map(|(day, n)| (written(*day).into(), *n));
                Self { values: Shares::counted(days), sounds: Shares::counted(std::iter::empty()) }
            }
            Book::Values(values) => {
                let mut counts = vec![0u32; values.texts.len()];
                cells.map(|c| c[0]).filter(|c| *c != 0).for_each(|c| counts[c as usize - 1] += 1);
                let counts = counts.iter().zip(0u32..).map(|(n, v)| (values.texts.get(v).into(), *n));
                Self { values: Shares::counted(counts), sounds: Shares::counted(std::iter::empty()) }
            }
        }
    }
    /// Looks the values of some records up; values that were not counted are as rare as can be.
    pub(crate) fn bind(self: &Arc<Self>, book: &Book) -> Rarity {
        let (mut values, mut sounds, mut dates) = (Vec::new(), Vec::new(), Dates::default());
        match book {
            Book::Names(tokens) => {
                let words = 0..tokens.len() as u32;
                values = words.map(|w| self.values.bits(tokens.spelling(w))).collect();
                let all = 0..tokens.sound_count() as u32;
                sounds = all.map(|s| self.sounds.bits(tokens.sound_text(s))).collect();
            }
            Book::Dates => dates = Dates::of(&self.values),
            Book::Values(book) => {
                let all = 0..book.texts.len() as u32;
                values = all.map(|v| self.values.bits(book.texts.get(v))).collect();
            }
        }
        Rarity { values, sounds, dates, frequencies: Arc::clone(self) }
    }
}

/// The text of a date's cell.
fn written(cell: u32) -> String {
    PackedDate::from_cell(cell).map_or_else(String::new, |date| date.to_string())
}
