//! What differs between a case as it went and as it would have gone under a draft.

use super::effect::{self, Harm, Help};
use super::group::{self, Group};
use super::play::{Played, Run};
use super::{Happened, History};
use crate::model::{Outcome, Remedy};
use crate::said::Said;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A case beside itself under a draft. Names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// The version it ran under.
    pub under: String,
    pub groups: Vec<Group>,
    pub terms: Vec<TermChange>,
    pub barred: Vec<Barred>,
    pub now_open: Vec<NowOpen>,
    pub stages: Vec<StageChange>,
    pub outcome: Option<OutcomeChange>,
    /// Remedies that the law gave against what was decided, by id.
    pub remedies_lost: Vec<String>,
    pub remedies_gained: Vec<String>,
    pub harms: Vec<Harm>,
    pub helps: Vec<Help>,
    /// Nothing is known from some step on, because the draft would have refused it.
    pub is_unknown_in_part: bool,
    /// The case went on under another version, and only what came before is replayed.
    pub is_cut: bool,
}

impl Replayed {
    /// Whether anything at all is different.
    pub fn differs(&self) -> bool {
        let lists = self.terms.len()
            + self.barred.len()
            + self.now_open.len()
            + self.stages.len()
            + self.remedies_lost.len()
            + self.remedies_gained.len()
            + self.harms.len()
            + self.helps.len();
        lists > 0 || self.outcome.is_some() || self.is_unknown_in_part
    }
}

/// What became of one run of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermChange {
    pub term: String,
    pub names: Said,
    /// The person has to act within it.
    pub is_persons: bool,
    pub was: Option<Date>,
    pub is: Option<Date>,
    pub how: TermMove,
}

/// How the end of a term differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "days")]
pub enum TermMove {
    /// It ends so many days sooner.
    Sooner(u32),
    Later(u32),
    NoLonger,
    New,
    /// Its length was not known and is.
    NowKnown,
    NoLongerKnown,
    /// The step that begins it comes after one that the draft would have refused.
    NotReached,
}

/// A step that happened and that the draft would not have let pass at that point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Barred {
    pub step: String,
    pub names: Said,
    pub why: Vec<Refusal>,
    /// Somebody else would have had to take it; all the rest goes on as it was.
    pub is_only_who: bool,
}

/// A step that was tried and refused, and that the draft would have let pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NowOpen {
    pub step: String,
    pub names: Said,
    pub was: Vec<Refusal>,
}

/// Why a version does not let a step pass.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Refusal {
    NoSuchStep,
    /// It does not leave the stage in which the case would stand.
    WrongStage,
    /// Another role or office takes it.
    NotYours,
    Condition {
        says: Said,
    },
    /// It hangs on a fact that nobody was asked then: whether it passes is not known.
    NeverAsked {
        says: Said,
    },
    SameOfficer {
        step: String,
    },
    Struck {
        says: Said,
    },
    Session {
        commission: String,
    },
}

impl Refusal {
    /// It is about who takes the step, not about the step.
    pub fn is_about_who(&self) -> bool {
        matches!(self, Refusal::NotYours | Refusal::SameOfficer { .. })
    }

    /// The key of its words.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NoSuchStep => "no-such-step",
            Refusal::WrongStage => "wrong-stage",
            Refusal::NotYours => "not-yours",
            Refusal::Condition { .. } => "condition",
            Refusal::NeverAsked { .. } => "never-asked",
            Refusal::SameOfficer { .. } => "same-officer",
            Refusal::Struck { .. } => "struck",
            Refusal::Session { .. } => "session",
        }
    }

    /// What the law file says to whoever is stopped, or the judgment.
    pub fn says(&self) -> Option<&Said> {
        match self {
            Refusal::Condition { says } | Refusal::NeverAsked { says } | Refusal::Struck { says } => {
                Some(says)
            }
            _ => None,
        }
    }
}

/// Where the case stood after a step, and where it would stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageChange {
    pub step: String,
    pub step_names: Said,
    pub was: String,
    pub was_names: Said,
    pub is: String,
    pub is_names: Said,
}

/// Where a case came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseOutcome {
    Granted,
    Refused,
    /// Over without a decision.
    Ended,
    Open,
}

