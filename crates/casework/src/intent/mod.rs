//! Headquarters answers what a post wrote down: it takes the step in its own name, or says why not.

pub mod page;
#[cfg(test)]
mod tests;

use crate::authority::TAKE_OVER;
use crate::fold::{Case, Intent};
use crate::laws::Laws;
use crate::model::CaseEvent;
use crate::step::{self, StepRefusal, Take, is_office_of};
use crate::transfer::{self, TransferRefusal};
use kernel::CaseId;
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use uuid::Uuid;

/// Why what a post wrote down is not answered.
#[derive(Debug, thiserror::Error)]
pub enum IntentRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Nothing of that kind waits: somebody answered it already.
    #[error("nothing waits")]
    NotWaiting,
    /// This site is a post itself.
    #[error("this site does not decide")]
    NoAuthority,
    /// The procedure gives the step to another role or office.
    #[error("somebody else answers this")]
    NotYours,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    #[error("a reason is needed")]
    NoReason,
    #[error(transparent)]
    Step(StepRefusal),
    #[error(transparent)]
    Transfer(TransferRefusal),
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for IntentRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => IntentRefusal::Stale,
            other => IntentRefusal::Fault(other),
        }
    }
}

/// Takes the step that waits, with the same form and on the legal day stated at the post, in the name of whoever confirms.
pub fn confirm(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: CaseId,
    waiting: Uuid,
    confirmed: Option<String>,
    head: &str,
) -> Result<Loaded<Case>, IntentRefusal> {
    let (seen, intent) = found(tx, laws, case, waiting, head)?;
    if intent.step == TAKE_OVER {
        let own = seen.state.offices().contains(&stamp.actor.office);
        if !own {
            return Err(IntentRefusal::NotYours);
        }
        return transfer::confirm(tx, laws, stamp, &seen, &intent).map_err(|refusal| match refusal {
            TransferRefusal::Fault(fault) => IntentRefusal::from(fault),
            other => IntentRefusal::Transfer(other),
        });
    }
    let stamp = Stamp::on(stamp.actor.clone(), intent.on);
    let take = Take { case, step: &intent.step, form: intent.form.clone(), confirmed, head };
    step::take_for(tx, laws, &stamp, take, Some(&intent)).map_err(|refusal| match refusal {
        StepRefusal::Stale => IntentRefusal::Stale,
        StepRefusal::Fault(fault) => IntentRefusal::Fault(fault),
        other => IntentRefusal::Step(other),
    })
}

/// Says why the step is not taken. Whoever wrote it down reads it at the next contact.
pub fn reject(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: CaseId,
    waiting: Uuid,
    reason: &str,
    head: &str,
) -> Result<Loaded<Case>, IntentRefusal> {
    let (seen, intent) = found(tx, laws, case, waiting, head)?;
    if !is_for(laws, &seen.state, &intent, stamp) {
        return Err(IntentRefusal::NotYours);
    }
    if reason.trim().is_empty() {
        return Err(IntentRefusal::NoReason);
    }
    let reason = reason.trim().to_owned();
    Ok(tx.append(&seen, stamp, &[CaseEvent::StepIntentEnded { id: waiting, confirmed: false, reason }])?)
}

fn found(
    tx: &mut Tx<'_>,
    laws: &Laws,
    case: CaseId,
    waiting: Uuid,
    head: &str,
) -> Result<(Loaded<Case>, Intent), IntentRefusal> {
    let seen = tx.load::<Case>(case.0)?.ok_or(IntentRefusal::NoCase)?;
    if !laws.has_authority() {
        return Err(IntentRefusal::NoAuthority);
    }
    let intent = seen.state.waiting().into_iter().find(|intent| intent.id == waiting).cloned();
    let intent = intent.ok_or(IntentRefusal::NotWaiting)?;
    if !seen.is_at(head) {
        return Err(IntentRefusal::Stale);
    }
    Ok((seen, intent))
}

/// Who may take a step may say no to it. What the case's law does not know any more is answered by its offices.
fn is_for(laws: &Laws, case: &Case, intent: &Intent, stamp: &Stamp) -> bool {
    match step::of(laws, case, &intent.step) {
        Some((_, step)) => step.is_for(&stamp.actor) && is_office_of(case, step, &stamp.actor),
        None => case.offices().contains(&stamp.actor.office),
    }
}
