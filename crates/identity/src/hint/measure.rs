//! Measures hints on invented people: bytes a person, how often somebody known is hinted at beside the plain index, and
//! how often somebody unknown.

use super::{HintSet, Traits, asked, marks_of};
use crate::name_index::generate::{Slip, names, slipped};
use crate::name_index::{Bearer, NameIndex, Query};
use jiff::civil::Date;
use kernel::{PartialDate, PersonId, Precision, SeededRandom, Sex};
use uuid::Uuid;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub people: usize,
    pub marks: usize,
    pub bits: u32,
    pub bytes_a_person: f64,
    /// Share of slipped names of people in the set of which there was a hint.
    pub recall: f64,
    /// Share of them that the plain index finds alike among all of them, as registering asks it.
    pub recall_of_index: f64,
    /// Share of people who are not in the set and of whom there was a hint all the same.
    pub hinted_unknown: f64,
    /// Share of the same people of whom the plain index finds somebody alike, within a year: most hints are likenesses.
    pub alike_unknown: f64,
    /// The part of those that is no likeness at all, only a hash that two marks share.
    pub collisions: f64,
}

/// The likeness from which registering stops.
const ALIKE: f32 = 0.80;

/// One in so many knows only the year.
const ONLY_YEAR_IN: u64 = 5;

fn invented(name: String, random: &SeededRandom) -> Traits {
    let sex = if random.below(2) == 0 { Sex::Female } else { Sex::Male };
    let year = 1950 + random.below(65) as i16;
    let (month, day) = (1 + random.below(12) as i8, 1 + random.below(28) as i8);
    let birth = if random.below(ONLY_YEAR_IN) == 0 {
        PartialDate::year(year).ok()
    } else {
        Date::new(year, month, day).ok().map(PartialDate::day)
    };
    Traits { names: vec![name], sex: Some(sex), birth }
}

fn year(one: &Traits) -> Option<i16> {
    one.birth.map(|birth| birth.range().0.year())
}

/// A set of `people`, asked about `queries` of them with slips and about as many others. `hash` is the keyed hash.
pub fn measure(people: usize, queries: usize, seed: u64, hash: impl Fn(&str) -> u64) -> Measured {
    let random = SeededRandom::new(seed);
    let all: Vec<Traits> = names(people, seed).into_iter().map(|n| invented(n, &random)).collect();
    let marks = marks_of(&all);
    let set = HintSet::of(marks.iter(), &hash);
    let mut index = NameIndex::default();
    for (at, one) in (1u128..).zip(&all) {
        let bearer = Bearer { names: one.names.clone(), birth_year: year(one), ..Bearer::default() };
        index.put(PersonId(Uuid::from_u128(at)), &bearer);
    }
    let (mut hinted, mut found) = (0usize, 0usize);
    for _ in 0..queries {
        let at = random.below(people as u64) as usize;
        let told = told_again(&all[at], &random);
        hinted += usize::from(set.knows(&asked(&told), &hash));
        let query = Query { name: &told.names[0], birth_year: year(&told), ..Query::default() };
        let hits = index.search(&query, 40);
        found += usize::from(hits.iter().any(|h| h.score >= ALIKE && h.person.0.as_u128() == at as u128 + 1));
    }
    let (mut unknown, mut collided, mut alike) = (0usize, 0usize, 0usize);
    for name in names(queries, seed ^ 0x5EED) {
        let one = invented(name, &random);
        let questions = asked(&one);
        let is_hinted = set.knows(&questions, &hash);
        unknown += usize::from(is_hinted);
        collided += usize::from(is_hinted && questions.is_disjoint(&marks));
        let query = Query { name: &one.names[0], birth_year: year(&one), ..Query::default() };
        let near = |p: PersonId| {
            let known = all.get((p.0.as_u128() - 1) as usize).and_then(year);
            known.zip(year(&one)).is_some_and(|(a, b)| a.abs_diff(b) <= 1)
        };
        alike += usize::from(index.search(&query, 40).iter().any(|h| h.score >= ALIKE && near(h.person)));
    }
    let share = |n: usize| n as f64 / queries.max(1) as f64;
    Measured {
        people,
        marks: marks.len(),
        bits: set.bits(),
        bytes_a_person: set.to_bytes().len() as f64 / people.max(1) as f64,
        recall: share(hinted),
        recall_of_index: share(found),
        hinted_unknown: share(unknown),
        alike_unknown: share(alike),
        collisions: share(collided),
    }
}

/// The same person, told with a slip of the name; the year wrong by one in a quarter of the cases, in a tenth only the year,
/// in a twentieth day and month changed.
fn told_again(one: &Traits, random: &SeededRandom) -> Traits {
    let slip = Slip::ALL[random.below(4) as usize];
    let names = vec![slipped(&one.names[0], slip, random)];
    let birth = one.birth.and_then(|birth| born_again(birth, random));
    Traits { names, sex: one.sex, birth }
}

fn born_again(birth: PartialDate, random: &SeededRandom) -> Option<PartialDate> {
    let first = birth.range().0;
    let year = match random.below(8) {
        0 => first.year() - 1,
        1 => first.year() + 1,
        _ => first.year(),
    };
    if birth.precision == Precision::Year || random.below(10) == 0 {
        return PartialDate::year(year).ok();
    }
    let (month, day) = (first.month(), first.day());
    let is_turned = random.below(20) == 0 && day <= 12;
    let (month, day) = if is_turned { (day, month) } else { (month, day) };
    Date::new(year, month, day).ok().map(PartialDate::day)
}
