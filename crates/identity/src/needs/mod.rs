//! Changing the specific needs of a person and how to care for them.

pub mod page;
