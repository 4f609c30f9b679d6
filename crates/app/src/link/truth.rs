//! What is known to be true: which records are of one person, as clusters or as pairs.

use super::table::Table;
use crate::command::{Failure, failure};
use linkage::listed;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;

/// Which of two files an id is of; the same for all where there is one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Left,
    Right,
}

/// Ids by number.
#[derive(Default)]
pub struct Numbers {
    of: FxHashMap<(Side, Box<str>), u32>,
    sides: Vec<Side>,
}

impl Numbers {
    pub fn of(&mut self, side: Side, id: &str) -> u32 {
        let next = self.sides.len() as u32;
        let number = *self.of.entry((side, id.into())).or_insert(next);
        if number == next {
            self.sides.push(side);
        }
        number
    }
    pub fn side(&self, number: u32) -> Side {
        self.sides[number as usize]
    }
}

/// The truth, by numbers of ids.
pub enum Truth {
    /// The person of each id.
    Persons {
        of: FxHashMap<u32, u32>,
        pairs: u64,
    },
    Pairs(FxHashSet<(u32, u32)>),
}

impl Truth {
    /// Reads `id,cluster` (with `side` where two files' ids are told apart) or `left,right`.
    pub fn read(path: &Path, two_files: bool, numbers: &mut Numbers) -> Result<Truth, Failure> {
        let table = Table::open(path)?;
        let has = |column: &str| table.columns().iter().any(|known| known == column);
        if has("left") && has("right") {
            return read_pairs(table, two_files, numbers);
        }
        if has("id") && has("cluster") {
            let has_side = has("side");
            if two_files && !has_side {
                return Err(failure(format!(
                    "{}: of two files the truth needs left,right, or id,cluster,side with side left or right",
                    path.display()
                )));
            }
            let of = read_clusters(table, two_files, numbers)
                .map_err(|e| failure(format!("{}: {e}", path.display())))?;
            let pairs = pairs_of(of.iter().map(|(id, person)| (*person, numbers.side(*id))), two_files);
            return Ok(Truth::Persons { of, pairs });
        }
        let known = listed(table.columns().iter().map(String::as_str));
        Err(failure(format!(
            "{}: the truth is id,cluster or left,right; this file has {known}",
            path.display()
        )))
    }
    /// How many pairs are true.
    pub fn pairs(&self) -> u64 {
        match self {
            Truth::Persons { pairs, .. } => *pairs,
            Truth::Pairs(pairs) => pairs.len() as u64,
        }
    }
    pub fn holds(&self, one: u32, other: u32) -> bool {
        match self {
            Truth::Persons { of, .. } => of.get(&one).is_some_and(|person| of.get(&other) == Some(person)),
            Truth::Pairs(pairs) => pairs.contains(&ordered(one, other)),
        }
    }
    /// Whether the truth says anything of an id; pairs say only who is the same.
    pub fn knows(&self, id: u32) -> bool {
        match self {
            Truth::Persons { of, .. } => of.contains_key(&id),
            Truth::Pairs(_) => true,
        }
    }
}

/// The numbers of a pair, the smaller first.
pub fn ordered(one: u32, other: u32) -> (u32, u32) {
    (one.min(other), one.max(other))
}

fn read_pairs(table: Table, two_files: bool, numbers: &mut Numbers) -> Result<Truth, Failure> {
    let mut pairs = FxHashSet::default();
    let right_side = if two_files { Side::Right } else { Side::Left };
    table.each_row(&["left", "right"], &mut |values| {
        let (left, right) = (numbers.of(Side::Left, values[0]), numbers.of(right_side, values[1]));
        if left != right {
            pairs.insert(ordered(left, right));
        }
        Ok(())
    })?;
    Ok(Truth::Pairs(pairs))
}

/// Reads `id,cluster`, and `side` where ids of two files are told apart.
pub fn read_clusters(
    table: Table,
    two_files: bool,
    numbers: &mut Numbers,
) -> Result<FxHashMap<u32, u32>, Failure> {
    let (mut of, mut names) = (FxHashMap::default(), FxHashMap::<Box<str>, u32>::default());
    let columns: &[&str] = if two_files { &["id", "cluster", "side"] } else { &["id", "cluster"] };
    let mut row = 0u64;
    table.each_row(columns, &mut |values| {
        let side = match values.get(2) {
            None | Some(&"left") => Side::Left,
            Some(&"right") => Side::Right,
            Some(other) => {
                return Err(failure(format!("row {row} (from 0): a side is left or right, not `{other}`")));
            }
        };
        let next = names.len() as u32;
        let cluster = *names.entry(values[1].into()).or_insert(next);
        if of.insert(numbers.of(side, values[0]), cluster).is_some() {
            return Err(failure(format!("row {row} (from 0): its id stood there before")));
        }
        row += 1;
        Ok(())
    })?;
    Ok(of)
}

/// How many pairs the members of groups make; of two files, only those across.
pub fn pairs_of<G: std::hash::Hash + Eq>(members: impl Iterator<Item = (G, Side)>, two_files: bool) -> u64 {
    let mut sizes: FxHashMap<G, [u64; 2]> = FxHashMap::default();
    members.for_each(|(group, side)| sizes.entry(group).or_default()[usize::from(side == Side::Right)] += 1);
    let of = |[left, right]: [u64; 2]| {
        let all = left + right;
        if two_files { left * right } else { all * all.saturating_sub(1) / 2 }
    };
    sizes.into_values().map(of).sum()
}
