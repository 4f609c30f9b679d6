//! Who holds which lock of a file, and the memory that connections to one database share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicU64;

/// One open file, by its number on its disk.
pub(crate) type Holder = u64;

/// Levels of a lock on a file as SQLite counts them.
pub(crate) const SHARED: i32 = 1;
pub(crate) const RESERVED: i32 = 2;
pub(crate) const PENDING: i32 = 3;
pub(crate) const EXCLUSIVE: i32 = 4;

/// The five levels of lock on a database file.
#[derive(Default)]
pub(crate) struct FileLocks(BTreeMap<Holder, i32>);

impl FileLocks {
    fn others(&self, who: Holder) -> i32 {
        self.0.iter().filter(|(holder, _)| **holder != who).map(|(_, level)| *level).max().unwrap_or(0)
    }
    /// Raises the lock of `who`, or says that somebody is in the way.
    pub fn raise(&mut self, who: Holder, level: i32) -> bool {
        if self.0.get(&who).is_some_and(|mine| *mine >= level) {
            return true;
        }
        let others = self.others(who);
        let free = match level {
            SHARED => others < PENDING,
            RESERVED => others < RESERVED,
            _ => others < SHARED,
        };
        if free {
            self.0.insert(who, level);
        } else if level == EXCLUSIVE && others < RESERVED {
            // Whoever reads may finish; nobody new may begin.
            self.0.insert(who, PENDING);
        }
        free
    }
    pub fn lower(&mut self, who: Holder, level: i32) {
        if level == 0 {
            self.0.remove(&who);
        } else if let Some(mine) = self.0.get_mut(&who) {
            *mine = (*mine).min(level);
        }
    }
    pub fn is_reserved(&self) -> bool {
        self.0.values().any(|level| *level >= RESERVED)
    }
}

/// The shared memory beside a database in WAL mode. It is lost with the power.
#[derive(Default)]
pub(crate) struct SharedMemory {
    /// Regions keep their address until the last user leaves. Only SQLite reads and writes them.
    regions: Vec<Box<[AtomicU64]>>,
    users: BTreeSet<Holder>,
    slots: BTreeMap<usize, Slot>,
}

#[derive(Default)]
struct Slot {
    sharing: BTreeSet<Holder>,
    alone: Option<Holder>,
}

impl SharedMemory {
    /// The address of a region, made if `extend` allows it.
    pub fn region(&mut self, who: Holder, index: usize, bytes: usize, extend: bool) -> *const AtomicU64 {
        self.users.insert(who);
        while extend && self.regions.len() <= index {
            self.regions.push((0..bytes.div_ceil(8)).map(|_| AtomicU64::new(0)).collect());
        }
        self.regions.get(index).map_or(std::ptr::null(), |region| region.as_ptr())
    }
    pub fn lock(&mut self, who: Holder, slots: std::ops::Range<usize>, alone: bool) -> bool {
        let free = |slot: &Slot| {
            slot.alone.is_none_or(|holder| holder == who)
                && (!alone || slot.sharing.iter().all(|holder| *holder == who))
        };
        if !slots.clone().all(|i| self.slots.get(&i).is_none_or(free)) {
            return false;
        }
        for i in slots {
            let slot = self.slots.entry(i).or_default();
            if alone {
                slot.alone = Some(who);
            } else {
                slot.sharing.insert(who);
            }
        }
        true
    }
    pub fn unlock(&mut self, who: Holder, slots: std::ops::Range<usize>) {
        for i in slots {
            let slot = self.slots.entry(i).or_default();
            slot.sharing.remove(&who);
            slot.alone = slot.alone.filter(|holder| *holder != who);
        }
    }
    pub fn leave(&mut self, who: Holder) {
        self.users.remove(&who);
        let all: Vec<usize> = self.slots.keys().copied().collect();
        for i in all {
            self.unlock(who, i..i + 1);
        }
        if self.users.is_empty() {
            self.regions.clear();
        }
    }
}
