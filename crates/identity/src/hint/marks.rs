//! Marks: what of a name, a sex and a year of birth is put into the set, and what is asked of it.

use crate::name_index::sounds;
use kernel::Sex;
use std::collections::{BTreeSet, HashMap};

/// What the marks of a person are made of.
#[derive(Clone, Default)]
pub struct Traits {
    pub names: Vec<String>,
    pub sex: Option<Sex>,
    pub birth_year: Option<i16>,
}

/// A mark that more people than this share tells nobody apart.
const COMMON: usize = 3;
/// Years that people are wrong about when they tell one.
const YEARS_APART: i16 = 1;
/// Parts of a name that are looked at; more make threes without end.
const PARTS_MAX: usize = 6;
const UNKNOWN_SEX: &str = "x";

impl std::fmt::Debug for Traits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Traits(…)")
    }
}

/// The sex a mark is of: those two that papers mostly say; of all others the mark says nothing.
fn block_sex(sex: Option<Sex>) -> &'static str {
    match sex {
        Some(Sex::Female) => "f",
        Some(Sex::Male) => "m",
        _ => UNKNOWN_SEX,
    }
}

/// Small and large combinations of the sounds of one name, in an order of their own.
fn combinations(name: &str) -> (Vec<String>, Vec<(String, [String; 3])>) {
    let mut parts: Vec<String> = sounds(name).into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    parts.truncate(PARTS_MAX);
    let mut small = Vec::new();
    if let [only] = parts.as_slice() {
        small.push(only.clone());
    }
    let mut large = Vec::new();
    for (i, one) in parts.iter().enumerate() {
        for (j, other) in parts.iter().enumerate().skip(i + 1) {
            small.push(format!("{one}|{other}"));
            for third in parts.iter().skip(j + 1) {
                let pairs = [(one, other), (one, third), (other, third)];
                large.push((format!("{one}|{other}|{third}"), pairs.map(|(a, b)| format!("{a}|{b}"))));
            }
        }
    }
    (small, large)
}

/// Of a name of two parts, a slip in one leaves no pair whole: then one letter may be missing from the sound of either.
fn slipped_pairs(name: &str) -> Vec<String> {
    let parts: Vec<String> = sounds(name).into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let [one, other] = parts.as_slice() else { return Vec::new() };
    let mut all = Vec::new();
    for (whole, short) in [(one, other), (other, one)] {
        all.push(format!("{whole}~{short}"));
        let letters: Vec<char> = short.chars().collect();
        for skip in (0..letters.len()).filter(|_| letters.len() >= 4) {
            let rest = letters.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, c)| *c);
            all.push(format!("{whole}~{}", rest.collect::<String>()));
        }
    }
    all
}

/// The marks of people, as texts that are not to be kept: they are hashed at once.
pub fn marks_of(people: &[Traits]) -> BTreeSet<String> {
    let block = |one: &Traits| format!("{}|{}", block_sex(one.sex), one.birth_year.unwrap_or(0));
    // How many people share a mark; the second name of one person does not count again.
    let mut bearers: HashMap<String, usize> = HashMap::new();
    let each = |one: &Traits| -> BTreeSet<String> {
        let of = block(one);
        let mut all = BTreeSet::new();
        for name in &one.names {
            let (small, large) = combinations(name);
            all.extend(small.iter().chain(large.iter().map(|(text, _)| text)).map(|t| format!("{t}|{of}")));
            all.extend(slipped_pairs(name).iter().map(|t| format!("{t}|{of}")));
        }
        all
    };
    for one in people {
        each(one).into_iter().for_each(|mark| *bearers.entry(mark).or_default() += 1);
    }
    let is_rare = |mark: &str| bearers.get(mark).copied().unwrap_or(0) <= COMMON;
    let mut marks = BTreeSet::new();
    for one in people {
        let of = block(one);
        let at = |text: &str| format!("{text}|{of}");
        for name in &one.names {
            let (small, large) = combinations(name);
            let slipped = slipped_pairs(name);
            marks.extend(small.iter().chain(&slipped).map(|t| at(t)).filter(|mark| is_rare(mark)));
            // A three is needed only where one of its pairs says nothing.
            let needed = large.iter().filter(|(_, pairs)| pairs.iter().any(|pair| !is_rare(&at(pair))));
            marks.extend(needed.map(|(text, _)| at(text)).filter(|mark| is_rare(mark)));
        }
    }
    marks
}

/// What is asked of the set about somebody: every mark that the set might hold of them.
pub fn asked(one: &Traits) -> BTreeSet<String> {
    let years: Vec<i16> = match one.birth_year {
        Some(year) => (year - YEARS_APART..=year + YEARS_APART).chain([0]).collect(),
        None => vec![0],
    };
    let sexes: Vec<&str> = match block_sex(one.sex) {
        UNKNOWN_SEX => vec!["f", "m", UNKNOWN_SEX],
        told => vec![told, UNKNOWN_SEX],
    };
    let mut texts = BTreeSet::new();
    for name in &one.names {
        let (small, large) = combinations(name);
        texts.extend(small);
        texts.extend(large.into_iter().map(|(text, _)| text));
        texts.extend(slipped_pairs(name));
    }
    let mut all = BTreeSet::new();
    for text in &texts {
        for sex in &sexes {
            all.extend(years.iter().map(|year| format!("{text}|{sex}|{year}")));
        }
    }
    all
}
