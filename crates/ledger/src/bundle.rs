//! A log as a file that proves itself: entries, checkpoints and keys as lines of JSON, sealed by a signature at the end.
//!
//! The form is written down in `docs/operate/proofs.md`. Here it is written, and checked with the ledger's own code;
//! `crates/verifier` checks the same form with none of it.

use crate::{
    Checkpoint, Fault, Hash, Ledger, Note, NoteKey,
    checkpoint::NotACheckpoint,
    door::{ENTRY_COLUMNS, stored},
    entry::Stored,
    nodes::Line,
    note::{NoteError, NoteSignature},
    params,
    prove::{CheckpointError, checkpoints_of},
    tree::{self, Frontier},
};
use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use std::io::{BufRead, Read, Write};

pub mod part;
#[cfg(test)]
mod tests;

const FORM: &str = "ceiba-proof/1";
/// The longest line that is read.
const MOST_LINE: u64 = 64 * 1024 * 1024;
/// Entries read from the database at a time.
const PAGE: u64 = 1_000;

/// One line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Bundle(Head),
    Key(String),
    Checkpoint(String),
    Entry(Box<EntryLine>),
    Seal(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    form: String,
    tenant: String,
    site: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    epoch: i64,
    sequence: i64,
    previous: String,
    record: uuid::Uuid,
    record_kind: String,
    kind: String,
    version: i64,
    account: uuid::Uuid,
    role: String,
    office: String,
    at: i64,
    counter: i64,
    stated: Option<String>,
    parents: Vec<String>,
    key_id: String,
    commitment: String,
    /// The sealed body of an entry of before 0.3.0, whose hash is over the body itself; of all others …
    sealed: Option<String>,
    /// … SHA-256 of the sealed body, which may be gone.
    body: Option<String>,
    hash: String,
}

impl EntryLine {
    fn of(entry: Stored, hash: Hash) -> EntryLine {
        let parents = entry.parents.chunks_exact(32).filter_map(Hash::from_slice);
        let is_apart = entry.is_apart();
        let body = is_apart.then(|| entry.body().hex());
        EntryLine {
            epoch: entry.epoch,
            sequence: entry.sequence,
            previous: entry.previous.hex(),
            record: entry.record,
            record_kind: entry.record_kind,
            kind: entry.kind,
            version: entry.version,
            account: entry.account,
            role: entry.role,
            office: entry.office,
            at: entry.at,
            counter: entry.counter,
            stated: entry.stated,
            parents: parents.map(|h| h.hex()).collect(),
            key_id: entry.key_id,
            commitment: STANDARD.encode(entry.commitment),
            sealed: (!is_apart).then(|| STANDARD.encode(entry.sealed)),
            body,
            hash: hash.hex(),
        }
    }

    fn stored(self, head: &Head) -> Option<(Stored, Hash)> {
        let mut parents = Vec::with_capacity(32 * self.parents.len());
        for parent in &self.parents {
            parents.extend(hash_in(parent)?.0);
        }
        let entry = Stored {
            tenant: head.tenant.clone(),
            site: head.site.clone(),
            epoch: self.epoch,
            sequence: self.sequence,
            previous: hash_in(&self.previous)?,
            record: self.record,
            record_kind: self.record_kind,
            kind: self.kind,
            version: self.version,
            account: self.account,
            role: self.role,
            office: self.office,
            at: self.at,
            counter: self.counter,
            stated: self.stated,
            parents,
            key_id: self.key_id,
            commitment: STANDARD.decode(&self.commitment).ok()?,
            sealed: STANDARD.decode(self.sealed.as_deref().unwrap_or("")).ok()?,
            body_hash: match &self.body {
                Some(body) => Some(hash_in(body)?),
                None => None,
            },
        };
        if entry.is_apart() != self.body.is_some() || self.body.is_some() == self.sealed.is_some() {
            return None;
        }
        Some((entry, hash_in(&self.hash)?))
    }
}

/// A hash in lower-case hexadecimal; there is no other way to write it.
fn hash_in(text: &str) -> Option<Hash> {
    Hash::from_hex(text).filter(|hash| hash.hex() == text)
}

