//! Transfer between offices: one asks, the other looks and accepts or returns it. Nothing moves in between, terms run on.

pub mod page;
#[cfg(test)]
mod tests;

use crate::authority::{Intending, TAKE_OVER, waits};
use crate::fold::{Case, Intent, Pending};
use crate::laws::{Laws, named};
use crate::model::{CaseEvent, FormMap, TransferAsked, TransferEnd};
use crate::{assign, case};
use kernel::{AccountId, CaseId, Office};
use ledger::{Fault, Load, Loaded, Stamp, Tx};

/// Why a transfer is not asked for, accepted, returned or withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum TransferRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    /// Only the office that has the case asks another to take it over, and it may take its question back.
    #[error("another office has the case")]
    NotHolder,
    #[error("the office has the case already")]
    SameOffice,
    /// An office was asked already: it answers, or the question is taken back first.
    #[error("an office was asked already")]
    Pending,
    /// Nobody asks this office, or no longer.
    #[error("this office is not asked to take the case over")]
    NotAsked,
    /// This post took it over already, and headquarters has not answered.
    #[error("the acceptance waits for headquarters")]
    Waits,
    #[error("a reason is needed")]
    NoReason,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for TransferRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => TransferRefusal::Stale,
            other => TransferRefusal::Fault(other),
        }
    }
}

/// Asks another office to take the case over. `asked.from` is what the file says, whatever was given.
pub fn ask(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    asked: TransferAsked,
    head: &str,
) -> Result<Loaded<Case>, TransferRefusal> {
    let seen = seen(tx, case, head)?;
    let from = holder(&seen, stamp)?;
    if seen.state.transfer.is_some() {
        return Err(TransferRefusal::Pending);
    }
    if asked.to == from {
        return Err(TransferRefusal::SameOffice);
    }
    if asked.reason.trim().is_empty() {
        return Err(TransferRefusal::NoReason);
    }
    Ok(tx.append(&seen, stamp, &[CaseEvent::TransferAsked(TransferAsked { from, ..asked })])?)
}

/// Takes the case over, with the linked cases that travel with it. `in_hand`: whoever accepts has it in hand at once.
/// A post writes its acceptance down, and headquarters moves the case.
pub fn accept(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: CaseId,
    in_hand: bool,
    head: &str,
) -> Result<Loaded<Case>, TransferRefusal> {
    let seen = seen(tx, case, head)?;
    asked(&seen, stamp)?;
    if !laws.has_authority() {
        return intend(tx, laws, stamp, &seen, in_hand);
    }
    take_over(tx, laws, stamp, &seen, in_hand.then_some(stamp.actor.account), None)
}

/// The form that keeps whether whoever accepts has the case in hand.
const IN_HAND: &str = "in_hand";

fn intend(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    seen: &Loaded<Case>,
    in_hand: bool,
) -> Result<Loaded<Case>, TransferRefusal> {
    if waits(&seen.state, TAKE_OVER) {
        return Err(TransferRefusal::Waits);
    }
    let hand = if in_hand { "yes" } else { "no" };
    let intending = Intending {
        id: tx.fresh_uuid(),
        step: TAKE_OVER,
        form: FormMap::from([(IN_HAND.to_owned(), hand.to_owned())]),
        on: laws.day_of(tx.now()),
        confirmed: None,
        asks: laws.main_office(),
    };
    Ok(tx.append(seen, stamp, &[intending.event()])?)
}

/// Moves a case that a post wrote it would take over.
pub(crate) fn confirm(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    seen: &Loaded<Case>,
    intent: &Intent,
) -> Result<Loaded<Case>, TransferRefusal> {
    let is_asked = seen.state.office_asked() == Some(&intent.by.office);
    if !is_asked {
        return Err(TransferRefusal::NotAsked);
    }
    let in_hand = intent.form.get(IN_HAND).is_some_and(|hand| hand == "yes");
    take_over(tx, laws, stamp, seen, in_hand.then_some(intent.by.account), Some(intent))
}

