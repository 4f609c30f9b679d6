//! Tables become records of the engine: only the columns of the configuration are read, and the ids beside them.

use super::ids::{Ids, Told};
use super::table::Table;
use crate::command::{Failure, failure};
use indicatif::ProgressBar;
use linkage::{Config, Records};
use std::path::Path;

/// So many rows are read before the line on the terminal moves.
const ROWS_A_MOVE: u64 = 10_000;

/// The records of one file within all.
pub struct Part {
    pub ids: Ids,
    /// The number of its first record.
    pub first: u32,
    pub count: u32,
}

impl Part {
    /// The id of a record, by its number among all.
    pub fn id(&self, record: u32) -> std::borrow::Cow<'_, str> {
        self.ids.of((record - self.first) as usize)
    }
    /// The number among all of the record of an id.
    pub fn find(&self, id: &str) -> Option<u32> {
        (self.first..self.first + self.count).find(|record| self.id(*record) == id)
    }
}

/// Reads a file into the records.
pub fn read(
    path: &Path,
    config: &Config,
    id: Option<&str>,
    records: &mut Records,
    bar: &ProgressBar,
) -> Result<Part, Failure> {
    let first = number(records.len())?;
    let mut told = id.map(|_| Told::default());
    each_record(path, config, id, bar, &mut |id, values| {
        if let (Some(told), Some(id)) = (&mut told, id) {
            told.push(id);
        }
        records.push(values)?;
        Ok(())
    })?;
    let ids = match (told, id) {
        (Some(told), Some(column)) => told.checked(path, column)?,
        _ => Ids::Rows,
    };
    Ok(Part { ids, first, count: number(records.len())? - first })
}

/// Takes a record: its id, if there is a column of ids, and its values in the order of the schema.
pub type Take<'a> = dyn FnMut(Option<&str>, &[&str]) -> Result<(), Failure> + 'a;

/// Hands on the records of a file: the id, if there is a column of ids, and the values in the order of the schema.
pub fn each_record(
    path: &Path,
    config: &Config,
    id: Option<&str>,
    bar: &ProgressBar,
    take: &mut Take<'_>,
) -> Result<u64, Failure> {
    let wanted = id.into_iter().chain(config.schema.columns().iter().map(String::as_str));
    let wanted: Vec<&str> = wanted.collect();
    let mut row = 0;
    Table::open(path)?.each_row(&wanted, &mut |values| {
        row += 1;
        if row % ROWS_A_MOVE == 0 {
            bar.inc(ROWS_A_MOVE);
        }
        match (id, values.split_first()) {
            (Some(_), Some((id, values))) => take(Some(*id), values),
            _ => take(None, values),
        }
    })
}

fn number(records: usize) -> Result<u32, Failure> {
    u32::try_from(records).map_err(|_| failure(linkage::LinkageError::TooMany.to_string()))
}
