//! Weighs one candidate part by part: what of the question is in the name, and what of the name is in the question.

use super::{Asked, Hit, NameIndex, Query};

/// The question counts more than the name: people leave out parts of their names far more often than they add some.
const OF_QUESTION: f32 = 0.72;
const OF_NAME: f32 = 0.28;
/// Below this nothing but a common word is alike.
const SCORE_MIN: f32 = 0.25;
/// What an initial is worth when a part begins with it.
const INITIAL: f32 = 0.45;

/// One part of a name while it is weighed.
struct Part {
    rarity: f32,
    matched: f32,
    place: usize,
}

impl NameIndex {
    /// The score of one slot, or nothing when it is gone or too unlike.
    pub(super) fn weigh(&self, slot: u32, asked: &[Asked], query: &Query) -> Option<Hit> {
        let of = self.slots.get(slot as usize).filter(|s| s.alive)?;
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
        score += year_bonus(query.birth_year, of.birth_year);
        score += match (query.origin, of.origin) {
            (Some(a), Some(b)) if a == b => 0.03,
            (Some(_), Some(_)) => -0.02,
            _ => 0.0,
        };
        Some(Hit { person: of.person, score })
    }

    fn parts_of(&self, slot: u32) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(8);
        for worn in self.worn(slot) {
            let place = worn.part as usize;
            if parts.len() == place {
                parts.push(Part { rarity: self.rarity(worn.word), matched: 0.0, place });
            }
        }
        parts
    }

    /// The part of the name most like a part of the question, among those nothing has matched as well before.
    /// A word that stands for two typed ones (`mariajose`) may be matched by both.
    fn best_part(&self, slot: u32, asked: &Asked, parts: &[Part]) -> Option<(usize, f32)> {
        let mut best: Option<(usize, f32)> = None;
        let initial = asked.spelling.chars().count() == 1;
        for worn in self.worn(slot) {
            let place = worn.part as usize;
            let Some(part) = parts.get(place) else { continue };
            let exact = asked.like.iter().find(|l| l.word == worn.word);
            let likeness = match exact {
                Some(like) => like.likeness,
                None if initial && self.dictionary.begins(worn.word, &asked.spelling) => INITIAL,
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
