//! `cargo xtask check`: what to run before every commit; minutes, not the half hour of `./test`.

use crate::{root, shown, tidy};
use std::process::Command;

/// Clippy lints what it builds, as in `./test`, so that both share what was compiled.
const LINTING: [&str; 2] =
    ["RUSTC_WORKSPACE_WRAPPER=clippy-driver", "CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"];

pub fn run(_: &[String]) -> Result<(), String> {
    shown("cargo", &["fmt", "--all", "--check"])?;
    tidy::run(&[])?;
    linting(&["build", "--workspace", "--all-targets", "--locked"])?;
    // The whole workspace is named even where a part of it would do: a part would be compiled again, with other features.
    if has_nextest() {
        linting(&["nextest", "run", "--workspace", "--locked", "-E", "not package(scenarios)"])
    } else {
        linting(&["test", "--workspace", "--locked", "--lib", "--bins", "--tests", "--", "--skip", "browser"])
    }
}

fn linting(words: &[&str]) -> Result<(), String> {
    shown("env", &[&LINTING[..], &["cargo"], words].concat())
}

fn has_nextest() -> bool {
    let asked = Command::new("cargo").args(["nextest", "--version"]).current_dir(root()).output();
    asked.is_ok_and(|out| out.status.success())
}
