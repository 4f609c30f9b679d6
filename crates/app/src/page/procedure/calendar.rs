//! The working days of a year: the days of rest, every holiday with where it is written, and a count for each month.

use super::cite::cited;
use super::statement::Signs;
use casework::Laws;
use jiff::civil::Date;
use procedure::Calendar;
use web::part::{self, Act, Cell, Column, Narrow, Pages};
use web::{Ask, House, Markup, Page, Reply, html};

/// Years that anybody could have a case in.
const YEARS: std::ops::RangeInclusive<i16> = 1951..=2100;

/// `GET /procedures/calendar`, and `?year=2025`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let law = house.room::<Laws>().law();
    let (calendar, signs) = (&law.calendar, &Signs::of(house, ask, law));
    let asked = ask.query.text("year").parse().ok().filter(|year| YEARS.contains(year));
    let year = asked.unwrap_or_else(|| ask.today.year());
    let title = ask.tw("app-calendar-of-year", &[("year", year.to_string().into())]);
    let body = html! {
        (part::heading(&title, Some(calendar.names.in_lang(ask.lang)), Some(&ask.t("app-calendar-lead"))))
        div.c-section { (cited(ask, signs, &calendar.cite)) }
        (part::pagination(&years(ask, year)))
        (part::columns(
            html! { (holidays(ask, signs, calendar, year)) (questions(ask, signs, calendar)) },
            html! {
                (part::card(&ask.t("app-calendar-rest-days"), rest_days(ask, signs, calendar)))
                (part::card(&ask.t("app-calendar-months"), months(ask, calendar, year)))
            },
        ))
    };
    let back = part::back_link(&Act::new("/procedures", ask.t("app-law-title")));
    Ok(Page::new(title, body).section("procedures").back(back).into())
}

fn years(ask: &Ask, year: i16) -> Pages {
    let act = |year: i16| {
        YEARS.contains(&year).then(|| Act::new(format!("/procedures/calendar?year={year}"), year.to_string()))
    };
    Pages {
        label: ask.t("app-calendar-years"),
        before: act(year - 1),
        after: act(year + 1),
        words: year.to_string(),
    }
}

fn holidays(ask: &Ask, signs: &Signs<'_>, calendar: &Calendar, year: i16) -> Markup {
    let row = |(day, name): &(Date, procedure::Said)| {
        vec![
            Cell::text(ask.words().day_full(ask.lang, *day)),
            Cell::text(name.in_lang(ask.lang)),
            Cell::marked(
                html! { @if let Some(cite) = calendar.holiday_cite(*day) { (cited(ask, signs, cite)) } },
            ),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-calendar-holidays"),
        columns: ["app-calendar-day", "app-calendar-holiday", "app-law-written"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: calendar.holidays_in(year).iter().map(row).collect(),
        empty: Some(part::empty_state(&ask.t("app-calendar-none"), &ask.t("app-calendar-none-next"), None)),
        ..part::Table::default()
    })
}

fn rest_days(ask: &Ask, signs: &Signs<'_>, calendar: &Calendar) -> Markup {
    html! {
        ul.govuk-list role="list" {
            @for rest in &calendar.rest_days {
                li { (rest.names.in_lang(ask.lang)) div.c-note { (cited(ask, signs, &rest.cite)) } }
            }
        }
    }
}

fn months(ask: &Ask, calendar: &Calendar, year: i16) -> Markup {
    let counts: Vec<(Date, i64)> = (1..=12)
        .filter_map(|month| Date::new(year, month, 1).ok())
        .map(|first| (first, working_days(calendar, first)))
        .collect();
    let row =
        |(first, days): &(Date, i64)| vec![Cell::text(ask.month(*first)), Cell::text(ask.number(*days))];
    let total: i64 = counts.iter().map(|(_, days)| days).sum();
    part::table(&part::Table {
        caption: ask.t("app-calendar-months"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("app-calendar-month")),
            Column::number(ask.t("app-calendar-working-days")),
        ],
        rows: counts.iter().map(row).collect(),
        foot: vec![vec![Cell::text(year.to_string()), Cell::text(ask.number(total))]],
        narrow: Narrow::Scroll,
        ..part::Table::default()
    })
}

fn working_days(calendar: &Calendar, first: Date) -> i64 {
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
    let in_month = days.take_while(|day| day.month() == first.month());
    in_month.filter(|day| calendar.is_working_day(*day)).map(|_| 1).sum()
}

/// Acts that changed terms but whose extent nobody has settled.
fn questions(ask: &Ask, signs: &Signs<'_>, calendar: &Calendar) -> Markup {
    html! {
        @if !calendar.acts.is_empty() {
            (part::section(&ask.t("app-calendar-questions"), html! {
                @for act in &calendar.acts {
                    p { b { (ask.day_long(act.from)) } " · " (act.question.in_lang(ask.lang)) }
                    div.c-note { (cited(ask, signs, &act.cite)) }
                }
            }))
        }
    }
}
