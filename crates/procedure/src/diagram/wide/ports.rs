//! In which order lines meet the sides of a box: those that come from above or go there stand above.

use super::Plan;
use super::route::{Leg, Side, Ways};
use std::collections::BTreeMap;

/// A line at a side: the row of its far end, its trunk and which of the trunk's legs it is.
type Met = (usize, usize, usize);

/// The lines at the sides of boxes.
pub struct Ports {
    /// For each trunk and each of its legs, which line of its side it is, from above.
    pub turns: Vec<Vec<i32>>,
    /// How many lines a side has.
    pub counts: BTreeMap<(usize, Side), i32>,
}

impl Ports {
    pub fn of(plan: &Plan<'_>, ways: &Ways) -> Ports {
        let mut sides: BTreeMap<(usize, Side), Vec<Met>> = BTreeMap::new();
        for (trunk, told) in ways.trunks.iter().enumerate() {
            for (leg, of) in told.legs.iter().enumerate() {
                let far = far_end(plan, told.bundle, of);
                sides.entry((of.stage, of.side)).or_default().push((far, trunk, leg));
            }
        }
        let mut turns: Vec<Vec<i32>> = ways.trunks.iter().map(|t| vec![0; t.legs.len()]).collect();
        let mut counts = BTreeMap::new();
        for (side, mut lines) in sides {
            lines.sort_unstable();
            for (turn, (_, trunk, leg)) in (0..).zip(&lines) {
                turns[*trunk][*leg] = turn;
            }
            counts.insert(side, super::count(&lines));
        }
        Ports { turns, counts }
    }
    pub fn count(&self, stage: usize, side: Side) -> i32 {
        self.counts.get(&(stage, side)).copied().unwrap_or(0)
    }
}

/// The row at the other end of a line.
fn far_end(plan: &Plan<'_>, bundle: usize, leg: &Leg) -> usize {
    let bundle = &plan.bundles[bundle];
    let row = |stage: usize| plan.places[stage].row;
    match leg.enters {
        true => bundle.sources().map(row).min().unwrap_or(0),
        false => bundle.to.map_or(0, row),
    }
}
