//! The key file's own backup: apart from the data's, for other recipients or under a passphrase.

use super::{BackupError, at};
use age::secrecy::SecretString;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// A key file is small; more is no key file.
const KEY_BYTES_MAX: u64 = 64 * 1024;
/// The wrapped keys of ten million records.
const WRAPS_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

/// Who opens the key's backup.
pub enum Locked {
    For(Vec<age::x25519::Recipient>),
    With(SecretString),
}

/// Encrypts the key file into a new file.
pub fn lock_key(key: &Path, to: &Path, locked: Locked) -> Result<PathBuf, BackupError> {
    lock_text(&std::fs::read(key).map_err(at(key))?, to, locked)
}

/// Encrypts a text into a new file.
pub fn lock_text(text: &[u8], to: &Path, locked: Locked) -> Result<PathBuf, BackupError> {
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let encryptor = match locked {
        Locked::With(passphrase) => age::Encryptor::with_user_passphrase(passphrase),
        Locked::For(recipients) => {
            age::Encryptor::with_recipients(recipients.iter().map(|r| r as &dyn age::Recipient))
                .map_err(|e| BackupError::Age(e.to_string()))?
        }
    };
    let folder = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let part = tempfile::NamedTempFile::new_in(folder).map_err(at(folder))?;
    let write = || -> std::io::Result<()> {
        let mut out = encryptor.wrap_output(part.as_file())?;
        out.write_all(text)?;
        out.finish()?.sync_all()
    };
    write().map_err(at(to))?;
    part.persist_noclobber(to).map_err(|e| BackupError::File(to.to_owned(), e.error))?;
    Ok(to.to_owned())
}

/// The key file's text: decrypted with identities, or as it is, which may be under its passphrase.
pub fn unlock_key(file: &Path, identities: &[age::x25519::Identity]) -> Result<Vec<u8>, BackupError> {
    let mut start = [0u8; 19];
    let read = File::open(file).map_err(at(file))?.read_exact(&mut start);
    if read.is_err() || &start != b"age-encryption.org/" || is_under_passphrase(file)? {
        return std::fs::read(file).map_err(at(file));
    }
    unlocked(file, identities, KEY_BYTES_MAX)
}

fn is_under_passphrase(file: &Path) -> Result<bool, BackupError> {
    let opened = age::Decryptor::new(BufReader::new(File::open(file).map_err(at(file))?));
    opened.map(|opened| opened.is_scrypt()).map_err(|e| BackupError::Damaged(e.to_string()))
}

/// What a file that was encrypted for others holds, all of it.
pub fn unlock_all(file: &Path, identities: &[age::x25519::Identity]) -> Result<Vec<u8>, BackupError> {
    unlocked(file, identities, WRAPS_BYTES_MAX)
}

fn unlocked(file: &Path, identities: &[age::x25519::Identity], most: u64) -> Result<Vec<u8>, BackupError> {
    let damaged = |e: age::DecryptError| match e {
        age::DecryptError::NoMatchingKeys => BackupError::WrongIdentity,
        other => BackupError::Damaged(other.to_string()),
    };
    let decryptor =
        age::Decryptor::new(BufReader::new(File::open(file).map_err(at(file))?)).map_err(damaged)?;
    let mut plain = Vec::new();
    let reader = decryptor.decrypt(identities.iter().map(|i| i as &dyn age::Identity)).map_err(damaged)?;
    reader.take(most).read_to_end(&mut plain).map_err(|e| BackupError::Damaged(e.to_string()))?;
    Ok(plain)
}
