//! One migration history for both engines; the types are tokens that each engine spells its own way.

use crate::{Fault, engine::Connection, params};

/// A step of the history. Ids sort in the order of application: `0003_casework_case`.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub id: &'static str,
    /// Statements ending in `;`. Types: `text`, `bigint`, `{uuid}`, `{bytes}`, `{bool}`, `{double}`, `{instant}`.
    pub sql: &'static str,
}

pub(crate) const OWN: &[Migration] =
    &[Migration { id: "0000_ledger", sql: include_str!("../migrations/0000_ledger.sql") }];

const DONE: &str =
    "create table if not exists ledger_migration (id text primary key, applied_at {instant} not null);";

/// Applies what is missing, each step in its own transaction.
pub(crate) fn apply(
    connection: &mut dyn Connection,
    migrations: &[Migration],
    now: i64,
) -> Result<(), Fault> {
    connection.lock_schema()?;
    let outcome = apply_missing(connection, migrations, now);
    connection.unlock_schema()?;
    outcome
}

fn apply_missing(connection: &mut dyn Connection, migrations: &[Migration], now: i64) -> Result<(), Fault> {
    let done = connection.expand(DONE);
    connection.batch(&done)?;
    let mut all: Vec<&Migration> = OWN.iter().chain(migrations).collect();
    all.sort_by_key(|m| m.id);
    for migration in all {
        connection.begin_write()?;
        match step(connection, migration, now) {
            Ok(()) => connection.batch("commit")?,
            Err(fault) => {
                let _ = connection.batch("rollback");
                return Err(fault);
            }
        }
    }
    Ok(())
}

fn step(connection: &mut dyn Connection, migration: &Migration, now: i64) -> Result<(), Fault> {
    let known = connection.query("select id from ledger_migration where id = $1", &params![migration.id])?;
    if !known.is_empty() {
        return Ok(());
    }
    let sql = connection.expand(migration.sql);
    connection.batch(&sql)?;
    let applied = params![migration.id, now];
    connection.execute("insert into ledger_migration (id, applied_at) values ($1, $2)", &applied)?;
    Ok(())
}
