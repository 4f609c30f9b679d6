//! Sets the few free parameters from figures published up to a year, and lays the forecast beside what came since.
//!
//! In the fitted years, decisions on the merits and closings are what was published: capacity is decisions observed, the
//! hazard of closing is closed over mean pending, and what the published stock does not explain enters as a correction at
//! the year's end. So the forecast begins near the stock that was published. After the last fitted year nothing enters
//! but arrivals: capacity grows by a rate, closing goes on at a hazard, corrections and acts that close many are zero.
//!
//! The rate and the years averaged over are chosen on a grid by least squares: from each of the four years before the
//! last fitted one, the stock of up to three years ahead is reckoned by a yearly balance with what was known then and the
//! arrivals that came, and compared with the stock published. Nothing after the last fitted year is in that either.

use crate::CaseloadError;
use crate::days::Days;
use crate::published::Figures;
use crate::scenario::{
    Arrivals, ClosingHazard, Correction, Counts, Office, Scenario, ServiceTime, ServiceTimes, Shape, Shares,
    Staffing, Uncertainty,
};
use crate::several::Results;
use crate::spread::Spread;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Minutes a day in which somebody works on files; an assumption that only scales how many officers a capacity is.
const MINUTES_PER_DAY: u32 = 360;
/// Minutes of an interview with its preparation and record; an assumption of the same kind.
const INTERVIEW_MINUTES: f64 = 240.0;
const REGISTRATION_MINUTES: f64 = 30.0;
const REVIEW_MINUTES: f64 = 60.0;
/// Everywhere but at the interview there are enough people: published figures do not say where claims wait.
const ROOM_TO_SPARE: f64 = 2.0;
/// From how many years back, and how far ahead, the choice of parameters is tried out.
const ORIGINS: i16 = 4;
const HORIZON: i16 = 3;
/// The grid of growth: from 0.8 on, in steps of 0.05, up to 1.5.
const GROWTH_STEPS: u8 = 14;

/// Figures up to a year: all that the fit may see beside arrivals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    figures: Figures,
    last: i16,
}

/// The parameters chosen, and the scenario that they make.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fitted {
    pub scenario: Scenario,
    pub first_year: i16,
    /// The last year whose decisions and stock were used.
    pub last_fitted_year: i16,
    pub until_year: i16,
    /// What decisions on the merits are multiplied with each year after.
    pub capacity_growth_per_year: f64,
    /// Over how many last years capacity begins as a mean.
    pub capacity_base_years: u8,
    pub capacity_base_decisions: f64,
    /// Over how many last years closing is averaged.
    pub closing_years: u8,
    pub closing_hazard_per_year: f64,
    /// Root mean square of the logarithm of stock reckoned over stock published, in the trials before the forecast.
    pub trial_log_error: f64,
    pub trials: usize,
    /// Interviewers that the last fitted year's decisions amount to, at the minutes assumed.
    pub interviewers: u32,
    /// What published stocks do not explain, by fitted year; zero in the forecast.
    pub unexplained_claims: BTreeMap<i16, i64>,
    /// The growth lies at the edge of the grid: the trials do not say what it is.
    pub is_growth_at_edge: bool,
    /// For comparison, by a yearly balance: the stock if decisions and closing went on as in the last fitted year.
    pub as_last_year_pending: BTreeMap<i16, f64>,
}

