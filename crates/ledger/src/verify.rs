//! `ceiba ledger verify`: reads the whole log as stored and proves that nothing in it was altered, dropped or swapped.

use crate::{
    Checkpoint, Fault, Hash, Ledger, Row, content_proof,
    door::{ENTRY_COLUMNS, stored},
    engine::Connection,
    entry::Stored,
    gone,
    keyring::Wrap,
    lent,
    nodes::{Line, all_nodes},
    params,
    prove::checkpoints_of,
    tree::{self, Frontier},
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;
use uuid::Uuid;

/// What was proved.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    pub entries: u64,
    pub records: u64,
    /// Entries whose bodies are gone for a reason that is told: their place in the log is proved, their words are not here.
    pub gone: u64,
    /// The hash of the newest entry of this site, in hexadecimal.
    pub head: String,
    /// Checkpoints whose root was computed again and is the one that was signed.
    pub checkpoints: u64,
    /// Checkpoints that contradict others and are kept as evidence.
    pub forks: u64,
    /// Entries of other sites whose place in their log was proved again.
    pub lent: u64,
    /// Entries that headquarters' manifest counts and that are all here; none where there is no manifest, or where what was
    /// lent moved since.
    pub manifest: Option<u64>,
    /// Files that were opened and are what they are called.
    pub files: u64,
    /// Files that entries name and that are still on their way from another site.
    pub files_awaited: u64,
}

