//! What was lent to a site as a file that proves itself: entries of other sites' logs below signed checkpoints, how those
//! follow one another, and headquarters' manifest that says there are no others.

use super::{EntryLine, ExportError, Head, Sealing, Told, Unproven, hash_in};
use crate::checkpoint::{Checkpoint, Origin, cosigner_name};
use crate::door::{ENTRY_COLUMNS, stored};
use crate::engine::Connection;
use crate::exchange::witness;
use crate::manifest::{Manifest, Totalling};
use crate::note::{Note, NoteKey, NoteSignature};
use crate::prove::checkpoints_of;
use crate::tree::{self, MultiProof};
use crate::{Fault, Hash, Ledger, params};
use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};
use uuid::Uuid;

pub(super) const FORM: &str = "ceiba-part/1";

/// One line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Bundle(Head),
    Key(String),
    Checkpoint(String),
    Growth(GrowthLine),
    Proof(ProofLine),
    Entry(Box<EntryLine>),
    Manifest(ManifestLine),
    Seal(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrowthLine {
    origin: String,
    from: u64,
    size: u64,
    path: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProofLine {
    origin: String,
    size: u64,
    positions: Vec<u64>,
    siblings: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestLine {
    note: String,
    records: Vec<Uuid>,
}

/// What was written, or proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProvenPart {
    pub tenant: String,
    /// The site that holds the entries, and whose seal is on the file.
    pub holder: String,
    pub entries: u64,
    pub checkpoints: u64,
    pub cosignatures: u64,
    /// Checkpoints that were proved to follow an earlier one.
    pub links: u64,
    /// Entries that headquarters' manifest counts, all of which are in the file; nothing where the file has no manifest.
    pub manifest: Option<u64>,
    pub keys: Vec<String>,
}

type Place = (String, u64);

impl Ledger {
    /// Writes what was proved to this site of other sites' logs.
    pub fn export_lent(&self, out: &mut dyn Write) -> Result<ProvenPart, ExportError> {
        let (tenant, site) = (self.tenant().to_owned(), self.site().to_owned());
        let hash = digest::Context::new(&digest::SHA256);
        let mut sealing = Sealing { out, lines: 0, hash };
        let own = NoteKey { name: cosigner_name(&tenant, &site), public_key: self.keys().public_key() };
        let proven = self.read(|reader| {
            let lent = Lent::read(reader.connection, &tenant)?;
            write(reader.connection, (&tenant, &site), &own, &lent, &mut sealing)
        })?;
        let text = super::seal_text_of(FORM, sealing.lines, &sealing.hash.clone().finish());
        let signatures = vec![NoteSignature::of(&own, &self.keys().sign(text.as_bytes()))];
        sealing.put(&Part::Seal(Note { text, signatures }.to_text()))?;
        sealing.out.flush()?;
        Ok(proven)
    }
}

/// Puts a seal of a site under lines, as only the site itself can.
#[cfg(test)]
pub(crate) fn seal(ledger: &Ledger, lines: u64, out: &mut Vec<u8>) {
    let name = cosigner_name(ledger.tenant(), ledger.site());
    let own = NoteKey { name, public_key: ledger.keys().public_key() };
    let text = super::seal_text_of(FORM, lines, &digest::digest(&digest::SHA256, out));
    let signatures = vec![NoteSignature::of(&own, &ledger.keys().sign(text.as_bytes()))];
    let note = serde_json::Value::String(Note { text, signatures }.to_text());
    out.extend(format!("{{\"seal\":{note}}}\n").into_bytes());
}

/// An exhibit as it is kept.
struct Exhibit {
    origin: Origin,
    proof: MultiProof,
    entries: Vec<Hash>,
}

struct Growth {
    origin: Origin,
    from: u64,
    size: u64,
    path: Vec<Hash>,
}

struct Lent {
    exhibits: Vec<Exhibit>,
    growths: Vec<Growth>,
    checkpoints: BTreeMap<Place, Checkpoint>,
}

impl Lent {
    fn read(c: &mut dyn Connection, tenant: &str) -> Result<Lent, Fault> {
        let mut exhibits = Vec::new();
        for row in c.query(EXHIBITS, &params![tenant])? {
            let origin =
                Origin { tenant: tenant.to_owned(), site: row.text("site")?, epoch: row.int("epoch")? };
            let proof = MultiProof::from_bytes(&row.bytes("proof")?);
            let proof = proof.map_err(|_| Fault::Inconsistent("ledger_exhibit.proof is none".into()))?;
            let entries = row.bytes("hashes")?.chunks(32).filter_map(Hash::from_slice).collect();
            exhibits.push(Exhibit { origin, proof, entries });
        }
        let sites: BTreeSet<String> = exhibits.iter().map(|e| e.origin.site.clone()).collect();
        let mut all = BTreeMap::new();
        for site in &sites {
            let straight = checkpoints_of(c, tenant, site)?.into_iter().filter(|k| !k.fork);
            all.extend(straight.map(|k| ((k.origin.text().unwrap_or_default(), k.size), k)));
        }
        let mut growths = Vec::new();
        for row in c.query(GROWTHS, &params![tenant])? {
            let origin =
                Origin { tenant: tenant.to_owned(), site: row.text("site")?, epoch: row.int("epoch")? };
            let path = row.bytes("path")?.chunks(32).filter_map(Hash::from_slice).collect();
            let (from, size) = (row.int("old_size")?.unsigned_abs(), row.int("size")?.unsigned_abs());
            if sites.contains(&origin.site) {
                growths.push(Growth { origin, from, size, path });
            }
        }
        let mut lent = Lent { exhibits, growths, checkpoints: BTreeMap::new() };
        let used = lent.used();
        growing(&used, &mut all);
        lent.growths.retain(|g| {
            let origin = g.origin.text().unwrap_or_default();
            all.contains_key(&(origin.clone(), g.from)) && all.contains_key(&(origin, g.size))
        });
        lent.growths.sort_by_key(|g| (g.origin.text(), g.size, g.from));
        lent.checkpoints = all;
        Ok(lent)
    }

    /// The checkpoints that proofs and links speak of.
    fn used(&self) -> BTreeSet<Place> {
        let origin = |origin: &Origin| origin.text().unwrap_or_default();
        let proofs = self.exhibits.iter().map(|e| (origin(&e.origin), e.proof.size));
        let links =
            self.growths.iter().flat_map(|g| [(origin(&g.origin), g.from), (origin(&g.origin), g.size)]);
        proofs.chain(links).collect()
    }
}

/// Leaves those that are used.
fn growing(used: &BTreeSet<Place>, all: &mut BTreeMap<Place, Checkpoint>) {
    all.retain(|place, _| used.contains(place));
}

fn write(
    c: &mut dyn Connection,
    (tenant, site): (&str, &str),
    own: &NoteKey,
    lent: &Lent,
    sealing: &mut Sealing<'_>,
) -> Result<ProvenPart, ExportError> {
    let held = held(c, tenant)?;
    let entries: BTreeSet<Hash> = lent.exhibits.iter().flat_map(|e| e.entries.iter().copied()).collect();
    let manifest = match &held {
        Some(held) => manifest(c, tenant, held, &entries)?,
        None => None,
    };
    let mut keys: BTreeSet<String> = BTreeSet::from([own.text()]);
    for k in lent.checkpoints.values() {
        keys.insert(k.key().text());
        keys.extend(k.cosignatures.iter().map(|c| c.key.text()));
    }
    keys.extend(manifest.as_ref().and(held.as_ref()).map(|held| held.key.text()));
    let head = Head { form: FORM.to_owned(), tenant: tenant.to_owned(), site: site.to_owned() };
    sealing.put(&Part::Bundle(head))?;
    keys.iter().try_for_each(|key| sealing.put(&Part::Key(key.clone())))?;
    lent.checkpoints.values().try_for_each(|k| sealing.put(&Part::Checkpoint(k.note())))?;
    for growth in &lent.growths {
        let path = growth.path.iter().map(Hash::hex).collect();
        let origin = growth.origin.text().unwrap_or_default();
        sealing.put(&Part::Growth(GrowthLine { origin, from: growth.from, size: growth.size, path }))?;
    }
    lent.exhibits.iter().try_for_each(|exhibit| write_exhibit(c, tenant, exhibit, sealing))?;
    let counted = manifest.as_ref().map(|(_, counted)| *counted);
    if let (Some((line, _)), Some(_)) = (manifest, &held) {
        sealing.put(&Part::Manifest(line))?;
    }
    Ok(ProvenPart {
        tenant: tenant.to_owned(),
        holder: site.to_owned(),
        entries: entries.len() as u64,
        checkpoints: lent.checkpoints.len() as u64,
        cosignatures: lent.checkpoints.values().map(|k| k.cosignatures.len() as u64).sum(),
        links: lent.growths.len() as u64,
        manifest: counted,
        keys: keys.into_iter().collect(),
    })
}

fn write_exhibit(
    c: &mut dyn Connection,
    tenant: &str,
    exhibit: &Exhibit,
    sealing: &mut Sealing<'_>,
) -> Result<(), ExportError> {
    sealing.put(&Part::Proof(ProofLine {
        origin: exhibit.origin.text().unwrap_or_default(),
        size: exhibit.proof.size,
        positions: exhibit.proof.positions.clone(),
        siblings: exhibit.proof.siblings.iter().map(Hash::hex).collect(),
    }))?;
    let sql = format!("select {ENTRY_COLUMNS} from ledger_entry where tenant = $1 and hash = $2");
    for hash in &exhibit.entries {
        let rows = c.query(&sql, &params![tenant, hash.0.to_vec()])?;
        let row =
            rows.first().ok_or_else(|| Fault::Inconsistent("an entry that was proved is gone".into()))?;
        let (entry, hash) = stored(row)?;
        sealing.put(&Part::Entry(Box::new(EntryLine::of(entry, hash))))?;
    }
    Ok(())
}

/// The newest agreed manifest and the key that signed it.
struct Held {
    note: String,
    said: Manifest,
    key: NoteKey,
}

fn held(c: &mut dyn Connection, tenant: &str) -> Result<Option<Held>, Fault> {
    let Some(compared) = witness::compared(c, tenant)? else { return Ok(None) };
    let hub = &compared.hub;
    let Some(said) = Manifest::open(compared.manifest.as_bytes(), tenant, &hub.site, &hub.sign_key) else {
        return Ok(None);
    };
    let name = said.origin.text().unwrap_or_default();
    let key = NoteKey { name, public_key: hub.sign_key.clone() };
    Ok(Some(Held { note: compared.manifest, said, key }))
}

/// The manifest's line, if all that it counts is proved in the file.
fn manifest(
    c: &mut dyn Connection,
    tenant: &str,
    held: &Held,
    entries: &BTreeSet<Hash>,
) -> Result<Option<(ManifestLine, u64)>, Fault> {
    let hub = &held.said.origin.site;
    let rows = c.query(witness::RECORDS, &params![tenant, hub.as_str()])?;
    let records = rows.iter().map(|row| row.uuid("record")).collect::<Result<Vec<_>, _>>()?;
    let mut all = BTreeSet::new();
    for hash in entries {
        let rows = c.query(RECORD_OF, &params![tenant, hash.0.to_vec()])?;
        let record = rows.first().map(|row| row.uuid("record")).transpose()?;
        if record.is_some_and(|record| records.binary_search(&record).is_ok()) {
            all.insert(*hash);
        }
    }
    Ok(agrees(&held.said, &records, &all)
        .then(|| (ManifestLine { note: held.note.clone(), records }, all.len() as u64)))
}

fn agrees(said: &Manifest, records: &[Uuid], entries: &BTreeSet<Hash>) -> bool {
    let (mut of_records, mut of_entries) = (Totalling::new(), Totalling::new());
    records.iter().for_each(|record| of_records.add(record.as_bytes()));
    entries.iter().for_each(|hash| of_entries.add(&hash.0));
    (of_records.total(), of_entries.total()) == (said.records, said.entries)
}

/// Proves a file of this form by itself.
pub fn check(file: &mut dyn BufRead, trusted: &[String]) -> Result<ProvenPart, Unproven> {
    let mut checking = Checking::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        super::read_line(file, &mut line)?;
        if line.is_empty() {
            return checking.end(trusted).map_err(|what| Unproven::Line { line: checking.lines, what });
        }
        let done = checking.line(&line);
        checking.lines += 1;
        done.map_err(|what| Unproven::Line { line: checking.lines, what })?;
    }
}

/// A proof whose entries are still to come.
struct Open {
    origin: Origin,
    proof: MultiProof,
    leaves: Vec<Hash>,
}

#[derive(Default)]
struct Checking {
    lines: u64,
    hash: Option<digest::Context>,
    head: Option<Head>,
    keys: Vec<NoteKey>,
    signed: BTreeSet<String>,
    checkpoints: BTreeMap<Place, Checkpoint>,
    links: u64,
    open: Option<Open>,
    /// Entries that were proved, with their records.
    entries: BTreeMap<Hash, Uuid>,
    manifest: Option<u64>,
    is_sealed: bool,
    /// How far the file has come: lines of an earlier kind stand no longer.
    stage: u8,
}

impl Checking {
    fn line(&mut self, bytes: &[u8]) -> Told {
        if self.is_sealed {
            return Err("something stands behind the seal".into());
        }
        let text = bytes.strip_suffix(b"\n").ok_or("the line has no end")?;
        let part: Part = serde_json::from_slice(text).map_err(|e| e.to_string())?;
        if serde_json::to_vec(&part).is_ok_and(|again| again != text) {
            return Err("the line is not written as the form says".into());
        }
        let hash = self.hash.get_or_insert_with(|| digest::Context::new(&digest::SHA256));
        if let Part::Seal(note) = part {
            let text = super::seal_text_of(FORM, self.lines, &hash.clone().finish());
            return self.seal(&note, &text);
        }
        hash.update(bytes);
        let stage = match &part {
            Part::Bundle(_) => 0,
            Part::Key(_) => 1,
            Part::Checkpoint(_) => 2,
            Part::Growth(_) => 3,
            Part::Proof(_) | Part::Entry(_) => 4,
            Part::Manifest(_) | Part::Seal(_) => 5,
        };
        let is_first = self.lines == 0;
        let is_once = stage == 5 && self.stage == 5;
        if (stage == 0) != is_first || stage < self.stage || is_once {
            return Err("the line stands where it may not stand".into());
        }
        self.stage = stage;
        match part {
            Part::Bundle(head) if head.form == FORM => self.head = Some(head),
            Part::Bundle(_) | Part::Seal(_) => return Err("the file is of another form".into()),
            Part::Key(key) => self.key(&key)?,
            Part::Checkpoint(note) => self.checkpoint(&note)?,
            Part::Growth(growth) => self.growth(&growth)?,
            Part::Proof(proof) => self.proof(&proof)?,
            Part::Entry(entry) => self.entry(*entry)?,
            Part::Manifest(manifest) => self.manifest(&manifest)?,
        }
        Ok(())
    }

    fn head(&self) -> Told<&Head> {
        self.head.as_ref().ok_or_else(|| "there is no head".into())
    }

    fn key(&mut self, text: &str) -> Told {
        let key = NoteKey::parse(text).map_err(|e| e.to_string())?;
        if self.keys.last().is_some_and(|before| before.text() >= key.text()) {
            return Err("the keys do not stand in their order".into());
        }
        self.keys.push(key);
        Ok(())
    }

    fn checkpoint(&mut self, text: &str) -> Told {
        let note = Note::parse(text.as_bytes()).map_err(|e| e.to_string())?;
        let name = note.text.lines().next().unwrap_or_default();
        let origin =
            Origin::parse(name).filter(|origin| self.head().is_ok_and(|h| h.tenant == origin.tenant));
        let origin = origin.ok_or("the checkpoint is of another institution's log")?;
        let own = self.keys.iter().find(|k| k.name == name && note.signatures[0].key_id == k.id());
        let own = own.ok_or("the checkpoint is not signed first by a key of its own log")?.public_key.clone();
        let opened = Checkpoint::open(text.as_bytes(), &origin.tenant, &origin.site, &own, &self.keys);
        let opened = opened.map_err(|e| e.to_string())?;
        if opened.note() != text {
            return Err("a signature under the checkpoint is by none of the keys".into());
        }
        let place = (name.to_owned(), opened.size);
        if self.checkpoints.last_key_value().is_some_and(|(last, _)| *last >= place) {
            return Err("the checkpoints do not stand in their order".into());
        }
        self.signed.insert(opened.key().text());
        self.signed.extend(opened.cosignatures.iter().map(|c| c.key.text()));
        self.checkpoints.insert(place, opened);
        Ok(())
    }

    fn root(&self, origin: &str, size: u64) -> Told<Hash> {
        let found = self.checkpoints.get(&(origin.to_owned(), size));
        found.map(|k| k.root).ok_or_else(|| "there is no such checkpoint in the file".into())
    }

    fn growth(&mut self, growth: &GrowthLine) -> Told {
        let path = hashes(&growth.path)?;
        let old = (growth.from, self.root(&growth.origin, growth.from)?);
        let new = (growth.size, self.root(&growth.origin, growth.size)?);
        if growth.from == 0 || growth.from >= growth.size {
            return Err("the link links nothing".into());
        }
        tree::check_growth(old, new, &path).map_err(|e| e.to_string())?;
        self.links += 1;
        Ok(())
    }

    fn proof(&mut self, line: &ProofLine) -> Told {
        self.close()?;
        self.root(&line.origin, line.size)?;
        let origin = Origin::parse(&line.origin).ok_or("the proof is of no log")?;
        let proof = MultiProof {
            size: line.size,
            positions: line.positions.clone(),
            siblings: hashes(&line.siblings)?,
        };
        self.open = Some(Open { origin, proof, leaves: Vec::new() });
        Ok(())
    }

    fn entry(&mut self, line: EntryLine) -> Told {
        let tenant = self.head()?.tenant.clone();
        let open = self.open.as_mut().ok_or("an entry stands before the proof of its place")?;
        let head = Head { form: String::new(), tenant, site: open.origin.site.clone() };
        let (entry, hash) = line.stored(&head).ok_or("a value of the entry is not of its form")?;
        if entry.hash() != hash {
            return Err("the entry is not what its hash says".into());
        }
        open.leaves.push(tree::leaf(hash));
        self.entries.insert(hash, entry.record);
        Ok(())
    }

    /// The proof before is whole: does it hold?
    fn close(&mut self) -> Told {
        let Some(open) = self.open.take() else { return Ok(()) };
        let root = self.root(&open.origin.text().unwrap_or_default(), open.proof.size)?;
        open.proof.check(&open.leaves, root).map_err(|e| e.to_string())
    }

    fn manifest(&mut self, line: &ManifestLine) -> Told {
        self.close()?;
        let head = self.head()?;
        let note = Note::parse(line.note.as_bytes()).map_err(|e| e.to_string())?;
        let [signature] = &note.signatures[..] else { return Err("the manifest is not signed once".into()) };
        let key = self.keys.iter().find(|k| k.name == signature.name && k.id() == signature.key_id);
        let key = key.ok_or("the manifest is signed by none of the keys")?;
        let site = Origin::parse(&key.name).ok_or("the manifest's key is of no log")?.site;
        let said = Manifest::open(line.note.as_bytes(), &head.tenant, &site, &key.public_key);
        let said = said.filter(|said| said.holder == head.site);
        let said = said.ok_or("the manifest is not one for this site")?;
        let rises = line.records.windows(2).all(|two| two[0] < two[1]);
        let held: BTreeSet<Uuid> = line.records.iter().copied().collect();
        let counted: BTreeSet<Hash> =
            self.entries.iter().filter(|(_, record)| held.contains(record)).map(|(hash, _)| *hash).collect();
        if !rises || !agrees(&said, &line.records, &counted) {
            return Err("what the manifest counts is not what is in the file".into());
        }
        self.signed.insert(key.text());
        self.manifest = Some(counted.len() as u64);
        Ok(())
    }

    fn seal(&mut self, text: &str, wanted: &str) -> Told {
        self.close()?;
        let head = self.head()?;
        let note = Note::parse(text.as_bytes()).map_err(|e| e.to_string())?;
        let name = cosigner_name(&head.tenant, &head.site);
        let [signature] = &note.signatures[..] else { return Err("the seal is not signed once".into()) };
        let made = |key: &&NoteKey| key.name == name && key.made(signature, wanted) == Some(true);
        let key = self.keys.iter().find(made).filter(|_| note.text == wanted);
        self.signed.insert(key.ok_or("the seal is not one over these lines")?.text());
        self.is_sealed = true;
        Ok(())
    }

    fn end(&mut self, trusted: &[String]) -> Told<ProvenPart> {
        let head = self.head.take().ok_or("the file is empty")?;
        if !self.is_sealed {
            return Err("the file has no seal at its end".into());
        }
        let keys: Vec<String> = self.keys.iter().map(NoteKey::text).collect();
        if let Some(idle) = keys.iter().find(|key| !self.signed.contains(*key)) {
            return Err(format!("the key {idle} signed nothing"));
        }
        if let Some(missing) = trusted.iter().find(|key| !keys.contains(key)) {
            return Err(format!("the key {missing} that you trust is not in the file"));
        }
        Ok(ProvenPart {
            tenant: head.tenant,
            holder: head.site,
            entries: self.entries.len() as u64,
            checkpoints: self.checkpoints.len() as u64,
            cosignatures: self.checkpoints.values().map(|k| k.cosignatures.len() as u64).sum(),
            links: self.links,
            manifest: self.manifest,
            keys,
        })
    }
}

fn hashes(texts: &[String]) -> Told<Vec<Hash>> {
    texts.iter().map(|text| hash_in(text).ok_or_else(|| "a hash is not of its form".into())).collect()
}

const EXHIBITS: &str = "select site, epoch, size, number, hashes, proof from ledger_exhibit where tenant = $1 \
     order by site, epoch, size, number";
const GROWTHS: &str = "select site, epoch, old_size, size, path from ledger_growth where tenant = $1 order by site, epoch, size";
const RECORD_OF: &str = "select record from ledger_entry where tenant = $1 and hash = $2";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[EXHIBITS, GROWTHS, RECORD_OF];
