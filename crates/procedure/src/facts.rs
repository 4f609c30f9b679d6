//! What is known about a case: declared facts of finite domain, any of which may be unknown.

use crate::said::{Cite, Said};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact a procedure may ask about: what it can be, and where it comes from.
#[derive(Clone, Debug)]
pub struct FactRule {
    pub id: String,
    pub names: Said,
    pub domain: Domain,
    pub initial: FactValue,
    /// Its values are the stages: where a case stood when it was interrupted.
    pub of_stages: bool,
    /// The procedure of a linked case whose fact of the same name is read here.
    pub linked: Option<String>,
    pub cite: Cite,
}

/// The finite domain of a fact. Every fact may also be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    Bool,
    Codes(Vec<(String, Said)>),
}

impl Domain {
    /// Every known value.
    pub fn values(&self) -> Vec<FactValue> {
        match self {
            Domain::Bool => vec![FactValue::Bool(false), FactValue::Bool(true)],
            Domain::Codes(codes) => codes.iter().map(|(c, _)| FactValue::Code(c.clone())).collect(),
        }
    }
    /// What it can be, to be told behind a value that it cannot.
    pub(crate) fn told(&self) -> Said {
        match self {
            Domain::Bool => Said::new(": es `true` (sí) o `false` (no)", ": it is `true` or `false`"),
            Domain::Codes(codes) => {
                let codes: Vec<String> = codes.iter().map(|(code, _)| format!("`{code}`")).collect();
                let codes = codes.join(", ");
                Said::new(format!(": es uno de {codes}"), format!(": it is one of {codes}"))
            }
        }
    }
    /// Whether a value belongs here; unknown always does.
    pub fn holds(&self, value: &FactValue) -> bool {
        match (self, value) {
            (_, FactValue::Unknown) | (Domain::Bool, FactValue::Bool(_)) => true,
            (Domain::Codes(codes), FactValue::Code(code)) => codes.iter().any(|(c, _)| c == code),
            _ => false,
        }
    }
}

/// The value of a fact in a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "RawFact", into = "RawFact")]
pub enum FactValue {
    Bool(bool),
    Code(String),
    #[default]
    Unknown,
}

impl FactValue {
    /// A code, or unknown for the word `unknown`.
    pub fn from_code(code: &str) -> FactValue {
        RawFact::Code(code.to_owned()).into()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum RawFact {
    Bool(bool),
    Code(String),
}
impl From<RawFact> for FactValue {
    fn from(raw: RawFact) -> Self {
        match raw {
            RawFact::Bool(b) => FactValue::Bool(b),
            RawFact::Code(c) if c == "unknown" => FactValue::Unknown,
            RawFact::Code(c) => FactValue::Code(c),
        }
    }
}
impl From<FactValue> for RawFact {
    fn from(value: FactValue) -> Self {
        match value {
            FactValue::Bool(b) => RawFact::Bool(b),
            FactValue::Code(c) => RawFact::Code(c),
            FactValue::Unknown => RawFact::Code("unknown".to_owned()),
        }
    }
}
impl std::fmt::Display for FactValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FactValue::Bool(b) => b.fmt(f),
            FactValue::Code(c) => c.fmt(f),
            FactValue::Unknown => f.write_str("unknown"),
        }
    }
}

static UNKNOWN: FactValue = FactValue::Unknown;

/// What is known about a case, fact by fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub BTreeMap<String, FactValue>);

impl Facts {
    /// The value of a fact; unknown when nobody said.
    pub fn get(&self, fact: &str) -> &FactValue {
        self.0.get(fact).unwrap_or(&UNKNOWN)
    }
    pub fn set(&mut self, fact: &str, value: FactValue) {
        self.0.insert(fact.to_owned(), value);
    }
    /// These facts with others laid over them.
    pub fn with(&self, changes: &BTreeMap<String, FactValue>) -> Facts {
        let mut facts = self.clone();
        facts.0.extend(changes.iter().map(|(k, v)| (k.clone(), v.clone())));
        facts
    }
}
