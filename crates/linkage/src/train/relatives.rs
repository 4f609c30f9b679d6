//! What members of one household have in common: pairs within an event are two people who came together.

use super::{Levels, Training, even, smoothed};
use crate::block::Candidates;
use crate::compare::Comparer;
use crate::hands::Hands;
use crate::level::Level;
use crate::names::{NamesLevel, Second};
use crate::schema::Field;
use crate::token::Memo;
use kernel::SeededRandom;

/// The level of full agreement, the first of every kind of field.
const FULL: usize = 0;
/// Fewer pairs than this tell nothing.
const PAIRS_MIN: usize = 100;
const PAIRS_MAX: usize = 200_000;
/// Of an event of more people than this (a caravan) nothing is learned: they are no household.
const EVENT_MAX: usize = 12;
/// So many pairs are asked whether the rules would find them.
const ASKED_MAX: usize = 20_000;

pub(super) struct Relatives {
    pub levels: Levels,
    /// 0 when there are too few: then the model knows no relatives.
    pub pairs: usize,
    /// The share that the rules would find.
    pub found: f64,
}

pub(super) fn learn(
    comparer: &Comparer<'_>,
    candidates: &Candidates<'_>,
    training: &Training,
    hands: &impl Hands,
) -> Relatives {
    let fields = comparer.records.schema().fields();
    let pairs = pairs(comparer, training);
    if pairs.len() < PAIRS_MIN {
        let levels = fields.iter().map(|f| even(f.kind.level_count())).collect();
        return Relatives { levels, pairs: 0, found: 1.0 };
    }
    let counted = hands.each(crate::hands::cuts(pairs.len(), hands.count()), &|range| {
        let mut counts: Levels = fields.iter().map(|f| vec![0.0; f.kind.level_count() + 1]).collect();
        let mut memo = Memo::default();
        for &(a, b) in &pairs[range] {
            let (one, other) = (comparer.records.row(a), comparer.records.row(b));
            for (field, levels) in counts.iter_mut().enumerate() {
                levels[comparer.field(field, one, other, &mut memo).level as usize] += 1.0;
            }
        }
        counts
    });
    let of_field = |(at, field): (usize, &Field)| {
        let count = |level: usize| counted.iter().map(|c| c[at][level]).sum();
        let counts: Vec<f64> = (0..field.kind.level_count()).map(count).collect();
        smoothed(&counts, &even(counts.len()), 0.5 * counts.len() as f64)
    };
    let levels = fields.iter().enumerate().map(of_field).collect();
    let asked = &pairs[..pairs.len().min(ASKED_MAX)];
    let met = asked.iter().filter(|(a, b)| candidates.meet(*a, *b)).count();
    let found = (met as f64 / asked.len() as f64).max(0.01);
    Relatives { levels, pairs: pairs.len(), found }
}

impl Relatives {
    /// What relatives have in common who came apart. Records of one event agree on what a household shares, for one hand
    /// wrote it on one day; written at another time and place it agrees as often as one person's own values do (telephones
    /// change, families move, surnames change places). What is shared is what relatives agree on beyond chance.
    pub fn apart(&self, same: &Levels, strangers: &Levels) -> Levels {
        let of_field = |((levels, same), strangers): ((&Vec<f64>, &Vec<f64>), &Vec<f64>)| -> Vec<f64> {
            let (together, chance) = (levels[FULL], strangers[FULL].min(0.999));
            let shared = ((together - chance) / (1.0 - chance)).max(0.0);
            let not_shared = |n: usize| if n == FULL { levels[n] - shared } else { levels[n] };
            (0..levels.len()).map(|n| shared * same[n] + not_shared(n)).collect()
        };
        self.levels.iter().zip(same).zip(strangers).map(of_field).collect()
    }
    /// Takes over from random pairs how often a second word is missing. Two records of one event are written by one hand,
    /// which writes second names or leaves them out; relatives who come apart meet another hand, as strangers do.
    pub fn as_often_missing_as(&mut self, strangers: &Levels, fields: &[Field]) {
        for ((levels, of_strangers), field) in self.levels.iter_mut().zip(strangers).zip(fields) {
            let missing: Vec<bool> = (0..levels.len()).map(|n| lacks_a_word(field.kind.level(n))).collect();
            let share = |list: &[f64]| -> f64 {
                list.iter().zip(&missing).filter(|(_, is_missing)| **is_missing).map(|(p, _)| p).sum()
            };
            let (before, after) = (share(levels), share(of_strangers));
            if before > 0.0 && before < 1.0 {
                for (p, is_missing) in levels.iter_mut().zip(&missing) {
                    *p *= if *is_missing { after / before } else { (1.0 - after) / (1.0 - before) };
                }
            }
        }
    }
}

fn lacks_a_word(level: Level) -> bool {
    use NamesLevel::{Crossed, Straight};
    matches!(level, Level::Names(Straight(_, Second::Missing) | Crossed(_, Second::Missing)))
}

/// Pairs within events, at most so many, drawn by a hash of the event.
fn pairs(comparer: &Comparer<'_>, training: &Training) -> Vec<(u32, u32)> {
    let records = comparer.records;
    let mut taken: Vec<(u64, u32, u32)> = (0..records.len() as u32)
        .map(|r| (records.event(r), r))
        .filter(|(event, _)| *event != 0)
        .map(|(event, r)| (order_of(event, training.seed), event, r))
        .collect();
    taken.sort_unstable();
    let mut pairs = Vec::new();
    for event in taken.chunk_by(|a, b| a.1 == b.1).filter(|e| (2..=EVENT_MAX).contains(&e.len())) {
        for (at, one) in event.iter().enumerate() {
            pairs.extend(event[at + 1..].iter().map(|other| (one.2, other.2)));
        }
        if pairs.len() >= PAIRS_MAX {
            break;
        }
    }
    pairs
}

fn order_of(event: u32, seed: u64) -> u64 {
    SeededRandom::new(seed ^ u64::from(event).wrapping_mul(0xD6E8_FEB8_6659_FD93)).next()
}
