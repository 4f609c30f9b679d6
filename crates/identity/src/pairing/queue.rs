//! What waits for somebody to look: what has consequences first, then what is most alike, then what waits longest.

use super::consequence::{self, Beside};
use super::{Consequence, PairingHead, Stage, group, heads};
use crate::access as ties;
use crate::table;
use ::access::{Kind, Permission};
use ledger::{Door, Fault, Reader, params};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use web::{Ask, House};

/// Pairs looked at before giving up; the likest come first.
const LOOKED_AT: i64 = 400;

/// Two files that wait, with what weighs when they are one person's.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub head: PairingHead,
    pub consequences: BTreeSet<Consequence>,
}

/// The pairs of which the reader may see both files, the most pressing first.
pub fn of(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    beside: Beside<'_>,
) -> Result<Vec<Waiting>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::PAIRINGS_WAITING, &params![tenant, LOOKED_AT])?;
    let mut all = Vec::new();
    for head in heads(&rows)? {
        let [one, two] = head.pair.both();
        // Who is one person's through other files waits no more, unless something is left to look at.
        let is_joined = head.to_look == 0 && group::of(door, one)?.contains(&two);
        if is_joined || !may_see(house, ask, door, &head)? {
            continue;
        }
        let files = group::joined(door, head.pair.both())?;
        let consequences = consequence::of(door, beside, &files, ask.today)?;
        all.push(Waiting { head, consequences });
    }
    all.sort_by_key(|waiting| {
        let Waiting { head, consequences } = waiting;
        let unclear = head.stage == Stage::Unclear;
        (unclear, Reverse(consequences.len().min(1)), Reverse(head.weight), head.proposed_at)
    });
    Ok(all)
}

/// Whether the reader may see both files of a pair: of any other pair nobody learns that there is one.
pub fn may_see(house: &House, ask: &Ask, door: &mut Reader<'_>, head: &PairingHead) -> Result<bool, Fault> {
    for file in head.pair.both() {
        // At a post whose lease is over, old files are locked here as on their own pages.
        if !ties::may(house, ask, door, Permission::ReviewDuplicates, file)?
            || house.locks(door, Kind::Person, file.0)?
        {
            return Ok(false);
        }
    }
    Ok(true)
}
