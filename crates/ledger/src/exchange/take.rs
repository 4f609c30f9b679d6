//! Taking in what another site sent: each entry proved by its hash, known ones passed over, two for one place told.
//!
//! Only the rows of records that entries came to are written anew, and they are what a rebuild would write.

use super::ahead;
use super::item::Body;
use crate::door::{Core, Door, INSERT_ENTRY, Tx, insert, put_conflicts, sealed_rows, view_of};
use crate::entry::{EntryView, GONE, Hash, Stored};
use crate::keyring::{DataKey, Keys};
use crate::together::Rows;
use crate::{Fault, Table, gone, params, record};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use uuid::Uuid;

/// A clock this far ahead of ours is kept and told, and not adopted (ten minutes).
const AHEAD_MAX_MICROSECONDS: i64 = 10 * 60 * 1_000_000;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    New,
    Known,
    /// Another entry stands at its place in its site's log: a copy of that site is at work somewhere.
    Fork,
}

/// What people must look at, for it should never happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// Two entries for one place of one site's log.
    Fork,
    /// A clock more than ten minutes ahead.
    Clock,
    /// A site sent what is not its own.
    Origin,
    /// A record's rows could not be written beside another's: the same number was given out twice.
    Clash,
    /// Two checkpoints of one log contradict each other: two logs under one name.
    Split,
    /// This site's log is not the one that it, or another site, has signed.
    Rewritten,
    /// What a post holds is not what headquarters says it lent.
    Lacking,
    /// Entries came that are not in the log that was signed.
    Unproved,
    /// A post wrote to a record after it was erased here. Its words are gone; its people know what they were.
    Late,
}

impl AlarmKind {
    pub fn code(self) -> &'static str {
        match self {
            AlarmKind::Fork => "fork",
            AlarmKind::Clock => "clock",
            AlarmKind::Origin => "origin",
            AlarmKind::Clash => "clash",
            AlarmKind::Split => "split",
            AlarmKind::Rewritten => "rewritten",
            AlarmKind::Lacking => "lacking",
            AlarmKind::Unproved => "unproved",
            AlarmKind::Late => "late",
        }
    }
}

/// Keys that came in the frame at hand for records that are erased here: they are kept nowhere, and prove what to pass over.
pub(crate) type LateKeys = BTreeMap<Uuid, Vec<DataKey>>;

/// An entry that came.
pub(crate) enum Came {
    /// Whole; with its body as it was opened, where it was.
    Whole(Box<Stored>, Hash, Option<Vec<u8>>),
    /// Its record is erased here: its hash is taken in, its words are not.
    Late(Box<Stored>, Hash),
    /// Its record is erased here, and without the key its hash cannot be told. The sender has to erase it first.
    Sealed,
}

/// What came, proved by its hash; the words of what is erased here are thrown away.
pub(crate) fn came(
    tx: &mut Tx<'_>,
    entry: Stored,
    body: Body,
    late: &LateKeys,
    frame: &mut Frame,
) -> Result<Came, Fault> {
    let proved = |entry: Stored| {
        let hash = entry.hash();
        (Box::new(entry), hash)
    };
    // Whoever has the key has not erased: then nothing more is asked.
    let body = match body {
        Body::Open { nonce, plain } => match key_of(tx, &entry)? {
            Some(key) => {
                let (entry, hash) = sealed_again(entry, &key, nonce, &plain)?;
                return Ok(Came::Whole(Box::new(entry), hash, Some(plain)));
            }
            None => Body::Open { nonce, plain },
        },
        body => body,
    };
    frame.pending.write(tx)?;
    let is_erased = gone::is_erased(tx.connection, &tx.core.tenant, entry.record)?;
    let key = late.get(&entry.record).and_then(|keys| keys.iter().find(|key| key.id == entry.key_id));
    let entry = match (body, key) {
        (Body::Open { .. }, _) if !is_erased => {
            return Err(Fault::Sealed("an entry came before its key".into()));
        }
        (Body::Open { nonce, plain }, Some(key)) => sealed_again(entry, key, nonce, &plain)?.0,
        (Body::Open { .. }, None) => return known(tx, entry),
        (Body::Closed { commitment, sealed }, _) => Stored { commitment, sealed, ..entry },
        (Body::Gone { commitment, hash }, _) => Stored { commitment, body_hash: Some(hash), ..entry },
    };
    let (entry, hash) = proved(entry);
    Ok(if is_erased {
        Came::Late(Box::new(without_words(*entry)), hash)
    } else {
        Came::Whole(entry, hash, None)
    })
}

