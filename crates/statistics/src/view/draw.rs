//! A table of a cut as a chart with its twin, or as rows and columns.

use crate::series::{Dimension, Key, Series};
use crate::tabulate::{Cell as Count, Table};
use crate::view::words::{dimension_name, division_name, series_name, value_name};
use std::collections::BTreeMap;
use web::chart::{
    Band, Bar, Bars, ChartWords, Line, Origin, Pyramid, Reading, Series as Stroke, bars, line, pyramid,
};
use web::part::{Cell, Column, Narrow, Table as Grid};
use web::{Ask, Markup, html};

/// The mark of a withheld cell.
pub(crate) const MARK: &str = "•";
/// The sign between thousands.
const THOUSANDS: char = ',';

pub(crate) fn reading(value: Option<u64>) -> Reading {
    value.map_or(Reading::Withheld, |v| Reading::Value(i64::try_from(v).unwrap_or(i64::MAX)))
}

/// What a chart says in words; `readings` are described for those who cannot see them.
pub(crate) fn chart_words(
    ask: &Ask,
    id: &str,
    title: String,
    head: String,
    seen: &[(String, Reading)],
) -> ChartWords {
    ChartWords {
        id: id.to_owned(),
        title,
        description: description(ask, seen),
        withheld: ask.t("statistics-withheld"),
        missing: ask.t("statistics-missing"),
        table_open: ask.t("statistics-open-table"),
        label_head: head,
        source: None,
        thousands: THOUSANDS,
    }
}

/// Highest, lowest and how many are withheld.
fn description(ask: &Ask, seen: &[(String, Reading)]) -> String {
    let values: Vec<(i64, &str)> = seen
        .iter()
        .filter_map(|(label, reading)| match reading {
            Reading::Value(value) => Some((*value, label.as_str())),
            _ => None,
        })
        .collect();
    let withheld = seen.iter().filter(|(_, reading)| *reading == Reading::Withheld).count();
    let (Some(highest), Some(lowest)) =
        (values.iter().max_by_key(|v| v.0), values.iter().min_by_key(|v| v.0))
    else {
        return ask.t("statistics-describe-nothing");
    };
    ask.tw(
        "statistics-describe",
        &[
            ("highest", highest.0.into()),
            ("where-highest", highest.1.into()),
            ("lowest", lowest.0.into()),
            ("where-lowest", lowest.1.into()),
            ("withheld", withheld.into()),
        ],
    )
}

/// The chart of a table: lines over time, a pyramid of sex and age, bars for everything else. Of a table with two
/// dimensions it shows the totals of the first.
pub(crate) fn chart(ask: &Ask, table: &Table) -> Markup {
    let first = table.by.first().copied().unwrap_or(Dimension::Month);
    if table.by == [Dimension::Sex, Dimension::Age] {
        return sex_and_age(ask, table);
    }
    let counts: Vec<&Count> = if table.by.len() == 1 {
        table.rows.iter().collect()
    } else {
        table.totals.iter().filter(|cell| cell.key.dimensions() == [first]).collect()
    };
    let seen: Vec<(String, Reading)> =
        counts.iter().map(|cell| (value_name(ask, &cell.key, first), reading(cell.value))).collect();
    let title = title(ask, table.series, &[first]);
    let words = chart_words(ask, "cut", title, dimension_name(ask, first), &seen);
    let name = series_name(ask, table.series);
    if matches!(first, Dimension::Month | Dimension::Year) && seen.len() > 1 {
        let labels: Vec<String> = seen.iter().map(|s| s.0.clone()).collect();
        let readings = seen.iter().map(|s| s.1).collect();
        let series = vec![Stroke { name, origin: Origin::Ours, readings }];
        return line(&Line { words, short_labels: labels.clone(), labels, series });
    }
    let mut rows: Vec<Bar> = seen.into_iter().map(|(label, r)| Bar { label, readings: vec![r] }).collect();
    if first == Dimension::Origin {
        // The largest first; what is withheld, before what is zero.
        rows.sort_by_key(|row| match row.readings.first() {
            Some(Reading::Value(0)) => (2, 0),
            Some(Reading::Value(n)) => (0, -n),
            _ => (1, 0),
        });
    }
    bars(&Bars { words, series: vec![(name, Origin::Ours)], rows })
}

