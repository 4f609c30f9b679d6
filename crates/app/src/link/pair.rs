//! `ceiba link pair`: the records of two files that are of the same person.

use super::dedupe::{Job, Sides};
use super::input;
use super::output::stop_without_leaving_halves;
use crate::cli::PairArgs;
use crate::command::Ended;
use linkage::Records;

pub fn run(args: &PairArgs) -> Ended {
    stop_without_leaving_halves();
    let mut job = Job::begin(&args.how, &args.write, &[&args.left, &args.right])?;
    let mut records = Records::new(job.config.schema.clone());
    let id = args.how.id.as_deref();
    let (left, right) = job.course.step("read", |bar| {
        let left = input::read(&args.left, &job.config, id, &mut records, bar)?;
        records.begin_other_file(job.config.one_to_one);
        let right = input::read(&args.right, &job.config, id, &mut records, bar)?;
        Ok::<_, crate::command::Failure>((left, right))
    })?;
    let count = left.count;
    job.end(&records, &Sides { left: &left, right: &right }, Some(count))
}
