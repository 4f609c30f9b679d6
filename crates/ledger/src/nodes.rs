//! The tree of a site's entries as it is stored: every eighth level of it, filled in when a checkpoint is made.
//!
//! Leaves are read from the numbered entries, 256 at a time; what stands between two stored levels is hashed again.
//! So 1,000,000 entries keep 3,921 nodes, a proof reads some hundred hashes, and writing an entry costs nothing more.

use crate::{
    Fault, Hash,
    engine::{Connection, Step},
    params,
    tree::{self, Frontier, Subtrees},
};
use std::collections::HashMap;

/// Levels from one stored one to the next, and how many nodes below stand under one of its nodes.
pub(crate) const STEP: u32 = 8;
const WIDTH: u64 = 1 << STEP;

/// The entries of one epoch that belong to the site's line: up to where the next epoch took the numbers over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub epoch: i64,
    pub first: i64,
    pub count: u64,
    /// Leaves before it.
    pub before: u64,
}

/// The line of a site's entries in the order of (epoch, sequence).
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(pub Vec<Span>);

impl Line {
    pub fn read(c: &mut dyn Connection, tenant: &str, site: &str) -> Result<Line, Fault> {
        let mut ends: Vec<(i64, i64, i64)> = Vec::new();
        let mut after = i64::MIN;
        while let Some(row) = c.query(FIRST_AFTER, &params![tenant, site, after])?.first() {
            let (epoch, first) = (row.int("epoch")?, row.int("sequence")?);
            let last = c.query(LAST_OF, &params![tenant, site, epoch])?;
            ends.push((epoch, first, last.first().map_or(Ok(first), |row| row.int("sequence"))?));
            after = epoch;
        }
        // A new epoch in which nothing was written yet ends the one before as well.
        let begun = c.query(BEGUN, &params![tenant, site])?;
        let begun = begun.first().map(|row| Ok::<_, Fault>((row.int("epoch")?, row.int("next_sequence")?)));
        let begun = begun.transpose()?.filter(|(epoch, _)| *epoch > after);
        let mut ended = begun.map_or(i64::MAX, |(_, next)| next);
        // What a lost machine wrote after the copy was taken is no part of the line that goes on from the copy.
        for (_, first, last) in ends.iter_mut().rev() {
            *last = (*last).min(ended.saturating_sub(1));
            ended = ended.min(*first);
        }
        ends.retain(|(_, first, last)| first <= last);
        let mut line = Line::default();
        for (epoch, first, last) in ends {
            // Whoever changed a number of the log may have made it any; verify then says so, and nothing overflows.
            let before = line.size();
            let count = last.abs_diff(first).saturating_add(1).min(u64::MAX - before);
            line.0.push(Span { epoch, first, count, before });
        }
        Ok(line)
    }

    pub fn size(&self) -> u64 {
        self.0.last().map_or(0, |s| s.before + s.count)
    }

    /// The first leaves alone: of another site's log later ones may be here before those between.
    pub fn cut(&mut self, size: u64) {
        self.0.retain(|span| span.before < size);
        if let Some(last) = self.0.last_mut() {
            last.count = last.count.min(size - last.before);
        }
    }

    /// The leaves of this epoch and those before it; a checkpoint of the epoch cannot cover more.
    pub fn size_in(&self, epoch: i64) -> u64 {
        self.0.iter().rev().find(|s| s.epoch <= epoch).map_or(0, |s| s.before + s.count)
    }

    pub fn newest_epoch(&self) -> i64 {
        self.0.last().map_or(0, |s| s.epoch)
    }

    /// Where the entry with this number stands; the newest epoch first, where two have one.
    pub fn position(&self, sequence: i64) -> Option<u64> {
        self.0.iter().rev().find_map(|span| {
            let within = u64::try_from(sequence.checked_sub(span.first)?).ok()?;
            (within < span.count).then_some(span.before + within)
        })
    }

