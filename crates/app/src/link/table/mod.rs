//! Tables of people as files: CSV or Parquet, row by row, and only the columns that are asked for.

mod cell;
mod csv;
mod parquet;
#[cfg(test)]
mod tests;

use crate::command::{Failure, failure};
use linkage::{asked, listed};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What every Parquet file begins with.
const PARQUET_BEGINS: &[u8; 4] = b"PAR1";

/// A file that was opened and whose columns are known.
pub struct Table {
    path: PathBuf,
    columns: Vec<String>,
    kind: Kind,
}

enum Kind {
    Csv(csv::Csv),
    Parquet(parquet::Parquet),
}

impl Table {
    /// Opens a file. What it is is told by its first bytes.
    pub fn open(path: &Path) -> Result<Table, Failure> {
        let wrong = |e: std::io::Error| failure(format!("{}: {e}", path.display()));
        let mut first = [0; 4];
        let mut file = File::open(path).map_err(wrong)?;
        if file.metadata().map_err(wrong)?.is_dir() {
            return Err(failure(format!("{}: is a folder; name a CSV or Parquet file", path.display())));
        }
        let is_parquet = file.read_exact(&mut first).is_ok() && first == *PARQUET_BEGINS;
        let is_named_so = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
        let (columns, kind) = match (is_parquet, is_named_so) {
            (true, _) => parquet::Parquet::open(path).map(|(columns, p)| (columns, Kind::Parquet(p)))?,
            (false, true) => {
                return Err(failure(format!("{}: is not a Parquet file, whatever its name", path.display())));
            }
            (false, false) => csv::Csv::open(path).map(|(columns, c)| (columns, Kind::Csv(c)))?,
        };
        Ok(Table { path: path.to_owned(), columns, kind })
    }
    pub fn columns(&self) -> &[String] {
        &self.columns
    }
    /// Reads all rows, handing on the values of some columns in the order asked for; empty for what is not known. How many
    /// rows there are.
    pub fn each_row(
        self,
        columns: &[&str],
        take: &mut dyn FnMut(&[&str]) -> Result<(), Failure>,
    ) -> Result<u64, Failure> {
        let places = columns.iter().map(|column| self.place(column)).collect::<Result<Vec<_>, _>>()?;
        match self.kind {
            Kind::Csv(csv) => csv.each_row(&self.path, &places, take),
            Kind::Parquet(parquet) => parquet.each_row(&self.path, &self.columns, &places, take),
        }
    }
    fn place(&self, column: &str) -> Result<usize, Failure> {
        let mut found = self.columns.iter().enumerate().filter(|(_, known)| *known == column);
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Ok(at),
            (Some(_), Some(_)) => {
                Err(failure(format!("{}: there are two columns named `{column}`", self.path.display())))
            }
            (None, _) => {
                let known = || self.columns.iter().map(String::as_str);
                let near = asked(column, known());
                let near = if near.is_empty() { ";".to_owned() } else { near };
                let (path, known) = (self.path.display(), listed(known()));
                Err(failure(format!("{path}: there is no column `{column}`{near} there are {known}")))
            }
        }
    }
}
