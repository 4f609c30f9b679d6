//! The gate through which everything is written: closed while there is no room, so that people read on and lose nothing.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the house takes anything new. `app` closes and opens it as the disk fills and empties.
#[derive(Debug, Default)]
pub struct Gate {
    is_closed: AtomicBool,
    had_fault: AtomicBool,
}

/// For a house that nobody watches.
pub(crate) static OPEN: Gate = Gate { is_closed: AtomicBool::new(false), had_fault: AtomicBool::new(false) };

impl Gate {
    pub fn is_closed(&self) -> bool {
        self.is_closed.load(Ordering::SeqCst)
    }
    /// Answers whether this changed anything.
    pub fn close(&self) -> bool {
        !self.is_closed.swap(true, Ordering::SeqCst)
    }
    pub fn open(&self) -> bool {
        self.is_closed.swap(false, Ordering::SeqCst)
    }
    /// The store refused a write. Who watches the disk decides what follows.
    pub fn report(&self) {
        self.had_fault.store(true, Ordering::SeqCst);
    }
    /// Whether a write was refused since this was asked last.
    pub fn take_report(&self) -> bool {
        self.had_fault.swap(false, Ordering::SeqCst)
    }
}
