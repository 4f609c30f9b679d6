//! The register of applicants' cards: which were issued from a case to whom, and which of them another one replaced.
//!
//! A card is a paper of the case, numbered and signed; a second one of the same person ends the first, whatever the reason.

use crate::fold::Case;
use crate::model::CaseEvent;
use crate::table;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{AccountId, CaseId, Office, PersonId};
use ledger::{Door, Fault, Hash, Load, Row, Stamp, Tx, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a card is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardReason {
    First,
    Lost,
    Damaged,
    /// What stands on it changed: the name, the photograph, the signature.
    ChangedData,
    Expired,
}

impl CardReason {
    pub const ALL: [CardReason; 5] = [
        CardReason::First,
        CardReason::Lost,
        CardReason::Damaged,
        CardReason::ChangedData,
        CardReason::Expired,
    ];
    pub fn code(self) -> &'static str {
        match self {
            CardReason::First => "first",
            CardReason::Lost => "lost",
            CardReason::Damaged => "damaged",
            CardReason::ChangedData => "changed_data",
            CardReason::Expired => "expired",
        }
    }
    pub fn from_code(code: &str) -> Option<CardReason> {
        CardReason::ALL.into_iter().find(|reason| reason.code() == code)
    }
    /// Whether it can be the reason of a person's first card on a case, or of a later one.
    pub fn fits(self, is_first: bool) -> bool {
        (self == CardReason::First) == is_first
    }
}

/// A card as it was issued: all that is printed on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCard {
    /// What its QR code holds.
    pub id: Uuid,
    pub person: PersonId,
    /// Its place among the cards of its site and year, from 1; the QR code holds it too.
    pub number: u32,
    /// Such as `CA-HQ-2024-00007`; reserved, never reused.
    pub serial: String,
    /// The short code printed under the QR code.
    pub code: String,
    /// The text of its QR code, signed when it was issued: whoever holds the file can print it again.
    pub payload: String,
    pub on: Date,
    pub valid_until: Date,
    pub why: CardReason,
    pub office: Office,
    /// The name as the person says it, as it was printed.
    pub name: String,
    /// The pictures that were printed, by the hash of their files in the person's record.
    #[serde(default)]
    pub portrait: Option<Hash>,
    #[serde(default)]
    pub signature: Option<Hash>,
}

/// A card as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub issued: IssuedCard,
    pub by: AccountId,
    pub at: Timestamp,
    /// Since when another one holds in its place.
    pub replaced: Option<Date>,
}

impl Case {
    /// The cards of a person, the newest first.
    pub fn cards_of(&self, person: PersonId) -> impl Iterator<Item = &Card> {
        self.cards.iter().rev().filter(move |card| card.issued.person == person)
    }
}

/// Why no card is issued.
#[derive(Debug, thiserror::Error)]
pub enum CardRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    #[error("the person is not on the case")]
    NoPerson,
    #[error("the case has ended")]
    Ended,
    /// A first card where there is one, or a later one where there is none.
    #[error("the reason does not fit the cards there are")]
    Reason,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for CardRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => CardRefusal::Stale,
            other => CardRefusal::Fault(other),
        }
    }
}

/// Issues a card to a person of a case: gives it the next number of `counter`, and whatever card the person had is
/// replaced by it. `made` gets the number and the id and answers the card.
pub fn issue(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    (case, head): (CaseId, &str),
    (person, why): (PersonId, CardReason),
    counter: &str,
    made: impl FnOnce(u32, Uuid) -> IssuedCard,
) -> Result<Uuid, CardRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(CardRefusal::NoCase)?;
    if !seen.is_at(head) {
        return Err(CardRefusal::Stale);
    }
    may_issue(&seen.state, person, why)?;
    let number = tx.next_number(counter)?;
    let number =
        u32::try_from(number).map_err(|_| Fault::Inconsistent("a counter left its bounds".into()))?;
    let id = tx.fresh_uuid();
    tx.append(&seen, stamp, &[CaseEvent::CardIssued(Box::new(made(number, id)))])?;
    Ok(id)
}

fn may_issue(case: &Case, person: PersonId, why: CardReason) -> Result<(), CardRefusal> {
    if case.at.ended {
        return Err(CardRefusal::Ended);
    }
    if !case.persons().contains(&person) {
        return Err(CardRefusal::NoPerson);
    }
    if !why.fits(case.cards_of(person).next().is_none()) {
        return Err(CardRefusal::Reason);
    }
    Ok(())
}

/// A line of the register of cards. Names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    pub case: CaseId,
    pub id: Uuid,
    pub serial: String,
    pub issued_on: Date,
    pub valid_until: Date,
    pub replaced_on: Option<Date>,
}

/// The card of an id, as whoever checks it may know it.
pub fn card_of(door: &mut dyn Door, id: Uuid) -> Result<Option<CardRow>, Fault> {
    let tenant = door.tenant();
    door.one(&table::CARD, &params![tenant, id])?.as_ref().map(card_row).transpose()
}

/// The cards of a short code: one, as good as always.
pub fn cards_of_code(door: &mut dyn Door, code: &str) -> Result<Vec<CardRow>, Fault> {
    let tenant = door.tenant();
    door.query(&table::CARDS_OF_CODE, &params![tenant, code])?.iter().map(card_row).collect()
}

fn card_row(row: &Row) -> Result<CardRow, Fault> {
    Ok(CardRow {
        case: CaseId(row.uuid("record")?),
        id: row.uuid("card_id")?,
        serial: row.text("serial")?,
        issued_on: row.date("issued_on")?,
        valid_until: row.date("valid_until")?,
        replaced_on: row.opt_date("replaced_on")?,
    })
}
