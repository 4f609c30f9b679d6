//! Dates of a zone: six positions, two for the year, and fillers where nobody knows (Doc 9303-3, 4.8).

use jiff::civil::Date;
use kernel::{PartialDate, Precision};

/// No living person is older than this; a birth further back is not offered as another reading.
const YEARS_LIVED_MAX: i16 = 120;
/// An expiry lies at most so far from today; two digits that mean a later year mean a century earlier.
const YEARS_TO_EXPIRY_MAX: i16 = 50;

/// What six positions say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneDate {
    /// A day, a month or a year. Two digits do not say the century: `date` is the reading that was assumed and
    /// `other_century` the one that is possible too.
    Known { date: PartialDate, other_century: Option<PartialDate> },
    /// Fillers where the year would stand: nobody knows, or the document has no such date.
    Unknown,
    /// No day of the calendar: a misreading, or a mistake of whoever wrote the document.
    NoDate,
}

impl ZoneDate {
    pub fn known(&self) -> Option<PartialDate> {
        match self {
            ZoneDate::Known { date, .. } => Some(*date),
            _ => None,
        }
    }
}

/// A date of birth: the latest that does not lie after `today`, so that doubt about an age favours the child.
pub fn birth(field: &str, today: Date) -> ZoneDate {
    let is_possible = |date: &PartialDate| {
        let (first, _) = date.range();
        first <= today && date.ages_on(today).0 <= YEARS_LIVED_MAX
    };
    read(field, |two_digits| {
        let mut possible = centuries(today, two_digits).filter_map(two_digits_in(field)).filter(is_possible);
        (possible.next(), possible.next())
    })
}

/// A date of expiry: in this century, unless that lies more than fifty years ahead.
pub fn expiry(field: &str, today: Date) -> ZoneDate {
    let is_near = |date: &PartialDate| {
        let years = date.range().0.year() - today.year();
        (-YEARS_TO_EXPIRY_MAX..=YEARS_TO_EXPIRY_MAX).contains(&years)
    };
    read(field, |two_digits| {
        let mut near = centuries(today, two_digits).filter_map(two_digits_in(field)).filter(is_near);
        (near.next(), near.next())
    })
}

/// The years that two digits may mean, the latest first.
fn centuries(today: Date, two_digits: i16) -> impl Iterator<Item = i16> {
    let century = today.year() - today.year().rem_euclid(100);
    [100, 0, -100, -200].into_iter().map(move |away| century + away + two_digits)
}

fn read(field: &str, choose: impl Fn(i16) -> (Option<PartialDate>, Option<PartialDate>)) -> ZoneDate {
    let Some(parts) = parts(field) else { return ZoneDate::NoDate };
    let Some(year) = parts.0 else { return ZoneDate::Unknown };
    match choose(year) {
        (Some(date), other_century) => ZoneDate::Known { date, other_century },
        (None, _) => ZoneDate::NoDate,
    }
}

/// Two digits of the year, the month, the day; each `None` where fillers stand. A day without its month says no more
/// than the year.
type Parts = (Option<i16>, Option<i8>, Option<i8>);

fn parts(field: &str) -> Option<Parts> {
    if field.len() != 6 || !field.is_ascii() {
        return None;
    }
    let part = |at: std::ops::Range<usize>| match field.get(at)? {
        "<<" => Some(None),
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse::<i8>().ok().map(Some),
        _ => None,
    };
    let (year, month, day) = (part(0..2)?, part(2..4)?, part(4..6)?);
    Some((year.map(i16::from), month, day))
}

/// The field's date in a whole year.
fn two_digits_in(field: &str) -> impl Fn(i16) -> Option<PartialDate> {
    let parts = parts(field);
    move |year| match parts? {
        (_, Some(month), Some(day)) => Date::new(year, month, day).ok().map(PartialDate::day),
        (_, Some(month), None) => PartialDate::month(year, month).ok(),
        (_, None, _) => PartialDate::year(year).ok(),
    }
}

/// A date in six positions, fillers where nobody knows.
pub(crate) fn written(date: Option<&PartialDate>) -> String {
    let Some(date) = date else { return "<<<<<<".to_owned() };
    let (first, _) = date.range();
    let year = first.year().rem_euclid(100);
    match date.precision {
        Precision::Day => format!("{year:02}{:02}{:02}", first.month(), first.day()),
        Precision::Month => format!("{year:02}{:02}<<", first.month()),
        Precision::Year => format!("{year:02}<<<<"),
    }
}
