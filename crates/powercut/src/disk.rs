//! A disk in memory: its files, its directory, the moment its power fails, and the one call that fails.

use crate::{
    content::Content,
    locks::{FileLocks, Holder, SharedMemory},
    vfs,
};
use kernel::SeededRandom;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::AtomicU64};

/// The files of a disk by name.
pub type Image = BTreeMap<String, Vec<u8>>;

/// What SQLite asks of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Open,
    Create,
    Delete,
    Look,
    Read,
    Write,
    Resize,
    Sync,
    Size,
    Map,
    Lock,
}

impl Call {
    /// Whether it may change what a power cut leaves.
    pub fn changes(self) -> bool {
        matches!(self, Call::Create | Call::Delete | Call::Write | Call::Resize | Call::Sync)
    }
    /// Whether it can fail in this way.
    pub fn fails_by(self, failure: Failure) -> bool {
        match failure {
            Failure::Io => true,
            Failure::Full => matches!(self, Call::Create | Call::Write | Call::Sync | Call::Map),
            Failure::Short => self == Call::Read,
        }
    }
}

/// How one call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device reports an error.
    Io,
    /// Nothing is left: half of a write arrives, then the disk is full.
    Full,
    /// Half of what was asked for is read, then the device reports an error.
    Short,
}

/// Why a call is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    NoPower,
    Io,
    Full,
    Missing,
    Busy,
}

/// A disk. Files stay open on it until it is dropped or restarted.
pub struct Disk(Arc<Device>);

pub(crate) struct Device {
    name: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    files: Vec<File>,
    /// The directory as programs see it, as it is durable, and the steps between.
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    renames: Vec<(String, Option<usize>)>,
    holders: Holder,
    open: u64,
    plan: Plan,
    is_dead: bool,
    calls: Vec<Call>,
}

#[derive(Default)]
struct Plan {
    /// Changing calls until the power fails.
    cut_after: Option<u64>,
    cut_at_sync: Option<u64>,
    fail_at: Option<(usize, Failure)>,
    lies_about_sync: bool,
    forgets_names: bool,
}

#[derive(Default)]
struct File {
    content: Content,
    locks: FileLocks,
    shared: SharedMemory,
}

/// What becomes of a call.
enum Gate {
    Done,
    /// It happens, and nothing after it.
    LastBreath,
    Fails(Failure),
}

static DISKS: Mutex<BTreeMap<String, Arc<Device>>> = Mutex::new(BTreeMap::new());

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The disk on which a path lies, `/NAME/file`, and the file's name there.
pub(crate) fn disk_of(path: &str) -> Option<(Arc<Device>, &str)> {
    let (name, file) = path.strip_prefix('/')?.split_once('/')?;
    Some((locked(&DISKS).get(name).cloned()?, file))
}

impl Disk {
    /// A disk under a name that no other disk has, with these files on it. `Err` is SQLite's code.
    pub fn new(name: &str, files: &Image) -> Result<Disk, i32> {
        vfs::register()?;
        let mut state = State::default();
        for (path, bytes) in files {
            state.names.insert(path.clone(), state.files.len());
            state.files.push(File { content: Content::durable(bytes), ..File::default() });
        }
        state.durable_names = state.names.clone();
        let device = Arc::new(Device { name: name.to_owned(), state: Mutex::new(state) });
        locked(&DISKS).insert(name.to_owned(), device.clone());
        Ok(Disk(device))
    }

    /// Where the ledger finds its database on this disk.
    pub fn database(&self) -> PathBuf {
        PathBuf::from(format!("file:/{}/ceiba.db?vfs={}", self.0.name, vfs::NAME.to_string_lossy()))
    }
    /// The power fails at the call after so many calls that write, make durable, create or delete.
    pub fn cut_after(&self, calls: u64) {
        locked(&self.0.state).plan.cut_after = Some(calls);
    }
    /// The power fails in the sync after so many syncs: what was written is on its way, and nothing is promised yet.
    pub fn cut_at_sync(&self, syncs: u64) {
        locked(&self.0.state).plan.cut_at_sync = Some(syncs);
    }
    /// The power does not fail as was planned.
    pub fn never_cut(&self) {
        let mut state = locked(&self.0.state);
        (state.plan.cut_after, state.plan.cut_at_sync) = (None, None);
    }
    pub fn cut_now(&self) {
        locked(&self.0.state).is_dead = true;
    }
    pub fn is_dead(&self) -> bool {
        locked(&self.0.state).is_dead
    }
    /// The call with this number, counted from now on, fails once.
    pub fn fail_at(&self, call: usize, failure: Failure) {
        let mut state = locked(&self.0.state);
        state.plan.fail_at = Some((state.calls.len() + call, failure));
    }
    /// From now on this disk says that all is durable and makes nothing durable.
    pub fn lie_about_sync(&self) {
        locked(&self.0.state).plan.lies_about_sync = true;
    }
    /// From now on no change of the directory becomes durable.
    pub fn forget_names(&self) {
        locked(&self.0.state).plan.forgets_names = true;
    }
    /// Every call so far.
    pub fn calls(&self) -> Vec<Call> {
        locked(&self.0.state).calls.clone()
    }
    /// The files open now.
    pub fn open_files(&self) -> u64 {
        locked(&self.0.state).open
    }
    /// What programs see on the disk.
    pub fn image(&self) -> Image {
        let state = locked(&self.0.state);
        state.names.iter().map(|(path, i)| (path.clone(), state.files[*i].content.now().to_vec())).collect()
    }

