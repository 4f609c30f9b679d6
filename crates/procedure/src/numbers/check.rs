//! The check digits that states publish, from a closed set of ways to compute one.

use super::Taken;
use crate::said::Cite;
use serde::Deserialize;

/// How the parts become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// Each character's place in the alphabet times the weight of its position, added up.
    WeightedSum,
    /// The digits, read as one whole number.
    WholeNumber,
}

/// What the remainder becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    #[default]
    Remainder,
    /// What is missing to the modulus; nothing when nothing is.
    Complement,
}

/// A check digit: over which parts, how, and how it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckDigitRule {
    pub kind: CheckKind,
    /// The parts that it is over, in this order.
    pub over: Vec<String>,
    /// The part that it is.
    pub digit: String,
    /// The characters in the order of their values; the ten digits when left out.
    #[serde(default)]
    pub alphabet: Option<String>,
    /// One for each character; of a weighted sum alone.
    #[serde(default)]
    pub weights: Vec<u32>,
    pub modulus: u32,
    #[serde(default)]
    pub result: CheckResult,
    /// How each result is written, from 0 on.
    pub written: String,
    pub cite: Cite,
}

impl CheckDigitRule {
    /// The characters in the order of their values.
    pub(crate) fn alphabet(&self) -> &str {
        self.alphabet.as_deref().unwrap_or("0123456789")
    }

    pub(super) fn fits(&self, taken: &Taken<'_>) -> bool {
        let part = |id: &str| taken.iter().find(|(name, _)| *name == id).map(|(_, text)| text.as_str());
        let over: Option<String> = self.over.iter().map(|id| part(id)).collect();
        let (Some(over), Some(digit)) = (over, part(&self.digit)) else { return false };
        self.computed(&over).is_some_and(|c| digit.chars().eq([c]))
    }

    /// The check digit of the characters; `None` when one is not of the alphabet.
    fn computed(&self, over: &str) -> Option<char> {
        let values = over.chars().map(|c| self.alphabet().chars().position(|a| a == c));
        let values: Option<Vec<u32>> = values.map(|at| u32::try_from(at?).ok()).collect();
        let values = values?;
        let remainder = match self.kind {
            CheckKind::WeightedSum if values.len() != self.weights.len() => return None,
            CheckKind::WeightedSum => {
                let products = values.iter().zip(&self.weights).map(|(v, w)| u64::from(*v) * u64::from(*w));
                u32::try_from(products.sum::<u64>().checked_rem(self.modulus.into())?).ok()?
            }
            CheckKind::WholeNumber => values.iter().try_fold(0u32, |rest, digit| {
                rest.checked_mul(10)?.checked_add(*digit)?.checked_rem(self.modulus)
            })?,
        };
        let result = match self.result {
            CheckResult::Remainder => remainder,
            CheckResult::Complement => (self.modulus - remainder) % self.modulus,
        };
        self.written.chars().nth(usize::try_from(result).ok()?)
    }
}
