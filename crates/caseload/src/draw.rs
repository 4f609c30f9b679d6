//! Draws keyed by run, claim and purpose, so that the same claim draws the same in every scenario.

use kernel::SeededRandom;

/// What a draw is for. Each has a stream of its own: a new purpose changes no draw of another.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    Office = 1,
    Priority,
    Interpreter,
    Inadmissible,
    Outcome,
    Lodges,
    RemedyOutcome,
    Closing,
    Registration,
    Interview,
    Assessment,
    Review,
    Remedy,
    Removal,
    Arrival,
    Count,
    Capacity,
    Hazard,
}

/// The draws of one run.
#[derive(Clone, Copy, Debug)]
pub struct Draws(u64);

impl Draws {
    /// Takes the key of a run from the randomness that the caller gave.
    pub fn of(random: &SeededRandom) -> Draws {
        Draws(random.next())
    }
    /// The stream of one claim (or year, or period) for one purpose.
    pub fn stream(self, of: u64, purpose: Purpose) -> SeededRandom {
        let place =
            of.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ (purpose as u64).wrapping_mul(0xA076_1D64_78BD_642F);
        // One step more than a plain sum: streams of neighbours must not be the same stream shifted.
        SeededRandom::new(SeededRandom::new(self.0 ^ place).next())
    }
    /// A number from 0 to below 1.
    pub fn uniform(self, of: u64, purpose: Purpose) -> f64 {
        uniform(&self.stream(of, purpose))
    }
    /// A standard normal number.
    pub fn normal(self, of: u64, purpose: Purpose) -> f64 {
        normal(&self.stream(of, purpose))
    }
}

/// A number from 0 to below 1, of 53 random bits.
pub fn uniform(random: &SeededRandom) -> f64 {
    (random.next() >> 11) as f64 / (1u64 << 53) as f64
}

/// An exponential number of mean 1.
pub fn exponential(random: &SeededRandom) -> f64 {
    -(1.0 - uniform(random)).ln()
}

/// A standard normal number (Box and Muller, 1958).
pub fn normal(random: &SeededRandom) -> f64 {
    let radius = (2.0 * exponential(random)).sqrt();
    radius * (std::f64::consts::TAU * uniform(random)).cos()
}

/// A Poisson number: how many exponential gaps fit in the mean. As long as it is large.
pub fn poisson(random: &SeededRandom, mean: f64) -> u64 {
    let (mut left, mut count) = (mean, 0);
    loop {
        left -= exponential(random);
        if left < 0.0 {
            return count;
        }
        count += 1;
    }
}
