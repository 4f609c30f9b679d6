//! Entries: immutable statements, each hashed over its header, its ciphertext and a commitment to its key.

use crate::Fault;
use aws_lc_rs::digest;
use jiff::{Timestamp, civil::Date};
use kernel::Actor;
use uuid::Uuid;

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash that stands before the first entry of a site.
    pub const ZERO: Hash = Hash([0; 32]);
    pub fn from_slice(bytes: &[u8]) -> Option<Hash> {
        bytes.try_into().ok().map(Hash)
    }
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }
    pub fn from_hex(text: &str) -> Option<Hash> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0u8; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
        }
        Some(Hash(bytes))
    }
}
impl serde::Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.hex())
    }
}
impl<'de> serde::Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Hash, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        Hash::from_hex(&text).ok_or_else(|| serde::de::Error::custom("this is no hash"))
    }
}
impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex()[..12])
    }
}

/// Who writes an entry and the legal date that person states; the ledger adds its own clock.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub actor: Actor,
    /// The day a named person says this happened, when it differs from the day of writing.
    pub stated: Option<Date>,
}

impl Stamp {
    pub fn new(actor: Actor) -> Self {
        Self { actor, stated: None }
    }
    pub fn on(actor: Actor, stated: Date) -> Self {
        Self { actor, stated: Some(stated) }
    }
}

/// An entry as a fold, a timeline or a court reads it: the body is opened and brought up to date.
#[derive(Clone, Debug)]
pub struct EntryView {
    pub hash: Hash,
    pub record: Uuid,
    pub record_kind: String,
    /// The statement, such as `step_taken`; `body_gone` where the body was erased.
    pub kind: String,
    pub version: u16,
    pub actor: Actor,
    pub site: String,
    pub epoch: i64,
    pub sequence: i64,
    /// When the site wrote it down.
    pub at: Timestamp,
    pub stated: Option<Date>,
    pub parents: Vec<Hash>,
    pub body: serde_json::Value,
}

/// An entry as it is stored. The order of fields is the order in which they are hashed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    pub tenant: String,
    pub site: String,
    pub epoch: i64,
    pub sequence: i64,
    pub previous: Hash,
    pub record: Uuid,
    pub record_kind: String,
    pub kind: String,
    pub version: i64,
    pub account: Uuid,
    pub role: String,
    pub office: String,
    pub at: i64,
    pub counter: i64,
    pub stated: Option<String>,
    pub parents: Vec<u8>,
    pub key_id: String,
    pub commitment: Vec<u8>,
    pub sealed: Vec<u8>,
    /// SHA-256 of the sealed body, in place of a body that is gone.
    pub body_hash: Option<Hash>,
}

/// How the ids of data keys begin. An entry sealed with one is hashed over the SHA-256 of its body, so that the body can
/// go and the hash can still be proved; one sealed with a site's root key (before 0.3.0) over the body itself.
pub(crate) const DATA_KEY: &str = "d-";

/// What an entry says whose body is gone: a kind that no record knows.
pub(crate) const GONE: &str = "body_gone";

impl Stored {
    /// SHA-256 over every field, each with its length before it, so that no two entries share an encoding.
    pub fn hash(&self) -> Hash {
        self.hash_under(&self.header())
    }

    /// The same, where the header is hashed already.
    pub fn hash_under(&self, header: &[u8; 32]) -> Hash {
        let is_apart = self.is_apart();
        let mut out = Fields::new(if is_apart { b"ceiba-entry/2" } else { b"ceiba-entry/1" });
        out.put(header);
        out.put(&self.commitment);
        if is_apart {
            out.put(&self.body().0)
        } else {
            out.put(&self.sealed)
        };
        out.hash()
    }

    /// Whether the hash covers the body's hash and not the body.
    pub fn is_apart(&self) -> bool {
        self.key_id.starts_with(DATA_KEY)
    }

    /// SHA-256 of the sealed body, also of one that is gone.
    pub fn body(&self) -> Hash {
        self.body_hash.unwrap_or_else(|| sha256(&self.sealed))
    }

    /// The associated data of the sealed body: the whole header, so that without the key no word of it can be altered
    /// even by somebody who writes the hashes anew.
    pub fn binding(&self) -> Vec<u8> {
        self.header().to_vec()
    }

    pub fn header(&self) -> [u8; 32] {
        let mut out = Fields::new(b"ceiba-entry-header/1");
        out.put(self.tenant.as_bytes());
        out.put(self.site.as_bytes());
        out.put(&self.epoch.to_be_bytes());
        out.put(&self.sequence.to_be_bytes());
        out.put(&self.previous.0);
        out.put(self.record.as_bytes());
        out.put(self.record_kind.as_bytes());
        out.put(self.kind.as_bytes());
        out.put(&self.version.to_be_bytes());
        out.put(self.account.as_bytes());
        out.put(self.role.as_bytes());
        out.put(self.office.as_bytes());
        out.put(&self.at.to_be_bytes());
        out.put(&self.counter.to_be_bytes());
        out.put(&[u8::from(self.stated.is_some())]);
        out.put(self.stated.as_deref().unwrap_or("").as_bytes());
        out.put(&self.parents);
        out.put(self.key_id.as_bytes());
        out.hash().0
    }
}

/// SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> Hash {
    let mut hash = [0u8; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    Hash(hash)
}

/// Fields hashed one after another, each with its length before it; gathered first, for a call a field costs more than the
/// hash.
struct Fields(Vec<u8>);

impl Fields {
    fn new(what: &[u8]) -> Fields {
        let mut fields = Fields(Vec::with_capacity(1024));
        fields.put(what);
        fields
    }
    fn put(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.0.extend_from_slice(bytes);
    }
    fn hash(self) -> Hash {
        sha256(&self.0)
    }
}

pub(crate) fn hashes(bytes: &[u8]) -> Result<Vec<Hash>, Fault> {
    if !bytes.len().is_multiple_of(32) {
        return Err(Fault::Inconsistent("entry.parents is no list of hashes".into()));
    }
    Ok(bytes.chunks_exact(32).filter_map(Hash::from_slice).collect())
}
