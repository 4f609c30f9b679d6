//! Headline figures first: for each small one, the cheapest set of others that lets it move.
//!
//! Headline figures hang together by few relations, so the best complements can be found by linear programming: the
//! change of least cost in which the small cell moves by one, every relation holds, withheld cells move free of charge
//! and withheld cells of 1 only grow. What else moves in it is withheld. Choosing step by step instead often ends up
//! withholding whole columns.

use crate::Tables;
use crate::simplex::{Simplex, TINY};
use std::collections::BTreeMap;

/// More columns than this and the step-by-step way must do.
const COLUMNS_MAX: usize = 3_000;

/// The headline cells to withhold beside those withheld already.
pub(crate) fn complements(tables: &Tables, withheld: &[bool]) -> Vec<usize> {
    let headline = |cell: usize| tables.is_headline(cell);
    let relations: Vec<&[(usize, i64)]> = tables.relations().iter().map(|r| r.terms.as_slice()).collect();
    let relations: Vec<&[(usize, i64)]> =
        relations.into_iter().filter(|terms| terms.iter().all(|t| headline(t.0))).collect();
    let cells: Vec<usize> = (0..withheld.len()).filter(|&c| headline(c) && tables.value(c) > 0).collect();
    if relations.is_empty() || cells.len() * 2 > COLUMNS_MAX {
        return Vec::new();
    }
    let mut small: Vec<usize> = cells.iter().copied().filter(|&cell| withheld[cell]).collect();
    small.sort_by_key(|&cell| std::cmp::Reverse(tables.value(cell)));
    let mut hidden = withheld.to_vec();
    let mut added = Vec::new();
    for cell in small {
        let program = Program { tables, relations: &relations, cells: &cells, hidden: &hidden };
        let moved = program.cheapest_move(cell, 1.0).or_else(|| program.cheapest_move(cell, -1.0));
        for other in moved.into_iter().flatten().filter(|&other| !withheld[other]) {
            if !std::mem::replace(&mut hidden[other], true) {
                added.push(other);
            }
        }
    }
    added
}

struct Program<'p> {
    tables: &'p Tables,
    relations: &'p [&'p [(usize, i64)]],
    cells: &'p [usize],
    hidden: &'p [bool],
}

impl Program<'_> {
    /// The cells that move in the cheapest change in which `target` moves by `by`; none if it cannot.
    fn cheapest_move(&self, target: usize, by: f64) -> Option<Vec<usize>> {
        // Two columns a cell: up and down. A withheld 1 has no way down.
        let mut columns: Vec<(usize, f64)> = Vec::new();
        let mut of_cell: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for &cell in self.cells.iter().filter(|&&cell| cell != target) {
            let is_one = self.tables.value(cell) == 1;
            for direction in [1.0, -1.0].into_iter().filter(|d| *d > 0.0 || !is_one) {
                of_cell.entry(cell).or_default().push((columns.len(), direction));
                columns.push((cell, direction));
            }
        }
        if by < 0.0 && self.tables.value(target) == 1 {
            return None;
        }
        let row = |terms: &&[(usize, i64)]| {
            let mut left = Vec::new();
            let mut right = 0.0;
            for &(cell, factor) in *terms {
                if cell == target {
                    right -= factor as f64 * by;
                }
                let ways = of_cell.get(&cell).into_iter().flatten();
                left.extend(ways.map(|&(column, direction)| (column, direction * factor as f64)));
            }
            (left, right)
        };
        let mut simplex = Simplex::new(&self.relations.iter().map(row).collect::<Vec<_>>(), columns.len());
        if !simplex.is_possible() {
            return None;
        }
        // A little for what is withheld anyway, so that a change is no larger than it must be.
        let cost = |&(cell, _): &(usize, f64)| {
            if self.hidden[cell] { 0.01 } else { 1.0 + self.tables.cost(cell) as f64 }
        };
        let x = simplex.least(&columns.iter().map(cost).collect::<Vec<_>>());
        let moved = columns.iter().zip(&x).filter(|(_, x)| x.abs() > TINY).map(|(column, _)| column.0);
        Some(moved.collect())
    }
}
