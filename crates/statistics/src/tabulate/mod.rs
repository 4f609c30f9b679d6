//! One table out of a cut: the rows of a division and its totals, withheld cells as such, as JSON and CSV.

use crate::publish::Published;
use crate::series::{Dimension, Key, Month, Series};
use jiff::civil::Date;
use serde_json::{Value, json};

/// A cell of a table; `value` is `None` when it is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub key: Key,
    pub value: Option<u64>,
}

/// A table of a cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub series: Series,
    pub by: Vec<Dimension>,
    /// The day of the cut.
    pub up_to: Date,
    pub threshold: u64,
    /// In the order of the dimensions asked for.
    pub rows: Vec<Cell>,
    /// The totals over one or all dimensions that are published too.
    pub totals: Vec<Cell>,
}

/// The table asked for is not published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not published by {}; it can be divided by: {}", .series.code(), codes(.by), available(*.series))]
pub struct NotPublished {
    pub series: Series,
    pub by: Vec<Dimension>,
}

fn codes(by: &[Dimension]) -> String {
    by.iter().map(|d| d.code()).collect::<Vec<_>>().join(",")
}
fn available(series: Series) -> String {
    series.divisions().iter().filter(|by| !by.is_empty()).map(|by| codes(by)).collect::<Vec<_>>().join(" · ")
}

/// The table of a series divided by some dimensions.
pub fn table(cut: &Published, series: Series, by: &[Dimension]) -> Result<Table, NotPublished> {
    let no_such = || NotPublished { series, by: by.to_vec() };
    let mut wanted = by.to_vec();
    wanted.sort();
    if !series.divisions().contains(&wanted) {
        return Err(no_such());
    }
    // A stock that is not divided by month is the one at the end of the last month.
    let at_end = !series.is_flow() && !by.contains(&Dimension::Month);
    let end = Month::of(cut.up_to);
    let (mut rows, mut totals) = (Vec::new(), Vec::new());
    for (&(_, key), &value) in cut.cells.range((series, Key::default())..).take_while(|(k, _)| k.0 == series)
    {
        if at_end && key.month != Some(end) {
            continue;
        }
        let key = if at_end { Key { month: None, ..key } } else { key };
        let dimensions = key.dimensions();
        if dimensions == wanted {
            rows.push(Cell { key, value });
        } else if dimensions.iter().all(|d| wanted.contains(d)) {
            totals.push(Cell { key, value });
        }
    }
    let order = |key: &Key| by.iter().map(|&d| rank(key, d)).collect::<Vec<_>>();
    rows.sort_by_key(|cell| order(&cell.key));
    totals.sort_by_key(|cell| (std::cmp::Reverse(cell.key.dimensions().len()), order(&cell.key)));
    Ok(Table { series, by: by.to_vec(), up_to: cut.up_to, threshold: cut.threshold, rows, totals })
}

/// The place of a key's value in its dimension: as the classes are listed, codes by the alphabet.
fn rank(key: &Key, dimension: Dimension) -> (usize, String) {
    let place = match dimension {
        Dimension::Sex => key.sex.map(|s| s as usize),
        Dimension::Age => key.age.map(|a| a as usize),
        Dimension::Outcome => key.outcome.map(|o| o as usize),
        _ => None,
    };
    (place.unwrap_or(0), key.code(dimension).unwrap_or_default())
}

impl Table {
    /// How many cells are withheld, totals included.
    pub fn withheld_count(&self) -> usize {
        self.rows.iter().chain(&self.totals).filter(|cell| cell.value.is_none()).count()
    }
    /// For programs: every cell with its codes, `value` null where it is withheld.
    pub fn to_json(&self) -> Value {
        let cell = |cell: &Cell| {
            let mut out = serde_json::Map::new();
            for &dimension in &self.by {
                if let Some(code) = cell.key.code(dimension) {
                    out.insert(dimension.code().to_owned(), code.into());
                }
            }
            out.insert("value".to_owned(), cell.value.into());
            out.insert("withheld".to_owned(), cell.value.is_none().into());
            Value::Object(out)
        };
        json!({
            "series": self.series.code(),
            "cut": self.up_to.to_string(),
            "by": self.by.iter().map(|d| d.code()).collect::<Vec<_>>(),
            "unit": "persons",
            "definition": self.series.definition(),
            "threshold": self.threshold,
            "rows": self.rows.iter().map(cell).collect::<Vec<_>>(),
            "totals": self.totals.iter().map(cell).collect::<Vec<_>>(),
            "withheld_count": self.withheld_count(),
        })
    }
    /// For spreadsheets: one line a cell; totals have `total` in the dimensions they run over.
    pub fn to_csv(&self) -> String {
        let mut lines = Vec::with_capacity(self.rows.len() + self.totals.len() + 1);
        lines.push(
            self.by.iter().map(|d| d.code()).chain(["value", "withheld"]).collect::<Vec<_>>().join(","),
        );
        for cell in self.rows.iter().chain(&self.totals) {
            let codes = self.by.iter().map(|&d| cell.key.code(d).unwrap_or_else(|| "total".to_owned()));
            let value = cell.value.map(|v| v.to_string()).unwrap_or_default();
            let withheld = if cell.value.is_none() { "yes" } else { "no" };
            lines.push(codes.chain([value, withheld.to_owned()]).collect::<Vec<_>>().join(","));
        }
        lines.join("\r\n") + "\r\n"
    }
}

#[cfg(test)]
mod tests;
