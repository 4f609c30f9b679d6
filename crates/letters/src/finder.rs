//! Finds the payload of a proof in the bytes of a file, without decoding images.

use crate::proof::parse_payload;

const OPENING: &[u8] = b"CEIBA1:";

/// The payload that our PDF files carry in their metadata (XMP, never compressed), or that stands in a plain text.
/// `None` when there is none, or when the file holds two different ones, for then nobody knows which one counts.
pub fn payload_in_pdf(bytes: &[u8]) -> Option<String> {
    let mut found: Option<String> = None;
    for (at, _) in bytes.windows(OPENING.len()).enumerate().filter(|(_, window)| *window == OPENING) {
        let rest = &bytes[at + OPENING.len()..];
        let end = rest.iter().position(|byte| !in_payload(*byte)).unwrap_or(rest.len());
        let text = String::from_utf8_lossy(&bytes[at..at + OPENING.len() + end]).into_owned();
        if parse_payload(&text).is_err() {
            continue;
        }
        match &found {
            Some(first) if *first != text => return None,
            _ => found = Some(text),
        }
    }
    found
}

fn in_payload(byte: u8) -> bool {
    byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte) || byte == b':'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Proof};

    fn payload(id: u128) -> String {
        let issued = jiff::civil::date(2024, 8, 31);
        Proof { kind: Kind::Intent, id: uuid::Uuid::from_u128(id), issued, site: "meteti".into() }
            .payload(|_| vec![7; 64])
    }

    #[test]
    fn one_payload_is_found_two_are_not_believed() {
        let one = payload(1);
        assert_eq!(payload_in_pdf(format!("  {one}\n").as_bytes()), Some(one.clone()));
        assert_eq!(payload_in_pdf(format!("<k>{one}</k>({one}) CEIBA1:ABC").as_bytes()), Some(one.clone()));
        assert_eq!(payload_in_pdf(format!("{one} {}", payload(2)).as_bytes()), None);
        assert_eq!(payload_in_pdf(b"%PDF-1.7"), None);
        assert_eq!(payload_in_pdf(&[0xFF; 4]), None);
    }
}