impl History {
    /// What had been published by the end of `last`.
    pub fn until(figures: &Figures, last: i16) -> History {
        History { figures: figures.until(last), last }
    }
    fn mean_pending(&self, year: i16) -> Result<f64, CaseloadError> {
        let (before, after) = (self.figures.pending(year - 1)?, self.figures.pending(year)?);
        // A correction stands at the end of its year, so that the year was lived with the stock before it.
        let lived = after as i64 - self.figures.unexplained(year)?;
        Ok((before as f64 + lived.max(0) as f64) / 2.0)
    }
    fn merits(&self, year: i16) -> Result<f64, CaseloadError> {
        Ok(self.figures.year(year)?.decided_on_merits() as f64)
    }
    /// Mean decisions on the merits of the years up to `last`.
    fn capacity(&self, last: i16, years: u8) -> Result<f64, CaseloadError> {
        let all = (0..i16::from(years)).map(|back| self.merits(last - back)).sum::<Result<f64, _>>()?;
        Ok(all / f64::from(years))
    }
    fn hazard(&self, last: i16, years: u8) -> Result<f64, CaseloadError> {
        let back = || (0..i16::from(years)).map(|back| last - back);
        let closed =
            back().map(|y| Ok(self.figures.year(y)?.closed as f64)).sum::<Result<f64, CaseloadError>>()?;
        let pending = back().map(|year| self.mean_pending(year)).sum::<Result<f64, _>>()?;
        Ok(if pending > 0.0 { closed / pending } else { 0.0 })
    }
}

/// Fits to figures up to `last_fitted`; of later years, arrivals only.
pub fn fit(figures: &Figures, first: i16, last_fitted: i16, until: i16) -> Result<Fitted, CaseloadError> {
    fit_with_arrivals(&History::until(figures, last_fitted), &figures.arrivals(), first, until)
}

/// The same with the arrivals stated apart, for what has not been published.
pub fn fit_with_arrivals(
    history: &History,
    arrivals: &BTreeMap<i16, u64>,
    first: i16,
    until: i16,
) -> Result<Fitted, CaseloadError> {
    let rule = choose(history)?;
    let capacity = history.capacity(history.last, rule.base_years)?;
    let hazard = history.hazard(history.last, rule.closing_years)?;
    let years: Vec<OfYear> = (first..=until)
        .map(|year| {
            let ahead = i32::from(year - history.last);
            if ahead > 0 {
                return Ok(OfYear { year, merits: capacity * rule.growth.powi(ahead), hazard });
            }
            let closed = history.figures.year(year)?.closed as f64;
            let pending = history.mean_pending(year)?;
            let hazard = if pending > 0.0 { closed / pending } else { 0.0 };
            Ok(OfYear { year, merits: history.merits(year)?, hazard })
        })
        .collect::<Result<_, CaseloadError>>()?;
    let unexplained: BTreeMap<i16, i64> = (first..=history.last.min(until))
        .map(|year| Ok((year, history.figures.unexplained(year)?)))
        .collect::<Result<_, CaseloadError>>()?;
    let (scenario, interviewers) = scenario(history, arrivals, &years, &unexplained, &rule)?;
    Ok(Fitted {
        scenario,
        first_year: first,
        last_fitted_year: history.last,
        until_year: until,
        capacity_growth_per_year: rule.growth,
        capacity_base_years: rule.base_years,
        capacity_base_decisions: capacity,
        closing_years: rule.closing_years,
        closing_hazard_per_year: hazard,
        trial_log_error: rule.error,
        trials: rule.trials,
        interviewers,
        unexplained_claims: unexplained,
        is_growth_at_edge: rule.is_at_edge,
        as_last_year_pending: as_last_year(history, arrivals, until)?,
    })
}

/// The simplest forecast there is, which a better one has to beat.
fn as_last_year(
    history: &History,
    arrivals: &BTreeMap<i16, u64>,
    until: i16,
) -> Result<BTreeMap<i16, f64>, CaseloadError> {
    let of = history.figures.year(history.last)?;
    let hazard = history.hazard(history.last, 1)?;
    let mut pending = history.figures.pending(history.last)? as f64;
    let mut by_year = BTreeMap::new();
    for year in history.last + 1..=until {
        let applied = *arrivals.get(&year).unwrap_or(&0) + of.applied_on_remedy;
        let decided = of.decided_on_merits() + of.decided_on_remedy();
        pending = balance(pending, applied as f64 - decided as f64, hazard);
        by_year.insert(year, pending);
    }
    Ok(by_year)
}

