//! What waits to be sent to a site: filled from the log and the site's scope, emptied when the site says that it has it.
//! Nothing is dropped for having been tried often.

use super::frame::{ERASES, Lane};
use super::item::{Body, Item, Packer};
use super::peer::{self, Held, LaneState, Peer, Standing};
use super::{PIECE_BYTES, Scopes, chunk, erasure};
use crate::door::{Door, ENTRY_COLUMNS, Tx, stored};
use crate::entry::{Hash, Stored};
use crate::{Fault, Row, Value, engine::Connection, gone, params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Entries of the log looked at in one transaction; the next contact goes on.
const SCAN: i64 = 5_000;

/// One thing that waits. What it says is read when it is sent.
#[derive(Clone, Debug)]
pub(crate) enum Waiting {
    Entry {
        record: Uuid,
        hash: Hash,
        part: u64,
        parts: u64,
    },
    Keys {
        record: Uuid,
    },
    Leave {
        record: Uuid,
    },
    /// A chunk of a file, by its place in this site's database.
    Chunk {
        record: Uuid,
        locator: Vec<u8>,
        part: u64,
        parts: u64,
    },
    /// What waited is not to be sent any more; its place stays.
    Nothing,
    Parcel {
        channel: String,
        bytes: Vec<u8>,
    },
    Erase {
        record: Uuid,
    },
    Erased {
        record: Uuid,
    },
}

/// Puts what is new for a peer in its lanes. `true` when there may be more of the log to look at.
pub(crate) fn fill(tx: &mut Tx<'_>, peer: &mut Peer, scopes: &dyn Scopes) -> Result<bool, Fault> {
    let mut lanes = peer::lanes(tx.connection, &tx.core.tenant, &peer.site)?;
    let leaving = tx.connection.query(LEAVING, &params![tx.core.tenant.as_str(), peer.site.as_str()])?;
    let leaving = leaving.iter().map(|row| row.uuid("record")).collect::<Result<_, _>>()?;
    let mut queue = Queue { lanes: &mut lanes, peer: peer.site.clone(), leaving };
    match peer.standing {
        // Headquarters holds every record that was written here.
        Standing::Hub => {}
        Standing::Post => {
            erasure::tell(tx, peer, &mut queue)?;
            scoped(tx, peer, scopes, &mut queue)?;
        }
        Standing::Revoked => return Ok(false),
    }
    let mut is_more = follow(tx, peer, scopes, &mut queue)?;
    // Once all else is in its place.
    if !is_more {
        is_more = chunk::queue(tx, peer, &mut queue)?;
    }
    let (tenant, now) = (tx.core.tenant.clone(), tx.core.ports.clock.now().as_microsecond());
    for (lane, state) in lanes {
        peer::put_lane(tx.connection, &tenant, &peer.site, lane, state)?;
    }
    peer::put(tx.connection, &tenant, peer, now)?;
    Ok(is_more)
}

pub(crate) struct Queue<'a> {
    lanes: &'a mut BTreeMap<Lane, LaneState>,
    peer: String,
    /// Records whose leaving waits in the usual lane: what comes after it must not overtake it.
    leaving: BTreeSet<Uuid>,
}

