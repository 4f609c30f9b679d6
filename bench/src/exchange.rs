//! Exchange: ten thousand entries of a post taken in, verified and made durable at headquarters, beside the bare engine that
//! inserts as many rows of the same size, and the very rows that headquarters wrote to its log, in batches; and what they
//! weigh on the wire.

use crate::figure::median;
use crate::house::{self, officer};
use crate::server::Server;
use crate::{Outcome, Plan, commits, sheet};
use flate2::{Compression, write::DeflateEncoder};
use identity::name_index::generate;
use kernel::SeededRandom;
use ledger::{Door, Fault, Ledger, Peer, PeerStanding, Place, Scopes, Stamp, Tx};
use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use uuid::Uuid;

/// Entries that a post sends: persons with one entry each, and sheets with several.
pub const PEOPLE: usize = 2_000;
pub const SHEETS: usize = 1_000;
pub const LINES: usize = 8;
pub const ENTRIES: usize = PEOPLE + SHEETS * LINES;
/// Rows that the bare engine inserts in one transaction.
pub const BATCH: usize = 100;
/// The share of the bare engine that is asked for.
pub const SHARE_AIM: f64 = 0.4;
/// Bytes on the wire that are allowed: so many times the compressed bodies, and so many for each entry.
pub const WIRE_TIMES: f64 = 1.3;
pub const WIRE_BYTES_AN_ENTRY: f64 = 64.0;
/// Runs: each makes a post and a headquarters of its own.
const RUNS: usize = 3;

/// What came out on one engine of headquarters.
pub struct Exchanged {
    pub engine: &'static str,
    pub entries_per_second: f64,
    /// Beside rows of one key, one number and one body.
    pub plain: Beside,
    /// Beside the very rows of the log, in the log's own table with its own indexes.
    pub same: Beside,
}

/// The bare engine.
pub struct Beside {
    pub rows_per_second: f64,
    /// The median, least and greatest share of the bare engine in the same run.
    pub share: [f64; 3],
}

/// Seconds of one run.
struct Run {
    taken: f64,
    plain: f64,
    same: f64,
}

/// What travelled.
pub struct Wire {
    pub frames: usize,
    pub bytes: usize,
    pub bodies: usize,
    pub bodies_compressed: usize,
}

impl Wire {
    /// What was allowed.
    pub fn allowed(&self) -> f64 {
        self.bodies_compressed as f64 * WIRE_TIMES + ENTRIES as f64 * WIRE_BYTES_AN_ENTRY
    }
}

/// Everything is the post's own, nothing is urgent.
struct All;
impl Scopes for All {
    fn of(&self, door: &mut dyn Door, _: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        Ok(door.records_of("sheet")?.into_iter().chain(door.records_of("person")?).collect())
    }
    fn is_urgent(&self, _: &mut dyn Door, _: Uuid) -> Result<bool, Fault> {
        Ok(false)
    }
    fn receive(&self, _: &mut Tx<'_>, _: &Peer, _: &str, _: &[u8]) -> Result<bool, Fault> {
        Ok(true)
    }
}

pub fn measure(_: &Plan, dir: &Path, server: &Server) -> Outcome<(Vec<Exchanged>, Wire)> {
    let dir = dir.join("exchange");
    std::fs::create_dir(&dir)?;
    let (mut lite, mut pg, mut wire) = (Vec::new(), Vec::new(), None);
    for run in 0..RUNS {
        let post =
            house::site(&dir, &format!("post-{run}"), Place::Sqlite(dir.join(format!("post-{run}.db"))))?;
        write(&post)?;
        let (hub, seconds, there) =
            taken(&dir, run, "lite", Place::Sqlite(dir.join(format!("hq-{run}.db"))), &post)?;
        drop(hub);
        let plain = bare_sqlite(&dir, run, &there)?;
        lite.push(Run { taken: seconds, plain, same: same_sqlite(&dir, run)? });
        let database = format!("exchange_{run}");
        server.client("postgres")?.batch_execute(&format!("create database {database}"))?;
        let (_, seconds, there) = taken(&dir, run, "pg", Place::Postgres(server.url(&database)), &post)?;
        let plain = bare_postgres(server, run, &there)?;
        pg.push(Run { taken: seconds, plain, same: same_postgres(server, &database)? });
        wire = Some(there);
    }
    let wire = wire.ok_or("nothing was measured")?;
    Ok((vec![exchanged("SQLite", &lite), exchanged("PostgreSQL", &pg)], wire))
}

