//! Due dates with their arithmetic: which days counted, which were skipped, and why.

mod day;

use crate::Law;
use crate::calendar::{Act, Calendar, DAYS_MAX};
use crate::model::{Counting, OnExpiry, Procedure, Step, Term, Unit};
use crate::said::{Said, Verification, article};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that stops the count, closes a day or lengthens a term: decreed after the law file was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    pub kind: SuspensionKind,
    pub from: Date,
    /// The last day; `None` while nobody knows it.
    pub to: Option<Date>,
    /// Terms it touches; empty is all.
    #[serde(default)]
    pub terms: Vec<String>,
    pub reason: Said,
}

impl Suspension {
    /// Whether it is about a term.
    fn touches(&self, term: &str) -> bool {
        self.terms.is_empty() || self.terms.iter().any(|t| t == term)
    }
}

/// What an act does to terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionKind {
    /// The days are not working days (a decreed holiday, a closed office).
    Closed,
    /// Terms do not run on these days, whatever their unit.
    Suspended,
}

/// A due date and how it was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub term: String,
    /// `None` when the length is not known or an open suspension stops the count.
    pub due: Option<Date>,
    /// The day of the event, which is never counted.
    pub start: Date,
    /// Days of the span after `start` up to `due` that counted.
    pub counted_days: u32,
    pub skipped: Vec<Skipped>,
    #[serde(with = "article")]
    pub article: Option<String>,
    pub source: String,
    pub url: Option<String>,
    pub verification: Verification,
    /// True unless a named lawyer confirmed everything it rests on.
    pub provisional: bool,
    /// What a person has to find out before relying on it.
    #[serde(default)]
    pub questions: Vec<Said>,
    /// The sum in figures, start + days counted + days skipped: `2024-03-25 + 5 + 3 = 2024-04-02`.
    pub sums: String,
}

/// A day that did not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub date: Date,
    pub reason: Said,
}

/// Why no due date can be worked out at all.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DueError {
    #[error("the procedure has no term `{0}`")]
    NoSuchTerm(String),
    #[error("the term counts from `{0}`, and no day was given for it")]
    EventMissing(String),
    #[error("the dates lie outside any calendar")]
    OutOfCalendar,
}

impl Law {
    /// When a term is due, given the days on which events happened and what was decreed since.
    pub fn due(
        &self,
        procedure: &Procedure,
        term: &str,
        events: &BTreeMap<String, Date>,
        suspensions: &[Suspension],
    ) -> Result<Due, DueError> {
        let term = procedure.term(term).ok_or_else(|| DueError::NoSuchTerm(term.to_owned()))?;
        let start = *events.get(&term.from).ok_or_else(|| DueError::EventMissing(term.from.clone()))?;
        let days = Days { calendar: &self.calendar, suspensions, term: &term.id };
        let count = match term.length {
            Some(length) if term.unit != Unit::Unknown => days.count(term, start, length)?,
            _ => Count::default(),
        };
        Ok(self.written(term, start, count))
    }

    /// The terms a step meets whose due date lies before the day it was taken. For tasks; it closes no door.
    pub fn late(
        &self,
        procedure: &Procedure,
        step: &Step,
        events: &BTreeMap<String, Date>,
        suspensions: &[Suspension],
    ) -> Vec<String> {
        let Some(on) = events.get(&step.event) else { return Vec::new() };
        let is_late = |term: &&String| {
            let due = self.due(procedure, term, events, suspensions);
            procedure.struck_term(term, *on).is_none()
                && due.is_ok_and(|d| d.due.is_some_and(|due| due < *on))
        };
        step.ends.iter().filter(is_late).cloned().collect()
    }

    fn written(&self, term: &Term, start: Date, count: Count) -> Due {
        let mut verification = term.cite.verification;
        if term.unit == Unit::WorkingDays || term.counting == Counting::FromNextWorkingDay || count.moved {
            verification = verification.min(self.calendar.cite.verification);
        }
        if let Some(moved_end) = term.moved_end.as_ref().filter(|_| count.moved) {
            verification = verification.min(moved_end.cite.verification);
        }
        let last = count.due.unwrap_or(start);
        let touches = |a: &&Act| {
            (a.terms.is_empty() || a.terms.contains(&term.id)) && a.from <= last && start <= a.ask_until
        };
        let questions: Vec<Said> =
            self.calendar.acts.iter().filter(touches).map(|a| a.question.clone()).collect();
        Due {
            term: term.id.clone(),
            due: count.due,
            start,
            counted_days: count.counted,
            sums: count.sums(start),
            skipped: count.skipped,
            article: term.cite.article.clone(),
            source: term.cite.source.clone(),
            url: term.cite.url.clone(),
            verification,
            provisional: verification != Verification::Verified || !questions.is_empty(),
            questions,
        }
    }
}

/// The result of walking from the day of the event, day by day.
#[derive(Default)]
struct Count {
    due: Option<Date>,
    counted: u32,
    skipped: Vec<Skipped>,
    /// The last day was moved because it was a day of rest.
    moved: bool,
}

impl Count {
    fn sums(&self, start: Date) -> String {
        match self.due {
            Some(due) if self.skipped.is_empty() => format!("{start} + {} = {due}", self.counted),
            Some(due) => format!("{start} + {} + {} = {due}", self.counted, self.skipped.len()),
            None => format!("{start} + ? = ?"),
        }
    }
}

