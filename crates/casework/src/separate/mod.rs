//! A member of the family gets a claim of their own, counted from the family's own day; or comes to the family's claim.
//!
//! The family's file says that somebody is on it no more, and never why. Kept apart, neither file leads to the other.

pub mod join;
pub mod page;
#[cfg(test)]
mod tests;

use crate::assign::{self, AssignRefusal};
use crate::fold::Case;
use crate::laws::Laws;
use crate::model::{CaseEvent, FormMap};
use crate::open::{self, OpenRefusal, Opening};
use jiff::civil::Date;
use kernel::{AccountId, CaseId, Office, PersonId, Role};
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use procedure::Procedure;
use std::collections::BTreeSet;

/// Why nobody gets a separate claim.
#[derive(Debug, thiserror::Error)]
pub enum SeparateRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    #[error("the person is not on this case")]
    NotHere,
    /// This is the applicant's own case; it is the others who may leave it.
    #[error("the person is the applicant of this case")]
    Applicant,
    /// Nothing runs here that could be carried on: a new claim is opened instead.
    #[error("the case has ended")]
    Ended,
    #[error(transparent)]
    Open(OpenRefusal),
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for SeparateRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => SeparateRefusal::Stale,
            other => SeparateRefusal::Fault(other),
        }
    }
}

impl From<AssignRefusal> for SeparateRefusal {
    fn from(refusal: AssignRefusal) -> Self {
        match refusal {
            AssignRefusal::NoCase => SeparateRefusal::NoCase,
            AssignRefusal::Stale => SeparateRefusal::Stale,
            AssignRefusal::Fault(fault) => SeparateRefusal::Fault(fault),
        }
    }
}

/// Who gets a claim of their own, and how.
#[derive(Clone, Debug)]
pub struct Separation<'a> {
    pub case: CaseId,
    pub person: PersonId,
    /// Answers to the opening step of the procedure, for this person alone. Its own day is not asked.
    pub form: FormMap,
    /// Neither file leads to the other: the family's says only that the person is no longer on it.
    pub apart: bool,
    pub head: &'a str,
}

/// Opens the separate claim and notes on the family's that the person left, or does neither.
pub fn run(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    separation: Separation<'_>,
) -> Result<CaseId, SeparateRefusal> {
    let family = assign::seen(tx, separation.case, separation.head)?;
    let person = separation.person;
    if !family.state.persons().contains(&person) {
        return Err(SeparateRefusal::NotHere);
    }
    if family.state.principal() == Some(person) {
        return Err(SeparateRefusal::Applicant);
    }
    if family.state.at.ended {
        return Err(SeparateRefusal::Ended);
    }
    let opening = opening(laws, &family, &separation)?;
    let own = open::run(tx, laws, stamp, opening).map_err(|refusal| match refusal {
        OpenRefusal::Fault(fault) => SeparateRefusal::from(fault),
        other => SeparateRefusal::Open(other),
    })?;
    keep_apart(tx, stamp, own, &family.state)?;
    let on = laws.day_of(tx.now());
    let case = (!separation.apart).then_some(own);
    tx.append(&family, stamp, &[CaseEvent::PersonSeparated { person, on, case }])?;
    Ok(own)
}

/// The day on which this person asked: the family's own day, or the day they came to it. Being received later as a
/// claim of its own shortens no term.
pub fn legal_date(family: &Case, person: PersonId) -> Option<Date> {
    let joined = family.joined.iter().find(|joined| joined.person == person).map(|joined| joined.on);
    joined.or(family.opening.as_ref().map(|opening| opening.legal_date))
}

/// The version of the family's procedure that was in force on the person's own day.
pub fn procedure_of<'a>(laws: &'a Laws, family: &Case, person: PersonId) -> Option<&'a Procedure> {
    let opening = family.opening.as_ref()?;
    laws.law().in_force(&opening.procedure, legal_date(family, person)?)
}

fn opening(
    laws: &Laws,
    family: &Loaded<Case>,
    separation: &Separation<'_>,
) -> Result<Opening, SeparateRefusal> {
    let (state, person) = (&family.state, separation.person);
    let opened = state.opening.as_ref().ok_or(SeparateRefusal::NoCase)?;
    let on = legal_date(state, person).unwrap_or(opened.legal_date);
    let mut form = separation.form.clone();
    let stated = procedure_of(laws, state, person)
        .and_then(|procedure| procedure.opening.fields.iter().find(|field| field.stated_date));
    if let Some(field) = stated {
        form.insert(field.id.clone(), on.to_string());
    }
    let office = state.office.clone().unwrap_or(Office(String::new()));
    Ok(Opening {
        form,
        by_permission: true,
        parent: (!separation.apart).then_some(separation.case),
        child: state.minors.contains(&person),
        ..Opening::new(&opened.procedure, on, office, vec![person])
    })
}

/// Whoever heard or decided on the family does not take this claim, as long as a colleague can.
fn keep_apart(tx: &mut Tx<'_>, stamp: &Stamp, own: CaseId, family: &Case) -> Result<(), Fault> {
    let heard = family.steps.iter().filter(|taken| taken.actor.role == Role::EligibilityOfficer);
    let accounts: BTreeSet<AccountId> =
        heard.map(|taken| taken.actor.account).chain(family.assignee).collect();
    let Some(case) = tx.load::<Case>(own.0)? else { return Ok(()) };
    if accounts.is_empty() {
        return Ok(());
    }
    let event = CaseEvent::KeptApart { accounts: accounts.into_iter().collect() };
    tx.append(&case, stamp, &[event]).map(drop)
}
