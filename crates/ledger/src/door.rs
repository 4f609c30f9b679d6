//! The one database door: reading inside a snapshot, writing inside the transaction everyone shares.

use crate::{
    ContentStanding, EntryView, Fault, Hash, KeyFile, Loaded, Ports, Record, RecordKind, Row, Rows, Stamp,
    Statement, Value, codec, conflict, content,
    engine::{Connection, Step},
    entry::{GONE, Stored, hashes},
    keyring::{DataKey, KEYS_OF_RECORD, Keys, Wrap, open_entry, opened},
    keys::Secret,
    params, record, sealed,
};
use jiff::Timestamp;
use kernel::{Actor, Office, Role};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use uuid::Uuid;

/// What every read and write needs besides a connection.
pub(crate) struct Core {
    pub tenant: String,
    pub site: String,
    pub keys: KeyFile,
    pub ports: Ports,
    pub kinds: HashMap<&'static str, RecordKind>,
    /// What an earlier version could not read was looked at again since the program began.
    pub unread_offered: AtomicBool,
    #[cfg(feature = "rehearsal")]
    pub rehearsal: crate::testing::Rehearsal,
}

impl Core {
    /// The version of the exchange that this site speaks.
    #[cfg(not(feature = "rehearsal"))]
    pub fn speaks(&self) -> u64 {
        crate::exchange::VERSION
    }
    #[cfg(feature = "rehearsal")]
    pub fn speaks(&self) -> u64 {
        self.rehearsal.speaks()
    }
    /// Whether what is known is taken in again: never, but where a rehearsal breaks the rule.
    #[cfg(not(feature = "rehearsal"))]
    pub fn takes_twice(&self) -> bool {
        false
    }
    #[cfg(feature = "rehearsal")]
    pub fn takes_twice(&self) -> bool {
        self.rehearsal.takes_twice()
    }
    /// Whether a table holds rows, which are under their records' keys; originals are under the root key.
    fn has_rows_in(&self, table: &str) -> bool {
        self.kinds.values().any(|kind| kind.tables.iter().any(|known| known.name == table))
    }
}

/// Reading from the database. Both [`Reader`] and [`Tx`] are doors; take `&mut dyn Door` or `&mut impl Door`.
pub trait Door {
    #[doc(hidden)]
    fn parts(&mut self) -> Parts<'_>;

