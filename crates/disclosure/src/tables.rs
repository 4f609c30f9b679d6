//! All cells published of one data cut and the relations that join them: the single thing that is protected.

use serde::{Deserialize, Serialize};

/// A relation among cells: the sum of coefficient × value is zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    pub terms: Vec<(usize, i64)>,
}

/// From this worth on a cell is a headline figure.
pub const HEADLINE: u64 = 100;

/// A relation was stated that the true values do not obey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the cells differ by {by} from the relation stated about them")]
pub struct DoesNotAdd {
    pub by: i64,
}

/// Cells (by number) and the relations that a reader may use to work one out from others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    values: Vec<u64>,
    worths: Vec<u64>,
    relations: Vec<Relation>,
}

impl Tables {
    pub fn new() -> Self {
        Self::default()
    }
    /// Adds a cell with its true value; the answer is its number.
    pub fn add_cell(&mut self, value: u64) -> usize {
        self.values.push(value);
        self.worths.push(1);
        self.values.len() - 1
    }
    /// Says how many times more it hurts to lose this cell than another of the same count (1 if nothing is said). Cells
    /// worth [`HEADLINE`] or more are settled first, among themselves.
    pub fn set_worth(&mut self, cell: usize, worth: u64) {
        if let Some(known) = self.worths.get_mut(cell) {
            *known = worth;
        }
    }
    /// States that `total` is the sum of `parts`.
    pub fn add_sum(&mut self, total: usize, parts: &[usize]) -> Result<(), DoesNotAdd> {
        let terms = std::iter::once((total, -1)).chain(parts.iter().map(|&part| (part, 1))).collect();
        self.add_relation(terms)
    }
    /// States that coefficient × value sums to zero over `terms`. Refused if the true values say otherwise.
    pub fn add_relation(&mut self, terms: Vec<(usize, i64)>) -> Result<(), DoesNotAdd> {
        let by: i64 = terms.iter().map(|&(cell, factor)| signed(self.value(cell)) * factor).sum();
        if by != 0 {
            return Err(DoesNotAdd { by });
        }
        self.relations.push(Relation { terms });
        Ok(())
    }
    /// The true value of a cell; 0 for a number that was never given out.
    pub fn value(&self, cell: usize) -> u64 {
        self.values.get(cell).copied().unwrap_or(0)
    }
    pub(crate) fn is_headline(&self, cell: usize) -> bool {
        self.worths.get(cell).is_some_and(|&worth| worth >= HEADLINE)
    }
    /// What withholding the cell costs: its worth times the length of its count. Stocks run to thousands where flows are
    /// tens; costs in proportion to counts would spend many flows to save one stock.
    pub(crate) fn cost(&self, cell: usize) -> u64 {
        u64::from(self.value(cell).max(1).ilog2() + 1)
            .saturating_mul(self.worths.get(cell).copied().unwrap_or(1))
    }
    pub fn values(&self) -> &[u64] {
        &self.values
    }
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }
    /// The relations that mention each cell.
    pub(crate) fn relations_by_cell(&self) -> Vec<Vec<usize>> {
        let mut by_cell = vec![Vec::new(); self.values.len()];
        for (at, relation) in self.relations.iter().enumerate() {
            for &(cell, _) in &relation.terms {
                if let Some(list) = by_cell.get_mut(cell) {
                    list.push(at);
                }
            }
        }
        by_cell
    }
}

/// Counts of people fit easily; a larger number is held at the greatest i64 rather than wrapped.
pub(crate) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
