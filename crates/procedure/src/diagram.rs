//! A procedure as a drawing: where its boxes stand, how its steps run between them and what is written on each, in
//! abstract units, without colours or markup.
//!
//! Every stage is one box and every step is part of one edge, in every version of every state's law. The same procedure
//! gives the same drawing, so a page can be compared and a printed one found again.

mod bundle;
mod measure;
mod narrow;
mod place;
mod route;
mod wide;

use crate::model::{Procedure, Stage};
use bundle::Bundle;
use kernel::Lang;
pub use measure::{LABEL_SIZE, NAME_SIZE, text_width};

/// How much room a drawing has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Three lanes with lines between them: a desk's screen, a sheet of paper.
    Wide,
    /// One column for 320 pixels; edges are references by number.
    Narrow,
}

impl Room {
    pub const ALL: [Room; 2] = [Room::Wide, Room::Narrow];
}

/// The stage at which a case stands, and the words that say so in its box.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    pub stage: &'a str,
    pub words: &'a str,
}

/// The whole drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    pub width: i32,
    pub height: i32,
    /// One for each stage, in the order in which they are read: from above, and from the main path outwards.
    pub nodes: Vec<Node>,
    /// The opening, then the other steps in the order of the file; steps that run alike share one.
    pub edges: Vec<Edge>,
}

/// The lane a stage stands in, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// The way most cases go.
    Path,
    /// Beside it: about to be notified, waiting for somebody.
    Side,
    /// A remedy and what follows from it, and every end.
    Beyond,
}

/// A stage as a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub stage: String,
    pub name: String,
    pub lane: Lane,
    pub ended: bool,
    pub waiting: bool,
    /// The case stands here.
    pub here: bool,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    /// The name.
    pub lines: Vec<Text>,
    /// The words that the case stands here.
    pub mark: Vec<Text>,
    /// Numbers of the steps that leave the case where it is.
    pub stays: Vec<Text>,
}

/// What is written, in one line. `y` is where its letters stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub x: i32,
    pub y: i32,
    pub anchor: Anchor,
    pub words: String,
}

/// Where a line of text lies from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    End,
}

/// What an edge is to the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// The case begins.
    Opens,
    Onward,
    /// To a stage that the case has passed on some way.
    Back,
    /// A remedy is filed.
    Remedy,
    /// The case stays where it is: told in the box, no line is drawn.
    Stays,
}

/// Steps that leave the same stages for the same stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub kind: EdgeKind,
    /// Stages by id; empty when the case begins.
    pub from: Vec<String>,
    /// `None` when the case stays where it is.
    pub to: Option<String>,
    /// It leads to the stage that was kept when the case was interrupted; `to` when nobody kept one.
    pub gives_back: bool,
    pub steps: Vec<Numbered>,
    pub lines: Vec<Line>,
    pub heads: Vec<Head>,
    /// The numbers of its steps where it leaves a box, with their names where there is room.
    pub labels: Vec<Text>,
}

impl Edge {
    /// Its steps in words: `7 Recognise · 8 Refuse`.
    pub fn title(&self) -> String {
        let steps: Vec<String> = self.steps.iter().map(|s| format!("{} {}", s.number, s.name)).collect();
        steps.join(" · ")
    }
}

/// A step and its number in the drawing: the opening is 1, the others follow in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub number: usize,
    pub step: String,
    pub name: String,
}

/// A level or upright piece of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub from: (i32, i32),
    pub to: (i32, i32),
}

/// The tip of an arrow, at the side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub at: (i32, i32),
    pub points: Points,
}

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    Down,
    Left,
    Right,
}

impl Procedure {
    /// The drawing in one language; a `here` that names no stage of this version marks nothing.
    pub fn diagram(&self, lang: Lang, room: Room, here: Option<Here<'_>>) -> Diagram {
        let bundles = bundle::bundles(self);
        let plan = Plan { procedure: self, lang, here, places: place::places(self, &bundles), bundles };
        match room {
            Room::Wide => wide::drawn(&plan),
            Room::Narrow => narrow::drawn(&plan),
        }
    }
}

/// What both drawings are made from.
struct Plan<'a> {
    procedure: &'a Procedure,
    lang: Lang,
    here: Option<Here<'a>>,
    bundles: Vec<Bundle<'a>>,
    /// By the stage's place in the file.
    places: Vec<place::Place>,
}

impl Plan<'_> {
    fn stages(&self) -> &[Stage] {
        &self.procedure.stages
    }
    fn name(&self, stage: usize) -> &str {
        self.stages()[stage].names.in_lang(self.lang)
    }
    /// Stages from above, and from the main path outwards.
    fn in_reading_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.stages().len()).collect();
        order.sort_by_key(|stage| (self.places[*stage].row, self.places[*stage].lane));
        order
    }
    /// The name in lines that fit.
    fn name_of(&self, stage: usize, room: i32) -> Vec<String> {
        measure::wrapped(self.name(stage), NAME_SIZE, room)
    }
    /// The words that the case stands here, in lines that fit; none where it does not.
    fn mark_of(&self, stage: usize, room: i32) -> Vec<String> {
        let here = self.here.filter(|h| h.stage == self.stages()[stage].id);
        here.map(|h| measure::wrapped(h.words, NAME_SIZE, room)).unwrap_or_default()
    }
    /// Numbers of the steps that leave a case at this stage, in lines that fit.
    fn stays_at(&self, stage: usize, room: i32) -> Vec<String> {
        let staying = self.bundles.iter().filter(|b| b.stays_at(stage));
        let mut numbers: Vec<usize> = staying.flat_map(|b| b.steps.iter().map(|(n, _)| *n)).collect();
        numbers.sort_unstable();
        measure::wrapped(&listed(&numbers), LABEL_SIZE, room)
    }
    /// A box without its place and lines.
    fn node(&self, stage: usize) -> Node {
        let told = &self.stages()[stage];
        Node {
            stage: told.id.clone(),
            name: self.name(stage).to_owned(),
            lane: self.places[stage].lane,
            ended: told.ended,
            waiting: told.waiting,
            here: self.here.is_some_and(|h| h.stage == told.id),
            x: 0,
            y: 0,
            width: 0,
            height: 0,
            lines: Vec::new(),
            mark: Vec::new(),
            stays: Vec::new(),
        }
    }
    /// An edge without its lines.
    fn edge(&self, bundle: &Bundle<'_>) -> Edge {
        let id = |stage: &usize| self.stages()[*stage].id.clone();
        let numbered = |(number, step): &(usize, &crate::model::Step)| Numbered {
            number: *number,
            step: step.id.clone(),
            name: step.names.in_lang(self.lang).to_owned(),
        };
        Edge {
            kind: bundle.kind,
            from: bundle.from.iter().map(id).collect(),
            to: bundle.to.as_ref().map(id),
            gives_back: bundle.gives_back,
            steps: bundle.steps.iter().map(numbered).collect(),
            lines: Vec::new(),
            heads: Vec::new(),
            labels: Vec::new(),
        }
    }
}

/// `4, 7, 12`
fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}
