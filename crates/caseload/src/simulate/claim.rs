//! One invented claim: where it stands, and the minute of everything it has behind it.

use super::Stage;
use crate::Milestone;

/// A minute that has not come.
pub const NEVER: u32 = u32::MAX;

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Waits(Stage),
    Served(Stage),
    /// Decided, and on the way to the person or to a remedy.
    OnItsWay,
    Ended,
}

/// How a claim leaves the pending stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Decided,
    Closed,
    BulkClosed,
    Corrected,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Recognised,
    Complementary,
    Refused,
    Inadmissible,
}

pub struct Claim {
    reached: [u32; 9],
    pub ended: u32,
    /// Since when it stands where it stands.
    pub since: u32,
    pub office: u16,
    pub standing: Standing,
    /// It leaves as soon as nobody works on it.
    pub leaves: Option<End>,
    pub outcome: Outcome,
    pub is_priority: bool,
    pub needs_interpreter: bool,
    /// It was open before the first day: how long it had waited is not known, so that its waits are not counted.
    pub from_before: bool,
}

impl Claim {
    pub fn new(office: u16, now: u32) -> Claim {
        let mut claim = Claim {
            reached: [NEVER; 9],
            ended: NEVER,
            since: now,
            office,
            standing: Standing::OnItsWay,
            leaves: None,
            outcome: Outcome::Refused,
            is_priority: false,
            needs_interpreter: false,
            from_before: false,
        };
        claim.reach(Milestone::Arrived, now);
        claim
    }
    pub fn reach(&mut self, milestone: Milestone, now: u32) {
        self.reached[milestone as usize] = now;
    }
    /// The minute it reached a milestone, if it has.
    pub fn reached(&self, milestone: Milestone) -> Option<u32> {
        Some(self.reached[milestone as usize]).filter(|minute| *minute != NEVER)
    }
    pub fn arrived(&self) -> u32 {
        self.reached[Milestone::Arrived as usize]
    }
    /// Waiting or worked on, so that an act can still close it.
    pub fn can_be_closed(&self) -> bool {
        matches!(self.standing, Standing::Waits(_) | Standing::Served(_)) && self.leaves.is_none()
    }
}
