//! Invented claims, counted a second time by other means, against what a cut publishes.

use crate::count::count;
use crate::publish::publish;
use crate::{Dimension, Key, Month, Published, Series};
use casework::facts::{ClaimEvent, ClaimFact, Level, Outcome};
use jiff::civil::{Date, date};
use kernel::{AgeBand, CaseId, Country, Office, PersonId, SeededRandom, Sex};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Claims with the shape of a small state's caseload: few large origins, many small ones, decisions long after.
pub(crate) fn invented_facts(persons: u64, months: u64, seed: u64) -> Vec<ClaimFact> {
    let random = SeededRandom::new(seed);
    let origins = [
        "NIC", "VEN", "COL", "CUB", "HTI", "SLV", "HND", "ECU", "DOM", "NGA", "CMR", "GHA", "PER", "GTM",
        "JAM", "IND", "XXA",
    ];
    let mut facts = Vec::new();
    for n in 0..persons {
        let origin = origins[(random.below(17) * random.below(17) / 17) as usize];
        let day = random.below(months * 30) as i32;
        let applied = date(2022, 1, 3).checked_add(jiff::Span::new().days(day)).unwrap();
        let base = ClaimFact {
            event: ClaimEvent::Applied,
            level: Level::FirstInstance,
            on: applied,
            case: CaseId(Uuid::from_u128(u128::from(n / 2))),
            person: PersonId(Uuid::from_u128(u128::from(n) + 1_000_000)),
            origin: Country::new(origin).unwrap(),
            sex: [Sex::Female, Sex::Male, Sex::Male, Sex::Female, Sex::NotStated][random.below(5) as usize],
            age_years: (random.below(20) > 0).then(|| random.below(75) as i16),
            office: Office::from("hq"),
        };
        facts.push(base.clone());
        let later = |days: u64| applied.checked_add(jiff::Span::new().days(days as i32)).unwrap();
        if random.below(3) > 0 {
            let outcome = [Outcome::Recognised, Outcome::Refused, Outcome::Refused, Outcome::Complementary];
            let event = match random.below(5) {
                0 => ClaimEvent::Closed,
                n => ClaimEvent::Decided(outcome[n as usize - 1]),
            };
            let on = later(30 + random.below(400));
            facts.push(ClaimFact { event, on, ..base.clone() });
            if random.below(4) == 0 {
                let event = ClaimEvent::Decided(Outcome::Refused);
                facts.push(ClaimFact { event, on: later(500), level: Level::Review, ..base });
            }
        }
    }
    facts
}

/// Counts without any of the machinery: for each claim, where does it fall under this key?
fn recount(facts: &[ClaimFact], up_to: Date, series: Series, key: &Key) -> u64 {
    let mut claims: BTreeMap<(CaseId, PersonId), Vec<&ClaimFact>> = BTreeMap::new();
    for fact in facts.iter().filter(|f| f.on <= up_to) {
        claims.entry((fact.case, fact.person)).or_default().push(fact);
    }
    let fits = |key: &Key, applied: &ClaimFact, on: Date, outcome: Option<&str>| {
        key.month.is_none_or(|m| (m.year, m.month) == (on.year(), on.month()))
            && key.year.is_none_or(|y| y == on.year())
            && key.origin.is_none_or(|o| o == applied.origin)
            && key.sex.is_none_or(|s| s == applied.sex)
            && key.age.is_none_or(|a| a == AgeBand::of(applied.age_years))
            && key.outcome.is_none_or(|o| Some(o.code()) == outcome)
    };
    let code = |event: &ClaimEvent| match event {
        ClaimEvent::Applied => None,
        ClaimEvent::Closed => Some("closed"),
        ClaimEvent::Decided(Outcome::Recognised) => Some("recognised"),
        ClaimEvent::Decided(Outcome::Complementary) => Some("other"),
        ClaimEvent::Decided(Outcome::Refused) => Some("rejected"),
    };
    let mut n = 0;
    for claim in claims.values() {
        let applied = claim.iter().find(|f| f.event == ClaimEvent::Applied).unwrap();
        let first = claim.iter().find(|f| f.event != ClaimEvent::Applied && f.level == Level::FirstInstance);
        let reviews = claim.iter().filter(|f| f.level == Level::Review);
        n += match series {
            Series::Applications => u64::from(fits(key, applied, applied.on, None)),
            Series::Decisions => u64::from(first.is_some_and(|d| fits(key, applied, d.on, code(&d.event)))),
            Series::ReviewDecisions => {
                reviews.filter(|d| fits(key, applied, d.on, code(&d.event))).count() as u64
            }
            Series::Pending => {
                let month = key.month.unwrap();
                let end = date(month.year, month.month, 1).last_of_month();
                let rest = Key { month: None, ..*key };
                let is_open = applied.on <= end && first.is_none_or(|d| d.on > end);
                u64::from(is_open && fits(&rest, applied, applied.on, None))
            }
        };
    }
    n
}

fn cut_of(persons: u64, months: u64, seed: u64) -> (Vec<ClaimFact>, Date, Published) {
    let facts = invented_facts(persons, months, seed);
    let up_to = date(2022, 1, 3).checked_add(jiff::Span::new().days((months * 30) as i32)).unwrap();
    let published = publish(&count(&facts, up_to), disclosure::THRESHOLD).unwrap();
    (facts, up_to, published)
}

