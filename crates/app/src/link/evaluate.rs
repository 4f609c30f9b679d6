//! `ceiba link evaluate`: written pairs and clusters beside a known truth.

use super::run::SURE_PRECISION;
use super::table::Table;
use super::truth::{Numbers, Side, Truth, ordered, pairs_of, read_clusters};
use crate::cli::EvaluateArgs;
use crate::command::{Ended, Failure, failure, print_json};
use linkage::listed;
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// Probabilities between these are compared with what is true.
const OPEN: (f64, f64) = (0.05, 0.95);
/// In so many bins of about as many pairs.
const BINS: usize = 10;

/// What was found of the pairs, and of the clusters if there are any.
#[derive(Debug, PartialEq, Serialize)]
pub struct Evaluation {
    pub true_pairs: u64,
    pub written_pairs: usize,
    /// Ids of pairs that the truth does not know; pairs with them count as wrong.
    pub unknown_ids: usize,
    /// All pairs of the file.
    pub at_threshold: Outcome,
    /// From the probability of the best F1 on, which is known only with the truth.
    pub best: Outcome,
    /// As many as possible with a precision of 0.99; `None` when no threshold has it.
    pub at_precision_99: Option<Outcome>,
    pub clusters: Option<Outcome>,
    pub calibration: Calibration,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The least probability among those taken; `None` of clusters and where nothing is taken.
    pub probability: Option<f64>,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// How far probabilities are from what is true.
#[derive(Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// The mean distance between the mean probability of a bin and its share of true pairs, weighted by pairs.
    pub expected_error: f64,
    pub pairs: usize,
    pub bins: Vec<Bin>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Bin {
    pub pairs: usize,
    pub mean_probability: f64,
    pub true_share: f64,
}

/// A written pair: its probability, and whether it is true.
type Judged = (f64, bool);

pub fn run(args: &EvaluateArgs) -> Ended {
    let evaluation = evaluate(&args.pairs, &args.truth, args.clusters.as_deref(), args.two_files)?;
    if args.json {
        print_json(&evaluation)?;
    } else {
        print!("{}", evaluation.in_words());
    }
    Ok(ExitCode::SUCCESS)
}

/// Judges files.
pub fn evaluate(
    pairs: &Path,
    truth: &Path,
    clusters: Option<&Path>,
    two_files: bool,
) -> Result<Evaluation, Failure> {
    let mut numbers = Numbers::default();
    let truth = Truth::read(truth, two_files, &mut numbers)?;
    let (mut judged, unknown_ids) = judged(pairs, &truth, two_files, &mut numbers)?;
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = every(&judged, truth.pairs());
    let nothing = Outcome::of(None, 0.0, 0.0, truth.pairs() as f64);
    let best = all.iter().copied().reduce(|best, next| if next.f1 > best.f1 { next } else { best });
    let clusters = match clusters {
        None => None,
        Some(path) => Some(of_clusters(path, &truth, two_files, &mut numbers)?),
    };
    Ok(Evaluation {
        true_pairs: truth.pairs(),
        written_pairs: judged.len(),
        unknown_ids,
        at_threshold: all.last().copied().unwrap_or(nothing),
        best: best.unwrap_or(nothing),
        at_precision_99: all.iter().rev().find(|o| o.precision >= SURE_PRECISION).copied(),
        clusters,
        calibration: calibration(&judged),
    })
}

/// Reads pairs and asks the truth of each; and how many ids it does not know.
fn judged(
    path: &Path,
    truth: &Truth,
    two_files: bool,
    numbers: &mut Numbers,
) -> Result<(Vec<Judged>, usize), Failure> {
    let right_side = if two_files { Side::Right } else { Side::Left };
    let (mut judged, mut seen, mut unknown) = (Vec::new(), FxHashSet::default(), FxHashSet::default());
    Table::open(path)?.each_row(&["left", "right", "probability"], &mut |values| {
        let row = judged.len();
        let place = || format!("{}: row {row} (from 0)", path.display());
        let probability = values[2].parse::<f64>().ok().filter(|p| (0.0..=1.0).contains(p));
        let probability = probability
            .ok_or_else(|| failure(format!("{}: the probability is no number from 0 to 1", place())))?;
        let (left, right) = (numbers.of(Side::Left, values[0]), numbers.of(right_side, values[1]));
        if left == right || !seen.insert(ordered(left, right)) {
            return Err(failure(format!(
                "{}: is one record twice, or a pair that stood there before",
                place()
            )));
        }
        unknown.extend([left, right].into_iter().filter(|id| !truth.knows(*id)));
        judged.push((probability, truth.holds(left, right)));
        Ok(())
    })?;
    Ok((judged, unknown.len()))
}

/// The outcome at each distinct probability, the highest first.
fn every(judged: &[Judged], true_pairs: u64) -> Vec<Outcome> {
    let (mut right, mut outcomes) = (0.0, Vec::new());
    for (at, (probability, is_true)) in judged.iter().enumerate() {
        right += f64::from(u8::from(*is_true));
        if judged.get(at + 1).is_none_or(|next| next.0 < *probability) {
            outcomes.push(Outcome::of(Some(*probability), right, (at + 1) as f64, true_pairs as f64));
        }
    }
    outcomes
}

impl Outcome {
    /// So many right ones among those taken, of all that are true. Nothing taken is nothing wrong.
    fn of(probability: Option<f64>, right: f64, taken: f64, all: f64) -> Outcome {
        let precision = if taken > 0.0 { right / taken } else { 1.0 };
        let recall = if all > 0.0 { right / all } else { 1.0 };
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Outcome { probability, precision, recall, f1 }
    }
    fn in_words(&self) -> String {
        format!("precision {:.4}, recall {:.4}, F1 {:.4}", self.precision, self.recall, self.f1)
    }
}

fn of_clusters(
    path: &Path,
    truth: &Truth,
    two_files: bool,
    numbers: &mut Numbers,
) -> Result<Outcome, Failure> {
    let table = Table::open(path)?;
    if two_files && !table.columns().iter().any(|column| column == "side") {
        let known = listed(table.columns().iter().map(String::as_str));
        return Err(failure(format!(
            "{}: of two files clusters are id,cluster,side; this file has {known}",
            path.display()
        )));
    }
    let clusters =
        read_clusters(table, two_files, numbers).map_err(|e| failure(format!("{}: {e}", path.display())))?;
    let members = || clusters.iter().map(|(id, cluster)| (*id, *cluster, numbers.side(*id)));
    let taken = pairs_of(members().map(|(_, cluster, side)| (cluster, side)), two_files);
    let right = match truth {
        Truth::Persons { of, .. } => {
            let known = members().filter_map(|(id, cluster, side)| Some(((cluster, *of.get(&id)?), side)));
            pairs_of(known, two_files)
        }
        Truth::Pairs(pairs) => {
            let together = |(one, other): &&(u32, u32)| {
                clusters.get(one).is_some_and(|cluster| clusters.get(other) == Some(cluster))
            };
            pairs.iter().filter(together).count() as u64
        }
    };
    Ok(Outcome::of(None, right as f64, taken as f64, truth.pairs() as f64))
}

/// Compares probabilities with what is true, of pairs in the order of their probability.
fn calibration(judged: &[Judged]) -> Calibration {
    let open: Vec<Judged> = judged.iter().filter(|(p, _)| *p > OPEN.0 && *p < OPEN.1).copied().collect();
    let size = open.len().div_ceil(BINS).max(1);
    let bin = |judged: &[Judged]| {
        let pairs = judged.len() as f64;
        Bin {
            pairs: judged.len(),
            mean_probability: judged.iter().map(|(p, _)| p).sum::<f64>() / pairs,
            true_share: judged.iter().filter(|(_, is_true)| *is_true).count() as f64 / pairs,
        }
    };
    let bins: Vec<Bin> = open.chunks(size).map(bin).collect();
    let error = |bin: &Bin| (bin.mean_probability - bin.true_share).abs() * bin.pairs as f64;
    let expected_error = bins.iter().map(error).sum::<f64>() / (open.len() as f64).max(1.0);
    Calibration { expected_error, pairs: open.len(), bins }
}

impl Evaluation {
    fn in_words(&self) -> String {
        let mut out = String::new();
        let from = |outcome: &Outcome| {
            outcome.probability.map(|p| format!(" (from probability {p:.4} on)")).unwrap_or_default()
        };
        let _ = writeln!(out, "true pairs: {}; written pairs: {}", self.true_pairs, self.written_pairs);
        if self.unknown_ids > 0 {
            let _ = writeln!(
                out,
                "{} ids are not in the truth; pairs with them count as wrong",
                self.unknown_ids
            );
        }
        let _ = writeln!(out, "as written{}: {}", from(&self.at_threshold), self.at_threshold.in_words());
        let _ = writeln!(out, "best with the truth{}: {}", from(&self.best), self.best.in_words());
        let _ = match &self.at_precision_99 {
            Some(outcome) => {
                writeln!(out, "recall at precision {SURE_PRECISION}: {:.4}{}", outcome.recall, from(outcome))
            }
            None => writeln!(out, "recall at precision {SURE_PRECISION}: no threshold has it"),
        };
        if let Some(clusters) = &self.clusters {
            let _ = writeln!(out, "clusters, pair by pair: {}", clusters.in_words());
        }
        let (low, high) = OPEN;
        let _ = writeln!(
            out,
            "expected calibration error: {:.4}, over {} pairs between {low} and {high}",
            self.calibration.expected_error, self.calibration.pairs
        );
        out
    }
}
