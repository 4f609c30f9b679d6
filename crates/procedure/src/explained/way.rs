//! The line of stages as a way in steps: what happens at each, who acts, within what time, and what may go wrong.

use super::{Telling, Time, tells_a_length};
use crate::commission::Commission;
use crate::facts::FactValue;
use crate::law::{OfficeFact, OfficeKind};
use crate::model::{Outcome, Stage, Step, Whose};
use crate::said::Said;
use kernel::Role;

/// One place of the line of stages.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    pub stage: &'a Stage,
    /// What the file says of the stage, unless a length stands in it.
    pub hint: Option<&'a Said>,
    pub happens: Happens,
    pub who: Vec<Who<'a>>,
    pub commission: Option<&'a Commission>,
    /// What the institution has to do here within a time.
    pub office_time: Option<Time<'a>>,
    /// What may be decided here against the person.
    pub against: Vec<Outcome>,
}

/// What happens at a stage, read from the steps that lead on from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happens {
    Asked,
    Heard,
    Studied,
    Reviewed,
    Decided,
    Told,
    /// A remedy is decided.
    Contested,
    Ended,
    Other,
}

/// Who acts at a stage.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    Role(Role),
    Office(&'a OfficeFact),
}

impl Who<'_> {
    fn is_same(&self, other: &Who<'_>) -> bool {
        match (self, other) {
            (Who::Role(one), Who::Role(other)) => one == other,
            (Who::Office(one), Who::Office(other)) => one.id == other.id,
            _ => false,
        }
    }
}

/// A step that leaves more stages than this belongs to none of them.
const OWN_STAGES_MAX: usize = 2;

impl<'a> Telling<'a> {
    pub(super) fn way(&self) -> Vec<Place<'a>> {
        let on_path = self.p.stages.iter().filter(|s| s.on_path);
        on_path.map(|stage| self.place(stage)).collect()
    }
    fn place(&self, stage: &'a Stage) -> Place<'a> {
        let mut onward: Vec<&Step> = self.steps_from(&stage.id).filter(|s| is_onward(s, stage)).collect();
        // What may be done nearly anywhere says little of this place, unless it is all there is.
        if onward.iter().any(|s| s.from.len() <= OWN_STAGES_MAX) {
            onward.retain(|s| s.from.len() <= OWN_STAGES_MAX);
        }
        let hint = stage.hint.as_ref().filter(|hint| !tells_a_length(hint));
        let session = onward.iter().find_map(|s| s.in_session.as_ref());
        let negative = self.steps_from(&stage.id).filter_map(|s| s.decides).map(|d| d.outcome);
        let mut against: Vec<Outcome> = negative.filter(|o| o.is_negative()).collect();
        against.dedup();
        let ends = onward.iter().flat_map(|s| self.terms(&s.ends)).collect::<Vec<_>>();
        let theirs = ends.into_iter().find(|t| t.whose != Whose::Person);
        let is_theirs = !stage.waiting && !stage.ended;
        Place {
            stage,
            hint,
            happens: self.happens(stage, &onward),
            who: if is_theirs { self.who(&onward) } else { Vec::new() },
            commission: session.and_then(|id| self.law.commission(id)),
            office_time: theirs.filter(|_| is_theirs).map(|t| self.time(t)),
            against,
        }
    }
    fn happens(&self, stage: &Stage, onward: &[&Step]) -> Happens {
        let sets = |fact: &str, value: &FactValue| onward.iter().any(|s| s.sets.get(fact) == Some(value));
        let code = |code: &str| FactValue::Code(code.to_owned());
        let is_filed = self.p.steps.iter().any(|s| s.remedy && s.to.as_ref() == Some(&stage.id));
        let decides = onward.iter().any(|s| s.decides.is_some());
        let signs = [
            (stage.id == self.p.first_stage, Happens::Asked),
            (stage.ended, Happens::Ended),
            (stage.waiting, Happens::Told),
            (is_filed, Happens::Contested),
            (sets("interview_heard", &FactValue::Bool(true)), Happens::Heard),
            (sets("review", &code("approved")), Happens::Reviewed),
            (sets("review", &code("pending")) && !decides, Happens::Studied),
            (decides, Happens::Decided),
        ];
        signs.into_iter().find(|(is_so, _)| *is_so).map_or(Happens::Other, |(_, happens)| happens)
    }
    /// The offices that decide, by name; else the roles, in the order of the steps.
    fn who(&self, onward: &[&'a Step]) -> Vec<Who<'a>> {
        let mut found: Vec<Who<'a>> = Vec::new();
        for step in onward {
            let is_body = |o: &&OfficeFact| {
                matches!(o.kind, OfficeKind::Commission | OfficeKind::Ministry | OfficeKind::Tribunal)
            };
            let bodies = step.offices.iter().filter_map(|id| self.law.office(id)).filter(is_body);
            let mut who: Vec<Who<'a>> = bodies.map(Who::Office).collect();
            if who.is_empty() || step.by != [Role::DecidingAuthority] {
                who = step.by.iter().copied().map(Who::Role).collect();
            }
            for one in who {
                if !found.iter().any(|known| known.is_same(&one)) {
                    found.push(one);
                }
            }
        }
        found
    }
}

/// A step that carries a case on from where it stands: no remedy, no exceptional way out, no way back.
fn is_onward(step: &Step, stage: &Stage) -> bool {
    let leads_on = step.to.as_ref().is_some_and(|to| *to != stage.id);
    let is_exceptional = step.prejudicial && step.decides.is_none_or(|d| d.outcome == Outcome::Closed);
    let sends_back = step.gives_back.is_some() || step.keeps_place.is_some();
    leads_on && !step.remedy && !is_exceptional && !sends_back
}