fn exchanged(engine: &'static str, runs: &[Run]) -> Exchanged {
    let beside = |bare: fn(&Run) -> f64| {
        let shares: Vec<f64> = runs.iter().map(|run| bare(run) / run.taken).collect();
        Beside {
            rows_per_second: per_second(runs, bare),
            share: [
                median(&shares),
                crate::figure::quantile(&shares, 0.0),
                crate::figure::quantile(&shares, 1.0),
            ],
        }
    };
    let entries_per_second = per_second(runs, |run| run.taken);
    Exchanged { engine, entries_per_second, plain: beside(|run| run.plain), same: beside(|run| run.same) }
}

fn per_second(runs: &[Run], seconds: fn(&Run) -> f64) -> f64 {
    ENTRIES as f64 / median(&runs.iter().map(seconds).collect::<Vec<_>>())
}

/// A post's weeks of work.
fn write(post: &Ledger) -> Outcome<()> {
    let stamp = Stamp::new(officer(1));
    let names = generate::names(PEOPLE, 7);
    for chunk in names.chunks(100) {
        post.write(|tx| {
            chunk.iter().enumerate().try_for_each(|(n, name)| commits::person(tx, &stamp, name, n as u64))
        })?;
    }
    let random = SeededRandom::new(11);
    for sheet in 0..SHEETS as u64 {
        post.write(|tx| -> Result<(), Fault> {
            let id = tx.fresh_uuid();
            (0..LINES).try_for_each(|line| sheet::line(tx, &stamp, id, sheet, line, &account(&random)))
        })?;
    }
    Ok(())
}

/// Some forty words in a row that nobody said in this order.
fn account(random: &SeededRandom) -> String {
    let words: Vec<&str> = sheet::WORDS.split(' ').collect();
    let mut said = String::new();
    for _ in 0..40 {
        said.push_str(words[random.below(words.len() as u64) as usize]);
        said.push(if random.below(7) == 0 { ',' } else { ' ' });
    }
    said
}

/// Headquarters takes in everything that the post has, and how long that took from the first frame to the last commit. The
/// time of the post, that makes the frames, is not in it.
fn taken(dir: &Path, run: usize, engine: &str, place: Place, post: &Ledger) -> Outcome<(Ledger, f64, Wire)> {
    let hub = house::site(dir, &format!("hq-{engine}-{run}"), place)?;
    let name = format!("hq-{engine}-{run}");
    acquaint(&hub, post)?;
    let mut wire = Wire { frames: 0, bytes: 0, bodies: 0, bodies_compressed: 0 };
    let mut seconds = 0.0;
    loop {
        post.fill_lanes(&name, &All)?;
        let frame = post.frame_for(&name)?;
        wire.frames += 1;
        wire.bytes += frame.len();
        let begun = Instant::now();
        let brought = hub.take_frame(&frame, &All)?;
        seconds += begun.elapsed().as_secs_f64();
        if !brought.has_more {
            break;
        }
        let answer = hub.frame_for(post.site())?;
        post.take_frame(&answer, &All)?;
    }
    let entries = hub.entry_hashes()?.len();
    if entries != ENTRIES {
        return Err(format!("{entries} entries came").into());
    }
    // What each site hashes under a key of its own is left out.
    if hub.digest_held()? != post.digest_held()? {
        return Err("what came is something else than what was sent".into());
    }
    bodies(post, &mut wire)?;
    Ok((hub, seconds, wire))
}

fn acquaint(hub: &Ledger, post: &Ledger) -> Outcome<()> {
    let peer = |of: &Ledger, standing| -> Outcome<Peer> {
        let keys = of.keys();
        let mut peer = Peer::enrolled(of.site(), standing, "hq", keys.public_key(), keys.agreement_public());
        peer.epoch = of.epoch()?;
        Ok(peer)
    };
    hub.put_peer(&peer(post, PeerStanding::Post)?)?;
    post.put_peer(&peer(hub, PeerStanding::Hub)?)?;
    Ok(())
}

/// The bodies by themselves, and in one compressed stream: the least that anybody would send.
fn bodies(post: &Ledger, wire: &mut Wire) -> Outcome<()> {
    let mut stream = DeflateEncoder::new(Vec::new(), Compression::default());
    let read = post.read(|door| -> Result<Vec<Vec<u8>>, Fault> {
        let mut all = Vec::new();
        for record in door.records_of("person")?.into_iter().chain(door.records_of("sheet")?) {
            all.extend(door.entries(record)?.iter().map(|entry| entry.body.to_string().into_bytes()));
        }
        Ok(all)
    })?;
    for body in read {
        wire.bodies += body.len();
        stream.write_all(&body)?;
    }
    wire.bodies_compressed = stream.finish()?.len();
    Ok(())
}

/// Rows of the mean size that an entry has at rest.
fn row_bytes(wire: &Wire) -> Vec<u8> {
    vec![b'x'; wire.bodies / ENTRIES + 200]
}

