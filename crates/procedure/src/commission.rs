//! A body that decides by sitting together: its seats, its quorum, and when a vote carries.

use crate::said::{Cite, Said};
use serde::{Deserialize, Serialize};

/// A commission of a country (`[[commissions]]` of `country.toml`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commission {
    pub id: String,
    /// The office whose people sit in it.
    pub office: String,
    pub names: Said,
    /// Who sits in it; empty when nobody told us.
    pub seats: Vec<Seat>,
    /// How many must be present; `None`: not known.
    pub quorum: Option<usize>,
    pub majority: Majority,
    pub cite: Cite,
}

/// One seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub id: String,
    pub names: Said,
}

/// What a vote needs to carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Majority {
    /// More in favour than against.
    Simple,
    /// More than half of all seats in favour.
    Absolute,
    /// Everybody who takes part, in favour.
    Unanimity,
    /// Nobody told us.
    #[default]
    Unknown,
}

impl Majority {
    pub fn code(self) -> &'static str {
        match self {
            Majority::Simple => "simple",
            Majority::Absolute => "absolute",
            Majority::Unanimity => "unanimity",
            Majority::Unknown => "unknown",
        }
    }
}

/// One member's vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    InFavour,
    Against,
    Abstained,
}

impl Vote {
    pub const ALL: [Vote; 3] = [Vote::InFavour, Vote::Against, Vote::Abstained];
    pub fn code(self) -> &'static str {
        match self {
            Vote::InFavour => "in_favour",
            Vote::Against => "against",
            Vote::Abstained => "abstained",
        }
    }
    pub fn from_code(code: &str) -> Option<Vote> {
        Vote::ALL.into_iter().find(|v| v.code() == code)
    }
}

/// The votes counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub in_favour: usize,
    pub against: usize,
    pub abstained: usize,
    /// Whether it carries; `None` when the majority, or the number of seats it hangs on, is not known.
    pub carried: Option<bool>,
}

impl Commission {
    /// Whether so many present may sit; `None` when the quorum is not known.
    pub fn quorate(&self, present: usize) -> Option<bool> {
        self.quorum.map(|quorum| present >= quorum)
    }

    /// Counts votes by the commission's majority. No vote carries nothing; a tie does not carry.
    pub fn carried(&self, votes: &[Vote]) -> Tally {
        let count = |of: Vote| votes.iter().filter(|v| **v == of).count();
        let (in_favour, against, abstained) =
            (count(Vote::InFavour), count(Vote::Against), count(Vote::Abstained));
        let carried = match self.majority {
            Majority::Unknown => None,
            Majority::Simple => Some(in_favour > against),
            Majority::Absolute => (!self.seats.is_empty()).then_some(in_favour * 2 > self.seats.len()),
            Majority::Unanimity => Some(in_favour > 0 && against == 0 && abstained == 0),
        };
        Tally { in_favour, against, abstained, carried }
    }
}
