//! A state's lawyer confirms a statement of the law once, with the article and the official text, and may take it back with a
//! reason. Until then every case that hangs on the statement asks a person.

#[cfg(test)]
mod tests;

use crate::laws::Laws;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{AccountId, Actor};
use ledger::{
    Door, EntryView, Fault, Load, Loaded, Record, RecordKind, Row, Rows, Stamp, Tx, params, statement, table,
};
use procedure::{Confirmation, Statement, StatementId, is_source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What was stated about one statement as it read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SignOffEvent {
    /// A lawyer compared it with the official text.
    Confirmed {
        statement: Read,
        article: String,
        source: String,
        /// The lawyer's name and post.
        by: String,
        on: Date,
    },
    /// The confirmation does not hold any more, whether it was given here or stood in the files.
    Withdrawn { statement: Read, why: String, by: String, on: Date },
}

/// A statement as it read: its place and fingerprint, and its words for whoever reads this later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    pub file: String,
    pub path: String,
    pub says: String,
    /// What whoever spoke of it had before their eyes, a line each.
    pub words: Vec<String>,
}

impl Read {
    fn id(&self) -> StatementId {
        StatementId::new(&self.file, &self.path, &self.says)
    }
    fn of(statement: &Statement<'_>, words: &[String]) -> Read {
        let StatementId { file, path, says } = statement.id();
        Read { file, path, says, words: words.to_vec() }
    }
}

/// One statement as it read, and everything that lawyers said of it, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignOff {
    pub said: Vec<(SignOffEvent, AccountId, Timestamp)>,
}

impl SignOff {
    /// The statement it is about.
    pub fn statement(&self) -> Option<&Read> {
        self.said.first().map(|(event, ..)| match event {
            SignOffEvent::Confirmed { statement, .. } | SignOffEvent::Withdrawn { statement, .. } => {
                statement
            }
        })
    }
    /// What stands now; nothing when it was withdrawn.
    pub fn standing(&self) -> Option<Confirmation> {
        let (SignOffEvent::Confirmed { statement, article, source, by, on }, ..) = self.said.last()? else {
            return None;
        };
        let (article, source, by) = (article.clone(), source.clone(), by.clone());
        Some(Confirmation { statement: statement.id(), article, source, by, on: *on })
    }
}

table!(pub LAW_CONFIRMATION = "law_confirmation" {
    key [],
    "file" text, "path" text, "says" text, "stands" bool, "article" text?, "source" text?, "by_name" text?,
    "on_day" text?, "account" uuid, "at" int, "entries" int,
});

statement! {
    pub(crate) SIGNED_OFF = "select record, file, path, says, stands, article, source, by_name, on_day \
        from law_confirmation where tenant = $1 order by file, path, says";
}

/// The kind of record that holds a confirmation.
pub fn record_kind() -> RecordKind {
    RecordKind::of::<SignOff>(&[&LAW_CONFIRMATION])
}

impl Record for SignOff {
    const KIND: &'static str = "law_confirmation";
    type Event = SignOffEvent;

    fn apply(&mut self, event: &SignOffEvent, entry: &EntryView) {
        self.said.push((event.clone(), entry.actor.account, entry.at));
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        let (Some(read), Some((_, account, at))) = (self.statement(), self.said.last()) else { return };
        let standing = self.standing();
        let of = |part: fn(&Confirmation) -> &str| standing.as_ref().map(part);
        let values = params![
            &read.file,
            &read.path,
            &read.says,
            standing.is_some(),
            of(|c| &c.article),
            of(|c| &c.source),
            of(|c| &c.by),
            standing.as_ref().map(|c| c.on),
            *account,
            *at,
            self.said.len(),
        ];
        out.put(&LAW_CONFIRMATION, values);
    }
}

/// The record of a statement as it read: always the same, so that two people cannot confirm it twice.
fn record_of(id: &StatementId) -> Uuid {
    // UUIDv8 (RFC 9562): made from a name of our own.
    uuid::Builder::from_custom_bytes(id.number().to_be_bytes()).into_uuid()
}

/// What a confirmation lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Article,
    /// Neither an address nor the reference of a gazette.
    Source,
    /// Nobody declared that they compared it with the official text.
    Declaration,
}

/// Why nothing is confirmed or withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum SignOffRefusal {
    #[error("there is no such statement")]
    NoStatement,
    /// A choice of the platform: no law states it.
    #[error("no law states it")]
    NotLaw,
    /// Somebody changed it since the form was shown.
    #[error("the statement reads otherwise by now")]
    Changed,
    #[error("it is confirmed already")]
    Done,
    /// Nobody confirmed it, so there is nothing to withdraw.
    #[error("nobody confirmed it")]
    NotConfirmed,
    #[error("something is missing in the form")]
    Form(Vec<Lack>),
    #[error("a reason is needed")]
    NoReason,
    /// A post holds the law of headquarters.
    #[error("the law is confirmed at headquarters")]
    NotHere,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// One confirmation, as the form gives it.
#[derive(Clone, Debug)]
pub struct Confirm<'a> {
    /// The statement's number; see [`Statement::number`].
    pub statement: u128,
    /// The fingerprint of what the lawyer read.
    pub says: &'a str,
    /// The words that the lawyer read.
    pub words: &'a [String],
    pub article: &'a str,
    pub source: &'a str,
    /// "I compared it with the official text."
    pub is_compared: bool,
    /// The lawyer's name and post.
    pub by: &'a str,
}