#[test]
fn published_cells_equal_an_independent_count() {
    let (facts, up_to, published) = cut_of(400, 7, 1);
    for ((series, key), cell) in &published.cells {
        let truth = recount(&facts, up_to, *series, key);
        assert!(cell.is_none_or(|n| n == truth), "{series:?} {key:?}");
        assert!(!(1..10).contains(&truth) || cell.is_none(), "a small cell is withheld: {series:?} {key:?}");
        assert!(truth > 0 || cell.is_some(), "a zero is published: {series:?} {key:?}");
    }
}

#[test]
fn whole_demonstrations_are_protected_and_still_say_something() {
    for (persons, months, seed) in [(2_000, 34, 7), (2_000, 34, 8), (1_800, 28, 3), (2_000, 60, 3)] {
        let (_, _, published) = cut_of(persons, months, seed);
        let shown = |series, by: &[Dimension]| {
            let cells = published.cells.iter().filter(|(k, _)| k.0 == series && k.1.dimensions() == by);
            let cells: Vec<_> = cells.map(|c| c.1).collect();
            (cells.iter().filter(|c| c.is_some()).count(), cells.len())
        };
        assert_eq!(shown(Series::Applications, &[]), (1, 1));
        assert_eq!(shown(Series::Decisions, &[]), (1, 1));
        for series in [Series::Applications, Series::Decisions, Series::Pending] {
            let (months_shown, months) = shown(series, &[Dimension::Month]);
            assert!(
                months_shown * 4 > months * 3,
                "{series:?}: {months_shown} of {months} month totals are shown"
            );
        }
    }
}

#[test]
fn a_cut_survives_being_written_down() {
    let (_, up_to, published) = cut_of(300, 5, 9);
    let cut = crate::Cut {
        up_to,
        threshold: 10,
        cells: crate::model::write_cells(&published),
        ..crate::Cut::default()
    };
    assert_eq!(cut.published(), published);
}

#[test]
fn a_decision_without_a_known_application_is_counted_and_breaks_nothing() {
    let mut facts = invented_facts(300, 6, 2);
    facts.retain(|f| f.event != ClaimEvent::Applied || f.person.0.as_u128() % 7 != 0);
    let counts = count(&facts, date(2023, 12, 31));
    assert!(counts.without_application > 0);
    publish(&counts, disclosure::THRESHOLD).unwrap();
}

#[test]
fn slips_of_the_pen_and_the_future_are_not_counted() {
    let mut facts = invented_facts(50, 3, 4);
    facts[0].on = date(1024, 5, 1);
    let counts = count(&facts, date(2022, 2, 1));
    assert_eq!(counts.left_out, 1);
    let published = publish(&counts, disclosure::THRESHOLD).unwrap();
    assert!(published.cells.keys().all(|k| k.1.month.is_none_or(|m| m <= Month { year: 2022, month: 2 })));
}

#[test]
fn nothing_counted_is_a_cut_too() {
    let published = publish(&count(&[], date(2024, 6, 1)), disclosure::THRESHOLD).unwrap();
    assert_eq!(published.cells[&(Series::Applications, Key::default())], Some(0));
}

/// A house for the area's own tests: a ledger with this area only, and invented facts.
fn sources(facts: Vec<ClaimFact>) -> crate::FactSources {
    crate::FactSources(vec![Box::new(move |_| Ok(facts.clone()))])
}

#[test]
fn a_cut_is_frozen_and_the_next_one_moves() {
    let area = crate::area();
    let schema =
        move || ledger::Schema { migrations: area.migrations.clone(), records: area.records.clone() };
    ledger::testing::both(schema, |test| {
        let actor = ledger::testing::actor(kernel::Role::Statistician, "hq");
        let today = date(2024, 6, 3);
        let mut facts = invented_facts(500, 12, 5);
        let key = Some("one");
        let first =
            crate::make_cut(&test.ledger, &sources(facts.clone()), &actor, today, today, key).unwrap();
        let again =
            crate::make_cut(&test.ledger, &sources(facts.clone()), &actor, today, today, key).unwrap();
        assert_eq!(first, again, "a double click makes one cut");
        let total = |published: &Published| published.cells[&(Series::Applications, Key::default())];
        let tables = || test.ledger.read(|r| crate::newest_tables(r)).unwrap().unwrap();
        assert_eq!(total(&tables()), Some(500));
        let more = ClaimFact { person: PersonId(Uuid::from_u128(1)), ..facts[0].clone() };
        facts.push(more);
        assert_eq!(total(&tables()), Some(500), "what happens after a cut is not in it");
        test.clock.set("2024-06-03T16:00:00Z".parse().unwrap());
        crate::make_cut(&test.ledger, &sources(facts), &actor, today, today, None).unwrap();
        assert_eq!(total(&tables()), Some(501));
        let tomorrow = date(2024, 6, 4);
        let future = crate::make_cut(&test.ledger, &sources(Vec::new()), &actor, tomorrow, today, None);
        assert!(matches!(future, Err(crate::CutError::Future)));
    });
}

#[test]
fn the_language_files_are_complete() {
    assert_eq!(web::check::check(&crate::area().sources()), Vec::<String>::new());
}
