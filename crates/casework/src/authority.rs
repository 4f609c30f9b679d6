//! What only headquarters does: decide, close, serve, reopen. A post writes down what it would do, and headquarters answers.

use crate::fold::Case;
use crate::laws::Laws;
use crate::model::{CaseEvent, Confirmation, FormMap};
use jiff::civil::Date;
use kernel::Office;
use procedure::{Procedure, Step, Whose};
use uuid::Uuid;

/// What stands for the acceptance of a transfer among the steps that a post writes down.
pub const TAKE_OVER: &str = "_take-over";

impl Laws {
    /// For a site that decides (headquarters) or one that does not (a post). Without it, it decides.
    pub fn with_authority(mut self, authority: bool) -> Laws {
        self.authority = authority;
        self
    }
    /// Whether this site decides, closes, serves, reopens and takes cases over.
    pub fn has_authority(&self) -> bool {
        self.authority
    }
    /// Whether a step taken here is only written down, for headquarters to answer.
    pub(crate) fn only_intends(&self, procedure: &Procedure, step: &Step, stage: &str) -> bool {
        !self.authority && needs_authority(procedure, step, stage)
    }
}

/// Whether a step decides, ends or reopens a case, takes something from the person, is carried by a commission, or serves
/// what a term of the person counts from. A remedy never does, nor does anything else by which somebody is received,
/// heard, documented or given a guardian.
pub fn needs_authority(procedure: &Procedure, step: &Step, stage: &str) -> bool {
    if step.remedy {
        return false;
    }
    let decides = step.decides.is_some() || step.prejudicial || step.in_session.is_some();
    decides || moves_the_end(procedure, step, stage) || serves(procedure, step)
}

/// Whether it closes a case or opens it again. A procedure that decides nothing on anybody, such as the naming of a
/// guardian, comes to its end wherever the child is.
fn moves_the_end(procedure: &Procedure, step: &Step, stage: &str) -> bool {
    let ended = |id: &str| procedure.stage(id).is_some_and(|stage| stage.ended);
    let decides = procedure.steps.iter().any(|s| s.decides.is_some() || s.prejudicial);
    decides && step.to.as_deref().is_some_and(|to| ended(to) || ended(stage))
}

/// Whether a term begins in which the person must act or lose something. One that the step itself renews, and one that
/// the person meets by coming again, are no service.
fn serves(procedure: &Procedure, step: &Step) -> bool {
    let served = |id: &String| {
        let persons = procedure.term(id).is_some_and(|term| term.whose == Whose::Person);
        let mut met_by = procedure.steps.iter().filter(|s| s.ends.contains(id)).peekable();
        persons && !step.ends.contains(id) && (met_by.peek().is_none() || met_by.any(|s| s.remedy))
    };
    step.starts.iter().any(served)
}

/// A step that a post wrote down and that headquarters has not answered.
pub(crate) struct Intending<'a> {
    pub id: Uuid,
    pub step: &'a str,
    pub form: FormMap,
    pub on: Date,
    pub confirmed: Option<Confirmation>,
    /// The office that answers, beside those that work on the case.
    pub asks: Option<Office>,
}

impl Intending<'_> {
    pub fn event(self) -> CaseEvent {
        let Intending { id, step, form, on, confirmed, asks } = self;
        CaseEvent::StepIntended { id, step: step.to_owned(), form, on, confirmed, asks }
    }
}

/// Whether the same step waits for an answer already.
pub(crate) fn waits(case: &Case, step: &str) -> bool {
    case.waiting().iter().any(|intent| intent.step == step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deciding_closing_serving_and_reopening_need_authority_and_nothing_that_protects_does() {
        let laws = crate::testing::laws();
        let day = "2024-06-03".parse().unwrap();
        let needs = |procedure: &str, step: &str| {
            let procedure = laws.law().in_force(procedure, day).unwrap();
            let step = procedure.step(step).unwrap();
            step.from.iter().all(|stage| needs_authority(procedure, step, stage))
        };
        for step in [
            "declare_inadmissible",
            "refuse_as_late",
            "recognise",
            "refuse",
            "notify_recognition",
            "notify_refusal",
            "notify_reconsideration",
            "record_unchallenged",
            "grant_on_reconsideration",
            "confirm_refusal",
            "grant_on_appeal",
            "dismiss_appeal",
        ] {
            assert!(needs("asylum", step), "{step}");
        }
        for step in [
            "admit",
            "hear_before_admission",
            "ask_why_late",
            "record_justification",
            "hear_interview",
            "hear_again",
            "write_assessment",
            "approve_assessment",
            "file_reconsideration",
            "file_appeal",
            "file_inadmissibility_reconsideration",
            "record_document",
            "request_guardian",
            "update_child_situation",
        ] {
            assert!(!needs("asylum", step), "{step}");
        }
    }

    #[test]
    fn no_country_makes_a_remedy_or_a_guardian_wait() {
        for law in crate::testing::every_law() {
            for procedure in &law.law().procedures {
                for step in &procedure.steps {
                    for stage in &step.from {
                        let needs = needs_authority(procedure, step, stage);
                        let protects =
                            step.remedy || procedure.id == "guardianship" || !step.opens.is_empty();
                        assert!(!(needs && protects), "{} {}", procedure.version, step.id);
                        assert!(needs || step.decides.is_none(), "{} {}", procedure.version, step.id);
                    }
                }
            }
        }
    }
}
