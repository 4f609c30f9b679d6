//! What a linkage came to, in words and as one JSON object.

use super::course::{Step, peak_memory_mib};
use super::run::{Linked, SURE_PRECISION};
use linkage::Threshold;
use serde::Serialize;

/// Everything that is told of one run.
#[derive(Serialize)]
pub struct Summary {
    pub records: usize,
    /// Of two files: how many records the left one has.
    pub left_records: Option<u32>,
    /// Pairs that the rules find, a pair found by several counted for each.
    pub candidate_pairs: u64,
    /// Pairs left out because more records than `block_max` share their key.
    pub skipped_pairs: u64,
    pub kept_pairs: usize,
    pub written_pairs: usize,
    /// Clusters of two records and more.
    pub clusters: usize,
    pub clustered_records: usize,
    pub threshold: Told,
    pub threshold_fixed_by: &'static str,
    pub at_precision_99: Told,
    /// The estimated share of true pairs that some rule finds.
    pub blocking_recall: f64,
    pub model: OfModel,
    pub threads: usize,
    pub seed: u64,
    pub steps: Vec<Step>,
    pub seconds: f64,
    pub cpu_seconds: f64,
    pub peak_memory_mib: Option<f64>,
}

/// A threshold and what the model expects of it.
#[derive(Serialize)]
pub struct Told {
    pub probability: f64,
    pub expected_precision: f64,
    pub expected_recall: f64,
}

/// Where the model comes from, and what was learned.
#[derive(Serialize)]
pub struct OfModel {
    /// `learned`, `file` or `checkpoint`.
    pub from: &'static str,
    pub share_same: f64,
    pub share_relatives: f64,
    pub learned: Option<Learning>,
}

#[derive(Serialize)]
pub struct Learning {
    pub sampled_pairs: usize,
    pub rounds: usize,
    pub pairs_of_relatives: usize,
}

impl From<Threshold> for Told {
    fn from(threshold: Threshold) -> Told {
        Told {
            probability: threshold.probability,
            expected_precision: threshold.precision,
            expected_recall: threshold.recall,
        }
    }
}

/// What is known beside what the engine found.
pub struct Around {
    pub records: usize,
    pub left_records: Option<u32>,
    pub written_pairs: usize,
    pub is_threshold_asked: bool,
    pub model_from: &'static str,
    pub threads: usize,
    pub seed: u64,
}

impl Summary {
    pub fn of(linked: &Linked, around: Around, steps: Vec<Step>, seconds: f64) -> Summary {
        let (clusters, clustered_records) = clusters_of(&linked.clusters);
        let learned = linked.learned.map(|learned| Learning {
            sampled_pairs: learned.sample,
            rounds: learned.rounds,
            pairs_of_relatives: learned.relatives,
        });
        Summary {
            records: around.records,
            left_records: around.left_records,
            candidate_pairs: linked.candidates,
            skipped_pairs: linked.skipped,
            kept_pairs: linked.pairs.len(),
            written_pairs: around.written_pairs,
            clusters,
            clustered_records,
            threshold: linked.threshold.into(),
            threshold_fixed_by: if around.is_threshold_asked { "asked" } else { "best expected F1" },
            at_precision_99: linked.sure.into(),
            blocking_recall: linked.recall.share(),
            model: OfModel {
                from: around.model_from,
                share_same: linked.model.share_same(),
                share_relatives: linked.model.share_relatives(),
                learned,
            },
            threads: around.threads,
            seed: around.seed,
            cpu_seconds: steps.iter().map(|step| step.cpu_seconds).sum(),
            steps,
            seconds,
            peak_memory_mib: peak_memory_mib(),
        }
    }
    /// The summary in words.
    pub fn in_words(&self) -> String {
        let mut lines = Vec::new();
        let of_files =
            self.left_records.map(|left| format!(" ({left} of the left file)")).unwrap_or_default();
        let (records, candidates) = (self.records, self.candidate_pairs);
        lines.push(format!("{records} records{of_files}, {candidates} pairs found by the rules"));
        if self.skipped_pairs > 0 {
            lines.push(format!(
                "{} more pairs were not looked at: more records than `block_max` share their key; ask for more in those rules",
                self.skipped_pairs
            ));
        }
        lines.push(format!(
            "the rules are estimated to find {} of the true pairs",
            percent(self.blocking_recall)
        ));
        let how = match self.threshold_fixed_by {
            "asked" => "as asked",
            _ => "fixed without any truth where the expected F1 is best",
        };
        lines.push(format!(
            "threshold {:.4}, {how}: {}",
            self.threshold.probability,
            self.threshold.in_words()
        ));
        lines.push(format!(
            "for an expected precision of {SURE_PRECISION}: threshold {:.4}, {}",
            self.at_precision_99.probability,
            self.at_precision_99.in_words()
        ));
        lines.push(format!(
            "{} pairs from the threshold on; {} clusters of {} records",
            self.written_pairs, self.clusters, self.clustered_records
        ));
        let peak = self.peak_memory_mib.map(|mib| format!(", {mib:.0} MiB at most")).unwrap_or_default();
        lines.push(format!("{:.2} s, {:.2} s of processors{peak}", self.seconds, self.cpu_seconds));
        lines.join("\n")
    }
}

impl Told {
    fn in_words(&self) -> String {
        let (precision, recall) = (percent(self.expected_precision), percent(self.expected_recall));
        format!("expected precision {precision}, recall {recall}")
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// How many clusters have two records and more, and how many records those are.
fn clusters_of(clusters: &[u32]) -> (usize, usize) {
    let mut sizes = vec![0u32; clusters.len()];
    clusters.iter().for_each(|cluster| sizes[*cluster as usize] += 1);
    let several = sizes.iter().filter(|size| **size > 1);
    (several.clone().count(), several.map(|size| *size as usize).sum())
}
