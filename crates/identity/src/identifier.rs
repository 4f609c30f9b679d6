//! Numbers that states print on papers, and the checks their countries publish. A failed check warns and never blocks.

use crate::model::DocumentKind;
use kernel::Country;

/// What can be said about a document's number without asking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberCheck {
    /// It has the shape and, where there is one, the check digit that its country publishes.
    Plausible,
    /// It has not: perhaps a typing error, perhaps an old or unusual paper.
    Doubtful,
    /// Nobody publishes a check for this kind of paper.
    NotKnown,
}

/// Letters and digits only, in capitals: what two ways of writing one number have in common.
pub fn normalised(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Checks a number by its kind and country.
pub fn check(kind: DocumentKind, country: Option<Country>, number: &str) -> NumberCheck {
    let Some(country) = country else { return NumberCheck::NotKnown };
    if kind != DocumentKind::NationalId {
        return NumberCheck::NotKnown;
    }
    let text = normalised(number);
    let plausible = match country.code() {
        "MEX" => curp(&text),
        "GTM" => cui(&text),
        "SLV" => dui(&text),
        "HND" => digits(&text).is_some_and(|d| d.len() == 13),
        "CRI" => cedula_costa_rica(&text),
        "PAN" => cedula_panama(number),
        _ => return NumberCheck::NotKnown,
    };
    if plausible { NumberCheck::Plausible } else { NumberCheck::Doubtful }
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

/// CURP: 18 places, the last a check digit over the values of the other 17.
fn curp(text: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    let values: Option<Vec<usize>> = text.chars().map(|c| ALPHABET.chars().position(|a| a == c)).collect();
    let Some(values) = values.filter(|v| v.len() == 18) else { return false };
    let sum: usize = values[..17].iter().enumerate().map(|(i, v)| v * (18 - i)).sum();
    (10 - sum % 10) % 10 == values[17]
}

/// CUI: eight digits, a check digit modulo 11, department and municipality.
fn cui(text: &str) -> bool {
    let Some(d) = digits(text).filter(|d| d.len() == 13) else { return false };
    let sum: u32 = (0u32..).zip(&d[..8]).map(|(i, v)| v * (i + 2)).sum();
    let department = d[9] * 10 + d[10];
    sum % 11 % 10 == d[8] && (1..=22).contains(&department)
}

/// DUI: eight digits and a check digit.
fn dui(text: &str) -> bool {
    let Some(d) = digits(text).filter(|d| d.len() == 9) else { return false };
    let sum: u32 = (0u32..).zip(&d[..8]).map(|(i, v)| v * (9 - i)).sum();
    (10 - sum % 10) % 10 == d[8]
}

/// Cédula: province, volume and entry, nine digits, sometimes written with a leading zero.
fn cedula_costa_rica(text: &str) -> bool {
    let Some(d) = digits(text) else { return false };
    match d.as_slice() {
        [province, rest @ ..] if rest.len() == 8 => (1..=9).contains(province),
        [0, province, rest @ ..] if rest.len() == 8 => (1..=9).contains(province),
        _ => false,
    }
}

/// Cédula: `8-123-4567`, with a province 1 to 13 or the letters PE, N, E, PI, AV first.
fn cedula_panama(number: &str) -> bool {
    let parts: Vec<&str> = number.trim().split('-').map(str::trim).collect();
    let [first, middle @ .., last] = parts.as_slice() else { return false };
    let numeric =
        |t: &str, most: usize| !t.is_empty() && t.len() <= most && t.bytes().all(|b| b.is_ascii_digit());
    let first = first.to_ascii_uppercase();
    let province = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let place = province.is_empty() || province.parse::<u8>().is_ok_and(|p| (1..=13).contains(&p));
    let kind = matches!(letters, "" | "PE" | "N" | "E" | "PI" | "AV") && !first.is_empty();
    place
        && kind
        && (1..=2).contains(&middle.len())
        && middle.iter().all(|m| numeric(m, 5))
        && numeric(last, 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn national(country: &str, number: &str) -> NumberCheck {
        check(DocumentKind::NationalId, Country::new(country).ok(), number)
    }

    #[test]
    fn published_checks_are_followed() {
        // The check digits were worked out by hand from the published rules; the numbers are invented.
        assert_eq!(national("SLV", "00016297-5"), NumberCheck::Plausible);
        assert_eq!(national("SLV", "00016297-4"), NumberCheck::Doubtful);
        assert_eq!(national("PAN", "8-123-4567"), NumberCheck::Plausible);
        assert_eq!(national("PAN", "PE-12-345"), NumberCheck::Plausible);
        assert_eq!(national("PAN", "14-123-4567"), NumberCheck::Doubtful);
        assert_eq!(national("CRI", "1-0234-0567"), NumberCheck::Plausible);
        assert_eq!(national("CRI", "0234"), NumberCheck::Doubtful);
        assert_eq!(national("HND", "0801-1990-12345"), NumberCheck::Plausible);
        assert_eq!(national("GTM", "1000 00003 0101"), NumberCheck::Doubtful);
        assert_eq!(national("GTM", "2000 00004 0101"), NumberCheck::Plausible);
        assert_eq!(national("MEX", "no"), NumberCheck::Doubtful);
    }

    #[test]
    fn a_paper_of_any_other_country_is_never_doubted() {
        assert_eq!(national("VEN", "V-12.345.678"), NumberCheck::NotKnown);
        assert_eq!(check(DocumentKind::Passport, Country::new("MEX").ok(), "G1"), NumberCheck::NotKnown);
        assert_eq!(check(DocumentKind::NationalId, None, "1"), NumberCheck::NotKnown);
    }

    #[test]
    fn one_number_written_two_ways_is_one_number() {
        assert_eq!(normalised(" v-12.345.678 "), normalised("V12345678"));
    }
}
