//! Files that belong to records: a scanned page, a photo of a paper. Cut into chunks, sealed, kept once however many records
//! hold them, and gone with the last record that did.
//!
//! A file is named by the SHA-256 of its bytes, which stands in sealed bodies only; the database knows it by a keyed hash.
//! Its chunks are sealed under a key of its own, and each record that holds it keeps that key under the record's data key.

use crate::{
    Door, Fault, Hash, Row, Tx,
    door::Parts,
    engine::{Connection, Step},
    entry::sha256,
    keyring::Keys,
    keys::{Secret, sealing_of, secret},
    params, seal,
};
use aws_lc_rs::aead;
use uuid::Uuid;
use zeroize::Zeroizing;

/// No file is longer.
pub const CONTENT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// A chunk fits in a frame of the exchange, whatever compression makes of it.
pub(crate) const CHUNK_BYTES: usize = 14_000;
/// Chunks of the longest file.
pub(crate) const CHUNKS_MAX: u64 = CONTENT_BYTES_MAX.div_ceil(CHUNK_BYTES) as u64;

/// How a file stands that a record names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentStanding {
    Here,
    /// So many chunks of so many came already.
    Arriving {
        here: u64,
        of: u64,
    },
    /// Nothing of it is here: it is still on its way from another site.
    Awaited,
}

/// The name of a file: the hash of its bytes. It belongs into sealed bodies and nowhere else.
pub fn content_hash(bytes: &[u8]) -> Hash {
    sha256(bytes)
}

/// A file that a record holds, with the key that opens its chunks.
pub(crate) struct Held {
    pub hash: Hash,
    pub locator: Vec<u8>,
    key: Secret,
    pub chunks: u64,
    pub here: u64,
}

impl Held {
    pub fn is_whole(&self) -> bool {
        self.here == self.chunks
    }
    fn sealing(&self) -> Result<aead::LessSafeKey, Fault> {
        sealing_of(&self.key)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn chunk_binding(tenant: &str, locator: &[u8], part: u64, of: u64) -> Vec<u8> {
    format!("chunk|{tenant}|{}|{part}|{of}", hex(locator)).into_bytes()
}

fn holding_binding(tenant: &str, record: Uuid, locator: &[u8]) -> Vec<u8> {
    format!("holding|{tenant}|{record}|{}", hex(locator)).into_bytes()
}

/// Opens what a record keeps of a file: its key and its hash.
pub(crate) fn open_holding(
    tenant: &str,
    record: Uuid,
    keys: &Keys,
    row: &Row,
) -> Result<Option<Held>, Fault> {
    let (locator, sealed) = (row.bytes("content")?, row.bytes("sealed")?);
    let binding = holding_binding(tenant, record, &locator);
    let Some(plain) = keys.iter().find_map(|key| key.open(&binding, &sealed).ok()).map(Zeroizing::new) else {
        return Ok(None);
    };
    let (key, hash) = plain.split_at_checked(32).unwrap_or_default();
    let hash = Hash::from_slice(hash);
    let hash = hash.ok_or_else(|| Fault::Inconsistent("ledger_holding.sealed is no key and hash".into()))?;
    let count = |column: &str| Ok::<_, Fault>(row.int(column)?.unsigned_abs());
    Ok(Some(Held { hash, locator, key: secret(key)?, chunks: count("chunks")?, here: count("here")? }))
}

/// Opens one chunk of a file.
pub(crate) fn open_chunk(
    c: &mut dyn Connection,
    tenant: &str,
    held: &Held,
    part: u64,
) -> Result<Option<Vec<u8>>, Fault> {
    let asked = params![tenant, held.locator.clone(), part as i64];
    let rows = c.query(CHUNK, &asked)?;
    let Some(row) = rows.first() else { return Ok(None) };
    let binding = chunk_binding(tenant, &held.locator, part, held.chunks);
    seal::open(&held.sealing()?, &binding, &row.bytes("sealed")?).map(Some)
}

/// The whole file, or nothing while chunks are missing. Whether it is what it is called, the caller asks.
pub(crate) fn open_whole(
    c: &mut dyn Connection,
    tenant: &str,
    held: &Held,
) -> Result<Option<Vec<u8>>, Fault> {
    let mut whole = Vec::new();
    for part in 0..held.chunks {
        let Some(chunk) = open_chunk(c, tenant, held, part)? else { return Ok(None) };
        whole.extend(chunk);
    }
    Ok(Some(whole))
}

impl Parts<'_> {
    /// The place of a file in this site's database: it says nothing to whoever has not the key file.
    pub(crate) fn locator(&self, hash: Hash) -> Result<Vec<u8>, Fault> {
        self.core.keys.hashed("content", &hash.hex())
    }

    /// What a record holds of a file, by its place.
    pub(crate) fn held(&mut self, record: Uuid, locator: &[u8]) -> Result<Option<Held>, Fault> {
        let tenant = self.core.tenant.clone();
        let rows = self.connection.query(HOLDING, &params![tenant.as_str(), record, locator.to_vec()])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let keys = self.keys_of(record)?;
        if let Some(held) = open_holding(&tenant, record, &keys, row)? {
            return Ok(Some(held));
        }
        let keys = self.stored_keys(record)?;
        open_holding(&tenant, record, &keys, row)
    }

    /// A file of this place that any record holds and that opens.
    fn held_by_any(&mut self, locator: &[u8]) -> Result<Option<Held>, Fault> {
        let tenant = self.core.tenant.clone();
        for row in self.connection.query(HOLDERS, &params![tenant, locator.to_vec()])? {
            if let Some(held) = self.held(row.uuid("record")?, locator)? {
                return Ok(Some(held));
            }
        }
        Ok(None)
    }
}

/// What `Door` offers of files.
pub(crate) fn standing(parts: &mut Parts<'_>, record: Uuid, hash: Hash) -> Result<ContentStanding, Fault> {
    let locator = parts.locator(hash)?;
    Ok(match parts.held(record, &locator)? {
        None => ContentStanding::Awaited,
        Some(held) if held.is_whole() => ContentStanding::Here,
        Some(held) => ContentStanding::Arriving { here: held.here, of: held.chunks },
    })
}

/// See [`Door::content`].
pub(crate) fn read(parts: &mut Parts<'_>, record: Uuid, hash: Hash) -> Result<Option<Vec<u8>>, Fault> {
    let locator = parts.locator(hash)?;
    let Some(held) = parts.held(record, &locator)?.filter(Held::is_whole) else { return Ok(None) };
    let whole = open_whole(parts.connection, &parts.core.tenant, &held)?;
    let whole = whole.ok_or_else(|| Fault::Inconsistent("a chunk of a file is gone".into()))?;
    if content_hash(&whole) == hash {
        Ok(Some(whole))
    } else {
        Err(Fault::Inconsistent("a file is not what its record calls it".into()))
    }
}

impl Tx<'_> {
    /// Keeps a file with a record that has a key already, in the transaction of the entry that names it: neither is ever
    /// there without the other. The same file of another record is not kept twice.
    pub fn attach(&mut self, record: Uuid, bytes: &[u8]) -> Result<Hash, Fault> {
        if bytes.is_empty() || bytes.len() > CONTENT_BYTES_MAX {
            return Err(Fault::Inconsistent("a file is empty or longer than files may be".into()));
        }
        let hash = content_hash(bytes);
        let of = bytes.len().div_ceil(CHUNK_BYTES) as u64;
        let held = self.hold(record, hash, of)?;
        if !held.is_whole() {
            let chunks = (0..of).zip(bytes.chunks(CHUNK_BYTES));
            let steps = chunks.map(|(part, chunk)| self.chunk_step(&held, part, chunk));
            let steps = steps.collect::<Result<Vec<_>, _>>()?;
            self.connection.execute_all(&steps)?;
            self.now_whole(&held)?;
        }
        Ok(hash)
    }

