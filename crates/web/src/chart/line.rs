//! Lines over time: at most three series, each named where it ends.

use maud::{Markup, html};

use super::scale::{Scale, words_width, wrapped};
use super::{ChartWords, Reading, Series, any_withheld, drawing, figure, grouped, tidy, twin};

/// Series over a row of moments (months, quarters, years).
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub words: ChartWords,
    /// Every moment in full, for the table: "enero de 2025".
    pub labels: Vec<String>,
    /// The same short, for the axis: "ene 2025". The axis shows as many as fit.
    pub short_labels: Vec<String>,
    pub series: Vec<Series>,
}

/// Draws the lines and their twin.
pub fn line(chart: &Line) -> Markup {
    figure(
        &chart.words,
        draw(chart, &Room::wide(chart)),
        draw(chart, &Room::narrow(chart)),
        twin(&chart.words, &chart.labels, &chart.series),
        any_withheld(&chart.series),
    )
}

/// The space one drawing has.
struct Room {
    side: &'static str,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// Names at the line's end, or over the plot when there is no room beside it.
    names_beside: bool,
}

const NAME_ROOM: f64 = 150.0;

impl Room {
    fn wide(chart: &Line) -> Room {
        let longest = chart.series.iter().map(|s| widest_line(&s.name)).fold(0.0, f64::max);
        Room {
            side: "wide",
            width: 720.0,
            height: 330.0,
            left: left_margin(chart),
            right: longest + 18.0,
            top: 14.0,
            bottom: 34.0,
            names_beside: true,
        }
    }
    fn narrow(chart: &Line) -> Room {
        let names = 24.0 * chart.series.len() as f64;
        Room {
            side: "narrow",
            width: 288.0,
            height: 244.0 + names,
            left: left_margin(chart),
            right: 10.0,
            top: 14.0 + names,
            bottom: 34.0,
            names_beside: false,
        }
    }
    fn plot_width(&self) -> f64 {
        self.width - self.left - self.right
    }
    fn plot_height(&self) -> f64 {
        self.height - self.top - self.bottom
    }
    fn x(&self, place: usize, count: usize) -> f64 {
        let steps = count.saturating_sub(1).max(1) as f64;
        self.left + self.plot_width() * place as f64 / steps
    }
    fn y(&self, scale: &Scale, value: i64) -> f64 {
        self.top + self.plot_height() * (1.0 - scale.share(value))
    }
}

fn scale_of(chart: &Line) -> Scale {
    let values = chart.series.iter().flat_map(|s| s.readings.iter().filter_map(|r| r.value()));
    Scale::over(values.max().unwrap_or(0), 4)
}

fn left_margin(chart: &Line) -> f64 {
    words_width(&grouped(scale_of(chart).top, chart.words.thousands)) + 12.0
}

fn widest_line(name: &str) -> f64 {
    wrapped(name, NAME_ROOM).iter().map(|line| words_width(line)).fold(0.0, f64::max)
}

fn draw(chart: &Line, room: &Room) -> Markup {
    let scale = scale_of(chart);
    let body = html! {
        (grid(chart, room, &scale))
        (moments(chart, room))
        @for (place, series) in chart.series.iter().enumerate() { (strokes(chart, room, &scale, series, place)) }
        @if room.names_beside { (names_beside(chart, room, &scale)) } @else { (names_above(chart)) }
    };
    drawing(&chart.words, room.side, room.width, room.height, body)
}

fn grid(chart: &Line, room: &Room, scale: &Scale) -> Markup {
    html! {
        g aria-hidden="true" {
            @for tick in &scale.ticks {
                @let y = room.y(scale, *tick);
                line class=(if *tick == 0 { "a-base" } else { "a-grid" })
                    x1=(tidy(room.left)) x2=(tidy(room.width - room.right)) y1=(tidy(y)) y2=(tidy(y)) {}
                text.a-label x=(tidy(room.left - 8.0)) y=(tidy(y + 5.0)) text-anchor="end" {
                    (grouped(*tick, chart.words.thousands))
                }
            }
        }
    }
}

/// Names as many moments as fit, at even distances from the first.
fn moments(chart: &Line, room: &Room) -> Markup {
    let count = chart.short_labels.len();
    let y = room.height - room.bottom + 24.0;
    html! {
        g aria-hidden="true" {
            @for place in named_places(&chart.short_labels, room.plot_width()) {
                @let label = chart.short_labels.get(place).map(String::as_str).unwrap_or_default();
                @let x = room.x(place, count);
                line.a-tick x1=(tidy(x)) x2=(tidy(x)) y1=(tidy(room.height - room.bottom)) y2=(tidy(room.height - room.bottom + 5.0)) {}
                text.a-label x=(tidy(x)) y=(tidy(y)) text-anchor=(anchor(room, x, label)) { (label) }
            }
        }
    }
}

/// Centred under its tick unless that would leave the drawing.
fn anchor(room: &Room, x: f64, label: &str) -> &'static str {
    let half = words_width(label) / 2.0;
    if x < half {
        "start"
    } else if x + half > room.width {
        "end"
    } else {
        "middle"
    }
}

