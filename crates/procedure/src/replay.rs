//! A case replayed under a draft: what happened in it is tried again, step by step, under a version that is not in force.
//!
//! The replay follows what happened and invents nothing. From the first step that the draft would have refused, nobody
//! knows what people would have done instead, and all that came after is told as unknown. Where only somebody else would
//! have had to take a step, the replay goes on as if that person had taken it on the same day.

mod compare;
mod effect;
mod gate;
mod group;
mod play;
mod tally;

pub use compare::{
    Barred, CaseOutcome, NowOpen, OutcomeChange, Refusal, Replayed, StageChange, TermChange, TermMove,
};
pub use effect::{Harm, HarmReason, Help, HelpReason};
pub use gate::Gate;
pub use group::{Group, GroupIs};
pub use tally::{Counted, GroupTally, OutcomeTally, ReplayTally, StageTally, StepTally, TermTally};

use crate::law::Files;
use crate::{FactValue, Law, LawError, Procedure, Suspension};
use jiff::civil::Date;
use kernel::Actor;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What happened in a case, as far as a procedure asks: no name, no number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub steps: Vec<Happened>,
    /// The case went on under another version after these steps; what came then is not replayed.
    pub is_cut: bool,
}

/// One step that somebody took, or tried to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    pub step: String,
    pub by: Actor,
    /// The day on which it was taken, when its form states no other.
    pub on: Date,
    pub answers: BTreeMap<String, String>,
    /// What linked cases said by then.
    pub linked: BTreeMap<String, FactValue>,
    /// A held session of the commission carried it.
    pub is_carried: bool,
    /// Acts decreed by then that stop or lengthen terms.
    pub acts: Vec<Suspension>,
    /// It stands in a file as taken: whatever the law file says today, it happened.
    pub is_recorded: bool,
}

/// A version that is not in force, read against the law of its country.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The country without the draft.
    pub law: Law,
    pub version: Procedure,
}

impl Draft {
    /// Reads a draft beside a country's files. `name` is what its mistakes are told under. It may say `based_on`, and no
    /// version in force has to end for it.
    pub fn read(files: &BTreeMap<String, String>, name: &str, text: &str) -> Result<Draft, Vec<LawError>> {
        crate::load::draft(&Arc::new(Files::of(files)), name, text)
    }

    /// A case of this procedure under the version it ran under and under the draft: what would differ, and whom it
    /// harms or helps.
    pub fn replay(&self, under: &Procedure, history: &History) -> Replayed {
        replay(&self.law, under, &self.version, history)
    }
}

/// The same with any two versions of one procedure.
pub fn replay(law: &Law, under: &Procedure, draft: &Procedure, history: &History) -> Replayed {
    let was = play::play(law, under, history, None);
    let is = play::play(law, draft, history, Some(&was));
    compare::compared(history, &was, &is)
}
