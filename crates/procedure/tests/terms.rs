//! Properties of due dates, whatever the dates: and the form in which they are printed.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use procedure::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(|| ground::law("pan"));

fn shaped(length: u32, unit: Unit, counting: Counting, moves: bool) -> Procedure {
    let mut procedure = ground::asylum(&LAW).clone();
    let term = procedure.terms.iter_mut().find(|t| t.id == "reconsideration").unwrap();
    (term.length, term.unit, term.counting) = (Some(length), unit, counting);
    term.moved_end = moves.then(|| MovedEnd { cite: term.cite.clone() });
    procedure
}

fn due(procedure: &Procedure, start: Date, acts: &[Suspension]) -> Due {
    let events = BTreeMap::from([("notified".to_owned(), start)]);
    LAW.due(procedure, "reconsideration", &events, acts).unwrap()
}

fn day() -> impl Strategy<Value = Date> {
    (0i64..365 * 40).prop_map(|n| date(2000, 1, 1).checked_add(n.days()).unwrap())
}

fn act(kind: SuspensionKind) -> impl Strategy<Value = Suspension> {
    (day(), 0i64..60).prop_map(move |(from, days)| Suspension {
        kind,
        from,
        to: from.checked_add(days.days()).ok(),
        terms: Vec::new(),
        reason: Said::new("cerrado", "closed"),
    })
}

fn acts() -> impl Strategy<Value = Vec<Suspension>> {
    let one = prop_oneof![act(SuspensionKind::Closed), act(SuspensionKind::Suspended)];
    prop::collection::vec(one, 0..4)
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::WorkingDays), Just(Unit::CalendarDays), Just(Unit::Months)]
}

fn counting() -> impl Strategy<Value = Counting> {
    prop_oneof![Just(Counting::EventDayNotCounted), Just(Counting::FromNextWorkingDay)]
}

fn span(from: Date, to: Date) -> u32 {
    from.until(to).unwrap().get_days().try_into().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_day_of_the_span_is_counted_or_skipped_once(
        start in day(), length in 1u32..40, unit in unit(), counting in counting(), moves: bool, acts in acts(),
    ) {
        let due = due(&shaped(length, unit, counting, moves), start, &acts);
        let last = due.due.unwrap();
        let skipped = u32::try_from(due.skipped.len()).unwrap();
        prop_assert_eq!(due.counted_days + skipped, span(start, last));
        prop_assert!(due.skipped.windows(2).all(|w| w[0].date < w[1].date));
        prop_assert!(due.skipped.iter().all(|s| start < s.date && s.date < last));
        prop_assert!(due.provisional);
    }

    #[test]
    fn a_working_day_term_ends_on_a_working_day_and_counts_its_length(
        start in day(), length in 1u32..60, acts in acts(),
    ) {
        let due = due(&shaped(length, Unit::WorkingDays, Counting::default(), false), start, &acts);
        let last = due.due.unwrap();
        prop_assert!(LAW.calendar.is_working_day(last));
        prop_assert!(!acts.iter().any(|a| a.from <= last && last <= a.to.unwrap()));
        prop_assert_eq!(due.counted_days, length);
        prop_assert_eq!(LAW.calendar.after(start, Length { length, unit: Unit::WorkingDays }).unwrap() <= last, true);
    }

    #[test]
    fn a_longer_term_never_ends_sooner_and_an_act_never_shortens_one(
        start in day(), length in 1u32..40, unit in unit(), counting in counting(), moves: bool, acts in acts(),
    ) {
        let short = due(&shaped(length, unit, counting, moves), start, &acts).due;
        let long = due(&shaped(length + 1, unit, counting, moves), start, &acts).due;
        let free = due(&shaped(length, unit, counting, moves), start, &[]).due;
        prop_assert!(short <= long);
        prop_assert!(free <= short);
    }

    #[test]
    fn a_later_event_never_gives_an_earlier_date(
        start in day(), later in 0i64..30, length in 1u32..40, unit in unit(), counting in counting(),
    ) {
        let procedure = shaped(length, unit, counting, true);
        let after = due(&procedure, start.checked_add(later.days()).unwrap(), &[]).due;
        prop_assert!(due(&procedure, start, &[]).due <= after);
    }

    #[test]
    fn an_end_that_may_move_lands_on_a_working_day(start in day(), length in 1u32..40, unit in unit()) {
        let moved = due(&shaped(length, unit, Counting::default(), true), start, &[]);
        prop_assert!(LAW.calendar.is_working_day(moved.due.unwrap()));
    }

    #[test]
    fn a_due_date_survives_json(start in day(), length in 1u32..40, unit in unit()) {
        let due = due(&shaped(length, unit, Counting::default(), true), start, &[]);
        let text = serde_json::to_string(&due).unwrap();
        prop_assert_eq!(serde_json::from_str::<Due>(&text).unwrap(), due);
    }
}

