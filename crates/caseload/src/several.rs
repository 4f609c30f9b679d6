//! Many seeds in threads, what they say together, and two scenarios with the same people.

use crate::simulate::{Month, Run, Stage, run};
use crate::spread::{Spread, days_within};
use crate::{CaseloadError, Scenario};
use kernel::SeededRandom;
use serde::Serialize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What all seeds say together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Results {
    pub name: String,
    pub seeds: usize,
    pub years: Vec<YearSpread>,
    pub months: Vec<MonthSpread>,
    pub waits: Vec<WaitSpread>,
    pub terms: Vec<TermSpread>,
    /// Calendar days since arrival of the claims open at the end: the median of each seed.
    pub open_age_days_median: Spread,
    /// The wait for an interview of the last year, over all seeds: claims by days, in steps of thirty.
    pub interview_wait_by_thirty_days: Vec<u64>,
}

/// A year over all seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct YearSpread {
    pub year: i16,
    /// At the end of its last month.
    pub pending_claims: Spread,
    pub arrived: Spread,
    pub decided_on_merits: Spread,
    pub closed: Spread,
    pub bulk_closed: Spread,
}

/// A month over all seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthSpread {
    pub month: String,
    pub pending_claims: Spread,
    pub arrived: Spread,
    pub recognised: Spread,
    pub complementary: Spread,
    pub refused: Spread,
    pub inadmissible: Spread,
    pub closed: Spread,
    pub bulk_closed: Spread,
    pub remedies_lodged: Spread,
}

/// Calendar days from arrival to the beginning of a stage, of those who reached it in a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaitSpread {
    pub stage: Stage,
    pub year: i16,
    pub claims: Spread,
    /// Half waited no longer.
    pub half_days: Spread,
    /// Nine of ten waited no longer.
    pub nine_of_ten_days: Spread,
}

/// A term over all seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermSpread {
    pub term: String,
    pub kept: Spread,
    pub missed: Spread,
    pub running: Spread,
    pub of_unknown_length: Spread,
}

/// The other scenario minus the first, seed by seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhatIf {
    pub seeds: usize,
    pub pending_at_end_claims: Spread,
    pub decided_on_merits: Spread,
    pub closed: Spread,
    /// Mean working minutes in the queue of the interview, of those who were called.
    pub interview_queue_minutes: Spread,
    /// Claims that waited, summed over time, as claims open on average.
    pub mean_pending_claims: Spread,
    pub terms_missed: Spread,
}

/// Runs a scenario with each seed on up to `threads` threads. `told` is called after each with how many are done.
pub fn simulate(
    scenario: &Scenario,
    seeds: &[u64],
    threads: usize,
    told: &(dyn Fn(usize) + Sync),
) -> Result<Results, CaseloadError> {
    let runs = all(scenario, seeds, threads, told)?;
    together(scenario, &runs)
}

/// Runs two scenarios with the same seeds, so that the same people come in both, and tells the differences.
pub fn what_if(
    scenario: &Scenario,
    other: &Scenario,
    seeds: &[u64],
    threads: usize,
    told: &(dyn Fn(usize) + Sync),
) -> Result<WhatIf, CaseloadError> {
    let first = all(scenario, seeds, threads, told)?;
    let second = all(other, seeds, threads, &|done| told(done + seeds.len()))?;
    Ok(difference(&first, &second))
}

/// What the second runs have more than the first, seed by seed.
pub fn difference(first: &[Run], second: &[Run]) -> WhatIf {
    let spread = |of: &dyn Fn(&Run) -> f64| {
        Spread::of(first.iter().zip(second).map(|(one, other)| of(other) - of(one)))
    };
    let sum = |run: &Run, of: fn(&Month) -> u64| run.months.iter().map(of).sum::<u64>() as f64;
    WhatIf {
        seeds: first.len().min(second.len()),
        pending_at_end_claims: spread(&|run| run.pending_at_end() as f64),
        decided_on_merits: spread(&|run| sum(run, Month::decided_on_merits)),
        closed: spread(&|run| sum(run, |month| month.closed)),
        interview_queue_minutes: spread(&|run| run.mean_queue_minutes(Stage::Interview)),
        mean_pending_claims: spread(&|run| run.pending_minutes / f64::from(run.minutes.max(1))),
        terms_missed: spread(&|run| run.terms.iter().map(|term| term.missed).sum::<u64>() as f64),
    }
}

/// One run a seed, in the order of the seeds, however many threads there are.
pub fn all(
    scenario: &Scenario,
    seeds: &[u64],
    threads: usize,
    told: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Run>, CaseloadError> {
    if seeds.is_empty() {
        return Err(CaseloadError::NoSeed);
    }
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let kept: Mutex<Vec<Option<Result<Run, CaseloadError>>>> =
        Mutex::new(seeds.iter().map(|_| None).collect());
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, seeds.len()) {
            scope.spawn(|| {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(seed) = seeds.get(at)
                {
                    let ran = run(scenario, &SeededRandom::new(*seed));
                    kept.lock().unwrap_or_else(|e| e.into_inner())[at] = Some(ran);
                    told(done.fetch_add(1, Ordering::Relaxed) + 1);
                }
            });
        }
    });
    let kept = kept.into_inner().unwrap_or_else(|e| e.into_inner());
    kept.into_iter().map(|ran| ran.unwrap_or(Err(CaseloadError::Thread))).collect()
}

