//! One turn with another site: what rooms have for it is put in its lanes, then frames go and come.

use super::{hints, parcel, scope::Country, site::Site};
use aws_lc_rs::digest;
use jiff::ToSpan;
use kernel::Office;
use ledger::{Brought, ExchangeError, Fault, Lane, Ledger, Peer, PeerStanding, Tx};
use web::House;

/// Staff of a post, from headquarters.
pub const STAFF: &str = "staff";
/// What was read at a post, to headquarters.
pub const READS: &str = "reads";
/// The rota is sent from so many days ago to so many days ahead.
const ROTA_DAYS: (i64, i64) = (7, 60);

/// Puts everything that waits for a site in its lanes.
pub fn fill(house: &House, site: &str) -> Result<(), Fault> {
    let Some(peer) = house.ledger.peer(site)? else { return Ok(()) };
    match peer.standing {
        PeerStanding::Post => {
            send_staff(house, &peer)?;
            hints::send(house, &peer)?;
        }
        PeerStanding::Hub => {
            hints::look_after(house, &peer.site)?;
            while house.ledger.write(|tx| send_reads(tx, &peer))? {}
        }
        PeerStanding::Revoked => return Ok(()),
    }
    house.ledger.fill_lanes(site, &Country::of(house))
}

/// The next frame for a site, after what is new was put in its lanes.
pub fn frame(house: &House, site: &str) -> Result<Vec<u8>, ExchangeError> {
    fill(house, site)?;
    house.ledger.frame_for(site)
}

/// Takes a frame in.
pub fn take(house: &House, frame: &[u8]) -> Result<Brought, ExchangeError> {
    house.ledger.take_frame(frame, &Country::of(house))
}

/// A frame of another site, and the answer to it.
pub fn answer(house: &House, bytes: &[u8]) -> Result<Vec<u8>, ExchangeError> {
    let brought = take(house, bytes)?;
    // While the other side has more to say, what waits already goes to it; what is new comes after.
    if brought.has_more { house.ledger.frame_for(&brought.from) } else { frame(house, &brought.from) }
}

/// Whether something waits for a site that it has not said it has.
pub fn is_waiting(ledger: &Ledger, site: &str) -> Result<bool, Fault> {
    let links = ledger.links()?;
    Ok(links
        .iter()
        .filter(|link| link.site == site)
        .flat_map(|link| &link.lanes)
        .any(|lane| lane.waiting > 0))
}

/// The staff of the post's office, when it is not what was sent last.
fn send_staff(house: &House, peer: &Peer) -> Result<(), Fault> {
    let today = house.today();
    let days = (today.saturating_sub(ROTA_DAYS.0.days()), today.saturating_add(ROTA_DAYS.1.days()));
    let office = Office::from(peer.office.as_str());
    let bundle = house.ledger.read(|door| access::roster::bundle(door, &office, days))?;
    let digest = hex(digest::digest(&digest::SHA256, &bundle).as_ref());
    let known = house.ledger.read(|door| parcel::kept(door, &peer.site, STAFF))?;
    let epochs = house.ledger.write(|tx| tx.epochs_with(&peer.site))?;
    // Whoever was restored is sent everything again.
    let mark = format!("{}/{}/{digest}", epochs.0, epochs.1);
    if known.is_some_and(|(was, _)| was == mark) {
        return Ok(());
    }
    house.ledger.write(|tx| {
        parcel::send(tx, &peer.site, Lane::Usual, STAFF, &bundle)?;
        parcel::keep(tx, &peer.site, STAFF, &mark, &[])
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// What was read here and not sent yet. `true` when there may be more.
fn send_reads(tx: &mut Tx<'_>, peer: &Peer) -> Result<bool, Fault> {
    let (own, other) = tx.epochs_with(&peer.site)?;
    match access::reads_sent::next(tx, own.saturating_add(other).max(1))? {
        None => Ok(false),
        Some(bytes) => parcel::send(tx, &peer.site, Lane::Usual, READS, &bytes).map(|()| true),
    }
}

/// Takes what a room of the other site sent. What cannot be read is passed over and told in the log: it must not stop the
/// line.
pub fn receive(tx: &mut Tx<'_>, from: &Peer, channel: &str, piece: &[u8]) -> Result<bool, Fault> {
    let is_meant = match channel {
        STAFF | hints::HINTS => from.standing == PeerStanding::Hub,
        READS | hints::HINTS_LOST => from.standing == PeerStanding::Post,
        // A newer version's: the ledger keeps it until this one is upgraded.
        _ => return Ok(false),
    };
    if !is_meant {
        return Ok(true);
    }
    let Some(bytes) = parcel::take(tx, &from.site, channel, piece)? else { return Ok(true) };
    let is_read = match channel {
        STAFF => take_staff(tx, from, &bytes)?,
        hints::HINTS => hints::take(tx, from, &bytes)?,
        hints::HINTS_LOST => hints::forget(tx, from).map(|()| true)?,
        _ => access::reads_sent::take(tx, &from.site, &bytes)?,
    };
    if !is_read {
        tracing::warn!(channel, "a site sent a parcel that this version cannot read; it was passed over");
    }
    Ok(true)
}

fn take_staff(tx: &mut Tx<'_>, from: &Peer, bytes: &[u8]) -> Result<bool, Fault> {
    let before = parcel::kept(tx, &from.site, STAFF)?.map(|(_, bytes)| bytes);
    let is_read = access::roster::take(tx, before.as_deref(), bytes)?;
    if is_read {
        parcel::keep(tx, &from.site, STAFF, "", bytes)?;
    }
    Ok(is_read)
}

/// The site that this house meets when it is a post.
pub fn hub_of(house: &House) -> Option<&str> {
    house.room::<Site>().hub.as_ref().map(|hub| hub.site.as_str())
}