fn sex_and_age(ask: &Ask, table: &Table) -> Markup {
    let find = |sex, age| {
        let cell = table.rows.iter().find(|c| c.key.sex == Some(sex) && c.key.age == Some(age));
        cell.map_or(Reading::Missing, |c| reading(c.value))
    };
    let label = |age| value_name(ask, &Key { age: Some(age), ..Key::default() }, Dimension::Age);
    let bands: Vec<Band> = (kernel::AgeBand::ALL.into_iter().rev())
        .map(|age| Band {
            label: label(age),
            left: find(kernel::Sex::Female, age),
            right: find(kernel::Sex::Male, age),
        })
        .collect();
    let seen: Vec<(String, Reading)> =
        bands.iter().flat_map(|b| [(b.label.clone(), b.left), (b.label.clone(), b.right)]).collect();
    let words = chart_words(
        ask,
        "cut",
        title(ask, table.series, &table.by),
        dimension_name(ask, Dimension::Age),
        &seen,
    );
    pyramid(&Pyramid {
        words,
        left: ask.t("statistics-sex-female"),
        right: ask.t("statistics-sex-male"),
        bands,
    })
}

/// "Solicitudes por mes".
pub(crate) fn title(ask: &Ask, series: Series, by: &[Dimension]) -> String {
    let args = [("series", series_name(ask, series).into()), ("by", division_name(ask, by).into())];
    ask.tw("statistics-table-title", &args)
}

/// A table of two dimensions as rows and columns with the totals that are published.
pub(crate) fn grid(ask: &Ask, table: &Table, year: Option<i16>) -> Option<Grid> {
    let &[down, across] = table.by.as_slice() else { return None };
    let in_year = |key: &Key| key.month.is_none_or(|m| year.is_none_or(|y| m.year == y));
    let cells: BTreeMap<Key, Option<u64>> = table
        .rows
        .iter()
        .chain(&table.totals)
        .filter(|c| in_year(&c.key))
        .map(|c| (c.key, c.value))
        .collect();
    let rows = distinct(table, down, in_year);
    let columns = distinct(table, across, |_| true);
    // A total over months is of the whole table, not of the year shown: it belongs under the table of all years only.
    let total_row = year.is_none();
    let line = |row: Option<&Key>| {
        let head = row.map_or_else(|| ask.t("statistics-total"), |key| value_name(ask, key, down));
        let base = row.copied().unwrap_or_default();
        let across_keys = columns.iter().map(|column| merged(&base, column, across));
        let keys = across_keys.chain([base]);
        std::iter::once(Cell::text(head))
            .chain(keys.map(|key| number(ask, cells.get(&key))))
            .collect::<Vec<_>>()
    };
    let heads = columns.iter().map(|key| Column::number(value_name(ask, key, across)));
    let heads = std::iter::once(Column::text(dimension_name(ask, down))).chain(heads);
    Some(Grid {
        caption: match year {
            Some(year) => format!("{}, {year}", title(ask, table.series, &table.by)),
            None => title(ask, table.series, &table.by),
        },
        columns: heads.chain([Column::number(ask.t("statistics-total"))]).collect(),
        rows: rows.iter().map(|key| line(Some(key))).collect(),
        foot: if total_row && table.series.is_flow() { vec![line(None)] } else { Vec::new() },
        narrow: Narrow::Scroll,
        ..Grid::default()
    })
}

/// The values of one dimension, each as a key that says nothing else, in the order of the table.
fn distinct(table: &Table, dimension: Dimension, keep: impl Fn(&Key) -> bool) -> Vec<Key> {
    let mut out: Vec<Key> = Vec::new();
    for cell in table.rows.iter().filter(|cell| keep(&cell.key)) {
        let key = merged(&Key::default(), &cell.key, dimension);
        if !out.contains(&key) {
            out.push(key);
        }
    }
    out
}

/// `base` with the value that `other` has in a dimension.
fn merged(base: &Key, other: &Key, dimension: Dimension) -> Key {
    let mut key = *base;
    match dimension {
        Dimension::Month => key.month = other.month,
        Dimension::Year => key.year = other.year,
        Dimension::Origin => key.origin = other.origin,
        Dimension::Sex => key.sex = other.sex,
        Dimension::Age => key.age = other.age,
        Dimension::Outcome => key.outcome = other.outcome,
    }
    key
}

/// A number, or the mark of a withheld one. Written short: a table has hundreds.
fn number(ask: &Ask, cell: Option<&Option<u64>>) -> Cell {
    match cell {
        Some(Some(n)) => Cell::text(ask.number(i64::try_from(*n).unwrap_or(i64::MAX))),
        Some(None) => Cell::marked(html! {
            span aria-hidden="true" { (MARK) } span.govuk-visually-hidden { (ask.t("statistics-withheld-word")) }
        }),
        None => Cell::text("–"),
    }
}
