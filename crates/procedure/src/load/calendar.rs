//! `calendar.toml`: days of rest, holiday rules, decreed days, acts of unknown extent.

use super::File;
use crate::calendar::{Act, Calendar, DecreedDay, Every, HolidayRule, Moves, RestDay, When};
use crate::law::LawError;
use crate::said::{Cite, Said};
use crate::shape::FileKind;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    names: Said,
    cite: Cite,
    sources: BTreeMap<String, String>,
    #[serde(default)]
    instead: Option<Said>,
    rest_days: Vec<RawRest>,
    #[serde(default)]
    holidays: Vec<RawHoliday>,
    #[serde(default)]
    decreed: Vec<RawDecreed>,
    #[serde(default)]
    acts: Vec<RawAct>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRest {
    weekday: Day,
    names: Said,
    cite: Cite,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoliday {
    id: String,
    names: Said,
    /// `"12-25"`, month before day as in ISO dates.
    #[serde(default)]
    fixed: Option<String>,
    #[serde(default)]
    easter: Option<i32>,
    #[serde(default)]
    weekday: Option<RawNth>,
    #[serde(default)]
    every_years: Option<i16>,
    #[serde(default)]
    sunday_to_monday: bool,
    #[serde(default)]
    monday_before: Vec<Day>,
    #[serde(default)]
    monday_after: Vec<Day>,
    #[serde(default)]
    instead: Option<Said>,
    valid_from: String,
    #[serde(default)]
    valid_to: Option<String>,
    cite: Cite,
}

/// `{ month = 2, nth = 1, day = "monday" }`: the first Monday of February; `days_after = 1`, the day after it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNth {
    month: i8,
    nth: i8,
    day: Day,
    #[serde(default)]
    days_after: i8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDecreed {
    day: String,
    names: Said,
    cite: Cite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAct {
    id: String,
    from: String,
    ask_until: String,
    #[serde(default)]
    terms: Vec<String>,
    question: Said,
    cite: Cite,
}

pub(super) fn read(mut file: File<'_>, errors: &mut Vec<LawError>) -> Option<Calendar> {
    let calendar = file.table::<Raw>(FileKind::Calendar.shape()).map(|raw| build(&mut file, raw));
    errors.append(&mut file.errors);
    calendar
}

fn build(file: &mut File<'_>, raw: Raw) -> Calendar {
    file.sources = raw.sources;
    file.said("names", &raw.names);
    file.ids("holidays", raw.holidays.iter().map(|h| h.id.as_str()));
    let rest_days = raw.rest_days.into_iter().map(|r| {
        file.said("rest_days", &r.names);
        RestDay { weekday: weekday(r.weekday), names: r.names, cite: file.cite("rest_days", r.cite) }
    });
    let rest_days: Vec<RestDay> = rest_days.collect();
    if rest_days.len() >= 7 {
        let why = Said::new(
            "todos los días de la semana descansan: ningún plazo terminaría nunca",
            "every day of the week rests: no term would ever end",
        );
        file.wrong("rest_days", why);
    }
    let holidays = raw.holidays.into_iter().map(|h| holiday(file, h)).collect();
    let decreed = raw.decreed.into_iter().map(|d| {
        let path = format!("decreed.{}", d.day);
        file.said(&path, &d.names);
        DecreedDay { day: file.day(&path, &d.day), names: d.names, cite: file.cite(&path, d.cite) }
    });
    let decreed = decreed.collect();
    let acts = raw.acts.into_iter().map(|a| act(file, a)).collect();
    Calendar {
        names: raw.names,
        hash: file.hash(),
        rest_days,
        holidays,
        decreed,
        instead: raw.instead,
        acts,
        cite: file.cite("cite", raw.cite),
        sources: std::mem::take(&mut file.sources),
    }
}

fn holiday(file: &mut File<'_>, raw: RawHoliday) -> HolidayRule {
    let path = format!("holidays.{}", raw.id);
    file.said(&path, &raw.names);
    let when = when(&raw).unwrap_or_else(|why| {
        file.wrong(&path, why);
        When::Easter(0)
    });
    let moves = moves(&raw).unwrap_or_else(|why| {
        file.wrong(&path, why);
        Moves::default()
    });
    if let Some(instead) = &raw.instead {
        file.said(&path, instead);
    }
    if raw.every_years.is_some_and(|years| years < 2) {
        let why = Said::new(
            "`every_years` es 2 o más; un feriado de cada año lo omite",
            "`every_years` is 2 or more; a holiday of every year leaves it out",
        );
        file.wrong(&path, why);
    }
    let valid_from = file.day(&path, &raw.valid_from);
    let valid_to = raw.valid_to.as_ref().map(|d| file.day(&path, d));
    if valid_to.is_some_and(|to| to < valid_from) {
        let why = Said::new(
            "`valid_to` es anterior a `valid_from`: el feriado no sería nunca",
            "`valid_to` lies before `valid_from`: the holiday would never be",
        );
        file.wrong(&path, why);
    }
    HolidayRule {
        when,
        every: Every(raw.every_years.unwrap_or(1)),
        sunday_to_monday: raw.sunday_to_monday,
        moves,
        instead: raw.instead,
        valid_from,
        valid_to,
        cite: file.cite(&path, raw.cite),
        id: raw.id,
        names: raw.names,
    }
}

fn when(raw: &RawHoliday) -> Result<When, Said> {
    match (&raw.fixed, raw.easter, &raw.weekday) {
        (Some(fixed), None, None) => {
            month_and_day(fixed).map(|(month, day)| When::Fixed { month, day }).ok_or_else(|| {
                Said::new(
                    "no existe ese día; escriba `fixed = \"12-25\"`, primero el mes",
                    "there is no such day; write `fixed = \"12-25\"`, month before day",
                )
            })
        }
        (None, Some(days), None) => Ok(When::Easter(days)),
        (None, None, Some(nth)) => of_month(nth),
        _ => Err(Said::new(
            "un feriado es `fixed`, o se cuenta desde `easter`, o es un `weekday` de un mes: solo uno de los tres",
            "a holiday is either `fixed` or counted from `easter` or a `weekday` of a month",
        )),
    }
}

fn of_month(raw: &RawNth) -> Result<When, Said> {
    if !(1..=12).contains(&raw.month) || !(1..=4).contains(&raw.nth) {
        return Err(Said::new(
            "un mes va de 1 a 12, y `nth` de 1 a 4: no todo mes tiene quinto",
            "a month is 1 to 12, and `nth` 1 to 4: not every month has a fifth",
        ));
    }
    if !(0..=6).contains(&raw.days_after) {
        return Err(Said::new(
            "`days_after` va de 0 a 6; siete días después es el siguiente `nth`",
            "`days_after` is 0 to 6; seven days after is the next `nth`",
        ));
    }
    let weekday = weekday(raw.day);
    Ok(When::Nth { month: raw.month, nth: raw.nth, weekday, days_after: raw.days_after })
}

/// Each day of the week goes to one Monday, and a Monday to none.
fn moves(raw: &RawHoliday) -> Result<Moves, Said> {
    let days = |days: &[Day]| days.iter().map(|day| weekday(*day)).collect::<Vec<_>>();
    let moves = Moves { monday_before: days(&raw.monday_before), monday_after: days(&raw.monday_after) };
    let mut all = [moves.monday_before.as_slice(), moves.monday_after.as_slice()].concat();
    if all.contains(&Weekday::Monday) {
        return Err(Said::new(
            "un feriado que cae en lunes se queda: quite `monday` de `monday_before` y `monday_after`",
            "a holiday on a Monday stays: leave `monday` out of `monday_before` and `monday_after`",
        ));
    }
    if raw.sunday_to_monday && all.contains(&Weekday::Sunday) {
        return Err(Said::new(
            "un domingo se guarda junto a su lunes (`sunday_to_monday`) o se pasa a un lunes: solo una de las dos",
            "a Sunday is either kept beside its Monday (`sunday_to_monday`) or moved to one",
        ));
    }
    let told = all.len();
    all.sort_by_key(|day| day.to_monday_zero_offset());
    all.dedup();
    if all.len() < told {
        return Err(Said::new(
            "un día de la semana se dice dos veces en `monday_before` y `monday_after`",
            "a day of the week is told twice in `monday_before` and `monday_after`",
        ));
    }
    Ok(moves)
}

fn act(file: &mut File<'_>, raw: RawAct) -> Act {
    let path = format!("acts.{}", raw.id);
    file.said(&path, &raw.question);
    Act {
        from: file.day(&path, &raw.from),
        ask_until: file.day(&path, &raw.ask_until),
        cite: file.cite(&path, raw.cite),
        id: raw.id,
        terms: raw.terms,
        question: raw.question,
    }
}

fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2024 is a leap year: 02-29 is a day.
    Date::new(2024, month, day).ok().map(|_| (month, day))
}

fn weekday(day: Day) -> Weekday {
    match day {
        Day::Monday => Weekday::Monday,
        Day::Tuesday => Weekday::Tuesday,
        Day::Wednesday => Weekday::Wednesday,
        Day::Thursday => Weekday::Thursday,
        Day::Friday => Weekday::Friday,
        Day::Saturday => Weekday::Saturday,
        Day::Sunday => Weekday::Sunday,
    }
}
