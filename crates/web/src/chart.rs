//! Charts drawn on the server as SVG, each with a title, a description and its twin as a table.
//!
//! No script, no legend boxes: series carry their names where they end. Two drawings are made of each chart, one for
//! wide and one for narrow boxes, and the style sheet shows the one that fits, so letters never shrink. Series differ
//! by stroke and pattern as well as hue; a withheld cell is a gap with a mark, never a zero.

mod bars;
mod line;
mod pyramid;
mod scale;

pub use bars::{Bar, Bars, bars};
pub use line::{Line, line};
pub use pyramid::{Band, Pyramid, pyramid};

use maud::{Markup, html};

use crate::part::{Cell, Column, Narrow, Table, table};

/// One cell of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Value(i64),
    /// Known, but too few people to show.
    Withheld,
    /// Nobody knows: not counted, not published.
    Missing,
}

impl Reading {
    pub(crate) fn value(self) -> Option<i64> {
        match self {
            Reading::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// Who counted: decides stroke, pattern and hue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Counted here: solid, ceiba.
    #[default]
    Ours,
    /// Published by somebody else: dashed or hatched, sky.
    Published,
}

impl Origin {
    fn class(self) -> &'static str {
        match self {
            Origin::Ours => "s-ours",
            Origin::Published => "s-published",
        }
    }
}

/// A named row of readings, as long as the chart's labels.
#[derive(Clone, Debug, Default)]
pub struct Series {
    pub name: String,
    pub origin: Origin,
    pub readings: Vec<Reading>,
}

/// What every chart says in words.
#[derive(Clone, Debug, Default)]
pub struct ChartWords {
    /// Unique on the page; ids of the drawing are made from it.
    pub id: String,
    pub title: String,
    /// What the picture shows, for those who cannot see it: highest, lowest, direction.
    pub description: String,
    /// Meaning of the dashed mark: "reservado: se podría reconocer a alguien".
    pub withheld: String,
    /// Meaning of a missing cell: "sin dato".
    pub missing: String,
    /// "Ver los datos en una tabla".
    pub table_open: String,
    /// Head of the table's first column: "Mes", "País de origen", "Edad".
    pub label_head: String,
    /// Source, licence and day of the data, under the chart.
    pub source: Option<Markup>,
    /// Sign between thousands: ',' in Panama, a thin space elsewhere.
    pub thousands: char,
}

/// A number with its thousands set apart.
pub fn grouped(number: i64, sign: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out
}

/// Puts the two drawings, the twin and the source together.
fn figure(words: &ChartWords, wide: Markup, narrow: Markup, twin: Table, withheld: bool) -> Markup {
    html! {
        figure.c-chart {
            div.c-chart__box {
                figcaption.c-chart__title { (words.title) }
                div.c-chart__wide { (wide) }
                div.c-chart__narrow { (narrow) }
                div.c-chart__notes {
                    @if withheld { p.c-note { (key()) (words.withheld) } }
                    @if let Some(source) = &words.source { p.c-note { (source) } }
                    details.c-more { summary { (words.table_open) } div { (table(&twin)) } }
                }
            }
        }
    }
}

/// The mark of a withheld cell, as it stands in the drawing.
fn key() -> Markup {
    html! { svg.c-key viewBox="0 0 12 16" width="12" height="16" aria-hidden="true" focusable="false" {
        (gap(1.0, 1.0, 10.0, 14.0))
    } }
}

/// A struck-through box where a withheld value would stand.
fn gap(x: f64, y: f64, width: f64, height: f64) -> Markup {
    let (x, y, w, h) = (tidy(x), tidy(y), tidy(width), tidy(height));
    html! { path.gap d={ "M" (x) " " (y) "h" (w) "v" (h) "h-" (w) "zm0 " (h) "l" (w) " -" (h) } {} }
}

/// An SVG with its name and description. `side` tells the two drawings' ids apart.
fn drawing(words: &ChartWords, side: &str, width: f64, height: f64, body: Markup) -> Markup {
    let (title, desc) = (format!("{}-{side}-title", words.id), format!("{}-{side}-desc", words.id));
    html! {
        svg viewBox={ "0 0 " (tidy(width)) " " (tidy(height)) } width=(tidy(width)) height=(tidy(height))
            role="img" aria-labelledby={ (title) " " (desc) } {
            title id=(title) { (words.title) }
            desc id=(desc) { (words.description) }
            (body)
        }
    }
}

/// The hatching that tells published bars from ours where hues fail. Its colours come from the style sheet.
fn hatch(words: &ChartWords, side: &str) -> Markup {
    html! {
        defs {
            pattern id={ (words.id) "-" (side) "-hatch" } width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.hatch-back width="6" height="6" {}
                line.hatch-line x1="0" y1="0" x2="0" y2="6" {}
            }
        }
    }
}

/// The twin: one row per label, one column per series.
fn twin(words: &ChartWords, labels: &[String], series: &[Series]) -> Table {
    let heads = series.iter().map(|series| Column::number(&series.name));
    Table {
        // A page may show the same figures in a larger table too: the two need names of their own.
        caption: format!("{} · {}", words.title, words.label_head),
        caption_hidden: true,
        columns: std::iter::once(Column::text(&words.label_head)).chain(heads).collect(),
        rows: labels
            .iter()
            .enumerate()
            .map(|(place, label)| {
                let cells = series.iter().map(|s| cell(words, s.readings.get(place).copied()));
                std::iter::once(Cell::text(label)).chain(cells).collect()
            })
            .collect(),
        narrow: Narrow::Scroll,
        ..Table::default()
    }
}

fn cell(words: &ChartWords, reading: Option<Reading>) -> Cell {
    match reading.unwrap_or(Reading::Missing) {
        Reading::Value(value) => Cell::text(grouped(value, words.thousands)),
        Reading::Withheld => Cell::withheld(&words.withheld),
        Reading::Missing => Cell::missing(&words.missing),
    }
}

fn any_withheld(series: &[Series]) -> bool {
    series.iter().any(|series| series.readings.contains(&Reading::Withheld))
}

/// A coordinate with one decimal at most, so that the drawing stays small on the wire.
fn tidy(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0, ','), "0");
        assert_eq!(grouped(999, ','), "999");
        assert_eq!(grouped(1_000, ','), "1,000");
        assert_eq!(grouped(-1_234_567, ' '), "−1 234 567");
    }

    #[test]
    fn coordinates_stay_short() {
        assert_eq!((tidy(12.0), tidy(12.345)), ("12".to_owned(), "12.3".to_owned()));
    }
}
