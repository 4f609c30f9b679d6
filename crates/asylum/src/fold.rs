//! The state of an intent: the fold of what happened to it.

use crate::model::{Expressed, IntentEvent};
use jiff::Timestamp;
use kernel::{AccountId, CaseId, PersonId};
use ledger::EntryView;

/// An intent as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intent {
    pub expressed: Option<Expressed>,
    pub expressed_at: Option<Timestamp>,
    pub expressed_by: Option<AccountId>,
    pub persons: Vec<PersonId>,
    pub case: Option<CaseId>,
    pub printed: u32,
}

impl Intent {
    pub(crate) fn take(&mut self, event: &IntentEvent, entry: &EntryView) {
        match event {
            IntentEvent::Expressed(expressed) => {
                self.expressed = Some(expressed.clone());
                self.expressed_at = Some(entry.at);
                self.expressed_by = Some(entry.actor.account);
            }
            IntentEvent::PersonRegistered { person } if !self.persons.contains(person) => {
                self.persons.push(*person)
            }
            IntentEvent::PersonRegistered { .. } => {}
            // Two sites may open a claim on one intent; the first stays and the second case is seen as a duplicate.
            IntentEvent::ClaimOpened { case } => self.case = self.case.or(Some(*case)),
            IntentEvent::ProofPrinted => self.printed += 1,
        }
    }
}
