//! Terms: what is late is missed, what nobody knows is never missed, and an end on a day of rest moves on.

use super::*;

fn with_term(length: Option<u32>, unit: TermUnit) -> Scenario {
    let mut scenario = interview_only(0, 60.0, 300);
    scenario.counts = Counts::Exact;
    let (after, until) = (Milestone::Arrived, Milestone::Interviewed);
    scenario.terms = vec![Term { id: "interview".to_owned(), after, until, length, unit }];
    scenario
}

#[test]
fn a_term_of_unknown_length_is_never_missed() {
    for unit in [TermUnit::WorkingDays, TermUnit::CalendarDays, TermUnit::Months] {
        let run = once(&with_term(None, unit), 1);
        let term = &run.terms[0];
        assert_eq!((term.missed, term.kept, term.running, term.of_unknown_length), (0, 0, 0, 300));
    }
}

#[test]
fn who_is_never_interviewed_is_missed_once_the_term_is_over() {
    let run = once(&with_term(Some(10), TermUnit::WorkingDays), 1);
    let term = &run.terms[0];
    assert_eq!(term.missed + term.running, 300);
    // Ten of 262 working days are too near the end to be over.
    assert!((3..=25).contains(&term.running), "{term:?}");
    let long = once(&with_term(Some(13), TermUnit::Months), 1);
    assert_eq!((long.terms[0].missed, long.terms[0].running), (0, 300));
}

#[test]
fn who_is_interviewed_at_once_is_in_time() {
    let mut scenario = with_term(Some(0), TermUnit::WorkingDays);
    scenario.service.interview.mean_minutes = 0.0;
    assert_eq!(once(&scenario, 1).terms[0].kept, 300);
}

#[test]
fn a_claim_closed_after_its_term_was_missed_and_one_closed_before_was_not() {
    let mut scenario = with_term(Some(30), TermUnit::CalendarDays);
    scenario.arrivals = vec![Arrivals { from: date(2024, 1, 1), to: date(2024, 1, 31), claims: 100 }];
    scenario.bulk_closings = vec![BulkClosing { on: date(2024, 6, 28), claims: 100 }];
    assert_eq!(once(&scenario, 1).terms[0].missed, 100);
    scenario.bulk_closings[0].on = date(2024, 1, 31);
    let term = once(&scenario, 1).terms[0].clone();
    assert_eq!((term.missed, term.kept), (0, 100));
}

#[test]
fn an_end_on_a_day_of_rest_moves_to_the_next_working_day() {
    let days = crate::days::Days::new(date(2024, 3, 1), date(2024, 4, 30), &[date(2024, 3, 29)]).unwrap();
    let at = |day: Date| days.on_or_after(day);
    // Friday 1 March and one calendar day is Saturday: Monday 4. 28 March and one day is a closed Friday: Monday 1 April.
    let one = days.last_in_time(1, TermUnit::CalendarDays);
    assert_eq!(one[at(date(2024, 3, 1))], at(date(2024, 3, 4)));
    assert_eq!(one[at(date(2024, 3, 28))], at(date(2024, 4, 1)));
    let working = days.last_in_time(2, TermUnit::WorkingDays);
    assert_eq!(working[at(date(2024, 3, 28))], at(date(2024, 4, 2)));
    let month = days.last_in_time(1, TermUnit::Months);
    assert_eq!(month[at(date(2024, 3, 5))], at(date(2024, 4, 5)));
    assert_eq!(month[at(date(2024, 4, 5))], usize::MAX);
    assert_eq!(days.calendar_days(at(date(2024, 3, 1)), at(date(2024, 4, 1))), 31);
    assert_eq!((days.month_name(0), days.month_name(1)), ("2024-03".to_owned(), "2024-04".to_owned()));
}
