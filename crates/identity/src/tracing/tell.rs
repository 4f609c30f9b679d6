//! Telling one side of the other, once both agreed: who told it, when, in which language and how, and what was arranged.

use super::judge::{LeadRefusal, opened};
use super::lead::{LeadEvent, Told, opens};
use super::{Desk, around};
use ledger::{Stamp, Tx};
use uuid::Uuid;

/// Writes down that one side was told.
pub fn tell(tx: &mut Tx<'_>, stamp: &Stamp, desk: Desk<'_>, id: Uuid, told: Told) -> Result<(), LeadRefusal> {
    let both = opened(tx, desk, id)?;
    let around = around(tx, desk, both.requester, both.found)?;
    if !opens(&both.search.state, &both.lead.state, around) {
        return Err(LeadRefusal::NotOpen);
    }
    if told.on > desk.today {
        return Err(LeadRefusal::Future);
    }
    if both.lead.state.was_told(told.side) {
        return Err(LeadRefusal::ToldAlready);
    }
    tx.append(&both.lead, stamp, &[LeadEvent::Told(Box::new(told))])?;
    Ok(())
}
