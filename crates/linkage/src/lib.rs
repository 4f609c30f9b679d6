//! Finds records of the same person: people come several times, with two surnames or one, nicknames and guessed dates.
//!
//! The way of a linkage:
//!
//! 1. [`Records`] takes rows under a [`Schema`]: names become words without accents and particles, with their sound in
//!    Spanish; every value becomes a number.
//! 2. [`Candidates`] finds the pairs worth comparing by [`Rule`]s, and streams them.
//! 3. [`train`] learns a [`Model`] without labels: what strangers agree on by chance (random pairs), what members of one
//!    household have in common (pairs of one event), what two records of one person look like (EM).
//! 4. [`weigh`] scores the candidates with a [`Scorer`]; [`resolve`] lets those who came together compete.
//! 5. [`best_f1`] and [`at_precision`] set a threshold from the model's own probabilities; [`clusters`] joins records.
//!
//! Of two files, [`Records::begin_other_file`] marks where the second begins; pairs are then those across.
//!
//! One registration is looked up in [`Lookup`] and weighed by the same [`Weights`], to the same bit.
//!
//! [`Scorer::explain`] says of a pair what each field weighs, as codes for translation files.
//!
//! The model is that of Fellegi and Sunter, *A theory for record linkage* (1969), with a third class beside «one person»
//! and «strangers»: relatives, who share surnames, a phone and a place, and are what a model without them gets wrong.
//!
//! Pure: no files, no clock, no threads. Work is cut in ranges for whatever [`Hands`] there are; results do not depend
//! on the cuts. Nothing here decides about a person; it proposes pairs for people to judge.

mod block;
mod cluster;
mod compare;
mod config;
mod date;
mod error;
mod explain;
mod fold;
mod frequency;
mod hands;
mod intern;
mod level;
mod model;
mod names;
mod near;
mod nickname;
mod pair;
mod records;
mod resolve;
mod schema;
mod score;
mod sound;
mod threshold;
mod token;
mod train;

pub use block::{Candidates, Lookup, Part, Recall, Rule, recall};
pub use cluster::clusters;
pub use config::{Config, KINDS, Mistakes, word_of};
pub use date::{DateLevel, PackedDate};
pub use error::LinkageError;
pub use explain::{Explanation, Reason};
pub use fold::{Part as NamePart, identifier, parts, plain};
pub use frequency::{Frequencies, Shares};
pub use hands::{Alone, Hands};
pub use level::{Agreement, Level};
pub use model::{FieldModel, Model};
pub use names::{NamesLevel, Second};
pub use near::{asked, listed};
pub use pair::{KEPT_MIN, Pair, weigh};
pub use records::{Records, TOKENS_MAX};
pub use resolve::resolve;
pub use schema::{Field, Kind, Schema};
pub use score::{Evidence, Scorer, Weights};
pub use sound::sound;
pub use threshold::{Threshold, at_precision, best_f1, expected};
pub use token::{Likeness, Memo};
pub use train::{Learned, Training, train};

#[cfg(test)]
mod tests;