fn take_over(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    seen: &Loaded<Case>,
    in_hand: Option<AccountId>,
    intent: Option<&Intent>,
) -> Result<Loaded<Case>, TransferRefusal> {
    let pending = seen.state.transfer.clone().ok_or(TransferRefusal::NotAsked)?;
    let (from, to) = (pending.asked.from, pending.asked.to);
    for person in seen.state.persons() {
        identity::handover::take_up(tx, stamp, person, &to)?;
    }
    let mut events = vec![CaseEvent::TransferEnded { how: TransferEnd::Accepted, reason: String::new() }];
    events.extend(moving(laws, &seen.state, &from, &to));
    if in_hand.is_some() {
        events.push(CaseEvent::Assigned { account: in_hand });
    }
    let ended = |i: &Intent| CaseEvent::StepIntentEnded { id: i.id, confirmed: true, reason: String::new() };
    events.extend(intent.map(ended));
    let moved = tx.append(seen, stamp, &events)?;
    take_along(tx, laws, stamp, &moved.state, &from, &to)?;
    leave(tx, stamp, &moved.state, &from)?;
    Ok(moved)
}

/// The case changes office, and nobody has it in hand yet.
fn moving(laws: &Laws, state: &Case, from: &Office, to: &Office) -> Vec<CaseEvent> {
    let procedure = state.opening.as_ref().and_then(|o| laws.of(o));
    let named = procedure.map(|p| named(p, &state.at.stage, to)).unwrap_or_default();
    let mut events = vec![CaseEvent::OfficeChanged { from: from.clone(), to: to.clone(), named }];
    if state.assignee.is_some() {
        events.push(CaseEvent::Assigned { account: None });
    }
    events
}

/// Linked cases of the same office go where the person's case goes: nobody's guardian stays behind.
fn take_along(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    state: &Case,
    from: &Office,
    to: &Office,
) -> Result<(), Fault> {
    for link in &state.links {
        let Some(linked) = tx.load::<Case>(link.case.0)? else { continue };
        if linked.state.office.as_ref() == Some(from) {
            let events = moving(laws, &linked.state, from, to);
            tx.append(&linked, stamp, &events)?;
        }
    }
    Ok(())
}

/// The office that let the case go leaves the people's files too, unless it works on another case of theirs.
fn leave(tx: &mut Tx<'_>, stamp: &Stamp, state: &Case, from: &Office) -> Result<(), Fault> {
    for person in state.persons() {
        if !case::offices_of_person(tx, person)?.contains(from) {
            identity::handover::hand_over(tx, stamp, person, from)?;
        }
    }
    Ok(())
}

/// Returns the question with a reason; the case stays where it is.
pub fn give_back(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    reason: &str,
    head: &str,
) -> Result<Loaded<Case>, TransferRefusal> {
    let seen = seen(tx, case, head)?;
    asked(&seen, stamp)?;
    if reason.trim().is_empty() {
        return Err(TransferRefusal::NoReason);
    }
    let event = CaseEvent::TransferEnded { how: TransferEnd::Returned, reason: reason.to_owned() };
    Ok(tx.append(&seen, stamp, &[event])?)
}

/// The asking office takes its question back; why is its own matter.
pub fn withdraw(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    case: CaseId,
    reason: &str,
    head: &str,
) -> Result<Loaded<Case>, TransferRefusal> {
    let seen = seen(tx, case, head)?;
    holder(&seen, stamp)?;
    if seen.state.transfer.is_none() {
        return Err(TransferRefusal::NotAsked);
    }
    let event = CaseEvent::TransferEnded { how: TransferEnd::Withdrawn, reason: reason.to_owned() };
    Ok(tx.append(&seen, stamp, &[event])?)
}

fn seen(tx: &mut Tx<'_>, case: CaseId, head: &str) -> Result<Loaded<Case>, TransferRefusal> {
    assign::seen(tx, case, head).map_err(|refusal| match refusal {
        assign::AssignRefusal::NoCase => TransferRefusal::NoCase,
        assign::AssignRefusal::Stale => TransferRefusal::Stale,
        assign::AssignRefusal::Fault(fault) => TransferRefusal::Fault(fault),
    })
}

/// The office that has the case, if the actor works there.
fn holder(seen: &Loaded<Case>, stamp: &Stamp) -> Result<Office, TransferRefusal> {
    let own = seen.state.office.clone().filter(|office| *office == stamp.actor.office);
    own.ok_or(TransferRefusal::NotHolder)
}

/// What the actor's office is asked, if it is asked.
fn asked<'a>(seen: &'a Loaded<Case>, stamp: &Stamp) -> Result<&'a Pending, TransferRefusal> {
    let pending = seen.state.transfer.as_ref().filter(|p| p.asked.to == stamp.actor.office);
    pending.ok_or(TransferRefusal::NotAsked)
}
