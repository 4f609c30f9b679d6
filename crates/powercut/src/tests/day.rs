//! One scripted day, on which each call to the disk fails once: a clean refusal or a clean recovery.

use super::command::{Act, acts};
use super::house::{House, founded};
use super::known::{Known, is_sound};
use crate::{Call, Failure, Image};
use kernel::SeededRandom;

/// What the day begins with.
#[derive(Clone, Copy, Debug)]
pub enum Morning {
    /// A blank disk: the house is founded.
    Blank,
    Founded,
}

/// Runs the day once for each call that can fail so, and says how many there were.
pub fn each_call_fails(morning: Morning, failure: Failure) -> Result<usize, String> {
    let calls = day(morning, None)?;
    let hit: Vec<usize> = (0..calls.len()).filter(|n| calls[*n].fails_by(failure)).collect();
    assert!(hit.len() > 20, "a day of {} calls", calls.len());
    for n in &hit {
        day(morning, Some((*n, failure)))
            .map_err(|why| format!("{morning:?}, call {n} ({:?}) fails by {failure:?}: {why}", calls[*n]))?;
    }
    Ok(hit.len())
}

fn day(morning: Morning, failing: Option<(usize, Failure)>) -> Result<Vec<Call>, String> {
    let blank = Image::new();
    let files = match morning {
        Morning::Blank => &blank,
        Morning::Founded => founded(),
    };
    let mut house = House::new(&format!("day{morning:?}{failing:?}"), files, 7);
    let mut known = Known::default();
    if let Some((call, failure)) = failing {
        house.disk.fail_at(call, failure);
    }
    house.open_again()?;
    for act in script(morning) {
        if house.act(&act, &mut known)? {
            known.compare_running(house.ledger.as_ref().ok_or("closed")?)?;
        }
    }
    let calls = house.disk.calls();
    // What has not failed by now does not fail any more: the rest is looking.
    house.disk.fail_at(usize::MAX / 2, Failure::Io);
    house.close();
    house.open().map_err(|e| format!("does not open the next morning: {e}"))?;
    let ledger = house.ledger.as_ref().ok_or("closed")?;
    is_sound(ledger)?;
    known.compare(ledger)?;
    Ok(calls)
}

fn script(morning: Morning) -> Vec<Act> {
    let many = match morning {
        Morning::Blank => 3,
        Morning::Founded => 9,
    };
    let mut script = acts(&SeededRandom::new(2_026), 0, many);
    script.insert(many as usize / 2, Act::Read);
    script.insert(many as usize / 2, Act::Checkpoint);
    script.push(Act::Reopen);
    script.extend(acts(&SeededRandom::new(2_027), 1, 2));
    script
}
