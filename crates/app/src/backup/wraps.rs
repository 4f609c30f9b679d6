//! The wrapped keys' own backup: apart from the data's, one whole generation at a time, and those of before are removed.

use super::{BackupError, at};
use crate::backup::{Locked, lock_text, unlock_all};
use jiff::Timestamp;
use ledger::{KeyCopy, Ledger};
use std::path::{Path, PathBuf};

/// A backup of keys that was made.
pub struct KeysMade {
    pub path: PathBuf,
    pub generation: i64,
    pub keys: usize,
}

fn prefix(country: &str) -> String {
    format!("ceiba-{country}-keys-")
}

/// Makes one in `to`. Older ones there are removed: they hold nothing that this one lacks but what was erased.
pub fn make_keys(
    ledger: &Ledger,
    to: &Path,
    recipients: &[age::x25519::Recipient],
    now: Timestamp,
) -> Result<KeysMade, BackupError> {
    let copy = ledger.copy_keys()?;
    let text = serde_json::to_vec(&copy).map_err(|e| BackupError::Stranger(e.to_string()))?;
    let time = now.strftime("%Y%m%dT%H%M%S%3fZ");
    let name = format!("{}g{:06}-{time}.age", prefix(ledger.tenant()), copy.generation);
    let older = all(to, ledger.tenant());
    let path = lock_text(&text, &to.join(name), Locked::For(recipients.to_vec()))?;
    for old in older.into_iter().filter(|old| *old != path) {
        std::fs::remove_file(&old).map_err(at(&old))?;
    }
    Ok(KeysMade { path, generation: copy.generation, keys: copy.records() })
}

fn all(folder: &Path, country: &str) -> Vec<PathBuf> {
    let prefix = prefix(country);
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with(&prefix) && name.ends_with(".age")
    };
    let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(|file| Some(file.ok()?.path()));
    let mut all: Vec<PathBuf> = files.filter(is_ours).collect();
    all.sort();
    all
}

/// The newest backup of keys in a folder.
pub fn newest_keys(folder: &Path, country: &str) -> Option<PathBuf> {
    all(folder, country).pop()
}

/// Opens one.
pub fn read_keys(file: &Path, identities: &[age::x25519::Identity]) -> Result<KeyCopy, BackupError> {
    let text = unlock_all(file, identities)?;
    serde_json::from_slice(&text).map_err(|_| BackupError::Stranger("it holds no wrapped keys".into()))
}
