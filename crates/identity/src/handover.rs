//! Taking up a person's file in another office, and handing it over. The former office keeps only what policies leave it.

use crate::model::{Person, PersonEvent};
use kernel::{Office, PersonId};
use ledger::{Fault, Load, Stamp, Tx};

/// `office` works on the file from now on, beside those that already do. Doing it twice changes nothing.
pub fn take_up(tx: &mut Tx, stamp: &Stamp, id: PersonId, office: &Office) -> Result<(), Fault> {
    let Some(person) = tx.load::<Person>(id.0)? else { return Ok(()) };
    if person.state.offices.last() == Some(office) {
        return Ok(());
    }
    tx.append(&person, stamp, &[PersonEvent::OfficeJoined { office: office.clone() }]).map(drop)
}

/// `office` works on the file no more. The last office cannot leave: somebody must hold the file.
pub fn hand_over(tx: &mut Tx, stamp: &Stamp, id: PersonId, office: &Office) -> Result<(), Fault> {
    let Some(person) = tx.load::<Person>(id.0)? else { return Ok(()) };
    if !person.state.offices.contains(office) || person.state.offices.len() == 1 {
        return Ok(());
    }
    tx.append(&person, stamp, &[PersonEvent::OfficeLeft { office: office.clone() }]).map(drop)
}
