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
