//! The law changed while the case was open: what would change in it, and a person who applies it with a reason.

pub mod page;
#[cfg(test)]
mod tests;

use crate::access::ties;
use crate::assign::{self, AssignRefusal};
use crate::case::{self, CaseHead};
use crate::fold::{Case, TermRun};
use crate::laws::{Laws, standing};
use crate::model::{CaseEvent, FactMap, LawChanged, LawVersion, TermStarted};
use crate::step::{moved, start};
use ::access::Resource;
use jiff::civil::Date;
use kernel::{CaseId, Office};
use ledger::{Door, Fault, Loaded, Stamp, Tx};
use procedure::{Facts, OpenCases, Procedure, Step, TermsOnMove, Transition, Whose};

/// Why a reform is not applied to a case.
#[derive(Debug, thiserror::Error)]
pub enum ReformRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    /// No version of the law has a declared way for this case.
    #[error("no such version leads on from the law of this case")]
    NoReform,
    /// The reform leaves open cases under the version they were opened in.
    #[error("the reform leaves open cases as they are")]
    Keeps,
    #[error("a reason is needed")]
    NoReason,
    /// A term of the person would end earlier, and nobody put their name to it.
    #[error("a named person has to confirm that a term of the person gets shorter")]
    Unconfirmed,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for ReformRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => ReformRefusal::Stale,
            other => ReformRefusal::Fault(other),
        }
    }
}

impl From<AssignRefusal> for ReformRefusal {
    fn from(refusal: AssignRefusal) -> Self {
        match refusal {
            AssignRefusal::NoCase => ReformRefusal::NoCase,
            AssignRefusal::Stale => ReformRefusal::Stale,
            AssignRefusal::Fault(fault) => ReformRefusal::Fault(fault),
        }
    }
}

/// A version that a case could go on under, with the way into it.
#[derive(Clone, Copy, Debug)]
pub struct Reform<'a> {
    pub from: &'a Procedure,
    pub to: &'a Procedure,
    pub way: &'a Transition,
}

/// The versions in force on a day that a case has a declared way into.
pub fn open_to<'a>(laws: &'a Laws, case: &Case, on: Date) -> Vec<Reform<'a>> {
    let Some(from) = case.opening.as_ref().and_then(|o| laws.of(o)) else { return Vec::new() };
    let successors = laws.law().successors(from, on);
    successors.into_iter().map(|(to, way)| Reform { from, to, way }).collect()
}

/// A running term whose end would be another.
#[derive(Clone, Debug)]
pub struct TermChange {
    pub term: String,
    pub run: u32,
    pub old: Option<Date>,
    pub new: TermStarted,
    /// It is the person's own, and they would have less time than now.
    pub is_shorter: bool,
}

/// What applying a reform would change in a case.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The stage of the new version in which the case would stand.
    pub stage: &'a str,
    /// Steps from here that there are no more, and those that there are now.
    pub gone: Vec<&'a Step>,
    pub new: Vec<&'a Step>,
    pub terms: Vec<TermChange>,
}

/// What would change, without changing it.
pub fn change<'a>(laws: &Laws, case: &'a Case, reform: &Reform<'a>) -> Change<'a> {
    let stage = reform.way.stage(&case.at.stage);
    let from = |procedure: &'a Procedure, stage: &str| -> Vec<&'a Step> {
        procedure.steps.iter().filter(|s| s.from.iter().any(|f| f == stage)).collect()
    };
    let (old, new) = (from(reform.from, &case.at.stage), from(reform.to, stage));
    let without = |these: &[&'a Step], those: &[&'a Step]| -> Vec<&'a Step> {
        these.iter().filter(|s| !those.iter().any(|o| o.id == s.id)).copied().collect()
    };
    Change { stage, gone: without(&old, &new), new: without(&new, &old), terms: terms(laws, case, reform) }
}

