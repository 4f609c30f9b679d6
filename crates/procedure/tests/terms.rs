//! Properties of due dates, whatever the dates, over the calendars of all seven states: and the form in which they are printed.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use procedure::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(|| ground::law("pan"));

/// A state with its working days as a table, and a procedure of nothing but one term.
struct State {
    code: String,
    law: &'static Law,
    table: DayTable<'static>,
    procedure: Procedure,
    zone: TimeZone,
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    let states: Vec<State> =
        ground::folders().into_iter().filter(|c| !c.starts_with('_')).map(state).collect();
    assert_eq!(states.len(), 7);
    states
});

fn state(code: String) -> State {
    let law: &'static Law = Box::leak(Box::new(ground::law(&code)));
    let mut procedure = ground::asylum(law).clone();
    procedure.terms.truncate(1);
    (procedure.terms[0].id, procedure.terms[0].from) = ("term".to_owned(), "event".to_owned());
    procedure.stages.clear();
    procedure.steps.clear();
    procedure.facts.clear();
    procedure.documents.clear();
    procedure.remedies.clear();
    let zone = TimeZone::get(&law.facts_file.time_zone).unwrap();
    State { code, law, table: law.calendar.table(), procedure, zone }
}

/// A term without its event.
#[derive(Clone, Copy, Debug)]
struct Shape {
    length: u32,
    unit: Unit,
    counting: Counting,
    moves: bool,
}

impl Shape {
    fn of(self, length: u32) -> Shape {
        Shape { length, ..self }
    }
    /// Units of one size: a month has no length in days of its own.
    fn is_in_days(self) -> bool {
        self.unit != Unit::Months
    }
}

impl State {
    /// What the engine answers, with the arithmetic and out of the table, which must be the same.
    fn answer(&self, shape: Shape, start: Date, acts: &[Suspension]) -> Result<Due, DueError> {
        let mut procedure = self.procedure.clone();
        let term = &mut procedure.terms[0];
        (term.length, term.unit, term.counting) = (Some(shape.length), shape.unit, shape.counting);
        term.moved_end = shape.moves.then(|| MovedEnd { cite: term.cite.clone() });
        let events = BTreeMap::from([("event".to_owned(), start)]);
        let due = self.law.due(&procedure, "term", &events, acts);
        let day = self.table.due_day(&procedure.terms[0], start, acts);
        assert_eq!(day, due.clone().map(|d| d.due), "{} {shape:?} {start} {acts:?}", self.code);
        due
    }
    fn due(&self, shape: Shape, start: Date, acts: &[Suspension]) -> Due {
        self.answer(shape, start, acts).unwrap()
    }
    fn day(&self, shape: Shape, start: Date, acts: &[Suspension]) -> Date {
        self.due(shape, start, acts).due.unwrap()
    }
}

fn due(procedure: &Procedure, start: Date, acts: &[Suspension]) -> Due {
    let events = BTreeMap::from([("notified".to_owned(), start)]);
    LAW.due(procedure, "reconsideration", &events, acts).unwrap()
}

fn day() -> impl Strategy<Value = Date> {
    (0i64..365 * 40).prop_map(|n| later(date(2000, 1, 1), n))
}

fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap()
}

fn act(kind: SuspensionKind, from: Date, days: i64) -> Suspension {
    Suspension {
        kind,
        from,
        to: Some(later(from, days)),
        terms: Vec::new(),
        reason: Said::new("cerrado", "closed"),
    }
}

fn kind() -> impl Strategy<Value = SuspensionKind> {
    prop_oneof![Just(SuspensionKind::Closed), Just(SuspensionKind::Suspended)]
}

/// An act near the day of an event: its kind, days from the event to its first day and from there to its last one (or no
/// last one), and what it is about.
type Near = (SuspensionKind, i64, Option<i64>, usize);

/// Acts about all terms, each with an end; they may lie over each other.
fn acts() -> impl Strategy<Value = Vec<Near>> {
    prop::collection::vec((kind(), -30i64..120, (0i64..60).prop_map(Some), Just(0usize)), 0..4)
}

