//! Chooses which cells to withhold: the small ones, and complements until nothing withheld can be worked out.
//!
//! Two conditions together suffice:
//!
//! 1. No withheld cell is determined by the relations when all published cells are known.
//! 2. A reader knows that withheld cells are at least 1, so a cell of exactly 1 can only be thought larger: there must
//!    be a change in which all cells of 1 grow (see `room`).
//!
//! With both, every withheld cell could be another number (not always a whole one): take a change in which it moves,
//! and add enough of the one in which all cells of 1 grow.
//! Ranks are computed modulo the prime 2⁶¹ − 1; condition 1 is asked with one random-looking vector of the null space.
//! Headline figures are settled first, among themselves and by linear programming. Then, as long as a condition fails:
//! the failing combination of relations names the published cells it needs (its witness), and one of them is withheld,
//! the cheapest of those whose loss alone is enough. What turned out not to be needed is given back, and the attacker of
//! [`crate::attack`] has the last word.

use crate::headline;
use crate::room::{RealRow, without_room};
use crate::{Recovered, Tables, audit};
use std::collections::BTreeMap;

/// Why a cell is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its count is from 1 to below the threshold.
    Small,
    /// A small cell could be worked out from it.
    Complement,
}

/// Which cells are withheld, by cell number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld(pub Vec<Option<Reason>>);

impl Withheld {
    pub fn is_withheld(&self, cell: usize) -> bool {
        self.0.get(cell).copied().flatten().is_some()
    }
    pub fn reason(&self, cell: usize) -> Option<Reason> {
        self.0.get(cell).copied().flatten()
    }
    /// How many cells are withheld.
    pub fn count(&self) -> usize {
        self.0.iter().flatten().count()
    }
    /// What a reader sees: the value, or nothing.
    pub fn published(&self, tables: &Tables) -> Vec<Option<u64>> {
        tables.values().iter().enumerate().map(|(at, &v)| (!self.is_withheld(at)).then_some(v)).collect()
    }
}

/// How often giving back is tried, and with how many cells at first.
const TRIES_MAX: usize = 300;
const GIVEN_BACK_AT_ONCE: usize = 8;

/// Withholds every count from 1 to below `threshold` and as many others as it takes that none follows from the rest.
pub fn protect(tables: &Tables, threshold: u64) -> Withheld {
    let small = |&value: &u64| (value > 0 && value < threshold).then_some(Reason::Small);
    let withheld = tables.values().iter().map(small).collect();
    let mut plan = Plan { tables, relations_by_cell: tables.relations_by_cell(), withheld };
    plan.settle_headlines();
    while plan.break_witnesses() {}
    plan.give_back();
    while plan.answer_attack() {
        while plan.break_witnesses() {}
    }
    Withheld(plan.withheld)
}

struct Plan<'t> {
    tables: &'t Tables,
    relations_by_cell: Vec<Vec<usize>>,
    withheld: Vec<Option<Reason>>,
}

impl Plan<'_> {
    /// Conditions 1 and 2 leave other numbers, but perhaps no other whole numbers: where the attacker still finds
    /// something, a neighbour of what was found is withheld too. False if the attacker finds nothing.
    fn answer_attack(&mut self) -> bool {
        let mut found = audit(self.tables, &Withheld(self.withheld.clone()));
        found.sort_by_key(|found| (found.value, found.cell));
        for Recovered { cell, .. } in found {
            let relations = self.relations_by_cell[cell].iter().map(|&at| &self.tables.relations()[at]);
            let neighbours =
                relations.flat_map(|relation| relation.terms.iter().map(|term| term.0)).collect();
            if let Some(neighbour) = self.cheapest(neighbours, &vec![false; self.withheld.len()]) {
                self.withheld[neighbour] = Some(Reason::Complement);
                return true;
            }
        }
        false
    }
    fn settle_headlines(&mut self) {
        let hidden: Vec<bool> = self.withheld.iter().map(Option::is_some).collect();
        for cell in headline::complements(self.tables, &hidden) {
            self.withheld[cell] = Some(Reason::Complement);
        }
    }
    /// Publishes again what was withheld on the way and is not needed in the end, the dearest first.
    fn give_back(&mut self) {
        let is_complement = |&cell: &usize| self.withheld[cell] == Some(Reason::Complement);
        let mut complements: Vec<usize> = (0..self.withheld.len()).filter(is_complement).collect();
        complements.sort_by_key(|&cell| (std::cmp::Reverse(self.tables.cost(cell)), cell));
        let mut tries = TRIES_MAX;
        for dear in complements.chunks(GIVEN_BACK_AT_ONCE) {
            self.give_back_of(dear, &mut tries);
        }
    }
    /// Publishes these cells again if they are not needed, or else each half of them.
    fn give_back_of(&mut self, cells: &[usize], tries: &mut usize) {
        if cells.is_empty() || *tries == 0 {
            return;
        }
        *tries -= 1;
        cells.iter().for_each(|&cell| self.withheld[cell] = None);
        if Echelon::of(self.tables, &self.withheld).is_safe() {
            return;
        }
        cells.iter().for_each(|&cell| self.withheld[cell] = Some(Reason::Complement));
        if let (false, (left, right)) = (cells.len() == 1, cells.split_at(cells.len() / 2)) {
            self.give_back_of(left, tries);
            self.give_back_of(right, tries);
        }
    }
    fn is_free(&self, cell: usize) -> bool {
        self.withheld[cell].is_none() && self.tables.value(cell) > 0
    }
    fn withheld_in(&self, relation: usize) -> usize {
        let terms = &self.tables.relations()[relation].terms;
        terms.iter().filter(|&&(cell, _)| self.withheld[cell].is_some()).count()
    }
    /// The published cell whose loss costs least: first those that do not stand alone, for others cost further cells;
    /// then by cost, more for each relation that it would leave with itself as the only withheld cell.
    fn cheapest(&self, cells: Vec<usize>, stands_alone: &[bool]) -> Option<usize> {
        let cost = |&cell: &usize| {
            let lonely = |&&relation: &&usize| self.withheld_in(relation) == 0;
            let knock_on = self.relations_by_cell[cell].iter().filter(lonely).count() as u64;
            (stands_alone[cell], self.tables.cost(cell).saturating_mul(1 + knock_on), cell)
        };
        cells.into_iter().filter(|&cell| self.is_free(cell)).min_by_key(cost)
    }
    /// Withholds one more cell for every combination of relations that fails a condition; false if none fails.
    fn break_witnesses(&mut self) -> bool {
        let echelon = Echelon::of(self.tables, &self.withheld);
        let mut added = vec![false; self.withheld.len()];
        let mut any = false;
        for witness in echelon.witnesses() {
            if witness.iter().any(|&cell| added[cell]) {
                continue;
            }
            if let Some(cell) = self.cheapest(witness, &echelon.stands_alone) {
                self.withheld[cell] = Some(Reason::Complement);
                added[cell] = true;
                any = true;
            }
        }
        any
    }
}