/// What was written, or proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proven {
    pub tenant: String,
    pub site: String,
    pub entries: u64,
    pub checkpoints: u64,
    pub cosignatures: u64,
    /// The root of the newest checkpoint, in base 64 as it stands there.
    pub root: String,
    pub short_code: String,
    /// The keys that signed; compare them with what the sites gave you by other means.
    pub keys: Vec<String>,
}

/// Why a log cannot be written as a file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("the file cannot be written: {0}")]
    Write(#[from] std::io::Error),
    #[error("a line cannot be written: {0}")]
    Line(#[from] serde_json::Error),
}

/// The first thing in a file that is not as it must be.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    #[error("line {line}: {what}")]
    Line { line: u64, what: String },
    #[error("the file cannot be read: {0}")]
    Read(#[from] std::io::Error),
}

/// Lines on their way out, counted and hashed.
struct Sealing<'a> {
    out: &'a mut dyn Write,
    lines: u64,
    hash: digest::Context,
}

impl Sealing<'_> {
    fn put(&mut self, part: &impl Serialize) -> Result<(), ExportError> {
        let mut line = serde_json::to_vec(part)?;
        line.push(b'\n');
        self.out.write_all(&line)?;
        self.hash.update(&line);
        self.lines += 1;
        Ok(())
    }
}

/// The next line of a file, with its end.
fn read_line(file: &mut dyn BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    file.take(MOST_LINE).read_until(b'\n', line)
}

/// What the seal is over. Two lines, so that it can never be taken for a checkpoint.
pub(crate) fn seal_text(lines: u64, hash: &digest::Digest) -> String {
    seal_text_of(FORM, lines, hash)
}

fn seal_text_of(form: &str, lines: u64, hash: &digest::Digest) -> String {
    format!("{form} {lines}\n{}\n", STANDARD.encode(hash.as_ref()))
}

impl Ledger {
    /// Makes a checkpoint and writes this site's log up to it, as stored: what identifies stays sealed.
    pub fn export_proof(&self, out: &mut dyn Write) -> Result<Proven, ExportError> {
        let newest = self.checkpoint_now()?;
        let (tenant, site) = (self.tenant().to_owned(), self.site().to_owned());
        let hash = digest::Context::new(&digest::SHA256);
        let mut sealing = Sealing { out, lines: 0, hash };
        let proven = self.read(|reader| {
            let line = Line::read(reader.connection, &tenant, &site)?;
            let fits = |k: &Checkpoint| !k.fork && k.size <= line.size_in(k.origin.epoch).min(newest.size);
            let mut all = checkpoints_of(reader.connection, &tenant, &site)?;
            all.retain(|k| fits(k) && k.origin.epoch <= newest.origin.epoch);
            all.sort_by_key(|k| (k.size, k.origin.epoch));
            let keys = keys_of(&all);
            let head = Head { form: FORM.to_owned(), tenant: tenant.clone(), site: site.clone() };
            sealing.put(&Part::Bundle(head))?;
            keys.iter().try_for_each(|key| sealing.put(&Part::Key(key.clone())))?;
            all.iter().try_for_each(|k| sealing.put(&Part::Checkpoint(k.note())))?;
            write_entries(reader.connection, (&tenant, &site), &line, newest.size, &mut sealing)?;
            Ok::<_, ExportError>(Proven {
                entries: newest.size,
                checkpoints: all.len() as u64,
                cosignatures: all.iter().map(|k| k.cosignatures.len() as u64).sum(),
                root: STANDARD.encode(newest.root.0),
                short_code: newest.short_code(),
                keys,
                tenant: tenant.clone(),
                site: site.clone(),
            })
        })?;
        let text = seal_text(sealing.lines, &sealing.hash.clone().finish());
        let signature = NoteSignature::of(&newest.key(), &self.keys().sign(text.as_bytes()));
        sealing.put(&Part::Seal(Note { text, signatures: vec![signature] }.to_text()))?;
        sealing.out.flush()?;
        Ok(proven)
    }
}

fn keys_of(all: &[Checkpoint]) -> Vec<String> {
    let cosigners = all.iter().flat_map(|k| &k.cosignatures).map(|c| c.key.text());
    let keys: BTreeSet<String> = all.iter().map(|k| k.key().text()).chain(cosigners).collect();
    keys.into_iter().collect()
}

