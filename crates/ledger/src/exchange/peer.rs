//! The sites that this one exchanges with: their keys, what they hold, and how far each side has come.

use super::frame::{Lane, Received};
use crate::{Fault, Row, engine::Connection, params};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How a site stands to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Headquarters: gets everything that is written here.
    Hub,
    /// A post: gets the records of its scope.
    Post,
    /// A post whose keys are no longer believed. What it wrote before stays.
    Revoked,
}

impl Standing {
    pub fn code(self) -> &'static str {
        match self {
            Standing::Hub => "hub",
            Standing::Post => "post",
            Standing::Revoked => "revoked",
        }
    }
    fn from_code(code: &str) -> Option<Standing> {
        [Standing::Hub, Standing::Post, Standing::Revoked].into_iter().find(|s| s.code() == code)
    }
}

/// A site this one knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    pub site: String,
    pub standing: Standing,
    /// The office that works there.
    pub office: String,
    /// Ed25519.
    pub sign_key: Vec<u8>,
    /// X25519.
    pub agreement_key: [u8; 32],
    pub epoch: i64,
    /// The newest version of the exchange it is known to speak.
    pub speaks: u64,
    /// Microseconds since 1970; 0 when it was never heard.
    pub heard_at: i64,
    /// How far this site's log was followed for it; the ledger keeps it.
    pub(crate) scanned: i64,
}

impl Peer {
    /// A site as it is enrolled: never heard yet, and nothing was sent to it.
    pub fn enrolled(
        site: &str,
        standing: Standing,
        office: &str,
        sign_key: Vec<u8>,
        agreement_key: [u8; 32],
    ) -> Peer {
        let (site, office) = (site.to_owned(), office.to_owned());
        Peer { site, standing, office, sign_key, agreement_key, epoch: 0, speaks: 1, heard_at: 0, scanned: 0 }
    }
}

/// How far a lane has come in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LaneState {
    pub next_place: i64,
    pub acknowledged: i64,
    pub received: i64,
}

impl LaneState {
    /// A lane in which nothing was sent or received yet.
    pub fn new() -> LaneState {
        LaneState { next_place: 1, acknowledged: 0, received: 0 }
    }
}

pub(crate) fn of_row(row: &Row) -> Result<Peer, Fault> {
    let wrong = |what: &str| Fault::Inconsistent(format!("ledger_peer.{what}"));
    Ok(Peer {
        site: row.text("site")?,
        standing: Standing::from_code(&row.text("standing")?).ok_or_else(|| wrong("standing"))?,
        office: row.text("office")?,
        sign_key: row.bytes("sign_key")?,
        agreement_key: row.bytes("agreement_key")?.try_into().map_err(|_| wrong("agreement_key"))?,
        epoch: row.int("epoch")?,
        speaks: row.int("speaks")?.unsigned_abs(),
        heard_at: row.int("heard_at")?,
        scanned: row.int("scanned")?,
    })
}

pub(crate) fn find(c: &mut dyn Connection, tenant: &str, site: &str) -> Result<Option<Peer>, Fault> {
    c.query(FIND, &params![tenant, site])?.first().map(of_row).transpose()
}

pub(crate) fn all(c: &mut dyn Connection, tenant: &str) -> Result<Vec<Peer>, Fault> {
    c.query(ALL, &params![tenant])?.iter().map(of_row).collect()
}

pub(crate) fn put(c: &mut dyn Connection, tenant: &str, peer: &Peer, now: i64) -> Result<(), Fault> {
    let row = params![
        tenant,
        peer.site.as_str(),
        peer.standing.code(),
        peer.office.as_str(),
        peer.sign_key.clone(),
        peer.agreement_key.to_vec(),
        peer.epoch,
        i64::try_from(peer.speaks).unwrap_or(i64::MAX),
        peer.scanned,
        now,
        peer.heard_at
    ];
    c.execute(PUT, &row)?;
    // The entries of a known site are no strangers' to `verify`.
    let zero = crate::Hash::ZERO.0.to_vec();
    c.execute(KNOW_SITE, &params![tenant, peer.site.as_str(), zero, peer.sign_key.clone()]).map(drop)
}

