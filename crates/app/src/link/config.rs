//! Reads the file of a configuration, and tells its mistakes with file and line.

use crate::command::{Failure, failure};
use linkage::{Config, Mistakes};
use std::fmt::Write;
use std::path::Path;

/// Reads the file: what it says, and its text.
pub fn read(path: &Path) -> Result<(Config, String), Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| failure(format!("{name}: {e}")))?;
    let told = |wrong: Mistakes| failure(format!("the configuration is not well:{}", told(&wrong, &name)));
    let config = Config::of(&text).map_err(told)?;
    Ok((config, text))
}

fn told(mistakes: &Mistakes, file: &str) -> String {
    mistakes.0.iter().fold(String::new(), |mut told, (line, what)| {
        let _ = write!(told, "\n  {file}:{line}: {what}");
        told
    })
}
