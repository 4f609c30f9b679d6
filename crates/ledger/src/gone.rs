//! The register of bodies that are gone: which records, why and since when, each line proved by the site's own key, so that
//! nobody who merely writes to the database can pass a loss off as an erasure.

use crate::{Fault, KeyFile, Tx, engine::Connection, params};
use std::collections::HashSet;
use uuid::Uuid;

/// Why the bodies of a record are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Erased by a rule of retention or a right: the key is destroyed everywhere.
    Erased,
    /// The record left what this site may hold; it may come back.
    OutOfScope,
}

impl Why {
    pub fn code(self) -> &'static str {
        match self {
            Why::Erased => "erased",
            Why::OutOfScope => "out_of_scope",
        }
    }
}

/// What the proof of a line is made over.
pub(crate) fn note(tenant: &str, record: Uuid, why: &str, entries: i64, at: i64) -> Vec<u8> {
    format!("gone|{tenant}|{record}|{why}|{entries}|{at}").into_bytes()
}

/// The records of every tenant whose bodies may be missing; lines that this site did not write are passed over.
pub(crate) fn told(c: &mut dyn Connection, keys: &KeyFile) -> Result<HashSet<(String, Uuid)>, Fault> {
    let mut told = HashSet::new();
    for row in c.query(REGISTER, &[])? {
        let (tenant, record) = (row.text("tenant")?, row.uuid("record")?);
        let note = note(&tenant, record, &row.text("why")?, row.int("entries")?, row.int("gone_at")?);
        if row.bytes("proof")? == keys.gone_proof(&note)? {
            told.insert((tenant, record));
        }
    }
    Ok(told)
}

/// Whether bodies of a record are gone for whatever reason.
pub(crate) fn is_gone(c: &mut dyn Connection, tenant: &str, record: Uuid) -> Result<bool, Fault> {
    Ok(!c.query(WHY, &params![tenant, record])?.is_empty())
}

/// Whether a record was erased.
pub(crate) fn is_erased(c: &mut dyn Connection, tenant: &str, record: Uuid) -> Result<bool, Fault> {
    let rows = c.query(WHY, &params![tenant, record])?;
    rows.first().map_or(Ok(false), |row| Ok(row.text("why")? == Why::Erased.code()))
}

/// Notes that a record is erased of which nothing is here: nothing of it will be taken in.
pub(crate) fn note_erased(tx: &mut Tx<'_>, record: Uuid) -> Result<(), Fault> {
    let (tenant, why, at) = (tx.core.tenant.clone(), Why::Erased.code(), tx.now().as_microsecond());
    let proof = tx.core.keys.gone_proof(&note(&tenant, record, why, 0, at))?;
    tx.connection.execute(NOTE, &params![tenant, record, why, 0i64, at, proof]).map(drop)
}

const REGISTER: &str = "select tenant, record, why, entries, gone_at, proof from ledger_gone";
const WHY: &str = "select why from ledger_gone where tenant = $1 and record = $2";

pub(crate) const NOTE: &str = "insert into ledger_gone (tenant, record, why, entries, gone_at, proof) \
     values ($1, $2, $3, $4, $5, $6) on conflict (tenant, record) do update set why = excluded.why, \
     entries = excluded.entries, gone_at = excluded.gone_at, proof = excluded.proof";
pub(crate) const READMIT: &str =
    "delete from ledger_gone where tenant = $1 and record = $2 and why = 'out_of_scope'";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[REGISTER, WHY, NOTE, READMIT];