/// A site that this one does not meet, of which headquarters hands on entries.
pub(crate) fn hear_of(c: &mut dyn Connection, tenant: &str, site: &str) -> Result<(), Fault> {
    let nothing = (crate::Hash::ZERO.0.to_vec(), Vec::<u8>::new());
    c.execute(HEAR_OF_SITE, &params![tenant, site, nothing.0, nothing.1]).map(drop)
}

pub(crate) fn lanes(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
) -> Result<BTreeMap<Lane, LaneState>, Fault> {
    let mut all: BTreeMap<Lane, LaneState> =
        Lane::ALL.into_iter().map(|lane| (lane, LaneState::new())).collect();
    for row in c.query(LANES, &params![tenant, peer])? {
        let lane = Lane::from_code(row.int("lane")?)
            .ok_or_else(|| Fault::Inconsistent("ledger_lane.lane".into()))?;
        let state = LaneState {
            next_place: row.int("next_place")?,
            acknowledged: row.int("acknowledged")?,
            received: row.int("received")?,
        };
        all.insert(lane, state);
    }
    Ok(all)
}

pub(crate) fn put_lane(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
    lane: Lane,
    state: LaneState,
) -> Result<(), Fault> {
    let row = params![tenant, peer, lane.code(), state.next_place, state.acknowledged, state.received];
    c.execute(PUT_LANE, &row).map(drop)
}

/// What was received of a peer, as a frame to it says.
pub(crate) fn received(peer: &Peer, lanes: &BTreeMap<Lane, LaneState>) -> Received {
    let place = |lane: Lane| lanes.get(&lane).map_or(0, |state| state.received);
    Received { epoch: peer.epoch, places: Lane::ALL.map(place) }
}

/// What a peer holds of this site's records, as it was told.
pub(crate) fn scope(c: &mut dyn Connection, tenant: &str, peer: &str) -> Result<BTreeMap<Uuid, Held>, Fault> {
    let mut held = BTreeMap::new();
    for row in c.query(SCOPE, &params![tenant, peer])? {
        let standing = match row.text("standing")?.as_str() {
            HELD => Held::Yes,
            UNSURE => Held::Unsure,
            _ => Held::No,
        };
        held.insert(row.uuid("record")?, standing);
    }
    Ok(held)
}

/// Whether a peer holds a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    Yes,
    /// It left.
    No,
    /// The peer was restored or copied: it may hold it, whole or in part.
    Unsure,
}

pub(crate) fn put_scope(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
    record: Uuid,
    is_held: bool,
) -> Result<(), Fault> {
    let standing = if is_held { HELD } else { "left" };
    c.execute(PUT_SCOPE, &params![tenant, peer, record, standing]).map(drop)
}

/// The records that headquarters said leave this site, and of which something is still owed to it.
pub(crate) fn leaving(c: &mut dyn Connection, tenant: &str, peer: &str) -> Result<Vec<Uuid>, Fault> {
    c.query(LEAVING, &params![tenant, peer])?.iter().map(|row| row.uuid("record")).collect()
}

pub(crate) fn put_leaving(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
    record: Uuid,
) -> Result<(), Fault> {
    c.execute(PUT_SCOPE, &params![tenant, peer, record, "leaving"]).map(drop)
}

/// The record left, or stays after all.
pub(crate) fn end_leaving(
    c: &mut dyn Connection,
    tenant: &str,
    peer: &str,
    record: Uuid,
) -> Result<(), Fault> {
    c.execute(END_LEAVING, &params![tenant, peer, record]).map(drop)
}

/// The peer lost what it had: it will be sent everything again.
pub(crate) fn forget(c: &mut dyn Connection, tenant: &str, peer: &str) -> Result<(), Fault> {
    for sql in [FORGET_SCOPE, FORGET_OUTBOX, FORGET_PIECES, FORGET_SENT, FORGET_PROVED, FORGET_WITNESS] {
        c.execute(sql, &params![tenant, peer])?;
    }
    c.execute(FORGET_SCANNED, &params![tenant, peer]).map(drop)
}