impl CaseOutcome {
    pub const ALL: [CaseOutcome; 4] =
        [CaseOutcome::Granted, CaseOutcome::Refused, CaseOutcome::Ended, CaseOutcome::Open];

    /// The key of its words.
    pub fn code(self) -> &'static str {
        match self {
            CaseOutcome::Granted => "granted",
            CaseOutcome::Refused => "refused",
            CaseOutcome::Ended => "ended",
            CaseOutcome::Open => "open",
        }
    }
}

/// Where the case came to, and where it would have; `None`: not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeChange {
    pub was: CaseOutcome,
    pub is: Option<CaseOutcome>,
}

pub(super) fn compared(history: &History, was: &Played<'_>, is: &Played<'_>) -> Replayed {
    let terms = terms(was, is);
    let barred = barred(history, was, is);
    let (lost, gained) = (remedies_only_in(was, is), remedies_only_in(is, was));
    let (harms, helps) = effect::effects(history, was, is);
    let ids = |found: &[(usize, &Remedy)]| {
        let mut ids: Vec<String> = found.iter().map(|(_, r)| r.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    Replayed {
        under: was.procedure.version.clone(),
        groups: group::groups(was),
        terms,
        barred,
        now_open: now_open(history, was, is),
        stages: stages(history, was, is),
        outcome: outcome(was, is),
        remedies_lost: ids(&lost),
        remedies_gained: ids(&gained),
        harms,
        helps,
        is_unknown_in_part: is.stopped.is_some(),
        is_cut: history.is_cut,
    }
}

fn terms(was: &Played<'_>, is: &Played<'_>) -> Vec<TermChange> {
    let change = |run: &Run| {
        let (how, then) = match is.run(&run.term, run.run) {
            Some(now) => (moved(run.due, now.due)?, now.due),
            None if is.stopped.is_some_and(|stopped| stopped <= run.begun) => (TermMove::NotReached, None),
            None => (TermMove::NoLonger, None),
        };
        Some(TermChange { is: then, ..told(was, run, how) })
    };
    let new = |run: &&Run| was.run(&run.term, run.run).is_none();
    let changed = was.terms.iter().filter_map(change);
    let came = is.terms.iter().filter(new).map(|run| {
        let change = told(is, run, TermMove::New);
        TermChange { was: None, is: run.due, ..change }
    });
    changed.chain(came).collect()
}

fn told(played: &Played<'_>, run: &Run, how: TermMove) -> TermChange {
    let names = played.procedure.term(&run.term).map(|t| t.names.clone()).unwrap_or_default();
    let is_persons = played.is_persons(run);
    TermChange { term: run.term.clone(), names, is_persons, was: run.due, is: None, how }
}

/// How far a day lies from another; none when both are the same or neither is known.
pub(super) fn moved(was: Option<Date>, is: Option<Date>) -> Option<TermMove> {
    match (was, is) {
        (Some(was), Some(is)) if was != is => {
            let days = was.until(is).map_or(0, |span| span.get_days());
            Some(if days < 0 {
                TermMove::Sooner(days.unsigned_abs())
            } else {
                TermMove::Later(days.unsigned_abs())
            })
        }
        (None, Some(_)) => Some(TermMove::NowKnown),
        (Some(_), None) => Some(TermMove::NoLongerKnown),
        _ => None,
    }
}

fn step_names(was: &Played<'_>, is: &Played<'_>, step: &str) -> Said {
    let found = was.procedure.step(step).or_else(|| is.procedure.step(step));
    found.map_or_else(|| Said::new(step, step), |s| s.names.clone())
}

/// The steps of a history with how they fared under both versions.
fn pairs<'p>(
    history: &'p History,
    was: &'p Played<'_>,
    is: &'p Played<'_>,
) -> impl Iterator<Item = (&'p Happened, &'p super::play::Tried, &'p super::play::Tried)> {
    let tried = was.tried.iter().zip(&is.tried);
    history.steps.iter().zip(tried).map(|(happened, (was, is))| (happened, was, is))
}

fn barred(history: &History, was: &Played<'_>, is: &Played<'_>) -> Vec<Barred> {
    let found = pairs(history, was, is).filter(|(_, then, now)| then.is_taken && !now.is_after_stop);
    let one = |(happened, then, now): (&Happened, &super::play::Tried, &super::play::Tried)| {
        let new = now.refusals.iter().filter(|r| !then.refusals.contains(r));
        let why: Vec<Refusal> = new.cloned().collect();
        let names = step_names(was, is, &happened.step);
        let is_only_who = now.is_taken;
        (!why.is_empty()).then(|| Barred { step: happened.step.clone(), names, why, is_only_who })
    };
    found.filter_map(one).collect()
}

fn now_open(history: &History, was: &Played<'_>, is: &Played<'_>) -> Vec<NowOpen> {
    let found = pairs(history, was, is)
        .filter(|(_, then, now)| !then.is_taken && !now.is_after_stop && now.refusals.is_empty());
    found
        .map(|(happened, then, _)| NowOpen {
            step: happened.step.clone(),
            names: step_names(was, is, &happened.step),
            was: then.refusals.clone(),
        })
        .collect()
}

fn stages(history: &History, was: &Played<'_>, is: &Played<'_>) -> Vec<StageChange> {
    let named = |played: &Played<'_>, id: &str| {
        played.procedure.stage(id).map_or_else(|| Said::new(id, id), |s| s.names.clone())
    };
    let one = |(happened, then, now): (&Happened, &super::play::Tried, &super::play::Tried)| {
        let (old, new) = then.stage.clone().zip(now.stage.clone())?;
        (then.is_taken && now.is_taken && old != new).then(|| StageChange {
            step: happened.step.clone(),
            step_names: step_names(was, is, &happened.step),
            was_names: named(was, &old),
            is_names: named(is, &new),
            was: old,
            is: new,
        })
    };
    pairs(history, was, is).filter_map(one).collect()
}

