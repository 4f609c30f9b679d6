//! The wide drawing: three lanes of boxes, with the lines of the edges in the gutters beside them.
//!
//! What stands where follows in this order: which side of a box each line meets ([`ports`]), how high boxes and gaps are
//! ([`heights`]), which track of its gutter each line takes and so how wide gutters are ([`widths`]).

mod heights;
mod ports;
mod widths;

use super::measure::{LABEL_LINE, LABEL_SIZE, NAME_LINE, NAME_SIZE, PAD, STRAIGHT, text_width, wrapped};
use super::route::{self, GUTTERS, Leg, Side, Ways};
use super::{Anchor, Diagram, Edge, Head, Line, Node, Plan, Points, Text, listed};
use heights::Heights;
use ports::Ports;
use widths::Widths;

/// The grid that boxes and the lines at their sides keep to. Lines at right sides lie on it and those at left sides between,
/// so that two which meet in a gutter never lie on one another.
const GRID: i32 = 16;
const BOX_WIDTH: i32 = 208;
/// Between two lines of one gutter or gap.
const TRACK: i32 = 10;
/// From a line or a box to the words beside it.
const BESIDE: i32 = 6;

pub fn drawn(plan: &Plan<'_>) -> Diagram {
    let ways = route::ways(&plan.bundles, &plan.places);
    let ports = Ports::of(plan, &ways);
    let heights = Heights::of(plan, &ways, &ports);
    let widths = Widths::of(plan, &ways, &heights);
    let drawing = Drawing { plan, ways: &ways, heights: &heights, widths: &widths };
    let mut edges: Vec<Edge> = plan.bundles.iter().map(|bundle| plan.edge(bundle)).collect();
    drawing.straight(&mut edges);
    drawing.round(&mut edges);
    Diagram {
        width: widths.whole,
        height: heights.whole,
        nodes: plan.in_reading_order().into_iter().map(|stage| drawing.node(stage)).collect(),
        edges,
    }
}

/// The smallest height on the grid.
fn on_grid(height: i32) -> i32 {
    (height + GRID - 1) / GRID * GRID
}

/// The words of a box, and how high they stand.
struct Words {
    name: Vec<String>,
    mark: Vec<String>,
    stays: Vec<String>,
    height: i32,
}

impl Words {
    fn of(plan: &Plan<'_>, stage: usize) -> Words {
        let room = BOX_WIDTH - 2 * PAD;
        let (name, mark) = (plan.name_of(stage, room), plan.mark_of(stage, room));
        // A sign that the case stays stands before the numbers.
        let stays = plan.stays_at(stage, room - GRID);
        let height = NAME_LINE * (count(&name) + count(&mark)) + LABEL_LINE * count(&stays);
        Words { name, mark, stays, height }
    }
}

fn count<T>(lines: &[T]) -> i32 {
    i32::try_from(lines.len()).unwrap_or(i32::MAX)
}

/// What stands at a straight edge: each step with its number and name.
fn names_beside(plan: &Plan<'_>, bundle: usize) -> Vec<String> {
    let room = BOX_WIDTH - STRAIGHT - BESIDE;
    let steps = plan.bundles[bundle].steps.iter();
    let named = |(number, step): &(usize, &crate::model::Step)| {
        wrapped(&format!("{number} {}", step.names.in_lang(plan.lang)), LABEL_SIZE, room)
    };
    steps.flat_map(named).collect()
}

/// What stands where an edge leaves a box for a gutter.
fn numbers_beside(plan: &Plan<'_>, bundle: usize) -> String {
    listed(&plan.bundles[bundle].numbers())
}

struct Drawing<'a> {
    plan: &'a Plan<'a>,
    ways: &'a Ways,
    heights: &'a Heights,
    widths: &'a Widths,
}

impl Drawing<'_> {
    fn left_of(&self, stage: usize) -> i32 {
        self.widths.lanes[self.plan.places[stage].lane as usize]
    }

    fn node(&self, stage: usize) -> Node {
        let (x, y, height) = (self.left_of(stage), self.heights.top(stage), self.heights.boxes[stage]);
        let words = Words::of(self.plan, stage);
        let mut line = y + (height - words.height) / 2;
        let mut texts = |lines: Vec<String>, x: i32, high: i32| -> Vec<Text> {
            let placed = lines.into_iter().map(|words| {
                line += high;
                Text { x, y: line - 5, anchor: Anchor::Start, words }
            });
            placed.collect()
        };
        let lines = texts(words.name, x + PAD, NAME_LINE);
        let mark = texts(words.mark, x + PAD, NAME_LINE);
        let stays = texts(words.stays, x + PAD + GRID, LABEL_LINE);
        Node { x, y, width: BOX_WIDTH, height, lines, mark, stays, ..self.plan.node(stage) }
    }

    fn straight(&self, edges: &mut [Edge]) {
        for (bundle, from, to) in &self.ways.straight {
            let x = self.left_of(*to) + STRAIGHT;
            let start = from.map_or(0, |from| self.heights.top(from) + self.heights.boxes[from]);
            let end = self.heights.top(*to);
            let edge = &mut edges[*bundle];
            edge.lines.push(Line { from: (x, start), to: (x, end) });
            edge.heads.push(Head { at: (x, end), points: Points::Down });
            let mut y = self.heights.names(*from, self.plan);
            for words in names_beside(self.plan, *bundle) {
                y += LABEL_LINE;
                edge.labels.push(Text { x: x + BESIDE, y: y - 5, anchor: Anchor::Start, words });
            }
        }
    }

    fn round(&self, edges: &mut [Edge]) {
        for (index, trunk) in self.ways.trunks.iter().enumerate() {
            let (x, edge) = (self.widths.trunks[index], &mut edges[trunk.bundle]);
            let (first, last) = self.heights.reach(index);
            edge.lines.push(Line { from: (x, first), to: (x, last) });
            for (leg, y) in trunk.legs.iter().zip(&self.heights.legs[index]) {
                self.leg(edge, trunk.bundle, leg, x, *y);
            }
            let others = self.ways.trunks.iter().enumerate().skip(index + 1);
            let beyond = others.filter(|(_, other)| other.bundle == trunk.bundle && other.crosses.is_some());
            let crossing = self.heights.crossings[index];
            for ((other, _), y) in beyond.zip(crossing) {
                edge.lines.push(Line { from: (x, y), to: (self.widths.trunks[other], y) });
            }
        }
    }

    fn leg(&self, edge: &mut Edge, bundle: usize, leg: &Leg, x: i32, y: i32) {
        let left = self.left_of(leg.stage);
        let (side, label, anchor, points) = match leg.side {
            Side::Left => (left, left - BESIDE, Anchor::End, Points::Right),
            Side::Right => (left + BOX_WIDTH, left + BOX_WIDTH + BESIDE, Anchor::Start, Points::Left),
        };
        edge.lines.push(Line { from: (side, y), to: (x, y) });
        if leg.enters {
            edge.heads.push(Head { at: (side, y), points });
        } else {
            let words = numbers_beside(self.plan, bundle);
            edge.labels.push(Text { x: label, y: y - 4, anchor, words });
        }
    }
}
