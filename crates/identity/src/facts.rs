//! What this room tells statistics and pledges: who was registered when and where, by id, never by name.

use crate::table;
use jiff::civil::Date;
use kernel::{Office, PersonId};
use ledger::{Door, Fault, params};

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
    rows.iter()
        .map(|row| {
            let (person, office) = (PersonId(row.uuid("record")?), Office(row.text("office")?));
            Ok(RegistrationFact { person, office, on: row.date("registered_on")? })
        })
        .collect()
}
