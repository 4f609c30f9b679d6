//! An outside judge of linkages: PyPI `splink` (MIT) links the same invented people in turns with `ceiba link dedupe`, and
//! the last part of `bench/RESULTS.md` is written of it.
//!
//! Neither sees the answers. The people come from a generator that is named, or from Parquet files with the columns of
//! `docs/examples/link-people.toml` and with `unique_id` and `person_id`.

mod told;

use crate::root;
use std::path::{Path, PathBuf};
use std::process::Command;
use told::{Around, Measured};

const PACKAGES: [&str; 7] =
    ["splink==5.0.0", "duckdb==2.0.0", "pandas", "recordlinkage", "scikit-learn", "pyarrow", "scipy"];
const SCRIPT: &str = include_str!("judge_linkage.py");
const USAGE: &str = "usage: cargo xtask judge-linkage (--input FILE | --generator FILE [--records N] [--seed N] [--hard X,Y]) \
                     [--historical FILE] [--rounds N] [--threads N] [--python PATH] [--write yes]";

/// What was asked for.
struct Asked {
    input: Option<String>,
    generator: Option<String>,
    records: String,
    seed: String,
    /// How many mistakes the generator makes, one file for each.
    hard: String,
    historical: Option<String>,
    rounds: String,
    threads: Option<String>,
    python: String,
    /// Whether the part of `bench/RESULTS.md` is written.
    write: bool,
}

impl Asked {
    fn read(args: &[String]) -> Result<Asked, String> {
        let mut asked = Asked {
            input: None,
            generator: None,
            records: "100000".to_owned(),
            seed: "7".to_owned(),
            hard: "1".to_owned(),
            historical: None,
            rounds: "2".to_owned(),
            threads: None,
            python: "python3".to_owned(),
            write: false,
        };
        for two in args.chunks(2) {
            let [name, value] = two else { return Err(USAGE.to_owned()) };
            match name.as_str() {
                "--input" => asked.input = Some(value.clone()),
                "--generator" => asked.generator = Some(value.clone()),
                "--records" => asked.records.clone_from(value),
                "--seed" => asked.seed.clone_from(value),
                "--hard" => asked.hard.clone_from(value),
                "--historical" => asked.historical = Some(value.clone()),
                "--rounds" => asked.rounds.clone_from(value),
                "--threads" => asked.threads = Some(value.clone()),
                "--python" => asked.python.clone_from(value),
                "--write" => asked.write = value == "yes",
                _ => return Err(USAGE.to_owned()),
            }
        }
        if asked.input.is_some() == asked.generator.is_some() { Err(USAGE.to_owned()) } else { Ok(asked) }
    }
    /// What the files of people are called in the table, and how the generator is to make them.
    fn people(&self) -> Vec<(String, &str)> {
        match &self.input {
            Some(input) => vec![(input.clone(), "")],
            None => {
                let hard = self.hard.split(',');
                hard.map(|hard| (format!("seed {}, `--hard {hard}`", self.seed), hard)).collect()
            }
        }
    }
}

pub fn run(args: &[String]) -> Result<(), String> {
    let asked = Asked::read(args)?;
    let folder = root().join("target/judge-linkage");
    let python = judge(&folder, &asked.python)?;
    crate::shown("cargo", &["build", "--locked", "--release", "--package", "app", "--bin", "ceiba"])?;
    let script = folder.join("judge_linkage.py");
    std::fs::write(&script, SCRIPT).map_err(|e| format!("{}: {e}", script.display()))?;
    let around = Around::look(asked.threads.as_deref());
    let mut measured = Vec::new();
    for (name, hard) in asked.people() {
        let input = people(&folder, &python, &asked, hard)?;
        let said = judged(
            &asked,
            &folder,
            &python,
            &script,
            "turns",
            &["--rounds", &asked.rounds],
            &[("--input", &input)],
        )?;
        measured.push(Measured::read(name, &said)?);
    }
    let historical = asked.historical.as_deref().map(absolute).transpose()?;
    let files: Vec<(&str, &Path)> = historical.iter().map(|file| ("--historical", file.as_path())).collect();
    let others = judged(&asked, &folder, &python, &script, "others", &[], &files)?;
    let part = told::part(&around, &measured, &others)?;
    println!("{part}");
    if asked.write { told::write(&root().join("bench/RESULTS.md"), &part) } else { Ok(()) }
}

/// What one part of the script measured.
fn judged(
    asked: &Asked,
    folder: &Path,
    python: &Path,
    script: &Path,
    part: &str,
    words: &[&str],
    files: &[(&str, &Path)],
) -> Result<serde_json::Value, String> {
    let out = folder.join("told.json");
    let mut command = Command::new(python);
    command.arg(script).arg(part).args(words).arg("--out").arg(&out).arg("--work").arg(folder);
    command.arg("--ceiba").arg(root().join("target/release/ceiba"));
    command.arg("--examples").arg(root().join("docs/examples"));
    files.iter().for_each(|(name, file)| {
        command.arg(name).arg(file);
    });
    if let Some(threads) = &asked.threads {
        command.args(["--threads", threads]);
    }
    done(&mut command)?;
    let text = std::fs::read_to_string(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", out.display()))
}

/// A virtual environment with the judge in it, made on first use.
fn judge(folder: &Path, base: &str) -> Result<PathBuf, String> {
    let python = folder.join("venv/bin/python");
    let asked = Command::new(&python).args(["-c", "import splink, scipy, sklearn"]).output();
    if !asked.is_ok_and(|output| output.status.success()) {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        done(Command::new(base).args(["-m", "venv", "--clear"]).arg(folder.join("venv")))?;
        done(Command::new(folder.join("venv/bin/pip")).args(["install", "--quiet"]).args(PACKAGES))?;
    }
    Ok(python)
}

/// The people: the file that was named, or those that the generator makes.
fn people(folder: &Path, python: &Path, asked: &Asked, hard: &str) -> Result<PathBuf, String> {
    let Some(generator) = &asked.generator else { return absolute(asked.input.as_deref().ok_or(USAGE)?) };
    let made = folder.join(format!("people-{}-{}-{hard}.parquet", asked.records, asked.seed));
    if !made.exists() {
        let mut make = Command::new(python);
        make.arg(generator).args(["--records", &asked.records, "--seed", &asked.seed, "--hard", hard]);
        done(make.arg("--out").arg(&made))?;
    }
    Ok(made)
}

fn absolute(file: &str) -> Result<PathBuf, String> {
    std::path::absolute(file).map_err(|e| format!("{file}: {e}"))
}

fn done(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let ended = command.status().map_err(|e| format!("{name}: {e}"))?;
    if ended.success() { Ok(()) } else { Err(format!("failed: {name}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &[&str]) -> Result<Asked, String> {
        Asked::read(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn people_come_from_a_file_or_from_a_generator() {
        assert_eq!(
            asked(&["--input", "people.parquet"]).ok().and_then(|a| a.input).unwrap(),
            "people.parquet"
        );
        assert_eq!(asked(&["--generator", "make.py", "--records", "9"]).ok().unwrap().records, "9");
        for wrong in
            [&[][..], &["--input"], &["--input", "a", "--generator", "b"], &["--input", "a", "--x", "y"]]
        {
            assert_eq!(asked(wrong).err().as_deref(), Some(USAGE), "{wrong:?}");
        }
    }
}
