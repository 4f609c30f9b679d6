//! The working days of 1990 to 2060 as a table, so that counting days is a look-up instead of a walk.

use super::Calendar;
use jiff::civil::{Date, date};

/// The years of a table. Outside them the rules are asked day by day.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2060;
const FIRST: Date = date(1990, 1, 1);
const LAST: Date = date(2060, 12, 31);

/// The days from 1990 to 2060 by number, and which of them are working days. It borrows its calendar, so that no rule can
/// change under it. For many due dates at once ([`DayTable::due_day`]); a single one is explained by [`crate::Law::due`].
#[derive(Clone, Debug)]
pub struct DayTable<'a> {
    pub(crate) calendar: &'a Calendar,
    /// Every day; its place is its number.
    days: Vec<Date>,
    /// The number of the first day of each month, and of the day after the last one.
    months: Vec<u32>,
    /// How many working days there are before each day; one place more than days.
    before: Vec<u16>,
    /// The numbers of the working days, in order.
    working: Vec<u16>,
}

impl Calendar {
    /// The working days as a table. Making it asks the rules about every day of it.
    pub fn table(&self) -> DayTable<'_> {
        let days: Vec<Date> = std::iter::successors(Some(FIRST), |day| day.tomorrow().ok())
            .take_while(|day| *day <= LAST)
            .collect();
        let (mut months, mut before, mut working) = (Vec::new(), Vec::new(), Vec::new());
        for (number, day) in (0u16..).zip(&days) {
            if day.day() == 1 {
                months.push(u32::from(number));
            }
            before.push(count(&working));
            if self.is_working_day(*day) {
                working.push(number);
            }
        }
        months.push(u32::from(count(&days)));
        before.push(count(&working));
        DayTable { calendar: self, days, months, before, working }
    }
}

/// The table has 25,933 days.
fn count<T>(of: &[T]) -> u16 {
    u16::try_from(of.len()).unwrap_or(u16::MAX)
}

impl DayTable<'_> {
    /// `None` outside the years of the table.
    pub(crate) fn number(&self, day: Date) -> Option<u32> {
        if !YEARS.contains(&day.year()) {
            return None;
        }
        Some(self.months.get(month(day)?)? + u32::try_from(day.day()).ok()? - 1)
    }
    /// The number of a day, or of the nearest one in the table.
    pub(crate) fn nearest(&self, day: Date) -> u32 {
        let end = if day < FIRST { 0 } else { self.months.last().map_or(0, |after| after - 1) };
        self.number(day).unwrap_or(end)
    }
    pub(crate) fn holds(&self, day: Date) -> bool {
        YEARS.contains(&day.year())
    }
    pub(crate) fn day(&self, number: u32) -> Option<Date> {
        self.days.get(usize::try_from(number).ok()?).copied()
    }
    /// The day with the same number some months later, or the last of a shorter month.
    pub(crate) fn months_later(&self, number: u32, months: u32) -> Option<u32> {
        let day = self.day(number)?;
        let there = month(day)?.checked_add(usize::try_from(months).ok()?)?;
        let (first, next) = (self.months.get(there)?, self.months.get(there.checked_add(1)?)?);
        Some((first + u32::try_from(day.day()).ok()? - 1).min(next - 1))
    }
    /// How many working days lie after one day, up to another and including it.
    pub(crate) fn working_between(&self, after: u32, upto: u32) -> u32 {
        let before = |number: u32| usize::try_from(number).ok().and_then(|at| self.before.get(at + 1));
        match (before(after), before(upto)) {
            (Some(after), Some(upto)) => u32::from(upto.saturating_sub(*after)),
            _ => 0,
        }
    }
    /// The first, second … working day after a day.
    pub(crate) fn working_after(&self, after: u32, nth: u32) -> Option<u32> {
        let before = *self.before.get(usize::try_from(after).ok()?.checked_add(1)?)?;
        let place = u32::from(before).checked_add(nth)?.checked_sub(1)?;
        self.working.get(usize::try_from(place).ok()?).map(|number| u32::from(*number))
    }
}

/// Months since the first of the table.
fn month(day: Date) -> Option<usize> {
    usize::try_from((day.year() - FIRST.year()) * 12 + i16::from(day.month()) - 1).ok()
}
