//! Opening for a person any procedure of the country that is asked for by itself: nobody writes a page for a new one.
//!
//! What only a step of another case opens, and what an area opens on a page of its own, is named and led to, not opened.

pub mod page;
#[cfg(test)]
mod tests;

use crate::case;
use crate::laws::Laws;
use crate::model::FormMap;
use crate::open::{self, OpenRefusal, Opening};
use jiff::civil::Date;
use kernel::{CaseId, Office, PersonId, Role};
use ledger::{Fault, Stamp, Tx};
use procedure::Procedure;

/// Procedures that an area opens on a page of its own, each with that page's name below the person's path.
#[derive(Default)]
pub struct OwnPages(pub Vec<(&'static str, &'static str)>);

/// How a procedure is opened for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Here, by whoever asks.
    Here,
    /// On the page of this name below the person's path.
    Page(&'static str),
    /// By a step of another case of theirs.
    FromCase,
    /// Here, by other roles than that of whoever asks.
    Others,
}

/// Why nothing is opened.
#[derive(Debug, thiserror::Error)]
pub enum RequestRefusal {
    /// The law of the day has no such procedure that is opened for a person by itself.
    #[error("nothing of this name is opened for a person")]
    NotHere,
    #[error("one of the same procedure is running already")]
    Already(CaseId),
    #[error(transparent)]
    Open(#[from] OpenRefusal),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Every procedure in force on a day, and how it is opened.
pub fn ways<'a>(laws: &'a Laws, own: &OwnPages, role: Role, on: Date) -> Vec<(&'a Procedure, Way)> {
    let in_force = laws
        .law()
        .procedures
        .iter()
        .filter(|p| laws.law().in_force(&p.id, on).is_some_and(|now| now.version == p.version));
    in_force.map(|procedure| (procedure, way(procedure, own, role))).collect()
}

fn way(procedure: &Procedure, own: &OwnPages, role: Role) -> Way {
    let page = own.0.iter().find(|(id, _)| *id == procedure.id);
    match page {
        Some((_, page)) => Way::Page(page),
        None if procedure.linked => Way::FromCase,
        None if procedure.opening.by.contains(&role) => Way::Here,
        None => Way::Others,
    }
}

/// What is asked for.
pub struct Request<'a> {
    pub procedure: &'a str,
    pub person: PersonId,
    pub office: Office,
    pub form: FormMap,
}

/// Opens the case, or does nothing.
pub fn run(
    tx: &mut Tx<'_>,
    laws: &Laws,
    own: &OwnPages,
    stamp: &Stamp,
    request: Request<'_>,
) -> Result<CaseId, RequestRefusal> {
    let today = laws.day_of(tx.now());
    let known = ways(laws, own, stamp.actor.role, today);
    let is_here = known.iter().any(|(p, way)| p.id == request.procedure && *way == Way::Here);
    if !is_here {
        return Err(RequestRefusal::NotHere);
    }
    let running = case::of_person(tx, request.person)?;
    if let Some(head) = running.iter().find(|head| head.procedure == request.procedure && !head.ended) {
        return Err(RequestRefusal::Already(head.id));
    }
    identity::handover::take_up(tx, stamp, request.person, &request.office)?;
    let opening = Opening {
        form: request.form,
        ..Opening::new(request.procedure, today, request.office, vec![request.person])
    };
    Ok(open::run(tx, laws, stamp, opening)?)
}
