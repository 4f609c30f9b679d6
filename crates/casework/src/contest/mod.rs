//! Setting aside a step that another site took from a stage the case had already left. It stays in the file for ever.

pub mod page;
#[cfg(test)]
mod tests;

use crate::fold::Case;
use crate::model::CaseEvent;
use kernel::CaseId;
use ledger::{Fault, Load, Loaded, Stamp, Tx};

/// Why a contested step is not set aside.
#[derive(Debug, thiserror::Error)]
pub enum ContestRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Nothing of that kind is contested: somebody settled it already.
    #[error("nothing is contested")]
    NotContested,
    /// Another office has the case.
    #[error("another office works on the case")]
    WrongOffice,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    #[error("a reason is needed")]
    NoReason,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for ContestRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => ContestRefusal::Stale,
            other => ContestRefusal::Fault(other),
        }
    }
}

/// Sets the step of an entry aside, with the reason a person gives.
pub fn settle(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    entry: &str,
    reason: &str,
    head: &str,
) -> Result<Loaded<Case>, ContestRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(ContestRefusal::NoCase)?;
    if !seen.state.contested.iter().any(|contested| contested.entry == entry) {
        return Err(ContestRefusal::NotContested);
    }
    if !seen.is_at(head) {
        return Err(ContestRefusal::Stale);
    }
    if !seen.state.offices().contains(&stamp.actor.office) {
        return Err(ContestRefusal::WrongOffice);
    }
    if reason.trim().is_empty() {
        return Err(ContestRefusal::NoReason);
    }
    let (entry, reason) = (entry.to_owned(), reason.trim().to_owned());
    Ok(tx.append(&seen, stamp, &[CaseEvent::ContestSettled { entry, reason }])?)
}
