//! What each command of the command line does, one file a noun.

mod backup;
mod client;
mod compartment;
mod config;
mod confirmations;
mod doctor;
mod document;
mod dossiers;
mod exchange;
mod keys;
mod ledger;
mod link;
mod pledge;
mod procedure;
mod procedure_diff;
mod procedure_schema;
mod reform;
mod replay;
mod restore;
mod retention;
mod simulate;
mod site;
mod stats;
mod tls;
mod user;
mod worked_cases;

pub use stats::cut;

use crate::cli::{Cli, Command};
use crate::config::Configuration;
use std::process::ExitCode;

/// A command's failure, told on standard error.
pub type Failure = Box<dyn std::error::Error>;
/// How a command ends.
pub type Ended = Result<ExitCode, Failure>;

/// A check found something (`doctor`, `verify`).
pub const FOUND: u8 = 3;

pub fn run(cli: Cli, read: &Configuration) -> Ended {
    let is_about_configuration = matches!(cli.command, Command::Config(_));
    if !read.mistakes.is_empty() && !is_about_configuration {
        let told: Vec<String> = read.mistakes.iter().map(ToString::to_string).collect();
        return Err(failure(format!("the configuration is not well:\n  {}", told.join("\n  "))));
    }
    match cli.command {
        Command::Serve(args) => crate::serve::serve(&args, &read.config),
        Command::Demo(args) => crate::demo::run(&args, &read.config),
        Command::Backup(args) => backup::run(args, &read.config),
        Command::Restore(args) => restore::run(&args),
        Command::Keys(command) => keys::run(command),
        Command::Retention(command) => retention::run(command),
        Command::Config(command) => config::run(command, read),
        Command::Procedure(command) => procedure::run(command),
        Command::Ledger(command) => ledger::run(command),
        Command::Stats(command) => stats::run(command),
        Command::Pledge(command) => pledge::run(command),
        Command::Document(command) => document::run(command),
        Command::Link(command) => link::run(&command),
        Command::Site(command) => site::run(command),
        Command::Tls(command) => tls::run(command),
        Command::Exchange(command) => exchange::run(command),
        Command::Compartment(command) => compartment::run(command),
        Command::Client(command) => client::run(command),
        Command::User(command) => user::run(command),
        Command::Doctor { data, json } => doctor::run(&data, &read.config, json),
    }
}

/// A failure in plain words.
pub fn failure(words: impl Into<String>) -> Failure {
    words.into().into()
}

/// Prints a value as indented JSON.
pub fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// A progress line on a terminal, silent in a pipe.
pub fn progress(words: &'static str) -> indicatif::ProgressBar {
    let bar = indicatif::ProgressBar::new_spinner();
    if let Ok(style) = indicatif::ProgressStyle::with_template("{spinner} {msg} {pos} ({elapsed})") {
        bar.set_style(style);
    }
    bar.set_message(words);
    bar
}
