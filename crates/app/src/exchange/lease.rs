//! The lease of a post: one that headquarters has not heard for long locks the files it was lent, and nothing that people
//! bring in the meantime.

use super::{site::Site, turn};
use access::Kind;
use jiff::{SignedDuration, Timestamp};
use kernel::Clock;
use ledger::{Door, Fault, Reader};
use uuid::Uuid;
use web::House;

/// How the lease of this site stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lease {
    /// When headquarters was heard last.
    pub heard_at: Timestamp,
    pub until: Timestamp,
    pub is_over: bool,
}

/// The lease at an instant; none at headquarters, and none before the first contact: all there is was written here.
pub fn of(house: &House, now: Timestamp) -> Result<Option<Lease>, Fault> {
    let Some(hub) = turn::hub_of(house) else { return Ok(None) };
    let heard = house.ledger.peer(hub)?.map_or(0, |peer| peer.heard_at);
    if heard == 0 {
        return Ok(None);
    }
    let heard_at = Timestamp::from_microsecond(heard)
        .map_err(|_| Fault::Inconsistent("ledger_peer.heard_at is no instant".into()))?;
    let days = i64::from(house.room::<Site>().lease_days);
    let until = heard_at.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(heard_at);
    Ok(Some(Lease { heard_at, until, is_over: now > until }))
}

/// Whether a file is locked: the lease is over and nothing was written on it since headquarters was heard. Intents never
/// are.
pub fn locks(house: &House, reader: &mut Reader<'_>, kind: Kind, id: Uuid) -> Result<bool, Fault> {
    if kind == Kind::Intent {
        return Ok(false);
    }
    match of(house, house.clock.now())? {
        Some(lease) if lease.is_over => {
            let entries = reader.entries(id)?;
            Ok(!entries.is_empty() && entries.iter().all(|entry| entry.at <= lease.heard_at))
        }
        _ => Ok(false),
    }
}

/// Whether a clock says that the lease is over.
pub fn is_over(house: &House, clock: &dyn Clock) -> Result<bool, Fault> {
    Ok(of(house, clock.now())?.is_some_and(|lease| lease.is_over))
}
