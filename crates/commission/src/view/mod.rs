//! One session as its page shows it.

pub mod page;
