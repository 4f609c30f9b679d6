//! `cargo xtask check`: what to run before every commit; minutes, not the half hour of `./test`.

use crate::{root, shown, tidy};
use std::process::Command;

pub fn run(_: &[String]) -> Result<(), String> {
    shown("cargo", &["fmt", "--all", "--check"])?;
    tidy::run(&[])?;
    shown("cargo", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    // The whole workspace is named even where a part of it would do: a part would be compiled again, with other features.
    if has_nextest() {
        shown("cargo", &["nextest", "run", "--workspace", "--locked", "-E", "not package(scenarios)"])
    } else {
        shown(
            "cargo",
            &["test", "--workspace", "--locked", "--lib", "--bins", "--tests", "--", "--skip", "browser"],
        )
    }
}

fn has_nextest() -> bool {
    let asked = Command::new("cargo").args(["nextest", "--version"]).current_dir(root()).output();
    asked.is_ok_and(|out| out.status.success())
}
