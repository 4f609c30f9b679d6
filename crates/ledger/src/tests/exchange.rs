//! The promises of the exchange: whatever is lost, doubled, late or bent on the way, everybody ends up with what they may
//! hold, once; and nobody holds more.

use super::{NOTE_ROW, Note, Said, content::scan, id, schema, stamp};
use crate::{testing::*, *};
use jiff::SignedDuration;
use kernel::{FixedClock, Random, SeededRandom};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Which records each post may hold.
#[derive(Default)]
pub(super) struct Map(Mutex<BTreeMap<String, BTreeSet<Uuid>>>);

impl Map {
    pub(super) fn may(&self, site: &str, record: Uuid, may: bool) {
        let mut map = self.0.lock().unwrap();
        let held = map.entry(site.to_owned()).or_default();
        if may {
            held.insert(record)
        } else {
            held.remove(&record)
        };
    }
    pub(super) fn of(&self, site: &str) -> BTreeSet<Uuid> {
        self.0.lock().unwrap().get(site).cloned().unwrap_or_default()
    }
}

impl Scopes for Map {
    fn of(&self, _: &mut dyn Door, peer: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        Ok(Map::of(self, &peer.site))
    }
    fn is_urgent(&self, _: &mut dyn Door, record: Uuid) -> Result<bool, Fault> {
        Ok(record.as_u128().is_multiple_of(5))
    }
    fn receive(&self, _: &mut Tx<'_>, _: &Peer, _: &str, _: &[u8]) -> Result<bool, Fault> {
        Ok(true)
    }
}

pub(super) struct Site {
    pub(super) name: &'static str,
    root: u8,
    pub(super) test: TestLedger,
}

impl Site {
    pub(super) fn new(name: &'static str, root: u8, clock: &Arc<FixedClock>) -> Site {
        Site { name, root, test: site(schema(), name, [root; 32], clock) }
    }
    pub(super) fn ledger(&self) -> &Ledger {
        &self.test.ledger
    }
    pub(super) fn knows(&self, other: &Site, standing: PeerStanding) {
        let keys = other.ledger().keys();
        let peer = Peer {
            site: other.name.to_owned(),
            standing,
            office: other.name.to_owned(),
            sign_key: keys.public_key(),
            agreement_key: keys.agreement_public(),
            epoch: other.ledger().epoch().unwrap(),
            speaks: 1,
            heard_at: 0,
            scanned: 0,
        };
        self.ledger().put_peer(&peer).unwrap();
    }
    pub(super) fn says(&self, record: Uuid, line: &str) {
        super::write_in(self.ledger(), record, line).unwrap();
    }
    pub(super) fn lines(&self, record: Uuid) -> Option<Vec<String>> {
        let note = self.ledger().read(|r| r.load::<Note>(record)).unwrap_or_else(|e: Fault| panic!("{e}"));
        note.map(|note| note.state.lines)
    }
    /// The files that a record names here, each whole or nothing.
    fn scans(&self, record: Uuid) -> Vec<Option<Vec<u8>>> {
        let read = self.ledger().read(|r| {
            let Some(note) = r.load::<Note>(record)? else { return Ok(Vec::new()) };
            note.state.scans.iter().map(|hash| r.content(record, *hash)).collect()
        });
        read.unwrap_or_else(|e: Fault| panic!("{}: {e}", self.name))
    }
    pub(super) fn frame(&self, to: &Site, map: &Map) -> Vec<u8> {
        self.ledger().fill_lanes(to.name, map).unwrap();
        self.ledger().frame_for(to.name).unwrap()
    }
    pub(super) fn takes(&self, frame: &[u8], map: &Map) -> Brought {
        self.ledger().take_frame(frame, map).unwrap_or_else(|e| panic!("{} takes: {e}", self.name))
    }
    /// Rows and heads as they stand.
    fn digest(&self) -> String {
        self.ledger().digest().unwrap()
    }
    pub(super) fn holds(&self) {
        self.ledger().verify(|_| ()).unwrap_or_else(|e| panic!("{}: {e}", self.name));
        let live = self.digest();
        assert_eq!(self.ledger().rebuild(|_| ()).unwrap().digest, live, "{}", self.name);
    }
}