    /// Where the entry of an epoch with this number stands, if it is part of the line.
    pub fn place_of(&self, epoch: i64, sequence: i64) -> Option<u64> {
        let span = self.0.iter().find(|span| span.epoch == epoch)?;
        let within = u64::try_from(sequence.checked_sub(span.first)?).ok()?;
        (within < span.count).then_some(span.before + within)
    }

    /// Parts of spans that hold the leaves from `from` to before `to`: epoch, first and last number.
    pub fn parts(&self, from: u64, to: u64) -> impl Iterator<Item = (i64, i64, i64)> {
        self.0.iter().filter_map(move |span| {
            let (begin, end) = (from.max(span.before), to.min(span.before + span.count));
            let number = |position: u64| span.first.saturating_add_unsigned(position - span.before);
            (begin < end).then(|| (span.epoch, number(begin), number(end - 1)))
        })
    }
}

/// Reads complete subtrees of one site's tree of `size` leaves.
pub(crate) struct SiteTree<'a> {
    connection: &'a mut dyn Connection,
    tenant: &'a str,
    site: &'a str,
    pub line: Line,
    kept: HashMap<(u32, u64), Vec<Hash>>,
}

impl<'a> SiteTree<'a> {
    pub fn open(c: &'a mut dyn Connection, tenant: &'a str, site: &'a str) -> Result<SiteTree<'a>, Fault> {
        let line = Line::read(c, tenant, site)?;
        Ok(SiteTree { connection: c, tenant, site, line, kept: HashMap::new() })
    }

    /// The nodes that are complete but not stored yet: level, position, hash.
    pub fn missing(&mut self) -> Result<Vec<(u32, u64, Hash)>, Fault> {
        let mut all = Vec::new();
        for layer in 1.. {
            let complete = complete(self.line.size(), layer);
            if complete == 0 {
                break;
            }
            let newest =
                self.connection.query(NEWEST_NODE, &params![self.tenant, self.site, layer * STEP])?;
            let newest = newest.first().map_or(Ok(None), |row| row.opt_int("position"))?;
            let stored = newest.and_then(|n| u64::try_from(n + 1).ok()).unwrap_or(0);
            for position in stored..complete {
                let below = match layer {
                    1 => self.leaves(position * WIDTH, (position + 1) * WIDTH)?,
                    _ => self.block(layer - 1, position)?.to_vec(),
                };
                all.push((layer * STEP, position, above(&below)?));
            }
        }
        Ok(all)
    }

    fn leaves(&mut self, from: u64, to: u64) -> Result<Vec<Hash>, Fault> {
        let mut leaves = Vec::with_capacity(WIDTH as usize);
        for (epoch, first, last) in self.line.parts(from, to) {
            let rows = self.connection.query(HASHES, &params![self.tenant, self.site, epoch, first, last])?;
            for row in &rows {
                leaves.push(tree::leaf(hash_of(row)?));
            }
        }
        let wanted = to.min(self.line.size()).saturating_sub(from);
        if leaves.len() as u64 == wanted { Ok(leaves) } else { Err(broken("the numbering has a gap")) }
    }

    /// Up to 256 neighbours of a stored level. What is not stored yet is made from the level below.
    fn block(&mut self, layer: u32, index: u64) -> Result<&[Hash], Fault> {
        if !self.kept.contains_key(&(layer, index)) {
            let (from, to) = (index * WIDTH, (index + 1) * WIDTH);
            let block = match layer {
                0 => self.leaves(from, to)?,
                _ => {
                    let mut stored = self.stored(layer, from, to)?;
                    let to = to.min(complete(self.line.size(), layer));
                    for position in from + stored.len() as u64..to {
                        let below = self.block(layer - 1, position)?.to_vec();
                        stored.push(above(&below)?);
                    }
                    stored
                }
            };
            self.kept.insert((layer, index), block);
        }
        Ok(self.kept.get(&(layer, index)).map_or(&[], Vec::as_slice))
    }

    fn stored(&mut self, layer: u32, from: u64, to: u64) -> Result<Vec<Hash>, Fault> {
        let asked = params![self.tenant, self.site, layer * STEP, from, to - 1];
        let rows = self.connection.query(NODES, &asked)?;
        let mut nodes = Vec::with_capacity(rows.len());
        for (row, position) in rows.iter().zip(from..) {
            if row.int("position")?.cast_unsigned() != position {
                break;
            }
            nodes.push(hash_of(row)?);
        }
        Ok(nodes)
    }
}

impl Subtrees for SiteTree<'_> {
    type Error = Fault;
    fn subtree(&mut self, level: u32, position: u64) -> Result<Hash, Fault> {
        let (layer, inner) = (level / STEP, level % STEP);
        let first = position << inner;
        let at = (first % WIDTH) as usize;
        let block = self.block(layer, first / WIDTH)?;
        above(block.get(at..at + (1 << inner)).ok_or_else(|| broken("a node is missing"))?)
    }
}

