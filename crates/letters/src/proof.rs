//! What a QR code on a letter says: the kind of letter, its id, its day and the site that signed it. Never a name.

use crate::base32;
use jiff::civil::Date;
use uuid::Uuid;

/// Opens every payload and names its version; a reader that meets another one says so.
const OPENING: &str = "CEIBA1:";
/// Bytes of an Ed25519 signature.
const SIGNATURE_BYTES: usize = 64;
/// Longer texts are refused unread. The longest real one has about 290 characters.
const PAYLOAD_CHARS_MAX: usize = 600;
/// Longer site codes would make the printed squares too fine for a worn sheet.
const SITE_BYTES_MAX: usize = 96;

/// The letters that carry a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody said at a post that they want protection.
    Intent,
    /// A decision was notified. Sheets of before letters were data; they still verify.
    Decision,
    /// A letter that the register of letters tells about.
    Letter,
    /// A card of an applicant. Its number among the cards of the site and year is signed with it, so that whoever checks
    /// it far from every register sees whether the printed serial is the signed one.
    Card { number: u32 },
}

/// A serial as it is printed: `CA-HQ-2024-00007`.
fn card_serial(site: &str, year: i16, number: u32) -> String {
    format!("CA-{}-{year}-{number:05}", site.to_uppercase())
}

impl Kind {
    /// The code used in output for machines (`intent`, `decision`, `letter`, `card`).
    pub fn code(self) -> &'static str {
        match self {
            Kind::Intent => "intent",
            Kind::Decision => "decision",
            Kind::Letter => "letter",
            Kind::Card { .. } => "card",
        }
    }
    fn byte(self) -> u8 {
        match self {
            Kind::Intent => 1,
            Kind::Decision => 2,
            Kind::Letter => 3,
            Kind::Card { .. } => 4,
        }
    }
    /// The kind, and what of the body comes after everything that is of the kind.
    fn read(byte: u8, rest: &[u8]) -> Result<(Kind, &[u8]), NotAProof> {
        match byte {
            1 => Ok((Kind::Intent, rest)),
            2 => Ok((Kind::Decision, rest)),
            3 => Ok((Kind::Letter, rest)),
            4 => {
                let (number, rest) = rest.split_first_chunk::<4>().ok_or(NotAProof::Damaged)?;
                Ok((Kind::Card { number: u32::from_be_bytes(*number) }, rest))
            }
            _ => Err(NotAProof::Newer),
        }
    }
}

/// What is proved: that `site` issued this letter on this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub kind: Kind,
    /// Id of the entry or record that the letter states.
    pub id: Uuid,
    pub issued: Date,
    /// Code of the site whose key signed, at most 96 bytes.
    pub site: String,
}

/// A payload that was read but whose signature nobody has checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedProof {
    proof: Proof,
    /// The bytes that were signed.
    pub message: Vec<u8>,
    pub signature: Vec<u8>,
}

/// Why a text is not a proof of ours, as something a person can act on.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotAProof {
    #[error("this is not a code of a Ceiba letter; it would begin with {OPENING}")]
    OtherText,
    #[error("the code is damaged or incomplete; read it again from the sheet")]
    Damaged,
    #[error("the code belongs to a kind of letter this version does not know; update and try again")]
    Newer,
}

impl Proof {
    /// The text of the QR code. `sign` gets the bytes to be signed and gives an Ed25519 signature (64 bytes).
    pub fn payload(&self, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
        let body = base32::encode(&self.body());
        let signature = base32::encode(&sign(&self.message()));
        format!("{OPENING}{body}:{signature}")
    }

    /// The serial of a card as it is printed; other letters have theirs in the register.
    pub fn serial(&self) -> Option<String> {
        match self.kind {
            Kind::Card { number } => Some(card_serial(&self.site, self.issued.year(), number)),
            Kind::Intent | Kind::Decision | Kind::Letter => None,
        }
    }

    /// The signed bytes begin with the opening, so that no signature over anything else fits.
    fn message(&self) -> Vec<u8> {
        [OPENING.as_bytes(), &self.body()].concat()
    }

    fn body(&self) -> Vec<u8> {
        let mut body = vec![self.kind.byte()];
        if let Kind::Card { number } = self.kind {
            body.extend(number.to_be_bytes());
        }
        body.extend(self.id.as_bytes());
        body.extend(self.issued.year().to_be_bytes());
        body.extend(self.issued.month().to_be_bytes());
        body.extend(self.issued.day().to_be_bytes());
        body.extend(self.site.as_bytes());
        body
    }

