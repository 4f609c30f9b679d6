//! What may be decided against a person, and what the person can do then: each remedy under the decision it contests.

use super::{Telling, Time};
use crate::law::OfficeFact;
use crate::model::{Level, Outcome, Remedy, Step};
use crate::said::{Said, Verification};

/// A decision against the person, with every way to contest it. Decisions on remedies that are contested alike stand
/// together.
#[derive(Clone, Debug)]
pub struct Setback<'a> {
    pub against: Vec<Against<'a>>,
    pub ways: Vec<Contest<'a>>,
}

/// What is contested.
#[derive(Clone, Debug)]
pub enum Against<'a> {
    /// The first decision.
    First(Outcome),
    /// The decision on an earlier remedy.
    After(&'a Remedy),
}

/// A remedy, as the person is told it.
#[derive(Clone, Debug)]
pub struct Contest<'a> {
    pub remedy: &'a Remedy,
    /// Who decides it; `None`: no source says so.
    pub authority: Option<&'a Said>,
    /// Where it is handed in; empty is any office that receives.
    pub offices: Vec<&'a OfficeFact>,
    /// It is handed in within this procedure, not before a court.
    pub is_filed_here: bool,
    /// By word of mouth too.
    pub is_oral: bool,
    /// It is received also when its time is over.
    pub is_received_late: bool,
    pub time: Time<'a>,
}

pub(super) fn of<'a>(telling: &Telling<'a>) -> Vec<Setback<'a>> {
    let mut all: Vec<Setback<'a>> = Vec::new();
    for remedy in &telling.p.remedies {
        for step in remedy.against.iter().filter_map(|id| telling.p.step(id)) {
            if !telling.is_in_force(step) {
                continue;
            }
            let against = against(telling, step);
            let known = all.iter_mut().find(|s| s.against.iter().any(|a| is_same(a, &against)));
            match known {
                Some(known) if known.ways.iter().any(|w| w.remedy.id == remedy.id) => {}
                Some(known) => known.ways.push(contest(telling, remedy)),
                None => all.push(Setback { against: vec![against], ways: vec![contest(telling, remedy)] }),
            }
        }
    }
    contested_alike(all)
}

fn contested_alike(all: Vec<Setback<'_>>) -> Vec<Setback<'_>> {
    let is_after = |s: &Setback<'_>| matches!(s.against.as_slice(), [Against::After(_), ..]);
    let mut told: Vec<Setback<'_>> = Vec::new();
    for setback in all {
        let ids = |s: &Setback<'_>| s.ways.iter().map(|w| w.remedy.id.clone()).collect::<Vec<_>>();
        let alike = told.iter_mut().find(|s| is_after(s) && is_after(&setback) && ids(s) == ids(&setback));
        match alike {
            Some(alike) => alike.against.extend(setback.against),
            None => told.push(setback),
        }
    }
    told
}

fn against<'a>(telling: &Telling<'a>, step: &Step) -> Against<'a> {
    let earlier = telling.p.remedies.iter().find(|r| r.decided_by.contains(&step.id));
    match (step.decides, earlier) {
        (Some(decides), Some(earlier)) if decides.level == Level::Review => Against::After(earlier),
        (None, Some(earlier)) => Against::After(earlier),
        (Some(decides), _) => Against::First(decides.outcome),
        (None, None) => Against::First(Outcome::Refused),
    }
}

fn is_same(one: &Against<'_>, other: &Against<'_>) -> bool {
    match (one, other) {
        (Against::First(a), Against::First(b)) => a == b,
        (Against::After(a), Against::After(b)) => a.id == b.id,
        _ => false,
    }
}

fn contest<'a>(telling: &Telling<'a>, remedy: &'a Remedy) -> Contest<'a> {
    let filing = remedy.filed_by.as_ref().and_then(|id| telling.p.step(id));
    let term = remedy.term.as_ref().and_then(|id| telling.p.term(id));
    let is_ended = |id: &String| telling.p.stage(id).is_some_and(|s| s.ended);
    Contest {
        remedy,
        authority: Some(&remedy.authority).filter(|_| remedy.cite.verification >= Verification::Secondary),
        offices: filing
            .map_or_else(Vec::new, |s| s.offices.iter().filter_map(|id| telling.law.office(id)).collect()),
        is_filed_here: filing.is_some(),
        is_oral: filing.is_some_and(super::is_oral),
        is_received_late: filing.is_some_and(|s| s.guard.is_none() && s.from.iter().any(is_ended)),
        time: term.map_or(Time::Unconfirmed, |t| telling.time(t)),
    }
}
