//! Exchange between sites: what was written here is sent there, frame by frame, and what comes is taken in once.
//!
//! One round is a frame there and a frame back ([`Ledger::frame_for`], [`Ledger::take_frame`]); who carries them, a line or
//! a person with a stick, is nobody's business here. Each thing that is sent has a place in a lane; a frame says up to
//! which place its sender has received the other's; what has been received waits no longer. So any frame may be lost,
//! doubled or late, and the next one goes on where the receiver is.

mod ahead;
mod chunk;
mod courier;
mod erasure;
pub(crate) mod frame;
mod intake;
pub(crate) mod item;
mod outbox;
mod peer;
mod take;
pub(crate) mod testimony;
mod wire;
pub(crate) mod witness;

pub use courier::Courier;
pub use erasure::ErasuresAt;
pub(crate) use frame::VERSION;
pub use frame::{FRAME_BYTES_MAX, Lane, Refused};
pub use peer::{Peer, Standing};
pub use take::AlarmKind;
pub use witness::{Outcome as ManifestOutcome, Sighted, Witness};

use crate::door::{Core, Door, Tx};
use crate::engine::Connection;
use crate::{Fault, Hash, Ledger, params};
use frame::{CARGO_BYTES_MAX, Head};
use item::Packer;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use uuid::Uuid;

/// An item larger than this travels in pieces.
pub(crate) const PIECE_BYTES: usize = 10_000;

/// What the ledger asks of whoever knows what records mean.
pub trait Scopes {
    /// The records that a post may hold now.
    fn of(&self, door: &mut dyn Door, peer: &Peer) -> Result<BTreeSet<Uuid>, Fault>;
    /// Whether a record goes before others: somebody's protection cannot wait.
    fn is_urgent(&self, door: &mut dyn Door, record: Uuid) -> Result<bool, Fault>;
    /// Takes what a room of the other site sent; `false` when no room knows the channel: then it is kept until one does.
    fn receive(&self, tx: &mut Tx<'_>, from: &Peer, channel: &str, bytes: &[u8]) -> Result<bool, Fault>;
}

/// Why a frame was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error("the frame is from {0}, which is not enrolled here")]
    Stranger(String),
    #[error("the keys of {0} are revoked")]
    Revoked(String),
    #[error("the frame is for {0}, which is not this site")]
    NotForUs(String),
    #[error("{site} was restored or copied: its epoch {said} is behind {known}")]
    OldEpoch { site: String, said: i64, known: i64 },
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What a frame brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Brought {
    pub from: String,
    pub entries_new: u64,
    pub entries_known: u64,
    pub forks: u64,
    pub left: u64,
    pub parcels: u64,
    /// Parts of what the sender proves.
    pub proofs: u64,
    /// Entries on records that are erased here; their words were not taken in.
    pub late: u64,
    /// Erasures that headquarters ordered, and that are carried out before anything else is said to it.
    pub erasures: u64,
    /// What a newer version sent, kept until this one is upgraded.
    pub unread: u64,
    /// Chunks of files that were not here.
    pub chunks: u64,
    /// The sender has more to send.
    pub has_more: bool,
    /// Records whose state moved.
    #[serde(skip)]
    pub touched: BTreeSet<Uuid>,
    /// Records erased here of which the sender still has words.
    #[serde(skip)]
    unerased: BTreeSet<Uuid>,
}

/// How the exchange with one site stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LinkStatus {
    pub site: String,
    pub office: String,
    pub standing: Standing,
    pub epoch: i64,
    pub heard_at: Option<Timestamp>,
    pub lanes: Vec<LaneStatus>,
    /// Records that the site holds of what this one knows.
    pub held: u64,
}

/// How one lane to a site stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LaneStatus {
    pub lane: Lane,
    /// Put in the lane since the site was enrolled, in this epoch.
    pub queued: i64,
    /// Of these, the other site has said that it has them.
    pub acknowledged: i64,
    pub waiting: i64,
    pub waiting_since: Option<Timestamp>,
    /// Received from the other site.
    pub received: i64,
}

