//! How a claim moves: in, from desk to desk, through a sitting, to the person, and out.

use super::claim::{Claim, End, Outcome, Standing};
use super::{Happens, OfficeNow, Stage, World, prepare};
use crate::Staffing;
use crate::draw::{Purpose, exponential, normal, uniform};
use crate::scenario::{Milestone, ServiceTime, Shape};

impl World<'_> {
    pub fn put_pending_at_start(&mut self) {
        for _ in 0..self.scenario.pending_at_start_claims {
            let claim = self.create(0);
            self.claims[claim as usize].from_before = true;
            self.tally.put_at_start();
            self.enter(claim, Stage::Interview, 0);
        }
    }
    pub fn arrive(&mut self, now: u32) {
        let claim = self.create(now);
        self.tally.arrived(self.prepared.day(now), now);
        self.enter(claim, Stage::Registration, now);
    }
    fn create(&mut self, now: u32) -> u32 {
        let id = self.claims.len() as u32;
        let office = self.prepared.office(self.draws.uniform(u64::from(id), Purpose::Office));
        let mut claim = Claim::new(office as u16, now);
        claim.is_priority = self.falls_to(id, Purpose::Priority, self.scenario.shares.priority);
        claim.needs_interpreter =
            self.falls_to(id, Purpose::Interpreter, self.scenario.shares.needs_interpreter);
        self.claims.push(claim);
        if let Some(minute) = self.prepared.closing(now, prepare::threshold(self.draws, id)) {
            self.plan_closing(minute, id);
        }
        id
    }
    /// Whether a claim is of those to whom something happens with this share.
    fn falls_to(&self, id: u32, purpose: Purpose, share: f64) -> bool {
        share > 0.0 && self.draws.uniform(u64::from(id), purpose) < share
    }
    fn enter(&mut self, id: u32, stage: Stage, now: u32) {
        let time = self.time_of(stage);
        let claim = &mut self.claims[id as usize];
        claim.since = now;
        claim.standing = Standing::Waits(stage);
        match (stage, time) {
            (Stage::Decision, _) if self.scenario.sitting.is_none() => self.decide(id, now),
            (Stage::Decision, _) => self.sitting.push_back(id),
            (_, Some(time)) if time.mean_minutes > 0.0 => {
                let (office, is_priority) = (claim.office as usize, claim.is_priority);
                let needs_interpreter = claim.needs_interpreter && stage == Stage::Interview;
                self.offices[office].desks[stage as usize].join(id, is_priority, needs_interpreter);
                self.serve(office, stage, now);
            }
            _ => {
                self.note_wait(id, stage, now);
                self.done(id, stage, now);
            }
        }
    }
    fn time_of(&self, stage: Stage) -> Option<ServiceTime> {
        let times = &self.scenario.service;
        match stage {
            Stage::Registration => Some(times.registration),
            Stage::Interview => Some(times.interview),
            Stage::Assessment => Some(times.assessment),
            Stage::Review => Some(times.review),
            Stage::Decision => None,
            Stage::Remedy => Some(times.remedy),
        }
    }
    /// Begins whatever people and rooms allow.
    fn serve(&mut self, office: usize, stage: Stage, now: u32) {
        while let Some(id) = self.next(office, stage) {
            let minutes = self.minutes_for(id, stage, office, now);
            let place = &mut self.offices[office];
            place.desks[stage as usize].busy += 1;
            let claim = &mut self.claims[id as usize];
            claim.standing = Standing::Served(stage);
            if stage == Stage::Interview && claim.needs_interpreter {
                place.interpreters_busy += 1;
            }
            self.note_wait(id, stage, now);
            self.plan(now.saturating_add(minutes), Happens::Served(id));
        }
    }
    fn next(&mut self, office: usize, stage: Stage) -> Option<u32> {
        let place = &mut self.offices[office];
        let staff = &self.scenario.offices[office].staffing[place.staffing];
        if place.desks[stage as usize].busy >= seats(staff, stage) {
            return None;
        }
        let has_interpreter = stage != Stage::Interview || place.interpreters_busy < staff.interpreters;
        let claims = &self.claims;
        let since = |id: u32| {
            let claim = &claims[id as usize];
            (claim.standing == Standing::Waits(stage)).then_some(claim.since)
        };
        place.desks[stage as usize].take(since, has_interpreter)
    }
    /// Minutes of work, at the pace of the day on which it begins; at least one.
    fn minutes_for(&self, id: u32, stage: Stage, office: usize, now: u32) -> u32 {
        let Some(time) = self.time_of(stage) else { return 1 };
        let purpose = match stage {
            Stage::Registration => Purpose::Registration,
            Stage::Interview => Purpose::Interview,
            Stage::Assessment => Purpose::Assessment,
            Stage::Review | Stage::Decision => Purpose::Review,
            Stage::Remedy => Purpose::Remedy,
        };
        let random = self.draws.stream(u64::from(id), purpose);
        let factor = match time.shape {
            Shape::Fixed => 1.0,
            Shape::Exponential => exponential(&random),
            Shape::LogNormal(spread) => {
                let variance = (1.0 + spread * spread).ln();
                (variance.sqrt() * normal(&random) - variance / 2.0).exp()
            }
        };
        let staffing = &self.scenario.offices[office].staffing[self.offices[office].staffing];
        let year = self.prepared.days.year(self.prepared.day(now));
        let pace = staffing.pace * self.prepared.pace_factors[year];
        (time.mean_minutes * factor / pace).round().clamp(1.0, f64::from(u32::MAX / 2)) as u32
    }
    fn note_wait(&mut self, id: u32, stage: Stage, now: u32) {
        let claim = &self.claims[id as usize];
        if !claim.from_before {
            let days =
                self.prepared.days.calendar_days(self.prepared.day(claim.arrived()), self.prepared.day(now));
            let year = self.prepared.days.year(self.prepared.day(now));
            self.tally.waited(stage, year, days, now - claim.since);
        }
    }
    pub fn served(&mut self, id: u32, now: u32) {
        let claim = &self.claims[id as usize];
        let (office, needs_interpreter) = (claim.office as usize, claim.needs_interpreter);
        let Standing::Served(stage) = claim.standing else { return };
        let place: &mut OfficeNow = &mut self.offices[office];
        place.desks[stage as usize].busy -= 1;
        if stage == Stage::Interview && needs_interpreter {
            place.interpreters_busy -= 1;
        }
        self.done(id, stage, now);
        self.serve(office, stage, now);
    }
    fn done(&mut self, id: u32, stage: Stage, now: u32) {
        let claim = &mut self.claims[id as usize];
        let milestone = match stage {
            Stage::Registration => Milestone::Registered,
            Stage::Interview => Milestone::Interviewed,
            Stage::Assessment => Milestone::Assessed,
            Stage::Review => Milestone::Reviewed,
            Stage::Decision => Milestone::Decided,
            Stage::Remedy => Milestone::RemedyDecided,
        };
        claim.reach(milestone, now);
        if let Some(end) = claim.leaves {
            return self.end(id, end, now);
        }
        match stage {
            Stage::Registration => self.registered(id, now),
            Stage::Interview => self.enter(id, Stage::Assessment, now),
            Stage::Assessment => self.enter(id, Stage::Review, now),
            Stage::Review => self.enter(id, Stage::Decision, now),
            Stage::Decision => {}
            Stage::Remedy => self.remedy_decided(id, now),
        }
    }
    fn registered(&mut self, id: u32, now: u32) {
        if self.falls_to(id, Purpose::Inadmissible, self.scenario.shares.inadmissible) {
            self.decided(id, Outcome::Inadmissible, now);
        } else {
            self.enter(id, Stage::Interview, now);
        }
    }
    fn decide(&mut self, id: u32, now: u32) {
        let shares = &self.scenario.shares;
        let draw = self.draws.uniform(u64::from(id), Purpose::Outcome);
        let outcome = if draw < shares.recognised {
            Outcome::Recognised
        } else if draw < shares.recognised + shares.complementary {
            Outcome::Complementary
        } else {
            Outcome::Refused
        };
        self.note_wait(id, Stage::Decision, now);
        self.decided(id, outcome, now);
    }
    fn decided(&mut self, id: u32, outcome: Outcome, now: u32) {
        let claim = &mut self.claims[id as usize];
        claim.outcome = outcome;
        claim.standing = Standing::OnItsWay;
        claim.reach(Milestone::Decided, now);
        self.tally.decided(self.prepared.day(now), outcome);
        match self.scenario.notification_working_days {
            0 => self.notified(id, now),
            days => self.plan(self.later(now, days), Happens::Notified(id)),
        }
    }
    fn later(&self, now: u32, working_days: u32) -> u32 {
        now.saturating_add(working_days.saturating_mul(self.prepared.minutes_per_day))
    }
    pub fn notified(&mut self, id: u32, now: u32) {
        let claim = &mut self.claims[id as usize];
        claim.reach(Milestone::Notified, now);
        let is_negative = matches!(claim.outcome, Outcome::Refused | Outcome::Inadmissible);
        if !(is_negative && self.falls_to(id, Purpose::Lodges, self.scenario.shares.remedy)) {
            return self.end(id, End::Decided, now);
        }
        match self.scenario.remedy_lodged_working_days {
            0 => self.lodged(id, now),
            days => self.plan(self.later(now, days), Happens::RemedyLodged(id)),
        }
    }
    pub fn lodged(&mut self, id: u32, now: u32) {
        self.claims[id as usize].reach(Milestone::RemedyLodged, now);
        self.tally.lodged(self.prepared.day(now));
        self.enter(id, Stage::Remedy, now);
    }
    fn remedy_decided(&mut self, id: u32, now: u32) {
        let is_granted = self.falls_to(id, Purpose::RemedyOutcome, self.scenario.shares.remedy_granted);
        self.tally.remedy_decided(self.prepared.day(now), is_granted);
        self.end(id, End::Decided, now);
    }
    /// A claim on its way to the person is decided already: nothing closes it.
    pub fn close(&mut self, id: u32, now: u32) {
        self.leave(id, End::Closed, now);
    }
    fn leave(&mut self, id: u32, end: End, now: u32) {
        let claim = &mut self.claims[id as usize];
        match claim.standing {
            Standing::Waits(_) => self.end(id, end, now),
            Standing::Served(_) => claim.leaves = claim.leaves.or(Some(end)),
            Standing::OnItsWay | Standing::Ended => {}
        }
    }
    fn end(&mut self, id: u32, end: End, now: u32) {
        let claim = &mut self.claims[id as usize];
        claim.standing = Standing::Ended;
        claim.ended = now;
        let sojourn = (!claim.from_before).then(|| now - claim.arrived());
        self.tally.ended(self.prepared.day(now), now, end, sojourn);
    }
    pub fn sit(&mut self, now: u32) {
        let Some(sitting) = self.scenario.sitting else { return };
        let mut left = sitting.cases_per_sitting;
        while left > 0
            && let Some(id) = self.sitting.pop_front()
        {
            if self.claims[id as usize].standing == Standing::Waits(Stage::Decision) {
                self.decide(id, now);
                left -= 1;
            }
        }
        self.plan(self.later(now, sitting.every_working_days), Happens::Sitting);
    }
    /// Draws exactly as many among the open claims as an act takes (Knuth's selection sampling).
    pub fn remove(&mut self, removal: usize, now: u32) {
        let (mut wanted, end) = (self.prepared.removals[removal].claims, self.prepared.removals[removal].end);
        let mut open = self.claims.iter().filter(|claim| claim.can_be_closed()).count() as u64;
        let random = self.draws.stream(removal as u64, Purpose::Removal);
        for id in 0..self.claims.len() as u32 {
            if wanted == 0 || !self.claims[id as usize].can_be_closed() {
                continue;
            }
            if uniform(&random) * (open as f64) < wanted as f64 {
                self.leave(id, end, now);
                wanted -= 1;
            }
            open -= 1;
        }
    }
    pub fn change_staff(&mut self, office: usize, staffing: usize, now: u32) {
        self.offices[office].staffing = staffing;
        for stage in Stage::ALL {
            self.serve(office, stage, now);
        }
    }
}

/// How many claims can be served at once at a stage.
fn seats(staff: &Staffing, stage: Stage) -> u32 {
    match stage {
        Stage::Registration => staff.registration_officers,
        Stage::Interview => staff.interviewers.min(staff.rooms),
        Stage::Assessment => staff.eligibility_officers,
        Stage::Review => staff.reviewers,
        Stage::Decision => 0,
        Stage::Remedy => staff.remedy_officers,
    }
}
