//! What can happen in a session of a deciding body, as events. Bodies are sealed by the ledger; nobody who asks for
//! protection is named in them: a case stands by its number.

use casework::model::Words;
use jiff::civil::{Date, Time};
use kernel::{AccountId, CaseId, Office};
use procedure::{Commission, Majority, Tally, Vote};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use uuid::Uuid;

/// A session of a deciding body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub Uuid);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl std::str::FromStr for SessionId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<SessionId, uuid::Error> {
        Uuid::parse_str(text).map(SessionId)
    }
}

/// One seat of the body, as its rule named it on the day the session was convened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub id: String,
    pub names: Words,
}

/// The body's own rule as it stood when the session was convened: values, so that old minutes read the same for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyRule {
    /// Empty when nobody told us who sits in it.
    #[serde(default)]
    pub seats: Vec<Seat>,
    /// How many must be present; `None`: not known.
    #[serde(default)]
    pub quorum: Option<usize>,
    pub majority: Majority,
    #[serde(default)]
    pub article: Option<String>,
    pub source: String,
    /// `verified`, `secondary` or `unverified`.
    pub verification: String,
}

impl BodyRule {
    pub fn of(commission: &Commission) -> BodyRule {
        let seat = |seat: &procedure::Seat| Seat { id: seat.id.clone(), names: Words::from(&seat.names) };
        BodyRule {
            seats: commission.seats.iter().map(seat).collect(),
            quorum: commission.quorum,
            majority: commission.majority,
            article: commission.cite.article.clone(),
            source: commission.cite.source.clone(),
            verification: commission.cite.verification.code().to_owned(),
        }
    }
    pub fn seat(&self, id: &str) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.id == id)
    }
}

/// The first statement of every session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convened {
    pub commission: String,
    pub office: Office,
    pub names: Words,
    /// Such as `CONARE-2024-03`; reserved, never reused.
    pub number: String,
    pub on: Date,
    #[serde(default)]
    pub hour: Option<Time>,
    pub place: String,
    pub rule: BodyRule,
}

/// Somebody who came, and the seat they took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    pub account: AccountId,
    /// The name colleagues know them by, as the minutes say it.
    pub name: String,
    /// `None` where the seats of the body are not known.
    #[serde(default)]
    pub seat: Option<String>,
    /// Sits for the titular member of the seat.
    #[serde(default)]
    pub alternate: bool,
}

/// A member who puts their name to something that no rule we know can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub account: AccountId,
    pub name: String,
}

/// Why a member takes no part in one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A tie to the person or to the matter.
    Conflict,
    /// Took part in an earlier decision of the same case.
    DecidedBefore,
    Other,
}

impl Ground {
    pub const ALL: [Ground; 3] = [Ground::Conflict, Ground::DecidedBefore, Ground::Other];
    pub fn code(self) -> &'static str {
        match self {
            Ground::Conflict => "conflict",
            Ground::DecidedBefore => "decided_before",
            Ground::Other => "other",
        }
    }
    pub fn from_code(code: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|g| g.code() == code)
    }
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It sat and was closed.
    Held,
    /// Too few came: nothing was voted, and its cases go to the next session.
    NoQuorum,
}

/// The votes on one possible step, counted when the case was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTally {
    pub step: String,
    pub names: Words,
    pub tally: Tally,
}

/// What a member votes on the possible steps of one case.
pub type Votes = BTreeMap<String, Vote>;

/// What can happen in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SessionEvent {
    Convened(Convened),
    /// A case was put on the agenda.
    CasePut {
        case: CaseId,
        number: String,
        stage: String,
        /// In how many sessions before it was not decided.
        #[serde(default)]
        postponed: u32,
        #[serde(default)]
        why: String,
    },
    CaseTakenOff {
        case: CaseId,
        why: String,
    },
    /// Who came, whole: a later list replaces an earlier one until the session is open.
    AttendanceNoted {
        present: Vec<Presence>,
    },
    /// The session opened with quorum.
    Constituted {
        present: usize,
        #[serde(default)]
        quorum: Option<usize>,
        /// Where the rule is not known: the member who states that the body sits validly.
        #[serde(default)]
        stated: Option<Named>,
    },
    Recused {
        case: CaseId,
        member: Named,
        ground: Ground,
        why: String,
    },
    /// A member's vote on one case; a later one of the same member replaces it until the case is closed.
    Voted {
        case: CaseId,
        votes: Votes,
        /// Reasons of whoever does not agree.
        #[serde(default)]
        dissent: String,
    },
    /// The vote on a case was closed and counted.
    CaseClosed {
        case: CaseId,
        tallies: Vec<StepTally>,
        /// The step that was carried.
        #[serde(default)]
        carried: Option<String>,
        /// Where the majority is not known: the member who states which step was carried.
        #[serde(default)]
        stated: Option<Named>,
    },
    Closed {
        outcome: Outcome,
        present: usize,
        #[serde(default)]
        quorum: Option<usize>,
        /// Where the quorum is not known: the member who states that too few came.
        #[serde(default)]
        stated: Option<Named>,
    },
}
