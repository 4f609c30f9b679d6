//! The only crate that knows all rooms: the command line, configuration, wiring, the demonstration.

mod cli;
mod command;
pub mod country;
pub mod demo;
mod examine;
mod page;
pub mod ports;
pub mod relations;
mod serve;
pub mod wiring;

use clap::Parser;
pub use cli::Cli;
use std::process::ExitCode;

/// Reads the arguments, runs one command and turns its outcome into an exit code:
/// 0 done, 1 it went wrong, 2 it was asked wrongly (clap), 3 a check found something.
pub fn run() -> ExitCode {
    end_quietly_on_a_closed_pipe();
    let cli = Cli::parse();
    init_log();
    match command::run(cli) {
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

/// Logs go to standard error, as JSON lines when it is no terminal; they hold ids and routes, never names.
fn init_log() {
    use std::io::IsTerminal;
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("CEIBA_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let plain = std::io::stderr().is_terminal();
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = if plain { builder.try_init() } else { builder.json().try_init() };
}
