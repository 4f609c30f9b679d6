//! Personal names as told and in parts: one, two or no surnames, none of them compulsory.

use serde::{Deserialize, Serialize};

/// A person's name. `as_told` is what the person says; the parts help search and letters and may all be empty.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct PersonalName {
    pub as_told: String,
    #[serde(default)]
    pub given: String,
    #[serde(default)]
    pub first_surname: String,
    #[serde(default)]
    pub second_surname: String,
}

/// What a person can do about a name or a free text that was refused.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NameError {
    #[error("empty")]
    Empty,
    #[error("longer than {0} characters")]
    TooLong(usize),
    #[error("holds characters that cannot be written")]
    Unwritable,
}

impl PersonalName {
    /// The longest name accepted, in characters. Long enough for every name in ICAO 9303 and then some.
    pub const CHARS_MAX: usize = 300;

    /// A name known only as it was told.
    pub fn told(name: &str) -> Result<Self, NameError> {
        let as_told = check_text(name, Self::CHARS_MAX)?;
        if as_told.is_empty() {
            return Err(NameError::Empty);
        }
        Ok(Self { as_told, ..Self::default() })
    }

    /// A name from its parts; what is told defaults to the parts in the order the region writes them.
    pub fn from_parts(as_told: &str, given: &str, first: &str, second: &str) -> Result<Self, NameError> {
        let given = check_text(given, Self::CHARS_MAX)?;
        let first_surname = check_text(first, Self::CHARS_MAX)?;
        let second_surname = check_text(second, Self::CHARS_MAX)?;
        let told = check_text(as_told, Self::CHARS_MAX)?;
        let joined = [&given, &first_surname, &second_surname]
            .into_iter()
            .filter(|p| !p.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        let as_told = if told.is_empty() { joined } else { told };
        if as_told.is_empty() {
            return Err(NameError::Empty);
        }
        Ok(Self { as_told, given, first_surname, second_surname })
    }
}

impl std::fmt::Debug for PersonalName {
    /// Names never reach a log by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonalName(…)")
    }
}

/// Trims, folds inner white space, and refuses control characters and texts over `chars_max` characters.
/// Line breaks and tabs become single spaces; use it for one-line fields.
pub fn check_text(text: &str, chars_max: usize) -> Result<String, NameError> {
    if text.len() > chars_max.saturating_mul(8) {
        return Err(NameError::TooLong(chars_max));
    }
    if text.chars().any(|c| c == '\u{FFFD}' || (c.is_control() && !c.is_whitespace())) {
        return Err(NameError::Unwritable);
    }
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() > chars_max { Err(NameError::TooLong(chars_max)) } else { Ok(folded) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_name_is_normal() {
        assert_eq!(PersonalName::told("  Ixchel ").unwrap().as_told, "Ixchel");
        let two = PersonalName::from_parts("", "Ana", "Gil", "Ríos").unwrap();
        assert_eq!(two.as_told, "Ana Gil Ríos");
        assert_eq!(PersonalName::from_parts("", "", "", ""), Err(NameError::Empty));
        assert_eq!(check_text(&"x".repeat(10_000_000), 300), Err(NameError::TooLong(300)));
        assert_eq!(check_text("a\0b", 300), Err(NameError::Unwritable));
        assert_eq!(check_text("Kʼicheʼ ɨ", 300).unwrap(), "Kʼicheʼ ɨ");
        assert_eq!(format!("{two:?}"), "PersonalName(…)");
    }
}
