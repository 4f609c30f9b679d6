//! What a database engine must do for the door; which one runs is known nowhere else.

use crate::{Fault, Row, Value, postgres, sqlite};
use std::path::PathBuf;

/// Where the data lives.
#[derive(Clone, Debug)]
pub enum Place {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL address, `postgres://user@host/database`.
    Postgres(String),
}

/// One connection. Statements use `$1` placeholders on both engines.
pub(crate) trait Connection: Send {
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Fault>;
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Fault>;
    /// Several statements without parameters.
    fn batch(&mut self, sql: &str) -> Result<(), Fault>;
    /// Checks a statement's syntax, tables and columns without running it.
    fn prepare(&mut self, sql: &str) -> Result<(), Fault>;
    fn begin_write(&mut self) -> Result<(), Fault>;
    fn begin_read(&mut self) -> Result<(), Fault>;
    /// Whether the connection can still be used.
    fn alive(&mut self) -> bool;
    /// The engine's own words for the column types of a migration.
    fn expand(&self, migration: &str) -> String;
    /// The engine and its version, for `doctor`.
    fn version(&mut self) -> Result<String, Fault>;
    /// The engine's own check of its files.
    fn quick_check(&mut self) -> Result<(), Fault>;
}

impl Place {
    pub(crate) fn connect(&self) -> Result<Box<dyn Connection>, Fault> {
        match self {
            Place::Sqlite(path) => Ok(Box::new(sqlite::open(path)?)),
            Place::Postgres(url) => Ok(Box::new(postgres::open(url)?)),
        }
    }
}