/// Rounds until neither side has anything more for the other.
pub(super) fn meet(post: &Site, hub: &Site, map: &Map) {
    for _ in 0..500 {
        let up = post.frame(hub, map);
        let taken = hub.takes(&up, map);
        let down = hub.frame(post, map);
        let brought = post.takes(&down, map);
        let quiet = |site: &Site| {
            site.ledger().links().unwrap().iter().flat_map(|l| l.lanes.clone()).all(|lane| lane.waiting == 0)
        };
        if !taken.has_more
            && !brought.has_more
            && quiet(post)
            && (quiet(hub) || waits_only_for_others(hub, post))
        {
            return;
        }
    }
    panic!("{} and {} never come to an end", post.name, hub.name);
}

/// A second machine with the same disk as it is now.
pub(super) fn copied(site: &Site, clock: &Arc<FixedClock>) -> Site {
    let kept = std::env::temp_dir().join(format!("ceiba-copy-{}-{}.db", std::process::id(), site.name));
    let _ = std::fs::remove_file(&kept);
    site.ledger().copy_to(&kept).unwrap();
    let test = site_at(Place::Sqlite(kept), schema(), site.name, [site.root; 32], clock, None);
    Site { name: site.name, root: site.root, test }
}

fn waits_only_for_others(hub: &Site, post: &Site) -> bool {
    let links = hub.ledger().links().unwrap();
    links.iter().filter(|l| l.site == post.name).flat_map(|l| &l.lanes).all(|lane| lane.waiting == 0)
}

pub(super) fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::at("2024-06-03T15:00:00Z".parse().unwrap()))
}

pub(super) fn later(clock: &FixedClock, seconds: i64) {
    clock.set(kernel::Clock::now(clock) + SignedDuration::from_secs(seconds));
}

pub(super) fn two() -> (Site, Site, Map, Arc<FixedClock>) {
    let clock = clock();
    let (hub, post) = (Site::new("hq", 1, &clock), Site::new("paso", 2, &clock));
    hub.knows(&post, PeerStanding::Post);
    post.knows(&hub, PeerStanding::Hub);
    (hub, post, Map::default(), clock)
}

#[test]
fn what_a_post_writes_reaches_headquarters_and_waits_no_longer() {
    let (hub, post, map, _) = two();
    for n in 1..40 {
        post.says(id(n), &format!("línea {n}"));
        post.says(id(n), "otra");
        map.may("paso", id(n), true);
    }
    meet(&post, &hub, &map);
    for n in 1..40 {
        assert_eq!(hub.lines(id(n)).unwrap(), [format!("línea {n}"), "otra".to_owned()]);
    }
    assert_eq!(hub.digest(), post.digest());
    hub.holds();
    post.holds();
    let link = &post.ledger().links().unwrap()[0];
    let proofs = 1 + hub.ledger().witnesses().unwrap().len() as i64;
    let sent = link.lanes.iter().map(|l| l.acknowledged).sum::<i64>();
    assert_eq!(sent, 39 * 3 + proofs, "keys and two entries each, and what is proved");
}

#[test]
fn a_record_that_leaves_the_scope_leaves_the_post_and_comes_back_when_it_may() {
    let (hub, post, map, _) = two();
    hub.says(id(1), "de la sede");
    post.says(id(2), "del puesto");
    map.may("paso", id(1), true);
    map.may("paso", id(2), true);
    meet(&post, &hub, &map);
    assert_eq!(post.lines(id(1)).unwrap(), ["de la sede"]);
    map.may("paso", id(1), false);
    map.may("paso", id(2), false);
    hub.says(id(1), "lo que ya no es del puesto");
    meet(&post, &hub, &map);
    for n in 1..3 {
        assert_eq!(post.lines(id(n)), None);
        let door = |sql: &str| ask(&post.test.place, sql).len();
        assert_eq!(door("select 1 from note_row"), 0);
        assert_eq!(door("select 1 from ledger_key"), 0);
        assert_eq!(door("select 1 from ledger_entry where length(sealed) > 0"), 0);
        assert_eq!(door("select 1 from ledger_entry"), 2, "hashes stay");
    }
    post.holds();
    assert_eq!(hub.lines(id(1)).unwrap().len(), 2);
    map.may("paso", id(1), true);
    map.may("paso", id(2), true);
    meet(&post, &hub, &map);
    assert_eq!(post.lines(id(1)).unwrap(), ["de la sede", "lo que ya no es del puesto"]);
    assert_eq!(post.lines(id(2)).unwrap(), ["del puesto"]);
    assert_eq!(hub.digest(), post.digest());
    post.holds();
}

