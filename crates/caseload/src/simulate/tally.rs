//! What is counted on the way: flows by month, waits by stage and year, and the sums that Little's law joins.

use super::claim::{Claim, End, NEVER, Outcome};
use super::prepare::Prepared;
use super::{Stage, TermCount};
use crate::days::Days;
use serde::Serialize;

/// Flows of a month, and what is open at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2018-01`.
    pub month: String,
    pub pending_claims: u64,
    pub arrived: u64,
    pub recognised: u64,
    pub complementary: u64,
    pub refused: u64,
    pub inadmissible: u64,
    /// Abandoned, withdrawn or closed by the administration, one by one.
    pub closed: u64,
    pub bulk_closed: u64,
    /// Taken out of the stock by a correction.
    pub corrected: u64,
    /// Ended by a decision that is final here: notified without a remedy, or the remedy decided.
    pub ended_decided: u64,
    pub remedies_lodged: u64,
    pub remedies_granted: u64,
    pub remedies_refused: u64,
}

/// How many claims waited how long for a stage that began in a year: calendar days since arrival.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waits {
    pub stage: Stage,
    pub year: i16,
    /// At place n, the claims that waited n days.
    pub claims_by_days: Vec<u32>,
}

/// What one run counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    pub months: Vec<Month>,
    pub waits: Vec<Waits>,
    pub terms: Vec<TermCount>,
    pub pending_at_start: u64,
    /// At place n, the claims still open at the end that arrived n days before; those from before the start left out.
    pub open_by_age_days: Vec<u32>,
    /// Claims open, times minutes.
    pub pending_minutes: f64,
    /// Minutes from arrival to end, of claims that arrived and ended.
    pub sojourn_minutes: f64,
    pub sojourns: u64,
    /// Minutes between coming to a stage and its beginning, by stage, and how many began.
    pub queue_minutes: [f64; 6],
    pub queue_claims: [u64; 6],
    /// All working minutes of the simulation.
    pub minutes: u32,
}

impl Run {
    pub fn arrived(&self) -> u64 {
        self.months.iter().map(|month| month.arrived).sum()
    }
    pub fn ended(&self) -> u64 {
        self.months.iter().map(Month::ended).sum()
    }
    pub fn pending_at_end(&self) -> u64 {
        self.months.last().map_or(self.pending_at_start, |month| month.pending_claims)
    }
    /// Mean working minutes in the queue of a stage.
    pub fn mean_queue_minutes(&self, stage: Stage) -> f64 {
        self.queue_minutes[stage as usize] / (self.queue_claims[stage as usize].max(1)) as f64
    }
}

impl Month {
    /// What left the stock.
    pub fn ended(&self) -> u64 {
        self.closed + self.bulk_closed + self.corrected + self.ended_decided
    }
    /// Decisions on the merits, of the first instance.
    pub fn decided_on_merits(&self) -> u64 {
        self.recognised + self.complementary + self.refused
    }
}

pub struct Tally {
    days: Days,
    months: Vec<Month>,
    pending_at_start: u64,
    pending: u64,
    last_change: u32,
    pending_minutes: f64,
    sojourn_minutes: f64,
    sojourns: u64,
    /// By stage, then year.
    waits: Vec<Vec<Vec<u32>>>,
    queue_minutes: [f64; 6],
    queue_claims: [u64; 6],
}

impl Tally {
    pub fn new(days: &Days) -> Tally {
        let month = |at| Month { month: days.month_name(at), ..Month::default() };
        Tally {
            months: (0..days.month_count()).map(month).collect(),
            pending_at_start: 0,
            pending: 0,
            last_change: 0,
            pending_minutes: 0.0,
            sojourn_minutes: 0.0,
            sojourns: 0,
            waits: vec![vec![Vec::new(); days.year_count()]; Stage::ALL.len()],
            queue_minutes: [0.0; 6],
            queue_claims: [0; 6],
            days: days.clone(),
        }
    }
    fn month(&mut self, day: usize) -> &mut Month {
        let at = self.days.month(day);
        &mut self.months[at]
    }
    fn weigh(&mut self, now: u32) {
        self.pending_minutes += self.pending as f64 * f64::from(now - self.last_change);
        self.last_change = now;
    }
    pub fn put_at_start(&mut self) {
        self.pending_at_start += 1;
        self.pending += 1;
    }
    pub fn arrived(&mut self, day: usize, now: u32) {
        self.weigh(now);
        self.pending += 1;
        self.month(day).arrived += 1;
    }
    pub fn ended(&mut self, day: usize, now: u32, end: End, sojourn: Option<u32>) {
        self.weigh(now);
        self.pending -= 1;
        if let Some(minutes) = sojourn {
            self.sojourn_minutes += f64::from(minutes);
            self.sojourns += 1;
        }
        let month = self.month(day);
        match end {
            End::Decided => month.ended_decided += 1,
            End::Closed => month.closed += 1,
            End::BulkClosed => month.bulk_closed += 1,
            End::Corrected => month.corrected += 1,
        }
    }
    pub fn decided(&mut self, day: usize, outcome: Outcome) {
        let month = self.month(day);
        match outcome {
            Outcome::Recognised => month.recognised += 1,
            Outcome::Complementary => month.complementary += 1,
            Outcome::Refused => month.refused += 1,
            Outcome::Inadmissible => month.inadmissible += 1,
        }
    }
    pub fn lodged(&mut self, day: usize) {
        self.month(day).remedies_lodged += 1;
    }
    pub fn remedy_decided(&mut self, day: usize, is_granted: bool) {
        let month = self.month(day);
        if is_granted {
            month.remedies_granted += 1;
        } else {
            month.remedies_refused += 1;
        }
    }
    pub fn waited(&mut self, stage: Stage, year: usize, days: u32, queue_minutes: u32) {
        count_at(&mut self.waits[stage as usize][year], days);
        self.queue_minutes[stage as usize] += f64::from(queue_minutes);
        self.queue_claims[stage as usize] += 1;
    }
    pub fn finish(mut self, prepared: &Prepared, claims: &[Claim], terms: Vec<TermCount>) -> Run {
        self.weigh(prepared.end);
        let mut open = self.pending_at_start;
        for month in &mut self.months {
            open = open + month.arrived - month.ended();
            month.pending_claims = open;
        }
        let last = self.days.count() - 1;
        let mut open_by_age_days = Vec::new();
        for claim in claims.iter().filter(|claim| claim.ended == NEVER && !claim.from_before) {
            let age = self.days.calendar_days(prepared.day(claim.arrived()), last);
            count_at(&mut open_by_age_days, age);
        }
        let first_year = self.days.first_year();
        let of_stage = |(stage, years): (Stage, Vec<Vec<u32>>)| {
            years.into_iter().enumerate().map(move |(at, claims_by_days)| Waits {
                stage,
                year: first_year + at as i16,
                claims_by_days,
            })
        };
        Run {
            months: self.months,
            waits: Stage::ALL.into_iter().zip(self.waits).flat_map(of_stage).collect(),
            terms,
            pending_at_start: self.pending_at_start,
            open_by_age_days,
            pending_minutes: self.pending_minutes,
            sojourn_minutes: self.sojourn_minutes,
            sojourns: self.sojourns,
            queue_minutes: self.queue_minutes,
            queue_claims: self.queue_claims,
            minutes: prepared.end,
        }
    }
}

fn count_at(counts: &mut Vec<u32>, at: u32) {
    let at = at as usize;
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    counts[at] += 1;
}
