//! Hints that somebody alike may be registered elsewhere: what a post may know of the country without holding a name of it.
//!
//! Of each person, it is taken how two or three parts of the name sound, with sex and birth; what many share says nothing and
//! is left out. The rest is hashed under a key and cut short: a hash found again says "perhaps", and nothing about whom.
//! Headquarters makes the set, a post only asks it.

mod marks;
pub mod measure;
pub mod page;
mod set;

#[cfg(test)]
mod tests;

pub use marks::{Traits, asked, marks_of};
pub use set::{HintSet, NotASet};

use crate::model::{Person, PersonEvent};
use crate::register::Registration;
use crate::{person, table};
use kernel::PersonId;
use ledger::{Door, Fault, Reader, params};
use serde::{Deserialize, Serialize};
use web::House;

/// Whether a person described is perhaps registered where this site cannot look. `app` puts one into the rooms of a post.
pub struct Elsewhere(pub Seek);

/// Asks the hints of this site about somebody.
pub type Seek = Box<dyn Fn(&House, &mut Reader<'_>, &Registration) -> Result<bool, Fault> + Send + Sync>;

/// How the hint on a person's file stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Perhaps {
    /// Nobody has looked yet.
    Open,
    /// Somebody looked: it is the same person as that one, or nobody known.
    Settled(Option<PersonId>),
}

/// Whether the hints of this site know somebody like this. A fault of theirs never stops a registration.
pub fn is_perhaps_known(house: &House, door: &mut Reader<'_>, told: &Registration) -> bool {
    let Some(elsewhere) = house.rooms.get::<Elsewhere>() else { return false };
    (elsewhere.0)(house, door, told).unwrap_or(false)
}

/// What the marks of a person are made of.
pub fn traits(person: &Person) -> Traits {
    Traits {
        names: person.names_to_find(),
        sex: person.sex.told().copied(),
        birth: person.birth.date.told().copied(),
    }
}

/// The same of somebody who is about to be registered.
pub fn traits_told(told: &Registration) -> Traits {
    Traits {
        names: vec![told.names.name.as_told.clone()],
        sex: told.sex.told().copied(),
        birth: told.birth.date.told().copied(),
    }
}

/// The traits of people by their ids; those whose file is not here are left out.
pub fn traits_of(door: &mut impl Door, people: &[PersonId]) -> Result<Vec<Traits>, Fault> {
    let mut all = Vec::with_capacity(people.len());
    for id in people {
        all.extend(person::state(door, *id)?.as_ref().map(traits));
    }
    Ok(all)
}

/// The files with a hint at which nobody has looked, oldest first.
pub fn open(door: &mut impl Door) -> Result<Vec<(PersonId, String)>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::OPEN_HINTS, &params![tenant])?;
    rows.iter().map(|row| Ok((PersonId(row.uuid("record")?), row.text("number")?))).collect()
}

/// What settles a hint.
pub(crate) fn settling(same_as: Option<PersonId>, reason: String) -> PersonEvent {
    PersonEvent::HintSettled { same_as, reason }
}
