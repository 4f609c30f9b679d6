//! Exchange between sites: what was written here is sent there, frame by frame, and what comes is taken in once.
//!
//! One round is a frame there and a frame back ([`Ledger::frame_for`], [`Ledger::take_frame`]); who carries them, a line or
//! a person with a stick, is nobody's business here. Each thing that is sent has a place in a lane; a frame says up to
//! which place its sender has received the other's; what has been received waits no longer. So any frame may be lost,
//! doubled or late, and the next one goes on where the receiver is.

mod chunk;
mod courier;
mod erasure;
pub(crate) mod frame;
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
use crate::keyring::DataKey;
use crate::{Fault, Hash, Ledger, params};
use frame::{CARGO_BYTES_MAX, Head};
use item::{Body, Item, Packer, Unpacker};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use take::{Came, LateKeys};
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
        let brought = self.write(|tx| take_opened(tx, &opened, scopes))?;
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

fn take_opened(
    tx: &mut Tx<'_>,
    opened: &frame::Opened,
    scopes: &dyn Scopes,
) -> Result<Brought, ExchangeError> {
    let (head, tenant) = (&opened.head, tx.core.tenant.clone());
    tx.lock_site()?;
    let peer = peer::find(tx.connection, &tenant, &head.from)?;
    let mut peer = peer.ok_or_else(|| ExchangeError::Stranger(head.from.clone()))?;
    if head.epoch < peer.epoch {
        return Err(ExchangeError::OldEpoch { site: head.from.clone(), said: head.epoch, known: peer.epoch });
    }
    let mut lanes = peer::lanes(tx.connection, &tenant, &peer.site)?;
    if head.epoch > peer.epoch {
        // It was restored or copied: what it had may be gone, and it counts anew.
        peer::forget(tx.connection, &tenant, &peer.site)?;
        erasure::forget(tx, &peer.site)?;
        (peer.epoch, peer.scanned) = (head.epoch, 0);
        lanes.values_mut().for_each(|state| *state = peer::LaneState::new());
    }
    let own_epoch = tx.handed.site.as_ref().map_or(0, |site| site.epoch);
    if head.received.epoch == own_epoch {
        for (lane, place) in Lane::ALL.into_iter().zip(head.received.places) {
            let Some(state) = lanes.get_mut(&lane) else { continue };
            if place > state.acknowledged && place < state.next_place {
                state.acknowledged = place;
                outbox::acknowledge(tx.connection, &tenant, &peer.site, lane, place)?;
            }
        }
    }
    let mut brought = Brought { from: head.from.clone(), has_more: head.has_more, ..Brought::default() };
    let received = lanes.get(&head.lane).map_or(0, |state| state.received);
    let last = head.first.saturating_add(i64::try_from(head.items).unwrap_or(i64::MAX)).saturating_sub(1);
    // A frame from further on waits for the one before it; one from before is known.
    offer_unread(tx, scopes, &mut brought)?;
    let mut stopped = None;
    let is_for_now = head.to_epoch == own_epoch || head.to_epoch == 0;
    if is_for_now && head.items > 0 && head.first <= received + 1 && last > received {
        let mut taking = Taking::new(&peer, scopes, received);
        stopped = taking.items(tx, opened, &mut brought)?;
        if let Some(state) = lanes.get_mut(&head.lane) {
            state.received = stopped.as_ref().map_or(last, |(place, _)| (place - 1).max(received));
        }
        brought.has_more |= matches!(stopped, Some((_, Stop::Sealed(_))));
    }
    if peer.standing == Standing::Hub {
        let_go(tx, &peer, &mut brought)?;
    }
    if peer.speaks != head.speaks {
        erasure::tell_again(tx, &peer.site)?;
    }
    peer.speaks = head.speaks;
    peer.heard_at = tx.now().as_microsecond();
    let now = peer.heard_at;
    peer::put(tx.connection, &tenant, &peer, now)?;
    for (lane, state) in lanes {
        peer::put_lane(tx.connection, &tenant, &peer.site, lane, state)?;
    }
    let sealed = stopped.and_then(|(_, stop)| stop.sealed());
    for record in sealed.into_iter().chain(std::mem::take(&mut brought.unerased)) {
        erasure::insist(tx, &peer, record)?;
    }
    Ok(brought)
}

