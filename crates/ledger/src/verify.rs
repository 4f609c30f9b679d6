//! `ceiba ledger verify`: reads the whole log as stored and proves that nothing in it was altered, dropped or swapped.

use crate::{
    Checkpoint, Fault, Hash, Ledger, Row,
    door::{ENTRY_COLUMNS, stored},
    engine::Connection,
    entry::Stored,
    gone,
    keyring::Wrap,
    nodes::{Line, all_nodes},
    params,
    prove::checkpoints_of,
    tree::{self, Frontier},
};
use std::collections::{HashMap, HashSet};
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

struct Walk {
    site: String,
    epoch: i64,
    next: i64,
    previous: Hash,
    heads: HashMap<Uuid, Hash>,
    entries: u64,
    signed: Signed,
    gone: u64,
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
    progress: &mut impl FnMut(u64),
) -> Result<Verified, Broken> {
    let counted = c.query(SITES, &[])?;
    let mut total =
        Verified { entries: 0, records: 0, gone: 0, head: String::new(), checkpoints: 0, forks: 0 };
    let told = gone::told(c, &core.keys)?;
    let strangers = c.query(STRANGERS, &[])?;
    if let Some(row) = strangers.first() {
        return Err(named(row, "it belongs to no known site"));
    }
    for site_row in counted {
        let (tenant, site) = (site_row.text("tenant")?, site_row.text("site")?);
        let is_ours = tenant == core.tenant && site == core.site;
        if !is_ours && site_row.bytes("public_key")? != core.keys.public_key() {
            total.entries += walk_foreign(c, &tenant, &site, |n| progress(total.entries + n))?;
            continue;
        }
        let mut walk = Walk {
            signed: Signed::read(c, &tenant, &site)?,
            site: site.clone(),
            epoch: site_row.int("epoch")?,
            next: 1,
            previous: Hash::ZERO,
            heads: HashMap::new(),
            entries: 0,
            gone: 0,
        };
        loop {
            let page = read_page(c, &tenant, &site, walk.next - 1)?;
            if page.is_empty() {
                break;
            }
            for row in &page {
                walk.step(core, &told, row)?;
            }
            progress(total.entries + walk.entries);
        }
        walk.ends_at(&site_row)?;
        walk.signed.end().map_err(|what| Broken::Site { site: site.clone(), what })?;
        total.checkpoints += walk.signed.compared;
        total.forks += walk.signed.forks;
        let disordered = c.query(COUNT_OF_SITE, &params![tenant.as_str(), site.as_str()])?;
        if disordered.first().map(|r| r.int("n")).transpose()?.unwrap_or(0) != walk.entries as i64 {
            return Err(Broken::Site { site, what: "it holds entries outside its numbering".into() });
        }
        total.entries += walk.entries;
        total.gone += walk.gone;
        total.records += walk.heads.len() as u64;
        if is_ours {
            total.head = walk.previous.hex();
        }
    }
    Ok(total)
}

impl Walk {
    fn step(&mut self, core: &crate::door::Core, told: &Told, row: &Row) -> Result<(), Broken> {
        let (entry, hash) = stored(row).map_err(|_| named(row, "a column is not of its type"))?;
        let broken = |what| Broken::Entry {
            site: entry.site.clone(),
            epoch: entry.epoch,
            sequence: entry.sequence,
            hash: hash.hex(),
            what,
        };
        if entry.sequence != self.next {
            return Err(broken("the entry before it is missing"));
        }
        if entry.epoch != self.epoch {
            return Err(broken("its epoch is not its site's"));
        }
        // Of a body of before 0.3.0 that is gone no hash can be made again; the entries after it still name the one it had.
        let is_without_proof = entry.body_hash.is_some() && !entry.is_apart();
        if !is_without_proof && entry.hash() != hash {
            return Err(broken("it was altered"));
        }
        if entry.previous != self.previous {
            return Err(broken("it does not follow the entry before it"));
        }
        match opens(core, &entry, row)? {
            Body::Opens => {}
            Body::Gone if told.contains(&(entry.tenant.clone(), entry.record)) => self.gone += 1,
            Body::Gone => return Err(broken("its body or key is gone, and no erasure names its record")),
            Body::Wrong(what) => return Err(broken(what)),
        }
        self.follow_record(&entry, hash).map_err(broken)?;
        self.signed.grow(hash).map_err(broken)?;
        self.next += 1;
        self.previous = hash;
        self.entries += 1;
        Ok(())
    }

