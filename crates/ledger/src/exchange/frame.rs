//! One frame on its way between two sites: items compressed, padded, sealed for the receiver and signed by the sender,
//! at most 16 KB.
//!
//! What stands outside the seal names sites and says how far each has come, nothing about anybody.

use super::wire::{In, Malformed, Out};
use crate::{Fault, KeyFile};
use kernel::Random;
use std::io::Read;

/// No frame is longer, so that one gets through on any line.
pub const FRAME_BYTES_MAX: usize = 16 * 1024;
/// What a frame can carry at most after compression, with room for its head, its seal and its signature.
pub const CARGO_BYTES_MAX: usize = FRAME_BYTES_MAX - 1024;
/// What compressed bytes may become again: a small frame must not fill the memory.
const INFLATED_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Sizes are rounded up to this, so that they say little.
const PADDING_BYTES: usize = 256;
const SIGNATURE_BYTES: usize = 64;

/// The version of the exchange that this program speaks; it understands every older one.
pub const VERSION: u64 = 2;
/// From this version on an erasure travels, and what a site does not know yet says how long it is, so that it can be kept.
pub const ERASES: u64 = 2;

/// The order of sending: urgent protection, then everything else, then what is large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    Urgent,
    Usual,
    Bulk,
}

impl Lane {
    pub const ALL: [Lane; 3] = [Lane::Urgent, Lane::Usual, Lane::Bulk];
    pub fn code(self) -> i64 {
        match self {
            Lane::Urgent => 0,
            Lane::Usual => 1,
            Lane::Bulk => 2,
        }
    }
    pub fn from_code(code: i64) -> Option<Lane> {
        Lane::ALL.into_iter().find(|lane| lane.code() == code)
    }
}

/// How far a site has taken in what another sent, lane by lane, in one epoch of the sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The sender's epoch that the places belong to; 0 when nothing was received yet.
    pub epoch: i64,
    pub places: [i64; 3],
}

/// What stands on a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How this frame is written; the sender chooses what the receiver understands.
    pub version: u64,
    /// The newest version that the sender speaks.
    pub speaks: u64,
    pub tenant: String,
    pub from: String,
    pub to: String,
    /// The sender's epoch.
    pub epoch: i64,
    /// The receiver's epoch as the sender knows it: what was counted for another one is not for this one.
    pub to_epoch: i64,
    /// What the sender has received from the receiver.
    pub received: Received,
    pub lane: Lane,
    /// The place of the first item in its lane, and how many follow.
    pub first: i64,
    pub items: u64,
    /// Whether the sender has more to send.
    pub has_more: bool,
    /// The sender's clock, as evidence only.
    pub at: i64,
}

impl Head {
    fn write(&self, out: &mut Out) {
        out.bytes.extend_from_slice(b"CBX");
        out.number(self.version);
        out.number(self.speaks);
        for text in [&self.tenant, &self.from, &self.to] {
            out.block(text.as_bytes());
        }
        out.signed(self.epoch);
        out.signed(self.to_epoch);
        out.signed(self.received.epoch);
        self.received.places.iter().for_each(|place| out.signed(*place));
        out.signed(self.lane.code());
        out.signed(self.first);
        out.number(self.items);
        out.number(u64::from(self.has_more));
        out.signed(self.at);
    }

    fn read(read: &mut In<'_>) -> Result<Head, Malformed> {
        if read.take(3)? != b"CBX" {
            return Err(Malformed("it does not begin as a frame"));
        }
        let (version, speaks) = (read.number()?, read.number()?);
        let mut text = || {
            let text = std::str::from_utf8(read.block()?).map_err(|_| Malformed("a name is no text"))?;
            let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            if is_plain && text.len() <= 64 { Ok(text.to_owned()) } else { Err(Malformed("a name is none")) }
        };
        let (tenant, from, to) = (text()?, text()?, text()?);
        let (epoch, to_epoch) = (read.signed()?, read.signed()?);
        let received =
            Received { epoch: read.signed()?, places: [read.signed()?, read.signed()?, read.signed()?] };
        let lane = Lane::from_code(read.signed()?).ok_or(Malformed("it is of no lane"))?;
        let (first, items) = (read.signed()?, read.number()?);
        let has_more = match read.number()? {
            0 => false,
            1 => true,
            _ => return Err(Malformed("yes or no is neither")),
        };
        let at = read.signed()?;
        Ok(Head {
            version,
            speaks,
            tenant,
            from,
            to,
            epoch,
            to_epoch,
            received,
            lane,
            first,
            items,
            has_more,
            at,
        })
    }
}

