//! Kinds of cases by what their facts say, so that it can be told whom a draft harms without telling who it is.

use super::play::{Played, Run};
use crate::facts::{Domain, FactValue};
use crate::said::Said;
use serde::Serialize;

/// A kind of case: a fact that the opening form asked, or that something was late.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Group {
    /// Such as `child=unaccompanied_or_separated`.
    pub code: String,
    /// The fact or, of what was late, the term.
    pub about: Said,
    pub is: GroupIs,
}

/// What is so in the cases of a kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupIs {
    /// One of the values that the fact may have.
    Value(Said),
    Yes,
    No,
    /// Nobody answered.
    Unknown,
    /// The term was met after its end: a claim that came late, a remedy that did.
    Late,
}

/// The kinds that a case belongs to, as it went.
pub(super) fn groups(was: &Played<'_>) -> Vec<Group> {
    let fields = &was.procedure.opening.fields;
    let asked = fields.iter().filter(|f| f.sets_fact).filter_map(|f| asked(was, &f.id));
    let mut groups: Vec<Group> = asked.chain(late(was)).collect();
    groups.sort();
    groups.dedup();
    groups
}

fn asked(was: &Played<'_>, fact: &str) -> Option<Group> {
    let rule = was.procedure.fact(fact)?;
    let value = was.facts.get(fact);
    let is = match (&rule.domain, value) {
        (Domain::Codes(codes), FactValue::Code(code)) => {
            GroupIs::Value(codes.iter().find(|(c, _)| c == code).map(|(_, said)| said.clone())?)
        }
        (_, FactValue::Bool(true)) => GroupIs::Yes,
        (_, FactValue::Bool(false)) => GroupIs::No,
        _ => GroupIs::Unknown,
    };
    Some(Group { code: format!("{fact}={value}"), about: rule.names.clone(), is })
}

fn late<'w>(was: &'w Played<'_>) -> impl Iterator<Item = Group> + 'w {
    let is_late =
        |run: &&Run| was.is_persons(run) && run.met.zip(run.due).is_some_and(|(met, due)| met > due);
    was.terms.iter().filter(is_late).filter_map(|run| {
        let about = was.procedure.term(&run.term)?.names.clone();
        Some(Group { code: format!("late={}", run.term), about, is: GroupIs::Late })
    })
}
