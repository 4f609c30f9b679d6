//! Simulates how claims move through offices and sittings, event by event, to say what waits and what one more person changes.
//!
//! The model in words:
//!
//! - A claim arrives at an office, is registered, waits for an interview (an interviewer, a room and, where needed, an
//!   interpreter, all at once), is assessed, reviewed, decided (in a sitting, where a commission decides), notified, and
//!   for a share of the refused decided again on a remedy. What ends leaves the pending stock.
//! - While it is open it may be closed without a decision (abandonment, withdrawal, administrative closing) at a hazard,
//!   or by an act that closes many at once, which is an input and never assumed.
//! - Time runs in working minutes. What does not fit in a day goes on the next working day.
//! - Every draw is keyed by seed, claim and purpose, so that two scenarios with the same seed see the same people
//!   (common random numbers): their difference is what the scenarios differ in.
//!
//! [`simulate`] runs many seeds, [`what_if`] compares two scenarios, [`fit`] sets the few free parameters from figures
//! published up to a year, [`compare`] lays the forecast beside what was published since. Nothing here decides about a
//! person; it counts invented claims. Pure: text and numbers in, numbers and text out.
//!
//! Queueing terms follow Kleinrock, *Queueing Systems* I (1975); common random numbers and intervals over seeds follow
//! Law, *Simulation Modeling and Analysis* (2014), chapters 9 and 11.

mod days;
mod draw;
mod error;
mod fit;
mod published;
pub mod report;
mod scenario;
mod several;
mod simulate;
mod spread;
mod table;

pub use error::CaseloadError;
pub use fit::{Comparison, Fitted, History, YearCompared, compare, fit, fit_with_arrivals};
pub use published::{Figures, Year};
pub use scenario::{
    Arrivals, BulkClosing, ClosingHazard, Correction, Counts, Milestone, Office, Scenario, ServiceTime,
    ServiceTimes, Shape, Shares, Sitting, Staffing, Term, TermUnit, Uncertainty,
};
pub use several::{
    MonthSpread, Results, TermSpread, WaitSpread, WhatIf, YearSpread, all, difference, simulate, together,
    what_if,
};
pub use simulate::{Month, Run, Stage, TermCount, Waits, run};
pub use spread::Spread;

#[cfg(test)]
mod tests;