    /// All rows of a declared statement.
    fn query(&mut self, statement: &'static Statement, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.parts().connection.query(statement.sql, params)
    }
    /// The first row of a declared statement, if any.
    fn one(&mut self, statement: &'static Statement, params: &[Value]) -> Result<Option<Row>, Fault> {
        Ok(self.query(statement, params)?.into_iter().next())
    }
    /// The institution whose data this is; the first column of every key.
    fn tenant(&mut self) -> String {
        self.parts().core.tenant.clone()
    }
    /// The key with which a site signs, this one or another whose entries came here; nothing of a site nobody knows.
    fn site_key(&mut self, site: &str) -> Result<Option<Vec<u8>>, Fault> {
        let parts = self.parts();
        let asked = params![parts.core.tenant.as_str(), site];
        let rows = parts.connection.query(SITE_KEY, &asked)?;
        rows.first().map(|row| row.bytes("public_key")).transpose()
    }
    /// Opens a sealed column of a row of `table` that belongs to `record`.
    fn open_sealed(&mut self, table: &str, record: Uuid, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut parts = self.parts();
        let binding = row_binding(&parts.core.tenant, table, record);
        if parts.core.has_rows_in(table) {
            return parts.open_row(record, &binding, sealed);
        }
        parts.core.keys.open(&binding, sealed)
    }
    /// Seals a value for an original (not a row) as [`Door::open_sealed`] will open it.
    fn seal(&mut self, table: &str, record: Uuid, plain: &[u8]) -> Result<Vec<u8>, Fault> {
        let core = self.parts().core;
        core.keys.seal(&*core.ports.random, &row_binding(&core.tenant, table, record), plain)
    }
    /// A keyed hash of a field's text, for exact search without storing the text; one that finds nothing once the keys
    /// are dropped.
    fn hashed(&mut self, field: &'static str, text: &str) -> Vec<u8> {
        self.parts().core.keys.hashed(field, text).unwrap_or_default()
    }
    /// The data keys of a record, to be wrapped for another site that may hold it: id and key. A record of before 0.3.0
    /// has none until it is written to; of a sealed record it is the shares.
    fn data_keys(&mut self, record: Uuid) -> Result<Vec<(String, Secret)>, Fault> {
        let mut parts = self.parts();
        let keys = parts.stored_keys(record)?;
        let mut all: Vec<_> = keys.iter().map(|key| (key.id.clone(), key.raw.clone())).collect();
        all.extend(sealed::shares(parts.connection, parts.core, record)?);
        Ok(all)
    }
    /// A file that a record holds, whole and proved to be what it is called; nothing while chunks of it are on their way.
    fn content(&mut self, record: Uuid, hash: Hash) -> Result<Option<Vec<u8>>, Fault> {
        content::read(&mut self.parts(), record, hash)
    }
    /// How a file stands that a record names.
    fn content_standing(&mut self, record: Uuid, hash: Hash) -> Result<ContentStanding, Fault> {
        content::standing(&mut self.parts(), record, hash)
    }
    /// Every entry of a record in the order of its fold, opened and up to date; of a sealed record none, as of one that
    /// is not there.
    fn entries(&mut self, record: Uuid) -> Result<Vec<EntryView>, Fault> {
        let mut parts = self.parts();
        let (rows, mut keys) = entries_and_keys(&mut parts, record)?;
        let mut views = Vec::with_capacity(rows.len());
        for row in &rows {
            let key_id = row.text("key_id")?;
            // Another process may have taken in a key since these were kept.
            if key_id.starts_with(crate::entry::DATA_KEY) && keys.iter().all(|key| key.id != key_id) {
                keys = parts.stored_keys(record)?;
            }
            views.push(view(parts.core, &keys, row)?);
        }
        Ok(record::order(views))
    }
    /// The log after a place in the order of coming, whatever site wrote: (place, record) of entries on records of the
    /// given kinds. Sealed records stand in it for nobody.
    fn log_since(&mut self, kinds: &[&str], after: i64, limit: i64) -> Result<Vec<(i64, Uuid)>, Fault> {
        let parts = self.parts();
        let bound = params![parts.core.tenant.as_str(), after, limit];
        let mut found = Vec::new();
        for row in parts.connection.query(LOG_SINCE, &bound)? {
            if kinds.is_empty() || kinds.contains(&row.text("record_kind")?.as_str()) {
                found.push((row.int("arrival")?, row.uuid("record")?));
            }
        }
        Ok(found)
    }
    /// The place of the entry that came last, 0 when there is none.
    fn log_end(&mut self) -> Result<i64, Fault> {
        let parts = self.parts();
        let bound = params![parts.core.tenant.as_str()];
        let rows = parts.connection.query(LOG_END, &bound)?;
        rows.first().map_or(Ok(0), |row| Ok(row.opt_int("arrival")?.unwrap_or(0)))
    }
    /// The records of a kind in which people must settle what sites stated apart from each other, with the fields.
    fn conflicts_of(&mut self, kind: &str) -> Result<Vec<(Uuid, String)>, Fault> {
        let parts = self.parts();
        let rows = parts.connection.query(CONFLICTS_OF_KIND, &params![parts.core.tenant.as_str(), kind])?;
        rows.iter().map(|row| Ok((row.uuid("record")?, row.text("field")?))).collect()
    }
    /// Ids of all records of a kind whose words are here, oldest first.
    fn records_of(&mut self, kind: &str) -> Result<Vec<Uuid>, Fault> {
        let parts = self.parts();
        let rows = parts.connection.query(RECORDS_OF_KIND, &params![parts.core.tenant.as_str(), kind])?;
        rows.iter().map(|row| row.uuid("record")).collect()
    }
}

/// Reading typed records; for every door, also behind `dyn`.
pub trait Load: Door {
    /// The record with its state folded from its entries, or `None`, also where it was erased.
    fn load<R: Record>(&mut self, id: Uuid) -> Result<Option<Loaded<R>>, Fault> {
        let entries = self.entries(id)?;
        let is_gone = !entries.is_empty() && entries.iter().all(|e| e.kind == GONE);
        if is_gone || entries.first().is_none_or(|e| e.record_kind != R::KIND) {
            return Ok(None);
        }
        Ok(Some(Loaded {
            id,
            state: record::fold(&entries)?,
            heads: record::heads(&entries),
            entries: entries.len() as u64,
            conflicts: conflict::to_ask::<R>(&entries)?,
        }))
    }
}
impl<D: Door + ?Sized> Load for D {}

#[doc(hidden)]
pub struct Parts<'a> {
    pub(crate) connection: &'a mut dyn Connection,
    pub(crate) core: &'a Core,
    /// Keys that only the transaction at hand knows until it is on disk.
    pub(crate) fresh: Option<&'a mut Vec<(Uuid, Keys)>>,
}

