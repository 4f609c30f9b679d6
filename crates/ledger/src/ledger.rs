//! The ledger as the rooms hold it: open it, read a snapshot, write a command, run a command once.

use crate::{
    Door, Fault, KeyFile, KeyFileError, Migration, Place, Reader, RecordKind, Statement, Tx, commit::Writer,
    door::Core, engine::Connection, migrate, params,
};
use kernel::{AccountId, Clock, Random};
use std::sync::{Arc, Mutex};

/// The outside world as arguments.
#[derive(Clone)]
pub struct Ports {
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
}

/// What the rooms bring: their migrations and their kinds of record.
#[derive(Default, Clone)]
pub struct Schema {
    pub migrations: Vec<Migration>,
    pub records: Vec<RecordKind>,
}

/// Why a ledger cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Key(#[from] KeyFileError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("the data was sealed by another key than the key file holds")]
    OtherKey,
}

/// The database door of one site and one institution. Cheap to clone.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

struct Inner {
    place: Place,
    core: Core,
    writer: Writer,
    readers: Mutex<Vec<Box<dyn Connection>>>,
}

/// Idle read connections kept open.
const READERS_KEPT: usize = 8;

impl Ledger {
    /// Opens (and if needed creates) the data of `tenant` at `place`, as the site `site`.
    pub fn open(
        place: Place,
        keys: KeyFile,
        tenant: &str,
        site: &str,
        ports: Ports,
        schema: Schema,
    ) -> Result<Ledger, OpenError> {
        let mut connection = place.connect()?;
        migrate::apply(connection.as_mut(), &schema.migrations, ports.clock.now().as_microsecond())?;
        greet_site(connection.as_mut(), tenant, site, &keys)?;
        let kinds = schema.records.into_iter().map(|kind| (kind.kind, kind)).collect();
        let core = Core {
            tenant: tenant.to_owned(),
            site: site.to_owned(),
            keys,
            ports,
            kinds,
            unread_offered: false.into(),
            #[cfg(feature = "rehearsal")]
            rehearsal: crate::testing::Rehearsal::default(),
        };
        crate::rebuild::owed(connection.as_mut(), &core)?;
        let writer = Writer::new(place.clone(), connection);
        Ok(Ledger(Arc::new(Inner { place, core, writer, readers: Mutex::new(Vec::new()) })))
    }

    /// Runs `read` on a consistent snapshot.
    pub fn read<T, E: From<Fault>>(
        &self,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.snapshot()?;
        let outcome = read(&mut Reader { connection: connection.as_mut(), core: &self.0.core });
        self.put_back(connection);
        outcome
    }

    fn snapshot(&self) -> Result<Box<dyn Connection>, Fault> {
        let mut connection = self.reader()?;
        connection.begin_read()?;
        Ok(connection)
    }

    /// Ends a snapshot and keeps its connection for the next one.
    fn put_back(&self, mut connection: Box<dyn Connection>) {
        if connection.batch("rollback").is_ok() {
            let mut kept = self.0.readers.lock().unwrap_or_else(|e| e.into_inner());
            if kept.len() < READERS_KEPT {
                kept.push(connection);
            }
        }
    }

    /// Runs one command. `Ok` is returned only when it is durable; `Err` undoes this command and no other.
    pub fn write<T, E: From<Fault>>(
        &self,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.keys().is_locked() {
            return Err(Fault::Locked.into());
        }
        self.0.writer.run(&self.0.core, command)
    }

