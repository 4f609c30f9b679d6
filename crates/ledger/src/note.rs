//! Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures over the text.

use crate::KeyFile;
use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::STANDARD};

/// The longest note that is read, and the most signatures in one.
const MOST_BYTES: usize = 64 * 1024;
const MOST_SIGNATURES: usize = 64;
const ED25519: u8 = 1;

/// Why bytes are no signed note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("the note is longer than any note of ours")]
    Long,
    #[error("the note is no plain text")]
    Text,
    #[error("the note has no text and signatures with an empty line between them")]
    Form,
    #[error("a signature line of the note is not of its form")]
    Signature,
    #[error("the verifier key is not of its form")]
    Key,
}

/// Whose Ed25519 signature a line says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteKey {
    pub name: String,
    pub public_key: Vec<u8>,
}

/// One signature line: `— name base64(key id, signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    pub name: String,
    pub key_id: [u8; 4],
    pub signature: Vec<u8>,
}

/// A note as it was read; nobody has checked its signatures yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// With the line feed at its end; this is what is signed.
    pub text: String,
    pub signatures: Vec<NoteSignature>,
}

/// Names are at most 255 bytes without spaces, control characters or `+`.
pub(crate) fn is_name(name: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    !name.is_empty() && name.len() <= 255 && !name.contains(odd)
}

impl NoteKey {
    /// The first four bytes of SHA-256 over name, line feed, kind of signature, public key.
    pub fn id(&self) -> [u8; 4] {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(self.name.as_bytes());
        context.update(&[b'\n', ED25519]);
        context.update(&self.public_key);
        let digest = context.finish();
        digest.as_ref().first_chunk().copied().unwrap_or_default()
    }

    /// As it is handed on: `name+id+base64(kind, public key)`.
    pub fn text(&self) -> String {
        let id: String = self.id().iter().map(|b| format!("{b:02x}")).collect();
        let key = [&[ED25519], self.public_key.as_slice()].concat();
        format!("{}+{id}+{}", self.name, STANDARD.encode(key))
    }

    pub fn parse(text: &str) -> Result<NoteKey, NoteError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::Key);
        };
        let key = STANDARD.decode(key).map_err(|_| NoteError::Key)?;
        let (kind, public_key) = key.split_first().ok_or(NoteError::Key)?;
        if !is_name(name) || *kind != ED25519 || public_key.len() != 32 {
            return Err(NoteError::Key);
        }
        let read = NoteKey { name: name.to_owned(), public_key: public_key.to_vec() };
        // Also says that the id in the middle is the key's own, in lower case.
        if read.text() == text { Ok(read) } else { Err(NoteError::Key) }
    }

    /// Whether this key made this line over this text. `None` when the line names another key.
    pub fn made(&self, line: &NoteSignature, text: &str) -> Option<bool> {
        (line.name == self.name && line.key_id == self.id())
            .then(|| KeyFile::verifies(&self.public_key, text.as_bytes(), &line.signature))
    }
}

impl Note {
    /// Reads bytes that anybody may have sent.
    pub fn parse(bytes: &[u8]) -> Result<Note, NoteError> {
        if bytes.len() > MOST_BYTES {
            return Err(NoteError::Long);
        }
        let all = std::str::from_utf8(bytes).map_err(|_| NoteError::Text)?;
        if all.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::Text);
        }
        let at = all.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, lines) = (&all[..=at], &all[at + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Form)?;
        let lines: Vec<&str> = lines.split('\n').take(MOST_SIGNATURES + 1).collect();
        if text == "\n" || lines.len() > MOST_SIGNATURES {
            return Err(NoteError::Form);
        }
        let signatures = lines.into_iter().map(NoteSignature::parse).collect::<Result<_, _>>()?;
        Ok(Note { text: text.to_owned(), signatures })
    }

    pub fn to_text(&self) -> String {
        let lines: String = self.signatures.iter().map(NoteSignature::text).collect();
        format!("{}\n{lines}", self.text)
    }
}

impl NoteSignature {
    pub(crate) fn of(key: &NoteKey, signature: &[u8]) -> NoteSignature {
        NoteSignature { name: key.name.clone(), key_id: key.id(), signature: signature.to_vec() }
    }

    fn parse(line: &str) -> Result<NoteSignature, NoteError> {
        let (name, signature) = line
            .strip_prefix("— ")
            .and_then(|rest| rest.split_once(' '))
            .filter(|(name, _)| is_name(name))
            .ok_or(NoteError::Signature)?;
        let bytes = STANDARD.decode(signature).map_err(|_| NoteError::Signature)?;
        let (key_id, signature) = bytes.split_first_chunk::<4>().ok_or(NoteError::Signature)?;
        if signature.is_empty() {
            return Err(NoteError::Signature);
        }
        Ok(NoteSignature { name: name.to_owned(), key_id: *key_id, signature: signature.to_vec() })
    }

    fn text(&self) -> String {
        let bytes = [self.key_id.as_slice(), &self.signature].concat();
        format!("— {} {}\n", self.name, STANDARD.encode(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of C2SP's tlog-checkpoint.
    const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    /// The example of Go's `golang.org/x/mod/sumdb/note`.
    const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn foreign_notes_are_read_and_verified() {
        let note = Note::parse(EXAMPLE.as_bytes()).unwrap();
        assert_eq!((note.signatures.len(), note.to_text().as_str()), (1, EXAMPLE));
        let (key, note) = (NoteKey::parse(GO_KEY).unwrap(), Note::parse(GO_NOTE.as_bytes()).unwrap());
        assert_eq!((key.made(&note.signatures[0], &note.text), key.text().as_str()), (Some(true), GO_KEY));
        assert_eq!(key.made(&note.signatures[0], "else\n"), Some(false));
    }

    #[test]
    fn what_is_no_note_is_refused() {
        for text in
            ["", "\n", "\n\n", "a\n\n", "\n\n— a AAAAAAA=\n", "a\n\n— a AAAAAAA=", "a\n\n- a AAAAAAA=\n"]
        {
            assert!(Note::parse(text.as_bytes()).is_err(), "{text:?}");
        }
        for line in
            ["— a+b AAAAAAA=", "—  AAAAAAA=", "— a AAAA", "— a AAAAAAB=", "— a AAAAAA", "— a AAAAAAA= "]
        {
            assert_eq!(Note::parse(format!("a\n\n{line}\n").as_bytes()), Err(NoteError::Signature), "{line}");
        }
        assert!(Note::parse(b"a\n\n\xff").is_err() && Note::parse(&vec![b'a'; MOST_BYTES + 1]).is_err());
        let many = format!("a\n\n{}", "— a AAAAAAA=\n".repeat(MOST_SIGNATURES + 1));
        assert_eq!(Note::parse(many.as_bytes()), Err(NoteError::Form));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Note::parse(&bytes);
            let _ = NoteKey::parse(&String::from_utf8_lossy(&bytes));
        }

        /// Every byte of a note means something: bent, it is no note, another text, or another signature.
        #[test]
        fn no_bent_byte_is_overlooked(at in any::<usize>(), bit in 0u8..8) {
            let key = NoteKey::parse(GO_KEY).unwrap();
            let mut bent = GO_NOTE.as_bytes().to_vec();
            let at = at % bent.len();
            bent[at] ^= 1 << bit;
            if let Ok(note) = Note::parse(&bent) {
                prop_assert_ne!(key.made(&note.signatures[0], &note.text), Some(true));
                prop_assert_eq!(note.to_text().into_bytes(), bent);
            }
        }
    }
}
