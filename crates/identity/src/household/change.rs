//! Forming a household and changing who is in it. What is impossible is refused; what is unusual was asked before.

use super::kinship;
use crate::model::{Household, HouseholdEvent, Kin, LeavingReason};
use crate::{household, person};
use kernel::{Country, HouseholdId, PersonId};
use ledger::{Fault, Load, Loaded, Stamp, Tx};

/// Why somebody cannot be put into a household so, and what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum MemberRefusal {
    #[error("there is no such person")]
    NoSuchPerson,
    #[error("there is no such household")]
    NoSuchHousehold,
    #[error("the person is in this household already")]
    AlreadyMember,
    #[error("the person is in another household; their leaving it comes first")]
    InAnother(HouseholdId),
    #[error("nobody is their own relative")]
    OwnRelative,
    #[error("the relation is stated to somebody who is not in the household")]
    NotMember,
    #[error("somebody would become their own ancestor")]
    OwnAncestor,
    #[error("the household was changed meanwhile by somebody who took the same person into another one")]
    TakenMeanwhile,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for MemberRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            // One person is in one household: the database holds that too.
            Fault::Taken => MemberRefusal::TakenMeanwhile,
            other => MemberRefusal::Fault(other),
        }
    }
}

impl MemberRefusal {
    /// The field of the form and the key of the words, unless it is nobody's fault.
    pub fn told(self) -> Result<(&'static str, &'static str), Fault> {
        match self {
            MemberRefusal::NoSuchPerson => Ok(("person", "identity-error-member-unknown")),
            MemberRefusal::AlreadyMember => Ok(("person", "identity-error-member-already")),
            MemberRefusal::InAnother(_) => Ok(("person", "identity-error-member-elsewhere")),
            MemberRefusal::OwnRelative => Ok(("to", "identity-error-own-relative")),
            MemberRefusal::NotMember => Ok(("to", "identity-error-not-member")),
            MemberRefusal::OwnAncestor => Ok(("kin", "identity-error-own-ancestor")),
            MemberRefusal::TakenMeanwhile | MemberRefusal::NoSuchHousehold => Err(Fault::Stale),
            MemberRefusal::Fault(fault) => Err(fault),
        }
    }
}

/// Forms a household around one person, in the office of the stamp's actor. Its numbers are those of `country`.
pub fn form(
    tx: &mut Tx,
    stamp: &Stamp,
    country: Country,
    focal: PersonId,
) -> Result<HouseholdId, MemberRefusal> {
    must_be_free(tx, focal)?;
    let id = HouseholdId(tx.fresh_uuid());
    let number = person::number(country.code(), 'H', tx.next_number("household")?);
    let formed = HouseholdEvent::Formed { number, office: stamp.actor.office.clone(), focal };
    tx.create::<Household>(id.0, stamp, &[formed])?;
    Ok(id)
}

/// `person` joins as the `kin` of `to`.
pub fn join(
    tx: &mut Tx,
    stamp: &Stamp,
    household: HouseholdId,
    person: PersonId,
    kin: Kin,
    to: PersonId,
) -> Result<(), MemberRefusal> {
    let home = loaded(tx, household)?;
    if home.state.member(person).is_some() {
        return Err(MemberRefusal::AlreadyMember);
    }
    must_be_free(tx, person)?;
    must_be_possible(&home.state, person, kin, to)?;
    tx.append(&home, stamp, &[HouseholdEvent::MemberJoined { person, kin, to }])?;
    Ok(())
}

/// States another relation for somebody who is in the household.
pub fn relate(
    tx: &mut Tx,
    stamp: &Stamp,
    household: HouseholdId,
    person: PersonId,
    kin: Kin,
    to: PersonId,
) -> Result<(), MemberRefusal> {
    let home = loaded(tx, household)?;
    let Some(member) = home.state.member(person) else { return Err(MemberRefusal::NotMember) };
    if (member.kin, member.to) == (kin, to) {
        return Ok(());
    }
    must_be_possible(&home.state, person, kin, to)?;
    tx.append(&home, stamp, &[HouseholdEvent::RelationChanged { person, kin, to }])?;
    Ok(())
}

/// Somebody is no longer in the household. Saying it twice changes nothing.
pub fn leave(
    tx: &mut Tx,
    stamp: &Stamp,
    household: HouseholdId,
    person: PersonId,
    reason: LeavingReason,
) -> Result<(), MemberRefusal> {
    let home = loaded(tx, household)?;
    if home.state.member(person).is_none() {
        return Ok(());
    }
    tx.append(&home, stamp, &[HouseholdEvent::MemberLeft { person, reason }])?;
    Ok(())
}

fn loaded(tx: &mut Tx, household: HouseholdId) -> Result<Loaded<Household>, MemberRefusal> {
    tx.load::<Household>(household.0)?.ok_or(MemberRefusal::NoSuchHousehold)
}

/// The person exists and is in no household.
fn must_be_free(tx: &mut Tx, id: PersonId) -> Result<(), MemberRefusal> {
    if person::state(tx, id)?.is_none() {
        return Err(MemberRefusal::NoSuchPerson);
    }
    match household::of_person(tx, id)? {
        Some(other) => Err(MemberRefusal::InAnother(other)),
        None => Ok(()),
    }
}

fn must_be_possible(home: &Household, person: PersonId, kin: Kin, to: PersonId) -> Result<(), MemberRefusal> {
    if person == to {
        return Err(MemberRefusal::OwnRelative);
    }
    if home.member(to).is_none() {
        return Err(MemberRefusal::NotMember);
    }
    if kinship::is_own_ancestor(home, person, kin, to) {
        return Err(MemberRefusal::OwnAncestor);
    }
    Ok(())
}
