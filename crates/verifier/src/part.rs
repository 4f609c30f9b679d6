//! The other form of file: entries that were lent to a site, each below a signed checkpoint of the log it is of.

use crate::note::{Key, Note};
use crate::tree::{Digest32, follows, over_some};
use crate::{PartVerdict, entry, line};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

struct Claim {
    root: Digest32,
    cosignatures: u64,
}

/// A proof and the leaves that have come so far.
struct Proof {
    origin: String,
    size: u64,
    positions: Vec<u64>,
    siblings: Vec<Digest32>,
    leaves: Vec<Digest32>,
}

pub struct Part {
    tenant: String,
    holder: String,
    keys: Vec<Key>,
    used: Vec<bool>,
    claims: BTreeMap<(String, u64), Claim>,
    links: u64,
    proof: Option<Proof>,
    /// Entries that came, with the records they are on.
    entries: BTreeMap<Digest32, Vec<u8>>,
    manifest: Option<u64>,
    stage: u8,
}

type Said<T = ()> = Result<T, String>;

/// What must hold of each line, in the order in which the lines come.
impl Part {
    /// The first line of a file of this form.
    pub fn from_first(text: &str) -> Option<Part> {
        let value: Value = serde_json::from_str(text).ok()?;
        let inside = value.as_object().filter(|o| o.len() == 1)?.get("bundle")?;
        let mut fields = line::Fields::of(inside)?;
        let is_ours = fields.text("form")? == "ceiba-part/1";
        let (tenant, holder) = (fields.text("tenant")?.to_owned(), fields.text("site")?.to_owned());
        (is_ours && fields.written("bundle")? == text).then(|| Part {
            tenant,
            holder,
            keys: Vec::new(),
            used: Vec::new(),
            claims: BTreeMap::new(),
            links: 0,
            proof: None,
            entries: BTreeMap::new(),
            manifest: None,
            stage: 1,
        })
    }

    /// A line of any kind but the first and the last.
    pub fn line(&mut self, kind: &str, inside: &Value, text: &str) -> Said {
        let stage = match kind {
            "key" => 1,
            "checkpoint" => 2,
            "growth" => 3,
            "proof" | "entry" => 4,
            "manifest" => 5,
            _ => return Err("nobody knows such a line".into()),
        };
        if stage < self.stage || (stage == 5 && self.stage == 5) {
            return Err("the line stands in the wrong place".into());
        }
        self.stage = stage;
        let plain = || inside.as_str().filter(|_| text == format!("{{\"{kind}\":{inside}}}"));
        match kind {
            "key" => self.key(plain().ok_or("the line is not written as the form says")?),
            "checkpoint" => self.checkpoint(plain().ok_or("the line is not written as the form says")?),
            "growth" => {
                self.growth(inside, text).unwrap_or_else(|| Err("the link is not of its form".into()))
            }
            "proof" => {
                self.finish()?;
                let proof = read_proof(inside, text).ok_or("the proof is not of its form")?;
                if !self.claims.contains_key(&(proof.origin.clone(), proof.size)) {
                    return Err("the proof is below a checkpoint that is not in the file".into());
                }
                self.proof = Some(proof);
                Ok(())
            }
            "entry" => self.entry(inside, text),
            _ => self.manifest(inside, text).unwrap_or_else(|| Err("the manifest is not of its form".into())),
        }
    }

    fn key(&mut self, text: &str) -> Said {
        let key = Key::read(text).ok_or("this is no verifier key")?;
        if self.keys.last().is_some_and(|before| before.text >= key.text) {
            return Err("the key stands in the wrong place".into());
        }
        self.keys.push(key);
        self.used.push(false);
        Ok(())
    }