    /// One site writes a record in a line: each entry's parent is the record's entry before it.
    fn follow_record(&mut self, entry: &crate::entry::Stored, hash: Hash) -> Result<(), &'static str> {
        let parents = crate::entry::hashes(&entry.parents).map_err(|_| "its parents are no hashes")?;
        let known = self.heads.insert(entry.record, hash);
        match known {
            None if parents.is_empty() => Ok(()),
            Some(head) if parents.contains(&head) => Ok(()),
            _ => Err("its parents are not the record's entries before it"),
        }
    }

    fn ends_at(&self, site: &Row) -> Result<(), Broken> {
        let broken = |what: String| Broken::Site { site: self.site.clone(), what };
        let next = site.int("next_sequence")?;
        if next != self.next {
            return Err(broken(format!("entries {} to {} are missing at the end", self.next, next - 1)));
        }
        let last = site.bytes("last_hash")?;
        if last != self.previous.0 { Err(broken("its last hash is false".into())) } else { Ok(()) }
    }
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

/// What another site sent us of its log: parts of it, sealed with keys that need not be here. Each entry must be what its
/// hash says.
fn walk_foreign(
    c: &mut dyn Connection,
    tenant: &str,
    site: &str,
    mut progress: impl FnMut(u64),
) -> Result<u64, Broken> {
    let (mut entries, mut after) = (0, (i64::MIN, i64::MIN));
    let sql = format!("select {ENTRY_COLUMNS} {FOREIGN}");
    loop {
        let page = c.query(&sql, &params![tenant, site, after.0, after.1, PAGE])?;
        for row in &page {
            let (entry, hash) = stored(row).map_err(|_| named(row, "a column is not of its type"))?;
            if entry.hash() != hash {
                return Err(named(row, "it was altered"));
            }
            after = (entry.epoch, entry.sequence);
        }
        if page.is_empty() {
            return Ok(entries);
        }
        entries += page.len() as u64;
        progress(entries);
    }
}

/// What became of an entry's body.
enum Body {
    Opens,
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
        let Ok(key) = core.keys.unwrap(&entry.tenant, entry.record, &Wrap::of(row)?) else {
            return Ok(Body::Gone);
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
        (true, Ok(_)) => Body::Opens,
    })
}

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
    after: i64,
) -> Result<Vec<Row>, Fault> {
    let columns =
        ENTRY_COLUMNS.split(", ").map(|column| format!("e.{column}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "select {columns}, k.generation, k.wrapped from ledger_entry e left join ledger_key k \
         on k.tenant = e.tenant and k.record = e.record and k.key_id = e.key_id \
         where e.tenant = $1 and e.site = $2 and e.sequence > $3 order by e.sequence, e.epoch limit $4"
    );
    connection.query(&sql, &params![tenant, site, after, PAGE])
}

const SITES: &str =
    "select tenant, site, epoch, next_sequence, last_hash, public_key from ledger_site order by tenant, site";
const FOREIGN: &str = "from ledger_entry where tenant = $1 and site = $2 \
     and (epoch > $3 or (epoch = $3 and sequence > $4)) order by epoch, sequence limit $5";
const STRANGERS: &str = "select e.site, e.epoch, e.sequence, e.hash from ledger_entry e where not exists \
     (select 1 from ledger_site s where s.tenant = e.tenant and s.site = e.site) order by e.sequence limit 1";
const COUNT_OF_SITE: &str = "select count(*) as n from ledger_entry where tenant = $1 and site = $2";
