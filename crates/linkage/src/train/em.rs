//! Expectation and maximisation: m of every level and how frequent pairs of one person and of relatives are.

use super::relatives::Relatives;
use super::sample::Sample;
use super::{Levels, smoothed};
use crate::schema::Field;

/// Rounds end when no probability moves by more than this.
const CHANGE_MIN: f64 = 1e-4;
/// The first guess weighs as much as this many pairs of one person.
const GUESS_PAIRS: f64 = 5.0;
/// Where the estimate begins: how many pairs of one person a record has, and how many relatives elsewhere.
const FIRST_PER_RECORD: f64 = 0.2;

pub(super) struct Fitted {
    pub same: Levels,
    /// Of relatives who came apart, see [`Relatives::apart`].
    pub relatives: Levels,
    pub share_same: f64,
    pub share_relatives: f64,
    pub rounds: usize,
}

/// Fits m and the shares of the classes; the likelihoods of strangers stay as they were learned, those of relatives follow
/// m as far as households share what one person keeps.
///
/// The model is one over all pairs: pairs that no rule finds are taken as non-matches, so that the candidates' own
/// agreement on a blocking key biases neither m nor u (Fellegi and Sunter 1969; EM after Winkler, *Using the EM
/// algorithm for weight computation in the Fellegi-Sunter model of record linkage*, 1988). Pairs come in one fixed order,
/// so that sums do not depend on how work was cut.
pub(super) fn fit(
    sample: &Sample,
    strangers: &Levels,
    relatives: &Relatives,
    all_pairs: f64,
    rounds_max: usize,
    fields: &[Field],
) -> Fitted {
    let width = fields.len();
    let of_strangers = of_strangers(sample, strangers, width);
    let guesses: Levels = fields.iter().map(|f| f.kind.first_guess()).collect();
    // Pairs = records²/2, so records = √(2·pairs).
    let first = (FIRST_PER_RECORD * (2.0 * all_pairs).sqrt() / all_pairs).min(0.1);
    let mut fitted = Fitted {
        relatives: relatives.apart(&guesses, strangers),
        same: guesses.clone(),
        share_same: first,
        share_relatives: if relatives.pairs > 0 { first } else { 0.0 },
        rounds: 0,
    };
    while fitted.rounds < rounds_max {
        let mut next = round(sample, &of_strangers, &fitted, relatives, all_pairs, &guesses);
        next.relatives = relatives.apart(&next.same, strangers);
        let moved = |a: &Levels, b: &Levels| {
            a.iter().flatten().zip(b.iter().flatten()).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
        };
        let change =
            moved(&next.same, &fitted.same).max((next.share_same / fitted.share_same - 1.0).abs() * 0.1);
        fitted = next;
        if change < CHANGE_MIN {
            break;
        }
    }
    fitted
}

/// The likelihood of every sampled pair were it of strangers.
fn of_strangers(sample: &Sample, strangers: &Levels, width: usize) -> Vec<f64> {
    let table = with_missing(strangers);
    let pairs = sample.levels.chunks_exact(width).zip(&sample.rarities);
    pairs.map(|(levels, rarity)| likelihood(levels, &table) * f64::from(*rarity).exp2()).collect()
}

fn likelihood(levels: &[u8], table: &Levels) -> f64 {
    levels.iter().zip(table).map(|(l, t)| t[*l as usize]).product()
}

/// With a last place for what is missing, which weighs nothing and is not learned.
fn with_missing(levels: &Levels) -> Levels {
    levels.iter().map(|t| t.iter().copied().chain([1.0]).collect()).collect()
}

fn round(
    sample: &Sample,
    of_strangers: &[f64],
    fitted: &Fitted,
    relatives: &Relatives,
    all_pairs: f64,
    guesses: &Levels,
) -> Fitted {
    let width = guesses.len();
    let (table, of_relatives) = (with_missing(&fitted.same), with_missing(&fitted.relatives));
    let mut counts: Levels = table.iter().map(|t| vec![0.0; t.len()]).collect();
    let (mut same, mut related) = (0.0, 0.0);
    let stranger = 1.0 - fitted.share_same - fitted.share_relatives;
    for (levels, strangers) in sample.levels.chunks_exact(width).zip(of_strangers) {
        let m = fitted.share_same * likelihood(levels, &table);
        let r = fitted.share_relatives * likelihood(levels, &of_relatives);
        let all = m + r + stranger * strangers;
        if all <= 0.0 {
            continue;
        }
        let p = m / all;
        same += p;
        related += r / all;
        for (level, count) in levels.iter().zip(&mut counts) {
            count[*level as usize] += p;
        }
    }
    let learned =
        |(counts, guess): (&Vec<f64>, &Vec<f64>)| smoothed(&counts[..guess.len()], guess, GUESS_PAIRS);
    let per_pair = 1.0 / (sample.share * all_pairs);
    Fitted {
        same: counts.iter().zip(guesses).map(learned).collect(),
        relatives: Levels::new(),
        share_same: (same * per_pair).clamp(1e-15, 0.5),
        share_relatives: if relatives.pairs > 0 {
            (related * per_pair / relatives.found).clamp(1e-15, 0.4)
        } else {
            0.0
        },
        rounds: fitted.rounds + 1,
    }
}
