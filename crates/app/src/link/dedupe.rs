//! `ceiba link dedupe`: the records of one file that are of the same person.

use super::checkpoint::{self, Checkpoint};
use super::config;
use super::course::Course;
use super::input::{self, Part};
use super::model_file;
use super::output::{Output, stop_without_leaving_halves};
use super::run::{Linked, ModelFrom, link};
use super::summary::{Around, Summary};
use super::threads::Threads;
use crate::cli::{DedupeArgs, HowArgs, WriteArgs};
use crate::command::{Ended, Failure, print_json};
use linkage::{Config, Model, Pair, Records};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub fn run(args: &DedupeArgs) -> Ended {
    stop_without_leaving_halves();
    let mut job = Job::begin(&args.how, &args.write, &[&args.input])?;
    let mut records = Records::new(job.config.schema.clone());
    let id = args.how.id.as_deref();
    let part = job.course.step("read", |bar| input::read(&args.input, &job.config, id, &mut records, bar))?;
    let parts = [part];
    job.end(&records, &Sides { left: &parts[0], right: &parts[0] }, None)
}

/// Which file a record is of.
pub struct Sides<'a> {
    pub left: &'a Part,
    /// The same again where there is one file.
    pub right: &'a Part,
}

impl Sides<'_> {
    pub fn of(&self, record: u32) -> (&'static str, &Part) {
        if record >= self.right.first { ("right", self.right) } else { ("left", self.left) }
    }
}

/// A linkage that writes files, from its arguments to its summary; of one file or of two.
pub struct Job<'a> {
    pub config: Config,
    pub course: Course,
    how: &'a HowArgs,
    write: &'a WriteArgs,
    threads: Threads,
    pairs: Output,
    clusters: Option<Output>,
    model: Option<Output>,
    checkpoint: Option<Checkpoint>,
}

impl<'a> Job<'a> {
    /// Reads the configuration and begins the files, before anything long is done.
    pub fn begin(how: &'a HowArgs, write: &'a WriteArgs, inputs: &[&Path]) -> Result<Job<'a>, Failure> {
        let (mut config, text) = config::read(&how.config)?;
        config.training.seed = how.seed.unwrap_or(config.training.seed);
        let begin = |path: &Option<std::path::PathBuf>| path.as_deref().map(Output::begin).transpose();
        let pairs = Output::begin(&write.out)?;
        let (clusters, model) = (begin(&write.clusters)?, begin(&write.model_out)?);
        let folder = write.checkpoint.as_deref();
        let of = |folder| Checkpoint::of(folder, inputs, &text, config.training.seed);
        let checkpoint = folder.map(of).transpose()?;
        let course = Course::begin();
        let threads = Threads::new(how.threads, course.bar());
        Ok(Job { config, course, how, write, threads, pairs, clusters, model, checkpoint })
    }
    /// Links what was read, writes the files and tells what was found.
    pub fn end(mut self, records: &Records, sides: &Sides<'_>, left_records: Option<u32>) -> Ended {
        let (from, model_from) = self.model()?;
        let kept = self.checkpoint.take();
        let linked = link(
            records,
            &self.config,
            from,
            self.write.threshold,
            &self.threads,
            &mut self.course,
            &mut |model| kept.as_ref().map_or(Ok(()), |kept| kept.keep(model)),
        )?;
        let mut written_pairs = 0;
        let (pairs, clusters, model) = (&mut self.pairs, &mut self.clusters, &mut self.model);
        self.course.step("write", |_| -> Result<(), Failure> {
            written_pairs = write_pairs(pairs.writer(), records, &linked, sides)?;
            if let Some(clusters) = clusters {
                write_clusters(clusters.writer(), &linked.clusters, sides, left_records.is_some())?;
            }
            if let Some(model) = model {
                write!(model.writer(), "{}", model_file::text(&linked.model))?;
            }
            Ok(())
        })?;
        let outputs = [Some(self.pairs), self.clusters, self.model];
        Output::finish(outputs.into_iter().flatten().collect())?;
        let (steps, seconds) = self.course.end();
        let around = Around {
            records: records.len(),
            left_records,
            written_pairs,
            is_threshold_asked: self.write.threshold.is_some(),
            model_from,
            threads: self.threads.count(),
            seed: self.config.training.seed,
        };
        let summary = Summary::of(&linked, around, steps, seconds);
        if self.how.json {
            print_json(&summary)?;
        } else {
            println!("{}", summary.in_words());
        }
        Ok(ExitCode::SUCCESS)
    }
    /// Where the model comes from, with the word for it.
    fn model(&self) -> Result<(ModelFrom, &'static str), Failure> {
        if let Some(path) = &self.how.model {
            let model = model_file::read(path, &self.config.schema)?;
            return Ok((ModelFrom::Kept(model), "file"));
        }
        let kept = self.checkpoint.as_ref().map(|kept| kept.kept(&self.config.schema)).transpose()?;
        Ok(kept.flatten().map_or((ModelFrom::Training(self.config.training), "learned"), |model: Model| {
            (ModelFrom::Kept(model), checkpoint::WORD)
        }))
    }
}

/// Writes the pairs from the threshold on; how many.
fn write_pairs(
    out: &mut impl Write,
    records: &Records,
    linked: &Linked,
    sides: &Sides<'_>,
) -> Result<usize, Failure> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["left", "right", "weight", "probability"])?;
    let mut count = 0;
    let taken = |pair: &&Pair| {
        pair.probability >= linked.threshold.probability && records.may_pair(pair.left, pair.right)
    };
    for pair in linked.pairs.iter().filter(taken) {
        let (left, right) = (sides.of(pair.left).1.id(pair.left), sides.of(pair.right).1.id(pair.right));
        let (weight, probability) = (weight(pair).to_string(), pair.probability.to_string());
        csv.write_record([left.as_ref(), right.as_ref(), &weight, &probability])?;
        count += 1;
    }
    csv.flush()?;
    Ok(count)
}

/// Log2 of the odds, what is known of events and households included. A probability that is 1 to the last bit says no
/// more; its records' own weight is told, but none below that of a lesser probability.
fn weight(pair: &Pair) -> f64 {
    if pair.probability < 1.0 {
        (pair.probability / (1.0 - pair.probability)).log2()
    } else {
        pair.evidence.weight().clamp(f64::from(f64::MANTISSA_DIGITS), f64::from(f64::MAX_EXP))
    }
}

/// Writes the cluster of every record, by the number of its first record.
fn write_clusters(
    out: &mut impl Write,
    clusters: &[u32],
    sides: &Sides<'_>,
    with_side: bool,
) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(if with_side { &["id", "cluster", "side"][..] } else { &["id", "cluster"] })?;
    for (record, cluster) in (0u32..).zip(clusters) {
        let (side, part) = sides.of(record);
        let (id, cluster) = (part.id(record), cluster.to_string());
        let all = [id.as_ref(), &cluster, side];
        csv.write_record(if with_side { &all[..] } else { &all[..2] })?;
    }
    csv.flush()?;
    Ok(())
}
