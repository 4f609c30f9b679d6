//! What can be done with a case, told by what a step does and not by what a country calls it.

use casework::fold::Case;
use jiff::civil::Date;
use kernel::Role;
use procedure::{Decides, FactValue, Level, Outcome, Procedure, Step, Unit};

/// Something that happens to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Admit,
    /// Reasons for coming late, before it is said whether the claim is opened.
    AskReasons,
    HearFirst,
    DeclareInadmissible,
    Hear,
    Assess,
    Return,
    Approve,
    /// The deciding body gets ready: the agenda, the rapporteur.
    Prepare,
    /// A body recommends what another one decides.
    Advise(Outcome),
    Decide(Outcome),
    Notify,
    FileRemedy,
    LeaveUnchallenged,
    Grant,
    Confirm,
    IssueDocument,
    /// What the opening put on a clock and one note meets.
    MeetDuty,
    Ratify,
    Extend,
    Withdraw,
    Seek,
    /// Somebody who was sought in vain is said to have left, where another person then confirms it.
    ProposeAbandonment,
    Abandon,
    /// The person appears before that.
    TurnUp,
    CloseForExit,
    Reopen,
    RequestGuardian,
    NameInterim,
    Appoint,
}

/// Where a case stands, under which version, on which day.
#[derive(Clone, Copy)]
pub struct Here<'p> {
    pub procedure: &'p Procedure,
    pub stage: &'p str,
    pub day: Date,
}

impl<'p> Here<'p> {
    pub fn of(procedure: &'p Procedure, case: &'p Case, day: Date) -> Here<'p> {
        Here { procedure, stage: &case.at.stage, day }
    }

    /// The step of this law that does it from here, if one does.
    pub fn step(&self, deed: Deed) -> Option<&'p Step> {
        let from_here = |s: &&Step| s.from.iter().any(|f| f == self.stage) && self.stands(s);
        let mut found = self.procedure.steps.iter().filter(from_here).filter(|s| self.does(s, deed));
        match deed {
            Deed::IssueDocument => {
                let all: Vec<&Step> = found.collect();
                all.iter().copied().find(|s| renewed(s).is_some()).or(all.first().copied())
            }
            _ => found.next(),
        }
    }
    pub fn can(&self, deed: Deed) -> bool {
        self.step(deed).is_some()
    }
    pub fn ended(&self) -> bool {
        self.procedure.stage(self.stage).is_some_and(|s| s.ended)
    }
    pub fn waits(&self) -> bool {
        self.procedure.stage(self.stage).is_some_and(|s| s.waiting)
    }
    pub fn is_first(&self) -> bool {
        self.stage == self.procedure.first_stage
    }
    /// Days in which what was issued has to be renewed, if it has.
    pub fn renewal(&self) -> Option<u64> {
        let term = self.step(Deed::IssueDocument).and_then(renewed)?;
        days_of(self.procedure, term)
    }

    /// No judgment has taken it out of force.
    fn stands(&self, step: &Step) -> bool {
        self.procedure.struck_step(&step.id, self.day).is_none()
    }

    fn does(&self, s: &Step, deed: Deed) -> bool {
        let moves = s.to.is_some();
        let quiet = s.decides.is_none() && !s.remedy && !s.prejudicial;
        let plain = quiet && s.sets.is_empty() && s.advances.is_none() && s.opens.is_empty();
        let first = |outcome| s.decides == Some(Decides { outcome, level: Level::FirstInstance });
        let reviews = s.decides.filter(|d| d.level == Level::Review).map(|d| d.outcome);
        match deed {
            Deed::Admit => moves && quiet && !hears(s) && self.is_before_hearing(s),
            Deed::AskReasons => moves && plain && self.is_first() && !self.is_before_hearing(s),
            Deed::HearFirst => !moves && hears(s) && self.can(Deed::Admit),
            Deed::DeclareInadmissible => first(Outcome::Inadmissible),
            Deed::Hear => moves && hears(s),
            Deed::Assess => {
                let by = s.by.contains(&Role::EligibilityOfficer);
                moves && quiet && by && sets(s, "pending") && !self.ended()
            }
            Deed::Return => moves && quiet && sets(s, "returned"),
            Deed::Approve => moves && quiet && sets(s, "approved"),
            Deed::Prepare => !moves && plain && s.by.contains(&Role::DecidingAuthority),
            Deed::Advise(outcome) => moves && quiet && s.in_session.is_some() && advises(s, outcome),
            Deed::Decide(outcome) => first(outcome),
            Deed::Notify => moves && quiet && asks(s, "notified_on"),
            Deed::FileRemedy => s.remedy,
            Deed::LeaveUnchallenged => {
                moves && s.prejudicial && s.decides.is_none() && !s.remedy && self.waits()
            }
            Deed::Grant => matches!(reviews, Some(Outcome::Recognised | Outcome::Admitted)),
            Deed::Confirm => reviews.is_some_and(|o| o.is_negative() || self.keeps_complementary(o)),
            Deed::IssueDocument => !moves && plain && !s.issues.is_empty(),
            Deed::MeetDuty => {
                let meets = s.ends.iter().any(|term| self.procedure.opening.starts.contains(term));
                !moves && plain && meets && s.issues.is_empty() && s.starts.is_empty()
            }
            Deed::Ratify => s.event == "ratified",
            Deed::Extend => {
                let by = s.by.contains(&Role::Reviewer);
                !moves && quiet && by && !s.starts.is_empty() && !s.ends.is_empty()
            }
            Deed::Withdraw => first(Outcome::Closed) && asks(s, "told"),
            Deed::Seek => s.advances.is_some(),
            Deed::ProposeAbandonment => {
                moves && s.decides.is_none() && s.keeps_place.is_some() && self.weighs_what_is_counted(s)
            }
            Deed::Abandon => first(Outcome::Closed) && (self.weighs_what_is_counted(s) || self.is_proposed()),
            Deed::TurnUp => moves && quiet && s.gives_back.is_some() && self.is_proposed(),
            Deed::CloseForExit => s.event == "closed_for_exit",
            Deed::Reopen => {
                moves && quiet && self.ended() && s.to.as_deref() == Some(&*self.procedure.first_stage)
            }
            Deed::RequestGuardian => !moves && !s.opens.is_empty(),
            Deed::NameInterim => moves && sets(s, "interim"),
            Deed::Appoint => moves && sets(s, "appointed"),
        }
    }

    fn is_before_hearing(&self, step: &Step) -> bool {
        let there =
            |s: &Step| s.to.is_some() && hears(s) && s.from.iter().any(|f| Some(f) == step.to.as_ref());
        self.procedure.steps.iter().any(there)
    }

    /// A review that leaves the lesser protection in place, where nothing is refused any more.
    fn keeps_complementary(&self, outcome: Outcome) -> bool {
        let from_here = |s: &&Step| s.from.iter().any(|f| f == self.stage);
        let refuses = |s: &Step| s.decides.is_some_and(|d| d.outcome.is_negative());
        outcome == Outcome::Complementary && !self.procedure.steps.iter().filter(from_here).any(refuses)
    }

    /// The case stands where somebody proposed to abandon it.
    fn is_proposed(&self) -> bool {
        let leads_here = |s: &Step| s.to.as_deref() == Some(self.stage) && s.decides.is_none();
        self.procedure.steps.iter().any(|s| leads_here(s) && self.weighs_what_is_counted(s))
    }

    /// Its gate asks for a fact that the steps of looking for somebody count.
    fn weighs_what_is_counted(&self, step: &Step) -> bool {
        let asked: Vec<&String> = step.guard.iter().flat_map(|g| &g.clauses).flat_map(|c| &c.asks).collect();
        let counted = self.procedure.steps.iter().filter_map(|s| s.advances.as_ref());
        counted.into_iter().any(|advance| asked.contains(&&advance.fact))
    }
}

