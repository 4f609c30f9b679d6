//! Where an input comes from: the case, a form, a decision, a term, a document, an office, or the officer who prints.

use super::InputKind;
use std::str::FromStr;

/// Where an input comes from, as a file writes it (`case.number`, `opening.language`, `document.card.grants`, `ask`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Case(CaseFact),
    /// An answer of the opening form.
    Opening(String),
    /// An answer of the newest step that names the letter.
    Step(String),
    /// The day of the newest step that names the letter.
    StepDay,
    Decision(DecisionFact),
    /// The day on which the newest decision was notified.
    NoticeDay,
    /// The newest run of a term.
    Term(String),
    /// The remedies against the newest decision.
    Remedies,
    Document(String, DocumentFact),
    /// An office of the country.
    Office(String),
    Issued(IssuedFact),
    /// The officer is asked before it is printed.
    Ask,
}

/// What a case knows of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseFact {
    Number,
    Day,
    Person,
    People,
    Country,
    Office,
    Instrument,
}

/// What a decision says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionFact {
    Day,
    Name,
    Outcome,
    Office,
    Norm,
    /// An answer of its form, such as `reasons`.
    Answer(String),
}

/// What a procedure says of one of its documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFact {
    Name,
    Issuer,
    Validity,
    Grants,
}

/// What is known of the issuing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuedFact {
    Day,
    Office,
    By,
}

impl FromStr for Origin {
    type Err = ();

    fn from_str(text: &str) -> Result<Origin, ()> {
        let parts: Vec<&str> = text.split('.').collect();
        Ok(match parts.as_slice() {
            ["ask"] => Origin::Ask,
            ["remedies"] => Origin::Remedies,
            ["case", fact] => Origin::Case(case(fact).ok_or(())?),
            ["opening", field] => Origin::Opening((*field).to_owned()),
            ["step", "day"] => Origin::StepDay,
            ["step", field] => Origin::Step((*field).to_owned()),
            ["decision", fact] => Origin::Decision(decision(fact)),
            ["notice", "day"] => Origin::NoticeDay,
            ["term", id] => Origin::Term((*id).to_owned()),
            ["document", id, fact] => Origin::Document((*id).to_owned(), document(fact).ok_or(())?),
            ["office", id] => Origin::Office((*id).to_owned()),
            ["issued", "day"] => Origin::Issued(IssuedFact::Day),
            ["issued", "office"] => Origin::Issued(IssuedFact::Office),
            ["issued", "by"] => Origin::Issued(IssuedFact::By),
            _ => return Err(()),
        })
    }
}

fn case(fact: &str) -> Option<CaseFact> {
    Some(match fact {
        "number" => CaseFact::Number,
        "day" => CaseFact::Day,
        "person" => CaseFact::Person,
        "people" => CaseFact::People,
        "country" => CaseFact::Country,
        "office" => CaseFact::Office,
        "instrument" => CaseFact::Instrument,
        _ => return None,
    })
}

fn decision(fact: &str) -> DecisionFact {
    match fact {
        "day" => DecisionFact::Day,
        "name" => DecisionFact::Name,
        "outcome" => DecisionFact::Outcome,
        "office" => DecisionFact::Office,
        "norm" => DecisionFact::Norm,
        field => DecisionFact::Answer(field.to_owned()),
    }
}

fn document(fact: &str) -> Option<DocumentFact> {
    Some(match fact {
        "name" => DocumentFact::Name,
        "issuer" => DocumentFact::Issuer,
        "validity" => DocumentFact::Validity,
        "grants" => DocumentFact::Grants,
        _ => return None,
    })
}

impl Origin {
    /// Whether a value of this kind can come from here.
    pub(super) fn gives(&self, kind: InputKind) -> bool {
        use InputKind as K;
        match self {
            Origin::Case(CaseFact::Number) => kind == K::Text,
            Origin::Case(CaseFact::Day) | Origin::StepDay | Origin::NoticeDay => kind == K::Day,
            Origin::Case(CaseFact::Person) => kind == K::Person,
            Origin::Case(CaseFact::People) => kind == K::People,
            Origin::Case(CaseFact::Country) => kind == K::Country,
            Origin::Case(CaseFact::Office) | Origin::Office(_) => kind == K::Office,
            Origin::Case(CaseFact::Instrument) => kind == K::Words,
            Origin::Decision(DecisionFact::Day) => kind == K::Day,
            Origin::Decision(DecisionFact::Name | DecisionFact::Norm) => kind == K::Words,
            Origin::Decision(DecisionFact::Outcome) => kind == K::Choice,
            Origin::Decision(DecisionFact::Office) => kind == K::Office,
            Origin::Opening(_) | Origin::Step(_) | Origin::Decision(DecisionFact::Answer(_)) => {
                matches!(kind, K::Text | K::LongText | K::Day | K::Time | K::YesNo | K::Choice)
            }
            Origin::Term(_) => kind == K::Term,
            Origin::Remedies => kind == K::Remedies,
            Origin::Document(_, DocumentFact::Name | DocumentFact::Issuer) => kind == K::Words,
            Origin::Document(_, DocumentFact::Validity) => kind == K::Length,
            Origin::Document(_, DocumentFact::Grants) => kind == K::List,
            Origin::Issued(IssuedFact::Day) => kind == K::Day,
            Origin::Issued(IssuedFact::Office) => kind == K::Office,
            Origin::Issued(IssuedFact::By) => kind == K::Person,
            Origin::Ask => matches!(
                kind,
                K::Text | K::LongText | K::Day | K::Time | K::YesNo | K::Choice | K::Person | K::Office
            ),
        }
    }
}