    fn from_body(body: &[u8]) -> Result<Proof, NotAProof> {
        let (kind, rest) = body.split_first().ok_or(NotAProof::Damaged)?;
        let (kind, rest) = Kind::read(*kind, rest)?;
        let (id, rest) = rest.split_first_chunk::<16>().ok_or(NotAProof::Damaged)?;
        let ([y0, y1, month, day], site) = rest.split_first_chunk::<4>().ok_or(NotAProof::Damaged)?;
        let year = i16::from_be_bytes([*y0, *y1]);
        let issued =
            Date::new(year, month.cast_signed(), day.cast_signed()).map_err(|_| NotAProof::Damaged)?;
        let site = std::str::from_utf8(site).map_err(|_| NotAProof::Damaged)?.to_owned();
        if site.len() > SITE_BYTES_MAX {
            return Err(NotAProof::Damaged);
        }
        Ok(Proof { kind, id: Uuid::from_bytes(*id), issued, site })
    }
}

impl SignedProof {
    /// What the payload says, once `check(message, signature)` agrees that its site said it.
    pub fn verified(&self, check: impl Fn(&[u8], &[u8]) -> bool) -> Option<&Proof> {
        check(&self.message, &self.signature).then_some(&self.proof)
    }
    /// What the payload says, believed or not: to choose the site's key, or to say what was claimed.
    pub fn claimed(&self) -> &Proof {
        &self.proof
    }
}

/// Reads the text of a QR code. White space around it is forgiven; nothing else is.
pub fn parse_payload(text: &str) -> Result<SignedProof, NotAProof> {
    let text = text.trim();
    let rest = text.strip_prefix(OPENING).ok_or(NotAProof::OtherText)?;
    if rest.len() > PAYLOAD_CHARS_MAX {
        return Err(NotAProof::Damaged);
    }
    let (body, signature) = rest.split_once(':').ok_or(NotAProof::Damaged)?;
    let signature = base32::decode(signature).ok_or(NotAProof::Damaged)?;
    if signature.len() != SIGNATURE_BYTES {
        return Err(NotAProof::Damaged);
    }
    let proof = Proof::from_body(&base32::decode(body).ok_or(NotAProof::Damaged)?)?;
    let message = proof.message();
    Ok(SignedProof { proof, message, signature })
}

/// Crockford's letters: without I, L, O and U, which people misread.
const SHORT_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a short code before its check letter: 55 of the random bits at the end of a UUIDv7.
const SHORT_LETTERS_COUNT: u32 = 11;

/// A code to read out or type, such as `7F2C-91KQ-0DWM`: it finds the letter in the register but proves nothing
/// by itself. The last letter is a check that catches one wrong letter.
pub fn short_code(proof: &Proof) -> String {
    let tail = proof.id.as_u128();
    let values: Vec<u8> =
        (0..SHORT_LETTERS_COUNT).rev().map(|place| ((tail >> (5 * place)) & 31) as u8).collect();
    written(&values)
}

/// A typed short code in the form [`short_code`] writes it; lower case, missing dashes and O, I, L for 0, 1, 1 are
/// understood. `None` when a letter is wrong or missing.
pub fn read_short_code(text: &str) -> Option<String> {
    if text.len() > 64 {
        return None;
    }
    let mut values = Vec::new();
    for letter in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = SHORT_LETTERS.iter().position(|l| char::from(*l) == letter)?;
        values.push(u8::try_from(value).ok()?);
    }
    let (check, values) = values.split_last()?;
    let whole = values.len() == SHORT_LETTERS_COUNT as usize && *check == check_value(values);
    whole.then(|| written(values))
}

fn written(values: &[u8]) -> String {
    let mut text = String::new();
    for (place, value) in values.iter().chain([&check_value(values)]).enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(SHORT_LETTERS[usize::from(value & 31)]));
    }
    text
}

