//! What the data folder remembers of its last backup and of having been restored from one.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::path::Path;

const LAST: &str = "backup.json";
const RESTORED: &str = "restored.json";

/// The last backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub at: Timestamp,
    pub file: String,
    pub bytes: u64,
    pub sequence: i64,
    pub head: String,
    /// Whether it was restored and proved when it was made.
    pub verified: bool,
}

impl Note {
    pub fn age(&self, now: Timestamp) -> SignedDuration {
        now.duration_since(self.at)
    }
}

/// Whence the data came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    pub at: Timestamp,
    pub made: Timestamp,
    pub sequence: i64,
    pub head: String,
    pub epoch: i64,
    pub note: String,
    /// The epoch that was begun after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<i64>,
}

/// The epoch that follows a restoring: the second of it, so that two restorings of one backup begin two epochs, also where
/// neither knows of the other.
pub fn epoch_after(known: i64, now: Timestamp) -> i64 {
    now.as_second().max(known.saturating_add(1))
}

pub fn read(folder: &Path) -> Option<Note> {
    serde_json::from_str(&std::fs::read_to_string(folder.join(LAST)).ok()?).ok()
}

pub fn write(folder: &Path, note: &Note) -> std::io::Result<()> {
    std::fs::write(folder.join(LAST), serde_json::to_string_pretty(note)? + "\n")
}

pub fn read_restored(folder: &Path) -> Option<Restored> {
    serde_json::from_str(&std::fs::read_to_string(folder.join(RESTORED)).ok()?).ok()
}

pub fn write_restored(folder: &Path, note: &Restored) -> std::io::Result<()> {
    std::fs::write(folder.join(RESTORED), serde_json::to_string_pretty(note)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_restorings_of_one_backup_begin_two_epochs() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let (first, second) = (epoch_after(1, at(1_790_000_000)), epoch_after(1, at(1_790_000_700)));
        assert!(1 < first && first < second);
        // A clock that was never set still goes forward.
        assert_eq!(epoch_after(second, at(0)), second + 1);
    }
}