#[test]
fn the_holy_week_of_2024_is_printed_with_its_reasons() {
    let due = due(ground::asylum(&LAW), date(2024, 3, 25), &[]);
    let json = serde_json::to_value(&due).unwrap();
    assert_eq!(json["due"], "2024-04-02");
    assert_eq!(json["counted_days"], 5);
    assert_eq!(json["article"], "unknown");
    assert_eq!(json["provisional"], true);
    assert_eq!(json["verification"], "secondary");
    assert_eq!(json["source"], "PA2");
    assert_eq!(json["sums"], "2024-03-25 + 5 + 3 = 2024-04-02");
    let skipped: Vec<String> = json["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| format!("{} {}", s["date"].as_str().unwrap(), s["reason"]["en"].as_str().unwrap()))
        .collect();
    assert_eq!(skipped, ["2024-03-29 Good Friday", "2024-03-30 Saturday", "2024-03-31 Sunday"]);
}

#[test]
fn a_term_without_length_has_no_date_and_an_unknown_one_is_an_error() {
    let asylum = ground::asylum(&LAW);
    let events = BTreeMap::from([("filed".to_owned(), date(2024, 1, 10))]);
    let decision = LAW.due(asylum, "decision", &events, &[]).unwrap();
    assert_eq!((decision.due, decision.provisional), (None, true));
    assert_eq!(LAW.due(asylum, "nothing", &events, &[]), Err(DueError::NoSuchTerm("nothing".into())));
    let missing = Err(DueError::EventMissing("notified".into()));
    assert_eq!(LAW.due(asylum, "reconsideration", &events, &[]), missing);
    let end_of_time = BTreeMap::from([("notified".to_owned(), Date::MAX)]);
    assert_eq!(LAW.due(asylum, "reconsideration", &end_of_time, &[]), Err(DueError::OutOfCalendar));
}

#[test]
fn only_what_a_lawyer_confirmed_is_not_provisional() {
    let mut law = ground::law("pan");
    let mut asylum = ground::asylum(&law).clone();
    let confirmed = |cite: &mut Cite| {
        cite.verification = Verification::Verified;
        cite.verified_by = Some("invented lawyer".into());
    };
    asylum.terms.iter_mut().for_each(|t| confirmed(&mut t.cite));
    let events = BTreeMap::from([("notified".to_owned(), date(2024, 3, 25))]);
    let due = |law: &Law| law.due(&asylum, "reconsideration", &events, &[]).unwrap();
    assert!(due(&law).provisional, "the calendar is not confirmed");
    confirmed(&mut law.calendar.cite);
    assert!(!due(&law).provisional);
}

#[test]
fn every_term_is_listed_with_its_mark() {
    let lines = terms_listing(&LAW);
    let terms: usize = LAW.procedures.iter().map(|p| p.terms.len()).sum();
    assert_eq!(lines.len(), terms);
    let filing = lines.iter().find(|l| l.term == "filing").unwrap();
    let filing = serde_json::to_value(filing).unwrap();
    assert_eq!((&filing["article"], &filing["length"]), (&"30".into(), &6.into()));
    assert_eq!((&filing["verification"], &filing["provisional"]), (&"secondary".into(), &true.into()));
    assert!(lines.iter().all(|l| l.provisional), "nothing of Panama has been confirmed by a lawyer yet");
    let remedies = ["reconsideration", "appeal", "reconsideration_inadmissibility", "judicial", "filing"];
    for line in lines.iter().filter(|l| remedies.contains(&l.term.as_str())) {
        assert_eq!(line.on_expiry, OnExpiry::HumanReview, "{}", line.term);
    }
}

#[test]
fn easter_falls_where_it_fell() {
    for (year, day) in [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2024, (3, 31)), (2038, (4, 25))] {
        assert_eq!(easter(year), Some(date(year, day.0, day.1)));
    }
}
