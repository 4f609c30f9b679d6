//! Reform dossiers: from the problem with a procedure, over its draft and what others said of it, to the version that is
//! adopted with its day.
//!
//! The way is a procedure as data (`region/reform.toml`) of which nothing is law. A dossier is about no person and is no
//! case: it stands at no office, has no term, and nobody's name in it but those of staff.

mod adopt;
mod take;
#[cfg(test)]
mod tests;
mod way;

pub use adopt::adopted;
pub use take::{DRAFT_CHARS_MAX, DossierRefusal, Open, Take, open, take};
pub use way::Way;

use crate::model::{FactMap, FormMap};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Actor;
use ledger::{Door, EntryView, Fault, Load, Loaded, Record, RecordKind, Row, Rows, params, statement, table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What was stated in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum DossierEvent {
    /// Somebody stated a problem with a version of a procedure.
    Opened(Opened),
    /// A step of the way was taken: a consultation, the reference of the gazette, an end.
    StepTaken(Taken),
    /// The draft's whole text, written with a step.
    DraftWritten(Written),
    /// The version is law from a day on, with the text that it has.
    Adopted(Adoption),
}

/// The opening of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The procedure and the version of it that would change.
    pub procedure: String,
    pub version: String,
    /// The fingerprint of the way's file.
    pub way: String,
    pub step: String,
    pub stage: String,
    pub facts: FactMap,
    pub form: FormMap,
    /// The name and post of whoever opened it.
    pub by: String,
    pub on: Date,
}

/// A step that was taken, with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub step: String,
    /// The stage it led to; `None` left the dossier where it was.
    pub to: Option<String>,
    pub facts: FactMap,
    pub form: FormMap,
    pub by: String,
    /// The day that its form states, else the day on which it was written.
    pub on: Date,
}

/// A draft as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub text: String,
    /// What the text calls itself, and its first day.
    pub version: String,
    pub valid_from: Date,
}

/// The adopted version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// The file it is, inside the country's folder.
    pub file: String,
    pub text: String,
    pub version: String,
    pub valid_from: Date,
    /// What the program had found in the draft, as it was shown to whoever adopted it, a line each.
    pub findings: Vec<String>,
    pub by: String,
    pub on: Date,
}

/// One statement of the story, with who made it when.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub event: DossierEvent,
    pub actor: Actor,
    pub at: Timestamp,
}

/// A dossier as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    pub opened: Option<Opened>,
    pub stage: String,
    /// The day on which it came to its stage.
    pub since: Option<Date>,
    pub facts: FactMap,
    /// The newest draft.
    pub draft: Option<Written>,
    pub adopted: Option<(Adoption, Timestamp)>,
    /// Everything, oldest first.
    pub told: Vec<Told>,
}

impl Dossier {
    /// The words by which it is known.
    pub fn title(&self) -> &str {
        let title = self.opened.as_ref().and_then(|opened| opened.form.get("title"));
        title.map_or("", String::as_str)
    }
    /// The steps of one kind, oldest first: every consultation, every record of the gazette.
    pub fn taken<'a>(&'a self, step: &'a str) -> impl DoubleEndedIterator<Item = &'a Taken> {
        self.told.iter().filter_map(move |told| match &told.event {
            DossierEvent::StepTaken(taken) if taken.step == step => Some(taken),
            _ => None,
        })
    }
}

table!(pub LAW_DOSSIER = "law_dossier" {
    key [],
    "procedure" text, "version" text, "stage" text, "since" text, "opened_on" text, "adopted_version" text?,
    "adopted_from" text?, "adopted_at" int?, "entries" int,
});

statement! {
    pub(crate) DOSSIERS = "select record from law_dossier where tenant = $1 order by opened_on, record";
    pub(crate) ADOPTED = "select record from law_dossier where tenant = $1 and adopted_at is not null \
        order by adopted_at, adopted_from, record";
}

/// The kind of record that holds a dossier.
pub fn record_kind() -> RecordKind {
    RecordKind::of::<Dossier>(&[&LAW_DOSSIER])
}

impl Record for Dossier {
    const KIND: &'static str = "law_dossier";
    type Event = DossierEvent;

    fn apply(&mut self, event: &DossierEvent, entry: &EntryView) {
        match event {
            DossierEvent::Opened(opened) => {
                self.stage.clone_from(&opened.stage);
                self.since = Some(opened.on);
                self.facts.clone_from(&opened.facts);
                self.opened = Some(opened.clone());
            }
            DossierEvent::StepTaken(taken) => {
                if let Some(to) = taken.to.as_ref().filter(|to| **to != self.stage) {
                    self.stage.clone_from(to);
                    self.since = Some(taken.on);
                }
                self.facts.extend(taken.facts.iter().map(|(fact, value)| (fact.clone(), value.clone())));
            }
            DossierEvent::DraftWritten(written) => self.draft = Some(written.clone()),
            // Two sites apart from each other cannot both adopt; should it be stated twice, the first one counts.
            DossierEvent::Adopted(adoption) => {
                self.adopted.get_or_insert_with(|| (adoption.clone(), entry.at));
            }
        }
        self.told.push(Told { event: event.clone(), actor: entry.actor.clone(), at: entry.at });
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(opened), Some(since)) = (&self.opened, self.since) else { return };
        let adopted = self.adopted.as_ref();
        let values = params![
            &opened.procedure,
            &opened.version,
            &self.stage,
            since,
            opened.on,
            adopted.map(|(adoption, _)| &adoption.version),
            adopted.map(|(adoption, _)| adoption.valid_from),
            adopted.map(|(_, at)| *at),
            self.told.len(),
        ];
        out.put(&LAW_DOSSIER, values);
    }
}

/// Every dossier, in the order in which they were opened.
pub fn all(door: &mut dyn Door) -> Result<Vec<Loaded<Dossier>>, Fault> {
    let tenant = door.tenant();
    let mut all = Vec::new();
    for id in ids(door.query(&DOSSIERS, &params![tenant])?)? {
        all.extend(find(door, id)?);
    }
    Ok(all)
}

/// One dossier.
pub fn find(door: &mut dyn Door, id: Uuid) -> Result<Option<Loaded<Dossier>>, Fault> {
    door.load::<Dossier>(id)
}

/// The dossiers of adopted versions, for the sites that hold the law too: what is still being prepared stays where the law
/// is kept.
pub fn records(door: &mut dyn Door) -> Result<BTreeSet<Uuid>, Fault> {
    let tenant = door.tenant();
    let found = ids(door.query(&ADOPTED, &params![tenant])?)?;
    Ok(found.into_iter().collect())
}

fn ids(rows: Vec<Row>) -> Result<Vec<Uuid>, Fault> {
    rows.iter().map(|row| row.uuid("record")).collect()
}
