//! Letting go of the keys of a running site at once, and taking them up again: for a post that may be seized any moment.
//!
//! A mark in the data folder tells every process of that folder, and keeps any other from starting, until somebody who has
//! the passphrase takes the keys up.

use crate::cli::DataArgs;
use crate::key_store::{self, SealedStore};
use crate::wiring;
use age::secrecy::SecretString;
use ledger::{Fault, KeyFileError, KeyStore};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::Duration;
use web::{House, Latch};

/// The mark.
const MARK: &str = "keys.dropped";
/// How often a process looks for it.
const EVERY: Duration = Duration::from_millis(500);

/// How the keys of a house are taken up again; a room that [`crate::serve`] puts into it.
pub struct Way {
    data: DataArgs,
    /// A passphrase costs a second and much memory to try: one at a time.
    trying: Mutex<()>,
}

impl Way {
    pub fn new(data: &DataArgs) -> Way {
        Way { data: data.clone(), trying: Mutex::new(()) }
    }
    fn folder(&self) -> &Path {
        &self.data.data
    }
    /// Whether a passphrase is what opens it; a plain key file is anybody's who has the folder.
    pub fn is_under_passphrase(&self) -> bool {
        key_store::is_sealed(&wiring::key_path(&self.data))
    }
    /// Whether this process can read the key file without being told anything.
    fn opens_by_itself(&self) -> bool {
        !self.is_under_passphrase() || self.data.passphrase_file.is_some()
    }
}

/// Why the keys were not taken up.
#[derive(Debug, thiserror::Error)]
pub enum TakeUpError {
    #[error("somebody else is trying a passphrase")]
    Busy,
    #[error("the passphrase does not open the key file")]
    Wrong,
    /// There is no passphrase: the console opens it.
    #[error("the key file is not under a passphrase")]
    NoPassphrase,
    #[error(transparent)]
    Key(KeyFileError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("the mark cannot be taken away: {0}")]
    Mark(std::io::Error),
}

impl From<KeyFileError> for TakeUpError {
    fn from(error: KeyFileError) -> TakeUpError {
        match error {
            KeyFileError::WrongPassphrase => TakeUpError::Wrong,
            other => TakeUpError::Key(other),
        }
    }
}

fn mark_of(folder: &Path) -> PathBuf {
    folder.join(MARK)
}

/// Whether the keys of a folder were let go of.
pub fn is_marked(folder: &Path) -> bool {
    mark_of(folder).exists()
}

/// Tells every process of a folder to let go of its keys. An empty file: there is room for it on a full disk too.
pub fn mark(folder: &Path) -> std::io::Result<()> {
    File::create(mark_of(folder))?.sync_all()?;
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The keys may be taken up again.
pub fn unmark(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(mark_of(folder)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Lets go of everything that opens anything: the keys first. Sessions end with them; before anybody comes in again they
/// are removed. Answers whether this house can be opened again, for one that cannot is not shut.
pub fn drop_keys(house: &House) -> bool {
    let (Some(latch), Some(way)) = (house.rooms.get::<Arc<Latch>>(), house.rooms.get::<Way>()) else {
        return false;
    };
    let is_first = latch.shut();
    house.ledger.keys().drop_keys();
    if let Some(index) = house.rooms.get::<identity::PeopleIndex>() {
        index.forget();
    }
    if let Err(error) = mark(way.folder()) {
        tracing::error!(fault = %error.kind(), "other processes of this folder could not be told");
    }
    if is_first {
        tracing::warn!("the keys were let go of: nothing opens until somebody takes them up");
    }
    true
}

/// Takes the keys up with a passphrase that somebody typed.
pub fn open_with(house: &House, passphrase: &str) -> Result<(), TakeUpError> {
    let way = house.rooms.get::<Way>().filter(|way| way.is_under_passphrase());
    let way = way.ok_or(TakeUpError::NoPassphrase)?;
    let _turn = match way.trying.try_lock() {
        Ok(turn) => turn,
        Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
        Err(TryLockError::WouldBlock) => return Err(TakeUpError::Busy),
    };
    let passphrase = SecretString::from(passphrase.to_owned());
    take_up(house, way, Arc::new(SealedStore::new(&wiring::key_path(&way.data), passphrase)))
}

fn take_up(house: &House, way: &Way, store: Arc<dyn KeyStore>) -> Result<(), TakeUpError> {
    let taken = house.ledger.keys().take_up(store);
    key_store::forget_the_stack();
    taken?;
    // Whoever was signed in when the keys went signs in again.
    let ended = house.access.end_every_session().map_err(TakeUpError::from);
    let opened = ended.and_then(|()| unmark(way.folder()).map_err(TakeUpError::Mark));
    match opened {
        Ok(()) => {
            if let Some(latch) = house.rooms.get::<Arc<Latch>>() {
                latch.open();
            }
            tracing::warn!("the keys were taken up again");
        }
        Err(_) => house.ledger.keys().drop_keys(),
    }
    opened
}

/// Follows the mark of the data folder for as long as the house stands.
pub fn keep(house: &Arc<House>) {
    let house = Arc::downgrade(house);
    std::thread::spawn(move || {
        let mut was_marked = false;
        while let Some(house) = house.upgrade() {
            was_marked = look(&house, was_marked);
            drop(house);
            std::thread::sleep(EVERY);
        }
    });
}

/// Looks once; answers whether the mark is there.
fn look(house: &House, was_marked: bool) -> bool {
    let (Some(latch), Some(way)) = (house.rooms.get::<Arc<Latch>>(), house.rooms.get::<Way>()) else {
        return false;
    };
    let is_marked = is_marked(way.folder());
    if is_marked && !latch.is_shut() {
        drop_keys(house);
    }
    // Only where the mark was taken away: a disk on which none could be made opens nothing.
    if was_marked && !is_marked && latch.is_shut() && way.opens_by_itself() {
        let store = key_store::store(&wiring::key_path(&way.data), &way.data).map_err(TakeUpError::from);
        if let Err(error) = store.and_then(|store| take_up(house, way, store)) {
            tracing::error!(fault = %error, "the keys could not be taken up");
        }
    }
    is_marked
}