impl Queue<'_> {
    pub(crate) fn put(&mut self, tx: &mut Tx<'_>, lane: Lane, waiting: Waiting) -> Result<(), Fault> {
        let state = self.lanes.entry(lane).or_insert_with(LaneState::new);
        let place = state.next_place;
        state.next_place += 1;
        let now = tx.core.ports.clock.now().as_microsecond();
        let of_record =
            |what, record| (what, Value::Uuid(record), Value::Null, 0, 1, String::new(), Value::Null);
        let (what, record, hash, part, parts, channel, parcel) = match waiting {
            Waiting::Entry { record, hash, part, parts } => (
                "entry",
                Value::Uuid(record),
                Value::Bytes(hash.0.to_vec()),
                part,
                parts,
                String::new(),
                Value::Null,
            ),
            Waiting::Keys { record } => of_record("keys", record),
            Waiting::Leave { record } => of_record("leave", record),
            Waiting::Erase { record } => of_record("erase", record),
            Waiting::Erased { record } => of_record("erased", record),
            Waiting::Chunk { record, locator, part, parts } => {
                ("chunk", Value::Uuid(record), Value::Bytes(locator), part, parts, String::new(), Value::Null)
            }
            Waiting::Nothing => ("nothing", Value::Null, Value::Null, 0, 1, String::new(), Value::Null),
            Waiting::Parcel { channel, bytes } => {
                ("parcel", Value::Null, Value::Null, 0, 1, channel, Value::Bytes(bytes))
            }
        };
        let mut row = params![tx.core.tenant.as_str(), self.peer.as_str(), lane.code(), place, what];
        row.extend([
            record,
            hash,
            Value::Int(part as i64),
            Value::Int(parts as i64),
            Value::Text(channel),
            parcel,
        ]);
        row.push(Value::Int(now));
        tx.connection.execute(PUT, &row).map(drop)
    }

    /// An entry, in as many pieces as it needs.
    fn entry(
        &mut self,
        tx: &mut Tx<'_>,
        lane: Lane,
        record: Uuid,
        hash: Hash,
        sealed_bytes: usize,
    ) -> Result<(), Fault> {
        let parts = pieces(sealed_bytes);
        (0..parts).try_for_each(|part| self.put(tx, lane, Waiting::Entry { record, hash, part, parts }))
    }

    pub(crate) fn leave(&mut self, tx: &mut Tx<'_>, record: Uuid) -> Result<(), Fault> {
        self.leaving.insert(record);
        chunk::withdraw(tx, &self.peer, record)?;
        self.put(tx, Lane::Usual, Waiting::Leave { record })
    }
}

/// In how many pieces a thing of this size travels: one, unless it might not fit in a frame.
fn pieces(bytes: usize) -> u64 {
    // Room for the entry's head.
    (bytes + 2_048).div_ceil(PIECE_BYTES).max(1) as u64
}

/// What entered and what left the scope of a post since last time.
fn scoped(tx: &mut Tx<'_>, peer: &Peer, scopes: &dyn Scopes, queue: &mut Queue<'_>) -> Result<(), Fault> {
    let may: BTreeSet<Uuid> = scopes.of(tx, peer)?;
    let tenant = tx.core.tenant.clone();
    let known = peer::scope(tx.connection, &tenant, &peer.site)?;
    for record in &may {
        let before = known.get(record).copied();
        if before == Some(Held::Yes) || gone::is_erased(tx.connection, &tenant, *record)? {
            continue;
        }
        // A record that never left has its own entries there already.
        let has_own = before.is_none();
        grant(tx, peer, *record, scopes, queue, has_own)?;
        peer::put_scope(tx.connection, &tenant, &peer.site, *record, true)?;
    }
    let may_be_there = known.iter().filter(|(record, held)| **held != Held::No && !may.contains(*record));
    let left: Vec<Uuid> = may_be_there.map(|(record, _)| *record).collect();
    for record in left {
        queue.leave(tx, record)?;
        peer::put_scope(tx.connection, &tenant, &peer.site, record, false)?;
    }
    Ok(())
}

/// A whole record: its keys, then its entries in the order of their coming.
fn grant(
    tx: &mut Tx<'_>,
    peer: &Peer,
    record: Uuid,
    scopes: &dyn Scopes,
    queue: &mut Queue<'_>,
    has_own: bool,
) -> Result<(), Fault> {
    let rows = tx.connection.query(OF_RECORD, &params![tx.core.tenant.as_str(), record])?;
    let is_new_to_peer = |row: &Row| -> Result<bool, Fault> {
        let is_own = row.text("site")? == peer.site && row.int("epoch")? == peer.epoch;
        // Of others, what comes later than the log was followed for this peer, following it will bring.
        Ok(if is_own { !has_own } else { row.int("arrival")? <= peer.scanned })
    };
    let lane = lane_of(tx, scopes, queue, record)?;
    queue.put(tx, lane, Waiting::Keys { record })?;
    for row in rows {
        if is_new_to_peer(&row)? {
            let hash = hash_of(&row)?;
            queue.entry(tx, lane, record, hash, row.int("sealed_bytes")? as usize)?;
        }
    }
    Ok(())
}

