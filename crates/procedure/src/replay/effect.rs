//! Whom a draft would have harmed or helped in one case: closed reasons, each told only where it is known.

use super::History;
use super::Refusal;
use super::compare::{TermMove, moved, remedies_only_in};
use super::gate::{self, Gate};
use super::play::{Played, Run};
use crate::model::{Document, Length};
use crate::said::Said;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Something that a draft takes from the person of a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Harm {
    pub reason: HarmReason,
    /// The term, remedy, step or document, by its id.
    pub about: String,
    pub names: Said,
    /// Days that a term is shorter or longer.
    pub days: Option<u32>,
}

/// Something that a draft gives to the person of a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Help {
    pub reason: HelpReason,
    pub about: String,
    pub names: Said,
    pub days: Option<u32>,
}

/// Why a case is worse for its person under a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "gate")]
pub enum HarmReason {
    /// A term within which the person acts ends sooner.
    PersonTermShorter,
    /// The person acted in time, and would have been late.
    InTimeNowLate,
    RemedyLost,
    /// The time to file a remedy ends sooner.
    RemedyTermShorter,
    /// The decision no longer waits for the remedy.
    RemedySuspendsNoMore,
    GateLost(Gate),
    /// A decision for the person was taken and would not have been permitted then.
    GrantBarred,
    /// No way of the draft leads from where the case stood to any decision for the person.
    GrantOutOfReach,
    /// The institution's own term ends later: a longer wait.
    LongerWait,
    /// The institution's own term is gone: a wait without an end.
    EndlessWait,
    DocumentLost,
    DocumentShorter,
}

/// Why a case is better for its person under a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "gate")]
pub enum HelpReason {
    PersonTermLonger,
    LateNowInTime,
    RemedyGained,
    RemedyTermLonger,
    RemedySuspendsNow,
    GateGained(Gate),
    /// A decision against the person was taken and would not have been permitted then.
    RefusalBarred,
    ShorterWait,
    DocumentGained,
    DocumentLonger,
}

impl HarmReason {
    /// The key of its words, without the gate.
    pub fn code(self) -> &'static str {
        match self {
            HarmReason::PersonTermShorter => "person-term-shorter",
            HarmReason::InTimeNowLate => "in-time-now-late",
            HarmReason::RemedyLost => "remedy-lost",
            HarmReason::RemedyTermShorter => "remedy-term-shorter",
            HarmReason::RemedySuspendsNoMore => "remedy-suspends-no-more",
            HarmReason::GateLost(_) => "gate-lost",
            HarmReason::GrantBarred => "grant-barred",
            HarmReason::GrantOutOfReach => "grant-out-of-reach",
            HarmReason::LongerWait => "longer-wait",
            HarmReason::EndlessWait => "endless-wait",
            HarmReason::DocumentLost => "document-lost",
            HarmReason::DocumentShorter => "document-shorter",
        }
    }
    /// The protection it is about.
    pub fn gate(self) -> Option<Gate> {
        match self {
            HarmReason::GateLost(gate) => Some(gate),
            _ => None,
        }
    }
}

impl HelpReason {
    /// The key of its words, without the gate.
    pub fn code(self) -> &'static str {
        match self {
            HelpReason::PersonTermLonger => "person-term-longer",
            HelpReason::LateNowInTime => "late-now-in-time",
            HelpReason::RemedyGained => "remedy-gained",
            HelpReason::RemedyTermLonger => "remedy-term-longer",
            HelpReason::RemedySuspendsNow => "remedy-suspends-now",
            HelpReason::GateGained(_) => "gate-gained",
            HelpReason::RefusalBarred => "refusal-barred",
            HelpReason::ShorterWait => "shorter-wait",
            HelpReason::DocumentGained => "document-gained",
            HelpReason::DocumentLonger => "document-longer",
        }
    }
    /// The protection it is about.
    pub fn gate(self) -> Option<Gate> {
        match self {
            HelpReason::GateGained(gate) => Some(gate),
            _ => None,
        }
    }
}

/// Everything a draft takes and gives in a case, each once.
pub(super) fn effects(history: &History, was: &Played<'_>, is: &Played<'_>) -> (Vec<Harm>, Vec<Help>) {
    let mut found = Found { was, is, harms: BTreeSet::new(), helps: BTreeSet::new() };
    found.terms();
    found.remedies();
    found.decisions();
    found.gates(history);
    found.documents();
    (found.harms.into_iter().collect(), found.helps.into_iter().collect())
}

struct Found<'p, 'a> {
    was: &'p Played<'a>,
    is: &'p Played<'a>,
    harms: BTreeSet<Harm>,
    helps: BTreeSet<Help>,
}