/// The entries of a record and its keys, with one wait for both where the engine can.
fn entries_and_keys(parts: &mut Parts<'_>, record: Uuid) -> Result<(Vec<Row>, Keys), Fault> {
    let asked = params![parts.core.tenant.as_str(), record];
    if let Some(keys) = parts.known_keys(record).filter(|keys| !keys.is_empty()) {
        return Ok((parts.connection.query(ENTRIES_OF_RECORD, &asked)?, keys));
    }
    let both = [(ENTRIES_OF_RECORD, asked.clone()), (KEYS_OF_RECORD, asked)];
    let mut answers = parts.connection.query_all(&both)?;
    let wraps = answers.pop().unwrap_or_default().iter().map(Wrap::of).collect::<Result<Vec<_>, _>>()?;
    let rows = answers.pop().unwrap_or_default();
    let keys = opened(&parts.core.keys, &parts.core.tenant, record, &wraps)?;
    parts.remember(record, keys.clone());
    Ok((rows, keys))
}

/// A read-only snapshot.
pub struct Reader<'a> {
    pub(crate) connection: &'a mut dyn Connection,
    pub(crate) core: &'a Core,
}
impl Door for Reader<'_> {
    fn parts(&mut self) -> Parts<'_> {
        Parts { connection: self.connection, core: self.core, fresh: None }
    }
}

/// One command inside the transaction that its neighbours share.
pub struct Tx<'a> {
    pub(crate) connection: &'a mut dyn Connection,
    pub(crate) core: &'a Core,
    pub(crate) handed: &'a mut Handed,
    /// An append failed halfway: whatever the command says, nothing of it may be kept.
    pub(crate) spoiled: bool,
}
impl Door for Tx<'_> {
    fn parts(&mut self) -> Parts<'_> {
        Parts { connection: self.connection, core: self.core, fresh: Some(&mut self.handed.keys) }
    }
}

/// What seals the statements of a record.
#[derive(Clone, Copy)]
pub(crate) enum Under<'a> {
    OwnKey,
    Compartment(&'a str),
}

/// What the commands of a shared transaction hand on to each other instead of asking and writing again.
#[derive(Clone, Default)]
pub(crate) struct Handed {
    pub site: Option<SiteState>,
    /// Counters whose rows this transaction has locked.
    pub counters: BTreeMap<String, Counted>,
    /// Keys of records that this transaction made or read.
    pub keys: Vec<(Uuid, Keys)>,
}

/// The last number that a counter gave out; `dirty` when its row does not say so yet.
#[derive(Clone, Copy)]
pub(crate) struct Counted {
    pub last: i64,
    pub dirty: bool,
}

/// The end of this site's log, held under the site row's lock while entries are numbered.
#[derive(Clone)]
pub(crate) struct SiteState {
    pub epoch: i64,
    pub next_sequence: i64,
    pub last_hash: Hash,
    /// The place of the next entry in the order of coming, whatever site wrote it.
    pub next_arrival: i64,
    /// Which of the country's sites this is: 0 at headquarters.
    pub ordinal: i64,
    /// How often this site went on from an old copy.
    pub restored: i64,
    pub last_at: i64,
    pub last_counter: i64,
    /// The generation under which new keys are wrapped.
    pub generation: i64,
    /// Another process made that generation since this one last looked: what was read before may be gone.
    pub is_new_generation: bool,
    pub dirty: bool,
}

impl SiteState {
    /// The end of the log that the locked row of a site tells.
    fn of(locked: &[Row], keys: &KeyFile) -> Result<SiteState, Fault> {
        let row = locked.first().ok_or_else(|| Fault::Inconsistent("this site has no row".into()))?;
        let last_hash = Hash::from_slice(&row.bytes("last_hash")?);
        let generation = row.int("generation")?;
        let is_new_generation = keys.enters(generation)?;
        Ok(SiteState {
            generation,
            is_new_generation,
            epoch: row.int("epoch")?,
            next_sequence: row.int("next_sequence")?,
            last_hash: last_hash
                .ok_or_else(|| Fault::Inconsistent("ledger_site.last_hash is no hash".into()))?,
            next_arrival: row.int("next_arrival")?,
            ordinal: row.int("ordinal")?,
            restored: row.int("restored")?,
            last_at: row.int("last_at")?,
            last_counter: row.int("last_counter")?,
            dirty: false,
        })
    }
}

