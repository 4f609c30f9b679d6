//! The agenda: cases that stand before the body, proposed by urgency, put on and taken off by its members with a reason;
//! and members who take no part in one case.

pub mod page;
pub mod recuse;
#[cfg(test)]
mod tests;

use crate::body;
use crate::fold::{ItemState, Session};
use crate::model::{SessionEvent, SessionId};
use crate::session::{self, Postponed};
use casework::{CaseHead, Laws, case};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{Actor, CaseId};
use ledger::{Door, Fault, Load, Loaded, Stamp, Tx};
use procedure::Commission;

/// How pressing a case is, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Something in it is overdue.
    Overdue,
    /// Something in it falls due within a week.
    Soon,
    /// An earlier session left it over.
    LeftOver,
    Ordinary,
}

/// A case that a body could take up.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub head: CaseHead,
    pub urgency: Urgency,
    pub postponed: Postponed,
    /// The session on whose agenda it waits already.
    pub agenda: Option<(SessionId, String)>,
}

/// Days ahead in which something due makes a case pressing.
const SOON_DAYS: i64 = 7;

/// The cases that stand before a body, the most pressing first and among equals the oldest. Ask the policy about each
/// before it is shown.
pub fn candidates(
    door: &mut dyn Door,
    laws: &Laws,
    body: &Commission,
    today: Date,
) -> Result<Vec<Candidate>, Fault> {
    let postponed = session::postponed(door, &body.id)?;
    let agenda = session::on_agenda(door, &body.id)?;
    let heads = casework::session::before(door, &body.office.as_str().into())?;
    let before = heads.into_iter().filter(|head| !body::motions_of(laws, head, body).is_empty());
    let mut all: Vec<Candidate> = before
        .map(|head| {
            let postponed = postponed.get(&head.id).copied().unwrap_or_default();
            let urgency = urgency(&head, postponed, today);
            Candidate { urgency, postponed, agenda: agenda.get(&head.id).cloned(), head }
        })
        .collect();
    all.sort_by(|a, b| {
        let key = |c: &Candidate| (c.urgency, c.head.legal_date, c.head.number.clone());
        key(a).cmp(&key(b))
    });
    Ok(all)
}

fn urgency(head: &CaseHead, postponed: Postponed, today: Date) -> Urgency {
    let soon = today.checked_add(SOON_DAYS.days()).unwrap_or(today);
    match head.next_due {
        Some(due) if due < today => Urgency::Overdue,
        Some(due) if due <= soon => Urgency::Soon,
        _ if postponed.times > 0 => Urgency::LeftOver,
        _ => Urgency::Ordinary,
    }
}

pub(crate) fn put_event(candidate: &Candidate, why: &str) -> SessionEvent {
    SessionEvent::CasePut {
        case: candidate.head.id,
        number: candidate.head.number.clone(),
        stage: candidate.head.stage.clone(),
        postponed: candidate.postponed.times,
        why: why.to_owned(),
    }
}

/// Why a session takes nothing more from whoever asks.
#[derive(Debug, thiserror::Error)]
pub enum Shut {
    #[error("there is no such session")]
    NoSession,
    /// Somebody else wrote to the session since the form was shown.
    #[error("the session moved on")]
    Stale,
    #[error("the session is over")]
    Over,
    /// It is another body's session.
    #[error("only members of the body do this")]
    NotOfBody,
    /// The law of the country does not know the body any more.
    #[error("the law does not know the body")]
    NoBody,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for Shut {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => Shut::Stale,
            other => Shut::Fault(other),
        }
    }
}

/// The session as a member may write to it: theirs, not over, and as the form saw it. An empty head claims nothing.
pub(crate) fn open_for(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: SessionId,
    head: &str,
) -> Result<Loaded<Session>, Shut> {
    let seen = tx.load::<Session>(id.0)?.ok_or(Shut::NoSession)?;
    if seen.state.convened.as_ref().is_none_or(|convened| convened.office != actor.office) {
        return Err(Shut::NotOfBody);
    }
    if seen.state.state().is_over() {
        return Err(Shut::Over);
    }
    if seen.is_at(head) { Ok(seen) } else { Err(Shut::Stale) }
}

