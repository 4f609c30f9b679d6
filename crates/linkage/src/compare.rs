//! Compares two records field by field: the level of each, and how rare what they agree on is.

use crate::date::{DateLevel, PackedDate};
use crate::frequency::{Frequencies, Rarity};
use crate::level::{Agreement, agreements};
use crate::names;
use crate::records::{Book, Records, Values};
use crate::schema::Kind;
use crate::token::{Likeness, Memo, Seen, Tokens, are_many_slips_apart, letters, one_slip_apart};
use std::sync::Arc;

/// Texts at least this alike (Jaro-Winkler) are a slip apart, or near.
const SLIP_MIN: f64 = 0.92;
const NEAR_MIN: f64 = 0.8;

/// What a comparison of one field came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// The number of the level, [`Kind::level_count`] when a side says nothing.
    pub level: u8,
    /// What the frequency of the values adds to how likely strangers agree on them, in bits.
    pub rarity: f32,
}

/// What is known of the values of each field, apart from any records.
pub(crate) struct Bound {
    kinds: Vec<Kind>,
    rarities: Vec<Option<Rarity>>,
}

/// Records with the frequencies of their values at hand.
pub(crate) struct Comparer<'a> {
    pub records: &'a Records,
    pub bound: Arc<Bound>,
}

impl<'a> Comparer<'a> {
    /// `frequencies` has one place a field, `None` where all values tell equally much.
    pub fn new(records: &'a Records, frequencies: &[Option<Arc<Frequencies>>]) -> Self {
        let kinds = records.schema().fields().iter().map(|f| f.kind).collect();
        let bound =
            frequencies.iter().enumerate().map(|(at, f)| f.as_ref().map(|f| f.bind(records.book(at))));
        Self { records, bound: Arc::new(Bound { kinds, rarities: bound.collect() }) }
    }
    /// Compares one field of two rows of the records.
    pub fn field(&self, field: usize, a: &[u32], b: &[u32], memo: &mut Memo) -> Outcome {
        let (a, b) = (self.records.of_field(a, field), self.records.of_field(b, field));
        let kind = self.bound.kinds[field];
        let rarity = self.bound.rarities[field].as_ref();
        let found = match self.records.book(field) {
            Book::Names(tokens) => names(tokens, a, b, rarity, memo.of_field(field)),
            Book::Dates => dates(a[0], b[0], rarity),
            Book::Values(values) => self::values(values, kind, a, b, rarity),
        };
        found.unwrap_or(Outcome { level: kind.level_count() as u8, rarity: 0.0 })
    }
}

fn names(tokens: &Tokens, a: &[u32], b: &[u32], rarity: Option<&Rarity>, seen: &mut Seen) -> Option<Outcome> {
    if a == b {
        return names::same(a).map(|(level, words)| Outcome {
            level: level.place() as u8,
            rarity: rarity.map_or(0.0, |r| words.iter().flatten().map(|word| r.word(tokens, *word)).sum()),
        });
    }
    let beside = names::beside(tokens, a, b, seen)?;
    let bits = rarity.map_or(0.0, |r| {
        beside
            .met
            .iter()
            .flatten()
            .map(|&(one, other, likeness)| of_met(tokens, r, one, other, likeness))
            .sum()
    });
    Some(Outcome { level: beside.level.place() as u8, rarity: bits })
}

/// What strangers agree on by sound is as frequent as the sound; of a slip, as the more frequent of the two.
fn of_met(tokens: &Tokens, rarity: &Rarity, one: u32, other: u32, likeness: Likeness) -> f32 {
    match likeness {
        Likeness::Exact => rarity.word(tokens, one),
        Likeness::Sound => rarity.sound(tokens, one).max(rarity.sound(tokens, other)),
        Likeness::Alike => rarity.word(tokens, one).max(rarity.word(tokens, other)),
        Likeness::Different => 0.0,
    }
}

fn dates(a: u32, b: u32, rarity: Option<&Rarity>) -> Option<Outcome> {
    let level = DateLevel::of(PackedDate::from_cell(a)?, PackedDate::from_cell(b)?);
    let bits = match (level, rarity) {
        (DateLevel::Exact, Some(r)) => r.date(a),
        _ => 0.0,
    };
    Some(Outcome { level: level as u8, rarity: bits })
}

fn values(values: &Values, kind: Kind, a: &[u32], b: &[u32], rarity: Option<&Rarity>) -> Option<Outcome> {
    let (one, other) = (a[0], b[0]);
    if one == 0 || other == 0 {
        return None;
    }
    if one == other {
        let bits = rarity.map_or(0.0, |r| r.value(values, one - 1));
        return Some(Outcome { level: level_of(kind, Agreement::Exact), rarity: bits });
    }
    let is_far = kind == Kind::Identifier && are_many_slips_apart(a[1], b[1]);
    let agreement = if is_far { Agreement::Different } else { unlike(values, kind, one - 1, other - 1) };
    Some(Outcome { level: level_of(kind, agreement), rarity: 0.0 })
}

/// The number of an agreement among those that a kind of values knows.
fn level_of(kind: Kind, agreement: Agreement) -> u8 {
    agreements(kind).iter().position(|known| *known == agreement).unwrap_or(0) as u8
}

/// How alike two values are that are not the same.
fn unlike(values: &Values, kind: Kind, a: u32, b: u32) -> Agreement {
    match kind {
        Kind::Identifier => {
            if one_slip_apart(values.texts.get(a), values.texts.get(b)) {
                Agreement::Slip
            } else {
                Agreement::Different
            }
        }
        Kind::Text => {
            let (a, b) = (values.texts.get(a), values.texts.get(b));
            if (letters(a) ^ letters(b)).count_ones() > 8 {
                return Agreement::Different;
            }
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            match strsim::jaro_winkler(a, b) {
                alike if alike >= SLIP_MIN => Agreement::Slip,
                alike if alike >= NEAR_MIN => Agreement::Near,
                _ => Agreement::Different,
            }
        }
        _ => Agreement::Different,
    }
}
