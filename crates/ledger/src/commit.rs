//! Group commit: callers queue at one connection, each command runs in its own savepoint on its caller's thread, and the
//! last in the queue makes the shared transaction durable for all of them.

use crate::{
    Fault, Place, Tx,
    door::{Core, Handed},
    engine::{Connection, Step},
    params,
};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{
    Arc, Condvar, Mutex, MutexGuard,
    atomic::{AtomicUsize, Ordering},
};

/// Commands that share one transaction at the most, so that the first of them does not wait for ever.
const BATCH_MAX: usize = 64;

pub(crate) struct Writer {
    place: Place,
    queue: AtomicUsize,
    desk: Mutex<Desk>,
}

struct Desk {
    connection: Option<Box<dyn Connection>>,
    batch: Option<Arc<Batch>>,
    commands: usize,
    handed: Handed,
    /// Why the open transaction can no longer be trusted to hold its neighbours' work.
    spoiled: Option<Fault>,
    tally: Tally,
}

/// What the writing desk has done since the program began, and how many wait at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub commits: u64,
    pub failed: u64,
    pub waiting: u64,
}

/// The outcome that everyone in a shared transaction waits for.
#[derive(Default)]
struct Batch {
    outcome: Mutex<Option<Result<(), Fault>>>,
    settled: Condvar,
}

