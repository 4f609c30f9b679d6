//! Many replayed cases added up: how many differ and how, whom it harms by kinds of cases, and never which case.

use super::compare::{CaseOutcome, Refusal, Replayed, TermMove};
use super::effect::{HarmReason, HelpReason};
use super::group::Group;
use crate::said::Said;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Cases under a draft, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReplayTally {
    pub cases: u64,
    /// Cases by the version that they ran under.
    pub under: BTreeMap<String, u64>,
    /// In which anything is different.
    pub differing: u64,
    pub harmed: u64,
    pub helped: u64,
    /// Of which a part is unknown, because the draft would have refused a step.
    pub unknown_in_part: u64,
    /// Of which only what came before another version is replayed.
    pub cut: u64,
    pub harms: Vec<Counted<HarmReason>>,
    pub helps: Vec<Counted<HelpReason>>,
    pub groups: Vec<GroupTally>,
    pub terms: Vec<TermTally>,
    pub barred: Vec<StepTally>,
    pub now_open: Vec<StepTally>,
    pub stages: Vec<StageTally>,
    pub outcomes: Vec<OutcomeTally>,
}

/// A reason, what it is about, and the cases it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted<R> {
    pub reason: R,
    pub about: String,
    pub names: Said,
    pub cases: u64,
    /// The fewest and the most days, where it is about days.
    pub days: Option<(u32, u32)>,
    /// The cases by kind.
    pub groups: BTreeMap<String, u64>,
}

/// A kind of case, and how many of it are harmed and helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupTally {
    #[serde(flatten)]
    pub group: Group,
    pub cases: u64,
    pub harmed: u64,
    pub helped: u64,
}

/// A term, and in how many cases its end is another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TermTally {
    pub term: String,
    pub names: Said,
    pub is_persons: bool,
    pub sooner: u64,
    pub later: u64,
    pub no_longer: u64,
    pub new: u64,
    pub now_known: u64,
    pub no_longer_known: u64,
    pub not_reached: u64,
}

/// A step that happened and would have been refused, or the other way round, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepTally {
    pub step: String,
    pub names: Said,
    pub why: Vec<Refusal>,
    pub cases: u64,
}

/// A stage that would be another after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageTally {
    pub step: Said,
    pub was: Said,
    pub is: Said,
    pub cases: u64,
}

/// Where cases came to, and where they would have; `None`: not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeTally {
    pub was: CaseOutcome,
    pub is: Option<CaseOutcome>,
    pub cases: u64,
}

impl ReplayTally {
    /// Adds cases up. The order of the cases changes nothing.
    pub fn of(cases: &[Replayed]) -> ReplayTally {
        let count = |is: &dyn Fn(&Replayed) -> bool| cases.iter().filter(|c| is(c)).count() as u64;
        let mut under = BTreeMap::new();
        cases.iter().for_each(|case| *under.entry(case.under.clone()).or_insert(0) += 1);
        ReplayTally {
            cases: cases.len() as u64,
            under,
            differing: count(&Replayed::differs),
            harmed: count(&|c| !c.harms.is_empty()),
            helped: count(&|c| !c.helps.is_empty()),
            unknown_in_part: count(&|c| c.is_unknown_in_part),
            cut: count(&|c| c.is_cut),
            harms: reasons(cases, |c| {
                c.harms.iter().map(|h| (h.reason, &h.about, &h.names, h.days)).collect()
            }),
            helps: reasons(cases, |c| {
                c.helps.iter().map(|h| (h.reason, &h.about, &h.names, h.days)).collect()
            }),
            groups: groups(cases),
            terms: terms(cases),
            barred: steps(cases, |c| {
                c.barred.iter().map(|b| (b.step.clone(), b.names.clone(), b.why.clone())).collect()
            }),
            now_open: steps(cases, |c| {
                c.now_open.iter().map(|o| (o.step.clone(), o.names.clone(), o.was.clone())).collect()
            }),
            stages: stages(cases),
            outcomes: outcomes(cases),
        }
    }
}

type Told<'c, R> = (R, &'c String, &'c Said, Option<u32>);

