//! What went wrong, as RFC 9457 says it: a type that is documented, a title, a sentence, and where in what was sent.

use super::shape::{Field, Shape, Why, Wrong};
use crate::{FormErrors, Method, Trouble, Words};
use kernel::Lang;
use ledger::Fault;
use serde_json::{Value, json};

/// The kinds of problem. Their type is `/api#problem-CODE`, which the readable page explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Malformed,
    Query,
    Unauthorized,
    Scope,
    Forbidden,
    NotFound,
    Method,
    Refused,
    Similar,
    Confirmation,
    Stale,
    TooLarge,
    MediaType,
    Invalid,
    KeyReused,
    HeadNeeded,
    Internal,
    ReadOnly,
    Locked,
}

impl Kind {
    pub const ALL: [Kind; 19] = [
        Kind::Malformed,
        Kind::Query,
        Kind::Unauthorized,
        Kind::Scope,
        Kind::Forbidden,
        Kind::NotFound,
        Kind::Method,
        Kind::Refused,
        Kind::Similar,
        Kind::Confirmation,
        Kind::Stale,
        Kind::TooLarge,
        Kind::MediaType,
        Kind::Invalid,
        Kind::KeyReused,
        Kind::HeadNeeded,
        Kind::Internal,
        Kind::ReadOnly,
        Kind::Locked,
    ];
    pub fn code(self) -> &'static str {
        self.row().0
    }
    pub fn status(self) -> u16 {
        self.row().1
    }
    fn row(self) -> (&'static str, u16) {
        match self {
            Kind::Malformed => ("malformed", 400),
            Kind::Query => ("query", 400),
            Kind::Unauthorized => ("unauthorized", 401),
            Kind::Scope => ("scope", 403),
            Kind::Forbidden => ("forbidden", 403),
            Kind::NotFound => ("not-found", 404),
            Kind::Method => ("method", 405),
            Kind::Refused => ("refused", 409),
            Kind::Similar => ("similar", 409),
            Kind::Confirmation => ("confirmation", 409),
            Kind::Stale => ("stale", 412),
            Kind::TooLarge => ("too-large", 413),
            Kind::MediaType => ("media-type", 415),
            Kind::Invalid => ("invalid", 422),
            Kind::KeyReused => ("key-reused", 422),
            Kind::HeadNeeded => ("head-needed", 428),
            Kind::Internal => ("internal", 500),
            Kind::ReadOnly => ("read-only", 503),
            Kind::Locked => ("locked", 503),
        }
    }
    /// The key of its title; that of its sentence ends in `-detail`.
    pub fn key(self) -> String {
        format!("web-api-problem-{}", self.code())
    }
}

/// Why an operation has no answer.
#[derive(Debug)]
pub enum Refused {
    /// What may not be seen and what does not exist.
    NotFound,
    /// The house does not do this; the sentence is in the reader's language.
    Because(String),
    /// Somebody alike is known: their ids, as far as the reader may see them.
    Similar(Vec<String>),
    /// Only a named person may do this.
    Confirmation,
    /// The file moved on since it was read.
    Stale,
    Invalid(Vec<Wrong>),
    Query(Vec<Wrong>),
    Fault(Fault),
    /// Any other kind, with its own sentence.
    Kind(Kind),
    Method(Vec<Method>),
    /// A fault under a number that the log holds.
    Incident(Kind, String),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Refused {
        match fault {
            Fault::Stale => Refused::Stale,
            other => Refused::Fault(other),
        }
    }
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Refused {
        match trouble {
            Trouble::NotFound => Refused::NotFound,
            Trouble::Refused(why) => Refused::Because(why),
            Trouble::Stale { .. } => Refused::Stale,
            Trouble::Invalid(_) => Refused::Invalid(Vec::new()),
            Trouble::Internal(fault) => Refused::from(fault),
        }
    }
}

