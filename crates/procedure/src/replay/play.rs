//! What happened, tried under one version: the steps it lets pass, the stages, the terms and what is known on the way.

use super::{Happened, History, Refusal};
use crate::model::{Decides, Offered, Procedure, ReasonKind, Taken, Whose};
use crate::reform::Now;
use crate::{DueError, Effects, Facts, Law, Step, Suspension};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A case as it went under one version.
pub(super) struct Played<'a> {
    pub procedure: &'a Procedure,
    /// One for each step of the history.
    pub tried: Vec<Tried>,
    pub terms: Vec<Run>,
    pub stage: Option<String>,
    pub facts: Facts,
    /// The first step that happened and that this version stops: after it nothing is known.
    pub stopped: Option<usize>,
}

/// One step of the history under one version.
pub(super) struct Tried {
    pub step: String,
    pub is_taken: bool,
    /// Nothing is known any more: an earlier step was stopped.
    pub is_after_stop: bool,
    pub refusals: Vec<Refusal>,
    /// What was known before it, linked cases included.
    pub facts: Facts,
    pub stage: Option<String>,
    pub decides: Option<Decides>,
    pub is_remedy: bool,
    pub issues: Vec<String>,
}

impl Tried {
    /// Taken, or stopped only because somebody else would have had to take it.
    pub fn could_pass(&self) -> bool {
        self.is_taken || self.refusals.iter().all(Refusal::is_about_who)
    }
}

/// One run of a term.
pub(super) struct Run {
    pub term: String,
    pub run: usize,
    /// The place in the history of the step that began it.
    pub begun: usize,
    pub due: Option<Date>,
    pub met: Option<Date>,
    /// The event that it counts from and that nobody has stated yet.
    awaits: Option<String>,
}

impl Played<'_> {
    pub fn run(&self, term: &str, run: usize) -> Option<&Run> {
        self.terms.iter().find(|r| r.term == term && r.run == run)
    }
    /// Whether a run belongs to the person.
    pub fn is_persons(&self, run: &Run) -> bool {
        self.procedure.term(&run.term).is_some_and(|t| t.whose == Whose::Person)
    }
}

/// Tries a history under a version. With `follows`, only what happened there is taken.
pub(super) fn play<'a>(
    law: &Law,
    procedure: &'a Procedure,
    history: &History,
    follows: Option<&Played<'_>>,
) -> Played<'a> {
    let played = Played {
        procedure,
        tried: Vec::new(),
        terms: Vec::new(),
        stage: None,
        facts: procedure.initial_facts(),
        stopped: None,
    };
    let mut player = Player {
        law,
        played,
        events: BTreeMap::new(),
        taken: Vec::new(),
        acts: Vec::new(),
        declared: follows.map(|f| f.procedure),
    };
    for (place, happened) in history.steps.iter().enumerate() {
        player.step(place, happened, follows.and_then(|f| f.tried.get(place)));
    }
    player.played
}

struct Player<'a, 'l> {
    law: &'l Law,
    played: Played<'a>,
    events: BTreeMap<String, Date>,
    taken: Vec<Taken>,
    acts: Vec<Suspension>,
    /// The version that the history ran under, when it is not this one: what it never asked, nobody could answer.
    declared: Option<&'l Procedure>,
}

