//! What of this room an office holds where it works by itself: the intents it wrote down, and their people.

use crate::express::find;
use crate::model::Child;
use crate::table::{AT_OFFICE, OF_PERSON, PERSONS, PERSONS_AT_OFFICE};
use kernel::{Office, PersonId};
use ledger::{Door, Fault, params};
use uuid::Uuid;

/// The intents of an office.
pub fn intents(door: &mut dyn Door, office: &Office) -> Result<Vec<Uuid>, Fault> {
    let tenant = door.tenant();
    door.query(&AT_OFFICE, &params![tenant, office])?.iter().map(|row| row.uuid("record")).collect()
}

/// The intents that are about a person, each with its serial.
pub fn intents_of(door: &mut dyn Door, person: PersonId) -> Result<Vec<(Uuid, String)>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&OF_PERSON, &params![tenant, person])?;
    rows.iter().map(|row| Ok((row.uuid("record")?, row.text("serial")?))).collect()
}

/// The registered people of those intents.
pub fn persons(door: &mut dyn Door, office: &Office) -> Result<Vec<PersonId>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&PERSONS_AT_OFFICE, &params![tenant, office])?;
    rows.iter().map(|row| row.uuid("person").map(PersonId)).collect()
}

/// The registered people of one intent.
pub fn persons_of(door: &mut dyn Door, intent: Uuid) -> Result<Vec<PersonId>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&PERSONS, &params![tenant, intent])?;
    rows.iter().map(|row| row.uuid("person").map(PersonId)).collect()
}

/// Whether an intent is about a child who is alone.
pub fn is_about_child_alone(door: &mut dyn Door, intent: Uuid) -> Result<bool, Fault> {
    Ok(find(door, intent)?.is_some_and(|head| head.child == Child::UnaccompaniedOrSeparated))
}
