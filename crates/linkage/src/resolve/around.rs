//! Who came with whom, and pairs worth looking at because a relative was found.

use crate::pair::Pair;
use crate::records::Records;
use rustc_hash::FxHashSet;

/// A record found to be one of an event with this probability is looked for no further there.
const FOUND_MIN: f64 = 0.9;
/// Events of more people are no households: what one of them says nothing of the others.
pub(super) const EVENT_MAX: usize = 12;

/// The records of every event.
pub(super) struct Events {
    event_of: Vec<u32>,
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl Events {
    pub fn of(records: &Records) -> Self {
        let event_of: Vec<u32> = (0..records.len() as u32).map(|r| records.event(r)).collect();
        let mut starts = vec![0u32; records.event_count() + 2];
        event_of.iter().for_each(|e| starts[*e as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut members = vec![0; event_of.len()];
        for (record, event) in (0u32..).zip(&event_of) {
            members[next[*event as usize] as usize] = record;
            next[*event as usize] += 1;
        }
        Self { event_of, starts, members }
    }
    pub fn event(&self, record: u32) -> u32 {
        self.event_of[record as usize]
    }
    /// The records of an event; none for event 0, of records taken alone, and for events too large to be a household.
    pub fn members(&self, event: u32) -> &[u32] {
        let (start, end) = (self.starts[event as usize], self.starts[event as usize + 1]);
        let members = &self.members[start as usize..end as usize];
        if event == 0 || members.len() > EVENT_MAX { &[] } else { members }
    }
}

/// Pairs of a record with the companions of somebody who is, by the looks of it, a relative: one of them may be the
/// person. Only where the person has not been found among them already.
pub(super) fn suggested(pairs: &[Pair], events: &Events) -> Vec<(u32, u32)> {
    let sides = |p: &Pair| [(p.left, p.right), (p.right, p.left)];
    let found: FxHashSet<(u32, u32)> = pairs
        .iter()
        .filter(|p| p.probability >= FOUND_MIN)
        .flat_map(sides)
        .map(|(one, other)| (one, events.event(other)))
        .collect();
    let mut more = Vec::new();
    for (one, other) in pairs.iter().filter(|p| p.is_kin()).flat_map(sides) {
        let event = events.event(other);
        let companions = events.members(event);
        if companions.len() < 2 || found.contains(&(one, event)) {
            continue;
        }
        let others = companions.iter().filter(|c| **c != other && **c != one);
        more.extend(others.map(|c| (one.min(*c), one.max(*c))));
    }
    more
}
