//! Two files that may be one person's: who says so, what people judged, a second person where it has consequences, and an
//! undo at any time. A record of its own says it; nothing is ever written on either file, and nothing moves between them.

pub mod card;
mod consequence;
mod entries;
pub mod group;
pub mod judge;
mod likeness;
mod model;
pub mod page;
pub mod propose;
pub mod queue;
#[cfg(test)]
mod tests;
pub mod undo;

pub use consequence::{Beside, Consequence, HangsOn, Hung};
pub use entries::{Written, since as written_since};
pub use judge::{Desk, JudgeRefusal, confirm, decline, judge};
pub use likeness::likenesses;
pub use model::{
    Joined, Mark, Pair, Pairing, PairingEvent, Proposal, Said, Saying, Source, Standing, Verdict,
};
pub use propose::{ProposeRefusal, propose};
pub use undo::{UndoRefusal, look_at, undo};

use crate::table;
use kernel::PersonId;
use ledger::{Door, Fault, Row, params};
use uuid::Uuid;

/// Longer reasons are not read.
pub const WHY_CHARS_MAX: usize = 500;

/// The row of a pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairingHead {
    pub id: Uuid,
    pub pair: Pair,
    pub stage: Stage,
    /// How much speaks for one person: an order, no probability.
    pub weight: u16,
    /// Entries that were written while two files counted as one person's and at which nobody has looked since the undo.
    pub to_look: u32,
    /// When somebody or something first said it, in microseconds since 1970.
    pub proposed_at: i64,
}

/// Where a pairing stands, as its row says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    Unclear,
    Seconding,
    Same,
    NotSame,
}

impl Stage {
    pub const ALL: [Stage; 5] =
        [Stage::Waiting, Stage::Unclear, Stage::Seconding, Stage::Same, Stage::NotSame];

    pub fn code(self) -> &'static str {
        match self {
            Stage::Waiting => "waiting",
            Stage::Unclear => "unclear",
            Stage::Seconding => "seconding",
            Stage::Same => "same",
            Stage::NotSame => "not_same",
        }
    }
    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

impl PairingHead {
    fn of(row: &Row) -> Result<PairingHead, Fault> {
        let wrong = |what: &str| Fault::Inconsistent(format!("pairing_row.{what}"));
        let pair = Pair::of(PersonId(row.uuid("one")?), PersonId(row.uuid("two")?));
        Ok(PairingHead {
            id: row.uuid("record")?,
            pair: pair.ok_or_else(|| wrong("one is two"))?,
            stage: Stage::from_code(&row.text("stage")?).ok_or_else(|| wrong("stage is none"))?,
            weight: u16::try_from(row.int("weight")?).map_err(|_| wrong("weight"))?,
            to_look: u32::try_from(row.int("to_look")?).map_err(|_| wrong("to_look"))?,
            proposed_at: row.int("proposed_at")?,
        })
    }
}

fn heads(rows: &[Row]) -> Result<Vec<PairingHead>, Fault> {
    rows.iter().map(PairingHead::of).collect()
}

/// One pairing.
pub fn find(door: &mut (impl Door + ?Sized), id: Uuid) -> Result<Option<PairingHead>, Fault> {
    let tenant = door.tenant();
    door.one(&table::PAIRING, &params![tenant, id])?.as_ref().map(PairingHead::of).transpose()
}

/// Every pairing that a file is part of, however it stands.
pub fn of_person(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<PairingHead>, Fault> {
    let tenant = door.tenant();
    heads(&door.query(&table::PAIRINGS_OF_PERSON, &params![tenant, person])?)
}

/// The pairings that go with a person who is erased: what was said of two files ends with either.
pub fn with_person(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<Uuid>, Fault> {
    Ok(of_person(door, person)?.into_iter().map(|head| head.id).collect())
}

/// The pairings a site may hold that holds both files.
pub fn held(
    door: &mut (impl Door + ?Sized),
    is_held: &dyn Fn(PersonId) -> bool,
    person: PersonId,
) -> Result<Vec<Uuid>, Fault> {
    let all = of_person(door, person)?.into_iter();
    Ok(all.filter(|head| head.pair.both().into_iter().all(is_held)).map(|head| head.id).collect())
}