/// An entry that stands here already without its words.
fn known(tx: &mut Tx<'_>, entry: Stored) -> Result<Came, Fault> {
    let place = params![tx.core.tenant.as_str(), entry.site.as_str(), entry.epoch, entry.sequence];
    let there = tx.connection.query(AT_PLACE, &place)?;
    let hash =
        there.first().map(|row| row.bytes("hash")).transpose()?.and_then(|hash| Hash::from_slice(&hash));
    Ok(hash.map_or(Came::Sealed, |hash| Came::Late(Box::new(entry), hash)))
}

fn without_words(mut entry: Stored) -> Stored {
    entry.body_hash = Some(entry.body());
    entry.sealed = Vec::new();
    entry
}

fn key_of(tx: &mut Tx<'_>, entry: &Stored) -> Result<Option<Arc<DataKey>>, Fault> {
    let of = |keys: &Keys| keys.iter().find(|key| key.id == entry.key_id).cloned();
    match of(&tx.parts().keys_of(entry.record)?) {
        Some(key) => Ok(Some(key)),
        None => Ok(of(&tx.parts().stored_keys(entry.record)?)),
    }
}

/// With its record's key and the nonce it had, the body becomes the same ciphertext, and the entry has the same hash.
fn sealed_again(
    mut entry: Stored,
    key: &DataKey,
    nonce: Nonce,
    plain: &[u8],
) -> Result<(Stored, Hash), Fault> {
    let header = entry.header();
    entry.sealed = key.seal_with(nonce, &header, plain)?;
    entry.commitment = key.commitment(&nonce);
    let hash = entry.hash_under(&header);
    Ok((entry, hash))
}

type Nonce = [u8; crate::seal::NONCE_BYTES];

/// What stands at the places of a site's log: entries mostly come in the order in which they were written, so many places are
/// asked about at once, and twice as many the next time.
#[derive(Default)]
pub(crate) struct Places {
    site: String,
    epoch: i64,
    asked: Range<i64>,
    found: BTreeMap<i64, There>,
}

/// An entry that stands at a place.
#[derive(Clone, Copy)]
struct There {
    hash: Hash,
    has_words: bool,
}

/// Places asked about at once, at most.
const PLACES_MAX: i64 = 256;

impl Places {
    fn at(&mut self, tx: &mut Tx<'_>, entry: &Stored) -> Result<Option<There>, Fault> {
        let is_same_log = self.site == entry.site && self.epoch == entry.epoch;
        if !is_same_log || !self.asked.contains(&entry.sequence) {
            let is_next = is_same_log && entry.sequence == self.asked.end;
            let width = if is_next { 2 * (self.asked.end - self.asked.start) } else { 1 };
            self.ask(tx, entry, width.clamp(1, PLACES_MAX))?;
        }
        Ok(self.found.get(&entry.sequence).copied())
    }

    fn ask(&mut self, tx: &mut Tx<'_>, entry: &Stored, width: i64) -> Result<(), Fault> {
        (self.site, self.epoch) = (entry.site.clone(), entry.epoch);
        self.asked = entry.sequence..entry.sequence.saturating_add(width);
        self.found.clear();
        let site = self.site.as_str();
        let asked = params![tx.core.tenant.as_str(), site, self.epoch, self.asked.start, self.asked.end];
        for row in tx.connection.query(AT_PLACES, &asked)? {
            let hash = Hash::from_slice(&row.bytes("hash")?);
            let hash = hash.ok_or_else(|| Fault::Inconsistent("ledger_entry.hash is no hash".into()))?;
            let has_words = row.int("sealed_bytes")? > 0;
            self.found.insert(row.int("sequence")?, There { hash, has_words });
        }
        Ok(())
    }