/// What headquarters said leaves this site goes once nothing of it is owed.
fn let_go(tx: &mut Tx<'_>, peer: &Peer, brought: &mut Brought) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    for record in peer::leaving(tx.connection, &tenant, &peer.site)? {
        if !outbox::is_owed(tx, peer, record)? {
            tx.let_go(record)?;
            peer::end_leaving(tx.connection, &tenant, &peer.site, record)?;
            brought.left += 1;
        }
    }
    Ok(())
}

/// Taking in the items of one frame.
struct Taking<'a> {
    peer: &'a Peer,
    scopes: &'a dyn Scopes,
    /// The place up to which the lane is known.
    received: i64,
    late: LateKeys,
    /// Records that left this site's scope.
    left: BTreeSet<Uuid>,
    frame: take::Frame,
}

/// Why taking in stopped before the end of a frame.
enum Stop {
    /// Before words of a record that is erased here, whose hash cannot be told without their key.
    Sealed(Uuid),
    /// Before a chunk of a record that was not heard of yet: it comes again.
    Early,
}

impl Stop {
    fn sealed(self) -> Option<Uuid> {
        match self {
            Stop::Sealed(record) => Some(record),
            Stop::Early => None,
        }
    }
}

/// Where taking in stopped, and why.
type Stopped = Option<(i64, Stop)>;

