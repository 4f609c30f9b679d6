//! What this room tells statistics and pledges: who was registered when and where, by id, never by name.

use crate::{decoy, pairing, table};
use jiff::civil::Date;
use kernel::{Office, PersonId};
use ledger::{Door, Fault, params};
use std::collections::BTreeMap;

/// One registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationFact {
    pub person: PersonId,
    /// The office that holds the file now.
    pub office: Office,
    pub on: Date,
}

/// All registrations, in the order of their numbers.
pub fn registrations(door: &mut (impl Door + ?Sized)) -> Result<Vec<RegistrationFact>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::REGISTERED, &params![tenant])?;
    let decoys = decoy::known(door)?;
    let mut facts = Vec::with_capacity(rows.len());
    for row in &rows {
        let (person, office) = (PersonId(row.uuid("record")?), Office(row.text("office")?));
        if !decoys.hides(person) {
            facts.push(RegistrationFact { person, office, on: row.date("registered_on")? });
        }
    }
    Ok(facts)
}

/// The files that count as one person's with others, each with the file that stands for the person in a count of persons: the
/// oldest. A file that is not in it stands for itself. Cases are counted as before: joining files moves none.
pub fn files_of_one_person(door: &mut (impl Door + ?Sized)) -> Result<BTreeMap<PersonId, PersonId>, Fault> {
    pairing::group::oldest_of_each(door)
}
