//! The list of sessions of every body of the country.

pub mod page;
