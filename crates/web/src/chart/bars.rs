//! Horizontal bars: one row per label, one or two series, each value written at its end.

use maud::{Markup, html};

use super::scale::{Scale, words_width, wrapped};
use super::{ChartWords, Origin, Reading, Series, any_withheld, drawing, figure, grouped, tidy, twin};

/// One row: a label and a reading per series.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    pub label: String,
    pub readings: Vec<Reading>,
}

/// Rows of bars, in the order given (mostly: largest first).
#[derive(Clone, Debug, Default)]
pub struct Bars {
    pub words: ChartWords,
    /// Name and origin of each series.
    pub series: Vec<(String, Origin)>,
    pub rows: Vec<Bar>,
}

/// Draws the bars and their twin.
pub fn bars(chart: &Bars) -> Markup {
    let series = columns(chart);
    let labels: Vec<String> = chart.rows.iter().map(|row| row.label.clone()).collect();
    figure(
        &chart.words,
        draw(chart, &Room::wide(chart)),
        draw(chart, &Room::narrow()),
        twin(&chart.words, &labels, &series),
        any_withheld(&series),
    )
}

fn columns(chart: &Bars) -> Vec<Series> {
    let reading = |row: &Bar, place: usize| row.readings.get(place).copied().unwrap_or(Reading::Missing);
    chart
        .series
        .iter()
        .enumerate()
        .map(|(place, (name, origin))| Series {
            name: name.clone(),
            origin: *origin,
            readings: chart.rows.iter().map(|row| reading(row, place)).collect(),
        })
        .collect()
}

/// The space one drawing has. Labels stand left of the bars, or above them when there is no room.
struct Room {
    side: &'static str,
    width: f64,
    left: f64,
    labels_above: bool,
}

const BAR: f64 = 16.0;
const GAP: f64 = 3.0;
const LABEL_ROOM: f64 = 190.0;
/// The height of a line of a label.
const LINE: f64 = 20.0;

impl Room {
    fn wide(chart: &Bars) -> Room {
        let widest =
            chart.rows.iter().flat_map(|row| wrapped(&row.label, LABEL_ROOM)).map(|line| words_width(&line));
        Room { side: "wide", width: 720.0, left: widest.fold(0.0, f64::max) + 14.0, labels_above: false }
    }
    fn narrow() -> Room {
        Room { side: "narrow", width: 288.0, left: 0.0, labels_above: true }
    }
    /// Height of one row: its label, its bars and the space after them.
    fn row_height(&self, row: &Bar, series: usize) -> f64 {
        let stack = (BAR + GAP) * series.max(1) as f64;
        let label = LINE * self.lines(row).len() as f64;
        if self.labels_above { 2.0 + label + stack + 12.0 } else { stack.max(label) + 12.0 }
    }
    /// The label of a row in as many lines as it takes.
    fn lines(&self, row: &Bar) -> Vec<String> {
        wrapped(&row.label, if self.labels_above { self.width } else { LABEL_ROOM })
    }
}

fn draw(chart: &Bars, room: &Room) -> Markup {
    let values = chart.rows.iter().flat_map(|row| row.readings.iter().filter_map(|r| r.value()));
    let scale = Scale { top: values.max().unwrap_or(1).max(1), ticks: Vec::new() };
    let figure_room = words_width(&grouped(scale.top, chart.words.thousands)) + 14.0;
    let span = room.width - room.left - figure_room;
    let head = names_height(chart, room);
    let mut top = head;
    let mut rows = Vec::new();
    for row in &chart.rows {
        rows.push((top, row));
        top += room.row_height(row, chart.series.len());
    }
    let foot = top;
    let body = html! {
        (super::hatch(&chart.words, room.side))
        @if chart.series.len() > 1 { (names(chart, room)) }
        @for (top, row) in &rows { (draw_row(chart, room, &scale, span, *top, row)) }
        @if !room.labels_above { line.a-base x1=(tidy(room.left)) x2=(tidy(room.left)) y1=(tidy(head)) y2=(tidy(foot - 8.0)) {} }
    };
    drawing(&chart.words, room.side, room.width, foot, body)
}

/// One line of names, or one line each where there is no room; a single series needs no name.
fn names_height(chart: &Bars, room: &Room) -> f64 {
    match (chart.series.len(), room.labels_above) {
        (0 | 1, _) => 0.0,
        (_, false) => 30.0,
        (count, true) => 24.0 * count as f64 + 8.0,
    }
}

/// The names of the series over the bars, each beside a piece of its own pattern.
fn names(chart: &Bars, room: &Room) -> Markup {
    let mut at = (room.left, 0.0);
    let mut placed = Vec::new();
    for (name, origin) in &chart.series {
        placed.push((at.0, at.1, name, origin));
        at = if room.labels_above { (0.0, at.1 + 24.0) } else { (at.0 + words_width(name) + 44.0, 0.0) };
    }
    html! {
        g aria-hidden="true" {
            @for (x, y, name, origin) in placed {
                rect class={ "bar " (origin.class()) } x=(tidy(x)) y=(tidy(y + 3.0)) width="14" height="12" rx="2" fill=[fill(chart, room, *origin)] {}
                text class={ "name " (origin.class()) } x=(tidy(x + 20.0)) y=(tidy(y + 14.5)) { (name) }
            }
        }
    }
}

fn fill(chart: &Bars, room: &Room, origin: Origin) -> Option<String> {
    (origin == Origin::Published).then(|| format!("url(#{}-{}-hatch)", chart.words.id, room.side))
}

fn draw_row(chart: &Bars, room: &Room, scale: &Scale, span: f64, top: f64, row: &Bar) -> Markup {
    let bars_top = if room.labels_above { top + 2.0 + LINE * room.lines(row).len() as f64 } else { top };
    html! {
        g aria-hidden="true" {
            (label(room, chart.series.len(), top, row))
            @for (place, (_, origin)) in chart.series.iter().enumerate() {
                @let y = bars_top + (BAR + GAP) * place as f64;
                @match row.readings.get(place).copied().unwrap_or(Reading::Missing) {
                    Reading::Value(value) => {
                        @let length = (scale.share(value) * span).max(if value > 0 { 2.0 } else { 0.0 });
                        rect class={ "bar " (origin.class()) } x=(tidy(room.left)) y=(tidy(y)) width=(tidy(length)) height=(tidy(BAR))
                            rx="2" fill=[fill(chart, room, *origin)] {}
                        text.a-value x=(tidy(room.left + length + 6.0)) y=(tidy(y + 13.5)) { (grouped(value, chart.words.thousands)) }
                    },
                    Reading::Withheld => {
                        (super::gap(room.left + 1.0, y + 1.0, 12.0, BAR - 2.0))
                    },
                    Reading::Missing => text.a-label x=(tidy(room.left + 6.0)) y=(tidy(y + 13.5)) { "–" },
                }
            }
        }
    }
}

fn label(room: &Room, series: usize, top: f64, row: &Bar) -> Markup {
    let lines = room.lines(row);
    if room.labels_above {
        return html! {
            @for (place, words) in lines.iter().enumerate() {
                text.a-row x="0" y=(tidy(top + 15.0 + LINE * place as f64)) { (words) }
            }
        };
    }
    let stack = (BAR + GAP) * series.max(1) as f64 - GAP;
    let first = (top + (stack - LINE * lines.len() as f64) / 2.0 + 15.5).max(top + 13.0);
    html! {
        @for (place, words) in lines.iter().enumerate() {
            text.a-row x=(tidy(room.left - 12.0)) y=(tidy(first + LINE * place as f64)) text-anchor="end" { (words) }
        }
    }
}
