//! What a frame carries: entries with their bodies opened, data keys, records that leave a scope, and what rooms send.
//!
//! A body travels opened inside the sealed frame, so that it can be compressed; who receives it seals it again with the
//! same nonce and the record's key, which gives the same ciphertext, and the entry's hash proves it. What the sender
//! cannot open travels closed.

use super::wire::{In, Malformed, Out};
use crate::entry::{Hash, Stored};
use uuid::Uuid;

/// The body of an entry on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// The plain body and the nonce with which it is sealed.
    Open { nonce: [u8; 12], plain: Vec<u8> },
    /// The ciphertext, and the commitment to its key, for whoever has the key.
    Closed { commitment: Vec<u8>, sealed: Vec<u8> },
    /// Erased: only its hash is left.
    Gone { commitment: Vec<u8>, hash: Hash },
}

/// One thing that is sent. Each takes one place in the order of its lane.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An entry; `commitment`, `sealed` and `body_hash` of the header are empty, the body says them.
    Entry(Box<Stored>, Body),
    /// The data keys of a record, raw: the frame is sealed for the site that may hold them.
    Keys { record: Uuid, keys: Vec<(String, [u8; 32])> },
    /// The record left the receiver's scope: bodies, rows and keys go there, hashes stay.
    Leave { record: Uuid },
    /// What a room sends: the read log, the rota, a checkpoint. `channel` names who takes it.
    Parcel { channel: String, bytes: Vec<u8> },
    /// A chunk of a file that a record holds. The key it is sealed with at rest is each site's own.
    Chunk { record: Uuid, content: Hash, at: u64, of: u64, bytes: Vec<u8> },
    /// A piece of an item that is larger than a frame; without bytes, it is taken back.
    Piece { whole: Hash, at: u64, of: u64, bytes: Vec<u8> },
    /// Headquarters erased the record: so does the receiver.
    Erase { record: Uuid },
    /// The sender erased the record as it was told.
    Erased { record: Uuid },
    /// Of a newer version: kept until this site is upgraded.
    Unknown { kind: u64, bytes: Vec<u8> },
}

const ENTRY_OPEN: u64 = 1;
const ENTRY_CLOSED: u64 = 2;
const ENTRY_GONE: u64 = 3;
const KEYS: u64 = 4;
const LEAVE: u64 = 5;
const PARCEL: u64 = 6;
const PIECE: u64 = 7;
/// From here on the length of an item follows its kind, so that whoever does not know it can keep it.
const MEASURED: u64 = 16;
const ERASE: u64 = 16;
const ERASED: u64 = 17;
const CHUNK: u64 = 18;
/// Record, file, number and how many, before the bytes of a chunk.
const CHUNK_HEAD: usize = 16 + 32 + 8 + 8;

/// Writes items one after the other; what one says, the next need not repeat.
#[derive(Default)]
pub struct Packer {
    out: Out,
    last: Last,
}

/// What the entry before said, from which the next one is told apart.
#[derive(Default)]
struct Last {
    hash: Option<Hash>,
    sequence: i64,
    epoch: i64,
    at: i64,
}

