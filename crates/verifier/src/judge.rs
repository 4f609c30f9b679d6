//! The walk through the file: what may stand where, and what each line must agree with.

use crate::note::{Key, Note};
use crate::part::Part;
use crate::tree::{Counter, Digest32};
use crate::{PartVerdict, Refusal, Verdict, entry, line};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::{BufRead, Read};

const LONGEST_LINE: u64 = 67_108_864;

/// A checkpoint whose signatures hold; its root is still to be compared.
struct Claim {
    epoch: i64,
    size: u64,
    root: Digest32,
    text: String,
    cosignatures: u64,
}

struct Judge {
    tenant: String,
    site: String,
    keys: Vec<Key>,
    used: Vec<bool>,
    claims: Vec<Claim>,
    agreed: usize,
    tree: Counter,
    last: Option<(i64, i64, Digest32)>,
}

/// Judges a file. Every key in `trusted` (a verifier key, as the file writes it) must be among those that signed.
pub fn judge(file: &mut dyn BufRead, trusted: &[String]) -> Result<Verdict, Refusal> {
    let mut lines = Lines { file, number: 0, seen: Sha256::new() };
    let outcome = walk(&mut lines, trusted);
    outcome.map_err(|wrong| match wrong {
        Wrong::Read(why) => Refusal::Unreadable(why),
        Wrong::Line(what) => Refusal::At(lines.number, what),
    })
}

/// Judges a file with what was lent to a site.
pub fn judge_part(file: &mut dyn BufRead, trusted: &[String]) -> Result<PartVerdict, Refusal> {
    let mut lines = Lines { file, number: 0, seen: Sha256::new() };
    let outcome = walk_part(&mut lines, trusted);
    outcome.map_err(|wrong| match wrong {
        Wrong::Read(why) => Refusal::Unreadable(why),
        Wrong::Line(what) => Refusal::At(lines.number, what),
    })
}

fn walk_part(lines: &mut Lines<'_>, trusted: &[String]) -> Result<PartVerdict, Wrong> {
    let first = lines.next()?.ok_or("the file is empty")?;
    let mut part = Part::from_first(&first).ok_or("the file does not begin as a part of Ceiba begins")?;
    lines.seen.update(format!("{first}\n"));
    loop {
        let text = lines.next()?.ok_or("the file ends without a seal")?;
        let value: Value = serde_json::from_str(&text).map_err(|e| Wrong::Line(e.to_string()))?;
        let (kind, inside) = only_member(&value).ok_or("the line is no object with one member")?;
        if let ("seal", Value::String(note)) = (kind, inside) {
            if text != format!("{{\"seal\":{inside}}}") {
                return Err("the line is not written as the form says".into());
            }
            part.seal(note, lines.number - 1, &lines.seen).map_err(Wrong::Line)?;
            break;
        }
        part.line(kind, inside, &text).map_err(Wrong::Line)?;
        lines.seen.update(text);
        lines.seen.update("\n");
    }
    if lines.next()?.is_some() {
        return Err("something follows the seal".into());
    }
    part.verdict(trusted).map_err(Wrong::Line)
}

enum Wrong {
    Read(std::io::Error),
    Line(String),
}
impl From<std::io::Error> for Wrong {
    fn from(why: std::io::Error) -> Wrong {
        Wrong::Read(why)
    }
}
impl From<&str> for Wrong {
    fn from(what: &str) -> Wrong {
        Wrong::Line(what.to_owned())
    }
}

struct Lines<'a> {
    file: &'a mut dyn BufRead,
    number: u64,
    seen: Sha256,
}

impl Lines<'_> {
    /// The next line without its line feed, or `None` at the end.
    fn next(&mut self) -> Result<Option<String>, Wrong> {
        let mut bytes = Vec::new();
        (&mut *self.file).take(LONGEST_LINE).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if bytes.pop() != Some(b'\n') {
            return Err("the line is cut or too long".into());
        }
        String::from_utf8(bytes).map(Some).map_err(|_| "the line is no UTF-8".into())
    }
}