    /// The disk after the power was cut and came back, with a part of what was not durable chosen by `chance`.
    pub fn restart(self, chance: &SeededRandom) -> Result<Disk, i32> {
        let (image, lies, forgets) = {
            let state = locked(&self.0.state);
            (state.survivors(chance), state.plan.lies_about_sync, state.plan.forgets_names)
        };
        let disk = Disk::new(&self.0.name, &image)?;
        let mut state = locked(&disk.0.state);
        (state.plan.lies_about_sync, state.plan.forgets_names) = (lies, forgets);
        drop(state);
        Ok(disk)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let mut disks = locked(&DISKS);
        if disks.get(&self.0.name).is_some_and(|known| Arc::ptr_eq(known, &self.0)) {
            disks.remove(&self.0.name);
        }
    }
}

impl State {
    fn gate(&mut self, call: Call) -> Result<Gate, Trouble> {
        if self.is_dead {
            return Err(Trouble::NoPower);
        }
        let number = self.calls.len();
        self.calls.push(call);
        if let Some((at, failure)) = self.plan.fail_at
            && at == number
        {
            return Ok(Gate::Fails(failure));
        }
        let counted =
            [(call.changes(), &mut self.plan.cut_after), (call == Call::Sync, &mut self.plan.cut_at_sync)];
        for (counts, left) in counted {
            match left {
                Some(0) if counts => self.is_dead = true,
                Some(left) if counts => *left -= 1,
                _ => (),
            }
        }
        Ok(if self.is_dead { Gate::LastBreath } else { Gate::Done })
    }

    /// A call that leaves nothing half done when it fails.
    fn plain(&mut self, call: Call) -> Result<(), Trouble> {
        match self.gate(call)? {
            Gate::Done => Ok(()),
            Gate::LastBreath => Err(Trouble::NoPower),
            Gate::Fails(Failure::Full) => Err(Trouble::Full),
            Gate::Fails(_) => Err(Trouble::Io),
        }
    }

    fn rename(&mut self, path: &str, file: Option<usize>) {
        match file {
            Some(file) => self.names.insert(path.to_owned(), file),
            None => self.names.remove(path),
        };
        self.renames.push((path.to_owned(), file));
    }

    fn sync_directory(&mut self) {
        if !self.plan.lies_about_sync && !self.plan.forgets_names {
            self.renames.clear();
            self.durable_names = self.names.clone();
        }
    }

    fn survivors(&self, chance: &SeededRandom) -> Image {
        let mut names = self.durable_names.clone();
        // A quarter of the cuts lose the directory's news, a quarter keep it, half keep a part of it.
        let fate = chance.below(4);
        for (path, file) in &self.renames {
            if fate == 1 || (fate > 1 && chance.below(2) == 0) {
                match file {
                    Some(file) => names.insert(path.clone(), *file),
                    None => names.remove(path),
                };
            }
        }
        names.into_iter().map(|(path, i)| (path, self.files[i].content.survivor(chance))).collect()
    }
}

/// What SQLite does with an open file or a name. `usize` is the file's number, as [`Device::open`] gave it.
impl Device {
    pub fn open(&self, path: &str, create: bool) -> Result<(usize, Holder), Trouble> {
        let mut state = locked(&self.state);
        let known = state.names.get(path).copied();
        let file = match known {
            Some(file) => {
                state.plain(Call::Open)?;
                file
            }
            None if !create => {
                state.plain(Call::Open)?;
                return Err(Trouble::Missing);
            }
            None => {
                let gate = state.gate(Call::Create)?;
                if let Gate::Fails(failure) = gate {
                    return Err(if failure == Failure::Full { Trouble::Full } else { Trouble::Io });
                }
                let file = state.files.len();
                state.files.push(File::default());
                state.rename(path, Some(file));
                if matches!(gate, Gate::LastBreath) {
                    return Err(Trouble::NoPower);
                }
                file
            }
        };
        state.holders += 1;
        state.open += 1;
        Ok((file, state.holders))
    }

    pub fn close(&self, file: usize, who: Holder, forget: Option<&str>) {
        let mut state = locked(&self.state);
        state.files[file].locks.lower(who, 0);
        state.files[file].shared.leave(who);
        state.open -= 1;
        if let Some(path) = forget {
            state.rename(path, None);
        }
    }

