//! Two statements about one field, made apart: which fields may differ, and who must be asked.
//!
//! A statement supersedes another when its author had seen it. Of one field, the statements that nobody superseded stand
//! side by side: the latest counts, all of them count, or a person is asked, by the field's class. Pure, and the same
//! wherever the same entries are known.

use crate::{EntryView, Fault, Hash, Record, codec};
use std::collections::{BTreeMap, HashMap};

/// What happens when two sites stated one field apart from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldClass {
    /// The later statement counts: a telephone number.
    Latest,
    /// Everything that was stated counts: needs, papers.
    Union,
    /// A person is asked; until then the later one counts and both are shown: names, a birth date, what a term hangs on.
    Ask,
}

/// A field on which statements stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub field: &'static str,
    pub class: FieldClass,
    /// The statements, in the order of the fold.
    pub sides: Vec<Hash>,
}

/// Statements of one field with the places of their entries.
type Touched<'a, R> = BTreeMap<(&'static str, FieldClass), Vec<(usize, <R as Record>::Event, &'a EntryView)>>;

/// A field on which several statements stand, with the statements.
type Stood<R> = (Conflict, Vec<<R as Record>::Event>);

/// The fields on which several statements stand, with the statements; `entries` in the order of the fold.
pub(crate) fn standing<R: Record>(entries: &[EntryView]) -> Result<Vec<Stood<R>>, Fault> {
    if is_one_line(entries) {
        return Ok(Vec::new());
    }
    let seen = ancestors(entries);
    let mut touched: Touched<'_, R> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some(event) = codec::decode::<R>(&entry.kind, &entry.body)? else { continue };
        for field in R::fields(&event) {
            touched.entry(field).or_default().push((at, event.clone(), entry));
        }
    }
    let mut found = Vec::new();
    for ((field, class), statements) in touched {
        let is_superseded = |at: usize| statements.iter().any(|(later, ..)| seen[*later].has(at));
        let sides: Vec<_> = statements.iter().filter(|(at, ..)| !is_superseded(*at)).collect();
        let differ = sides.windows(2).any(|pair| pair[0].2.body != pair[1].2.body);
        if sides.len() > 1 && differ {
            let conflict = Conflict { field, class, sides: sides.iter().map(|(_, _, e)| e.hash).collect() };
            found.push((conflict, sides.into_iter().map(|(_, event, _)| event.clone()).collect()));
        }
    }
    Ok(found)
}

/// What a person must be asked about.
pub(crate) fn to_ask<R: Record>(entries: &[EntryView]) -> Result<Vec<Conflict>, Fault> {
    let standing = standing::<R>(entries)?.into_iter().map(|(conflict, _)| conflict);
    Ok(standing.filter(|conflict| conflict.class == FieldClass::Ask).collect())
}

/// One after the other, each having seen the one before.
fn is_one_line(entries: &[EntryView]) -> bool {
    entries.windows(2).all(|pair| pair[1].parents == [pair[0].hash])
}

/// A set of places.
#[derive(Clone, Default)]
struct Places(Vec<u64>);

impl Places {
    fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }
    fn add(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }
    fn join(&mut self, other: &Places) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }
}

/// For each entry the places of those its author had seen.
fn ancestors(entries: &[EntryView]) -> Vec<Places> {
    let place: HashMap<Hash, usize> = entries.iter().enumerate().map(|(at, e)| (e.hash, at)).collect();
    let mut all: Vec<Places> = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut seen = Places::default();
        for parent in entry.parents.iter().filter_map(|parent| place.get(parent)) {
            // Parents stand before their children in the order of the fold.
            if let Some(theirs) = all.get(*parent) {
                seen.join(theirs);
            }
            seen.add(*parent);
        }
        all.push(seen);
    }
    all
}