impl Tx<'_> {
    /// Runs a declared statement that writes to an original (accounts, sessions, read log …), never to rows.
    pub fn execute(&mut self, statement: &'static Statement, params: &[Value]) -> Result<u64, Fault> {
        self.connection.execute(statement.sql, params)
    }

    /// As [`Tx::execute`], for a statement that cannot fail by itself and whose outcome nobody waits for.
    pub(crate) fn execute_later(
        &mut self,
        statement: &'static Statement,
        params: Vec<Value>,
    ) -> Result<(), Fault> {
        self.connection.execute_later(Step::new(statement.sql, params))
    }

    /// The instant of this command.
    pub fn now(&self) -> Timestamp {
        self.core.ports.clock.now()
    }

    /// A new UUIDv7.
    pub fn fresh_uuid(&self) -> Uuid {
        kernel::fresh_uuid(&*self.core.ports.clock, &*self.core.ports.random)
    }

    /// The next number of a counter that only this site hands out (case numbers, serials). Numbers taken by a command
    /// that fails go back with it.
    pub fn next_number(&mut self, counter: &str) -> Result<i64, Fault> {
        // Always the site row first: two processes that lock in one order never wait for each other in a ring.
        self.lock_site()?;
        if let Some(counted) = self.handed.counters.get_mut(counter) {
            *counted = Counted { last: counted.last + 1, dirty: true };
            let last = counted.last;
            return Ok(last + self.numbers_from());
        }
        // Whoever takes a number is about to write an entry. The site is locked in the same wait and before the
        // counter, so that no two processes ever wait for each other.
        let mut asked = vec![(NEXT_NUMBER, params![self.core.tenant.as_str(), counter])];
        if self.handed.site.is_none() {
            asked.insert(0, (LOCK_SITE, params![self.core.tenant.as_str(), self.core.site.as_str()]));
        }
        let mut answers = self.connection.query_all(&asked)?;
        let rows = answers.pop().unwrap_or_default();
        if let Some(site) = answers.pop() {
            self.handed.site = Some(SiteState::of(&site, &self.core.keys)?);
        }
        let row = rows.first().ok_or_else(|| Fault::Inconsistent("no counter".into()))?;
        let last = row.int("last_value")?;
        self.handed.counters.insert(counter.to_owned(), Counted { last, dirty: false });
        Ok(last + self.numbers_from())
    }

    /// The numbers of a site begin where no other's come, and after a restore where none came that died with the disk.
    fn numbers_from(&self) -> i64 {
        let from = |site: &SiteState| site.ordinal * SITE_NUMBERS + site.restored * RESTORED_NUMBERS;
        self.handed.site.as_ref().map_or(0, from)
    }

    /// Opens a record with its first statements.
    pub fn create<R: Record>(
        &mut self,
        id: Uuid,
        stamp: &Stamp,
        events: &[R::Event],
    ) -> Result<Loaded<R>, Fault> {
        self.append(&Loaded::fresh(id), stamp, events)
    }

    /// Adds statements to a record whose heads must still be those that were read; otherwise [`Fault::Stale`].
    pub fn append<R: Record>(
        &mut self,
        seen: &Loaded<R>,
        stamp: &Stamp,
        events: &[R::Event],
    ) -> Result<Loaded<R>, Fault> {
        self.append_under(seen, stamp, events, Under::OwnKey)
    }

    pub(crate) fn append_under<R: Record>(
        &mut self,
        seen: &Loaded<R>,
        stamp: &Stamp,
        events: &[R::Event],
        under: Under<'_>,
    ) -> Result<Loaded<R>, Fault> {
        let next = self.statements::<R>(seen, stamp, events, under);
        self.spoiled |= next.is_err();
        next
    }

    /// All that a record's new statements write goes to the database together: entries, heads and rows.
    fn statements<R: Record>(
        &mut self,
        seen: &Loaded<R>,
        stamp: &Stamp,
        events: &[R::Event],
        under: Under<'_>,
    ) -> Result<Loaded<R>, Fault> {
        let mut next = seen.clone();
        let mut steps = Vec::with_capacity(events.len() + 5);
        self.lock_site()?;
        let key = match under {
            Under::Compartment(name) => self.compartment_key(name, seen.id, seen.entries == 0, &mut steps)?,
            Under::OwnKey if R::KIND == sealed::KIND => {
                return Err(Fault::Inconsistent("a sealed record is written in a compartment only".into()));
            }
            Under::OwnKey => self.sealing_key(seen.id, seen.entries == 0, &mut steps)?,
        };
        for event in events {
            let view = self.write_entry::<R>(&next, stamp, event, &key, &mut steps)?;
            next.state.apply(event, &view);
            next.heads = vec![view.hash];
            next.entries += 1;
        }
        steps.push(self.move_heads::<R>(seen, &next));
        self.project(seen, &next, &key, &mut steps)?;
        self.connection.execute_all(&steps)?;
        if seen.heads.len() > 1 || !seen.conflicts.is_empty() {
            next.conflicts = conflict::to_ask::<R>(&self.entries(seen.id)?)?;
            put_conflicts(self.connection, &self.core.tenant, seen.id, R::KIND, &next.conflicts)?;
        }
        Ok(next)
    }

    fn write_entry<R: Record>(
        &mut self,
        seen: &Loaded<R>,
        stamp: &Stamp,
        event: &R::Event,
        key: &DataKey,
        steps: &mut Vec<Step>,
    ) -> Result<EntryView, Fault> {
        let (kind, body) = codec::encode::<R>(event)?;
        let plain = serde_json::to_vec(&body).map_err(|e| Fault::Inconsistent(e.to_string()))?;
        let version = R::version(&kind);
        let now = self.now().as_microsecond();
        let core = self.core;
        let site = self
            .handed
            .site
            .as_mut()
            .ok_or_else(|| Fault::Inconsistent("the site row is not locked".into()))?;
        (site.last_at, site.last_counter) =
            if now > site.last_at { (now, 0) } else { (site.last_at, site.last_counter + 1) };
        let mut entry = Stored {
            tenant: core.tenant.clone(),
            site: core.site.clone(),
            epoch: site.epoch,
            sequence: site.next_sequence,
            previous: site.last_hash,
            record: seen.id,
            record_kind: R::KIND.to_owned(),
            kind: kind.clone(),
            version: version.into(),
            account: stamp.actor.account.0,
            role: stamp.actor.role.code().to_owned(),
            office: stamp.actor.office.0.clone(),
            at: site.last_at,
            counter: site.last_counter,
            stated: stamp.stated.map(|d| d.to_string()),
            parents: seen.heads.iter().flat_map(|h| h.0).collect(),
            key_id: key.id.clone(),
            commitment: Vec::new(),
            sealed: Vec::new(),
            body_hash: None,
        };
        entry.sealed = key.seal(&*core.ports.random, &entry.binding(), &plain)?;
        entry.commitment = key.commitment(&entry.sealed[..crate::seal::NONCE_BYTES]);
        let hash = entry.hash();
        steps.push(insert(&entry, hash, site.next_arrival));
        site.next_sequence += 1;
        site.next_arrival += 1;
        site.last_hash = hash;
        site.dirty = true;
        Ok(EntryView {
            hash,
            record: seen.id,
            record_kind: entry.record_kind,
            kind,
            version,
            actor: stamp.actor.clone(),
            site: entry.site,
            epoch: entry.epoch,
            sequence: entry.sequence,
            at: instant(entry.at)?,
            stated: stamp.stated,
            parents: seen.heads.clone(),
            body,
        })
    }

    /// The key that seals what is written to a record. A record that has none yet is given one, kept in the same
    /// transaction as the first entry under it.
    fn sealing_key(
        &mut self,
        record: Uuid,
        is_new: bool,
        steps: &mut Vec<Step>,
    ) -> Result<Arc<DataKey>, Fault> {
        let site = self.handed.site.as_ref();
        let site = site.ok_or_else(|| Fault::Inconsistent("the site row is not locked".into()))?;
        if site.is_new_generation && !is_new {
            return Err(Fault::Stale);
        }
        let generation = site.generation;
        let mut parts = self.parts();
        let known = match parts.known_keys(record).filter(|keys| !keys.is_empty()) {
            Some(keys) => keys,
            None if is_new => Keys::default(),
            None => parts.stored_keys(record)?,
        };
        if let Some(key) = known.first() {
            return Ok(key.clone());
        }
        let core = parts.core;
        if !is_new && crate::gone::is_gone(parts.connection, &core.tenant, record)? {
            return Err(Fault::Inconsistent("nothing can be added to a record that was erased".into()));
        }
        let random = &*core.ports.random;
        let key = Arc::new(DataKey::fresh(random)?);
        steps.push(core.keys.keep_step(random, &core.tenant, record, generation, &key)?);
        parts.remember(record, Arc::new(vec![key.clone()]));
        Ok(key)
    }

    /// Takes in the key of a record that another site wrapped for this one. Its id must be the key's own; a record that
    /// was erased here takes none.
    pub fn adopt_key(&mut self, record: Uuid, key_id: &str, raw: &Secret) -> Result<(), Fault> {
        self.lock_site()?;
        if crate::gone::is_erased(self.connection, &self.core.tenant, record)? {
            return Err(Fault::Inconsistent("the record was erased here".into()));
        }
        self.adopt_key_of_whole(record, key_id, raw, false)?;
        self.connection.execute(crate::gone::READMIT, &params![self.core.tenant.as_str(), record]).map(drop)
    }

    /// The same for a record of which nothing is gone; where it has no key yet, this one is all it has.
    pub(crate) fn adopt_key_of_whole(
        &mut self,
        record: Uuid,
        key_id: &str,
        raw: &Secret,
        is_first: bool,
    ) -> Result<(), Fault> {
        // What a share makes only its compartment can tell.
        let key = if sealed::is_sealed_key(key_id) { None } else { Some(DataKey::of(raw.clone())?) };
        if key.as_ref().is_some_and(|key| key.id != key_id) {
            return Err(Fault::Sealed("a received key is not the one it is called".into()));
        }
        self.lock_site()?;
        let generation = self.handed.site.as_ref().map_or(1, |site| site.generation);
        let core = self.core;
        let random = &*core.ports.random;
        let step = core.keys.keep_raw_step(random, &core.tenant, record, generation, (key_id, raw))?;
        self.connection.execute_later(step)?;
        match key.filter(|_| is_first) {
            Some(key) => self.parts().remember(record, Arc::new(vec![Arc::new(key)])),
            None => drop(self.parts().stored_keys(record)?),
        }
        Ok(())
    }

    /// Takes the lease on numbering: the site row stays locked until the shared transaction ends.
    pub(crate) fn lock_site(&mut self) -> Result<(), Fault> {
        if self.handed.site.is_some() {
            return Ok(());
        }
        let locked = params![self.core.tenant.as_str(), self.core.site.as_str()];
        let site = self.connection.query(LOCK_SITE, &locked)?;
        self.handed.site = Some(SiteState::of(&site, &self.core.keys)?);
        Ok(())
    }

    /// The record's new heads, if it still has those that were read.
    fn move_heads<R: Record>(&self, seen: &Loaded<R>, next: &Loaded<R>) -> Step {
        let bytes = |heads: &[Hash]| heads.iter().flat_map(|h| h.0).collect::<Vec<u8>>();
        let tenant = self.core.tenant.as_str();
        if seen.heads.is_empty() {
            let row = params![tenant, seen.id, R::KIND, bytes(&next.heads), next.entries];
            Step::touching(OPEN_RECORD, row, 1)
        } else {
            let row = params![bytes(&next.heads), next.entries, tenant, seen.id, bytes(&seen.heads)];
            Step::touching(MOVE_HEADS, row, 1)
        }
    }

    /// Writes the rows that changed, table by table.
    fn project<R: Record>(
        &self,
        before: &Loaded<R>,
        after: &Loaded<R>,
        key: &DataKey,
        steps: &mut Vec<Step>,
    ) -> Result<(), Fault> {
        let mut old = Rows::default();
        if before.entries > 0 {
            before.state.rows(before.id, &mut old);
        }
        let mut new = Rows::default();
        after.state.rows(after.id, &mut new);
        let (old, new) = (old.by_table(), new.by_table());
        let tables: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        for name in tables {
            let (had, has) = (old.get(name), new.get(name));
            if had.map(|t| &t.1) == has.map(|t| &t.1) {
                continue;
            }
            if let Some((table, _)) = had {
                steps.push(Step::new(table.delete_sql(), params![self.core.tenant.as_str(), after.id]));
            }
            if let Some((table, rows)) = has {
                insert_rows(self.core, Some(key), table, after.id, rows, steps)?;
            }
        }
        Ok(())
    }
}

