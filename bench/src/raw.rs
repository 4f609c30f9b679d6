//! The bare engines, as durable as the ledger: one insert of about 400 bytes with one index in each transaction.

use crate::Outcome;
use crate::sheet::WORDS;
use rusqlite::{Connection, params};
use std::path::Path;
use uuid::Uuid;

const INSERT: &str = "insert into raw_sheet (sheet, number, words) values ($1, $2, $3)";

fn number(n: u64) -> String {
    // A step that is coprime to the range: keys arrive in no order, as the ledger's ids do after their first part.
    format!("HQ-{:08}", (n * 7_919) % 100_000_000)
}

/// One connection to a SQLite file, with the settings of the ledger.
pub struct Lite {
    connection: Connection,
    count: u64,
}

impl Lite {
    pub fn open(path: &Path) -> Outcome<Lite> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000;
             create table raw_sheet (sheet blob primary key, number text not null, words text not null) strict;
             create index raw_sheet_number on raw_sheet (number);",
        )?;
        Ok(Lite { connection, count: 0 })
    }
    /// One durable commit.
    pub fn commit(&mut self) -> Outcome<()> {
        self.count += 1;
        let mut insert = self.connection.prepare_cached(INSERT)?;
        insert.execute(params![id(0, self.count).as_bytes(), number(self.count), WORDS])?;
        Ok(())
    }
}

/// One connection to PostgreSQL, with the insert prepared.
pub struct Pg {
    client: postgres::Client,
    insert: postgres::Statement,
    user: u64,
    count: u64,
}

impl Pg {
    /// Makes the table that all connections write to.
    pub fn prepare(mut client: postgres::Client) -> Outcome<()> {
        client.batch_execute(
            "create table raw_sheet (sheet bytea primary key, number text not null, words text not null);
             create index raw_sheet_number on raw_sheet (number);",
        )?;
        Ok(())
    }
    pub fn open(mut client: postgres::Client, user: u64) -> Outcome<Pg> {
        client.batch_execute("set synchronous_commit = on")?;
        let insert = client.prepare(INSERT)?;
        Ok(Pg { client, insert, user, count: 0 })
    }
    /// One durable commit.
    pub fn commit(&mut self) -> Outcome<()> {
        self.count += 1;
        let id = id(self.user, self.count);
        let number = number(self.count);
        self.client.execute(&self.insert, &[&id.as_bytes().as_slice(), &number, &WORDS])?;
        Ok(())
    }
}

/// Ids that grow, as the ledger's do.
fn id(user: u64, count: u64) -> Uuid {
    Uuid::from_u64_pair(count, user)
}