/// Something that people must look at.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Alarm {
    pub id: Uuid,
    pub kind: String,
    pub site: String,
    pub epoch: i64,
    pub sequence: i64,
    pub raised_at: Timestamp,
}

impl Ledger {
    /// Makes a site known, or changes what is known of it.
    pub fn put_peer(&self, peer: &Peer) -> Result<(), Fault> {
        if peer.site == self.site() {
            return Err(Fault::Inconsistent("a site does not exchange with itself".into()));
        }
        self.write(|tx| {
            tx.lock_site()?;
            let (tenant, now) = (tx.core.tenant.clone(), tx.now().as_microsecond());
            let known = peer::find(tx.connection, &tenant, &peer.site)?;
            let scanned = known.map_or(0, |known| known.scanned);
            peer::put(tx.connection, &tenant, &Peer { scanned, ..peer.clone() }, now)
        })
    }

    /// The sites this one exchanges with.
    pub fn peers(&self) -> Result<Vec<Peer>, Fault> {
        self.read(|reader| peer::all(reader.connection, &reader.core.tenant))
    }

    /// One site that is known here.
    pub fn peer(&self, site: &str) -> Result<Option<Peer>, Fault> {
        self.read(|reader| peer::find(reader.connection, &reader.core.tenant, site))
    }

    /// No key of the site is believed any more; what it wrote before stays.
    pub fn revoke_peer(&self, site: &str) -> Result<bool, Fault> {
        self.write(|tx| {
            tx.lock_site()?;
            let (tenant, now) = (tx.core.tenant.clone(), tx.now().as_microsecond());
            let Some(peer) = peer::find(tx.connection, &tenant, site)? else { return Ok(false) };
            peer::put(tx.connection, &tenant, &Peer { standing: Standing::Revoked, ..peer }, now)?;
            peer::forget(tx.connection, &tenant, site)?;
            Ok(true)
        })
    }

    /// This site was restored or copied: it writes on in a new epoch, and asks and sends everything again.
    pub fn begin_epoch(&self, epoch: i64) -> Result<(), Fault> {
        self.write(|tx| {
            tx.lock_site()?;
            let site = tx.handed.site.as_mut().ok_or_else(|| Fault::Inconsistent("no site row".into()))?;
            if epoch <= site.epoch {
                return Err(Fault::Inconsistent("an epoch can only follow another".into()));
            }
            (site.epoch, site.dirty) = (epoch, true);
            let tenant = tx.core.tenant.clone();
            // What the old machine numbered since the copy was taken is given out already.
            if let Some(site) = tx.handed.site.as_mut() {
                site.restored += 1;
            }
            let own = params![tenant.as_str(), tx.core.site.as_str()];
            tx.connection.execute(SKIP_NUMBERS, &own)?;
            for peer in peer::all(tx.connection, &tenant)? {
                erasure::forget(tx, &peer.site)?;
                peer::forget(tx.connection, &tenant, &peer.site)?;
                tx.connection.execute(FORGET_LANES, &params![tenant.as_str(), peer.site.as_str()])?;
            }
            Ok(())
        })
    }

    /// Which of the country's sites this is. The numbers it gives out begin where no other site's come; a site that gave
    /// out numbers already keeps its place.
    pub fn set_ordinal(&self, ordinal: i64) -> Result<(), Fault> {
        self.write(|tx| {
            tx.lock_site()?;
            let site = tx.handed.site.as_mut().ok_or_else(|| Fault::Inconsistent("no site row".into()))?;
            if site.next_sequence > 1 && site.ordinal != ordinal {
                return Err(Fault::Inconsistent("a site that has written keeps its ordinal".into()));
            }
            site.ordinal = ordinal;
            let row = params![ordinal, tx.core.tenant.as_str(), tx.core.site.as_str()];
            tx.connection.execute(SET_ORDINAL, &row).map(drop)
        })
    }

    /// The epoch in which this site writes.
    pub fn epoch(&self) -> Result<i64, Fault> {
        self.read(|reader| epoch_of(reader.connection, reader.core))
    }

    /// Sends a room's bytes to a site, behind what waits already. Long ones are the room's to cut.
    pub fn send_parcel(&self, site: &str, lane: Lane, channel: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.write(|tx| outbox::put_parcel(tx, site, lane, channel, bytes))
    }

