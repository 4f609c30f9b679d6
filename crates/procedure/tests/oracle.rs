//! The engine against other people's code: holidays of PyPI `holidays`, working days of numpy, months of dateutil.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::civil::Date;
use procedure::{Counting, Law, Procedure, Term, Unit};
use std::collections::{BTreeMap, BTreeSet};

fn rows(file: &str) -> Vec<Vec<String>> {
    let path = ground::countries().join("pan/oracle").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|l| !l.starts_with('#')).skip(1);
    lines.map(|l| l.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn holidays_are_those_of_the_package() {
    let law = ground::law("pan");
    let theirs: BTreeSet<Date> = rows("holidays.csv").iter().map(|r| r[0].parse().unwrap()).collect();
    let ours: BTreeSet<Date> =
        (2018..=2030).flat_map(|year| law.calendar.holidays_in(year)).map(|(day, _)| day).collect();
    assert_eq!(ours, theirs);
    assert!(theirs.len() > 150);
}

#[test]
fn due_dates_are_those_of_numpy_and_dateutil() {
    let law = ground::law("pan");
    let rows = rows("due.csv");
    for row in &rows {
        let [start, length, unit, counting, due] = row.as_slice() else { panic!("{row:?}") };
        let procedure = with_term(&law, length.parse().unwrap(), unit, counting);
        let events = BTreeMap::from([("notified".to_owned(), start.parse().unwrap())]);
        let ours = law.due(&procedure, "reconsideration", &events, &[]).unwrap();
        assert_eq!(ours.due, Some(due.parse().unwrap()), "{row:?}");
    }
    assert!(rows.len() > 500, "{}", rows.len());
}

fn with_term(law: &Law, length: u32, unit: &str, counting: &str) -> Procedure {
    let mut procedure = ground::asylum(law).clone();
    let term: &mut Term = procedure.terms.iter_mut().find(|t| t.id == "reconsideration").unwrap();
    term.length = Some(length);
    term.unit = [Unit::WorkingDays, Unit::Months].into_iter().find(|u| u.code() == unit).unwrap();
    term.counting = match counting {
        "from_next_working_day" => Counting::FromNextWorkingDay,
        _ => Counting::EventDayNotCounted,
    };
    procedure
}