    fn checkpoint(&mut self, text: &str) -> Said {
        let note = Note::read(text).ok_or("the checkpoint is no signed note")?;
        let origin = note.text.lines().next().unwrap_or_default().to_owned();
        let mut signers = Vec::new();
        for (i, line) in note.lines.iter().enumerate() {
            let signer = self.keys.iter().position(|key| key.is_named_by(line));
            let signer = signer.ok_or("a signature is by a key that the file does not name")?;
            if i == 0 && line.name != origin {
                return Err("the log's own signature does not stand first".into());
            }
            if signers.contains(&signer) || !self.keys[signer].signed(note.text, line) {
                return Err(format!("the signature of {} does not hold", line.name));
            }
            signers.push(signer);
        }
        let (size, root) = claim(note.text, &self.tenant).ok_or("the checkpoint is not of this form")?;
        let place = (origin, size);
        if self.claims.last_key_value().is_some_and(|(last, _)| *last >= place) {
            return Err("the checkpoint stands in the wrong place".into());
        }
        let cosignatures = signers.len() as u64 - 1;
        signers.into_iter().for_each(|signer| self.used[signer] = true);
        self.claims.insert(place, Claim { root, cosignatures });
        Ok(())
    }

    fn root(&self, origin: &str, size: u64) -> Option<Digest32> {
        self.claims.get(&(origin.to_owned(), size)).map(|claim| claim.root)
    }

    fn growth(&mut self, inside: &Value, text: &str) -> Option<Said> {
        let mut fields = line::Fields::of(inside)?;
        let origin = fields.text("origin")?.to_owned();
        let (from, size) = (fields.size("from")?, fields.size("size")?);
        let path = split(&fields.digests("path")?)?;
        if fields.written("growth")? != text {
            return None;
        }
        let (old, new) = (self.root(&origin, from), self.root(&origin, size));
        let holds = match (old, new) {
            (Some(old), Some(new)) if 0 < from && from < size => follows((from, old), (size, new), &path),
            _ => false,
        };
        self.links += 1;
        Some(if holds { Ok(()) } else { Err("the checkpoints do not follow one another".into()) })
    }

    fn entry(&mut self, inside: &Value, text: &str) -> Said {
        let proof = self.proof.as_mut().ok_or("an entry stands before the proof of its place")?;
        let site = proof.origin.split('/').nth(2).unwrap_or_default();
        let (entry, written) =
            entry::read(inside, &self.tenant, site).ok_or("the entry is not of its form")?;
        if written != text {
            return Err("the entry is not written as the form says".into());
        }
        if entry.computed != entry.hash {
            return Err("the entry's hash does not recompute".into());
        }
        proof.leaves.push(Sha256::new_with_prefix([0u8]).chain_update(entry.hash).finalize().into());
        self.entries.insert(entry.hash, entry.record);
        Ok(())
    }

    /// All entries of the proof before have come.
    fn finish(&mut self) -> Said {
        let Some(proof) = self.proof.take() else { return Ok(()) };
        let root = self.root(&proof.origin, proof.size);
        let found = over_some(proof.size, &proof.positions, &proof.leaves, &proof.siblings);
        if root.is_some() && found == root {
            Ok(())
        } else {
            Err("a proof does not lead to the checkpoint".into())
        }
    }

    fn manifest(&mut self, inside: &Value, text: &str) -> Option<Said> {
        if let Err(why) = self.finish() {
            return Some(Err(why));
        }
        let mut fields = line::Fields::of(inside)?;
        let note_text = fields.text("note")?.to_owned();
        let records = fields.uuids("records")?;
        if fields.written("manifest")? != text || records.windows(2).any(|two| two[0] >= two[1]) {
            return None;
        }
        let note = Note::read(&note_text)?;
        let [signature] = note.lines.as_slice() else { return None };
        let signer = self.keys.iter().position(|key| key.is_named_by(signature))?;
        if !self.keys[signer].signed(note.text, signature) {
            return Some(Err("the manifest's signature does not hold".into()));
        }
        let counted: BTreeMap<&Digest32, &Vec<u8>> =
            self.entries.iter().filter(|(_, record)| records.binary_search(record).is_ok()).collect();
        let of_records = total(records.iter().map(Vec::as_slice));
        let of_entries = total(counted.keys().map(|hash| hash.as_slice()));
        let rows: Vec<&str> = note.text.strip_suffix('\n')?.split('\n').collect();
        let [form, origin, size, holder, places, said_records, said_entries] = rows.as_slice() else {
            return None;
        };
        let numbers = |text: &str| text.split_once(' ').is_some_and(|(a, b)| plain(a) && plain(b));
        let holder = holder.split_once(' ').filter(|(site, epoch)| *site == self.holder && plain(epoch));
        let is_of_form = *form == "ceiba-manifest/1"
            && *origin == signature.name
            && claim_origin(origin, &self.tenant).is_some()
            && plain(size)
            && numbers(places);
        if !is_of_form || holder.is_none() {
            return None;
        }
        if *said_records != of_records || *said_entries != of_entries {
            return Some(Err("what the manifest counts is not what is in the file".into()));
        }
        self.manifest = Some(counted.len() as u64);
        self.used[signer] = true;
        Some(Ok(()))
    }

