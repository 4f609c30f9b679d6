//! Legal hold: a named person says that a file must not be erased, and why; a named person lifts it.

use super::RetentionRefusal;
use kernel::{Actor, CaseId};
use ledger::{Door, EntryView, Fault, Ledger, Load, Record, Rows, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is stated about a hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum HoldEvent {
    Held { case: CaseId, why: String },
    Lifted { why: String },
}

/// The state of one hold.
#[derive(Clone, Debug, Default)]
pub struct Hold {
    pub case: Option<CaseId>,
    pub why: String,
    pub lifted: bool,
}

impl Record for Hold {
    const KIND: &'static str = "legal_hold";
    type Event = HoldEvent;

    fn apply(&mut self, event: &HoldEvent, _: &EntryView) {
        match event {
            HoldEvent::Held { case, why } => {
                if self.case.is_none() {
                    (self.case, self.why) = (Some(*case), why.clone());
                }
            }
            HoldEvent::Lifted { .. } => self.lifted = true,
        }
    }

    fn rows(&self, _: Uuid, _: &mut Rows) {}
}

/// The files that are held now.
pub fn held(door: &mut dyn Door) -> Result<BTreeSet<CaseId>, Fault> {
    Ok(standing(door)?.into_iter().map(|(case, _)| case).collect())
}

/// The holds that stand, with the files they are about.
pub fn standing(door: &mut dyn Door) -> Result<Vec<(CaseId, ledger::Loaded<Hold>)>, Fault> {
    let mut all = Vec::new();
    for id in door.records_of(Hold::KIND)? {
        if let Some(hold) = door.load::<Hold>(id)?.filter(|hold| !hold.state.lifted) {
            all.extend(hold.state.case.map(|case| (case, hold)));
        }
    }
    Ok(all)
}

/// Keeps a file from being erased.
pub fn hold(ledger: &Ledger, actor: &Actor, number: &str, why: &str) -> Result<(), RetentionRefusal> {
    if why.trim().is_empty() {
        return Err(RetentionRefusal::NoReason);
    }
    ledger.write(|tx| {
        let head = casework::case::by_number(tx, number)?.ok_or(RetentionRefusal::Nothing)?;
        if held(tx)?.contains(&head.id) {
            return Err(RetentionRefusal::Hold);
        }
        let event = HoldEvent::Held { case: head.id, why: why.trim().to_owned() };
        let id = tx.fresh_uuid();
        tx.create::<Hold>(id, &Stamp::new(actor.clone()), &[event])?;
        Ok(())
    })
}

/// Lifts the hold of a file.
pub fn lift(ledger: &Ledger, actor: &Actor, number: &str, why: &str) -> Result<(), RetentionRefusal> {
    if why.trim().is_empty() {
        return Err(RetentionRefusal::NoReason);
    }
    ledger.write(|tx| {
        let head = casework::case::by_number(tx, number)?.ok_or(RetentionRefusal::Nothing)?;
        let found = standing(tx)?.into_iter().find(|(case, _)| *case == head.id);
        let (_, hold) = found.ok_or(RetentionRefusal::Hold)?;
        let event = HoldEvent::Lifted { why: why.trim().to_owned() };
        tx.append(&hold, &Stamp::new(actor.clone()), &[event])?;
        Ok(())
    })
}
