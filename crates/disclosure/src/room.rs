//! Can all cells of exactly 1 be thought larger at once? A small linear program.
//!
//! What is left of the relations when cells with room on both sides have been eliminated speaks of cells of 1 alone:
//! each row says that a combination of them is fixed by published cells. They all have room to grow if some strictly
//! positive change keeps every row: C·m = 0 with m ≥ 1. If there is none, Farkas' lemma gives a combination of rows
//! whose coefficients all have one sign: that combination pins its cells at 1, and is the witness to be broken.

use crate::simplex::{Simplex, TINY};
use std::collections::{BTreeMap, BTreeSet};

/// A row: coefficients of cells of 1 by column.
pub(crate) type RealRow = Vec<(usize, f64)>;

/// For each group of rows that hang together and leave no room: how much of each row makes up a witness.
pub(crate) fn without_room(rows: &[RealRow]) -> Vec<Vec<(usize, f64)>> {
    let mut found = Vec::new();
    for group in connected(rows) {
        let cells: BTreeSet<usize> = group.iter().flat_map(|&at| rows[at].iter().map(|t| t.0)).collect();
        let place: BTreeMap<usize, usize> = cells.iter().enumerate().map(|(at, &cell)| (cell, at)).collect();
        // C·m = 0 with m = 1 + w, w ≥ 0.
        let program = |&at: &usize| {
            let row: RealRow = rows[at].iter().map(|&(cell, factor)| (place[&cell], factor)).collect();
            let right = -row.iter().map(|t| t.1).sum::<f64>();
            (row, right)
        };
        let mut simplex = Simplex::new(&group.iter().map(program).collect::<Vec<_>>(), cells.len());
        if !simplex.is_possible() {
            let weights = group.iter().copied().zip(simplex.contradiction());
            found.push(weights.filter(|w| w.1.abs() > TINY).collect());
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
