//! Letters that people carry: tagged PDF in two languages, a QR code that proves them, and how to check one.
//!
//! Pure: no file, network, clock or randomness. The caller signs, gives the time, and keeps the bytes.

mod base32;
mod blank;
mod card;
mod dates;
mod finder;
mod letter;
mod press;
mod proof;
mod sides;
#[cfg(test)]
mod tests;
mod texts;

pub use blank::{
    Blank, BlankError, BlankKind, Blanks, CaseFact, Count, DecisionFact, DocumentFact, Filled, Input,
    InputKind, IssuedFact, Origin, RemedyValue, SkippedDay, Value, Values, Words, hash_of_values,
};
pub use card::{ApplicantCard, CardPaper, PictureFormat, PrintedPicture};
pub use finder::payload_in_pdf;
pub use letter::{Contact, Length, Letter, Made, ProofOfIntent, Said, Unit};
pub use press::{LetterError, may_print, may_print_card, render, render_card, render_filled};
pub use proof::{Kind, NotAProof, Proof, SignedProof, parse_payload, read_short_code, short_code};
