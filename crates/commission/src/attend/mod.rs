//! Who came, seat by seat, and whether that is enough: the quorum is computed from the body's own rule, or stated by a
//! named member where nobody told us the rule.

pub mod page;
#[cfg(test)]
mod tests;

use crate::agenda::{Shut, hand_on, open_for};
use crate::body;
use crate::fold::{Session, State};
use crate::model::{Named, Outcome, Presence, SessionEvent, SessionId};
use casework::Laws;
use ledger::{Fault, Loaded, Stamp, Tx};
use std::collections::BTreeSet;

/// Why who came is not noted, or the session neither opens nor closes.
#[derive(Debug, thiserror::Error)]
pub enum AttendRefusal {
    #[error(transparent)]
    Shut(#[from] Shut),
    /// The session is open already: who came stands.
    #[error("the session is open already")]
    AlreadyOpen,
    /// Two people on one seat, or a seat that the body does not have.
    #[error("a seat is taken twice or does not exist")]
    Seat(String),
    /// The rule is known and too few came.
    #[error("{present} came, and the quorum is {quorum}")]
    NoQuorum { present: usize, quorum: usize },
    /// The rule is known and enough came: it cannot be closed for lack of quorum.
    #[error("{present} came, which is enough")]
    Quorate { present: usize },
    /// The rule is not known, and nobody put their name to it.
    #[error("a named member has to state it")]
    Unstated,
}

impl From<Fault> for AttendRefusal {
    fn from(fault: Fault) -> Self {
        AttendRefusal::Shut(fault.into())
    }
}

/// Notes who came, whole. A later list replaces an earlier one until the session opens.
pub fn note(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: SessionId,
    present: Vec<Presence>,
    head: &str,
) -> Result<Loaded<Session>, AttendRefusal> {
    let seen = convened(tx, stamp, id, head)?;
    if let Some(seat) = wrong_seat(&seen.state, &present) {
        return Err(AttendRefusal::Seat(seat));
    }
    if seen.state.present == present {
        return Ok(seen);
    }
    Ok(tx.append(&seen, stamp, &[SessionEvent::AttendanceNoted { present }])?)
}

fn convened(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: SessionId,
    head: &str,
) -> Result<Loaded<Session>, AttendRefusal> {
    let seen = open_for(tx, &stamp.actor, id, head)?;
    if seen.state.state() == State::Convened { Ok(seen) } else { Err(AttendRefusal::AlreadyOpen) }
}

/// The first seat that is taken twice or that the body does not have. Where its seats are known, everybody takes one.
fn wrong_seat(session: &Session, present: &[Presence]) -> Option<String> {
    let rule = &session.convened.as_ref()?.rule;
    let mut taken = BTreeSet::new();
    present.iter().find_map(|presence| {
        let seat = presence.seat.clone().unwrap_or_default();
        let exists = if rule.seats.is_empty() { seat.is_empty() } else { rule.seat(&seat).is_some() };
        let is_free = rule.seats.is_empty() || taken.insert(seat.clone());
        (!exists || !is_free).then_some(seat)
    })
}

/// Opens the session. Where the quorum is known it is computed; else a named member states that the body sits validly.
pub fn constitute(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    id: SessionId,
    stated: Option<Named>,
    head: &str,
) -> Result<Loaded<Session>, AttendRefusal> {
    let seen = convened(tx, stamp, id, head)?;
    let (present, quorum, is_quorate) = arithmetic(laws, &seen.state)?;
    match (is_quorate, quorum, &stated) {
        (Some(false), Some(quorum), _) => Err(AttendRefusal::NoQuorum { present, quorum }),
        (None, _, None) => Err(AttendRefusal::Unstated),
        _ if present == 0 => Err(AttendRefusal::NoQuorum { present, quorum: 1 }),
        _ => {
            let stated = stated.filter(|_| is_quorate.is_none());
            Ok(tx.append(&seen, stamp, &[SessionEvent::Constituted { present, quorum, stated }])?)
        }
    }
}

/// Closes a session that too few came to. Nothing is voted; its cases go to the next session.
pub fn close_without_quorum(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    id: SessionId,
    stated: Option<Named>,
    head: &str,
) -> Result<Loaded<Session>, AttendRefusal> {
    let seen = convened(tx, stamp, id, head)?;
    let (present, quorum, is_quorate) = arithmetic(laws, &seen.state)?;
    match (is_quorate, &stated) {
        (Some(true), _) => return Err(AttendRefusal::Quorate { present }),
        (None, None) => return Err(AttendRefusal::Unstated),
        _ => {}
    }
    let stated = stated.filter(|_| is_quorate.is_none());
    let closed = SessionEvent::Closed { outcome: Outcome::NoQuorum, present, quorum, stated };
    let over = tx.append(&seen, stamp, &[closed])?;
    hand_on(tx, laws, stamp, &over)?;
    Ok(over)
}

/// Who is present, how many must be, and whether that is enough by the body's own rule.
pub(crate) fn arithmetic(
    laws: &Laws,
    session: &Session,
) -> Result<(usize, Option<usize>, Option<bool>), Shut> {
    let body = body::of(laws, session).ok_or(Shut::NoBody)?;
    let present = session.present.len();
    Ok((present, body.quorum, body.quorate(present)))
}
