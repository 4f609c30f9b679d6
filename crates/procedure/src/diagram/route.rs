//! Which way each edge takes between the boxes: straight down, or through the gutters beside the lanes.
//!
//! A gutter lies left of each lane and one right of the last. What has to pass the middle lane crosses it in the gap above
//! the row it leads to, so that no line runs through a box.

use super::bundle::Bundle;
use super::place::Place;
use super::{EdgeKind, Lane};
use std::collections::BTreeSet;

/// Gutters of a drawing: left of each lane, and right of the last.
pub const GUTTERS: usize = 4;

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Left,
    Right,
}

/// A level line between a box and a trunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    pub stage: usize,
    pub side: Side,
    /// It leads into the box; otherwise out of it.
    pub enters: bool,
}

/// The upright part of an edge in one gutter.
#[derive(Clone, Debug)]
pub struct Trunk {
    pub bundle: usize,
    pub gutter: usize,
    pub legs: Vec<Leg>,
    /// The row above which it crosses the middle lane to the other trunk of its edge.
    pub crosses: Option<usize>,
}

/// The ways of all edges.
pub struct Ways {
    /// Down from the bottom of one box to the top of the next in its lane; `None` comes from above the drawing.
    pub straight: Vec<(usize, Option<usize>, usize)>,
    pub trunks: Vec<Trunk>,
}

pub fn ways(bundles: &[Bundle<'_>], places: &[Place]) -> Ways {
    let mut ways = Ways { straight: Vec::new(), trunks: Vec::new() };
    let mut drawn = BTreeSet::new();
    for (index, bundle) in bundles.iter().enumerate() {
        let Some(to) = bundle.to else { continue };
        let sources: Vec<usize> = bundle.sources().collect();
        match sources.as_slice() {
            [] if bundle.kind == EdgeKind::Opens => ways.straight.push((index, None, to)),
            [] => {}
            // A second edge between the same two boxes goes round.
            [from] if lies_under(places, *from, to) && drawn.insert((*from, to)) => {
                ways.straight.push((index, Some(*from), to));
            }
            sources => ways.trunks.extend(trunks(index, sources, to, places)),
        }
    }
    ways
}

/// Whether one box lies under another with nothing between.
fn lies_under(places: &[Place], from: usize, to: usize) -> bool {
    let (from, to) = (places[from], places[to]);
    let between = |p: &Place| p.lane == from.lane && from.row < p.row && p.row < to.row;
    from.lane == to.lane && from.row < to.row && !places.iter().any(between)
}

fn trunks(bundle: usize, sources: &[usize], to: usize, places: &[Place]) -> Vec<Trunk> {
    let only = |lane: Lane| sources.iter().all(|from| places[*from].lane == lane);
    let upward = sources.iter().all(|from| places[*from].row > places[to].row);
    let row = places[to].row;
    let trunk = |gutter: usize, lanes: &[Lane], enters: bool, crosses: Option<usize>| {
        let from = sources.iter().filter(|from| lanes.contains(&places[**from].lane));
        let mut legs: Vec<Leg> = from.map(|from| leg(*from, gutter, false, places)).collect();
        let wanted = !legs.is_empty() || (enters && crosses.is_some());
        if enters {
            legs.push(leg(to, gutter, true, places));
        }
        wanted.then_some(Trunk { bundle, gutter, legs, crosses })
    };
    let all = [Lane::Path, Lane::Side, Lane::Beyond];
    let any = |lane: Lane| sources.iter().any(|from| places[*from].lane == lane).then_some(row);
    let found = match places[to].lane {
        Lane::Path if only(Lane::Path) && upward => vec![trunk(0, &all, true, None)],
        Lane::Path => {
            let crosses = any(Lane::Beyond);
            let near = trunk(1, &[Lane::Path, Lane::Side], true, crosses);
            vec![near, trunk(2, &[Lane::Beyond], false, crosses)]
        }
        Lane::Side => {
            vec![trunk(1, &[Lane::Path], true, None), trunk(2, &[Lane::Side, Lane::Beyond], true, None)]
        }
        Lane::Beyond if only(Lane::Beyond) => vec![trunk(3, &all, true, None)],
        Lane::Beyond => {
            let crosses = any(Lane::Path);
            let near = trunk(2, &[Lane::Side, Lane::Beyond], true, crosses);
            vec![near, trunk(1, &[Lane::Path], false, crosses)]
        }
    };
    found.into_iter().flatten().collect()
}

/// Gutter n lies left of lane n.
fn leg(stage: usize, gutter: usize, enters: bool, places: &[Place]) -> Leg {
    let side = if places[stage].lane as usize == gutter { Side::Left } else { Side::Right };
    Leg { stage, side, enters }
}
