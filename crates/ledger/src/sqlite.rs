//! SQLite behind the door: WAL, `synchronous=FULL`, never a library below 3.51.3.

use crate::{
    Fault, Row, Value,
    engine::{Connection, Step},
};
use rusqlite::{ErrorCode, OpenFlags, config::DbConfig, types::ToSqlOutput, types::ValueRef};
use std::{collections::HashMap, path::Path, sync::Arc};

/// Below this a WAL-reset race can corrupt the file (<https://www.sqlite.org/wal.html#walresetbug>).
const VERSION_MIN: i32 = 3_051_003;

pub(crate) struct Sqlite {
    connection: rusqlite::Connection,
    known: HashMap<String, Known>,
    is_writer: bool,
}

/// A statement as SQLite is told it, and the names of what it answers once it has.
#[derive(Clone)]
struct Known {
    sql: Arc<str>,
    columns: Option<Arc<Vec<String>>>,
}

pub(crate) fn open(path: &Path) -> Result<Sqlite, Fault> {
    if rusqlite::version_number() < VERSION_MIN {
        return Err(Fault::Database(format!("SQLite {} is below the safe 3.51.3", rusqlite::version())));
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = rusqlite::Connection::open_with_flags(path, flags).map_err(fault)?;
    // A plan that may depend on what is bound is made anew at every use: a seventh of the time of simulated schedules.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
    enter_wal(&connection)?;
    connection
        .execute_batch(
            "pragma synchronous = full; pragma foreign_keys = on;
             pragma busy_timeout = 10000; pragma temp_store = memory; pragma cache_size = -2000;
             pragma wal_autocheckpoint = 4000;",
        )
        .map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(512);
    Ok(Sqlite { connection, known: HashMap::new(), is_writer: false })
}

/// The change of mode is committed only after its answer was read, and then its failure is no error of the answer; another
/// reason leaves the mode as it was without any error. With a rollback journal, a power cut can bring back the journal of
/// a commit that was acknowledged, and undo it: so everything is read and the answer is believed only then.
fn enter_wal(connection: &rusqlite::Connection) -> Result<(), Fault> {
    let mut statement = connection.prepare("pragma journal_mode = wal").map_err(fault)?;
    let mut answers = statement.query([]).map_err(fault)?;
    let mut mode = String::new();
    while let Some(answer) = answers.next().map_err(fault)? {
        mode = answer.get(0).map_err(fault)?;
    }
    if mode == "wal" {
        Ok(())
    } else {
        Err(Fault::Database(format!("SQLite stays in mode `{mode}`, not WAL")))
    }
}

impl Sqlite {
    /// `$1` is a *named* parameter to SQLite; `?1` is what PostgreSQL means by it.
    fn known(&mut self, sql: &str) -> Known {
        if let Some(known) = self.known.get(sql) {
            return known.clone();
        }
        let known = Known { sql: sql.replace('$', "?").into(), columns: None };
        self.known.insert(sql.to_owned(), known.clone());
        known
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(v) => ToSqlOutput::Borrowed(ValueRef::Integer(*v)),
            Value::Bool(v) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*v))),
            Value::Real(v) => ToSqlOutput::Borrowed(ValueRef::Real(*v)),
            Value::Text(v) => ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes())),
            Value::Bytes(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v)),
            Value::Uuid(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v.as_bytes())),
        })
    }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(v) => Value::Int(v),
        ValueRef::Real(v) => Value::Real(v),
        // Text that is none was altered from outside: as bytes it is of the wrong type, and `verify` names its entry.
        ValueRef::Text(v) => {
            String::from_utf8(v.to_vec()).map_or_else(|e| Value::Bytes(e.into_bytes()), Value::Text)
        }
        ValueRef::Blob(v) => Value::Bytes(v.to_vec()),
    }
}

