//! Reads a CSV file: the columns of a schema for the engine, the truth apart from them.

use linkage::{Records, Schema};
use std::collections::HashMap;
use std::error::Error;

/// Records and, apart from them, the truth.
pub struct Input {
    pub records: Records,
    /// Number of the person of each record.
    pub persons: Vec<u32>,
    /// Number of the household of each record; empty where the file knows none.
    pub households: Vec<u32>,
}

/// Numbers for the texts of a column.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, text: &str) -> u32 {
        let next = self.0.len() as u32;
        self.0.get(text).copied().unwrap_or_else(|| *self.0.entry(text.to_owned()).or_insert(next))
    }
}

/// Reads a file; `person` names the column of the truth.
pub fn read(path: &str, schema: Schema, person: &str) -> Result<Input, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let column =
        |name: &str| header.iter().position(|h| h == name).ok_or_else(|| format!("no column {name}"));
    let columns = schema.columns().iter().map(|c| column(c)).collect::<Result<Vec<_>, _>>()?;
    let (person, household) = (column(person)?, column("household_id").ok());
    let mut input = Input { records: Records::new(schema), persons: Vec::new(), households: Vec::new() };
    let (mut persons, mut households) = (Numbers::default(), Numbers::default());
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row)? {
        let values: Vec<&str> = columns.iter().map(|c| row.get(*c).unwrap_or("")).collect();
        input.records.push(&values)?;
        input.persons.push(persons.of(row.get(person).unwrap_or("")));
        if let Some(household) = household.and_then(|h| row.get(h)) {
            input.households.push(households.of(household));
        }
    }
    Ok(input)
}
