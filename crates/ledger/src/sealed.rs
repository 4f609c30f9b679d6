//! Sealed records: their keys need the secret of a compartment beside the site's own, and to every ordinary reading they
//! are not there.
//!
//! All compartments share one kind of record. The database keeps a *share* of 32 bytes, wrapped as any key is; the data key
//! is made of the share, the compartment's secret and the record's id. So a generation that is destroyed takes the record
//! with it, and whoever holds the whole disk but not the secret opens nothing. Opened keys are never kept: what a colleague
//! has just read must not make anything faster for somebody else.

use crate::{
    Door, EntryView, Fault, KeyFile, Loaded, Record, Stamp, Tx,
    door::{Core, ENTRY_COLUMNS, Parts, Under, stored, view},
    engine::{Connection, Step},
    entry::{GONE, hashes},
    keyring::{DataKey, Keys, Wrap},
    keys::{Bytes, Secret},
    params, record,
};
use aws_lc_rs::{hkdf, hmac};
use jiff::Timestamp;
use kernel::{Actor, Office, Random, Role};
use std::sync::Arc;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The kind of every sealed record, whatever its compartment.
pub const KIND: &str = "sealed";

/// How the ids of the keys of sealed records begin.
const SEALED_KEY: &str = "d-s-";

/// Whether a key is made of a share and a compartment's secret.
pub(crate) fn is_sealed_key(key_id: &str) -> bool {
    key_id.starts_with(SEALED_KEY)
}

impl DataKey {
    /// The key that a compartment makes of a share for one record; what is kept of it is the share.
    fn sealed(secret: &Secret, record: Uuid, share: &Secret) -> Result<DataKey, Fault> {
        let mut made = Zeroizing::new([0u8; 32]);
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"ceiba-sealed-key-1");
        let info: [&[u8]; 2] = [record.as_bytes(), &share[..]];
        let filled =
            salt.extract(&secret[..]).expand(&info, Bytes(32)).and_then(|okm| okm.fill(&mut made[..]));
        filled.map_err(|_| Fault::Sealed("the key was refused".into()))?;
        let mut key = DataKey::of(made)?;
        key.id = format!("{SEALED_KEY}{}", key.id.trim_start_matches(crate::entry::DATA_KEY));
        key.raw = share.clone();
        Ok(key)
    }
}

/// What a compartment's secret is bound to where it is kept or carried.
fn secret_binding(name: &str) -> Vec<u8> {
    format!("compartment|{name}").into_bytes()
}

impl KeyFile {
    /// A fresh secret for a compartment.
    pub fn fresh_compartment(random: &dyn Random) -> Secret {
        let mut secret = Zeroizing::new([0u8; 32]);
        random.fill(&mut secret[..]);
        secret
    }

    /// Seals a compartment's secret under this site's own key, to be kept in a file beside the key file.
    pub fn seal_compartment(
        &self,
        random: &dyn Random,
        name: &str,
        secret: &Secret,
    ) -> Result<Vec<u8>, Fault> {
        self.seal(random, &secret_binding(name), &secret[..])
    }

    /// Opens what [`KeyFile::seal_compartment`] sealed.
    pub fn open_compartment(&self, name: &str, sealed: &[u8]) -> Result<Secret, Fault> {
        crate::keys::secret(&Zeroizing::new(self.open(&secret_binding(name), sealed)?))
    }

    /// Wraps a compartment's secret for another site, which alone can open it.
    pub fn give_compartment(
        &self,
        random: &dyn Random,
        peer: &[u8; 32],
        name: &str,
        secret: &Secret,
    ) -> Result<Vec<u8>, Fault> {
        self.wrap_to(random, peer, &secret_binding(name), secret)
    }

    /// Opens what the site with this public key gave to this one.
    pub fn take_compartment(&self, peer: &[u8; 32], name: &str, given: &[u8]) -> Result<Secret, Fault> {
        self.unwrap_from(peer, &secret_binding(name), given)
    }

    /// The compartment whose secret makes this key of the share, and the key; none where this site holds no such secret.
    pub(crate) fn sealed_key(
        &self,
        record: Uuid,
        key_id: &str,
        share: &Secret,
    ) -> Result<Option<(String, DataKey)>, Fault> {
        for name in self.compartment_names() {
            let Some(secret) = self.compartment(&name) else { continue };
            let key = DataKey::sealed(&secret, record, share)?;
            if key.id == key_id {
                return Ok(Some((name, key)));
            }
        }
        Ok(None)
    }
}

