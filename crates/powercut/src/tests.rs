//! The ledger on disks that lose their power or fail one call: nothing acknowledged is lost, nothing half is there.

mod command;
mod cuts;
mod day;
mod house;
mod known;
mod leaf;

use crate::Failure;
use cuts::{Mutation, run, run_many};
use day::{Morning, each_call_fails};

/// A number from the environment: `cargo xtask simulate` speaks through it.
#[allow(clippy::disallowed_methods)]
fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn no_acknowledged_write_is_lost_in_thousands_of_power_cuts() {
    let (cuts, from) = (asked("CEIBA_POWER_CUTS", 5_000), asked("CEIBA_POWER_CUTS_FROM", 0));
    match run_many(cuts, from, Mutation::None) {
        Ok(total) => println!("{total:?} from seed {from}: all invariants hold"),
        Err((seed, why)) => {
            panic!("seed {seed}: {why}; repeat it with: cargo xtask simulate --power-cuts 1 --from {seed}")
        }
    }
}

#[test]
fn a_seed_always_does_the_same() {
    for seed in 0..12 {
        assert_eq!(run(seed, Mutation::None).unwrap(), run(seed, Mutation::None).unwrap(), "seed {seed}");
    }
}

/// The first seed, of a few, that fails when this is broken.
fn noticed(mutation: Mutation) -> (u64, String) {
    run_many(200, 0, mutation).expect_err("nobody noticed")
}

#[test]
fn a_disk_that_lies_about_fsync_is_noticed() {
    println!("{:?}", noticed(Mutation::SyncLies));
}

#[test]
fn a_directory_that_is_never_durable_is_noticed() {
    println!("{:?}", noticed(Mutation::NamesForgotten));
}

#[test]
fn a_commit_that_does_not_wait_for_the_disk_is_noticed() {
    for level in ["normal", "off"] {
        println!("{level}: {:?}", noticed(Mutation::Synchronous(level)));
    }
}

#[test]
fn each_call_of_a_day_fails_once_by_an_error() {
    println!("{:?}", each_call_fails(Morning::Blank, Failure::Io).unwrap());
    println!("{:?}", each_call_fails(Morning::Founded, Failure::Io).unwrap());
}

#[test]
fn each_call_of_a_day_fails_once_by_a_full_disk() {
    println!("{:?}", each_call_fails(Morning::Blank, Failure::Full).unwrap());
    println!("{:?}", each_call_fails(Morning::Founded, Failure::Full).unwrap());
}

#[test]
fn each_read_of_a_day_breaks_off_once() {
    println!("{:?}", each_call_fails(Morning::Blank, Failure::Short).unwrap());
    println!("{:?}", each_call_fails(Morning::Founded, Failure::Short).unwrap());
}