    /// Notes what was written since.
    fn put(&mut self, entry: &Stored, hash: Hash) {
        if self.site == entry.site && self.epoch == entry.epoch && self.asked.contains(&entry.sequence) {
            self.found.insert(entry.sequence, There { hash, has_words: !entry.sealed.is_empty() });
        }
    }
}

/// Entries that are proved and not yet written: they go to the database together.
#[derive(Default)]
pub(crate) struct Pending(Rows);

impl Pending {
    pub fn write(&mut self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        let rows = std::mem::take(&mut self.0);
        rows.insert(tx.connection, INSERT_ENTRY, "").map(drop)
    }
}

/// An entry as it is written, its hash, and its body opened.
type Opened = (Stored, Hash, Vec<u8>);

/// What taking in keeps in memory for the length of a frame.
#[derive(Default)]
pub(crate) struct Frame {
    places: Places,
    pub pending: Pending,
    /// The place in the order of coming that the first entry of the frame took.
    first_arrival: Option<i64>,
    /// Entries that were written, with their words, record by record; nothing where one came without.
    came: BTreeMap<Uuid, Option<Vec<Opened>>>,
}

/// Writes an entry of another site to the log, if it is not there.
pub(crate) fn take(tx: &mut Tx<'_>, entry: &Stored, hash: Hash, frame: &mut Frame) -> Result<Taken, Fault> {
    let tenant = tx.core.tenant.clone();
    if entry.tenant != tenant {
        return Err(Fault::Inconsistent("an entry of another institution was sent".into()));
    }
    let there = frame.places.at(tx, entry)?;
    if let Some(there) = there.filter(|_| !tx.core.takes_twice()) {
        if there.hash != hash {
            alarm(tx, AlarmKind::Fork, entry, Some(hash))?;
            return Ok(Taken::Fork);
        }
        let is_back = !there.has_words
            && !entry.sealed.is_empty()
            && !gone::is_erased(tx.connection, &tenant, entry.record)?;
        if is_back {
            frame.pending.write(tx)?;
            let body = params![entry.sealed.clone(), tenant.as_str(), hash.0.to_vec()];
            tx.connection.execute(BODY_BACK, &body)?;
            frame.places.put(entry, hash);
        }
        return Ok(if is_back { Taken::New } else { Taken::Known });
    }
    tx.lock_site()?;
    let now = tx.now().as_microsecond();
    let is_ahead = entry.at > now.saturating_add(AHEAD_MAX_MICROSECONDS);
    let site =
        tx.handed.site.as_mut().ok_or_else(|| Fault::Inconsistent("the site row is not locked".into()))?;
    if entry.site == tx.core.site && entry.epoch >= site.epoch {
        // Nobody but this machine writes here in this epoch: a copy of it does.
        alarm(tx, AlarmKind::Fork, entry, Some(hash))?;
        return Ok(Taken::Fork);
    }
    let arrival = site.next_arrival;
    frame.first_arrival.get_or_insert(arrival);
    site.next_arrival += 1;
    site.dirty = true;
    if !is_ahead && (entry.at, entry.counter) > (site.last_at, site.last_counter) {
        (site.last_at, site.last_counter) = (entry.at, entry.counter);
    }
    frame.pending.0.push(insert(entry, hash, arrival).params);
    frame.places.put(entry, hash);
    if is_ahead {
        alarm(tx, AlarmKind::Clock, entry, None)?;
    }
    Ok(Taken::New)
}

/// Writes down what people must look at; the same thing once.
pub(crate) fn alarm(
    tx: &mut Tx<'_>,
    kind: AlarmKind,
    entry: &Stored,
    other: Option<Hash>,
) -> Result<(), Fault> {
    let kept = other.map_or_else(Vec::new, |hash| kept(entry, hash));
    alarm_at(tx, kind, (&entry.site, entry.epoch, entry.sequence), kept)
}

