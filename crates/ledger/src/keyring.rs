//! Data keys: one for each record, kept in the database wrapped under a generation, and for a while opened in memory. Of a
//! sealed record only a share is wrapped; `sealed.rs` makes the key of it.

use crate::{
    Fault, KeyFile,
    door::Parts,
    engine::{Connection, Step},
    entry::{DATA_KEY, Stored},
    keys::{Bytes, Secret, sealing_of, secret},
    params, seal,
};
use aws_lc_rs::{aead, hkdf, hmac};
use kernel::Random;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The key of one record, opened.
pub(crate) struct DataKey {
    pub id: String,
    pub raw: Secret,
    sealing: aead::LessSafeKey,
    commitment: hmac::Key,
}

/// The keys of one record. It has one; more only where two sites met that each had made one.
pub(crate) type Keys = Arc<Vec<Arc<DataKey>>>;

impl DataKey {
    /// A key's id follows from the key: nobody can pass one off as another.
    pub fn of(raw: Secret) -> Result<DataKey, Fault> {
        let part = |purpose: &[u8]| {
            let mut out = Zeroizing::new([0u8; 32]);
            let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"ceiba-data-key-1");
            let filled =
                salt.extract(&raw[..]).expand(&[purpose], Bytes(32)).and_then(|okm| okm.fill(&mut out[..]));
            filled.map(|()| out).map_err(|_| Fault::Sealed("the key was refused".into()))
        };
        let name: String = part(b"id")?[..16].iter().map(|b| format!("{b:02x}")).collect();
        Ok(DataKey {
            id: format!("{DATA_KEY}{name}"),
            sealing: sealing_of(&*part(b"seal")?)?,
            commitment: hmac::Key::new(hmac::HMAC_SHA256, &part(b"commit")?[..]),
            raw,
        })
    }

    pub fn fresh(random: &dyn Random) -> Result<DataKey, Fault> {
        let mut raw = Zeroizing::new([0u8; 32]);
        random.fill(&mut raw[..]);
        DataKey::of(raw)
    }

    pub fn seal(&self, random: &dyn Random, binding: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
        seal::seal(&self.sealing, random, binding, plain)
    }
    /// Seals with a nonce that is given: the same body becomes the same ciphertext.
    pub fn seal_with(
        &self,
        nonce: [u8; seal::NONCE_BYTES],
        binding: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        seal::seal_with(&self.sealing, nonce, binding, plain)
    }
    pub fn open(&self, binding: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        seal::open(&self.sealing, binding, sealed)
    }
    pub fn commitment(&self, nonce: &[u8]) -> Vec<u8> {
        hmac::sign(&self.commitment, nonce).as_ref().to_vec()
    }
}

/// Opened keys, the least used let go of: two halves, of which the older is forgotten when the younger is full.
#[derive(Default)]
pub(crate) struct Keyring {
    young: HashMap<Uuid, Keys>,
    old: HashMap<Uuid, Keys>,
    /// The generation that the database was in when it was last looked at, 0 before that.
    pub generation: i64,
    /// The keys were dropped: whoever is still at work with one keeps nothing here.
    is_closed: bool,
}

/// Records whose keys are kept in each half. An opened key takes more than a kilobyte.
const HALF: usize = 512;