/// How many nodes of a stored level are complete.
fn complete(size: u64, layer: u32) -> u64 {
    size.checked_shr(layer * STEP).unwrap_or(0)
}

/// The node above a power of two of neighbours.
fn above(nodes: &[Hash]) -> Result<Hash, Fault> {
    if !nodes.len().is_power_of_two() {
        return Err(broken("a subtree is not complete"));
    }
    let mut frontier = Frontier::default();
    nodes.iter().for_each(|hash| frontier.append(*hash, |_, _, _| ()));
    Ok(frontier.root())
}

pub(crate) fn insert_node(tenant: &str, site: &str, (level, position, hash): (u32, u64, Hash)) -> Step {
    Step::new(INSERT_NODE, params![tenant, site, level, position, hash.0.to_vec()])
}

/// Every stored node of a site, for the walk that compares them.
pub(crate) fn all_nodes(
    c: &mut dyn Connection,
    tenant: &str,
    site: &str,
) -> Result<HashMap<(u32, u64), Hash>, Fault> {
    let rows = c.query(ALL_NODES, &params![tenant, site])?;
    let place = |row: &crate::Row| -> Result<(u32, u64), Fault> {
        let level = u32::try_from(row.int("level")?).map_err(|_| broken("a level is none"))?;
        Ok((level, u64::try_from(row.int("position")?).map_err(|_| broken("a position is none"))?))
    };
    rows.iter().map(|row| Ok((place(row)?, hash_of(row)?))).collect()
}

fn hash_of(row: &crate::Row) -> Result<Hash, Fault> {
    Hash::from_slice(&row.bytes("hash")?).ok_or_else(|| broken("a hash is none"))
}

fn broken(what: &str) -> Fault {
    Fault::Inconsistent(format!("the tree over the log: {what}"))
}

const FIRST_AFTER: &str = "select epoch, sequence from ledger_entry where tenant = $1 and site = $2 and epoch > $3 \
     order by epoch, sequence limit 1";
const BEGUN: &str = "select epoch, next_sequence from ledger_site where tenant = $1 and site = $2";
const LAST_OF: &str = "select sequence from ledger_entry where tenant = $1 and site = $2 and epoch = $3 \
     order by sequence desc limit 1";
const HASHES: &str = "select hash from ledger_entry where tenant = $1 and site = $2 and epoch = $3 \
     and sequence between $4 and $5 order by sequence";
const NODES: &str = "select position, hash from ledger_node where tenant = $1 and site = $2 and level = $3 \
     and position between $4 and $5 order by position";
const NEWEST_NODE: &str = "select max(position) as position from ledger_node \
     where tenant = $1 and site = $2 and level = $3";
const ALL_NODES: &str = "select level, position, hash from ledger_node where tenant = $1 and site = $2";
const INSERT_NODE: &str = "insert into ledger_node (tenant, site, level, position, hash) \
     values ($1, $2, $3, $4, $5) on conflict (tenant, site, level, position) do nothing";

/// The statements above, for the test that prepares all of them.
pub(crate) const OWN: &[&str] =
    &[FIRST_AFTER, BEGUN, LAST_OF, HASHES, NODES, NEWEST_NODE, ALL_NODES, INSERT_NODE];