impl Packer {
    /// `hash` is the entry's own, for the next one to follow.
    pub fn put(&mut self, item: &Item, hash: Option<Hash>) {
        match item {
            Item::Entry(entry, body) => {
                self.entry(entry, body);
                self.last = Last { hash, sequence: entry.sequence, epoch: entry.epoch, at: entry.at };
            }
            Item::Keys { record, keys } => {
                self.out.number(KEYS);
                self.out.named(record.as_bytes());
                self.out.number(keys.len() as u64);
                for (key_id, raw) in keys {
                    self.out.named(key_id.as_bytes());
                    self.out.bytes.extend_from_slice(raw);
                }
            }
            Item::Leave { record } => {
                self.out.number(LEAVE);
                self.out.named(record.as_bytes());
            }
            Item::Parcel { channel, bytes } => {
                self.out.number(PARCEL);
                self.out.named(channel.as_bytes());
                self.out.block(bytes);
            }
            Item::Chunk { record, content, at, of, bytes } => {
                let numbers = [at.to_be_bytes(), of.to_be_bytes()].concat();
                self.measured(CHUNK, &[record.as_bytes(), &content.0[..], &numbers, bytes].concat());
            }
            Item::Piece { whole, at, of, bytes } => {
                self.out.number(PIECE);
                self.out.named(&whole.0);
                self.out.number(*at);
                self.out.number(*of);
                self.out.block(bytes);
            }
            Item::Erase { record } => self.measured(ERASE, record.as_bytes()),
            Item::Erased { record } => self.measured(ERASED, record.as_bytes()),
            Item::Unknown { kind, bytes } => self.measured(*kind, bytes),
        }
    }

    fn measured(&mut self, kind: u64, bytes: &[u8]) {
        self.out.number(kind);
        self.out.block(bytes);
    }

    fn entry(&mut self, e: &Stored, body: &Body) {
        let (out, last) = (&mut self.out, &self.last);
        out.number(match body {
            Body::Open { .. } => ENTRY_OPEN,
            Body::Closed { .. } => ENTRY_CLOSED,
            Body::Gone { .. } => ENTRY_GONE,
        });
        for text in [&e.tenant, &e.site, &e.record_kind, &e.kind, &e.role, &e.office, &e.key_id] {
            out.named(text.as_bytes());
        }
        out.named(e.stated.as_deref().unwrap_or("").as_bytes());
        out.named(e.record.as_bytes());
        out.named(e.account.as_bytes());
        out.signed(e.epoch.wrapping_sub(last.epoch));
        out.signed(e.sequence.wrapping_sub(last.sequence));
        out.signed(e.at.wrapping_sub(last.at));
        out.signed(e.counter);
        out.signed(e.version);
        // The entry before in its site is mostly the one before in the frame.
        let follows = last.hash == Some(e.previous);
        out.number(u64::from(follows));
        if !follows {
            out.named(&e.previous.0);
        }
        let parents = e.parents.chunks(32);
        out.number(parents.len() as u64);
        for parent in parents {
            let is_last = last.hash.is_some_and(|hash| hash.0 == parent);
            out.number(u64::from(is_last));
            if !is_last {
                out.named(parent);
            }
        }
        match body {
            Body::Open { nonce, plain } => {
                out.bytes.extend_from_slice(nonce);
                out.block(plain);
            }
            Body::Closed { commitment, sealed } => {
                out.block(commitment);
                out.block(sealed);
            }
            Body::Gone { commitment, hash } => {
                out.block(commitment);
                out.bytes.extend_from_slice(&hash.0);
            }
        }
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.out.bytes
    }
}

/// Reads items one after the other. Whoever reads an entry says its hash before reading the next.
pub struct Unpacker<'a> {
    read: In<'a>,
    last: Last,
}

impl<'a> Unpacker<'a> {
    pub fn new(bytes: &'a [u8]) -> Unpacker<'a> {
        Unpacker { read: In::new(bytes), last: Last::default() }
    }
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }
    /// The hash of the entry that was read last, as its reader made it whole.
    pub fn was(&mut self, hash: Hash) {
        self.last.hash = Some(hash);
    }

    pub fn next(&mut self) -> Result<Item, Malformed> {
        let read = &mut self.read;
        match read.number()? {
            kind @ (ENTRY_OPEN | ENTRY_CLOSED | ENTRY_GONE) => self.entry(kind),
            KEYS => {
                let record = Uuid::from_bytes(read.named_fixed()?);
                let mut keys = Vec::new();
                for _ in 0..read.number()? {
                    keys.push((read.text()?, read.fixed()?));
                }
                Ok(Item::Keys { record, keys })
            }
            LEAVE => Ok(Item::Leave { record: Uuid::from_bytes(read.named_fixed()?) }),
            PARCEL => Ok(Item::Parcel { channel: read.text()?, bytes: read.block()?.to_vec() }),
            PIECE => Ok(Item::Piece {
                whole: Hash(read.named_fixed()?),
                at: read.number()?,
                of: read.number()?,
                bytes: read.block()?.to_vec(),
            }),
            kind if kind >= MEASURED => measured(kind, read.block()?),
            _ => Err(Malformed("an item is of no known kind")),
        }
    }

