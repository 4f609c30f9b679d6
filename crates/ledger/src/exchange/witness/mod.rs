//! Proofs at a contact: each site says its newest checkpoint and signs the other's; headquarters proves what it lent, and
//! says how much that is. It travels as a parcel, so that a site of an earlier version passes it over.
//!
//! Nothing here stops the line: what contradicts is kept and told as an alarm, and entries go on travelling.

mod say;
mod sighted;
mod take;

pub use sighted::{Sighted, Witness};
pub(super) use take::take;

use super::frame::Lane;
use super::peer::{self, Peer, Standing};
use super::take::{AlarmKind, alarm_at};
use super::testimony::{Exhibit, Testimony, Told};
use super::{Scopes, epoch_of, outbox};
use crate::checkpoint::{Checkpoint, Origin, cosigner_name};
use crate::door::{Core, Door, Tx};
use crate::engine::Connection;
use crate::entry::{Hash, sha256};
use crate::manifest::{Manifest, Total, Totalling};
use crate::nodes::SiteTree;
use crate::note::NoteKey;
use crate::prove::{self, CheckpointError, Took};
use crate::tree::{self, MultiProof};
use crate::{Fault, Ledger, Row, Value, params};
use jiff::Timestamp;
use uuid::Uuid;

/// The channel of its parcels.
pub(crate) const CHANNEL: &str = "proof";
/// A log that grew without anything for the other site is told again after so long.
const QUIET_MICROSECONDS: u64 = 10 * 60 * 1_000_000;
/// Lent entries that are proved in one go; the next contact goes on.
const PROVED_AT_ONCE: i64 = 1_000;
/// Bytes of one part of a testimony: hashes do not compress, and each part must fit in a frame.
const PART_BYTES: usize = 8_000;
const PARTS_MAX: u32 = 4_096;
/// What is said when a checkpoint did not link to what is known here.
const LOST: &str = "lost";

/// How the proofs with one site stand.
#[derive(Clone, Debug)]
struct State {
    /// What there was to say when something was said last.
    said: String,
    said_sequence: i64,
    said_at: i64,
    /// The checkpoint that the other was told last: epoch and size. Nothing more is said before it says that it has it.
    told: (i64, u64),
    /// Whether it was followed from the beginning which records were lent.
    is_mirror: bool,
    manifest: Option<String>,
    outcome: Outcome,
    compared_at: i64,
    /// Up to where the log had come when the manifest was compared.
    arrival: i64,
}

/// What came of comparing headquarters' manifest with what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// There was none yet.
    None,
    Same,
    Differs,
    /// Something urgent came before it; the next one is compared.
    Overtaken,
    /// This site was enrolled before there were manifests.
    Unfollowed,
}

impl Outcome {
    const ALL: [Outcome; 5] =
        [Outcome::None, Outcome::Same, Outcome::Differs, Outcome::Overtaken, Outcome::Unfollowed];
    pub fn code(self) -> &'static str {
        match self {
            Outcome::None => "none",
            Outcome::Same => "same",
            Outcome::Differs => "differs",
            Outcome::Overtaken => "overtaken",
            Outcome::Unfollowed => "unfollowed",
        }
    }
}

impl Ledger {
    /// Puts what is to be proved to a site behind what waits for it, if there is anything new.
    pub(super) fn testify(&self, site: &str, scopes: &dyn Scopes) -> Result<(), Fault> {
        if !self.read(|reader| say::is_news(reader.connection, reader.core, site))? {
            return Ok(());
        }
        match self.checkpoint_now() {
            Ok(_) => self.write(|tx| say::say(tx, site, scopes)),
            Err(CheckpointError::Fault(fault)) => Err(fault),
            Err(CheckpointError::Cut { signed: at, .. } | CheckpointError::Rewritten(at)) => {
                self.write(|tx| is_not_what_was_signed(tx, at))
            }
            Err(why) => {
                tracing::warn!(%why, "there is no checkpoint to send");
                Ok(())
            }
        }
    }

    /// How the proofs with each site stand.
    pub fn witnesses(&self) -> Result<Vec<Witness>, Fault> {
        self.read(|reader| {
            let core = reader.core;
            let peers = peer::all(reader.connection, &core.tenant)?;
            peers.iter().map(|peer| sighted::witness(reader.connection, core, peer)).collect()
        })
    }
}

