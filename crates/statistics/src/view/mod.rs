//! Reading the newest cut: pages with charts, tables, CSV and JSON, and the published figures beside them.

pub(crate) mod draw;
pub(crate) mod page;
pub(crate) mod published;
pub(crate) mod words;

use crate::series::{Dimension, Series};
use crate::table::CUTS;
use jiff::{Timestamp, civil::Date};
use ledger::{Door, Fault, params};
use web::Fields;

/// Which table somebody wants to see, as the address says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub series: Series,
    pub by: Vec<Dimension>,
    /// The year shown of a table by month and something else; it would be too long otherwise.
    pub year: Option<i16>,
}

impl Choice {
    /// Reads an address; what it leaves out, or says wrongly, is applications by month.
    pub fn of(query: &Fields) -> Self {
        let series = Series::from_code(query.text("series")).unwrap_or(Series::Applications);
        let by: Option<Vec<Dimension>> = query.text("by").split(',').map(Dimension::from_code).collect();
        let by = by.filter(|by| is_division(series, by)).unwrap_or_else(|| vec![Dimension::Month]);
        Self { series, by, year: query.text("year").parse().ok() }
    }
    pub fn by_code(&self) -> String {
        self.by.iter().map(|d| d.code()).collect::<Vec<_>>().join(",")
    }
    /// The address of this choice under a path.
    pub fn href(&self, path: &str) -> String {
        format!("{path}?series={}&by={}", self.series.code(), self.by_code())
    }
    /// Whether the table is shown one year at a time.
    pub fn is_by_year(&self) -> bool {
        self.by.len() == 2 && self.by.contains(&Dimension::Month)
    }
}

fn is_division(series: Series, by: &[Dimension]) -> bool {
    let mut sorted = by.to_vec();
    sorted.sort();
    series.divisions().contains(&sorted)
}

/// A cut as the list of cuts shows it.
pub(crate) struct CutLine {
    pub up_to: Date,
    pub made_at: Timestamp,
    pub cells: i64,
    pub withheld: i64,
}

/// The cuts made so far, newest first.
pub(crate) fn cuts(door: &mut dyn Door) -> Result<Vec<CutLine>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&CUTS, &params![tenant])?;
    rows.iter()
        .map(|row| {
            Ok(CutLine {
                up_to: row.date("up_to")?,
                made_at: row.instant("made_at")?,
                cells: row.int("cells")?,
                withheld: row.int("withheld")?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
