//! A signature drawn with a finger: what the page sends are points, and the picture is drawn here.

use crate::draw::{SIGNATURE, written};
use crate::{Format, Picture, Refusal};
use image::{DynamicImage, GrayImage};
use tiny_skia::{Color, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke, Transform};

/// The field on which strokes are drawn, in its own units: points outside of it are refused.
pub const STROKES_WIDTH: u16 = 1_000;
pub const STROKES_HEIGHT: u16 = 300;
/// More is no signature.
const STROKES_MAX: usize = 200;
const POINTS_MAX: usize = 6_000;
const CHARS_MAX: usize = POINTS_MAX * 9;
/// How thick a finger writes, in dots of the picture.
const LINE_WIDTH: f32 = 4.0;

type Point = (u16, u16);

/// The signature that strokes draw. Strokes are written `x,y x,y …` and kept apart by `;`, x from 0 to
/// [`STROKES_WIDTH`] and y from 0 at the top to [`STROKES_HEIGHT`]. Anything else is refused as damaged.
pub fn signature_of_strokes(text: &str) -> Result<Picture, Refusal> {
    let strokes = read(text)?;
    let (width, height) = SIGNATURE;
    let mut paper = Pixmap::new(width, height).ok_or(Refusal::Damaged)?;
    paper.fill(Color::WHITE);
    let ink = Paint { anti_alias: true, ..Paint::default() };
    let pen = Stroke {
        width: LINE_WIDTH,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    };
    for stroke in &strokes {
        if let Some(path) = path_of(stroke) {
            paper.stroke_path(&path, &ink, &pen, Transform::identity(), None);
        }
    }
    // Black on white: one colour says as much as three.
    let greys: Vec<u8> = paper.pixels().iter().map(|dot| dot.red()).collect();
    let drawn = GrayImage::from_raw(width, height, greys).ok_or(Refusal::Damaged)?;
    written(&DynamicImage::ImageLuma8(drawn), Format::Png)
}

fn read(text: &str) -> Result<Vec<Vec<Point>>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    if text.len() > CHARS_MAX {
        return Err(Refusal::TooLarge);
    }
    let strokes: Vec<Vec<Point>> = text
        .split(';')
        .map(|stroke| stroke.split_whitespace().map(point).collect())
        .collect::<Result<_, _>>()?;
    let points: usize = strokes.iter().map(Vec::len).sum();
    match points {
        0 => Err(Refusal::Empty),
        _ if points > POINTS_MAX || strokes.len() > STROKES_MAX => Err(Refusal::TooLarge),
        _ => Ok(strokes),
    }
}

fn point(text: &str) -> Result<Point, Refusal> {
    let (x, y) = text.split_once(',').ok_or(Refusal::Damaged)?;
    let within = |number: &str, max: u16| number.parse().ok().filter(|at| *at <= max).ok_or(Refusal::Damaged);
    Ok((within(x, STROKES_WIDTH)?, within(y, STROKES_HEIGHT)?))
}

/// The line through the points; one point alone is a dot.
fn path_of(stroke: &[Point]) -> Option<tiny_skia::Path> {
    let (first, rest) = stroke.split_first()?;
    let across = SIGNATURE.0 as f32 / f32::from(STROKES_WIDTH);
    let down = SIGNATURE.1 as f32 / f32::from(STROKES_HEIGHT);
    let place = |(x, y): Point| (f32::from(x) * across, f32::from(y) * down);
    let mut line = PathBuilder::new();
    let (x, y) = place(*first);
    line.move_to(x, y);
    if rest.iter().all(|point| point == first) {
        line.line_to(x + 0.1, y);
    }
    for point in rest {
        let (x, y) = place(*point);
        line.line_to(x, y);
    }
    line.finish()
}
