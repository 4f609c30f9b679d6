//! What one site proves to another at a contact, as it travels: its checkpoint and the proof that links it to the one the
//! other knows, what it signs of the other's, the places of lent entries in their logs, and headquarters' manifest.

use super::wire::{In, Malformed, Out};
use crate::{Hash, MultiProof};

/// The form that this version writes; another one is passed over.
const FORM: u64 = 1;

/// A log's checkpoint, with what links it to an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub note: String,
    /// The verifier key of the log, for a site that the receiver does not meet.
    pub key: String,
    /// The size from which the growth is proved; 0 where nothing links it.
    pub from: u64,
    pub growth: Vec<Hash>,
}

/// Entries below a checkpoint: which they are, and the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// The log, as the first line of its checkpoint says it.
    pub origin: String,
    /// Epoch and number of each entry, in the order of the proof's positions.
    pub places: Vec<(i64, i64)>,
    pub proof: MultiProof,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Testimony {
    /// The newest checkpoint of the receiver that the sender knows: epoch and size, zeros where it knows none.
    pub seen: (i64, u64),
    /// The receiver's last checkpoint did not link to that one; it shall be told anew.
    pub is_lost: bool,
    pub logs: Vec<Told>,
    /// The receiver's checkpoints with the sender's signature.
    pub signed: Vec<String>,
    pub manifest: Option<String>,
    pub exhibits: Vec<Exhibit>,
}

impl Testimony {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.number(FORM);
        out.signed(self.seen.0);
        out.number(self.seen.1);
        out.number(u64::from(self.is_lost));
        out.number(self.logs.len() as u64);
        for told in &self.logs {
            out.block(told.note.as_bytes());
            out.block(told.key.as_bytes());
            out.number(told.from);
            out.number(told.growth.len() as u64);
            told.growth.iter().for_each(|hash| out.bytes.extend_from_slice(&hash.0));
        }
        out.number(self.signed.len() as u64);
        self.signed.iter().for_each(|note| out.block(note.as_bytes()));
        out.number(u64::from(self.manifest.is_some()));
        self.manifest.iter().for_each(|note| out.block(note.as_bytes()));
        out.number(self.exhibits.len() as u64);
        self.exhibits.iter().for_each(|exhibit| exhibit.write(&mut out));
        out.bytes
    }

    /// Reads what another site sent; nothing where it is of a form that this version does not know.
    pub fn from_bytes(bytes: &[u8]) -> Result<Option<Testimony>, Malformed> {
        let mut read = In::new(bytes);
        if read.number()? != FORM {
            return Ok(None);
        }
        let seen = (read.signed()?, read.number()?);
        let mut all = Testimony { seen, is_lost: yes_or_no(&mut read)?, ..Testimony::default() };
        for _ in 0..read.number()? {
            let (note, key, from) = (text(&mut read)?, text(&mut read)?, read.number()?);
            let mut growth = Vec::new();
            for _ in 0..read.number()? {
                growth.push(Hash(read.fixed()?));
            }
            all.logs.push(Told { note, key, from, growth });
        }
        for _ in 0..read.number()? {
            all.signed.push(text(&mut read)?);
        }
        if yes_or_no(&mut read)? {
            all.manifest = Some(text(&mut read)?);
        }
        for _ in 0..read.number()? {
            all.exhibits.push(Exhibit::read(&mut read)?);
        }
        read.end()?;
        Ok(Some(all))
    }
}

impl Exhibit {
    fn write(&self, out: &mut Out) {
        out.block(self.origin.as_bytes());
        out.number(self.places.len() as u64);
        let mut last = (0, 0);
        for (epoch, sequence) in &self.places {
            out.signed(epoch.wrapping_sub(last.0));
            out.signed(sequence.wrapping_sub(last.1));
            last = (*epoch, *sequence);
        }
        out.block(&self.proof.to_bytes());
    }

    fn read(read: &mut In<'_>) -> Result<Exhibit, Malformed> {
        let origin = text(read)?;
        let mut places = Vec::new();
        let mut last: (i64, i64) = (0, 0);
        for _ in 0..read.number()? {
            last = (last.0.wrapping_add(read.signed()?), last.1.wrapping_add(read.signed()?));
            places.push(last);
        }
        let proof = MultiProof::from_bytes(read.block()?).map_err(|_| Malformed("a proof is none"))?;
        Ok(Exhibit { origin, places, proof })
    }
}

fn yes_or_no(read: &mut In<'_>) -> Result<bool, Malformed> {
    match read.number()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Malformed("yes or no is neither")),
    }
}

fn text(read: &mut In<'_>) -> Result<String, Malformed> {
    let bytes = read.block()?;
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Malformed("a text is none"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(seen: (i64, u64), note in ".{0,40}", from: u64, places: Vec<(i64, i64)>, with: bool) {
            let proof = MultiProof { size: from, positions: vec![1, 2], siblings: vec![Hash([7; 32])] };
            let told = Told { note: note.clone(), key: "k".into(), from, growth: vec![Hash([1; 32]); 3] };
            let all = Testimony {
                seen, is_lost: with, logs: vec![told], signed: vec![note.clone()], manifest: with.then(|| note.clone()),
                exhibits: vec![Exhibit { origin: note, places, proof }],
            };
            let bytes = all.to_bytes();
            prop_assert_eq!(Testimony::from_bytes(&bytes), Ok(Some(all)));
            for cut in 0..bytes.len() { prop_assert!(Testimony::from_bytes(&bytes[..cut]).is_err()); }
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes: Vec<u8>) {
            let _ = Testimony::from_bytes(&[&[1], &bytes[..]].concat());
        }
    }

    #[test]
    fn another_form_is_passed_over() {
        assert_eq!(Testimony::from_bytes(&[9, 1, 2, 3]), Ok(None));
    }
}
