//! Protections that stand before a step, and whether a draft lets the same step pass without one of them.

use super::play::{Played, Tried};
use crate::model::{Field, Step};
use crate::{FactValue, Facts, Outcome};
use serde::{Deserialize, Serialize};

/// A protection that a step waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// The person was heard.
    Hearing,
    /// Somebody represents the child.
    Guardian,
    /// A second officer looked at it.
    SecondOfficer,
    /// The form says who interpreted, and that the person accepted it.
    Interpreter,
}

impl Gate {
    pub const ALL: [Gate; 4] = [Gate::Hearing, Gate::Guardian, Gate::SecondOfficer, Gate::Interpreter];

    pub fn code(self) -> &'static str {
        match self {
            Gate::Hearing => "hearing",
            Gate::Guardian => "guardian",
            Gate::SecondOfficer => "second-officer",
            Gate::Interpreter => "interpreter",
        }
    }

    /// The facts of the procedures by which guards ask for it; every state names them alike.
    fn facts(self) -> &'static [&'static str] {
        match self {
            Gate::Hearing => &["interview_heard", "merits_heard"],
            Gate::Guardian => &["guardian"],
            Gate::SecondOfficer => &["review"],
            Gate::Interpreter => &[],
        }
    }

    /// The questions of forms that ask for it.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Gate::Interpreter => &["interpreter", "interpreter_accepted"],
            _ => &[],
        }
    }
}

/// The protections that one version asks for at a step of the history, in this very case, and the other lets pass.
pub(super) fn only_in(here: &Played<'_>, there: &Played<'_>, place: usize, step: &str) -> Vec<Gate> {
    let steps = here.procedure.step(step).zip(there.procedure.step(step));
    let tried = here.tried.get(place).zip(there.tried.get(place));
    let (Some((mine, theirs)), Some((mine_tried, theirs_tried))) = (steps, tried) else { return Vec::new() };
    let is_known = !mine_tried.is_after_stop && !theirs_tried.is_after_stop;
    if mine.remedy || is_favourable(mine) || !is_known || !theirs_tried.could_pass() {
        return Vec::new();
    }
    let is_only_here = |gate: &Gate| {
        let is_asked = |fact: &str| {
            let values = here.procedure.fact(fact).map(|rule| rule.domain.values()).unwrap_or_default();
            let held = |step, tried| holding(step, tried, fact, &values);
            let n = values.len();
            n > 0 && (1..n).contains(&held(mine, mine_tried)) && held(theirs, theirs_tried) == n
        };
        let facts = gate.facts().iter().any(|fact| is_asked(fact));
        facts || gate.fields().iter().any(|f| is_required(mine.field(f)) && !is_required(theirs.field(f)))
    };
    Gate::ALL.into_iter().filter(is_only_here).collect()
}

/// Of how many values of a fact the step could be taken in this case, all else as it was.
fn holding(step: &Step, tried: &Tried, fact: &str, values: &[FactValue]) -> usize {
    let holds = |value: &&FactValue| {
        let mut facts: Facts = tried.facts.clone();
        facts.set(fact, (*value).clone());
        step.guard.as_ref().is_none_or(|guard| guard.holds(&facts))
    };
    values.iter().filter(holds).count()
}

fn is_required(field: Option<&Field>) -> bool {
    field.is_some_and(|f| f.required || f.must_be_yes)
}

/// Decides for the person: nobody is harmed by getting it sooner.
pub(super) fn is_favourable(step: &Step) -> bool {
    step.decides.is_some_and(|d| {
        matches!(d.outcome, Outcome::Recognised | Outcome::Complementary | Outcome::Admitted)
    })
}
