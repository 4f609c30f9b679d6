//! What other sites may hold of this area, and what goes with a person.

use crate::model::Compartment;
use crate::{circle, file, table};
use kernel::PersonId;
use ledger::sealed::Compartments;
use ledger::{Door, Fault, params};
use uuid::Uuid;

/// The instructions about a person, which go wherever the person goes.
pub fn instructions(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<Uuid>, Fault> {
    let tenant = door.tenant();
    door.query(&table::INSTRUCTIONS_OF, &params![tenant, person])?
        .iter()
        .map(|row| row.uuid("record"))
        .collect()
}

/// What is sealed about a person in the compartments that this site holds.
fn sealed(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<Uuid>, Fault> {
    sealed_in(door, &Compartment::ALL, person)
}

/// What goes with a person who is erased.
pub fn with_person(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<Uuid>, Fault> {
    Ok([sealed(door, person)?, instructions(door, person)?].concat())
}

fn sealed_in(
    door: &mut (impl Door + ?Sized),
    compartments: &[Compartment],
    person: PersonId,
) -> Result<Vec<Uuid>, Fault> {
    let mut all = Vec::new();
    for compartment in compartments {
        let Some(id) = file::id_of(door, *compartment, person) else { continue };
        if door.has_sealed(compartment.code(), id)? {
            all.push(id);
        }
    }
    Ok(all)
}

/// The compartments whose secret a site was given from here.
pub fn granted(door: &mut (impl Door + ?Sized), site: &str) -> Result<Vec<Compartment>, Fault> {
    let mut all = Vec::new();
    for compartment in Compartment::ALL {
        if circle::sites(door, compartment)?.iter().any(|granted| granted == site) {
            all.push(compartment);
        }
    }
    Ok(all)
}

/// What a site may hold of what is sealed about a person.
pub fn sealed_for(
    door: &mut (impl Door + ?Sized),
    compartments: &[Compartment],
    person: PersonId,
) -> Result<Vec<Uuid>, Fault> {
    sealed_in(door, compartments, person)
}

/// What a site may hold that is about nobody in its scope: who is in the compartments it was given, and what it wrote that
/// this site cannot open, for only that site knows whom it is about.
pub fn beside(
    door: &mut (impl Door + ?Sized),
    site: &str,
    compartments: &[Compartment],
) -> Result<Vec<Uuid>, Fault> {
    let mut all = door.closed_from(site)?;
    for compartment in compartments {
        all.extend(circle::id(door, *compartment));
    }
    Ok(all)
}
