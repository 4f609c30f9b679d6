//! Proofs at a contact: each site says its newest checkpoint and signs the other's; headquarters proves what it lent, and
//! says how much that is. It travels as a parcel, so that a site of an earlier version passes it over.
//!
//! Nothing here stops the line: what contradicts is kept and told as an alarm, and entries go on travelling.

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

/// How the proofs with a site stand, for people.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Witness {
    pub site: String,
    /// The newest checkpoint of the other site that was seen here.
    pub theirs: Option<Sighted>,
    /// The newest of this site's that the other has signed.
    pub ours: Option<Sighted>,
    /// At a post: how headquarters' manifest compared, when, and over how many records and entries.
    pub manifest: Outcome,
    pub compared_at: Option<Timestamp>,
    pub records: u64,
    pub entries: u64,
    /// Entries whose place in another's log was proved to this site.
    pub proved: u64,
}

/// A checkpoint, as people compare it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sighted {
    pub epoch: i64,
    pub size: u64,
    pub short_code: String,
    /// Whether the other of the two sites signed it as well.
    pub is_signed: bool,
    pub at: Timestamp,
}

impl Ledger {
    /// Puts what is to be proved to a site behind what waits for it, if there is anything new.
    pub(super) fn testify(&self, site: &str, scopes: &dyn Scopes) -> Result<(), Fault> {
        if !self.read(|reader| is_news(reader.connection, reader.core, site))? {
            return Ok(());
        }
        match self.checkpoint_now() {
            Ok(_) => self.write(|tx| say(tx, site, scopes)),
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
            peers.iter().map(|peer| witness(reader.connection, core, peer)).collect()
        })
    }
}

