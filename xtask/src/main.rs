//! `cargo xtask`: the house-keeping of this repository.

mod assets;
mod bench;
mod check;
mod fuzz;
mod judge_api;
mod judge_linkage;
mod judge_proofs;
mod oracle_holidays;
mod simulate;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

type Job = fn(&[String]) -> Result<(), String>;

/// Every command: its name, what it is for, what runs.
pub const COMMANDS: &[(&str, &str, Job)] = &[
    ("check", "format, lints, tidy and the fast tests: before every commit", check::run),
    ("tidy", "prove the rules of the house that no compiler knows", tidy::run),
    ("assets", "compile the committed style sheet and font; needs npm and Python", assets::run),
    (
        "judge-api",
        "let schemathesis try to break the programming interface; needs Python and the network",
        judge_api::run,
    ),
    (
        "judge-linkage",
        "let Splink link the same invented people in turns with Ceiba; needs Python and the network",
        judge_linkage::run,
    ),
    (
        "judge-proofs",
        "ask aics-tlog about checkpoints that Ceiba signed; needs Python 3.12 and the network",
        judge_proofs::run,
    ),
    (
        "oracle-holidays",
        "ask other people's code for every country's holidays; needs Python",
        oracle_holidays::run,
    ),
    (
        "simulate",
        "run the ledger through accidents made from seeds: --power-cuts N [--from S]",
        simulate::run,
    ),
    (
        "fuzz",
        "throw made-up bytes at every reader of strangers' bytes: [--minutes N]; needs cargo-fuzz",
        fuzz::run,
    ),
    ("bench", "measure side by side and write bench/RESULTS.md", bench::run),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((_, _, job)) = words.first().and_then(|w| COMMANDS.iter().find(|c| c.0 == w)) else {
        println!("usage: cargo xtask COMMAND\n");
        for (name, about, _) in COMMANDS {
            println!("  {name:<16} {about}");
        }
        return ExitCode::from(2);
    };
    match job(&words[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs a command at the root of the repository, its output shown.
pub fn shown(program: &str, words: &[&str]) -> Result<(), String> {
    println!("$ {program} {}", words.join(" "));
    let ended = Command::new(program).args(words).current_dir(root()).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("failed: {program} {}", words.join(" "))),
        Err(why) => Err(format!("{program}: {why}")),
    }
}
