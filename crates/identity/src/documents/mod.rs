//! Noting papers of a person, and taking back those that were noted by mistake.

pub mod page;
