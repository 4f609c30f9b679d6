//! How the law changes under open cases: rules struck by a judgment, and the way from one version to the next.

use crate::Law;
use crate::facts::{FactValue, Facts};
use crate::model::{Procedure, Taken};
use crate::said::{Cite, Said};
use jiff::civil::Date;
use kernel::AccountId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A rule that a judgment took out of force: from that day the step is offered to nobody and the term is not started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struck {
    /// `steps.ID` or `terms.ID`.
    pub what: String,
    pub from: Date,
    /// The judgment, as it is cited.
    pub names: Said,
    pub cite: Cite,
}

/// The way of open cases from earlier versions into this one. A person applies it; nobody is moved silently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The versions it leads out of.
    pub from: Vec<String>,
    pub open_cases: OpenCases,
    /// Old stages by their new name; the others keep theirs.
    pub stages: BTreeMap<String, String>,
    pub terms: TermsOnMove,
    pub hint: Said,
    pub cite: Cite,
}

/// What a reform says about cases that are open on the day it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenCases {
    /// They go on under the new version.
    Move,
    /// They stay under the version they were opened in.
    Keep,
    /// The text does not say, or leaves it to whoever decides.
    Ask,
}

impl OpenCases {
    pub fn code(self) -> &'static str {
        match self {
            OpenCases::Move => "move",
            OpenCases::Keep => "keep",
            OpenCases::Ask => "ask",
        }
    }
}

/// What becomes of the terms that run when a case is moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermsOnMove {
    /// They run on as they were counted.
    #[default]
    Keep,
    /// They are counted again by the new version.
    Recompute,
}

impl TermsOnMove {
    pub fn code(self) -> &'static str {
        match self {
            TermsOnMove::Keep => "keep",
            TermsOnMove::Recompute => "recompute",
        }
    }
}

impl Transition {
    /// Where a case of the old version stands in the new one.
    pub fn stage<'s>(&'s self, old: &'s str) -> &'s str {
        self.stages.get(old).map_or(old, String::as_str)
    }
}

/// A step that was taken, the day it counts from, and the version of the law it was taken under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOn {
    pub step: String,
    pub on: Date,
    pub version: String,
}

/// A step taken under a rule that was struck since, and the version that had both.
pub struct UnderStruck<'a> {
    pub taken: &'a TakenOn,
    pub procedure: &'a Procedure,
    pub struck: &'a Struck,
}

impl Procedure {
    /// The judgment that took `steps.ID` or `terms.ID` out of force by a day.
    pub fn struck_on(&self, what: &str, day: Date) -> Option<&Struck> {
        self.struck.iter().find(|s| s.what == what && s.from <= day)
    }
    pub fn struck_step(&self, step: &str, day: Date) -> Option<&Struck> {
        self.struck.iter().find(|s| s.what.strip_prefix("steps.") == Some(step) && s.from <= day)
    }
    pub fn struck_term(&self, term: &str, day: Date) -> Option<&Struck> {
        self.struck.iter().find(|s| s.what.strip_prefix("terms.") == Some(term) && s.from <= day)
    }
    /// Those of these terms that still start on a day.
    pub fn started(&self, terms: &[String], day: Date) -> Vec<String> {
        terms.iter().filter(|term| self.struck_term(term, day).is_none()).cloned().collect()
    }
    /// The judgment that had taken a step, or a term that it begins, out of force by a day.
    fn struck_under(&self, step: &str, today: Date) -> Option<&Struck> {
        let begun = self.step(step).into_iter().flat_map(|s| &s.starts);
        let mut begun = begun.filter_map(|term| self.struck_term(term, today));
        self.struck_step(step, today).or_else(|| begun.next())
    }
    /// The facts of a case moved here from another version: those this version knows keep their value, a kept
    /// stage takes its new name, and new ones begin as they do in a new case.
    pub fn facts_from(&self, old: &Facts, by: &Transition) -> Facts {
        let kept = |id: &str| old.0.get(id).filter(|value| **value != FactValue::Unknown);
        let value = |rule: &crate::FactRule| match kept(&rule.id) {
            Some(FactValue::Code(stage)) if rule.of_stages => FactValue::from_code(by.stage(stage)),
            Some(value) if rule.domain.holds(value) => value.clone(),
            _ => rule.initial.clone(),
        };
        Facts(self.facts.iter().map(|rule| (rule.id.clone(), value(rule))).collect())
    }
}

impl Law {
    /// The steps taken in a case that rest on a rule struck by `today`, each with the judgment, in the order they were
    /// taken: a person looks at them again. A step rests on a term that it began, under the version it was taken under:
    /// moving the case to another one puts nothing out of sight.
    pub fn taken_under_struck<'a>(
        &'a self,
        procedure: &str,
        taken: &'a [TakenOn],
        today: Date,
    ) -> Vec<UnderStruck<'a>> {
        let of = |taken: &'a TakenOn| {
            let named = |p: &&Procedure| p.id == procedure && p.version == taken.version;
            let procedure = self.procedures.iter().find(named)?;
            let struck = procedure.struck_under(&taken.step, today)?;
            Some(UnderStruck { taken, procedure, struck })
        };
        taken.iter().filter_map(of).collect()
    }
    /// The versions in force on a day that open cases of this one have a declared way into.
    pub fn successors<'a>(&'a self, from: &Procedure, on: Date) -> Vec<(&'a Procedure, &'a Transition)> {
        let others = self.procedures.iter().filter(|p| p.id == from.id && p.version != from.version);
        others
            .filter(|p| p.in_force_on(on))
            .filter_map(|p| p.transitions.iter().find(|t| t.from.contains(&from.version)).map(|t| (p, t)))
            .collect()
    }
    /// Every version of a procedure, the newest first.
    pub fn versions(&self, procedure: &str) -> Vec<&Procedure> {
        let mut versions: Vec<&Procedure> = self.procedures.iter().filter(|p| p.id == procedure).collect();
        versions.sort_by_key(|p| std::cmp::Reverse(p.valid_from));
        versions
    }
}

/// Where a case stands when somebody asks what may be done: what is known, who did what, the day, and what a
/// commission carried.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    pub facts: &'a Facts,
    pub taken: &'a [Taken],
    /// The day of the question: what is struck by then is offered to nobody.
    pub on: Date,
    /// Steps that a held session of their commission carried for this case.
    pub carried: &'a [String],
}

impl<'a> Now<'a> {
    pub fn new(facts: &'a Facts, taken: &'a [Taken], on: Date) -> Now<'a> {
        Now { facts, taken, on, carried: &[] }
    }
    /// With what a commission carried.
    pub fn carried(self, carried: &'a [String]) -> Now<'a> {
        Now { carried, ..self }
    }
    /// Whether the account took a step of the case.
    pub(crate) fn took(&self, account: AccountId, step: &str) -> bool {
        self.taken.iter().any(|t| t.step == step && t.account == account)
    }
}
