//! From facts to counts: which persons each series counts, when, and with which origin, sex and age.
//!
//! A claim is one person in one case. It is counted with the origin, sex and age band it had when it was made, in every
//! series, so that stocks and flows agree: pending = pending before + applications − first-instance decisions. The
//! first of its first-instance decision and its closure is its decision; what comes after changes nothing here.

use crate::series::{Month, Outcome, Series};
use casework::facts::{ClaimEvent, ClaimFact, Level};
use jiff::civil::Date;
use kernel::{AgeBand, CaseId, Country, PersonId, Sex};
use std::collections::BTreeMap;

/// Years before the cut that are counted; an older date is a slip of the pen and is reported, not counted.
const YEARS_MAX: i32 = 30;

/// One person counted once in one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    pub month: Month,
    pub origin: Country,
    pub sex: Sex,
    pub age: AgeBand,
    pub outcome: Option<Outcome>,
}

/// Everything counted up to a day, before protection. Never shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    pub up_to: Date,
    pub flows: BTreeMap<Series, BTreeMap<Counted, u64>>,
    /// First-instance decisions on claims whose application is not known: counted, but not taken from the stock.
    pub without_application: u64,
    /// Facts with a date too far back to be true.
    pub left_out: u64,
}

#[derive(Default)]
struct Claim {
    applied: Option<ClaimFact>,
    decided: Option<(ClaimFact, Outcome)>,
    reviews: Vec<(ClaimFact, Outcome)>,
}

/// Counts the facts dated up to and including `up_to`.
pub fn count(facts: &[ClaimFact], up_to: Date) -> Counts {
    let earliest = Month::of(up_to).minus(YEARS_MAX * 12);
    let in_time = |fact: &&ClaimFact| fact.on <= up_to && Month::of(fact.on) >= earliest;
    let left_out = facts.iter().filter(|f| Month::of(f.on) < earliest).count() as u64;
    let mut claims: BTreeMap<(CaseId, PersonId), Claim> = BTreeMap::new();
    for fact in facts.iter().filter(in_time) {
        claims.entry((fact.case, fact.person)).or_default().take(fact);
    }
    let mut counts = Counts { up_to, flows: BTreeMap::new(), without_application: 0, left_out };
    for claim in claims.values() {
        claim.count_into(&mut counts);
    }
    counts
}

impl Claim {
    fn take(&mut self, fact: &ClaimFact) {
        let outcome = match fact.event {
            ClaimEvent::Applied => {
                if self.applied.as_ref().is_none_or(|known| fact.on < known.on) {
                    self.applied = Some(fact.clone());
                }
                return;
            }
            ClaimEvent::Decided(outcome) => outcome.into(),
            ClaimEvent::Closed => Outcome::Closed,
        };
        match fact.level {
            Level::Review => self.reviews.push((fact.clone(), outcome)),
            Level::FirstInstance => {
                if self.decided.as_ref().is_none_or(|known| fact.on < known.0.on) {
                    self.decided = Some((fact.clone(), outcome));
                }
            }
        }
    }
    fn count_into(&self, counts: &mut Counts) {
        let mut add = |series: Series, event: &ClaimFact, outcome: Option<Outcome>| {
            // As the claim was made; a decision without a known application stands for itself.
            let who = self.applied.as_ref().unwrap_or(event);
            let counted = Counted {
                month: Month::of(event.on),
                origin: who.origin,
                sex: who.sex,
                age: AgeBand::of(who.age_years),
                outcome,
            };
            *counts.flows.entry(series).or_default().entry(counted).or_default() += 1;
        };
        if let Some(applied) = &self.applied {
            add(Series::Applications, applied, None);
        }
        if let Some((decided, outcome)) = &self.decided {
            add(Series::Decisions, decided, Some(*outcome));
        }
        for (decided, outcome) in &self.reviews {
            add(Series::ReviewDecisions, decided, Some(*outcome));
        }
        counts.without_application += u64::from(self.decided.is_some() && self.applied.is_none());
        self.count_pending(counts);
    }
    /// Counts the person at the end of every month from the application's to the one before the decision's.
    fn count_pending(&self, counts: &mut Counts) {
        let Some(applied) = &self.applied else { return };
        let last = Month::of(counts.up_to);
        let out = self.decided.as_ref().map(|(decided, _)| Month::of(decided.on));
        let months = Month::range(Month::of(applied.on), last);
        let flow = counts.flows.entry(Series::Pending).or_default();
        for month in months.into_iter().take_while(|&month| out.is_none_or(|out| month < out)) {
            let (origin, sex, age) = (applied.origin, applied.sex, AgeBand::of(applied.age_years));
            *flow.entry(Counted { month, origin, sex, age, outcome: None }).or_default() += 1;
        }
    }
}
