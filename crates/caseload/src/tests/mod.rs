//! The engine against closed formulas, conservation, itself with other staff, and what was published.

mod flow;
mod queueing;
mod reality;
mod terms;

use super::*;
use jiff::civil::{Date, date};

/// One office in which only the interview takes time, through the year 2024.
fn interview_only(interviewers: u32, mean_minutes: f64, claims: u64) -> Scenario {
    let none = ServiceTime { mean_minutes: 0.0, shape: Shape::Fixed };
    Scenario {
        name: "test".to_owned(),
        from: date(2024, 1, 1),
        until: date(2024, 12, 31),
        working_minutes_per_day: 360,
        pending_at_start_claims: 0,
        notification_working_days: 0,
        remedy_lodged_working_days: 0,
        counts: Counts::Poisson,
        closed_days: Vec::new(),
        sitting: None,
        uncertainty: None,
        shares: Shares {
            priority: 0.0,
            needs_interpreter: 0.0,
            inadmissible: 0.0,
            recognised: 0.5,
            complementary: 0.1,
            refused: 0.4,
            remedy: 0.0,
            remedy_granted: 0.0,
        },
        service: ServiceTimes {
            registration: none,
            interview: ServiceTime { mean_minutes, shape: Shape::Exponential },
            assessment: none,
            review: none,
            remedy: none,
        },
        arrivals: vec![Arrivals { from: date(2024, 1, 1), to: date(2024, 12, 31), claims }],
        offices: vec![Office {
            id: "one".to_owned(),
            arrivals_share: 1.0,
            staffing: vec![staffing(date(2024, 1, 1), interviewers)],
        }],
        closing_hazards: Vec::new(),
        bulk_closings: Vec::new(),
        corrections: Vec::new(),
        terms: Vec::new(),
    }
}

fn staffing(from: Date, interviewers: u32) -> Staffing {
    Staffing {
        from,
        registration_officers: 3,
        interviewers,
        interpreters: interviewers,
        rooms: interviewers,
        eligibility_officers: 3,
        reviewers: 2,
        remedy_officers: 1,
        pace: 1.0,
    }
}

/// Two offices in which everything happens: sittings, remedies, closings, acts, corrections, priority, interpreters.
fn everything(claims: u64, interviewers: u32) -> Scenario {
    let time = |mean_minutes| ServiceTime { mean_minutes, shape: Shape::LogNormal(0.5) };
    let mut scenario = interview_only(interviewers, 120.0, claims);
    scenario.counts = Counts::Exact;
    scenario.pending_at_start_claims = claims / 4;
    scenario.notification_working_days = 5;
    scenario.remedy_lodged_working_days = 5;
    scenario.sitting = Some(Sitting { every_working_days: 10, cases_per_sitting: 60 });
    scenario.uncertainty =
        Some(Uncertainty { from_year: 2024, pace_log_deviation_per_year: 0.1, closing_log_deviation: 0.3 });
    scenario.shares.priority = 0.2;
    scenario.shares.needs_interpreter = 0.3;
    scenario.shares.inadmissible = 0.1;
    scenario.shares.remedy = 0.5;
    scenario.shares.remedy_granted = 0.2;
    scenario.service = ServiceTimes {
        registration: time(30.0),
        interview: time(120.0),
        assessment: time(180.0),
        review: time(60.0),
        remedy: time(120.0),
    };
    let other = Office {
        id: "two".to_owned(),
        arrivals_share: 0.5,
        staffing: vec![staffing(date(2024, 1, 1), 1), staffing(date(2024, 7, 1), 2)],
    };
    scenario.offices.push(other);
    scenario.closing_hazards = vec![ClosingHazard { from: date(2024, 1, 1), per_year: 0.2 }];
    scenario.bulk_closings = vec![BulkClosing { on: date(2024, 9, 2), claims: claims / 10 }];
    scenario.corrections = vec![
        Correction { on: date(2024, 5, 31), claims: 20 },
        Correction { on: date(2024, 10, 31), claims: -15 },
    ];
    let term = |id: &str, after, until, length, unit| Term { id: id.to_owned(), after, until, length, unit };
    scenario.terms = vec![
        term("decision", Milestone::Arrived, Milestone::Decided, Some(45), TermUnit::WorkingDays),
        term("notice", Milestone::Decided, Milestone::Notified, Some(3), TermUnit::CalendarDays),
        term("unknown", Milestone::Arrived, Milestone::Interviewed, None, TermUnit::Months),
    ];
    scenario
}

fn once(scenario: &Scenario, seed: u64) -> Run {
    run(scenario, &kernel::SeededRandom::new(seed)).unwrap()
}
mod telling;
