//! The backups in a folder: which there are, whether they still are what they were, which may go.

use super::{BackupError, at, pack};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A backup in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Kept {
    pub path: PathBuf,
    pub bytes: u64,
    /// Whether its checksum is still the one noted when it was made; nothing where none was noted.
    pub is_whole: Option<bool>,
}

/// The note of the checksum beside a backup, as `sha256sum --check` reads it.
pub fn sum_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sha256");
    name.into()
}

/// The backups of a site, the oldest first. Reading each to its end is asked for by `whole`.
pub fn kept(folder: &Path, country: &str, site: &str, whole: bool) -> Result<Vec<Kept>, BackupError> {
    let prefix = format!("ceiba-{country}-{site}-");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.strip_prefix(&prefix).is_some_and(is_time_and_number) {
            continue;
        }
        let path = entry.path();
        let bytes = entry.metadata().map_err(at(&path))?.len();
        let is_whole = if whole { is_whole(&path)? } else { None };
        all.push(Kept { path, bytes, is_whole });
    }
    all.sort();
    Ok(all)
}

/// `20261122T183000Z-191.age`, and not the end of the name of another site whose name begins alike.
fn is_time_and_number(rest: &str) -> bool {
    let Some((time, number)) = rest.strip_suffix(".age").and_then(|rest| rest.split_once('-')) else {
        return false;
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_time = time.strip_suffix('Z').and_then(|time| time.split_once('T'));
    is_time.is_some_and(|(day, hour)| is_digits(day) && is_digits(hour)) && is_digits(number)
}

fn is_whole(path: &Path) -> Result<Option<bool>, BackupError> {
    let Ok(noted) = std::fs::read_to_string(sum_of(path)) else { return Ok(None) };
    let (_, sum) = pack::hashed(path).map_err(at(path))?;
    Ok(Some(noted.split_whitespace().next() == Some(sum.as_str())))
}

/// Removes all but the newest; answers what went.
pub fn prune(folder: &Path, country: &str, site: &str, keep: usize) -> Result<Vec<PathBuf>, BackupError> {
    let all = kept(folder, country, site, false)?;
    let old = all.len().saturating_sub(keep.max(1));
    let mut gone = Vec::new();
    for backup in all.into_iter().take(old) {
        std::fs::remove_file(&backup.path).map_err(at(&backup.path))?;
        let _ = std::fs::remove_file(sum_of(&backup.path));
        gone.push(backup.path);
    }
    Ok(gone)
}