fn reasons<R: Copy + Ord>(
    cases: &[Replayed],
    of: impl for<'c> Fn(&'c Replayed) -> Vec<Told<'c, R>>,
) -> Vec<Counted<R>> {
    let mut found: BTreeMap<(R, String), Counted<R>> = BTreeMap::new();
    for case in cases {
        let mut seen = BTreeSet::new();
        for (reason, about, names, days) in of(case) {
            let key = (reason, about.clone());
            let fresh = Counted {
                reason,
                about: about.clone(),
                names: names.clone(),
                cases: 0,
                days: None,
                groups: BTreeMap::new(),
            };
            let counted = found.entry(key.clone()).or_insert(fresh);
            if let Some(days) = days {
                let (fewest, most) = counted.days.unwrap_or((days, days));
                counted.days = Some((fewest.min(days), most.max(days)));
            }
            // Two runs of one term in one case are one case.
            if seen.insert(key) {
                counted.cases += 1;
                let groups = case.groups.iter();
                groups.for_each(|group| *counted.groups.entry(group.code.clone()).or_insert(0) += 1);
            }
        }
    }
    found.into_values().collect()
}

fn groups(cases: &[Replayed]) -> Vec<GroupTally> {
    let mut found: BTreeMap<&Group, GroupTally> = BTreeMap::new();
    for case in cases {
        for group in &case.groups {
            let fresh = GroupTally { group: group.clone(), cases: 0, harmed: 0, helped: 0 };
            let tally = found.entry(group).or_insert(fresh);
            tally.cases += 1;
            tally.harmed += u64::from(!case.harms.is_empty());
            tally.helped += u64::from(!case.helps.is_empty());
        }
    }
    found.into_values().collect()
}

/// Each case once for each way in which it has one.
fn terms(cases: &[Replayed]) -> Vec<TermTally> {
    let mut found: BTreeMap<&str, TermTally> = BTreeMap::new();
    for case in cases {
        let mut seen = HashSet::new();
        for change in &case.terms {
            let fresh = TermTally {
                term: change.term.clone(),
                names: change.names.clone(),
                is_persons: change.is_persons,
                ..TermTally::default()
            };
            let tally = found.entry(change.term.as_str()).or_insert(fresh);
            let place = match change.how {
                TermMove::Sooner(_) => &mut tally.sooner,
                TermMove::Later(_) => &mut tally.later,
                TermMove::NoLonger => &mut tally.no_longer,
                TermMove::New => &mut tally.new,
                TermMove::NowKnown => &mut tally.now_known,
                TermMove::NoLongerKnown => &mut tally.no_longer_known,
                TermMove::NotReached => &mut tally.not_reached,
            };
            if seen.insert((change.term.as_str(), std::mem::discriminant(&change.how))) {
                *place += 1;
            }
        }
    }
    found.into_values().collect()
}

type Refused = (String, Said, Vec<Refusal>);

fn steps(cases: &[Replayed], of: impl Fn(&Replayed) -> Vec<Refused>) -> Vec<StepTally> {
    let mut found: BTreeMap<Refused, u64> = BTreeMap::new();
    for case in cases {
        let once: BTreeSet<Refused> = of(case).into_iter().collect();
        once.into_iter().for_each(|key| *found.entry(key).or_insert(0) += 1);
    }
    let line = |((step, names, why), cases)| StepTally { step, names, why, cases };
    found.into_iter().map(line).collect()
}

fn stages(cases: &[Replayed]) -> Vec<StageTally> {
    let mut found: BTreeMap<(Said, Said, Said), u64> = BTreeMap::new();
    for case in cases {
        let key = |s: &super::StageChange| (s.step_names.clone(), s.was_names.clone(), s.is_names.clone());
        let once: BTreeSet<(Said, Said, Said)> = case.stages.iter().map(key).collect();
        once.into_iter().for_each(|key| *found.entry(key).or_insert(0) += 1);
    }
    found.into_iter().map(|((step, was, is), cases)| StageTally { step, was, is, cases }).collect()
}

fn outcomes(cases: &[Replayed]) -> Vec<OutcomeTally> {
    let mut found = BTreeMap::new();
    let changed = cases.iter().filter_map(|c| c.outcome);
    changed.for_each(|change| *found.entry((change.was, change.is)).or_insert(0) += 1);
    found.into_iter().map(|((was, is), cases)| OutcomeTally { was, is, cases }).collect()
}
