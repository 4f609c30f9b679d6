//! Signed notes and verifier keys of C2SP, as far as Ed25519 goes.

use crate::line;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

#[derive(PartialEq, Eq)]
pub struct Key {
    pub name: String,
    id: [u8; 4],
    public: VerifyingKey,
    pub text: String,
}

pub struct Line<'a> {
    pub name: &'a str,
    id: [u8; 4],
    signature: Vec<u8>,
}

/// A note's text with its last line feed, and the lines of signatures below the empty line.
pub struct Note<'a> {
    pub text: &'a str,
    pub lines: Vec<Line<'a>>,
}

fn is_a_name(name: &str) -> bool {
    (1..=255).contains(&name.len()) && name.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '+')
}

impl Key {
    /// `name+id+base64(1, public key)`, the id in hexadecimal.
    pub fn read(text: &str) -> Option<Key> {
        let (name, rest) = text.split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let key = line::base64(key)?;
        let public: [u8; 32] = key.strip_prefix(&[1u8])?.try_into().ok()?;
        let hash = Sha256::new().chain_update(name).chain_update([10u8]).chain_update(&key).finalize();
        let own = [hash[0], hash[1], hash[2], hash[3]];
        let is_own = id == own.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let public = VerifyingKey::from_bytes(&public).ok()?;
        (is_own && is_a_name(name)).then(|| Key { name: name.into(), id: own, public, text: text.into() })
    }

    pub fn is_named_by(&self, line: &Line<'_>) -> bool {
        line.name == self.name && line.id == self.id
    }

    pub fn signed(&self, text: &str, line: &Line<'_>) -> bool {
        let signature = Signature::from_slice(&line.signature);
        signature.is_ok_and(|s| self.public.verify_strict(text.as_bytes(), &s).is_ok())
    }
}

impl<'a> Note<'a> {
    pub fn read(all: &'a str) -> Option<Note<'a>> {
        if all.len() > 65_536 || all.bytes().any(|b| b < 0x20 && b != b'\n') {
            return None;
        }
        let empty = all.rfind("\n\n")?;
        let (text, below) = (&all[..empty + 1], &all[empty + 2..]);
        let rows: Vec<&str> = below.strip_suffix('\n')?.split('\n').collect();
        if text.len() < 2 || rows.len() > 64 {
            return None;
        }
        let lines = rows.into_iter().map(Line::read).collect::<Option<Vec<_>>>()?;
        Some(Note { text, lines })
    }
}

impl<'a> Line<'a> {
    fn read(row: &'a str) -> Option<Line<'a>> {
        let mut words = row.split(' ');
        let (dash, name, code) = (words.next()?, words.next()?, words.next()?);
        let bytes = line::base64(code)?;
        let (id, signature) = bytes.split_at_checked(4)?;
        let fits = dash == "\u{2014}" && words.next().is_none() && is_a_name(name) && !signature.is_empty();
        fits.then(|| Line { name, id: [id[0], id[1], id[2], id[3]], signature: signature.to_vec() })
    }
}
