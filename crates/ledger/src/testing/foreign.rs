//! What strangers' bytes go through before anything is believed, step by step, for programs that try to break it.
//!
//! The keys are fixed, so that committed frames and files open.

use super::TestLedger;
use crate::bundle::seal_text;
use crate::exchange::frame::{self, Head, Lane, Received};
use crate::exchange::item::{Item, Packer, Unpacker};
use crate::exchange::testimony::Testimony;
use crate::exchange::witness;
use crate::note::NoteSignature;
use crate::{
    Checkpoint, Door, Fault, Hash, KeyFile, Manifest, MultiProof, Note, NoteKey, Peer, Schema, Scopes, Tx,
};
use aws_lc_rs::digest;
use kernel::{FixedClock, SeededRandom};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// The roots of the keys of the two sites.
pub const HUB_ROOT: [u8; 32] = [1; 32];
pub const POST_ROOT: [u8; 32] = [2; 32];
/// Their names.
pub const HUB: &str = "hq";
pub const POST: &str = "paso";

fn keys(root: &[u8; 32]) -> Option<KeyFile> {
    KeyFile::from_root(root).ok()
}

/// Opens a frame from the post to headquarters and reads what is in it: the number of items, if all is well.
pub fn frame(bytes: &[u8]) -> Option<u64> {
    let (hub, post) = (keys(&HUB_ROOT)?, keys(&POST_ROOT)?);
    let opened =
        frame::open(&hub, &post.public_key(), &post.agreement_public(), frame::VERSION, bytes).ok()?;
    cargo(&opened.cargo)
}

/// Reads items to the end, and what was read once more after writing it anew: it must be the same.
pub fn cargo(bytes: &[u8]) -> Option<u64> {
    let items = items(bytes)?;
    let mut packer = Packer::default();
    items.iter().for_each(|(item, hash)| packer.put(item, *hash));
    let again = packer.into_bytes();
    assert_eq!(self::items(&again).as_ref(), Some(&items), "what was read is not what is written");
    Some(items.len() as u64)
}

fn items(bytes: &[u8]) -> Option<Vec<(Item, Option<Hash>)>> {
    let mut unpacker = Unpacker::new(bytes);
    let mut items = Vec::new();
    while !unpacker.is_empty() {
        let item = unpacker.next().ok()?;
        let hash = if let Item::Entry(entry, _) = &item { Some(entry.hash()) } else { None };
        hash.into_iter().for_each(|hash| unpacker.was(hash));
        items.push((item, hash));
    }
    Some(items)
}

/// Reads a note, a verifier key and a checkpoint; what is read is written the same.
#[allow(clippy::unwrap_used)]
pub fn note(bytes: &[u8]) {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_text().as_bytes(), bytes);
    }
    if let Ok(key) = NoteKey::parse(&String::from_utf8_lossy(bytes)) {
        assert_eq!(key.text().as_bytes(), bytes);
    }
    let (hub, post) = (keys(&HUB_ROOT).unwrap(), keys(&POST_ROOT).unwrap());
    if let Some(manifest) = Manifest::open(bytes, "pan", HUB, &hub.public_key()) {
        assert_eq!(manifest.sign(&hub).map(String::into_bytes).as_deref(), Some(bytes));
    }
    let other = NoteKey { name: "ceiba/pan/paso".into(), public_key: post.public_key() };
    if let Ok(checkpoint) = Checkpoint::open(bytes, "pan", HUB, &hub.public_key(), &[other]) {
        assert!(checkpoint.holds());
        assert!(Note::parse(checkpoint.note().as_bytes()).is_ok());
    }
}

/// Reads what a site proves at a contact; what is read is written the same.
pub fn testimony(bytes: &[u8]) -> bool {
    match Testimony::from_bytes(bytes) {
        Ok(Some(said)) => {
            let again = said.to_bytes();
            assert_eq!(Testimony::from_bytes(&again).ok().flatten().as_ref(), Some(&said));
            true
        }
        _ => false,
    }
}

/// The testimonies among the items of a frame, where they came in one part.
pub fn testimonies(cargo: &[u8]) -> Vec<Vec<u8>> {
    let found = items(cargo).unwrap_or_default().into_iter().filter_map(|(item, _)| match item {
        Item::Parcel { channel, bytes } if channel == witness::CHANNEL => bytes.get(40..).map(<[u8]>::to_vec),
        _ => None,
    });
    found.collect()
}

