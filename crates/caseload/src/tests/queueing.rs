//! Against the theory of queues: Erlang's C formula, Little's law, and what one more interviewer can never do.

use super::*;
use crate::several::all;

/// Mean time in the queue of M/M/c (Erlang, 1917): C(c, a) · mean service / (c − a), with a the offered load.
fn erlang_c_wait(servers: u32, load: f64, mean_minutes: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..servers {
        term *= load / f64::from(k);
        sum += term;
    }
    let last = term * load / f64::from(servers);
    let free = 1.0 - load / f64::from(servers);
    let waits = last / free / (sum + last / free);
    waits * mean_minutes / (f64::from(servers) - load)
}

#[test]
fn the_formula_is_the_one_of_the_books() {
    // One server at load 1/2: the wait is one service time. Two at load 1: C = 1/3, and the wait is a third.
    assert!((erlang_c_wait(1, 0.5, 60.0) - 60.0).abs() < 1e-9);
    assert!((erlang_c_wait(2, 1.0, 60.0) - 20.0).abs() < 1e-9);
}

#[test]
fn a_queue_of_the_books_waits_as_the_books_say() {
    for (servers, load) in [(1u32, 0.7), (3, 2.4), (8, 6.8)] {
        let mean = 120.0;
        let mut scenario = interview_only(servers, mean, 0);
        scenario.until = date(2031, 12, 31);
        let days = crate::days::Days::new(scenario.from, scenario.until, &[]).unwrap().count();
        let claims = (load * days as f64 * 360.0 / mean).round() as u64;
        scenario.arrivals = vec![Arrivals { from: scenario.from, to: scenario.until, claims }];
        let seeds: Vec<u64> = (1..=40).collect();
        let runs = all(&scenario, &seeds, 2, &|_| {}).unwrap();
        let waits: Vec<f64> = runs.iter().map(|run| run.mean_queue_minutes(Stage::Interview)).collect();
        let expected = erlang_c_wait(servers, load, mean);
        let mean_wait = waits.iter().sum::<f64>() / waits.len() as f64;
        let spread = Spread::of(waits.iter().copied());
        assert!(spread.holds(expected), "{servers} servers: {expected} in {spread:?}");
        let variance = waits.iter().map(|w| (w - mean_wait).powi(2)).sum::<f64>() / (waits.len() - 1) as f64;
        let error = (variance / waits.len() as f64).sqrt();
        println!(
            "M/M/{servers} at load {load}: formula {expected:.2}, simulated {mean_wait:.2} ± {error:.2}"
        );
        // Three standard errors, and half a percent for the first claims, who find nobody waiting.
        assert!(
            (mean_wait - expected).abs() < 3.0 * error + 0.005 * expected,
            "{servers}: {mean_wait} {expected}"
        );
    }
}

#[test]
fn littles_law_holds_over_a_steady_year() {
    let mut scenario = interview_only(4, 100.0, 0);
    scenario.until = date(2027, 12, 31);
    scenario.sitting = Some(Sitting { every_working_days: 5, cases_per_sitting: 1000 });
    scenario.closing_hazards = vec![ClosingHazard { from: scenario.from, per_year: 0.5 }];
    scenario.notification_working_days = 3;
    scenario.arrivals = vec![Arrivals { from: scenario.from, to: scenario.until, claims: 13_000 }];
    let run = once(&scenario, 1);
    let minutes = f64::from(run.minutes);
    let open_on_average = run.pending_minutes / minutes;
    let arrivals_a_minute = run.arrived() as f64 / minutes;
    let sojourn = run.sojourn_minutes / run.sojourns as f64;
    let expected = arrivals_a_minute * sojourn;
    assert!((open_on_average / expected - 1.0).abs() < 0.01, "{open_on_average} {expected}");
}

#[test]
fn one_more_interviewer_never_makes_people_wait_longer() {
    for (interviewers, claims) in [(1, 900), (3, 3_000), (6, 4_500)] {
        let scenario = interview_only(interviewers, 110.0, claims);
        let more = scenario.with_more_interviewers("one", 1, scenario.from);
        let seeds: Vec<u64> = (1..=30).collect();
        for (one, other) in
            all(&scenario, &seeds, 2, &|_| {}).unwrap().iter().zip(&all(&more, &seeds, 2, &|_| {}).unwrap())
        {
            let (before, after) =
                (one.mean_queue_minutes(Stage::Interview), other.mean_queue_minutes(Stage::Interview));
            assert_eq!(one.arrived(), other.arrived(), "the same people come");
            assert!(other.pending_minutes <= one.pending_minutes * 1.000_001);
            // Those whom only the larger office calls before the year ends waited longest; they count on one side only.
            if one.pending_at_end() < 20 {
                assert!(after <= before + 0.5, "{interviewers}: {after} {before}");
            }
        }
        let difference = what_if(&scenario, &more, &seeds, 2, &|_| {}).unwrap();
        assert!(difference.mean_pending_claims.high <= 0.0, "{difference:?}");
        assert!(difference.pending_at_end_claims.median <= 0.0, "{difference:?}");
    }
}

#[test]
fn one_more_interviewer_decides_what_an_interviewer_decides() {
    let mut scenario = interview_only(3, 120.0, 5_000);
    scenario.counts = Counts::Exact;
    scenario.pending_at_start_claims = 5_000;
    let more = scenario.with_more_interviewers("one", 1, date(2024, 7, 1));
    let seeds: Vec<u64> = (1..=20).collect();
    let difference = what_if(&scenario, &more, &seeds, 2, &|_| {}).unwrap();
    // 132 working days from July, three interviews a day.
    assert!((difference.decided_on_merits.median - 396.0).abs() < 30.0, "{difference:?}");
    assert!((difference.pending_at_end_claims.median + 396.0).abs() < 30.0, "{difference:?}");
}

#[test]
fn common_random_numbers_make_the_difference_sharper_than_the_runs() {
    let scenario = interview_only(4, 120.0, 3_000);
    let more = scenario.with_more_interviewers("one", 1, scenario.from);
    let seeds: Vec<u64> = (1..=20).collect();
    let run = |s: &Scenario, seeds: &[u64]| -> Vec<f64> {
        all(s, seeds, 2, &|_| {}).unwrap().iter().map(|run| run.pending_minutes).collect()
    };
    let width = |spread: Spread| spread.high - spread.low;
    let (one, other) = (run(&scenario, &seeds), run(&more, &seeds));
    let strangers = run(&more, &(101..=120).collect::<Vec<u64>>());
    let paired = width(Spread::of(one.iter().zip(&other).map(|(a, b)| b - a)));
    let unpaired = width(Spread::of(one.iter().zip(&strangers).map(|(a, b)| b - a)));
    assert!(paired < unpaired, "{paired} {unpaired}");
}

#[test]
fn priority_goes_first() {
    let mut scenario = interview_only(2, 120.0, 3_000);
    scenario.shares.priority = 0.1;
    let queue = |share: f64| {
        let mut scenario = scenario.clone();
        scenario.shares.priority = share;
        once(&scenario, 4)
    };
    // The order changes nobody's number; how many are served is the same.
    let (some, none) = (queue(0.1), queue(0.0));
    assert!((some.pending_minutes / none.pending_minutes - 1.0).abs() < 0.02);
    let shortest = |run: &Run| {
        run.waits
            .iter()
            .filter(|w| w.stage == Stage::Interview)
            .map(|w| w.claims_by_days.iter().take(30).sum::<u32>())
            .sum::<u32>()
    };
    assert!(shortest(&some) > shortest(&none));
}
