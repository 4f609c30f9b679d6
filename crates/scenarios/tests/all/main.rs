//! Whole-program tests, one binary. Each module is named after what people do and begins with the requirement.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

mod bad_input;
mod gates;
mod canary;
mod kill;
mod ledger_proofs;
mod statements;
mod words;
mod the_corridor;
mod who_may;
