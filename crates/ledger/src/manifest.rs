//! Headquarters' manifest of what a post was lent: how many records and entries, and one hash over all of either, for a
//! stated place of the lanes. A signed note, so that the paper holds without the line that brought it.

use crate::entry::Hash;
use crate::note::{Note, NoteKey, NoteSignature};
use crate::{KeyFile, checkpoint::Origin};
use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::STANDARD};

const FORM: &str = "ceiba-manifest/1";

/// How many things a set has, and SHA-256 over all of them in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    pub count: u64,
    pub hash: Hash,
}

/// Things of a set on their way into its total. They must come in rising order.
pub(crate) struct Totalling {
    count: u64,
    context: digest::Context,
}

impl Totalling {
    pub fn new() -> Totalling {
        Totalling { count: 0, context: digest::Context::new(&digest::SHA256) }
    }
    pub fn add(&mut self, thing: &[u8]) {
        self.count += 1;
        self.context.update(thing);
    }
    pub fn total(self) -> Total {
        let mut hash = [0u8; 32];
        hash.copy_from_slice(self.context.finish().as_ref());
        Total { count: self.count, hash: Hash(hash) }
    }
}

/// What headquarters says a post was lent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The log of whoever signs, and how many of its entries its newest checkpoint covers.
    pub origin: Origin,
    pub size: u64,
    /// The post and its epoch.
    pub holder: String,
    pub holder_epoch: i64,
    /// Up to where the urgent and the usual lane carry it.
    pub urgent: i64,
    pub usual: i64,
    /// The records.
    pub records: Total,
    /// Their entries that other sites than the post wrote.
    pub entries: Total,
}

impl Manifest {
    fn text(&self) -> Option<String> {
        let total = |total: &Total| format!("{} {}", total.count, STANDARD.encode(total.hash.0));
        Some(format!(
            "{FORM}\n{}\n{}\n{} {}\n{} {}\n{}\n{}\n",
            self.origin.text()?,
            self.size,
            self.holder,
            self.holder_epoch,
            self.urgent,
            self.usual,
            total(&self.records),
            total(&self.entries)
        ))
    }

    /// The signed note.
    pub(crate) fn sign(&self, keys: &KeyFile) -> Option<String> {
        let (text, name) = (self.text()?, self.origin.text()?);
        let key = NoteKey { name, public_key: keys.public_key() };
        let signatures = vec![NoteSignature::of(&key, &keys.sign(text.as_bytes()))];
        Some(Note { text, signatures }.to_text())
    }

    /// Reads a manifest that the holder of `public_key` signed for its site.
    pub fn open(note: &[u8], tenant: &str, site: &str, public_key: &[u8]) -> Option<Manifest> {
        let note = Note::parse(note).ok()?;
        let manifest = Manifest::read(&note.text)?;
        let key = NoteKey { name: manifest.origin.text()?, public_key: public_key.to_vec() };
        let is_theirs = manifest.origin.tenant == tenant && manifest.origin.site == site;
        let is_signed = matches!(&note.signatures[..], [one] if key.made(one, &note.text) == Some(true));
        (is_theirs && is_signed).then_some(manifest)
    }

    fn read(text: &str) -> Option<Manifest> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next()? != FORM {
            return None;
        }
        let origin = Origin::parse(lines.next()?)?;
        let size = lines.next()?.parse().ok()?;
        let (holder, holder_epoch) = lines.next()?.split_once(' ')?;
        let (urgent, usual) = lines.next()?.split_once(' ')?;
        let manifest = Manifest {
            origin,
            size,
            holder: holder.to_owned(),
            holder_epoch: holder_epoch.parse().ok()?,
            urgent: urgent.parse().ok()?,
            usual: usual.parse().ok()?,
            records: total(lines.next()?)?,
            entries: total(lines.next()?)?,
        };
        // One way to write it.
        (lines.next().is_none() && manifest.text().as_deref() == Some(text)).then_some(manifest)
    }
}

fn total(line: &str) -> Option<Total> {
    let (count, hash) = line.split_once(' ')?;
    Some(Total { count: count.parse().ok()?, hash: Hash::from_slice(&STANDARD.decode(hash).ok()?)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let mut records = Totalling::new();
        records.add(&[1; 16]);
        Manifest {
            origin: Origin { tenant: "pan".into(), site: "hq".into(), epoch: 1 },
            size: 40,
            holder: "paso".into(),
            holder_epoch: 1,
            urgent: 0,
            usual: 17,
            records: records.total(),
            entries: Totalling::new().total(),
        }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_signed_and_no_byte_of_it_bends() {
        let keys = KeyFile::from_root(&[1; 32]).unwrap();
        let note = manifest().sign(&keys).unwrap();
        let open = |bytes: &[u8]| Manifest::open(bytes, "pan", "hq", &keys.public_key());
        assert_eq!(open(note.as_bytes()), Some(manifest()));
        for at in 0..note.len() {
            let mut bent = note.clone().into_bytes();
            bent[at] ^= 1;
            assert_eq!(open(&bent), None, "byte {at}");
        }
        let other = KeyFile::from_root(&[2; 32]).unwrap();
        assert_eq!(Manifest::open(note.as_bytes(), "pan", "hq", &other.public_key()), None);
        assert_eq!(Manifest::open(note.as_bytes(), "pan", "paso", &keys.public_key()), None);
        assert_eq!(Manifest::open(note.as_bytes(), "gtm", "hq", &keys.public_key()), None);
    }

    #[test]
    fn two_sets_have_one_total_only_if_they_are_the_same() {
        let of = |things: &[&[u8]]| {
            let mut totalling = Totalling::new();
            things.iter().for_each(|thing| totalling.add(thing));
            totalling.total()
        };
        assert_eq!(of(&[b"a", b"b"]), of(&[b"a", b"b"]));
        assert_ne!(of(&[b"a", b"b"]), of(&[b"ab"]));
        assert_ne!(of(&[b"a"]), of(&[b"b"]));
        assert_eq!(of(&[]).count, 0);
    }
}