pub(crate) fn alarm_at(
    tx: &mut Tx<'_>,
    kind: AlarmKind,
    at: (&str, i64, i64),
    kept: Vec<u8>,
) -> Result<(), Fault> {
    let (id, now) = (tx.fresh_uuid(), tx.now().as_microsecond());
    let row = params![tx.core.tenant.as_str(), id, kind.code(), at.0, at.1, at.2, now, kept];
    tx.connection.execute(ALARM, &row)?;
    tracing::warn!(kind = kind.code(), site = at.0, "the exchange raised an alarm");
    Ok(())
}

/// The second of two entries for one place, whole: a court may ask for both.
fn kept(entry: &Stored, hash: Hash) -> Vec<u8> {
    let mut packer = super::item::Packer::default();
    let mut header = entry.clone();
    let commitment = std::mem::take(&mut header.commitment);
    let sealed = std::mem::take(&mut header.sealed);
    let body = super::item::Body::Closed { commitment, sealed };
    packer.put(&super::item::Item::Entry(Box::new(header), body), Some(hash));
    packer.into_bytes()
}

impl Frame {
    /// Keeps an entry that was written, for the fold of its record. Without its words here, the record is read again.
    pub fn keep(&mut self, entry: Stored, hash: Hash, plain: Option<Vec<u8>>) {
        let came = self.came.entry(entry.record).or_insert_with(|| Some(Vec::new()));
        match (came.as_mut(), plain) {
            (Some(came), Some(plain)) => came.push((entry, hash, plain)),
            (_, None) => *came = None,
            (None, Some(_)) => {}
        }
    }

    /// Writes what waits, folds the records that entries came to and writes their rows anew.
    pub fn settle(&mut self, tx: &mut Tx<'_>, touched: &BTreeSet<Uuid>) -> Result<(), Fault> {
        self.pending.write(tx)?;
        let kinds = ahead::kinds(tx, touched)?;
        let unknown: BTreeSet<Uuid> = touched.iter().filter(|id| !kinds.contains_key(id)).copied().collect();
        let older = ahead::older(tx, &unknown, self.first_arrival.unwrap_or(i64::MAX))?;
        // Rows that a record gives up may be what another takes: all go before any come.
        for (record, kind) in &kinds {
            clear_rows(tx, *record, kind)?;
        }
        let mut written = Written::default();
        for record in touched {
            let came = self.came.remove(record).flatten();
            let is_whole = unknown.contains(record) && !older.contains(record);
            let entries = match came.filter(|_| is_whole) {
                Some(came) => in_order(tx.core, came)?,
                None => stored_entries(tx, *record)?,
            };
            written.add(tx, *record, kinds.contains_key(record), &entries)?;
        }
        written.write(tx)
    }
}

/// The entries of a record all of which came just now.
fn in_order(core: &Core, came: Vec<Opened>) -> Result<Vec<EntryView>, Fault> {
    let views = came.into_iter().map(|(entry, hash, plain)| view_of(core, entry, hash, Some(&plain)));
    Ok(record::order(views.collect::<Result<_, _>>()?))
}

fn stored_entries(tx: &mut Tx<'_>, record: Uuid) -> Result<Vec<EntryView>, Fault> {
    let entries = tx.entries(record)?;
    match entries.is_empty() {
        true => crate::sealed::outline(tx.connection, tx.core, record),
        false => Ok(entries),
    }
}

fn clear_rows(tx: &mut Tx<'_>, record: Uuid, kind: &str) -> Result<(), Fault> {
    let core = tx.core;
    let Some(kind) = core.kinds.get(kind) else { return Ok(()) };
    for table in &kind.tables {
        tx.connection.execute(&table.delete_sql(), &params![core.tenant.as_str(), record])?;
    }
    Ok(())
}

/// The place of a record's first entry, by which people find it.
type First = (String, i64, i64);

/// Rows of one table, each with its record.
struct RowsOf {
    table: &'static Table,
    records: Vec<Uuid>,
    rows: Rows,
}

impl RowsOf {
    fn new(table: &'static Table) -> RowsOf {
        RowsOf { table, records: Vec::new(), rows: Rows::default() }
    }
}

/// What the records of a frame have become, table by table.
#[derive(Default)]
struct Written {
    records: Rows,
    firsts: BTreeMap<Uuid, First>,
    tables: BTreeMap<&'static str, RowsOf>,
}

