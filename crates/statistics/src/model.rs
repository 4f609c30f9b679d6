//! A data cut as a record: what was published of it, and nothing else, frozen on the day it was made.

use crate::publish::Published;
use crate::series::{Dimension, Key, Series};
use jiff::{Timestamp, civil::Date};
use kernel::AccountId;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// A cut of the register, as its record tells it.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    pub up_to: Date,
    pub threshold: u64,
    /// Facts whose date was too far back to be true; they are in no table.
    pub left_out: u64,
    /// First-instance decisions whose application is not known.
    pub without_application: u64,
    pub made: Option<(Timestamp, AccountId)>,
    /// One line a cell, see [`write_cells`].
    pub(crate) cells: String,
}

/// What is stated about a cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum CutEvent {
    /// The cut was made. `cells` holds a line for every cell that is published or withheld; the counts of withheld
    /// cells are not in it, so whoever reads this entry learns no more than a reader of the tables.
    CutMade { up_to: Date, threshold: u64, cells: String, left_out: u64, without_application: u64 },
}

/// The dimensions in the order of a line.
const ORDER: [Dimension; 6] = Dimension::ALL;

/// One line a cell: series, the code of each dimension or nothing, the count or nothing when withheld.
pub(crate) fn write_cells(published: &Published) -> String {
    let mut out = String::new();
    for ((series, key), value) in &published.cells {
        out.push_str(series.code());
        for dimension in ORDER {
            out.push(';');
            out.push_str(&key.code(dimension).unwrap_or_default());
        }
        out.push(';');
        if let Some(value) = value {
            // Writing to a String cannot fail.
            let _ = write!(out, "{value}");
        }
        out.push('\n');
    }
    out
}

/// Reads a line of [`write_cells`]; `None` if it is none.
fn read_line(line: &str) -> Option<((Series, Key), Option<u64>)> {
    let mut parts = line.split(';');
    let series = Series::from_code(parts.next()?)?;
    let mut key = Key::default();
    for dimension in ORDER {
        let code = parts.next()?;
        if !code.is_empty() && !key.set(dimension, code) {
            return None;
        }
    }
    let value = parts.next()?;
    let value = if value.is_empty() { None } else { Some(value.parse().ok()?) };
    Some(((series, key), value))
}

impl Cut {
    /// The tables of the cut. Lines that this version does not know are passed over.
    pub fn published(&self) -> Published {
        let cells = self.cells.lines().filter_map(read_line).collect();
        Published { up_to: self.up_to, threshold: self.threshold, cells }
    }
}