/// Luhn's check, modulo 32: catches every single wrong letter and nearly every swap of neighbours.
fn check_value(values: &[u8]) -> u8 {
    let sum: u32 = values
        .iter()
        .rev()
        .enumerate()
        .map(|(place, value)| {
            let weighed = u32::from(*value) * if place % 2 == 0 { 2 } else { 1 };
            weighed / 32 + weighed % 32
        })
        .sum();
    ((32 - sum % 32) % 32) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A stand-in for a signature: keyed and sensitive to every byte, not secure.
    fn sign(key: u64, message: &[u8]) -> Vec<u8> {
        let mut lanes = [key; 8];
        for (place, byte) in message.iter().enumerate() {
            for (lane, state) in lanes.iter_mut().enumerate() {
                *state = (*state ^ u64::from(*byte) ^ ((place * 8 + lane) as u64) << 9)
                    .wrapping_mul(0x0000_0100_0000_01B3)
                    .rotate_left(17);
            }
        }
        lanes.iter().flat_map(|state| state.to_be_bytes()).collect()
    }

    fn proofs() -> impl Strategy<Value = Proof> {
        (any::<Option<u32>>(), any::<u128>(), 1990i16..2100, 1i8..=12, 1i8..=28, "[a-z-]{0,20}").prop_map(
            |(card, id, year, month, day, site)| Proof {
                kind: card.map_or(Kind::Decision, |number| Kind::Card { number }),
                id: Uuid::from_u128(id),
                issued: jiff::civil::date(year, month, day),
                site,
            },
        )
    }

    fn accepts(text: &str, key: u64) -> Option<Proof> {
        let read = parse_payload(text).ok()?;
        read.verified(|message, signature| sign(key, message) == signature).cloned()
    }

    proptest! {
        #[test]
        fn a_payload_comes_back_whole(proof in proofs(), key: u64) {
            let text = proof.payload(|message| sign(key, message));
            prop_assert_eq!(accepts(&text, key), Some(proof.clone()));
            prop_assert_eq!(accepts(&text, key ^ 1), None);
            prop_assert!(text.len() < 200, "{} characters do not print well", text.len());
        }

        #[test]
        fn no_changed_letter_passes(proof in proofs(), key: u64, place: prop::sample::Index, other in "[A-Z2-7a-z0189: .ñ]") {
            let text = proof.payload(|message| sign(key, message));
            let place = place.index(text.len());
            prop_assume!(text[place..=place] != *other);
            let changed = format!("{}{other}{}", &text[..place], &text[place + 1..]);
            prop_assert_eq!(accepts(&changed, key), None);
            let shortened = format!("{}{}", &text[..place], &text[place + 1..]);
            prop_assert_eq!(accepts(&shortened, key), None);
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,80}", tail in "[A-Z2-7:]{0,300}") {
            let _ = parse_payload(&text);
            let _ = parse_payload(&format!("CEIBA1:{tail}"));
            let _ = read_short_code(&text);
        }

        #[test]
        fn a_short_code_is_read_as_people_type_it(proof in proofs(), place in 0usize..12, other in 0usize..32) {
            let code = short_code(&proof);
            prop_assert_eq!(code.len(), 14);
            let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(read_short_code(&typed), Some(code.clone()));
            let mut letters: Vec<char> = code.chars().filter(|c| *c != '-').collect();
            let other = char::from(SHORT_LETTERS[other]);
            prop_assume!(letters[place] != other);
            letters[place] = other;
            prop_assert_eq!(read_short_code(&letters.iter().collect::<String>()), None);
        }
    }

    #[test]
    fn a_cards_serial_is_signed_with_it() {
        let issued = jiff::civil::date(2024, 6, 3);
        let card =
            |number| Proof { kind: Kind::Card { number }, id: Uuid::from_u128(7), issued, site: "hq".into() };
        assert_eq!(card(7).serial().as_deref(), Some("CA-HQ-2024-00007"));
        let (one, two) = (card(7).payload(|m| sign(1, m)), card(8).payload(|m| sign(1, m)));
        let body = |payload: &str| payload.split(':').nth(1).unwrap().to_owned();
        let moved = one.replace(&body(&one), &body(&two));
        assert!(accepts(&one, 1).is_some() && accepts(&moved, 1).is_none());
        let short = format!("CEIBA1:{}:{}", base32::encode(&[4, 0, 0]), base32::encode(&[0; 64]));
        assert_eq!(parse_payload(&short).unwrap_err(), NotAProof::Damaged);
    }

    #[test]
    fn what_is_not_ours_is_told_apart() {
        assert_eq!(parse_payload("https://example.org").unwrap_err(), NotAProof::OtherText);
        assert_eq!(parse_payload("CEIBA1:").unwrap_err(), NotAProof::Damaged);
        assert_eq!(
            parse_payload(&format!("CEIBA1:{}", "A".repeat(10_000_000))).unwrap_err(),
            NotAProof::Damaged
        );
        let newer = format!("CEIBA1:{}:{}", base32::encode(&[9; 30]), base32::encode(&[0; 64]));
        assert_eq!(parse_payload(&newer).unwrap_err(), NotAProof::Newer);
        assert_eq!(read_short_code(""), None);
    }
}
