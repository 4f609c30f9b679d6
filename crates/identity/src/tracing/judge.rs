//! Judging a lead: worth asking, no, or it cannot be told. It is remembered, and tells nobody anything.

use super::lead::{Lead, LeadEvent, record_of};
use super::{Desk, Reason, Verdict, is_in_danger, is_unwilling, is_withheld, open_search};
use crate::person;
use kernel::PersonId;
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use uuid::Uuid;

/// Why nothing is done with a lead, and what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum LeadRefusal {
    /// There is no such lead; whoever does not want to be found is not there either.
    #[error("there is no such lead")]
    Nothing,
    #[error("headquarters looks for leads; this post wrote the request")]
    NotHere,
    #[error("say why")]
    NoReason,
    /// The requester took their consent back, or somebody must not learn where they are, or the search is closed.
    #[error("the search does not go on now")]
    NotLooking,
    #[error("nobody judged that this is worth asking")]
    NotWorthAsking,
    #[error("that day is still to come")]
    Future,
    #[error("it does not wait for a second person")]
    NotWaiting,
    #[error("somebody else has to say it too")]
    SamePerson,
    #[error("say why it is in the best interests of the child")]
    NoBestInterests,
    #[error("both did not agree")]
    NotOpen,
    #[error("this side was told already")]
    ToldAlready,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Says what a tracing officer thinks of a lead. `reasons` is what was suggested to them, in codes.
pub fn judge(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    (search, found): (Uuid, PersonId),
    (verdict, reasons): (Verdict, Vec<Reason>),
    why: &str,
) -> Result<Uuid, LeadRefusal> {
    if !desk.is_headquarters {
        return Err(LeadRefusal::NotHere);
    }
    let (requester, looking) = open_search(tx, search)?.ok_or(LeadRefusal::Nothing)?;
    if !looking.state.is_looking() || is_in_danger(tx, requester)? {
        return Err(LeadRefusal::NotLooking);
    }
    let is_there = person::state(tx, found)?.is_some() && found != requester;
    if !is_there
        || is_withheld(tx, desk, found)?
        || is_withheld(tx, desk, requester)?
        || is_unwilling(tx, found)?
    {
        return Err(LeadRefusal::Nothing);
    }
    if verdict != Verdict::CannotTell && why.trim().is_empty() {
        return Err(LeadRefusal::NoReason);
    }
    let why = why.trim().to_owned();
    let event = LeadEvent::Judged { search, requester, found, verdict, reasons, why };
    let id = record_of(search, found);
    match tx.load::<Lead>(id)? {
        None => drop(tx.create::<Lead>(id, stamp, &[event])?),
        Some(known) => drop(tx.append(&known, stamp, &[event])?),
    }
    Ok(id)
}

/// A lead with both of its people.
pub struct Both {
    pub lead: Loaded<Lead>,
    pub search: Loaded<super::Search>,
    pub requester: PersonId,
    pub found: PersonId,
}

/// The lead and its search, at headquarters.
pub(super) fn opened(tx: &mut Tx<'_>, desk: Desk<'_>, id: Uuid) -> Result<Both, LeadRefusal> {
    if !desk.is_headquarters {
        return Err(LeadRefusal::NotHere);
    }
    let lead = tx.load::<Lead>(id)?.ok_or(LeadRefusal::Nothing)?;
    let (Some(search), Some(found)) = (lead.state.search, lead.state.found) else {
        return Err(LeadRefusal::Nothing);
    };
    let (requester, search) = open_search(tx, search)?.ok_or(LeadRefusal::Nothing)?;
    Ok(Both { lead, search, requester, found })
}
