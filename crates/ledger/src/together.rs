//! Rows of one table that go to the database together: a statement costs more than a row.

use crate::{Fault, Value, engine::Connection};

/// Rows that one statement writes. What is left over goes row by row, so that two statements do for any number.
const TOGETHER: usize = 32;

/// Rows of one width, one behind the other.
#[derive(Default)]
pub(crate) struct Rows {
    width: usize,
    values: Vec<Value>,
}

impl Rows {
    /// Adds a row. All have the width of the first.
    pub fn push(&mut self, mut row: Vec<Value>) {
        self.width = row.len();
        self.values.append(&mut row);
    }

    pub fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    pub fn each(&self) -> impl Iterator<Item = &[Value]> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// Writes the rows with the insert of one (`insert into … values ($1, …)`) and what follows it (` on conflict …`, or
    /// nothing). Answers how many were written.
    pub fn insert(&self, c: &mut dyn Connection, one: &str, end: &str) -> Result<u64, Fault> {
        let chunks = self.values.chunks_exact(TOGETHER * self.width.max(1));
        let rest = chunks.remainder();
        let mut written = 0;
        if chunks.len() > 0 {
            let sql = format!("{}{end}", for_many(one));
            for chunk in chunks {
                written += c.execute(&sql, chunk)?;
            }
        }
        let sql = format!("{one}{end}");
        for row in rest.chunks_exact(self.width.max(1)) {
            written += c.execute(&sql, row)?;
        }
        Ok(written)
    }
}

/// The insert of one row, for `TOGETHER` rows.
fn for_many(one: &str) -> String {
    let (head, marks) = one.split_once(" values ").unwrap_or((one, ""));
    let width = marks.matches('$').count();
    let row = |at: usize| {
        let marks: Vec<String> = (1..=width).map(|mark| format!("${}", at * width + mark)).collect();
        format!("({})", marks.join(", "))
    };
    let rows: Vec<String> = (0..TOGETHER).map(row).collect();
    format!("{head} values {}", rows.join(", "))
}

#[cfg(test)]
mod tests;
