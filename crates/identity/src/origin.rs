//! Which states people come from, as the wall of origin asks: every nationality and former residence that stands on a file.

use crate::model::{Nationality, Person, PersonEvent};
use crate::{differ, household, person};
use kernel::{Country, HouseholdId, Origins, PersonId};
use ledger::{Door, Fault};

/// Where a person comes from. Of two values that stand side by side both count.
pub fn of_person(door: &mut (impl Door + ?Sized), id: PersonId) -> Result<Origins, Fault> {
    match person::state(door, id)? {
        Some(person) => of_state(door, id, &person),
        None => Ok(Origins::Unknown),
    }
}

/// The same of a person whose state was read already.
pub fn of_state(door: &mut (impl Door + ?Sized), id: PersonId, person: &Person) -> Result<Origins, Fault> {
    let now = told(&person.nationality);
    if !differ::is_open(door, id)? {
        return Ok(now);
    }
    let differences = differ::of(door, id)?.map(|(_, all)| all).unwrap_or_default();
    let sides = differences.iter().flat_map(|difference| &difference.sides);
    let stated = sides.filter_map(|side| match &side.value {
        PersonEvent::NationalityCorrected(c) => Some(told(&c.to)),
        _ => None,
    });
    Ok(Origins::of_all(std::iter::once(now).chain(stated)))
}

/// Where the people of a household come from.
pub fn of_household(door: &mut (impl Door + ?Sized), id: HouseholdId) -> Result<Origins, Fault> {
    let members = household::find(door, id)?.map(|home| home.members).unwrap_or_default();
    of_people(door, members.iter().map(|member| member.person))
}

/// Where all of these people come from.
pub fn of_people(
    door: &mut (impl Door + ?Sized),
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Origins, Fault> {
    let all = people.into_iter().map(|id| of_person(door, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(Origins::of_all(all))
}

/// Somebody who was not asked, or does not know, may come from anywhere.
fn told(nationality: &Nationality) -> Origins {
    let is_known = nationality.nationalities.told().is_some_and(|all| !all.contains(&Country::UNKNOWN));
    if is_known { Origins::of(nationality.ties()) } else { Origins::Unknown }
}
