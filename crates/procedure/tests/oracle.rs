//! The engine against other people's code: holidays of PyPI `holidays` and npm `date-holidays`, working days of numpy,
//! months of dateutil.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use ground::differences::{self, Difference, FIRST, LAST, problems};
use jiff::civil::{Date, date};
use procedure::{Counting, Law, Procedure, Term, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// The packages whose holidays are compared, and the file that each one's stand in.
const PACKAGES: [(&str, &str); 2] = [("holidays", "holidays.csv"), ("date-holidays", "date-holidays.csv")];

/// The rows of a file; a file that is missing stops the test.
fn rows(country: &str, file: &str) -> Vec<Vec<String>> {
    let path = ground::countries().join(country).join("oracle").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|l| !l.starts_with('#')).skip(1);
    lines.map(|l| l.split(',').map(str::to_owned).collect()).collect()
}

/// Every country but the invented one has second opinions.
fn countries() -> Vec<String> {
    let countries: Vec<String> = ground::folders().into_iter().filter(|c| !c.starts_with('_')).collect();
    for state in ["blz", "cri", "gtm", "hnd", "mex", "pan", "slv"] {
        assert!(countries.iter().any(|c| c == state), "{state} is not compared");
    }
    countries
}

/// The holidays of a package, with no year left out.
fn theirs(country: &str, file: &str) -> BTreeSet<Date> {
    let days: BTreeSet<Date> = rows(country, file).iter().map(|r| r[0].parse().unwrap()).collect();
    for year in FIRST.year()..=LAST.year() {
        let found = days.iter().filter(|day| day.year() == year).count();
        assert!(found >= 6, "{country} {file}: {found} holidays in {year}");
    }
    assert!(days.iter().all(|day| (FIRST..=LAST).contains(day)), "{country} {file}");
    days
}

#[test]
fn every_day_is_as_the_packages_say_or_explained_once() {
    let mut wrong = Vec::new();
    for country in countries() {
        let calendar = ground::law(&country).calendar;
        let told = differences::read(&country);
        assert!(told.iter().all(|d| PACKAGES.iter().any(|(package, _)| d.package == *package)), "{country}");
        for (package, file) in PACKAGES {
            let found = problems(&calendar, package, &theirs(&country, file), &told);
            wrong.extend(found.into_iter().map(|p| format!("{country}: {p}")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_difference_without_its_explanation_is_told_and_an_explanation_without_its_difference_too() {
    let calendar = ground::law("pan").calendar;
    let ours = differences::holidays(&calendar);
    let (holiday, working, sunday) = (date(2024, 12, 25), date(2024, 8, 14), date(2024, 8, 18));
    let explain = |here: bool, days: &[Date], one_by_one: bool| Difference {
        package: "p".to_owned(),
        holiday: here,
        why: procedure::Said::new("x", "x"),
        one_by_one,
        days: days.iter().copied().collect(),
    };
    let told = |theirs: &BTreeSet<Date>, told: &[Difference]| problems(&calendar, "p", theirs, told).len();
    let mut more = ours.clone();
    more.extend([working, sunday]);
    let less: BTreeSet<Date> = ours.iter().copied().filter(|day| *day != holiday).collect();
    assert_eq!(told(&ours, &[]), 0);
    // Unexplained; explained; in the wrong direction, which explains nothing besides; twice.
    assert_eq!(told(&more, &[]), 1);
    assert_eq!(told(&more, &[explain(false, &[working], true)]), 0);
    assert_eq!(told(&more, &[explain(true, &[working], true)]), 2);
    assert_eq!(told(&more, &[explain(false, &[working], true), explain(false, &[working], false)]), 1);
    assert_eq!(told(&less, &[]), 1);
    assert_eq!(told(&less, &[explain(true, &[holiday], true)]), 0);
    // A day that does not differ, beside one that does: not one by one, but a rule may meet it.
    assert_eq!(told(&more, &[explain(false, &[working, date(2024, 8, 15)], true)]), 1);
    assert_eq!(told(&more, &[explain(false, &[working, date(2024, 8, 15)], false)]), 0);
    assert_eq!(told(&ours, &[explain(false, &[working], false)]), 1);
    // A day of the week that rests is no difference, and needs no explanation.
    assert_eq!(told(&more, &[explain(false, &[working, sunday], true)]), 1);
}

#[test]
fn due_dates_are_those_of_numpy_and_dateutil() {
    for country in countries() {
        let law = ground::law(&country);
        let rows = rows(&country, "due.csv");
        for row in &rows {
            let [start, length, unit, counting, due] = row.as_slice() else { panic!("{row:?}") };
            let procedure = with_term(&law, length.parse().unwrap(), unit, counting);
            let term = &procedure.terms[0];
            let events = BTreeMap::from([(term.from.clone(), start.parse().unwrap())]);
            let ours = law.due(&procedure, &term.id, &events, &[]).unwrap();
            assert_eq!(ours.due, Some(due.parse().unwrap()), "{country} {row:?}");
        }
        assert!(rows.len() > 500, "{country}: {}", rows.len());
    }
}

fn with_term(law: &Law, length: u32, unit: &str, counting: &str) -> Procedure {
    let mut procedure = ground::asylum(law).clone();
    let term: &mut Term = &mut procedure.terms[0];
    term.moved_end = None;
    term.length = Some(length);
    term.unit = [Unit::WorkingDays, Unit::Months].into_iter().find(|u| u.code() == unit).unwrap();
    term.counting = match counting {
        "from_next_working_day" => Counting::FromNextWorkingDay,
        _ => Counting::EventDayNotCounted,
    };
    procedure
}
