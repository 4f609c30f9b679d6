//! An attacker who sees only what is published: tells every withheld cell whose exact value follows.
//!
//! Written apart from the protection and by other means (Gauss–Jordan elimination with right-hand sides modulo another
//! prime, then bounds passed along the relations), so that an error in one shows in the other.

use crate::{Relation, Tables, Withheld};
use std::collections::{BTreeMap, BTreeSet};

/// By which reasoning a withheld value was recovered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By adding and subtracting published cells.
    Sums,
    /// Because withheld cells are at least 1.
    Bounds,
}

/// A withheld cell and the value that a reader can work out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovered {
    pub cell: usize,
    pub value: u64,
    pub how: How,
}

/// What a reader could work out of these tables if the cells in `withheld` were not shown. Empty means protected.
pub fn audit(tables: &Tables, withheld: &Withheld) -> Vec<Recovered> {
    attack(&withheld.published(tables), tables.relations())
}

/// What follows from the published cells (`None` is withheld, and known to be at least 1) and the relations alone.
pub fn attack(published: &[Option<u64>], relations: &[Relation]) -> Vec<Recovered> {
    let mut known: Vec<Option<i64>> = published.iter().map(|v| v.map(crate::tables::signed)).collect();
    let mut recovered = Vec::new();
    loop {
        let equations: Vec<Equation> = relations.iter().filter_map(|r| Equation::of(r, &known)).collect();
        let reduced = eliminate(&equations);
        let mut found: Vec<(usize, i64, How)> = reduced
            .iter()
            .filter_map(Equation::answer)
            .map(|(cell, value)| (cell, value, How::Sums))
            .collect();
        if found.is_empty() {
            let all = equations.iter().chain(&reduced).filter_map(Equation::in_integers).collect::<Vec<_>>();
            found = bounded(&all).into_iter().map(|(cell, value)| (cell, value, How::Bounds)).collect();
        }
        if found.is_empty() {
            return recovered;
        }
        for (cell, value, how) in found {
            if known[cell].replace(value).is_none() {
                recovered.push(Recovered { cell, value: u64::try_from(value).unwrap_or(0), how });
            }
        }
    }
}

/// The prime 2³¹ − 1.
const Q: i64 = (1 << 31) - 1;

/// factors × unknowns = right, modulo [`Q`], factors and right in `0..Q`.
#[derive(Clone, Debug, PartialEq)]
struct Equation {
    left: BTreeMap<usize, i64>,
    right: i64,
}

impl Equation {
    fn of(relation: &Relation, known: &[Option<i64>]) -> Option<Self> {
        let mut equation = Equation { left: BTreeMap::new(), right: 0 };
        for &(cell, factor) in &relation.terms {
            match known.get(cell).copied().flatten() {
                Some(value) => equation.right = (equation.right - factor * (value % Q)).rem_euclid(Q),
                None => *equation.left.entry(cell).or_insert(0) += factor,
            }
        }
        equation.left.values_mut().for_each(|factor| *factor = factor.rem_euclid(Q));
        equation.left.retain(|_, factor| *factor != 0);
        (!equation.left.is_empty()).then_some(equation)
    }
    /// The unknown and its value, if there is only one unknown and its factor is 1.
    fn answer(&self) -> Option<(usize, i64)> {
        let (&cell, &factor) = self.left.first_key_value().filter(|_| self.left.len() == 1)?;
        Some((cell, self.right * power(factor, Q - 2) % Q))
    }
    fn subtract(&mut self, other: &Equation, factor: i64) {
        for (&cell, &f) in &other.left {
            let sum = (self.left.get(&cell).copied().unwrap_or(0) - factor * f).rem_euclid(Q);
            if sum == 0 {
                self.left.remove(&cell)
            } else {
                self.left.insert(cell, sum)
            };
        }
        self.right = (self.right - factor * other.right).rem_euclid(Q);
    }
    /// The same equation in integers, taking residues as numbers near zero: true as long as the factors are small.
    fn in_integers(&self) -> Option<Bound> {
        let near_zero = |n: i64| if n > Q / 2 { n - Q } else { n };
        let terms: Vec<(usize, i64)> = self.left.iter().map(|(&cell, &f)| (cell, near_zero(f))).collect();
        let small = terms.iter().all(|term| term.1.abs() <= 64);
        small.then(|| Bound { terms, right: near_zero(self.right) })
    }
}

fn power(mut base: i64, mut exponent: i64) -> i64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % Q;
        }
        base = base * base % Q;
        exponent >>= 1;
    }
    result
}

