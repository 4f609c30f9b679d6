//! A sample of the candidate pairs with what their comparison came to, for EM.

use super::Training;
use crate::block::Candidates;
use crate::compare::Comparer;
use crate::hands::{Hands, cuts};
use crate::records::are_of_one_event;
use crate::token::Memo;

/// Levels by pair and field, and the sum of the rarities of each pair in bits.
pub(super) struct Sample {
    pub levels: Vec<u8>,
    pub rarities: Vec<f32>,
    /// The share of all distinct candidate pairs that was drawn.
    pub share: f64,
}

impl Sample {
    pub fn len(&self) -> usize {
        self.rarities.len()
    }
}

/// Draws pairs by a hash of their records, so that neither the rules that find them nor the cuts matter.
pub(super) fn draw(
    comparer: &Comparer<'_>,
    candidates: &Candidates<'_>,
    training: &Training,
    hands: &impl Hands,
) -> Sample {
    let share = (training.sample_max as f64 / candidates.pairs().max(1) as f64).min(1.0);
    let least = (share * (1u64 << 53) as f64) as u64;
    let drawn = candidates.each_pair(hands, Vec::new, |pairs: &mut Vec<(u32, u32)>, a, b| {
        if hash(a, b, training.seed) >> 11 < least {
            pairs.push((a, b));
        }
    });
    let mut pairs = drawn.concat();
    pairs.sort_unstable();
    pairs.dedup();
    let records = comparer.records;
    pairs.retain(|(a, b)| !are_of_one_event(records.row(*a), records.row(*b)));
    let fields = comparer.records.schema().fields().len();
    let compared = hands.each(cuts(pairs.len(), hands.count()), &|range| {
        let mut memo = Memo::default();
        let (mut levels, mut rarities) = (Vec::with_capacity(range.len() * fields), Vec::new());
        for &(a, b) in &pairs[range] {
            let (one, other) = (comparer.records.row(a), comparer.records.row(b));
            let mut rarity = 0.0;
            for field in 0..fields {
                let outcome = comparer.field(field, one, other, &mut memo);
                levels.push(outcome.level);
                rarity += outcome.rarity;
            }
            rarities.push(rarity);
        }
        (levels, rarities)
    });
    let (levels, rarities): (Vec<_>, Vec<_>) = compared.into_iter().unzip();
    Sample { levels: levels.concat(), rarities: rarities.concat(), share }
}

fn hash(a: u32, b: u32, seed: u64) -> u64 {
    let mut z = (u64::from(a) << 32 | u64::from(b)) ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
