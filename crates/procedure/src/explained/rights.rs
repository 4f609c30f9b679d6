//! The rights that a procedure's own file holds: conditions of its steps with where they are written, and what its forms
//! ask to be respected.

use super::Telling;
use crate::facts::{Domain, FactValue};
use crate::guard::Clause;
use crate::model::{FieldKind, Level, Outcome, Step};
use crate::said::{Cite, Verification};

/// A right, and what it rests on.
#[derive(Clone, Debug)]
pub struct Right<'a> {
    pub kind: RightKind,
    pub basis: Basis<'a>,
}

/// Which right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightKind {
    /// Nobody is refused unheard.
    HeardFirst,
    /// To be heard in one's language, with an interpreter where needed.
    Interpreter,
    /// To ask for a woman or a man.
    WomanOrMan,
    /// What was written is read back and can be corrected.
    ReadBack,
    /// A child alone is represented before being heard.
    Representative,
    /// A child with family tells their own account, with an adult of trust.
    OwnSay,
    /// A second officer looks before a refusal.
    SecondOfficer,
    /// Somebody else decides a remedy.
    OtherDecider,
    /// A file that was closed is opened again when the person comes back.
    ComesBack,
    /// Nothing goes to the state of origin.
    Confidential,
}

/// What a right rests on.
#[derive(Clone, Debug)]
pub enum Basis<'a> {
    Written(&'a Cite),
    /// The form of the institution asks for it; no law is cited for it.
    Form,
}

pub(super) fn of<'a>(telling: &Telling<'a>) -> Vec<Right<'a>> {
    let written = |kind, cite| Right { kind, basis: Basis::Written(cite) };
    let asked = |kind| Right { kind, basis: Basis::Form };
    let hearing = telling.p.steps.iter().find(|s| is_hearing(s));
    let mut all: Vec<Right<'a>> = Vec::new();
    all.extend(
        clause(telling, is_refusal, &["interview_heard"]).map(|c| written(RightKind::HeardFirst, &c.cite)),
    );
    if let Some(step) = hearing {
        let form = [
            (RightKind::Interpreter, speaks(step)),
            (RightKind::WomanOrMan, step.field("preference").is_some()),
            (RightKind::ReadBack, step.field("read_back").is_some()),
        ];
        all.extend(form.into_iter().filter(|(_, is_asked)| *is_asked).map(|(kind, _)| asked(kind)));
        let before = clause(telling, is_hearing, &["child", "guardian"]);
        all.extend(before.map(|c| written(RightKind::Representative, &c.cite)));
        if knows_accompanied(telling) && step.field("account").is_some() && step.field("companion").is_some()
        {
            all.push(asked(RightKind::OwnSay));
        }
    }
    all.extend(clause(telling, is_refusal, &["review"]).map(|c| written(RightKind::SecondOfficer, &c.cite)));
    let reviews = |s: &Step| s.decides.is_some_and(|d| d.level == Level::Review) && !s.not_same_as.is_empty();
    let reviewed = telling.p.steps.iter().find(|s| reviews(s));
    all.extend(reviewed.map(|s| written(RightKind::OtherDecider, &s.cite)));
    all.extend(comes_back(telling).map(|s| written(RightKind::ComesBack, &s.cite)));
    // A rule that nobody could show to be written is no promise to make to somebody who fears their own state.
    let kept = telling.p.confidential.as_ref().filter(|cite| cite.verification >= Verification::Secondary);
    all.extend(kept.map(|cite| written(RightKind::Confidential, cite)));
    all
}

fn is_hearing(step: &Step) -> bool {
    step.sets.get("interview_heard") == Some(&FactValue::Bool(true))
}

fn is_refusal(step: &Step) -> bool {
    step.decides.is_some_and(|d| d.outcome.is_negative())
}

/// The first condition of such a step that asks about exactly these facts.
fn clause<'a>(telling: &Telling<'a>, of: fn(&Step) -> bool, facts: &[&str]) -> Option<&'a Clause> {
    let steps = telling.p.steps.iter().filter(|s| of(s));
    let mut clauses = steps.flat_map(|s| &s.guard).flat_map(|g| &g.clauses);
    clauses.find(|c| c.asks == facts)
}

fn speaks(step: &Step) -> bool {
    step.fields.iter().any(|f| f.kind == FieldKind::Language) && step.field("interpreter").is_some()
}

fn knows_accompanied(telling: &Telling<'_>) -> bool {
    telling.p.fact("child").is_some_and(|fact| match &fact.domain {
        Domain::Codes(codes) => codes.iter().any(|(code, _)| code == "accompanied"),
        Domain::Bool => false,
    })
}

/// The step that opens a file again which was closed without a decision.
fn comes_back<'a>(telling: &Telling<'a>) -> Option<&'a Step> {
    let closes = |s: &&Step| s.decides.is_some_and(|d| d.outcome == Outcome::Closed);
    let closed: Vec<&String> = telling.p.steps.iter().filter(closes).filter_map(|s| s.to.as_ref()).collect();
    let is_open = |id: &String| telling.p.stage(id).is_some_and(|s| !s.ended);
    telling.p.steps.iter().find(|s| {
        !s.prejudicial && s.from.iter().any(|id| closed.contains(&id)) && s.to.as_ref().is_some_and(is_open)
    })
}
