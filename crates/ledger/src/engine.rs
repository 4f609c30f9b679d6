//! What a database engine must do for the door; which one runs is known nowhere else.

use crate::{Fault, Row, Value, postgres, sqlite};
use std::borrow::Cow;
use std::path::PathBuf;

/// Where the data lives.
#[derive(Clone, Debug)]
pub enum Place {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL address, `postgres://user@host/database`.
    Postgres(String),
}

/// One statement of several that are sent together.
pub(crate) struct Step {
    pub sql: Cow<'static, str>,
    pub params: Vec<Value>,
    /// The number of rows it must touch; another number means that the record moved on.
    pub rows: Option<u64>,
}

impl Step {
    pub fn new(sql: impl Into<Cow<'static, str>>, params: Vec<Value>) -> Step {
        Step { sql: sql.into(), params, rows: None }
    }
    pub fn touching(sql: &'static str, params: Vec<Value>, rows: u64) -> Step {
        Step { sql: sql.into(), params, rows: Some(rows) }
    }
    pub fn check(&self, touched: u64) -> Result<(), Fault> {
        if self.rows.is_none_or(|rows| rows == touched) { Ok(()) } else { Err(Fault::Stale) }
    }
}

/// One connection. Statements use `$1` placeholders on both engines.
pub(crate) trait Connection: Send {
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Fault>;
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Fault>;
    /// Several statements without parameters.
    fn batch(&mut self, sql: &str) -> Result<(), Fault>;
    /// Checks a statement's syntax, tables and columns without running it.
    fn prepare(&mut self, sql: &str) -> Result<(), Fault>;
    /// Runs statements in order, with one wait for all of them where the engine can. The first fault in their order is
    /// told, and then nothing of the transaction may be kept.
    fn execute_all(&mut self, steps: &[Step]) -> Result<(), Fault> {
        steps.iter().try_for_each(|step| step.check(self.execute(&step.sql, &step.params)?))
    }
    /// The rows of several questions, with one wait for all of them where the engine can.
    fn query_all(&mut self, asked: &[(&str, Vec<Value>)]) -> Result<Vec<Vec<Row>>, Fault> {
        asked.iter().map(|(sql, params)| self.query(sql, params)).collect()
    }
    /// Runs a statement that cannot fail by itself, at the latest before the commit. Its fault is the transaction's.
    fn execute_later(&mut self, step: Step) -> Result<(), Fault> {
        self.execute(&step.sql, &step.params).map(drop)
    }
    fn begin_write(&mut self) -> Result<(), Fault>;
    /// Opens the bracket around one command, to be closed by `release` or `undo`.
    fn savepoint(&mut self) -> Result<(), Fault> {
        self.batch("savepoint command")
    }
    /// Keeps what the command did.
    fn release(&mut self) -> Result<(), Fault> {
        self.batch("release savepoint command")
    }
    /// Takes back what the command did.
    fn undo(&mut self) -> Result<(), Fault> {
        self.batch("rollback to savepoint command; release savepoint command")
    }
    /// Runs the last statements of the transaction and makes all of it durable, or fails.
    fn commit(&mut self, last: &[Step]) -> Result<(), Fault> {
        self.execute_all(last)?;
        self.batch("commit")
    }
    fn begin_read(&mut self) -> Result<(), Fault>;
    /// Whether the connection can still be used.
    fn alive(&mut self) -> bool;
    /// The engine's own words for the column types of a migration.
    fn expand(&self, migration: &str) -> String;
    /// Keeps other processes from changing the schema until [`Connection::unlock_schema`] or the end of the connection.
    fn lock_schema(&mut self) -> Result<(), Fault>;
    fn unlock_schema(&mut self) -> Result<(), Fault>;
    /// The engine and its version, for `doctor`.
    fn version(&mut self) -> Result<String, Fault>;
    /// Brings everything into the engine's main file before the program ends, where there is such a thing.
    fn checkpoint(&mut self) -> Result<(), Fault> {
        Ok(())
    }
    /// Whether what is deleted from now on is overwritten too, where the engine can.
    fn forget_for_good(&mut self, _on: bool) -> Result<(), Fault> {
        Ok(())
    }
    /// Gives back, and overwrites where it can, the room of what was deleted.
    fn sweep(&mut self) -> Result<(), Fault>;
    /// The engine's own check of its files.
    fn quick_check(&mut self) -> Result<(), Fault>;
}

impl Place {
    pub(crate) fn connect(&self) -> Result<Box<dyn Connection>, Fault> {
        let connection: Box<dyn Connection> = match self {
            Place::Sqlite(path) => Box::new(sqlite::open(path)?),
            Place::Postgres(url) => Box::new(postgres::open(url)?),
        };
        Ok(crate::meter::behind(self, connection))
    }
}
