//! The bodies of a country that decide by sitting together, and what each may decide in a case: read from the law.

use crate::fold::{Item, Session};
use crate::model::StepTally;
use casework::model::Words;
use casework::{Case, CaseHead, Laws};
use kernel::{AccountId, Office};
use procedure::{Commission, Procedure, Step, Tally};

/// The body whose people work at an office.
pub fn of_office<'a>(laws: &'a Laws, office: &Office) -> Option<&'a Commission> {
    laws.law().facts_file.commissions.iter().find(|body| body.office == office.code())
}

/// The body of a session, as the law knows it today.
pub fn of<'a>(laws: &'a Laws, session: &Session) -> Option<&'a Commission> {
    session.convened.as_ref().and_then(|convened| laws.law().commission(&convened.commission))
}

/// The steps that this body may carry for a case that stands at a stage.
pub fn motions<'a>(procedure: &'a Procedure, stage: &str, body: &str) -> Vec<&'a Step> {
    let open =
        |step: &&Step| step.in_session.as_deref() == Some(body) && step.from.iter().any(|from| from == stage);
    procedure.steps.iter().filter(open).collect()
}

/// The steps that this body may carry for a case as its row stands; empty when the case is not before the body.
pub fn motions_of<'a>(laws: &'a Laws, head: &CaseHead, body: &Commission) -> Vec<&'a Step> {
    if head.ended || !head.offices.iter().any(|office| office.code() == body.office) {
        return Vec::new();
    }
    let procedure = laws.labels(&head.procedure, &head.law);
    procedure.map(|p| motions(p, &head.stage, &body.id)).unwrap_or_default()
}

/// Whether an account took a step that the procedure keeps apart from this one.
pub fn decided_before(case: &Case, step: &Step, account: AccountId) -> bool {
    let took = |id: &String| case.steps.iter().any(|t| t.taken.step == *id && t.actor.account == account);
    step.not_same_as.iter().any(took)
}

/// The votes on each possible step of a case, counted by the body's majority.
pub fn tallies(body: &Commission, motions: &[&Step], item: &Item) -> Vec<StepTally> {
    let count = |step: &&Step| StepTally {
        step: step.id.clone(),
        names: Words::from(&step.names),
        tally: body.carried(&item.votes_on(&step.id)),
    };
    motions.iter().map(count).collect()
}

/// What a count says by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Exactly this step has the majority.
    Carried(String),
    /// No step has it, or more than one.
    Nothing,
    /// The majority is not known: a named member states what was carried, among the steps somebody voted for.
    AskChair(Vec<String>),
}

/// What the tallies carry.
pub fn verdict(tallies: &[StepTally]) -> Verdict {
    let carries = |tally: &Tally| tally.carried == Some(true);
    let carried: Vec<&StepTally> = tallies.iter().filter(|t| carries(&t.tally)).collect();
    let open = tallies.iter().filter(|t| t.tally.carried.is_none() && t.tally.in_favour > 0);
    let open: Vec<String> = open.map(|t| t.step.clone()).collect();
    match (carried.as_slice(), open.is_empty()) {
        (_, false) => Verdict::AskChair(open),
        ([one], true) => Verdict::Carried(one.step.clone()),
        _ => Verdict::Nothing,
    }
}
