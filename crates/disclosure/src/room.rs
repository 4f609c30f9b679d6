//! Can all cells of exactly 1 be thought larger at once? A small linear program, solved by the simplex method.
//!
//! What is left of the relations when cells with room on both sides have been eliminated speaks of cells of 1 alone:
//! each row says that a combination of them is fixed by published cells. They all have room to grow if some strictly
//! positive change keeps every row: C·m = 0 with m ≥ 1. If there is none, Farkas' lemma gives a combination of rows
//! whose coefficients all have one sign: that combination pins its cells at 1, and is the witness to be broken.

use std::collections::{BTreeMap, BTreeSet};

/// A row: coefficients of cells of 1 by column.
pub(crate) type RealRow = Vec<(usize, f64)>;

const TINY: f64 = 1e-7;
/// Pivots after which smallest-index pivoting (which cannot cycle) takes over, and after which we give up.
const PIVOTS_BEFORE_CARE: usize = 2_000;
const PIVOTS_MAX: usize = 20_000;

/// For each group of rows that hang together and leave no room: how much of each row makes up a witness.
pub(crate) fn without_room(rows: &[RealRow]) -> Vec<Vec<(usize, f64)>> {
    let mut found = Vec::new();
    for group in connected(rows) {
        if let Some(weights) = Simplex::of(rows, &group).witness() {
            found.push(group.iter().copied().zip(weights).filter(|w| w.1.abs() > TINY).collect());
        }
    }
    found
}

/// Rows gathered by the columns they share.
fn connected(rows: &[RealRow]) -> Vec<Vec<usize>> {
    let mut with: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for &(column, _) in row {
            with.entry(column).or_default().push(at);
        }
    }
    let mut left: BTreeSet<usize> = (0..rows.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut group, mut open) = (Vec::new(), vec![first]);
        while let Some(at) = open.pop() {
            group.push(at);
            let near = rows[at].iter().filter_map(|(column, _)| with.get(column)).flatten();
            open.extend(near.copied().filter(|other| left.remove(other)));
        }
        groups.push(group);
    }
    groups
}

/// Phase one for C·w = −C·1 with w ≥ 0 (m = 1 + w): minimise the sum of one artificial variable a row.
struct Simplex {
    /// Columns of C, then artificial ones, then the right-hand side.
    table: Vec<Vec<f64>>,
    /// Reduced costs in the same order.
    costs: Vec<f64>,
    basis: Vec<usize>,
    /// Rows turned round so that the right-hand side is not negative.
    signs: Vec<f64>,
    columns: usize,
}

impl Simplex {
    fn of(rows: &[RealRow], group: &[usize]) -> Self {
        let cells: BTreeSet<usize> = group.iter().flat_map(|&at| rows[at].iter().map(|t| t.0)).collect();
        let place: BTreeMap<usize, usize> = cells.iter().enumerate().map(|(at, &cell)| (cell, at)).collect();
        let (columns, height) = (cells.len(), group.len());
        let width = columns + height + 1;
        let mut simplex = Simplex {
            table: vec![vec![0.0; width]; height],
            costs: vec![0.0; width],
            basis: (columns..columns + height).collect(),
            signs: vec![1.0; height],
            columns,
        };
        for (line, &at) in group.iter().enumerate() {
            let right: f64 = -rows[at].iter().map(|t| t.1).sum::<f64>();
            let sign = if right < 0.0 { -1.0 } else { 1.0 };
            for &(cell, factor) in &rows[at] {
                simplex.table[line][place[&cell]] = sign * factor;
            }
            simplex.table[line][columns + line] = 1.0;
            simplex.table[line][width - 1] = sign * right;
            simplex.signs[line] = sign;
            for column in (0..columns).chain([width - 1]) {
                simplex.costs[column] -= simplex.table[line][column];
            }
        }
        simplex
    }
    /// The weights of a combination of rows that leaves no room; none if there is room.
    fn witness(mut self) -> Option<Vec<f64>> {
        let right = self.costs.len() - 1;
        for pivots in 0..PIVOTS_MAX {
            if self.costs[right].abs() < TINY {
                return None;
            }
            let Some(enters) = self.entering(pivots > PIVOTS_BEFORE_CARE) else { break };
            let Some(leaves) = self.leaving(enters) else { break };
            self.pivot(leaves, enters);
        }
        // The cost of an artificial variable is 1 less its row's price.
        let price = |line: usize| (1.0 - self.costs[self.columns + line]) * self.signs[line];
        Some((0..self.signs.len()).map(price).collect())
    }
    fn entering(&self, careful: bool) -> Option<usize> {
        let mut better = (0..self.columns).filter(|&c| self.costs[c] < -TINY);
        if careful { better.next() } else { better.min_by(|&a, &b| self.costs[a].total_cmp(&self.costs[b])) }
    }
    fn leaving(&self, enters: usize) -> Option<usize> {
        let right = self.costs.len() - 1;
        let able = (0..self.table.len()).filter(|&line| self.table[line][enters] > TINY);
        let ratio = |line: usize| self.table[line][right] / self.table[line][enters];
        able.min_by(|&a, &b| ratio(a).total_cmp(&ratio(b)).then(self.basis[a].cmp(&self.basis[b])))
    }
    fn pivot(&mut self, leaves: usize, enters: usize) {
        let scale = self.table[leaves][enters];
        self.table[leaves].iter_mut().for_each(|x| *x /= scale);
        let pivot_row = std::mem::take(&mut self.table[leaves]);
        let lines = self.table.iter_mut().enumerate().filter(|(line, _)| *line != leaves).map(|(_, row)| row);
        for row in lines.chain([&mut self.costs]) {
            let factor = row[enters];
            if factor != 0.0 {
                row.iter_mut().zip(&pivot_row).for_each(|(x, p)| *x -= factor * p);
            }
        }
        self.table[leaves] = pivot_row;
        self.basis[leaves] = enters;
    }
}

#[cfg(test)]
mod tests {
    use super::without_room;

    #[test]
    fn two_ones_that_add_to_two_have_no_room() {
        assert_eq!(without_room(&[vec![(0, 1.0), (1, 1.0)]]).len(), 1);
        assert_eq!(without_room(&[vec![(0, 1.0)]]).len(), 1);
    }

    #[test]
    fn ones_that_are_equal_grow_together() {
        assert!(without_room(&[vec![(0, 1.0), (1, -1.0)], vec![(1, 1.0), (2, -1.0)]]).is_empty());
    }

    #[test]
    fn a_difference_of_ones_leaves_room() {
        assert!(without_room(&[vec![(0, 1.0), (1, 1.0), (2, -1.0)]]).is_empty());
    }

    #[test]
    fn a_combination_without_room_is_found_and_others_are_left_alone() {
        // a − b = 0 and b + c + a − … : the sum of the second and third row pins a, b and c.
        let rows = [vec![(0, 1.0), (1, 1.0), (3, -1.0)], vec![(3, 1.0), (2, 1.0)], vec![(7, 1.0), (8, -1.0)]];
        let found = without_room(&rows);
        assert_eq!(found.len(), 1);
        let weights = &found[0];
        let sum = |cell: usize| -> f64 {
            weights
                .iter()
                .flat_map(|(row, w)| rows[*row].iter().filter(|t| t.0 == cell).map(move |t| w * t.1))
                .sum()
        };
        let signs: Vec<f64> = (0..4).map(sum).collect();
        assert!(signs.iter().all(|s| *s <= 1e-6) || signs.iter().all(|s| *s >= -1e-6), "{signs:?}");
    }
}
