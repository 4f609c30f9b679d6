//! Weighs pairs of records with a trained model.

use crate::LinkageError;
use crate::compare::{Bound, Comparer};
use crate::model::Model;
use crate::pair::KEPT_MIN;
use crate::records::Records;
use crate::token::Memo;
use std::sync::Arc;

/// What speaks for each of the three things two records can be; logarithms to base 2 of prior times likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// One person twice.
    pub same: f64,
    /// Two members of one household; −∞ when the model knows no relatives.
    pub relatives: f64,
    /// Two people who have nothing to do with each other.
    pub strangers: f64,
}

impl Evidence {
    /// The odds that the records are of one person: Fellegi and Sunter (1969), with two kinds of non-matches.
    pub fn odds(&self) -> f64 {
        1.0 / ((self.strangers - self.same).exp2() + (self.relatives - self.same).exp2())
    }
    /// The probability that the records are of one person, 0 to 1.
    pub fn probability(&self) -> f64 {
        probability(self.odds())
    }
    /// One person or one household, rather than strangers.
    pub(crate) fn is_of_kin(&self) -> bool {
        self.same.max(self.relatives) >= self.strangers
    }
    /// Relatives, and whoever is one person with a probability of [`KEPT_MIN`] or more.
    pub(crate) fn is_worth_keeping(&self) -> bool {
        // Powers are dear, and most pairs are far from it.
        self.is_of_kin() || self.same - self.strangers >= WEIGHT_MIN && self.probability() >= KEPT_MIN
    }
    /// Log2 of the odds.
    pub fn weight(&self) -> f64 {
        self.odds().log2()
    }
}

/// No pair of a lower weight has a probability of [`KEPT_MIN`]: its log2 is -9.97.
const WEIGHT_MIN: f64 = -10.0;

/// The probability of odds; infinite odds are certain.
pub(crate) fn probability(odds: f64) -> f64 {
    if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
}

/// So much of every weight counts. The model takes fields as independent, and they are not: a hurried hand slips in several,
/// a village shares its names and its telephones. Their sum is too sure of itself in both directions. A round number by which
/// probabilities of invented people of one seed (`--hard 1`, a million) came true; the order of pairs hardly changes by it.
pub(crate) const TEMPER: f64 = 0.77;

/// What a probability counts for in a sum of evidence.
fn counted(probability: f64) -> f64 {
    TEMPER * probability.log2()
}

/// Log2 likelihoods of one level: same, relatives, strangers; tempered.
pub(crate) type Likelihoods = [f64; 3];

/// A model bound to the values of some records, apart from the records themselves: those may grow meanwhile.
#[derive(Clone)]
pub struct Weights {
    bound: Arc<Bound>,
    tables: Arc<Vec<Vec<Likelihoods>>>,
    priors: Likelihoods,
}

impl Weights {
    /// Binds a model to records of the same fields.
    ///
    /// # Errors
    /// [`LinkageError::OtherSchema`].
    pub fn new(model: &Model, records: &Records) -> Result<Self, LinkageError> {
        if !model.fits(records.schema()) {
            return Err(LinkageError::OtherSchema);
        }
        let bound = Comparer::new(records, &model.frequencies()).bound;
        let tables = model.fields.iter().map(|field| {
            let levels = 0..field.same.len();
            let bits = |n: usize| [field.same[n], field.relatives[n], field.strangers[n]].map(counted);
            levels.map(bits).chain([[0.0; 3]]).collect()
        });
        let strangers = 1.0 - model.same - model.relatives;
        let priors = [model.same, model.relatives, strangers].map(counted);
        Ok(Self { bound, tables: Arc::new(tables.collect()), priors })
    }
    /// A scorer of these very records, or of the same after more were pushed.
    pub fn of<'a>(&self, records: &'a Records) -> Scorer<'a> {
        let comparer = Comparer { records, bound: Arc::clone(&self.bound) };
        Scorer { comparer, tables: Arc::clone(&self.tables), priors: self.priors }
    }
}

/// A model bound to records.
pub struct Scorer<'a> {
    pub(crate) comparer: Comparer<'a>,
    /// By field and level; the last level of each is the missing one and weighs nothing.
    pub(crate) tables: Arc<Vec<Vec<Likelihoods>>>,
    pub(crate) priors: Likelihoods,
}

impl<'a> Scorer<'a> {
    /// Binds a model to records of the same fields.
    ///
    /// # Errors
    /// [`LinkageError::OtherSchema`].
    pub fn new(model: &Model, records: &'a Records) -> Result<Self, LinkageError> {
        Ok(Weights::new(model, records)?.of(records))
    }
    pub fn records(&self) -> &Records {
        self.comparer.records
    }
    /// Whether two records were taken in one event: then they are two people, whatever they look like.
    pub fn are_of_one_event(&self, a: u32, b: u32) -> bool {
        let event = self.records().event(a);
        event != 0 && event == self.records().event(b)
    }
    /// Weighs two records; symmetric. Events are not looked at, see [`Scorer::are_of_one_event`].
    pub fn evidence(&self, a: u32, b: u32, memo: &mut Memo) -> Evidence {
        // One order for both ways round, so that the sums are the same to the last bit.
        let (a, b) = (a.min(b), a.max(b));
        self.evidence_of(self.records().row(a), self.records().row(b), memo)
    }
    /// Weighs two rows of the records, that of the smaller number first.
    pub(crate) fn evidence_of(&self, one: &[u32], other: &[u32], memo: &mut Memo) -> Evidence {
        let [mut same, mut relatives, mut strangers] = self.priors;
        for (field, table) in self.tables.iter().enumerate() {
            let outcome = self.comparer.field(field, one, other, memo);
            let [m, r, s] = table[outcome.level as usize];
            same += m;
            relatives += r;
            strangers += s + TEMPER * f64::from(outcome.rarity);
        }
        Evidence { same, relatives, strangers }
    }
}