/// What came to the log since it was last followed for this peer.
fn follow(
    tx: &mut Tx<'_>,
    peer: &mut Peer,
    scopes: &dyn Scopes,
    queue: &mut Queue<'_>,
) -> Result<bool, Fault> {
    let tenant = tx.core.tenant.clone();
    let mut known = peer::scope(tx.connection, &tenant, &peer.site)?;
    // A lane must not wait for another's keys.
    let mut announced: BTreeSet<(Lane, Uuid)> = BTreeSet::new();
    let rows = tx.connection.query(SINCE, &params![tenant.as_str(), peer.scanned, SCAN])?;
    let is_more = rows.len() as i64 == SCAN;
    for row in rows {
        peer.scanned = row.int("arrival")?;
        let record = row.uuid("record")?;
        let is_theirs = row.text("site")? == peer.site && row.int("epoch")? == peer.epoch;
        let was_there = row.text("site")? == peer.site;
        if peer.standing == Standing::Post && was_there && !known.contains_key(&record) {
            // Written there, and not to be held there: it was handed over before we met.
            queue.leave(tx, record)?;
            peer::put_scope(tx.connection, &tenant, &peer.site, record, false)?;
            known.insert(record, Held::No);
        }
        let is_for_peer = match peer.standing {
            // Headquarters gets what was written here; what came from it came from it.
            Standing::Hub => row.text("site")? == tx.core.site,
            _ => known.get(&record) == Some(&Held::Yes) && !is_theirs,
        };
        if !is_for_peer {
            continue;
        }
        let lane = lane_of(tx, scopes, queue, record)?;
        if announced.insert((lane, record)) {
            queue.put(tx, lane, Waiting::Keys { record })?;
        }
        queue.entry(tx, lane, record, hash_of(&row)?, row.int("sealed_bytes")? as usize)?;
    }
    Ok(is_more)
}

fn lane_of(tx: &mut Tx<'_>, scopes: &dyn Scopes, queue: &Queue<'_>, record: Uuid) -> Result<Lane, Fault> {
    let is_urgent = !queue.leaving.contains(&record) && scopes.is_urgent(tx, record)?;
    Ok(if is_urgent { Lane::Urgent } else { Lane::Usual })
}

fn hash_of(row: &Row) -> Result<Hash, Fault> {
    Hash::from_slice(&row.bytes("hash")?)
        .ok_or_else(|| Fault::Inconsistent("ledger_entry.hash is no hash".into()))
}

/// What a room sends to a peer goes behind what waits already.
pub(crate) fn put_parcel(
    tx: &mut Tx<'_>,
    peer: &str,
    lane: Lane,
    channel: &str,
    bytes: &[u8],
) -> Result<(), Fault> {
    // It waits sealed: a parcel may hold what identifies.
    let sealed = tx.seal("ledger_outbox", Uuid::nil(), bytes)?;
    put_waiting(tx, peer, lane, Waiting::Parcel { channel: channel.to_owned(), bytes: sealed })
}

/// One thing behind what waits already.
pub(crate) fn put_waiting(tx: &mut Tx<'_>, peer: &str, lane: Lane, waiting: Waiting) -> Result<(), Fault> {
    tx.lock_site()?;
    let tenant = tx.core.tenant.clone();
    let mut lanes = peer::lanes(tx.connection, &tenant, peer)?;
    let mut queue = Queue { lanes: &mut lanes, peer: peer.to_owned(), leaving: BTreeSet::new() };
    queue.put(tx, lane, waiting)?;
    if let Some(state) = lanes.get(&lane) {
        peer::put_lane(tx.connection, &tenant, peer, lane, *state)?;
    }
    Ok(())
}

