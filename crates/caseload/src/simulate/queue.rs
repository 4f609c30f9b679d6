//! Who waits at a stage of an office: those with priority first, then by the minute they came.

use std::collections::VecDeque;

/// A stage at an office: four lines, by priority and by the need of an interpreter, and how many are being served.
#[derive(Default)]
pub struct Desk {
    lines: [VecDeque<u32>; 4],
    pub busy: u32,
}

impl Desk {
    pub fn join(&mut self, claim: u32, is_priority: bool, needs_interpreter: bool) {
        self.lines[line(is_priority, needs_interpreter)].push_back(claim);
    }
    /// Takes whoever is next. `since` says since when a claim waits here (nothing when it left); nobody who needs an
    /// interpreter is taken without `has_interpreter`, and does not hold up those behind.
    pub fn take(&mut self, since: impl Fn(u32) -> Option<u32>, has_interpreter: bool) -> Option<u32> {
        for is_priority in [true, false] {
            let mut first: Option<(u32, u32, usize)> = None;
            for needs_interpreter in [false, true] {
                if needs_interpreter && !has_interpreter {
                    continue;
                }
                let at = line(is_priority, needs_interpreter);
                let head = self.head(at, &since);
                let found = head.map(|(since, claim)| (since, claim, at));
                first = match (first, found) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
            if let Some((_, claim, at)) = first {
                self.lines[at].pop_front();
                return Some(claim);
            }
        }
        None
    }
    /// The first of a line who is still there.
    fn head(&mut self, at: usize, since: &impl Fn(u32) -> Option<u32>) -> Option<(u32, u32)> {
        while let Some(&claim) = self.lines[at].front() {
            match since(claim) {
                Some(minute) => return Some((minute, claim)),
                None => drop(self.lines[at].pop_front()),
            }
        }
        None
    }
}

fn line(is_priority: bool, needs_interpreter: bool) -> usize {
    usize::from(!is_priority) * 2 + usize::from(needs_interpreter)
}
