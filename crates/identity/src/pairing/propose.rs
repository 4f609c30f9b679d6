//! Saying that two files may be one person's. It moves nothing: somebody will look.

use super::likeness::{likenesses, weight};
use super::{Pair, Pairing, PairingEvent, Source, Stage, consequence, find, group};
use crate::{decoy, person};
use kernel::PersonId;
use ledger::{Fault, Load, Stamp, Tx};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Why two files are not proposed.
#[derive(Debug, thiserror::Error)]
pub enum ProposeRefusal {
    #[error("one of the files is not there")]
    NoSuchPerson,
    #[error("both are one file")]
    OneFile,
    /// Somebody judged that they are two people; whoever knows better says so there.
    #[error("it was said of these two that they are two people")]
    ToldApart(Uuid),
    #[error("they are one person's already")]
    Joined(Uuid),
    #[error("a household tells them as different people, and no person says otherwise")]
    OneHousehold,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Proposes two files, with what is alike in them. Said again from the same side it changes nothing.
pub fn propose(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    files: (PersonId, PersonId),
    source: Source,
) -> Result<Uuid, ProposeRefusal> {
    let pair = Pair::of(files.0, files.1).ok_or(ProposeRefusal::OneFile)?;
    let [one, two] = pair.both();
    let (first, second) = (person::state(tx, one)?, person::state(tx, two)?);
    let (Some(first), Some(second)) = (first, second) else { return Err(ProposeRefusal::NoSuchPerson) };
    let decoys = decoy::known(tx)?;
    if decoys.hides(one) || decoys.hides(two) {
        return Err(ProposeRefusal::NoSuchPerson);
    }
    let id = pair.record();
    if find(tx, id)?.is_some_and(|head| head.stage == Stage::NotSame) {
        return Err(ProposeRefusal::ToldApart(id));
    }
    if group::of(tx, one)?.contains(&two) {
        return Err(ProposeRefusal::Joined(id));
    }
    if !source.is_person() && !consequence::told_as_different(tx, &BTreeSet::from([one, two]))?.is_empty() {
        return Err(ProposeRefusal::OneHousehold);
    }
    let alike = likenesses(&first, &second);
    let weight = weight(&alike);
    let said = PairingEvent::Proposed { pair, source, alike, weight };
    match tx.load::<Pairing>(id)? {
        None => drop(tx.create::<Pairing>(id, stamp, &[said])?),
        Some(known) if known.state.proposals.iter().any(|proposal| proposal.source == source) => {}
        Some(known) => drop(tx.append(&known, stamp, &[said])?),
    }
    Ok(id)
}