impl Found<'_, '_> {
    fn harm(&mut self, reason: HarmReason, about: &str, names: Said, days: Option<u32>) {
        self.harms.insert(Harm { reason, about: about.to_owned(), names, days });
    }
    fn help(&mut self, reason: HelpReason, about: &str, names: Said, days: Option<u32>) {
        self.helps.insert(Help { reason, about: about.to_owned(), names, days });
    }

    fn terms(&mut self) {
        let (was, is) = (self.was, self.is);
        for run in &was.terms {
            let names = was.procedure.term(&run.term).map(|t| t.names.clone()).unwrap_or_default();
            match is.run(&run.term, run.run) {
                Some(now) if was.is_persons(run) => self.persons_term(run, now, names),
                Some(now) => self.own_term(run, now, names),
                None => {
                    let is_reached = is.stopped.is_none_or(|stopped| run.begun < stopped);
                    // Another term of the institution may have taken its place.
                    let is_replaced = is.terms.iter().any(|r| {
                        r.begun == run.begun && !is.is_persons(r) && was.run(&r.term, r.run).is_none()
                    });
                    if is_reached && !is_replaced && run.due.is_some() && self.is_wait(run) {
                        self.harm(HarmReason::EndlessWait, &run.term, names, None);
                    }
                }
            }
        }
    }

    fn persons_term(&mut self, was: &Run, is: &Run, names: Said) {
        let is_remedys = self.was.procedure.remedies.iter().any(|r| r.term.as_ref() == Some(&was.term));
        match moved(was.due, is.due) {
            Some(TermMove::Sooner(days)) => {
                let reason =
                    if is_remedys { HarmReason::RemedyTermShorter } else { HarmReason::PersonTermShorter };
                self.harm(reason, &was.term, names.clone(), Some(days));
            }
            Some(TermMove::Later(days)) => {
                let reason =
                    if is_remedys { HelpReason::RemedyTermLonger } else { HelpReason::PersonTermLonger };
                self.help(reason, &was.term, names.clone(), Some(days));
            }
            _ => {}
        }
        let late = |due: Option<Date>, met: Option<Date>| Some(met? > due?);
        match (late(was.due, was.met), late(is.due, is.met)) {
            (Some(false), Some(true)) => self.harm(HarmReason::InTimeNowLate, &was.term, names, None),
            (Some(true), Some(false)) => self.help(HelpReason::LateNowInTime, &was.term, names, None),
            _ => {}
        }
    }

    fn own_term(&mut self, was: &Run, is: &Run, names: Said) {
        match moved(was.due, is.due).filter(|_| self.is_wait(was)) {
            Some(TermMove::Later(days)) => self.harm(HarmReason::LongerWait, &was.term, names, Some(days)),
            Some(TermMove::Sooner(days)) => self.help(HelpReason::ShorterWait, &was.term, names, Some(days)),
            _ => {}
        }
    }

    /// Whether somebody waits for the end of an institution's term. One that the same step ends and begins again is how
    /// long a paper lasts.
    fn is_wait(&self, run: &Run) -> bool {
        let renews = |s: &crate::Step| s.starts.contains(&run.term) && s.ends.contains(&run.term);
        !self.was.is_persons(run) && !self.was.procedure.all_steps().any(renews)
    }

    fn remedies(&mut self) {
        let (was, is) = (self.was, self.is);
        for (_, remedy) in remedies_only_in(was, is) {
            self.harm(HarmReason::RemedyLost, &remedy.id, remedy.names.clone(), None);
        }
        for (_, remedy) in remedies_only_in(is, was) {
            self.help(HelpReason::RemedyGained, &remedy.id, remedy.names.clone(), None);
        }
        let both = was.tried.iter().zip(&is.tried).filter(|(a, b)| a.is_taken && b.is_taken);
        for (tried, _) in both {
            for old in was.procedure.remedies.iter().filter(|r| r.against.contains(&tried.step)) {
                let new =
                    is.procedure.remedies.iter().find(|r| r.id == old.id && r.against.contains(&tried.step));
                match new.map(|new| (old.suspensive, new.suspensive)) {
                    Some((Some(true), Some(false))) => {
                        self.harm(HarmReason::RemedySuspendsNoMore, &old.id, old.names.clone(), None);
                    }
                    Some((Some(false), Some(true))) => {
                        self.help(HelpReason::RemedySuspendsNow, &old.id, old.names.clone(), None);
                    }
                    _ => {}
                }
            }
        }
        // A remedy that was filed and whose filing the draft does not let pass is lost too.
        if let Some(step) = self.stopped_step().filter(|s| s.remedy) {
            let remedy = was.procedure.remedies.iter().find(|r| r.filed_by.as_ref() == Some(&step.id));
            let (about, names) = remedy.map_or((&step.id, &step.names), |r| (&r.id, &r.names));
            self.harm(HarmReason::RemedyLost, about, names.clone(), None);
        }
    }

