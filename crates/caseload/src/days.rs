//! The working days of a simulation, and which month and year each belongs to.

use crate::CaseloadError;
use crate::scenario::TermUnit;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Working days from the first to the last, numbered from 0.
#[derive(Clone, Debug)]
pub struct Days {
    days: Vec<Date>,
    /// Days since the year 0, so that differences are calendar days.
    ordinals: Vec<i32>,
    months: Vec<u32>,
    years: Vec<u32>,
    first: Date,
    month_count: usize,
}

/// Days since a fixed day, from the calendar alone.
fn ordinal(day: Date) -> i32 {
    let year = i32::from(day.year()) - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + i32::from(day.day_of_year())
}

fn month_of(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

impl Days {
    /// Every day from `from` to `until` but Saturdays, Sundays and the days given.
    pub fn new(from: Date, until: Date, closed: &[Date]) -> Result<Days, CaseloadError> {
        if until < from {
            return Err(CaseloadError::NoTime { from, until });
        }
        let mut closed = closed.to_vec();
        closed.sort_unstable();
        let is_open = |day: &Date| {
            !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
                && closed.binary_search(day).is_err()
        };
        let days: Vec<Date> = from.series(1.day()).take_while(|day| *day <= until).filter(is_open).collect();
        if days.is_empty() {
            return Err(CaseloadError::NoWorkingDay { from, until });
        }
        let since = |day: &Date| u32::try_from(month_of(*day) - month_of(from)).unwrap_or(0);
        let years = |day: &Date| u32::try_from(day.year() - from.year()).unwrap_or(0);
        Ok(Days {
            ordinals: days.iter().map(|day| ordinal(*day)).collect(),
            months: days.iter().map(since).collect(),
            years: days.iter().map(years).collect(),
            first: from,
            month_count: since(&until) as usize + 1,
            days,
        })
    }
    pub fn count(&self) -> usize {
        self.days.len()
    }
    pub fn month_count(&self) -> usize {
        self.month_count
    }
    /// The month of a working day, counted from the first.
    pub fn month(&self, day: usize) -> usize {
        self.months.get(day).map_or(self.month_count - 1, |month| *month as usize)
    }
    /// The year of a working day, counted from the first.
    pub fn year(&self, day: usize) -> usize {
        self.years.get(day).or(self.years.last()).map_or(0, |year| *year as usize)
    }
    pub fn year_count(&self) -> usize {
        self.years.last().map_or(1, |year| *year as usize + 1)
    }
    pub fn first_year(&self) -> i16 {
        self.first.year()
    }
    /// `2018-01` for the first month of a simulation that begins in January 2018.
    pub fn month_name(&self, month: usize) -> String {
        let month = month_of(self.first) + i32::try_from(month).unwrap_or(0);
        format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
    }
    /// The first working day on or after a day; the number of days when there is none.
    pub fn on_or_after(&self, day: Date) -> usize {
        self.days.partition_point(|d| *d < day)
    }
    /// Calendar days from one working day to another.
    pub fn calendar_days(&self, from: usize, to: usize) -> u32 {
        let last = self.ordinals.len() - 1;
        let days = self.ordinals[to.min(last)] - self.ordinals[from.min(last)];
        u32::try_from(days).unwrap_or(0)
    }
    /// For each working day of an event, the last working day on which a term of this length is kept; beyond the last
    /// day when it ends later. The day of the event does not count; an end on a day of rest moves to the next working day.
    pub fn last_in_time(&self, length: u32, unit: TermUnit) -> Vec<usize> {
        let due = |(at, day): (usize, &Date)| {
            let end = match unit {
                TermUnit::WorkingDays => return at.saturating_add(length as usize),
                TermUnit::CalendarDays => day.checked_add(i64::from(length).days()),
                TermUnit::Months => day.checked_add(i64::from(length).months()),
            };
            let end = end.map(ordinal).unwrap_or(i32::MAX);
            let found = self.ordinals.partition_point(|o| *o < end);
            if found == self.ordinals.len() { usize::MAX } else { found }
        };
        self.days.iter().enumerate().map(due).collect()
    }
}
