//! A remedy is received at any office, by word of mouth or in writing, and never refused. Whoever receives it sees no file
//! and learns of none: the answer is a receipt number, whether a case was found or not.

pub mod page;
#[cfg(test)]
mod tests;

use crate::case;
use crate::fold::Case;
use crate::laws::Laws;
use crate::model::{CaseEvent, FormMap, Owner};
use crate::step::{self, StepRefusal};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{AccountId, Actor, CaseId, Office};
use ledger::{
    Door, EntryView, Fault, Load, Loaded, Record, RecordKind, Row, Rows, Stamp, Tx, params, statement, table,
};
use procedure::{Field, FieldKind, Step};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of task that a remedy leaves in a file in which no step receives it by itself.
pub const RECEIVED: &str = "received-remedy";

/// How the person brought it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By word of mouth; what was said is written down.
    #[default]
    Oral,
    Written,
}

impl Mode {
    pub fn code(self) -> &'static str {
        match self {
            Mode::Oral => "oral",
            Mode::Written => "written",
        }
    }
}

/// What was received, as the person gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The number of the receipt.
    pub number: String,
    /// The number of the case, as it stands on the person's paper.
    pub case_number: String,
    /// The name, as it stands on the person's paper.
    pub name: String,
    pub on: Date,
    pub mode: Mode,
    #[serde(default)]
    pub words: String,
}

/// What can happen to a received remedy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum RemedyEvent {
    Received(Received),
    /// It is in a file now: as a step, or as a task for those who work on it.
    Placed {
        case: CaseId,
        #[serde(default)]
        step: Option<String>,
    },
}

/// A received remedy and where it went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remedy {
    pub received: Option<Received>,
    pub by: Option<Actor>,
    pub at: Option<Timestamp>,
    pub placed: Option<CaseId>,
}

table!(pub REMEDY_ROW = "remedy_row" {
    key [],
    "number" text, "office" text, "account" uuid, "at" int, "on_day" text, "mode" text, "placed" bool,
});

statement! {
    pub(crate) OF_OFFICE = "select record, number, on_day, mode, at from remedy_row \
        where tenant = $1 and office = $2 order by at desc, number desc limit $3";
    pub(crate) TO_PLACE = "select record, number, on_day, mode, at from remedy_row \
        where tenant = $1 and not placed order by at, number limit $2";
}

/// The kind of record that holds a received remedy.
pub fn record_kind() -> RecordKind {
    RecordKind::of::<Remedy>(&[&REMEDY_ROW])
}

impl Record for Remedy {
    const KIND: &'static str = "remedy";
    type Event = RemedyEvent;

    fn apply(&mut self, event: &RemedyEvent, entry: &EntryView) {
        match event {
            RemedyEvent::Received(received) if self.received.is_none() => {
                self.received = Some(received.clone());
                self.by = Some(entry.actor.clone());
                self.at = Some(entry.at);
            }
            RemedyEvent::Received(_) => {}
            RemedyEvent::Placed { case, .. } => {
                self.placed.get_or_insert(*case);
            }
        }
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(received), Some(by), Some(at)) = (&self.received, &self.by, self.at) else { return };
        let placed = self.placed.is_some();
        let (number, mode) = (&received.number, received.mode.code());
        out.put(&REMEDY_ROW, params![number, &by.office, by.account, at, received.on, mode, placed]);
    }
}

