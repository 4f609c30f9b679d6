//! An outside judge of linkages: PyPI `splink` (MIT) links the same invented people in turns with `ceiba link dedupe`.
//!
//! Neither sees the answers. The people come from a generator that is named, or from a Parquet file with the columns of
//! `docs/examples/link-people.toml` and with `unique_id` and `person_id`.

use crate::root;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGES: [&str; 6] = ["splink==5.0.0", "duckdb==2.0.0", "pandas", "recordlinkage", "pyarrow", "scipy"];
const SCRIPT: &str = include_str!("judge_linkage.py");
const USAGE: &str = "usage: cargo xtask judge-linkage (--input FILE | --generator FILE [--records N] [--seed N]) \
                     [--rounds N] [--threads N] [--python PATH]";

/// What was asked for.
struct Asked {
    input: Option<String>,
    generator: Option<String>,
    records: String,
    seed: String,
    rounds: String,
    threads: Option<String>,
    python: String,
}

impl Asked {
    fn read(args: &[String]) -> Result<Asked, String> {
        let mut asked = Asked {
            input: None,
            generator: None,
            records: "100000".to_owned(),
            seed: "7".to_owned(),
            rounds: "2".to_owned(),
            threads: None,
            python: "python3".to_owned(),
        };
        for two in args.chunks(2) {
            let [name, value] = two else { return Err(USAGE.to_owned()) };
            match name.as_str() {
                "--input" => asked.input = Some(value.clone()),
                "--generator" => asked.generator = Some(value.clone()),
                "--records" => asked.records.clone_from(value),
                "--seed" => asked.seed.clone_from(value),
                "--rounds" => asked.rounds.clone_from(value),
                "--threads" => asked.threads = Some(value.clone()),
                "--python" => asked.python.clone_from(value),
                _ => return Err(USAGE.to_owned()),
            }
        }
        if asked.input.is_some() == asked.generator.is_some() { Err(USAGE.to_owned()) } else { Ok(asked) }
    }
}

pub fn run(args: &[String]) -> Result<(), String> {
    let asked = Asked::read(args)?;
    let folder = root().join("target/judge-linkage");
    let python = judge(&folder, &asked.python)?;
    let input = people(&folder, &python, &asked)?;
    crate::shown("cargo", &["build", "--locked", "--release", "--package", "app", "--bin", "ceiba"])?;
    let script = folder.join("judge_linkage.py");
    std::fs::write(&script, SCRIPT).map_err(|e| format!("{}: {e}", script.display()))?;
    let mut turns = Command::new(python);
    turns.arg(&script).args(["turns", "--rounds", &asked.rounds]);
    turns.arg("--ceiba").arg(root().join("target/release/ceiba"));
    turns.arg("--config").arg(root().join("docs/examples/link-people.toml"));
    turns.arg("--input").arg(input).arg("--work").arg(&folder);
    if let Some(threads) = &asked.threads {
        turns.args(["--threads", threads]);
    }
    done(&mut turns)
}

/// A virtual environment with the judge in it, made on first use.
fn judge(folder: &Path, base: &str) -> Result<PathBuf, String> {
    let python = folder.join("venv/bin/python");
    let asked = Command::new(&python).args(["-c", "import splink, scipy"]).output();
    if !asked.is_ok_and(|output| output.status.success()) {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        done(Command::new(base).args(["-m", "venv", "--clear"]).arg(folder.join("venv")))?;
        done(Command::new(folder.join("venv/bin/pip")).args(["install", "--quiet"]).args(PACKAGES))?;
    }
    Ok(python)
}

/// The people: the file that was named, or those that the generator makes.
fn people(folder: &Path, python: &Path, asked: &Asked) -> Result<PathBuf, String> {
    let Some(generator) = &asked.generator else {
        let input = asked.input.as_deref().map(PathBuf::from).ok_or(USAGE)?;
        return std::path::absolute(&input).map_err(|e| format!("{}: {e}", input.display()));
    };
    let made = folder.join(format!("people-{}-{}.parquet", asked.records, asked.seed));
    let mut make = Command::new(python);
    make.arg(generator).args(["--records", &asked.records, "--seed", &asked.seed]).arg("--out").arg(&made);
    done(&mut make)?;
    Ok(made)
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