/// One point of the grid.
#[derive(Clone, Copy, Debug)]
struct Rule {
    growth: f64,
    base_years: u8,
    closing_years: u8,
    is_at_edge: bool,
    error: f64,
    trials: usize,
}

struct OfYear {
    year: i16,
    merits: f64,
    hazard: f64,
}

/// The point of the grid with the least squares; the first of equals.
fn choose(history: &History) -> Result<Rule, CaseloadError> {
    let mut best: Option<Rule> = None;
    for step in 0..=GROWTH_STEPS {
        for base_years in [1u8, 2, 3] {
            for closing_years in [1u8, 2, 3] {
                let growth = 0.8 + 0.05 * f64::from(step);
                let is_at_edge = step == 0 || step == GROWTH_STEPS;
                let (error, trials) = tried(history, growth, base_years, closing_years)?;
                if best.is_none_or(|best| error < best.error) {
                    best = Some(Rule { growth, base_years, closing_years, is_at_edge, error, trials });
                }
            }
        }
    }
    best.ok_or(CaseloadError::Year(history.last))
}

/// Root mean square of log(reckoned over published), and over how many stocks.
fn tried(h: &History, growth: f64, base_years: u8, closing_years: u8) -> Result<(f64, usize), CaseloadError> {
    let (mut squares, mut trials) = (0.0, 0);
    for origin in h.last - ORIGINS..h.last {
        let (capacity, hazard) = (h.capacity(origin, base_years)?, h.hazard(origin, closing_years)?);
        let mut pending = h.figures.pending(origin)? as f64;
        for ahead in 1..=HORIZON.min(h.last - origin) {
            let of = h.figures.year(origin + ahead)?;
            let decided = capacity * growth.powi(i32::from(ahead)) + of.decided_on_remedy() as f64;
            pending = balance(pending, of.all_applied() as f64 - decided, hazard);
            let published = h.figures.pending(origin + ahead)? as f64;
            squares += (pending.max(1.0) / published.max(1.0)).ln().powi(2);
            trials += 1;
        }
    }
    Ok(((squares / f64::from(trials.max(1))).sqrt(), trials as usize))
}

/// The stock after a year of a steady net inflow, while each open claim is closed at a hazard.
fn balance(pending: f64, inflow: f64, hazard: f64) -> f64 {
    if hazard < 1e-9 {
        return (pending + inflow).max(0.0);
    }
    let stays = (-hazard).exp();
    (pending * stays + inflow * (1.0 - stays) / hazard).max(0.0)
}

fn first_day(year: i16) -> Result<Date, CaseloadError> {
    Date::new(year, 1, 1).map_err(|_| CaseloadError::Year(year))
}

fn last_day(year: i16) -> Result<Date, CaseloadError> {
    Date::new(year, 12, 31).map_err(|_| CaseloadError::Year(year))
}

/// Working minutes of one person in a year.
fn minutes(year: i16) -> Result<f64, CaseloadError> {
    let days = Days::new(first_day(year)?, last_day(year)?, &[])?;
    Ok(days.count() as f64 * f64::from(MINUTES_PER_DAY))
}