/// Acts which may also have no end, be about other terms or hold on no day.
fn acts_of_any_kind() -> impl Strategy<Value = Vec<Near>> {
    prop::collection::vec((kind(), -90i64..200, prop::option::weighted(0.8, -3i64..120), 0usize..5), 0..5)
}

/// Terms that an act is about.
const ABOUT: [&[&str]; 5] = [&[], &[], &[], &["term", "other"], &["other"]];

fn near(start: Date, acts: &[Near]) -> Vec<Suspension> {
    let one = |(kind, from, days, about): &Near| {
        let from = later(start, *from);
        Suspension {
            to: days.map(|days| later(from, days)),
            terms: ABOUT[*about].iter().map(|t| (*t).to_owned()).collect(),
            ..act(*kind, from, 0)
        }
    };
    acts.iter().map(one).collect()
}

fn shape() -> impl Strategy<Value = Shape> {
    let unit = prop_oneof![Just(Unit::WorkingDays), Just(Unit::CalendarDays), Just(Unit::Months)];
    let counting = prop_oneof![Just(Counting::EventDayNotCounted), Just(Counting::FromNextWorkingDay)];
    (1u32..40, unit, counting, any::<bool>()).prop_map(|(length, unit, counting, moves)| Shape {
        length,
        unit,
        counting,
        moves,
    })
}

