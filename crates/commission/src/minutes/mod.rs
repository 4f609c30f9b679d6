//! The minutes of a session, for paper.

pub mod page;