    /// An X25519 identity of this site for files that are encrypted to it (the secret half of
    /// [`crate::KeyFile::agreement_public`]).
    pub fn agreement_identity(&self) -> Result<crate::Secret, Fault> {
        self.keys().agreement_secret()
    }

    /// Puts what is new for a site in its lanes; at most one reach of the log in one transaction.
    pub fn fill_lanes(&self, site: &str, scopes: &dyn Scopes) -> Result<(), Fault> {
        self.obey();
        loop {
            let is_more = self.write(|tx| {
                // Several processes may answer one site: each place of a lane is given out once.
                tx.lock_site()?;
                let tenant = tx.core.tenant.clone();
                match peer::find(tx.connection, &tenant, site)? {
                    Some(mut peer) => outbox::fill(tx, &mut peer, scopes),
                    None => Ok(false),
                }
            })?;
            if !is_more {
                return self.testify(site, scopes);
            }
        }
    }

    /// The next frame for a site: what it has not said it has, or nothing but how far this site has come.
    pub fn frame_for(&self, site: &str) -> Result<Vec<u8>, ExchangeError> {
        self.frame_after(site, &BTreeMap::new()).map(|(frame, _)| frame)
    }

    /// The next frame after certain places, and the place it ends with; for files that carry many at once.
    pub(crate) fn frame_after(
        &self,
        site: &str,
        after: &BTreeMap<Lane, i64>,
    ) -> Result<Framed, ExchangeError> {
        self.read(|reader| {
            let core = reader.core;
            let peer = peer::find(reader.connection, &core.tenant, site)?;
            let peer = peer.ok_or_else(|| ExchangeError::Stranger(site.to_owned()))?;
            if peer.standing == Standing::Revoked {
                return Err(ExchangeError::Revoked(site.to_owned()));
            }
            let lanes = peer::lanes(reader.connection, &core.tenant, site)?;
            let mut load = Load {
                lane: Lane::Usual,
                first: 0,
                items: 0,
                compressed: frame::compress(&[])?,
                has_more: false,
            };
            for (lane, state) in &lanes {
                // A version that knows no chunks is sent none, and everything else.
                if *lane == Lane::Bulk && peer.speaks.min(reader.core.speaks()) < chunk::SPOKEN_SINCE {
                    continue;
                }
                let from = after.get(lane).copied().unwrap_or(0).max(state.acknowledged);
                if from + 1 < state.next_place {
                    load = pack(reader, &peer, *lane, from)?;
                    load.has_more |= lanes.iter().any(|(other, s)| {
                        let sent = after.get(other).copied().unwrap_or(0).max(s.acknowledged);
                        other > lane && sent + 1 < s.next_place
                    });
                    break;
                }
            }
            let head = Head {
                version: core.speaks().min(peer.speaks.max(1)),
                speaks: core.speaks(),
                tenant: core.tenant.clone(),
                from: core.site.clone(),
                to: site.to_owned(),
                epoch: epoch_of(reader.connection, core)?,
                to_epoch: peer.epoch,
                received: peer::received(&peer, &lanes),
                lane: load.lane,
                first: load.first,
                items: load.items,
                has_more: load.has_more,
                at: core.ports.clock.now().as_microsecond(),
            };
            let bytes =
                frame::seal(&core.keys, &*core.ports.random, &peer.agreement_key, &head, &load.compressed)?;
            let end = (load.items > 0).then(|| (load.lane, load.first + load.items as i64 - 1));
            Ok((bytes, end))
        })
    }

    /// Takes in a frame: once, whole, and durably, or not at all.
    pub fn take_frame(&self, bytes: &[u8], scopes: &dyn Scopes) -> Result<Brought, ExchangeError> {
        let head = frame::head(bytes)?;
        let core = self.core();
        if head.tenant != core.tenant || head.to != core.site {
            return Err(ExchangeError::NotForUs(head.to));
        }
        let peer = self.peer(&head.from)?.ok_or_else(|| ExchangeError::Stranger(head.from.clone()))?;
        if peer.standing == Standing::Revoked {
            return Err(ExchangeError::Revoked(head.from));
        }
        let opened = frame::open(&core.keys, &peer.sign_key, &peer.agreement_key, core.speaks(), bytes)?;
        let brought = self.write(|tx| intake::take(tx, &opened, scopes))?;
        core.unread_offered.store(true, Ordering::Relaxed);
        if !brought.has_more {
            self.obey();
        }
        Ok(brought)
    }