fn terms(laws: &Laws, case: &Case, reform: &Reform<'_>) -> Vec<TermChange> {
    if reform.way.terms == TermsOnMove::Keep {
        return Vec::new();
    }
    let dates = case.dated_events();
    let recounted = |run: &TermRun| {
        let new = start(laws, reform.to, &run.term.term, &dates, run.term.start)?;
        let persons = reform.to.term(&run.term.term).is_some_and(|t| t.whose == Whose::Person);
        let is_shorter = persons && new.due.is_some_and(|new| run.term.due.is_none_or(|old| new < old));
        let (term, old) = (run.term.term.clone(), run.term.due);
        (new.due != old).then_some(TermChange { term, run: run.term.run, old, new, is_shorter })
    };
    case.terms.iter().filter(|run| run.met.is_none()).filter_map(recounted).collect()
}

/// One request to apply a reform.
#[derive(Clone, Debug)]
pub struct Apply<'a> {
    pub case: CaseId,
    /// The version to go on under.
    pub version: &'a str,
    pub why: &'a str,
    /// Somebody put their name to a term of the person getting shorter.
    pub confirmed: bool,
    pub head: &'a str,
}

/// Moves the case to a version that came after it was opened, with the terms that are counted again.
pub fn run(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    apply: Apply<'_>,
) -> Result<Loaded<Case>, ReformRefusal> {
    let seen = assign::seen(tx, apply.case, apply.head)?;
    let on = laws.day_of(tx.now());
    let reforms = open_to(laws, &seen.state, on);
    let reform = reforms.iter().find(|r| r.to.version == apply.version).ok_or(ReformRefusal::NoReform)?;
    if reform.way.open_cases == OpenCases::Keep {
        return Err(ReformRefusal::Keeps);
    }
    if apply.why.trim().is_empty() {
        return Err(ReformRefusal::NoReason);
    }
    let change = change(laws, &seen.state, reform);
    if change.terms.iter().any(|term| term.is_shorter) && !apply.confirmed {
        return Err(ReformRefusal::Unconfirmed);
    }
    let events = events(&seen.state, reform, &change, on, apply.why);
    Ok(tx.append(&seen, stamp, &events)?)
}

fn events(case: &Case, reform: &Reform<'_>, change: &Change<'_>, on: Date, why: &str) -> Vec<CaseEvent> {
    let version = |p: &Procedure| LawVersion { version: p.version.clone(), law: p.hash.clone() };
    let holder = case.office.clone().unwrap_or(Office(String::new()));
    let facts = reform.to.facts_from(&Facts(case.facts.clone()), reform.way).0;
    let sets: FactMap =
        facts.into_iter().filter(|(fact, value)| case.facts.get(fact) != Some(value)).collect();
    // What the file is pinned to is what its entries say, also when the law file was corrected since.
    let from = case.opening.as_ref().map(|o| LawVersion { version: o.version.clone(), law: o.law.clone() });
    let law = CaseEvent::LawChanged(LawChanged {
        from: from.unwrap_or_else(|| version(reform.from)),
        to: version(reform.to),
        at: standing(reform.to, change.stage, &holder),
        on,
        why: why.to_owned(),
        sets,
    });
    let recounted = change.terms.iter().map(|term| moved(term.run, term.new.clone(), why));
    std::iter::once(law).chain(recounted).collect()
}

/// An open case that a reform moves, and the version it would go on under.
pub struct Proposal {
    pub head: CaseHead,
    pub version: String,
    /// A term of the person would get shorter: a person looks at this one by itself.
    pub is_shorter: bool,
}

impl Proposal {
    /// The ties of its case, for the policies.
    pub fn ties(&self) -> Resource {
        ties(&self.head)
    }
}

/// Every open case that a reform in force on a day says to move. Nothing is changed.
pub fn proposals(door: &mut dyn Door, laws: &Laws, on: Date) -> Result<Vec<Proposal>, Fault> {
    let mut found = Vec::new();
    for head in case::all_heads(door)?.into_iter().filter(|head| !head.ended) {
        let Some(from) = laws.labels(&head.procedure, &head.law) else { continue };
        if laws.law().successors(from, on).is_empty() {
            continue;
        }
        let Some(loaded) = case::load(door, head.id)? else { continue };
        let reforms = open_to(laws, &loaded.state, on);
        let Some(reform) = reforms.iter().find(|r| r.way.open_cases == OpenCases::Move) else { continue };
        let is_shorter = change(laws, &loaded.state, reform).terms.iter().any(|term| term.is_shorter);
        found.push(Proposal { head, version: reform.to.version.clone(), is_shorter });
    }
    Ok(found)
}
