//! Weighs one candidate part by part: what of the question is in the name, and what of the name is in the question.

use super::ask::Asked;
use super::{Hit, NameIndex, Query};

/// The question counts more than the name: people leave out parts of their names far more often than they add some.
pub(super) const OF_QUESTION: f32 = 0.72;
const OF_NAME: f32 = 0.28;
/// Below this nothing but a common word is alike.
const SCORE_MIN: f32 = 0.25;
/// How much a part is like an initial that it begins with.
pub(super) const INITIAL: f32 = 0.8;
/// No bonus for what else is known is greater.
pub(super) const BONUS_MOST: f32 = 0.11;

/// One part of a name while it is weighed.
struct Part {
    rarity: f32,
    matched: f32,
    place: usize,
}

impl NameIndex {
    /// The score of one slot, or nothing when it is gone or too unlike.
    pub(super) fn weigh(&self, slot: u32, asked: &[Asked], query: &Query) -> Option<Hit> {
        let person = *self.people.get(slot as usize).filter(|_| self.admits(slot, &query.only))?;
        let mut parts = self.parts_of(slot);
        let (mut got, mut wanted, mut in_order) = (0.0, 0.0, true);
        let mut last = 0;
        for part in asked {
            wanted += part.worth;
            let Some((place, likeness)) = self.best_part(slot, part, &parts) else { continue };
            got += part.worth * likeness;
            parts[place].matched = parts[place].matched.max(likeness);
            in_order &= parts[place].place >= last;
            last = parts[place].place;
        }
        let borne: f32 = parts.iter().map(|p| p.rarity).sum();
        let met: f32 = parts.iter().map(|p| p.rarity * p.matched).sum();
        let mut score = OF_QUESTION * got / wanted.max(0.01) + OF_NAME * met / borne.max(0.01);
        if score < SCORE_MIN {
            return None;
        }
        if in_order {
            score += 0.005;
        }
        score += self.bonus(slot, query);
        Some(Hit { person, score })
    }

    /// What year of birth and origin add or take.
    pub(super) fn bonus(&self, slot: u32, query: &Query) -> f32 {
        let Some(facts) = self.facts.get(slot as usize) else { return 0.0 };
        let birth_year = Some(facts.birth_year).filter(|year| *year != 0);
        let origin = match (query.origin, facts.origin) {
            (Some(a), Some(b)) if a == b => 0.03,
            (Some(_), Some(_)) => -0.02,
            _ => 0.0,
        };
        origin + year_bonus(query.birth_year, birth_year)
    }

    fn parts_of(&self, slot: u32) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(8);
        for worn in self.worn(slot).iter().filter(|worn| !worn.is_same_part()) {
            parts.push(Part { rarity: self.rarity(worn.word()), matched: 0.0, place: parts.len() });
        }
        parts
    }

    /// The part of the name most like a part of the question, among those nothing has matched as well before.
    /// A word that stands for two typed ones (`mariajose`) may be matched by both.
    fn best_part(&self, slot: u32, asked: &Asked, parts: &[Part]) -> Option<(usize, f32)> {
        let mut best: Option<(usize, f32)> = None;
        let mut before = 0;
        for worn in self.worn(slot) {
            before += usize::from(!worn.is_same_part());
            let Some((place, part)) = before.checked_sub(1).and_then(|p| Some((p, parts.get(p)?))) else {
                continue;
            };
            let likeness = match asked.likeness(worn.word()) {
                Some(likeness) => likeness,
                None if asked.is_initial() && self.dictionary.begins(worn.word(), &asked.spelling) => INITIAL,
                None => continue,
            };
            let taken = part.matched > 0.0 && !(likeness == 0.95 && part.matched == 0.95);
            if !taken && best.is_none_or(|(_, l)| likeness > l) {
                best = Some((place, likeness));
            }
        }
        best
    }
}

fn year_bonus(asked: Option<i16>, borne: Option<i16>) -> f32 {
    match asked.zip(borne).map(|(a, b)| a.abs_diff(b)) {
        None => 0.0,
        Some(0) => 0.08,
        Some(1) => 0.05,
        Some(2..=3) => 0.02,
        Some(_) => -0.05,
    }
}