/// The first broken place, named by its entry.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("entry {site}/{epoch}/{sequence} ({hash}): {what}")]
    Entry { site: String, epoch: i64, sequence: i64, hash: String, what: &'static str },
    #[error("site {site}: {what}")]
    Site { site: String, what: String },
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Entries read at a time; a log of millions does not fit in memory.
const PAGE: i64 = 2_000;

/// A walk along the log of one site.
struct Walk {
    site: String,
    /// Written here: then it is whole, and one line. Of what others wrote only what came is here, in any choice.
    is_own: bool,
    /// Where each epoch of the own log begins. What an epoch wrote after the next one began was lost with the old machine
    /// and came back from elsewhere: it is proved as another site's entries are.
    begins: BTreeMap<i64, i64>,
    at: (i64, i64),
    next: i64,
    previous: Hash,
    heads: HashMap<Uuid, Hash>,
    entries: u64,
    /// Of the own log: what was signed of it.
    signed: Option<Signed>,
    gone: u64,
    files_awaited: u64,
    /// Files may come back to it from elsewhere.
    has_hub: bool,
}

/// The records whose bodies may be missing, by tenant.
type Told = HashSet<(String, Uuid)>;

impl Ledger {
    /// Walks every entry of every tenant and site in the file, in one snapshot: what is written meanwhile is not missing.
    pub fn verify(&self, mut progress: impl FnMut(u64)) -> Result<Verified, Broken> {
        self.read(|reader| walk_all(reader.connection, reader.core, &mut progress))
    }
}

fn walk_all(
    c: &mut dyn Connection,
    core: &crate::door::Core,
    progress: &mut dyn FnMut(u64),
) -> Result<Verified, Broken> {
    let counted = c.query(SITES, &[])?;
    let mut total = Verified {
        entries: 0,
        records: 0,
        gone: 0,
        head: String::new(),
        checkpoints: 0,
        forks: 0,
        lent: 0,
        manifest: None,
        files: 0,
        files_awaited: 0,
    };
    let told = gone::told(c, &core.keys)?;
    // Several sites write to one record.
    let mut records: HashSet<(String, Uuid)> = HashSet::new();
    let strangers = c.query(STRANGERS, &[])?;
    if let Some(row) = strangers.first() {
        return Err(named(row, "it belongs to no known site"));
    }
    for site_row in counted {
        let (tenant, site) = (site_row.text("tenant")?, site_row.text("site")?);
        let is_ours = tenant == core.tenant && site == core.site;
        let is_own = is_ours || site_row.bytes("public_key")? == core.keys.public_key();
        let mut walk = Walk {
            signed: if is_own { Some(Signed::read(c, &tenant, &site)?) } else { None },
            site: site.clone(),
            is_own,
            begins: if is_own { epochs(c, &tenant, &site_row)? } else { BTreeMap::new() },
            at: (0, 0),
            next: 1,
            previous: Hash::ZERO,
            heads: HashMap::new(),
            entries: 0,
            gone: 0,
            files_awaited: 0,
            has_hub: content_proof::has_hub(c, &tenant)?,
        };
        loop {
            let page = read_page(c, &tenant, &site, walk.at)?;
            if page.is_empty() {
                break;
            }
            for row in &page {
                walk.step(c, core, &told, row)?;
            }
            progress(total.entries + walk.entries);
        }
        walk.ends_at(&site_row)?;
        if let Some(signed) = &walk.signed {
            signed.end().map_err(|what| Broken::Site { site: site.clone(), what })?;
            total.checkpoints += signed.compared;
            total.forks += signed.forks;
        }
        total.entries += walk.entries;
        total.gone += walk.gone;
        total.files_awaited += walk.files_awaited;
        records.extend(walk.heads.keys().map(|record| (tenant.clone(), *record)));
        if is_ours {
            total.head = walk.previous.hex();
        }
    }
    if let Some(row) = c.query(OUT_OF_COMING, &[])?.first() {
        return Err(named(row, "its place in the order of coming is false"));
    }
    (total.lent, total.manifest) = lent::check(c, &core.tenant)?;
    let files = content_proof::prove(c, core).map_err(|wrong| match wrong {
        Ok(what) => Broken::Site { site: core.site.clone(), what: what.into() },
        Err(fault) => Broken::Fault(fault),
    })?;
    total.files = files.whole;
    total.records = records.len() as u64;
    Ok(total)
}

impl Walk {
    fn step(
        &mut self,
        c: &mut dyn Connection,
        core: &crate::door::Core,
        told: &Told,
        row: &Row,
    ) -> Result<(), Broken> {
        let (entry, hash) = stored(row).map_err(|_| named(row, "a column is not of its type"))?;
        let broken = |what| Broken::Entry {
            site: entry.site.clone(),
            epoch: entry.epoch,
            sequence: entry.sequence,
            hash: hash.hex(),
            what,
        };
        self.at = (entry.epoch, entry.sequence);
        let is_in_line = self.is_in_line(entry.epoch, entry.sequence);
        if is_in_line && entry.sequence != self.next {
            return Err(broken("the entry before it is missing"));
        }
        // Of a body of before 0.3.0 that is gone no hash can be made again; the entries after it still name the one it had.
        let is_without_proof = entry.body_hash.is_some() && !entry.is_apart();
        if !is_without_proof && entry.hash() != hash {
            return Err(broken("it was altered"));
        }
        if is_in_line && entry.previous != self.previous {
            return Err(broken("it does not follow the entry before it"));
        }
        let is_told = told.contains(&(entry.tenant.clone(), entry.record));
        match opens(core, &entry, row)? {
            Body::Opens(plain) => {
                for file in content_proof::named(core, &entry, &plain) {
                    if content_proof::is_here(c, core, &entry.tenant, entry.record, file)? {
                        continue;
                    }
                    if is_in_line && !self.has_hub {
                        return Err(broken("a file that it names is not here"));
                    }
                    self.files_awaited += 1;
                }
            }
            Body::Closed => {}
            // What another site closed to this one is kept and handed on as it is.
            Body::Gone if is_told || !is_in_line && !entry.sealed.is_empty() => self.gone += 1,
            Body::Gone => return Err(broken("its body or key is gone, and no erasure names its record")),
            Body::Wrong(what) => return Err(broken(what)),
        }
        let before = self.heads.insert(entry.record, hash);
        self.entries += 1;
        if is_in_line {
            follows_record(c, &entry, before).map_err(|what| what.map_or_else(Broken::Fault, broken))?;
            if let Some(signed) = &mut self.signed {
                signed.grow(hash).map_err(broken)?;
            }
            self.next += 1;
            self.previous = hash;
        }
        Ok(())
    }

    /// Whether an entry stands in the one line of what was written here and kept.
    fn is_in_line(&self, epoch: i64, sequence: i64) -> bool {
        let mut later = self.begins.range((Bound::Excluded(epoch), Bound::Unbounded));
        self.is_own && later.all(|(_, begins)| sequence < *begins)
    }

    fn ends_at(&self, site: &Row) -> Result<(), Broken> {
        if !self.is_own {
            return Ok(());
        }
        let broken = |what: String| Broken::Site { site: self.site.clone(), what };
        let next = site.int("next_sequence")?;
        if next != self.next {
            return Err(broken(format!(
                "entries {} to {} are missing at the end",
                self.next,
                next.saturating_sub(1)
            )));
        }
        let last = site.bytes("last_hash")?;
        if last != self.previous.0 { Err(broken("its last hash is false".into())) } else { Ok(()) }
    }
}

/// One site writes a record in a line: an entry's parents are the record's entries before it. Where others wrote to the
/// record too, they are entries that came.
fn follows_record(
    c: &mut dyn Connection,
    entry: &Stored,
    before: Option<Hash>,
) -> Result<(), Result<&'static str, Fault>> {
    const WRONG: &str = "its parents are not the record's entries before it";
    let parents = crate::entry::hashes(&entry.parents).map_err(|_| Ok("its parents are no hashes"))?;
    match before {
        None if parents.is_empty() => return Ok(()),
        Some(head) if parents.contains(&head) => return Ok(()),
        Some(_) if parents.is_empty() => return Err(Ok(WRONG)),
        _ => {}
    }
    for parent in parents {
        let asked = params![entry.tenant.as_str(), parent.0.to_vec(), entry.record];
        if c.query(PARENT, &asked).map_err(Err)?.is_empty() {
            return Err(Ok(WRONG));
        }
    }
    Ok(())
}