/// What the runs of one scenario say together.
pub fn together(scenario: &Scenario, runs: &[Run]) -> Result<Results, CaseloadError> {
    let first = runs.first().ok_or(CaseloadError::NoSeed)?;
    Ok(Results {
        name: scenario.name.clone(),
        seeds: runs.len(),
        years: years(scenario, runs),
        months: (0..first.months.len()).map(|at| month(runs, at)).collect(),
        waits: (0..first.waits.len())
            .map(|at| wait(runs, at))
            .filter(|wait| wait.claims.high > 0.0)
            .collect(),
        terms: (0..first.terms.len()).map(|at| term(runs, at)).collect(),
        open_age_days_median: Spread::of(
            runs.iter().filter_map(|run| days_within(&run.open_by_age_days, 0.5)).map(f64::from),
        ),
        interview_wait_by_thirty_days: interview_waits(runs),
    })
}

fn years(scenario: &Scenario, runs: &[Run]) -> Vec<YearSpread> {
    let of_year = |year: i16| {
        let name = format!("{year:04}-");
        let months = |run: &'_ Run| -> Vec<Month> {
            run.months.iter().filter(|month| month.month.starts_with(&name)).cloned().collect()
        };
        let spread = |of: fn(&Month) -> u64| {
            Spread::of(runs.iter().map(|run| months(run).iter().map(of).sum::<u64>() as f64))
        };
        let last = |run: &Run| months(run).last().map(|month| month.pending_claims as f64);
        YearSpread {
            year,
            pending_claims: Spread::of(runs.iter().filter_map(last)),
            arrived: spread(|month| month.arrived),
            decided_on_merits: spread(Month::decided_on_merits),
            closed: spread(|month| month.closed),
            bulk_closed: spread(|month| month.bulk_closed),
        }
    };
    (scenario.from.year()..=scenario.until.year()).map(of_year).collect()
}

fn month(runs: &[Run], at: usize) -> MonthSpread {
    let spread = |of: fn(&Month) -> u64| Spread::of(runs.iter().map(|run| of(&run.months[at]) as f64));
    MonthSpread {
        month: runs[0].months[at].month.clone(),
        pending_claims: spread(|m| m.pending_claims),
        arrived: spread(|m| m.arrived),
        recognised: spread(|m| m.recognised),
        complementary: spread(|m| m.complementary),
        refused: spread(|m| m.refused),
        inadmissible: spread(|m| m.inadmissible),
        closed: spread(|m| m.closed),
        bulk_closed: spread(|m| m.bulk_closed),
        remedies_lodged: spread(|m| m.remedies_lodged),
    }
}

fn wait(runs: &[Run], at: usize) -> WaitSpread {
    let days = |share: f64| {
        let of = runs.iter().filter_map(|run| days_within(&run.waits[at].claims_by_days, share));
        Spread::of(of.map(f64::from))
    };
    let count = |run: &Run| run.waits[at].claims_by_days.iter().map(|n| u64::from(*n)).sum::<u64>();
    WaitSpread {
        stage: runs[0].waits[at].stage,
        year: runs[0].waits[at].year,
        claims: Spread::of(runs.iter().map(|run| count(run) as f64)),
        half_days: days(0.5),
        nine_of_ten_days: days(0.9),
    }
}

fn term(runs: &[Run], at: usize) -> TermSpread {
    let spread =
        |of: fn(&crate::TermCount) -> u64| Spread::of(runs.iter().map(|run| of(&run.terms[at]) as f64));
    TermSpread {
        term: runs[0].terms[at].term.clone(),
        kept: spread(|t| t.kept),
        missed: spread(|t| t.missed),
        running: spread(|t| t.running),
        of_unknown_length: spread(|t| t.of_unknown_length),
    }
}

fn interview_waits(runs: &[Run]) -> Vec<u64> {
    let of_stage =
        |run: &&Run| run.waits.iter().filter(|w| w.stage == Stage::Interview).map(|w| w.year).max();
    let last = runs.iter().filter_map(|run| of_stage(&run)).max();
    let mut counts: Vec<u64> = Vec::new();
    let of_last = runs
        .iter()
        .flat_map(|run| &run.waits)
        .filter(|w| w.stage == Stage::Interview && Some(w.year) == last);
    for (days, claims) in of_last.flat_map(|w| w.claims_by_days.iter().enumerate()) {
        let at = days / 30;
        if counts.len() <= at {
            counts.resize(at + 1, 0);
        }
        counts[at] += u64::from(*claims);
    }
    counts
}
