//! Erasing records: bodies and rows go, the key goes with its generation, and the hashes stay with the reason beside them.

use crate::{
    Fault, Ledger, Tx,
    commit::settle,
    door::{Core, Handed},
    engine::{Connection, Step},
    entry::sha256,
    gone::{self, Why},
    keyring::{KEYS_AFTER, Wrap},
    params,
};
use uuid::Uuid;

/// What an erasure did. Sealed records are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Erased {
    pub records: u64,
    pub entries: u64,
    /// The generation of keys that stands now, without those of the erased records.
    pub generation: i64,
}

/// Keys that are wrapped anew at a time.
const PAGE: i64 = 1_000;

impl Ledger {
    /// Erases records for good. `check` looks once more, when nobody else can write; `say` writes, in the same
    /// transaction, why and by whom. When this returns, the generation
    /// of keys under which they could be opened is destroyed; a copy of the data made before opens only what is left.
    pub fn erase(
        &self,
        records: &[Uuid],
        check: impl FnOnce(&mut Tx<'_>) -> Result<(), Fault>,
        say: impl FnOnce(&mut Tx<'_>, Erased) -> Result<(), Fault>,
    ) -> Result<Erased, Fault> {
        if self.peers()?.iter().any(|peer| peer.standing == crate::PeerStanding::Hub) {
            return Err(Fault::Inconsistent("headquarters erases; a post does what it is told".into()));
        }
        self.in_new_generation(
            |tx, generation| {
                check(tx)?;
                erase_all(tx, records, generation)
            },
            say,
        )
    }

    /// Erases in one transaction, between a new generation of keys and the end of the one before: what `erase` takes away
    /// has no key in it. `say` writes, in the same transaction, what was done.
    pub(crate) fn in_new_generation<T: Copy>(
        &self,
        erase: impl FnOnce(&mut Tx<'_>, i64) -> Result<T, Fault>,
        say: impl FnOnce(&mut Tx<'_>, T) -> Result<(), Fault>,
    ) -> Result<T, Fault> {
        let core = self.core();
        let generation = core.keys.begin_generation(&*core.ports.random)?;
        let done = self.alone(|connection| {
            connection.forget_for_good(true)?;
            connection.begin_write()?;
            let done = renewed(connection, core, generation, erase, say);
            if done.is_err() {
                let _ = connection.batch("rollback");
            }
            connection.forget_for_good(false)?;
            done
        })?;
        core.keys.enters(generation)?;
        core.keys.end_generations_before(generation)?;
        self.sweep();
        Ok(done)
    }

    /// What this erasure deleted is overwritten already; this gives back what was deleted at any time before. While others
    /// read it may not be possible, and the erasure stands all the same.
    pub(crate) fn sweep(&self) {
        if let Err(fault) = self.alone(|connection| connection.sweep()) {
            tracing::warn!(%fault, "the room of earlier deletions could not be given back; others were reading");
        }
    }
}

fn renewed<T: Copy>(
    connection: &mut dyn Connection,
    core: &Core,
    generation: i64,
    erase: impl FnOnce(&mut Tx<'_>, i64) -> Result<T, Fault>,
    say: impl FnOnce(&mut Tx<'_>, T) -> Result<(), Fault>,
) -> Result<T, Fault> {
    let mut handed = Handed::default();
    let mut tx = Tx { connection: &mut *connection, core, handed: &mut handed, spoiled: false };
    tx.lock_site()?;
    let done = erase(&mut tx, generation)?;
    carry_over(tx.connection, core, generation)?;
    tx.connection.execute(ENTER, &params![generation, core.tenant.as_str(), core.site.as_str()])?;
    if let Some(site) = tx.handed.site.as_mut() {
        site.generation = generation;
    }
    tx.handed.keys.clear();
    say(&mut tx, done)?;
    if tx.spoiled {
        return Err(Fault::Inconsistent("the erasure could not be written down".into()));
    }
    settle(connection, core, handed)?;
    Ok(done)
}

fn erase_all(tx: &mut Tx<'_>, records: &[Uuid], generation: i64) -> Result<Erased, Fault> {
    let mut erased = Erased { records: 0, entries: 0, generation };
    for record in records {
        let is_sealed = crate::sealed::is_sealed(tx.connection, &tx.core.tenant, *record)?;
        let entries = tx.blank(*record, Why::Erased)?;
        if entries == 0 {
            return Err(Fault::Inconsistent("a record to erase is not here, or was erased before".into()));
        }
        // Whoever is told how much went must not learn that something sealed was among it.
        if !is_sealed {
            erased.records += 1;
            erased.entries += entries;
        }
    }
    Ok(erased)
}

/// Wraps every key that is left under the new generation.
fn carry_over(c: &mut dyn Connection, core: &Core, generation: i64) -> Result<(), Fault> {
    let tenant = core.tenant.as_str();
    let (mut after, mut after_key) = (Uuid::nil(), String::new());
    loop {
        let page = c.query(KEYS_AFTER, &params![tenant, after, after_key.as_str(), PAGE])?;
        let Some(last) = page.last() else { return Ok(()) };
        (after, after_key) = (last.uuid("record")?, last.text("key_id")?);
        let mut steps = Vec::with_capacity(page.len());
        for row in &page {
            let (record, wrap) = (row.uuid("record")?, Wrap::of(row)?);
            // The share of a sealed record is carried over as it is: whoever erases need not hold its compartment.
            let raw = core.keys.unwrapped(tenant, record, &wrap)?;
            let key = (wrap.key_id.as_str(), &raw);
            let wrapped = core.keys.wrapped(&*core.ports.random, tenant, record, generation, key)?;
            steps.push(Step::touching(
                REWRAP,
                params![generation, wrapped, tenant, record, wrap.key_id.as_str()],
                1,
            ));
        }
        c.execute_all(&steps)?;
    }
}

impl Tx<'_> {
    /// Lets go of a record that leaves what this site may hold: bodies, rows and key go, hashes stay. It may come back.
    pub fn let_go(&mut self, record: Uuid) -> Result<u64, Fault> {
        self.lock_site()?;
        // What was erased must not come back, so its register says nothing less.
        if gone::is_erased(self.connection, &self.core.tenant, record)? {
            return Ok(0);
        }
        self.blank(record, Why::OutOfScope)
    }

    /// Takes bodies, rows and keys of a record away and notes why. Answers how many entries it has.
    pub(crate) fn blank(&mut self, record: Uuid, why: Why) -> Result<u64, Fault> {
        let tenant = self.core.tenant.as_str();
        let entries = self.connection.query(BODIES, &params![tenant, record])?;
        let Some(first) = entries.first() else {
            // Its key may have come before its first entry.
            self.connection.execute(DROP_KEYS, &params![tenant, record])?;
            return Ok(0);
        };
        let mut steps = Vec::with_capacity(entries.len() + 4);
        for row in entries.iter().filter(|row| matches!(row.value("body_hash"), Ok(crate::Value::Null))) {
            let body = sha256(&row.bytes("sealed")?).0.to_vec();
            steps.push(Step::touching(BLANK, params![Vec::new(), body, tenant, row.bytes("hash")?], 1));
        }
        if let Some(kind) = self.core.kinds.get(first.text("record_kind")?.as_str()) {
            let tables =
                kind.tables.iter().map(|table| Step::new(table.delete_sql(), params![tenant, record]));
            steps.extend(tables);
        }
        steps.extend(crate::content::leaving(self.connection, tenant, record)?);
        steps.push(Step::new(DROP_KEYS, params![tenant, record]));
        steps.push(Step::new(NO_CONFLICTS, params![tenant, record]));
        let (count, at) = (entries.len() as i64, self.now().as_microsecond());
        let proof = self.core.keys.gone_proof(&gone::note(tenant, record, why.code(), count, at))?;
        steps.push(Step::new(gone::NOTE, params![tenant, record, why.code(), count, at, proof]));
        self.connection.execute_all(&steps)?;
        Ok(entries.len() as u64)
    }
}

const BODIES: &str =
    "select hash, record_kind, sealed, body_hash from ledger_entry where tenant = $1 and record = $2";
const BLANK: &str = "update ledger_entry set sealed = $1, body_hash = $2 where tenant = $3 and hash = $4";
const DROP_KEYS: &str = "delete from ledger_key where tenant = $1 and record = $2";
const NO_CONFLICTS: &str = "delete from ledger_conflict where tenant = $1 and record = $2";
const REWRAP: &str = "update ledger_key set generation = $1, wrapped = $2 \
     where tenant = $3 and record = $4 and key_id = $5";
pub(crate) const ENTER: &str = "update ledger_site set generation = $1 where tenant = $2 and site = $3";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[BODIES, BLANK, DROP_KEYS, NO_CONFLICTS, REWRAP, ENTER];
