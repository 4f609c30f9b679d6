//! The comparison levels of every kind of field: by number for the model, by name for people.

use crate::date::DateLevel;
use crate::names::{NamesLevel, Second};
use crate::schema::Kind;
use crate::token::Likeness;

/// How alike two values of a field other than names or dates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    Exact,
    /// One slip apart (identifiers), or a Jaro-Winkler similarity of 0.92 or more (texts).
    Slip,
    /// A Jaro-Winkler similarity of 0.8 or more (texts).
    Near,
    Different,
}

/// What a comparison of one field found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Names(NamesLevel),
    Date(DateLevel),
    Value(Agreement),
    /// One side or both say nothing; it weighs nothing.
    Missing,
}

const CODE: &[Agreement] = &[Agreement::Exact, Agreement::Different];
const IDENTIFIER: &[Agreement] = &[Agreement::Exact, Agreement::Slip, Agreement::Different];
const TEXT: &[Agreement] = &[Agreement::Exact, Agreement::Slip, Agreement::Near, Agreement::Different];

/// The agreements that a kind of values knows.
pub(crate) fn agreements(kind: Kind) -> &'static [Agreement] {
    match kind {
        Kind::Identifier => IDENTIFIER,
        Kind::Text => TEXT,
        _ => CODE,
    }
}

impl Kind {
    /// How many levels a comparison can come to, [`Level::Missing`] not counted.
    pub fn level_count(self) -> usize {
        match self {
            Kind::GivenNames | Kind::Surnames => NamesLevel::COUNT,
            Kind::Date => DateLevel::ALL.len(),
            Kind::Code | Kind::Identifier | Kind::Text => agreements(self).len(),
        }
    }
    /// The level of a number from 0; [`Level::Missing`] from [`Kind::level_count`] on.
    pub fn level(self, number: usize) -> Level {
        if number >= self.level_count() {
            return Level::Missing;
        }
        match self {
            Kind::GivenNames | Kind::Surnames => Level::Names(NamesLevel::at(number)),
            Kind::Date => Level::Date(DateLevel::ALL[number]),
            Kind::Code | Kind::Identifier | Kind::Text => Level::Value(agreements(self)[number]),
        }
    }
    /// How likely each level is for two records of one person before anything is learned: where the estimate begins,
    /// and what it falls back on for levels that are never seen. Our own guesses; each list adds to 1.
    pub(crate) fn first_guess(self) -> Vec<f64> {
        let all = (0..self.level_count()).map(|n| guess(self.level(n)));
        let all: Vec<f64> = all.collect();
        let sum: f64 = all.iter().sum();
        all.into_iter().map(|p| p / sum).collect()
    }
}

fn guess(level: Level) -> f64 {
    match level {
        Level::Names(NamesLevel::Straight(first, second)) => of_first(first) * of_second(second),
        Level::Names(NamesLevel::Crossed(exact, rest)) => {
            0.04 * if exact { 0.8 } else { 0.2 } * of_second(rest)
        }
        Level::Date(DateLevel::Exact) => 0.8,
        Level::Date(DateLevel::Approximate) => 0.08,
        Level::Date(DateLevel::Different) => 0.01,
        Level::Date(_) => 0.018,
        Level::Value(Agreement::Exact) => 0.8,
        Level::Value(Agreement::Slip) => 0.08,
        Level::Value(Agreement::Near) => 0.04,
        Level::Value(Agreement::Different) => 0.08,
        Level::Missing => 0.0,
    }
}

fn of_first(likeness: Likeness) -> f64 {
    match likeness {
        Likeness::Exact => 0.82,
        Likeness::Sound => 0.09,
        Likeness::Alike => 0.06,
        Likeness::Different => 0.03,
    }
}

fn of_second(second: Second) -> f64 {
    match second {
        Second::Exact => 0.55,
        Second::Sound => 0.06,
        Second::Alike => 0.04,
        Second::Different => 0.03,
        Second::Missing => 0.3,
        Second::Married => 0.02,
    }
}

impl std::fmt::Display for Level {
    /// A code for translation files: `first-exact-second-missing`, `date-transposed`, `missing`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Level::Names(NamesLevel::Straight(first, second)) => {
                write!(out, "first-{}-second-{}", likeness(*first), word(*second))
            }
            Level::Names(NamesLevel::Crossed(exact, rest)) => {
                write!(out, "crossed-{}-rest-{}", if *exact { "exact" } else { "alike" }, word(*rest))
            }
            Level::Date(level) => write!(out, "date-{}", date(*level)),
            Level::Value(Agreement::Exact) => out.write_str("exact"),
            Level::Value(Agreement::Slip) => out.write_str("slip"),
            Level::Value(Agreement::Near) => out.write_str("near"),
            Level::Value(Agreement::Different) => out.write_str("different"),
            Level::Missing => out.write_str("missing"),
        }
    }
}

fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Exact => "exact",
        Likeness::Sound => "sound",
        Likeness::Alike => "alike",
        Likeness::Different => "different",
    }
}

fn word(second: Second) -> &'static str {
    match second {
        Second::Exact => "exact",
        Second::Sound => "sound",
        Second::Alike => "alike",
        Second::Different => "different",
        Second::Missing => "missing",
        Second::Married => "married",
    }
}

fn date(level: DateLevel) -> &'static str {
    match level {
        DateLevel::Exact => "exact",
        DateLevel::Transposed => "transposed",
        DateLevel::YearSlip => "year-slip",
        DateLevel::OtherDay => "other-day",
        DateLevel::OtherMonth => "other-month",
        DateLevel::Approximate => "approximate",
        DateLevel::SameYear => "same-year",
        DateLevel::NearYear => "near-year",
        DateLevel::Different => "different",
    }
}
