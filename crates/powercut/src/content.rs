//! The content of one file: what is durable, what was written since, and what of it a power cut leaves.

use kernel::SeededRandom;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// One change of a file that is not yet durable.
#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Resize(usize),
}

/// How a power cut treats the changes of a file that were not durable.
enum Fate {
    Nothing,
    Everything,
    /// The first changes, the next one torn.
    Beginning,
    /// Each sector by chance, in the order of writing.
    Sectors,
    /// Each sector by chance, in any order.
    Shuffled,
}

#[derive(Clone, Default)]
pub(crate) struct Content {
    durable: Vec<u8>,
    now: Vec<u8>,
    since: Vec<Change>,
}

impl Content {
    pub fn durable(bytes: &[u8]) -> Content {
        Content { durable: bytes.to_vec(), now: bytes.to_vec(), since: Vec::new() }
    }
    pub fn now(&self) -> &[u8] {
        &self.now
    }
    pub fn write(&mut self, at: usize, bytes: &[u8]) {
        self.change(Change::Write { at, bytes: bytes.to_vec() });
    }
    pub fn resize(&mut self, size: usize) {
        self.change(Change::Resize(size));
    }
    pub fn sync(&mut self) {
        for change in self.since.drain(..) {
            apply(&mut self.durable, &change, &mut |grown| grown.fill(0));
        }
    }

    fn change(&mut self, change: Change) {
        apply(&mut self.now, &change, &mut |grown| grown.fill(0));
        self.since.push(change);
    }

    /// What the disk holds when the power is back.
    pub fn survivor(&self, chance: &SeededRandom) -> Vec<u8> {
        let fate = match chance.below(10) {
            0 => Fate::Nothing,
            1 | 2 => Fate::Everything,
            3 | 4 => Fate::Beginning,
            5 | 6 => Fate::Sectors,
            _ => Fate::Shuffled,
        };
        let mut left = self.durable.clone();
        // What lies in a file where it grew and nothing of its own arrived: zeros, or what the disk held before.
        let rubbish = chance.below(2) == 1;
        let mut fill = |grown: &mut [u8]| {
            for byte in grown {
                *byte = if rubbish { chance.next() as u8 } else { 0 };
            }
        };
        for change in survivors(&self.since, &fate, chance) {
            apply(&mut left, &change, &mut fill);
        }
        let missing = self.now.len().saturating_sub(left.len());
        if missing > 0 && chance.below(4) == 0 {
            let grown = left.len() + chance.below(missing as u64 + 1) as usize;
            apply(&mut left, &Change::Resize(grown), &mut fill);
        }
        left
    }
}

fn survivors(since: &[Change], fate: &Fate, chance: &SeededRandom) -> Vec<Change> {
    match fate {
        Fate::Nothing => Vec::new(),
        Fate::Everything => since.to_vec(),
        Fate::Beginning => {
            let whole = chance.below(since.len() as u64 + 1) as usize;
            let torn = since.get(whole).map(|next| some_of(sectors(next), chance)).unwrap_or_default();
            since[..whole].iter().cloned().chain(torn).collect()
        }
        Fate::Sectors => some_of(since.iter().flat_map(sectors).collect(), chance),
        Fate::Shuffled => {
            let mut kept = some_of(since.iter().flat_map(sectors).collect(), chance);
            for i in (1..kept.len()).rev() {
                kept.swap(i, chance.below(i as u64 + 1) as usize);
            }
            kept
        }
    }
}

/// A write as its parts that lie in one sector each.
fn sectors(change: &Change) -> Vec<Change> {
    let Change::Write { at, bytes } = change else { return vec![change.clone()] };
    let mut parts = Vec::new();
    let mut from = 0;
    while from < bytes.len() {
        let to = bytes.len().min(from + SECTOR - (at + from) % SECTOR);
        parts.push(Change::Write { at: at + from, bytes: bytes[from..to].to_vec() });
        from = to;
    }
    parts
}

/// Each with the same chance, which itself is one of eighths.
fn some_of(changes: Vec<Change>, chance: &SeededRandom) -> Vec<Change> {
    let eighths = 1 + chance.below(7);
    changes.into_iter().filter(|_| chance.below(8) < eighths).collect()
}

fn apply(file: &mut Vec<u8>, change: &Change, fill: &mut dyn FnMut(&mut [u8])) {
    let reach = |file: &mut Vec<u8>, size: usize, fill: &mut dyn FnMut(&mut [u8])| {
        let had = file.len();
        if size > had {
            file.resize(size, 0);
            fill(&mut file[had..]);
        }
    };
    match change {
        Change::Write { at, bytes } => {
            reach(file, *at, fill);
            file.resize(file.len().max(at + bytes.len()), 0);
            file[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        Change::Resize(size) => {
            file.truncate(*size);
            reach(file, *size, fill);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_was_synced_survives_and_what_was_not_survives_in_part() {
        let mut file = Content::default();
        file.write(0, &[1; 2_000]);
        file.sync();
        file.write(1_000, &[2; 2_000]);
        let mut seen = BTreeSet::new();
        for seed in 0..200 {
            let left = file.survivor(&SeededRandom::new(seed));
            assert!(left.len() >= 2_000 && left[..1_000].iter().all(|b| *b == 1), "seed {seed}");
            assert!(left[1_000..2_000].iter().all(|b| *b == 1 || *b == 2), "seed {seed}");
            // A sector is written whole or not at all.
            for sector in [1_024..1_536, 1_536..2_000] {
                assert!(left[sector].windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}");
            }
            seen.insert((left.len(), left[1_000], left[1_030], left[1_540]));
        }
        assert!(seen.len() > 12, "{seen:?}");
    }

    #[test]
    fn a_write_is_torn_where_sectors_meet() {
        let parts = sectors(&Change::Write { at: 500, bytes: vec![7; 600] });
        let lengths = parts.iter().map(|part| match part {
            Change::Write { at, bytes } => (*at, bytes.len()),
            Change::Resize(_) => (0, 0),
        });
        assert_eq!(lengths.collect::<Vec<_>>(), [(500, 12), (512, 512), (1_024, 76)]);
    }
}