/// Days as one term sees them.
struct Days<'a> {
    calendar: &'a Calendar,
    suspensions: &'a [Suspension],
    term: &'a str,
}

impl Days<'_> {
    fn act(&self, day: Date, kind: SuspensionKind) -> Option<&Suspension> {
        self.suspensions.iter().find(|s| {
            s.kind == kind && s.touches(self.term) && s.from <= day && s.to.is_none_or(|to| day <= to)
        })
    }
    fn suspended(&self, day: Date) -> Option<&Suspension> {
        self.act(day, SuspensionKind::Suspended)
    }
    fn rest(&self, day: Date) -> Option<Said> {
        self.act(day, SuspensionKind::Closed).map(|s| s.reason.clone()).or_else(|| self.calendar.rest(day))
    }
    /// Nobody knows when the days that stop this count come to an end.
    fn open_ended(&self, day: Date, unit: Unit) -> bool {
        self.suspended(day).is_some_and(|s| s.to.is_none())
            || (unit == Unit::WorkingDays
                && self.act(day, SuspensionKind::Closed).is_some_and(|s| s.to.is_none()))
    }

    /// Walks on from `start` (not counted) until the term is full.
    fn count(&self, term: &Term, start: Date, length: u32) -> Result<Count, DueError> {
        let mut count = Count::default();
        let mut running = term.counting == Counting::EventDayNotCounted || term.unit == Unit::WorkingDays;
        let mut wanted = match term.unit {
            Unit::Months if running => Some(days_in_months(start, length)?),
            Unit::Months => None,
            Unit::WorkingDays | Unit::CalendarDays | Unit::Unknown => Some(length),
        };
        let mut day = start;
        for _ in 0..DAYS_MAX {
            day = day.tomorrow().map_err(|_| DueError::OutOfCalendar)?;
            if self.open_ended(day, term.unit) {
                return Ok(count);
            }
            if let Some(reason) = self.why_not(day, term.unit, running) {
                count.skipped.push(Skipped { date: day, reason });
                continue;
            }
            running = true;
            let full = match wanted {
                Some(full) => full,
                // The first working day is where the months begin; it is itself a counted day.
                None => days_in_months(day, length)?.saturating_add(1),
            };
            wanted = Some(full);
            count.counted += 1;
            if count.counted >= full {
                return self.ended(term, day, count);
            }
        }
        Err(DueError::OutOfCalendar)
    }

    fn why_not(&self, day: Date, unit: Unit, running: bool) -> Option<Said> {
        if let Some(act) = self.suspended(day) {
            return Some(act.reason.clone());
        }
        if unit == Unit::WorkingDays || !running { self.rest(day) } else { None }
    }

    /// The last day; moved past days of rest where the data says so. The moved day counts in its place.
    fn ended(&self, term: &Term, last: Date, mut count: Count) -> Result<Count, DueError> {
        let mut day = last;
        if term.moved_end.is_some() {
            for _ in 0..DAYS_MAX {
                let Some(reason) = self.suspended(day).map(|s| s.reason.clone()).or_else(|| self.rest(day))
                else {
                    count.due = Some(day);
                    return Ok(count);
                };
                if self.open_ended(day, Unit::WorkingDays) {
                    return Ok(count);
                }
                count.moved = true;
                count.skipped.push(Skipped { date: day, reason });
                day = day.tomorrow().map_err(|_| DueError::OutOfCalendar)?;
            }
            return Err(DueError::OutOfCalendar);
        }
        count.due = Some(day);
        Ok(count)
    }
}

/// Days from `since` to the day with the same number `months` later, or the last of a shorter month.
fn days_in_months(since: Date, months: u32) -> Result<u32, DueError> {
    let months = i32::try_from(months).map_err(|_| DueError::OutOfCalendar)?;
    let end = since.checked_add(Span::new().try_months(months).map_err(|_| DueError::OutOfCalendar)?);
    let end = end.map_err(|_| DueError::OutOfCalendar)?;
    let days = since.until(end).map_err(|_| DueError::OutOfCalendar)?.get_days();
    u32::try_from(days).map_err(|_| DueError::OutOfCalendar)
}

/// One line of the list of every term a country has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermLine {
    pub procedure: String,
    pub version: String,
    pub term: String,
    pub names: Said,
    /// `None`: not known.
    pub length: Option<u32>,
    pub unit: Unit,
    pub from: String,
    pub whose: String,
    pub on_expiry: OnExpiry,
    /// `unknown` when nobody told us.
    pub article: String,
    pub source: String,
    pub url: Option<String>,
    pub verification: Verification,
    pub provisional: bool,
}

/// Every term of every procedure of a country.
pub fn terms_listing(law: &Law) -> Vec<TermLine> {
    let line = |p: &Procedure, t: &Term| TermLine {
        procedure: p.id.clone(),
        version: p.version.clone(),
        term: t.id.clone(),
        names: t.names.clone(),
        length: t.length,
        unit: t.unit,
        from: t.from.clone(),
        whose: t.whose.code().to_owned(),
        on_expiry: t.on_expiry,
        article: t.cite.article_or_unknown().to_owned(),
        source: t.cite.source.clone(),
        url: t.cite.url.clone(),
        verification: t.cite.verification,
        provisional: t.cite.verification != Verification::Verified,
    };
    law.procedures.iter().flat_map(|p| p.terms.iter().map(move |t| line(p, t))).collect()
}
