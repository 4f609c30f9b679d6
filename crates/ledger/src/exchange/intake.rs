//! Taking in a frame that was opened: item by item, in the order of its lane, whole or not at all.

use super::ahead::{Foreseen, Stands};
use super::item::{Body, Item, Packer, Unpacker};
use super::peer::{self, Peer, Standing};
use super::take::{self, AlarmKind, Came, LateKeys};
use super::{Brought, ExchangeError, Lane, Refused, Scopes, chunk, erasure, frame, outbox, wire, witness};
use crate::door::{Door, Tx};
use crate::keyring::DataKey;
use crate::{Fault, Hash, params};
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use uuid::Uuid;

/// Takes in an opened frame: its items, what it says was received, and how its sender stands.
pub(super) fn take(
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
    foreseen: Foreseen,
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
        let (foreseen, frame) = (Foreseen::default(), take::Frame::default());
        Taking { peer, scopes, received, late, left, foreseen, frame }
    }

    fn items(
        &mut self,
        tx: &mut Tx<'_>,
        opened: &frame::Opened,
        brought: &mut Brought,
    ) -> Result<Stopped, ExchangeError> {
        let mut unpacker = Unpacker::new(&opened.cargo);
        let mut stopped = None;
        self.foreseen = Foreseen::of(tx, self.peer, &opened.cargo, opened.head.items)?;
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
        self.frame.settle(tx, &brought.touched)?;
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
            Came::Whole(entry, hash, plain) => {
                self.take(tx, *entry, hash, plain, brought)?;
                Some(hash)
            }
            Came::Late(entry, hash) => {
                let pieces = params![tx.core.tenant.as_str(), self.peer.site.as_str(), hash.0.to_vec()];
                tx.connection.execute(DROP_PIECES, &pieces)?;
                if has_words {
                    brought.unerased.insert(entry.record);
                }
                let known = brought.entries_new;
                let (site, epoch, sequence) = (entry.site.clone(), entry.epoch, entry.sequence);
                self.take(tx, *entry, hash, None, brought)?;
                if brought.entries_new > known {
                    brought.late += 1;
                    if self.peer.standing == Standing::Post {
                        take::alarm_at(tx, AlarmKind::Late, (&site, epoch, sequence), Vec::new())?;
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
        entry: crate::entry::Stored,
        hash: Hash,
        plain: Option<Vec<u8>>,
        brought: &mut Brought,
    ) -> Result<(), Fault> {
        // A post speaks for itself; only headquarters hands on what others wrote.
        if self.peer.standing == Standing::Post && entry.site != self.peer.site {
            return take::alarm(tx, AlarmKind::Origin, &entry, None);
        }
        match take::take(tx, &entry, hash, &mut self.frame)? {
            take::Taken::New => {
                if entry.site != self.peer.site && entry.site != tx.core.site {
                    peer::hear_of(tx.connection, &tx.core.tenant, &entry.site)?;
                }
                brought.entries_new += 1;
                brought.touched.insert(entry.record);
                self.frame.keep(entry, hash, plain);
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
        // A key says nothing of entries; whatever else comes may look for those that came before it, and change how a
        // record stands.
        if !matches!(item, Item::Keys { .. }) {
            self.frame.pending.write(tx)?;
            self.foreseen.forget();
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
        let stands = match self.foreseen.once(record) {
            Some(stands) => stands,
            None => Stands::of(tx, self.peer, record)?,
        };
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
const LAST_UNREAD: &str = "select coalesce(max(place), 0) as place from ledger_unread where tenant = $1";
const KEEP_UNREAD: &str =
    "insert into ledger_unread (tenant, place, peer, sealed, taken_at) values ($1, $2, $3, $4, $5)";
const UNREAD: &str = "select place, peer, sealed from ledger_unread where tenant = $1 order by place";
const DROP_UNREAD: &str = "delete from ledger_unread where tenant = $1 and place = $2";
pub(super) const KEEP_PIECE: &str = "insert into ledger_piece (tenant, peer, whole, part, bytes) values ($1, $2, $3, $4, $5) \
     on conflict (tenant, peer, whole, part) do nothing";
pub(super) const PIECES: &str =
    "select bytes from ledger_piece where tenant = $1 and peer = $2 and whole = $3 order by part";
pub(super) const DROP_PIECES: &str =
    "delete from ledger_piece where tenant = $1 and peer = $2 and whole = $3";

/// For the test that prepares every statement.
pub(super) const OWN: &[&str] =
    &[LAST_UNREAD, KEEP_UNREAD, UNREAD, DROP_UNREAD, KEEP_PIECE, PIECES, DROP_PIECES];
