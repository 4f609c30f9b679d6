//! `ceiba link`: records of the same person in files, by the engine of `crates/linkage`.

use super::Ended;
use crate::cli::LinkCommand;
use crate::link::{dedupe, evaluate, explain, pair, profile};

pub fn run(command: &LinkCommand) -> Ended {
    match command {
        LinkCommand::Dedupe(args) => dedupe::run(args),
        LinkCommand::Pair(args) => pair::run(args),
        LinkCommand::Explain(args) => explain::run(args),
        LinkCommand::Profile { input, json } => profile::run(input, *json),
        LinkCommand::Evaluate(args) => evaluate::run(args),
    }
}
