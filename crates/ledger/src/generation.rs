//! Generations: the secrets under which data keys are wrapped. They stand in the key file only, one after another; what is
//! not carried into the next generation is gone with the secret of the one before.

use crate::{Hash, KeyFile, KeyFileError, keys::Secret};
use kernel::Random;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where a key file is kept: as it is, or under a passphrase.
pub trait KeyStore: Send + Sync {
    /// The key file's text; [`KeyFileError::Read`] with `NotFound` where there is none yet.
    fn read(&self) -> Result<Zeroizing<String>, KeyFileError>;
    /// Puts a text in the place of the one before, which is destroyed once the new one is on disk.
    fn replace(&self, text: &str) -> Result<(), KeyFileError>;
    /// Keeps other processes from replacing the text until the guard is dropped.
    fn alone(&self) -> Option<File> {
        None
    }
}

/// A key file as it is, readable by its owner only.
pub struct PlainStore(PathBuf);

impl PlainStore {
    pub fn new(path: &Path) -> PlainStore {
        PlainStore(path.to_owned())
    }
}

impl KeyStore for PlainStore {
    fn read(&self) -> Result<Zeroizing<String>, KeyFileError> {
        std::fs::read_to_string(&self.0).map(Zeroizing::new).map_err(KeyFileError::Read)
    }
    fn replace(&self, text: &str) -> Result<(), KeyFileError> {
        replace_file(&self.0, text.as_bytes()).map_err(KeyFileError::Write)
    }
    fn alone(&self) -> Option<File> {
        folder_held(&self.0)
    }
}

/// The lock of the folder that a file is in, where the system has such a lock.
pub fn folder_held(path: &Path) -> Option<File> {
    let folder = File::open(folder_of(path)).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts a file for its owner only in the place of another. The new one is on disk before the old one goes, and what the
/// old one held is overwritten: a file that is only unlinked can be found again.
pub fn replace_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let part = PathBuf::from(name);
    let _ = std::fs::remove_file(&part);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let old = std::fs::OpenOptions::new().write(true).open(path);
    std::fs::rename(&part, path)?;
    sync_folder(path)?;
    match old {
        Ok(mut old) => {
            let length = usize::try_from(old.metadata()?.len()).unwrap_or(0);
            old.seek(SeekFrom::Start(0))?;
            old.write_all(&vec![0; length])?;
            old.sync_all()
        }
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e),
    }
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder_of(path))?.sync_all() } else { Ok(()) }
}

/// What a key file holds.
pub(crate) struct Kept {
    pub root: Secret,
    pub generations: BTreeMap<i64, Secret>,
}

impl Kept {
    pub fn read(store: &dyn KeyStore) -> Result<Kept, KeyFileError> {
        Kept::parse(&store.read()?)
    }

    pub fn parse(text: &str) -> Result<Kept, KeyFileError> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let root =
            lines.next().and_then(|line| line.strip_prefix("ceiba-key-1 ")).ok_or(KeyFileError::Form)?;
        let mut generations = BTreeMap::new();
        for line in lines {
            let said = line.strip_prefix("generation ").and_then(|rest| rest.split_once(' '));
            let (number, hex) = said.ok_or(KeyFileError::Form)?;
            let number = number.parse::<i64>().ok().filter(|n| *n > 0).ok_or(KeyFileError::Form)?;
            if generations.insert(number, secret_of(hex)?).is_some() {
                return Err(KeyFileError::Form);
            }
        }
        Ok(Kept { root: secret_of(root)?, generations })
    }

    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(100 * (self.generations.len() + 1)));
        text.push_str("ceiba-key-1 ");
        put_hex(&mut text, &self.root);
        for (number, secret) in &self.generations {
            text.push_str(&format!("generation {number} "));
            put_hex(&mut text, secret);
        }
        text
    }
}

fn put_hex(text: &mut String, bytes: &[u8; 32]) {
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
    }
    text.push('\n');
}

fn secret_of(hex: &str) -> Result<Secret, KeyFileError> {
    Hash::from_hex(hex).map(|h| Zeroizing::new(h.0)).ok_or(KeyFileError::Form)
}