    /// The step at which the draft stops, when it is known that it does.
    fn stopped_step(&self) -> Option<crate::Step> {
        let place = self.is.stopped?;
        let tried = self.is.tried.get(place)?;
        let is_known =
            tried.refusals.iter().any(|r| !r.is_about_who() && !matches!(r, Refusal::NeverAsked { .. }));
        self.was.procedure.step(&tried.step).filter(|_| is_known).cloned()
    }

    fn decisions(&mut self) {
        let Some(step) = self.stopped_step() else { return };
        if gate::is_favourable(&step) {
            self.harm(HarmReason::GrantBarred, &step.id, step.names.clone(), None);
        } else if step.decides.is_some_and(|d| d.outcome.is_negative()) {
            self.help(HelpReason::RefusalBarred, &step.id, step.names.clone(), None);
        }
        let granted = self.was.tried.iter().skip(self.is.stopped.unwrap_or(0)).filter(|t| t.is_taken);
        let granted = granted.filter_map(|t| self.was.procedure.step(&t.step));
        let granted: Vec<Said> =
            granted.filter(|s| gate::is_favourable(s)).map(|s| s.names.clone()).collect();
        if let Some(names) = granted.into_iter().next_back().filter(|_| !self.grant_is_in_reach()) {
            self.harm(HarmReason::GrantOutOfReach, &step.id, names, None);
        }
    }

    /// Whether any steps of the draft lead from where it stopped to a decision for the person, whatever their conditions.
    fn grant_is_in_reach(&self) -> bool {
        let procedure = self.is.procedure;
        let Some(start) = self.is.stage.clone() else { return true };
        let mut reached = BTreeSet::from([start]);
        let mut open: Vec<String> = reached.iter().cloned().collect();
        while let Some(stage) = open.pop() {
            for step in procedure.steps.iter().filter(|s| s.from.contains(&stage)) {
                // Where a kept place leads is not told by the file: then a way may be there.
                if gate::is_favourable(step) || step.gives_back.is_some() {
                    return true;
                }
                if let Some(to) = step.to.as_ref().filter(|to| reached.insert((*to).clone())) {
                    open.push(to.clone());
                }
            }
        }
        false
    }

    fn gates(&mut self, history: &History) {
        let (was, is) = (self.was, self.is);
        for (place, happened) in history.steps.iter().enumerate() {
            let names = |played: &Played<'_>| {
                played.procedure.step(&happened.step).map(|s| s.names.clone()).unwrap_or_default()
            };
            for gate in gate::only_in(was, is, place, &happened.step) {
                self.harm(HarmReason::GateLost(gate), &happened.step, names(was), None);
            }
            for gate in gate::only_in(is, was, place, &happened.step) {
                self.help(HelpReason::GateGained(gate), &happened.step, names(is), None);
            }
        }
    }

    fn documents(&mut self) {
        let (was, is) = (self.was, self.is);
        for (then, now) in was.tried.iter().zip(&is.tried).filter(|(a, b)| a.is_taken && b.is_taken) {
            for document in then.issues.iter().filter(|d| !now.issues.contains(d)) {
                let names = was.procedure.document(document).map(|d| d.names.clone()).unwrap_or_default();
                self.harm(HarmReason::DocumentLost, document, names, None);
            }
            for document in now.issues.iter().filter(|d| !then.issues.contains(d)) {
                let names = is.procedure.document(document).map(|d| d.names.clone()).unwrap_or_default();
                self.help(HelpReason::DocumentGained, document, names, None);
            }
            for document in then.issues.iter().filter(|d| now.issues.contains(d)) {
                let both = was.procedure.document(document).zip(is.procedure.document(document));
                let Some((old, new)) = both else { continue };
                match lasts(old, new) {
                    Some(std::cmp::Ordering::Less) => {
                        self.harm(HarmReason::DocumentShorter, document, old.names.clone(), None);
                    }
                    Some(std::cmp::Ordering::Greater) => {
                        self.help(HelpReason::DocumentLonger, document, old.names.clone(), None);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// How long the new paper lasts beside the old one; lengths in two units are not compared.
fn lasts(old: &Document, new: &Document) -> Option<std::cmp::Ordering> {
    let same = |(old, new): &(Length, Length)| old.unit == new.unit;
    old.validity.zip(new.validity).filter(same).map(|(old, new)| new.length.cmp(&old.length))
}