/// The tree over a site's entries as it grows, beside what was stored and signed of it.
struct Signed {
    tree: Frontier,
    nodes: HashMap<(u32, u64), Hash>,
    /// Checkpoints still to come, largest first.
    ahead: Vec<Checkpoint>,
    compared: u64,
    forks: u64,
}

impl Signed {
    fn read(c: &mut dyn Connection, tenant: &str, site: &str) -> Result<Signed, Broken> {
        let line = Line::read(c, tenant, site)?;
        let all = checkpoints_of(c, tenant, site)?;
        let newest = all.iter().map(|k| k.origin.epoch).max().unwrap_or(0).max(line.newest_epoch());
        let forks = all.iter().filter(|k| k.fork).count() as u64;
        // A checkpoint of an epoch that ended may tell of entries that were lost with their machine.
        let compared =
            |k: &Checkpoint| !k.fork && (k.origin.epoch == newest || k.size <= line.size_in(k.origin.epoch));
        let mut ahead: Vec<Checkpoint> = all.into_iter().filter(compared).collect();
        ahead.sort_by_key(|k| std::cmp::Reverse(k.size));
        let mut signed = Signed {
            tree: Frontier::default(),
            nodes: all_nodes(c, tenant, site)?,
            ahead,
            compared: 0,
            forks,
        };
        signed.compare().map_err(|what| Broken::Site { site: site.to_owned(), what: what.into() })?;
        Ok(signed)
    }

    fn grow(&mut self, entry: Hash) -> Result<(), &'static str> {
        let mut agrees = true;
        let nodes = &mut self.nodes;
        self.tree.append(tree::leaf(entry), |level, position, hash| {
            agrees &= nodes.remove(&(level, position)).is_none_or(|stored| stored == hash);
        });
        if !agrees {
            return Err("a stored node of the tree up to it is false");
        }
        self.compare()
    }

    /// Compares the checkpoints that were made at this size.
    fn compare(&mut self) -> Result<(), &'static str> {
        while let Some(due) = self.ahead.pop_if(|k| k.size == self.tree.size()) {
            if due.root != self.tree.root() {
                return Err("the log up to it is not the one that was signed in a checkpoint");
            }
            if !due.holds() {
                return Err("a signature under the checkpoint at it is false");
            }
            self.compared += 1;
        }
        Ok(())
    }

    fn end(&self) -> Result<(), String> {
        match self.ahead.first() {
            Some(k) => Err(format!("{} entries were signed and {} are there", k.size, self.tree.size())),
            None if self.nodes.is_empty() => Ok(()),
            None => Err("nodes are stored of a tree that is not there".into()),
        }
    }
}

