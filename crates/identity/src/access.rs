//! How a person's or a household's file is tied to offices: what the policies may look at, and nothing that identifies.

use crate::{decoy, household, origin, person};
use access::{Kind, Permission, Resource};
use jiff::civil::Date;
use kernel::{HouseholdId, PersonId};
use ledger::{Door, Fault};
use uuid::Uuid;
use web::{Ask, House};

/// The ties of a person's file, or nothing when there is none. `today` decides who is a child.
pub fn of_person(
    door: &mut (impl Door + ?Sized),
    id: PersonId,
    today: Date,
) -> Result<Option<Resource>, Fault> {
    let Some(state) = person::state(door, id)? else { return Ok(None) };
    if decoy::known(door)?.is_gone(id) {
        return Ok(None);
    }
    let resource = Resource::person(id, state.office()).about_child(state.is_child_on(today));
    Ok(Some(resource.at(state.offices).formerly(state.offices_former)))
}

/// The ties of a household's file: those of its own office and of the offices of the people in it.
pub fn of_household(
    door: &mut (impl Door + ?Sized),
    id: HouseholdId,
    today: Date,
) -> Result<Option<Resource>, Fault> {
    let Some(home) = household::find(door, id)? else { return Ok(None) };
    let mut offices = vec![home.office.clone()];
    let mut child = false;
    for member in &home.members {
        let Some(ties) = of_person(door, member.person, today)? else { continue };
        child |= ties.child;
        offices.extend(ties.offices);
    }
    offices.sort();
    offices.dedup();
    Ok(Some(Resource::household(id, home.office).at(offices).about_child(child)))
}

/// The ties of a file of this room's kinds; nothing for files of other rooms.
pub fn relations(
    door: &mut (impl Door + ?Sized),
    kind: Kind,
    id: Uuid,
    today: Date,
) -> Result<Option<Resource>, Fault> {
    match kind {
        Kind::Person => of_person(door, PersonId(id), today),
        Kind::Household => of_household(door, HouseholdId(id), today),
        _ => Ok(None),
    }
}

/// May the reader do this to this person's file?
pub fn may(
    house: &House,
    ask: &Ask,
    door: &mut (impl Door + ?Sized),
    what: Permission,
    id: PersonId,
) -> Result<bool, Fault> {
    let Some(mut ties) = of_person(door, id, ask.today)? else { return Ok(false) };
    if ask.who.affiliation.is_elsewhere() {
        ties = ties.of_people_from(origin::of_person(door, id)?);
    }
    Ok(house.may(&ask.who, what, Some(&ties)))
}

/// Those of the people whom the reader may see, in the same order: asked one by one.
pub fn visible(
    house: &House,
    ask: &Ask,
    door: &mut (impl Door + ?Sized),
    ids: &[PersonId],
) -> Result<Vec<PersonId>, Fault> {
    let mut seen = Vec::new();
    for id in ids {
        if may(house, ask, door, Permission::ReadPerson, *id)? {
            seen.push(*id);
        }
    }
    Ok(seen)
}
