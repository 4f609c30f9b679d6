//! One entry as it stands in the file, and the hash over it.

use crate::line::{self, Fields};
use crate::tree::Digest32;
use serde_json::Value;
use sha2::{Digest, Sha256};

pub struct Entry {
    pub epoch: i64,
    pub sequence: i64,
    pub previous: Digest32,
    pub hash: Digest32,
    /// The record it is on.
    pub record: Vec<u8>,
    /// The hash that its contents give.
    pub computed: Digest32,
}

/// SHA-256 over parts, before each its length in eight bytes, largest first.
struct Parts(Sha256);

impl Parts {
    fn of(kind: &str) -> Parts {
        Parts(Sha256::new()).and(kind.as_bytes())
    }
    fn and(mut self, part: &[u8]) -> Parts {
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part);
        self
    }
    fn number(self, number: i64) -> Parts {
        self.and(&number.to_be_bytes())
    }
    fn done(self) -> Digest32 {
        self.0.finalize().into()
    }
}

/// Reads an entry of the log of `site`. Also gives the one text that its line may have.
pub fn read(value: &Value, tenant: &str, site: &str) -> Option<(Entry, String)> {
    let mut fields = Fields::of(value)?;
    let epoch = fields.number("epoch")?;
    let sequence = fields.number("sequence")?;
    let previous = line::digest(fields.text("previous")?)?;
    let record = line::uuid(fields.text("record")?)?;
    let record_kind = fields.text("record_kind")?;
    let kind = fields.text("kind")?;
    let version = fields.number("version")?;
    let account = line::uuid(fields.text("account")?)?;
    let role = fields.text("role")?;
    let office = fields.text("office")?;
    let at = fields.number("at")?;
    let counter = fields.number("counter")?;
    let stated = fields.text_or_null("stated")?;
    let parents = fields.digests("parents")?;
    let key_id = fields.text("key_id")?;
    let commitment = line::base64(fields.text("commitment")?)?;
    let sealed = fields.text_or_null("sealed")?;
    let body = fields.text_or_null("body")?;
    let hash = line::digest(fields.text("hash")?)?;
    let header = Parts::of("ceiba-entry-header/1")
        .and(tenant.as_bytes())
        .and(site.as_bytes())
        .number(epoch)
        .number(sequence)
        .and(&previous)
        .and(&record)
        .and(record_kind.as_bytes())
        .and(kind.as_bytes())
        .number(version)
        .and(&account)
        .and(role.as_bytes())
        .and(office.as_bytes())
        .number(at)
        .number(counter)
        .and(&[u8::from(stated.is_some())])
        .and(stated.unwrap_or("").as_bytes())
        .and(&parents)
        .and(key_id.as_bytes())
        .done();
    // Entries with a key of their record (`d-…`) are hashed over the hash of their body, older ones over the body.
    let computed = match (key_id.starts_with("d-"), sealed, body) {
        (true, None, Some(body)) => {
            Parts::of("ceiba-entry/2").and(&header).and(&commitment).and(&line::digest(body)?).done()
        }
        (false, Some(sealed), None) => {
            Parts::of("ceiba-entry/1").and(&header).and(&commitment).and(&line::base64(sealed)?).done()
        }
        _ => return None,
    };
    let text = fields.written("entry")?;
    Some((Entry { epoch, sequence, previous, hash, record, computed }, text))
}
