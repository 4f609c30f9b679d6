//! What a step changes, as events: the step itself, terms that begin or are met, tasks it leaves or does.

use crate::fold::Case;
use crate::laws::{Laws, dates_with, standing};
use crate::model::*;
use jiff::civil::Date;
use kernel::Office;
use procedure::{Due, DueError, Effects, FactValue, Facts, Procedure, Step, TaskRule};
use std::collections::BTreeMap;

/// A step that may be taken, with everything its events hang on.
pub(crate) struct Taking<'a> {
    pub laws: &'a Laws,
    pub procedure: &'a Procedure,
    pub step: &'a Step,
    pub case: &'a Case,
    /// What the case and its linked cases say before the step.
    pub facts: &'a Facts,
    pub form: FormMap,
    pub on: Date,
    pub confirmed: Option<Confirmation>,
}

impl Taking<'_> {
    pub fn effects(&self) -> Effects {
        self.procedure.effects(self.step, &self.case.at.stage, &self.form, self.on, self.facts)
    }

    /// Every event of the step but the child cases it opens.
    pub fn events(&self) -> Vec<CaseEvent> {
        let effects = self.effects();
        let mut events = vec![CaseEvent::StepTaken(self.taken(&effects))];
        events.extend(self.met(&effects));
        events.extend(self.started(&effects));
        events.extend(self.tasks_done());
        events.extend(self.tasks_opened(&effects));
        events
    }

    /// Whether the case concerns a child once the step is taken.
    pub fn concerns_child(&self) -> bool {
        let after = self.facts.with(&self.effects().facts);
        self.case.concerns_child() || matches!(after.get("child"), FactValue::Code(code) if code != "none")
    }

    /// The legal day of the step: the one its form states, else the day it is taken.
    pub fn day(&self) -> Date {
        self.effects().events.get(&self.step.event).copied().unwrap_or(self.on)
    }

    fn holder(&self) -> Office {
        self.case.office.clone().unwrap_or(Office(String::new()))
    }

    fn taken(&self, effects: &Effects) -> StepTaken {
        StepTaken {
            step: self.step.id.clone(),
            from: self.case.at.stage.clone(),
            to: effects.to.as_deref().map(|stage| standing(self.procedure, stage, &self.holder())),
            on: self.day(),
            form: self.form.clone(),
            sets: effects.facts.clone(),
            dates: effects.events.clone(),
            issues: effects.issues.clone(),
            decides: self.step.decides,
            remedy: self.step.remedy,
            prejudicial: self.step.prejudicial,
            confirmed: self.confirmed.clone(),
            law: self.procedure.hash.clone(),
        }
    }

    fn met(&self, effects: &Effects) -> Vec<CaseEvent> {
        let on = self.day();
        let running =
            self.case.terms.iter().filter(|t| t.met.is_none() && effects.ends.contains(&t.term.term));
        running.map(|t| CaseEvent::TermMet { term: t.term.term.clone(), run: t.term.run, on }).collect()
    }

    fn started(&self, effects: &Effects) -> Vec<CaseEvent> {
        let dates = dates_with(self.case, &effects.events);
        let mut events = Vec::new();
        for id in &self.procedure.started(&effects.starts, self.day()) {
            events.extend(self.begin(id, effects.ends.contains(id), &dates));
        }
        // A day that was missing is known now: what waits for it is counted.
        for run in self.case.terms.iter().filter(|t| t.met.is_none()) {
            let known = run.term.awaits.as_ref().is_some_and(|event| effects.events.contains_key(event));
            if known && !effects.starts.contains(&run.term.term) && !effects.ends.contains(&run.term.term) {
                let counted = start(self.laws, self.procedure, &run.term.term, &dates, self.day());
                events.extend(counted.map(|to| moved(run.term.run, to, &self.step.id)));
            }
        }
        events
    }

    /// A term that runs already and is not met by this very step is begun anew: its end moves, and the entry says why.
    fn begin(&self, id: &str, ends: bool, dates: &BTreeMap<String, Date>) -> Vec<CaseEvent> {
        let Some(started) = start(self.laws, self.procedure, id, dates, self.day()) else {
            return Vec::new();
        };
        let running = self.case.terms.iter().rev().find(|t| t.term.term == id && t.met.is_none());
        if let Some(run) = running.filter(|_| !ends) {
            return vec![moved(run.term.run, started, &self.step.id)];
        }
        let run = self.case.next_run(id);
        let mut events = vec![CaseEvent::TermStarted(TermStarted { run, ..started })];
        // It counts from an earlier event than this step, which is what it was for: filing, counted from entry.
        let is_own = self.procedure.term(id).is_some_and(|term| term.from == self.step.event);
        if ends && !is_own && running.is_none() {
            events.push(CaseEvent::TermMet { term: id.to_owned(), run, on: self.day() });
        }
        events
    }

    fn tasks_done(&self) -> Vec<CaseEvent> {
        let open = self.case.tasks.values().filter(|t| t.done.is_none());
        let done = open.filter(|t| {
            let step = t.step.as_deref().and_then(|id| self.procedure.step(id));
            let rule = step.and_then(|s| s.tasks.iter().find(|rule| rule.id == t.kind));
            rule.is_some_and(|rule| rule.done_by.contains(&self.step.id))
        });
        done.map(|t| CaseEvent::TaskDone { task: t.task.clone(), note: String::new() }).collect()
    }

    /// A step after the end of a term leaves a question for a person, never an answer.
    fn tasks_opened(&self, effects: &Effects) -> Vec<CaseEvent> {
        let after = self.facts.with(&effects.facts);
        let dates = dates_with(self.case, &effects.events);
        let late = self.laws.law().late(self.procedure, self.step, &dates, &[]);
        self.step.tasks_for(&after, &late).into_iter().map(|rule| self.task(rule)).collect()
    }

    fn task(&self, rule: &TaskRule) -> CaseEvent {
        let earlier = self.case.tasks.values().filter(|t| t.kind == rule.id).count();
        let due = rule.within.and_then(|length| self.laws.law().calendar.after(self.day(), length));
        CaseEvent::TaskOpened {
            task: format!("{}-{}", rule.id, earlier + 1),
            kind: rule.id.clone(),
            step: Some(self.step.id.clone()),
            owner: Owner {
                role: Some(rule.role),
                office: rule.office.as_deref().map(Office::from).or_else(|| self.case.office.clone()),
                account: None,
            },
            due,
        }
    }
}

