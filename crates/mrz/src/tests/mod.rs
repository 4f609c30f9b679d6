//! Published and invented zones, the rules of the standard, and what holds for every zone.

mod always;
mod messy;
mod rules;
mod table;

use crate::{Candidate, Reading, read, read_messy};
use jiff::civil::{Date, date};
use serde::Deserialize;

const TODAY: Date = date(2026, 11, 30);

/// One line of the truth table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    title: String,
    source: String,
    form: String,
    lines: Vec<String>,
    document_code: String,
    issuer: String,
    number: String,
    primary: String,
    #[serde(default)]
    secondary: String,
    nationality: String,
    birth: String,
    #[serde(default)]
    birth_or: Option<String>,
    sex: String,
    expiry: String,
    #[serde(default)]
    optional: String,
    #[serde(default)]
    optional_second: String,
    #[serde(default)]
    misfits: Vec<String>,
    #[serde(default)]
    perhaps_cut: bool,
}

fn table() -> Vec<Truth> {
    #[derive(Deserialize)]
    struct Table {
        zones: Vec<Truth>,
    }
    toml::from_str::<Table>(include_str!("../../data/zones.toml")).unwrap().zones
}

impl Truth {
    fn lines(&self) -> Vec<&str> {
        self.lines.iter().map(String::as_str).collect()
    }
    fn reading(&self) -> Reading {
        read(&self.lines(), TODAY).unwrap()
    }
}

fn messy(lines: &[&str]) -> Vec<Candidate> {
    read_messy(&lines.join("\n"), TODAY)
}

/// The only candidate.
fn only(mut candidates: Vec<Candidate>) -> Candidate {
    assert_eq!(candidates.len(), 1, "{candidates:?}");
    candidates.remove(0)
}
