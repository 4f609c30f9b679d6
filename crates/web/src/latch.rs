//! The latch of a house: shut while its keys are let go of, so that nobody is known, nothing opens, and one page says how
//! the house is opened again.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the keys were let go of. `app` shuts and opens it.
#[derive(Debug, Default)]
pub struct Latch(AtomicBool);

impl Latch {
    pub fn is_shut(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
    /// Answers whether this changed anything.
    pub fn shut(&self) -> bool {
        !self.0.swap(true, Ordering::SeqCst)
    }
    pub fn open(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}