impl Refused {
    /// One wrong member of the body.
    pub fn at(pointer: impl Into<String>, words: impl Into<String>) -> Refused {
        Refused::Invalid(vec![Wrong { pointer: pointer.into(), why: Why::Said(words.into()) }])
    }
    /// What the form's own reader found, member by member.
    pub fn form(errors: &FormErrors) -> Refused {
        let wrong = |(field, words): (&str, &str)| Wrong {
            pointer: format!("/{field}"),
            why: Why::Said(words.to_owned()),
        };
        Refused::Invalid(errors.iter().map(wrong).collect())
    }
    pub fn kind(&self) -> Kind {
        match self {
            Refused::NotFound => Kind::NotFound,
            Refused::Because(_) => Kind::Refused,
            Refused::Similar(_) => Kind::Similar,
            Refused::Confirmation => Kind::Confirmation,
            Refused::Stale => Kind::Stale,
            Refused::Invalid(_) => Kind::Invalid,
            Refused::Query(_) => Kind::Query,
            Refused::Fault(Fault::ReadOnly(_)) => Kind::ReadOnly,
            Refused::Fault(Fault::Locked) => Kind::Locked,
            Refused::Fault(_) => Kind::Internal,
            Refused::Kind(kind) | Refused::Incident(kind, _) => *kind,
            Refused::Method(_) => Kind::Method,
        }
    }

    /// The body. Nothing in it depends on the address, so that a hidden file and an absent one look alike.
    pub fn body(&self, words: &Words, lang: Lang) -> Value {
        let kind = self.kind();
        let t = |key: &str| words.t(lang, key, &[]);
        let detail = match self {
            Refused::Because(why) => why.clone(),
            _ => t(&format!("{}-detail", kind.key())),
        };
        let mut body = json!({
            "type": format!("/api#problem-{}", kind.code()),
            "title": t(&kind.key()),
            "status": kind.status(),
            "detail": detail,
        });
        match self {
            Refused::Invalid(wrong) if !wrong.is_empty() => {
                let one = |w: &Wrong| json!({ "pointer": w.pointer, "detail": said(words, lang, &w.why) });
                body["errors"] = wrong.iter().map(one).collect();
            }
            Refused::Query(wrong) if !wrong.is_empty() => {
                let one = |w: &Wrong| json!({ "parameter": w.pointer.trim_start_matches('/'), "detail": said(words, lang, &w.why) });
                body["errors"] = wrong.iter().map(one).collect();
            }
            Refused::Similar(ids) => body["similar"] = json!(ids),
            Refused::Incident(_, number) => body["incident"] = json!(number),
            _ => {}
        }
        body
    }
}

fn said(words: &Words, lang: Lang, why: &Why) -> String {
    let size = |n: &usize| i64::try_from(*n).unwrap_or(i64::MAX);
    match why {
        Why::Kind(kind) => words.t(lang, "web-api-wrong-kind", &[("kind", (*kind).into())]),
        Why::Missing => words.t(lang, "web-error-required", &[]),
        Why::Unknown => words.t(lang, "web-api-wrong-unknown", &[]),
        Why::Long(most) => words.t(lang, "web-error-too-long", &[("max", size(most).into())]),
        Why::Unwritable => words.t(lang, "web-error-unwritable", &[]),
        Why::Choice => words.t(lang, "web-error-choice", &[]),
        Why::Number(from, to) => {
            words.t(lang, "web-error-number", &[("from", (*from).into()), ("to", (*to).into())])
        }
        Why::Many(most) => words.t(lang, "web-api-wrong-many", &[("max", size(most).into())]),
        Why::Said(words) => words.clone(),
    }
}

/// The shape of every problem, for the description.
pub fn shape() -> Shape {
    let error = Shape::Object(vec![
        Field::may("pointer", Shape::Any),
        Field::may("parameter", Shape::Any),
        Field::must("detail", Shape::Any),
    ]);
    Shape::Object(vec![
        Field::must("type", Shape::word()).like("/api#problem-not-found"),
        Field::must("title", Shape::word()),
        Field::must("status", Shape::Whole { from: 400, to: 599 }),
        Field::must("detail", Shape::Any),
        Field::may("errors", Shape::list(error, 1000)),
        Field::may("similar", Shape::list(Shape::Id, 50)),
        Field::may("incident", Shape::word()),
    ])
}
