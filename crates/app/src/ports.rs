//! The machine's own clock and randomness: the only place that reads them.

use jiff::Timestamp;
use kernel::{Clock, Random};

/// The machine's clock.
pub struct SystemClock;
impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's randomness.
pub struct SystemRandom;
impl Random for SystemRandom {
    #[allow(clippy::disallowed_methods)]
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness there are no keys and no tokens: stopping is the only safe answer.
        if aws_lc_rs::rand::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}
