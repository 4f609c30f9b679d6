//! What is sealed about one person in one compartment: reading it, which is written down there, and adding a note.

pub mod page;

use crate::circle;
use crate::model::{Compartment, Said, Sealed, SealedEvent};
use kernel::{Actor, PersonId};
use ledger::sealed::Compartments;
use ledger::{Door, Fault, Ledger, Loaded, Stamp, Tx};
use uuid::Uuid;

pub const NOTE_CHARS_MAX: usize = 8_000;

/// Why nothing is read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileRefusal {
    /// This site does not hold the compartment, or whoever asks is not in it: the same answer, and found out the same way.
    #[error("there is no such compartment")]
    Nothing,
    #[error("the note is empty or too long")]
    Text,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The id of what is sealed about a person; `None` where this site does not hold the compartment.
pub(crate) fn id_of(
    door: &mut (impl Door + ?Sized),
    compartment: Compartment,
    person: PersonId,
) -> Option<Uuid> {
    door.sealed_id(compartment.code(), &format!("person {person}"))
}

/// The file of a person, for somebody in the compartment.
fn load(
    tx: &mut Tx<'_>,
    actor: &Actor,
    compartment: Compartment,
    person: PersonId,
) -> Result<(Uuid, Option<Loaded<Sealed>>), FileRefusal> {
    if !circle::is_in(tx, compartment, actor.account)? {
        return Err(FileRefusal::Nothing);
    }
    let id = id_of(tx, compartment, person).ok_or(FileRefusal::Nothing)?;
    Ok((id, tx.load_sealed::<Sealed>(compartment.code(), id)?))
}

/// Reads what is sealed about a person and writes that down, before anything is shown. Where nothing is sealed about them
/// the state is empty and nothing is written.
pub fn opened(
    ledger: &Ledger,
    actor: &Actor,
    compartment: Compartment,
    person: PersonId,
) -> Result<Sealed, FileRefusal> {
    // Whoever is not in it does not come as far as the writing desk.
    if !ledger.read(|door| circle::is_in(door, compartment, actor.account))? {
        return Err(FileRefusal::Nothing);
    }
    ledger.write(|tx| {
        let (_, found) = load(tx, actor, compartment, person)?;
        let Some(seen) = found else { return Ok(Sealed::default()) };
        let read = [SealedEvent::said(Said::Read)];
        let now = tx.append_sealed(compartment.code(), &seen, &Stamp::new(actor.clone()), &read)?;
        Ok(now.state)
    })
}

/// Adds a note. The first one begins the file.
pub fn note(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    compartment: Compartment,
    person: PersonId,
    text: &str,
) -> Result<(), FileRefusal> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > NOTE_CHARS_MAX {
        return Err(FileRefusal::Text);
    }
    if !ledger.read(|door| circle::is_in(door, compartment, actor.account))? {
        return Err(FileRefusal::Nothing);
    }
    // The answer that is kept for a form sent twice says nothing: it stands in the open.
    let done = ledger.once(key, actor.account, |tx| -> Result<String, FileRefusal> {
        let (id, found) = load(tx, actor, compartment, person)?;
        let stamp = Stamp::new(actor.clone());
        let noted = SealedEvent::said(Said::Noted { text: text.to_owned() });
        match found {
            Some(seen) => tx.append_sealed(compartment.code(), &seen, &stamp, &[noted])?,
            None => {
                let about = SealedEvent::said(Said::About { person });
                tx.create_sealed::<Sealed>(compartment.code(), id, &stamp, &[about, noted])?
            }
        };
        Ok(String::new())
    });
    done.map(drop)
}

/// The people about whom something is sealed in a compartment, with the instant of the last note, newest first.
pub(crate) fn worklist(
    door: &mut (impl Door + ?Sized),
    compartment: Compartment,
) -> Result<Vec<(PersonId, jiff::Timestamp)>, Fault> {
    let mut all = Vec::new();
    for id in door.sealed_in(compartment.code())? {
        let Some(file) = door.load_sealed::<Sealed>(compartment.code(), id)? else { continue };
        all.extend(file.state.person.zip(file.state.notes.last().map(|note| note.at)));
    }
    all.sort_by_key(|(person, at)| (std::cmp::Reverse(*at), *person));
    Ok(all)
}