impl Keyring {
    fn get(&mut self, record: Uuid) -> Option<Keys> {
        if let Some(keys) = self.young.get(&record) {
            return Some(keys.clone());
        }
        let keys = self.old.remove(&record)?;
        self.put(record, keys.clone());
        Some(keys)
    }
    pub fn put(&mut self, record: Uuid, keys: Keys) {
        if self.is_closed {
            return;
        }
        if self.young.len() >= HALF {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(record, keys);
    }
    pub fn forget(&mut self) {
        *self = Keyring { generation: self.generation, is_closed: self.is_closed, ..Keyring::default() };
    }
    /// One that keeps nothing.
    pub fn closed() -> Keyring {
        Keyring { is_closed: true, ..Keyring::default() }
    }
}

/// A key as the database holds it.
pub(crate) struct Wrap {
    pub key_id: String,
    pub generation: i64,
    pub wrapped: Vec<u8>,
}

impl Wrap {
    pub fn of(row: &crate::Row) -> Result<Wrap, Fault> {
        Ok(Wrap {
            key_id: row.text("key_id")?,
            generation: row.int("generation")?,
            wrapped: row.bytes("wrapped")?,
        })
    }
}

fn wrap_binding(tenant: &str, record: Uuid, key_id: &str, generation: i64) -> Vec<u8> {
    format!("key|{tenant}|{record}|{key_id}|{generation}").into_bytes()
}

impl KeyFile {
    /// Opens a wrapped key; a generation that is not known yet is looked for in the key file.
    pub(crate) fn unwrap(&self, tenant: &str, record: Uuid, wrap: &Wrap) -> Result<DataKey, Fault> {
        let key = DataKey::of(self.unwrapped(tenant, record, wrap)?)?;
        if key.id == wrap.key_id { Ok(key) } else { Err(Fault::Sealed("a key has another's id".into())) }
    }

    /// What a wrap holds: the key of a record, or the share from which a compartment makes it.
    pub(crate) fn unwrapped(&self, tenant: &str, record: Uuid, wrap: &Wrap) -> Result<Secret, Fault> {
        self.notice(wrap.generation)?;
        let held = self.held()?;
        let under = held.generations.get(&wrap.generation);
        let under = under
            .ok_or_else(|| Fault::Sealed(format!("generation {} of the keys is gone", wrap.generation)))?;
        let binding = wrap_binding(tenant, record, &wrap.key_id, wrap.generation);
        secret(&Zeroizing::new(seal::open(&sealing_of(under)?, &binding, &wrap.wrapped)?))
    }

    /// The statement that keeps a key, wrapped under a generation.
    pub(crate) fn keep_step(
        &self,
        random: &dyn Random,
        tenant: &str,
        record: Uuid,
        generation: i64,
        key: &DataKey,
    ) -> Result<Step, Fault> {
        self.keep_raw_step(random, tenant, record, generation, (&key.id, &key.raw))
    }

    /// As [`KeyFile::keep_step`], for what is given as it is: the key's id, and the key or its share.
    pub(crate) fn keep_raw_step(
        &self,
        random: &dyn Random,
        tenant: &str,
        record: Uuid,
        generation: i64,
        (key_id, raw): (&str, &Secret),
    ) -> Result<Step, Fault> {
        let wrapped = self.wrapped(random, tenant, record, generation, (key_id, raw))?;
        Ok(Step::new(KEEP_KEY, params![tenant, record, key_id, generation, wrapped]))
    }

    /// A key of a record, or its share, wrapped under a generation.
    pub(crate) fn wrapped(
        &self,
        random: &dyn Random,
        tenant: &str,
        record: Uuid,
        generation: i64,
        (key_id, raw): (&str, &Secret),
    ) -> Result<Vec<u8>, Fault> {
        let held = self.held()?;
        let under = held.generations.get(&generation);
        let under = under.ok_or_else(|| {
            Fault::Sealed(format!("generation {generation} of the keys is not in the key file"))
        })?;
        let binding = wrap_binding(tenant, record, key_id, generation);
        seal::seal(&sealing_of(under)?, random, &binding, &raw[..])
    }
}

/// The wraps of one record; of a sealed record none, as of one that is not there.
pub(crate) fn wraps_of(c: &mut dyn Connection, tenant: &str, record: Uuid) -> Result<Vec<Wrap>, Fault> {
    c.query(KEYS_OF_RECORD, &params![tenant, record])?.iter().map(Wrap::of).collect()
}

/// The wraps of the records after one and up to another, by record.
pub(crate) fn wraps_between(
    c: &mut dyn Connection,
    tenant: &str,
    after: Uuid,
    last: Uuid,
) -> Result<HashMap<Uuid, Vec<Wrap>>, Fault> {
    let mut all: HashMap<Uuid, Vec<Wrap>> = HashMap::new();
    for row in c.query(KEYS_BETWEEN, &params![tenant, after, last])? {
        all.entry(row.uuid("record")?).or_default().push(Wrap::of(&row)?);
    }
    Ok(all)
}

/// Opens the keys of a record.
pub(crate) fn opened(keys: &KeyFile, tenant: &str, record: Uuid, wraps: &[Wrap]) -> Result<Keys, Fault> {
    let all = wraps.iter().map(|wrap| keys.unwrap(tenant, record, wrap).map(Arc::new));
    Ok(Arc::new(all.collect::<Result<Vec<_>, _>>()?))
}

impl Parts<'_> {
    /// The keys of a record as far as they are in memory.
    pub(crate) fn known_keys(&mut self, record: Uuid) -> Option<Keys> {
        if let Some(fresh) = self.fresh.as_deref()
            && let Some((_, keys)) = fresh.iter().rev().find(|(of, _)| *of == record)
        {
            return Some(keys.clone());
        }
        self.core.keys.keyring().get(record)
    }

