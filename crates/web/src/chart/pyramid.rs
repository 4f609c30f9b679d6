//! A population by age and sex: ages in the middle, one sex to each side.

use maud::{Markup, html};

use super::scale::{Scale, words_width};
use super::{ChartWords, Origin, Reading, Series, any_withheld, drawing, figure, grouped, tidy, twin};

/// One age band.
#[derive(Clone, Debug)]
pub struct Band {
    /// "0–4", "18–59", "60+".
    pub label: String,
    pub left: Reading,
    pub right: Reading,
}

/// Bands in reading order: the oldest first, so that they end on top.
#[derive(Clone, Debug, Default)]
pub struct Pyramid {
    pub words: ChartWords,
    /// Names of the sides: "Mujeres", "Hombres".
    pub left: String,
    pub right: String,
    pub bands: Vec<Band>,
}

/// Draws the pyramid and its twin.
pub fn pyramid(chart: &Pyramid) -> Markup {
    let side = |name: &str, origin, of: fn(&Band) -> Reading| Series {
        name: name.to_owned(),
        origin,
        readings: chart.bands.iter().map(of).collect(),
    };
    let series =
        [side(&chart.left, Origin::Ours, |b| b.left), side(&chart.right, Origin::Published, |b| b.right)];
    let labels: Vec<String> = chart.bands.iter().map(|band| band.label.clone()).collect();
    figure(
        &chart.words,
        draw(chart, "wide", 720.0, 30.0),
        draw(chart, "narrow", 288.0, 28.0),
        twin(&chart.words, &labels, &series),
        any_withheld(&series),
    )
}

const HEAD: f64 = 28.0;

fn draw(chart: &Pyramid, side: &str, width: f64, step: f64) -> Markup {
    let values = chart.bands.iter().flat_map(|b| [b.left, b.right]).filter_map(|r| r.value());
    let scale = Scale { top: values.max().unwrap_or(1).max(1), ticks: Vec::new() };
    let axis = chart.bands.iter().map(|b| words_width(&b.label)).fold(0.0, f64::max) + 24.0;
    let figures = words_width(&grouped(scale.top, chart.words.thousands)) + 10.0;
    let span = (width - axis) / 2.0 - figures;
    let middle = width / 2.0;
    let height = HEAD + step * chart.bands.len() as f64 + 4.0;
    let half = Half { chart, side, scale: &scale, span, bar: step - 8.0 };
    let body = html! {
        (super::hatch(&chart.words, side))
        g aria-hidden="true" {
            text."name"."s-ours" x=(tidy(middle - axis / 2.0)) y="15" text-anchor="end" { (chart.left) }
            text."name"."s-published" x=(tidy(middle + axis / 2.0)) y="15" { (chart.right) }
            @for (place, band) in chart.bands.iter().enumerate() {
                @let y = HEAD + step * place as f64;
                text.a-row x=(tidy(middle)) y=(tidy(y + step / 2.0 + 1.5)) text-anchor="middle" { (band.label) }
                (half.draw(Side::Left, middle - axis / 2.0, y, band.left))
                (half.draw(Side::Right, middle + axis / 2.0, y, band.right))
            }
        }
    };
    drawing(&chart.words, side, width, height, body)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// What both halves share.
struct Half<'a> {
    chart: &'a Pyramid,
    side: &'a str,
    scale: &'a Scale,
    span: f64,
    bar: f64,
}

impl Half<'_> {
    /// One bar growing outwards from `edge`.
    fn draw(&self, side: Side, edge: f64, y: f64, reading: Reading) -> Markup {
        let words = &self.chart.words;
        let text_y = tidy(y + self.bar / 2.0 + 5.5);
        let (anchor, outwards) = if side == Side::Left { ("end", -1.0) } else { ("start", 1.0) };
        let (class, fill) = match side {
            Side::Left => ("bar s-ours", None),
            Side::Right => ("bar s-published", Some(format!("url(#{}-{}-hatch)", words.id, self.side))),
        };
        html! {
            @match reading {
                Reading::Value(value) => {
                    @let length = (self.scale.share(value) * self.span).max(if value > 0 { 2.0 } else { 0.0 });
                    @let x = if side == Side::Left { edge - length } else { edge };
                    rect class=(class) x=(tidy(x)) y=(tidy(y)) width=(tidy(length)) height=(tidy(self.bar)) rx="2" fill=[fill.as_deref()] {}
                    text.a-value x=(tidy(edge + outwards * (length + 6.0))) y=(text_y) text-anchor=(anchor) {
                        (grouped(value, words.thousands))
                    }
                },
                Reading::Withheld => {
                    @let x = if side == Side::Left { edge - 13.0 } else { edge + 1.0 };
                    (super::gap(x, y + 1.0, 12.0, self.bar - 2.0))
                },
                Reading::Missing => text.a-label x=(tidy(edge + outwards * 6.0)) y=(text_y) text-anchor=(anchor) { "–" },
            }
        }
    }
}
