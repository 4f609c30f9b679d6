//! How wide gutters are, and so where lanes stand and on which track of its gutter each line runs.

use super::heights::Heights;
use super::route::{Side, Ways};
use super::{
    BESIDE, BOX_WIDTH, GUTTERS, LABEL_SIZE, NAME_SIZE, Plan, TRACK, count, numbers_beside, text_width,
};

/// Room for the tip of an arrow.
const TIP: i32 = NAME_SIZE;
/// Between the ends of two lines on one track.
const APART: i32 = 8;

pub struct Widths {
    /// The left edge of each lane.
    pub lanes: [i32; GUTTERS - 1],
    /// Where each trunk stands.
    pub trunks: Vec<i32>,
    pub whole: i32,
}

impl Widths {
    pub fn of(plan: &Plan<'_>, ways: &Ways, heights: &Heights) -> Widths {
        let mut widths = Widths { lanes: [0; GUTTERS - 1], trunks: vec![0; ways.trunks.len()], whole: 0 };
        for gutter in 0..GUTTERS {
            let tracks = tracks(ways, heights, gutter);
            let first = widths.whole + room_beside(plan, ways, gutter, Side::Right);
            for (turn, trunks) in (0..).zip(&tracks) {
                for trunk in trunks {
                    widths.trunks[*trunk] = first + TRACK * turn;
                }
            }
            let last = first + TRACK * (count(&tracks) - 1).max(0);
            widths.whole = last + room_beside(plan, ways, gutter, Side::Left);
            if let Some(lane) = widths.lanes.get_mut(gutter) {
                *lane = widths.whole;
                // A lane without boxes takes no room.
                let used = plan.places.iter().any(|p| p.lane as usize == gutter);
                widths.whole += if used { BOX_WIDTH } else { 0 };
            }
        }
        widths
    }
}

/// Room for the numbers at the sides of boxes that face a gutter: the right sides of those to its left, or the left sides of
/// those to its right.
fn room_beside(plan: &Plan<'_>, ways: &Ways, gutter: usize, side: Side) -> i32 {
    let trunks = ways.trunks.iter().filter(|t| t.gutter == gutter);
    let leaving = trunks.filter(|t| t.legs.iter().any(|l| l.side == side && !l.enters));
    let widest = leaving.map(|t| text_width(&numbers_beside(plan, t.bundle), LABEL_SIZE)).max().unwrap_or(0);
    TIP.max(widest + 2 * BESIDE)
}

/// Which trunks share a track: those that are not beside one another.
fn tracks(ways: &Ways, heights: &Heights, gutter: usize) -> Vec<Vec<usize>> {
    let mut trunks: Vec<usize> =
        (0..ways.trunks.len()).filter(|t| ways.trunks[*t].gutter == gutter).collect();
    trunks.sort_by_key(|trunk| (heights.reach(*trunk), *trunk));
    let mut tracks: Vec<(i32, Vec<usize>)> = Vec::new();
    for trunk in trunks {
        let (start, end) = heights.reach(trunk);
        match tracks.iter_mut().find(|(taken, _)| *taken + APART <= start) {
            Some((taken, on)) => {
                *taken = end;
                on.push(trunk);
            }
            None => tracks.push((end, vec![trunk])),
        }
    }
    tracks.into_iter().map(|(_, on)| on).collect()
}