/// Writes what a person must be asked about in a record.
pub(crate) fn put_conflicts(
    c: &mut dyn Connection,
    tenant: &str,
    record: Uuid,
    kind: &str,
    conflicts: &[crate::Conflict],
) -> Result<(), Fault> {
    c.execute(NO_CONFLICTS, &params![tenant, record])?;
    for conflict in conflicts {
        let sides: Vec<u8> = conflict.sides.iter().flat_map(|hash| hash.0).collect();
        c.execute(PUT_CONFLICT, &params![tenant, record, conflict.field, kind, sides])?;
    }
    Ok(())
}

/// The inserts of rows of one record, with what is declared sealed sealed.
pub(crate) fn insert_rows(
    core: &Core,
    key: Option<&DataKey>,
    table: &'static crate::Table,
    record: Uuid,
    rows: &[Vec<Value>],
    steps: &mut Vec<Step>,
) -> Result<(), Fault> {
    let sql = table.insert_sql();
    let rows = sealed_rows(core, key, table, record, rows)?;
    steps.extend(rows.into_iter().map(|row| Step::new(sql.clone(), row)));
    Ok(())
}

/// Rows of one record as they are bound, with what is declared sealed sealed.
pub(crate) fn sealed_rows(
    core: &Core,
    key: Option<&DataKey>,
    table: &crate::Table,
    record: Uuid,
    rows: &[Vec<Value>],
) -> Result<Vec<Vec<Value>>, Fault> {
    rows.iter().map(|values| sealed_row(core, key, table, record, values)).collect()
}

