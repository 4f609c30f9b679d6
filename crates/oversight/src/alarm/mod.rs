//! Alarms about reading: somebody opened very many files within an hour, or a record that nobody has a reason to open.
//! Nothing is blocked; a data protection officer looks at it and says what it was.

pub mod burst;
pub mod page;
pub mod review;
#[cfg(test)]
mod tests;
pub mod watch;

use crate::table;
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Actor, Office, Role};
use ledger::{Door, EntryView, Fault, Load, Record, Row, Rows, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Until when somebody has to have looked at it.
pub const REVIEW_WITHIN: SignedDuration = SignedDuration::from_hours(72);

/// How many opens within how many minutes are too many; the operator decides it in `ceiba.toml`. Put into the house's
/// rooms by `app`; without it the usual holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub opens: u32,
    pub minutes: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { opens: 300, minutes: 60 }
    }
}

/// What tripped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Too many files within the time.
    Many,
    /// A decoy: a record of an invented person.
    Decoy,
}

impl Cause {
    pub fn code(self) -> &'static str {
        match self {
            Cause::Many => "many",
            Cause::Decoy => "decoy",
        }
    }
}

/// What somebody read, as the alarm keeps it: numbers and instants, and of a decoy its handle, never a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tripped {
    pub cause: Cause,
    pub reader: AccountId,
    pub role: Role,
    pub office: Office,
    pub from: Timestamp,
    pub until: Timestamp,
    pub opens: u32,
    /// How many different files.
    pub files: u32,
    /// What was too many then.
    pub limit: u32,
    pub minutes: u32,
    #[serde(default)]
    pub decoy: Option<Uuid>,
    pub review_due: Timestamp,
    /// The officer who is to look at it; nobody where the site knows none.
    #[serde(default)]
    pub reviewer: Option<AccountId>,
}

/// What the officer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// There was a reason, such as a transfer of many files.
    Explained,
    /// There was none; it goes on as an incident.
    Unexplained,
}

impl Finding {
    pub const ALL: [Finding; 2] = [Finding::Explained, Finding::Unexplained];
    pub fn code(self) -> &'static str {
        match self {
            Finding::Explained => "explained",
            Finding::Unexplained => "unexplained",
        }
    }
    pub fn from_code(code: &str) -> Option<Finding> {
        Finding::ALL.into_iter().find(|finding| finding.code() == code)
    }
}

/// What is stated about an alarm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum AlarmEvent {
    Tripped(Tripped),
    /// A named person looked at it.
    Reviewed {
        finding: Finding,
        note: String,
    },
}

/// A review as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    pub finding: Finding,
    pub note: String,
    pub at: Timestamp,
    pub by: AccountId,
}

/// The state of one alarm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    pub tripped: Option<Tripped>,
    /// The first review stands.
    pub review: Option<Reviewed>,
}

impl Alarm {
    /// Nobody has looked at it and the time for it is over.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.review.is_none() && self.tripped.as_ref().is_some_and(|tripped| now > tripped.review_due)
    }
}

impl Record for Alarm {
    const KIND: &'static str = "read_alarm";
    type Event = AlarmEvent;

    fn apply(&mut self, event: &AlarmEvent, entry: &EntryView) {
        match event {
            AlarmEvent::Tripped(tripped) => drop(self.tripped.get_or_insert_with(|| tripped.clone())),
            AlarmEvent::Reviewed { finding, note } => {
                self.review.get_or_insert_with(|| Reviewed {
                    finding: *finding,
                    note: note.clone(),
                    at: entry.at,
                    by: entry.actor.account,
                });
            }
        }
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let Some(tripped) = &self.tripped else { return };
        // Who, when and why stay sealed: with the read log beside it they would say which record is a decoy.
        let sealed = serde_json::to_string(self).unwrap_or_default();
        out.put(&table::ALARM_ROW, params![tripped.review_due, self.review.is_none(), sealed]);
    }
}

/// The house itself, in whose name an alarm is written: no person trips it, and who read stands inside.
fn the_house() -> Actor {
    let office = Office::from("ceiba");
    Actor { account: AccountId(Uuid::nil()), role: Role::DataProtectionOfficer, office }
}

fn of(door: &mut (impl Door + ?Sized), row: &Row) -> Result<(Uuid, Alarm), Fault> {
    let id = row.uuid("record")?;
    let plain = door.open_sealed(table::ALARM_ROW.name, id, &row.bytes("sealed")?)?;
    let alarm = serde_json::from_slice(&plain);
    alarm.map(|alarm| (id, alarm)).map_err(|_| Fault::Inconsistent("alarm_row.sealed is no alarm".into()))
}

/// The alarms that nobody has looked at, the most urgent first.
pub fn waiting(door: &mut (impl Door + ?Sized)) -> Result<Vec<(Uuid, Alarm)>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::ALARMS_WAITING, &params![tenant])?;
    rows.iter().map(|row| of(door, row)).collect()
}

/// The newest 200 alarms, looked at or not.
pub fn all(door: &mut (impl Door + ?Sized)) -> Result<Vec<(Uuid, Alarm)>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::ALARMS, &params![tenant])?;
    rows.iter().map(|row| of(door, row)).collect()
}

/// One alarm.
pub fn load(door: &mut dyn Door, id: Uuid) -> Result<Option<ledger::Loaded<Alarm>>, Fault> {
    Ok(door.load::<Alarm>(id)?.filter(|found| found.state.tripped.is_some()))
}
