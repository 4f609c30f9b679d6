//! How files are tied to offices and people: each kind is asked of the area that owns it.

use access::Kind;
use casework::Laws;
use kernel::{CaseId, Clock, HouseholdId, Origins, PersonId};
use ledger::{Door, Fault};
use std::sync::Arc;
use uuid::Uuid;
use web::{PeopleFrom, Relations};

/// The relations of the house. People belong to the offices that registered them or took up their claim.
pub fn wired(laws: &Laws, clock: Arc<dyn Clock>) -> Relations {
    let main = laws.main_office();
    let laws = laws.clone();
    Arc::new(move |reader, kind, id| {
        let now = clock.now();
        let file = match kind {
            Kind::Case => casework::relations(reader, CaseId(id)),
            Kind::Intent => asylum::relations(reader, id, main.as_ref()),
            Kind::Person | Kind::Household => identity::access::relations(reader, kind, id, laws.day_of(now)),
        }?;
        let Some(file) = file else { return Ok(None) };
        let opened_to = oversight::opened_to(reader, kind, id, now)?;
        Ok(Some(file.opened_to(opened_to)))
    })
}

/// Where the people of a file come from, for whoever is affiliated with another state.
pub fn people_from() -> PeopleFrom {
    PeopleFrom(Box::new(origins))
}

/// The same for whoever has a door already, such as the exchange with a site.
pub fn origins(door: &mut dyn Door, kind: Kind, id: Uuid) -> Result<Origins, Fault> {
    match kind {
        Kind::Person => identity::origin::of_person(door, PersonId(id)),
        Kind::Household => identity::origin::of_household(door, HouseholdId(id)),
        Kind::Case => of_case(door, CaseId(id)),
        Kind::Intent => of_intent(door, id),
    }
}

/// Of everybody who is or was part of the case.
fn of_case(door: &mut dyn Door, id: CaseId) -> Result<Origins, Fault> {
    let people = casework::case::persons(door, id)?;
    identity::origin::of_people(door, people.into_iter().map(|part| part.person))
}

/// Of everybody the intent is about. As long as somebody is not registered nobody knows.
fn of_intent(door: &mut dyn Door, id: Uuid) -> Result<Origins, Fault> {
    let Some(head) = asylum::express::find(door, id)? else { return Ok(Origins::Unknown) };
    let people = asylum::held::persons_of(door, id)?;
    if i64::try_from(people.len()).unwrap_or(i64::MAX) < head.people {
        return Ok(Origins::Unknown);
    }
    let stated = identity::origin::of_people(door, people)?;
    match head.case {
        Some(case) => Ok(Origins::of_all([stated, of_case(door, case)?])),
        None => Ok(stated),
    }
}