/// One withdrawal, as the form gives it.
#[derive(Clone, Debug)]
pub struct Withdraw<'a> {
    pub statement: u128,
    pub words: &'a [String],
    pub why: &'a str,
    pub by: &'a str,
}

/// Confirms a statement as it reads now.
pub fn confirm(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    confirm: &Confirm<'_>,
) -> Result<Uuid, SignOffRefusal> {
    let statement = law(laws, confirm.statement)?;
    if statement.says != confirm.says {
        return Err(SignOffRefusal::Changed);
    }
    let lacks = lacking(confirm);
    if !lacks.is_empty() {
        return Err(SignOffRefusal::Form(lacks));
    }
    let id = record_of(&statement.id());
    let seen = tx.load::<SignOff>(id)?;
    let was_withdrawn = seen.as_ref().is_some_and(|seen| seen.state.standing().is_none());
    // The law at hand may be older than what stands in the ledger, whose word is the last.
    if seen.as_ref().is_some_and(|seen| seen.state.standing().is_some())
        || (statement.is_verified() && !was_withdrawn)
    {
        return Err(SignOffRefusal::Done);
    }
    let event = SignOffEvent::Confirmed {
        statement: Read::of(&statement, confirm.words),
        article: confirm.article.trim().to_owned(),
        source: confirm.source.trim().to_owned(),
        by: confirm.by.trim().to_owned(),
        on: laws.day_of(tx.now()),
    };
    say(tx, id, seen.as_ref(), stamp, event)?;
    Ok(id)
}

fn lacking(confirm: &Confirm<'_>) -> Vec<Lack> {
    let lacks = [
        (confirm.article.trim().is_empty(), Lack::Article),
        (!is_source(confirm.source), Lack::Source),
        (!confirm.is_compared, Lack::Declaration),
    ];
    lacks.into_iter().filter(|(is, _)| *is).map(|(_, lack)| lack).collect()
}

/// Takes a confirmation back, with a reason; it stays in the record.
pub fn withdraw(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    withdraw: &Withdraw<'_>,
) -> Result<Uuid, SignOffRefusal> {
    let statement = law(laws, withdraw.statement)?;
    let id = record_of(&statement.id());
    let seen = tx.load::<SignOff>(id)?;
    let stands = match &seen {
        Some(seen) => seen.state.standing().is_some(),
        None => laws.law().confirmations().iter().any(|c| c.statement == statement.id()),
    };
    if !stands {
        return Err(SignOffRefusal::NotConfirmed);
    }
    if withdraw.why.trim().is_empty() {
        return Err(SignOffRefusal::NoReason);
    }
    let event = SignOffEvent::Withdrawn {
        statement: Read::of(&statement, withdraw.words),
        why: withdraw.why.trim().to_owned(),
        by: withdraw.by.trim().to_owned(),
        on: laws.day_of(tx.now()),
    };
    say(tx, id, seen.as_ref(), stamp, event)?;
    Ok(id)
}

/// The statement that a lawyer of this site may speak of.
fn law(laws: &Laws, number: u128) -> Result<Statement<'_>, SignOffRefusal> {
    let statement = laws.law().statement(number).ok_or(SignOffRefusal::NoStatement)?;
    match () {
        () if !statement.is_law() => Err(SignOffRefusal::NotLaw),
        () if !laws.has_authority() => Err(SignOffRefusal::NotHere),
        () => Ok(statement),
    }
}

fn say(
    tx: &mut Tx<'_>,
    id: Uuid,
    seen: Option<&Loaded<SignOff>>,
    stamp: &Stamp,
    event: SignOffEvent,
) -> Result<(), Fault> {
    let actor: Actor = stamp.actor.clone();
    let stamp = Stamp::new(actor);
    match seen {
        Some(seen) => tx.append(seen, &stamp, &[event]).map(drop),
        None => tx.create::<SignOff>(id, &stamp, &[event]).map(drop),
    }
}

/// What lawyers said of a statement as it reads, if anything.
pub fn said_of(door: &mut dyn Door, id: &StatementId) -> Result<Option<SignOff>, Fault> {
    Ok(door.load::<SignOff>(record_of(id))?.map(|loaded| loaded.state))
}

/// Everything that was confirmed and stands.
pub fn confirmed(door: &mut dyn Door) -> Result<Vec<Confirmation>, Fault> {
    Ok(rows(door)?.into_iter().filter_map(|(_, standing)| standing).collect())
}

/// The records of confirmations, for the sites that hold the law too.
pub fn records(door: &mut dyn Door) -> Result<BTreeSet<Uuid>, Fault> {
    let tenant = door.tenant();
    door.query(&SIGNED_OFF, &params![tenant])?.iter().map(|row| row.uuid("record")).collect()
}

/// Each statement that lawyers spoke of, as it read, with what stands of it.
pub(crate) fn rows(door: &mut dyn Door) -> Result<Vec<(StatementId, Option<Confirmation>)>, Fault> {
    let tenant = door.tenant();
    door.query(&SIGNED_OFF, &params![tenant])?.iter().map(row).collect()
}

fn row(row: &Row) -> Result<(StatementId, Option<Confirmation>), Fault> {
    let id = StatementId::new(row.text("file")?, row.text("path")?, row.text("says")?);
    if !row.bool("stands")? {
        return Ok((id, None));
    }
    let confirmation = Confirmation {
        statement: id.clone(),
        article: row.opt_text("article")?.unwrap_or_default(),
        source: row.opt_text("source")?.unwrap_or_default(),
        by: row.opt_text("by_name")?.unwrap_or_default(),
        on: row.date("on_day")?,
    };
    Ok((id, Some(confirmation)))
}