fn walk(lines: &mut Lines<'_>, trusted: &[String]) -> Result<Verdict, Wrong> {
    let first = lines.next()?.ok_or("the file is empty")?;
    let mut judge = Judge::from_first(&first).ok_or("the file does not begin as a proof of Ceiba begins")?;
    lines.seen.update(format!("{first}\n"));
    loop {
        let text = lines.next()?.ok_or("the file ends without a seal")?;
        let value: Value = serde_json::from_str(&text).map_err(|e| Wrong::Line(e.to_string()))?;
        let (kind, inside) = only_member(&value).ok_or("the line is no object with one member")?;
        match (kind, inside) {
            ("seal", Value::String(note)) => {
                let is_plain = text == format!("{{\"seal\":{inside}}}");
                judge.seal(note, is_plain, lines.number - 1, &lines.seen)?;
                break;
            }
            ("entry", _) => judge.entry(inside, &text)?,
            ("key" | "checkpoint", Value::String(word)) => {
                if text != format!("{{\"{kind}\":{inside}}}") {
                    return Err("the line is not written as the form says".into());
                }
                if kind == "key" { judge.key(word)? } else { judge.checkpoint(word)? }
            }
            _ => return Err("nobody knows such a line".into()),
        }
        lines.seen.update(text);
        lines.seen.update("\n");
    }
    if lines.next()?.is_some() {
        return Err("something follows the seal".into());
    }
    judge.verdict(trusted)
}

fn only_member(value: &Value) -> Option<(&str, &Value)> {
    let object = value.as_object().filter(|o| o.len() == 1)?;
    object.iter().next().map(|(name, value)| (name.as_str(), value))
}

impl Judge {
    fn from_first(text: &str) -> Option<Judge> {
        let value: Value = serde_json::from_str(text).ok()?;
        let (_, inside) = only_member(&value).filter(|(kind, _)| *kind == "bundle")?;
        let mut fields = line::Fields::of(inside)?;
        let is_ours = fields.text("form")? == "ceiba-proof/1";
        let (tenant, site) = (fields.text("tenant")?.to_owned(), fields.text("site")?.to_owned());
        (is_ours && fields.written("bundle")? == text).then(|| Judge {
            tenant,
            site,
            keys: Vec::new(),
            used: Vec::new(),
            claims: Vec::new(),
            agreed: 0,
            tree: Counter::default(),
            last: None,
        })
    }

    fn key(&mut self, text: &str) -> Result<(), Wrong> {
        let key = Key::read(text).ok_or("this is no verifier key")?;
        let in_order = self.keys.last().is_none_or(|before| before.text < key.text);
        if !in_order || !self.claims.is_empty() || self.tree.leaves > 0 {
            return Err("the key stands in the wrong place".into());
        }
        self.keys.push(key);
        self.used.push(false);
        Ok(())
    }

    fn checkpoint(&mut self, text: &str) -> Result<(), Wrong> {
        let note = Note::read(text).ok_or("the checkpoint is no signed note")?;
        let origin = note.text.lines().next().unwrap_or_default();
        let mut signers: Vec<usize> = Vec::new();
        for (i, line) in note.lines.iter().enumerate() {
            let signer = self.keys.iter().position(|key| key.is_named_by(line));
            let signer = signer.ok_or("a signature is by a key that the file does not name")?;
            if i == 0 && line.name != origin {
                return Err("the log's own signature does not stand first".into());
            }
            if signers.contains(&signer) || !self.keys[signer].signed(note.text, line) {
                return Err(Wrong::Line(format!("the signature of {} does not hold", line.name)));
            }
            signers.push(signer);
        }
        let mut claim = self.claim(note.text).ok_or("the checkpoint is not of this log's form")?;
        claim.cosignatures = signers.len() as u64 - 1;
        let after =
            |last: &Claim| (last.size, last.epoch) < (claim.size, claim.epoch) && last.epoch <= claim.epoch;
        if self.tree.leaves > 0 || !self.claims.last().is_none_or(after) {
            return Err("the checkpoint stands in the wrong place".into());
        }
        signers.into_iter().for_each(|signer| self.used[signer] = true);
        self.claims.push(claim);
        self.settle(0)
    }

