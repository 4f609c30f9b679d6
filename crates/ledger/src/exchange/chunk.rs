//! Files on their way: chunk by chunk in the last lane, to whoever holds the record, once, from wherever the line broke.

use super::frame::Lane;
use super::item::Item;
use super::outbox::{Queue, Waiting};
use super::peer::{HELD, Peer, Standing};
use super::{Brought, Hash};
use crate::content::{CHUNK_BYTES, CHUNKS_MAX, content_hash, open_chunk, open_whole};
use crate::door::{Door, Tx};
use crate::{Fault, gone, params};
use uuid::Uuid;

/// The version of the exchange that knows chunks.
pub const SPOKEN_SINCE: u64 = 2;
/// So many chunks wait in a lane at most (about 56 MB); more are put there once they are gone.
const WAITING_MAX: i64 = 4_096;
/// Files looked at in one transaction.
const FILES: i64 = 8;

/// Puts the chunks of files that a peer should have and was not sent in its last lane. `true` when there may be more.
pub(super) fn queue(tx: &mut Tx<'_>, peer: &Peer, queue: &mut Queue<'_>) -> Result<bool, Fault> {
    if peer.speaks.min(tx.core.speaks()) < SPOKEN_SINCE {
        return Ok(false);
    }
    let (tenant, site) = (tx.core.tenant.clone(), peer.site.clone());
    let waiting =
        tx.connection.query(WAITING, &params![tenant.as_str(), site.as_str(), Lane::Bulk.code()])?;
    if waiting.first().map_or(Ok(0), |row| row.int("n"))? >= WAITING_MAX {
        return Ok(false);
    }
    let owed = match peer.standing {
        Standing::Hub => tx.connection.query(OWED_TO_HUB, &params![tenant.as_str(), site.as_str(), FILES])?,
        Standing::Post => {
            tx.connection.query(OWED_TO_POST, &params![tenant.as_str(), site.as_str(), HELD, FILES])?
        }
        Standing::Revoked => return Ok(false),
    };
    for row in &owed {
        let (record, locator) = (row.uuid("record")?, row.bytes("content")?);
        let parts = row.int("chunks")?.unsigned_abs();
        for part in 0..parts {
            let waiting = Waiting::Chunk { record, locator: locator.clone(), part, parts };
            queue.put(tx, Lane::Bulk, waiting)?;
        }
        note_sent(tx, &site, record, &locator)?;
    }
    Ok(owed.len() as i64 == FILES)
}

fn note_sent(tx: &mut Tx<'_>, site: &str, record: Uuid, locator: &[u8]) -> Result<(), Fault> {
    let row = params![tx.core.tenant.as_str(), site, record, locator.to_vec()];
    tx.connection.execute(NOTE_SENT, &row).map(drop)
}

/// A record leaves what a peer may hold: of its files nothing more is sent, and all of them when it comes back.
pub(super) fn withdraw(tx: &mut Tx<'_>, site: &str, record: Uuid) -> Result<(), Fault> {
    let of = params![tx.core.tenant.as_str(), site, record];
    tx.connection.execute(WITHDRAW, &of)?;
    tx.connection.execute(FORGET_SENT, &of).map(drop)
}