/// Why nothing is received or placed.
#[derive(Debug, thiserror::Error)]
pub enum RemedyRefusal {
    /// The only thing that is asked again: a day that has not come yet.
    #[error("the day lies in the future")]
    Future,
    #[error("there is no such remedy")]
    NoRemedy,
    #[error("somebody placed it already")]
    Placed,
    #[error("there is no case of this number for this reader")]
    NoCase,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What is written down when a remedy is brought.
#[derive(Clone, Debug)]
pub struct Brought {
    pub case_number: String,
    pub name: String,
    pub on: Date,
    pub mode: Mode,
    pub words: String,
}

/// Receives a remedy. It goes into the file at once if the paper names it without doubt and exactly one step receives
/// it there; else the main office places it. Either way the answer is the same.
pub fn receive(tx: &mut Tx<'_>, laws: &Laws, stamp: &Stamp, brought: Brought) -> Result<Uuid, RemedyRefusal> {
    if brought.on > laws.day_of(tx.now()) {
        return Err(RemedyRefusal::Future);
    }
    let id = tx.fresh_uuid();
    let serial = tx.next_number(&format!("remedy-{}", brought.on.year()))?;
    let received = Received {
        number: format!("R-{}-{serial:05}", brought.on.year()),
        case_number: brought.case_number,
        name: brought.name,
        on: brought.on,
        mode: brought.mode,
        words: brought.words,
    };
    let stamp = Stamp::on(stamp.actor.clone(), received.on);
    let record = tx.create::<Remedy>(id, &stamp, &[RemedyEvent::Received(received.clone())])?;
    if let Some(case) = named(tx, &received)?
        && let Some(step) = filed(tx, laws, &stamp, &case, &received)?
    {
        let event = RemedyEvent::Placed { case: CaseId(case.id), step: Some(step) };
        tx.append(&record, &stamp, &[event])?;
    }
    Ok(id)
}

/// The case of the number, if the name is one of its people's.
fn named(tx: &mut Tx<'_>, received: &Received) -> Result<Option<Loaded<Case>>, Fault> {
    let number = received.case_number.trim().to_uppercase();
    let Some(head) = case::by_number(tx, &number)? else { return Ok(None) };
    let Some(case) = tx.load::<Case>(head.id.0)? else { return Ok(None) };
    for person in case.state.persons() {
        let known = identity::person::state(tx, person)?;
        let told = known.map(|p| p.names.name.as_told).unwrap_or_default();
        if identity::name_index::is_written_as(&received.name, &told) {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

/// Takes the one step that receives a remedy where the case stands, if there is exactly one.
fn filed(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: &Loaded<Case>,
    received: &Received,
) -> Result<Option<String>, Fault> {
    let Some(procedure) = case.state.opening.as_ref().and_then(|o| laws.of(o)) else { return Ok(None) };
    let today = laws.day_of(tx.now());
    let here = |s: &&Step| s.remedy && s.from.contains(&case.state.at.stage);
    let open: Vec<&Step> = procedure
        .steps
        .iter()
        .filter(here)
        .filter(|s| procedure.struck_step(&s.id, today).is_none())
        .collect();
    let [step] = open.as_slice() else { return Ok(None) };
    match step::file_remedy(tx, laws, stamp, case, &step.id, &answers(step, received)) {
        Ok(_) => Ok(Some(step.id.clone())),
        Err(StepRefusal::Fault(fault)) => Err(fault),
        Err(StepRefusal::Stale) => Err(Fault::Stale),
        // Its form asks something that nobody at a counter can answer: the main office does.
        Err(_) => Ok(None),
    }
}

/// What was received, as answers to the form of the step.
fn answers(step: &Step, received: &Received) -> FormMap {
    let mode = received.mode.code();
    let is_mode = |field: &Field| match &field.kind {
        FieldKind::Choice(choices) => choices.iter().any(|(code, _)| code == mode),
        _ => false,
    };
    let mut form = FormMap::new();
    for field in &step.fields {
        let answer = match &field.kind {
            _ if field.stated_date => received.on.to_string(),
            _ if is_mode(field) => mode.to_owned(),
            FieldKind::LongText if !form.values().any(|v| *v == received.words) => received.words.clone(),
            _ => continue,
        };
        form.insert(field.id.clone(), answer);
    }
    form
}

/// Places a received remedy in a case that somebody of the main office found: as its step if exactly one receives it, else
/// as a note and a task for those who work on the case.
pub fn place(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    remedy: Uuid,
    case: CaseId,
) -> Result<(), RemedyRefusal> {
    let record = tx.load::<Remedy>(remedy)?.ok_or(RemedyRefusal::NoRemedy)?;
    if record.state.placed.is_some() {
        return Err(RemedyRefusal::Placed);
    }
    let received = record.state.received.clone().ok_or(RemedyRefusal::NoRemedy)?;
    let seen = tx.load::<Case>(case.0)?.ok_or(RemedyRefusal::NoCase)?;
    let stamp = Stamp::on(stamp.actor.clone(), received.on);
    let step = filed(tx, laws, &stamp, &seen, &received)?;
    if step.is_none() {
        tx.append(&seen, &stamp, &left_to_do(&seen.state, &received))?;
    }
    tx.append(&record, &stamp, &[RemedyEvent::Placed { case, step }])?;
    Ok(())
}

fn left_to_do(case: &Case, received: &Received) -> Vec<CaseEvent> {
    let text = format!("{} · {}\n{}", received.number, received.on, received.words);
    let earlier = case.tasks.values().filter(|task| task.kind == RECEIVED).count();
    vec![
        CaseEvent::NoteWritten { text: text.trim().to_owned() },
        CaseEvent::TaskOpened {
            task: format!("{RECEIVED}-{}", earlier + 1),
            kind: RECEIVED.to_owned(),
            step: None,
            owner: Owner { role: None, office: case.office.clone(), account: None },
            due: None,
        },
    ]
}

/// What the receiving office keeps: its receipts, and nothing of any file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub id: Uuid,
    pub number: String,
    pub on: Date,
    pub mode: String,
    pub at: Timestamp,
}

/// The newest receipts of an office.
pub fn receipts(door: &mut dyn Door, office: &Office, limit: i64) -> Result<Vec<Receipt>, Fault> {
    let tenant = door.tenant();
    door.query(&OF_OFFICE, &params![tenant, office, limit])?.iter().map(receipt).collect()
}

/// What waits to be placed, the oldest first: for the main office alone.
pub fn to_place(door: &mut dyn Door, limit: i64) -> Result<Vec<(Uuid, Received)>, Fault> {
    let tenant = door.tenant();
    let mut found = Vec::new();
    for row in door.query(&TO_PLACE, &params![tenant, limit])? {
        let id = row.uuid("record")?;
        let received = door.load::<Remedy>(id)?.and_then(|record| record.state.received);
        found.extend(received.map(|received| (id, received)));
    }
    Ok(found)
}

/// Who received it and where.
pub fn received_by(door: &mut dyn Door, remedy: Uuid) -> Result<Option<(AccountId, Office)>, Fault> {
    let by = door.load::<Remedy>(remedy)?.and_then(|record| record.state.by);
    Ok(by.map(|by| (by.account, by.office)))
}

fn receipt(row: &Row) -> Result<Receipt, Fault> {
    Ok(Receipt {
        id: row.uuid("record")?,
        number: row.text("number")?,
        on: row.date("on_day")?,
        mode: row.text("mode")?,
        at: row.instant("at")?,
    })
}
