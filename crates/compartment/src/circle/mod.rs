//! Who is in a compartment: a sealed record of its own, so that nobody without the secret learns even that.

pub mod page;

use crate::model::{Compartment, Said, Sealed, SealedEvent};
use kernel::{AccountId, Actor};
use ledger::sealed::Compartments;
use ledger::{Door, Fault, Ledger, Loaded, Stamp, Tx};

/// The subject of the sealed record that lists a compartment's people.
const CIRCLE: &str = "circle";

/// Somebody in a compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub account: AccountId,
    /// Names others, and takes that back.
    pub keeper: bool,
}

/// Why nobody is named or dismissed.
#[derive(Debug, thiserror::Error)]
pub enum CircleRefusal {
    #[error("this site does not hold the compartment, or nobody opened it")]
    Nothing,
    #[error("it is open already")]
    Open,
    #[error("only its keepers say who is in it")]
    NotKeeper,
    #[error("somebody has to keep it")]
    LastKeeper,
    #[error("that person is not in it")]
    NotIn,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The id of a compartment's circle; `None` where this site does not hold it.
pub(crate) fn id(door: &mut (impl Door + ?Sized), compartment: Compartment) -> Option<uuid::Uuid> {
    door.sealed_id(compartment.code(), CIRCLE)
}

fn load(door: &mut (impl Door + ?Sized), compartment: Compartment) -> Result<Option<Loaded<Sealed>>, Fault> {
    match id(door, compartment) {
        Some(id) => door.load_sealed::<Sealed>(compartment.code(), id),
        None => Ok(None),
    }
}

/// Who is in a compartment that this site holds; nobody where it holds no such one.
pub fn members(door: &mut (impl Door + ?Sized), compartment: Compartment) -> Result<Vec<Member>, Fault> {
    let circle = load(door, compartment)?.map(|found| found.state.circle).unwrap_or_default();
    Ok(circle.into_iter().map(|(account, keeper)| Member { account, keeper }).collect())
}

/// Whether somebody is in a compartment. Asked before anything sealed is looked for, so that whoever is not in it makes
/// this site ask the same, whatever there is.
pub fn is_in(
    door: &mut (impl Door + ?Sized),
    compartment: Compartment,
    account: AccountId,
) -> Result<bool, Fault> {
    Ok(members(door, compartment)?.iter().any(|member| member.account == account))
}

/// The compartments that somebody is in, and whether they keep them.
pub fn mine(door: &mut (impl Door + ?Sized), account: AccountId) -> Result<Vec<(Compartment, bool)>, Fault> {
    let mut all = Vec::new();
    for compartment in Compartment::ALL {
        let me = members(door, compartment)?.into_iter().find(|member| member.account == account);
        all.extend(me.map(|me| (compartment, me.keeper)));
    }
    Ok(all)
}

/// The other sites that were given a compartment's secret.
pub fn sites(door: &mut (impl Door + ?Sized), compartment: Compartment) -> Result<Vec<String>, Fault> {
    let circle = load(door, compartment)?;
    Ok(circle.map(|found| found.state.sites.into_iter().collect()).unwrap_or_default())
}

/// Opens a compartment whose secret this site holds, with its first keeper.
pub fn open(
    ledger: &Ledger,
    actor: &Actor,
    compartment: Compartment,
    keeper: AccountId,
) -> Result<(), CircleRefusal> {
    ledger.write(|tx| {
        let id = id(tx, compartment).ok_or(CircleRefusal::Nothing)?;
        if load(tx, compartment)?.is_some() {
            return Err(CircleRefusal::Open);
        }
        let named = [SealedEvent::said(Said::Named { account: keeper, keeper: true })];
        tx.create_sealed::<Sealed>(compartment.code(), id, &Stamp::new(actor.clone()), &named)?;
        Ok(())
    })
}

/// The circle of a compartment, for somebody who keeps it.
fn kept(tx: &mut Tx<'_>, actor: &Actor, compartment: Compartment) -> Result<Loaded<Sealed>, CircleRefusal> {
    let circle = load(tx, compartment)?.ok_or(CircleRefusal::Nothing)?;
    match circle.state.circle.get(&actor.account) {
        Some(true) => Ok(circle),
        // Whoever is not in it is told what whoever asks for one that is not there is told.
        None => Err(CircleRefusal::Nothing),
        Some(false) => Err(CircleRefusal::NotKeeper),
    }
}

fn say(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    compartment: Compartment,
    said: impl FnOnce(&Sealed) -> Result<Said, CircleRefusal>,
) -> Result<(), CircleRefusal> {
    // No answer is kept that would say what was done: it would stand in the open.
    let done = ledger.once(key, actor.account, |tx| -> Result<String, CircleRefusal> {
        let circle = kept(tx, actor, compartment)?;
        let said = SealedEvent::said(said(&circle.state)?);
        tx.append_sealed(compartment.code(), &circle, &Stamp::new(actor.clone()), &[said])?;
        Ok(String::new())
    });
    done.map(drop)
}

/// Names somebody for a compartment, as one who reads and writes or as one who names others too.
pub fn name(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    compartment: Compartment,
    member: Member,
) -> Result<(), CircleRefusal> {
    say(ledger, actor, key, compartment, |circle| {
        let is_last = is_last_keeper(circle, member.account);
        if is_last && !member.keeper {
            return Err(CircleRefusal::LastKeeper);
        }
        Ok(Said::Named { account: member.account, keeper: member.keeper })
    })
}

/// Takes somebody out of a compartment.
pub fn dismiss(
    ledger: &Ledger,
    actor: &Actor,
    key: &str,
    compartment: Compartment,
    account: AccountId,
) -> Result<(), CircleRefusal> {
    say(ledger, actor, key, compartment, |circle| {
        if !circle.circle.contains_key(&account) {
            return Err(CircleRefusal::NotIn);
        }
        if is_last_keeper(circle, account) {
            return Err(CircleRefusal::LastKeeper);
        }
        Ok(Said::Dismissed { account })
    })
}

/// Writes down that another site is given the secret; what is sealed about the people it holds goes there from now on.
pub fn grant(
    ledger: &Ledger,
    actor: &Actor,
    compartment: Compartment,
    site: &str,
) -> Result<(), CircleRefusal> {
    ledger.write(|tx| {
        let circle = kept(tx, actor, compartment)?;
        let granted = [SealedEvent::said(Said::Granted { site: site.to_owned() })];
        tx.append_sealed(compartment.code(), &circle, &Stamp::new(actor.clone()), &granted)?;
        Ok(())
    })
}

fn is_last_keeper(circle: &Sealed, account: AccountId) -> bool {
    let keepers: Vec<&AccountId> =
        circle.circle.iter().filter(|(_, keeper)| **keeper).map(|(a, _)| a).collect();
    keepers == [&account]
}