/// A combination of relations: (column, factor) by rising column, factors modulo [`P`].
type Row = Vec<(usize, u64)>;

/// The relations in echelon form over the columns: withheld cells of 2 or more, withheld cells of 1, published cells.
/// Cells published as zero are left out, for they add nothing.
struct Echelon {
    /// Which cell a column stands for.
    cells: Vec<usize>,
    /// How many columns are withheld cells of 2 or more, and how many are withheld at all.
    roomy: usize,
    unknown: usize,
    /// The row that leads with each unknown column.
    leading: Vec<Option<Row>>,
    /// By cell: published cells whose value is fixed by other published ones, so that withholding one alone changes
    /// nothing for the withheld.
    stands_alone: Vec<bool>,
}

impl Echelon {
    fn of(tables: &Tables, withheld: &[Option<Reason>]) -> Self {
        let class = |cell: usize| match (withheld[cell].is_some(), tables.value(cell)) {
            (true, 1) => 1,
            (true, _) => 0,
            _ => 2,
        };
        let mut cells: Vec<usize> = (0..withheld.len()).filter(|&cell| tables.value(cell) > 0).collect();
        cells.sort_by_key(|&cell| (class(cell), cell));
        let roomy = cells.iter().filter(|&&cell| class(cell) == 0).count();
        let unknown = cells.iter().filter(|&&cell| class(cell) <= 1).count();
        let mut column_of = vec![usize::MAX; withheld.len()];
        for (column, &cell) in cells.iter().enumerate() {
            column_of[cell] = column;
        }
        let mut echelon = Self {
            cells,
            roomy,
            unknown,
            leading: vec![None; unknown],
            stands_alone: vec![false; withheld.len()],
        };
        let mut rows: Vec<Row> = tables.relations().iter().map(|r| row_of(&r.terms, &column_of)).collect();
        rows.sort_by_key(|row| row.iter().filter(|term| term.0 < unknown).count());
        for row in rows {
            let row = echelon.reduced(row);
            match row.first() {
                Some(&(column, _)) if column < unknown => echelon.leading[column] = Some(row),
                _ => row.iter().for_each(|term| echelon.stands_alone[echelon.cells[term.0]] = true),
            }
        }
        echelon
    }
    /// Subtracts known rows until the row leads with a column that no row leads with, or only published cells are left.
    fn reduced(&self, mut row: Row) -> Row {
        while let Some(&(column, factor)) = row.first() {
            let Some(Some(with)) = self.leading.get(column) else { break };
            row = minus(&row, with, times(factor, inverse(with[0].1)));
        }
        row
    }
    /// Whether nothing is given away.
    fn is_safe(&self) -> bool {
        self.determined().is_empty() && self.pinned().is_empty()
    }
    /// The published cells used by each combination of relations that gives something away.
    fn witnesses(&self) -> Vec<Vec<usize>> {
        let mut found = self.pinned();
        for column in self.determined() {
            let mut row = vec![(column, 1)];
            let mut rest = Vec::new();
            // A determined column's unit vector is a combination of rows, so every unknown column can be removed.
            while let Some(&(column, _)) = row.first().filter(|term| term.0 < self.unknown) {
                match &self.leading[column] {
                    Some(with) => row = minus(&row, with, times(row[0].1, inverse(with[0].1))),
                    None => rest.push(row.remove(0)),
                }
            }
            if rest.is_empty() {
                found.push(self.published_in(&row));
            }
        }
        found
    }
    /// The published cells used by combinations of relations that pin cells at 1.
    fn pinned(&self) -> Vec<Vec<usize>> {
        let rows: Vec<&Row> = self.leading[self.roomy..].iter().flatten().collect();
        let real =
            |row: &&Row| -> Vec<(usize, f64)> { row.iter().map(|&(at, f)| (at, fraction(f))).collect() };
        let real: Vec<Vec<(usize, f64)>> = rows.iter().map(real).collect();
        let ones = |row: &Vec<(usize, f64)>| row.iter().copied().filter(|t| t.0 < self.unknown).collect();
        let ones: Vec<RealRow> = real.iter().map(ones).collect();
        let published = |weights: Vec<(usize, f64)>| {
            let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
            for (row, weight) in weights {
                for &(column, factor) in real[row].iter().filter(|t| t.0 >= self.unknown) {
                    *sums.entry(column).or_default() += weight * factor;
                }
            }
            sums.into_iter().filter(|s| s.1.abs() > 1e-6).map(|s| self.cells[s.0]).collect()
        };
        without_room(&ones).into_iter().map(published).collect()
    }
    fn published_in(&self, row: &Row) -> Vec<usize> {
        row.iter().filter(|term| term.0 >= self.unknown).map(|term| self.cells[term.0]).collect()
    }
    /// The unknown columns that are zero in a random-looking vector of the null space, and so in all of them.
    fn determined(&self) -> Vec<usize> {
        let mut value = vec![0u64; self.unknown];
        for column in (0..self.unknown).rev() {
            value[column] = match &self.leading[column] {
                None => scatter(column),
                Some(row) => {
                    let rest = row[1..].iter().filter(|term| term.0 < self.unknown);
                    let sum = rest.fold(0, |sum, &(at, factor)| plus(sum, times(factor, value[at])));
                    times(negative(sum), inverse(row[0].1))
                }
            };
        }
        (0..self.unknown).filter(|&column| value[column] == 0).collect()
    }
}

