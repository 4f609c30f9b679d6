//! How fast somebody may guess a password, without giving anybody a way to lock a colleague out.
//!
//! The choice. An account is never locked: a lock is a switch that whoever knows a login can throw. Instead each pair of
//! *login* and *source* waits longer after each failure. A source is the network address (an IPv6 address counts as its
//! /64), or, where somebody signed in to this very account before, that device: its cookie is a source of its own.
//! - A colleague on the own device is out of reach of whoever guesses elsewhere, even behind the same address.
//! - A colleague on a new device at an address that is not the guesser's gets the first tries at once.
//! - A stolen device cookie buys a few guesses, then waits like anybody.
//!
//! The slow path. When one login fails from many addresses, or the house sees a storm of failures over all logins, every
//! unknown source gets one try at once and then waits half a minute and more. Right passwords at a first try still pass:
//! the storm costs the guessers, and the person who mistypes on a new device waits thirty seconds.
//!
//! A try is counted as failed *before* the password is checked and taken back if it was right, so a hundred tries at the
//! same instant are a hundred tries. Unknown logins are counted, delayed and hashed like known ones.

use crate::table;
use jiff::{SignedDuration, Timestamp};
use ledger::{Door, Fault, Tx, params};
use std::net::IpAddr;

/// No wait is longer than this.
const WAIT_MAX: i64 = 15 * 60;
/// Failures are forgotten after this long without another.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);
/// Storms are counted over this long.
const STORM: SignedDuration = SignedDuration::from_hours(1);
/// Failures of one login from everywhere that make a storm.
const STORM_LOGIN: i64 = 50;
/// Failures of all logins that make a storm.
const STORM_ALL: i64 = 1000;

/// Where a try comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source<'a> {
    /// A device from which somebody signed in to this account before.
    Known(&'a [u8]),
    /// Anything else, by network address.
    Address(&'a str),
}

/// How many tries pass at once, and the first wait after them, in seconds.
#[derive(Clone, Copy)]
struct Pace {
    at_once: i64,
    first_wait: i64,
}

const KNOWN: Pace = Pace { at_once: 5, first_wait: 1 };
const USUAL: Pace = Pace { at_once: 3, first_wait: 1 };
const SLOW: Pace = Pace { at_once: 1, first_wait: 30 };

impl Pace {
    /// The wait after so many failures: nothing, then doubling.
    fn wait_after(self, failures: i64) -> SignedDuration {
        if failures < self.at_once {
            return SignedDuration::ZERO;
        }
        let doublings = u32::try_from(failures - self.at_once).unwrap_or(u32::MAX).min(20);
        SignedDuration::from_secs((self.first_wait << doublings).min(WAIT_MAX))
    }
}

/// A try that was let through and counted.
pub(crate) struct Counted {
    login_hash: Vec<u8>,
    source_hash: Vec<u8>,
}

/// Counts a try, or says how many seconds to wait.
pub(crate) fn count(
    tx: &mut Tx<'_>,
    login_hash: Vec<u8>,
    source: Source<'_>,
    now: Timestamp,
) -> Result<Result<Counted, u64>, Fault> {
    let tenant = tx.tenant();
    let source_hash = source_hash(tx, source);
    let place = params![tenant.as_str(), login_hash.clone(), source_hash.clone()];
    let mut failures = 0;
    if let Some(row) = tx.one(&table::FIND_FAILURE, &place)? {
        let until = row.instant("wait_until")?;
        if now < until {
            return Ok(Err(u64::try_from(until.duration_since(now).as_secs() + 1).unwrap_or(1)));
        }
        if now.duration_since(row.instant("failed_at")?) < FORGOTTEN {
            failures = row.int("failures")?;
        }
    }
    failures += 1;
    let wait = pace(tx, &login_hash, source, now)?.wait_after(failures);
    let until = now.checked_add(wait).unwrap_or(now);
    let row = params![tenant, login_hash.clone(), source_hash.clone(), failures, now, until];
    tx.execute(&table::PUT_FAILURE, &row)?;
    Ok(Ok(Counted { login_hash, source_hash }))
}

/// The password was right: the count of this login and source starts again.
pub(crate) fn take_back(tx: &mut Tx<'_>, counted: &Counted) -> Result<(), Fault> {
    let tenant = tx.tenant();
    let place = params![tenant, counted.login_hash.clone(), counted.source_hash.clone()];
    tx.execute(&table::CLEAR_FAILURE, &place).map(drop)
}

fn pace(tx: &mut Tx<'_>, login_hash: &[u8], source: Source<'_>, now: Timestamp) -> Result<Pace, Fault> {
    if matches!(source, Source::Known(_)) {
        return Ok(KNOWN);
    }
    let since = now.checked_sub(STORM).unwrap_or(now);
    let tenant = tx.tenant();
    let of_login = tx.one(&table::FAILURES_OF_LOGIN, &params![tenant.as_str(), login_hash, since])?;
    let of_all = tx.one(&table::FAILURES_OF_ALL, &params![tenant, since])?;
    let of = |row: Option<ledger::Row>| row.map_or(Ok(0), |row| row.int("failures"));
    Ok(if of(of_login)? >= STORM_LOGIN || of(of_all)? >= STORM_ALL { SLOW } else { USUAL })
}

fn source_hash(tx: &mut Tx<'_>, source: Source<'_>) -> Vec<u8> {
    match source {
        Source::Known(device_hash) => tx.hashed("sign_in.device", &crate::secret::hex(device_hash)),
        Source::Address(address) => tx.hashed("sign_in.address", &network(address)),
    }
}

/// The part of an address that one subscriber holds.
fn network(address: &str) -> String {
    match address.trim().parse::<IpAddr>() {
        Ok(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => {
                let s = v6.segments();
                format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
            }
        },
        Ok(v4) => v4.to_string(),
        Err(_) => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits = |pace: Pace| (1..=6).map(|n| pace.wait_after(n).as_secs()).collect::<Vec<_>>();
        assert_eq!(waits(USUAL), [0, 0, 1, 2, 4, 8]);
        assert_eq!(waits(KNOWN), [0, 0, 0, 0, 1, 2]);
        assert_eq!(waits(SLOW), [30, 60, 120, 240, 480, 900]);
        assert_eq!(USUAL.wait_after(i64::MAX).as_secs(), WAIT_MAX);
    }

    #[test]
    fn an_address_counts_as_its_network() {
        assert_eq!(network("2001:db8:1:2::7"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::7"), network("2001:db8:1:3::7"));
        assert_eq!(network("::ffff:192.0.2.7"), network("192.0.2.7"));
        assert_ne!(network("192.0.2.7"), network("192.0.2.8"));
        assert_eq!(network("…"), "unknown");
    }
}
