//! The due day of a term alone, out of a table of working days: for many terms at once, where nobody asks why.

use super::{Days, DueError, Suspension, SuspensionKind};
use crate::calendar::{DAYS_MAX, DayTable};
use crate::model::{Counting, Term, Unit};
use jiff::civil::Date;

impl DayTable<'_> {
    /// When a term is due whose event was on a day: the same as [`crate::Law::due`] answers, without the arithmetic.
    pub fn due_day(
        &self,
        term: &Term,
        start: Date,
        suspensions: &[Suspension],
    ) -> Result<Option<Date>, DueError> {
        let Some(length) = term.length.filter(|_| term.unit != Unit::Unknown) else { return Ok(None) };
        match self.looked_up(term, length, start, suspensions) {
            Ok(due) => Ok(due),
            Err(Unclear) => {
                let days = Days { calendar: self.calendar, suspensions, term: &term.id };
                days.count(term, start, length).map(|count| count.due)
            }
        }
    }

    fn looked_up(
        &self,
        term: &Term,
        length: u32,
        start: Date,
        suspensions: &[Suspension],
    ) -> Result<Option<Date>, Unclear> {
        let start = self.number(start).ok_or(Unclear)?;
        let run = Run { table: self, term, suspensions, start };
        match run.end(length)? {
            Reached::Day(number) => self.day(number).map(Some).ok_or(Unclear),
            Reached::Stopped(_) => Ok(None),
        }
    }
}

/// The table does not tell: days outside it, more days than are ever counted, or acts that lie over each other without an end.
/// Then the days are walked.
struct Unclear;

/// Where counting comes to.
#[derive(Clone, Copy)]
enum Reached {
    Day(u32),
    /// On this day something begins whose end nobody knows.
    Stopped(u32),
}

impl Reached {
    /// A walk goes no further than so many days.
    fn within(self, days: u32, from: u32) -> Result<Reached, Unclear> {
        let (Reached::Day(number) | Reached::Stopped(number)) = self;
        if number.saturating_sub(from) <= days { Ok(self) } else { Err(Unclear) }
    }
}

/// Days on which nothing counts, from the first to the last; no last one is known of an open end.
#[derive(Clone, Copy)]
struct Stop {
    from: u32,
    to: Option<u32>,
}

/// What is counted.
#[derive(Clone, Copy)]
enum Every {
    Day,
    WorkingDay,
}

/// One term that runs from the day of its event.
struct Run<'a> {
    table: &'a DayTable<'a>,
    term: &'a Term,
    suspensions: &'a [Suspension],
    start: u32,
}

impl Run<'_> {
    fn end(&self, length: u32) -> Result<Reached, Unclear> {
        if self.term.unit == Unit::WorkingDays {
            // A working day is its last one, so there is nowhere to move it.
            return self.counted(self.start, length.max(1), Every::WorkingDay, &self.all_stops()?);
        }
        let last = match self.term.counting {
            Counting::EventDayNotCounted => {
                let full = self.days(self.start, length)?.max(1);
                self.counted(self.start, full, Every::Day, &self.stops(false)?)?
            }
            Counting::FromNextWorkingDay => self.since_next_working_day(length)?,
        };
        match last {
            Reached::Day(last) if self.term.moved_end.is_some() => self.moved(last),
            _ => Ok(last),
        }
    }

    /// The first working day is itself counted, but the months begin on it.
    fn since_next_working_day(&self, length: u32) -> Result<Reached, Unclear> {
        let is_open = |s: &Suspension| s.kind == SuspensionKind::Closed && s.to.is_none();
        if self.suspensions.iter().any(|s| is_open(s) && s.touches(&self.term.id)) {
            // Offices that stay closed do not stop a term in days; it is looked for a working day without end.
            return Err(Unclear);
        }
        let first = match self.counted(self.start, 1, Every::WorkingDay, &self.all_stops()?)? {
            Reached::Day(first) => first,
            stopped => return Ok(stopped),
        };
        let more = match self.term.unit {
            Unit::Months => self.days(first, length)?,
            _ => length.saturating_sub(1),
        };
        if more == 0 {
            return Ok(Reached::Day(first));
        }
        self.counted(first, more, Every::Day, &self.stops(false)?)
    }

    /// The last day, or the first working day after it.
    fn moved(&self, last: u32) -> Result<Reached, Unclear> {
        let days = u32::try_from(DAYS_MAX).map_err(|_| Unclear)?;
        let before = last.checked_sub(1).ok_or(Unclear)?;
        let there = self.reached(before, 1, Every::WorkingDay, &self.all_stops()?)?;
        there.within(days.saturating_sub(1), last)
    }

    fn days(&self, since: u32, length: u32) -> Result<u32, Unclear> {
        match self.term.unit {
            Unit::Months => self.table.months_later(since, length).map(|end| end - since).ok_or(Unclear),
            _ => Ok(length),
        }
    }

    fn counted(&self, after: u32, full: u32, every: Every, stops: &[Stop]) -> Result<Reached, Unclear> {
        let days = u32::try_from(DAYS_MAX).map_err(|_| Unclear)?;
        self.reached(after, full, every, stops)?.within(days, self.start)
    }

    /// The day on which so many days after another have counted; goes from stop to stop, not from day to day.
    fn reached(&self, after: u32, full: u32, every: Every, stops: &[Stop]) -> Result<Reached, Unclear> {
        let (mut at, mut left) = (after, full);
        for stop in stops.iter().filter(|s| s.to.is_none_or(|to| to > after)) {
            let until = stop.from.saturating_sub(1).max(at);
            let have = match every {
                Every::Day => until - at,
                Every::WorkingDay => self.table.working_between(at, until),
            };
            if have >= left {
                break;
            }
            left -= have;
            match stop.to {
                Some(to) => at = to,
                None => return Ok(Reached::Stopped(until.saturating_add(1))),
            }
        }
        let day = match every {
            Every::Day => at.checked_add(left),
            Every::WorkingDay => self.table.working_after(at, left),
        };
        day.map(Reached::Day).ok_or(Unclear)
    }

    fn all_stops(&self) -> Result<Vec<Stop>, Unclear> {
        self.stops(true)
    }

    /// What stops this term after its event, in order and apart from each other.
    fn stops(&self, closed_too: bool) -> Result<Vec<Stop>, Unclear> {
        let stops =
            |s: &&Suspension| (closed_too || s.kind == SuspensionKind::Suspended) && s.touches(&self.term.id);
        let mut all: Vec<Stop> = self.suspensions.iter().filter(stops).filter_map(|s| self.stop(s)).collect();
        if all.len() < 2 {
            return Ok(all);
        }
        all.sort_unstable_by_key(|stop| stop.from);
        let mut apart: Vec<Stop> = Vec::with_capacity(all.len());
        for stop in all {
            match apart.last_mut() {
                Some(last) if last.to.is_none_or(|to| stop.from <= to) => {
                    let (Some(one), Some(other)) = (last.to, stop.to) else { return Err(Unclear) };
                    last.to = Some(one.max(other));
                }
                _ => apart.push(stop),
            }
        }
        Ok(apart)
    }

    /// `None` when it is over before the term begins, holds on no day or lies after the table.
    fn stop(&self, act: &Suspension) -> Option<Stop> {
        let table = self.table;
        if act.to.is_some_and(|to| to < act.from) || (!table.holds(act.from) && table.nearest(act.from) > 0) {
            return None;
        }
        let to = act.to.map(|to| table.nearest(to));
        let over = to.is_some_and(|to| to <= self.start);
        (!over).then(|| Stop { from: table.nearest(act.from), to })
    }
}
