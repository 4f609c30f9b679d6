//! Dates as people know them: a day, a month, a year, an estimate, or not at all.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Day,
    Month,
    Year,
}

/// A date of which perhaps only the month or the year is known, stated or estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    /// The first day the statement allows: 1 January of a year, the first of a month.
    first_day: Date,
    pub precision: Precision,
    /// True when a person or an officer estimated it.
    pub estimated: bool,
}

/// What is wrong with a typed date.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DateError {
    #[error("a date is a year, a month and year, or a day, month and year")]
    Form,
    #[error("there is no such day in the calendar")]
    NoSuchDay,
}

impl PartialDate {
    pub fn day(date: Date) -> Self {
        Self { first_day: date, precision: Precision::Day, estimated: false }
    }
    pub fn month(year: i16, month: i8) -> Result<Self, DateError> {
        let first_day = Date::new(year, month, 1).map_err(|_| DateError::NoSuchDay)?;
        Ok(Self { first_day, precision: Precision::Month, estimated: false })
    }
    pub fn year(year: i16) -> Result<Self, DateError> {
        let first_day = Date::new(year, 1, 1).map_err(|_| DateError::NoSuchDay)?;
        Ok(Self { first_day, precision: Precision::Year, estimated: false })
    }
    pub fn estimated(mut self, estimated: bool) -> Self {
        self.estimated = estimated;
        self
    }
    /// The first and the last day the statement allows.
    pub fn range(&self) -> (Date, Date) {
        let first = self.first_day;
        match self.precision {
            Precision::Day => (first, first),
            Precision::Month => (first, first.last_of_month()),
            Precision::Year => (first, first.last_of_year()),
        }
    }
    /// The youngest and oldest age in completed years the statement allows on `day`; negative before birth.
    pub fn ages_on(&self, day: Date) -> (i16, i16) {
        let (first, last) = self.range();
        (completed_years(last, day), completed_years(first, day))
    }
    /// The age used for bands: the younger one, for doubt about age favours the child.
    pub fn age_on(&self, day: Date) -> i16 {
        self.ages_on(day).0
    }
    /// Reads `3 4 1988`, `03/04/1988`, `3-4-88`, `4/1988`, `1988`, `1988-04-03`. Day before month, as the region writes.
    /// Two-digit years take the century that does not lie after `today`.
    pub fn parse(text: &str, today: Date) -> Result<Self, DateError> {
        let parts: Vec<&str> =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()).collect();
        if parts.len() > 3 || parts.iter().any(|p| p.len() > 4 || !p.bytes().all(|b| b.is_ascii_digit())) {
            return Err(DateError::Form);
        }
        let number = |p: &str| p.parse::<i16>().map_err(|_| DateError::Form);
        let small = |p: &str| p.parse::<i8>().map_err(|_| DateError::NoSuchDay);
        match parts.as_slice() {
            [y] if y.len() == 4 => Self::year(number(y)?),
            [m, y] if y.len() == 4 => Self::month(number(y)?, small(m)?),
            [y, m] if y.len() == 4 => Self::month(number(y)?, small(m)?),
            [y, m, d] if y.len() == 4 => day_of(number(y)?, small(m)?, small(d)?),
            [d, m, y] if y.len() == 4 => day_of(number(y)?, small(m)?, small(d)?),
            [d, m, y] if y.len() == 2 => {
                let mut year = number(y)? + 2000;
                if year > today.year() {
                    year -= 100;
                }
                day_of(year, small(m)?, small(d)?)
            }
            _ => Err(DateError::Form),
        }
    }
}

impl std::fmt::Display for PartialDate {
    /// ISO 8601, cut to what is known: `1988-04-03`, `1988-04`, `1988`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let d = self.first_day;
        match self.precision {
            Precision::Day => write!(f, "{d}"),
            Precision::Month => write!(f, "{:04}-{:02}", d.year(), d.month()),
            Precision::Year => write!(f, "{:04}", d.year()),
        }
    }
}

fn day_of(year: i16, month: i8, day: i8) -> Result<PartialDate, DateError> {
    Date::new(year, month, day).map(PartialDate::day).map_err(|_| DateError::NoSuchDay)
}

fn completed_years(birth: Date, day: Date) -> i16 {
    let years = day.year() - birth.year();
    if (day.month(), day.day()) < (birth.month(), birth.day()) { years - 1 } else { years }
}

/// Reads one whole day in any of the forms of [`PartialDate::parse`].
pub fn parse_day(text: &str, today: Date) -> Result<Date, DateError> {
    let date = PartialDate::parse(text, today)?;
    if date.precision == Precision::Day { Ok(date.first_day) } else { Err(DateError::Form) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let today = date(2024, 6, 1);
        let day = Ok(PartialDate::day(date(1988, 4, 3)));
        for text in ["3 4 1988", "03/04/1988", "3-4-88", "1988-04-03", " 3.4.1988 "] {
            assert_eq!(PartialDate::parse(text, today), day, "{text}");
        }
        assert_eq!(PartialDate::parse("1988", today).unwrap().to_string(), "1988");
        assert_eq!(PartialDate::parse("4/1988", today).unwrap().to_string(), "1988-04");
        assert_eq!(PartialDate::parse("1/1/24", today).unwrap().to_string(), "2024-01-01");
        assert_eq!(PartialDate::parse("30 2 1988", today), Err(DateError::NoSuchDay));
        assert_eq!(PartialDate::parse("last spring", today), Err(DateError::Form));
        assert_eq!(PartialDate::parse("", today), Err(DateError::Form));
        assert_eq!(PartialDate::parse("1 2 3 4", today), Err(DateError::Form));
    }

    #[test]
    fn doubt_about_age_favours_the_child() {
        let born = PartialDate::year(2006).unwrap();
        assert_eq!(born.ages_on(date(2024, 6, 1)), (17, 18));
        assert_eq!(born.age_on(date(2024, 6, 1)), 17);
    }

    #[test]
    fn the_29th_of_february_turns_on_the_first_of_march() {
        let born = PartialDate::day(date(2004, 2, 29));
        assert_eq!(born.age_on(date(2022, 2, 28)), 17);
        assert_eq!(born.age_on(date(2022, 3, 1)), 18);
    }
}
