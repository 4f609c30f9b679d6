//! Weighs pairs in the light of the people around them: who came together, and who is found to be whom.
//!
//! Three things are known beyond two records' own words:
//!
//! - Two records of one event are two people, so that a record is at most one of the people of another event. Where a
//!   brother and the person himself both look alike, they compete ([`matching`]).
//! - Where two events share one person, they are events of one household, and the others who came are likely to be found
//!   in both.
//! - Who is the same as one person is the same as each other; who is the same as two people of one event is not. In
//!   small groups every way to part the records in people is weighed ([`groups`]), in large ones the third records that
//!   two have in common ([`through`]).

mod around;
mod groups;
mod matching;
mod through;

use crate::hands::Hands;
use crate::pair::{self, Pair};
use crate::score::Scorer;
use around::Events;
use groups::Groups;

/// Settles the probabilities of pairs, and adds pairs that the people around suggest. Without events only the third rule
/// of [the module](self) says anything.
pub fn resolve(pairs: &mut Vec<Pair>, scorer: &Scorer<'_>, hands: &impl Hands) {
    let events = Events::of(scorer.records());
    pair::add(pairs, around::suggested(pairs, &events), scorer, hands);
    matching::settle(pairs, &events, scorer, hands);
    let more = through::suggested(pairs, scorer.records().len());
    if !more.is_empty() {
        pair::add(pairs, more, scorer, hands);
    }
    let groups = Groups::of(pairs, scorer.records().len());
    groups::settle(pairs, &groups, scorer, hands);
    through::settle(pairs, &groups, scorer, hands);
}
