//! A linkage step by step: pairs are found, a model is learned or read, pairs are weighed, settled and joined.

use super::course::Course;
use super::threads::Threads;
use crate::command::{Failure, failure};
use linkage::{
    Candidates, Config, Learned, LinkageError, Model, Pair, Recall, Records, Scorer, Threshold, Training,
    at_precision, best_f1, clusters, expected, recall, resolve, train, weigh,
};

/// The expected precision that merging records asks for: joining two people into one is worse than a missed double.
pub const SURE_PRECISION: f64 = 0.99;

/// Where the model comes from.
pub enum ModelFrom {
    Training(Training),
    /// From a file, or from an earlier run that was stopped.
    Kept(Model),
}

/// What a linkage came to.
pub struct Linked {
    pub model: Model,
    /// `None` when the model was not learned now.
    pub learned: Option<Learned>,
    /// All pairs worth keeping, by left and right record.
    pub pairs: Vec<Pair>,
    pub candidates: u64,
    /// Pairs that were left out because too many records share their key.
    pub skipped: u64,
    pub recall: Recall,
    pub threshold: Threshold,
    /// Where the expected precision is [`SURE_PRECISION`].
    pub sure: Threshold,
    /// The cluster of every record, named by its first record.
    pub clusters: Vec<u32>,
}

/// Links records; `keep` is told of a model that was learned as soon as there is one.
pub fn link(
    records: &Records,
    config: &Config,
    from: ModelFrom,
    asked: Option<f64>,
    threads: &Threads,
    course: &mut Course,
    keep: &mut dyn FnMut(&Model) -> Result<(), Failure>,
) -> Result<Linked, Failure> {
    let candidates =
        course.step("block", |_| Candidates::new(records, &config.rules, config.block_max, threads))?;
    let (model, learned) = match from {
        ModelFrom::Kept(model) => (model, None),
        ModelFrom::Training(training) => {
            let trained = course.step("train", |_| train(records, &candidates, &training, threads));
            let (model, learned) = trained.map_err(|e| told(e, records))?;
            keep(&model)?;
            (model, Some(learned))
        }
    };
    let scorer = Scorer::new(&model, records)?;
    let mut pairs = course.step("weigh", |_| weigh(&scorer, &candidates, threads));
    let recall = recall(pairs.iter().map(|pair| (pair.probability, pair.rules.count_ones())));
    course.step("resolve", |_| resolve(&mut pairs, &scorer, threads));
    let probabilities: Vec<f64> =
        pairs.iter().filter(|p| records.may_pair(p.left, p.right)).map(|p| p.probability).collect();
    let threshold = match asked {
        Some(probability) => expected(&probabilities, probability, recall.missed),
        None => best_f1(&probabilities, recall.missed),
    };
    let sure = at_precision(&probabilities, SURE_PRECISION, recall.missed);
    let clusters = course.step("cluster", |_| clusters(records, &pairs, threshold.probability));
    let (candidates, skipped) = (candidates.pairs(), candidates.skipped());
    Ok(Linked { model, learned, pairs, candidates, skipped, recall, threshold, sure, clusters })
}

/// What a person can do about records that nothing can be learned from.
pub fn told(error: LinkageError, records: &Records) -> Failure {
    match error {
        LinkageError::TooFew => failure(format!("there are {} records; a linkage needs two", records.len())),
        LinkageError::NoPairs => failure(
            "no pair was found by the rules, so nothing can be learned; look at the shares of empty values with \
             `ceiba link profile` and write a rule of fewer parts",
        ),
        other => other.into(),
    }
}
