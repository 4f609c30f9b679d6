//! Birth: a day, a month, a year, an age, or no answer; and the place.

use super::{Sheet, silence_of};
use crate::model::{Answer, Birth};
use jiff::civil::Date;
use kernel::{DateError, PartialDate};
use maud::{Markup, html};
use web::part::{Width, partial_date, text};
use web::{Ask, FormErrors};

/// Nobody older was ever known; an earlier year is a slip of the keyboard.
const AGE_MAX: i16 = 125;
const PLACE_CHARS: usize = 200;

pub fn birth_fields(sheet: &Sheet, stored: &Birth) -> Markup {
    let date = stored.date.told().map(birth_text).unwrap_or_default();
    html! {
        div.c-row {
            (partial_date(&sheet.field("birth", &date)))
            (sheet.silence("birth_silence", &stored.date))
        }
        (text(&sheet.field("birth_place", &stored.place).width(Width::Medium)))
    }
}

/// A stored date as it can be typed again: `3 4 1988`, `4 1988`, `~1988`.
pub fn birth_text(date: &PartialDate) -> String {
    let iso = date.to_string();
    let parts: Vec<&str> = iso.split('-').rev().map(|p| p.trim_start_matches('0')).collect();
    let mark = if date.estimated { "~" } else { "" };
    format!("{mark}{}", parts.join(" "))
}

pub fn read_birth(ask: &Ask, errors: &mut FormErrors) -> Birth {
    let place = errors.line(ask, "birth_place", PLACE_CHARS);
    let typed = ask.form.text("birth").trim();
    if typed.is_empty() {
        return Birth { date: silence_of(ask, "birth_silence"), place };
    }
    let date = match understood(typed, ask.today) {
        Ok(date) => Answer::Told(date),
        Err(wrong) => {
            errors.add("birth", ask.t(wrong.key()));
            Answer::NotAsked
        }
    };
    Birth { date, place }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Form,
    NoSuchDay,
    Future,
    TooLongAgo,
}

impl Wrong {
    fn key(self) -> &'static str {
        match self {
            Wrong::Form => "identity-error-birth-form",
            Wrong::NoSuchDay => "web-error-no-such-day",
            Wrong::Future => "identity-error-birth-future",
            Wrong::TooLongAgo => "identity-error-birth-long-ago",
        }
    }
}

/// Why a date of birth cannot be one, if it cannot.
pub fn impossible(date: &PartialDate, today: Date) -> Option<&'static str> {
    possible(*date, today).err().map(Wrong::key)
}

/// A typed date, or a typed age: `34`, `34 años`, `~1988`, `aprox. 1988`.
fn understood(typed: &str, today: Date) -> Result<PartialDate, Wrong> {
    // No way of writing a date needs more; a text of megabytes is not looked at.
    if typed.len() > 60 {
        return Err(Wrong::Form);
    }
    let lower = typed.to_lowercase();
    let about =
        ["~", "aprox", "approx", "cerca", "about", "c.", "ca."].iter().any(|mark| lower.starts_with(mark));
    let bare = lower.trim_start_matches(|c: char| !c.is_ascii_digit());
    if bare.len() != lower.len() && !about {
        return Err(Wrong::Form);
    }
    let words = ["años", "anos", "año", "years", "year", "y"];
    let age = words.iter().find_map(|w| bare.strip_suffix(w)).unwrap_or(bare).trim();
    if age.len() <= 3 && age.bytes().all(|b| b.is_ascii_digit()) {
        let years: i16 = age.parse().map_err(|_| Wrong::Form)?;
        let born = PartialDate::year(today.year().saturating_sub(years)).map_err(|_| Wrong::TooLongAgo)?;
        return possible(born.estimated(true), today);
    }
    let date = PartialDate::parse(bare, today).map_err(|error| match error {
        DateError::Form => Wrong::Form,
        DateError::NoSuchDay => Wrong::NoSuchDay,
    })?;
    possible(date.estimated(about), today)
}

fn possible(date: PartialDate, today: Date) -> Result<PartialDate, Wrong> {
    let (first, last) = date.range();
    if first > today {
        Err(Wrong::Future)
    } else if last.year() < today.year() - AGE_MAX {
        Err(Wrong::TooLongAgo)
    } else {
        Ok(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2024, 6, 3);

    #[test]
    fn dates_and_ages_are_understood() {
        let said = |typed: &str| understood(typed, TODAY).map(|d| (d.to_string(), d.estimated));
        for (typed, iso, estimated) in [
            ("3 4 1988", "1988-04-03", false),
            ("1988", "1988", false),
            ("~1988", "1988", true),
            ("aprox. 4/1988", "1988-04", true),
            ("34", "1990", true),
            ("34 años", "1990", true),
            ("7 years", "2017", true),
            ("3/6/2024", "2024-06-03", false),
        ] {
            assert_eq!(said(typed), Ok((iso.to_owned(), estimated)), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_a_birth_is_told_apart() {
        for (typed, wrong) in [
            ("4/6/2024", Wrong::Future),
            ("2025", Wrong::Future),
            ("1850", Wrong::TooLongAgo),
            ("200", Wrong::TooLongAgo),
            ("31 2 1990", Wrong::NoSuchDay),
            ("navidad", Wrong::Form),
            ("juan 1988", Wrong::Form),
        ] {
            assert_eq!(understood(typed, TODAY), Err(wrong), "{typed}");
        }
        assert_eq!(understood(&"9".repeat(10_000_000), TODAY), Err(Wrong::Form));
    }

    proptest::proptest! {
        #[test]
        fn a_stored_date_can_be_typed_again(y in 1930i16..2024, m in 1i8..=12, d in 1i8..=28, precision in 0..3, estimated: bool) {
            let stored = match precision {
                0 => PartialDate::day(date(y, m, d)),
                1 => PartialDate::month(y, m).unwrap(),
                _ => PartialDate::year(y).unwrap(),
            }.estimated(estimated);
            proptest::prop_assert_eq!(understood(&birth_text(&stored), TODAY), Ok(stored));
        }
        #[test]
        fn any_text_is_answered(typed in "\\PC{0,100}") {
            let _ = understood(&typed, TODAY);
        }
    }
}
