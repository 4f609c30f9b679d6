//! What is known before the first minute: days, arrivals, removals, and how pace and closing go in this seed.

use super::claim::End;
use crate::days::Days;
use crate::draw::{Draws, Purpose, exponential, poisson, uniform};
use crate::scenario::{Arrivals, Counts, Office, Scenario};
use crate::{CaseloadError, Uncertainty};
use jiff::civil::Date;

/// Many claims that leave at once.
pub struct Removal {
    pub minute: u32,
    pub claims: u64,
    pub end: End,
}

pub struct Prepared {
    pub days: Days,
    pub minutes_per_day: u32,
    /// The minute after the last.
    pub end: u32,
    /// Minutes of arrival, in order.
    pub arrivals: Vec<u32>,
    pub removals: Vec<Removal>,
    /// By year, what this seed makes of the stated pace.
    pub pace_factors: Vec<f64>,
    /// Closing hazard summed up to the beginning of each day; one more than days.
    hazard_sums: Vec<f64>,
    /// The offices' shares of arrivals, summed and scaled to 1.
    office_sums: Vec<f64>,
}

impl Prepared {
    pub fn new(scenario: &Scenario, draws: Draws) -> Result<Prepared, CaseloadError> {
        let days = Days::new(scenario.from, scenario.until, &scenario.closed_days)?;
        let minutes_per_day = scenario.working_minutes_per_day;
        let end = u32::try_from(days.count())
            .ok()
            .and_then(|count| count.checked_mul(minutes_per_day))
            .filter(|end| *end < u32::MAX / 2)
            .ok_or(CaseloadError::TooLong)?;
        let (pace_factors, hazard_factors) = strays(scenario.uncertainty, &days, draws);
        let hazard_sums = hazard_sums(scenario, &days, &hazard_factors);
        let mut prepared = Prepared {
            arrivals: Vec::new(),
            removals: Vec::new(),
            office_sums: sums_of(&scenario.offices),
            days,
            minutes_per_day,
            end,
            pace_factors,
            hazard_sums,
        };
        prepared.arrivals = prepared.all_arrivals(scenario, draws);
        prepared.removals = prepared.all_removals(scenario);
        Ok(prepared)
    }
    pub fn day(&self, minute: u32) -> usize {
        (minute / self.minutes_per_day) as usize
    }
    /// The first minute on or after a day, if it is not over before.
    fn minute_of(&self, day: Date) -> u32 {
        (self.days.on_or_after(day) as u32).saturating_mul(self.minutes_per_day)
    }
    /// The office that a draw from 0 to 1 falls on.
    pub fn office(&self, draw: f64) -> usize {
        self.office_sums.partition_point(|sum| *sum <= draw).min(self.office_sums.len() - 1)
    }
    /// When a claim is closed whose threshold of cumulated hazard is `threshold`, counted from a minute.
    pub fn closing(&self, from: u32, threshold: f64) -> Option<u32> {
        let day = self.day(from);
        let (low, high) = (*self.hazard_sums.get(day)?, *self.hazard_sums.get(day + 1)?);
        let within = f64::from(from % self.minutes_per_day) / f64::from(self.minutes_per_day);
        let target = low + (high - low) * within + threshold;
        let after = self.hazard_sums.partition_point(|sum| *sum < target);
        let (low, high) = (*self.hazard_sums.get(after.checked_sub(1)?)?, *self.hazard_sums.get(after)?);
        let share = if high > low { (target - low) / (high - low) } else { 0.0 };
        let minute = (share * f64::from(self.minutes_per_day)) as u32;
        Some(((after as u32 - 1) * self.minutes_per_day + minute).max(from))
    }
    fn all_arrivals(&self, scenario: &Scenario, draws: Draws) -> Vec<u32> {
        let mut minutes = Vec::new();
        for (at, period) in scenario.arrivals.iter().enumerate() {
            let stream = draws.stream(at as u64, Purpose::Arrival);
            let count = match scenario.counts {
                Counts::Exact => claims_within(period, scenario).round() as u64,
                Counts::Poisson => {
                    poisson(&draws.stream(at as u64, Purpose::Count), claims_within(period, scenario))
                }
            };
            let first = self.minute_of(period.from).min(self.end - 1);
            let after = period.to.tomorrow().map_or(self.end, |day| self.minute_of(day)).min(self.end);
            let width = f64::from(after.saturating_sub(first).max(1));
            minutes.extend((0..count).map(|_| first + (uniform(&stream) * width) as u32));
        }
        for added in scenario.corrections.iter().filter(|c| c.claims > 0 && scenario.covers(c.on)) {
            let minute = self.last_minute(added.on);
            minutes.extend((0..added.claims).map(|_| minute));
        }
        minutes.sort_unstable();
        minutes
    }
    fn all_removals(&self, scenario: &Scenario) -> Vec<Removal> {
        let bulk = scenario.bulk_closings.iter().map(|b| (b.on, b.claims, End::BulkClosed));
        let taken = scenario.corrections.iter().filter(|c| c.claims < 0);
        let taken = taken.map(|c| (c.on, c.claims.unsigned_abs(), End::Corrected));
        let within = bulk.chain(taken).filter(|(on, ..)| scenario.covers(*on));
        within.map(|(on, claims, end)| Removal { minute: self.last_minute(on), claims, end }).collect()
    }
    /// The last minute of the working day on or, if there is none, before a day.
    fn last_minute(&self, day: Date) -> u32 {
        let after = day.tomorrow().map_or(self.end, |next| self.minute_of(next));
        after.clamp(1, self.end) - 1
    }
}

