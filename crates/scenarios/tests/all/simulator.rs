//! A thousand schedules of a country whose machines and lines fail: nothing acknowledged is lost, everybody ends up saying
//! the same, nobody holds more than they may. More of them: `cargo xtask simulate --seeds 10000`.

use scenarios::world::{Mutation, Tally, World};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A broken rule is noticed within so many seeds.
const NOTICED_WITHIN: u64 = 300;

/// A number from the environment: `cargo xtask simulate` speaks through it.
#[allow(clippy::disallowed_methods)]
fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn run(seed: u64, mutation: Mutation) -> Result<Tally, String> {
    let ended = catch_unwind(AssertUnwindSafe(|| World::run(seed, mutation)));
    ended.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        Err(text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default())
    })
}

/// The seeds of one half, so that both cores work.
fn schedules(half: u64) {
    let (number, from) = (asked("CEIBA_SEEDS", 1_000), asked("CEIBA_SEEDS_FROM", 0));
    let mut total = Tally::default();
    for seed in (from..from + number).filter(|seed| seed % 2 == half) {
        match run(seed, Mutation::None) {
            Ok(tally) => total += tally,
            Err(why) => {
                panic!("seed {seed}: {why}\nrepeat it with: cargo xtask simulate --seeds 1 --from {seed}")
            }
        }
    }
    println!("{total:?}");
}

#[test]
fn any_even_schedule_of_failing_machines_and_lines_ends_well() {
    schedules(0);
}

#[test]
fn any_odd_schedule_of_failing_machines_and_lines_ends_well() {
    schedules(1);
}

#[test]
fn a_seed_always_does_the_same() {
    for seed in [3, 14, 15] {
        assert_eq!(run(seed, Mutation::None), run(seed, Mutation::None), "seed {seed}");
    }
}

/// The first seed that notices that a rule is broken.
fn noticed(mutation: Mutation) -> (u64, String) {
    (0..NOTICED_WITHIN)
        .find_map(|seed| run(seed, mutation).err().map(|why| (seed, why)))
        .expect("nobody noticed")
}

/// The seed that noticed it, for whoever wants to see it: `cargo nextest run … --no-capture`.
fn is_noticed(mutation: Mutation, by: &str) {
    let (seed, why) = noticed(mutation);
    println!("{mutation:?}: seed {seed} noticed it: {}", why.lines().next().unwrap_or_default());
    assert!(why.contains(by), "seed {seed} failed for another reason: {why}");
}

#[test]
fn a_disk_that_lies_about_fsync_is_noticed() {
    is_noticed(Mutation::SyncLies, "");
}

#[test]
fn a_headquarters_that_sends_everything_to_everybody_is_noticed() {
    is_noticed(Mutation::NoScope, "out of its scope");
}

#[test]
fn a_post_that_decides_is_noticed() {
    is_noticed(Mutation::NoAuthority, "which only headquarters does");
}

#[test]
fn a_site_that_takes_an_entry_twice_is_noticed() {
    is_noticed(Mutation::TakesTwice, "");
}
