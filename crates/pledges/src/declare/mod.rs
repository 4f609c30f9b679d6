//! Declaring how far the state is with one of its own pledges.

use crate::model::{Declaration, PledgeEvent, PledgeFile, Status, record_uuid};
use crate::table::DECLARED;
use jiff::civil::Date;
use kernel::{AccountId, Actor};
use ledger::{Door, Fault, Ledger, Load, Loaded, Stamp, params};
use std::collections::BTreeMap;

pub(crate) mod page;

#[cfg(test)]
mod tests;

/// One declaration, as the form gives it.
pub struct Declare<'a> {
    pub pledge: &'a str,
    pub status: Status,
    pub on: Date,
    pub note: String,
    /// The version of the file the form was made from; empty when there was none.
    pub head: &'a str,
}

/// Adds a declaration to the pledge's file. [`Fault::Stale`] if somebody declared since the form was made.
pub fn declare(ledger: &Ledger, actor: &Actor, key: &str, declare: Declare<'_>) -> Result<(), Fault> {
    let id = record_uuid(declare.pledge);
    let stamp = Stamp::on(actor.clone(), declare.on);
    let event = PledgeEvent::Declared {
        pledge: declare.pledge.to_owned(),
        status: declare.status,
        on: declare.on,
        note: declare.note,
    };
    let account: AccountId = actor.account;
    ledger.once(key, account, |tx| -> Result<String, Fault> {
        match tx.load::<PledgeFile>(id)? {
            None => tx.create::<PledgeFile>(id, &stamp, &[event])?,
            Some(seen) if declare.head == seen.head_text() => tx.append(&seen, &stamp, &[event])?,
            Some(_) => return Err(Fault::Stale),
        };
        Ok(declare.pledge.to_owned())
    })?;
    Ok(())
}

/// The file of a pledge, if anything was declared.
pub fn file_of(door: &mut dyn Door, pledge: &str) -> Result<Option<Loaded<PledgeFile>>, Fault> {
    door.load::<PledgeFile>(record_uuid(pledge))
}

/// What stands declared: pledge → (status, day).
pub fn declared(door: &mut dyn Door) -> Result<BTreeMap<String, (Status, Date)>, Fault> {
    let tenant = door.tenant();
    let mut out = BTreeMap::new();
    for row in door.query(&DECLARED, &params![tenant])? {
        if let Some(status) = Status::from_code(&row.text("status")?) {
            out.insert(row.text("pledge")?, (status, row.date("declared_on")?));
        }
    }
    Ok(out)
}

/// The declarations of a file, newest first.
pub(crate) fn newest_first(file: &PledgeFile) -> Vec<&Declaration> {
    let mut all: Vec<&Declaration> = file.declarations.iter().collect();
    all.reverse();
    all
}
