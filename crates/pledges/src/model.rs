//! What a state declares about its pledge, and what we compute beside it: two things that never mix.

use jiff::{Timestamp, civil::Date};
use kernel::{AccountId, Office, PledgeRecordId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How far a state says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Planned,
    InProgress,
    Fulfilled,
}

impl Status {
    pub const ALL: [Status; 3] = [Status::Planned, Status::InProgress, Status::Fulfilled];
    pub fn code(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::InProgress => "in_progress",
            Status::Fulfilled => "fulfilled",
        }
    }
    pub fn from_code(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// What is stated about a pledge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum PledgeEvent {
    /// The focal point declared how far the state is, on which day, and what was done.
    Declared { pledge: String, status: Status, on: Date, note: String },
}

/// One declaration, with who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub status: Status,
    pub on: Date,
    pub note: String,
    pub at: Timestamp,
    pub by: AccountId,
    pub office: Office,
}

/// All that a state declared about one pledge, oldest first.
#[derive(Clone, Debug, Default)]
pub struct PledgeFile {
    pub pledge: String,
    pub declarations: Vec<Declaration>,
}

impl PledgeFile {
    /// What stands now: the declaration of the latest day, and of several of that day the last one made.
    pub fn current(&self) -> Option<&Declaration> {
        self.declarations.iter().enumerate().max_by_key(|(at, d)| (d.on, *at)).map(|(_, d)| d)
    }
}

/// The record of a pledge: always the same for the same pledge, so that two people cannot open two.
pub fn record_of(pledge: &str) -> PledgeRecordId {
    let mut bytes = [0u8; 16];
    let halves = [fnv(b"ceiba-pledge/1|", pledge), fnv(b"ceiba-pledge/2|", pledge)];
    bytes[..8].copy_from_slice(&halves[0].to_be_bytes());
    bytes[8..].copy_from_slice(&halves[1].to_be_bytes());
    // UUIDv8 (RFC 9562): made from a name of our own.
    PledgeRecordId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// FNV-1a: the ids of 31 pledges need to be distinct, not secret.
fn fnv(prefix: &[u8], text: &str) -> u64 {
    let bytes = prefix.iter().chain(text.as_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The same as a plain id.
pub fn record_uuid(pledge: &str) -> Uuid {
    record_of(pledge).uuid()
}
