//! Convening a session of the own body for a day and a place; what was left over goes on its agenda by itself.

pub mod page;
#[cfg(test)]
mod tests;

use crate::agenda::{Candidate, put_event};
use crate::body;
use crate::fold::Session;
use crate::model::{BodyRule, Convened, SessionEvent, SessionId};
use casework::Laws;
use casework::model::Words;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use ledger::{Fault, Stamp, Tx};
use procedure::Commission;

/// Why no session is convened.
#[derive(Debug, thiserror::Error)]
pub enum ConveneRefusal {
    /// No deciding body sits at the office of whoever asks.
    #[error("no deciding body sits at this office")]
    NoBody,
    #[error("the day is more than a year away")]
    TooFar,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Where and when.
#[derive(Clone, Debug)]
pub struct Convene {
    pub on: Date,
    pub hour: Option<Time>,
    pub place: String,
}

/// Convenes the session. `left_over` are cases that an earlier session did not decide and that still stand before the
/// body: they go on the agenda at once.
pub fn run(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    convene: Convene,
    left_over: &[Candidate],
) -> Result<SessionId, ConveneRefusal> {
    let body = body::of_office(laws, &stamp.actor.office).ok_or(ConveneRefusal::NoBody)?;
    let today = laws.day_of(tx.now());
    if convene.on > today.checked_add(1.year()).unwrap_or(today) {
        return Err(ConveneRefusal::TooFar);
    }
    let number = number(tx, body, convene.on)?;
    let id = SessionId(tx.fresh_uuid());
    let convened = Convened {
        commission: body.id.clone(),
        office: stamp.actor.office.clone(),
        names: Words::from(&body.names),
        number,
        on: convene.on,
        hour: convene.hour,
        place: convene.place,
        rule: BodyRule::of(body),
    };
    let mut events = vec![SessionEvent::Convened(convened)];
    events.extend(left_over.iter().filter(|c| c.agenda.is_none()).map(|c| put_event(c, "")));
    tx.create::<Session>(id.0, stamp, &events)?;
    Ok(id)
}

/// `CONARE-2024-03`; a number is never used twice.
fn number(tx: &mut Tx<'_>, body: &Commission, on: Date) -> Result<String, Fault> {
    let serial = tx.next_number(&format!("session-{}-{}", body.id, on.year()))?;
    Ok(format!("{}-{}-{serial:02}", body.id.to_uppercase(), on.year()))
}
