//! One migration history for both engines; the types are tokens that each engine spells its own way.

use crate::{Fault, engine::Connection, params};
use std::collections::BTreeSet;

/// A step of the history. Ids sort in the order of application: `0003_casework_case`.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub id: &'static str,
    /// Statements ending in `;`. Types: `text`, `bigint`, `{uuid}`, `{bytes}`, `{bool}`, `{double}`, `{instant}`.
    pub sql: &'static str,
}

pub(crate) const OWN: &[Migration] = &[
    Migration { id: "0000_ledger", sql: include_str!("../migrations/0000_ledger.sql") },
    Migration { id: "0001_ledger_checkpoint", sql: include_str!("../migrations/0001_ledger_checkpoint.sql") },
    Migration { id: "0005_ledger_key", sql: include_str!("../migrations/0005_ledger_key.sql") },
    Migration { id: "0008_ledger_exchange", sql: include_str!("../migrations/0008_ledger_exchange.sql") },
    Migration { id: "0010_ledger_witness", sql: include_str!("../migrations/0010_ledger_witness.sql") },
    Migration { id: "0011_ledger_content", sql: include_str!("../migrations/0011_ledger_content.sql") },
    Migration { id: "0009_ledger_erasure", sql: include_str!("../migrations/0009_ledger_erasure.sql") },
    Migration { id: "0094_ledger_arrival", sql: include_str!("../migrations/0094_ledger_arrival.sql") },
];

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
    let known = known(connection)?;
    note_rebuilds(connection, &all, &known, now)?;
    // Data that is up to date is opened without a write: whoever only looks must not wait for those who write.
    for migration in all.into_iter().filter(|m| !known.contains(m.id)) {
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

fn known(connection: &mut dyn Connection) -> Result<BTreeSet<String>, Fault> {
    connection.query("select id from ledger_migration", &[])?.iter().map(|row| row.text("id")).collect()
}

/// Rows of an earlier version may lack what a migration adds. The rebuild that gives it to them is noted before the first
/// step, so that it is not forgotten when the program is stopped in between.
fn note_rebuilds(
    connection: &mut dyn Connection,
    all: &[&Migration],
    known: &BTreeSet<String>,
    now: i64,
) -> Result<(), Fault> {
    if known.is_empty() || all.iter().all(|m| known.contains(m.id)) {
        return Ok(());
    }
    for row in connection.query("select distinct tenant from ledger_site", &[])? {
        connection.execute(NOTE, &params![rebuild_of(&row.text("tenant")?), now])?;
    }
    Ok(())
}

/// The name under which a rebuild of a tenant's rows stands in the history until it is done.
pub(crate) fn rebuild_of(tenant: &str) -> String {
    format!("rebuild {tenant}")
}

const NOTE: &str =
    "insert into ledger_migration (id, applied_at) values ($1, $2) on conflict (id) do nothing";

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
