//! The register of incidents with data: a clock that starts by itself when somebody notices, and entries nobody can delete.

pub mod page;
#[cfg(test)]
mod tests;

use crate::clock::TellRule;
use crate::table;
use jiff::Timestamp;
use kernel::{AccountId, Actor};
use ledger::{Door, EntryView, Fault, Ledger, Load, Loaded, Record, Row, Rows, Stamp, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is told may be a page long.
pub const TOLD_CHARS_MAX: usize = 4_000;
pub const REFERENCE_CHARS_MAX: usize = 120;

/// What kind of incident it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BreachKind {
    /// A device, a stick or a paper is lost or stolen.
    Lost,
    /// Somebody looked who had no reason to.
    Looked,
    /// Sent or shown to the wrong person.
    WrongHands,
    Published,
    /// Changed or destroyed, by people or by a program.
    Altered,
    Other,
}

impl BreachKind {
    pub const ALL: [BreachKind; 6] = [
        BreachKind::Lost,
        BreachKind::Looked,
        BreachKind::WrongHands,
        BreachKind::Published,
        BreachKind::Altered,
        BreachKind::Other,
    ];
    pub fn code(self) -> &'static str {
        match self {
            BreachKind::Lost => "lost",
            BreachKind::Looked => "looked",
            BreachKind::WrongHands => "wrong_hands",
            BreachKind::Published => "published",
            BreachKind::Altered => "altered",
            BreachKind::Other => "other",
        }
    }
    pub fn from_code(code: &str) -> Option<BreachKind> {
        BreachKind::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// What is stated about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum BreachEvent {
    /// Somebody noticed. `tell_by` is a value: the rule of that day, read once.
    Reported {
        number: String,
        breach: BreachKind,
        noticed_at: Timestamp,
        told: String,
        tell_by: Timestamp,
    },
    /// How many people it touches, as far as is known, and what may follow for them.
    Assessed {
        #[serde(default)]
        persons: Option<u32>,
        note: String,
    },
    AuthorityTold {
        reference: String,
        note: String,
    },
    PersonsTold {
        note: String,
    },
    Noted {
        note: String,
    },
    Closed {
        note: String,
    },
}

/// One line of the register under an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub event: BreachEvent,
    pub at: Timestamp,
    pub by: AccountId,
}

/// The state of one incident.
#[derive(Clone, Debug, Default)]
pub struct Breach {
    pub number: String,
    pub kind: Option<BreachKind>,
    pub noticed_at: Option<Timestamp>,
    pub tell_by: Option<Timestamp>,
    pub persons: Option<u32>,
    pub authority_told: Option<Timestamp>,
    pub persons_told: Option<Timestamp>,
    pub closed: Option<Timestamp>,
    /// Everything that was said, oldest first.
    pub lines: Vec<Line>,
}

impl Record for Breach {
    const KIND: &'static str = "breach";
    type Event = BreachEvent;

    fn apply(&mut self, event: &BreachEvent, entry: &EntryView) {
        match event {
            BreachEvent::Reported { number, breach, noticed_at, tell_by, .. } => {
                if self.kind.is_some() {
                    return;
                }
                self.number.clone_from(number);
                self.kind = Some(*breach);
                self.noticed_at = Some(*noticed_at);
                self.tell_by = Some(*tell_by);
            }
            BreachEvent::Assessed { persons, .. } => self.persons = persons.or(self.persons),
            // The first telling counts: a second letter does not make it later.
            BreachEvent::AuthorityTold { .. } => drop(self.authority_told.get_or_insert(entry.at)),
            BreachEvent::PersonsTold { .. } => drop(self.persons_told.get_or_insert(entry.at)),
            BreachEvent::Noted { .. } => {}
            BreachEvent::Closed { .. } => drop(self.closed.get_or_insert(entry.at)),
        }
        self.lines.push(Line { event: event.clone(), at: entry.at, by: entry.actor.account });
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(kind), Some(noticed_at), Some(tell_by), Some(first)) =
            (self.kind, self.noticed_at, self.tell_by, self.lines.first())
        else {
            return;
        };
        let values = params![
            self.number.as_str(),
            kind.code(),
            noticed_at,
            first.at,
            first.by,
            tell_by,
            self.authority_told,
            self.persons_told,
            self.closed,
            self.persons.map(i64::from),
        ];
        out.put(&table::BREACH_ROW, values);
    }
}

