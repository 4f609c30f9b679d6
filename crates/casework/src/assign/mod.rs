//! Saying who works on a case. The office it goes to is asked first: see [`crate::transfer`].

use crate::fold::Case;
use crate::laws::{Laws, named};
use crate::model::CaseEvent;
use kernel::{AccountId, CaseId, Office};
use ledger::{Fault, Load, Loaded, Stamp, Tx};

pub mod page;

/// Why a case is not assigned or sent on.
#[derive(Debug, thiserror::Error)]
pub enum AssignRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for AssignRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => AssignRefusal::Stale,
            other => AssignRefusal::Fault(other),
        }
    }
}

/// Gives the case to somebody, or to nobody. Saying what is so already changes nothing.
pub fn run(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    to: Option<AccountId>,
    head: &str,
) -> Result<Loaded<Case>, AssignRefusal> {
    let seen = seen(tx, case, head)?;
    if seen.state.assignee == to {
        return Ok(seen);
    }
    Ok(tx.append(&seen, stamp, &[CaseEvent::Assigned { account: to }])?)
}

/// Moves the case at once, where the procedure itself sends it. People who only wish to move it ask for a transfer.
pub fn send(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: CaseId,
    to: Office,
    head: &str,
) -> Result<Loaded<Case>, AssignRefusal> {
    let seen = seen(tx, case, head)?;
    let Some(from) = seen.state.office.clone().filter(|from| *from != to) else { return Ok(seen) };
    let procedure = seen.state.opening.as_ref().and_then(|o| laws.of(o));
    let named = procedure.map(|p| named(p, &seen.state.at.stage, &to)).unwrap_or_default();
    let mut events = vec![CaseEvent::OfficeChanged { from, to, named }];
    if seen.state.assignee.is_some() {
        events.push(CaseEvent::Assigned { account: None });
    }
    Ok(tx.append(&seen, stamp, &events)?)
}

pub(crate) fn seen(tx: &mut Tx<'_>, case: CaseId, head: &str) -> Result<Loaded<Case>, AssignRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(AssignRefusal::NoCase)?;
    if seen.is_at(head) { Ok(seen) } else { Err(AssignRefusal::Stale) }
}
