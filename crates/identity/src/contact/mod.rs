//! Changing how to reach a person.

pub mod page;
