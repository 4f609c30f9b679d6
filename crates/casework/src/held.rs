//! What of this room an office holds where it works by itself: its open cases, what hangs on them, and their people.

use crate::table;
use kernel::{CaseId, Office, PersonId};
use ledger::{Door, Fault, params};

/// The open cases of an office with the cases that hang on them, whoever holds those.
pub fn cases(door: &mut dyn Door, office: &Office) -> Result<Vec<CaseId>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::HELD_AT, &params![tenant, office])?;
    rows.iter().map(|row| row.uuid("record").map(CaseId)).collect()
}

/// The people of those cases, without those who left them.
pub fn persons(door: &mut dyn Door, office: &Office) -> Result<Vec<PersonId>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::PERSONS_HELD_AT, &params![tenant, office])?;
    rows.iter().map(|row| row.uuid("person").map(PersonId)).collect()
}

/// The people of every open case of the country.
pub fn persons_of_open(door: &mut dyn Door) -> Result<Vec<PersonId>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::PERSONS_OF_OPEN, &params![tenant])?;
    rows.iter().map(|row| row.uuid("person").map(PersonId)).collect()
}

/// Whether a person was ever part of a case.
pub fn has_case(door: &mut dyn Door, person: PersonId) -> Result<bool, Fault> {
    let tenant = door.tenant();
    Ok(door.one(&table::HAS_CASE, &params![tenant, person])?.is_some())
}

/// Whether a case is about a child who is alone: it says so, or it appoints who stands in for their parents.
pub fn is_about_child_alone(door: &mut dyn Door, case: CaseId) -> Result<bool, Fault> {
    let tenant = door.tenant();
    let asked = params![tenant, case, "guardianship", "child", "unaccompanied_or_separated"];
    Ok(door.one(&table::IS_ABOUT_CHILD_ALONE, &asked)?.is_some())
}
