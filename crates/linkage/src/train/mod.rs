//! Learns a model from unlabelled records: strangers from random pairs, relatives from events, one person by EM.

mod em;
mod relatives;
mod sample;
mod strangers;

use crate::LinkageError;
use crate::block::Candidates;
use crate::compare::Comparer;
use crate::frequency::Frequencies;
use crate::hands::Hands;
use crate::model::{FieldModel, Model};
use crate::records::Records;
use std::sync::Arc;

/// How a model is trained. The same records and the same of these give the same model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Training {
    /// Seed of the random pairs and of the sample of candidates.
    pub seed: u64,
    /// How many random pairs stand for strangers.
    pub random_pairs: usize,
    /// At most about this many candidate pairs are looked at to learn what one person's records look like.
    pub sample_max: usize,
    /// At most this many rounds of EM.
    pub rounds_max: usize,
}

impl Default for Training {
    fn default() -> Self {
        Self { seed: 1, random_pairs: 1_000_000, sample_max: 500_000, rounds_max: 40 }
    }
}

/// What training came to beside the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learned {
    /// Candidate pairs looked at.
    pub sample: usize,
    /// Rounds of EM.
    pub rounds: usize,
    /// Pairs within events that stand for relatives.
    pub relatives: usize,
    /// The share of such pairs that the rules would find were they not of one event.
    pub relatives_found: f64,
}

/// Trains a model.
///
/// # Errors
/// [`LinkageError::TooFew`] below two records or where a file is empty, [`LinkageError::NoPairs`] when the rules find none.
pub fn train(
    records: &Records,
    candidates: &Candidates<'_>,
    training: &Training,
    hands: &impl Hands,
) -> Result<(Model, Learned), LinkageError> {
    let all_pairs = records.all_pairs();
    if all_pairs < 1.0 {
        return Err(LinkageError::TooFew);
    }
    let fields = records.schema().fields();
    let counted = hands.each((0..fields.len()).map(|n| n..n + 1).collect(), &|field| {
        fields[field.start].frequency.then(|| Arc::new(Frequencies::count(records, field.start)))
    });
    let comparer = Comparer::new(records, &counted);
    let strangers = strangers::learn(&comparer, training, hands);
    let mut relatives = relatives::learn(&comparer, candidates, training, hands);
    relatives.as_often_missing_as(&strangers, fields);
    let sample = sample::draw(&comparer, candidates, training, hands);
    if sample.len() == 0 {
        return Err(LinkageError::NoPairs);
    }
    let fit =
        |strangers: &Levels| em::fit(&sample, strangers, &relatives, all_pairs, training.rounds_max, fields);
    let strangers = strangers::without_others(&strangers, &fit(&strangers));
    let fitted = fit(&strangers);
    let learned = Learned {
        sample: sample.len(),
        rounds: fitted.rounds,
        relatives: relatives.pairs,
        relatives_found: relatives.found,
    };
    let parts = fields.iter().zip(counted).zip(fitted.same).zip(fitted.relatives).zip(strangers);
    let fields = parts.map(|((((field, frequencies), same), relatives), strangers)| FieldModel {
        name: field.name.clone(),
        kind: field.kind,
        same,
        relatives,
        strangers,
        frequencies,
    });
    let fields = fields.collect();
    Ok((Model { fields, same: fitted.share_same, relatives: fitted.share_relatives }, learned))
}

/// Probabilities of the levels of each field.
type Levels = Vec<Vec<f64>>;

/// Counts of levels become probabilities; what was never seen is as rare as half a sighting, spread by a first guess.
fn smoothed(counts: &[f64], guess: &[f64], weight: f64) -> Vec<f64> {
    let total = counts.iter().sum::<f64>() + weight;
    counts.iter().zip(guess).map(|(n, g)| (n + weight * g) / total).collect()
}

/// Even counts: what to fall back on where nothing is known.
fn even(levels: usize) -> Vec<f64> {
    vec![1.0 / levels as f64; levels]
}
