//! A meter on a database, for tests that prove what was *not* asked: statements sent and rows that came back.
//!
//! It hangs on a place, not on the product: without [`watch`] every connection is the engine's own.

use crate::{
    Fault, Place, Row, Value,
    engine::{Connection, Step},
};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering::SeqCst},
};

/// What was asked of a database since its meter was hung up.
#[derive(Debug, Default)]
pub struct Meter {
    statements: AtomicU64,
    rows: AtomicU64,
}

impl Meter {
    /// Statements sent and rows that came back so far.
    pub fn read(&self) -> (u64, u64) {
        (self.statements.load(SeqCst), self.rows.load(SeqCst))
    }
    fn sent(&self, statements: usize) {
        self.statements.fetch_add(statements as u64, SeqCst);
    }
    fn came(&self, rows: usize) {
        self.rows.fetch_add(rows as u64, SeqCst);
    }
}

static WATCHED: Mutex<Vec<(String, Arc<Meter>)>> = Mutex::new(Vec::new());

/// Hangs a meter on every connection that will be made to a place.
pub fn watch(place: &Place) -> Arc<Meter> {
    let meter = Arc::new(Meter::default());
    WATCHED.lock().unwrap_or_else(|e| e.into_inner()).push((format!("{place:?}"), meter.clone()));
    meter
}

/// The connection, behind the meter of its place if there is one.
pub(crate) fn behind(place: &Place, connection: Box<dyn Connection>) -> Box<dyn Connection> {
    let watched = WATCHED.lock().unwrap_or_else(|e| e.into_inner());
    if watched.is_empty() {
        return connection;
    }
    let name = format!("{place:?}");
    match watched.iter().rev().find(|(watched, _)| *watched == name) {
        Some((_, meter)) => Box::new(Metered { connection, meter: meter.clone() }),
        None => connection,
    }
}

struct Metered {
    connection: Box<dyn Connection>,
    meter: Arc<Meter>,
}

impl Connection for Metered {
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.meter.sent(1);
        let rows = self.connection.query(sql, params)?;
        self.meter.came(rows.len());
        Ok(rows)
    }
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Fault> {
        self.meter.sent(1);
        self.connection.execute(sql, params)
    }
    fn execute_all(&mut self, steps: &[Step]) -> Result<(), Fault> {
        self.meter.sent(steps.len());
        self.connection.execute_all(steps)
    }
    fn query_all(&mut self, asked: &[(&str, Vec<Value>)]) -> Result<Vec<Vec<Row>>, Fault> {
        self.meter.sent(asked.len());
        let answers = self.connection.query_all(asked)?;
        self.meter.came(answers.iter().map(Vec::len).sum());
        Ok(answers)
    }
    fn execute_later(&mut self, step: Step) -> Result<(), Fault> {
        self.meter.sent(1);
        self.connection.execute_later(step)
    }
    fn commit(&mut self, last: &[Step]) -> Result<(), Fault> {
        self.meter.sent(last.len() + 1);
        self.connection.commit(last)
    }
    fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.meter.sent(1);
        self.connection.batch(sql)
    }
    fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection.prepare(sql)
    }
    fn begin_write(&mut self) -> Result<(), Fault> {
        self.connection.begin_write()
    }
    fn savepoint(&mut self) -> Result<(), Fault> {
        self.connection.savepoint()
    }
    fn release(&mut self) -> Result<(), Fault> {
        self.connection.release()
    }
    fn undo(&mut self) -> Result<(), Fault> {
        self.connection.undo()
    }
    fn begin_read(&mut self) -> Result<(), Fault> {
        self.connection.begin_read()
    }
    fn alive(&mut self) -> bool {
        self.connection.alive()
    }
    fn expand(&self, migration: &str) -> String {
        self.connection.expand(migration)
    }
    fn lock_schema(&mut self) -> Result<(), Fault> {
        self.connection.lock_schema()
    }
    fn unlock_schema(&mut self) -> Result<(), Fault> {
        self.connection.unlock_schema()
    }
    fn version(&mut self) -> Result<String, Fault> {
        self.connection.version()
    }
    fn checkpoint(&mut self) -> Result<(), Fault> {
        self.connection.checkpoint()
    }
    fn forget_for_good(&mut self, on: bool) -> Result<(), Fault> {
        self.connection.forget_for_good(on)
    }
    fn sweep(&mut self) -> Result<(), Fault> {
        self.connection.sweep()
    }
    fn quick_check(&mut self) -> Result<(), Fault> {
        self.connection.quick_check()
    }
}
