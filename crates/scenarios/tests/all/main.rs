//! Whole-program tests, one binary. Each module is named after what people do and begins with the requirement.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

mod backups;
mod bad_input;
mod browser_abandoned;
mod browser_break_glass;
mod browser_corridor;
mod browser_late_claim;
mod browser_lost_factor;
mod browser_no_quorum;
mod browser_own_claim;
mod browser_pages;
mod browser_pseudo;
mod browser_struck_rule;
mod browser_transfer;
mod canary;
mod derivative_status;
mod earlier_release;
mod entry_formats;
mod exchange_line;
mod exchange_scope;
mod figures;
mod full_disk;
mod gates;
mod kill;
mod law_at_the_console;
mod ledger_proofs;
mod letters;
mod lost_keys;
mod metrics;
mod orderly_stop;
mod other_systems;
mod papers;
mod pseudo_pages;
mod requests;
mod sessions;
mod simulator;
mod statements;
mod the_corridor;
mod who_may;
mod words;
