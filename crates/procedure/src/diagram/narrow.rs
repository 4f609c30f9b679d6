//! The narrow drawing: one column of boxes, in which every way on is a number and the stage it leads to.

use super::measure::{LABEL_LINE, LABEL_SIZE, NAME_LINE, PAD, STRAIGHT, wrapped};
use super::{Anchor, Diagram, Edge, EdgeKind, Head, Line, Node, Plan, Points, Text, listed};

/// What is left of 320 pixels between the edges of a page.
const WIDTH: i32 = 288;
/// Half of a box's frame lies outside of it.
const FRAME: i32 = 1;
/// Between two boxes.
const GAP: i32 = 24;
/// Room for a sign before numbers.
const SIGN: i32 = 16;

pub fn drawn(plan: &Plan<'_>) -> Diagram {
    let mut column = Column { plan, edges: Vec::new(), nodes: Vec::new(), y: 0 };
    column.edges = plan.bundles.iter().map(|bundle| plan.edge(bundle)).collect();
    let order = plan.in_reading_order();
    for (turn, stage) in order.iter().enumerate() {
        column.opening(*stage);
        column.put(*stage);
        if let Some(next) = order.get(turn + 1) {
            column.lead(*stage, *next);
        }
    }
    Diagram { width: WIDTH, height: column.y + FRAME, nodes: column.nodes, edges: column.edges }
}

struct Column<'a> {
    plan: &'a Plan<'a>,
    edges: Vec<Edge>,
    nodes: Vec<Node>,
    /// Where the next thing stands.
    y: i32,
}

impl Column<'_> {
    /// The step that opens a case, over the box it leads to.
    fn opening(&mut self, stage: usize) {
        let plan = self.plan;
        let opens = |(_, b): &(usize, &super::Bundle<'_>)| b.kind == EdgeKind::Opens && b.to == Some(stage);
        let Some((index, bundle)) = plan.bundles.iter().enumerate().find(opens) else { return };
        let named = bundle.steps.iter().map(|(n, step)| format!("{n} {}", step.names.in_lang(plan.lang)));
        for words in named.flat_map(|words| wrapped(&words, LABEL_SIZE, WIDTH - 2 * PAD)) {
            self.y += LABEL_LINE;
            self.edges[index].labels.push(Text { x: PAD, y: self.y - 5, anchor: Anchor::Start, words });
        }
        self.arrow(index);
    }
    /// An arrow to the next box.
    fn arrow(&mut self, edge: usize) {
        let (start, end) = ((STRAIGHT, self.y), (STRAIGHT, self.y + GAP));
        self.edges[edge].lines.push(Line { from: start, to: end });
        self.edges[edge].heads.push(Head { at: end, points: Points::Down });
        self.y += GAP;
    }
    /// The space under a box, with an arrow when a step leads to the box below.
    fn lead(&mut self, stage: usize, next: usize) {
        let leads = |b: &super::Bundle<'_>| b.to == Some(next) && b.sources().any(|from| from == stage);
        match self.plan.bundles.iter().position(leads) {
            Some(edge) => self.arrow(edge),
            None => self.y += GAP,
        }
    }
    fn put(&mut self, stage: usize) {
        let (plan, top) = (self.plan, self.y);
        let room = WIDTH - 2 * PAD;
        self.y += PAD;
        let lines = self.texts(plan.name_of(stage, room), PAD, NAME_LINE);
        let mark = self.texts(plan.mark_of(stage, room), PAD, NAME_LINE);
        let stays = self.texts(plan.stays_at(stage, room - SIGN), PAD + SIGN, LABEL_LINE);
        for (index, bundle) in plan.bundles.iter().enumerate() {
            if bundle.sources().any(|from| from == stage) {
                let to = bundle.to.map_or("", |to| plan.name(to));
                let words = format!("{} › {to}", listed(&bundle.numbers()));
                let words = wrapped(&words, LABEL_SIZE, room);
                let labels = self.texts(words, PAD, LABEL_LINE);
                self.edges[index].labels.extend(labels);
            }
        }
        self.y += PAD;
        let (width, height) = (WIDTH - 2 * FRAME, self.y - top);
        self.nodes.push(Node { x: FRAME, y: top, width, height, lines, mark, stays, ..plan.node(stage) });
    }
    fn texts(&mut self, lines: Vec<String>, x: i32, high: i32) -> Vec<Text> {
        let place = |words| {
            self.y += high;
            Text { x, y: self.y - 5, anchor: Anchor::Start, words }
        };
        lines.into_iter().map(place).collect()
    }
}