impl Batch {
    fn settle(&self, outcome: Result<(), Fault>) {
        *locked(&self.outcome) = Some(outcome);
        self.settled.notify_all();
    }
    fn wait(&self) -> Result<(), Fault> {
        let mut outcome = locked(&self.outcome);
        loop {
            match &*outcome {
                Some(Ok(())) => return Ok(()),
                // A full disk is told as such: it is the one failed commit about which a person can do something.
                Some(Err(full @ Fault::ReadOnly(_))) => return Err(full.clone()),
                Some(Err(fault)) => return Err(Fault::Commit(fault.to_string())),
                None => outcome = self.settled.wait(outcome).unwrap_or_else(|e| e.into_inner()),
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

impl Writer {
    pub fn new(place: Place, connection: Box<dyn Connection>) -> Writer {
        let desk = Desk {
            connection: Some(connection),
            batch: None,
            commands: 0,
            handed: Handed::default(),
            spoiled: None,
            tally: Tally::default(),
        };
        Writer { place, queue: AtomicUsize::new(0), desk: Mutex::new(desk) }
    }

    /// Runs one command; `Ok` only after the transaction that holds it is on disk.
    ///
    /// What depends on the command's types is only this: hundreds of callers have types of their own, and the rest would
    /// be compiled again for each.
    pub fn run<T, E: From<Fault>>(
        &self,
        core: &Core,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (mut command, mut outcome) = (Some(command), None);
        self.take_turn(core, &mut |tx| {
            outcome = command.take().map(|command| command(tx));
            if matches!(outcome, Some(Ok(_))) { Ran::Done } else { Ran::Refused }
        })?;
        outcome.unwrap_or_else(|| Err(Fault::Inconsistent("a command was not run".into()).into()))
    }

    /// The same for a command whose outcome stays with its caller: `Ok` when it refused, or did its work and that is on disk.
    fn take_turn(&self, core: &Core, command: Command<'_>) -> Result<(), Fault> {
        self.queue.fetch_add(1, Ordering::SeqCst);
        let mut desk = locked(&self.desk);
        self.queue.fetch_sub(1, Ordering::SeqCst);
        let batch = desk.open(&self.place)?;
        let outcome = desk.in_savepoint(core, command);
        desk.commands += 1;
        let last = self.queue.load(Ordering::SeqCst) == 0 || desk.commands >= BATCH_MAX;
        if last || desk.spoiled.is_some() {
            desk.commit(core);
        }
        drop(desk);
        match outcome {
            Ok(Ok(Ran::Done)) => batch.wait(),
            Ok(Ok(Ran::Refused)) => Ok(()),
            Ok(Err(fault)) => Err(fault),
            Err(panic) => resume_unwind(panic),
        }
    }

    pub fn queued(&self) -> usize {
        self.queue.load(Ordering::SeqCst)
    }

    /// For whoever watches the house; waits for the command at hand.
    pub fn tally(&self) -> Tally {
        let waiting = self.queue.load(Ordering::SeqCst) as u64;
        Tally { waiting, ..locked(&self.desk).tally }
    }

    /// Runs `work` on the writing connection outside any shared transaction (rebuild, maintenance).
    pub fn alone<T>(
        &self,
        core: &Core,
        work: impl FnOnce(&mut dyn Connection) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut desk = locked(&self.desk);
        // Somebody may have left a transaction open for the next in the queue, before whom we came.
        desk.commit(core);
        desk.connect(&self.place)?;
        match desk.connection.as_mut() {
            Some(connection) => work(connection.as_mut()),
            None => Err(Fault::Database("no connection".into())),
        }
    }
}

/// How a command ended.
#[derive(Clone, Copy)]
enum Ran {
    Done,
    Refused,
}

type Command<'a> = &'a mut dyn FnMut(&mut Tx<'_>) -> Ran;
/// How it ended, or what kept it from being run or kept; a panic on the way.
type Caught = Result<Result<Ran, Fault>, Box<dyn std::any::Any + Send>>;

impl Desk {
    fn connect(&mut self, place: &Place) -> Result<(), Fault> {
        if self.connection.as_mut().is_none_or(|c| !c.alive()) {
            self.connection = Some(place.connect()?);
        }
        Ok(())
    }

    fn open(&mut self, place: &Place) -> Result<Arc<Batch>, Fault> {
        if let Some(batch) = &self.batch {
            return Ok(batch.clone());
        }
        self.connect(place)?;
        if let Some(connection) = self.connection.as_mut() {
            connection.begin_write()?;
        }
        let batch = Arc::new(Batch::default());
        self.batch = Some(batch.clone());
        self.commands = 0;
        self.handed = Handed::default();
        Ok(batch)
    }

    fn in_savepoint(&mut self, core: &Core, command: Command<'_>) -> Caught {
        let Some(connection) = self.connection.as_mut() else {
            return Ok(Err(Fault::Database("no connection".into())));
        };
        let connection = connection.as_mut();
        if let Err(fault) = connection.savepoint() {
            self.spoiled = Some(fault.clone());
            return Ok(Err(fault));
        }
        let before = self.handed.clone();
        let mut tx = Tx { connection: &mut *connection, core, handed: &mut self.handed, spoiled: false };
        let outcome = catch_unwind(AssertUnwindSafe(|| command(&mut tx)));
        let spoiled = tx.spoiled;
        let outcome = match outcome {
            Ok(Ran::Done) if spoiled => {
                Ok(Err(Fault::Inconsistent("a command went on after a fault".into())))
            }
            Ok(Ran::Done) => match connection.release() {
                Ok(()) => return Ok(Ok(Ran::Done)),
                Err(fault) => Ok(Err(fault)),
            },
            Ok(Ran::Refused) => Ok(Ok(Ran::Refused)),
            Err(panic) => Err(panic),
        };
        // A failing command takes nothing of its neighbours with it; numbers it took go back. Where that cannot be had
        // (SQLite undoes everything on a full disk, PostgreSQL answers `commit` with a silent rollback), all are told.
        if let Err(fault) = connection.undo() {
            self.spoiled = Some(fault);
        }
        self.handed = before;
        outcome
    }

    fn commit(&mut self, core: &Core) {
        let Some(batch) = self.batch.take() else { return };
        let mut handed = std::mem::take(&mut self.handed);
        let keys = std::mem::take(&mut handed.keys);
        let outcome = match (self.spoiled.take(), self.connection.as_mut()) {
            (Some(fault), _) => Err(fault),
            (None, None) => Err(Fault::Database("no connection".into())),
            (None, Some(connection)) => settle(connection.as_mut(), core, handed),
        };
        if outcome.is_err() {
            // After a failed commit the connection's state is not known; never retry on it.
            if let Some(connection) = self.connection.as_mut() {
                let _ = connection.batch("rollback");
            }
            self.connection = None;
        }
        match outcome {
            Ok(()) => {
                self.tally.commits += 1;
                // Only now: a key that was never stored must never seal anything.
                let mut keyring = core.keys.keyring();
                keys.into_iter().for_each(|(record, keys)| keyring.put(record, keys));
            }
            Err(_) => self.tally.failed += 1,
        }
        batch.settle(outcome);
    }
}

/// Writes down what the commands handed on to each other, and commits.
pub(crate) fn settle(connection: &mut dyn Connection, core: &Core, handed: Handed) -> Result<(), Fault> {
    let tenant = core.tenant.as_str();
    let mut last = Vec::new();
    for (counter, number) in handed.counters.into_iter().filter(|(_, number)| number.dirty) {
        last.push(Step::touching(SET_NUMBER, params![number.last, tenant, counter], 1));
    }
    if let Some(site) = handed.site.filter(|s| s.dirty) {
        let end = params![
            site.next_sequence,
            site.last_hash.0.to_vec(),
            site.last_at,
            site.last_counter,
            site.epoch,
            site.next_arrival,
            tenant,
            core.site.as_str()
        ];
        last.push(Step::touching(ADVANCE_SITE, end, 1));
    }
    connection.commit(&last)
}

pub(crate) const SET_NUMBER: &str =
    "update ledger_counter set last_value = $1 where tenant = $2 and counter = $3";
pub(crate) const ADVANCE_SITE: &str = "update ledger_site set next_sequence = $1, last_hash = $2, last_at = $3, \
     last_counter = $4, epoch = $5, next_arrival = $6 where tenant = $7 and site = $8";