pub(super) const HELD: &str = "held";
pub(super) const LEAVES: &str = "leaving";
const UNSURE: &str = "unsure";
const FIND: &str = "select site, standing, office, sign_key, agreement_key, epoch, speaks, heard_at, scanned \
     from ledger_peer where tenant = $1 and site = $2";
const ALL: &str = "select site, standing, office, sign_key, agreement_key, epoch, speaks, heard_at, scanned \
     from ledger_peer where tenant = $1 order by site";
const PUT: &str = "insert into ledger_peer (tenant, site, standing, office, sign_key, agreement_key, epoch, speaks, \
     scanned, enrolled_at, heard_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
     on conflict (tenant, site) do update set standing = excluded.standing, office = excluded.office, \
     sign_key = excluded.sign_key, agreement_key = excluded.agreement_key, epoch = excluded.epoch, \
     speaks = excluded.speaks, scanned = excluded.scanned, heard_at = excluded.heard_at";
const KNOW_SITE: &str = "insert into ledger_site (tenant, site, epoch, next_sequence, last_hash, last_at, \
     last_counter, touched, public_key) values ($1, $2, 0, 1, $3, 0, 0, 0, $4) \
     on conflict (tenant, site) do update set public_key = excluded.public_key";
const HEAR_OF_SITE: &str = "insert into ledger_site (tenant, site, epoch, next_sequence, last_hash, last_at, \
     last_counter, touched, public_key) values ($1, $2, 0, 1, $3, 0, 0, 0, $4) on conflict (tenant, site) do nothing";
const LANES: &str =
    "select lane, next_place, acknowledged, received from ledger_lane where tenant = $1 and peer = $2";
const PUT_LANE: &str = "insert into ledger_lane (tenant, peer, lane, next_place, acknowledged, received) \
     values ($1, $2, $3, $4, $5, $6) on conflict (tenant, peer, lane) do update set \
     next_place = excluded.next_place, acknowledged = excluded.acknowledged, received = excluded.received";
const SCOPE: &str =
    "select record, standing from ledger_scope where tenant = $1 and peer = $2 order by record";
const PUT_SCOPE: &str = "insert into ledger_scope (tenant, peer, record, standing) values ($1, $2, $3, $4) \
     on conflict (tenant, peer, record) do update set standing = excluded.standing";
const LEAVING: &str = "select record from ledger_scope where tenant = $1 and peer = $2 and standing = 'leaving' \
     order by record";
const END_LEAVING: &str =
    "delete from ledger_scope where tenant = $1 and peer = $2 and record = $3 and standing = 'leaving'";
const FORGET_SCOPE: &str = "update ledger_scope set standing = 'unsure' where tenant = $1 and peer = $2";
const FORGET_OUTBOX: &str = "delete from ledger_outbox where tenant = $1 and peer = $2";
const FORGET_PIECES: &str = "delete from ledger_piece where tenant = $1 and peer = $2";
const FORGET_SENT: &str = "delete from ledger_content_sent where tenant = $1 and peer = $2";
const FORGET_PROVED: &str = "delete from ledger_proved where tenant = $1 and peer = $2";
const FORGET_WITNESS: &str = "delete from ledger_witness where tenant = $1 and peer = $2";
const FORGET_SCANNED: &str = "update ledger_peer set scanned = 0 where tenant = $1 and site = $2";

/// For the test that prepares every statement.
pub(crate) const OWN: &[&str] = &[
    FIND,
    ALL,
    PUT,
    KNOW_SITE,
    HEAR_OF_SITE,
    LANES,
    PUT_LANE,
    SCOPE,
    PUT_SCOPE,
    LEAVING,
    END_LEAVING,
    FORGET_SCOPE,
    FORGET_OUTBOX,
    FORGET_PIECES,
    FORGET_SENT,
    FORGET_PROVED,
    FORGET_WITNESS,
    FORGET_SCANNED,
];
