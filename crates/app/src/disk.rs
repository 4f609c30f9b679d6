//! Watches the room on the disk: when it runs out, the house only reads, out of a reserve that is given up for it, and
//! writes again by itself when there is room.

use crate::config;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use web::{Gate, House};

/// The file that keeps room for signing in and for the log of reads.
pub const RESERVE: &str = "reserve.room";
/// How often the disk is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// Looks without a refused write before the gate opens again.
const CALM: u32 = 5;
const MEGABYTE: u64 = 1024 * 1024;

/// How much room is kept, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub reserve: u64,
    /// With less free than this, nothing new is taken.
    pub low: u64,
}

impl From<config::Disk> for Room {
    fn from(disk: config::Disk) -> Room {
        Room { reserve: disk.reserve_mb * MEGABYTE, low: disk.low_mb * MEGABYTE }
    }
}

/// Free bytes where a folder is, for somebody who is not root.
pub fn free(folder: &Path) -> std::io::Result<u64> {
    let stat = rustix::fs::statvfs(folder)?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// Looks after the gate of one house.
pub struct Keeper {
    gate: Arc<Gate>,
    folder: PathBuf,
    room: Room,
    calm: u32,
}

impl Keeper {
    pub fn new(gate: Arc<Gate>, folder: &Path, room: Room) -> Keeper {
        Keeper { gate, folder: folder.to_owned(), room, calm: CALM }
    }

    /// Looks once. A disk that cannot be looked at is not taken for a full one.
    pub fn look(&mut self) {
        let Ok(free) = free(&self.folder) else { return };
        let was_refused = self.gate.take_report();
        self.calm = if was_refused { 0 } else { self.calm.saturating_add(1) };
        if was_refused || free < self.room.low {
            self.shut(free);
        } else if free >= self.room.low.saturating_add(self.still_needed()) && self.calm >= CALM {
            self.reopen(free);
        }
    }

    fn shut(&mut self, free: u64) {
        if self.gate.close() {
            tracing::error!(free_mb = free / MEGABYTE, "no room: reading only until there is");
        }
        // Only room taken back lets people sign in and files be shown, because both are written down.
        match std::fs::remove_file(self.reserve()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tracing::error!("the reserve could not be given up");
            }
            _ => {}
        }
    }

    fn reopen(&mut self, free: u64) {
        if self.still_needed() > 0 && self.keep_room().is_err() {
            let _ = std::fs::remove_file(self.reserve());
            return;
        }
        if self.gate.open() {
            tracing::warn!(free_mb = free / MEGABYTE, "there is room again: writing as usual");
        }
    }

    fn reserve(&self) -> PathBuf {
        self.folder.join(RESERVE)
    }
    /// What is missing from the reserve.
    fn still_needed(&self) -> u64 {
        let kept = std::fs::metadata(self.reserve()).map_or(0, |meta| meta.len());
        if kept < self.room.reserve { self.room.reserve } else { 0 }
    }
    /// Takes real blocks, not only a length.
    fn keep_room(&self) -> std::io::Result<()> {
        let mut file = std::fs::File::create(self.reserve())?;
        let block = vec![0x5a_u8; 64 * 1024];
        let mut left = self.room.reserve;
        while left > 0 {
            let part = left.min(block.len() as u64);
            file.write_all(&block[..usize::try_from(part).unwrap_or(block.len())])?;
            left -= part;
        }
        file.sync_all()
    }
}

/// Looks now, and then every second for as long as the house stands.
pub fn watch(house: &Arc<House>, folder: &Path, room: Room) {
    let Some(gate) = house.rooms.get::<Arc<Gate>>() else { return };
    let mut keeper = Keeper::new(gate.clone(), folder, room);
    keeper.look();
    let house = Arc::downgrade(house);
    std::thread::spawn(move || {
        while house.strong_count() > 0 {
            std::thread::sleep(EVERY);
            keeper.look();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_write_shuts_the_gate_and_gives_the_reserve_up_until_all_is_calm() {
        let folder = tempfile::tempdir().unwrap();
        let gate = Arc::new(Gate::default());
        let mut keeper = Keeper::new(gate.clone(), folder.path(), Room { reserve: 100_000, low: 1 });
        let reserve = folder.path().join(RESERVE);
        keeper.look();
        assert!(!gate.is_closed() && reserve.metadata().unwrap().len() == 100_000);
        gate.report();
        keeper.look();
        assert!(gate.is_closed() && !reserve.exists());
        for _ in 1..CALM {
            keeper.look();
            assert!(gate.is_closed());
        }
        keeper.look();
        assert!(!gate.is_closed() && reserve.exists());
    }

    #[test]
    fn too_little_room_shuts_the_gate() {
        let folder = tempfile::tempdir().unwrap();
        let gate = Arc::new(Gate::default());
        let mut keeper = Keeper::new(gate.clone(), folder.path(), Room { reserve: 0, low: u64::MAX });
        keeper.look();
        assert!(gate.is_closed());
        keeper.room.low = 1;
        keeper.look();
        assert!(!gate.is_closed());
    }
}