fn sealed_row(
    core: &Core,
    key: Option<&DataKey>,
    table: &crate::Table,
    record: Uuid,
    values: &[Value],
) -> Result<Vec<Value>, Fault> {
    if values.len() != table.columns.len() {
        return Err(Fault::Inconsistent(format!("a row of {} has the wrong width", table.name)));
    }
    let mut bound = params![core.tenant.as_str(), record];
    bound.extend(values.iter().cloned());
    if let Some(at) = table.sealed_column() {
        let plain = match &values[at] {
            Value::Bytes(bytes) => bytes.as_slice(),
            Value::Text(text) => text.as_bytes(),
            Value::Null => &[],
            _ => {
                return Err(Fault::Inconsistent(format!("the sealed column of {} needs text", table.name)));
            }
        };
        let binding = row_binding(&core.tenant, table.name, record);
        let random = &*core.ports.random;
        bound[at + 2] = Value::Bytes(match key {
            Some(key) => key.seal(random, &binding, plain)?,
            None => core.keys.seal(random, &binding, plain)?,
        });
    }
    for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| c.kind == crate::ColumnKind::Hashed)
    {
        if let Value::Text(text) = &values[at] {
            bound[at + 2] = Value::Bytes(core.keys.hashed(column.name, text)?);
        }
    }
    Ok(bound)
}