fn hears(step: &Step) -> bool {
    step.sets.get("interview_heard") == Some(&FactValue::Bool(true))
}

fn sets(step: &Step, code: &str) -> bool {
    step.sets.values().any(|value| *value == FactValue::from_code(code))
}

fn advises(step: &Step, outcome: Outcome) -> bool {
    let said = if outcome.is_negative() { "refuse" } else { "recognise" };
    step.sets.get("opinion") == Some(&FactValue::from_code(said))
}

fn asks(step: &Step, field: &str) -> bool {
    step.fields.iter().any(|f| f.id == field)
}

/// The term that a step both ends and begins anew.
fn renewed(step: &Step) -> Option<&str> {
    step.starts.iter().find(|term| step.ends.contains(term)).map(String::as_str)
}

/// Days in which the law wants a claim after entry, where it says.
pub fn days_to_file(procedure: &Procedure) -> Option<u64> {
    let term = procedure.terms.iter().find(|t| t.from == "entered")?;
    days_of(procedure, &term.id)
}

/// A term's length in calendar days, roughly.
fn days_of(procedure: &Procedure, term: &str) -> Option<u64> {
    let term = procedure.term(term)?;
    let length = u64::from(term.length?);
    match term.unit {
        Unit::WorkingDays => Some(length * 7 / 5),
        Unit::CalendarDays => Some(length),
        Unit::Months => Some(length * 30),
        Unit::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(country: &str) -> (procedure::Law, Date) {
        (crate::country::load(country, None).unwrap(), jiff::civil::date(2024, 6, 3))
    }

    #[test]
    fn in_panama_another_person_confirms_that_somebody_left() {
        let (law, day) = claim("pan");
        let procedure = law.in_force(asylum::CLAIM, day).unwrap();
        let at = |stage| Here { procedure, stage, day };
        let id = |stage, deed| at(stage).step(deed).map(|step| step.id.as_str());
        assert_eq!(id("interview", Deed::ProposeAbandonment), Some("propose_abandonment"));
        assert_eq!(id("interview", Deed::Abandon), None);
        assert_eq!(id("interview", Deed::TurnUp), None);
        assert_eq!(id("abandonment_proposed", Deed::Abandon), Some("close_as_abandoned"));
        assert_eq!(id("abandonment_proposed", Deed::TurnUp), Some("person_came_back"));
        assert_eq!(id("abandonment_proposed", Deed::ProposeAbandonment), None);
        assert_eq!(id("abandoned", Deed::Reopen), Some("reopen"));
    }

    #[test]
    fn in_mexico_one_step_declares_it() {
        let (law, day) = claim("mex");
        let procedure = law.in_force(asylum::CLAIM, day).unwrap();
        let here = Here { procedure, stage: "interview", day };
        assert_eq!(here.step(Deed::Abandon).map(|step| step.id.as_str()), Some("abandon"));
        assert!(!here.can(Deed::ProposeAbandonment) && !here.can(Deed::TurnUp));
    }
}
