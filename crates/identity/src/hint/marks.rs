//! Marks: what of a name, a sex and a date of birth is put into the set, and what is asked of it.
//!
//! Three parts of a name that sound alike tell people apart when sex and year of birth (give or take one) agree. Two parts
//! do so only when the date of birth agrees, too: in its year and month, or in its month and day with the year a few off, so
//! that one of them may have been told otherwise. Names of two parts have no more: theirs are taken with the year alone as
//! well.

use crate::name_index::sounds;
use kernel::{PartialDate, Precision, Sex};
use std::collections::{BTreeSet, HashMap};

/// What the marks of a person are made of.
#[derive(Clone, Default)]
pub struct Traits {
    pub names: Vec<String>,
    pub sex: Option<Sex>,
    pub birth: Option<PartialDate>,
}

/// A mark that more people than this share tells nobody apart.
const COMMON: usize = 3;
/// Years that people are wrong about when they tell one.
const YEARS_APART: i16 = 1;
/// Years taken as one where month and day agree; those before and after are asked, too.
const SPAN_YEARS: i16 = 5;
/// Parts of a name that are looked at; more make threes without end.
const PARTS_MAX: usize = 6;
/// A sound of fewer letters may miss none of them.
const LETTERS_SLIPPED_MIN: usize = 4;

impl std::fmt::Debug for Traits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Traits(…)")
    }
}

/// The sex a mark is of: those two that papers mostly say; of all others the mark says nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Female,
    Male,
    Unknown,
}

impl Block {
    fn of(sex: Option<Sex>) -> Block {
        match sex {
            Some(Sex::Female) => Block::Female,
            Some(Sex::Male) => Block::Male,
            _ => Block::Unknown,
        }
    }
    fn code(self) -> &'static str {
        match self {
            Block::Female => "f",
            Block::Male => "m",
            Block::Unknown => "x",
        }
    }
    /// The blocks in which somebody told so may stand.
    fn asked(self) -> Vec<Block> {
        match self {
            Block::Unknown => vec![Block::Female, Block::Male, Block::Unknown],
            told => vec![told, Block::Unknown],
        }
    }
}

/// What one name says, smaller and larger.
#[derive(Default)]
struct Sounds {
    /// The whole name, where it is of one or two parts, and of two also with one letter missing in either.
    short: Vec<String>,
    pairs: Vec<String>,
    threes: Vec<String>,
}

impl Sounds {
    /// The parts in an order of their own, whatever the order told.
    fn of(name: &str) -> Sounds {
        let mut parts: Vec<String> = sounds(name).into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        parts.truncate(PARTS_MAX);
        let mut all = Sounds::default();
        for (i, one) in parts.iter().enumerate() {
            for (j, other) in parts.iter().enumerate().skip(i + 1) {
                all.pairs.push(format!("{one}|{other}"));
                all.threes.extend(parts.iter().skip(j + 1).map(|third| format!("{one}|{other}|{third}")));
            }
        }
        all.short = match parts.as_slice() {
            [only] => vec![only.clone()],
            [one, other] => {
                let mut short = vec![format!("{one}|{other}")];
                short.extend(slips(one, other));
                short
            }
            _ => Vec::new(),
        };
        all
    }
}

/// Of a name of two parts, a slip in one leaves no pair whole: then one letter may be missing from the sound of either.
fn slips(one: &str, other: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (whole, short) in [(one, other), (other, one)] {
        all.push(format!("{whole}~{short}"));
        let letters: Vec<char> = short.chars().collect();
        for skip in (0..letters.len()).filter(|_| letters.len() >= LETTERS_SLIPPED_MIN) {
            let rest = letters.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, letter)| *letter);
            all.push(format!("{whole}~{}", rest.collect::<String>()));
        }
    }
    all
}

fn year_of(birth: Option<PartialDate>) -> i16 {
    birth.map_or(0, |birth| birth.range().0.year())
}

/// The two ways in which a date agrees although one part of it was told otherwise, the second for each span of years within
/// `spans` of its own. Day and month may change places.
fn close_dates(birth: Option<PartialDate>, spans: std::ops::RangeInclusive<i16>) -> Vec<String> {
    let Some(birth) = birth else { return Vec::new() };
    let first = birth.range().0;
    let (year, month, day) = (first.year(), first.month(), first.day());
    let mut close = Vec::new();
    if birth.precision != Precision::Year {
        close.push(format!("m{year}-{month}"));
    }
    if birth.precision == Precision::Day {
        let spans = spans.map(|more| year.div_euclid(SPAN_YEARS) + more);
        close.extend(spans.map(|span| format!("d{span}-{}-{}", month.min(day), month.max(day))));
    }
    close
}

/// The marks of one person, as texts that are not to be kept: they are hashed at once.
fn marks_of_one(one: &Traits) -> BTreeSet<String> {
    let (sex, year, close) = (Block::of(one.sex).code(), year_of(one.birth), close_dates(one.birth, 0..=0));
    let mut marks = BTreeSet::new();
    for name in &one.names {
        let sounds = Sounds::of(name);
        let by_year = sounds.threes.iter().chain(&sounds.short);
        marks.extend(by_year.map(|text| format!("{text}|{sex}|{year}")));
        for date in &close {
            marks.extend(sounds.pairs.iter().map(|text| format!("{text}|{sex}|{date}")));
        }
    }
    marks
}

/// The marks of people. What many share is left out.
pub fn marks_of(people: &[Traits]) -> BTreeSet<String> {
    let mut bearers: HashMap<String, usize> = HashMap::new();
    for one in people {
        marks_of_one(one).into_iter().for_each(|mark| *bearers.entry(mark).or_default() += 1);
    }
    bearers.into_iter().filter(|(_, bearers)| *bearers <= COMMON).map(|(mark, _)| mark).collect()
}

/// What is asked of the set about somebody: every mark that the set might hold of them.
pub fn asked(one: &Traits) -> BTreeSet<String> {
    let years: Vec<i16> = match year_of(one.birth) {
        0 => vec![0],
        year => (year - YEARS_APART..=year + YEARS_APART).chain([0]).collect(),
    };
    let close = close_dates(one.birth, -1..=1);
    let mut all = BTreeSet::new();
    for name in &one.names {
        let sounds = Sounds::of(name);
        for sex in Block::of(one.sex).asked().into_iter().map(Block::code) {
            for text in sounds.threes.iter().chain(&sounds.short) {
                all.extend(years.iter().map(|year| format!("{text}|{sex}|{year}")));
            }
            for text in &sounds.pairs {
                all.extend(close.iter().map(|date| format!("{text}|{sex}|{date}")));
            }
        }
    }
    all
}