/// A frame whose signature holds and which was sealed for this site.
pub struct Opened {
    pub head: Head,
    /// The items, as the packer wrote them.
    pub cargo: Vec<u8>,
}

/// Compresses what a frame shall carry.
pub fn compress(cargo: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut read = flate2::read::DeflateEncoder::new(cargo, flate2::Compression::default());
    let mut out = Vec::new();
    read.read_to_end(&mut out).map_err(|e| Fault::Inconsistent(format!("compressing: {e}")))?;
    Ok(out)
}

/// Seals and signs a frame for the site whose agreement key is `peer`. `compressed` is at most [`CARGO_BYTES_MAX`].
pub fn seal(
    keys: &KeyFile,
    random: &dyn Random,
    peer: &[u8; 32],
    head: &Head,
    compressed: &[u8],
) -> Result<Vec<u8>, Fault> {
    let mut out = Out::default();
    head.write(&mut out);
    let mut padded = Out::default();
    padded.block(compressed);
    let full = padded.bytes.len().next_multiple_of(PADDING_BYTES);
    padded.bytes.resize(full, 0);
    let sealed = keys.seal_for(random, peer, &out.bytes, &padded.bytes)?;
    out.block(&sealed);
    let signature = keys.sign(&out.bytes);
    out.bytes.extend_from_slice(&signature);
    if out.bytes.len() > FRAME_BYTES_MAX {
        return Err(Fault::Inconsistent("a frame is longer than a frame may be".into()));
    }
    Ok(out.bytes)
}

/// Why a frame is not taken in.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error(transparent)]
    Malformed(#[from] Malformed),
    #[error("the frame was made by a newer version ({0}); this one understands up to {VERSION}")]
    TooNew(u64),
    #[error("the signature is not of the site it names")]
    Signature,
    #[error("the frame is not sealed for this site")]
    NotOurs,
}

/// Whom a frame says it is from and for, before anything is believed.
pub fn head(bytes: &[u8]) -> Result<Head, Refused> {
    if bytes.len() > FRAME_BYTES_MAX {
        return Err(Malformed("it is longer than a frame may be").into());
    }
    Ok(Head::read(&mut In::new(bytes))?)
}

/// Opens a frame from the site with these public keys.
pub fn open(
    keys: &KeyFile,
    sign_key: &[u8],
    agreement_key: &[u8; 32],
    speaks: u64,
    bytes: &[u8],
) -> Result<Opened, Refused> {
    let head = head(bytes)?;
    let body = bytes.len().checked_sub(SIGNATURE_BYTES).ok_or(Malformed("it ends too early"))?;
    let (signed, signature) = bytes.split_at(body);
    if !KeyFile::verifies(sign_key, signed, signature) {
        return Err(Refused::Signature);
    }
    if head.version > speaks {
        return Err(Refused::TooNew(head.version));
    }
    let mut read = In::new(signed);
    Head::read(&mut read)?;
    let mut outside = Out::default();
    head.write(&mut outside);
    if !signed.starts_with(&outside.bytes) {
        return Err(Malformed("its head is spelled in another way").into());
    }
    let sealed = read.block()?;
    read.end()?;
    let padded = keys.open_from(agreement_key, &outside.bytes, sealed).map_err(|_| Refused::NotOurs)?;
    let mut inside = In::new(&padded);
    let cargo = inflate(inside.block()?)?;
    Ok(Opened { head, cargo })
}

fn inflate(compressed: &[u8]) -> Result<Vec<u8>, Malformed> {
    let mut out = Vec::new();
    let mut read = flate2::read::DeflateDecoder::new(compressed).take(INFLATED_BYTES_MAX + 1);
    read.read_to_end(&mut out).map_err(|_| Malformed("it cannot be decompressed"))?;
    if out.len() as u64 > INFLATED_BYTES_MAX { Err(Malformed("it becomes too large")) } else { Ok(out) }
}