    pub fn delete(&self, path: &str, durable: bool) -> Result<(), Trouble> {
        let mut state = locked(&self.state);
        let gate = state.gate(Call::Delete)?;
        if let Gate::Fails(_) = gate {
            return Err(Trouble::Io);
        }
        if !state.names.contains_key(path) {
            return Err(Trouble::Missing);
        }
        state.rename(path, None);
        if matches!(gate, Gate::LastBreath) {
            return Err(Trouble::NoPower);
        }
        if durable {
            state.sync_directory();
        }
        Ok(())
    }

    pub fn has(&self, path: &str) -> Result<bool, Trouble> {
        let mut state = locked(&self.state);
        state.plain(Call::Look)?;
        Ok(state.names.get(path).is_some_and(|file| !state.files[*file].content.now().is_empty()))
    }

    /// Reads into `buffer` and says how much there was.
    pub fn read(&self, file: usize, at: usize, buffer: &mut [u8]) -> Result<usize, Trouble> {
        let mut state = locked(&self.state);
        let gate = state.gate(Call::Read)?;
        let content = state.files[file].content.now();
        let there = content.get(at..).unwrap_or_default();
        let wanted =
            if matches!(gate, Gate::Fails(Failure::Short)) { buffer.len() / 2 } else { buffer.len() };
        let length = there.len().min(wanted);
        buffer[..length].copy_from_slice(&there[..length]);
        if let Gate::Fails(_) = gate {
            return Err(Trouble::Io);
        }
        Ok(length)
    }

    pub fn write(&self, file: usize, at: usize, bytes: &[u8]) -> Result<(), Trouble> {
        let mut state = locked(&self.state);
        let gate = state.gate(Call::Write)?;
        let content = &mut state.files[file].content;
        match gate {
            Gate::Done => {
                content.write(at, bytes);
                Ok(())
            }
            Gate::LastBreath => {
                content.write(at, bytes);
                Err(Trouble::NoPower)
            }
            Gate::Fails(Failure::Full) => {
                content.write(at, &bytes[..bytes.len() / 2]);
                Err(Trouble::Full)
            }
            Gate::Fails(_) => Err(Trouble::Io),
        }
    }

    pub fn resize(&self, file: usize, size: usize) -> Result<(), Trouble> {
        let mut state = locked(&self.state);
        let gate = state.gate(Call::Resize)?;
        if let Gate::Fails(_) = gate {
            return Err(Trouble::Io);
        }
        state.files[file].content.resize(size);
        if matches!(gate, Gate::LastBreath) { Err(Trouble::NoPower) } else { Ok(()) }
    }

    /// Makes a file durable, and with `directory` its name too.
    pub fn sync(&self, file: usize, directory: bool) -> Result<(), Trouble> {
        let mut state = locked(&self.state);
        state.plain(Call::Sync)?;
        if !state.plan.lies_about_sync {
            state.files[file].content.sync();
        }
        if directory {
            state.sync_directory();
        }
        Ok(())
    }

    pub fn size(&self, file: usize) -> Result<usize, Trouble> {
        let mut state = locked(&self.state);
        state.plain(Call::Size)?;
        Ok(state.files[file].content.now().len())
    }

    pub fn lock(&self, file: usize, who: Holder, level: i32) -> Result<(), Trouble> {
        let mut state = locked(&self.state);
        state.plain(Call::Lock)?;
        if state.files[file].locks.raise(who, level) { Ok(()) } else { Err(Trouble::Busy) }
    }
    pub fn unlock(&self, file: usize, who: Holder, level: i32) {
        locked(&self.state).files[file].locks.lower(who, level);
    }
    pub fn is_reserved(&self, file: usize) -> bool {
        locked(&self.state).files[file].locks.is_reserved()
    }

    pub fn map(
        &self,
        file: usize,
        who: Holder,
        index: usize,
        bytes: usize,
        extend: bool,
    ) -> Result<*const AtomicU64, Trouble> {
        let mut state = locked(&self.state);
        state.plain(Call::Map)?;
        Ok(state.files[file].shared.region(who, index, bytes, extend))
    }
    pub fn lock_slots(
        &self,
        file: usize,
        who: Holder,
        slots: std::ops::Range<usize>,
        alone: bool,
    ) -> Result<(), Trouble> {
        let mut state = locked(&self.state);
        state.plain(Call::Lock)?;
        if state.files[file].shared.lock(who, slots, alone) { Ok(()) } else { Err(Trouble::Busy) }
    }
    pub fn unlock_slots(&self, file: usize, who: Holder, slots: std::ops::Range<usize>) {
        locked(&self.state).files[file].shared.unlock(who, slots);
    }
    pub fn unmap(&self, file: usize, who: Holder) {
        locked(&self.state).files[file].shared.leave(who);
    }
}