    /// What headquarters ordered to erase is erased. If that fails, the order stands and the next contact tries again:
    /// the line does not wait for it.
    fn obey(&self) {
        if let Err(fault) = self.obey_erasures() {
            tracing::warn!(%fault, "what headquarters erased is not erased here yet");
        }
    }

    /// How the exchange with each site stands.
    pub fn links(&self) -> Result<Vec<LinkStatus>, Fault> {
        self.read(|reader| {
            let tenant = reader.core.tenant.clone();
            let peers = peer::all(reader.connection, &tenant)?;
            peers.into_iter().map(|peer| link(reader.connection, &tenant, peer)).collect()
        })
    }

    /// The hash of every entry that is here, whatever site wrote it, and whether its body is here too.
    pub fn entry_hashes(&self) -> Result<Vec<(Hash, bool)>, Fault> {
        self.read(|reader| {
            let rows = reader.connection.query(HASHES, &params![reader.core.tenant.as_str()])?;
            let hash = |row: &crate::Row| {
                let hash = Hash::from_slice(&row.bytes("hash")?);
                hash.ok_or_else(|| Fault::Inconsistent("ledger_entry.hash is no hash".into()))
            };
            rows.iter().map(|row| Ok((hash(row)?, row.int("sealed_bytes")? > 0))).collect()
        })
    }

    /// What people must look at.
    pub fn alarms(&self) -> Result<Vec<Alarm>, Fault> {
        self.read(|reader| {
            let rows = reader.connection.query(ALARMS, &params![reader.core.tenant.as_str()])?;
            rows.iter()
                .map(|row| {
                    Ok(Alarm {
                        id: row.uuid("id")?,
                        kind: row.text("kind")?,
                        site: row.text("site")?,
                        epoch: row.int("epoch")?,
                        sequence: row.int("sequence")?,
                        raised_at: instant(row.int("raised_at")?)?,
                    })
                })
                .collect()
        })
    }
}

impl Tx<'_> {
    /// As [`Ledger::send_parcel`], in the same transaction as what else the room writes.
    pub fn send_parcel(&mut self, site: &str, lane: Lane, channel: &str, bytes: &[u8]) -> Result<(), Fault> {
        outbox::put_parcel(self, site, lane, channel, bytes)
    }

    /// The epoch in which this site writes, and that in which a peer does.
    pub fn epochs_with(&mut self, site: &str) -> Result<(i64, i64), Fault> {
        let own = epoch_of(self.connection, self.core)?;
        let peer = peer::find(self.connection, &self.core.tenant, site)?;
        Ok((own, peer.map_or(0, |peer| peer.epoch)))
    }
}

fn instant(at: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_microsecond(at).map_err(|_| Fault::Inconsistent("an instant is none".into()))
}

fn link(c: &mut dyn Connection, tenant: &str, peer: Peer) -> Result<LinkStatus, Fault> {
    let mut lanes = Vec::new();
    for (lane, state) in peer::lanes(c, tenant, &peer.site)? {
        let rows = c.query(OLDEST, &params![tenant, peer.site.as_str(), lane.code()])?;
        let oldest = rows.first().map(|row| row.opt_int("queued_at")).transpose()?.flatten();
        lanes.push(LaneStatus {
            lane,
            queued: state.next_place - 1,
            acknowledged: state.acknowledged,
            waiting: state.next_place - 1 - state.acknowledged,
            waiting_since: oldest.map(instant).transpose()?,
            received: state.received,
        });
    }
    let held =
        peer::scope(c, tenant, &peer.site)?.values().filter(|held| **held == peer::Held::Yes).count() as u64;
    let heard_at = if peer.heard_at == 0 { None } else { Some(instant(peer.heard_at)?) };
    let (site, office, standing, epoch) = (peer.site, peer.office, peer.standing, peer.epoch);
    Ok(LinkStatus { site, office, standing, epoch, heard_at, lanes, held })
}

