//! The check digit: weights 7, 3, 1 over the values of the characters, modulo 10 (Doc 9303-3, 4.9).

const WEIGHTS: [u32; 3] = [7, 3, 1];

/// What a character counts: digits themselves, `A` to `Z` 10 to 35, the filler 0. Nothing else stands in a zone.
fn value(c: char) -> Option<u32> {
    match c {
        '<' => Some(0),
        '0'..='9' => c.to_digit(10),
        'A'..='Z' => c.to_digit(36),
        _ => None,
    }
}

/// True for the 37 characters that a zone is written in.
pub(crate) fn is_of_zone(c: char) -> bool {
    value(c).is_some()
}

/// The check digit of a field; a character that no zone holds counts as a filler.
pub fn check_digit(field: &str) -> char {
    let values = field.chars().map(|c| value(c).unwrap_or(0));
    let sum: u32 = values.zip(WEIGHTS.iter().cycle()).map(|(value, weight)| value * weight).sum();
    char::from_digit(sum % 10, 10).unwrap_or('0')
}

/// True when no check digit can tell the two characters apart: their values differ by a multiple of ten, and the weights
/// have no factor in common with ten. So are `0`, `A`, `K`, `U` and the filler; `6`, `G` and `Q`; ten such groups in all.
/// Every other single mistake in a checked field is found.
pub fn is_blind_to(one: char, other: char) -> bool {
    match (value(one), value(other)) {
        (Some(a), Some(b)) => a % 10 == b % 10,
        _ => false,
    }
}