/// Reads a proof of several leaves and tries it on leaves that are none.
pub fn tree_proof(bytes: &[u8]) {
    if let Ok(proof) = MultiProof::from_bytes(bytes) {
        assert_eq!(proof.to_bytes(), bytes);
        let leaves = vec![Hash::ZERO; proof.positions.len()];
        assert!(proof.check(&leaves, Hash::ZERO).is_err());
    }
}

/// The lines of a proof file with a seal that fits them, as a site would make it that wants to deceive.
#[allow(clippy::unwrap_used)]
pub fn sealed_anew(bytes: &[u8]) -> Vec<u8> {
    let is_seal = |line: &&[u8]| line.starts_with(b"{\"seal\":");
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').filter(|line| !is_seal(line)).collect();
    let mut out = lines.concat();
    let text = seal_text(lines.len() as u64, &digest::digest(&digest::SHA256, &out));
    let hub = keys(&HUB_ROOT).unwrap();
    let key = NoteKey { name: format!("ceiba/pan/{HUB}/1"), public_key: hub.public_key() };
    let signatures = vec![NoteSignature::of(&key, &hub.sign(text.as_bytes()))];
    let note = Note { text, signatures }.to_text();
    out.extend(format!("{{\"seal\":{}}}\n", serde_json::Value::String(note)).into_bytes());
    out
}

/// Any record may be anywhere.
pub struct Nowhere;

impl Scopes for Nowhere {
    fn of(&self, _: &mut dyn Door, _: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        Ok(BTreeSet::new())
    }
    fn is_urgent(&self, _: &mut dyn Door, _: Uuid) -> Result<bool, Fault> {
        Ok(false)
    }
    fn receive(&self, _: &mut Tx<'_>, _: &Peer, _: &str, _: &[u8]) -> Result<bool, Fault> {
        Ok(true)
    }
}

/// Headquarters that is sent whatever a known post seals and signs.
pub struct Receiver {
    hub: TestLedger,
    places: [i64; 3],
    taken: u64,
}

/// Frames taken by one database before a fresh one takes its place.
const TAKEN_MAX: u64 = 2_000;

impl Default for Receiver {
    fn default() -> Self {
        Receiver::new()
    }
}

impl Receiver {
    #[allow(clippy::unwrap_used)]
    pub fn new() -> Receiver {
        let clock = Arc::new(FixedClock::at("2024-06-03T15:00:00Z".parse().unwrap()));
        let hub = super::site(Schema::default(), HUB, HUB_ROOT, &clock);
        // Nothing here must outlive the power.
        super::on_writer(&hub.ledger, "pragma synchronous = off").unwrap();
        let post = keys(&POST_ROOT).unwrap();
        let (sign, agreement) = (post.public_key(), post.agreement_public());
        hub.ledger.put_peer(&Peer::enrolled(POST, crate::PeerStanding::Post, "x", sign, agreement)).unwrap();
        Receiver { hub, places: [0; 3], taken: 0 }
    }

    /// The first bytes say lane and number of items, the others are the cargo. True when the frame was taken in.
    #[allow(clippy::unwrap_used)]
    pub fn takes(&mut self, bytes: &[u8]) -> bool {
        let Some((choice, cargo)) = bytes.split_first() else { return false };
        let lane = Lane::ALL[usize::from(choice % 3)];
        let Ok(compressed) = frame::compress(cargo) else { return false };
        if compressed.len() > frame::CARGO_BYTES_MAX {
            return false;
        }
        let at = usize::from(choice % 3);
        let items = u64::from(choice / 3);
        let head = Head {
            version: frame::VERSION,
            speaks: frame::VERSION,
            tenant: "pan".into(),
            from: POST.into(),
            to: HUB.into(),
            epoch: 1,
            to_epoch: 1,
            received: Received { epoch: 1, places: [0; 3] },
            lane,
            first: self.places[at] + 1,
            items,
            has_more: false,
            at: 0,
        };
        let (post, hub) = (keys(&POST_ROOT).unwrap(), keys(&HUB_ROOT).unwrap());
        let random = SeededRandom::new(self.taken);
        let sealed = frame::seal(&post, &random, &hub.agreement_public(), &head, &compressed).unwrap();
        let is_taken = self.hub.ledger.take_frame(&sealed, &Nowhere).is_ok();
        if is_taken {
            self.places[at] += items as i64;
        }
        self.taken += 1;
        if self.taken.is_multiple_of(200) {
            self.hub.ledger.verify(|_| ()).unwrap();
        }
        if self.taken > TAKEN_MAX {
            *self = Receiver::new();
        }
        is_taken
    }
}