    /// Says that a record holds a file of so many chunks, and answers what is here of it.
    pub(crate) fn hold(&mut self, record: Uuid, hash: Hash, of: u64) -> Result<Held, Fault> {
        // Whoever takes the last holder away must not do it at the same time.
        self.lock_site()?;
        let mut parts = self.parts();
        let locator = parts.locator(hash)?;
        if let Some(held) = parts.held(record, &locator)?.filter(|held| held.chunks == of) {
            return Ok(held);
        }
        let core = parts.core;
        let (tenant, random) = (core.tenant.as_str(), &*core.ports.random);
        let known = parts.held_by_any(&locator)?.filter(|held| held.chunks == of);
        let held = match known {
            Some(held) => held,
            None => {
                let mut key = Zeroizing::new([0u8; 32]);
                random.fill(&mut key[..]);
                // What nobody can open, or was cut in another way, makes room.
                for sql in [DROP_CHUNKS, DROP_HOLDERS, DROP_CONTENT] {
                    parts.connection.execute(sql, &params![tenant, locator.clone()])?;
                }
                let row = params![tenant, locator.clone(), of as i64, 0i64];
                parts.connection.execute(PUT_CONTENT, &row)?;
                Held { hash, locator, key, chunks: of, here: 0 }
            }
        };
        let keys = parts.keys_of(record)?;
        let Some(under) = keys.first() else {
            return Err(Fault::Inconsistent("a file cannot be kept with a record that has no key".into()));
        };
        let plain = Zeroizing::new([&held.key[..], &hash.0[..]].concat());
        let sealed = under.seal(random, &holding_binding(tenant, record, &held.locator), &plain)?;
        let row = params![tenant, record, held.locator.clone(), sealed];
        parts.connection.execute(PUT_HOLDING, &row)?;
        Ok(held)
    }

    /// Keeps one chunk, if it is not here.
    pub(crate) fn put_chunk(&mut self, held: &Held, part: u64, chunk: &[u8]) -> Result<(), Fault> {
        let step = self.chunk_step(held, part, chunk)?;
        self.connection.execute(&step.sql, &step.params).map(drop)
    }

