//! What asylum writes down by itself: the intent a person expressed at a post, before there is any claim.

use jiff::civil::{Date, Time};
use kernel::{CaseId, Office, PersonId};
use serde::{Deserialize, Serialize};

/// Whether children are with somebody. Doubt counts as alone until a person confirms otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Child {
    #[default]
    None,
    Accompanied,
    UnaccompaniedOrSeparated,
}

impl Child {
    pub const ALL: [Child; 3] = [Child::None, Child::Accompanied, Child::UnaccompaniedOrSeparated];
    /// The code of the fact `child` in procedures.
    pub fn code(self) -> &'static str {
        match self {
            Child::None => "none",
            Child::Accompanied => "accompanied",
            Child::UnaccompaniedOrSeparated => "unaccompanied_or_separated",
        }
    }
    pub fn from_code(code: &str) -> Option<Child> {
        Child::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// A person said, in any words, that they fear to return. Recorded without judging it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expressed {
    /// The number of the proof sheet, such as `METETI-000123`.
    pub serial: String,
    pub office: Office,
    /// The day and hour the person said it: the day the law counts from.
    pub stated_on: Date,
    pub stated_at: Time,
    /// Where exactly, in words.
    #[serde(default)]
    pub place: String,
    /// ISO 639-3, or empty when nobody could tell.
    #[serde(default)]
    pub language: String,
    /// How many people it is about, with those whom nobody registered yet.
    pub people: u32,
    pub child: Child,
    /// Their own words, if they wished to say more.
    #[serde(default)]
    pub words: String,
}

/// What can happen to an intent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum IntentEvent {
    Expressed(Expressed),
    /// Somebody it is about was registered.
    PersonRegistered {
        person: PersonId,
    },
    /// A claim was opened on it.
    ClaimOpened {
        case: CaseId,
    },
    /// The proof sheet was printed (again).
    ProofPrinted,
}