fn epoch_of(c: &mut dyn Connection, core: &Core) -> Result<i64, Fault> {
    let rows = c.query(EPOCH, &params![core.tenant.as_str(), core.site.as_str()])?;
    rows.first().ok_or_else(|| Fault::Inconsistent("this site has no row".into()))?.int("epoch")
}

/// A frame, and the place in its lane with which it ends, if it carries anything.
type Framed = (Vec<u8>, Option<(Lane, i64)>);

/// What fits in one frame.
struct Load {
    lane: Lane,
    first: i64,
    items: u64,
    compressed: Vec<u8>,
    has_more: bool,
}

/// Things looked at for one frame; more never fit.
const LOOKED_AT: i64 = 512;

/// As much of a lane as fits in a frame.
fn pack(door: &mut dyn Door, peer: &Peer, lane: Lane, after: i64) -> Result<Load, Fault> {
    let tenant = door.tenant();
    let waiting = outbox::waiting(door.parts().connection, &tenant, &peer.site, lane, after, LOOKED_AT)?;
    let mut items = Vec::with_capacity(waiting.len());
    for (place, thing) in &waiting {
        items.push((*place, outbox::item(door, peer, thing)?));
    }
    let is_all_looked_at = (waiting.len() as i64) < LOOKED_AT;
    // As many as fit: doubling up, then halving in.
    let (mut fits, mut best) = (0, frame::compress(&[])?);
    let mut tried = items.len().min(64);
    let mut ceiling = items.len() + 1;
    while tried > fits && tried < ceiling {
        let mut packer = Packer::default();
        items[..tried].iter().for_each(|(_, (item, hash))| packer.put(item, *hash));
        let compressed = frame::compress(&packer.into_bytes())?;
        if compressed.len() <= CARGO_BYTES_MAX {
            (fits, best) = (tried, compressed);
            tried = (tried * 2).min(items.len()).min((fits + ceiling).div_ceil(2).max(fits + 1));
        } else {
            ceiling = tried;
            tried = (fits + ceiling) / 2;
        }
    }
    if fits == 0 && !items.is_empty() {
        return Err(Fault::Inconsistent("one thing does not fit in a frame".into()));
    }
    let first = items.first().map_or(0, |(place, _)| *place);
    let has_more = fits < items.len() || !is_all_looked_at;
    Ok(Load { lane, first, items: fits as u64, compressed: best, has_more })
}

const HASHES: &str =
    "select hash, length(sealed) as sealed_bytes from ledger_entry where tenant = $1 order by arrival";
const SKIP_NUMBERS: &str = "update ledger_site set restored = restored + 1 where tenant = $1 and site = $2";
const EPOCH: &str = "select epoch from ledger_site where tenant = $1 and site = $2";
const SET_ORDINAL: &str = "update ledger_site set ordinal = $1 where tenant = $2 and site = $3";
const OLDEST: &str =
    "select min(queued_at) as queued_at from ledger_outbox where tenant = $1 and peer = $2 and lane = $3";
const ALARMS: &str = "select id, kind, site, epoch, sequence, raised_at from ledger_alarm where tenant = $1 \
     order by raised_at, id";
const FORGET_LANES: &str = "delete from ledger_lane where tenant = $1 and peer = $2";

/// For the test that prepares every statement.
pub(crate) fn own() -> impl Iterator<Item = &'static str> {
    let here = [HASHES, SKIP_NUMBERS, EPOCH, SET_ORDINAL, OLDEST, ALARMS, FORGET_LANES];
    here.into_iter()
        .chain(outbox::OWN.iter().copied())
        .chain(chunk::OWN.iter().copied())
        .chain(peer::OWN.iter().copied())
        .chain(take::OWN.iter().copied())
        .chain(ahead::OWN.iter().copied())
        .chain(intake::OWN.iter().copied())
        .chain(witness::OWN.iter().copied())
        .chain(erasure::OWN.iter().copied())
}
