//! Reading households: who lives together and what they are to one another.

pub mod change;
pub mod form;
pub mod kinship;
pub mod page;
#[cfg(test)]
mod tests;

pub use change::MemberRefusal;

use crate::model::Kin;
use crate::table;
use kernel::{HouseholdId, Office, PersonId};
use ledger::{Door, Fault, params};

/// A household as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdHead {
    pub id: HouseholdId,
    pub number: String,
    pub office: Office,
    /// The person to whom the relations of most members are stated, and whom one asks for the family.
    pub focal: Option<PersonId>,
    pub members: Vec<MemberHead>,
}

/// Somebody who is in a household now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberHead {
    pub person: PersonId,
    /// What the person is to `to`.
    pub kin: Kin,
    pub to: PersonId,
}

/// One household with the people who are in it.
pub fn find(door: &mut (impl Door + ?Sized), id: HouseholdId) -> Result<Option<HouseholdHead>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::HOUSEHOLD, &params![tenant.as_str(), id])? else { return Ok(None) };
    let members = door.query(&table::MEMBERS, &params![tenant, id])?;
    let members = members
        .iter()
        .map(|m| {
            let kin = Kin::from_code(&m.text("kin")?);
            let kin = kin.ok_or_else(|| Fault::Inconsistent("household_member.kin is no relation".into()))?;
            Ok(MemberHead { person: PersonId(m.uuid("person")?), kin, to: PersonId(m.uuid("kin_to")?) })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let (number, office) = (row.text("number")?, Office(row.text("office")?));
    Ok(Some(HouseholdHead { id, number, office, focal: row.opt_uuid("focal")?.map(PersonId), members }))
}

/// The household in which a person is now.
pub fn of_person(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Option<HouseholdId>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::HOUSEHOLDS_OF_PERSON, &params![tenant, person])?;
    row.map(|r| r.uuid("record").map(HouseholdId)).transpose()
}

/// The household of a person, whole.
pub fn household_of(
    door: &mut (impl Door + ?Sized),
    person: PersonId,
) -> Result<Option<HouseholdHead>, Fault> {
    match of_person(door, person)? {
        Some(id) => find(door, id),
        None => Ok(None),
    }
}

/// The household of a number, written in any case and with or without leading zeros.
pub fn of_number(door: &mut (impl Door + ?Sized), typed: &str) -> Result<Option<HouseholdId>, Fault> {
    let Some(number) = crate::person::whole_number(typed, 'H') else { return Ok(None) };
    let tenant = door.tenant();
    let row = door.one(&table::HOUSEHOLD_OF_NUMBER, &params![tenant, number])?;
    row.map(|r| r.uuid("record").map(HouseholdId)).transpose()
}