/// What became of an entry's body.
enum Body {
    Opens(Vec<u8>),
    /// Sealed in a compartment that this site does not hold; its hash is proved by the entry's.
    Closed,
    Gone,
    Wrong(&'static str),
}

fn opens(core: &crate::door::Core, entry: &Stored, row: &Row) -> Result<Body, Fault> {
    if entry.body_hash.is_some() {
        let is_empty = entry.sealed.is_empty();
        return Ok(if is_empty {
            Body::Gone
        } else {
            Body::Wrong("its body is said to be gone and is there")
        });
    }
    let Some(nonce) = entry.sealed.get(..crate::seal::NONCE_BYTES) else {
        return Ok(Body::Wrong("its body is cut"));
    };
    let (is_committed, plain) = if entry.is_apart() {
        if matches!(row.value("wrapped")?, crate::Value::Null) {
            return Ok(Body::Gone);
        }
        let wrap = Wrap::of(row)?;
        let key = if crate::sealed::is_sealed_key(&entry.key_id) {
            let Ok(share) = core.keys.unwrapped(&entry.tenant, entry.record, &wrap) else {
                return Ok(Body::Gone);
            };
            let Some((_, key)) = core.keys.sealed_key(entry.record, &wrap.key_id, &share)? else {
                return Ok(Body::Closed);
            };
            key
        } else {
            let Ok(key) = core.keys.unwrap(&entry.tenant, entry.record, &wrap) else {
                return Ok(Body::Gone);
            };
            key
        };
        (entry.commitment == key.commitment(nonce), key.open(&entry.binding(), &entry.sealed))
    } else if entry.key_id == core.keys.id() {
        let commitment = core.keys.commitment(nonce)?;
        (entry.commitment == commitment, core.keys.open(&entry.binding(), &entry.sealed))
    } else {
        return Ok(Body::Wrong("it was sealed with a key that is not here"));
    };
    Ok(match (is_committed, plain) {
        (false, _) => Body::Wrong("its key commitment is false"),
        (true, Err(_)) => Body::Wrong("its body does not open"),
        (true, Ok(plain)) => Body::Opens(plain),
    })
}

/// Where each epoch of a log begins.
fn epochs(c: &mut dyn Connection, tenant: &str, site: &Row) -> Result<BTreeMap<i64, i64>, Fault> {
    let rows = c.query(EPOCHS, &params![tenant, site.text("site")?])?;
    let begun = rows.iter().map(|row| Ok((row.int("epoch")?, row.int("first")?)));
    let mut begun = begun.collect::<Result<BTreeMap<i64, i64>, Fault>>()?;
    // Nothing may have been written in the newest one yet.
    begun.entry(site.int("epoch")?).or_insert(site.int("next_sequence")?);
    Ok(begun)
}

/// What came has the places from 1 on, without a gap.
const OUT_OF_COMING: &str = "select e.site, e.epoch, e.sequence, e.hash from ledger_entry e join \
     (select tenant, count(*) as n from ledger_entry group by tenant) t on t.tenant = e.tenant \
     where e.arrival < 1 or e.arrival > t.n order by e.arrival desc limit 1";
const EPOCHS: &str = "select epoch, min(sequence) as first from ledger_entry where tenant = $1 and site = $2 \
     group by epoch";
const PARENT: &str = "select 1 from ledger_entry where tenant = $1 and hash = $2 and record = $3";

fn named(row: &Row, what: &'static str) -> Broken {
    let hash = row.bytes("hash").map(|b| b.iter().map(|x| format!("{x:02x}")).collect()).unwrap_or_default();
    Broken::Entry {
        site: row.text("site").unwrap_or_default(),
        epoch: row.int("epoch").unwrap_or_default(),
        sequence: row.int("sequence").unwrap_or_default(),
        hash,
        what,
    }
}

fn read_page(
    connection: &mut dyn Connection,
    tenant: &str,
    site: &str,
    after: (i64, i64),
) -> Result<Vec<Row>, Fault> {
    let columns =
        ENTRY_COLUMNS.split(", ").map(|column| format!("e.{column}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "select {columns}, k.generation, k.wrapped from ledger_entry e left join ledger_key k \
         on k.tenant = e.tenant and k.record = e.record and k.key_id = e.key_id \
         where e.tenant = $1 and e.site = $2 and (e.epoch, e.sequence) > ($3, $4) \
         order by e.epoch, e.sequence limit $5"
    );
    connection.query(&sql, &params![tenant, site, after.0, after.1, PAGE])
}

const SITES: &str =
    "select tenant, site, epoch, next_sequence, last_hash, public_key from ledger_site order by tenant, site";
const STRANGERS: &str = "select e.site, e.epoch, e.sequence, e.hash from ledger_entry e where not exists \
     (select 1 from ledger_site s where s.tenant = e.tenant and s.site = e.site) order by e.sequence limit 1";
