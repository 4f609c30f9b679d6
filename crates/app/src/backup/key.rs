//! The key file's own backup: apart from the data's, for other recipients or under a passphrase.

use super::{BackupError, at};
use age::secrecy::SecretString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A key file is small; more is no key file.
const KEY_BYTES_MAX: u64 = 64 * 1024;

/// Who opens the key's backup.
pub enum Locked {
    For(Vec<age::x25519::Recipient>),
    With(SecretString),
}

/// Encrypts the key file into a new file.
pub fn lock_key(key: &Path, to: &Path, locked: Locked) -> Result<PathBuf, BackupError> {
    let text = std::fs::read(key).map_err(at(key))?;
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
        out.write_all(&text)?;
        out.finish()?.sync_all()
    };
    write().map_err(at(to))?;
    part.persist_noclobber(to).map_err(|e| BackupError::File(to.to_owned(), e.error))?;
    Ok(to.to_owned())
}

/// The key file's text: as it is, or decrypted with identities.
pub fn unlock_key(file: &Path, identities: &[age::x25519::Identity]) -> Result<Vec<u8>, BackupError> {
    let bytes = std::fs::read(file).map_err(at(file))?;
    if !bytes.starts_with(b"age-encryption.org/") {
        return Ok(bytes);
    }
    let damaged = |e: age::DecryptError| match e {
        age::DecryptError::NoMatchingKeys => BackupError::WrongIdentity,
        other => BackupError::Damaged(other.to_string()),
    };
    let decryptor = age::Decryptor::new(bytes.as_slice()).map_err(damaged)?;
    let mut plain = Vec::new();
    let reader = decryptor.decrypt(identities.iter().map(|i| i as &dyn age::Identity)).map_err(damaged)?;
    reader.take(KEY_BYTES_MAX).read_to_end(&mut plain).map_err(|e| BackupError::Damaged(e.to_string()))?;
    Ok(plain)
}