fn row_of(terms: &[(usize, i64)], column_of: &[usize]) -> Row {
    let mut row: Row = terms
        .iter()
        .map(|&(cell, factor)| (column_of[cell], factor.rem_euclid(P as i64) as u64))
        .filter(|term| term.0 != usize::MAX && term.1 != 0)
        .collect();
    row.sort_unstable();
    row
}

/// `row − factor × with`, dropping zeros.
fn minus(row: &Row, with: &Row, factor: u64) -> Row {
    let factor = negative(factor);
    let mut out = Row::with_capacity(row.len() + with.len());
    let (mut i, mut j) = (0, 0);
    while i < row.len() || j < with.len() {
        let left = row.get(i).map_or(usize::MAX, |term| term.0);
        let right = with.get(j).map_or(usize::MAX, |term| term.0);
        let mut sum = 0;
        if left <= right {
            sum = row[i].1;
            i += 1;
        }
        if right <= left {
            sum = plus(sum, times(factor, with[j].1));
            j += 1;
        }
        if sum != 0 {
            out.push((left.min(right), sum));
        }
    }
    out
}

/// The Mersenne prime 2⁶¹ − 1.
const P: u64 = (1 << 61) - 1;

fn plus(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= P { sum - P } else { sum }
}
fn negative(a: u64) -> u64 {
    if a == 0 { 0 } else { P - a }
}
fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let folded = (product & u128::from(P)) as u64 + (product >> 61) as u64;
    if folded >= P { folded - P } else { folded }
}
/// By Fermat: a^(P−2). Almost every factor is 1 or −1, which are their own inverses.
fn inverse(a: u64) -> u64 {
    if a == 1 || a == P - 1 {
        return a;
    }
    let (mut base, mut exponent, mut result) = (a, P - 2, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}
/// The fraction that a residue stands for, by the Euclidean algorithm stopped halfway (Wang): factors are small numbers
/// or quotients of small numbers.
fn fraction(residue: u64) -> f64 {
    const HALFWAY: i128 = 1 << 30;
    let (mut a, mut b, mut s, mut t) = (i128::from(P), i128::from(residue), 0i128, 1i128);
    while b > HALFWAY {
        let quotient = a / b;
        (a, b) = (b, a - quotient * b);
        (s, t) = (t, s - quotient * t);
    }
    b as f64 / t as f64
}
/// A fixed scattered number for a column (SplitMix64): the same tables always get the same protection.
fn scatter(column: usize) -> u64 {
    let mut z = (column as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) % (P - 1) + 1
}
