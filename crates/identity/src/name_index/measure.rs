//! Measures the name index on invented people: how long it takes to build and to ask, and how often it finds.

use super::generate::{Slip, names, slipped};
use super::{Bearer, NameIndex};
use kernel::{Clock, PersonId, SeededRandom};
use uuid::Uuid;

/// What was measured. Times are in microseconds.
#[derive(Clone, Debug)]
pub struct Measured {
    pub people: usize,
    pub queries: usize,
    pub build_us: i64,
    pub p50_us: f64,
    pub p99_us: f64,
    /// Share of slipped names whose bearer was among the first ten, or whose very name was.
    pub found_in_10: f64,
}

/// An index of `people` generated names, with their names.
pub fn built(people: usize, seed: u64) -> (NameIndex, Vec<String>) {
    let all = names(people, seed);
    let mut index = NameIndex::default();
    for (i, name) in all.iter().enumerate() {
        let bearer = Bearer { names: vec![name.clone()], ..Bearer::default() };
        index.put(person(i), &bearer);
    }
    (index, all)
}

fn person(i: usize) -> PersonId {
    PersonId(Uuid::from_u128(i as u128 + 1))
}

/// Builds an index of `people` and asks it `queries` slipped names.
pub fn measure(people: usize, queries: usize, seed: u64, clock: &dyn Clock) -> Measured {
    let all = names(people, seed);
    let before = clock.now();
    let mut index = NameIndex::default();
    for (i, name) in all.iter().enumerate() {
        index.put(person(i), &Bearer { names: vec![name.clone()], ..Bearer::default() });
    }
    let build_us = clock.now().as_microsecond() - before.as_microsecond();
    let random = SeededRandom::new(seed ^ 0xA5A5);
    let mut times = Vec::with_capacity(queries);
    let mut found = 0usize;
    for _ in 0..queries {
        let at = random.below(people as u64) as usize;
        let slip = Slip::ALL[random.below(4) as usize];
        let text = slipped(&all[at], slip, &random);
        let before = clock.now();
        let hits = index.find(&text, 10);
        times.push((clock.now().as_nanosecond() - before.as_nanosecond()) as f64 / 1_000.0);
        // People who share the very name are as good an answer as the one who was meant.
        let is_meant = |p: PersonId| all.get((p.0.as_u128() - 1) as usize).is_some_and(|n| *n == all[at]);
        found += usize::from(hits.iter().any(|h| is_meant(h.person)));
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 - 1.0) * share) as usize).copied().unwrap_or(0.0);
    let found_in_10 = found as f64 / queries.max(1) as f64;
    Measured { people, queries, build_us, p50_us: at(0.5), p99_us: at(0.99), found_in_10 }
}