impl<'a> Taking<'a> {
    fn new(peer: &'a Peer, scopes: &'a dyn Scopes, received: i64) -> Taking<'a> {
        let (late, left) = (LateKeys::new(), BTreeSet::new());
        Taking { peer, scopes, received, late, left, frame: take::Frame::default() }
    }

    fn items(
        &mut self,
        tx: &mut Tx<'_>,
        opened: &frame::Opened,
        brought: &mut Brought,
    ) -> Result<Stopped, ExchangeError> {
        let mut unpacker = Unpacker::new(&opened.cargo);
        let mut stopped = None;
        for at in 0..opened.head.items {
            let place = opened.head.first + at as i64;
            let item = unpacker.next().map_err(Refused::from)?;
            if let Item::Entry(entry, body) = item {
                let record = entry.record;
                match self.entry(tx, *entry, body, brought)? {
                    Some(hash) => unpacker.was(hash),
                    None => stopped = Some((place, Stop::Sealed(record))),
                }
            } else if place > self.received || is_keys_of_post(self.peer, &item) {
                stopped = self.other(tx, item, brought)?.map(|stop| (place, stop));
            }
            if stopped.is_some() {
                break;
            }
        }
        if stopped.is_none() && !unpacker.is_empty() {
            return Err(Refused::from(wire::Malformed("something follows its items")).into());
        }
        self.frame.pending.write(tx)?;
        take::settle(tx, &brought.touched)?;
        // Whatever was written here about them must have reached headquarters first.
        let tenant = tx.core.tenant.clone();
        for record in std::mem::take(&mut self.left) {
            peer::put_leaving(tx.connection, &tenant, &self.peer.site, record)?;
        }
        Ok(stopped)
    }

    /// Answers the entry's hash, or nothing where it cannot be told.
    fn entry(
        &mut self,
        tx: &mut Tx<'_>,
        entry: crate::entry::Stored,
        body: Body,
        brought: &mut Brought,
    ) -> Result<Option<Hash>, Fault> {
        let has_words = !matches!(body, Body::Gone { .. });
        Ok(match take::came(tx, entry, body, &self.late, &mut self.frame)? {
            Came::Whole(entry, hash) => {
                self.take(tx, &entry, hash, brought)?;
                Some(hash)
            }
            Came::Late(entry, hash) => {
                let pieces = params![tx.core.tenant.as_str(), self.peer.site.as_str(), hash.0.to_vec()];
                tx.connection.execute(DROP_PIECES, &pieces)?;
                if has_words {
                    brought.unerased.insert(entry.record);
                }
                let known = brought.entries_new;
                self.take(tx, &entry, hash, brought)?;
                if brought.entries_new > known {
                    brought.late += 1;
                    let at = (entry.site.as_str(), entry.epoch, entry.sequence);
                    if self.peer.standing == Standing::Post {
                        take::alarm_at(tx, AlarmKind::Late, at, Vec::new())?;
                    }
                }
                Some(hash)
            }
            Came::Sealed => None,
        })
    }

    fn take(
        &mut self,
        tx: &mut Tx<'_>,
        entry: &crate::entry::Stored,
        hash: Hash,
        brought: &mut Brought,
    ) -> Result<(), Fault> {
        // A post speaks for itself; only headquarters hands on what others wrote.
        if self.peer.standing == Standing::Post && entry.site != self.peer.site {
            return take::alarm(tx, AlarmKind::Origin, entry, None);
        }
        match take::take(tx, entry, hash, &mut self.frame)? {
            take::Taken::New => {
                if entry.site != self.peer.site && entry.site != tx.core.site {
                    peer::hear_of(tx.connection, &tx.core.tenant, &entry.site)?;
                }
                brought.entries_new += 1;
                brought.touched.insert(entry.record);
            }
            take::Taken::Known => brought.entries_known += 1,
            take::Taken::Fork => brought.forks += 1,
        }
        Ok(())
    }

    /// Answers why it stops before this item, if it does.
    fn other(
        &mut self,
        tx: &mut Tx<'_>,
        item: Item,
        brought: &mut Brought,
    ) -> Result<Option<Stop>, ExchangeError> {
        let (tenant, peer) = (tx.core.tenant.clone(), self.peer);
        if tx.core.speaks() < frame::ERASES && is_measured(&item) {
            return Err(Refused::from(wire::Malformed("an item is of no known kind")).into());
        }
        // A key says nothing of entries; whatever else comes may look for those that came before it.
        if !matches!(item, Item::Keys { .. }) {
            self.frame.pending.write(tx)?;
        }
        match item {
            Item::Entry(..) => {}
            Item::Keys { record, keys } => self.keys(tx, record, keys)?,
            // Only headquarters says what a site may hold.
            Item::Leave { record } if peer.standing == Standing::Hub => {
                self.left.insert(record);
                witness::release(tx, peer, record)?;
            }
            Item::Leave { .. } => {}
            Item::Parcel { channel, bytes } if channel == witness::CHANNEL => {
                witness::take(tx, peer, &bytes)?;
                brought.proofs += 1;
            }
            Item::Parcel { channel, bytes } => {
                let is_read = channel.is_empty() || self.scopes.receive(tx, peer, &channel, &bytes)?;
                brought.parcels += u64::from(!channel.is_empty());
                if !is_read {
                    keep_unread(tx, peer, &Item::Parcel { channel, bytes }, brought)?;
                }
            }
            Item::Erase { record } => {
                if erasure::take_order(tx, peer, record)? {
                    witness::release(tx, peer, record)?;
                    brought.erasures += 1;
                } else {
                    let at = (peer.site.as_str(), peer.epoch, 0);
                    take::alarm_at(tx, AlarmKind::Origin, at, Vec::new())?;
                }
            }
            Item::Erased { record } => erasure::take_answer(tx, peer, record)?,
            Item::Chunk { record, content, at, of, bytes } => {
                let is_taken = chunk::take(tx, peer, record, content, (at, of), &bytes, brought)?;
                return Ok((!is_taken).then_some(Stop::Early));
            }
            Item::Unknown { .. } => keep_unread(tx, peer, &item, brought)?,
            // Its sender erased the rest.
            Item::Piece { whole, bytes, .. } if bytes.is_empty() => {
                let pieces = params![tenant.as_str(), peer.site.as_str(), whole.0.to_vec()];
                tx.connection.execute(DROP_PIECES, &pieces)?;
            }
            Item::Piece { whole, at, of, bytes } => return self.piece(tx, (whole, at, of), &bytes, brought),
        }
        Ok(None)
    }

    fn keys(&mut self, tx: &mut Tx<'_>, record: Uuid, keys: Vec<(String, [u8; 32])>) -> Result<(), Fault> {
        let stands = Stands::of(tx, self.peer, record)?;
        // The order to erase overtakes what waited in the other lane: it lends nothing any more.
        if !stands.is_erased && !stands.is_ordered {
            witness::hold(tx, self.peer, record)?;
        }
        if stands.is_erased {
            let keys = keys.into_iter().map(|(_, raw)| DataKey::of(crate::keys::Secret::new(raw)));
            let keys = keys.collect::<Result<Vec<_>, _>>()?;
            self.late.entry(record).or_default().extend(keys);
            return Ok(());
        }
        let is_only = !stands.has_keys && keys.len() == 1;
        for (id, raw) in keys {
            let raw = crate::keys::Secret::new(raw);
            if stands.is_gone {
                tx.adopt_key(record, &id, &raw)?;
            } else {
                tx.adopt_key_of_whole(record, &id, &raw, is_only)?;
            }
        }
        self.left.remove(&record);
        if stands.is_leaving {
            peer::end_leaving(tx.connection, &tx.core.tenant, &self.peer.site, record)?;
        }
        Ok(())
    }

    fn piece(
        &mut self,
        tx: &mut Tx<'_>,
        (whole, at, of): (Hash, u64, u64),
        bytes: &[u8],
        brought: &mut Brought,
    ) -> Result<Option<Stop>, ExchangeError> {
        let key = params![tx.core.tenant.as_str(), self.peer.site.as_str(), whole.0.to_vec()];
        let mut row = key.clone();
        // A piece may be of an opened body: at rest it is sealed as everything else.
        let sealed = tx.seal("ledger_piece", Uuid::nil(), bytes)?;
        row.extend(params![at as i64, sealed]);
        tx.connection.execute(KEEP_PIECE, &row)?;
        if at.checked_add(1) != Some(of) {
            return Ok(None);
        }
        let pieces = tx.connection.query(PIECES, &key)?;
        let mut all = Vec::new();
        for piece in &pieces {
            all.extend(tx.open_sealed("ledger_piece", Uuid::nil(), &piece.bytes("bytes")?)?);
        }
        tx.connection.execute(DROP_PIECES, &key)?;
        let Item::Entry(entry, body) = Unpacker::new(&all).next().map_err(Refused::from)? else {
            return Ok(None);
        };
        let record = entry.record;
        Ok(self.entry(tx, *entry, body, brought)?.is_none().then_some(Stop::Sealed(record)))
    }
}

