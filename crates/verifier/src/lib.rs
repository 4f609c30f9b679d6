//! A second, independent judge of an exported log: written from `docs/operate/proofs.md` alone, with none of Ceiba's code.
//!
//! It reads the file once, line by line, keeps no entry in memory, and says the first thing that is not as it must be.

mod entry;
mod judge;
mod line;
mod note;
mod part;
mod tree;

#[cfg(test)]
mod tests;

pub use judge::{judge, judge_part};

/// What was found to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub tenant: String,
    pub site: String,
    pub entries: u64,
    pub checkpoints: u64,
    pub cosignatures: u64,
    /// The newest root, in base 64.
    pub root: String,
    /// The code that stands on receipts made at the newest checkpoint.
    pub short_code: String,
    /// Verifier keys of everybody who signed.
    pub keys: Vec<String>,
}

/// What was found to hold of a file with what was lent to a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartVerdict {
    pub tenant: String,
    pub holder: String,
    pub entries: u64,
    pub checkpoints: u64,
    pub cosignatures: u64,
    /// Checkpoints that follow an earlier one.
    pub links: u64,
    /// How many entries the manifest counts, all of them in the file.
    pub manifest: Option<u64>,
    pub keys: Vec<String>,
}

/// Why the file proves nothing.
#[derive(Debug)]
pub enum Refusal {
    Unreadable(std::io::Error),
    /// The line, counted from one, and what is wrong with it.
    At(u64, String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Unreadable(why) => write!(f, "the file cannot be read: {why}"),
            Refusal::At(line, what) => write!(f, "line {line}: {what}"),
        }
    }
}

impl std::error::Error for Refusal {}
