//! One run of a scenario: events in the order of their minute, from the first working day to the last.

mod claim;
mod flow;
mod prepare;
mod queue;
mod tally;
mod terms;

pub use tally::{Month, Run, Waits};
pub use terms::TermCount;

use crate::draw::Draws;
use crate::{CaseloadError, Scenario};
use claim::Claim;
use kernel::SeededRandom;
use prepare::Prepared;
use queue::Desk;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use tally::Tally;

/// Where a claim waits or is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Registration,
    Interview,
    Assessment,
    Review,
    Decision,
    Remedy,
}

impl Stage {
    pub const ALL: [Stage; 6] = [
        Stage::Registration,
        Stage::Interview,
        Stage::Assessment,
        Stage::Review,
        Stage::Decision,
        Stage::Remedy,
    ];
    pub fn code(self) -> &'static str {
        match self {
            Stage::Registration => "registration",
            Stage::Interview => "interview",
            Stage::Assessment => "assessment",
            Stage::Review => "review",
            Stage::Decision => "decision",
            Stage::Remedy => "remedy",
        }
    }
}

/// What happens at a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Happens {
    /// Staff of an office changes: which office, which staffing.
    Staffing(u32, u32),
    Served(u32),
    Notified(u32),
    RemedyLodged(u32),
    Closing(u32),
    /// A day begins: its closings are planned.
    Day,
    Sitting,
    /// Many claims leave at once: which removal.
    Removal(u32),
}

/// Minute, number (what was planned first happens first), and what.
type Event = Reverse<(u32, u32, Happens)>;

/// A run as it stands at a minute.
struct World<'s> {
    scenario: &'s Scenario,
    prepared: Prepared,
    draws: Draws,
    claims: Vec<Claim>,
    /// The desks of each office, by stage.
    offices: Vec<OfficeNow>,
    sitting: VecDeque<u32>,
    events: BinaryHeap<Event>,
    planned: u32,
    /// The day that has begun, and the closings of later days: minute and claim. So the events stay few.
    today: usize,
    closings: Vec<Vec<(u32, u32)>>,
    tally: Tally,
}

/// An office at a minute: who works there and what waits.
struct OfficeNow {
    /// Which of its staffings holds.
    staffing: usize,
    desks: [Desk; 6],
    interpreters_busy: u32,
}

/// Runs a scenario once. The same randomness gives the same run.
pub fn run(scenario: &Scenario, random: &SeededRandom) -> Result<Run, CaseloadError> {
    scenario.check()?;
    let draws = Draws::of(random);
    let prepared = Prepared::new(scenario, draws)?;
    let tally = Tally::new(&prepared.days);
    let claims = Vec::with_capacity(prepared.arrivals.len() + scenario.pending_at_start_claims as usize);
    let staffing = |office: &crate::Office| prepare::staffing_on(office, scenario.from);
    let office = |o| OfficeNow { staffing: staffing(o), desks: Default::default(), interpreters_busy: 0 };
    let offices = scenario.offices.iter().map(office).collect();
    let (sitting, events) = (VecDeque::new(), BinaryHeap::new());
    let closings = vec![Vec::new(); prepared.days.count()];
    let (planned, today) = (0, 0);
    let mut world = World {
        scenario,
        prepared,
        draws,
        claims,
        offices,
        sitting,
        events,
        planned,
        today,
        closings,
        tally,
    };
    world.plan_what_is_known();
    world.put_pending_at_start();
    world.go_through_time();
    Ok(world.finish())
}

impl World<'_> {
    fn plan(&mut self, minute: u32, what: Happens) {
        if minute < self.prepared.end {
            self.events.push(Reverse((minute, self.planned, what)));
            self.planned += 1;
        }
    }
    /// Plans the closing of a claim on its day, not before.
    fn plan_closing(&mut self, minute: u32, id: u32) {
        let day = self.prepared.day(minute);
        match self.closings.get_mut(day) {
            Some(closings) if day > self.today => closings.push((minute, id)),
            _ => self.plan(minute, Happens::Closing(id)),
        }
    }
    fn begin_day(&mut self, now: u32) {
        self.today = self.prepared.day(now);
        for (minute, id) in std::mem::take(&mut self.closings[self.today]) {
            self.plan(minute, Happens::Closing(id));
        }
        self.plan(now + self.prepared.minutes_per_day, Happens::Day);
    }
    fn plan_what_is_known(&mut self) {
        self.plan(self.prepared.minutes_per_day, Happens::Day);
        for (at, minute) in self.prepared.removals.iter().map(|r| r.minute).enumerate().collect::<Vec<_>>() {
            self.plan(minute, Happens::Removal(at as u32));
        }
        for (minute, office, staffing) in prepare::changes(self.scenario, &self.prepared) {
            self.plan(minute, Happens::Staffing(office, staffing));
        }
        if self.scenario.sitting.is_some() {
            self.plan(0, Happens::Sitting);
        }
    }
    fn go_through_time(&mut self) {
        let arrivals = std::mem::take(&mut self.prepared.arrivals);
        let mut coming = arrivals.iter().copied().peekable();
        loop {
            let planned = self.events.peek().map(|Reverse((minute, ..))| *minute);
            match (coming.peek().copied(), planned) {
                (Some(arrival), next) if next.is_none_or(|minute| arrival <= minute) => {
                    coming.next();
                    self.arrive(arrival);
                }
                (_, Some(_)) => {
                    if let Some(Reverse((minute, _, what))) = self.events.pop() {
                        self.happen(minute, what);
                    }
                }
                (_, None) => return,
            }
        }
    }
    fn happen(&mut self, now: u32, what: Happens) {
        match what {
            Happens::Staffing(office, staffing) => self.change_staff(office as usize, staffing as usize, now),
            Happens::Served(claim) => self.served(claim, now),
            Happens::Notified(claim) => self.notified(claim, now),
            Happens::RemedyLodged(claim) => self.lodged(claim, now),
            Happens::Closing(claim) => self.close(claim, now),
            Happens::Day => self.begin_day(now),
            Happens::Sitting => self.sit(now),
            Happens::Removal(removal) => self.remove(removal as usize, now),
        }
    }
    fn finish(self) -> Run {
        let terms = terms::count(self.scenario, &self.prepared, &self.claims);
        self.tally.finish(&self.prepared, &self.claims, terms)
    }
}
