//! The only crate that knows all rooms: the command line, configuration, wiring, the demonstration.

pub mod backup;
mod backup_note;
mod cli;
mod command;
pub mod compartment_file;
pub mod config;
pub mod country;
mod decoy;
pub mod demo;
pub mod disk;
mod examine;
pub mod exchange;
pub mod key_store;
mod link;
pub mod lock;
pub mod log;
mod metrics;
mod page;
pub mod ports;
pub mod relations;
mod serve;
mod simulation;
pub mod tls;
pub mod wiring;

use clap::{CommandFactory, FromArgMatches};
pub use cli::Cli;
use config::Configuration;
use std::process::ExitCode;

/// Reads the arguments, runs one command and turns its outcome into an exit code:
/// 0 done, 1 it went wrong, 2 it was asked wrongly (clap), 3 a check found something.
pub fn run() -> ExitCode {
    end_quietly_on_a_closed_pipe();
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let read = Configuration::find(&arguments, &config::env);
    let matches = with_defaults(Cli::command(), &read).get_matches_from(arguments);
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    log::begin(&read.config.log);
    match command::run(cli, &read) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("ceiba: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because: {cause}");
                source = cause.source();
            }
            ExitCode::from(1)
        }
    }
}

/// The flags' own usual values give way to the configuration's; flags and environment go before both.
fn with_defaults(mut command: clap::Command, read: &Configuration) -> clap::Command {
    let below: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in below {
        command = command.mut_subcommand(name, |inner| with_defaults(inner, read));
    }
    // Another command's `--port` (the demonstration's) is not the server's.
    let is_server = command.get_name() == "serve";
    for key in config::KEYS {
        let (Some(flag), Some(value)) = (key.flag, read.default_of(key)) else { continue };
        let is_known = command.get_arguments().any(|argument| argument.get_id() == flag);
        if is_known && (is_server || !key.path.starts_with("listen.")) {
            command = command.mut_arg(flag, |argument| argument.default_value(value));
        }
    }
    command
}

/// `ceiba … | head` closes the pipe early: that is no failure.
fn end_quietly_on_a_closed_pipe() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let said = info.payload_as_str().unwrap_or("");
        if said.starts_with("failed printing to stdout") && said.contains("Broken pipe") {
            std::process::exit(0);
        }
        usual(info);
    }));
}