/// A term counted from the given days. One whose event has no day yet, or whose length nobody knows, runs without an end.
pub(crate) fn start(
    laws: &Laws,
    procedure: &Procedure,
    id: &str,
    dates: &BTreeMap<String, Date>,
    on: Date,
) -> Option<TermStarted> {
    let term = procedure.term(id)?;
    let (due, awaits) = match laws.law().due(procedure, id, dates, &[]) {
        Ok(due) => (due, None),
        Err(DueError::NoSuchTerm(_)) => return None,
        Err(DueError::EventMissing(event)) => (endless(term, on), Some(event)),
        Err(DueError::OutOfCalendar) => (endless(term, on), None),
    };
    let words = |said: &procedure::Said| Words::from(said);
    let skipped = due.skipped.iter().map(|s| SkippedDay { date: s.date, reason: words(&s.reason) });
    Some(TermStarted {
        term: id.to_owned(),
        run: 1,
        start: due.start,
        due: due.due,
        awaits,
        arithmetic: Arithmetic {
            counted_days: due.counted_days,
            length: term.length,
            unit: term.unit.code().to_owned(),
            skipped: skipped.collect(),
            sums: due.sums,
            questions: due.questions.iter().map(words).collect(),
        },
        article: due.article,
        source: due.source,
        verification: due.verification.code().to_owned(),
        provisional: due.provisional,
        whose: term.whose.code().to_owned(),
        on_expiry: on_expiry(term.on_expiry).to_owned(),
        law: procedure.hash.clone(),
    })
}

fn endless(term: &procedure::Term, on: Date) -> Due {
    Due {
        term: term.id.clone(),
        due: None,
        start: on,
        counted_days: 0,
        skipped: Vec::new(),
        article: term.cite.article.clone(),
        source: term.cite.source.clone(),
        url: term.cite.url.clone(),
        verification: procedure::Verification::Unverified,
        provisional: true,
        questions: Vec::new(),
        sums: String::new(),
    }
}

/// The end of a term that runs already, moved.
pub(crate) fn moved(run: u32, to: TermStarted, why: &str) -> CaseEvent {
    CaseEvent::TermMoved {
        term: to.term,
        run,
        start: to.start,
        due: to.due,
        arithmetic: to.arithmetic,
        why: why.to_owned(),
        law: to.law,
        provisional: to.provisional,
    }
}

fn on_expiry(what: procedure::OnExpiry) -> &'static str {
    match what {
        procedure::OnExpiry::HumanReview => "human_review",
        procedure::OnExpiry::Warn => "warn",
    }
}