fn fresh(random: &dyn Random) -> Secret {
    let mut secret = Zeroizing::new([0u8; 32]);
    random.fill(&mut secret[..]);
    secret
}

/// The key file as it is kept; a new one where there is none, and a first generation in one of before 0.3.0.
pub(crate) fn read_or_begin(store: &dyn KeyStore, random: &dyn Random) -> Result<Kept, KeyFileError> {
    match Kept::read(store) {
        Ok(kept) if !kept.generations.is_empty() => return Ok(kept),
        Ok(_) => {}
        Err(KeyFileError::Read(e)) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(e),
    }
    // Somebody else may be at the same: whoever comes second takes what the first wrote.
    let _alone = store.alone();
    let mut kept = match Kept::read(store) {
        Ok(kept) if !kept.generations.is_empty() => return Ok(kept),
        Ok(kept) => kept,
        Err(KeyFileError::Read(e)) if e.kind() == ErrorKind::NotFound => {
            Kept { root: fresh(random), generations: BTreeMap::new() }
        }
        Err(e) => return Err(e),
    };
    kept.generations.insert(1, fresh(random));
    store.replace(&kept.text())?;
    Ok(kept)
}

impl KeyFile {
    /// Reads the key file again when `generation` is newer than all that are known: another process made it.
    pub(crate) fn notice(&self, generation: i64) -> Result<(), crate::Fault> {
        let held = self.held()?;
        if held.generations.keys().next_back().is_some_and(|newest| *newest >= generation) {
            return Ok(());
        }
        let Some(store) = self.store() else { return Ok(()) };
        let kept = Kept::read(&*store).map_err(|e| crate::Fault::Sealed(e.to_string()))?;
        self.hold(kept)
    }

    /// Takes note of the generation that the database is in; whether it is another than this process knew.
    pub(crate) fn enters(&self, generation: i64) -> Result<bool, crate::Fault> {
        let before = self.keyring().generation;
        if before == generation {
            return Ok(false);
        }
        self.notice(generation)?;
        let mut keyring = self.keyring();
        keyring.forget();
        keyring.generation = generation;
        Ok(before != 0)
    }

    /// The numbers of the generations that are here.
    pub fn generations(&self) -> Vec<i64> {
        self.held().map(|held| held.generations.keys().copied().collect()).unwrap_or_default()
    }

    /// Adds a generation to the key file, and answers its number; it is on disk.
    pub(crate) fn begin_generation(&self, random: &dyn Random) -> Result<i64, crate::Fault> {
        let fault = |e: KeyFileError| crate::Fault::Sealed(e.to_string());
        let mut kept = self.held()?.kept();
        let store = self.store();
        let _alone = store.as_ref().and_then(|store| store.alone());
        if let Some(store) = &store {
            kept = Kept::read(&**store).map_err(fault)?;
        }
        let number = kept.generations.keys().next_back().map_or(1, |newest| newest + 1);
        kept.generations.insert(number, fresh(random));
        if let Some(store) = &store {
            store.replace(&kept.text()).map_err(fault)?;
        }
        self.hold(kept)?;
        Ok(number)
    }

    /// Destroys the generations before `current`, in the key file and in memory.
    pub(crate) fn end_generations_before(&self, current: i64) -> Result<(), crate::Fault> {
        let fault = |e: KeyFileError| crate::Fault::Sealed(e.to_string());
        let mut kept = self.held()?.kept();
        if kept.generations.keys().all(|number| *number >= current) {
            return Ok(());
        }
        let store = self.store();
        let _alone = store.as_ref().and_then(|store| store.alone());
        if let Some(store) = &store {
            kept = Kept::read(&**store).map_err(fault)?;
        }
        let had = kept.generations.len();
        // A key file that does not know the current generation is the wrong one to throw anything out of.
        if !kept.generations.contains_key(&current) {
            return Ok(());
        }
        kept.generations.retain(|number, _| *number >= current);
        if let Some(store) = store.filter(|_| kept.generations.len() < had) {
            store.replace(&kept.text()).map_err(fault)?;
        }
        self.hold(kept)
    }
}
