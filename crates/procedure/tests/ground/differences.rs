//! Where a calendar and a package differ and why, as `countries/xxx/oracle/differences.toml` tells it.
#![allow(clippy::unwrap_used)] // a test may stop

use super::{countries, files};
use jiff::civil::{Date, Weekday, date};
use procedure::{Calendar, Law, Said};
use std::collections::BTreeSet;
use toml::{Table, Value};

/// The years that are compared.
pub const FIRST: Date = date(2010, 1, 1);
pub const LAST: Date = date(2035, 12, 31);

/// Days on which one package and we do not agree, with one reason for all of them.
#[derive(Clone, Debug)]
pub struct Difference {
    pub package: String,
    /// What the days are here; the package says the contrary.
    pub holiday: bool,
    pub why: Said,
    /// Days told one by one: each of them must differ. A rule may also meet days on which both agree.
    pub one_by_one: bool,
    pub days: BTreeSet<Date>,
}

/// The differences of a country. A file that is missing or misread stops the test.
pub fn read(country: &str) -> Vec<Difference> {
    let path = countries().join(country).join("oracle/differences.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut file: Table = text.parse().unwrap_or_else(|e| panic!("{country}: {e}"));
    let Value::Array(told) = file.remove("differences").unwrap() else { panic!("{country}: no list") };
    assert!(file.is_empty(), "{country}: {file:?}");
    told.into_iter().flat_map(|one| difference(country, one.try_into().unwrap())).collect()
}

/// One reason; a day that was moved differs twice, on the day itself and on the one it is taken `instead_of`.
fn difference(country: &str, mut told: Table) -> Vec<Difference> {
    let package: String = told.remove("package").unwrap().try_into().unwrap();
    let ours: String = told.remove("ours").unwrap().try_into().unwrap();
    assert!(["holiday", "working"].contains(&ours.as_str()), "{country}: {ours}");
    let why: Said = told.remove("why").unwrap().try_into().unwrap();
    assert!(!why.es.trim().is_empty() && !why.en.trim().is_empty(), "{country}: {told:?}");
    let (days, instead_of) = (told.remove("days"), told.remove("instead_of"));
    let holiday = ours == "holiday";
    let one = |holiday, one_by_one, days| Difference {
        package: package.clone(),
        holiday,
        why: why.clone(),
        one_by_one,
        days,
    };
    match (days, instead_of) {
        (None, None) => vec![one(holiday, false, by_rule(country, told))],
        (Some(days), instead_of) => {
            assert!(told.is_empty(), "{country}: either `days` or a rule: {told:?}");
            let other = instead_of.map(|days| one(!holiday, true, each(days)));
            std::iter::once(one(holiday, true, each(days))).chain(other).collect()
        }
        (None, Some(_)) => panic!("{country}: `instead_of` without `days`"),
    }
}

fn each(days: Value) -> BTreeSet<Date> {
    let told: Vec<String> = days.try_into().unwrap();
    let days: BTreeSet<Date> = told.iter().map(|day| day.parse().unwrap()).collect();
    assert!(days.len() == told.len() && !days.is_empty(), "no day, or one told twice: {told:?}");
    days
}

/// `years = [2010, 2020]` and a rule in the words of `calendar.toml`, so the reader of that file reads it.
fn by_rule(country: &str, mut rule: Table) -> BTreeSet<Date> {
    let [from, to]: [i64; 2] = rule.remove("years").unwrap().try_into().unwrap();
    let text = |text: &str| Value::String(text.to_owned());
    let words: Table = "es = 'x'\nen = 'x'".parse().unwrap();
    let cite: Table = "source = 'unknown'".parse().unwrap();
    rule.insert("id".to_owned(), text("difference"));
    rule.insert("names".to_owned(), words.clone().into());
    rule.insert("valid_from".to_owned(), text(&format!("{from}-01-01")));
    rule.insert("valid_to".to_owned(), text(&format!("{to}-12-31")));
    rule.insert("cite".to_owned(), cite.clone().into());
    let mut calendar: Table = "rest_days = []\n[sources]".parse().unwrap();
    calendar.insert("names".to_owned(), words.into());
    calendar.insert("cite".to_owned(), cite.into());
    calendar.insert("holidays".to_owned(), vec![Value::Table(rule)].into());
    let mut files = files("_example");
    files.insert("calendar.toml".to_owned(), calendar.to_string());
    let law = Law::load(&files).unwrap_or_else(|e| panic!("{country}: {e:?}\n{calendar}"));
    holidays(&law.calendar)
}

/// The holidays of a calendar in the years that are compared.
pub fn holidays(calendar: &Calendar) -> BTreeSet<Date> {
    let years = FIRST.year()..=LAST.year();
    years.flat_map(|year| calendar.holidays_in(year)).map(|(day, _)| day).collect()
}

/// Every day that is neither agreed on nor explained exactly once, and every explanation of nothing.
///
/// A day of the week that rests is not compared: it is no working day, whatever a package calls it.
pub fn problems(
    calendar: &Calendar,
    package: &str,
    theirs: &BTreeSet<Date>,
    told: &[Difference],
) -> Vec<String> {
    let rests = |weekday: Weekday| calendar.rest_days.iter().any(|rest| rest.weekday == weekday);
    let ours = holidays(calendar);
    let differ: BTreeSet<Date> =
        ours.symmetric_difference(theirs).copied().filter(|day| !rests(day.weekday())).collect();
    let told: Vec<&Difference> = told.iter().filter(|d| d.package == package).collect();
    let explains = |d: &Difference, day: &Date| d.days.contains(day) && d.holiday == ours.contains(day);
    let unclear = differ.iter().filter_map(|day| {
        let times = told.iter().filter(|d| explains(d, day)).count();
        let here = if ours.contains(day) { "a holiday" } else { "a working day" };
        (times != 1).then(|| format!("{package} {day}: {here} here alone, explained {times} times"))
    });
    let idle = told.iter().filter(|d| {
        let mut found = d.days.iter().map(|day| differ.contains(day) && explains(d, day));
        if d.one_by_one { !found.all(|f| f) } else { !found.any(|f| f) }
    });
    let idle =
        idle.map(|d| format!("{package}: explains days that do not differ: {:?} {}", d.days, d.why.en));
    unclear.chain(idle).collect()
}