/// Whether a record is a sealed one.
pub(crate) fn is_sealed(c: &mut dyn Connection, tenant: &str, record: Uuid) -> Result<bool, Fault> {
    Ok(!c.query(ANY_SEALED, &params![tenant, record])?.is_empty())
}

/// The shares of a record's keys, with the ids of the keys: what another site may be given without opening anything.
pub(crate) fn shares(
    c: &mut dyn Connection,
    core: &Core,
    record: Uuid,
) -> Result<Vec<(String, Secret)>, Fault> {
    let rows = c.query(SHARES, &params![core.tenant.as_str(), record])?;
    rows.iter()
        .map(|row| {
            let wrap = Wrap::of(row)?;
            Ok((wrap.key_id.clone(), core.keys.unwrapped(&core.tenant, record, &wrap)?))
        })
        .collect()
}

/// The keys of a record in one compartment; empty where the record is not in it or not there.
fn keys_in(parts: &mut Parts<'_>, compartment: &str, record: Uuid) -> Result<Keys, Fault> {
    let Some(secret) = parts.core.keys.compartment(compartment) else { return Ok(Keys::default()) };
    let mut keys = Vec::new();
    for (key_id, share) in shares(parts.connection, parts.core, record)? {
        let key = DataKey::sealed(&secret, record, &share)?;
        if key.id == key_id {
            keys.push(Arc::new(key));
        }
    }
    Ok(Arc::new(keys))
}

/// The headers of a sealed record in the order of a fold, for whoever only needs to know where it ends.
pub(crate) fn outline(c: &mut dyn Connection, core: &Core, record: Uuid) -> Result<Vec<EntryView>, Fault> {
    let sql =
        format!("select {ENTRY_COLUMNS} from ledger_entry where tenant = $1 and record = $2 {IS_SEALED}");
    let mut views = Vec::new();
    for row in c.query(&sql, &params![core.tenant.as_str(), record])? {
        let (entry, hash) = stored(&row)?;
        let is_gone = entry.body_hash.is_some();
        let wrong = |what: &str| Fault::Inconsistent(format!("ledger_entry.{what}"));
        views.push(EntryView {
            hash,
            record,
            record_kind: entry.record_kind,
            kind: if is_gone { GONE.to_owned() } else { entry.kind },
            version: u16::try_from(entry.version).unwrap_or(u16::MAX),
            actor: Actor {
                account: entry.account.into(),
                role: Role::from_code(&entry.role).ok_or_else(|| wrong("role"))?,
                office: Office(entry.office),
            },
            site: entry.site,
            epoch: entry.epoch,
            sequence: entry.sequence,
            at: Timestamp::from_microsecond(entry.at).map_err(|_| wrong("at"))?,
            stated: None,
            parents: hashes(&entry.parents)?,
            body: serde_json::Value::Null,
        });
    }
    Ok(record::order(views))
}

/// Reading sealed records, for whoever was asked first whether they may.
pub trait Compartments: Door {
    /// Whether this site holds the secret of a compartment.
    fn holds_compartment(&mut self, compartment: &str) -> bool {
        self.parts().core.keys.compartment(compartment).is_some()
    }