    /// Runs a command once: the same key of the same account gets the first answer and nothing happens again.
    pub fn once<E: From<Fault>>(
        &self,
        key: &str,
        account: AccountId,
        command: impl FnOnce(&mut Tx<'_>) -> Result<String, E>,
    ) -> Result<String, E> {
        self.write(|tx| {
            // The key is taken first: a second process with the same key waits here for the first one's answer.
            if let Some(answer) = tx.known_answer(key, account)? {
                return Ok(answer);
            }
            let answer = command(tx)?;
            tx.keep_answer(key, account, &answer)?;
            Ok(answer)
        })
    }

    /// The answer that [`Ledger::once`] gave to this key of this account, if it was asked before.
    pub fn answered(&self, key: &str, account: AccountId) -> Result<Option<String>, Fault> {
        self.read(|reader| {
            let tenant = reader.tenant().to_owned();
            let known = reader.one(&ANSWER_OF, &params![tenant, account, key])?;
            known.map(|row| row.text("answer")).transpose()
        })
    }

    /// The keys of this site, for signing letters and naming the key in `doctor`.
    pub fn keys(&self) -> &KeyFile {
        &self.0.core.keys
    }
    pub fn tenant(&self) -> &str {
        &self.0.core.tenant
    }
    pub fn site(&self) -> &str {
        &self.0.core.site
    }
    pub fn ports(&self) -> &Ports {
        &self.0.core.ports
    }

    /// What was written since the program began, and who waits.
    pub fn tally(&self) -> crate::Tally {
        self.0.writer.tally()
    }

    /// Brings everything into the engine's main file, before the program ends.
    pub fn checkpoint(&self) -> Result<(), Fault> {
        self.0.readers.lock().unwrap_or_else(|e| e.into_inner()).clear();
        self.alone(|c| c.checkpoint())
    }

    /// The engine and its version.
    pub fn engine(&self) -> Result<String, Fault> {
        self.looking(|c| c.version())
    }

    /// The engine's own check of its files.
    pub fn quick_check(&self) -> Result<(), Fault> {
        self.looking(|c| c.quick_check())
    }

    /// Prepares every statement of every room, and every row table's, and returns what the engine refused.
    pub fn prepare_all(&self) -> Result<Vec<String>, Fault> {
        let tables: Vec<String> = self
            .0
            .core
            .kinds
            .values()
            .flat_map(|k| k.tables.iter())
            .flat_map(|t| [t.insert_sql(), t.delete_sql(), t.select_all_sql(), t.empty_sql()])
            .collect();
        let own = crate::door::OWN
            .iter()
            .chain(crate::nodes::OWN)
            .chain(crate::prove::OWN)
            .chain(crate::lent::OWN)
            .chain(crate::bundle::part::OWN)
            .chain(crate::spoken::OWN)
            .chain(crate::keyring::OWN)
            .chain(crate::gone::OWN)
            .chain(crate::erase::OWN)
            .chain(crate::content::OWN)
            .chain(crate::content_proof::OWN)
            .chain(crate::keycopy::OWN)
            .chain(crate::sealed::OWN)
            .chain(&[crate::commit::ADVANCE_SITE, crate::commit::SET_NUMBER, GREET_SITE])
            .map(|s| (*s).to_owned());
        let exchanged = crate::exchange::own().map(str::to_owned);
        let declared = crate::all_statements().into_iter().map(|s: &Statement| s.sql.to_owned());
        self.looking(|connection| {
            let mut refused = Vec::new();
            for sql in own.chain(exchanged).chain(tables).chain(declared) {
                if let Err(fault) = connection.prepare(&sql) {
                    refused.push(format!("{fault}: {sql}"));
                }
            }
            Ok(refused)
        })
    }

    pub(crate) fn place(&self) -> &Place {
        &self.0.place
    }
    pub(crate) fn queued(&self) -> usize {
        self.0.writer.queued()
    }
    pub(crate) fn core(&self) -> &Core {
        &self.0.core
    }
    pub(crate) fn alone<T>(
        &self,
        work: impl FnOnce(&mut dyn Connection) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.0.writer.alone(&self.0.core, work)
    }

    /// Looks at the database on a reading connection, so that nobody who writes has to wait.
    pub(crate) fn looking<T>(
        &self,
        look: impl FnOnce(&mut dyn Connection) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut connection = self.reader()?;
        look(connection.as_mut())
    }

    fn reader(&self) -> Result<Box<dyn Connection>, Fault> {
        let kept = self.0.readers.lock().unwrap_or_else(|e| e.into_inner()).pop();
        if let Some(mut connection) = kept
            && connection.alive()
        {
            return Ok(connection);
        }
        self.0.place.connect()
    }
}

impl Tx<'_> {
    /// Takes a command's key; where it was taken before, the answer it got.
    fn known_answer(&mut self, key: &str, account: AccountId) -> Result<Option<String>, Fault> {
        let (tenant, now) = (self.tenant(), self.now());
        if self.execute(&TAKE_KEY, &params![tenant.as_str(), account, key, now])? > 0 {
            return Ok(None);
        }
        let known = self.one(&ANSWER_OF, &params![tenant.as_str(), account, key])?;
        let row = known.ok_or_else(|| Fault::Inconsistent("a command's answer is gone".into()))?;
        row.text("answer").map(Some)
    }
    fn keep_answer(&mut self, key: &str, account: AccountId, answer: &str) -> Result<(), Fault> {
        let tenant = self.tenant();
        self.execute_later(&KEEP_ANSWER, params![answer, tenant, account, key])
    }
}

/// Writes this site's row on first start, and refuses a key file that is not the one the data was sealed with.
fn greet_site(
    connection: &mut dyn Connection,
    tenant: &str,
    site: &str,
    keys: &KeyFile,
) -> Result<(), OpenError> {
    let mut known = connection.query(SITE_KEYS, &params![tenant, site])?;
    if known.is_empty() {
        let zero = crate::Hash::ZERO.0.to_vec();
        connection.execute(GREET_SITE, &params![tenant, site, zero, keys.public_key()])?;
        known = connection.query(SITE_KEYS, &params![tenant, site])?;
    }
    match known.first() {
        Some(row) if row.bytes("public_key")? == keys.public_key() => {
            let generation = row.int("generation")?;
            keys.enters(generation)?;
            // An erasure may have been stopped after its last word: the generation before it must not outlive it.
            Ok(keys.end_generations_before(generation)?)
        }
        _ => Err(OpenError::OtherKey),
    }
}

const SITE_KEYS: &str = "select public_key, generation from ledger_site where tenant = $1 and site = $2";

const GREET_SITE: &str = "insert into ledger_site (tenant, site, epoch, next_sequence, last_hash, last_at, \
     last_counter, touched, public_key) values ($1, $2, 1, 1, $3, 0, 0, 0, $4) on conflict (tenant, site) do nothing";

crate::statement! {
    ANSWER_OF = "select answer from ledger_command where tenant = $1 and account = $2 and command_key = $3";
    TAKE_KEY = "insert into ledger_command (tenant, account, command_key, answer, answered_at) \
         values ($1, $2, $3, '', $4) on conflict (tenant, account, command_key) do nothing";
    KEEP_ANSWER = "update ledger_command set answer = $1 where tenant = $2 and account = $3 and command_key = $4";
}
