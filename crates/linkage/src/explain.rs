//! Why a pair weighs what it weighs: one weight a field, in codes that translation files turn into words.

use crate::level::Level;
use crate::score::{Scorer, TEMPER};
use crate::token::Memo;

/// What one field says of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub field: String,
    /// What the field says of each record, as it was understood; empty for nothing.
    pub left: String,
    pub right: String,
    pub level: Level,
    /// Bits for (positive) or against one person, the rarity of what they agree on included.
    pub weight: f64,
    /// The part of the weight that is due to how rare or frequent the values are, in bits.
    pub rarity: f64,
}

/// The weights of a pair. `prior` and the weights of the reasons less `relatives` make `weight`.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Bits before anything is compared: pairs of one person are rare.
    pub prior: f64,
    /// One for each field, by name.
    pub reasons: Vec<Reason>,
    /// Bits taken away because members of one household look like this too.
    pub relatives: f64,
    /// Log2 of the odds that the records are of one person.
    pub weight: f64,
    pub probability: f64,
    /// They were taken in one event: two people, whatever the weight.
    pub one_event: bool,
}

impl Scorer<'_> {
    /// Explains the evidence of a pair. What else is known of the households is not in it: see [`crate::resolve`].
    pub fn explain(&self, left: u32, right: u32) -> Explanation {
        let mut memo = Memo::default();
        let records = self.records();
        let evidence = self.evidence(left, right, &mut memo);
        let fields = records.schema().fields().iter().enumerate();
        let reasons = fields.map(|(at, field)| {
            let outcome = self.comparer.field(at, records.row(left), records.row(right), &mut memo);
            let [m, _, s] = self.tables[at][outcome.level as usize];
            let rarity = TEMPER * f64::from(outcome.rarity);
            Reason {
                field: field.name.clone(),
                left: records.shown(left, at),
                right: records.shown(right, at),
                level: field.kind.level(outcome.level as usize),
                weight: m - s - rarity,
                rarity: -rarity,
            }
        });
        Explanation {
            prior: self.priors[0] - self.priors[2],
            reasons: reasons.collect(),
            relatives: (1.0 + (evidence.relatives - evidence.strangers).exp2()).log2(),
            weight: evidence.weight(),
            probability: evidence.probability(),
            one_event: self.are_of_one_event(left, right),
        }
    }
}