/// An incident as the register lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreachRow {
    pub id: Uuid,
    pub number: String,
    pub kind: Option<BreachKind>,
    pub noticed_at: Timestamp,
    pub reported_by: AccountId,
    pub tell_by: Timestamp,
    pub authority_told: bool,
    pub persons_told: bool,
    pub closed: bool,
    pub persons: Option<i64>,
}

impl BreachRow {
    fn of(row: &Row) -> Result<BreachRow, Fault> {
        Ok(BreachRow {
            id: row.uuid("record")?,
            number: row.text("number")?,
            kind: BreachKind::from_code(&row.text("kind")?),
            noticed_at: row.instant("noticed_at")?,
            reported_by: AccountId(row.uuid("reported_by")?),
            tell_by: row.instant("tell_by")?,
            authority_told: row.opt_int("authority_told_at")?.is_some(),
            persons_told: row.opt_int("persons_told_at")?.is_some(),
            closed: row.opt_int("closed_at")?.is_some(),
            persons: row.opt_int("persons")?,
        })
    }
    /// The authority has not been told and its time is over.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        !self.authority_told && !self.closed && now > self.tell_by
    }
}

/// Why nothing is written into the register, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum BreachRefusal {
    #[error("nobody notices tomorrow")]
    Future,
    #[error("there is no such incident")]
    Nothing,
    #[error("it is closed; a new incident is reported anew")]
    Closed,
    /// It cannot be closed before the authority was told or a reason why not was written.
    #[error("the authority was not told, and no reason says why")]
    NotTold,
    /// Somebody else wrote into it since the page was shown.
    #[error("the incident moved on")]
    Stale,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for BreachRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => BreachRefusal::Stale,
            other => BreachRefusal::Fault(other),
        }
    }
}

/// Puts an incident into the register; its clock runs from the moment it was noticed. Answers its number.
pub fn report(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    rule: &TellRule,
    kind: BreachKind,
    noticed_at: Timestamp,
    told: String,
) -> Result<String, BreachRefusal> {
    ledger.once(key, actor.account, |tx| -> Result<String, BreachRefusal> {
        if noticed_at > tx.now() {
            return Err(BreachRefusal::Future);
        }
        let number = format!("INC-{:04}", tx.next_number("breach")?);
        let tell_by = noticed_at.checked_add(rule.within()).unwrap_or(noticed_at);
        let event = BreachEvent::Reported { number: number.clone(), breach: kind, noticed_at, told, tell_by };
        let id = tx.fresh_uuid();
        tx.create::<Breach>(id, &Stamp::new(actor.clone()), &[event])?;
        Ok(number)
    })
}

/// Writes one more line under an incident.
pub fn add(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    id: Uuid,
    head: &str,
    event: BreachEvent,
) -> Result<(), BreachRefusal> {
    ledger.once(key, actor.account, |tx| -> Result<String, BreachRefusal> {
        let breach = tx.load::<Breach>(id)?.ok_or(BreachRefusal::Nothing)?;
        if !breach.is_at(head) {
            return Err(BreachRefusal::Stale);
        }
        if breach.state.closed.is_some() {
            return Err(BreachRefusal::Closed);
        }
        if let BreachEvent::Closed { note } = &event
            && breach.state.authority_told.is_none()
            && note.trim().is_empty()
        {
            return Err(BreachRefusal::NotTold);
        }
        tx.append(&breach, &Stamp::new(actor.clone()), &[event])?;
        Ok(id.to_string())
    })?;
    Ok(())
}

/// The whole register, newest first.
pub fn all(door: &mut (impl Door + ?Sized)) -> Result<Vec<BreachRow>, Fault> {
    let tenant = door.tenant();
    door.query(&table::BREACHES, &params![tenant])?.iter().map(BreachRow::of).collect()
}

/// One incident with everything that was said.
pub fn load(door: &mut dyn Door, id: Uuid) -> Result<Option<Loaded<Breach>>, Fault> {
    Ok(door.load::<Breach>(id)?.filter(|found| found.state.kind.is_some()))
}
