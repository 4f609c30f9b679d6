//! Undoing a join, at any time. What was written on either file stays where it was written; what came meanwhile is listed
//! for a person to look at, and the program moves none of it.

use super::consequence::Beside;
use super::judge::{Desk, Word};
use super::{Pairing, PairingEvent, Standing, entries};
use ledger::{Fault, Hash, Load, Stamp, Tx};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Why nothing is undone or looked at.
#[derive(Debug, thiserror::Error)]
pub enum UndoRefusal {
    #[error("nothing was said of these two files")]
    Nothing,
    #[error("headquarters undoes what headquarters joined")]
    NotHere,
    #[error("say why")]
    NoReason,
    #[error("they are not joined")]
    NotJoined,
    #[error("choose what you looked at")]
    NothingChosen,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// From now on they are two people's files again. Answers how many entries somebody has to look at.
pub fn undo(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    id: Uuid,
    word: Word<'_>,
) -> Result<usize, UndoRefusal> {
    if !desk.is_headquarters {
        return Err(UndoRefusal::NotHere);
    }
    let loaded = tx.load::<Pairing>(id)?.ok_or(UndoRefusal::Nothing)?;
    let pair = loaded.state.pair.ok_or(UndoRefusal::Nothing)?;
    if !loaded.is_at(word.head) {
        return Err(Fault::Stale.into());
    }
    let Standing::Same { since } = &loaded.state.standing else { return Err(UndoRefusal::NotJoined) };
    if word.why.trim().is_empty() {
        return Err(UndoRefusal::NoReason);
    }
    let left = entries::since(tx, desk.beside, pair, since, None)?;
    let left = left.into_iter().map(|written| written.entry.hash).collect();
    let undone = PairingEvent::Undone { why: word.why.trim().to_owned(), left };
    Ok(tx.append(&loaded, stamp, &[undone])?.state.to_look())
}

/// Somebody looked at entries that were written while the files were joined. Only those of the list count.
pub fn look_at(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    beside: Beside<'_>,
    id: Uuid,
    seen: &[Hash],
) -> Result<(), UndoRefusal> {
    let loaded = tx.load::<Pairing>(id)?.ok_or(UndoRefusal::Nothing)?;
    let pair = loaded.state.pair.ok_or(UndoRefusal::Nothing)?;
    let mut listed: BTreeSet<Hash> = loaded.state.left.clone();
    for joined in loaded.state.undone.clone() {
        let late = entries::since(tx, beside, pair, &joined.from, Some(&joined.until))?;
        listed.extend(late.into_iter().map(|written| written.entry.hash));
    }
    let new =
        seen.iter().copied().filter(|hash| listed.contains(hash) && !loaded.state.looked_at.contains(hash));
    let new: Vec<Hash> = new.collect();
    if new.is_empty() {
        return Err(UndoRefusal::NothingChosen);
    }
    tx.append(&loaded, stamp, &[PairingEvent::LookedAt { entries: new }])?;
    Ok(())
}
