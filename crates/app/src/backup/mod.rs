//! Backups: a consistent copy of the data with a manifest, in one file that only the holders of the recipients' keys open.
//!
//! The file is `age` around `tar` around `manifest.json` and the copy, so that it can be opened by `age` and `tar` alone on
//! the day when this program is not at hand. The site's key file is never in it.

mod key;
mod pack;
mod shelf;
mod unpack;
mod wraps;

pub use key::{Locked, lock_key, lock_text, unlock_all, unlock_key};
pub use pack::{Made, make};
pub use shelf::{Kept, kept, prune};
pub use unpack::{identities, prove, unpack};
pub use wraps::{KeysMade, make_keys, newest_keys, read_keys};

use crate::exchange::site::Site;
use jiff::Timestamp;
use ledger::{Fault, OpenError, Standing};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What kind of file this is.
const FORMAT: &str = "ceiba-backup-1";
const MANIFEST: &str = "manifest.json";
/// A manifest is small; more is no manifest.
const MANIFEST_BYTES_MAX: u64 = 1024 * 1024;

/// What a backup says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    /// The version of Ceiba that made it.
    pub version: String,
    pub made: Timestamp,
    pub country: String,
    /// The short name of the key that opens what is sealed in it.
    pub key_id: String,
    /// The copy's file name in the archive, its length and SHA-256.
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
    pub standing: Standing,
    /// Which site it is and whom it meets, where that is not headquarters.
    #[serde(default)]
    pub home: Option<Site>,
}

/// Why a backup cannot be made, opened or believed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(
        "say who may open the backup: --recipient age1…, --recipient-file FILE, or `backup.recipients` in ceiba.toml"
    )]
    NoRecipient,
    #[error("`{0}` is no public key of age; it begins with age1")]
    Recipient(String),
    #[error("{0} holds no identity of age; it has a line that begins with AGE-SECRET-KEY-1")]
    NoIdentity(PathBuf),
    #[error("this identity does not open it: it was encrypted for others")]
    WrongIdentity,
    #[error("{0} is there already; nothing was overwritten")]
    Exists(PathBuf),
    #[error("the file is damaged or cut off: {0}")]
    Damaged(String),
    #[error("this is no backup of Ceiba: {0}")]
    Stranger(String),
    #[error("what was restored is not what was backed up: {0}")]
    DoesNotProve(String),
    #[error("the key file is not the one this data was sealed with")]
    OtherKey,
    #[error("a passphrase has at least 12 characters")]
    Passphrase,
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("it cannot be encrypted: {0}")]
    Age(String),
}

impl From<OpenError> for BackupError {
    fn from(error: OpenError) -> BackupError {
        match error {
            OpenError::OtherKey => BackupError::OtherKey,
            OpenError::Fault(fault) => BackupError::Fault(fault),
            OpenError::Key(key) => BackupError::DoesNotProve(key.to_string()),
        }
    }
}

fn at(path: &std::path::Path) -> impl Fn(std::io::Error) -> BackupError {
    move |error| BackupError::File(path.to_owned(), error)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The recipients that texts name; comments and empty lines are left out.
pub fn recipients<'a>(
    texts: impl Iterator<Item = &'a str>,
) -> Result<Vec<age::x25519::Recipient>, BackupError> {
    let texts = texts.map(str::trim).filter(|text| !text.is_empty() && !text.starts_with('#'));
    let read = |text: &str| text.parse().map_err(|_| BackupError::Recipient(text.to_owned()));
    let all = texts.map(read).collect::<Result<Vec<_>, _>>()?;
    if all.is_empty() { Err(BackupError::NoRecipient) } else { Ok(all) }
}
