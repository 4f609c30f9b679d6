//! Ledgers for tests: a fresh SQLite file always, a fresh PostgreSQL database when `CEIBA_TEST_POSTGRES` names a server.

pub mod foreign;

pub use crate::meter::Meter;
use crate::{KeyFile, Ledger, Place, Ports, Schema, engine::Connection, meter};
use kernel::{AccountId, Actor, FixedClock, Office, Role, SeededRandom};
use std::path::PathBuf;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

static COUNT: AtomicU64 = AtomicU64::new(0);

/// A ledger on a database of its own, with a clock that stands still until told otherwise.
pub struct TestLedger {
    pub ledger: Ledger,
    pub clock: Arc<FixedClock>,
    pub place: Place,
    /// What its database is asked.
    pub meter: Arc<Meter>,
    dir: Option<PathBuf>,
}

impl Drop for TestLedger {
    fn drop(&mut self) {
        if let Some(dir) = &self.dir {
            let _ = std::fs::remove_dir_all(dir);
        }
    }
}

/// The root key of every test ledger.
pub const TEST_ROOT: [u8; 32] = [42; 32];

fn ports(clock: &Arc<FixedClock>) -> Ports {
    let seed = u64::from(std::process::id()) << 20 | COUNT.fetch_add(1, Ordering::SeqCst);
    Ports { clock: clock.clone(), random: Arc::new(SeededRandom::new(seed)) }
}

#[allow(clippy::unwrap_used)]
fn opened(place: Place, schema: Schema, dir: Option<PathBuf>, (site, root): (&str, &[u8; 32])) -> TestLedger {
    let clock = Arc::new(FixedClock::at("2024-06-03T15:00:00Z".parse().unwrap()));
    let keys = KeyFile::from_root(root).unwrap();
    let meter = meter::watch(&place);
    let ledger = Ledger::open(place.clone(), keys, "pan", site, ports(&clock), schema).unwrap();
    TestLedger { ledger, clock, place, meter, dir }
}