/// What waits in a lane after a place, in order.
pub(crate) fn waiting(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
    lane: Lane,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, Waiting)>, Fault> {
    let rows = c.query(NEXT, &params![tenant, peer, lane.code(), after, limit])?;
    rows.iter()
        .map(|row| {
            let what = match row.text("what")?.as_str() {
                "entry" => Waiting::Entry {
                    record: row.uuid("record")?,
                    hash: hash_of(row)?,
                    part: row.int("part")?.unsigned_abs(),
                    parts: row.int("parts")?.unsigned_abs(),
                },
                "keys" => Waiting::Keys { record: row.uuid("record")? },
                "leave" => Waiting::Leave { record: row.uuid("record")? },
                "erase" => Waiting::Erase { record: row.uuid("record")? },
                "erased" => Waiting::Erased { record: row.uuid("record")? },
                "nothing" => Waiting::Nothing,
                "chunk" => Waiting::Chunk {
                    record: row.uuid("record")?,
                    locator: row.bytes("hash")?,
                    part: row.int("part")?.unsigned_abs(),
                    parts: row.int("parts")?.unsigned_abs(),
                },
                "parcel" => Waiting::Parcel { channel: row.text("channel")?, bytes: row.bytes("parcel")? },
                _ => return Err(Fault::Inconsistent("ledger_outbox.what".into())),
            };
            Ok((row.int("place")?, what))
        })
        .collect()
}

/// The item that a waiting thing becomes for a site, with the hash of the entry it is.
pub(crate) fn item(
    door: &mut dyn Door,
    peer: &Peer,
    waiting: &Waiting,
) -> Result<(Item, Option<Hash>), Fault> {
    let speaks = peer.speaks.min(door.parts().core.speaks());
    Ok(match waiting {
        Waiting::Entry { hash, part, parts, record } => {
            let Some((entry, body)) = entry(door, *hash)? else { return Ok(nothing()) };
            let is_last = part + 1 == *parts;
            match body {
                Body::Gone { .. } if *parts > 1 && !is_last => (taken_back(*hash, *part, *parts), None),
                // A post is not told the rest of what is erased; headquarters is, so that the log there stays whole.
                Body::Gone { .. } if peer.standing != Standing::Hub && is_erased(door, *record)? => {
                    let was_begun = *parts > 1 && speaks >= ERASES;
                    if was_begun { (taken_back(*hash, *part, *parts), None) } else { nothing() }
                }
                Body::Gone { .. } => (Item::Entry(Box::new(entry), body), Some(*hash)),
                _ if *parts == 1 => (Item::Entry(Box::new(entry), body), Some(*hash)),
                _ => (piece(&Item::Entry(Box::new(entry), body), *hash, *part, *parts), None),
            }
        }
        Waiting::Erase { .. } | Waiting::Erased { .. } if speaks < ERASES => nothing(),
        Waiting::Erase { record } => (Item::Erase { record: *record }, None),
        Waiting::Erased { record } => (Item::Erased { record: *record }, None),
        Waiting::Keys { record } => {
            let keys = door.data_keys(*record)?.into_iter().map(|(id, raw)| (id, *raw)).collect();
            (Item::Keys { record: *record, keys }, None)
        }
        Waiting::Leave { record } => (Item::Leave { record: *record }, None),
        Waiting::Nothing => nothing(),
        Waiting::Chunk { record, locator, part, parts } => {
            (chunk::item(door, *record, locator, *part, *parts)?.unwrap_or_else(|| nothing().0), None)
        }
        Waiting::Parcel { channel, bytes } => {
            let bytes = door.open_sealed("ledger_outbox", Uuid::nil(), bytes)?;
            (Item::Parcel { channel: channel.clone(), bytes }, None)
        }
    })
}

/// A place whose thing is not here any more still takes its place.
fn nothing() -> (Item, Option<Hash>) {
    (Item::Parcel { channel: String::new(), bytes: Vec::new() }, None)
}

/// What came of a body that is gone meanwhile is thrown away.
fn taken_back(whole: Hash, at: u64, of: u64) -> Item {
    Item::Piece { whole, at, of, bytes: Vec::new() }
}

fn is_erased(door: &mut dyn Door, record: Uuid) -> Result<bool, Fault> {
    let parts = door.parts();
    gone::is_erased(parts.connection, &parts.core.tenant, record)
}