/// Whether a peer was not yet sent a file of a record.
pub(super) fn is_owed(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<bool, Fault> {
    let asked = params![tx.core.tenant.as_str(), peer.site.as_str(), record];
    Ok(!tx.connection.query(OWED_OF_RECORD, &asked)?.is_empty())
}

/// A chunk as it travels; nothing when the record or the file is not here any more.
pub(super) fn item(
    door: &mut dyn Door,
    record: Uuid,
    locator: &[u8],
    at: u64,
    of: u64,
) -> Result<Option<Item>, Fault> {
    let mut parts = door.parts();
    let Some(held) = parts.held(record, locator)?.filter(|held| held.chunks == of) else { return Ok(None) };
    let tenant = parts.core.tenant.clone();
    let bytes = open_chunk(parts.connection, &tenant, &held, at)?;
    Ok(bytes.map(|bytes| Item::Chunk { record, content: held.hash, at, of, bytes }))
}

/// Takes a chunk in. `false` when its record was not heard of yet: then it must come again.
pub(super) fn take(
    tx: &mut Tx<'_>,
    peer: &Peer,
    record: Uuid,
    content: Hash,
    (at, of): (u64, u64),
    bytes: &[u8],
    brought: &mut Brought,
) -> Result<bool, Fault> {
    let tenant = tx.core.tenant.clone();
    let is_possible = at < of && of <= CHUNKS_MAX && !bytes.is_empty() && bytes.len() <= CHUNK_BYTES;
    if !is_possible || gone::is_gone(tx.connection, &tenant, record)? {
        return Ok(true);
    }
    let mut keys = tx.parts().keys_of(record)?;
    if keys.is_empty() {
        keys = tx.parts().stored_keys(record)?;
    }
    if keys.is_empty() {
        return Ok(false);
    }
    let from = params![tenant.as_str(), record, peer.site.as_str()];
    if peer.standing == Standing::Post && tx.connection.query(WROTE, &from)?.is_empty() {
        tracing::warn!(site = peer.site, "a post sent a file of a record on which it wrote nothing");
        return Ok(true);
    }
    let held = tx.hold(record, content, of)?;
    // Who sent it has it.
    note_sent(tx, &peer.site, record, &held.locator)?;
    if held.is_whole() {
        return Ok(true);
    }
    tx.put_chunk(&held, at, bytes)?;
    brought.chunks += 1;
    if tx.note_here(&held)? < of {
        return Ok(true);
    }
    let whole = open_whole(tx.connection, &tenant, &held)?;
    if whole.is_some_and(|whole| content_hash(&whole) == content) {
        tx.now_whole(&held)?;
    } else {
        tracing::warn!(site = peer.site, "a file came that is not what it was called; it was thrown away");
        tx.drop_content(&held.locator)?;
    }
    Ok(true)
}

const WAITING: &str = "select count(*) as n from ledger_outbox where tenant = $1 and peer = $2 and lane = $3 and what = 'chunk'";
const OWED_TO_HUB: &str = "select h.record, h.content, c.chunks from ledger_holding h \
     join ledger_content c on c.tenant = h.tenant and c.content = h.content \
     where h.tenant = $1 and c.here = c.chunks and not exists (select 1 from ledger_content_sent s \
     where s.tenant = h.tenant and s.peer = $2 and s.record = h.record and s.content = h.content) \
     order by h.record, h.content limit $3";
const OWED_TO_POST: &str = "select h.record, h.content, c.chunks from ledger_scope p \
     join ledger_holding h on h.tenant = p.tenant and h.record = p.record \
     join ledger_content c on c.tenant = h.tenant and c.content = h.content \
     where p.tenant = $1 and p.peer = $2 and p.standing = $3 and c.here = c.chunks and not exists \
     (select 1 from ledger_content_sent s where s.tenant = h.tenant and s.peer = p.peer and s.record = h.record \
     and s.content = h.content) order by h.record, h.content limit $4";
const OWED_OF_RECORD: &str = "select 1 from ledger_holding h where h.tenant = $1 and h.record = $3 and not exists \
     (select 1 from ledger_content_sent s where s.tenant = h.tenant and s.peer = $2 and s.record = h.record \
     and s.content = h.content) limit 1";
const NOTE_SENT: &str = "insert into ledger_content_sent (tenant, peer, record, content) values ($1, $2, $3, $4) \
     on conflict (tenant, peer, record, content) do nothing";
const FORGET_SENT: &str = "delete from ledger_content_sent where tenant = $1 and peer = $2 and record = $3";
const WITHDRAW: &str = "update ledger_outbox set what = 'nothing' where tenant = $1 and peer = $2 \
     and record = $3 and what = 'chunk'";
const WROTE: &str = "select 1 from ledger_entry where tenant = $1 and record = $2 and site = $3 limit 1";

/// For the test that prepares every statement.
pub(super) const OWN: &[&str] =
    &[WAITING, OWED_TO_HUB, OWED_TO_POST, OWED_OF_RECORD, NOTE_SENT, FORGET_SENT, WITHDRAW, WROTE];
