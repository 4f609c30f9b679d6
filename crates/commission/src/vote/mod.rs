//! Voting on a case: each member who came and takes part says, for each possible decision, in favour, against or
//! abstaining, and may reason a dissent. A later vote replaces the own earlier one until the case is closed.

pub mod page;
#[cfg(test)]
mod tests;

use crate::agenda::{Shut, is_pending, open_for, still_before};
use crate::body;
use crate::fold::{Session, State};
use crate::model::{SessionEvent, SessionId, Votes};
use casework::{Case, Laws, case};
use kernel::{AccountId, CaseId};
use ledger::{Door, Fault, Loaded, Stamp, Tx};
use procedure::{Commission, Step, Vote};

/// Why a vote is not counted.
#[derive(Debug, thiserror::Error)]
pub enum VoteRefusal {
    #[error(transparent)]
    Shut(#[from] Shut),
    /// The session has not opened with quorum.
    #[error("the session has no quorum yet")]
    NoQuorum,
    #[error("whoever votes must be noted as present")]
    NotPresent,
    #[error("the member takes no part in this case")]
    Recused,
    /// The member took the decision that is looked at again.
    #[error("the member decided before")]
    DecidedBefore,
    #[error("the case is not on the agenda, or its vote is closed")]
    NotPending,
    /// The case moved on since it was put on the agenda.
    #[error("the case is no longer before the body")]
    NotBefore,
    /// A vote is missing, on a step that is not there, or in favour of two.
    #[error("each possible decision needs a vote, and at most one can be in favour")]
    Votes,
}

impl From<Fault> for VoteRefusal {
    fn from(fault: Fault) -> Self {
        VoteRefusal::Shut(fault.into())
    }
}

/// A member's vote on one case.
#[derive(Clone, Debug)]
pub struct Cast {
    pub session: SessionId,
    pub case: CaseId,
    pub votes: Votes,
    pub dissent: String,
}

/// Casts the vote of whoever the stamp names. Votes of others do not make a form stale: each member writes their own.
pub fn run(tx: &mut Tx<'_>, laws: &Laws, stamp: &Stamp, cast: Cast) -> Result<Loaded<Session>, VoteRefusal> {
    let seen = open_for(tx, &stamp.actor, cast.session, "")?;
    let account = stamp.actor.account;
    may_vote(&seen.state, cast.case, account)?;
    let body = body::of(laws, &seen.state).ok_or(Shut::NoBody)?;
    let open = open_motions(tx, laws, body, &seen.state, cast.case)?.ok_or(VoteRefusal::NotBefore)?;
    if open.motions.iter().any(|step| body::decided_before(&open.case, step, account)) {
        return Err(VoteRefusal::DecidedBefore);
    }
    let in_favour = cast.votes.values().filter(|vote| **vote == Vote::InFavour).count();
    let ids: Vec<&String> = open.motions.iter().map(|step| &step.id).collect();
    let fits = cast.votes.len() == ids.len() && ids.iter().all(|id| cast.votes.contains_key(*id));
    if !fits || in_favour > 1 {
        return Err(VoteRefusal::Votes);
    }
    let event = SessionEvent::Voted { case: cast.case, votes: cast.votes, dissent: cast.dissent };
    Ok(tx.append(&seen, stamp, &[event])?)
}

/// Whether the session, the agenda and the member allow a vote at all.
pub(crate) fn may_vote(session: &Session, case: CaseId, account: AccountId) -> Result<(), VoteRefusal> {
    match session.state() {
        State::Open => {}
        State::Convened => return Err(VoteRefusal::NoQuorum),
        State::Held | State::NoQuorum => return Err(VoteRefusal::Shut(Shut::Over)),
    }
    if !is_pending(session, case) {
        return Err(VoteRefusal::NotPending);
    }
    if session.seat_of(account).is_none() {
        return Err(VoteRefusal::NotPresent);
    }
    if session.item(case).is_some_and(|item| item.is_recused(account)) {
        return Err(VoteRefusal::Recused);
    }
    Ok(())
}

/// The decisions that are possible in a case, with its state.
pub(crate) struct Open<'a> {
    pub motions: Vec<&'a Step>,
    pub case: Case,
}

/// `None` when the case no longer stands before the body where it was put on the agenda.
pub(crate) fn open_motions<'a>(
    door: &mut dyn Door,
    laws: &'a Laws,
    body: &Commission,
    session: &Session,
    id: CaseId,
) -> Result<Option<Open<'a>>, Fault> {
    let Some(head) = still_before(door, laws, body, session, id)? else { return Ok(None) };
    let motions = body::motions_of(laws, &head, body);
    let case = case::load(door, id)?.map(|loaded| loaded.state);
    Ok(case.map(|case| Open { motions, case }))
}
