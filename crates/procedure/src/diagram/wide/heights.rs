//! How high boxes, rows and the gaps between rows are, and so the height of every line.

use super::ports::Ports;
use super::route::{Side, Ways};
use super::{GRID, LABEL_LINE, PAD, Plan, TRACK, Words, count, names_beside, on_grid};
use std::collections::BTreeMap;

/// Under the lowest line of a gap, for the tips of arrows.
const ABOVE_BOXES: i32 = 12;
/// Over the words of a gap.
const UNDER_BOXES: i32 = 8;

pub struct Heights {
    /// Of each stage's box.
    pub boxes: Vec<i32>,
    /// Where each stage's row begins.
    tops: Vec<i32>,
    /// Where the gap under each row begins.
    ends: Vec<i32>,
    /// For each trunk, the height of each leg.
    pub legs: Vec<Vec<i32>>,
    /// For each trunk, where it crosses the middle lane, if it does.
    pub crossings: Vec<Option<i32>>,
    pub whole: i32,
}

impl Heights {
    pub fn of(plan: &Plan<'_>, ways: &Ways, ports: &Ports) -> Heights {
        let boxes: Vec<i32> = (0..plan.places.len()).map(|stage| box_height(plan, ports, stage)).collect();
        let rows = plan.places.iter().map(|p| p.row + 1).max().unwrap_or(0);
        let crossing = Crossing::of(ways);
        let (mut starts, mut ends, mut at) = (Vec::new(), Vec::new(), 0);
        for row in 0..rows {
            at += gap(plan, ways, &crossing, row);
            starts.push(at);
            let highest = plan.places.iter().zip(&boxes).filter(|(p, _)| p.row == row).map(|(_, high)| *high);
            at += highest.max().unwrap_or(0);
            ends.push(at);
        }
        let tops: Vec<i32> = plan.places.iter().map(|p| starts[p.row]).collect();
        let crossings = ways.trunks.iter().map(|t| {
            let row = t.crosses?;
            Some(starts[row] - ABOVE_BOXES - TRACK * crossing.turn(row, t.bundle))
        });
        let crossings = crossings.collect();
        let mut heights = Heights { boxes, tops, ends, legs: Vec::new(), crossings, whole: at + GRID };
        heights.legs = heights.all_legs(ways, ports);
        heights
    }
    pub fn top(&self, stage: usize) -> i32 {
        self.tops[stage]
    }
    /// Where the words at a straight edge begin: under the row it comes from, or above the drawing's first.
    pub fn names(&self, from: Option<usize>, plan: &Plan<'_>) -> i32 {
        UNDER_BOXES + from.map_or(0, |from| self.ends[plan.places[from].row])
    }
    /// From where to where a trunk runs.
    pub fn reach(&self, trunk: usize) -> (i32, i32) {
        let met = || self.legs[trunk].iter().chain(&self.crossings[trunk]).copied();
        (met().min().unwrap_or(0), met().max().unwrap_or(0))
    }
    fn all_legs(&self, ways: &Ways, ports: &Ports) -> Vec<Vec<i32>> {
        let of_trunk = |(trunk, turns): (&super::route::Trunk, &Vec<i32>)| {
            let legs = trunk.legs.iter().zip(turns);
            legs.map(|(leg, turn)| self.leg(leg.stage, leg.side, *turn, ports)).collect()
        };
        ways.trunks.iter().zip(&ports.turns).map(of_trunk).collect()
    }
    /// Lines stand in the middle of their side, a grid's height apart.
    fn leg(&self, stage: usize, side: Side, turn: i32, ports: &Ports) -> i32 {
        let free = self.boxes[stage] / GRID - 1 - ports.count(stage, side);
        let above = match side {
            Side::Left => GRID / 2,
            Side::Right => GRID,
        };
        self.tops[stage] + free / 2 * GRID + above + turn * GRID
    }
}

fn box_height(plan: &Plan<'_>, ports: &Ports, stage: usize) -> i32 {
    let lines = ports.count(stage, Side::Left).max(ports.count(stage, Side::Right));
    on_grid(Words::of(plan, stage).height + 2 * PAD).max(GRID * (lines + 1))
}

/// The gap above a row: the words of straight edges that leave the row before, and the lines that cross.
fn gap(plan: &Plan<'_>, ways: &Ways, crossing: &Crossing, row: usize) -> i32 {
    let leaves = |from: &Option<usize>| from.map_or(0, |from| plan.places[from].row + 1) == row;
    let straight = ways.straight.iter().filter(|(_, from, _)| leaves(from));
    let words = straight.map(|(bundle, _, _)| count(&names_beside(plan, *bundle))).max().unwrap_or(0);
    on_grid(UNDER_BOXES + LABEL_LINE * words + TRACK * crossing.count(row) + ABOVE_BOXES)
}

/// Which edges cross the middle lane above each row.
struct Crossing(BTreeMap<usize, Vec<usize>>);

impl Crossing {
    fn of(ways: &Ways) -> Crossing {
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for trunk in &ways.trunks {
            let Some(row) = trunk.crosses else { continue };
            let edges = rows.entry(row).or_default();
            if !edges.contains(&trunk.bundle) {
                edges.push(trunk.bundle);
            }
        }
        Crossing(rows)
    }
    fn count(&self, row: usize) -> i32 {
        self.0.get(&row).map_or(0, |edges| count(edges))
    }
    fn turn(&self, row: usize, bundle: usize) -> i32 {
        let place = self.0.get(&row).and_then(|edges| edges.iter().position(|b| *b == bundle));
        i32::try_from(place.unwrap_or(0)).unwrap_or(i32::MAX)
    }
}