#[test]
fn a_post_never_gets_what_is_not_in_its_scope() {
    let (hub, post, map, _) = two();
    hub.says(id(1), "de nadie");
    hub.says(id(2), "del puesto");
    map.may("paso", id(2), true);
    meet(&post, &hub, &map);
    let known: Vec<Uuid> = ask(&post.test.place, "select record from ledger_entry")
        .iter()
        .map(|r| r.uuid("record").unwrap())
        .collect();
    assert_eq!(known, [id(2)]);
}

#[test]
fn two_edits_of_one_record_are_both_kept_and_everybody_sees_the_same() {
    let (hub, post, map, clock) = two();
    let other = Site::new("guabito", 3, &clock);
    hub.knows(&other, PeerStanding::Post);
    other.knows(&hub, PeerStanding::Hub);
    for site in ["paso", "guabito"] {
        map.may(site, id(1), true);
    }
    hub.says(id(1), "una");
    meet(&post, &hub, &map);
    meet(&other, &hub, &map);
    post.says(id(1), "del paso");
    later(&clock, 60);
    other.says(id(1), "de guabito");
    hub.says(id(1), "de la sede");
    for _ in 0..2 {
        meet(&post, &hub, &map);
        meet(&other, &hub, &map);
    }
    let heads = |site: &Site| {
        site.ledger().read(|r| r.load::<Note>(id(1))).unwrap_or_else(|e: Fault| panic!("{e}")).unwrap().heads
    };
    assert_eq!(heads(&hub).len(), 3);
    assert_eq!(heads(&hub), heads(&post));
    assert_eq!(hub.lines(id(1)), other.lines(id(1)));
    assert_eq!(hub.digest(), post.digest());
    assert_eq!(hub.digest(), other.digest());
    // What is written next has seen them all.
    other.says(id(1), "visto");
    meet(&other, &hub, &map);
    assert_eq!(heads(&hub).len(), 1);
    [&hub, &post, &other].into_iter().for_each(Site::holds);
}

#[test]
fn a_frame_that_was_bent_cut_or_made_by_another_is_refused() {
    let (hub, post, map, clock) = two();
    post.says(id(1), "una línea");
    let frame = post.frame(&hub, &map);
    let before = hub.digest();
    for at in 0..frame.len() {
        let mut bent = frame.clone();
        bent[at] ^= 1 << (at % 8);
        assert!(hub.ledger().take_frame(&bent, &map).is_err(), "byte {at}");
    }
    for at in 0..frame.len() {
        assert!(hub.ledger().take_frame(&frame[..at], &map).is_err(), "cut at {at}");
    }
    assert_eq!(hub.digest(), before);
    // Another site with the same name and other keys.
    let false_post = Site::new("paso", 9, &clock);
    false_post.knows(&hub, PeerStanding::Hub);
    let forged = false_post.frame(&hub, &map);
    assert!(matches!(
        hub.ledger().take_frame(&forged, &map),
        Err(ExchangeError::Refused(Refused::Signature))
    ));
    let stranger = Site::new("otro", 9, &clock);
    stranger.knows(&hub, PeerStanding::Hub);
    assert!(matches!(
        hub.ledger().take_frame(&stranger.frame(&hub, &map), &map),
        Err(ExchangeError::Stranger(_))
    ));
    hub.ledger().revoke_peer("paso").unwrap();
    assert!(matches!(hub.ledger().take_frame(&frame, &map), Err(ExchangeError::Revoked(_))));
}

#[test]
fn a_copied_post_raises_an_alarm_and_both_entries_are_kept() {
    let (hub, post, map, clock) = two();
    let copy = Site::new("paso", 2, &clock);
    copy.knows(&hub, PeerStanding::Hub);
    post.says(id(1), "de la primera");
    copy.says(id(2), "de la segunda");
    meet(&post, &hub, &map);
    // The copy counts its own lanes from the beginning; its frame is behind what is known and its entries are looked at.
    for n in [3, 4, 5, 7, 8, 9] {
        // None of them is urgent: all go in one lane.
        copy.says(id(n), "más de la segunda");
    }
    let _ = hub.ledger().take_frame(&copy.frame(&hub, &map), &map);
    let alarms = hub.ledger().alarms().unwrap();
    assert!(alarms.iter().any(|a| a.kind == "fork" && a.site == "paso" && a.sequence == 1), "{alarms:?}");
    assert_eq!(hub.lines(id(1)).unwrap(), ["de la primera"]);
}