fn write_entries(
    c: &mut dyn crate::engine::Connection,
    (tenant, site): (&str, &str),
    line: &Line,
    size: u64,
    sealing: &mut Sealing<'_>,
) -> Result<(), ExportError> {
    let sql = format!(
        "select {ENTRY_COLUMNS} from ledger_entry where tenant = $1 and site = $2 and epoch = $3 \
         and sequence between $4 and $5 order by sequence"
    );
    let mut from = 0;
    while from < size {
        let to = size.min(from + PAGE);
        for (epoch, first, last) in line.parts(from, to) {
            for row in &c.query(&sql, &params![tenant, site, epoch, first, last])? {
                let (entry, hash) = stored(row)?;
                sealing.put(&Part::Entry(Box::new(EntryLine::of(entry, hash))))?;
            }
        }
        from = to;
    }
    Ok(())
}

/// Proves a file by itself. With `trusted` keys (as [`NoteKey::text`] writes them) a key in the file of the same name must
/// be that one, and each must have signed.
pub fn check(file: &mut dyn BufRead, trusted: &[String]) -> Result<Proven, Unproven> {
    let mut checking = Checking::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        read_line(file, &mut line)?;
        if line.is_empty() {
            return checking.end(trusted).map_err(|what| Unproven::Line { line: checking.lines, what });
        }
        let done = checking.line(&line);
        checking.lines += 1;
        done.map_err(|what| Unproven::Line { line: checking.lines, what })?;
    }
}

#[derive(Default)]
struct Checking {
    lines: u64,
    hash: Option<digest::Context>,
    head: Option<Head>,
    keys: Vec<NoteKey>,
    signed: HashSet<String>,
    checkpoints: Vec<Checkpoint>,
    /// The first of the checkpoints whose size the tree has not reached.
    next: usize,
    tree: Frontier,
    before: Option<(i64, i64, Hash)>,
    is_sealed: bool,
}

type Told<T = ()> = Result<T, String>;

impl Checking {
    fn line(&mut self, bytes: &[u8]) -> Told {
        if self.is_sealed {
            return Err("something stands behind the seal".into());
        }
        let text = bytes.strip_suffix(b"\n").ok_or("the line has no end")?;
        let part: Part = serde_json::from_slice(text).map_err(|e| e.to_string())?;
        // One way to write each line: no byte without a meaning.
        if serde_json::to_vec(&part).is_ok_and(|again| again != text) {
            return Err("the line is not written as the form says".into());
        }
        let hash = self.hash.get_or_insert_with(|| digest::Context::new(&digest::SHA256));
        if let Part::Seal(note) = part {
            let text = seal_text(self.lines, &hash.clone().finish());
            return self.seal(&note, &text);
        }
        hash.update(bytes);
        match (part, &self.head) {
            (Part::Bundle(head), None) if head.form == FORM => self.head = Some(head),
            (Part::Key(key), Some(_)) if self.checkpoints.is_empty() => self.key(&key)?,
            (Part::Checkpoint(note), Some(_)) if self.tree.size() == 0 => self.checkpoint(&note)?,
            (Part::Entry(entry), Some(head)) => {
                let entry = entry.stored(head).ok_or("a value of the entry is not of its form")?;
                self.entry(entry)?;
            }
            _ => return Err("the line stands where it may not stand".into()),
        }
        Ok(())
    }

    fn key(&mut self, text: &str) -> Told {
        let key = NoteKey::parse(text).map_err(|e| e.to_string())?;
        // Rising, so that there is one order.
        if self.keys.last().is_some_and(|before| before.text() >= key.text()) {
            return Err("the keys do not stand in their order".into());
        }
        self.keys.push(key);
        Ok(())
    }

