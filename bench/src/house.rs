//! Ledgers as the product opens them, one on each engine, and the people who write to them.

use crate::{Outcome, server::Server, sheet};
use jiff::Timestamp;
use kernel::{AccountId, Actor, Clock, Office, Random, Role};
use ledger::{KeyFile, Ledger, Place, Ports, Schema};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// The machine's clock.
struct SystemClock;
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's randomness, as in the product: sealing draws a nonce for every value.
struct SystemRandom;
impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// One ledger on each engine.
pub struct Houses {
    pub sqlite: Ledger,
    pub postgres: Ledger,
}

/// The file of the ledger on SQLite.
pub fn sqlite_file(dir: &Path) -> std::path::PathBuf {
    dir.join("ceiba.db")
}

/// Opens both ledgers with the tables of people, cases and the bench's own sheets.
pub fn both(dir: &Path, server: &Server) -> Outcome<Houses> {
    let keys = dir.join("ceiba.key");
    let open = |place| -> Outcome<Ledger> {
        let keys = KeyFile::open_or_create(&keys, &SystemRandom)?;
        let ports = Ports { clock: Arc::new(SystemClock), random: Arc::new(SystemRandom) };
        Ok(Ledger::open(place, keys, "pan", "hq", ports, schema())?)
    };
    let sqlite = open(Place::Sqlite(sqlite_file(dir)))?;
    let postgres = open(Place::Postgres(server.url("ceiba")))?;
    Ok(Houses { sqlite, postgres })
}

/// A site of its own, with a key file of its own, at a place.
pub fn site(dir: &Path, name: &str, place: Place) -> Outcome<Ledger> {
    opened(&dir.join(format!("{name}.key")), name, place)
}

/// A data folder as `ceiba serve` finds it.
pub fn folder(dir: &Path) -> Outcome<Ledger> {
    opened(&dir.join("site.key"), "hq", Place::Sqlite(sqlite_file(dir)))
}

fn opened(key: &Path, name: &str, place: Place) -> Outcome<Ledger> {
    let keys = KeyFile::open_or_create(key, &SystemRandom)?;
    let ports = Ports { clock: Arc::new(SystemClock), random: Arc::new(SystemRandom) };
    Ok(Ledger::open(place, keys, "pan", name, ports, schema())?)
}

fn schema() -> Schema {
    let people = identity::area();
    let mut schema = Schema { migrations: people.migrations, records: people.records };
    schema.migrations.extend_from_slice(casework::table::MIGRATIONS);
    schema.migrations.extend_from_slice(sheet::MIGRATIONS);
    schema.records.push(casework::table::record_kind());
    schema.records.push(sheet::record_kind());
    schema
}

/// The `n`th member of staff.
pub fn officer(n: usize) -> Actor {
    let account = AccountId(Uuid::from_u128(0xACC0_0000 + n as u128));
    Actor { account, role: Role::RegistrationOfficer, office: Office::from("hq") }
}
