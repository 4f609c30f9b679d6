//! What fills a letter: values in the form in which an issued letter keeps them, so that a reprint says the same.

use crate::letter::Unit;
use aws_lc_rs::digest::{SHA256, digest};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The values of one letter, by input.
pub type Values = BTreeMap<String, Value>;

/// The same thing in several languages, by BCP 47 tag; `any` stands for what reads the same in all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Words {
        Words([("es".to_owned(), es.into()), ("en".to_owned(), en.into())].into())
    }
    pub fn any(text: impl Into<String>) -> Words {
        Words([("any".to_owned(), text.into())].into())
    }
    pub fn has(&self, tag: &str) -> bool {
        self.own(tag).is_some()
    }
    fn own(&self, tag: &str) -> Option<&str> {
        let text = self.0.get(tag).or_else(|| self.0.get("any"));
        text.map(String::as_str).filter(|text| !text.trim().is_empty())
    }
    /// The text in a language, else in Spanish, else in whichever there is.
    pub fn get(&self, tag: &str) -> &str {
        let other = || self.own("es").or_else(|| self.0.values().next().map(String::as_str));
        self.own(tag).or_else(other).unwrap_or_default()
    }
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }
}

impl From<&crate::Said> for Words {
    fn from(said: &crate::Said) -> Words {
        Words::new(&said.es, &said.en)
    }
}

/// SHA-256 of the values of a letter, in hexadecimal.
pub fn hash_of_values(values: &Values) -> String {
    // Plain strings, numbers and days: this cannot fail.
    let text = serde_json::to_string(values).unwrap_or_default();
    digest(&SHA256, text.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A value of one input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A number, a name, a short answer: the same in every language.
    Text(String),
    /// What somebody wrote, in the language they wrote it in.
    LongText {
        text: String,
        lang: String,
    },
    Words(Words),
    Choice {
        code: String,
        names: Words,
    },
    Day(Date),
    Time(Time),
    People(Vec<String>),
    Office {
        names: Words,
        place: Words,
    },
    YesNo(bool),
    Term(Count),
    Remedies(Vec<RemedyValue>),
    List(Vec<Words>),
    Length {
        count: u32,
        unit: Unit,
    },
}

impl Value {
    /// Whether there is anything to print, and no «no».
    pub(super) fn says_something(&self) -> bool {
        match self {
            Value::Text(text) | Value::LongText { text, .. } => !text.trim().is_empty(),
            Value::YesNo(yes) => *yes,
            Value::People(people) => !people.is_empty(),
            Value::Remedies(remedies) => !remedies.is_empty(),
            Value::List(list) => !list.is_empty(),
            _ => true,
        }
    }
    /// The code that a condition compares.
    pub(super) fn code(&self) -> Option<&str> {
        match self {
            Value::Choice { code, .. } => Some(code),
            Value::Text(text) => Some(text),
            Value::YesNo(true) => Some("yes"),
            Value::YesNo(false) => Some("no"),
            _ => None,
        }
    }
}

/// A term and how its last day was arrived at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How long; `None` when the law's term is not known.
    pub length: Option<(u32, Unit)>,
    /// What it counts from, as words: «la notificación de esta decisión».
    pub counts_from: Words,
    /// The day it counts from, once it has happened.
    pub from: Option<Date>,
    /// The last day, once it can be computed.
    pub due: Option<Date>,
    /// The days that were passed over, and why.
    pub skipped: Vec<SkippedDay>,
    /// True unless the term was verified by a named person.
    pub provisional: bool,
}

/// A day that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedDay {
    pub date: Date,
    pub reason: Words,
}

/// One way to have a decision reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyValue {
    pub name: Words,
    /// Before whom, and through whom it is filed.
    pub authority: Words,
    /// How it is filed; absent when nobody told us.
    pub how: Option<Words>,
    /// Whether the decision waits for it; absent when nobody told us.
    pub meanwhile: Option<Words>,
    /// The article and norm, as cited.
    pub norm: Option<Words>,
    pub count: Count,
}