fn outcome(was: &Played<'_>, is: &Played<'_>) -> Option<OutcomeChange> {
    let then = outcome_of(was);
    let now = is.stopped.is_none().then(|| outcome_of(is));
    (now != Some(then)).then_some(OutcomeChange { was: then, is: now })
}

/// Where a case stands: the last decision, unless it was contested or undone since.
fn outcome_of(played: &Played<'_>) -> CaseOutcome {
    let has_ended =
        played.stage.as_ref().and_then(|id| played.procedure.stage(id)).is_some_and(|stage| stage.ended);
    let taken = || played.tried.iter().enumerate().filter(|(_, t)| t.is_taken);
    let decided = taken().filter_map(|(place, t)| Some((place, t.decides?.outcome))).next_back();
    let is_contested = |since: usize| taken().any(|(place, t)| place > since && t.is_remedy);
    match decided {
        Some((since, _)) if is_contested(since) && !has_ended => CaseOutcome::Open,
        Some((_, Outcome::Recognised | Outcome::Complementary)) => CaseOutcome::Granted,
        Some((_, Outcome::Refused | Outcome::Inadmissible)) => CaseOutcome::Refused,
        Some((_, Outcome::Closed)) if has_ended => CaseOutcome::Ended,
        None if has_ended => CaseOutcome::Ended,
        Some((_, Outcome::Admitted | Outcome::Closed)) | None => CaseOutcome::Open,
    }
}

/// The remedies that one version gives against a step that was taken under both, and the other does not.
pub(super) fn remedies_only_in<'p>(here: &'p Played<'_>, there: &Played<'_>) -> Vec<(usize, &'p Remedy)> {
    let both = here.tried.iter().zip(&there.tried).enumerate();
    let taken = both.filter(|(_, (a, b))| a.is_taken && b.is_taken);
    let against = taken.flat_map(|(place, (mine, _))| {
        here.procedure.remedies.iter().filter(|r| r.against.contains(&mine.step)).map(move |r| (place, r))
    });
    let is_there = |(place, remedy): &(usize, &Remedy)| {
        let step = there.tried.get(*place).map(|t| t.step.as_str()).unwrap_or_default();
        there.procedure.remedies.iter().any(|r| r.id == remedy.id && r.against.iter().any(|s| s == step))
    };
    against.filter(|found| !is_there(found)).collect()
}
