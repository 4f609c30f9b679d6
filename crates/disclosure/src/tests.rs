//! The engine against an exhaustive reader, an independent attacker and tables small enough to think through.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A table of two dimensions with its totals.
fn two_way(counts: &[Vec<u64>]) -> (Tables, BTreeMap<Vec<Place>, usize>) {
    let mut cube = Cube::new(vec![Axis::plain(counts.len()), Axis::plain(counts[0].len())]);
    for (r, row) in counts.iter().enumerate() {
        for (c, &n) in row.iter().enumerate() {
            cube.count(vec![r, c], n);
        }
    }
    let mut tables = Tables::new();
    let cells = cube.add_to(&mut tables, &[vec![Level::One, Level::One]]).unwrap();
    (tables, cells)
}

/// Every value each withheld cell can take in a table that agrees with what is published: by trying them all.
fn possible_values(published: &[Option<u64>], relations: &[Relation], most: u64) -> Vec<Vec<u64>> {
    fn fits(values: &[Option<u64>], relations: &[Relation]) -> bool {
        relations.iter().all(|r| {
            let sum = |sign: i64| -> i64 {
                r.terms
                    .iter()
                    .filter(|t| t.1.signum() == sign)
                    .filter_map(|t| values[t.0].map(|v| v as i64 * t.1))
                    .sum()
            };
            let open = |sign: i64| r.terms.iter().any(|t| t.1.signum() == sign && values[t.0].is_none());
            let total = sum(1) + sum(-1);
            match (open(1), open(-1)) {
                (false, false) => total == 0,
                (true, false) => total < 0,
                (false, true) => total > 0,
                (true, true) => true,
            }
        })
    }
    fn try_all(
        values: &mut Vec<Option<u64>>,
        at: usize,
        open: &[usize],
        rel: &[Relation],
        most: u64,
        out: &mut Vec<Vec<u64>>,
    ) {
        let Some(&cell) = open.get(at) else {
            for (slot, &cell) in open.iter().enumerate() {
                let value = values[cell].unwrap();
                if !out[slot].contains(&value) {
                    out[slot].push(value);
                }
            }
            return;
        };
        for value in 1..=most {
            values[cell] = Some(value);
            if fits(values, rel) {
                try_all(values, at + 1, open, rel, most, out);
            }
        }
        values[cell] = None;
    }
    let open: Vec<usize> = (0..published.len()).filter(|&c| published[c].is_none()).collect();
    let mut out = vec![Vec::new(); open.len()];
    try_all(&mut published.to_vec(), 0, &open, relations, most, &mut out);
    out
}

#[test]
fn a_lonely_small_cell_takes_a_rectangle_with_it() {
    let (tables, cells) = two_way(&[vec![3, 40, 50], vec![60, 20, 70], vec![80, 90, 30]]);
    let withheld = protect(&tables, THRESHOLD);
    assert_eq!(withheld.reason(cells[&vec![Place::One(0), Place::One(0)]]), Some(Reason::Small));
    assert_eq!(withheld.count(), 4, "three complements close the rectangle");
    assert!(!withheld.is_withheld(cells[&vec![Place::All, Place::All]]));
    assert!(audit(&tables, &withheld).is_empty());
}

#[test]
fn the_attacker_finds_what_small_cells_alone_give_away() {
    let (tables, cells) = two_way(&[vec![3, 40], vec![60, 20]]);
    let small =
        Withheld(tables.values().iter().map(|&v| (v > 0 && v < 10).then_some(Reason::Small)).collect());
    let cell = cells[&vec![Place::One(0), Place::One(0)]];
    assert_eq!(audit(&tables, &small), vec![Recovered { cell, value: 3, how: How::Sums }]);
}

#[test]
fn two_cells_that_add_to_two_are_both_one() {
    let mut tables = Tables::new();
    let parts = [tables.add_cell(1), tables.add_cell(1), tables.add_cell(30)];
    let total = tables.add_cell(32);
    tables.add_sum(total, &parts).unwrap();
    let small = Withheld(vec![Some(Reason::Small), Some(Reason::Small), None, None]);
    let found = audit(&tables, &small);
    assert_eq!(
        found.iter().map(|r| (r.cell, r.value, r.how)).collect::<Vec<_>>(),
        [(parts[0], 1, How::Bounds), (parts[1], 1, How::Bounds)]
    );
    let withheld = protect(&tables, THRESHOLD);
    assert!(audit(&tables, &withheld).is_empty());
    assert!(withheld.is_withheld(parts[2]), "the cheapest that gives both room");
}

#[test]
fn zeros_are_published_and_totals_fall_where_needed() {
    let (tables, cells) = two_way(&[vec![0, 4], vec![0, 0]]);
    let withheld = protect(&tables, THRESHOLD);
    assert!(!withheld.is_withheld(cells[&vec![Place::One(0), Place::One(0)]]));
    assert!(withheld.is_withheld(cells[&vec![Place::All, Place::All]]), "the total is the cell itself");
    assert!(audit(&tables, &withheld).is_empty());
}

#[test]
fn a_stock_does_not_give_its_flows_away() {
    // pending = before + applied − decided; nobody was decided, so the stocks alone tell the three who applied.
    let mut tables = Tables::new();
    let [before, applied, decided, pending] = [20, 3, 0, 23].map(|v| tables.add_cell(v));
    tables.add_relation(vec![(before, 1), (applied, 1), (decided, -1), (pending, -1)]).unwrap();
    let withheld = protect(&tables, THRESHOLD);
    assert!(withheld.is_withheld(applied));
    assert!(withheld.is_withheld(before) || withheld.is_withheld(pending));
    assert!(audit(&tables, &withheld).is_empty());
}

