//! `ceiba link profile`: looks at the columns of a file and suggests a configuration to begin with.
//!
//! It counts and guesses; no value of a person is shown.

mod column;
mod suggestion;

use super::course::Course;
use super::table::Table;
use crate::command::{Ended, print_json};
use column::{Column, Counting};
use std::path::Path;
use std::process::ExitCode;

/// What was found in a file.
#[derive(serde::Serialize)]
pub struct Profile {
    pub rows: u64,
    pub columns: Vec<Column>,
    /// A configuration to begin with, as TOML.
    pub suggestion: String,
}

pub fn run(input: &Path, json: bool) -> Ended {
    let profile = of(input)?;
    if json {
        print_json(&profile)?;
    } else {
        print!("{}", profile.suggestion);
    }
    Ok(ExitCode::SUCCESS)
}

/// Looks at a file.
pub fn of(input: &Path) -> Result<Profile, crate::command::Failure> {
    let table = Table::open(input)?;
    let names = table.columns().to_vec();
    let wanted: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut counting: Vec<Counting> = names.iter().map(|_| Counting::default()).collect();
    let mut course = Course::begin();
    let rows = course.step("read", |bar| {
        table.each_row(&wanted, &mut |values| {
            bar.inc(1);
            counting.iter_mut().zip(values).for_each(|(column, value)| column.count(value));
            Ok(())
        })
    })?;
    course.end();
    let columns: Vec<Column> =
        names.iter().zip(counting).map(|(name, counted)| counted.column(name, rows)).collect();
    let suggestion = suggestion::of(&columns, rows);
    Ok(Profile { rows, columns, suggestion })
}
