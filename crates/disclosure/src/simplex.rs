//! The simplex method on a dense table, for the small linear programs of this crate: A·x = b, x ≥ 0, least cost.

pub(crate) const TINY: f64 = 1e-7;
/// Pivots after which smallest-index pivoting (which cannot cycle) takes over, and after which we give up.
const PIVOTS_BEFORE_CARE: usize = 2_000;
const PIVOTS_MAX: usize = 20_000;

/// Phase one begun: one artificial variable a row, whose sum is to become zero.
pub(crate) struct Simplex {
    /// Columns of A, then artificial ones, then the right-hand side.
    table: Vec<Vec<f64>>,
    /// Reduced costs in the same order.
    costs: Vec<f64>,
    basis: Vec<usize>,
    /// Rows turned round so that the right-hand side is not negative.
    signs: Vec<f64>,
    columns: usize,
}

impl Simplex {
    /// `rows` are (column, factor) lists with their right-hand sides.
    pub fn new(rows: &[(Vec<(usize, f64)>, f64)], columns: usize) -> Self {
        let height = rows.len();
        let width = columns + height + 1;
        let mut simplex = Simplex {
            table: vec![vec![0.0; width]; height],
            costs: vec![0.0; width],
            basis: (columns..columns + height).collect(),
            signs: vec![1.0; height],
            columns,
        };
        for (line, (row, right)) in rows.iter().enumerate() {
            let sign = if *right < 0.0 { -1.0 } else { 1.0 };
            for &(column, factor) in row {
                simplex.table[line][column] += sign * factor;
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
    /// Runs phase one: whether there is any x at all.
    pub fn is_possible(&mut self) -> bool {
        self.descend(true)
    }
    /// After an impossible phase one: weights of the rows whose combination cannot be satisfied (Farkas).
    pub fn contradiction(&self) -> Vec<f64> {
        // The reduced cost of an artificial variable is 1 less its row's price.
        let price = |line: usize| (1.0 - self.costs[self.columns + line]) * self.signs[line];
        (0..self.signs.len()).map(price).collect()
    }
    /// After a possible phase one: an x of least cost.
    pub fn least(mut self, costs: &[f64]) -> Vec<f64> {
        self.drive_out_artificial();
        self.costs.iter_mut().for_each(|cost| *cost = 0.0);
        self.costs[..self.columns].copy_from_slice(costs);
        for line in 0..self.table.len() {
            let price = costs.get(self.basis[line]).copied().unwrap_or(0.0);
            if price != 0.0 {
                self.costs.iter_mut().zip(&self.table[line]).for_each(|(cost, x)| *cost -= price * x);
            }
        }
        self.descend(false);
        let right = self.costs.len() - 1;
        let mut x = vec![0.0; self.columns];
        for (line, &column) in self.basis.iter().enumerate() {
            if let Some(slot) = x.get_mut(column) {
                *slot = self.table[line][right];
            }
        }
        x
    }
    /// Pivots until nothing gets better; in phase one, whether the sum of artificial variables became zero.
    fn descend(&mut self, phase_one: bool) -> bool {
        let right = self.costs.len() - 1;
        for pivots in 0..PIVOTS_MAX {
            if phase_one && self.costs[right].abs() < TINY {
                return true;
            }
            let Some(enters) = self.entering(pivots > PIVOTS_BEFORE_CARE) else { break };
            let Some(leaves) = self.leaving(enters) else { break };
            self.pivot(leaves, enters);
        }
        phase_one && self.costs[right].abs() < TINY
    }
    /// Artificial variables still in the basis are zero; what is left of their rows must not let them grow.
    fn drive_out_artificial(&mut self) {
        for line in 0..self.table.len() {
            if self.basis[line] >= self.columns {
                let column = (0..self.columns).find(|&column| self.table[line][column].abs() > TINY);
                if let Some(column) = column {
                    self.pivot(line, column);
                }
            }
        }
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
    use super::*;

    #[test]
    fn the_cheapest_way_is_found_and_an_impossible_one_is_explained() {
        // x + y = 4, y + z = 3, costs 1, 5, 1.
        let rows = [(vec![(0, 1.0), (1, 1.0)], 4.0), (vec![(1, 1.0), (2, 1.0)], 3.0)];
        let mut simplex = Simplex::new(&rows, 3);
        assert!(simplex.is_possible());
        assert_eq!(simplex.least(&[1.0, 5.0, 1.0]), [4.0, 0.0, 3.0]);
        let mut simplex = Simplex::new(&[(vec![(0, 1.0)], -1.0)], 1);
        assert!(!simplex.is_possible());
        assert!(simplex.contradiction()[0] != 0.0);
    }

    #[test]
    fn rows_that_say_the_same_twice_do_no_harm() {
        let row = (vec![(0, 1.0), (1, -1.0)], 0.0);
        let rows = [row.clone(), row, (vec![(0, 1.0), (2, 1.0)], 2.0)];
        let mut simplex = Simplex::new(&rows, 3);
        assert!(simplex.is_possible());
        assert_eq!(simplex.least(&[1.0, 1.0, 3.0]), [2.0, 2.0, 0.0]);
    }
}
