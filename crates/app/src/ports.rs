//! The machine's own clock and randomness, the only place that reads them; and a clock that is told, for invented data.

use jiff::Timestamp;
use kernel::{Clock, Random};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The machine's clock.
pub struct SystemClock;
impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that a file tells, for whole days of invented data in a minute. It stands still until the file says another
/// instant; while the file says none, the last one holds.
pub struct ToldClock {
    file: PathBuf,
    last: Mutex<Timestamp>,
}

impl ToldClock {
    /// The clock that a file tells; none when it says no instant.
    pub fn read_from(file: &Path) -> Option<ToldClock> {
        let last = Mutex::new(told(file)?);
        Some(ToldClock { file: file.to_owned(), last })
    }
}

fn told(file: &Path) -> Option<Timestamp> {
    std::fs::read_to_string(file).ok()?.trim().parse().ok()
}

impl Clock for ToldClock {
    fn now(&self) -> Timestamp {
        let mut last = self.last.lock().unwrap_or_else(|e| e.into_inner());
        *last = told(&self.file).unwrap_or(*last);
        *last
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