fn named_places(labels: &[String], room: f64) -> Vec<usize> {
    let widest = labels.iter().map(|label| words_width(label)).fold(0.0, f64::max) + 18.0;
    let fitting = ((room / widest).floor() as usize).max(1);
    let needed = labels.len().saturating_sub(1).div_ceil(fitting);
    let step =
        [1, 2, 3, 4, 5, 6, 10, 12, 24, 60, 120].into_iter().find(|step| *step >= needed).unwrap_or(needed);
    (0..labels.len()).step_by(step).collect()
}

/// One series: a stroke per unbroken run, a point where a run is alone, a mark on the base line where withheld.
fn strokes(chart: &Line, room: &Room, scale: &Scale, series: &Series, place: usize) -> Markup {
    let count = chart.labels.len();
    let base = room.height - room.bottom - 16.0 * (place + 1) as f64;
    html! {
        g class={ "series " (series.origin.class()) } {
            @for run in runs(&series.readings) {
                @let points: Vec<(f64, f64)> = run.iter().map(|(at, value)| (room.x(*at, count), room.y(scale, *value))).collect();
                @if let [(x, y)] = points.as_slice() { circle.dot cx=(tidy(*x)) cy=(tidy(*y)) r="3.5" {} }
                @else { path.stroke d=(way(&points)) {} }
            }
            @if let Some((at, value)) = last(&series.readings) {
                circle.dot cx=(tidy(room.x(at, count))) cy=(tidy(room.y(scale, value))) r="4" {}
            }
            @for (at, _) in series.readings.iter().enumerate().filter(|(_, r)| **r == Reading::Withheld) {
                (super::gap(room.x(at, count) - 4.0, base, 8.0, 13.0))
            }
        }
    }
}

fn way(points: &[(f64, f64)]) -> String {
    let mut out = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        out.push(if place == 0 { 'M' } else { 'L' });
        out.push_str(&format!("{} {}", tidy(*x), tidy(*y)));
    }
    out
}

/// Unbroken runs of values with their places.
fn runs(readings: &[Reading]) -> Vec<Vec<(usize, i64)>> {
    let mut runs: Vec<Vec<(usize, i64)>> = vec![Vec::new()];
    for (place, reading) in readings.iter().enumerate() {
        match (reading.value(), runs.last_mut()) {
            (Some(value), Some(run)) => run.push((place, value)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn last(readings: &[Reading]) -> Option<(usize, i64)> {
    readings.iter().enumerate().rev().find_map(|(place, reading)| reading.value().map(|value| (place, value)))
}

/// Names where the lines end, moved apart when they would touch.
fn names_beside(chart: &Line, room: &Room, scale: &Scale) -> Markup {
    let mut names: Vec<(f64, &Series, Vec<String>)> = chart
        .series
        .iter()
        .map(|s| {
            let y = last(&s.readings).map_or(room.top, |(_, value)| room.y(scale, value));
            (y, s, wrapped(&s.name, NAME_ROOM))
        })
        .collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = room.top - 6.0;
    for (y, _, lines) in &mut names {
        let height = 20.0 * lines.len() as f64;
        *y = (*y - height / 2.0).max(free);
        free = *y + height + 4.0;
    }
    let over = (free - 4.0 - (room.height - room.bottom + 8.0)).max(0.0);
    html! {
        g aria-hidden="true" {
            @for (y, series, lines) in &names {
                (lead(chart, room, scale, series, y - over + 10.0 * lines.len() as f64))
                @for (place, words) in lines.iter().enumerate() {
                    text class={ "name " (series.origin.class()) } x=(tidy(room.width - room.right + 12.0))
                        y=(tidy(y - over + 15.0 + 20.0 * place as f64)) { (words) }
                }
            }
        }
    }
}

/// Leads the eye from a line that ends early to its name.
fn lead(chart: &Line, room: &Room, scale: &Scale, series: &Series, name_y: f64) -> Markup {
    let count = chart.labels.len();
    let early = last(&series.readings).filter(|(at, _)| at + 1 < count);
    html! {
        @if let Some((at, value)) = early {
            line.a-lead x1=(tidy(room.x(at, count) + 8.0)) y1=(tidy(room.y(scale, value)))
                x2=(tidy(room.width - room.right + 8.0)) y2=(tidy(name_y)) {}
        }
    }
}

/// Names over the plot, each with a piece of its own stroke.
fn names_above(chart: &Line) -> Markup {
    html! {
        g aria-hidden="true" {
            @for (place, series) in chart.series.iter().enumerate() {
                @let y = 12.0 + 24.0 * place as f64;
                g class={ "series " (series.origin.class()) } { path.stroke d={ "M2 " (tidy(y)) "H30" } {} }
                text class={ "name " (series.origin.class()) } x="38" y=(tidy(y + 5.0)) { (series.name) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_withheld_cell_breaks_the_line() {
        let readings = [Reading::Value(1), Reading::Value(2), Reading::Withheld, Reading::Value(4)];
        assert_eq!(runs(&readings), vec![vec![(0, 1), (1, 2)], vec![(3, 4)]]);
    }

    #[test]
    fn the_axis_names_evenly_spaced_moments() {
        let labels: Vec<String> = (0..13).map(|n| format!("ene {n}")).collect();
        let places = named_places(&labels, 300.0);
        assert_eq!(places, [0, 3, 6, 9, 12]);
        assert_eq!(named_places(&labels[..1], 300.0), [0]);
        assert!(named_places(&[], 300.0).is_empty());
    }
}
