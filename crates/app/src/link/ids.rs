//! The ids of records, kept in one text: a million of them are some megabytes.

use crate::command::{Failure, failure};
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::path::Path;

/// The ids of the records of one file.
pub enum Ids {
    /// The number of the row, from 0.
    Rows,
    Told(Told),
}

/// Ids as a column tells them.
#[derive(Default)]
pub struct Told {
    text: String,
    ends: Vec<usize>,
}

impl Told {
    /// The next id.
    pub fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }
    fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }
    /// Refuses rows without an id and ids that stand twice.
    pub fn checked(self, path: &Path, column: &str) -> Result<Ids, Failure> {
        let rows = 0..self.ends.len();
        let of_row = |row: usize| format!("{}: row {row} (from 0)", path.display());
        if let Some(row) = rows.clone().find(|row| self.get(*row).is_empty()) {
            return Err(failure(format!("{}: `{column}` is empty; every record needs an id", of_row(row))));
        }
        let mut hashes: Vec<(u64, usize)> = rows.map(|row| (hash(self.get(row)), row)).collect();
        hashes.sort_unstable();
        let same = |two: &&[(u64, usize)]| two[0].0 == two[1].0 && self.get(two[0].1) == self.get(two[1].1);
        if let Some(two) = hashes.windows(2).find(same) {
            let first = two[0].1;
            return Err(failure(format!(
                "{}: the id of row {first} stands there again; `{column}` must tell every record apart",
                of_row(two[1].1)
            )));
        }
        Ok(Ids::Told(self))
    }
}

impl Ids {
    /// The id of a row.
    pub fn of(&self, row: usize) -> Cow<'_, str> {
        match self {
            Ids::Rows => Cow::Owned(row.to_string()),
            Ids::Told(told) => Cow::Borrowed(told.get(row)),
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(ids: &[&str]) -> Result<Ids, String> {
        let mut told = Told::default();
        ids.iter().for_each(|id| told.push(id));
        told.checked(Path::new("people.csv"), "number").map_err(|e| e.to_string())
    }

    #[test]
    fn every_record_has_an_id_of_its_own() {
        let ids = checked(&["a", "ab", "b"]).ok().unwrap();
        assert_eq!((ids.of(0), ids.of(1), ids.of(2)), ("a".into(), "ab".into(), "b".into()));
        assert_eq!(Ids::Rows.of(7), "7");
        let twice = checked(&["a", "b", "c", "b"]).err().unwrap();
        assert!(twice.contains("row 3") && twice.contains("row 1") && !twice.contains("`b`"), "{twice}");
        assert!(checked(&["a", ""]).err().unwrap().contains("row 1"));
    }
}
