//! What makes "the same person" weigh so much that a second person says it too. Asked of the open side alone: what is sealed
//! about somebody is never looked up here, so that nobody learns of it from a rule.

use crate::household;
use crate::model::Person;
use crate::person;
use access::Kind;
use jiff::civil::Date;
use kernel::{Country, HouseholdId, PersonId};
use ledger::{Door, Fault};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Why a second person is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// One household tells the two as different people: twins, a wife and her husband.
    OneHousehold,
    /// One of them is, or may be, a child.
    Child,
    /// Somebody is still to decide about one of them.
    OpenCase,
    /// Something was decided about one of them.
    DecidedCase,
    /// One of them has instructions, in the open and without a reason.
    Instructions,
    /// They said different nationalities.
    Nationality,
}

impl Consequence {
    pub const ALL: [Consequence; 6] = [
        Consequence::OneHousehold,
        Consequence::Child,
        Consequence::OpenCase,
        Consequence::DecidedCase,
        Consequence::Instructions,
        Consequence::Nationality,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Consequence::OneHousehold => "one_household",
            Consequence::Child => "child",
            Consequence::OpenCase => "open_case",
            Consequence::DecidedCase => "decided_case",
            Consequence::Instructions => "instructions",
            Consequence::Nationality => "nationality",
        }
    }
}

/// A record of another room that hangs on a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hung {
    pub record: Uuid,
    /// The kind of file whose readers may read it; none: whoever reads the person.
    pub kind: Option<Kind>,
    /// Its number, empty where it has none.
    pub number: String,
    pub href: String,
    pub weighs: Option<Consequence>,
}

/// What hangs on a person, as the other rooms tell it. `app` puts one into the house's rooms.
pub struct HangsOn(pub fn(&mut dyn Door, PersonId) -> Result<Vec<Hung>, Fault>);

/// The same for a command.
pub type Beside<'a> = &'a dyn Fn(&mut dyn Door, PersonId) -> Result<Vec<Hung>, Fault>;

/// What weighs when all of these files are one person's.
pub fn of(
    door: &mut dyn Door,
    beside: Beside<'_>,
    files: &BTreeSet<PersonId>,
    today: Date,
) -> Result<BTreeSet<Consequence>, Fault> {
    let mut found = BTreeSet::new();
    let mut stated: BTreeSet<BTreeSet<Country>> = BTreeSet::new();
    for id in files {
        found.extend(beside(door, *id)?.into_iter().filter_map(|hung| hung.weighs));
        let Some(file) = person::state(door, *id)? else { continue };
        if file.is_child_on(today) {
            found.insert(Consequence::Child);
        }
        stated.extend(nationalities(&file));
    }
    if stated.len() > 1 {
        found.insert(Consequence::Nationality);
    }
    if !told_as_different(door, files)?.is_empty() {
        found.insert(Consequence::OneHousehold);
    }
    Ok(found)
}

fn nationalities(file: &Person) -> Option<BTreeSet<Country>> {
    let all = file.nationality.nationalities.told()?;
    let known: BTreeSet<Country> =
        all.iter().copied().filter(|country| *country != Country::UNKNOWN).collect();
    (!known.is_empty()).then_some(known)
}

/// The households in which two or more of the files stand as different people.
pub fn told_as_different(
    door: &mut (impl Door + ?Sized),
    files: &BTreeSet<PersonId>,
) -> Result<BTreeSet<HouseholdId>, Fault> {
    let mut members: BTreeMap<HouseholdId, usize> = BTreeMap::new();
    for id in files {
        if let Some(home) = household::of_person(door, *id)? {
            *members.entry(home).or_default() += 1;
        }
    }
    Ok(members.into_iter().filter(|(_, count)| *count > 1).map(|(home, _)| home).collect())
}