fn span(from: Date, to: Date) -> i64 {
    from.until(to).unwrap().get_days().into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A later event, a longer term, one more act: none of them ever brings an earlier date. Months under suspensions are
    /// left out where they begin on another day: months differ, so a later one may be shorter than what was suspended.
    #[test]
    fn due_dates_are_monotone(start in day(), wait in 0i64..40, more in 0u32..40, shape in shape(), acts in acts()) {
        let acts = near(start, &acts);
        let of_event: &[Suspension] = if shape.is_in_days() { &acts } else { &[] };
        let begins_at_once = shape.counting == Counting::EventDayNotCounted;
        for state in STATES.iter() {
            let day = state.day(shape, start, &acts);
            let of_later_event = state.day(shape, later(start, wait), of_event);
            prop_assert!(state.day(shape, start, of_event) <= of_later_event, "{}", state.code);
            prop_assert!(day <= state.day(shape.of(shape.length + more), start, &acts), "{}", state.code);
            for fewer in 0..acts.len() {
                let without = state.day(shape, start, &acts[..fewer]);
                prop_assert!(without <= day || !shape.is_in_days() && !begins_at_once, "{}", state.code);
            }
        }
    }

    /// The longer term ends where the extension ends that is counted from the last day of the shorter one; an end that may
    /// move is moved once, at the very end. Months are of one size only up to the 28th and without suspensions.
    #[test]
    fn an_extension_adds_exactly_its_length(
        start in day(), shape in shape(), extension in 1u32..40, acts in acts(),
    ) {
        let acts = if shape.is_in_days() { near(start, &acts) } else { Vec::new() };
        let unmoved = Shape { moves: false, ..shape };
        let from_last_day = Shape { counting: Counting::EventDayNotCounted, ..shape.of(extension) };
        for state in STATES.iter() {
            let first = state.day(unmoved, start, &acts);
            let extended = state.due(shape.of(shape.length + extension), start, &acts);
            let begun = match shape.counting {
                Counting::FromNextWorkingDay => state.day(Shape { unit: Unit::WorkingDays, ..shape.of(1) }, start, &acts),
                Counting::EventDayNotCounted => start,
            };
            if shape.is_in_days() || begun.day() <= 28 {
                prop_assert_eq!(extended.due, state.due(from_last_day, first, &acts).due, "{}", state.code);
            }
            let exactly = state.due(Shape { moves: false, ..shape.of(shape.length + extension) }, start, &acts);
            let counted = exactly.counted_days - state.due(unmoved, start, &acts).counted_days;
            match shape.unit {
                Unit::Months => {
                    let whole = begun.checked_add(i64::from(shape.length + extension).months()).unwrap();
                    prop_assert_eq!(exactly.due, Some(whole), "{}", state.code);
                }
                _ => prop_assert_eq!(counted, extension, "{}", state.code),
            }
        }
    }

    /// While a term runs it is suspended and resumed, again and again. Each time its end is shifted by as many days of its
    /// own unit as were suspended; months are shifted by days.
    #[test]
    fn suspending_then_resuming_equals_shifting(
        start in day(), shape in shape(), waits in prop::collection::vec((1i64..30, 0i64..30), 1..5),
    ) {
        let shape = Shape { moves: false, ..shape };
        for state in STATES.iter() {
            let free = state.day(shape, start, &[]);
            let (mut acts, mut shift) = (Vec::new(), 0);
            let mut resumed = state.day(Shape { unit: Unit::WorkingDays, ..shape.of(1) }, start, &[]);
            for (wait, days) in &waits {
                let suspended = act(SuspensionKind::Suspended, later(resumed, *wait), *days);
                if suspended.from > state.day(shape, start, &acts) {
                    break; // it no longer runs
                }
                resumed = suspended.to.unwrap();
                let lost = (0..=*days).map(|n| later(suspended.from, n));
                shift += match shape.unit {
                    Unit::WorkingDays => lost.filter(|day| state.law.calendar.is_working_day(*day)).count(),
                    _ => lost.count(),
                };
                acts.push(suspended);
                let shifted = match shape.unit {
                    Unit::WorkingDays => {
                        state.day(shape.of(shape.length + u32::try_from(shift).unwrap()), start, &[])
                    }
                    _ => later(free, i64::try_from(shift).unwrap()),
                };
                prop_assert_eq!(state.day(shape, start, &acts), shifted, "{}", state.code);
            }
        }
    }

    /// An event is written down as an instant and read as the local day of its state, whatever the hour, wherever the program
    /// that reads it stands: its day and the due date stay the same, to the last second of the last day.
    #[test]
    fn time_zones_never_move_a_local_date(
        start in day(), second in 0i64..24 * 60 * 60, shape in shape(), elsewhere in 0usize..6,
    ) {
        let zones = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/Madrid", "America/Tijuana"];
        let elsewhere = TimeZone::get(zones[elsewhere]).unwrap();
        for state in STATES.iter() {
            let told_at = |day: Date, second: i64| {
                let moment = day.at(0, 0, 0, 0).checked_add(second.seconds()).unwrap();
                let there = moment.to_zoned(state.zone.clone()).unwrap().with_time_zone(elsewhere.clone());
                // On paper and on the wire there is only the instant.
                let instant: jiff::Timestamp = there.timestamp().to_string().parse().unwrap();
                instant.to_zoned(state.zone.clone()).date()
            };
            let due = state.due(shape, start, &[]);
            prop_assert_eq!(told_at(start, second), start, "{}", state.code);
            prop_assert_eq!(&state.due(shape, told_at(start, second), &[]), &due, "{}", state.code);
            let last = due.due.unwrap();
            for second in [0, second, 24 * 60 * 60 - 1] {
                prop_assert_eq!(told_at(last, second), last, "{}", state.code);
            }
            // The date itself carries no zone and no hour.
            prop_assert_eq!(last.to_string().parse::<Date>().unwrap(), last);
        }
    }

    #[test]
    fn every_day_of_the_span_is_counted_or_skipped_once(start in day(), shape in shape(), acts in acts()) {
        let acts = near(start, &acts);
        for state in STATES.iter() {
            let due = state.due(shape, start, &acts);
            let last = due.due.unwrap();
            let skipped = i64::try_from(due.skipped.len()).unwrap();
            prop_assert_eq!(i64::from(due.counted_days) + skipped, span(start, last));
            prop_assert!(due.skipped.windows(2).all(|w| w[0].date < w[1].date));
            prop_assert!(due.skipped.iter().all(|s| start < s.date && s.date < last));
            prop_assert!(due.provisional);
        }
    }

    #[test]
    fn a_working_day_term_ends_on_a_working_day_and_counts_its_length(
        start in day(), length in 1u32..60, shape in shape(), acts in acts(),
    ) {
        let acts = near(start, &acts);
        let shape = Shape { unit: Unit::WorkingDays, moves: false, ..shape.of(length) };
        for state in STATES.iter() {
            let calendar = &state.law.calendar;
            let due = state.due(shape, start, &acts);
            let last = due.due.unwrap();
            prop_assert!(calendar.is_working_day(last));
            prop_assert!(!acts.iter().any(|a| a.from <= last && last <= a.to.unwrap()));
            prop_assert_eq!(due.counted_days, length);
            let free = calendar.after(start, Length { length, unit: Unit::WorkingDays }).unwrap();
            prop_assert!(free <= last);
        }
    }

    #[test]
    fn an_end_that_may_move_lands_on_a_working_day(start in day(), shape in shape()) {
        for state in STATES.iter() {
            let moved = state.due(Shape { moves: true, ..shape }, start, &[]);
            prop_assert!(state.law.calendar.is_working_day(moved.due.unwrap()));
        }
    }

    #[test]
    fn a_due_date_survives_json(start in day(), shape in shape()) {
        for state in STATES.iter() {
            let due = state.due(shape, start, &[]);
            let text = serde_json::to_string(&due).unwrap();
            prop_assert_eq!(serde_json::from_str::<Due>(&text).unwrap(), due);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The table answers as the walk does, even outside its years, under acts that lie over each other or have no end.
    #[test]
    fn the_table_answers_as_the_walk_does(
        state in 0usize..7, start in -365i64 * 20..365 * 61, shape in shape(), length in 0u32..400, acts in acts_of_any_kind(),
    ) {
        let start = later(date(2000, 1, 1), start);
        let acts = near(start, &acts);
        let length = if shape.unit == Unit::Months { length / 10 } else { length };
        // `answer` compares; what it is does not matter here.
        let _ = STATES[state].answer(shape.of(length), start, &acts);
    }
}

/// What the first property leaves out: three suspended days are given back to whoever was notified before them, and a month that
/// begins in February is three days shorter.
#[test]
fn a_month_under_a_suspension_may_end_sooner_for_a_later_event() {
    let state = STATES.iter().find(|s| s.code == "pan").unwrap();
    let (unit, counting) = (Unit::Months, Counting::EventDayNotCounted);
    let shape = Shape { length: 1, unit, counting, moves: false };
    let acts = [act(SuspensionKind::Suspended, date(2023, 1, 29), 2)];
    assert_eq!(state.day(shape, date(2023, 1, 28), &acts), date(2023, 3, 3));
    assert_eq!(state.day(shape, date(2023, 2, 1), &acts), date(2023, 3, 1));
}

#[test]
fn a_term_longer_than_anything_counted_is_told_as_such_by_the_table_too() {
    let state = STATES.iter().find(|s| s.code == "mex").unwrap();
    let (unit, counting) = (Unit::CalendarDays, Counting::EventDayNotCounted);
    let shape = Shape { length: 366 * 20, unit, counting, moves: false };
    let start = date(2000, 1, 1);
    assert_eq!(state.day(shape, start, &[]), later(start, 366 * 20));
    for length in [366 * 20 + 1, u32::MAX] {
        assert_eq!(state.answer(shape.of(length), start, &[]), Err(DueError::OutOfCalendar));
    }
    let endless = Suspension { to: None, ..act(SuspensionKind::Suspended, date(2001, 1, 1), 0) };
    assert_eq!(state.due(shape, start, &[endless]).due, None);
    let unknown = Term { length: None, ..state.procedure.terms[0].clone() };
    assert_eq!(state.table.due_day(&unknown, start, &[]), Ok(None));
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
