//! Nothing is lost and nothing made up; the same seed gives the same run; what leaves, leaves in the number stated.

use super::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn what_arrived_is_open_or_ended_at_every_month_end(
        claims in 0u64..1500, interviewers in 0u32..6, rooms in 0u32..4, interpreters in 0u32..3,
        hazard in 0.0f64..2.0, removed in 0u64..900, has_sitting: bool, seed: u64,
    ) {
        let mut scenario = everything(claims, interviewers);
        scenario.offices[0].staffing[0].rooms = rooms;
        scenario.offices[1].staffing[1].interpreters = interpreters;
        scenario.closing_hazards[0].per_year = hazard;
        scenario.bulk_closings[0].claims = removed;
        if !has_sitting {
            scenario.sitting = None;
        }
        let run = once(&scenario, seed);
        prop_assert_eq!(run.arrived(), claims + 20);
        let mut arrived = run.pending_at_start;
        let mut ended = 0;
        for month in &run.months {
            arrived += month.arrived;
            ended += month.ended();
            prop_assert!(ended <= arrived);
            prop_assert_eq!(month.pending_claims, arrived - ended);
        }
        // Those decided are among those who came, and who ended by a decision was decided first.
        let decided: u64 = run.months.iter().map(|m| m.decided_on_merits() + m.inadmissible).sum();
        let ended_decided: u64 = run.months.iter().map(|m| m.ended_decided).sum();
        prop_assert!(ended_decided <= decided && decided <= arrived);
        for term in &run.terms {
            let all = term.kept + term.missed + term.running + term.of_unknown_length;
            prop_assert!(all <= run.arrived());
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_another() {
    let scenario = everything(900, 3);
    assert_eq!(once(&scenario, 7), once(&scenario, 7));
    assert_ne!(once(&scenario, 7), once(&scenario, 8));
}

#[test]
fn results_do_not_depend_on_how_many_threads_there_are() {
    let scenario = everything(600, 3);
    let seeds: Vec<u64> = (1..=6).collect();
    let one = simulate(&scenario, &seeds, 1, &|_| {}).unwrap();
    assert_eq!(one, simulate(&scenario, &seeds, 4, &|_| {}).unwrap());
    assert!(matches!(simulate(&scenario, &[], 1, &|_| {}), Err(CaseloadError::NoSeed)));
}

#[test]
fn progress_is_told_after_each_seed() {
    let most = std::sync::atomic::AtomicUsize::new(0);
    let told = |done| {
        most.fetch_max(done, std::sync::atomic::Ordering::Relaxed);
    };
    let scenario = everything(100, 2);
    what_if(&scenario, &scenario, &[1, 2, 3], 2, &told).unwrap();
    assert_eq!(most.into_inner(), 6);
}

#[test]
fn without_interviewers_nothing_is_decided_on_the_merits_and_all_wait() {
    let mut scenario = interview_only(0, 60.0, 400);
    scenario.counts = Counts::Exact;
    let run = once(&scenario, 1);
    assert_eq!(run.pending_at_end(), 400);
    assert_eq!(run.ended(), 0);
    assert!(run.months.iter().all(|month| month.decided_on_merits() == 0));
}

#[test]
fn an_interview_needs_a_room_and_where_needed_an_interpreter() {
    let mut scenario = interview_only(5, 60.0, 400);
    scenario.counts = Counts::Exact;
    scenario.offices[0].staffing[0].rooms = 0;
    assert_eq!(once(&scenario, 1).ended(), 0);
    scenario.offices[0].staffing[0].rooms = 5;
    scenario.offices[0].staffing[0].interpreters = 0;
    scenario.shares.needs_interpreter = 0.25;
    let run = once(&scenario, 1);
    let open = run.pending_at_end();
    assert!((70..=130).contains(&open), "those who need an interpreter wait, and hold up nobody: {open}");
}

#[test]
fn empty_arrivals_are_an_empty_year() {
    let mut scenario = everything(0, 3);
    scenario.corrections.clear();
    let run = once(&scenario, 1);
    assert_eq!((run.arrived(), run.ended(), run.pending_at_end()), (0, 0, 0));
    scenario.arrivals.clear();
    let results = simulate(&scenario, &[1, 2], 2, &|_| {}).unwrap();
    assert!(results.waits.is_empty());
    assert_eq!(results.months.len(), 12);
}

#[test]
fn an_act_closes_exactly_as_many_as_it_says() {
    let mut scenario = interview_only(0, 60.0, 400);
    scenario.counts = Counts::Exact;
    scenario.bulk_closings = vec![BulkClosing { on: date(2024, 12, 30), claims: 150 }];
    scenario.corrections = vec![Correction { on: date(2024, 12, 31), claims: -50 }];
    let run = once(&scenario, 5);
    let december = run.months.last().unwrap();
    assert_eq!((december.bulk_closed, december.corrected, december.pending_claims), (150, 50, 200));
}

#[test]
fn the_hazard_closes_as_many_as_it_should() {
    let mut scenario = interview_only(0, 60.0, 0);
    scenario.pending_at_start_claims = 20_000;
    scenario.closing_hazards = vec![ClosingHazard { from: date(2024, 1, 1), per_year: 0.5 }];
    let left = once(&scenario, 3).pending_at_end() as f64 / 20_000.0;
    assert!((left - (-0.5f64).exp()).abs() < 0.012, "{left}");
}

#[test]
fn a_sitting_decides_no_more_than_its_agenda() {
    let mut scenario = interview_only(50, 30.0, 5_000);
    scenario.sitting = Some(Sitting { every_working_days: 20, cases_per_sitting: 100 });
    let run = once(&scenario, 1);
    let decided: u64 = run.months.iter().map(Month::decided_on_merits).sum();
    // 262 working days: sittings on the 20th, 40th … 260th, and one on the first morning when nobody waits.
    assert_eq!(decided, 1_300);
}

#[test]
fn periods_are_cut_at_the_edges_of_the_simulation() {
    let mut scenario = interview_only(1, 60.0, 0);
    scenario.counts = Counts::Exact;
    scenario.until = date(2024, 6, 30);
    scenario.arrivals = vec![Arrivals { from: date(2024, 1, 1), to: date(2024, 12, 31), claims: 366 }];
    assert_eq!(once(&scenario, 1).arrived(), 182);
}

#[test]
fn a_scenario_is_written_and_read_as_toml() {
    let scenario = everything(900, 3);
    let text = toml::to_string(&scenario).unwrap();
    assert_eq!(toml::from_str::<Scenario>(&text).unwrap(), scenario);
    let misspelt = text.replace("rooms = 3", "romos = 3");
    assert!(toml::from_str::<Scenario>(&misspelt).is_err());
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let refused = |change: fn(&mut Scenario)| {
        let mut scenario = everything(10, 1);
        change(&mut scenario);
        run(&scenario, &kernel::SeededRandom::new(1)).unwrap_err().to_string()
    };
    assert!(refused(|s| s.shares.priority = 1.5).contains("priority"));
    assert!(refused(|s| s.shares.refused = 0.9).contains("add to 1"));
    assert!(refused(|s| s.until = date(2023, 1, 1)).contains("before it begins"));
    assert!(refused(|s| s.offices.clear()).contains("no office"));
    assert!(refused(|s| s.offices[0].staffing[0].from = date(2024, 2, 1)).contains("`one`"));
    assert!(refused(|s| s.offices[0].staffing[0].pace = 0.0).contains("pace"));
    assert!(refused(|s| s.service.review.mean_minutes = f64::NAN).contains("mean_minutes"));
    assert!(refused(|s| s.closing_hazards[0].per_year = -1.0).contains("closing hazard"));
    assert!(refused(|s| s.arrivals[0].to = date(2023, 1, 1)).contains("period"));
}
