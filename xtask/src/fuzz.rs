//! `cargo xtask fuzz`: made-up bytes against everything that strangers' bytes go through, a while for each target.
//!
//! Needs `cargo install cargo-fuzz`. The compiler's coverage is behind a switch that stable Rust opens for whoever asks
//! (`RUSTC_BOOTSTRAP`); nothing of the product is built that way.

use crate::root;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Every target, and the longest input worth trying.
const TARGETS: &[(&str, u32)] = &[
    ("frame", 17_000),
    ("cargo", 17_000),
    ("taken", 26_000),
    ("courier", 40_000),
    ("checkpoint", 4_000),
    ("testimony", 8_000),
    ("proof", 20_000),
    ("mrz", 1_000),
    ("link_config", 6_000),
    ("portrait", 4_000),
];

struct Asked {
    minutes: u64,
    only: Option<String>,
}

/// With `--minutes N`, so long for each target (10); with `--target NAME`, that one only.
pub fn run(words: &[String]) -> Result<(), String> {
    let asked = read(words)?;
    let mut tries = 0;
    let mut run = 0;
    for (target, longest) in TARGETS {
        if asked.only.as_ref().is_some_and(|only| only != target) {
            continue;
        }
        tries += fuzz(target, *longest, asked.minutes)?;
        run += 1;
    }
    let minutes = asked.minutes;
    println!("fuzz: ok, {run} targets, {minutes} minutes each, {tries} tries, no finding");
    Ok(())
}

fn read(words: &[String]) -> Result<Asked, String> {
    let usage = || "usage: cargo xtask fuzz [--minutes N] [--target NAME]".to_owned();
    let mut asked = Asked { minutes: 10, only: None };
    for pair in words.chunks(2) {
        match pair {
            [option, n] if option == "--minutes" => asked.minutes = n.parse().map_err(|_| usage())?,
            [option, name] if option == "--target" && TARGETS.iter().any(|(known, _)| known == name) => {
                asked.only = Some(name.clone());
            }
            _ => return Err(usage()),
        }
    }
    if asked.minutes == 0 { Err(usage()) } else { Ok(asked) }
}

/// Tries one target; how often.
fn fuzz(target: &str, longest: u32, minutes: u64) -> Result<u64, String> {
    let corpus = format!("fuzz/corpus/{target}");
    std::fs::create_dir_all(root().join(&corpus)).map_err(|e| format!("{corpus}: {e}"))?;
    let seeds = format!("fuzz/seeds/{target}");
    let limits = [
        format!("-max_total_time={}", minutes * 60),
        format!("-max_len={longest}"),
        "-timeout=20".to_owned(),
        "-rss_limit_mb=2048".to_owned(),
        "-print_final_stats=1".to_owned(),
    ];
    println!("$ cargo fuzz run {target} {corpus} {seeds} -- {}", limits.join(" "));
    let mut running = Command::new("cargo")
        .args(["fuzz", "run", target, &corpus, &seeds, "--"])
        .args(&limits)
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(root())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|why| format!("cargo fuzz: {why}; install it with `cargo install cargo-fuzz`"))?;
    let mut tries = 0;
    let mut finding = None;
    if let Some(said) = running.stderr.take() {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            tries = tries_in(&line).unwrap_or(tries);
            finding = artefact_in(&line).or(finding);
            if !line.contains("REDUCE") && !line.contains("NEW ") {
                eprintln!("{line}");
            }
        }
    }
    let ended = running.wait().map_err(|why| format!("cargo fuzz: {why}"))?;
    match (ended.success(), finding) {
        (true, None) => Ok(tries),
        (_, Some(file)) => Err(format!("fuzz: FAILED, {target} found something: {file}")),
        (false, None) => Err(format!("fuzz: FAILED, {target} did not run; is cargo-fuzz installed?")),
    }
}

/// `stat::number_of_executed_units: 12345`
fn tries_in(line: &str) -> Option<u64> {
    line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok()
}

/// `artifact_prefix='…'; Test unit written to FILE`
fn artefact_in(line: &str) -> Option<String> {
    line.split_once("Test unit written to ").map(|(_, file)| file.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_read_or_explained() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let asked = read(&words("--minutes 3 --target frame")).unwrap();
        assert_eq!((asked.minutes, asked.only.as_deref()), (3, Some("frame")));
        for wrong in ["--minutes", "--minutes x", "--minutes 0", "--target nothing", "frame"] {
            assert!(read(&words(wrong)).is_err_and(|why| why.starts_with("usage")), "{wrong}");
        }
    }

    #[test]
    fn what_the_fuzzer_says_is_understood() {
        assert_eq!(tries_in("stat::number_of_executed_units: 12345"), Some(12_345));
        let said = "artifact_prefix='a/'; Test unit written to a/crash-0";
        assert_eq!(artefact_in(said).as_deref(), Some("a/crash-0"));
        assert!(tries_in("#4 NEW").is_none() && artefact_in("ok").is_none());
    }

    #[test]
    fn every_target_has_a_program_and_seeds() {
        let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
        assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
        for (target, _) in TARGETS {
            assert!(manifest.contains(&format!("path = \"targets/{target}.rs\"")), "{target}");
            let seeds = std::fs::read_dir(root().join("fuzz/seeds").join(target)).unwrap();
            assert!(seeds.count() > 0, "{target} begins with nothing");
        }
    }
}
