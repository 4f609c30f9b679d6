//! Checkpoints and proofs of this ledger: made, kept, exchanged, and compared with what was signed before.

use crate::{
    Fault, Hash, Ledger, Row,
    checkpoint::{Checkpoint, Cosignature, NotACheckpoint, Origin, cosigner_name},
    door::Core,
    engine::{Connection, Step},
    nodes::{SiteTree, insert_node},
    note::NoteKey,
    params,
    tree::{self, MultiProof, ProofError},
};

#[cfg(test)]
mod tests;

/// Why a checkpoint or a proof cannot be made or taken.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    #[error(transparent)]
    NotACheckpoint(#[from] NotACheckpoint),
    /// Somebody writes two logs under one name: a cloned machine, a restored copy without a new epoch, or a forger.
    #[error(
        "fork: {site} signed two logs in epoch {epoch}: {kept} over {kept_size} entries and {new} over {new_size}"
    )]
    Fork { site: String, epoch: i64, kept: String, kept_size: u64, new: String, new_size: u64 },
    #[error("a checkpoint over {size} entries comes without the proof that links it to the one over {known}")]
    Unlinked { known: u64, size: u64 },
    #[error("the proof that links the checkpoints is not one: {0}")]
    Link(#[from] ProofError),
    #[error("{signed} entries were signed and only {there} are there; restore, or begin a new epoch")]
    Cut { signed: u64, there: u64 },
    #[error("the log is not the one that was signed at {0} entries")]
    Rewritten(u64),
    #[error("no checkpoint covers entry {0} yet")]
    NotCovered(i64),
    #[error("only the site {0} itself can prove what is in its log")]
    NotOurs(String),
    #[error("there is no such checkpoint here, or it is part of a fork")]
    Unknown,
    #[error("the names of the institution and the site cannot stand in a checkpoint")]
    Names,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A checkpoint and the proof that some entries are below it.
#[derive(Clone, Debug)]
pub struct Proved {
    pub checkpoint: Checkpoint,
    pub proof: MultiProof,
}

impl Proved {
    /// Whether entries with these hashes, in the order of the proof's positions, are below the checkpoint.
    pub fn check(&self, entries: &[Hash]) -> Result<(), ProofError> {
        let leaves: Vec<Hash> = entries.iter().copied().map(tree::leaf).collect();
        if self.proof.size != self.checkpoint.size {
            return Err(ProofError::Form);
        }
        self.proof.check(&leaves, self.checkpoint.root)
    }
}

/// Nodes written in one transaction: others write between two of them.
const NODES_AT_ONCE: usize = 500;

/// What a new checkpoint did to those there were.
pub(crate) enum Took {
    Kept(Checkpoint),
    Forked { kept: Box<Checkpoint>, new: Box<Checkpoint> },
}

impl Ledger {
    /// Signs the log as it stands. The same log gives the same checkpoint again.
    pub fn checkpoint_now(&self) -> Result<Checkpoint, CheckpointError> {
        let core = self.core();
        let (tenant, site) = (core.tenant.as_str(), core.site.as_str());
        let (epoch, size, root, nodes, before) = self.read(|reader| {
            let epoch = epoch_of(reader.connection, tenant, site)?;
            let before = newest(reader.connection, tenant, site, epoch)?;
            let mut tree = SiteTree::open(reader.connection, tenant, site)?;
            let size = tree.line.size();
            if let Some(before) = &before {
                still_there(&mut tree, before)?;
            }
            let nodes = tree.missing()?;
            Ok::<_, CheckpointError>((epoch, size, tree::root(size, &mut tree)?, nodes, before))
        })?;
        for some in nodes.chunks(NODES_AT_ONCE) {
            let steps: Vec<Step> = some.iter().map(|node| insert_node(tenant, site, *node)).collect();
            self.write(|tx| {
                // The site's row first, always: what others in the same transaction lock comes after it.
                tx.lock_site()?;
                tx.connection.execute_all(&steps)
            })?;
        }
        if let Some(same) = before.filter(|before| before.size == size) {
            return Ok(same);
        }
        let origin = Origin { tenant: tenant.to_owned(), site: site.to_owned(), epoch };
        let made = Checkpoint::sign(origin, size, root, &core.keys).ok_or(CheckpointError::Names)?;
        self.write(|tx| {
            tx.lock_site()?;
            keep(tx.connection, core, &made)
        })?;
        Ok(made)
    }

    /// Every checkpoint of a site that is kept here, oldest first, those of a fork too.
    pub fn checkpoints(&self, site: &str) -> Result<Vec<Checkpoint>, Fault> {
        self.read(|reader| checkpoints_of(reader.connection, &reader.core.tenant, site))
    }

    /// Proves that this site's entries with these numbers are below its newest checkpoint.
    pub fn prove(&self, site: &str, sequences: &[i64]) -> Result<Proved, CheckpointError> {
        let tenant = self.tenant();
        self.ours(site)?;
        self.read(|reader| {
            let epoch = epoch_of(reader.connection, tenant, site)?;
            let newest = newest(reader.connection, tenant, site, epoch)?;
            let mut tree = SiteTree::open(reader.connection, tenant, site)?;
            let size = newest.as_ref().map_or(0, |c| c.size);
            let place = |sequence: &i64| {
                let position = tree.line.position(*sequence).filter(|p| *p < size);
                position.ok_or(CheckpointError::NotCovered(*sequence))
            };
            let positions = sequences.iter().map(place).collect::<Result<Vec<_>, _>>()?;
            let checkpoint = newest.ok_or(CheckpointError::Unknown)?;
            let proof = MultiProof::make(size, &positions, &mut tree)?;
            Ok(Proved { checkpoint, proof })
        })
    }

    /// Proves that this site's checkpoint over `old` entries is the beginning of the one over `new`.
    pub fn prove_growth(&self, site: &str, old: u64, new: u64) -> Result<Vec<Hash>, CheckpointError> {
        let tenant = self.tenant();
        self.ours(site)?;
        self.read(|reader| {
            let mut tree = SiteTree::open(reader.connection, tenant, site)?;
            let there = tree.line.size();
            if old > new || new > there {
                return Err(CheckpointError::Cut { signed: old.max(new), there });
            }
            Ok(tree::prove_growth(old, new, &mut tree)?)
        })
    }

    /// Takes a checkpoint that somebody sent, with the proof that links it to the newest of the same site and epoch that
    /// is here. One that contradicts it is kept too, as evidence, and told as [`CheckpointError::Fork`].
    pub fn accept_checkpoint(
        &self,
        site: &str,
        public_key: &[u8],
        bytes: &[u8],
        growth: Option<&[Hash]>,
    ) -> Result<Checkpoint, CheckpointError> {
        let core = self.core();
        let took = self.write(|tx| {
            tx.lock_site()?;
            accept(tx.connection, core, site, public_key, bytes, growth)
        })?;
        match took {
            Took::Kept(checkpoint) => Ok(checkpoint),
            Took::Forked { kept, new } => Err(CheckpointError::Fork {
                site: site.to_owned(),
                epoch: new.origin.epoch,
                kept: kept.short_code(),
                kept_size: kept.size,
                new: new.short_code(),
                new_size: new.size,
            }),
        }
    }

    /// Signs another site's checkpoint that is kept here: this site has seen it and nothing that contradicts it.
    pub fn counter_sign(&self, checkpoint: &Checkpoint) -> Result<Checkpoint, CheckpointError> {
        let core = self.core();
        self.write(|tx| {
            tx.lock_site()?;
            cosign(tx.connection, core, checkpoint)
        })
    }

    fn ours(&self, site: &str) -> Result<(), CheckpointError> {
        if site == self.site() { Ok(()) } else { Err(CheckpointError::NotOurs(site.to_owned())) }
    }
}

/// Opens a checkpoint that somebody sent and keeps it, straight or as a fork.
pub(crate) fn accept(
    c: &mut dyn Connection,
    core: &Core,
    site: &str,
    public_key: &[u8],
    bytes: &[u8],
    growth: Option<&[Hash]>,
) -> Result<Took, CheckpointError> {
    if site == core.site && public_key != core.keys.public_key() {
        return Err(CheckpointError::NotOurs(site.to_owned()));
    }
    let others = signers(c, &core.tenant, site)?;
    let new = Checkpoint::open(bytes, &core.tenant, site, public_key, &others)?;
    take(c, core, new, growth)
}

/// Puts this site's signature under another's checkpoint that is kept here and that nothing contradicts.
pub(crate) fn cosign(
    c: &mut dyn Connection,
    core: &Core,
    checkpoint: &Checkpoint,
) -> Result<Checkpoint, CheckpointError> {
    let known = checkpoints_of(c, &core.tenant, &checkpoint.origin.site)?;
    let same = |k: &Checkpoint| {
        k.origin == checkpoint.origin && k.size == checkpoint.size && k.root == checkpoint.root
    };
    let mut known = known.into_iter().find(|k| same(k) && !k.fork).ok_or(CheckpointError::Unknown)?;
    let key = NoteKey { name: cosigner_name(&core.tenant, &core.site), public_key: core.keys.public_key() };
    if known.origin.site == core.site || known.cosignatures.iter().any(|c| c.key == key) {
        return Ok(known);
    }
    let signature = core.keys.sign(known.text().as_bytes());
    known.cosignatures.push(Cosignature { key, signature });
    keep(c, core, &known)?;
    Ok(known)
}

/// What was kept as straight turned out to contradict the log itself.
pub(crate) fn mark_fork(c: &mut dyn Connection, k: &Checkpoint) -> Result<(), Fault> {
    let row = params![
        true,
        k.origin.tenant.as_str(),
        k.origin.site.as_str(),
        k.origin.epoch,
        k.size,
        k.root.0.to_vec()
    ];
    c.execute(MARK_FORK, &row).map(drop)
}

fn take(
    c: &mut dyn Connection,
    core: &Core,
    mut new: Checkpoint,
    growth: Option<&[Hash]>,
) -> Result<Took, CheckpointError> {
    let known = checkpoints_of(c, &core.tenant, &new.origin.site)?;
    let known: Vec<Checkpoint> = known.into_iter().filter(|k| k.origin == new.origin).collect();
    let straight = || known.iter().filter(|k| !k.fork);
    let was_fork = known.iter().any(|k| k.fork && k.size == new.size && k.root == new.root);
    let against = match straight().find(|k| k.size == new.size) {
        Some(same) if same.root == new.root => None,
        Some(other) => Some(other.clone()),
        None if was_fork => straight().next_back().cloned().or_else(|| Some(new.clone())),
        None if new.origin.site == core.site => beside_the_log(c, core, &new, straight().next_back())?,
        None => match straight().next_back() {
            Some(newest) => unlinked(newest, &new, growth)?.then(|| newest.clone()),
            None => None,
        },
    };
    new.fork = against.is_some();
    keep(c, core, &new)?;
    match against {
        Some(kept) => Ok(Took::Forked { kept: Box::new(kept), new: Box::new(new) }),
        None => {
            // With the signatures that were under it before.
            let all = checkpoints_of(c, &core.tenant, &new.origin.site)?;
            let same = |k: &Checkpoint| k.origin == new.origin && k.size == new.size && k.root == new.root;
            Ok(Took::Kept(all.into_iter().find(same).unwrap_or(new)))
        }
    }
}

/// Whether the proof shows that two checkpoints of another site contradict each other.
fn unlinked(newest: &Checkpoint, new: &Checkpoint, growth: Option<&[Hash]>) -> Result<bool, CheckpointError> {
    let (old, young) = if newest.size < new.size { (newest, new) } else { (new, newest) };
    let growth = match growth {
        Some(growth) => growth,
        None if old.size == 0 => &[],
        None => return Err(CheckpointError::Unlinked { known: newest.size, size: new.size }),
    };
    match tree::check_growth((old.size, old.root), (young.size, young.root), growth) {
        Ok(()) => Ok(false),
        Err(ProofError::Root) => Ok(true),
        Err(form) => Err(form.into()),
    }
}

/// What of this site's own contradicts a checkpoint that bears its signature. The own log needs no proof from outside.
fn beside_the_log(
    c: &mut dyn Connection,
    core: &Core,
    new: &Checkpoint,
    newest: Option<&Checkpoint>,
) -> Result<Option<Checkpoint>, CheckpointError> {
    let now = epoch_of(c, &core.tenant, &core.site)?;
    let mut tree = SiteTree::open(c, &core.tenant, &core.site)?;
    let comparable = new.size <= tree.line.size_in(new.origin.epoch);
    let agrees = match comparable {
        true => tree::root(new.size, &mut tree)? == new.root,
        // Of an earlier epoch the last entries may be lost; of the present one nothing is.
        false => new.origin.epoch < now,
    };
    if agrees {
        return Ok(None);
    }
    if let Some(newest) = newest {
        return Ok(Some(newest.clone()));
    }
    // Nothing was signed here yet: the log itself stands against it.
    let (size, mut own) = (tree.line.size(), new.clone());
    (own.size, own.root, own.signature) = (size, tree::root(size, &mut tree)?, Vec::new());
    Ok(Some(own))
}

/// Whether the log still begins with what was signed.
fn still_there(tree: &mut SiteTree<'_>, before: &Checkpoint) -> Result<(), CheckpointError> {
    let there = tree.line.size();
    if before.size > there {
        return Err(CheckpointError::Cut { signed: before.size, there });
    }
    if tree::root(before.size, tree)? == before.root {
        Ok(())
    } else {
        Err(CheckpointError::Rewritten(before.size))
    }
}

/// The keys that may stand under a checkpoint besides its site's: those of the other sites known here.
fn signers(c: &mut dyn Connection, tenant: &str, site: &str) -> Result<Vec<NoteKey>, Fault> {
    let rows = c.query(SITE_KEYS, &params![tenant, site])?;
    let key = |row: &Row| -> Result<NoteKey, Fault> {
        Ok(NoteKey { name: cosigner_name(tenant, &row.text("site")?), public_key: row.bytes("public_key")? })
    };
    rows.iter().map(key).collect()
}

fn epoch_of(c: &mut dyn Connection, tenant: &str, site: &str) -> Result<i64, Fault> {
    let rows = c.query(EPOCH, &params![tenant, site])?;
    rows.first().ok_or_else(|| Fault::Inconsistent("this site has no row".into()))?.int("epoch")
}

pub(crate) fn newest(
    c: &mut dyn Connection,
    tenant: &str,
    site: &str,
    epoch: i64,
) -> Result<Option<Checkpoint>, Fault> {
    let rows = c.query(NEWEST, &params![tenant, site, epoch, false])?;
    let Some(mut checkpoint) = rows.first().map(read_checkpoint).transpose()? else { return Ok(None) };
    for row in &c.query(COSIGNATURES_OF, &params![tenant, site, epoch, checkpoint.size])? {
        add_cosignature(std::slice::from_mut(&mut checkpoint), tenant, row)?;
    }
    Ok(Some(checkpoint))
}

pub(crate) fn checkpoints_of(
    c: &mut dyn Connection,
    tenant: &str,
    site: &str,
) -> Result<Vec<Checkpoint>, Fault> {
    let rows = c.query(CHECKPOINTS, &params![tenant, site])?;
    let mut all = rows.iter().map(read_checkpoint).collect::<Result<Vec<_>, _>>()?;
    for row in &c.query(COSIGNATURES, &params![tenant, site])? {
        add_cosignature(&mut all, tenant, row)?;
    }
    Ok(all)
}

fn read_checkpoint(row: &Row) -> Result<Checkpoint, Fault> {
    let (epoch, size, root) = place(row)?;
    Ok(Checkpoint {
        origin: Origin { tenant: row.text("tenant")?, site: row.text("site")?, epoch },
        size,
        root,
        public_key: row.bytes("public_key")?,
        signature: row.bytes("signature")?,
        cosignatures: Vec::new(),
        fork: row.bool("fork")?,
    })
}

fn add_cosignature(all: &mut [Checkpoint], tenant: &str, row: &Row) -> Result<(), Fault> {
    let (epoch, size, root) = place(row)?;
    // Rows come in the order of the checkpoints: epoch, size, root.
    let at = all.binary_search_by(|c| (c.origin.epoch, c.size, c.root).cmp(&(epoch, size, root)));
    if let Some(checkpoint) = at.ok().and_then(|at| all.get_mut(at)) {
        let name = cosigner_name(tenant, &row.text("cosigner")?);
        let key = NoteKey { name, public_key: row.bytes("public_key")? };
        checkpoint.cosignatures.push(Cosignature { key, signature: row.bytes("signature")? });
    }
    Ok(())
}

fn place(row: &Row) -> Result<(i64, u64, Hash), Fault> {
    let wrong = || Fault::Inconsistent("a checkpoint's size or root is none".into());
    let size = u64::try_from(row.int("size")?).map_err(|_| wrong())?;
    Ok((row.int("epoch")?, size, Hash::from_slice(&row.bytes("root")?).ok_or_else(wrong)?))
}

/// Writes a checkpoint and its cosignatures, as far as they are not there.
pub(crate) fn keep(c: &mut dyn Connection, core: &Core, made: &Checkpoint) -> Result<(), Fault> {
    let at = core.ports.clock.now();
    let tenant = core.tenant.as_str();
    let place =
        params![tenant, made.origin.site.as_str(), made.origin.epoch, made.size, made.root.0.to_vec()];
    let mut row = place.clone();
    row.extend(params![made.public_key.clone(), made.signature.clone(), made.fork, at]);
    let mut steps = vec![Step::new(KEEP, row)];
    let prefix = cosigner_name(tenant, "");
    for cosignature in &made.cosignatures {
        let mut row = place.clone();
        let cosigner = cosignature.key.name.strip_prefix(&prefix).unwrap_or(&cosignature.key.name);
        row.extend(params![cosigner, cosignature.key.public_key.clone(), cosignature.signature.clone(), at]);
        steps.push(Step::new(KEEP_COSIGNATURE, row));
    }
    c.execute_all(&steps)
}

const EPOCH: &str = "select epoch from ledger_site where tenant = $1 and site = $2";
const SITE_KEYS: &str =
    "select site, public_key from ledger_site where tenant = $1 and site <> $2 order by site";
const CHECKPOINTS: &str = "select tenant, site, epoch, size, root, public_key, signature, fork \
     from ledger_checkpoint where tenant = $1 and site = $2 order by epoch, size, root";
const NEWEST: &str = "select tenant, site, epoch, size, root, public_key, signature, fork \
     from ledger_checkpoint where tenant = $1 and site = $2 and epoch = $3 and fork = $4 \
     order by size desc limit 1";
const COSIGNATURES: &str = "select epoch, size, root, cosigner, public_key, signature \
     from ledger_cosignature where tenant = $1 and site = $2 order by epoch, size, root, cosigner, public_key";
const COSIGNATURES_OF: &str = "select epoch, size, root, cosigner, public_key, signature \
     from ledger_cosignature where tenant = $1 and site = $2 and epoch = $3 and size = $4 \
     order by root, cosigner, public_key";
const MARK_FORK: &str = "update ledger_checkpoint set fork = $1 where tenant = $2 and site = $3 and epoch = $4 \
     and size = $5 and root = $6";
const KEEP: &str = "insert into ledger_checkpoint (tenant, site, epoch, size, root, public_key, signature, fork, \
     kept_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant, site, epoch, size, root) do nothing";
const KEEP_COSIGNATURE: &str = "insert into ledger_cosignature (tenant, site, epoch, size, root, cosigner, \
     public_key, signature, kept_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
     on conflict (tenant, site, epoch, size, root, cosigner, public_key) do nothing";

/// The statements above, for the test that prepares all of them.
pub(crate) const OWN: &[&str] = &[
    EPOCH,
    SITE_KEYS,
    CHECKPOINTS,
    NEWEST,
    COSIGNATURES,
    COSIGNATURES_OF,
    MARK_FORK,
    KEEP,
    KEEP_COSIGNATURE,
];
