//! Whether somebody wants to be found by relatives, as they said it. Whoever was not asked may be asked, and no more.

use super::search::Consent;
use crate::table;
use crate::{decoy, person};
use jiff::civil::Date;
use kernel::PersonId;
use ledger::{Door, EntryView, Fault, Load, Record, Rows, Stamp, Tx, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything that can be stated about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum WishEvent {
    Said { person: PersonId, may_be_asked: bool, consent: Consent },
}

/// What somebody said last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub person: Option<PersonId>,
    /// None: nobody asked yet.
    pub may_be_asked: Option<bool>,
    pub said_on: Option<Date>,
}

impl Record for Wish {
    const KIND: &'static str = "tracing_wish";
    type Event = WishEvent;

    fn apply(&mut self, event: &WishEvent, _entry: &EntryView) {
        let WishEvent::Said { person, may_be_asked, consent } = event;
        self.person.get_or_insert(*person);
        (self.may_be_asked, self.said_on) = (Some(*may_be_asked), Some(consent.on));
    }
    fn rows(&self, _id: Uuid, out: &mut Rows) {
        // That they were asked; what they said is under the record's key.
        if let Some(person) = self.person {
            out.put(&table::TRACING_WISH, params![person]);
        }
    }
}

/// The record of a person's wish.
pub fn record_of(person: PersonId) -> Uuid {
    super::named(&[b"tracing_wish", person.0.as_bytes()])
}

/// What a person said.
pub fn of(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Wish, Fault> {
    Ok(door.load::<Wish>(record_of(person))?.map(|loaded| loaded.state).unwrap_or_default())
}

/// Why nothing is written down.
#[derive(Debug, thiserror::Error)]
pub enum WishRefusal {
    #[error("there is no such person")]
    NoSuchPerson,
    #[error("that day is still to come")]
    Future,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Writes down what a person said. Said again it changes nothing.
pub fn say(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    today: Date,
    person: PersonId,
    may_be_asked: bool,
    consent: Consent,
) -> Result<(), WishRefusal> {
    if person::state(tx, person)?.is_none() || decoy::known(tx)?.hides(person) {
        return Err(WishRefusal::NoSuchPerson);
    }
    if consent.on > today {
        return Err(WishRefusal::Future);
    }
    let (id, event) = (record_of(person), WishEvent::Said { person, may_be_asked, consent });
    match tx.load::<Wish>(id)? {
        None => drop(tx.create::<Wish>(id, stamp, &[event])?),
        Some(known) if known.state.may_be_asked == Some(may_be_asked) => {}
        Some(known) => drop(tx.append(&known, stamp, &[event])?),
    }
    Ok(())
}
