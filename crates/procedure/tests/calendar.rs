//! The forms in which a calendar says when a holiday is: days after a weekday, Mondays before and after, every so many years.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::civil::{Date, Weekday, date};
use procedure::{Calendar, Law};

const NEAREST: &str = "fixed = '03-09'
monday_before = ['tuesday', 'wednesday', 'thursday']
monday_after = ['friday', 'sunday']
valid_from = '1951-01-01'";

/// The calendar of the invented country with one holiday more, whose source is not Tree Day's.
fn with(rule: &str) -> Calendar {
    let mut files = ground::files("_example");
    let named =
        "[[holidays]]\nid = 'feast'\nnames = { es = 'Fiesta', en = 'Feast' }\ncite = { source = 'unknown' }";
    files.get_mut("calendar.toml").unwrap().push_str(&format!("\n{named}\n{rule}\n"));
    Law::load(&files).unwrap().calendar
}

/// The days of the feast in a year, with what they are called.
fn feasts(calendar: &Calendar, year: i16) -> Vec<(Date, String)> {
    let all = calendar.holidays_in(year).into_iter().map(|(day, name)| (day, name.en));
    all.filter(|(_, name)| name.starts_with("Feast")).collect()
}

fn feast(calendar: &Calendar, year: i16) -> Date {
    let days = feasts(calendar, year);
    assert_eq!(days.len(), 1, "{days:?}");
    days[0].0
}

#[test]
fn some_days_after_a_weekday_of_the_month() {
    let week =
        "weekday = { month = 10, nth = 1, day = 'wednesday', days_after = 1 }\nvalid_from = '2015-01-01'";
    let calendar = with(week);
    // October 2026 begins on a Thursday, and that is not the day after its first Wednesday.
    assert_eq!(feast(&calendar, 2026), date(2026, 10, 8));
    assert_eq!(feast(&calendar, 2024), date(2024, 10, 3));
    assert_eq!(feasts(&calendar, 2014), []);
    // The day after can be of another month.
    let calendar = with(&week.replace(", nth = 1", ", nth = 4").replace("days_after = 1", "days_after = 6"));
    assert_eq!(feast(&calendar, 2026), date(2026, 11, 3));
}

#[test]
fn a_holiday_is_kept_on_the_monday_that_its_day_of_the_week_names() {
    let calendar = with(NEAREST);
    let cases = [
        (2026, 9, "Feast"),             // Monday
        (2027, 8, "Feast (observed)"),  // Tuesday
        (2022, 7, "Feast (observed)"),  // Wednesday
        (2023, 6, "Feast (observed)"),  // Thursday
        (2029, 12, "Feast (observed)"), // Friday
        (2024, 9, "Feast"),             // Saturday
        (2025, 10, "Feast (observed)"), // Sunday
    ];
    for (year, day, name) in cases {
        assert_eq!(feasts(&calendar, year), [(date(year, 3, day), name.to_owned())]);
    }
    for year in 1951..=2100 {
        let kept = feast(&calendar, year);
        assert!([Weekday::Monday, Weekday::Saturday].contains(&kept.weekday()), "{kept}");
        assert!((6..=12).contains(&kept.day()), "{kept}");
    }
}

#[test]
fn a_moved_day_has_the_source_of_its_rule_and_its_own_word_if_it_has_one() {
    let calendar =
        with(&format!("{NEAREST}\ninstead = {{ es = '{{name}} (trasladada)', en = '{{name}} (moved)' }}"));
    assert_eq!(feasts(&calendar, 2025), [(date(2025, 3, 10), "Feast (moved)".to_owned())]);
    assert_eq!(calendar.holiday(date(2025, 3, 10)).unwrap().es, "Fiesta (trasladada)");
    assert_eq!(calendar.holiday_cite(date(2025, 3, 10)).unwrap().source, "unknown");
    // Tree Day, a Sunday, is kept beside its Monday.
    for day in [date(2024, 6, 2), date(2024, 6, 3)] {
        assert_eq!(calendar.holiday_cite(day).unwrap().source, "ACT", "{day}");
    }
    assert!(calendar.holiday_cite(date(2024, 6, 4)).is_none());
}

#[test]
fn whether_a_rule_holds_is_asked_of_the_holidays_own_day() {
    let calendar = with(&NEAREST.replace("1951-01-01'", "2025-03-09'\nvalid_to = '2025-03-09'"));
    assert_eq!(feast(&calendar, 2025), date(2025, 3, 10));
    assert_eq!(feasts(&calendar, 2026), []);
    // A Tuesday, 1 January 2030, goes to a Monday of the year before.
    let calendar = with(&NEAREST.replace("03-09", "01-01").replace("1951", "2030"));
    assert_eq!(feast(&calendar, 2029), date(2029, 12, 31));
}

#[test]
fn a_holiday_of_every_so_many_years_is_counted_from_the_first_year_of_its_rule() {
    let calendar = with("fixed = '10-01'\nevery_years = 6\nvalid_from = '2024-01-01'");
    let years: Vec<i16> = (2000..2040).filter(|year| !feasts(&calendar, *year).is_empty()).collect();
    assert_eq!(years, [2024, 2030, 2036]);
}