fn scenario(
    history: &History,
    arrivals: &BTreeMap<i16, u64>,
    years: &[OfYear],
    unexplained: &BTreeMap<i16, i64>,
    rule: &Rule,
) -> Result<(Scenario, u32), CaseloadError> {
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Err(CaseloadError::Year(0)) };
    let figures = &history.figures;
    let officers =
        |merits: f64, year: i16| Ok::<f64, CaseloadError>(merits * INTERVIEW_MINUTES / minutes(year)?);
    // More decisions are more people at one pace, so that one more person is the same in every year.
    let people = |merits: f64, year: i16| {
        let rounded = officers(merits, year)?.round();
        // A year without a decision is a year without anybody to decide, not one of endless interviews.
        Ok::<f64, CaseloadError>(if merits > 0.0 { rounded.max(1.0) } else { 0.0 })
    };
    let interviewers = people(history.merits(history.last)?, history.last)?;
    let shares = shares(history, first.year)?;
    let mut staffing = Vec::new();
    for of in years {
        let people = people(of.merits, of.year)?;
        let pace = if people > 0.0 { officers(of.merits, of.year)? / people } else { 1.0 };
        let applied = *arrivals.get(&of.year).unwrap_or(&0) as f64;
        let enough = |claims: f64, each: f64| {
            Ok::<u32, CaseloadError>(
                ((claims * each * ROOM_TO_SPARE / (minutes(of.year)? * pace)).ceil() as u32)
                    .saturating_add(1),
            )
        };
        staffing.push(Staffing {
            from: first_day(of.year)?,
            registration_officers: enough(applied, REGISTRATION_MINUTES)?,
            interviewers: people as u32,
            interpreters: people as u32,
            rooms: people as u32,
            eligibility_officers: enough(of.merits, INTERVIEW_MINUTES)?,
            reviewers: enough(of.merits, REVIEW_MINUTES)?,
            remedy_officers: enough(of.merits * shares.refused * shares.remedy, INTERVIEW_MINUTES)?,
            pace,
        });
    }
    let of_year = |of: &OfYear| {
        let claims = *arrivals.get(&of.year).unwrap_or(&0);
        Ok(Arrivals { from: first_day(of.year)?, to: last_day(of.year)?, claims })
    };
    let hazard = |of: &OfYear| Ok(ClosingHazard { from: first_day(of.year)?, per_year: of.hazard });
    let correction = |(year, claims): (&i16, &i64)| Ok(Correction { on: last_day(*year)?, claims: *claims });
    let made = Scenario {
        name: figures.country.clone(),
        from: first_day(first.year)?,
        until: last_day(last.year)?,
        working_minutes_per_day: MINUTES_PER_DAY,
        pending_at_start_claims: figures.pending(first.year - 1)?,
        notification_working_days: 0,
        remedy_lodged_working_days: 10,
        counts: Counts::Exact,
        closed_days: Vec::new(),
        sitting: None,
        uncertainty: Some(uncertainty(history, first.year, rule)?),
        shares,
        service: times(),
        arrivals: years.iter().map(of_year).collect::<Result<_, CaseloadError>>()?,
        offices: vec![Office { id: "national".to_owned(), arrivals_share: 1.0, staffing }],
        closing_hazards: years.iter().map(hazard).collect::<Result<_, CaseloadError>>()?,
        bulk_closings: Vec::new(),
        corrections: unexplained.iter().map(correction).collect::<Result<_, CaseloadError>>()?,
        terms: Vec::new(),
    };
    Ok((made, interviewers as u32))
}

fn times() -> ServiceTimes {
    let time = |mean_minutes: f64| ServiceTime { mean_minutes, shape: Shape::LogNormal(0.5) };
    ServiceTimes {
        registration: time(REGISTRATION_MINUTES),
        interview: time(INTERVIEW_MINUTES),
        assessment: time(INTERVIEW_MINUTES),
        review: time(REVIEW_MINUTES),
        remedy: time(INTERVIEW_MINUTES),
    }
}

/// Outcomes of the last three fitted years together, remedies of all fitted years. How many file late or are
/// inadmissible, need an interpreter or are taken first is not published: none.
fn shares(history: &History, first: i16) -> Result<Shares, CaseloadError> {
    let sum = |from: i16, of: fn(&crate::Year) -> u64| {
        let years = (from..=history.last).map(|year| Ok(of(history.figures.year(year)?)));
        years.sum::<Result<u64, CaseloadError>>().map(|sum| sum as f64)
    };
    let share = |part: f64, whole: f64| if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 };
    let recent = history.last - 2;
    let all = sum(recent, crate::Year::decided_on_merits)?;
    let (recognised, complementary) = (sum(recent, |y| y.recognised)?, sum(recent, |y| y.complementary)?);
    let (recognised, complementary) = (share(recognised, all), share(complementary, all));
    Ok(Shares {
        priority: 0.0,
        needs_interpreter: 0.0,
        inadmissible: 0.0,
        recognised,
        complementary,
        refused: (1.0 - recognised - complementary).max(0.0),
        remedy: share(sum(first, |y| y.applied_on_remedy)?, sum(first, |y| y.refused)?),
        remedy_granted: share(
            sum(first, |y| y.granted_on_remedy)?,
            sum(first, crate::Year::decided_on_remedy)?,
        ),
    })
}

