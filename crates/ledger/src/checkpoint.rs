//! Checkpoints (C2SP tlog-checkpoint): what a site signs of its log, and what other sites sign of that.

use crate::{
    Hash, KeyFile,
    note::{Note, NoteError, NoteKey, NoteSignature, is_name},
};
use base64::{Engine, engine::general_purpose::STANDARD};

#[cfg(test)]
mod tests;

/// The log that a checkpoint is about. A new epoch is a new log: it need not agree with what the lost one had signed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    pub tenant: String,
    pub site: String,
    pub epoch: i64,
}

/// Why bytes are no checkpoint of the site that they were said to be of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACheckpoint {
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error("the checkpoint is not three lines: origin, size, root")]
    Form,
    #[error("the checkpoint is of another log")]
    Origin,
    #[error("the checkpoint is not signed by its site")]
    Unsigned,
    #[error("a signature under the checkpoint is false: {0}")]
    FalseSignature(String),
}

/// Another site's signature under a checkpoint: it has seen this one and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// The site's name as a signer, such as `ceiba/pan/paso-canoas`.
    pub key: NoteKey,
    pub signature: Vec<u8>,
}

/// A root of a site's tree, signed by the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub origin: Origin,
    /// How many entries stand below the root.
    pub size: u64,
    pub root: Hash,
    pub public_key: Vec<u8>,
    pub signature: Vec<u8>,
    pub cosignatures: Vec<Cosignature>,
    /// It contradicts another checkpoint of the same site and epoch; both are kept.
    pub fork: bool,
}

impl Origin {
    /// `ceiba/TENANT/SITE/EPOCH`, if the two names can stand in it.
    pub fn text(&self) -> Option<String> {
        let plain = |name: &str| is_name(name) && !name.contains('/');
        (plain(&self.tenant) && plain(&self.site) && self.epoch > 0)
            .then(|| format!("ceiba/{}/{}/{}", self.tenant, self.site, self.epoch))
    }

    pub fn parse(text: &str) -> Option<Origin> {
        let mut parts = text.strip_prefix("ceiba/")?.split('/');
        let (tenant, site) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let origin = Origin { tenant, site, epoch: parts.next()?.parse().ok()? };
        (parts.next().is_none() && origin.text().as_deref() == Some(text)).then_some(origin)
    }
}

/// The name under which a site signs checkpoints of others.
pub fn cosigner_name(tenant: &str, site: &str) -> String {
    format!("ceiba/{tenant}/{site}")
}

/// What is signed.
fn text_of(origin: &str, size: u64, root: Hash) -> String {
    format!("{origin}\n{size}\n{}\n", STANDARD.encode(root.0))
}

impl Checkpoint {
    /// Signs a root with the site's own key.
    pub(crate) fn sign(origin: Origin, size: u64, root: Hash, keys: &KeyFile) -> Option<Checkpoint> {
        let signature = keys.sign(text_of(&origin.text()?, size, root).as_bytes());
        let public_key = keys.public_key();
        Some(Checkpoint { origin, size, root, public_key, signature, cosignatures: Vec::new(), fork: false })
    }

    /// Reads what somebody sent and checks that the holder of `public_key` signed it for `site`. Signatures of `others`
    /// are checked too and kept; those of strangers are left out, as the format asks.
    pub fn open(
        bytes: &[u8],
        tenant: &str,
        site: &str,
        public_key: &[u8],
        others: &[NoteKey],
    ) -> Result<Checkpoint, NotACheckpoint> {
        let note = Note::parse(bytes)?;
        let (origin, size, root) = head(&note.text).ok_or(NotACheckpoint::Form)?;
        if origin.tenant != tenant || origin.site != site {
            return Err(NotACheckpoint::Origin);
        }
        let mut checkpoint = Checkpoint {
            origin,
            size,
            root,
            public_key: public_key.to_vec(),
            signature: Vec::new(),
            cosignatures: Vec::new(),
            fork: false,
        };
        let own = checkpoint.key();
        for line in &note.signatures {
            match own.made(line, &note.text) {
                Some(true) if checkpoint.signature.is_empty() => {
                    checkpoint.signature = line.signature.clone()
                }
                Some(_) => return Err(NotACheckpoint::FalseSignature(line.name.clone())),
                None => checkpoint.take_cosignature(line, &note.text, others)?,
            }
        }
        if checkpoint.signature.is_empty() { Err(NotACheckpoint::Unsigned) } else { Ok(checkpoint) }
    }

    fn take_cosignature(
        &mut self,
        line: &NoteSignature,
        text: &str,
        others: &[NoteKey],
    ) -> Result<(), NotACheckpoint> {
        for key in others {
            let known = self.cosignatures.iter().any(|c| c.key == *key);
            match key.made(line, text) {
                Some(true) if !known => {
                    self.cosignatures
                        .push(Cosignature { key: key.clone(), signature: line.signature.clone() });
                }
                Some(_) => return Err(NotACheckpoint::FalseSignature(line.name.clone())),
                None => {}
            }
        }
        Ok(())
    }

    /// The site's key, as other people's programs take it.
    pub fn key(&self) -> NoteKey {
        NoteKey { name: self.origin.text().unwrap_or_default(), public_key: self.public_key.clone() }
    }

    /// What the signatures are over.
    pub fn text(&self) -> String {
        text_of(&self.origin.text().unwrap_or_default(), self.size, self.root)
    }

    /// The signed note: the site's signature first, then those of others.
    pub fn note(&self) -> String {
        let text = self.text();
        let own = NoteSignature::of(&self.key(), &self.signature);
        let others = self.cosignatures.iter().map(|c| NoteSignature::of(&c.key, &c.signature));
        Note { text, signatures: std::iter::once(own).chain(others).collect() }.to_text()
    }

    /// Whether every signature under it holds.
    pub fn holds(&self) -> bool {
        let text = self.text();
        let signed = |key: &[u8], signature: &[u8]| KeyFile::verifies(key, text.as_bytes(), signature);
        signed(&self.public_key, &self.signature)
            && self.cosignatures.iter().all(|c| signed(&c.key.public_key, &c.signature))
    }

    /// Ten characters to be printed on paper (`7ZXM4-0TQ9R`): the beginning of SHA-256 over the signed text, in
    /// Crockford's base 32. Whoever holds the paper can later ask for the checkpoint that has it.
    pub fn short_code(&self) -> String {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, self.text().as_bytes());
        let bits = digest.as_ref().iter().take(8).fold(0u64, |all, byte| all << 8 | u64::from(*byte));
        let letter = |i: u32| char::from(LETTERS[(bits >> (59 - 5 * i) & 31) as usize]);
        let code: String = (0..10).map(letter).collect();
        format!("{}-{}", &code[..5], &code[5..])
    }
}

/// The three lines of a checkpoint. Extension lines, which nobody could audit, are not of our form.
fn head(text: &str) -> Option<(Origin, u64, Hash)> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
    let parsed = (
        Origin::parse(origin)?,
        size.parse::<u64>().ok().filter(|n| i64::try_from(*n).is_ok() && n.to_string() == size)?,
        Hash::from_slice(&STANDARD.decode(root).ok()?)?,
    );
    lines.next().is_none().then_some(parsed)
}