/// A folder that nobody has used. A test that was killed left its own, and processes get old numbers again.
#[allow(clippy::unwrap_used)]
fn fresh_folder() -> PathBuf {
    let name = format!("ceiba-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
    let folder = std::env::temp_dir().join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A ledger on a fresh SQLite file.
pub fn lite(schema: Schema) -> TestLedger {
    lite_of(schema, "hq", &TEST_ROOT)
}

/// A ledger of another site, with its own root key, on a fresh SQLite file.
#[allow(clippy::unwrap_used)]
pub fn lite_of(schema: Schema, site: &str, root: &[u8; 32]) -> TestLedger {
    let dir = fresh_folder();
    opened(Place::Sqlite(dir.join("ceiba.db")), schema, Some(dir), (site, root))
}

/// A site of its own beside others: its name, its root key and its clock.
#[allow(clippy::unwrap_used)]
pub fn site(schema: Schema, site: &str, root: [u8; 32], clock: &Arc<FixedClock>) -> TestLedger {
    let dir = fresh_folder();
    site_at(Place::Sqlite(dir.join("ceiba.db")), schema, site, root, clock, Some(dir))
}

/// A site whose data are at a place already.
#[allow(clippy::unwrap_used)]
pub fn site_at(
    place: Place,
    schema: Schema,
    site: &str,
    root: [u8; 32],
    clock: &Arc<FixedClock>,
    dir: Option<PathBuf>,
) -> TestLedger {
    let keys = KeyFile::from_root(&root).unwrap();
    let meter = meter::watch(&place);
    let ledger = Ledger::open(place.clone(), keys, "pan", site, ports(clock), schema).unwrap();
    TestLedger { ledger, clock: clock.clone(), place, meter, dir }
}

/// The address of the PostgreSQL server that `./test` starts, if it did.
// Environment is read here because a test binary has no `app` to read it.
#[allow(clippy::disallowed_methods)]
pub fn postgres_url() -> Option<String> {
    std::env::var("CEIBA_TEST_POSTGRES").ok()
}

/// A ledger on a fresh database of the test server, or `None` when there is no server.
#[allow(clippy::unwrap_used)]
pub fn pg(schema: Schema) -> Option<TestLedger> {
    let server = postgres_url()?;
    let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
    let mut admin = crate::postgres::open(&format!("{server}/postgres")).unwrap();
    admin.batch(&format!("drop database if exists {name}")).unwrap();
    admin.batch(&format!("create database {name}")).unwrap();
    Some(opened(Place::Postgres(format!("{server}/{name}")), schema, None, ("hq", &TEST_ROOT)))
}

/// Runs a test on SQLite and, when there is a server, on PostgreSQL too.
pub fn both(schema: impl Fn() -> Schema, test: impl Fn(&TestLedger)) {
    test(&lite(schema()));
    if let Some(ledger) = pg(schema()) {
        test(&ledger);
    }
}

/// An invented member of staff.
#[allow(clippy::unwrap_used)]
pub fn actor(role: Role, office: &str) -> Actor {
    let account = AccountId("018f0000-0000-7000-8000-000000000001".parse().unwrap());
    Actor { account, role, office: Office::from(office) }
}

/// Runs raw SQL on a test database, as an attacker or a fault would.
#[allow(clippy::unwrap_used)]
pub fn raw(place: &Place, sql: &str) {
    place.connect().unwrap().batch(sql).unwrap();
}

/// Asks raw SQL of a test database.
#[allow(clippy::unwrap_used)]
pub fn ask(place: &Place, sql: &str) -> Vec<crate::Row> {
    place.connect().unwrap().query(sql, &[]).unwrap()
}

/// Scopes in which a post may hold certain records.
struct Only(std::collections::BTreeSet<uuid::Uuid>);

impl crate::Scopes for Only {
    fn of(
        &self,
        _: &mut dyn crate::Door,
        _: &crate::Peer,
    ) -> Result<std::collections::BTreeSet<uuid::Uuid>, crate::Fault> {
        Ok(self.0.clone())
    }
    fn is_urgent(&self, _: &mut dyn crate::Door, _: uuid::Uuid) -> Result<bool, crate::Fault> {
        Ok(false)
    }
    fn receive(
        &self,
        _: &mut crate::Tx<'_>,
        _: &crate::Peer,
        _: &str,
        _: &[u8],
    ) -> Result<bool, crate::Fault> {
        Ok(true)
    }
}

/// Makes headquarters and a post known to each other.
#[allow(clippy::unwrap_used)]
pub fn introduce(hub: &Ledger, post: &Ledger) {
    use crate::PeerStanding::{Hub, Post};
    for (here, there, standing) in [(hub, post, Post), (post, hub, Hub)] {
        let peer = crate::Peer {
            site: there.site().to_owned(),
            standing,
            office: there.site().to_owned(),
            sign_key: there.keys().public_key(),
            agreement_key: there.keys().agreement_public(),
            epoch: there.epoch().unwrap(),
            speaks: 1,
            heard_at: 0,
            scanned: 0,
        };
        here.put_peer(&peer).unwrap();
    }
}

/// Headquarters and a post exchange until neither has anything new; the post may hold these records.
#[allow(clippy::unwrap_used)]
pub fn meet(hub: &Ledger, post: &Ledger, records: &[uuid::Uuid]) {
    let scopes = Only(records.iter().copied().collect());
    let mut quiet = 0;
    for _ in 0..500 {
        let mut new = 0;
        for (from, to) in [(post, hub), (hub, post)] {
            from.fill_lanes(to.site(), &scopes).unwrap();
            let frame = from.frame_for(to.site()).unwrap();
            let brought = to.take_frame(&frame, &scopes).unwrap();
            new += brought.entries_new + brought.proofs + u64::from(brought.has_more);
        }
        quiet = if new == 0 { quiet + 1 } else { 0 };
        if quiet == 2 {
            return;
        }
    }
}

/// How many callers wait for the writing desk at this moment; asks without waiting itself.
pub fn queued(ledger: &Ledger) -> usize {
    ledger.queued()
}

/// Runs raw SQL on the writing connection, such as a `pragma` that holds until the connection is thrown away.
pub fn on_writer(ledger: &Ledger, sql: &str) -> Result<(), crate::Fault> {
    ledger.alone(|connection| connection.batch(sql))
}

/// What the simulator changes in a ledger to see that it is missed. Only where the feature `rehearsal` is on, which nothing
/// of the product asks for.
#[cfg(feature = "rehearsal")]
#[derive(Default)]
pub struct Rehearsal {
    /// 0: as it is.
    speaks: AtomicU64,
    takes_twice: std::sync::atomic::AtomicBool,
}

#[cfg(feature = "rehearsal")]
impl Rehearsal {
    pub(crate) fn speaks(&self) -> u64 {
        match self.speaks.load(Ordering::Relaxed) {
            0 => crate::exchange::VERSION,
            version => version,
        }
    }
    pub(crate) fn takes_twice(&self) -> bool {
        self.takes_twice.load(Ordering::Relaxed)
    }
}

/// The ledger speaks an earlier version of the exchange, as a program that was not upgraded.
#[cfg(feature = "rehearsal")]
pub fn speak(ledger: &Ledger, version: u64) {
    ledger.core().rehearsal.speaks.store(version, Ordering::Relaxed);
}

/// The ledger no longer looks whether it has an entry already.
#[cfg(feature = "rehearsal")]
pub fn take_twice(ledger: &Ledger) {
    ledger.core().rehearsal.takes_twice.store(true, Ordering::Relaxed);
}

/// The version of the exchange of this program.
pub const VERSION: u64 = crate::exchange::VERSION;