/// How capacity and closing strayed from the rule in the fitted years.
fn uncertainty(history: &History, first: i16, rule: &Rule) -> Result<Uncertainty, CaseloadError> {
    let (mut paces, mut closings) = (Vec::new(), Vec::new());
    let hazard = history.hazard(history.last, rule.closing_years)?;
    for year in first..=history.last {
        let (before, now) = (history.merits(year - 1)?, history.merits(year)?);
        if before > 0.0 && now > 0.0 {
            paces.push((now / before / rule.growth).ln());
        }
        let of_year = history.hazard(year, 1)?;
        if of_year > 0.0 && hazard > 0.0 {
            closings.push((of_year / hazard).ln());
        }
    }
    let deviation = |all: &[f64]| (all.iter().map(|x| x * x).sum::<f64>() / all.len().max(1) as f64).sqrt();
    Ok(Uncertainty {
        from_year: history.last + 1,
        pace_log_deviation_per_year: deviation(&paces),
        closing_log_deviation: deviation(&closings),
    })
}

/// A year's simulated figures beside those published.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct YearCompared {
    pub year: i16,
    /// After the last fitted year: only arrivals were given.
    pub is_forecast: bool,
    pub simulated_pending: Spread,
    pub published_pending: Option<u64>,
    /// The median less the published stock, of the published stock.
    pub error_percent: Option<f64>,
    /// The published stock lies in the interval. Of fitted years it says little: there only chance is in it.
    pub is_inside: Option<bool>,
    /// The stock if all had gone on as in the last fitted year.
    pub as_last_year_pending: Option<f64>,
    pub simulated_merits: Spread,
    pub published_merits: Option<u64>,
    pub simulated_closed: Spread,
    pub published_closed: Option<u64>,
    /// What the published stock does not explain.
    pub unexplained_claims: Option<i64>,
}

/// A simulation laid beside what was published.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    pub country: String,
    pub seeds: usize,
    pub fitted: Fitted,
    pub years: Vec<YearCompared>,
}

/// Lays simulated stocks, decisions and closings beside the published ones. Published figures enter here for the first time
/// after the last fitted year, when the simulation is over.
pub fn compare(fitted: &Fitted, figures: &Figures, results: &Results) -> Comparison {
    let of_year = |simulated: &crate::several::YearSpread| {
        let published = figures.years.get(&simulated.year);
        let pending = published.and_then(|year| year.pending);
        let error = |stock: u64| 100.0 * (simulated.pending_claims.median - stock as f64) / stock as f64;
        YearCompared {
            year: simulated.year,
            is_forecast: simulated.year > fitted.last_fitted_year,
            simulated_pending: simulated.pending_claims,
            published_pending: pending,
            error_percent: pending.filter(|stock| *stock > 0).map(error),
            is_inside: pending.map(|stock| simulated.pending_claims.holds(stock as f64)),
            as_last_year_pending: fitted.as_last_year_pending.get(&simulated.year).copied(),
            simulated_merits: simulated.decided_on_merits,
            published_merits: published.map(crate::Year::decided_on_merits),
            simulated_closed: simulated.closed,
            published_closed: published.map(|year| year.closed),
            unexplained_claims: figures.unexplained(simulated.year).ok(),
        }
    };
    Comparison {
        country: fitted.scenario.name.clone(),
        seeds: results.seeds,
        fitted: fitted.clone(),
        years: results.years.iter().map(of_year).collect(),
    }
}
