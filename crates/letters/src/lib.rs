//! Letters that people carry: tagged PDF in two languages, a QR code that proves them, and how to check one.
//!
//! Pure: no file, network, clock or randomness. The caller signs, gives the time, and keeps the bytes.

mod base32;
mod dates;
mod finder;
mod letter;
mod press;
mod proof;
mod sides;
#[cfg(test)]
mod tests;
mod texts;

pub use finder::payload_in_pdf;
pub use letter::{
    Contact, DecisionNotice, Length, Letter, Made, ProofOfIntent, Remedy, Said, Signatory, Skipped, Unit,
};
pub use press::{LetterError, render};
pub use proof::{Kind, NotAProof, Proof, SignedProof, parse_payload, read_short_code, short_code};