/// Gauss–Jordan: every pivot is removed from all other equations. Short equations and rare unknowns go first.
fn eliminate(equations: &[Equation]) -> Vec<Equation> {
    let mut rows = equations.to_vec();
    let mut rows_with: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for &cell in row.left.keys() {
            rows_with.entry(cell).or_default().insert(at);
        }
    }
    let mut waiting: BTreeSet<(usize, usize)> =
        rows.iter().enumerate().map(|(at, r)| (r.left.len(), at)).collect();
    while let Some((_, at)) = waiting.pop_first() {
        let rarity = |&cell: &usize| rows_with.get(&cell).map_or(0, BTreeSet::len);
        let Some(pivot) = rows[at].left.keys().copied().min_by_key(rarity) else { continue };
        let scale = power(rows[at].left[&pivot], Q - 2);
        let row = &mut rows[at];
        row.left.values_mut().for_each(|factor| *factor = *factor * scale % Q);
        row.right = row.right * scale % Q;
        let pivot_row = row.clone();
        let others: Vec<usize> =
            rows_with.get(&pivot).into_iter().flatten().copied().filter(|&o| o != at).collect();
        for other in others {
            let was_waiting = waiting.remove(&(rows[other].left.len(), other));
            let factor = rows[other].left.get(&pivot).copied().unwrap_or(0);
            rows[other].subtract(&pivot_row, factor);
            for &cell in pivot_row.left.keys() {
                let list = rows_with.entry(cell).or_default();
                if rows[other].left.contains_key(&cell) {
                    list.insert(other)
                } else {
                    list.remove(&other)
                };
            }
            if was_waiting {
                waiting.insert((rows[other].left.len(), other));
            }
        }
    }
    rows.retain(|row| !row.left.is_empty());
    rows
}

/// terms = right, in integers.
struct Bound {
    terms: Vec<(usize, i64)>,
    right: i64,
}

/// Passes bounds along the equations until they stop moving, starting from "at least 1".
fn bounded(equations: &[Bound]) -> Vec<(usize, i64)> {
    const ROUNDS_MAX: usize = 50;
    let mut range: BTreeMap<usize, (i64, Option<i64>)> = BTreeMap::new();
    for (cell, _) in equations.iter().flat_map(|e| &e.terms) {
        range.insert(*cell, (1, None));
    }
    for _ in 0..ROUNDS_MAX {
        let mut moved = false;
        for equation in equations {
            moved |= equation.tighten(&mut range);
        }
        if !moved {
            break;
        }
    }
    range
        .into_iter()
        .filter(|(_, (low, high))| *high == Some(*low))
        .map(|(cell, (low, _))| (cell, low))
        .collect()
}

impl Bound {
    fn tighten(&self, range: &mut BTreeMap<usize, (i64, Option<i64>)>) -> bool {
        let ends = |range: &BTreeMap<usize, (i64, Option<i64>)>, &(cell, factor): &(usize, i64)| {
            let (low, high) = range.get(&cell).copied().unwrap_or((1, None));
            let (low, high) = (Some(low * factor), high.map(|h| h * factor));
            if factor > 0 { (low, high) } else { (high, low) }
        };
        let mut moved = false;
        // Sums of the low and of the high ends, and how many of them are open.
        let (mut low_sum, mut low_open, mut high_sum, mut high_open) = (0, 0, 0, 0);
        for term in &self.terms {
            let (low, high) = ends(range, term);
            low.map_or_else(|| low_open += 1, |l| low_sum += l);
            high.map_or_else(|| high_open += 1, |h| high_sum += h);
        }
        for term @ &(cell, factor) in &self.terms {
            let (low, high) = ends(range, term);
            let others_low = rest(low_sum, low_open, low);
            let others_high = rest(high_sum, high_open, high);
            // factor × x lies between right − (highest others) and right − (lowest others).
            let least = others_high.map(|h| self.right - h);
            let most = others_low.map(|l| self.right - l);
            let (x_low, x_high) = if factor > 0 { (least, most) } else { (most, least) };
            let Some(entry) = range.get_mut(&cell) else { continue };
            if let Some(x) = x_low.map(|n| div_up(n, factor)).filter(|&x| x > entry.0) {
                entry.0 = x;
                moved = true;
            }
            if let Some(x) =
                x_high.map(|n| div_down(n, factor)).filter(|&x| entry.1.is_none_or(|high| x < high))
            {
                entry.1 = Some(x);
                moved = true;
            }
            if moved {
                // The sums are stale now; the next round goes on with the tighter range.
                return true;
            }
        }
        moved
    }
}

/// The sum without one end; none if any other end is open.
fn rest(sum: i64, open: usize, own: Option<i64>) -> Option<i64> {
    match (open, own) {
        (0, Some(own)) => Some(sum - own),
        (1, None) => Some(sum),
        _ => None,
    }
}
fn div_down(n: i64, d: i64) -> i64 {
    let (n, d) = if d < 0 { (-n, -d) } else { (n, d) };
    n.div_euclid(d)
}
fn div_up(n: i64, d: i64) -> i64 {
    -div_down(-n, d)
}
