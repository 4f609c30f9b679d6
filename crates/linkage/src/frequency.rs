//! How frequent each value is: agreeing on «Xol» tells more than agreeing on «López».

use crate::records::{Book, Records, TOKENS_MAX, Values};
use crate::token::{Tokens, number};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A value seen once may be seen again: no share is below that of two sightings.
const SIGHTINGS_MIN: f64 = 2.0;
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

#[derive(Clone, Debug, PartialEq)]
struct Shares {
    of: FxHashMap<Box<str>, f64>,
    least: f64,
    mean: f64,
}

impl Shares {
    fn of<'a>(counts: impl Iterator<Item = (std::borrow::Cow<'a, str>, u32)>) -> Self {
        let counted: Vec<(Box<str>, f64)> =
            counts.filter(|c| c.1 > 0).map(|(text, n)| (text.into(), f64::from(n))).collect();
        let total = counted.iter().map(|c| c.1).sum::<f64>().max(1.0);
        let least = (SIGHTINGS_MIN / total).min(1.0);
        let mean = counted.iter().map(|c| (c.1 / total).powi(2)).sum::<f64>().max(f64::MIN_POSITIVE);
        Self { of: counted.into_iter().map(|(text, n)| (text, n / total)).collect(), least, mean }
    }
    fn bits(&self, text: &str) -> f32 {
        let share = self.of.get(text).copied().unwrap_or(0.0).max(self.least);
        (share / self.mean).log2().clamp(*BITS.start(), *BITS.end()) as f32
    }
}

/// The adjustments of the values of one field of some records, in bits, by number; of values that came after they were
/// bound, by how they are written.
#[derive(Clone, Debug)]
pub(crate) struct Rarity {
    values: Vec<f32>,
    sounds: Vec<f32>,
    dates: FxHashMap<u32, f32>,
    frequencies: Arc<Frequencies>,
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
        self.dates.get(&cell).copied().unwrap_or_else(|| self.frequencies.values.bits(""))
    }
}

impl Frequencies {
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
                Self { values: Shares::of(words), sounds: Shares::of(sounds) }
            }
            Book::Dates => {
                let mut days: FxHashMap<u32, u32> = FxHashMap::default();
                cells.map(|c| c[0]).filter(|c| *c != 0).for_each(|c| *days.entry(c).or_default() += 1);
                let mut days: Vec<(u32, u32)> = days.into_iter().collect();
                days.sort_unstable();
                let days = days.iter().map(|(day, n)| (day.to_string().into(), *n));
                Self { values: Shares::of(days), sounds: Shares::of(std::iter::empty()) }
            }
            Book::Values(values) => {
                let mut counts = vec![0u32; values.texts.len()];
                cells.map(|c| c[0]).filter(|c| *c != 0).for_each(|c| counts[c as usize - 1] += 1);
                let counts = counts.iter().zip(0u32..).map(|(n, v)| (values.texts.get(v).into(), *n));
                Self { values: Shares::of(counts), sounds: Shares::of(std::iter::empty()) }
            }
        }
    }
    /// Looks the values of some records up; values that were not counted are as rare as can be.
    pub(crate) fn bind(self: &Arc<Self>, book: &Book) -> Rarity {
        let (mut values, mut sounds, mut dates) = (Vec::new(), Vec::new(), FxHashMap::default());
        match book {
            Book::Names(tokens) => {
                let words = 0..tokens.len() as u32;
                values = words.map(|w| self.values.bits(tokens.spelling(w))).collect();
                let all = 0..tokens.sound_count() as u32;
                sounds = all.map(|s| self.sounds.bits(tokens.sound_text(s))).collect();
            }
            Book::Dates => {
                let days = self.values.of.keys().filter_map(|day| day.parse::<u32>().ok());
                dates = days.map(|day| (day, self.values.bits(&day.to_string()))).collect();
            }
            Book::Values(book) => {
                let all = 0..book.texts.len() as u32;
                values = all.map(|v| self.values.bits(book.texts.get(v))).collect();
            }
        }
        Rarity { values, sounds, dates, frequencies: Arc::clone(self) }
    }
}