impl Connection for Sqlite {
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let known = self.known(sql);
        let mut statement = self.connection.prepare_cached(&known.sql).map_err(fault)?;
        let columns = match known.columns {
            Some(columns) if columns.len() == statement.column_count() => columns,
            _ => {
                let columns = Arc::new(statement.column_names().map(str::to_owned).collect::<Vec<_>>());
                self.known.entry(sql.to_owned()).and_modify(|known| known.columns = Some(columns.clone()));
                columns
            }
        };
        let width = columns.len();
        let mut found = statement.query(rusqlite::params_from_iter(params)).map_err(fault)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(fault)? {
            let values = (0..width)
                .map(|i| row.get_ref(i).map(value).map_err(fault))
                .collect::<Result<Vec<_>, _>>()?;
            rows.push(Row { columns: columns.clone(), values });
        }
        Ok(rows)
    }
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Fault> {
        let known = self.known(sql);
        let mut statement = self.connection.prepare_cached(&known.sql).map_err(fault)?;
        statement.execute(rusqlite::params_from_iter(params)).map(|n| n as u64).map_err(fault)
    }
    fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection.execute_batch(sql).map_err(fault)
    }
    fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        let known = self.known(sql);
        self.connection.prepare(&known.sql).map(drop).map_err(fault)
    }
    fn begin_write(&mut self) -> Result<(), Fault> {
        // Many connections read, one writes: it alone keeps many pages, for what it changes must stay until the commit.
        if !std::mem::replace(&mut self.is_writer, true) {
            self.batch("pragma cache_size = -16000")?;
        }
        self.execute("begin immediate", &[]).map(drop)
    }
    fn begin_read(&mut self) -> Result<(), Fault> {
        self.execute("begin deferred", &[]).map(drop)
    }
    fn savepoint(&mut self) -> Result<(), Fault> {
        self.execute("savepoint command", &[]).map(drop)
    }
    fn release(&mut self) -> Result<(), Fault> {
        self.execute("release savepoint command", &[]).map(drop)
    }
    fn commit(&mut self, last: &[Step]) -> Result<(), Fault> {
        self.execute_all(last)?;
        self.execute("commit", &[]).map(drop)
    }
    /// On a full or failing disk SQLite undoes the whole transaction by itself, and there is no savepoint left.
    fn undo(&mut self) -> Result<(), Fault> {
        let undone = self.batch("rollback to savepoint command; release savepoint command");
        if undone.is_err() && self.connection.is_autocommit() {
            return Err(Fault::ReadOnly(
                "the disk is full or fails: the whole transaction was undone".into(),
            ));
        }
        undone
    }
    fn checkpoint(&mut self) -> Result<(), Fault> {
        self.query("pragma wal_checkpoint(truncate)", &[]).map(drop)
    }
    fn forget_for_good(&mut self, on: bool) -> Result<(), Fault> {
        self.batch(if on { "pragma secure_delete = on" } else { "pragma secure_delete = off" })
    }
    /// The file is written anew without what was deleted at any time, and the write-ahead log is emptied.
    fn sweep(&mut self) -> Result<(), Fault> {
        self.batch("vacuum")?;
        self.checkpoint()
    }
    fn alive(&mut self) -> bool {
        true
    }
    fn expand(&self, migration: &str) -> String {
        let typed = migration
            .replace("{uuid}", "blob")
            .replace("{bytes}", "blob")
            .replace("{bool}", "integer")
            .replace("{double}", "real")
            .replace("{instant}", "integer")
            .replace("bigint", "integer");
        let strict = typed.split_inclusive(';').map(|s| {
            if s.trim_start().to_ascii_lowercase().contains("create table") {
                s.replacen(';', " strict;", 1)
            } else {
                s.to_owned()
            }
        });
        strict.collect()
    }
    /// Each step of the history is a write transaction, of which SQLite runs one at a time.
    fn lock_schema(&mut self) -> Result<(), Fault> {
        Ok(())
    }
    fn unlock_schema(&mut self) -> Result<(), Fault> {
        Ok(())
    }
    fn version(&mut self) -> Result<String, Fault> {
        Ok(format!("SQLite {}", rusqlite::version()))
    }
    fn quick_check(&mut self) -> Result<(), Fault> {
        let rows = self.query("pragma quick_check", &[])?;
        match rows.first().and_then(|r| r.at(0)) {
            Some(Value::Text(answer)) if answer == "ok" => Ok(()),
            _ => Err(Fault::Inconsistent("SQLite's quick_check found damage".into())),
        }
    }
}

/// A file could not be written, grown or made durable: a full disk, a quota, a limit.
const CANNOT_WRITE: &[i32] = &[
    rusqlite::ffi::SQLITE_IOERR_WRITE,
    rusqlite::ffi::SQLITE_IOERR_FSYNC,
    rusqlite::ffi::SQLITE_IOERR_TRUNCATE,
    rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
    rusqlite::ffi::SQLITE_IOERR_SHMOPEN,
];

/// The driver's error without any value in it.
fn fault(error: rusqlite::Error) -> Fault {
    match &error {
        rusqlite::Error::SqliteFailure(e, message) => match e.code {
            ErrorCode::ConstraintViolation
                if e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                    || e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE =>
            {
                Fault::Taken
            }
            ErrorCode::DiskFull | ErrorCode::ReadOnly => Fault::ReadOnly(e.to_string()),
            ErrorCode::SystemIoFailure if CANNOT_WRITE.contains(&e.extended_code) => {
                Fault::ReadOnly(e.to_string())
            }
            _ => Fault::Database(format!("{e}: {}", message.as_deref().unwrap_or(""))),
        },
        _ => Fault::Database(error.to_string()),
    }
}