fn piece(whole: &Item, hash: Hash, part: u64, parts: u64) -> Item {
    let mut packer = Packer::default();
    packer.put(whole, None);
    let bytes = packer.into_bytes();
    let size = bytes.len().div_ceil(parts.max(1) as usize).max(1);
    let cut = bytes.chunks(size).nth(part as usize).unwrap_or_default();
    Item::Piece { whole: hash, at: part, of: parts, bytes: cut.to_vec() }
}

/// An entry as it travels: its body opened where this site has the key.
fn entry(door: &mut dyn Door, hash: Hash) -> Result<Option<(Stored, Body)>, Fault> {
    let mut parts = door.parts();
    let sql = format!("select {ENTRY_COLUMNS} from ledger_entry where tenant = $1 and hash = $2");
    let rows = parts.connection.query(&sql, &params![parts.core.tenant.as_str(), hash.0.to_vec()])?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (mut entry, _) = stored(row)?;
    let commitment = std::mem::take(&mut entry.commitment);
    let body_hash = entry.body();
    let sealed = std::mem::take(&mut entry.sealed);
    entry.body_hash = None;
    if sealed.is_empty() {
        return Ok(Some((entry, Body::Gone { commitment, hash: body_hash })));
    }
    let keys = parts.keys_of(entry.record)?;
    let key = keys.iter().find(|key| key.id == entry.key_id);
    let opened = key.and_then(|key| key.open(&entry.binding(), &sealed).ok());
    let nonce = sealed.get(..crate::seal::NONCE_BYTES).and_then(|nonce| nonce.try_into().ok());
    Ok(Some(match (opened, nonce) {
        (Some(plain), Some(nonce)) => (entry, Body::Open { nonce, plain }),
        _ => (entry, Body::Closed { commitment, sealed }),
    }))
}

/// Whether something that was written here about a record has not yet reached the peer.
pub(crate) fn is_owed(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<bool, Fault> {
    let (tenant, site) = (tx.core.tenant.clone(), tx.core.site.clone());
    let waits = tx.connection.query(WAITS, &params![tenant.as_str(), peer.site.as_str(), record])?;
    if chunk::is_owed(tx, peer, record)? {
        return Ok(true);
    }
    let unseen = params![tenant.as_str(), record, site.as_str(), peer.scanned];
    Ok(!waits.is_empty() || !tx.connection.query(UNSEEN, &unseen)?.is_empty())
}

/// What a peer has said it has waits no longer.
pub(crate) fn acknowledge(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
    lane: Lane,
    place: i64,
) -> Result<(), Fault> {
    c.execute(ACKNOWLEDGE, &params![tenant, peer, lane.code(), place]).map(drop)
}

const PUT: &str = "insert into ledger_outbox (tenant, peer, lane, place, what, record, hash, part, parts, channel, \
     parcel, queued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const NEXT: &str = "select place, what, record, hash, part, parts, channel, parcel from ledger_outbox \
     where tenant = $1 and peer = $2 and lane = $3 and place > $4 order by place limit $5";
const LEAVING: &str = "select record from ledger_outbox where tenant = $1 and peer = $2 and what = 'leave'";
const WAITS: &str = "select 1 from ledger_outbox where tenant = $1 and peer = $2 and what in ('entry', 'chunk') and record = $3 \
     limit 1";
const UNSEEN: &str = "select 1 from ledger_entry where tenant = $1 and record = $2 and site = $3 and arrival > $4 \
     limit 1";
const ACKNOWLEDGE: &str =
    "delete from ledger_outbox where tenant = $1 and peer = $2 and lane = $3 and place <= $4";
const OF_RECORD: &str = "select hash, site, epoch, arrival, length(sealed) as sealed_bytes from ledger_entry \
     where tenant = $1 and record = $2 order by arrival";
const SINCE: &str = "select hash, site, epoch, arrival, record, length(sealed) as sealed_bytes from ledger_entry \
     where tenant = $1 and arrival > $2 order by arrival limit $3";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[PUT, NEXT, ACKNOWLEDGE, OF_RECORD, SINCE, LEAVING, WAITS, UNSEEN];