    fn entry(&mut self, kind: u64) -> Result<Item, Malformed> {
        let (read, last) = (&mut self.read, &self.last);
        let tenant = read.text()?;
        let site = read.text()?;
        let record_kind = read.text()?;
        let kind_of_entry = read.text()?;
        let role = read.text()?;
        let office = read.text()?;
        let key_id = read.text()?;
        let stated = read.text()?;
        let record = Uuid::from_bytes(read.named_fixed()?);
        let account = Uuid::from_bytes(read.named_fixed()?);
        let epoch = last.epoch.wrapping_add(read.signed()?);
        let sequence = last.sequence.wrapping_add(read.signed()?);
        let at = last.at.wrapping_add(read.signed()?);
        let counter = read.signed()?;
        let version = read.signed()?;
        let previous = hash_or_last(read, last)?;
        let mut parents = Vec::new();
        for _ in 0..read.number()? {
            parents.extend_from_slice(&hash_or_last(read, last)?.0);
        }
        let body = match kind {
            ENTRY_OPEN => Body::Open { nonce: read.fixed()?, plain: read.block()?.to_vec() },
            ENTRY_CLOSED => {
                Body::Closed { commitment: read.block()?.to_vec(), sealed: read.block()?.to_vec() }
            }
            _ => Body::Gone { commitment: read.block()?.to_vec(), hash: Hash(read.fixed()?) },
        };
        self.last = Last { hash: None, sequence, epoch, at };
        let entry = Stored {
            tenant,
            site,
            epoch,
            sequence,
            previous,
            record,
            record_kind,
            kind: kind_of_entry,
            version,
            account,
            role,
            office,
            at,
            counter,
            stated: Some(stated).filter(|day| !day.is_empty()),
            parents,
            key_id,
            commitment: Vec::new(),
            sealed: Vec::new(),
            body_hash: None,
        };
        Ok(Item::Entry(Box::new(entry), body))
    }
}

/// An item that says how long it is.
fn measured(kind: u64, bytes: &[u8]) -> Result<Item, Malformed> {
    let record = || Uuid::from_slice(bytes).map_err(|_| Malformed("an id has a wrong length"));
    Ok(match kind {
        ERASE => Item::Erase { record: record()? },
        ERASED => Item::Erased { record: record()? },
        CHUNK => chunk(bytes).ok_or(Malformed("a chunk is cut off"))?,
        _ => Item::Unknown { kind, bytes: bytes.to_vec() },
    })
}

fn chunk(bytes: &[u8]) -> Option<Item> {
    let (head, bytes) = bytes.split_at_checked(CHUNK_HEAD)?;
    let (record, head) = head.split_at(16);
    let (content, head) = head.split_at(32);
    let (at, of) = head.split_at(8);
    Some(Item::Chunk {
        record: Uuid::from_slice(record).ok()?,
        content: Hash::from_slice(content)?,
        at: u64::from_be_bytes(at.try_into().ok()?),
        of: u64::from_be_bytes(of.try_into().ok()?),
        bytes: bytes.to_vec(),
    })
}

fn hash_or_last(read: &mut In<'_>, last: &Last) -> Result<Hash, Malformed> {
    match read.number()? {
        0 => Ok(Hash(read.named_fixed()?)),
        1 => last.hash.ok_or(Malformed("no entry came before")),
        _ => Err(Malformed("a hash is told in no known way")),
    }
}