    /// `ceiba/TENANT/SITE/EPOCH`, the number of entries, the root.
    fn claim(&self, text: &str) -> Option<Claim> {
        let rows: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
        let &[origin, size, root] = rows.as_slice() else { return None };
        let epoch = origin.strip_prefix(&format!("ceiba/{}/{}/", self.tenant, self.site))?;
        let (epoch_read, size_read) = (epoch.parse::<i64>().ok()?, size.parse::<i64>().ok()?);
        let plain = epoch_read.to_string() == epoch && size_read.to_string() == size;
        let fits = plain && epoch_read >= 1 && size_read >= 0;
        let claim = Claim {
            epoch: epoch_read,
            size: size_read.unsigned_abs(),
            root: line::base64(root)?.try_into().ok()?,
            text: text.to_owned(),
            cosignatures: 0,
        };
        fits.then_some(claim)
    }

    fn entry(&mut self, value: &Value, text: &str) -> Result<(), Wrong> {
        let read = entry::read(value, &self.tenant, &self.site);
        let (entry, written) = read.ok_or("the entry is not of its form")?;
        if written != text {
            return Err("the entry is not written as the form says".into());
        }
        if entry.computed != entry.hash {
            return Err("the entry's hash does not recompute".into());
        }
        let (epoch, number, hash) = self.last.unwrap_or((entry.epoch, 0, [0; 32]));
        let next = number.checked_add(1) == Some(entry.sequence);
        let restarts = self.last.is_some() && entry.epoch > epoch && entry.sequence == 1;
        if entry.previous != hash || !(next || restarts) || entry.epoch < epoch.max(1) {
            return Err("the chain breaks here".into());
        }
        self.last = Some((entry.epoch, entry.sequence, entry.hash));
        self.tree.push(&entry.hash);
        self.settle(entry.epoch)
    }

    /// Compares the claims over as many entries as there are now.
    fn settle(&mut self, epoch: i64) -> Result<(), Wrong> {
        while let Some(claim) = self.claims.get(self.agreed).filter(|c| c.size == self.tree.leaves) {
            if claim.root != self.tree.root() || claim.epoch < epoch {
                return Err(Wrong::Line(format!(
                    "the checkpoint over {} entries is of another log",
                    claim.size
                )));
            }
            self.agreed += 1;
        }
        Ok(())
    }

    fn seal(&mut self, text: &str, is_plain: bool, lines: u64, seen: &Sha256) -> Result<(), Wrong> {
        let note = Note::read(text).ok_or("the seal is no signed note")?;
        let newest = self.claims.last().ok_or("the file has no checkpoint")?;
        let origin = newest.text.lines().next().unwrap_or_default();
        let digest = line::to_base64(&seen.clone().finalize());
        let over_all = note.text == format!("ceiba-proof/1 {lines}\n{digest}\n");
        let own = |key: &Key| match note.lines.as_slice() {
            [one] => key.name == origin && key.is_named_by(one) && key.signed(note.text, one),
            _ => false,
        };
        if is_plain && over_all && self.keys.iter().any(own) {
            Ok(())
        } else {
            Err("the seal is not over this file by its site".into())
        }
    }

    fn verdict(self, trusted: &[String]) -> Result<Verdict, Wrong> {
        let newest = self.claims.last().ok_or("the file has no checkpoint")?;
        if self.agreed < self.claims.len() || newest.size != self.tree.leaves {
            return Err("the newest checkpoint is not over all entries".into());
        }
        if self.used.contains(&false) {
            return Err("a key signed nothing".into());
        }
        let is_there = |wanted: &&String| self.keys.iter().any(|key| key.text == **wanted);
        if !trusted.iter().all(|wanted| is_there(&wanted)) {
            return Err("a key that you trust did not sign".into());
        }
        Ok(Verdict {
            entries: self.tree.leaves,
            checkpoints: self.claims.len() as u64,
            cosignatures: self.claims.iter().map(|c| c.cosignatures).sum(),
            root: line::to_base64(&newest.root),
            short_code: short_code(&newest.text),
            keys: self.keys.into_iter().map(|key| key.text).collect(),
            tenant: self.tenant,
            site: self.site,
        })
    }
}

/// The first fifty bits of SHA-256 over the signed text, five at a time, in Crockford's letters, in two groups.
fn short_code(text: &str) -> String {
    let hash = Sha256::digest(text);
    let mut code = String::new();
    for i in 0..10usize {
        let bit = |n: usize| hash[n / 8] >> (7 - n % 8) & 1;
        let value = (5 * i..5 * i + 5).fold(0usize, |all, n| all * 2 + usize::from(bit(n)));
        code.extend("0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().nth(value));
        if i == 4 {
            code.push('-');
        }
    }
    code
}
