//! Which days count: days of rest, holidays by rule, and days an authority decreed, each with its source.

mod table;

pub use table::DayTable;

use crate::model::{Length, Unit};
use crate::said::{Cite, Said};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use std::collections::BTreeMap;

/// The working days of a country.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    pub names: Said,
    pub hash: String,
    pub rest_days: Vec<RestDay>,
    pub holidays: Vec<HolidayRule>,
    /// Days that an authority closed by decree.
    pub decreed: Vec<DecreedDay>,
    /// How a Monday taken for a holiday of another day is called: `{name}` is the holiday.
    pub instead: Option<Said>,
    pub acts: Vec<Act>,
    pub sources: BTreeMap<String, String>,
    /// Where the calendar as a whole is written: a working day rests on it as much as a day of rest does.
    pub cite: Cite,
}

/// A day of the week on which offices rest.
#[derive(Clone, Debug)]
pub struct RestDay {
    pub weekday: Weekday,
    pub names: Said,
    pub cite: Cite,
}

/// A holiday that comes back every year.
#[derive(Clone, Debug)]
pub struct HolidayRule {
    pub id: String,
    pub names: Said,
    pub when: When,
    pub every: Every,
    /// When it falls on a Sunday, the Monday after is free too.
    pub sunday_to_monday: bool,
    pub moves: Moves,
    /// How the Monday is called, where the calendar's own words do not fit this name.
    pub instead: Option<Said>,
    /// Whether the rule holds is asked of the holiday's own day, not of the Monday.
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub cite: Cite,
}

/// The day of the year a holiday falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Fixed {
        month: i8,
        day: i8,
    },
    /// Days after Easter Sunday; negative before.
    Easter(i32),
    /// The first, second … such weekday of a month, or some days after it.
    Nth {
        month: i8,
        nth: i8,
        weekday: Weekday,
        days_after: i8,
    },
}

/// A holiday of every year, or of each so many years from the one in which its rule begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Every(pub i16);

/// The days of the week on which a holiday is not kept itself: a Monday is kept instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    pub monday_before: Vec<Weekday>,
    pub monday_after: Vec<Weekday>,
}

/// One day closed by decree.
#[derive(Clone, Debug)]
pub struct DecreedDay {
    pub day: Date,
    pub names: Said,
    pub cite: Cite,
}

/// An act that changed terms but whose extent is not known: it computes nothing and asks a question.
#[derive(Clone, Debug)]
pub struct Act {
    pub id: String,
    pub from: Date,
    /// The last day on which a term is questioned because of it; a choice of the platform.
    pub ask_until: Date,
    /// Terms it touched; empty is all.
    pub terms: Vec<String>,
    pub question: Said,
    pub cite: Cite,
}

/// Nothing here counts further than this from its start; an endless closure must not hang the program.
pub(crate) const DAYS_MAX: i32 = 366 * 20;

impl Calendar {
    /// Why a day is not a working day; `None` on working days. A holiday's name goes before the day of the week.
    pub fn rest(&self, day: Date) -> Option<Said> {
        self.holiday(day)
            .or_else(|| self.rest_days.iter().find(|r| r.weekday == day.weekday()).map(|r| r.names.clone()))
    }

    pub fn is_working_day(&self, day: Date) -> bool {
        self.rest(day).is_none()
    }

    /// The holiday on a day, of its own or instead of another day.
    pub fn holiday(&self, day: Date) -> Option<Said> {
        Some(match self.closed(day)? {
            Closed::Decreed(decreed) => decreed.names.clone(),
            Closed::Itself(rule) => rule.names.clone(),
            Closed::Instead(rule) => self.called_instead(rule),
        })
    }

    /// Where it is written that a day is a holiday.
    pub fn holiday_cite(&self, day: Date) -> Option<&Cite> {
        Some(match self.closed(day)? {
            Closed::Decreed(decreed) => &decreed.cite,
            Closed::Itself(rule) | Closed::Instead(rule) => &rule.cite,
        })
    }

