//! The machine readable zone of travel documents (ICAO Doc 9303, parts 3 to 7): read, read from messy text, write.
//!
//! Pure: no I/O and no clock; *today* is an argument, because a zone writes years in two digits. Nothing here decides
//! anything: a check digit that does not fit is told, and the reading stays. Positions are counted from 0, lines too.
//!
//! ```text
//! P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<     TD3: two lines of 44
//! L898902C36UTO7408122F1204159ZE184226B<<<<<10
//! ```

mod check_digit;
mod date;
mod form;
mod messy;
mod names;
mod reading;
mod repair;
mod state;
mod transliterate;
mod write;

pub use check_digit::{check_digit, is_blind_to};
pub use date::{ZoneDate, birth, expiry};
pub use form::Form;
pub use messy::{Candidate, Repair, RepairReason, read_messy};
pub use names::ZoneNames;
pub use reading::{Check, Checked, Optional, ReadError, Reading, ZoneSex, read};
pub use state::{Meaning, StateCode, StateCodeError};
pub use transliterate::{Letters, NotLatin, transliterated};
pub use write::{WriteError, Zone, write};

/// What fills a position that nothing stands in.
pub const FILLER: char = '<';

#[cfg(test)]
mod tests;