/// Why the agenda stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum AgendaRefusal {
    #[error(transparent)]
    Shut(#[from] Shut),
    /// These cases do not stand before the body (any more), or wait on another agenda already.
    #[error("a case is not before the body")]
    NotBefore(Vec<CaseId>),
    #[error("the case is not on the agenda, or its vote is closed")]
    NotPending,
}

impl From<Fault> for AgendaRefusal {
    fn from(fault: Fault) -> Self {
        AgendaRefusal::Shut(fault.into())
    }
}

/// Puts cases on the agenda.
pub fn put(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    id: SessionId,
    cases: &[CaseId],
    why: &str,
    head: &str,
) -> Result<Loaded<Session>, AgendaRefusal> {
    let seen = open_for(tx, &stamp.actor, id, head)?;
    let body = body::of(laws, &seen.state).ok_or(Shut::NoBody)?;
    let today = laws.day_of(tx.now());
    let candidates = candidates(tx, laws, body, today)?;
    let free = |case: &CaseId| candidates.iter().find(|c| c.head.id == *case && c.agenda.is_none());
    let missing: Vec<CaseId> = cases.iter().copied().filter(|case| free(case).is_none()).collect();
    if !missing.is_empty() {
        return Err(AgendaRefusal::NotBefore(missing));
    }
    let events: Vec<SessionEvent> = cases.iter().filter_map(free).map(|c| put_event(c, why)).collect();
    if events.is_empty() { Ok(seen) } else { Ok(tx.append(&seen, stamp, &events)?) }
}

/// Takes a case off the agenda, saying why.
pub fn take_off(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: SessionId,
    case: CaseId,
    why: &str,
    head: &str,
) -> Result<Loaded<Session>, AgendaRefusal> {
    let seen = open_for(tx, &stamp.actor, id, head)?;
    if !is_pending(&seen.state, case) {
        return Err(AgendaRefusal::NotPending);
    }
    Ok(tx.append(&seen, stamp, &[SessionEvent::CaseTakenOff { case, why: why.to_owned() }])?)
}

pub(crate) fn is_pending(session: &Session, case: CaseId) -> bool {
    session.item(case).is_some_and(|item| session.state_of(item) == ItemState::Pending)
}

/// What was not decided goes on the agenda of the body's next session, if one is convened; else it waits for the next
/// that will be.
pub(crate) fn hand_on(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    over: &Loaded<Session>,
) -> Result<(), Fault> {
    let Some(body) = body::of(laws, &over.state) else { return Ok(()) };
    let Some(next) = session::next(tx, &body.id, SessionId(over.id))? else { return Ok(()) };
    let left: Vec<CaseId> = over.state.left_over().iter().map(|item| item.case).collect();
    let today = laws.day_of(tx.now());
    let candidates = candidates(tx, laws, body, today)?;
    let goes = candidates.iter().filter(|c| left.contains(&c.head.id) && c.agenda.is_none());
    let events: Vec<SessionEvent> = goes.map(|c| put_event(c, "")).collect();
    if let (Some(next), false) = (tx.load::<Session>(next.0)?, events.is_empty()) {
        tx.append(&next, stamp, &events)?;
    }
    Ok(())
}

/// The row of a case, if it still stands before the body at the stage it was put on the agenda for.
pub(crate) fn still_before(
    door: &mut dyn Door,
    laws: &Laws,
    body: &Commission,
    session: &Session,
    id: CaseId,
) -> Result<Option<CaseHead>, Fault> {
    let stage = session.item(id).map(|item| item.stage.clone());
    let head = case::find(door, id)?;
    Ok(head.filter(|h| Some(&h.stage) == stage.as_ref() && !body::motions_of(laws, h, body).is_empty()))
}