    fn chunk_step(&self, held: &Held, part: u64, chunk: &[u8]) -> Result<Step, Fault> {
        let core = self.core;
        let binding = chunk_binding(&core.tenant, &held.locator, part, held.chunks);
        let sealed = seal::seal(&held.sealing()?, &*core.ports.random, &binding, chunk)?;
        let row = params![core.tenant.as_str(), held.locator.clone(), part as i64, sealed];
        Ok(Step::new(PUT_CHUNK, row))
    }

    /// How many chunks of a file are here, counted and noted; all of them only where they were proved.
    pub(crate) fn note_here(&mut self, held: &Held) -> Result<u64, Fault> {
        let place = params![self.core.tenant.as_str(), held.locator.clone()];
        let rows = self.connection.query(COUNT_CHUNKS, &place)?;
        let here = rows.first().map_or(Ok(0), |row| row.int("n"))?;
        let here = here.unsigned_abs();
        if here < held.chunks {
            let row = params![here as i64, self.core.tenant.as_str(), held.locator.clone()];
            self.connection.execute(SET_HERE, &row)?;
        }
        Ok(here)
    }

    /// The file is whole and what it is called.
    pub(crate) fn now_whole(&mut self, held: &Held) -> Result<(), Fault> {
        let row = params![held.chunks as i64, self.core.tenant.as_str(), held.locator.clone()];
        self.connection.execute(SET_HERE, &row).map(drop)
    }

    /// Throws away what came of a file, and that anybody held it.
    pub(crate) fn drop_content(&mut self, locator: &[u8]) -> Result<(), Fault> {
        for sql in [DROP_CHUNKS, DROP_HOLDERS, DROP_CONTENT] {
            self.connection.execute(sql, &params![self.core.tenant.as_str(), locator.to_vec()])?;
        }
        Ok(())
    }
}

/// What has to go with a record: that it held files, and the files that nobody else holds.
pub(crate) fn leaving(c: &mut dyn Connection, tenant: &str, record: Uuid) -> Result<Vec<Step>, Fault> {
    let mut steps = Vec::new();
    for row in c.query(HELD_ALONE, &params![tenant, record])? {
        let place = params![tenant, row.bytes("content")?];
        steps.push(Step::new(DROP_CHUNKS, place.clone()));
        steps.push(Step::new(DROP_CONTENT, place));
    }
    steps.push(Step::new(DROP_HOLDINGS, params![tenant, record]));
    steps.push(Step::new(DROP_SENT, params![tenant, record]));
    Ok(steps)
}

const HOLDING: &str = "select h.content, h.sealed, c.chunks, c.here from ledger_holding h join ledger_content c \
     on c.tenant = h.tenant and c.content = h.content where h.tenant = $1 and h.record = $2 and h.content = $3";
const HOLDERS: &str =
    "select record from ledger_holding where tenant = $1 and content = $2 order by record limit 16";
const HELD_ALONE: &str = "select h.content from ledger_holding h where h.tenant = $1 and h.record = $2 and not exists \
     (select 1 from ledger_holding o where o.tenant = h.tenant and o.content = h.content and o.record <> h.record)";
const CHUNK: &str = "select sealed from ledger_chunk where tenant = $1 and content = $2 and part = $3";
const COUNT_CHUNKS: &str = "select count(*) as n from ledger_chunk where tenant = $1 and content = $2";
const PUT_CONTENT: &str =
    "insert into ledger_content (tenant, content, chunks, here) values ($1, $2, $3, $4)";
const PUT_HOLDING: &str = "insert into ledger_holding (tenant, record, content, sealed) values ($1, $2, $3, $4) \
     on conflict (tenant, record, content) do update set sealed = excluded.sealed";
const PUT_CHUNK: &str = "insert into ledger_chunk (tenant, content, part, sealed) values ($1, $2, $3, $4) \
     on conflict (tenant, content, part) do nothing";
const SET_HERE: &str = "update ledger_content set here = $1 where tenant = $2 and content = $3";
const DROP_CHUNKS: &str = "delete from ledger_chunk where tenant = $1 and content = $2";
const DROP_CONTENT: &str = "delete from ledger_content where tenant = $1 and content = $2";
const DROP_HOLDERS: &str = "delete from ledger_holding where tenant = $1 and content = $2";
const DROP_HOLDINGS: &str = "delete from ledger_holding where tenant = $1 and record = $2";
const DROP_SENT: &str = "delete from ledger_content_sent where tenant = $1 and record = $2";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[
    HOLDING,
    HOLDERS,
    HELD_ALONE,
    CHUNK,
    COUNT_CHUNKS,
    PUT_CONTENT,
    PUT_HOLDING,
    PUT_CHUNK,
    SET_HERE,
    DROP_CHUNKS,
    DROP_CONTENT,
    DROP_HOLDERS,
    DROP_HOLDINGS,
    DROP_SENT,
];