    /// The last line, after so many others with this hash.
    pub fn seal(&mut self, text: &str, lines: u64, seen: &Sha256) -> Said {
        self.finish()?;
        let note = Note::read(text).ok_or("the seal is no signed note")?;
        let digest = line::to_base64(&seen.clone().finalize());
        let over_all = note.text == format!("ceiba-part/1 {lines}\n{digest}\n");
        let name = format!("ceiba/{}/{}", self.tenant, self.holder);
        let own = |key: &Key| match note.lines.as_slice() {
            [one] => key.name == name && key.is_named_by(one) && key.signed(note.text, one),
            _ => false,
        };
        let signer = self.keys.iter().position(own).filter(|_| over_all);
        self.used[signer.ok_or("the seal is not over this file by its site")?] = true;
        Ok(())
    }

    pub fn verdict(self, trusted: &[String]) -> Said<PartVerdict> {
        if self.used.contains(&false) {
            return Err("a key signed nothing".into());
        }
        let keys: BTreeSet<&String> = self.keys.iter().map(|key| &key.text).collect();
        if !trusted.iter().all(|wanted| keys.contains(wanted)) {
            return Err("a key that you trust did not sign".into());
        }
        Ok(PartVerdict {
            entries: self.entries.len() as u64,
            checkpoints: self.claims.len() as u64,
            cosignatures: self.claims.values().map(|claim| claim.cosignatures).sum(),
            links: self.links,
            manifest: self.manifest,
            keys: self.keys.into_iter().map(|key| key.text).collect(),
            tenant: self.tenant,
            holder: self.holder,
        })
    }
}

fn read_proof(inside: &Value, text: &str) -> Option<Proof> {
    let mut fields = line::Fields::of(inside)?;
    let proof = Proof {
        origin: fields.text("origin")?.to_owned(),
        size: fields.size("size")?,
        positions: fields.sizes("positions")?,
        siblings: split(&fields.digests("siblings")?)?,
        leaves: Vec::new(),
    };
    (fields.written("proof")? == text).then_some(proof)
}

fn split(bytes: &[u8]) -> Option<Vec<Digest32>> {
    bytes.chunks(32).map(|chunk| chunk.try_into().ok()).collect()
}

/// How many there are, a space, and SHA-256 over all of them.
fn total<'a>(things: impl Iterator<Item = &'a [u8]>) -> String {
    let (mut count, mut hash) = (0u64, Sha256::new());
    for thing in things {
        count += 1;
        hash.update(thing);
    }
    format!("{count} {}", line::to_base64(&hash.finalize()))
}

/// A number as it is written.
fn plain(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|n| n.to_string() == text)
}

/// `ceiba/TENANT/SITE/EPOCH` of this institution.
fn claim_origin(origin: &str, tenant: &str) -> Option<()> {
    let parts: Vec<&str> = origin.split('/').collect();
    let &["ceiba", of, site, epoch] = parts.as_slice() else { return None };
    let odd = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    let is_epoch = plain(epoch) && !epoch.starts_with('-') && epoch != "0";
    (of == tenant && !site.is_empty() && !site.contains(odd) && is_epoch).then_some(())
}

fn claim(text: &str, tenant: &str) -> Option<(u64, Digest32)> {
    let rows: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
    let &[origin, size, root] = rows.as_slice() else { return None };
    claim_origin(origin, tenant)?;
    let number = size.parse::<i64>().ok().filter(|n| n.to_string() == size && *n >= 0)?;
    Some((number.unsigned_abs(), line::base64(root)?.try_into().ok()?))
}
