//! Writing to a case's file besides steps: letters that were made from it, notes, and terms counted anew.

use crate::fold::Case;
use crate::laws::Laws;
use crate::model::{CaseEvent, IssuedLetter, Words};
use crate::step::{moved, start};
use crate::table;
use jiff::civil::Date;
use kernel::CaseId;
use ledger::{Door, Fault, Load, Loaded, Row, Stamp, Tx, params};
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

/// Why a letter is not issued, printed again or revoked.
#[derive(Debug, thiserror::Error)]
pub enum LetterRefusal {
    #[error("there is no such case")]
    NoCase,
    #[error("no such letter was issued from this file")]
    NoLetter,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    /// It does not hold any more: no copy of it is made, and it is not revoked twice.
    #[error("the letter was revoked")]
    Revoked,
    #[error("a reason is needed")]
    NoReason,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for LetterRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => LetterRefusal::Stale,
            other => LetterRefusal::Fault(other),
        }
    }
}

/// Issues a letter: gives it its serial of this kind and year, and keeps what fills it. `made` gets the serial's number
/// and answers the letter.
pub fn issue(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    head: &str,
    counter: &str,
    made: impl FnOnce(i64, Uuid) -> IssuedLetter,
) -> Result<Uuid, LetterRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(LetterRefusal::NoCase)?;
    if !seen.is_at(head) {
        return Err(LetterRefusal::Stale);
    }
    let number = tx.next_number(counter)?;
    let id = tx.fresh_uuid();
    tx.append(&seen, stamp, &[CaseEvent::LetterIssued(made(number, id))])?;
    Ok(id)
}

/// Notes that a letter was printed again.
pub fn reprint(tx: &mut Tx<'_>, stamp: &Stamp, case: CaseId, id: Uuid) -> Result<(), LetterRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(LetterRefusal::NoCase)?;
    standing(&seen.state, id)?;
    tx.append(&seen, stamp, &[CaseEvent::LetterReprinted { id }])?;
    Ok(())
}

/// Says that a letter no longer holds, and why; the reason stays in the file.
pub fn revoke(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    id: Uuid,
    on: Date,
    why: &str,
) -> Result<(), LetterRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(LetterRefusal::NoCase)?;
    standing(&seen.state, id)?;
    if why.trim().is_empty() {
        return Err(LetterRefusal::NoReason);
    }
    tx.append(&seen, stamp, &[CaseEvent::LetterRevoked { id, on, why: why.trim().to_owned() }])?;
    Ok(())
}

/// The letter, if it still holds.
fn standing(case: &Case, id: Uuid) -> Result<(), LetterRefusal> {
    let letter = case.letters.iter().find(|l| l.id == id && l.issued.is_some());
    match letter.ok_or(LetterRefusal::NoLetter)?.revoked {
        Some(_) => Err(LetterRefusal::Revoked),
        None => Ok(()),
    }
}

/// A line of the register of letters. Names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    pub case: CaseId,
    pub id: Uuid,
    pub letter: String,
    pub kind: String,
    pub names: Words,
    pub serial: String,
    pub issued_on: Date,
    pub revoked_on: Option<Date>,
}

/// The letter of an id, as whoever checks a paper may know it.
pub fn letter_of(door: &mut dyn Door, id: Uuid) -> Result<Option<LetterRow>, Fault> {
    let tenant = door.tenant();
    door.one(&table::LETTER, &params![tenant, id])?.as_ref().map(letter_row).transpose()
}

/// The letters of a short code: one, as good as always.
pub fn letters_of_code(door: &mut dyn Door, code: &str) -> Result<Vec<LetterRow>, Fault> {
    let tenant = door.tenant();
    door.query(&table::LETTERS_OF_CODE, &params![tenant, code])?.iter().map(letter_row).collect()
}

fn letter_row(row: &Row) -> Result<LetterRow, Fault> {
    Ok(LetterRow {
        case: CaseId(row.uuid("record")?),
        id: row.uuid("letter_id")?,
        letter: row.text("letter")?,
        kind: row.text("kind")?,
        names: Words { es: row.text("name_es")?, en: row.text("name_en")? },
        serial: row.text("serial")?,
        issued_on: row.date("issued_on")?,
        revoked_on: row.opt_date("revoked_on")?,
    })
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