    /// Keeps opened keys: those of a transaction for its own length until it is on disk.
    pub(crate) fn remember(&mut self, record: Uuid, keys: Keys) {
        match self.fresh.as_deref_mut() {
            Some(fresh) => fresh.push((record, keys)),
            None => self.core.keys.keyring().put(record, keys),
        }
    }

    /// The keys of a record as the database has them now.
    pub(crate) fn stored_keys(&mut self, record: Uuid) -> Result<Keys, Fault> {
        let wraps = wraps_of(self.connection, &self.core.tenant, record)?;
        let keys = opened(&self.core.keys, &self.core.tenant, record, &wraps)?;
        self.remember(record, keys.clone());
        Ok(keys)
    }

    pub(crate) fn keys_of(&mut self, record: Uuid) -> Result<Keys, Fault> {
        match self.known_keys(record) {
            Some(keys) => Ok(keys),
            None => self.stored_keys(record),
        }
    }

    /// Opens the sealed column of a row. What is in memory may be older than what another process wrote.
    pub(crate) fn open_row(&mut self, record: Uuid, binding: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let keys = self.keys_of(record)?;
        if let Ok(plain) = open_row(&self.core.keys, &keys, binding, sealed) {
            return Ok(plain);
        }
        let keys = self.stored_keys(record)?;
        open_row(&self.core.keys, &keys, binding, sealed)
    }
}

/// A row's sealed column is under its record's key, or under the root key when it was written before 0.3.0.
pub(crate) fn open_row(file: &KeyFile, keys: &Keys, binding: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
    let by_key = keys.iter().find_map(|key| key.open(binding, sealed).ok());
    by_key.map_or_else(|| file.open(binding, sealed), Ok)
}

/// Opens the body of an entry with the key it names.
pub(crate) fn open_entry(file: &KeyFile, keys: &Keys, entry: &Stored) -> Result<Vec<u8>, Fault> {
    match keys.iter().find(|key| key.id == entry.key_id) {
        Some(key) => key.open(&entry.binding(), &entry.sealed),
        None if entry.is_apart() => Err(Fault::Sealed("the key of a record is gone".into())),
        None => file.open(&entry.binding(), &entry.sealed),
    }
}

const KEEP_KEY: &str = "insert into ledger_key (tenant, record, key_id, generation, wrapped) \
     values ($1, $2, $3, $4, $5) on conflict (tenant, record, key_id) do nothing";
pub(crate) const KEYS_OF_RECORD: &str = "select key_id, generation, wrapped from ledger_key where tenant = $1 and record = $2 \
     and key_id not like 'd-s-%' order by key_id";
const KEYS_BETWEEN: &str = "select record, key_id, generation, wrapped from ledger_key \
     where tenant = $1 and record > $2 and record <= $3 order by record, key_id";

pub(crate) const KEYS_AFTER: &str = "select record, key_id, generation, wrapped from ledger_key \
     where tenant = $1 and (record, key_id) > ($2, $3) order by record, key_id limit $4";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[KEEP_KEY, KEYS_OF_RECORD, KEYS_BETWEEN, KEYS_AFTER];
