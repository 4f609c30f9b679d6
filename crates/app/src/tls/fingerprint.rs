//! The fingerprint of an authority in two forms: signs in groups, as tablets show it in their own settings, and words that
//! two people read to one another in any language.

use aws_lc_rs::digest;

/// SHA-256 over the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

/// So many words are read: eighty bits, which nobody makes another authority agree with.
const WORDS: usize = 5;

impl Fingerprint {
    pub fn of(certificate: &[u8]) -> Fingerprint {
        let mut bytes = [0u8; 32];
        bytes.copy_from_slice(digest::digest(&digest::SHA256, certificate).as_ref());
        Fingerprint(bytes)
    }
    pub fn bytes(&self) -> [u8; 32] {
        self.0
    }
    /// `3A:0F:…`, as settings of tablets write it.
    pub fn signs(&self) -> String {
        self.0.map(|byte| format!("{byte:02X}")).join(":")
    }
    /// Words that can be spoken but mean nothing (proquints: each consonant four bits, each vowel two).
    pub fn words(&self) -> String {
        let pairs = self.0.chunks_exact(2).take(WORDS);
        pairs.map(|two| word(u16::from_be_bytes([two[0], two[1]]))).collect::<Vec<_>>().join(" ")
    }
}

fn word(bits: u16) -> String {
    const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 4] = b"aiou";
    let consonant = |shift: u16| char::from(CONSONANTS[usize::from(bits >> shift & 0xf)]);
    let vowel = |shift: u16| char::from(VOWELS[usize::from(bits >> shift & 0x3)]);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_published_examples() {
        // From the proposal: 127.0.0.1 and 63.84.220.193.
        assert_eq!([word(0x7f00), word(0x0001)].join("-"), "lusab-babad");
        assert_eq!([word(63 << 8 | 84), word(220 << 8 | 193)].join("-"), "gutih-tugad");
    }

    #[test]
    fn another_certificate_has_other_words() {
        let (one, two) = (Fingerprint::of(b"one"), Fingerprint::of(b"two"));
        assert_ne!(one.words(), two.words());
        assert_eq!(one.words().split(' ').count(), WORDS);
        assert_eq!(one.signs().len(), 32 * 3 - 1);
    }
}