pub(crate) fn row_binding(tenant: &str, table: &str, record: Uuid) -> Vec<u8> {
    format!("row|{tenant}|{table}|{record}").into_bytes()
}

fn instant(at: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_microsecond(at).map_err(|_| Fault::Inconsistent("ledger_entry.at is no instant".into()))
}

/// An entry as stored, with the hash stored beside it.
pub(crate) fn stored(row: &Row) -> Result<(Stored, Hash), Fault> {
    let hash = |column: &str| {
        Hash::from_slice(&row.bytes(column)?)
            .ok_or_else(|| Fault::Inconsistent(format!("ledger_entry.{column} is no hash")))
    };
    let entry = Stored {
        tenant: row.text("tenant")?,
        site: row.text("site")?,
        epoch: row.int("epoch")?,
        sequence: row.int("sequence")?,
        previous: hash("previous")?,
        record: row.uuid("record")?,
        record_kind: row.text("record_kind")?,
        kind: row.text("kind")?,
        version: row.int("version")?,
        account: row.uuid("account")?,
        role: row.text("role")?,
        office: row.text("office")?,
        at: row.int("at")?,
        counter: row.int("counter")?,
        stated: row.opt_text("stated")?,
        parents: row.bytes("parents")?,
        key_id: row.text("key_id")?,
        commitment: row.bytes("commitment")?,
        sealed: row.bytes("sealed")?,
        body_hash: match row.value("body_hash")? {
            Value::Null => None,
            _ => Some(hash("body_hash")?),
        },
    };
    let own = hash("hash")?;
    Ok((entry, own))
}

/// Opens an entry and brings its body up to date.
pub(crate) fn view(core: &Core, keys: &Keys, row: &Row) -> Result<EntryView, Fault> {
    let (entry, hash) = stored(row)?;
    let plain = match entry.body_hash {
        Some(_) => None,
        None => Some(open_entry(&core.keys, keys, &entry)?),
    };
    view_of(core, entry, hash, plain.as_deref())
}

/// An entry whose body is open, or gone, with the body brought up to date.
pub(crate) fn view_of(
    core: &Core,
    mut entry: Stored,
    hash: Hash,
    plain: Option<&[u8]>,
) -> Result<EntryView, Fault> {
    let mut body = serde_json::Value::Null;
    match plain {
        None => entry.kind = GONE.to_owned(),
        Some(plain) => {
            body = serde_json::from_slice(plain).map_err(|_| {
                Fault::Inconsistent(format!("the body of entry {} is no JSON", entry.sequence))
            })?;
        }
    }
    let mut version = u16::try_from(entry.version).unwrap_or(u16::MAX);
    if let Some(kind) = core.kinds.get(entry.record_kind.as_str()) {
        let current = (kind.current)(&entry.kind);
        if version < current {
            body = (kind.upcast)(&entry.kind, version, body);
            version = current;
        }
    }
    let role = Role::from_code(&entry.role)
        .ok_or_else(|| Fault::Inconsistent(format!("entry {} has an unknown role", entry.sequence)))?;
    Ok(EntryView {
        hash,
        record: entry.record,
        actor: Actor { account: entry.account.into(), role, office: Office(entry.office) },
        at: instant(entry.at)?,
        stated: entry.stated.as_deref().and_then(|d| d.parse().ok()),
        parents: hashes(&entry.parents)?,
        record_kind: entry.record_kind,
        kind: entry.kind,
        version,
        site: entry.site,
        epoch: entry.epoch,
        sequence: entry.sequence,
        body,
    })
}

