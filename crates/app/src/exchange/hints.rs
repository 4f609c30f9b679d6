//! Name hints between sites: headquarters sends each post a set of short keyed hashes of people whom the post does not hold,
//! and only what changed; the post asks it when somebody is registered, and drops it with the lease.

use super::{lease, parcel, scope::Country, table, turn};
use aws_lc_rs::hmac;
use identity::hint::{self, HintSet};
use identity::register::Registration;
use jiff::Timestamp;
use ledger::{Door, Fault, Lane, Peer, Reader, Tx, params};
use web::House;

/// The set, from headquarters to a post.
pub const HINTS: &str = "hints";
/// A post has none, or cannot make one of what it was sent.
pub const HINTS_LOST: &str = "hints_lost";
/// The version of the exchange from which a post understands them.
const SPOKEN_SINCE: u64 = 2;
/// The set is made anew at most so often.
const EVERY_SECONDS: i64 = 900;
/// Making it takes at most one part in so many of the time: where many people are registered, it is made less often.
const SHARE: i64 = 200;
/// And at least so often, whatever a clock said.
const DAY_SECONDS: i64 = 86_400;
const VERSION: u8 = 1;
const KEY_BYTES: usize = 32;

/// The first 64 bits of a mark under the key.
fn hash_under(key: &[u8]) -> impl Fn(&str) -> u64 {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    move |mark| {
        let tag = hmac::sign(&key, mark.as_bytes());
        tag.as_ref().iter().take(8).fold(0, |n, byte| n << 8 | u64::from(*byte))
    }
}

/// Puts the set for a post in its lane, when it is not what was sent last.
pub fn send(house: &House, peer: &Peer) -> Result<(), Fault> {
    if peer.speaks < SPOKEN_SINCE {
        return Ok(());
    }
    let epochs = house.ledger.write(|tx| tx.epochs_with(&peer.site))?;
    let epochs = format!("{}/{}", epochs.0, epochs.1);
    let (known, end) = house
        .ledger
        .read(|door| -> Result<_, Fault> { Ok((parcel::kept(door, &peer.site, HINTS)?, door.log_end()?)) })?;
    let begun = house.clock.now();
    let before = known.and_then(|(mark, bytes)| sent_before(&mark, &epochs, bytes));
    if before.as_ref().is_some_and(|(_, of, next)| *of == end || is_too_early(begun, *next)) {
        return Ok(());
    }
    let key = house.ledger.read(|door| -> Result<_, Fault> {
        Ok(door.hashed("name hints", &format!("{}/{epochs}", peer.site)))
    })?;
    if key.len() != KEY_BYTES {
        return Err(Fault::Locked);
    }
    let marks = house.ledger.read(|door| {
        let people = Country::of(house).elsewhere(door, peer)?;
        Ok::<_, Fault>(hint::marks_of(&hint::traits_of(door, &people)?))
    })?;
    let set = HintSet::of(marks.iter(), hash_under(&key));
    let before = before.map(|(set, ..)| set);
    let mark = format!("{epochs}/{end}/{}", next(begun, house.clock.now()));
    house.ledger.write(|tx| {
        if before.as_ref() != Some(&set) {
            let change = before.as_ref().map_or_else(|| set.to_bytes(), |before| set.change_from(before));
            let bytes = [&[VERSION][..], &key, &change].concat();
            parcel::send(tx, &peer.site, Lane::Bulk, HINTS, &bytes)?;
        }
        parcel::keep(tx, &peer.site, HINTS, &mark, &set.to_bytes())
    })
}

/// What was sent last in these epochs: the set, the end of the log it was made at, and the second from which the next may be
/// made.
fn sent_before(mark: &str, epochs: &str, bytes: Vec<u8>) -> Option<(HintSet, i64, i64)> {
    let (end, next) = mark.strip_prefix(epochs)?.strip_prefix('/')?.split_once('/')?;
    Some((HintSet::read(None, &bytes).ok()?, end.parse().ok()?, next.parse().ok()?))
}

/// The second from which the next set may be made, after one that was begun and ended then.
fn next(begun: Timestamp, ended: Timestamp) -> i64 {
    let took = ended.as_second().saturating_sub(begun.as_second());
    begun.as_second().saturating_add(took.saturating_mul(SHARE).clamp(EVERY_SECONDS, DAY_SECONDS))
}