impl Scenario {
    fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

/// The claims of a period that fall within the simulation, by its days.
fn claims_within(period: &Arrivals, scenario: &Scenario) -> f64 {
    let days = |from: Date, to: Date| f64::from((to - from).get_days() + 1).max(0.0);
    let inside = days(period.from.max(scenario.from), period.to.min(scenario.until));
    period.claims as f64 * inside / days(period.from, period.to).max(1.0)
}

/// The staffing of an office that holds on a day.
pub fn staffing_on(office: &Office, day: Date) -> usize {
    let begun = office.staffing.iter().enumerate().filter(|(_, s)| s.from <= day);
    begun.max_by_key(|(_, s)| s.from).map_or(0, |(at, _)| at)
}

/// When staff changes: minute, office, staffing.
pub fn changes(scenario: &Scenario, prepared: &Prepared) -> Vec<(u32, u32, u32)> {
    let of_office = |(at, office): (usize, &Office)| {
        let later = office.staffing.iter().enumerate().filter(|(_, s)| s.from > scenario.from);
        let change = |(staffing, s): (usize, &crate::Staffing)| {
            (s.from, prepared.minute_of(s.from), at as u32, staffing as u32)
        };
        later.map(change).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = scenario.offices.iter().enumerate().flat_map(of_office).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, minute, office, staffing)| (minute, office, staffing)).collect()
}

fn sums_of(offices: &[Office]) -> Vec<f64> {
    let all: f64 = offices.iter().map(|office| office.arrivals_share).sum();
    let mut sum = 0.0;
    let added = |office: &Office| {
        sum += office.arrivals_share / all;
        sum
    };
    offices.iter().map(added).collect()
}

/// The factors of pace and of closing, by year from the first.
fn strays(uncertainty: Option<Uncertainty>, days: &Days, draws: Draws) -> (Vec<f64>, Vec<f64>) {
    let mut walked = 0.0;
    let of_year = |at: usize| {
        let year = days.first_year() + at as i16;
        let Some(u) = uncertainty.filter(|u| year >= u.from_year) else { return (1.0, 1.0) };
        walked += u.pace_log_deviation_per_year * draws.normal(year as u64, Purpose::Capacity);
        let closing = u.closing_log_deviation * draws.normal(year as u64, Purpose::Hazard);
        (f64::exp(walked), closing.exp())
    };
    (0..days.year_count()).map(of_year).unzip()
}

fn hazard_sums(scenario: &Scenario, days: &Days, factors: &[f64]) -> Vec<f64> {
    let mut hazards = scenario.closing_hazards.clone();
    hazards.sort_by_key(|hazard| hazard.from);
    let begins: Vec<usize> = hazards.iter().map(|hazard| days.on_or_after(hazard.from)).collect();
    let mut sums = vec![0.0];
    let mut sum = 0.0;
    for day in 0..days.count() {
        let holds = begins.partition_point(|begin| *begin <= day).checked_sub(1);
        let per_year = holds.map_or(0.0, |at| hazards[at].per_year);
        // The days of rest after a day count with it; the last day stands for itself.
        let calendar_days = days.calendar_days(day, day + 1).max(1);
        sum += per_year * factors[days.year(day)] * f64::from(calendar_days) / 365.25;
        sums.push(sum);
    }
    sums
}

/// A threshold of cumulated hazard for one claim.
pub fn threshold(draws: Draws, claim: u32) -> f64 {
    exponential(&draws.stream(u64::from(claim), Purpose::Closing))
}
