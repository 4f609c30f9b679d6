//! Closing: the vote on one case, counted by the body's majority; and the whole session, whose undecided cases go to the
//! next one.

pub mod page;
#[cfg(test)]
mod tests;

use crate::agenda::{Shut, hand_on, is_pending, open_for};
use crate::body::{self, Verdict};
use crate::fold::{Session, State};
use crate::model::{Named, Outcome, SessionEvent, SessionId};
use crate::vote::open_motions;
use casework::Laws;
use kernel::CaseId;
use ledger::{Fault, Loaded, Stamp, Tx};

/// Why a vote or a session stays open.
#[derive(Debug, thiserror::Error)]
pub enum CloseRefusal {
    #[error(transparent)]
    Shut(#[from] Shut),
    /// The session has not opened with quorum.
    #[error("the session has no quorum")]
    NoQuorum,
    #[error("the case is not on the agenda, or its vote is closed")]
    NotPending,
    /// The case moved on since it was put on the agenda.
    #[error("the case is no longer before the body")]
    NotBefore,
    /// The majority is not known: a named member has to state what was carried, if anything.
    #[error("a named member has to state what was carried")]
    Unstated,
    /// What was stated is none of the steps that somebody voted for.
    #[error("nobody voted for this step")]
    NotVoted,
}

impl From<Fault> for CloseRefusal {
    fn from(fault: Fault) -> Self {
        CloseRefusal::Shut(fault.into())
    }
}

/// What a named member states where the majority is not known: the step that was carried, or that none was.
#[derive(Clone, Debug)]
pub struct StatedResult {
    pub by: Named,
    pub carried: Option<String>,
}

/// Closes the vote on a case and counts it. Without a majority nothing is carried and the case stays before the body.
pub fn case(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    id: SessionId,
    case: CaseId,
    stated: Option<StatedResult>,
    head: &str,
) -> Result<Loaded<Session>, CloseRefusal> {
    let seen = open_for(tx, &stamp.actor, id, head)?;
    if seen.state.state() != State::Open {
        return Err(CloseRefusal::NoQuorum);
    }
    if !is_pending(&seen.state, case) {
        return Err(CloseRefusal::NotPending);
    }
    let body = body::of(laws, &seen.state).ok_or(Shut::NoBody)?;
    let open = open_motions(tx, laws, body, &seen.state, case)?.ok_or(CloseRefusal::NotBefore)?;
    let item = seen.state.item(case).ok_or(CloseRefusal::NotPending)?;
    let tallies = body::tallies(body, &open.motions, item);
    let (carried, stated) = match body::verdict(&tallies) {
        Verdict::Carried(step) => (Some(step), None),
        Verdict::Nothing => (None, None),
        Verdict::AskChair(voted) => {
            let stated = stated.ok_or(CloseRefusal::Unstated)?;
            if stated.carried.as_ref().is_some_and(|step| !voted.contains(step)) {
                return Err(CloseRefusal::NotVoted);
            }
            (stated.carried, Some(stated.by))
        }
    };
    let event = SessionEvent::CaseClosed { case, tallies, carried, stated };
    Ok(tx.append(&seen, stamp, &[event])?)
}

/// Closes the session. What was not decided goes to the next one.
pub fn session(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    id: SessionId,
    head: &str,
) -> Result<Loaded<Session>, CloseRefusal> {
    let seen = open_for(tx, &stamp.actor, id, head)?;
    let Some(sitting) = &seen.state.sitting else { return Err(CloseRefusal::NoQuorum) };
    let (present, quorum) = (sitting.present, sitting.quorum);
    let closed = SessionEvent::Closed { outcome: Outcome::Held, present, quorum, stated: None };
    let over = tx.append(&seen, stamp, &[closed])?;
    hand_on(tx, laws, stamp, &over)?;
    Ok(over)
}
