//! One seed: work, a power cut at any call, another during recovery perhaps, the comparison, and on with the work.

use super::command::acts;
use super::house::{House, founded};
use super::known::{Known, Tally, is_sound};
use crate::{Call, Failure, Image};
use kernel::SeededRandom;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{
    Mutex,
    atomic::{AtomicU64, Ordering},
};

/// What is broken on purpose, to see that it is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    None,
    /// The disk says that all is durable and makes nothing durable.
    SyncLies,
    /// The disk makes files durable and never their names.
    NamesForgotten,
    /// SQLite is told to make less durable than the ledger tells it.
    Synchronous(&'static str),
}

/// What a seed did, to compare two runs of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub cuts: u64,
    /// Cuts of work in the middle of a call, not between two commands.
    pub within: u64,
    pub tally: Tally,
    pub calls: Vec<Call>,
}

pub fn run(seed: u64, mutation: Mutation) -> Result<Told, String> {
    let run = catch_unwind(AssertUnwindSafe(|| Run::new(seed, mutation).play()));
    run.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        Err(said.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default())
    })
}

/// What many seeds did together.
#[derive(Default, Debug)]
pub struct Total {
    pub seeds: u64,
    pub cuts: u64,
    pub within: u64,
    pub tally: Tally,
}

impl Total {
    fn add(&mut self, told: &Told) {
        self.seeds += 1;
        self.cuts += told.cuts;
        self.within += told.within;
        self.tally.acknowledged += told.tally.acknowledged;
        self.tally.refused += told.tally.refused;
        self.tally.kept += told.tally.kept;
        self.tally.gone += told.tally.gone;
    }
}

/// Seeds from `from` on until so many cuts were made. `Err` is a seed that failed, and why.
pub fn run_many(cuts: u64, from: u64, mutation: Mutation) -> Result<Total, (u64, String)> {
    let next = AtomicU64::new(from);
    let state = Mutex::new((Total::default(), None));
    let threads = std::thread::available_parallelism().map_or(2, |n| n.get().min(8)) as u64;
    std::thread::scope(|scope| {
        for _ in 0..threads.min(cuts) {
            scope.spawn(|| {
                while state.lock().is_ok_and(|s| s.0.cuts < cuts && s.1.is_none()) {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    let told = run(seed, mutation);
                    let mut state = state.lock().unwrap();
                    match told {
                        Ok(told) => state.0.add(&told),
                        Err(why) => state.1 = Some((seed, why)),
                    }
                }
            });
        }
    });
    match state.into_inner().unwrap() {
        (_, Some(failure)) => Err(failure),
        (total, None) => Ok(total),
    }
}

struct Run {
    chance: SeededRandom,
    house: House,
    known: Known,
    told: Told,
}

impl Run {
    fn new(seed: u64, mutation: Mutation) -> Run {
        let chance = SeededRandom::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x00CE_1BA0);
        let blank = Image::new();
        // One seed in eight cuts the founding of the house too.
        let files = if chance.below(8) == 0 { &blank } else { founded() };
        let mut house = House::new(&format!("seed{seed}{mutation:?}"), files, chance.next());
        house.pragma = match mutation {
            Mutation::Synchronous(level) => Some(format!("pragma synchronous = {level}")),
            // The product checkpoints by itself after 4,000 pages; a third of the seeds get there.
            _ if chance.below(3) == 0 => Some("pragma wal_autocheckpoint = 16".into()),
            _ => None,
        };
        match mutation {
            Mutation::SyncLies => house.disk.lie_about_sync(),
            Mutation::NamesForgotten => house.disk.forget_names(),
            Mutation::None | Mutation::Synchronous(_) => (),
        }
        Run { chance, house, known: Known::default(), told: Told::default() }
    }

    fn play(mut self) -> Result<Told, String> {
        for round in 0..1 + self.chance.below(3) {
            self.work(round)?;
            self = self.cut();
            while self.chance.below(4) == 0 {
                // While it recovers from the cut before.
                self.house.disk.cut_after(self.chance.below(24));
                let _ = self.house.open();
                self = self.cut();
            }
            self.house.open().map_err(|e| format!("after a power cut it does not open: {e}"))?;
            self.look()?;
        }
        // Nothing is cut any more: all that is said now must be there after closing in order.
        for act in acts(&self.chance, 100, 2) {
            if self.house.act(&act, &mut self.known)? {
                return Err("a command failed on a sound disk".into());
            }
        }
        self.house.close();
        self.house.open().map_err(|e| e.to_string())?;
        self.look()?;
        self.told.calls.extend(self.house.disk.calls());
        self.told.tally = self.known.tally;
        Ok(self.told)
    }

    fn work(&mut self, round: u64) -> Result<(), String> {
        let many = 1 + self.chance.below(10);
        self.plan_cut(many);
        // One round in four, the disk fails a call before its power fails.
        let may_fail = self.chance.below(4) == 0;
        if may_fail {
            self.house.disk.fail_at(self.chance.below(300) as usize, Failure::Io);
        }
        if self.house.ledger.is_none() {
            self.house.open_again()?;
        }
        for act in acts(&self.chance, round, many) {
            if self.house.ledger.is_none() || self.house.disk.is_dead() {
                break;
            }
            let has_failed = self.house.act(&act, &mut self.known)?;
            if has_failed && !self.house.disk.is_dead() {
                if !may_fail {
                    return Err("a command failed on a sound disk".into());
                }
                // Either the power fails now, or the house goes on.
                if self.chance.below(2) == 0 {
                    break;
                }
                self.go_on()?;
            }
        }
        self.told.within += u64::from(self.house.disk.is_dead());
        Ok(())
    }

    /// The power fails somewhere in so many acts, every second time in a sync.
    fn plan_cut(&self, many: u64) {
        match self.chance.below(2) {
            0 => self.house.disk.cut_at_sync(self.chance.below(1 + many)),
            _ => self.house.disk.cut_after(self.chance.below(24 * many)),
        }
    }

    fn go_on(&mut self) -> Result<(), String> {
        self.house.disk.never_cut();
        let Some(ledger) = &self.house.ledger else { return Err("the house is closed".into()) };
        self.known.compare_running(ledger)?;
        self.plan_cut(4);
        Ok(())
    }

    fn cut(mut self) -> Run {
        self.told.cuts += 1;
        self.told.calls.extend(self.house.disk.calls());
        let house = self.house.restarted(&self.chance);
        Run { house, ..self }
    }

    fn look(&mut self) -> Result<(), String> {
        let Some(ledger) = &self.house.ledger else { return Err("the house is closed".into()) };
        is_sound(ledger)?;
        self.known.compare(ledger).map(drop)
    }
}
