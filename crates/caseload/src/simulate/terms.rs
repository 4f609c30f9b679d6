//! Which terms were kept and which were missed. A term of unknown length is never missed.

use super::claim::{Claim, NEVER};
use super::prepare::Prepared;
use crate::{Scenario, Term};
use serde::Serialize;

/// What became of one term over all claims for which it began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TermCount {
    pub term: String,
    /// Kept, or the claim ended before the term did.
    pub kept: u64,
    /// Done late, closed when it was already over, or still open after its end.
    pub missed: u64,
    /// Still running when the simulation ends.
    pub running: u64,
    /// Begun, with a length that nobody knows.
    pub of_unknown_length: u64,
}

pub fn count(scenario: &Scenario, prepared: &Prepared, claims: &[Claim]) -> Vec<TermCount> {
    scenario.terms.iter().map(|term| count_one(term, prepared, claims)).collect()
}

fn count_one(term: &Term, prepared: &Prepared, claims: &[Claim]) -> TermCount {
    let mut count = TermCount { term: term.id.clone(), ..TermCount::default() };
    let counted = claims.iter().filter(|claim| !claim.from_before);
    let begun = counted.filter_map(|claim| claim.reached(term.after).map(|minute| (claim, minute)));
    let Some(length) = term.length else {
        count.of_unknown_length = begun.count() as u64;
        return count;
    };
    let last_in_time = prepared.days.last_in_time(length, term.unit);
    let last_day = prepared.days.count() - 1;
    for (claim, minute) in begun {
        let due = last_in_time[prepared.day(minute)];
        let ended = Some(claim.ended).filter(|ended| *ended != NEVER);
        match claim.reached(term.until).or(ended) {
            Some(done) if prepared.day(done) <= due => count.kept += 1,
            Some(_) => count.missed += 1,
            None if due < last_day => count.missed += 1,
            None => count.running += 1,
        }
    }
    count
}
