//! Tokens that only a browser holds; the database keeps their digests.

use aws_lc_rs::{constant_time, digest};
use kernel::Random;

/// 256 random bits as 64 hexadecimal characters.
pub(crate) fn fresh_token(random: &dyn Random) -> String {
    let mut bytes = [0u8; 32];
    random.fill(&mut bytes);
    hex(&bytes)
}

/// SHA-256 of a text under a purpose, so that the digest made for one purpose serves no other.
/// A plain digest is enough: the texts are 256 random bits, which nobody can try out.
pub(crate) fn digest_of(purpose: &str, text: &str) -> Vec<u8> {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(purpose.as_bytes());
    context.update(&[0]);
    context.update(text.as_bytes());
    context.finish().as_ref().to_vec()
}

/// Equality that takes as long whether the first or the last byte differs.
pub(crate) fn same(a: &str, b: &str) -> bool {
    constant_time::verify_slices_are_equal(a.as_bytes(), b.as_bytes()).is_ok()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char])
        .collect()
}

/// The bytes behind [`hex`]; what is no digit counts as nothing.
pub(crate) fn bytes_of(hex: &str) -> Vec<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok()).unwrap_or(0);
    hex.as_bytes().chunks_exact(2).map(|two| digit(two[0]) << 4 | digit(two[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;

    #[test]
    fn tokens_differ_and_digests_depend_on_their_purpose() {
        let random = SeededRandom::new(1);
        let (one, two) = (fresh_token(&random), fresh_token(&random));
        assert_eq!(one.len(), 64);
        assert_ne!(one, two);
        assert_ne!(digest_of("session", &one), digest_of("device", &one));
        assert!(same(&one, &one) && !same(&one, &two) && !same(&one, ""));
        assert_eq!(hex(&[0, 0xab, 0xff]), "00abff");
        assert_eq!(bytes_of("00abff"), [0, 0xab, 0xff]);
    }
}
