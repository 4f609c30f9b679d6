//! Writing to a case's file besides steps: letters that were made from it, notes, and terms counted anew.

use crate::fold::Case;
use crate::laws::Laws;
use crate::model::CaseEvent;
use crate::step::{moved, start};
use kernel::CaseId;
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use uuid::Uuid;

/// Notes that a letter was made. `id` is what its QR holds.
pub fn letter(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    letter: &str,
    serial: &str,
    id: Uuid,
) -> Result<Option<Loaded<Case>>, Fault> {
    let event = CaseEvent::LetterMade { letter: letter.to_owned(), serial: serial.to_owned(), id };
    append(tx, stamp, case, |_| vec![event])
}

/// Adds a note to the file.
pub fn note(tx: &mut Tx<'_>, stamp: &Stamp, case: CaseId, text: &str) -> Result<Option<Loaded<Case>>, Fault> {
    append(tx, stamp, case, |_| vec![CaseEvent::NoteWritten { text: text.to_owned() }])
}

/// Counts the running terms of a case anew, after a decree or a corrected calendar; an entry says what moved and why.
pub fn recount(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: CaseId,
    why: &str,
) -> Result<Option<Loaded<Case>>, Fault> {
    append(tx, stamp, case, |state| {
        let Some(procedure) = state.opening.as_ref().and_then(|o| laws.of(o)) else { return Vec::new() };
        let dates = state.dated_events();
        let recounted = state.terms.iter().filter(|t| t.met.is_none()).filter_map(|t| {
            let now = start(laws, procedure, &t.term.term, &dates, t.term.start)?;
            (now.due != t.term.due).then(|| moved(t.term.run, now, why))
        });
        recounted.collect()
    })
}

fn append(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    events: impl FnOnce(&Case) -> Vec<CaseEvent>,
) -> Result<Option<Loaded<Case>>, Fault> {
    let Some(seen) = tx.load::<Case>(case.0)? else { return Ok(None) };
    let events = events(&seen.state);
    if events.is_empty() { Ok(Some(seen)) } else { tx.append(&seen, stamp, &events).map(Some) }
}