fn is_measured(item: &Item) -> bool {
    matches!(item, Item::Erase { .. } | Item::Erased { .. } | Item::Chunk { .. } | Item::Unknown { .. })
}

/// Keys are taken at known places too: a copied post counts its lanes as the other does, and what it wrote must open here
/// to be told from what the other wrote.
fn is_keys_of_post(peer: &Peer, item: &Item) -> bool {
    peer.standing == Standing::Post && matches!(item, Item::Keys { .. })
}

/// What is known here of a record whose key comes.
#[derive(Default)]
struct Stands {
    /// Its bodies are gone, for whatever reason.
    is_gone: bool,
    is_erased: bool,
    /// The peer was told to erase it.
    is_ordered: bool,
    /// The peer said that it leaves this site.
    is_leaving: bool,
    has_keys: bool,
}

impl Stands {
    fn of(tx: &mut Tx<'_>, peer: &Peer, record: Uuid) -> Result<Stands, Fault> {
        let asked = params![tx.core.tenant.as_str(), record, peer.site.as_str()];
        let mut all = Stands::default();
        for row in tx.connection.query(STANDS, &asked)? {
            let what = row.text("what")?;
            match row.text("place")?.as_str() {
                "gone" => {
                    all.is_gone = true;
                    all.is_erased = what == crate::gone::Why::Erased.code();
                }
                "key" => all.has_keys = true,
                "erasure" => all.is_ordered = erasure::orders(&what),
                _ => all.is_leaving = what == peer::LEAVES,
            }
        }
        Ok(all)
    }
}