impl<'a> Player<'a, '_> {
    fn step(&mut self, place: usize, happened: &Happened, was: Option<&Tried>) {
        self.played.facts = self.played.facts.with(&happened.linked);
        self.acts
            .extend(happened.acts.iter().filter(|act| !self.acts.contains(act)).cloned().collect::<Vec<_>>());
        let procedure: &'a Procedure = self.played.procedure;
        let step = procedure.step(&happened.step);
        let is_after_stop = self.played.stopped.is_some();
        let refusals = match (is_after_stop, step) {
            (true, _) => Vec::new(),
            (false, None) => vec![Refusal::NoSuchStep],
            (false, Some(step)) => self.refusals(step, happened),
        };
        let passes = match was {
            None => happened.is_recorded || refusals.is_empty(),
            Some(was) => {
                was.is_taken && refusals.iter().all(|r| r.is_about_who() || was.refusals.contains(r))
            }
        };
        let facts = self.played.facts.clone();
        let step = step.filter(|_| passes && !is_after_stop);
        let issues = step.map(|step| self.take(place, step, happened)).unwrap_or_default();
        if step.is_none() && was.is_some_and(|was| was.is_taken) && !is_after_stop {
            self.played.stopped = Some(place);
        }
        self.played.tried.push(Tried {
            step: happened.step.clone(),
            is_taken: step.is_some(),
            is_after_stop,
            refusals,
            facts,
            stage: self.played.stage.clone(),
            decides: step.and_then(|s| s.decides),
            is_remedy: step.is_some_and(|s| s.remedy),
            issues,
        });
    }

    fn refusals(&self, step: &Step, happened: &Happened) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let from_here = match &self.played.stage {
            None => step.id == self.played.procedure.opening.id,
            Some(stage) => step.from.contains(stage),
        };
        if !from_here {
            refusals.push(Refusal::WrongStage);
        }
        let carried: Vec<String> = happened.is_carried.then(|| step.id.clone()).into_iter().collect();
        let now = Now::new(&self.played.facts, &self.taken, happened.on).carried(&carried);
        match self.played.procedure.offered(step, &happened.by, &now) {
            Offered::Offered => {}
            Offered::NotYours => refusals.push(Refusal::NotYours),
            Offered::Refused(reasons) => refusals.extend(reasons.into_iter().map(|r| match r.kind {
                ReasonKind::Clause { unknown, .. } if self.was_never_asked(&unknown) => {
                    Refusal::NeverAsked { says: r.says }
                }
                ReasonKind::Clause { .. } => Refusal::Condition { says: r.says },
                ReasonKind::SameOfficer { step } => Refusal::SameOfficer { step },
                ReasonKind::Struck { .. } => Refusal::Struck { says: r.says },
                ReasonKind::Session { commission } => Refusal::Session { commission },
            })),
        }
        refusals
    }

    /// Whether it hangs on a fact that the version of the history does not know.
    fn was_never_asked(&self, unknown: &[String]) -> bool {
        self.declared.is_some_and(|version| unknown.iter().any(|fact| version.fact(fact).is_none()))
    }

    fn take(&mut self, place: usize, step: &Step, happened: &Happened) -> Vec<String> {
        let stage = self.played.stage.clone().unwrap_or_default();
        let effects =
            self.played.procedure.effects(step, &stage, &happened.answers, happened.on, &self.played.facts);
        self.played.facts = self.played.facts.with(&effects.facts);
        let day = effects.events.get(&step.event).copied().unwrap_or(happened.on);
        self.events.extend(effects.events.clone());
        self.taken.push(Taken { step: step.id.clone(), account: happened.by.account });
        self.meet(&effects, day);
        self.begin(place, step, &effects, day);
        self.played.stage = effects.to.or(self.played.stage.take());
        effects.issues
    }

    fn meet(&mut self, effects: &Effects, day: Date) {
        let running = self.played.terms.iter_mut().filter(|r| r.met.is_none());
        running.filter(|r| effects.ends.contains(&r.term)).for_each(|r| r.met = Some(day));
    }

    /// Terms begin as they do in a file: one that runs and is not met by this step is counted anew, and a day that was
    /// missing is known now.
    fn begin(&mut self, place: usize, step: &Step, effects: &Effects, day: Date) {
        for term in self.played.procedure.started(&effects.starts, day) {
            let (due, awaits) = self.count(&term);
            if let Some(run) = self.played.terms.iter_mut().rev().find(|r| r.term == term && r.met.is_none())
            {
                (run.due, run.awaits) = (due, awaits);
                continue;
            }
            let is_own = self.played.procedure.term(&term).is_some_and(|t| t.from == step.event);
            // It counts from an earlier event than this step, which is what it was for: filing, counted from entry.
            let met = (effects.ends.contains(&term) && !is_own && !self.has_run(&term)).then_some(day);
            let run = 1 + self.played.terms.iter().filter(|r| r.term == term).count();
            self.played.terms.push(Run { term, run, begun: place, due, met, awaits });
        }
        for place in 0..self.played.terms.len() {
            let Some(run) = self.played.terms.get(place).filter(|r| r.met.is_none()) else { continue };
            if run.awaits.as_ref().is_some_and(|event| effects.events.contains_key(event)) {
                let counted = self.count(&run.term.clone());
                if let Some(run) = self.played.terms.get_mut(place) {
                    (run.due, run.awaits) = counted;
                }
            }
        }
    }

    fn has_run(&self, term: &str) -> bool {
        self.played.terms.iter().any(|r| r.term == term)
    }

    fn count(&self, term: &str) -> (Option<Date>, Option<String>) {
        match self.law.due(self.played.procedure, term, &self.events, &self.acts) {
            Ok(due) => (due.due, None),
            Err(DueError::EventMissing(event)) => (None, Some(event)),
            Err(_) => (None, None),
        }
    }
}
