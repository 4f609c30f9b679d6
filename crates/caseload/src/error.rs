//! Why a scenario cannot run or published figures cannot be read.

use jiff::civil::Date;

/// Everything that can be wrong with what this crate is given.
#[derive(Debug, thiserror::Error)]
pub enum CaseloadError {
    #[error("the scenario ends on {until}, before it begins on {from}")]
    NoTime { from: Date, until: Date },
    #[error("there is no working day from {from} to {until}")]
    NoWorkingDay { from: Date, until: Date },
    #[error("the scenario is too long: it has more working minutes than can be counted")]
    TooLong,
    #[error("{0} must be a number that is not negative")]
    Negative(&'static str),
    #[error("{0} must be more than zero")]
    Zero(&'static str),
    #[error("{what} must be a share from 0 to 1; found {found}")]
    Share { what: &'static str, found: f64 },
    #[error("recognised, complementary and refused must add to 1; found {0}")]
    Outcomes(f64),
    #[error("there is no office")]
    NoOffice,
    #[error("the shares of arrivals of the offices must add to more than zero")]
    NoArrivalsShare,
    #[error("the office `{0}` has no staffing that begins on or before the first day")]
    NoStaffing(String),
    #[error(
        "arrivals from {from} to {to}: the period ends before it begins, or has more claims than can be counted"
    )]
    Period { from: Date, to: Date },
    #[error("no seed was given")]
    NoSeed,
    #[error("a simulation ended unexpectedly")]
    Thread,
    #[error("{file}: the column `{column}` is missing")]
    NoColumn { file: &'static str, column: &'static str },
    #[error("{file}, line {line}: {why}")]
    Line { file: &'static str, line: u64, why: String },
    #[error("nothing is published for {country} in {year}: {what}")]
    NotPublished { country: String, year: i16, what: &'static str },
    #[error("a year is out of range: {0}")]
    Year(i16),
}
