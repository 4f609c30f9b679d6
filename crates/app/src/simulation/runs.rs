//! Simulations that run in the background: kept in memory for whoever started them, counted, and stopped on request.
//!
//! Nothing of a run is written anywhere; when the program ends, its runs are gone and can be started again.

use super::sight::Sight;
use jiff::Timestamp;
use kernel::AccountId;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;
use uuid::Uuid;

/// So many run at once in the house; each account has one of them.
pub const RUNNING_MAX: usize = 2;
/// So many are kept; the oldest that has ended gives way.
pub const KEPT_MAX: usize = 24;

/// What a run is about, for its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Replay { procedure: procedure::Said, draft: String, is_recorded: bool },
    Caseload,
}

/// How a run ended.
pub enum End {
    Replayed(Box<procedure::ReplayTally>, Sight),
    Simulated(Box<super::caseload::Simulated>),
    Cancelled,
    /// It could not be done; why stands in the log.
    Failed,
}

/// One simulation of one account.
pub struct Run {
    pub id: Uuid,
    pub owner: AccountId,
    pub at: Timestamp,
    pub about: About,
    /// Cases or seeds to do.
    pub total: usize,
    done: AtomicUsize,
    is_cancelled: AtomicBool,
    end: Mutex<Option<Arc<End>>>,
    ended: Condvar,
}

impl Run {
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed).min(self.total)
    }
    /// Says how far it is; answers whether to go on.
    pub fn tell(&self, done: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        !self.is_cancelled.load(Ordering::Relaxed)
    }
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
    pub fn end(&self) -> Option<Arc<End>> {
        held(&self.end).clone()
    }
    /// Waits a little, so that a short run needs no page of progress.
    pub fn wait(&self, patience: Duration) {
        let end = held(&self.end);
        drop(self.ended.wait_timeout_while(end, patience, |end| end.is_none()));
    }
    fn finish(&self, end: End) {
        *held(&self.end) = Some(Arc::new(end));
        self.ended.notify_all();
    }
}

/// Why no run is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// One of this account is running.
    Yours,
    /// The house runs as many as it can.
    House,
}

/// What is started.
pub struct NewRun {
    pub id: Uuid,
    pub owner: AccountId,
    pub at: Timestamp,
    pub about: About,
    pub total: usize,
}

/// All runs of the house.
#[derive(Default)]
pub struct Runs(Mutex<Vec<Arc<Run>>>);

impl Runs {
    /// Starts a run on a thread of its own. What panics there has failed, and nothing else.
    pub fn start(
        &self,
        new: NewRun,
        work: impl FnOnce(&Run) -> End + Send + 'static,
    ) -> Result<Arc<Run>, Busy> {
        let mut runs = held(&self.0);
        let running = || runs.iter().filter(|run| run.end().is_none());
        if running().any(|run| run.owner == new.owner) {
            return Err(Busy::Yours);
        }
        if running().count() >= RUNNING_MAX {
            return Err(Busy::House);
        }
        let run = Arc::new(Run {
            id: new.id,
            owner: new.owner,
            at: new.at,
            about: new.about,
            total: new.total,
            done: AtomicUsize::new(0),
            is_cancelled: AtomicBool::new(false),
            end: Mutex::new(None),
            ended: Condvar::new(),
        });
        while runs.len() >= KEPT_MAX
            && let Some(oldest) = runs.iter().position(|run| run.end().is_some())
        {
            runs.remove(oldest);
        }
        runs.push(run.clone());
        drop(runs);
        let own = run.clone();
        std::thread::spawn(move || {
            let end = catch_unwind(AssertUnwindSafe(|| work(&own))).unwrap_or(End::Failed);
            own.finish(end);
        });
        Ok(run)
    }

    /// A run of an account. One that is somebody else's and one that there is not are the same.
    pub fn of(&self, owner: AccountId, id: Uuid) -> Option<Arc<Run>> {
        held(&self.0).iter().find(|run| run.id == id && run.owner == owner).cloned()
    }

    /// Every run of an account, the newest first.
    pub fn all_of(&self, owner: AccountId) -> Vec<Arc<Run>> {
        held(&self.0).iter().rev().filter(|run| run.owner == owner).cloned().collect()
    }
}

/// What ended while it held a lock left nothing half done: every value here is put whole.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(|e| e.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn new(owner: u128, id: u128) -> NewRun {
        NewRun {
            id: Uuid::from_u128(id),
            owner: AccountId(Uuid::from_u128(owner)),
            at: Timestamp::UNIX_EPOCH,
            about: About::Caseload,
            total: 10,
        }
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn a_run_is_its_owners_and_is_stopped_by_them() {
        let runs = Runs::default();
        let (begun, heard) = channel();
        let run = runs
            .start(new(1, 7), move |run| {
                begun.send(()).unwrap();
                let mut done = 0;
                while run.tell(done) {
                    done = (done + 1).min(9);
                    std::thread::yield_now();
                }
                End::Cancelled
            })
            .unwrap_or_else(|_| panic!("refused"));
        heard.recv().unwrap();
        let (mine, other) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        assert!(runs.of(mine, run.id).is_some() && runs.of(other, run.id).is_none());
        assert!(runs.of(mine, Uuid::from_u128(8)).is_none());
        assert!(matches!(runs.start(new(1, 9), |_| End::Failed), Err(Busy::Yours)));
        assert!(run.end().is_none());
        run.cancel();
        run.wait(LONG);
        assert!(matches!(run.end().as_deref(), Some(End::Cancelled)));
    }

    #[test]
    fn the_house_runs_so_many_and_keeps_so_many() {
        let runs = Runs::default();
        let (go, wait) = channel::<()>();
        let wait = Arc::new(Mutex::new(wait));
        let mut started = Vec::new();
        for n in 0..RUNNING_MAX {
            let wait = wait.clone();
            let work = move |_: &Run| {
                let _ = held(&wait).recv();
                End::Failed
            };
            started.push(runs.start(new(n as u128, n as u128), work).unwrap_or_else(|_| panic!("refused")));
        }
        assert!(matches!(runs.start(new(99, 99), |_| End::Failed), Err(Busy::House)));
        drop(go);
        started.iter().for_each(|run| run.wait(LONG));
        for n in 0..KEPT_MAX as u128 + 5 {
            let run = runs.start(new(3, 100 + n), |_| End::Cancelled).unwrap_or_else(|_| panic!("refused"));
            run.wait(LONG);
        }
        assert!(held(&runs.0).len() <= KEPT_MAX);
        assert_eq!(
            runs.all_of(AccountId(Uuid::from_u128(3)))[0].id,
            Uuid::from_u128(100 + KEPT_MAX as u128 + 4)
        );
    }

    #[test]
    fn what_panics_has_failed_and_nothing_else() {
        let runs = Runs::default();
        let run = runs.start(new(1, 1), |_| panic!("invented")).unwrap_or_else(|_| panic!("refused"));
        run.wait(LONG);
        assert!(matches!(run.end().as_deref(), Some(End::Failed)));
        assert!(runs.start(new(1, 2), |_| End::Cancelled).is_ok());
    }
}
