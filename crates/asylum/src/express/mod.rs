//! Recording that a person said, at a post, that they fear to return: no judgement, no condition, proof in hand.

pub mod page;
pub mod proof;
#[cfg(test)]
mod tests;

use crate::fold::Intent;
use crate::model::{Child, Expressed, IntentEvent};
use crate::table::{FIND, NEWEST, OF_OFFICE, PERSONS, WAITING};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kernel::{AccountId, CaseId, Office, PersonId, check_text};
use ledger::{Door, Fault, Load, Loaded, Row, Stamp, Tx, params};
use uuid::Uuid;

/// The longest account in their own words, in characters.
pub const WORDS_CHARS_MAX: usize = 8_000;
/// The largest group on one intent; more are written on several sheets.
pub const PEOPLE_MAX: u32 = 60;

/// What the officer types.
#[derive(Clone, Debug)]
pub struct Statement {
    pub stated_on: Date,
    pub stated_at: Time,
    pub place: String,
    pub language: String,
    pub people: u32,
    pub child: Child,
    pub words: String,
}

/// Why an intent cannot be written as it was typed; each names its field.
#[derive(Debug, thiserror::Error)]
pub enum ExpressRefusal {
    #[error("the day lies in the future")]
    Future,
    #[error("at least one person, at most {PEOPLE_MAX}")]
    People,
    #[error("the place cannot be written")]
    Place(kernel::NameError),
    #[error("the words cannot be written")]
    Words(kernel::NameError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Writes the intent and gives it the next serial of its post.
pub fn run(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    said: Statement,
    today: Date,
) -> Result<(Uuid, Loaded<Intent>), ExpressRefusal> {
    if said.stated_on > today {
        return Err(ExpressRefusal::Future);
    }
    if said.people == 0 || said.people > PEOPLE_MAX {
        return Err(ExpressRefusal::People);
    }
    let place = check_text(&said.place, 300).map_err(ExpressRefusal::Place)?;
    let words = web::check_long(&said.words, WORDS_CHARS_MAX).map_err(ExpressRefusal::Words)?;
    let office = stamp.actor.office.clone();
    let number = tx.next_number(&format!("intent/{}", office.code()))?;
    let expressed = Expressed {
        serial: format!("{}-{number:06}", office.code().to_uppercase()),
        office,
        stated_on: said.stated_on,
        stated_at: said.stated_at,
        place,
        language: said.language,
        people: said.people,
        child: said.child,
        words,
    };
    let id = tx.fresh_uuid();
    let stamp = Stamp::on(stamp.actor.clone(), said.stated_on);
    let loaded = tx.create::<Intent>(id, &stamp, &[IntentEvent::Expressed(expressed)])?;
    Ok((id, loaded))
}

/// Adds a statement to an intent that exists.
pub fn note(tx: &mut Tx<'_>, stamp: &Stamp, id: Uuid, event: IntentEvent) -> Result<(), Fault> {
    match tx.load::<Intent>(id)? {
        Some(intent) => tx.append(&intent, stamp, &[event]).map(drop),
        None => Err(Fault::Inconsistent("no such intent".into())),
    }
}

/// An intent in lists: codes and dates, nothing that identifies.
#[derive(Clone, Debug)]
pub struct IntentHead {
    pub id: Uuid,
    pub serial: String,
    pub office: Office,
    pub stated_on: Date,
    pub stated_at: String,
    pub people: i64,
    pub language: String,
    pub child: Child,
    pub case: Option<CaseId>,
    pub expressed_at: Timestamp,
    pub expressed_by: AccountId,
}

pub(crate) fn head(row: &Row) -> Result<IntentHead, Fault> {
    Ok(IntentHead {
        id: row.uuid("record")?,
        serial: row.text("serial")?,
        office: Office(row.text("office")?),
        stated_on: row.date("stated_on")?,
        stated_at: row.text("stated_at")?,
        people: row.int("people")?,
        language: row.text("language")?,
        child: Child::from_code(&row.text("child")?).unwrap_or_default(),
        case: row.opt_uuid("case_id")?.map(CaseId),
        expressed_at: row.instant("expressed_at")?,
        expressed_by: AccountId(row.uuid("expressed_by")?),
    })
}

/// The intent of an id.
pub fn find(door: &mut dyn Door, id: Uuid) -> Result<Option<IntentHead>, Fault> {
    let tenant = door.tenant();
    door.one(&FIND, &params![tenant, id])?.as_ref().map(head).transpose()
}

/// The newest intents of an office.
pub fn of_office(door: &mut dyn Door, office: &Office, limit: i64) -> Result<Vec<IntentHead>, Fault> {
    let tenant = door.tenant();
    door.query(&OF_OFFICE, &params![tenant, office, limit])?.iter().map(head).collect()
}

/// The newest intents of all posts.
pub fn newest(door: &mut dyn Door, limit: i64) -> Result<Vec<IntentHead>, Fault> {
    let tenant = door.tenant();
    door.query(&NEWEST, &params![tenant, limit])?.iter().map(head).collect()
}

/// Intents on which no claim was opened yet, the oldest first.
pub fn waiting(door: &mut dyn Door) -> Result<Vec<IntentHead>, Fault> {
    let tenant = door.tenant();
    door.query(&WAITING, &params![tenant])?.iter().map(head).collect()
}

/// The registered people an intent is about.
pub fn persons(door: &mut dyn Door, id: Uuid) -> Result<Vec<PersonId>, Fault> {
    let tenant = door.tenant();
    door.query(&PERSONS, &params![tenant, id])?.iter().map(|row| row.uuid("person").map(PersonId)).collect()
}
