//! The same frames as one file, carried on a stick to a site that no line reaches.
//!
//! Each frame in it is sealed and signed as on the line; the file as a whole is encrypted again for its receiver by
//! whoever writes it to the stick.

use super::wire::{In, Out};
use super::{Brought, ExchangeError, Refused, Scopes};
use crate::Ledger;
use std::collections::BTreeMap;

const BEGIN: &[u8] = b"CBC1";
/// Frames of one file at most; the next file goes on. 64 MB.
const FRAMES_MAX: usize = 4_096;

/// A file of frames for one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Courier {
    pub frames: Vec<Vec<u8>>,
}

/// Why a file is none of ours.
#[derive(Debug, thiserror::Error)]
#[error("the file is no courier file, or is cut")]
pub struct CourierError;

impl Courier {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.bytes.extend_from_slice(BEGIN);
        out.number(self.frames.len() as u64);
        self.frames.iter().for_each(|frame| out.block(frame));
        out.bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Courier, CourierError> {
        let mut read = In::new(bytes);
        let begin = read.take(BEGIN.len()).map_err(|_| CourierError)?;
        let count = read.number().map_err(|_| CourierError)?;
        if begin != BEGIN || count > FRAMES_MAX as u64 {
            return Err(CourierError);
        }
        let mut frames = Vec::new();
        for _ in 0..count {
            frames.push(read.block().map_err(|_| CourierError)?.to_vec());
        }
        read.end().map_err(|_| CourierError)?;
        Ok(Courier { frames })
    }
}

impl Ledger {
    /// Everything that a site has not said it has, as one file. It goes on waiting until the site says so.
    pub fn courier_for(&self, site: &str, scopes: &dyn Scopes) -> Result<Courier, ExchangeError> {
        self.fill_lanes(site, scopes)?;
        let mut after = BTreeMap::new();
        let mut frames = Vec::new();
        loop {
            let (frame, end) = self.frame_after(site, &after)?;
            frames.push(frame);
            match end {
                Some((lane, place)) if frames.len() < FRAMES_MAX => drop(after.insert(lane, place)),
                _ => return Ok(Courier { frames }),
            }
        }
    }

    /// Takes in a file of frames, one after the other; those before a refused one stay.
    pub fn take_courier(
        &self,
        courier: &Courier,
        scopes: &dyn Scopes,
    ) -> Result<Vec<Brought>, ExchangeError> {
        courier.frames.iter().map(|frame| self.take_frame(frame, scopes)).collect()
    }
}

impl From<CourierError> for ExchangeError {
    fn from(_: CourierError) -> ExchangeError {
        ExchangeError::Refused(Refused::Malformed(super::wire::Malformed(
            "the file is no courier file, or is cut",
        )))
    }
}
