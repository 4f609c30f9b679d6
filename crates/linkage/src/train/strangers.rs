//! What two records agree on by chance: pairs drawn at random, nearly all of them of two strangers.

use super::em::Fitted;
use super::{Levels, Training, even, smoothed};
use crate::compare::Comparer;
use crate::hands::{Hands, cuts};
use crate::pair::FETCHED;
use crate::records::Records;
use crate::token::Memo;
use kernel::SeededRandom;

/// Draws are cut in this many streams whoever does the work, so that cuts do not change them.
const STREAMS: usize = 64;
/// However many of the random pairs are of one person or household, this part of what was seen is strangers'.
const PART_MIN: f64 = 0.05;

/// u of every level (Fellegi and Sunter 1969). With few records the same pair may be drawn again.
pub(super) fn learn(comparer: &Comparer<'_>, training: &Training, hands: &impl Hands) -> Levels {
    let fields = comparer.records.schema().fields();
    let each = training.random_pairs.div_ceil(STREAMS);
    let counted = hands.each(cuts(STREAMS, hands.count()), &|streams| {
        let mut counts: Levels = fields.iter().map(|f| vec![0.0; f.kind.level_count() + 1]).collect();
        let mut memo = Memo::default();
        let mut rows = Vec::new();
        for stream in streams {
            let random =
                SeededRandom::new(training.seed ^ (stream as u64 + 1).wrapping_mul(0xA076_1D64_78BD_642F));
            for drawn in cuts(each, each.div_ceil(FETCHED)) {
                rows.clear();
                drawn.for_each(|_| fetch(comparer.records, &random, &mut rows));
                let pairs = rows.chunks_exact(2 * comparer.records.stride());
                pairs.for_each(|pair| count_one(comparer, pair, &mut memo, &mut counts));
            }
        }
        counts
    });
    let mut counts: Levels = fields.iter().map(|f| vec![0.0; f.kind.level_count()]).collect();
    for (field, sums) in counts.iter_mut().enumerate() {
        for (level, sum) in sums.iter_mut().enumerate() {
            // Whole numbers below 2⁵³: their sum does not depend on its order.
            *sum = counted.iter().map(|c| c[field][level]).sum();
        }
    }
    let smooth = |c: &Vec<f64>| smoothed(c, &even(c.len()), 0.5 * c.len() as f64);
    counts.iter().map(smooth).collect()
}

/// Draws a pair and copies its rows.
fn fetch(records: &Records, random: &SeededRandom, rows: &mut Vec<u32>) {
    let (a, b) = draw(records, random);
    rows.extend_from_slice(records.row(a));
    rows.extend_from_slice(records.row(b));
}

fn count_one(comparer: &Comparer<'_>, pair: &[u32], memo: &mut Memo, counts: &mut Levels) {
    let (one, other) = pair.split_at(pair.len() / 2);
    for (field, levels) in counts.iter_mut().enumerate() {
        levels[comparer.field(field, one, other, memo).level as usize] += 1.0;
    }
}

/// Two records, the smaller number first; of two files, one of each.
fn draw(records: &Records, random: &SeededRandom) -> (u32, u32) {
    let n = records.len() as u64;
    let (a, b) = match records.other_file() {
        None => {
            let a = random.below(n);
            (a, (a + 1 + random.below(n - 1)) % n)
        }
        Some(first) => (random.below(first.into()), u64::from(first) + random.below(n - u64::from(first))),
    };
    (a.min(b) as u32, a.max(b) as u32)
}

/// What is left of random pairs when those of one person and of one household are taken out. It matters where people have
/// many records each.
pub(super) fn without_others(observed: &Levels, fitted: &Fitted) -> Levels {
    let (same, related) = (fitted.share_same, fitted.share_relatives);
    let of_field = |at: usize| -> Vec<f64> {
        let levels = observed[at].iter().zip(&fitted.same[at]).zip(&fitted.relatives[at]);
        let left: Vec<f64> =
            levels.map(|((all, m), r)| (all - same * m - related * r).max(PART_MIN * all)).collect();
        let sum: f64 = left.iter().sum();
        left.into_iter().map(|p| p / sum).collect()
    };
    (0..observed.len()).map(of_field).collect()
}
