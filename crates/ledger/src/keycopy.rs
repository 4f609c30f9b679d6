//! The wrapped keys apart from the data: a copy of one whole generation, and taking it into data of an earlier day.

use crate::{
    Fault, Ledger, Tx,
    commit::settle,
    door::{Core, Handed},
    engine::{Connection, Step},
    erase::ENTER,
    gone::{NOTE, Why},
    params,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The keys of a site's records, wrapped under one generation, and the register of what is gone. Nothing in it opens
/// without the key file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCopy {
    pub tenant: String,
    pub site: String,
    pub generation: i64,
    pub wraps: Vec<CopiedKey>,
    pub gone: Vec<CopiedGone>,
}

impl KeyCopy {
    /// How many records have a key of their own here; sealed ones are not counted.
    pub fn records(&self) -> usize {
        self.wraps.iter().filter(|wrap| !crate::sealed::is_sealed_key(&wrap.key_id)).count()
    }
}

/// One wrapped key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedKey {
    pub record: Uuid,
    pub key_id: String,
    pub wrapped: String,
}

/// One line of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedGone {
    pub record: Uuid,
    pub why: String,
    pub entries: i64,
    pub at: i64,
    pub proof: String,
}

/// What taking keys in did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TakenIn {
    pub keys: u64,
    /// Records that were erased after the data was copied, and are erased again.
    pub erased: u64,
}

impl Ledger {
    /// A copy of the keys of the present generation.
    pub fn copy_keys(&self) -> Result<KeyCopy, Fault> {
        self.read(|reader| {
            let (c, core) = (&mut *reader.connection, reader.core);
            let tenant = core.tenant.as_str();
            let site = c.query(GENERATION, &params![tenant, core.site.as_str()])?;
            let generation = site.first().map_or(Ok(1), |row| row.int("generation"))?;
            let wraps = c.query(ALL_KEYS, &params![tenant, generation])?;
            let gone = c.query(ALL_GONE, &params![tenant])?;
            Ok(KeyCopy {
                tenant: core.tenant.clone(),
                site: core.site.clone(),
                generation,
                wraps: wraps.iter().map(copied_key).collect::<Result<_, Fault>>()?,
                gone: gone.iter().map(copied_gone).collect::<Result<_, Fault>>()?,
            })
        })
    }

    /// Takes the keys of a later day into data of an earlier one: what was erased in between is erased again, and the
    /// keys of the generation of before are thrown away. Keys of the data's own generation that the copy lacks stay.
    pub fn take_keys(&self, copy: &KeyCopy) -> Result<TakenIn, Fault> {
        let core = self.core();
        if (copy.tenant.as_str(), copy.site.as_str()) != (core.tenant.as_str(), core.site.as_str()) {
            return Err(Fault::Inconsistent("these are the keys of another site".into()));
        }
        if !core.keys.generations().contains(&copy.generation) {
            let words = format!("generation {} of the keys is not in the key file", copy.generation);
            return Err(Fault::Sealed(words));
        }
        let taken = self.alone(|connection| {
            connection.begin_write()?;
            let done = take_all(connection, core, copy);
            if done.is_err() {
                let _ = connection.batch("rollback");
            }
            done
        })?;
        core.keys.enters(copy.generation)?;
        core.keys.end_generations_before(copy.generation)?;
        if taken.erased > 0 {
            self.sweep();
        }
        Ok(taken)
    }
}

fn take_all(connection: &mut dyn Connection, core: &Core, copy: &KeyCopy) -> Result<TakenIn, Fault> {
    let tenant = core.tenant.as_str();
    let mut handed = Handed::default();
    let mut tx = Tx { connection: &mut *connection, core, handed: &mut handed, spoiled: false };
    tx.lock_site()?;
    let mut steps = vec![Step::new(DROP_BEFORE, params![tenant, copy.generation])];
    for key in &copy.wraps {
        let wrapped = bytes(&key.wrapped)?;
        steps.push(Step::new(
            PUT_KEY,
            params![tenant, key.record, key.key_id.as_str(), copy.generation, wrapped],
        ));
    }
    steps.push(Step::new(ENTER, params![copy.generation, tenant, core.site.as_str()]));
    tx.connection.execute_all(&steps)?;
    let mut taken = TakenIn { keys: copy.wraps.len() as u64, erased: 0 };
    for gone in copy.gone.iter().filter(|gone| gone.why == Why::Erased.code()) {
        let proof = bytes(&gone.proof)?;
        let said = crate::gone::note(tenant, gone.record, &gone.why, gone.entries, gone.at);
        if proof != core.keys.gone_proof(&said)? {
            return Err(Fault::Inconsistent(
                "a line of the register of erasures is not this site's own".into(),
            ));
        }
        if !crate::gone::is_erased(tx.connection, tenant, gone.record)?
            && tx.blank(gone.record, Why::Erased)? > 0
        {
            taken.erased += 1;
        }
        let line = params![tenant, gone.record, gone.why.as_str(), gone.entries, gone.at, proof];
        tx.connection.execute(NOTE, &line)?;
    }
    settle(connection, core, handed)?;
    Ok(taken)
}

fn copied_key(row: &crate::Row) -> Result<CopiedKey, Fault> {
    Ok(CopiedKey {
        record: row.uuid("record")?,
        key_id: row.text("key_id")?,
        wrapped: hex(&row.bytes("wrapped")?),
    })
}

fn copied_gone(row: &crate::Row) -> Result<CopiedGone, Fault> {
    Ok(CopiedGone {
        record: row.uuid("record")?,
        why: row.text("why")?,
        entries: row.int("entries")?,
        at: row.int("gone_at")?,
        proof: hex(&row.bytes("proof")?),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn bytes(hex: &str) -> Result<Vec<u8>, Fault> {
    let wrong = || Fault::Inconsistent("a copy of keys is damaged".into());
    if !hex.is_ascii() || !hex.len().is_multiple_of(2) {
        return Err(wrong());
    }
    let byte = |at: usize| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    (0..hex.len()).step_by(2).map(|at| byte(at).ok_or_else(wrong)).collect()
}

const GENERATION: &str = "select generation from ledger_site where tenant = $1 and site = $2";
const ALL_KEYS: &str = "select record, key_id, wrapped from ledger_key where tenant = $1 and generation = $2 \
     order by record, key_id";
const ALL_GONE: &str =
    "select record, why, entries, gone_at, proof from ledger_gone where tenant = $1 order by record";
const DROP_BEFORE: &str = "delete from ledger_key where tenant = $1 and generation < $2";
const PUT_KEY: &str = "insert into ledger_key (tenant, record, key_id, generation, wrapped) \
     values ($1, $2, $3, $4, $5) on conflict (tenant, record, key_id) do update \
     set generation = excluded.generation, wrapped = excluded.wrapped";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[GENERATION, ALL_KEYS, ALL_GONE, DROP_BEFORE, PUT_KEY];
