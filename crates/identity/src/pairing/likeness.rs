//! In what two files are alike, as codes, and how much that says: an order for whoever reviews, no probability.

use crate::identifier::normalised;
use crate::model::Person;
use crate::name_index;
use crate::register::similar::Alike;
use kernel::{Country, Precision};
use std::collections::BTreeSet;

/// In what two files are alike, the strongest first.
pub fn likenesses(one: &Person, two: &Person) -> Vec<Alike> {
    let mut alike = Vec::new();
    if shares_a_paper(one, two) {
        alike.push(Alike::DocumentNumber);
    }
    alike.extend(names(one, two));
    alike.extend(births(one, two));
    let origin = one.nationality.origin();
    if origin != Country::UNKNOWN && origin == two.nationality.origin() {
        alike.push(Alike::Origin);
    }
    alike
}

/// How much likenesses say together, of a thousand.
pub fn weight(alike: &[Alike]) -> u16 {
    let all: BTreeSet<Alike> = alike.iter().copied().collect();
    let sum: u16 = all.into_iter().map(says).sum();
    sum.min(1000)
}

fn says(alike: Alike) -> u16 {
    match alike {
        Alike::DocumentNumber => 500,
        Alike::SameName => 300,
        Alike::SwappedName => 250,
        Alike::SimilarName => 200,
        Alike::BirthDate => 250,
        Alike::BirthYear => 100,
        Alike::Origin => 50,
    }
}

fn shares_a_paper(one: &Person, two: &Person) -> bool {
    let numbers = |person: &Person| -> BTreeSet<String> {
        let all = person.documents_standing().map(|(_, document)| normalised(&document.number));
        all.filter(|number| !number.is_empty()).collect()
    };
    numbers(one).intersection(&numbers(two)).next().is_some()
}

/// The strongest likeness of any name of one with any name of the other.
fn names(one: &Person, two: &Person) -> Option<Alike> {
    let sounds = |person: &Person| -> Vec<Vec<String>> {
        person.names_to_find().iter().map(|name| name_index::sounds(name)).collect()
    };
    let others = sounds(two);
    let all = sounds(one)
        .into_iter()
        .flat_map(|mine| others.iter().filter_map(move |theirs| name(&mine, theirs)).collect::<Vec<_>>());
    all.min()
}

fn name(mine: &[String], theirs: &[String]) -> Option<Alike> {
    if mine.is_empty() || theirs.is_empty() {
        return None;
    }
    if mine == theirs {
        return Some(Alike::SameName);
    }
    let (one, two): (BTreeSet<&String>, BTreeSet<&String>) = (mine.iter().collect(), theirs.iter().collect());
    if one == two {
        return Some(Alike::SwappedName);
    }
    let shared = one.intersection(&two).count();
    (shared >= 2).then_some(Alike::SimilarName)
}

fn births(one: &Person, two: &Person) -> Option<Alike> {
    let (one, two) = (one.birth.date.told()?, two.birth.date.told()?);
    if one.precision == Precision::Day && two.precision == Precision::Day && one.range() == two.range() {
        return Some(Alike::BirthDate);
    }
    (one.range().0.year() == two.range().0.year()).then_some(Alike::BirthYear)
}
