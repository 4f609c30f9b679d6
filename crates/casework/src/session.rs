//! What casework asks of the sessions of deciding bodies: whether one carried a step for a case. `app` wires the answer.

use crate::access::Scope;
use crate::case::{CaseHead, open_heads};
use crate::fold::Case;
use crate::laws::Laws;
use jiff::{Timestamp, civil::Date};
use kernel::{CaseId, Office};
use ledger::{Door, Fault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// That a session with quorum carried a step for a case, as the entry of the step keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub session: Uuid,
    /// Such as `CONARE-2024-03`.
    pub number: String,
    /// The day of the session.
    pub on: Date,
    /// When the vote on the case was closed.
    pub at: Timestamp,
    pub in_favour: usize,
    pub against: usize,
    pub abstained: usize,
}

/// Asks for the last time a commission carried a step for a case: `(door, case, step, commission)`.
pub type Sessions = fn(&mut dyn Door, CaseId, &str, &str) -> Result<Option<Carried>, Fault>;

/// Steps that were carried for a case where it stands now, by the step's id.
pub type CarriedSteps = BTreeMap<String, Carried>;

impl Laws {
    /// With whoever answers what was carried. Without, nothing was: a step that needs a session stays closed.
    pub fn with_sessions(mut self, sessions: Sessions) -> Laws {
        self.sessions = Some(sessions);
        self
    }

    /// What commissions carried for a case since it came to where it stands. A vote counts once: what was taken on it,
    /// and what was voted before the case left and came back, opens nothing.
    pub fn carried(&self, door: &mut dyn Door, id: CaseId, case: &Case) -> Result<CarriedSteps, Fault> {
        let mut all = CarriedSteps::new();
        let (Some(sessions), Some(procedure)) =
            (self.sessions, case.opening.as_ref().and_then(|o| self.of(o)))
        else {
            return Ok(all);
        };
        for step in procedure.steps.iter().filter(|s| s.from.contains(&case.at.stage)) {
            let Some(body) = &step.in_session else { continue };
            let found = sessions(door, id, &step.id, body)?;
            all.extend(found.filter(|vote| is_fresh(case, vote)).map(|vote| (step.id.clone(), vote)));
        }
        Ok(all)
    }
}

fn is_fresh(case: &Case, vote: &Carried) -> bool {
    let used = case.steps.iter().any(|t| t.taken.session.as_ref().is_some_and(|s| s.session == vote.session));
    let came = case.steps.iter().rev().find(|t| t.taken.to.is_some()).map(|t| t.at).or(case.opened_at);
    !used && came.is_none_or(|came| came <= vote.at)
}

/// Cases that an office works on and that have not ended, the next to fall due first. Ask the policy about each.
pub fn before(door: &mut dyn Door, office: &Office) -> Result<Vec<CaseHead>, Fault> {
    open_heads(door, Scope::OwnOffice, office)
}
