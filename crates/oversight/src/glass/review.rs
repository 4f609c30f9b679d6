//! Reviewing an opening: somebody else reads why, looks at what was read, and says whether it was justified.

use super::{Glass, GlassEvent, Verdict};
use kernel::Actor;
use ledger::{Fault, Ledger, Load, Stamp};
use uuid::Uuid;

/// A note is a page at most.
pub const NOTE_CHARS_MAX: usize = 4_000;

/// Why a review is not written down, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum ReviewRefusal {
    #[error("there is no such opening")]
    Nothing,
    #[error("nobody reviews their own opening")]
    Own,
    #[error("it was reviewed already")]
    Already,
    #[error("what justified it, or did not, has to be said")]
    Note,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Writes down the review of an opening.
pub fn run(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    id: Uuid,
    verdict: Verdict,
    note: &str,
) -> Result<(), ReviewRefusal> {
    let note = note.trim().to_owned();
    if note.is_empty() || note.chars().count() > NOTE_CHARS_MAX {
        return Err(ReviewRefusal::Note);
    }
    ledger.once(key, actor.account, |tx| -> Result<String, ReviewRefusal> {
        let glass = tx.load::<Glass>(id)?.ok_or(ReviewRefusal::Nothing)?;
        let broken = glass.state.broken.as_ref().ok_or(ReviewRefusal::Nothing)?;
        if broken.by.account == actor.account {
            return Err(ReviewRefusal::Own);
        }
        if glass.state.review.is_some() {
            return Err(ReviewRefusal::Already);
        }
        tx.append(&glass, &Stamp::new(actor.clone()), &[GlassEvent::Reviewed { verdict, note }])?;
        Ok(id.to_string())
    })?;
    Ok(())
}
