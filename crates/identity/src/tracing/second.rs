//! The second person's word before anything is told where a child is concerned, on either side.

use super::judge::{Both, LeadRefusal, opened};
use super::lead::{LeadEvent, waits_for_second};
use super::{Desk, around};
use ledger::{Stamp, Tx};
use uuid::Uuid;

/// A second person agrees that both are told, and says why it is in the best interests of the child.
pub fn confirm(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    id: Uuid,
    best_interests: &str,
) -> Result<(), LeadRefusal> {
    let both = waiting(tx, stamp, desk, id)?;
    if best_interests.trim().is_empty() {
        return Err(LeadRefusal::NoBestInterests);
    }
    let (consents, best_interests) = (both.search.state.consents, best_interests.trim().to_owned());
    tx.append(&both.lead, stamp, &[LeadEvent::Confirmed { consents, best_interests }])?;
    Ok(())
}

/// A second person does not agree: nobody is told, and the lead is judged again.
pub fn decline(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    id: Uuid,
    why: &str,
) -> Result<(), LeadRefusal> {
    let both = waiting(tx, stamp, desk, id)?;
    if why.trim().is_empty() {
        return Err(LeadRefusal::NoReason);
    }
    tx.append(&both.lead, stamp, &[LeadEvent::Declined { why: why.trim().to_owned() }])?;
    Ok(())
}

fn waiting(tx: &mut Tx<'_>, stamp: &Stamp, desk: Desk<'_>, id: Uuid) -> Result<Both, LeadRefusal> {
    let both = opened(tx, desk, id)?;
    let around = around(tx, desk, both.requester, both.found)?;
    if !waits_for_second(&both.search.state, &both.lead.state, around) {
        return Err(LeadRefusal::NotWaiting);
    }
    if !both.lead.state.may_second(stamp.actor.account) {
        return Err(LeadRefusal::SamePerson);
    }
    Ok(both)
}
