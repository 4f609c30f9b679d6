//! What whole-program tests stand on: the real house on either database, desks where people work, the corridor that a
//! claim walks, the binary, and a browser. The scenarios themselves are in `tests/all`.

// Everything here exists to fail a test, on the machine's own clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

pub mod binary;
pub mod browser;
pub mod corridor;
pub mod desk;
pub mod fixture;
pub mod house;
pub mod hunt;
pub mod line;
pub mod people;
pub mod pseudo;
pub mod sealed;
pub mod sessions;
pub mod sites;
pub mod tls;
pub mod walk;
pub mod wire;
pub mod world;
