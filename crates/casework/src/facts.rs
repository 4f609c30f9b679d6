//! What casework tells statistics and pledges: small typed facts, wired by `app`, that carry ids and codes and never a name.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{CaseId, Country, Office, PersonId, Sex};
use serde::{Deserialize, Serialize};

/// How a decision on protection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Refugee status (UNHCR's series: recognized).
    Recognised,
    /// Complementary or other protection (UNHCR's series: other).
    Complementary,
    /// Refused after an examination of substance (UNHCR's series: rejected).
    Refused,
}

/// What happened to one person's claim on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimEvent {
    /// The person applied.
    Applied,
    /// An authority decided.
    Decided(Outcome),
    /// The claim ended without a decision of substance (UNHCR's series: closed).
    Closed,
}

/// The level of the authority that the event belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    FirstInstance,
    /// Reconsideration or appeal.
    Review,
}

/// One event of one person's claim: persons are counted, so a case of four people yields four facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimFact {
    pub event: ClaimEvent,
    pub level: Level,
    /// The legal date of the event, as stated; never the date of receipt.
    pub on: Date,
    pub case: CaseId,
    pub person: PersonId,
    /// The country of origin: the nationality feared from, `XXA` for stateless persons.
    pub origin: Country,
    pub sex: Sex,
    /// Completed years on `on`; `None` when no birth date is known at all.
    pub age_years: Option<i16>,
    pub office: Office,
}

/// One computed indicator. Withholding small cells is the reader's matter (`disclosure`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    pub numerator: i64,
    pub denominator: i64,
    pub as_of: Timestamp,
}
