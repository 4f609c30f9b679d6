//! The key file under a passphrase, in age's own format, so that `age` opens it on the day when this program is not at hand.

use crate::cli::DataArgs;
use age::secrecy::{ExposeSecret, SecretString};
use ledger::{KeyFileError, KeyStore, PlainStore, Zeroizing};
use std::fs::File;
use std::io::{BufRead, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Passphrases are at least so long.
pub const PASSPHRASE_CHARS_MIN: usize = 12;
/// A key file is small; more is no key file.
const BYTES_MAX: u64 = 64 * 1024;
const AGE: &[u8] = b"age-encryption.org/";

/// A key file that only its passphrase opens.
pub struct SealedStore {
    path: PathBuf,
    passphrase: SecretString,
}

impl SealedStore {
    pub fn new(path: &Path, passphrase: SecretString) -> SealedStore {
        SealedStore { path: path.to_owned(), passphrase }
    }
}

impl KeyStore for SealedStore {
    fn read(&self) -> Result<Zeroizing<String>, KeyFileError> {
        opened(&std::fs::read(&self.path).map_err(KeyFileError::Read)?, &self.passphrase)
    }
    fn replace(&self, text: &str) -> Result<(), KeyFileError> {
        let sealed = sealed(text, &self.passphrase).map_err(KeyFileError::Write)?;
        ledger::replace_file(&self.path, &sealed).map_err(KeyFileError::Write)
    }
    fn alone(&self) -> Option<File> {
        ledger::folder_held(&self.path)
    }
}

fn sealed(text: &str, passphrase: &SecretString) -> std::io::Result<Vec<u8>> {
    let encryptor = age::Encryptor::with_user_passphrase(passphrase.clone());
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out)?;
    writer.write_all(text.as_bytes())?;
    writer.finish()?;
    Ok(out)
}

/// The text of a sealed key file.
pub fn opened(bytes: &[u8], passphrase: &SecretString) -> Result<Zeroizing<String>, KeyFileError> {
    let damaged = |what: String| KeyFileError::Read(std::io::Error::new(ErrorKind::InvalidData, what));
    let decryptor = age::Decryptor::new(bytes).map_err(|e| damaged(e.to_string()))?;
    if !decryptor.is_scrypt() {
        return Err(KeyFileError::Form);
    }
    let identity = age::scrypt::Identity::new(passphrase.clone());
    let reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity));
    // A text that grows leaves copies of its beginning behind.
    let mut text = Zeroizing::new(String::with_capacity(BYTES_MAX as usize + 1));
    let reader = reader.map_err(|_| KeyFileError::WrongPassphrase)?;
    reader.take(BYTES_MAX).read_to_string(&mut text).map_err(KeyFileError::Read)?;
    Ok(text)
}

/// Whether the key file is under a passphrase.
pub fn is_sealed(path: &Path) -> bool {
    let mut start = [0u8; AGE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == AGE
}

/// Where the key file of this data is kept; the passphrase is asked for when there is one.
pub fn store(path: &Path, data: &DataArgs) -> Result<Arc<dyn KeyStore>, KeyFileError> {
    if !is_sealed(path) {
        return Ok(Arc::new(PlainStore::new(path)));
    }
    let passphrase = match &data.passphrase_file {
        Some(file) => from_file(file)?,
        None if std::io::stdin().is_terminal() => {
            asked("Passphrase of the key file: ").map_err(KeyFileError::Read)?
        }
        None => return Err(KeyFileError::Passphrase),
    };
    Ok(Arc::new(SealedStore::new(path, passphrase)))
}

/// The first line of a file.
pub fn from_file(file: &Path) -> Result<SecretString, KeyFileError> {
    let text = Zeroizing::new(std::fs::read_to_string(file).map_err(KeyFileError::Read)?);
    Ok(text.lines().next().unwrap_or_default().to_owned().into())
}

/// Overwrites what was below on this thread's stack: values that were moved leave their old places as they were.
#[inline(never)]
pub fn forget_the_stack() {
    let mut over = [0u8; 256 * 1024];
    std::hint::black_box(&mut over);
}

/// A line from whoever sits there, or from standard input.
pub fn asked(words: &str) -> std::io::Result<SecretString> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!("{words}");
        std::io::stderr().flush()?;
    }
    let mut line = Zeroizing::new(String::new());
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned().into())
}

/// Whether a passphrase is long enough to be one.
pub fn is_long_enough(passphrase: &SecretString) -> bool {
    passphrase.expose_secret().chars().count() >= PASSPHRASE_CHARS_MIN
}

/// A key file that is in memory only, such as one that an escrow gave back for a drill.
pub struct InMemory(std::sync::Mutex<Zeroizing<String>>);

impl InMemory {
    pub fn new(text: Zeroizing<String>) -> InMemory {
        InMemory(std::sync::Mutex::new(text))
    }
}

impl KeyStore for InMemory {
    fn read(&self) -> Result<Zeroizing<String>, KeyFileError> {
        Ok(self.0.lock().unwrap_or_else(|e| e.into_inner()).clone())
    }
    fn replace(&self, text: &str) -> Result<(), KeyFileError> {
        *self.0.lock().unwrap_or_else(|e| e.into_inner()) = Zeroizing::new(text.to_owned());
        Ok(())
    }
}