impl Written {
    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        id: Uuid,
        was_known: bool,
        entries: &[EntryView],
    ) -> Result<(), Fault> {
        let tenant = tx.core.tenant.clone();
        let Some(first) = entries.first() else { return Ok(()) };
        let has_no_rows =
            first.record_kind == crate::sealed::KIND || entries.iter().all(|entry| entry.kind == GONE);
        let heads: Vec<u8> = record::heads(entries).iter().flat_map(|h| h.0).collect();
        let record_kind = first.record_kind.clone();
        self.records.push(params![tenant.as_str(), id, record_kind.as_str(), heads, entries.len() as u64]);
        let core = tx.core;
        let Some(kind) = core.kinds.get(record_kind.as_str()).filter(|_| !has_no_rows) else { return Ok(()) };
        self.firsts.insert(id, (first.site.clone(), first.epoch, first.sequence));
        let projected = (kind.project)(id, entries)?;
        let conflicts = (kind.to_ask)(entries)?;
        if was_known || !conflicts.is_empty() {
            put_conflicts(tx.connection, &tenant, id, &record_kind, &conflicts)?;
        }
        let keys = tx.parts().keys_of(id)?;
        for (name, (table, rows)) in projected.by_table() {
            let key = keys.first().map(|key| &**key);
            let of = self.tables.entry(name).or_insert_with(|| RowsOf::new(table));
            for row in sealed_rows(core, key, table, id, &rows)? {
                of.records.push(id);
                of.rows.push(row);
            }
        }
        Ok(())
    }

    fn write(self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        self.records.insert(tx.connection, PUT_RECORD, MOVE_RECORD)?;
        let mut clashes = BTreeSet::new();
        for of in self.tables.values() {
            let written = of.rows.insert(tx.connection, &of.table.insert_sql(), UNLESS_THERE)?;
            if written != of.rows.len() as u64 {
                clashes.extend(one_by_one(tx, of)?);
            }
        }
        // Two numbers given out twice by a copied site: the first stays, and people are told.
        for record in clashes {
            let Some((site, epoch, sequence)) = self.firsts.get(&record) else { continue };
            alarm_at(tx, AlarmKind::Clash, (site, *epoch, *sequence), Vec::new())?;
        }
        Ok(())
    }
}

/// The same rows again, to see which do not go in: their records.
fn one_by_one(tx: &mut Tx<'_>, of: &RowsOf) -> Result<BTreeSet<Uuid>, Fault> {
    for record in &of.records {
        tx.connection.execute(&of.table.delete_sql(), &params![tx.core.tenant.as_str(), *record])?;
    }
    let sql = format!("{}{UNLESS_THERE}", of.table.insert_sql());
    let mut clashes = BTreeSet::new();
    for (record, row) in of.records.iter().zip(of.rows.each()) {
        if tx.connection.execute(&sql, row)? == 0 {
            clashes.insert(*record);
        }
    }
    Ok(clashes)
}

/// A row that is in another's way stays out.
const UNLESS_THERE: &str = " on conflict do nothing";
const AT_PLACE: &str =
    "select hash from ledger_entry where tenant = $1 and site = $2 and epoch = $3 and sequence = $4";
const AT_PLACES: &str = "select sequence, hash, length(sealed) as sealed_bytes from ledger_entry \
     where tenant = $1 and site = $2 and epoch = $3 and sequence >= $4 and sequence < $5";
const BODY_BACK: &str =
    "update ledger_entry set sealed = $1, body_hash = null where tenant = $2 and hash = $3";
const PUT_RECORD: &str =
    "insert into ledger_record (tenant, record, record_kind, heads, entries) values ($1, $2, $3, $4, $5)";
const MOVE_RECORD: &str =
    " on conflict (tenant, record) do update set heads = excluded.heads, entries = excluded.entries";
const ALARM: &str = "insert into ledger_alarm (tenant, id, kind, site, epoch, sequence, raised_at, kept) \
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant, kind, site, epoch, sequence, kept) do nothing";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[AT_PLACE, AT_PLACES, BODY_BACK, PUT_RECORD, ALARM];
