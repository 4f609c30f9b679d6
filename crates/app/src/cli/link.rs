//! `ceiba link`: records of the same person, found in one file or in two, explained and judged.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum LinkCommand {
    /// Find the records of one file that are of the same person.
    ///
    /// Nothing is decided here: pairs are proposed with their probability, for people to judge. Only the columns that the
    /// configuration names are read.
    #[command(
        after_help = "Examples:\n  ceiba link dedupe --input people.parquet --config link.toml --id number --out pairs.csv --clusters clusters.csv\n  ceiba link dedupe --input people.csv --config link.toml --out pairs.csv --model-out model.toml --json\n\npairs.csv has left,right,weight,probability; clusters.csv has id,cluster. Without --id the number of the row, from 0, is the id."
    )]
    Dedupe(DedupeArgs),
    /// Find the records of two files that are of the same person; only pairs across the files are written.
    #[command(
        after_help = "Examples:\n  ceiba link pair --left post.csv --right headquarters.parquet --config link.toml --id number --out pairs.csv\n\nEach file may hold a person more than once, unless the configuration says `one_to_one = true`. clusters.csv has id,cluster,side."
    )]
    Pair(PairArgs),
    /// Say in words why two records weigh what they weigh, field by field.
    #[command(
        after_help = "Examples:\n  ceiba link explain --input people.csv --config link.toml --id number --left 17 --right 903 --lang es\n  ceiba link explain --input people.csv --config link.toml --model model.toml --left 0 --right 5 --json"
    )]
    Explain(ExplainArgs),
    /// Look at the columns of a file and print a configuration to begin with.
    #[command(after_help = "Example:\n  ceiba link profile --input people.csv > link.toml")]
    Profile {
        /// A CSV or Parquet file.
        #[arg(long, value_name = "FILE")]
        input: PathBuf,
        #[arg(long)]
        json: bool,
    },
    /// Compare written pairs and clusters with a known truth.
    #[command(
        after_help = "Examples:\n  ceiba link evaluate --pairs pairs.csv --truth truth.csv --clusters clusters.csv\n  ceiba link evaluate --pairs pairs.csv --truth truth.csv --json\n\nThe truth is id,cluster or left,right. Every true pair counts, also those that no rule found. To judge probabilities below the threshold too, write the pairs with --threshold 0.001."
    )]
    Evaluate(EvaluateArgs),
}

/// How records are linked, whichever files they stand in.
#[derive(Args, Clone)]
pub struct HowArgs {
    /// Which columns are compared as what, and by which rules pairs are found: see docs/examples.
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// The column of ids; the number of the row, from 0, when not given.
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// Threads; as many as the machine has when not given. The result does not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// The seed of random pairs and samples, instead of the configuration's. The same seed gives the same result.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Use this model instead of learning one.
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

/// What a linkage writes.
#[derive(Args, Clone)]
pub struct WriteArgs {
    /// The pairs, with weight and probability.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The clusters: which records are of one person.
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<PathBuf>,
    /// Write pairs from this probability on; without it, from where the expected F1 is best.
    #[arg(long, value_name = "P", value_parser = probability)]
    pub threshold: Option<f64>,
    /// Write the model that was learned, to use it again.
    #[arg(long, value_name = "FILE")]
    pub model_out: Option<PathBuf>,
    /// Keep what was learned in this folder, so that a run that is stopped goes on from there. The model is kept; finding,
    /// weighing and joining pairs are done anew.
    #[arg(long, value_name = "DIR", conflicts_with = "model")]
    pub checkpoint: Option<PathBuf>,
}

#[derive(Args)]
pub struct DedupeArgs {
    /// A CSV or Parquet file.
    #[arg(long, value_name = "FILE")]
    pub input: PathBuf,
    #[command(flatten)]
    pub how: HowArgs,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Args)]
pub struct PairArgs {
    /// A CSV or Parquet file.
    #[arg(long, value_name = "FILE")]
    pub left: PathBuf,
    /// The other file, with the same columns.
    #[arg(long, value_name = "FILE")]
    pub right: PathBuf,
    #[command(flatten)]
    pub how: HowArgs,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Args)]
pub struct ExplainArgs {
    /// A CSV or Parquet file.
    #[arg(long, value_name = "FILE")]
    pub input: PathBuf,
    #[command(flatten)]
    pub how: HowArgs,
    /// The id of one record.
    #[arg(long, value_name = "ID")]
    pub left: String,
    /// The id of the other.
    #[arg(long, value_name = "ID")]
    pub right: String,
    /// The language of the words: `es` or `en`.
    #[arg(long, default_value = "en", value_name = "LANG")]
    pub lang: String,
}

#[derive(Args)]
pub struct EvaluateArgs {
    /// left,right,probability, as `dedupe` and `pair` write them.
    #[arg(long, value_name = "FILE")]
    pub pairs: PathBuf,
    /// id,cluster or left,right.
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
    /// id,cluster, as `dedupe` and `pair` write them.
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<PathBuf>,
    /// The pairs are of two files whose ids may be the same words: left and right are not exchanged.
    #[arg(long)]
    pub two_files: bool,
    #[arg(long)]
    pub json: bool,
}

fn probability(text: &str) -> Result<f64, String> {
    let found = text.parse::<f64>().ok().filter(|p| (0.0..=1.0).contains(p));
    found.ok_or_else(|| "a probability is a number from 0 to 1, such as 0.9".to_owned())
}
