//! Letters of a case: which can be printed when, what fills them, and the check of a state's letters against its law.

mod gather;
pub mod issue;
pub mod issued;
pub mod page;
mod panel;
#[cfg(test)]
mod tests;

pub use panel::card;

use casework::fold::{Case, Taken};
use kernel::Lang;
use letters::{Blank, BlankKind, Blanks, DecisionFact, Origin};
use procedure::{Law, Outcome, Procedure, Step};
use std::sync::Arc;

/// The letters of the country, as a room of the house.
#[derive(Clone, Debug, Default)]
pub struct Letters(Arc<Blanks>);

impl Letters {
    pub fn new(blanks: Blanks) -> Letters {
        Letters(Arc::new(blanks))
    }
    pub fn get(&self, id: &str) -> Option<&Blank> {
        self.0.get(id)
    }
    pub fn iter(&self) -> impl Iterator<Item = &Blank> {
        self.0.iter()
    }
}

/// Why a letter cannot be printed now, as something a person can act on.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotNow {
    #[error("the law that the case was opened under is not loaded")]
    NoLaw,
    #[error("nothing has been decided yet that this letter tells")]
    Undecided,
    #[error("the case has ended")]
    Ended,
    #[error("the case has not ended")]
    Open,
}

impl NotNow {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            NotNow::NoLaw => "asylum-letter-no-law",
            NotNow::Undecided => "asylum-letter-undecided",
            NotNow::Ended => "asylum-letter-ended",
            NotNow::Open => "asylum-letter-open",
        }
    }
}

/// What a letter tells about: the step that decided, and the law's own words for it.
#[derive(Clone, Copy)]
pub(crate) struct Decided<'a> {
    pub place: usize,
    pub taken: &'a Taken,
    pub step: &'a Step,
    pub outcome: Outcome,
}

/// The newest decision that a letter of this kind tells.
pub(crate) fn decided<'a>(blank: &Blank, procedure: &'a Procedure, case: &'a Case) -> Option<Decided<'a>> {
    let all = case.steps.iter().enumerate().rev();
    let known = all.filter_map(|(place, taken)| Some((place, taken, procedure.step(&taken.taken.step)?)));
    let mut of_kind = known.clone().filter_map(|(place, taken, step)| {
        let outcome = taken.taken.decides?.outcome;
        Some(Decided { place, taken, step, outcome })
    });
    let named = |outcome| {
        let mut steps = known.filter(|(_, _, step)| step.letter.as_deref() == Some(blank.id.as_str()));
        steps.next().map(|(place, taken, step)| Decided { place, taken, step, outcome })
    };
    match blank.kind {
        BlankKind::Receipt | BlankKind::Summons => None,
        BlankKind::AdmissibilityDecision => {
            let told = |d: &Decided<'_>| matches!(d.outcome, Outcome::Admitted | Outcome::Inadmissible);
            of_kind.find(told).or_else(|| named(Outcome::Admitted))
        }
        BlankKind::DecisionNotice => of_kind
            .find(|d| matches!(d.outcome, Outcome::Recognised | Outcome::Complementary | Outcome::Refused)),
        // The newest word counts: who was refused later has no certificate.
        BlankKind::StatusCertificate => {
            of_kind.next().filter(|d| matches!(d.outcome, Outcome::Recognised | Outcome::Complementary))
        }
        BlankKind::ClosingLetter => of_kind
            .next()
            .filter(|d| d.outcome == Outcome::Closed)
            .or_else(|| case.at.ended.then(|| named(Outcome::Closed)).flatten()),
    }
}

/// Whether a letter can be printed from a case as it stands.
pub(crate) fn may_now(blank: &Blank, procedure: Option<&Procedure>, case: &Case) -> Result<(), NotNow> {
    let procedure = procedure.ok_or(NotNow::NoLaw)?;
    match blank.kind {
        BlankKind::Receipt | BlankKind::Summons if case.at.ended => Err(NotNow::Ended),
        BlankKind::Receipt | BlankKind::Summons => Ok(()),
        BlankKind::ClosingLetter if !case.at.ended => Err(NotNow::Open),
        _ => decided(blank, procedure, case).map(|_| ()).ok_or(NotNow::Undecided),
    }
}

/// The letters that a step asks for and that nobody has issued since, the newest step first.
pub(crate) fn waiting<'a>(letters: &'a Letters, procedure: &Procedure, case: &Case) -> Vec<&'a Blank> {
    let mut found: Vec<&Blank> = Vec::new();
    for (place, taken) in case.steps.iter().enumerate().rev() {
        let named = procedure.step(&taken.taken.step).and_then(|step| step.letter.as_deref());
        let Some(blank) = named.and_then(|id| letters.get(id)) else { continue };
        let issued = case.letters.iter().any(|letter| {
            let after = letter.issued.as_ref().and_then(|issued| issued.after_step).unwrap_or(0);
            letter.letter == blank.id && letter.revoked.is_none() && after as usize > place
        });
        let is_new = !found.iter().any(|known| known.id == blank.id);
        if !issued && is_new && may_now(blank, Some(procedure), case).is_ok() {
            found.push(blank);
        }
    }
    found
}

/// Words of the law in every language of staff.
pub(crate) fn words_of(said: &procedure::Said) -> letters::Words {
    letters::Words::new(said.in_lang(Lang::Es), said.in_lang(Lang::En))
}

/// What does not fit between a state's letters and its procedures: a step that names a letter which is not there, and
/// a letter that asks for a field, a term, a document or an office which no version of the law has.
pub fn faults(law: &Law, blanks: &Blanks) -> Vec<String> {
    let mut faults = Vec::new();
    for procedure in &law.procedures {
        for step in procedure.all_steps() {
            if let Some(id) = step.letter.as_deref().filter(|id| blanks.get(id).is_none()) {
                faults.push(format!(
                    "{} {}: step `{}` names letter `{id}`, and there is no letters/{id}.toml",
                    procedure.id, procedure.version, step.id
                ));
            }
        }
    }
    for blank in blanks.iter() {
        for input in &blank.inputs {
            if let Some(what) = unknown(law, blank, &input.from) {
                faults.push(format!("{}: input `{}`: the law has no {what}", blank.file, input.id));
            }
        }
    }
    faults
}

/// What an input asks for that no version of the law has.
fn unknown(law: &Law, blank: &Blank, from: &Origin) -> Option<String> {
    let any = |has: &dyn Fn(&Procedure) -> bool| law.procedures.iter().any(has);
    let is_field = |step: &Step, id: &str| step.fields.iter().any(|field| field.id == id);
    let (known, what) = match from {
        Origin::Opening(id) => (any(&|p| is_field(&p.opening, id)), format!("field `{id}` at the opening")),
        Origin::Step(id) => {
            let named = |s: &Step| s.letter.as_deref() == Some(blank.id.as_str()) && is_field(s, id);
            (any(&|p| p.all_steps().any(named)), format!("field `{id}` in a step that names the letter"))
        }
        Origin::Decision(DecisionFact::Answer(id)) => {
            (any(&|p| p.steps.iter().any(|s| is_field(s, id))), format!("field `{id}` in a decision"))
        }
        Origin::Term(id) => (any(&|p| p.term(id).is_some()), format!("term `{id}`")),
        Origin::Document(id, _) => (any(&|p| p.document(id).is_some()), format!("document `{id}`")),
        Origin::Office(id) => (law.office(id).is_some(), format!("office `{id}`")),
        _ => return None,
    };
    (!known).then_some(what)
}
