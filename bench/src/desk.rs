//! Looking one registration up among everybody headquarters knows: the question of an officer who registers somebody.

use crate::figure::quantile;
use crate::house::{self, officer};
use crate::{Outcome, Plan, commits};
use identity::PeopleIndex;
use identity::name_index::generate::{self, Slip};
use identity::register::similar::{self, Told};
use kernel::SeededRandom;
use ledger::Stamp;
use std::path::Path;
use std::time::Instant;

/// What is asked for.
pub const P99_AIM_MS: f64 = 40.0;
/// Registrations looked up.
const ASKED: usize = 300;
/// How many are shown.
const SHOWN: usize = 6;

pub struct Desk {
    pub people: usize,
    pub asked: usize,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// The share of known people who were among the first six.
    pub found: f64,
}

/// Fills a headquarters with people and asks it for some of them, told again with a slip.
pub fn measure(plan: &Plan, dir: &Path) -> Outcome<Desk> {
    let dir = dir.join("desk");
    std::fs::create_dir(&dir)?;
    let ledger = house::folder(&dir)?;
    let stamp = Stamp::new(officer(1));
    let names = generate::names(plan.people, 20_240_603);
    for (part, chunk) in names.chunks(200).enumerate() {
        ledger.write(|tx| {
            let numbered = (part * 200..).zip(chunk);
            numbered.into_iter().try_for_each(|(n, name)| {
                let told = commits::told(name, n as u64)?;
                commits::registered(tx, &stamp, told)
            })
        })?;
    }
    ledger.checkpoint()?;
    let index = PeopleIndex::default();
    ledger.read(|door| index.catch_up(door))?;
    let random = SeededRandom::new(5);
    let (mut times, mut found) = (Vec::with_capacity(ASKED), 0);
    for asked in 0..ASKED {
        let at = random.below(names.len() as u64) as usize;
        let slip = Slip::ALL[asked % Slip::ALL.len()];
        let mut registration = commits::told(&generate::slipped(&names[at], slip, &random), at as u64)?;
        // Without the paper, which would be found at once; the telephone changed.
        registration.documents.clear();
        registration.contact.phone = "+507 6999 0000".into();
        let told = Told { registration: &registration, together: &[] };
        let before = Instant::now();
        let likely = ledger.read(|door| similar::likely(&index, door, &told))?;
        times.push(before.elapsed().as_secs_f64() * 1_000.0);
        found += usize::from(likely.iter().take(SHOWN).any(|one| one.1.names.name.as_told == names[at]));
    }
    Ok(Desk {
        people: plan.people,
        asked: ASKED,
        p50_ms: quantile(&times, 0.5),
        p99_ms: quantile(&times, 0.99),
        found: found as f64 / ASKED as f64,
    })
}
