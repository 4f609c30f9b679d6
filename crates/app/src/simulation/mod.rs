//! Simulations: cases replayed under a draft of the law, and how the caseload goes on; the console and the pages share them.

pub mod caseload;
pub mod cases;
pub mod page;
pub mod report;
pub mod runs;
pub mod sight;
