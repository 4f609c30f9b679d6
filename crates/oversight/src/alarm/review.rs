//! Reviewing an alarm: a named officer, not the reader, says what the reading was.

use super::{Alarm, AlarmEvent, Finding};
use kernel::Actor;
use ledger::{Fault, Ledger, Load, Stamp};
use uuid::Uuid;

/// A note is a page at most.
pub const NOTE_CHARS_MAX: usize = 4_000;

/// Why a review is not written down, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum ReviewRefusal {
    #[error("there is no such alarm")]
    Nothing,
    #[error("nobody reviews their own reading")]
    Own,
    #[error("it was reviewed already")]
    Already,
    #[error("what explains it, or does not, has to be said")]
    Note,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Writes down the review of an alarm.
pub fn run(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    id: Uuid,
    finding: Finding,
    note: &str,
) -> Result<(), ReviewRefusal> {
    let note = note.trim().to_owned();
    if note.is_empty() || note.chars().count() > NOTE_CHARS_MAX {
        return Err(ReviewRefusal::Note);
    }
    ledger.once(key, actor.account, |tx| -> Result<String, ReviewRefusal> {
        let alarm = tx.load::<Alarm>(id)?.ok_or(ReviewRefusal::Nothing)?;
        let tripped = alarm.state.tripped.as_ref().ok_or(ReviewRefusal::Nothing)?;
        if tripped.reader == actor.account {
            return Err(ReviewRefusal::Own);
        }
        if alarm.state.review.is_some() {
            return Err(ReviewRefusal::Already);
        }
        tx.append(&alarm, &Stamp::new(actor.clone()), &[AlarmEvent::Reviewed { finding, note }])?;
        Ok(id.to_string())
    })?;
    Ok(())
}
