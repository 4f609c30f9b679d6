//! Sex and age bands in the classes of UNHCR's published statistics.

use serde::{Deserialize, Serialize};

/// Sex as the person says it is; never inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Female,
    Male,
    Other,
    NotStated,
}

impl Sex {
    pub const ALL: [Sex; 4] = [Sex::Female, Sex::Male, Sex::Other, Sex::NotStated];
    pub fn code(self) -> &'static str {
        match self {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Other => "other",
            Sex::NotStated => "not_stated",
        }
    }
    pub fn from_code(code: &str) -> Option<Sex> {
        Sex::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Age bands of UNHCR's Refugee Population Statistics Database: 0–4, 5–11, 12–17, 18–59, 60+.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AgeBand {
    #[serde(rename = "0-4")]
    From0To4,
    #[serde(rename = "5-11")]
    From5To11,
    #[serde(rename = "12-17")]
    From12To17,
    #[serde(rename = "18-59")]
    From18To59,
    #[serde(rename = "60+")]
    From60,
    #[serde(rename = "unknown")]
    Unknown,
}

impl AgeBand {
    pub const ALL: [AgeBand; 6] = [
        AgeBand::From0To4,
        AgeBand::From5To11,
        AgeBand::From12To17,
        AgeBand::From18To59,
        AgeBand::From60,
        AgeBand::Unknown,
    ];
    /// The band of an age in completed years; a negative age is unknown.
    pub fn of(age_years: Option<i16>) -> AgeBand {
        match age_years {
            Some(0..=4) => AgeBand::From0To4,
            Some(5..=11) => AgeBand::From5To11,
            Some(12..=17) => AgeBand::From12To17,
            Some(18..=59) => AgeBand::From18To59,
            Some(60..) => AgeBand::From60,
            _ => AgeBand::Unknown,
        }
    }
    pub fn code(self) -> &'static str {
        match self {
            AgeBand::From0To4 => "0-4",
            AgeBand::From5To11 => "5-11",
            AgeBand::From12To17 => "12-17",
            AgeBand::From18To59 => "18-59",
            AgeBand::From60 => "60+",
            AgeBand::Unknown => "unknown",
        }
    }
    pub fn from_code(code: &str) -> Option<AgeBand> {
        AgeBand::ALL.into_iter().find(|b| b.code() == code)
    }
}