#[test]
fn a_relation_that_does_not_hold_is_refused() {
    let mut tables = Tables::new();
    let (part, total) = (tables.add_cell(3), tables.add_cell(5));
    assert_eq!(tables.add_sum(total, &[part]), Err(DoesNotAdd { by: -2 }));
}

#[test]
fn groups_and_margins_are_laid_out_once_each() {
    let mut cube = Cube::new(vec![Axis::grouped(vec![0, 0, 1]), Axis::plain(2)]);
    cube.count(vec![0, 0], 5);
    cube.count(vec![1, 1], 7);
    cube.count(vec![2, 0], 11);
    let mut tables = Tables::new();
    let cells = cube.add_to(&mut tables, &[vec![Level::One, Level::One]]).unwrap();
    assert_eq!(cells.len(), (3 + 2 + 1) * (2 + 1));
    assert_eq!(tables.value(cells[&vec![Place::Group(0), Place::All]]), 12);
    assert_eq!(tables.value(cells[&vec![Place::All, Place::One(0)]]), 16);
    let mut stock = Cube::new(vec![Axis::stock(2), Axis::plain(2)]);
    stock.count(vec![0, 0], 4);
    let cells = stock.add_to(&mut Tables::new(), &[vec![Level::One, Level::One]]).unwrap();
    assert_eq!(cells.len(), 2 * 2 + 2, "no sums over the months of a stock");
}

/// Mostly small counts with many zeros, as in real tables of few people.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![3 => Just(0u64), 4 => 1..4u64, 4 => 1..12u64, 2 => 10..80u64]
}
fn table(rows: usize, columns: usize) -> impl Strategy<Value = Vec<Vec<u64>>> {
    prop::collection::vec(prop::collection::vec(count(), columns), rows)
}

fn keeps_its_promises(tables: &Tables) -> Result<Withheld, TestCaseError> {
    let withheld = protect(tables, THRESHOLD);
    prop_assert_eq!(audit(tables, &withheld), vec![]);
    for (cell, &value) in tables.values().iter().enumerate() {
        prop_assert_eq!(withheld.reason(cell) == Some(Reason::Small), (1..10).contains(&value));
        prop_assert!(value != 0 || !withheld.is_withheld(cell), "a zero is published");
        prop_assert!(withheld.published(tables)[cell].is_none_or(|shown| shown == value));
    }
    Ok(withheld)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn two_way_tables_keep_their_secrets(counts in (2..9usize, 2..9usize).prop_flat_map(|(r, c)| table(r, c))) {
        keeps_its_promises(&two_way(&counts).0)?;
    }

    #[test]
    fn an_exhaustive_reader_is_left_with_a_choice(
        counts in prop::collection::vec(prop::collection::vec(prop_oneof![2 => Just(0u64), 5 => 1..5u64], 3), 2),
        threshold in 3..5u64,
    ) {
        let tables = two_way(&counts).0;
        let withheld = protect(&tables, threshold);
        let most = tables.values().iter().max().copied().unwrap_or(0) + 2;
        for values in possible_values(&withheld.published(&tables), tables.relations(), most) {
            prop_assert!(values.len() >= 2, "{:?} {:?}", counts, withheld);
        }
    }

    #[test]
    fn an_exhaustive_reader_of_linked_tables_is_left_with_a_choice(
        counts in prop::collection::vec(prop_oneof![4 => Just(0u64), 3 => 1..4u64], 2 * 2 * 2),
    ) {
        let mut cube = Cube::new(vec![Axis::plain(2), Axis::plain(2), Axis::plain(2)]);
        for (at, &n) in counts.iter().enumerate() {
            cube.count(vec![at / 4, at / 2 % 2, at % 2], n);
        }
        let mut tables = Tables::new();
        use Level::{All, One};
        cube.add_to(&mut tables, &[vec![One, One, All], vec![All, One, One]]).unwrap();
        let withheld = protect(&tables, 3);
        let most = tables.values().iter().max().copied().unwrap_or(0) + 2;
        for values in possible_values(&withheld.published(&tables), tables.relations(), most) {
            prop_assert!(values.len() >= 2, "{:?} {:?}", counts, withheld);
        }
    }

    #[test]
    fn linked_tables_of_three_dimensions_keep_their_secrets(
        counts in prop::collection::vec(count(), 6 * 4 * 3),
    ) {
        // Months in years × origin × sex, published as three tables of two dimensions with all totals.
        let mut cube = Cube::new(vec![Axis::grouped(vec![0, 0, 0, 1, 1, 1]), Axis::plain(4), Axis::plain(3)]);
        for (at, &n) in counts.iter().enumerate() {
            cube.count(vec![at / 12, at / 3 % 4, at % 3], n / 3);
        }
        let mut tables = Tables::new();
        use Level::{All, One};
        cube.add_to(&mut tables, &[vec![One, One, All], vec![One, All, One], vec![All, One, One]]).unwrap();
        keeps_its_promises(&tables)?;
    }

    #[test]
    fn hiding_only_the_small_ones_is_caught_with_the_right_values(counts in table(4, 4)) {
        let tables = two_way(&counts).0;
        let small = Withheld(tables.values().iter().map(|&v| (v > 0 && v < 10).then_some(Reason::Small)).collect());
        for found in audit(&tables, &small) {
            prop_assert_eq!(found.value, tables.value(found.cell));
        }
    }
}