#[test]
fn an_old_backup_comes_back_in_a_new_epoch_and_gets_everything_again() {
    let (hub, post, map, clock) = two();
    for n in 1..4 {
        map.may("paso", id(n), true);
    }
    post.says(id(1), "antes");
    meet(&post, &hub, &map);
    let kept = std::env::temp_dir().join(format!("ceiba-old-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&kept);
    post.ledger().copy_to(&kept).unwrap();
    post.says(id(1), "después");
    post.says(id(2), "otra");
    meet(&post, &hub, &map);
    drop(post);
    let test = site_at(Place::Sqlite(kept.clone()), schema(), "paso", [2; 32], &clock, None);
    let back = Site { name: "paso", root: 2, test };
    back.ledger().begin_epoch(2).unwrap();
    back.says(id(3), "en la época nueva");
    meet(&back, &hub, &map);
    assert_eq!(back.lines(id(1)).unwrap(), ["antes", "después"]);
    assert_eq!(hub.digest(), back.digest());
    assert!(hub.ledger().alarms().unwrap().is_empty());
    [&hub, &back].into_iter().for_each(Site::holds);
    assert_eq!(back.root, 2);
    let _ = std::fs::remove_file(&kept);
}

#[test]
fn a_clock_far_ahead_is_kept_told_and_not_adopted() {
    let (hub, _, map, clock) = two();
    let ahead = Arc::new(FixedClock::at("2035-01-01T00:00:00Z".parse().unwrap()));
    let post = Site::new("paso", 2, &ahead);
    post.knows(&hub, PeerStanding::Hub);
    post.says(id(1), "del futuro");
    map.may("paso", id(1), true);
    meet(&post, &hub, &map);
    assert_eq!(hub.lines(id(1)).unwrap(), ["del futuro"]);
    assert_eq!(hub.ledger().alarms().unwrap()[0].kind, "clock");
    hub.says(id(2), "de hoy");
    let at = hub.ledger().read(|r| r.entries(id(2))).unwrap_or_else(|e: Fault| panic!("{e}"))[0].at;
    assert_eq!(at, kernel::Clock::now(&*clock));
}

#[test]
fn what_is_long_travels_in_pieces_and_no_frame_is_longer_than_a_frame() {
    let (hub, post, map, _) = two();
    let mut noise = vec![0u8; 60_000];
    SeededRandom::new(3).fill(&mut noise);
    let long: String = noise.iter().map(|b| char::from(b'!' + b % 90)).collect();
    post.says(id(1), &long);
    post.says(id(1), "corto");
    post.ledger().fill_lanes("hq", &map).unwrap();
    assert!(post.ledger().frame_for("hq").unwrap().len() <= FRAME_BYTES_MAX);
    meet(&post, &hub, &map);
    assert_eq!(hub.lines(id(1)).unwrap(), [long, "corto".to_owned()]);
    hub.holds();
}

#[test]
fn a_file_on_a_stick_does_what_the_line_does() {
    let (hub, post, map, _) = two();
    for n in 1..200 {
        post.says(id(n), &format!("línea {n} de un puesto sin línea"));
    }
    let file = post.ledger().courier_for("hq", &map).unwrap();
    let again = Courier::from_bytes(&file.to_bytes()).unwrap();
    assert_eq!(file, again);
    for _ in 0..2 {
        hub.ledger().take_courier(&again, &map).unwrap();
    }
    assert_eq!(hub.digest(), post.digest());
    let answer = hub.ledger().courier_for("paso", &map).unwrap();
    post.ledger().take_courier(&answer, &map).unwrap();
    let link = &post.ledger().links().unwrap()[0];
    assert!(link.lanes.iter().all(|lane| lane.waiting == 0), "the answer acknowledges: {link:?}");
    let bytes = file.to_bytes();
    for cut in (0..bytes.len()).step_by(97) {
        assert!(Courier::from_bytes(&bytes[..cut]).is_err());
    }
}

/// Bytes that nothing makes smaller.
fn noise(seed: u8, length: usize) -> Vec<u8> {
    let mut bytes = vec![0u8; length];
    SeededRandom::new(u64::from(seed)).fill(&mut bytes);
    bytes
}

#[test]
fn files_travel_last_and_go_on_where_the_line_broke() {
    let (hub, post, map, _) = two();
    map.may("paso", id(1), true);
    post.says(id(1), "con un papel");
    // Before they met, nobody knows that the other understands files.
    meet(&post, &hub, &map);
    let file = noise(1, 100_000);
    scan(post.ledger(), id(1), &file).unwrap();
    for n in 2..60 {
        post.says(id(n), "lo que va antes");
    }
    let mut chunks = 0;
    for round in 0..200 {
        let frame = post.frame(&hub, &map);
        assert!(frame.len() <= FRAME_BYTES_MAX);
        // Every second frame is lost, every third comes twice.
        if round % 2 == 0 {
            continue;
        }
        let brought = hub.takes(&frame, &map);
        if brought.chunks > 0 {
            assert!(hub.lines(id(59)).is_some(), "what is not a file came before");
        }
        chunks += brought.chunks;
        if round % 3 == 0 {
            assert_eq!(hub.takes(&frame, &map).chunks, 0, "a chunk is taken once");
        }
        post.takes(&hub.frame(&post, &map), &map);
        let standing = hub.ledger().read(|r| r.content_standing(id(1), content_hash(&file)));
        match standing.unwrap_or_else(|e: Fault| panic!("{e}")) {
            ContentStanding::Here => break,
            ContentStanding::Arriving { here, of } => assert!(here < of && hub.scans(id(1)) == [None]),
            ContentStanding::Awaited => {}
        }
        hub.ledger().verify(|_| ()).unwrap();
    }
    assert_eq!(chunks, 8, "each chunk once");
    assert_eq!(hub.scans(id(1)), [Some(file)]);
    meet(&post, &hub, &map);
    [&hub, &post].into_iter().for_each(Site::holds);
}

#[test]
fn a_file_leaves_with_its_record_and_what_waits_of_it_is_not_sent() {
    let (hub, post, map, _) = two();
    map.may("paso", id(1), true);
    map.may("paso", id(2), true);
    hub.says(id(1), "con un papel");
    hub.says(id(2), "con el mismo papel");
    meet(&post, &hub, &map);
    let file = noise(1, 60_000);
    scan(hub.ledger(), id(1), &file).unwrap();
    scan(hub.ledger(), id(2), &file).unwrap();
    meet(&post, &hub, &map);
    assert_eq!(post.scans(id(1)), [Some(file.clone())]);
    let chunks = |site: &Site| ask(&site.test.place, "select 1 from ledger_chunk").len();
    assert_eq!((chunks(&hub), chunks(&post)), (5, 5), "one file, however many records hold it");
    map.may("paso", id(1), false);
    meet(&post, &hub, &map);
    assert_eq!(post.scans(id(2)), [Some(file.clone())], "another record still holds it");
    map.may("paso", id(2), false);
    meet(&post, &hub, &map);
    assert_eq!(ask(&post.test.place, "select 1 from ledger_holding").len() + chunks(&post), 0);
    // It is put in the lane, and the record leaves before it went.
    map.may("paso", id(1), true);
    hub.ledger().fill_lanes("paso", &map).unwrap();
    map.may("paso", id(1), false);
    meet(&post, &hub, &map);
    assert_eq!(chunks(&post), 0);
    map.may("paso", id(1), true);
    meet(&post, &hub, &map);
    assert_eq!(post.scans(id(1)), [Some(file)]);
    [&hub, &post].into_iter().for_each(Site::holds);
}

#[test]
fn a_site_of_the_version_before_is_sent_everything_but_files_and_keeps_what_it_owes() {
    let (hub, post, map, _) = two();
    map.may("paso", id(1), true);
    post.says(id(1), "con un papel");
    scan(post.ledger(), id(1), &noise(1, 30_000)).unwrap();
    let old = |site: &Site| {
        raw(&site.test.place, "update ledger_peer set speaks = 1");
    };
    for _ in 0..6 {
        old(&post);
        let up = post.frame(&hub, &map);
        assert_eq!(hub.takes(&up, &map).chunks, 0);
        let down = hub.frame(&post, &map);
        post.takes(&down, &map);
        map.may("paso", id(1), false);
    }
    assert_eq!(hub.lines(id(1)).unwrap(), ["con un papel"]);
    assert!(post.scans(id(1))[0].is_some(), "a file that is owed keeps its record here");
    meet(&post, &hub, &map);
    assert!(hub.scans(id(1))[0].is_some());
    meet(&post, &hub, &map);
    assert_eq!(post.lines(id(1)), None);
}

/// What can happen between two contacts.
#[derive(Clone, Debug)]
enum Move {
    Says(usize, u128),
    /// Adds a file, which another record may hold too.
    Scans(usize, u128, u8),
    Scope(usize, u128, bool),
    /// A frame is made and waits on the line.
    Sends(usize, bool),
    /// One of the frames on the line arrives, perhaps not the first, and perhaps stays there too.
    Arrives(usize, bool),
    Lost(usize),
    Waits(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        4 => (0usize..4, 1u128..7).prop_map(|(s, n)| Move::Says(s, n)),
        2 => (0usize..4, 1u128..7, 0u8..3).prop_map(|(s, n, file)| Move::Scans(s, n, file)),
        2 => (1usize..4, 1u128..7, proptest::bool::weighted(0.8)).prop_map(|(s, n, may)| Move::Scope(s, n, may)),
        4 => (1usize..4, any::<bool>()).prop_map(|(s, up)| Move::Sends(s, up)),
        4 => (any::<usize>(), any::<bool>()).prop_map(|(at, stays)| Move::Arrives(at, stays)),
        1 => any::<usize>().prop_map(Move::Lost),
        1 => (0i64..100_000).prop_map(Move::Waits),
    ];
    proptest::collection::vec(one, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn any_schedule_ends_with_the_same_state_everywhere(moves in moves()) {
        let clock = clock();
        let sites: Vec<Site> = ["hq", "paso", "guabito", "colon"].iter().zip(1..).map(|(n, r)| Site::new(n, r, &clock)).collect();
        let map = Map::default();
        for post in &sites[1..] {
            sites[0].knows(post, PeerStanding::Post);
            post.knows(&sites[0], PeerStanding::Hub);
        }
        let mut line: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut said: BTreeMap<Uuid, usize> = BTreeMap::new();
        let mut scanned: BTreeMap<Uuid, usize> = BTreeMap::new();
        for step in moves {
            match step {
                Move::Says(s, n) => {
                    // A post writes to what it has, or opens a record of its own, which is then in its scope.
                    let record = if sites[s].lines(id(n)).is_some() || s == 0 { id(n) } else { id(n + 100 * s as u128) };
                    if s > 0 { map.may(sites[s].name, record, true); }
                    sites[s].says(record, &format!("{s} dice algo"));
                    *said.entry(record).or_default() += 1;
                }
                Move::Scans(s, n, file) => {
                    let record = if sites[s].lines(id(n)).is_some() { id(n) } else { continue };
                    scan(sites[s].ledger(), record, &noise(file, 9_000 + 17_000 * usize::from(file))).unwrap();
                    *scanned.entry(record).or_default() += 1;
                }
                Move::Scope(s, n, may) => map.may(sites[s].name, id(n), may),
                Move::Sends(s, up) => {
                    let (from, to) = if up { (s, 0) } else { (0, s) };
                    line.push((to, sites[from].frame(&sites[to], &map)));
                }
                Move::Arrives(at, stays) if !line.is_empty() => {
                    let at = at % line.len();
                    let (to, frame) = line[at].clone();
                    if !stays { line.remove(at); }
                    sites[to].takes(&frame, &map);
                }
                Move::Lost(at) if !line.is_empty() => drop(line.remove(at % line.len())),
                Move::Waits(seconds) => later(&clock, seconds),
                _ => {}
            }
        }
        for _ in 0..2 {
            sites[1..].iter().for_each(|post| meet(post, &sites[0], &map));
        }
        // Nothing is lost, nothing is doubled.
        for (record, times) in &said {
            prop_assert_eq!(sites[0].lines(*record).unwrap().len(), *times);
        }
        for (record, times) in &scanned {
            let scans = sites[0].scans(*record);
            prop_assert_eq!(scans.len(), *times);
            prop_assert!(scans.iter().all(Option::is_some), "a file never came");
        }
        for post in &sites[1..] {
            let may = map.of(post.name);
            let rows = ask(&post.test.place, "select record from note_row");
            let held: BTreeSet<Uuid> = rows.iter().map(|r| r.uuid("record").unwrap()).collect();
            prop_assert!(held.is_subset(&may), "{} holds more than it may", post.name);
            let rows = ask(&post.test.place, "select record from ledger_holding");
            let with_files: BTreeSet<Uuid> = rows.iter().map(|r| r.uuid("record").unwrap()).collect();
            prop_assert!(with_files.is_subset(&may), "{} holds files that it may not", post.name);
            for record in may {
                prop_assert_eq!(sites[0].lines(record), post.lines(record));
                prop_assert_eq!(sites[0].scans(record), post.scans(record));
            }
        }
        sites.iter().for_each(Site::holds);
        for site in &sites {
            prop_assert!(site.ledger().alarms().unwrap().is_empty(), "{:?}", site.ledger().alarms());
        }
        for post in &sites[1..] {
            let witness = &post.ledger().witnesses().unwrap()[0];
            prop_assert_eq!(witness.manifest, ManifestOutcome::Same, "{}", post.name);
        }
    }

    #[test]
    fn foreign_bytes_are_refused_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (hub, _, map, _) = two();
        let mut frame = b"CBX\x01\x01\x03pan\x04paso\x02hq".to_vec();
        prop_assert!(hub.ledger().take_frame(&bytes, &map).is_err());
        frame.extend(&bytes);
        prop_assert!(hub.ledger().take_frame(&frame, &map).is_err());
        let _ = Courier::from_bytes(&bytes);
    }
}

#[test]
fn every_row_table_of_the_exchange_has_its_statements_prepared() {
    both(schema, |t| assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new()));
    let _ = (&NOTE_ROW, Said::Closed, stamp());
}

/// Headquarters is two processes on one PostgreSQL database; the post is answered by either, both at once.
#[test]
fn two_processes_of_one_site_give_each_thing_one_place_and_lose_none() {
    let Some(first) = pg(schema()) else { return };
    let second = site_at(first.place.clone(), schema(), "hq", TEST_ROOT, &first.clock, None);
    let post = Site::new("paso", 7, &first.clock);
    introduce(&first.ledger, post.ledger());
    let map = Map::default();
    let ids = |lane: u128| (1..=30).map(move |n| id(lane * 1_000 + n));
    ids(1).chain(ids(2)).for_each(|record| map.may("paso", record, true));
    std::thread::scope(|scope| {
        for (lane, hub) in [(1, &first.ledger), (2, &second.ledger)] {
            let (post, map) = (&post, &map);
            scope.spawn(move || {
                for record in ids(lane) {
                    super::write_in(hub, record, "de la sede").unwrap();
                    hub.fill_lanes("paso", map).unwrap();
                    let up = post.ledger().frame_for("hq").unwrap();
                    hub.take_frame(&up, map).unwrap();
                    let down = hub.frame_for("paso").unwrap();
                    post.ledger().take_frame(&down, map).unwrap();
                }
            });
        }
    });
    meet_of(&second.ledger, &post, &map);
    let given: Vec<i64> =
        first.ledger.links().unwrap()[0].lanes.iter().map(|l| l.queued - l.acknowledged).collect();
    assert_eq!(given, [0; 3], "nothing waits");
    assert!(ask(&first.place, "select 1 from ledger_outbox").is_empty());
    assert_eq!(post.digest(), first.ledger.digest().unwrap());
    assert_eq!(post.digest(), second.ledger.digest().unwrap());
    for ledger in [&first.ledger, &second.ledger, post.ledger()] {
        ledger.verify(|_| ()).unwrap();
    }
}

fn meet_of(hub: &Ledger, post: &Site, map: &Map) {
    for _ in 0..20 {
        let up = post.ledger().frame_for("hq").unwrap();
        hub.take_frame(&up, map).unwrap();
        hub.fill_lanes("paso", map).unwrap();
        let down = hub.frame_for("paso").unwrap();
        post.ledger().take_frame(&down, map).unwrap();
    }
}

#[test]
fn two_sites_say_the_same_of_what_both_hold_and_the_digest_shows_when_they_do_not() {
    let (hub, post, map, _) = two();
    (1..4).for_each(|n| hub.says(id(n), "de la sede"));
    map.may("paso", id(1), true);
    map.may("paso", id(2), true);
    meet(&post, &hub, &map);
    let held = map.of("paso");
    let there = post.ledger().digest_held().unwrap();
    assert_eq!(hub.ledger().digest_of(&held).unwrap(), there);
    assert_ne!(hub.ledger().digest_held().unwrap(), there);
    hub.says(id(3), "de lo que el puesto no tiene");
    assert_eq!(hub.ledger().digest_of(&held).unwrap(), there);
    hub.says(id(2), "de lo que tiene");
    assert_ne!(hub.ledger().digest_of(&held).unwrap(), there);
}