fn is_not_what_was_signed(tx: &mut Tx<'_>, at: u64) -> Result<(), Fault> {
    tx.lock_site()?;
    let (site, epoch) = (tx.core.site.clone(), epoch_of(tx.connection, tx.core)?);
    alarm_at(tx, AlarmKind::Rewritten, (&site, epoch, number(at)), Vec::new())
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Whether the entries that are here are the log that was signed; nothing where not all of it is here.
pub(crate) fn agrees(c: &mut dyn Connection, checkpoint: &Checkpoint) -> Result<Option<bool>, Fault> {
    let (tenant, site) = (checkpoint.origin.tenant.clone(), checkpoint.origin.site.clone());
    let line = crate::nodes::Line::read(c, &tenant, &site)?;
    let (mut there, mut next) = (0, 1);
    for (epoch, first, last) in line.parts(0, checkpoint.size) {
        // What is urgent comes before what was written earlier: the line here may begin or go on too late.
        if first != next {
            return Ok(None);
        }
        next = last.saturating_add(1);
        let rows = c.query(COUNT, &params![tenant.as_str(), site.as_str(), epoch, first, last])?;
        there += rows.first().map_or(Ok(0), |row| row.int("n"))?.unsigned_abs();
    }
    if there < checkpoint.size {
        return Ok(None);
    }
    let mut tree = SiteTree::open(c, &tenant, &site)?;
    tree.line.cut(checkpoint.size);
    Ok(Some(tree::root(checkpoint.size, &mut tree)? == checkpoint.root))
}

/// The records that `peer` lent or was lent, and their entries that the post did not write.
pub(crate) fn totals(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
    post: &str,
    arrival: i64,
) -> Result<(Total, Total), Fault> {
    let (mut records, mut entries) = (Totalling::new(), Totalling::new());
    for row in c.query(RECORDS, &params![tenant, peer])? {
        records.add(row.uuid("record")?.as_bytes());
    }
    for row in c.query(ENTRIES, &params![tenant, peer, post, arrival])? {
        entries.add(&row.bytes("hash")?);
    }
    Ok((records.total(), entries.total()))
}

/// Headquarters lent a record.
pub(super) fn hold(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<(), Fault> {
    match peer.standing {
        Standing::Hub => peer::put_scope(tx.connection, &tx.core.tenant.clone(), &peer.site, record, true),
        _ => Ok(()),
    }
}

/// Headquarters lends it no longer.
pub(super) fn release(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<(), Fault> {
    match peer.standing {
        Standing::Hub => peer::put_scope(tx.connection, &tx.core.tenant.clone(), &peer.site, record, false),
        _ => Ok(()),
    }
}

/// The root of a kept checkpoint that nothing contradicts.
pub(crate) fn straight(c: &mut dyn Connection, origin: &Origin, size: u64) -> Result<Option<Hash>, Fault> {
    let asked = params![origin.tenant.as_str(), origin.site.as_str(), origin.epoch, size, false];
    let rows = c.query(STRAIGHT, &asked)?;
    Ok(rows.first().map(|row| row.bytes("root")).transpose()?.and_then(|root| Hash::from_slice(&root)))
}

/// The newest manifest that was the same as what is here, with the site that signed it and the end of the log then.
pub(crate) struct Compared {
    pub hub: Peer,
    pub manifest: String,
    pub arrival: i64,
}

/// What headquarters' newest agreed manifest says; none at headquarters.
pub(crate) fn compared(c: &mut dyn Connection, tenant: &str) -> Result<Option<Compared>, Fault> {
    for hub in peer::all(c, tenant)?.into_iter().filter(|peer| peer.standing == Standing::Hub) {
        let state = state(c, tenant, &hub.site)?;
        if let Some(manifest) = state.manifest {
            return Ok(Some(Compared { hub, manifest, arrival: state.arrival }));
        }
    }
    Ok(None)
}

fn state(c: &mut dyn Connection, tenant: &str, peer: &str) -> Result<State, Fault> {
    let rows = c.query(STATE, &params![tenant, peer])?;
    let Some(row) = rows.first() else {
        return Ok(State {
            said: String::new(),
            said_sequence: 0,
            said_at: 0,
            told: (0, 0),
            is_mirror: true,
            manifest: None,
            outcome: Outcome::None,
            compared_at: 0,
            arrival: 0,
        });
    };
    let outcome = row.text("outcome")?;
    let outcome = Outcome::ALL.into_iter().find(|known| known.code() == outcome);
    Ok(State {
        said: row.text("said")?,
        said_sequence: row.int("said_sequence")?,
        said_at: row.int("said_at")?,
        told: (row.int("told_epoch")?, row.int("told_size")?.unsigned_abs()),
        is_mirror: row.int("is_mirror")? == 1,
        manifest: row.opt_text("manifest")?,
        outcome: outcome.unwrap_or(Outcome::None),
        compared_at: row.int("compared_at")?,
        arrival: row.int("arrival")?,
    })
}

fn put(c: &mut dyn Connection, tenant: &str, peer: &str, state: &State) -> Result<(), Fault> {
    let row = params![
        tenant,
        peer,
        state.said.as_str(),
        state.said_sequence,
        state.said_at,
        state.told.0,
        state.told.1,
        i64::from(state.is_mirror),
        state.manifest.clone(),
        state.outcome.code(),
        state.compared_at,
        state.arrival
    ];
    c.execute(PUT_STATE, &row).map(drop)
}

const WAITS: &str =
    "select 1 as n from ledger_outbox where tenant = $1 and peer = $2 and channel = $3 limit 1";
const WRITTEN: &str = "select next_sequence from ledger_site where tenant = $1 and site = $2";
const SIGNED: &str = "select epoch, size from ledger_cosignature where tenant = $1 and site = $2 and cosigner = $3 \
     order by epoch desc, size desc limit 1";
const UNPROVED: &str = "select e.site, e.epoch, e.sequence, e.hash from ledger_scope s join ledger_entry e \
     on e.tenant = s.tenant and e.record = s.record where s.tenant = $1 and s.peer = $2 and s.standing = 'held' \
     and e.site <> s.peer and not exists (select 1 from ledger_proved p where p.tenant = e.tenant \
     and p.peer = s.peer and p.hash = e.hash) order by e.site, e.epoch, e.sequence limit $3";
const PUT_PROVED: &str = "insert into ledger_proved (tenant, peer, hash) values ($1, $2, $3) \
     on conflict (tenant, peer, hash) do nothing";
const UNPROVE: &str = "delete from ledger_proved where tenant = $1 and peer = $2";
const COUNT: &str = "select count(*) as n from ledger_entry where tenant = $1 and site = $2 and epoch = $3 \
     and sequence between $4 and $5";
pub(crate) const RECORDS: &str =
    "select record from ledger_scope where tenant = $1 and peer = $2 and standing = 'held' order by record";
const ENTRIES: &str = "select e.hash from ledger_scope s join ledger_entry e on e.tenant = s.tenant \
     and e.record = s.record where s.tenant = $1 and s.peer = $2 and s.standing = 'held' and e.site <> $3 \
     and e.arrival <= $4 order by e.hash";
const KEEP_GROWTH: &str = "insert into ledger_growth (tenant, site, epoch, old_size, size, path) \
     values ($1, $2, $3, $4, $5, $6) on conflict (tenant, site, epoch, old_size, size) do nothing";
const AT: &str =
    "select hash from ledger_entry where tenant = $1 and site = $2 and epoch = $3 and sequence = $4";
const STRAIGHT: &str = "select root from ledger_checkpoint where tenant = $1 and site = $2 and epoch = $3 \
     and size = $4 and fork = $5";
const LAST_EXHIBIT: &str = "select max(number) as number from ledger_exhibit where tenant = $1 and site = $2 \
     and epoch = $3 and size = $4";
const KEEP_EXHIBIT: &str = "insert into ledger_exhibit (tenant, site, epoch, size, number, hashes, proof) \
     values ($1, $2, $3, $4, $5, $6, $7)";
const PROVED_BYTES: &str =
    "select cast(sum(length(hashes)) as bigint) as n from ledger_exhibit where tenant = $1";
const SIGHTED: &str = "select k.size, k.root, k.kept_at, c.kept_at as signed_at from ledger_checkpoint k \
     left join ledger_cosignature c on c.tenant = k.tenant and c.site = k.site and c.epoch = k.epoch \
     and c.size = k.size and c.root = k.root and c.cosigner = $5 \
     where k.tenant = $1 and k.site = $2 and k.epoch = $3 and k.fork = $4 order by k.size desc limit 1";
const SIGHTED_SIGNED: &str = "select k.size, k.root, k.kept_at, c.kept_at as signed_at from ledger_checkpoint k \
     join ledger_cosignature c on c.tenant = k.tenant and c.site = k.site and c.epoch = k.epoch \
     and c.size = k.size and c.root = k.root and c.cosigner = $5 \
     where k.tenant = $1 and k.site = $2 and k.epoch = $3 and k.fork = $4 order by k.size desc limit 1";
const STATE: &str = "select said, said_sequence, said_at, told_epoch, told_size, is_mirror, manifest, outcome, \
     compared_at, arrival from ledger_witness where tenant = $1 and peer = $2";
const PUT_STATE: &str = "insert into ledger_witness (tenant, peer, said, said_sequence, said_at, told_epoch, \
     told_size, is_mirror, manifest, outcome, compared_at, arrival) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (tenant, peer) do update set \
     said = excluded.said, said_sequence = excluded.said_sequence, said_at = excluded.said_at, \
     told_epoch = excluded.told_epoch, told_size = excluded.told_size, is_mirror = excluded.is_mirror, \
     manifest = excluded.manifest, outcome = excluded.outcome, compared_at = excluded.compared_at, \
     arrival = excluded.arrival";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[
    WAITS,
    WRITTEN,
    SIGNED,
    UNPROVED,
    PUT_PROVED,
    UNPROVE,
    COUNT,
    RECORDS,
    ENTRIES,
    KEEP_GROWTH,
    AT,
    STRAIGHT,
    LAST_EXHIBIT,
    KEEP_EXHIBIT,
    PROVED_BYTES,
    SIGHTED,
    SIGHTED_SIGNED,
    STATE,
    PUT_STATE,
];