    /// A decree goes before a rule, and a holiday on its own day before one that was moved there.
    fn closed(&self, day: Date) -> Option<Closed<'_>> {
        let decreed = || self.decreed.iter().find(|d| d.day == day).map(Closed::Decreed);
        let itself = || self.holidays.iter().find(|r| r.falls_on(day)).map(Closed::Itself);
        let instead = || self.holidays.iter().find(|r| r.taken_on(day)).map(Closed::Instead);
        decreed().or_else(itself).or_else(instead)
    }

    fn called_instead(&self, rule: &HolidayRule) -> Said {
        match rule.instead.as_ref().or(self.instead.as_ref()) {
            Some(label) => Said::new(
                label.es.replace("{name}", &rule.names.es),
                label.en.replace("{name}", &rule.names.en),
            ),
            None => rule.names.clone(),
        }
    }

    /// Every holiday of a year, in order.
    pub fn holidays_in(&self, year: i16) -> Vec<(Date, Said)> {
        let Ok(first) = Date::new(year, 1, 1) else { return Vec::new() };
        let days = std::iter::successors(Some(first), |d| d.tomorrow().ok());
        days.take_while(|d| d.year() == year).filter_map(|d| self.holiday(d).map(|name| (d, name))).collect()
    }

    /// The day a length of time after another ends, by this calendar alone; `None` outside any calendar.
    /// For tasks and documents; legal terms go through [`crate::Law::due`].
    pub fn after(&self, start: Date, length: Length) -> Option<Date> {
        match length.unit {
            Unit::Unknown => None,
            Unit::Months => add(start, i32::try_from(length.length).ok()?.months()),
            Unit::CalendarDays => add(start, i32::try_from(length.length).ok()?.days()),
            Unit::WorkingDays => {
                let mut days = std::iter::successors(start.tomorrow().ok(), |d| d.tomorrow().ok())
                    .take(usize::try_from(DAYS_MAX).ok()?)
                    .filter(|d| self.is_working_day(*d));
                days.nth(usize::try_from(length.length).ok()?.checked_sub(1)?)
            }
        }
    }
}

/// A date some days or months later; months that are too short end on their last day.
pub(crate) fn add(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

/// Why a day is a holiday.
enum Closed<'a> {
    Decreed(&'a DecreedDay),
    Itself(&'a HolidayRule),
    Instead(&'a HolidayRule),
}

impl HolidayRule {
    /// Whether the holiday is kept on this day because it is its own.
    pub fn falls_on(&self, day: Date) -> bool {
        self.is_own(day) && !self.moves.takes(day.weekday())
    }

    /// Whether this is the Monday taken for the holiday: too, after a Sunday, or instead of its own day.
    pub fn taken_on(&self, day: Date) -> bool {
        let own = |days: i8| add(day, days.days()).is_some_and(|own| self.is_own(own));
        let before = |weekday: &Weekday| own(weekday.to_monday_zero_offset());
        let after = |weekday: &Weekday| own(weekday.to_monday_zero_offset() - 7);
        day.weekday() == Weekday::Monday
            && (self.sunday_to_monday && own(-1)
                || self.moves.monday_before.iter().any(before)
                || self.moves.monday_after.iter().any(after))
    }

    fn is_own(&self, day: Date) -> bool {
        if day < self.valid_from || self.valid_to.is_some_and(|to| day > to) {
            return false;
        }
        self.every.counts(day.year() - self.valid_from.year()) && self.when.is_on(day)
    }
}

impl When {
    fn is_on(self, day: Date) -> bool {
        match self {
            When::Fixed { month, day: of_month } => (day.month(), day.day()) == (month, of_month),
            When::Easter(offset) => easter(day.year()).and_then(|e| add(e, offset.days())) == Some(day),
            When::Nth { month, nth, weekday, days_after } => add(day, -days_after.days())
                .is_some_and(|d| (d.month(), d.weekday(), (d.day() - 1) / 7 + 1) == (month, weekday, nth)),
        }
    }
}

impl Every {
    /// Years since the rule began.
    fn counts(self, years: i16) -> bool {
        years.checked_rem(self.0) == Some(0)
    }
}

impl Moves {
    fn takes(&self, weekday: Weekday) -> bool {
        self.monday_before.contains(&weekday) || self.monday_after.contains(&weekday)
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm printed in Nature, 1876).
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}
