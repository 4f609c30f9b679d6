//! Records and entries, and the one database door: what happened is written once, what is true now is folded from it.
//!
//! A [`Record`] is a file about one subject; an entry is an immutable statement on it; its state is the fold of
//! its entries; its rows are a projection of that state and are never written by hand. [`Ledger::write`] commits
//! entries, rows and originals in one durable transaction shared by everyone who waits (group commit).
//!
//! To add a kind of record: implement [`Record`], declare its [`table!`]s and a [`Migration`], and hand
//! `RecordKind::of::<R>(&[&TABLE])` to the ledger through your area.

pub mod bundle;
mod checkpoint;
mod codec;
mod commit;
mod conflict;
mod content;
mod content_proof;
mod copy;
mod door;
mod engine;
mod entry;
mod erase;
mod exchange;
mod generation;
mod gone;
mod keycopy;
mod keyring;
mod keys;
mod ledger;
mod lent;
mod manifest;
mod meter;
mod migrate;
mod nodes;
mod note;
mod postgres;
mod prove;
mod rebuild;
mod record;
mod seal;
pub mod sealed;
mod shape;
mod spoken;
mod sqlite;
mod statement;
mod table;
pub mod testing;
mod together;
pub mod tree;
mod value;
mod verify;

#[cfg(test)]
mod tests;

pub use checkpoint::{Checkpoint, Cosignature, NotACheckpoint, Origin, cosigner_name};
pub use commit::Tally;
pub use conflict::{Conflict, FieldClass};
pub use content::{CONTENT_BYTES_MAX, ContentStanding, content_hash};
pub use copy::{Copied, Scratch, restore};
pub use door::{Door, Load, Reader, Tx};
pub use engine::Place;
pub use entry::{EntryView, Hash, Stamp};
pub use erase::Erased;
pub use exchange::{
    Alarm, AlarmKind, Brought, Courier, ErasuresAt, ExchangeError, FRAME_BYTES_MAX, Lane, LaneStatus,
    LinkStatus, ManifestOutcome, Peer, Refused, Scopes, Sighted, Standing as PeerStanding, Witness,
};
pub use generation::{KeyStore, PlainStore, folder_held, replace_file};
pub use gone::Why;
pub use keycopy::{CopiedGone, CopiedKey, KeyCopy, TakenIn};
pub use keys::{KeyFile, KeyFileError, Secret};
pub use ledger::{Ledger, OpenError, Ports, Schema};
pub use manifest::{Manifest, Total};
pub use migrate::Migration;
pub use note::{Note, NoteError, NoteKey, NoteSignature};
pub use prove::{CheckpointError, Proved};
pub use rebuild::Rebuilt;
pub use record::{Loaded, Record, RecordKind, Rows};
pub use shape::{Shape, Standing};
pub use spoken::Found as FoundCheckpoint;
pub use statement::{Statement, all_statements};
pub use table::{Column, ColumnKind, Table};
pub use tree::{MultiProof, ProofError};
pub use value::{FromValue, Row, Value};
pub use verify::{Broken, Verified};

pub use inventory;
pub use zeroize::Zeroizing;

/// What went wrong below a command. Only [`Fault::Stale`] is something a person can act on; all else is internal.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Fault {
    /// Somebody else wrote to the record since it was read.
    #[error("the record moved on since it was read")]
    Stale,
    /// A unique constraint refused the row: the number, slot or key is taken.
    #[error("a unique value is taken already")]
    Taken,
    /// The database refused or failed. The text names no values.
    #[error("database: {0}")]
    Database(String),
    /// Stored data is not what its declaration says; names the table and column.
    #[error("inconsistent data: {0}")]
    Inconsistent(String),
    /// A sealed value cannot be opened with this key.
    #[error("a sealed value cannot be opened: {0}")]
    Sealed(String),
    /// The keys were dropped; nothing opens until they are taken up again.
    #[error("the keys of this site are locked")]
    Locked,
    /// The disk is full or the database is closed to writing.
    #[error("the store cannot be written: {0}")]
    ReadOnly(String),
    /// The transaction shared with others could not be committed; nothing of it is stored.
    #[error("the commit failed: {0}")]
    Commit(String),
}
