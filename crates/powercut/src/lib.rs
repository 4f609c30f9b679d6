//! Disks in memory that lose their power: what was written and not made durable survives in part, torn and reordered.
//!
//! SQLite reaches a [`Disk`] by its address, `file:/NAME/ceiba.db?vfs=powercut`, so that the ledger opens it as it opens
//! any file. Tests only: nothing of the product depends on this crate, and it holds the repository's only unsafe code
//! (`vfs.rs`), because SQLite speaks to its files in C.

mod content;
mod disk;
mod locks;
mod vfs;

#[cfg(test)]
mod tests;

pub use disk::{Call, Disk, Failure, Image};
