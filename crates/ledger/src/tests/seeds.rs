//! What fuzzing begins with: frames, files and notes as sites make them. Committed under `fuzz/seeds`, so that somebody who
//! tries to break the readers starts at their bottom; each must still reach it.

use super::{id, schema};
use crate::exchange::frame;
use crate::testing::foreign::{self, HUB, HUB_ROOT, POST, POST_ROOT, Receiver};
use crate::testing::{TestLedger, introduce, lite_of, meet};
use crate::*;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds")
}

struct Seeds {
    hub: TestLedger,
    post: TestLedger,
}

impl Seeds {
    fn new() -> Seeds {
        let (hub, post) = (lite_of(schema(), HUB, &HUB_ROOT), lite_of(schema(), POST, &POST_ROOT));
        introduce(&hub.ledger, &post.ledger);
        Seeds { hub, post }
    }

    fn all(&self) -> Vec<(&'static str, &'static str, Vec<u8>)> {
        let (hub, post) = (&self.hub.ledger, &self.post.ledger);
        let mut all = Vec::new();
        for n in 1..4 {
            super::write_in(post, id(n), "una línea").unwrap();
            super::write_in(post, id(n), "otra").unwrap();
        }
        post.send_parcel(HUB, Lane::Bulk, "reads", b"[]").unwrap();
        meet_once(post, hub, |frame| all.push(("frame", "entries", frame)));
        super::write_in(post, id(9), &"ruido ".repeat(4_000)).unwrap();
        let file = post.courier_for(HUB, &foreign::Nowhere).unwrap();
        file.frames.iter().take(2).for_each(|frame| all.push(("frame", "pieces", frame.clone())));
        all.push(("courier", "file", file.to_bytes()));
        all.push(("courier", "empty", Courier { frames: Vec::new() }.to_bytes()));
        for (_, name, bytes) in all.clone().iter().filter(|(target, ..)| *target == "frame") {
            let opened = frame::open(
                hub.keys(),
                &post.keys().public_key(),
                &post.keys().agreement_public(),
                frame::VERSION,
                bytes,
            );
            let opened = opened.unwrap();
            all.push(("cargo", name, opened.cargo.clone()));
            let choice = opened.head.lane.code() as u8 + 3 * opened.head.items as u8;
            all.push(("taken", name, [&[choice], &opened.cargo[..]].concat()));
        }
        let said: Vec<Vec<u8>> = all
            .iter()
            .filter(|(target, ..)| *target == "cargo")
            .flat_map(|(.., cargo)| foreign::testimonies(cargo))
            .collect();
        all.extend(said.into_iter().map(|bytes| ("testimony", "told", bytes)));
        meet(hub, post, &(1..5).map(id).collect::<Vec<_>>());
        super::write_in(hub, id(2), "de la sede").unwrap();
        hub.checkpoint_now().unwrap();
        super::write_in(hub, id(3), "más de la sede").unwrap();
        let newest = hub.checkpoint_now().unwrap();
        post.accept_checkpoint(HUB, &hub.keys().public_key(), newest.note().as_bytes(), None).unwrap();
        let signed = post.counter_sign(&newest).unwrap();
        hub.accept_checkpoint(HUB, &hub.keys().public_key(), signed.note().as_bytes(), None).unwrap();
        all.push(("checkpoint", "signed", signed.note().into_bytes()));
        all.push(("checkpoint", "key", newest.key().text().into_bytes()));
        super::write_in(hub, id(1), "algo más").unwrap();
        hub.fill_lanes(POST, &Everywhere).unwrap();
        let file_down = hub.courier_for(POST, &Everywhere).unwrap();
        for frame in &file_down.frames {
            let keys = (&hub.keys().public_key(), &hub.keys().agreement_public());
            let opened = frame::open(post.keys(), keys.0, keys.1, frame::VERSION, frame).unwrap();
            all.extend(foreign::testimonies(&opened.cargo).into_iter().map(|b| ("testimony", "lent", b)));
        }
        let mut file = Vec::new();
        hub.export_proof(&mut file).unwrap();
        all.push(("proof", "whole", file));
        all.push(("checkpoint", "tree", hub.prove(HUB, &[1, 2]).unwrap().proof.to_bytes()));
        all
    }
}

/// The post may hold what it wrote.
struct Everywhere;

impl Scopes for Everywhere {
    fn of(&self, _: &mut dyn Door, _: &Peer) -> Result<std::collections::BTreeSet<uuid::Uuid>, Fault> {
        Ok((1..5).map(id).collect())
    }
    fn is_urgent(&self, _: &mut dyn Door, _: uuid::Uuid) -> Result<bool, Fault> {
        Ok(false)
    }
    fn receive(&self, _: &mut Tx<'_>, _: &Peer, _: &str, _: &[u8]) -> Result<bool, Fault> {
        Ok(true)
    }
}

fn meet_once(post: &Ledger, hub: &Ledger, mut seen: impl FnMut(Vec<u8>)) {
    post.fill_lanes(HUB, &foreign::Nowhere).unwrap();
    let frame = post.frame_for(HUB).unwrap();
    seen(frame.clone());
    hub.take_frame(&frame, &foreign::Nowhere).unwrap();
    let answer = hub.frame_for(POST).unwrap();
    post.take_frame(&answer, &foreign::Nowhere).unwrap();
}

#[test]
#[ignore = "writes the files that fuzzing begins with; for whoever changes a form"]
fn the_seeds_are_written_anew() {
    for (n, (target, name, bytes)) in Seeds::new().all().into_iter().enumerate() {
        let folder = folder().join(target);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{n:02}-{name}")), bytes).unwrap();
    }
}

#[test]
fn every_seed_of_the_fuzzers_reaches_the_bottom() {
    let mut seen = 0;
    for target in std::fs::read_dir(folder()).unwrap().map(Result::unwrap) {
        for seed in std::fs::read_dir(target.path()).unwrap().map(Result::unwrap) {
            let bytes = std::fs::read(seed.path()).unwrap();
            let name = seed.file_name().to_string_lossy().into_owned();
            let target = target.file_name().to_string_lossy().into_owned();
            let reaches = match target.as_str() {
                "frame" => foreign::frame(&bytes).is_some_and(|items| items > 0),
                "cargo" => foreign::cargo(&bytes).is_some_and(|items| items > 0),
                "testimony" => foreign::testimony(&bytes),
                "taken" => Receiver::new().takes(&bytes),
                "courier" => Courier::from_bytes(&bytes).is_ok(),
                "checkpoint" if name.ends_with("signed") => Note::parse(&bytes).is_ok(),
                "checkpoint" if name.ends_with("key") => {
                    NoteKey::parse(std::str::from_utf8(&bytes).unwrap()).is_ok()
                }
                "checkpoint" => MultiProof::from_bytes(&bytes).is_ok(),
                "proof" => {
                    let anew = foreign::sealed_anew(&bytes);
                    assert!(bundle::check(&mut &anew[..], &[]).is_ok());
                    bundle::check(&mut &bytes[..], &[]).is_ok()
                }
                // Readers of other rooms, whose tests read their seeds.
                "mrz" | "link_config" | "portrait" => continue,
                other => panic!("nobody knows the seeds of {other}"),
            };
            assert!(reaches, "{target}/{name}");
            foreign::note(&bytes);
            foreign::tree_proof(&bytes);
            seen += 1;
        }
    }
    assert!(seen >= 12, "only {seen} seeds");
}
