//! What taking in a frame asks of the database about many records, asked of all of them together: each wait for an answer
//! costs as much as the answer.

use super::erasure;
use super::item::{Item, Unpacker};
use super::peer::{self, Peer};
use crate::door::Tx;
use crate::entry::Hash;
use crate::{Fault, Row, Value, params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Records asked about with one wait.
const TOGETHER: usize = 32;

/// What is known here of a record whose key comes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stands {
    /// Its bodies are gone, for whatever reason.
    pub is_gone: bool,
    pub is_erased: bool,
    /// The peer was told to erase it.
    pub is_ordered: bool,
    /// The peer said that it leaves this site.
    pub is_leaving: bool,
    pub has_keys: bool,
}

impl Stands {
    pub fn of(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<Stands, Fault> {
        let asked = params![tx.core.tenant.as_str(), record, peer.site.as_str()];
        Stands::told(&tx.connection.query(STANDS, &asked)?)
    }

    fn told(rows: &[Row]) -> Result<Stands, Fault> {
        let mut all = Stands::default();
        for row in rows {
            let what = row.text("what")?;
            match row.text("place")?.as_str() {
                "gone" => {
                    all.is_gone = true;
                    all.is_erased = what == crate::gone::Why::Erased.code();
                }
                "key" => all.has_keys = true,
                "erasure" => all.is_ordered = erasure::orders(&what),
                _ => all.is_leaving = what == peer::LEAVES,
            }
        }
        Ok(all)
    }
}

/// How the records of the keys that a frame brings stand before the first item of it is taken in. Whatever else of the
/// frame is taken in may change that: then each is asked about anew.
#[derive(Default)]
pub(super) struct Foreseen(BTreeMap<Uuid, Stands>);

impl Foreseen {
    pub fn of(tx: &mut Tx<'_>, peer: &Peer, cargo: &[u8], items: u64) -> Result<Foreseen, Fault> {
        let mut known = BTreeMap::new();
        let site = peer.site.as_str();
        let asked = |tenant: &str, record: Uuid| params![tenant, record, site];
        for (record, rows) in each(tx, STANDS, &records_of_keys(cargo, items), asked)? {
            known.insert(record, Stands::told(&rows)?);
        }
        Ok(Foreseen(known))
    }

    /// How a record stands, once: its keys are taken in next.
    pub fn once(&mut self, record: Uuid) -> Option<Stands> {
        self.0.remove(&record)
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

/// The records whose keys a frame brings. Where it cannot be read on, whoever takes it in says so.
fn records_of_keys(cargo: &[u8], items: u64) -> BTreeSet<Uuid> {
    let mut unpacker = Unpacker::new(cargo);
    let mut records = BTreeSet::new();
    for _ in 0..items {
        match unpacker.next() {
            Ok(Item::Keys { record, .. }) => drop(records.insert(record)),
            // Only the hash of an entry is told by the one before it, and no hash is looked at here.
            Ok(Item::Entry(..)) => unpacker.was(Hash::ZERO),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    records
}

/// The kinds of the records that are known.
pub(super) fn kinds(tx: &mut Tx<'_>, records: &BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, String>, Fault> {
    let mut kinds = BTreeMap::new();
    for (record, rows) in each(tx, KIND_OF, records, |tenant, record| params![tenant, record])? {
        if let Some(row) = rows.first() {
            kinds.insert(record, row.text("record_kind")?);
        }
    }
    Ok(kinds)
}

/// Which of the records have entries that came before a place in the order of coming.
pub(super) fn older(
    tx: &mut Tx<'_>,
    records: &BTreeSet<Uuid>,
    arrival: i64,
) -> Result<BTreeSet<Uuid>, Fault> {
    let asked = each(tx, OLDER, records, |tenant, record| params![tenant, record, arrival])?;
    Ok(asked.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(record, _)| record).collect())
}

/// One question about each of the records.
fn each(
    tx: &mut Tx<'_>,
    sql: &'static str,
    records: &BTreeSet<Uuid>,
    asked: impl Fn(&str, Uuid) -> Vec<Value>,
) -> Result<Vec<(Uuid, Vec<Row>)>, Fault> {
    let tenant = tx.core.tenant.clone();
    let records: Vec<Uuid> = records.iter().copied().collect();
    let mut all = Vec::with_capacity(records.len());
    for some in records.chunks(TOGETHER) {
        let questions: Vec<_> = some.iter().map(|record| (sql, asked(&tenant, *record))).collect();
        all.extend(some.iter().copied().zip(tx.connection.query_all(&questions)?));
    }
    Ok(all)
}

const STANDS: &str = "select 'gone' as place, why as what from ledger_gone where tenant = $1 and record = $2 \
     union all select 'key', key_id from ledger_key where tenant = $1 and record = $2 \
     union all select 'erasure', standing from ledger_erasure where tenant = $1 and record = $2 and peer = $3 \
     union all select 'scope', standing from ledger_scope where tenant = $1 and record = $2 and peer = $3";
const KIND_OF: &str = "select record_kind from ledger_record where tenant = $1 and record = $2";
const OLDER: &str =
    "select 1 as there from ledger_entry where tenant = $1 and record = $2 and arrival < $3 limit 1";

/// For the test that prepares every statement.
pub(super) const OWN: &[&str] = &[STANDS, KIND_OF, OLDER];
