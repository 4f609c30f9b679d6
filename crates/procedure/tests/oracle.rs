//! The engine against other people's code: holidays of PyPI `holidays`, working days of numpy, months of dateutil.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::civil::Date;
use procedure::{Counting, Law, Procedure, Term, Unit};
use std::collections::{BTreeMap, BTreeSet};

fn rows(country: &str, file: &str) -> Vec<Vec<String>> {
    let path = ground::countries().join(country).join("oracle").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|l| !l.starts_with('#')).skip(1);
    lines.map(|l| l.split(',').map(str::to_owned).collect()).collect()
}

/// Every country but the invented one has a second opinion.
fn countries() -> Vec<String> {
    let countries: Vec<String> = ground::folders().into_iter().filter(|c| !c.starts_with('_')).collect();
    assert!(countries.len() >= 3, "{countries:?}");
    countries
}

#[test]
fn holidays_are_those_of_the_package() {
    for country in countries() {
        let law = ground::law(&country);
        let theirs: BTreeSet<Date> =
            rows(&country, "holidays.csv").iter().map(|r| r[0].parse().unwrap()).collect();
        let ours: BTreeSet<Date> =
            (2018..=2030).flat_map(|year| law.calendar.holidays_in(year)).map(|(day, _)| day).collect();
        let differ: Vec<&Date> = ours.symmetric_difference(&theirs).collect();
        assert!(differ.is_empty(), "{country}: {differ:?}");
        assert!(theirs.len() > 80, "{country}: {}", theirs.len());
    }
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