pub(crate) fn insert(e: &Stored, hash: Hash, arrival: i64) -> Step {
    let row = params![
        e.tenant.as_str(),
        e.site.as_str(),
        e.epoch,
        e.sequence,
        hash.0.to_vec(),
        e.previous.0.to_vec(),
        e.record,
        e.record_kind.as_str(),
        e.kind.as_str(),
        e.version,
        e.account,
        e.role.as_str(),
        e.office.as_str(),
        e.at,
        e.counter,
        e.stated.clone(),
        e.parents.clone(),
        e.key_id.as_str(),
        e.commitment.clone(),
        e.sealed.clone(),
        e.body_hash.map(|hash| hash.0.to_vec()),
        arrival
    ];
    Step::new(INSERT_ENTRY, row)
}

/// How many numbers of a counter each site has for itself.
const SITE_NUMBERS: i64 = 1_000_000;
/// Numbers of each counter that a restored site leaves out: the old disk may have given them out.
const RESTORED_NUMBERS: i64 = 10_000;

pub(crate) const ENTRY_COLUMNS: &str = "tenant, site, epoch, sequence, hash, previous, record, record_kind, kind, \
     version, account, role, office, at, counter, stated, parents, key_id, commitment, sealed, body_hash";
pub(crate) const INSERT_ENTRY: &str = "insert into ledger_entry (tenant, site, epoch, sequence, hash, previous, record, \
     record_kind, kind, version, account, role, office, at, counter, stated, parents, key_id, commitment, sealed, \
     body_hash, arrival) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
     $20, $21, $22)";
const ENTRIES_OF_RECORD: &str = "select tenant, site, epoch, sequence, hash, previous, record, record_kind, kind, \
     version, account, role, office, at, counter, stated, parents, key_id, commitment, sealed, body_hash \
     from ledger_entry where tenant = $1 and record = $2 and record_kind <> 'sealed'";
const LOG_SINCE: &str = "select arrival, record, record_kind from ledger_entry \
     where tenant = $1 and arrival > $2 and record_kind <> 'sealed' order by arrival limit $3";
const LOG_END: &str = "select arrival from ledger_entry where tenant = $1 and record_kind <> 'sealed' \
     order by arrival desc limit 1";
const RECORDS_OF_KIND: &str = "select record from ledger_record r where r.tenant = $1 and r.record_kind = $2 \
     and not exists (select 1 from ledger_gone g where g.tenant = r.tenant and g.record = r.record) order by record";
const SITE_KEY: &str = "select public_key from ledger_site where tenant = $1 and site = $2";
const LOCK_SITE: &str = "update ledger_site set touched = touched + 1 where tenant = $1 and site = $2 \
     returning epoch, next_sequence, last_hash, last_at, last_counter, next_arrival, ordinal, restored, generation";
const OPEN_RECORD: &str =
    "insert into ledger_record (tenant, record, record_kind, heads, entries) values ($1, $2, $3, $4, $5)";
const MOVE_HEADS: &str =
    "update ledger_record set heads = $1, entries = $2 where tenant = $3 and record = $4 and heads = $5";
const NO_CONFLICTS: &str = "delete from ledger_conflict where tenant = $1 and record = $2";
const PUT_CONFLICT: &str =
    "insert into ledger_conflict (tenant, record, field, record_kind, sides) values ($1, $2, $3, $4, $5)";
const CONFLICTS_OF_KIND: &str =
    "select record, field from ledger_conflict where tenant = $1 and record_kind = $2 order by record, field";
const NEXT_NUMBER: &str = "insert into ledger_counter (tenant, counter, last_value) values ($1, $2, 1) \
     on conflict (tenant, counter) do update set last_value = ledger_counter.last_value + 1 returning last_value";

/// The ledger's own statements, for the test that prepares all of them.
pub(crate) const OWN: &[&str] = &[
    INSERT_ENTRY,
    ENTRIES_OF_RECORD,
    LOG_SINCE,
    LOG_END,
    RECORDS_OF_KIND,
    LOCK_SITE,
    OPEN_RECORD,
    MOVE_HEADS,
    NEXT_NUMBER,
    NO_CONFLICTS,
    PUT_CONFLICT,
    CONFLICTS_OF_KIND,
];