    fn checkpoint(&mut self, text: &str) -> Told {
        let head = self.head.as_ref().ok_or("there is no head")?;
        let (tenant, site) = (head.tenant.clone(), head.site.clone());
        let note = Note::parse(text.as_bytes()).map_err(|e: NoteError| e.to_string())?;
        let name = note.text.lines().next().unwrap_or_default();
        let own = self.keys.iter().find(|k| k.name == name && note.signatures[0].key_id == k.id());
        let own = own.ok_or("the checkpoint is not signed first by a key of its own log")?.public_key.clone();
        let opened = Checkpoint::open(text.as_bytes(), &tenant, &site, &own, &self.keys);
        let opened = opened.map_err(|e: NotACheckpoint| e.to_string())?;
        if opened.note() != text {
            return Err("a signature under the checkpoint is by none of the keys".into());
        }
        let place = |k: &Checkpoint| (k.size, k.origin.epoch);
        let falls =
            |last: &Checkpoint| place(last) >= place(&opened) || last.origin.epoch > opened.origin.epoch;
        if self.checkpoints.last().is_some_and(falls) {
            return Err("the checkpoints do not stand in their order".into());
        }
        self.signed.insert(opened.key().text());
        self.signed.extend(opened.cosignatures.iter().map(|c| c.key.text()));
        self.checkpoints.push(opened);
        self.compare(self.before.map_or(0, |b| b.0))
    }

    fn entry(&mut self, (entry, hash): (Stored, Hash)) -> Told {
        if entry.hash() != hash {
            return Err("the entry is not what its hash says".into());
        }
        let (epoch, sequence) = (entry.epoch, entry.sequence);
        let follows = match self.before {
            None => entry.previous == Hash::ZERO && sequence == 1,
            Some((before, last, previous)) => {
                let counts_on = last.checked_add(1) == Some(sequence);
                let is_next =
                    if epoch == before { counts_on } else { epoch > before && (counts_on || sequence == 1) };
                entry.previous == previous && is_next
            }
        };
        if !follows || epoch < 1 {
            return Err("the entry does not follow the one before it".into());
        }
        self.before = Some((epoch, sequence, hash));
        self.tree.append(tree::leaf(hash), |_, _, _| ());
        self.compare(epoch)
    }

    fn compare(&mut self, epoch: i64) -> Told {
        while let Some(due) = self.checkpoints.get(self.next).filter(|k| k.size == self.tree.size()) {
            if due.root != self.tree.root() {
                return Err(format!("the checkpoint over {} entries has another root", due.size));
            }
            if due.origin.epoch < epoch {
                return Err(format!("the checkpoint over {} entries is of an earlier epoch", due.size));
            }
            self.next += 1;
        }
        Ok(())
    }

    fn seal(&mut self, text: &str, wanted: &str) -> Told {
        let newest = self.checkpoints.last().ok_or("there is no checkpoint")?;
        let note = Note::parse(text.as_bytes()).map_err(|e| e.to_string())?;
        let is_signed = match note.signatures.as_slice() {
            [one] => newest.key().made(one, wanted) == Some(true),
            _ => false,
        };
        if note.text != wanted || !is_signed {
            return Err("the seal is not one over these lines".into());
        }
        self.is_sealed = true;
        Ok(())
    }

    fn end(&mut self, trusted: &[String]) -> Told<Proven> {
        let head = self.head.take().ok_or("the file is empty")?;
        if !self.is_sealed {
            return Err("the file has no seal at its end".into());
        }
        let newest = self.checkpoints.last().ok_or("there is no checkpoint")?;
        if self.next != self.checkpoints.len() || newest.size != self.tree.size() {
            return Err("entries and checkpoints do not end together".into());
        }
        let keys: Vec<String> = self.keys.iter().map(NoteKey::text).collect();
        if let Some(idle) = keys.iter().find(|key| !self.signed.contains(*key)) {
            return Err(format!("the key {idle} signed nothing"));
        }
        if let Some(missing) = trusted.iter().find(|key| !keys.contains(key)) {
            return Err(format!("the key {missing} that you trust is not in the file"));
        }
        Ok(Proven {
            tenant: head.tenant,
            site: head.site,
            entries: self.tree.size(),
            checkpoints: self.checkpoints.len() as u64,
            cosignatures: self.checkpoints.iter().map(|k| k.cosignatures.len() as u64).sum(),
            root: STANDARD.encode(newest.root.0),
            short_code: newest.short_code(),
            keys,
        })
    }
}