fn is_too_early(now: Timestamp, next: i64) -> bool {
    (1..=DAY_SECONDS).contains(&next.saturating_sub(now.as_second()))
}

/// A post takes a set in, or says that it cannot.
pub fn take(tx: &mut Tx<'_>, from: &Peer, bytes: &[u8]) -> Result<bool, Fault> {
    let Some((head, change)) = bytes.split_at_checked(1 + KEY_BYTES).filter(|(head, _)| head[0] == VERSION)
    else {
        return Ok(false);
    };
    let key = &head[1..];
    let known = parcel::kept(tx, &from.site, HINTS)?.map(|(_, bytes)| bytes).and_then(kept_set);
    // A set under another key is another set.
    let known = known.filter(|(of, _)| of == key).map(|(_, set)| set);
    match HintSet::read(known.as_ref(), change) {
        Ok(set) => {
            let bytes = [key, &set.to_bytes()].concat();
            parcel::keep(tx, &from.site, HINTS, "", &bytes).map(|()| true)
        }
        Err(_) => lost(tx, &from.site).map(|()| true),
    }
}

/// The key and the set that a post keeps.
fn kept_set(bytes: Vec<u8>) -> Option<(Vec<u8>, HintSet)> {
    let (key, set) = bytes.split_at_checked(KEY_BYTES)?;
    Some((key.to_vec(), HintSet::read(None, set).ok()?))
}

fn lost(tx: &mut Tx<'_>, hub: &str) -> Result<(), Fault> {
    parcel::send(tx, hub, Lane::Usual, HINTS_LOST, &[VERSION])?;
    parcel::keep(tx, hub, HINTS, ASKED, &[])
}

/// Headquarters forgets what it sent, and so sends everything again.
pub fn forget(tx: &mut Tx<'_>, from: &Peer) -> Result<(), Fault> {
    parcel::keep(tx, &from.site, HINTS, "", &[])
}

/// A post asked for the set.
const ASKED: &str = "asked";
/// A post dropped it.
const DROPPED: &str = "dropped";

/// What a post does about its set at each turn: it drops it when the lease is over, and asks for another once headquarters
/// is heard again.
pub fn look_after(house: &House, hub: &str) -> Result<(), Fault> {
    let is_over = lease::is_over(house, &*house.clock)?;
    let known = house.ledger.read(|door| parcel::kept(door, hub, HINTS))?;
    match known {
        Some((mark, _)) if is_over && mark != DROPPED => house.ledger.write(|tx| {
            let tenant = tx.tenant();
            tx.execute(&table::DROP_KEPT, &params![tenant, hub, HINTS])?;
            parcel::keep(tx, hub, HINTS, DROPPED, &[])
        }),
        Some((mark, _)) if !is_over && mark == DROPPED => house.ledger.write(|tx| lost(tx, hub)),
        _ => Ok(()),
    }
}

/// Whether somebody like this is perhaps registered elsewhere. Never asked of a set whose lease is over.
pub fn seek(house: &House, door: &mut Reader<'_>, told: &Registration) -> Result<bool, Fault> {
    let Some(hub) = turn::hub_of(house) else { return Ok(false) };
    if lease::is_over(house, &*house.clock)? {
        return Ok(false);
    }
    let known = parcel::kept(door, hub, HINTS)?.map(|(_, bytes)| bytes).and_then(kept_set);
    let Some((key, set)) = known else { return Ok(false) };
    Ok(set.knows(&hint::asked(&hint::traits_told(told)), hash_under(&key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_that_takes_long_is_made_less_often_and_never_less_than_daily() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        assert_eq!(next(at(1_000), at(1_000)), 1_900);
        assert_eq!(next(at(1_000), at(1_020)), 5_000);
        assert_eq!(next(at(1_000), at(9_000)), 87_400);
        assert_eq!(next(at(9_000), at(1_000)), 9_900, "a clock that was set back");
        assert!(is_too_early(at(1_899), 1_900) && !is_too_early(at(1_900), 1_900));
        assert!(!is_too_early(at(0), 90_000), "a clock that had been years ahead");
    }
}
