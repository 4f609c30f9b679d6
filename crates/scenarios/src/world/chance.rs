//! What a seed decides.

use kernel::SeededRandom;

/// Decisions from a seed; the same seed decides the same.
pub struct Chance(SeededRandom);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(SeededRandom::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x00CE_1BA0))
    }
    pub fn below(&self, bound: u64) -> u64 {
        self.0.below(bound)
    }
    /// True in so many of a hundred.
    pub fn percent(&self, percent: u64) -> bool {
        self.below(100) < percent
    }
    pub fn one<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len() as u64) as usize)
    }
    pub fn random(&self) -> &SeededRandom {
        &self.0
    }
}
