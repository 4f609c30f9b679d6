//! What of this room an office holds where it works by itself, and who of its people cannot wait.

use crate::{codes, decoy, person, table};
use jiff::civil::Date;
use kernel::{HouseholdId, Office, PersonId};
use ledger::{Door, Fault, params};

/// The people whose file is at an office and who were registered on a day or later.
pub fn registered_since(door: &mut dyn Door, office: &Office, since: Date) -> Result<Vec<PersonId>, Fault> {
    let tenant = door.tenant();
    let decoys = decoy::known(door)?;
    let rows = door.query(&table::RECENT_OF_OFFICE, &params![tenant, office, since])?;
    let mut found: Vec<PersonId> =
        rows.iter().map(|row| row.uuid("record").map(PersonId)).collect::<Result<_, _>>()?;
    // A decoy goes to no other site.
    found.retain(|id| !decoys.hides(*id));
    Ok(found)
}

/// The household in which a person is now.
pub fn household(door: &mut dyn Door, person: PersonId) -> Result<Option<HouseholdId>, Fault> {
    crate::household::of_person(door, person)
}

/// Whether a person cannot wait: a child who is alone, or somebody of whom an urgent need was declared.
pub fn is_urgent(door: &mut dyn Door, person: PersonId, today: Date) -> Result<bool, Fault> {
    let head = person::find(door, person)?;
    Ok(head.is_some_and(|head| {
        head.is_unaccompanied_or_separated_on(today)
            || head.needs.iter().any(|need| codes::is_urgent(&need.code))
    }))
}