fn is_not_what_was_signed(tx: &mut Tx<'_>, at: u64) -> Result<(), Fault> {
    let (site, epoch) = (tx.core.site.clone(), epoch_of(tx.connection, tx.core)?);
    alarm_at(tx, AlarmKind::Rewritten, (&site, epoch, number(at)), Vec::new())
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn is_news(c: &mut dyn Connection, core: &Core, site: &str) -> Result<bool, Fault> {
    let Some(peer) = peer::find(c, &core.tenant, site)? else { return Ok(false) };
    let waits = c.query(WAITS, &params![core.tenant.as_str(), site, CHANNEL])?;
    if peer.standing == Standing::Revoked || !waits.is_empty() {
        return Ok(false);
    }
    let state = state(c, &core.tenant, site)?;
    if mark(c, core, &peer)? != state.said {
        return Ok(true);
    }
    let since = core.ports.clock.now().as_microsecond().abs_diff(state.said_at);
    Ok(written(c, core)? != state.said_sequence && since >= QUIET_MICROSECONDS)
}

/// Everything but the growth of the own log that makes something to say.
fn mark(c: &mut dyn Connection, core: &Core, peer: &Peer) -> Result<String, Fault> {
    let lanes = peer::lanes(c, &core.tenant, &peer.site)?;
    let places: Vec<String> = lanes.values().map(|lane| lane.next_place.to_string()).collect();
    let signed = c.query(SIGNED, &params![core.tenant.as_str(), peer.site.as_str(), core.site.as_str()])?;
    let signed =
        signed.first().map(|row| Ok::<_, Fault>((row.int("epoch")?, row.int("size")?))).transpose()?;
    let signed = signed.unwrap_or_default();
    let own = epoch_of(c, core)?;
    Ok(format!("{own}/{}/{}/{}.{}", peer.epoch, places.join("."), signed.0, signed.1))
}

fn written(c: &mut dyn Connection, core: &Core) -> Result<i64, Fault> {
    let rows = c.query(WRITTEN, &params![core.tenant.as_str(), core.site.as_str()])?;
    rows.first().map_or(Ok(0), |row| row.int("next_sequence"))
}

/// Says everything that there is to prove, as of the end of the lanes.
fn say(tx: &mut Tx<'_>, site: &str, scopes: &dyn Scopes) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    let Some(mut peer) = peer::find(tx.connection, &tenant, site)? else { return Ok(()) };
    if outbox::fill(tx, &mut peer, scopes)? {
        return Ok(());
    }
    let mut state = state(tx.connection, &tenant, site)?;
    let own_epoch = epoch_of(tx.connection, tx.core)?;
    let Some(newest) = prove::newest(tx.connection, &tenant, &tx.core.site, own_epoch)? else {
        return Ok(());
    };
    let (told, seen) = (told(tx, &newest, &state)?, known_of(tx, &peer)?);
    let signed = counter_signed(tx, &peer)?.into_iter().collect();
    let mut said =
        Testimony { seen, is_lost: state.said == LOST, logs: vec![told], signed, ..Testimony::default() };
    let mut has_more = false;
    if peer.standing == Standing::Post {
        has_more = exhibit_all(tx, &peer, &newest, &mut said)?;
        said.manifest = manifest(tx, &peer, &newest)?.sign(&tx.core.keys);
    }
    send(tx, site, &said.to_bytes())?;
    state.said = if has_more { String::new() } else { mark(tx.connection, tx.core, &peer)? };
    state.told = (newest.origin.epoch, newest.size);
    (state.said_sequence, state.said_at) = (written(tx.connection, tx.core)?, tx.now().as_microsecond());
    put(tx.connection, &tenant, site, &state)
}

/// The own checkpoint, linked to the one that the other knows.
fn told(tx: &mut Tx<'_>, newest: &Checkpoint, state: &State) -> Result<Told, Fault> {
    let is_linked = state.told.0 == newest.origin.epoch && (1..=newest.size).contains(&state.told.1);
    let from = if is_linked { state.told.1 } else { 0 };
    let mut tree = SiteTree::open(tx.connection, &tx.core.tenant, &tx.core.site)?;
    let growth = tree::prove_growth(from, newest.size, &mut tree)?;
    let alone = Checkpoint { cosignatures: Vec::new(), ..newest.clone() };
    Ok(Told { note: alone.note(), key: alone.key().text(), from, growth })
}

/// The newest checkpoint of a site that is here.
fn known_of(tx: &mut Tx<'_>, peer: &Peer) -> Result<(i64, u64), Fault> {
    let known = prove::newest(tx.connection, &tx.core.tenant, &peer.site, peer.epoch)?;
    Ok(known.map_or((peer.epoch, 0), |known| (known.origin.epoch, known.size)))
}

/// The other's newest checkpoint with the signature of this site.
fn counter_signed(tx: &mut Tx<'_>, peer: &Peer) -> Result<Option<String>, Fault> {
    let known = prove::newest(tx.connection, &tx.core.tenant, &peer.site, peer.epoch)?;
    let name = cosigner_name(&tx.core.tenant, &tx.core.site);
    Ok(known.and_then(|mut known| {
        known.cosignatures.retain(|cosignature| cosignature.key.name == name);
        (!known.cosignatures.is_empty()).then(|| known.note())
    }))
}

/// Proves the places of lent entries that were not proved yet. `true` when there may be more of them.
fn exhibit_all(
    tx: &mut Tx<'_>,
    peer: &Peer,
    newest: &Checkpoint,
    said: &mut Testimony,
) -> Result<bool, Fault> {
    let tenant = tx.core.tenant.clone();
    let asked = params![tenant.as_str(), peer.site.as_str(), PROVED_AT_ONCE];
    let rows = tx.connection.query(UNPROVED, &asked)?;
    let has_more = rows.len() as i64 == PROVED_AT_ONCE;
    for of_site in rows.chunk_by(|a, b| a.text("site").ok() == b.text("site").ok()) {
        let Some(site) = of_site.first().map(|row| row.text("site")).transpose()? else { continue };
        let checkpoint = match site == tx.core.site {
            true => Some(newest.clone()),
            false => signed_and_whole(tx, &site)?,
        };
        let Some(checkpoint) = checkpoint else { continue };
        let Some(exhibit) = exhibit(tx, peer, &checkpoint, of_site)? else { continue };
        if site != tx.core.site {
            let (note, key) = (checkpoint.note(), checkpoint.key().text());
            said.logs.push(Told { note, key, ..Told::default() });
        }
        said.exhibits.push(exhibit);
    }
    // Where nothing of many could be proved, asking at once again would prove nothing either.
    Ok(has_more && !said.exhibits.is_empty())
}

fn exhibit(
    tx: &mut Tx<'_>,
    peer: &Peer,
    checkpoint: &Checkpoint,
    rows: &[Row],
) -> Result<Option<Exhibit>, Fault> {
    let origin = checkpoint.origin.text().unwrap_or_default();
    let tenant = tx.core.tenant.clone();
    let mut tree = SiteTree::open(tx.connection, &tenant, &checkpoint.origin.site)?;
    let mut found = Vec::new();
    for row in rows {
        let (epoch, sequence) = (row.int("epoch")?, row.int("sequence")?);
        let position = tree.line.place_of(epoch, sequence).filter(|position| *position < checkpoint.size);
        found.extend(position.map(|position| (position, (epoch, sequence), row)));
    }
    found.sort_by_key(|(position, ..)| *position);
    let positions: Vec<u64> = found.iter().map(|(position, ..)| *position).collect();
    if positions.is_empty() {
        return Ok(None);
    }
    let proof = MultiProof::make(checkpoint.size, &positions, &mut tree)?;
    for (.., row) in &found {
        let proved = params![tenant.as_str(), peer.site.as_str(), row.bytes("hash")?];
        tx.connection.execute(PUT_PROVED, &proved)?;
    }
    Ok(Some(Exhibit { origin, places: found.into_iter().map(|(_, place, _)| place).collect(), proof }))
}

/// The newest checkpoint of a third site that this one signed, if the whole log below it is here and is that log.
fn signed_and_whole(tx: &mut Tx<'_>, site: &str) -> Result<Option<Checkpoint>, Fault> {
    let tenant = tx.core.tenant.clone();
    let signed = tx.connection.query(SIGNED, &params![tenant.as_str(), site, tx.core.site.as_str()])?;
    let Some(epoch) = signed.first().map(|row| row.int("epoch")).transpose()? else { return Ok(None) };
    let Some(mut newest) = prove::newest(tx.connection, &tenant, site, epoch)? else { return Ok(None) };
    let name = cosigner_name(&tenant, &tx.core.site);
    newest.cosignatures.retain(|cosignature| cosignature.key.name == name);
    let agrees = !newest.cosignatures.is_empty() && agrees(tx.connection, &newest)? == Some(true);
    Ok(agrees.then_some(newest))
}

/// Whether the entries that are here are the log that was signed; nothing where not all of it is here.
pub(crate) fn agrees(c: &mut dyn Connection, checkpoint: &Checkpoint) -> Result<Option<bool>, Fault> {
    let (tenant, site) = (checkpoint.origin.tenant.clone(), checkpoint.origin.site.clone());
    let line = crate::nodes::Line::read(c, &tenant, &site)?;
    let mut there = 0;
    for (epoch, first, last) in line.parts(0, checkpoint.size) {
        let rows = c.query(COUNT, &params![tenant.as_str(), site.as_str(), epoch, first, last])?;
        there += rows.first().map_or(Ok(0), |row| row.int("n"))?.unsigned_abs();
    }
    if there < checkpoint.size {
        return Ok(None);
    }
    let mut tree = SiteTree::open(c, &tenant, &site)?;
    Ok(Some(tree::root(checkpoint.size, &mut tree)? == checkpoint.root))
}

/// What a post was lent, as of the end of its lanes.
fn manifest(tx: &mut Tx<'_>, peer: &Peer, newest: &Checkpoint) -> Result<Manifest, Fault> {
    let lanes = peer::lanes(tx.connection, &tx.core.tenant, &peer.site)?;
    let end = |lane: Lane| lanes.get(&lane).map_or(0, |state| state.next_place - 1);
    let (records, entries) = totals(tx.connection, &tx.core.tenant, &peer.site, &peer.site, i64::MAX)?;
    Ok(Manifest {
        origin: newest.origin.clone(),
        size: newest.size,
        holder: peer.site.clone(),
        holder_epoch: peer.epoch,
        urgent: end(Lane::Urgent),
        usual: end(Lane::Usual),
        records,
        entries,
    })
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

/// Cuts a testimony into parts that fit in frames, each with the whole's hash, its number and how many there are.
fn send(tx: &mut Tx<'_>, site: &str, bytes: &[u8]) -> Result<(), Fault> {
    let whole = sha256(bytes);
    let parts: Vec<&[u8]> = bytes.chunks(PART_BYTES).collect();
    let of = u32::try_from(parts.len()).ok().filter(|of| *of <= PARTS_MAX);
    let of = of.ok_or_else(|| Fault::Inconsistent("a testimony is too long".into()))?;
    for (at, part) in (0u32..).zip(parts) {
        let part = [&whole.0[..], &at.to_be_bytes(), &of.to_be_bytes(), part].concat();
        outbox::put_parcel(tx, site, Lane::Usual, CHANNEL, &part)?;
    }
    Ok(())
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

/// Takes a part of what the other site proves; the whole once its last part is here.
pub(super) fn take(tx: &mut Tx<'_>, peer: &Peer, part: &[u8]) -> Result<(), Fault> {
    let Some(bytes) = gathered(tx, peer, part)? else { return Ok(()) };
    let Ok(Some(said)) = Testimony::from_bytes(&bytes) else {
        tracing::warn!("a site sent proofs that this version cannot read; they were passed over");
        return Ok(());
    };
    let tenant = tx.core.tenant.clone();
    let mut state = state(tx.connection, &tenant, &peer.site)?;
    let own_epoch = epoch_of(tx.connection, tx.core)?;
    let there = crate::nodes::Line::read(tx.connection, &tenant, &tx.core.site)?.size();
    if said.seen.0 == own_epoch && said.seen.1 > there {
        is_not_what_was_signed(tx, said.seen.1)?;
    } else if said.is_lost {
        // From what it does know, and all that was proved with what it lost.
        state.said.clear();
        state.told = said.seen;
        tx.connection.execute(UNPROVE, &params![tenant.as_str(), peer.site.as_str()])?;
    }
    for told in &said.logs {
        match Origin::parse(told.note.lines().next().unwrap_or_default()) {
            Some(origin) if origin.site == peer.site => {
                if !take_theirs(tx, peer, told)? {
                    state.said = LOST.to_owned();
                }
            }
            Some(origin) if peer.standing == Standing::Hub && origin.site != tx.core.site => {
                take_vouched(tx, peer, &origin, told)?;
            }
            _ => {}
        }
    }
    for note in &said.signed {
        take_back(tx, note)?;
    }
    if peer.standing == Standing::Hub {
        // Below a checkpoint that did not link, nothing can be proved; it is told anew.
        let exhibits = if state.said == LOST { &[][..] } else { &said.exhibits };
        exhibits.iter().try_for_each(|exhibit| take_exhibit(tx, exhibit))?;
        if let Some(note) = &said.manifest {
            compare(tx, peer, note, &mut state)?;
        }
    }
    put(tx.connection, &tenant, &peer.site, &state)
}

fn gathered(tx: &mut Tx<'_>, peer: &Peer, part: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let read = || {
        let (whole, rest) = part.split_first_chunk::<32>()?;
        let (at, rest) = rest.split_first_chunk::<4>()?;
        let (of, rest) = rest.split_first_chunk::<4>()?;
        let (at, of) = (u32::from_be_bytes(*at), u32::from_be_bytes(*of));
        (at < of && of <= PARTS_MAX).then_some((Hash(*whole), at, of, rest))
    };
    let Some((whole, at, of, rest)) = read() else { return Ok(None) };
    if of == 1 {
        return Ok((sha256(rest) == whole).then(|| rest.to_vec()));
    }
    let key = params![tx.core.tenant.as_str(), peer.site.as_str(), whole.0.to_vec()];
    let mut row = key.clone();
    row.extend(params![at, tx.seal("ledger_piece", Uuid::nil(), rest)?]);
    tx.connection.execute(super::KEEP_PIECE, &row)?;
    if at + 1 < of {
        return Ok(None);
    }
    let mut all = Vec::new();
    for piece in tx.connection.query(super::PIECES, &key)? {
        all.extend(tx.open_sealed("ledger_piece", Uuid::nil(), &piece.bytes("bytes")?)?);
    }
    tx.connection.execute(super::DROP_PIECES, &key)?;
    Ok((sha256(&all) == whole).then_some(all))
}

/// Keeps and signs the other's own checkpoint. `false` when nothing links it to what is known here.
fn take_theirs(tx: &mut Tx<'_>, peer: &Peer, told: &Told) -> Result<bool, Fault> {
    let tenant = tx.core.tenant.clone();
    let known = prove::newest(tx.connection, &tenant, &peer.site, peer.epoch)?.map_or(0, |known| known.size);
    let growth = (told.from == known).then_some(&told.growth[..]);
    let note = told.note.as_bytes();
    match prove::accept(tx.connection, tx.core, &peer.site, &peer.sign_key, note, growth) {
        Ok(Took::Kept(kept)) => {
            if agrees(tx.connection, &kept)? == Some(false) {
                // Every entry below it is here, and they are not what it signed.
                prove::mark_fork(tx.connection, &kept)?;
                split(tx, &kept).map(|()| true)
            } else {
                keep_growth(tx, &kept, told)?;
                prove::cosign(tx.connection, tx.core, &kept).map(|_| true).or_else(passed_over)
            }
        }
        Ok(Took::Forked { new, .. }) => split(tx, &new).map(|()| true),
        Err(CheckpointError::Unlinked { .. } | CheckpointError::Link(_)) => Ok(false),
        Err(why) => passed_over(why),
    }
}

fn passed_over(why: CheckpointError) -> Result<bool, Fault> {
    match why {
        CheckpointError::Fault(fault) => Err(fault),
        why => {
            tracing::warn!(%why, "a site sent a checkpoint that is none; it was passed over");
            Ok(true)
        }
    }
}

fn split(tx: &mut Tx<'_>, new: &Checkpoint) -> Result<(), Fault> {
    let at = (new.origin.site.as_str(), new.origin.epoch, number(new.size));
    alarm_at(tx, AlarmKind::Split, at, new.note().into_bytes())
}

fn keep_growth(tx: &mut Tx<'_>, kept: &Checkpoint, told: &Told) -> Result<(), Fault> {
    if told.from == 0 || told.from >= kept.size {
        return Ok(());
    }
    let path: Vec<u8> = told.growth.iter().flat_map(|hash| hash.0).collect();
    let origin = &kept.origin;
    let row = params![origin.tenant.as_str(), origin.site.as_str(), origin.epoch, told.from, kept.size, path];
    tx.connection.execute(KEEP_GROWTH, &row).map(drop)
}

/// A third site's checkpoint, for which headquarters stands with its signature.
fn take_vouched(tx: &mut Tx<'_>, peer: &Peer, origin: &Origin, told: &Told) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    let Ok(key) = NoteKey::parse(&told.key) else { return Ok(()) };
    let hub = NoteKey { name: cosigner_name(&tenant, &peer.site), public_key: peer.sign_key.clone() };
    let note = told.note.as_bytes();
    let opened = Checkpoint::open(note, &tenant, &origin.site, &key.public_key, std::slice::from_ref(&hub));
    let Ok(mut opened) = opened else { return Ok(()) };
    if !opened.cosignatures.iter().any(|cosignature| cosignature.key == hub) {
        return Ok(());
    }
    let known = prove::newest(tx.connection, &tenant, &origin.site, origin.epoch)?;
    opened.fork = known.is_some_and(|known| known.size == opened.size && known.root != opened.root);
    prove::keep(tx.connection, tx.core, &opened)?;
    if opened.fork { split(tx, &opened) } else { Ok(()) }
}

/// This site's own checkpoint comes back with the other's signature.
fn take_back(tx: &mut Tx<'_>, note: &str) -> Result<(), Fault> {
    let (site, key) = (tx.core.site.clone(), tx.core.keys.public_key());
    match prove::accept(tx.connection, tx.core, &site, &key, note.as_bytes(), None) {
        Ok(Took::Kept(_)) => Ok(()),
        Ok(Took::Forked { new, .. }) => split(tx, &new),
        Err(why) => passed_over(why).map(drop),
    }
}

fn take_exhibit(tx: &mut Tx<'_>, exhibit: &Exhibit) -> Result<(), Fault> {
    let tenant = tx.core.tenant.clone();
    let Some(origin) = Origin::parse(&exhibit.origin).filter(|origin| origin.tenant == tenant) else {
        return Ok(());
    };
    let mut hashes = Vec::new();
    for (epoch, sequence) in &exhibit.places {
        let rows =
            tx.connection.query(AT, &params![tenant.as_str(), origin.site.as_str(), *epoch, *sequence])?;
        hashes.extend(
            rows.first().map(|row| row.bytes("hash")).transpose()?.and_then(|hash| Hash::from_slice(&hash)),
        );
    }
    let place = params![tenant.as_str(), origin.site.as_str(), origin.epoch, exhibit.proof.size];
    let all: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
    let checkpoint = straight(tx.connection, &origin, exhibit.proof.size)?;
    let leaves: Vec<Hash> = hashes.into_iter().map(tree::leaf).collect();
    if checkpoint.is_none_or(|root| exhibit.proof.check(&leaves, root).is_err()) {
        let at = (origin.site.as_str(), origin.epoch, number(exhibit.proof.size));
        return alarm_at(tx, AlarmKind::Unproved, at, all);
    }
    let numbers = tx.connection.query(LAST_EXHIBIT, &place)?;
    let last = numbers.first().map_or(Ok(None), |row| row.opt_int("number"))?.unwrap_or(0);
    let mut row = place;
    row.extend(params![last + 1, all, exhibit.proof.to_bytes()]);
    tx.connection.execute(KEEP_EXHIBIT, &row).map(drop)
}

/// The root of a kept checkpoint that nothing contradicts.
pub(crate) fn straight(c: &mut dyn Connection, origin: &Origin, size: u64) -> Result<Option<Hash>, Fault> {
    let asked = params![origin.tenant.as_str(), origin.site.as_str(), origin.epoch, size, false];
    let rows = c.query(STRAIGHT, &asked)?;
    Ok(rows.first().map(|row| row.bytes("root")).transpose()?.and_then(|root| Hash::from_slice(&root)))
}

/// Compares what headquarters says it lent with what is here, if nothing overtook it.
fn compare(tx: &mut Tx<'_>, peer: &Peer, note: &str, state: &mut State) -> Result<(), Fault> {
    let (tenant, site) = (tx.core.tenant.clone(), tx.core.site.clone());
    let own_epoch = epoch_of(tx.connection, tx.core)?;
    let said = Manifest::open(note.as_bytes(), &tenant, &peer.site, &peer.sign_key);
    let Some(said) = said.filter(|said| said.holder == site) else { return Ok(()) };
    // The lanes are written at the end of the frame; those of an epoch that just ended count no more.
    let is_counted = peer::find(tx.connection, &tenant, &peer.site)?.is_some_and(|p| p.epoch == peer.epoch);
    let lanes = peer::lanes(tx.connection, &tenant, &peer.site)?;
    let urgent = lanes.get(&Lane::Urgent).filter(|_| is_counted).map_or(0, |lane| lane.received);
    let is_ours = [0, own_epoch].contains(&said.holder_epoch);
    state.outcome = if !state.is_mirror {
        Outcome::Unfollowed
    } else if urgent != said.urgent || !is_ours {
        Outcome::Overtaken
    } else if totals(tx.connection, &tenant, &peer.site, &site, i64::MAX)? == (said.records, said.entries) {
        Outcome::Same
    } else {
        Outcome::Differs
    };
    if state.outcome == Outcome::Differs {
        let at = (peer.site.as_str(), said.origin.epoch, number(said.size));
        alarm_at(tx, AlarmKind::Lacking, at, note.as_bytes().to_vec())?;
    }
    if state.outcome == Outcome::Same {
        tx.lock_site()?;
        state.arrival = tx.handed.site.as_ref().map_or(0, |site| site.next_arrival - 1);
        state.manifest = Some(note.to_owned());
    }
    state.compared_at = tx.now().as_microsecond();
    Ok(())
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

fn witness(c: &mut dyn Connection, core: &Core, peer: &Peer) -> Result<Witness, Fault> {
    let state = state(c, &core.tenant, &peer.site)?;
    let own_epoch = epoch_of(c, core)?;
    let theirs = sighted(c, core, (&peer.site, peer.epoch), &core.site)?;
    let ours = sighted(c, core, (&core.site, own_epoch), &peer.site)?;
    let said = state.manifest.as_deref();
    let said = said.and_then(|n| Manifest::open(n.as_bytes(), &core.tenant, &peer.site, &peer.sign_key));
    let proved = c.query(PROVED_BYTES, &params![core.tenant.as_str()])?;
    let proved = proved.first().map_or(Ok(None), |row| row.opt_int("n"))?.unwrap_or(0);
    Ok(Witness {
        site: peer.site.clone(),
        theirs,
        ours,
        manifest: state.outcome,
        compared_at: match state.compared_at {
            0 => None,
            at => Some(super::instant(at)?),
        },
        records: said.as_ref().map_or(0, |said| said.records.count),
        entries: said.as_ref().map_or(0, |said| said.entries.count),
        proved: if peer.standing == Standing::Hub { proved.unsigned_abs() / 32 } else { 0 },
    })
}

/// The newest checkpoint of `site`; of the own log the newest that the other signed, if it signed any.
fn sighted(
    c: &mut dyn Connection,
    core: &Core,
    (site, epoch): (&str, i64),
    signer: &str,
) -> Result<Option<Sighted>, Fault> {
    let asked = params![core.tenant.as_str(), site, epoch, false, signer];
    let sql = if site == core.site { SIGHTED_SIGNED } else { SIGHTED };
    let Some(row) = c.query(sql, &asked)?.into_iter().next() else { return Ok(None) };
    let wrong = || Fault::Inconsistent("ledger_checkpoint.root is no hash".into());
    let size = row.int("size")?.unsigned_abs();
    let origin = Origin { tenant: core.tenant.clone(), site: site.to_owned(), epoch };
    let root = Hash::from_slice(&row.bytes("root")?).ok_or_else(wrong)?;
    let checkpoint = Checkpoint {
        origin,
        size,
        root,
        public_key: Vec::new(),
        signature: Vec::new(),
        cosignatures: Vec::new(),
        fork: false,
    };
    let is_signed = !matches!(row.value("signed_at")?, Value::Null);
    let at = super::instant(row.int("kept_at")?)?;
    Ok(Some(Sighted { epoch, size, short_code: checkpoint.short_code(), is_signed, at }))
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