/// Keeps what this version cannot read, sealed, until it is upgraded.
fn keep_unread(tx: &mut Tx<'_>, peer: &Peer, item: &Item, brought: &mut Brought) -> Result<(), Fault> {
    let mut packer = Packer::default();
    packer.put(item, None);
    let sealed = tx.seal("ledger_unread", Uuid::nil(), &packer.into_bytes())?;
    let tenant = tx.core.tenant.clone();
    let last = tx.connection.query(LAST_UNREAD, &params![tenant.as_str()])?;
    let place = last.first().map_or(Ok(0), |row| row.int("place"))? + 1;
    let now = tx.now().as_microsecond();
    tx.connection.execute(KEEP_UNREAD, &params![tenant, place, peer.site.as_str(), sealed, now])?;
    brought.unread += 1;
    Ok(())
}

/// Once after the program began: what an earlier version could not read is read, as far as this one can.
fn offer_unread(tx: &mut Tx<'_>, scopes: &dyn Scopes, brought: &mut Brought) -> Result<(), ExchangeError> {
    if tx.core.unread_offered.load(Ordering::Relaxed) {
        return Ok(());
    }
    let tenant = tx.core.tenant.clone();
    for row in tx.connection.query(UNREAD, &params![tenant.as_str()])? {
        let Some(peer) = peer::find(tx.connection, &tenant, &row.text("peer")?)? else { continue };
        let bytes = tx.open_sealed("ledger_unread", Uuid::nil(), &row.bytes("sealed")?)?;
        let item = Unpacker::new(&bytes).next().map_err(Refused::from)?;
        // What is still not known is kept again, behind the others.
        tx.connection.execute(DROP_UNREAD, &params![tenant.as_str(), row.int("place")?])?;
        let mut taking = Taking::new(&peer, scopes, 0);
        taking.other(tx, item, brought)?;
        taking.frame.pending.write(tx)?;
    }
    Ok(())
}

const STANDS: &str = "select 'gone' as place, why as what from ledger_gone where tenant = $1 and record = $2 \
     union all select 'key', key_id from ledger_key where tenant = $1 and record = $2 \
     union all select 'erasure', standing from ledger_erasure where tenant = $1 and record = $2 and peer = $3 \
     union all select 'scope', standing from ledger_scope where tenant = $1 and record = $2 and peer = $3";
const LAST_UNREAD: &str = "select coalesce(max(place), 0) as place from ledger_unread where tenant = $1";
const KEEP_UNREAD: &str =
    "insert into ledger_unread (tenant, place, peer, sealed, taken_at) values ($1, $2, $3, $4, $5)";
const UNREAD: &str = "select place, peer, sealed from ledger_unread where tenant = $1 order by place";
const DROP_UNREAD: &str = "delete from ledger_unread where tenant = $1 and place = $2";
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
const KEEP_PIECE: &str = "insert into ledger_piece (tenant, peer, whole, part, bytes) values ($1, $2, $3, $4, $5) \
     on conflict (tenant, peer, whole, part) do nothing";
const PIECES: &str =
    "select bytes from ledger_piece where tenant = $1 and peer = $2 and whole = $3 order by part";
const DROP_PIECES: &str = "delete from ledger_piece where tenant = $1 and peer = $2 and whole = $3";

/// For the test that prepares every statement.
pub(crate) fn own() -> impl Iterator<Item = &'static str> {
    let here = [
        HASHES,
        STANDS,
        SKIP_NUMBERS,
        EPOCH,
        SET_ORDINAL,
        OLDEST,
        ALARMS,
        FORGET_LANES,
        KEEP_PIECE,
        PIECES,
        DROP_PIECES,
        LAST_UNREAD,
        KEEP_UNREAD,
        UNREAD,
        DROP_UNREAD,
    ];
    here.into_iter()
        .chain(outbox::OWN.iter().copied())
        .chain(chunk::OWN.iter().copied())
        .chain(peer::OWN.iter().copied())
        .chain(take::OWN.iter().copied())
        .chain(witness::OWN.iter().copied())
        .chain(erasure::OWN.iter().copied())
}