fn bare_sqlite(dir: &Path, run: usize, wire: &Wire) -> Outcome<f64> {
    let mut connection = Connection::open(dir.join(format!("bare-{run}.db")))?;
    connection.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000;
         create table entry (id blob primary key, number integer not null, body blob not null) strict;
         create index entry_number on entry (number);",
    )?;
    let body = row_bytes(wire);
    let begun = Instant::now();
    for batch in 0..ENTRIES / BATCH {
        let tx = connection.transaction()?;
        for n in 0..BATCH {
            let number = (batch * BATCH + n) as i64;
            let mut insert = tx.prepare_cached("insert into entry (id, number, body) values ($1, $2, $3)")?;
            insert.execute(rusqlite::params![Uuid::from_u128(number as u128).as_bytes(), number, body])?;
        }
        tx.commit()?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

fn bare_postgres(server: &Server, run: usize, wire: &Wire) -> Outcome<f64> {
    let mut client = server.client("raw")?;
    client.batch_execute(&format!(
        "create table entry_{run} (id bytea primary key, number bigint not null, body bytea not null);
         create index entry_{run}_number on entry_{run} (number);"
    ))?;
    let insert =
        client.prepare(&format!("insert into entry_{run} (id, number, body) values ($1, $2, $3)"))?;
    let body = row_bytes(wire);
    let begun = Instant::now();
    for batch in 0..ENTRIES / BATCH {
        let mut tx = client.transaction()?;
        for n in 0..BATCH {
            let number = (batch * BATCH + n) as i64;
            tx.execute(&insert, &[&Uuid::from_u128(number as u128).as_bytes().as_slice(), &number, &body])?;
        }
        tx.commit()?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

/// The rows of the log that headquarters has just written, put in an empty table of the same columns, keys and indexes.
fn same_sqlite(dir: &Path, run: usize) -> Outcome<f64> {
    let hub = Connection::open(dir.join(format!("hq-{run}.db")))?;
    let mut made = hub.prepare(
        "select sql from sqlite_master where tbl_name = 'ledger_entry' and sql is not null order by type desc",
    )?;
    let made: Vec<String> = made.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut read = hub.prepare("select * from ledger_entry order by arrival")?;
    let width = read.column_count();
    let rows: Vec<Vec<rusqlite::types::Value>> = read
        .query_map([], |row| (0..width).map(|at| row.get(at)).collect())?
        .collect::<Result<_, rusqlite::Error>>()?;
    let mut connection = Connection::open(dir.join(format!("same-{run}.db")))?;
    connection.execute_batch(&format!(
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000; {};",
        made.join(";")
    ))?;
    let insert = insert_of("ledger_entry", width);
    let begun = Instant::now();
    for batch in rows.chunks(BATCH) {
        let tx = connection.transaction()?;
        for row in batch {
            tx.prepare_cached(&insert)?.execute(rusqlite::params_from_iter(row))?;
        }
        tx.commit()?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

fn same_postgres(server: &Server, database: &str) -> Outcome<f64> {
    let mut client = server.client(database)?;
    let rows = client.query("select * from ledger_entry order by arrival", &[])?;
    let width = rows.first().map_or(0, |row| row.len());
    let read = |row: &postgres::Row| (0..width).map(|at| row.try_get(at)).collect::<Result<Vec<AsIs>, _>>();
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    client.batch_execute("create table same_entry (like ledger_entry including all)")?;
    let insert = client.prepare(&insert_of("same_entry", width))?;
    let begun = Instant::now();
    for batch in rows.chunks(BATCH) {
        let mut tx = client.transaction()?;
        for row in batch {
            let row: Vec<&(dyn ToSql + Sync)> = row.iter().map(|value| value as _).collect();
            tx.execute(&insert, &row)?;
        }
        tx.commit()?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

fn insert_of(table: &str, width: usize) -> String {
    let marks: Vec<String> = (1..=width).map(|mark| format!("${mark}")).collect();
    format!("insert into {table} values ({})", marks.join(", "))
}

/// A value as PostgreSQL sent it, to be sent back.
#[derive(Debug)]
struct AsIs(Option<Vec<u8>>);

impl<'a> FromSql<'a> for AsIs {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<AsIs, Box<dyn std::error::Error + Sync + Send>> {
        Ok(AsIs(Some(raw.to_vec())))
    }
    fn from_sql_null(_: &Type) -> Result<AsIs, Box<dyn std::error::Error + Sync + Send>> {
        Ok(AsIs(None))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

impl ToSql for AsIs {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        let Some(raw) = &self.0 else { return Ok(IsNull::Yes) };
        out.extend_from_slice(raw);
        Ok(IsNull::No)
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}
