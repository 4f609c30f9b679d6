//! What UNHCR published about the state, year by year, beside what the cut counts: two charts, two scales, never one.

use crate::import::ATTRIBUTION;
use crate::publish::Published;
use crate::series::{Dimension, Key, Month, Series};
use crate::table::YEARLY_FIGURES;
use crate::view::draw::{chart_words, reading};
use crate::view::words::series_name;
use kernel::Country;
use ledger::{Door, Fault, params};
use std::collections::{BTreeMap, BTreeSet};
use web::chart::{Line, Origin, Reading, Series as Stroke, line};
use web::part::{aside, section};
use web::{Ask, House, Markup, html};

/// A published series: (year, unit) → number. Persons and cases are never added up.
pub(crate) type Yearly = BTreeMap<(i16, Unit), i64>;

/// What a published figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Persons,
    Cases,
}

/// Where the twin of one of our series is among the published figures: data set, measure, kind, level.
fn twin(series: Series) -> (&'static str, &'static str, &'static str, &'static str) {
    match series {
        Series::Applications => ("applications", "applied", "N", "FI"),
        Series::Decisions => ("decisions", "dec_total", "", "FI"),
        Series::ReviewDecisions => ("decisions", "dec_total", "", "AR"),
        Series::Pending => ("population", "asylum_seekers", "", ""),
    }
}

/// The published figures of a state for one of our series.
pub(crate) fn yearly(door: &mut dyn Door, state: Country, series: Series) -> Result<Yearly, Fault> {
    let tenant = door.tenant();
    let (dataset, measure, kind, level) = twin(series);
    let rows = door.query(&YEARLY_FIGURES, &params![tenant, dataset, state, measure, kind, level])?;
    let mut yearly = Yearly::new();
    for row in rows {
        let unit = if row.text("unit")? == "C" { Unit::Cases } else { Unit::Persons };
        let year = i16::try_from(row.int("year")?).unwrap_or_default();
        *yearly.entry((year, unit)).or_default() += row.int("total")?;
    }
    Ok(yearly)
}

/// Both charts with the words that keep them apart.
pub(crate) fn beside(house: &House, ask: &Ask, series: Series, yearly: &Yearly, cut: &Published) -> Markup {
    let state = house.country.name(ask.lang);
    section(
        &ask.tw("statistics-published-title", &[("state", state.into())]),
        html! {
            p { (ask.t("statistics-published-lead")) }
            @if yearly.is_empty() {
                (aside(&ask.t("statistics-published-none")))
            } @else {
                (published_chart(house, ask, series, yearly))
                @if yearly.keys().any(|k| k.1 == Unit::Cases) { (aside(&ask.t("statistics-published-cases"))) }
            }
            (our_chart(ask, series, cut))
            (aside(&ask.t(if house.demo { "statistics-scale-demo" } else { "statistics-scale" })))
        },
    )
}

fn published_chart(house: &House, ask: &Ask, series: Series, yearly: &Yearly) -> Markup {
    let years: BTreeSet<i16> = yearly.keys().map(|k| k.0).collect();
    let years: Vec<i16> = match (years.first(), years.last()) {
        (Some(&first), Some(&last)) => (first..=last).collect(),
        _ => Vec::new(),
    };
    let stroke = |unit, key: &str| {
        let readings: Vec<Reading> = years
            .iter()
            .map(|&y| yearly.get(&(y, unit)).map_or(Reading::Missing, |&n| Reading::Value(n)))
            .collect();
        let name = ask.t(key);
        readings.iter().any(|r| *r != Reading::Missing).then_some(Stroke {
            name,
            origin: Origin::Published,
            readings,
        })
    };
    let persons = stroke(Unit::Persons, "statistics-unit-persons");
    let strokes: Vec<Stroke> =
        [persons, stroke(Unit::Cases, "statistics-unit-cases")].into_iter().flatten().collect();
    let labels: Vec<String> = years.iter().map(|y| y.to_string()).collect();
    let seen: Vec<(String, Reading)> =
        strokes.iter().flat_map(|s| labels.iter().cloned().zip(s.readings.iter().copied())).collect();
    let args = [("series", series_name(ask, series).into()), ("state", house.country.name(ask.lang).into())];
    let title = ask.tw("statistics-published-chart", &args);
    let mut words = chart_words(ask, "published", title, ask.t("statistics-dimension-year"), &seen);
    words.source = Some(html! { (ask.tw("statistics-source", &[("source", ATTRIBUTION.into())])) });
    line(&Line { words, short_labels: labels.clone(), labels, series: strokes })
}

fn our_chart(ask: &Ask, series: Series, cut: &Published) -> Markup {
    let ours = by_year(cut, series);
    let labels: Vec<String> = ours.iter().map(|(year, _)| year.to_string()).collect();
    let readings: Vec<Reading> = ours.iter().map(|(_, value)| reading(*value)).collect();
    let seen: Vec<(String, Reading)> = labels.iter().cloned().zip(readings.iter().copied()).collect();
    let title = ask.tw("statistics-ours-chart", &[("series", series_name(ask, series).into())]);
    let mut words = chart_words(ask, "ours", title, ask.t("statistics-dimension-year"), &seen);
    words.source = Some(html! { (ask.tw("statistics-cut-of", &[("day", ask.day_long(cut.up_to).into())])) });
    let stroke = Stroke { name: ask.t("statistics-unit-persons"), origin: Origin::Ours, readings };
    line(&Line { words, short_labels: labels.clone(), labels, series: vec![stroke] })
}

/// Our series year by year; of a stock, what stood at the end of each year, and at the cut.
fn by_year(cut: &Published, series: Series) -> Vec<(i16, Option<u64>)> {
    let mut out: BTreeMap<i16, Option<u64>> = BTreeMap::new();
    let wanted = if series.is_flow() { Dimension::Year } else { Dimension::Month };
    for ((_, key), value) in cut.cells.range((series, Key::default())..).take_while(|(k, _)| k.0 == series) {
        if key.dimensions() != [wanted] {
            continue;
        }
        // Keys come in the order of months, so the last month of a year stays.
        let year = key.year.or(key.month.map(|Month { year, .. }| year));
        if let Some(year) = year {
            out.insert(year, *value);
        }
    }
    out.into_iter().collect()
}