    /// The id of the sealed record about a subject, which nobody can work out without the compartment's secret; `None`
    /// where this site does not hold it.
    fn sealed_id(&mut self, compartment: &str, subject: &str) -> Option<Uuid> {
        let secret = self.parts().core.keys.compartment(compartment)?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, &secret[..]);
        let tag = hmac::sign(&key, format!("ceiba-sealed-id-1|{subject}").as_bytes());
        let bytes: [u8; 16] = tag.as_ref().get(..16)?.try_into().ok()?;
        Some(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// The entries of a record sealed in a compartment, opened; none where it is not in it or not there.
    fn sealed_entries(&mut self, compartment: &str, id: Uuid) -> Result<Vec<EntryView>, Fault> {
        let mut parts = self.parts();
        let keys = keys_in(&mut parts, compartment, id)?;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let sql =
            format!("select {ENTRY_COLUMNS} from ledger_entry where tenant = $1 and record = $2 {IS_SEALED}");
        let rows = parts.connection.query(&sql, &params![parts.core.tenant.as_str(), id])?;
        let views = rows.iter().map(|row| view(parts.core, &keys, row)).collect::<Result<Vec<_>, _>>()?;
        Ok(record::order(views))
    }

    /// A record sealed in a compartment, folded.
    fn load_sealed<R: Record>(&mut self, compartment: &str, id: Uuid) -> Result<Option<Loaded<R>>, Fault> {
        let entries = self.sealed_entries(compartment, id)?;
        if entries.is_empty() || entries.iter().all(|e| e.kind == GONE) {
            return Ok(None);
        }
        Ok(Some(Loaded {
            id,
            state: record::fold(&entries)?,
            heads: record::heads(&entries),
            entries: entries.len() as u64,
            conflicts: Vec::new(),
        }))
    }

    /// Every record that is sealed in a compartment.
    fn sealed_in(&mut self, compartment: &str) -> Result<Vec<Uuid>, Fault> {
        let parts = self.parts();
        let Some(secret) = parts.core.keys.compartment(compartment) else { return Ok(Vec::new()) };
        let tenant = parts.core.tenant.as_str();
        let mut found = Vec::new();
        for row in parts.connection.query(ALL_SHARES, &params![tenant])? {
            let (record, wrap) = (row.uuid("record")?, Wrap::of(&row)?);
            let share = parts.core.keys.unwrapped(tenant, record, &wrap)?;
            if DataKey::sealed(&secret, record, &share)?.id == wrap.key_id {
                found.push(record);
            }
        }
        found.dedup();
        Ok(found)
    }

    /// The sealed records to which a site wrote and that this one cannot open: whom they are about only that site knows.
    fn closed_from(&mut self, site: &str) -> Result<Vec<Uuid>, Fault> {
        let parts = self.parts();
        let tenant = parts.core.tenant.as_str();
        let mut closed = Vec::new();
        for row in parts.connection.query(WRITTEN_BY, &params![tenant, site])? {
            let record = row.uuid("record")?;
            let mut opens = false;
            for (key_id, share) in shares(parts.connection, parts.core, record)? {
                opens |= parts.core.keys.sealed_key(record, &key_id, &share)?.is_some();
            }
            if !opens {
                closed.push(record);
            }
        }
        Ok(closed)
    }

    /// Whether a sealed record is here and not erased.
    fn has_sealed(&mut self, compartment: &str, id: Uuid) -> Result<bool, Fault> {
        let mut parts = self.parts();
        Ok(!keys_in(&mut parts, compartment, id)?.is_empty())
    }
}
impl<D: Door + ?Sized> Compartments for D {}

impl Tx<'_> {
    /// Opens a record in a compartment whose secret this site holds.
    pub fn create_sealed<R: Record>(
        &mut self,
        compartment: &str,
        id: Uuid,
        stamp: &Stamp,
        events: &[R::Event],
    ) -> Result<Loaded<R>, Fault> {
        self.append_sealed(compartment, &Loaded::fresh(id), stamp, events)
    }

    /// Adds statements to a sealed record.
    pub fn append_sealed<R: Record>(
        &mut self,
        compartment: &str,
        seen: &Loaded<R>,
        stamp: &Stamp,
        events: &[R::Event],
    ) -> Result<Loaded<R>, Fault> {
        self.append_under(seen, stamp, events, Under::Compartment(compartment))
    }

    /// The key of a sealed record; a new record's share is kept in the same transaction as its first entry.
    pub(crate) fn compartment_key(
        &mut self,
        compartment: &str,
        record: Uuid,
        is_new: bool,
        steps: &mut Vec<Step>,
    ) -> Result<Arc<DataKey>, Fault> {
        let generation = self.handed.site.as_ref().map_or(1, |site| site.generation);
        let known = keys_in(&mut self.parts(), compartment, record)?;
        if let Some(key) = known.first() {
            return Ok(key.clone());
        }
        let core = self.core;
        let secret = core.keys.compartment(compartment);
        let secret =
            secret.filter(|_| is_new).ok_or_else(|| Fault::Sealed("a record's compartment".into()))?;
        let random = &*core.ports.random;
        let mut share = Zeroizing::new([0u8; 32]);
        random.fill(&mut share[..]);
        let key = DataKey::sealed(&secret, record, &share)?;
        steps.push(core.keys.keep_step(random, &core.tenant, record, generation, &key)?);
        Ok(Arc::new(key))
    }
}

const IS_SEALED: &str = "and record_kind = 'sealed'";
const ANY_SEALED: &str =
    "select 1 from ledger_record where tenant = $1 and record = $2 and record_kind = 'sealed'";
const SHARES: &str = "select key_id, generation, wrapped from ledger_key where tenant = $1 and record = $2 \
     and key_id like 'd-s-%' order by key_id";
const ALL_SHARES: &str = "select record, key_id, generation, wrapped from ledger_key where tenant = $1 \
     and key_id like 'd-s-%' order by record, key_id";
const WRITTEN_BY: &str = "select distinct record from ledger_entry where tenant = $1 and site = $2 \
     and record_kind = 'sealed' and body_hash is null order by record";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[ANY_SEALED, SHARES, ALL_SHARES, WRITTEN_BY];
