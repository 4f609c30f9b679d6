//! CSV as spreadsheets and registers write it: UTF-8, with commas, semicolons or tabs, and a first line of names.

use crate::command::{Failure, failure};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord, Trim};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// What may stand between values, the usual one first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// Spreadsheets mark UTF-8 with this at the beginning.
const MARK: &str = "\u{feff}";

pub struct Csv {
    reader: Reader<File>,
}

impl Csv {
    /// Opens a file and reads the names of its columns.
    pub fn open(path: &Path) -> Result<(Vec<String>, Csv), Failure> {
        let wrong = |e: std::io::Error| failure(format!("{}: {e}", path.display()));
        let mut first = Vec::new();
        BufReader::new(File::open(path).map_err(wrong)?).read_until(b'\n', &mut first).map_err(wrong)?;
        let count = |separator: u8| first.iter().filter(|byte| **byte == separator).count();
        // Of equals the last is taken, so the usual one is asked last.
        let separator = SEPARATORS.into_iter().rev().max_by_key(|s| count(*s)).unwrap_or(b',');
        let file = File::open(path).map_err(wrong)?;
        let mut reader = ReaderBuilder::new().delimiter(separator).trim(Trim::All).from_reader(file);
        let names = reader.headers().map_err(|e| told(path, &e))?;
        let columns: Vec<String> =
            names.iter().map(|name| name.trim_start_matches(MARK).to_owned()).collect();
        if columns.iter().all(String::is_empty) {
            return Err(failure(format!("{}: the first line names no column", path.display())));
        }
        Ok((columns, Csv { reader }))
    }
    pub fn each_row(
        mut self,
        path: &Path,
        places: &[usize],
        take: &mut dyn FnMut(&[&str]) -> Result<(), Failure>,
    ) -> Result<u64, Failure> {
        let mut record = StringRecord::new();
        let mut rows = 0;
        while self.reader.read_record(&mut record).map_err(|e| told(path, &e))? {
            let values: Vec<&str> = places.iter().map(|at| record.get(*at).unwrap_or("")).collect();
            take(&values)?;
            rows += 1;
        }
        Ok(rows)
    }
}

/// What is wrong with a file, with its line and what to do.
fn told(path: &Path, error: &csv::Error) -> Failure {
    let line = |at: &Option<csv::Position>| at.as_ref().map_or(1, csv::Position::line);
    let what = match error.kind() {
        ErrorKind::Utf8 { pos, .. } => {
            format!(":{}: is not UTF-8; save the file as “CSV UTF-8”", line(pos))
        }
        ErrorKind::UnequalLengths { pos, expected_len, len } => {
            format!(":{}: has {len} values where the first line names {expected_len} columns", line(pos))
        }
        _ => format!(": {error}"),
    };
    failure(format!("{}{what}", path.display()))
}
