//! What is erased at headquarters is erased everywhere, is never brought back, and everybody can see where it still stands.

use super::super::Scopes;
use super::super::frame::{self, Head, Received};
use super::super::item::{Item, Packer};
use super::*;
use crate::testing::{TEST_ROOT, TestLedger, ask, both, introduce, meet, site, site_at};
use crate::tests::content::scan;
use crate::tests::{Note, id, schema, write_in};
use crate::{Door, Load, ManifestOutcome, Place};
use kernel::{Random, SeededRandom};
use std::collections::BTreeSet;

fn post_of(hub: &TestLedger, name: &'static str, root: u8) -> TestLedger {
    let post = site(schema(), name, [root; 32], &hub.clock);
    introduce(&hub.ledger, &post.ledger);
    post
}

fn erase(hub: &TestLedger, records: &[Uuid]) {
    hub.ledger.erase(records, |_| Ok(()), |_, _| Ok(())).unwrap();
}

fn lines(at: &Ledger, record: Uuid) -> Option<Vec<String>> {
    let note = at.read(|r| r.load::<Note>(record)).unwrap_or_else(|e: Fault| panic!("{e}"));
    note.map(|note| note.state.lines)
}

/// Meetings until nobody has anything more to say.
fn all_meet(hub: &TestLedger, post: &TestLedger, records: &[Uuid]) {
    (0..3).for_each(|_| meet(&hub.ledger, &post.ledger, records));
}

/// What headquarters says it lent to a post is what the post holds.
fn agrees(post: &TestLedger) {
    let outcomes: Vec<_> = post.ledger.witnesses().unwrap().into_iter().map(|w| w.manifest).collect();
    assert_eq!(outcomes, [ManifestOutcome::Same]);
    assert!(!post.ledger.alarms().unwrap().iter().any(|alarm| alarm.kind == "lacking"));
}

fn counts(hub: &TestLedger, site: &str) -> (u64, u64) {
    let all = hub.ledger.erasures().unwrap();
    let found = all.iter().find(|at| at.site == site).unwrap();
    (found.owed, found.erased)
}

/// Nothing of a record but its hashes is at a site.
fn is_nowhere(at: &TestLedger, record: Uuid) {
    let of = |sql: &str, column: &str| {
        ask(&at.place, sql).iter().filter(|row| row.uuid(column).unwrap() == record).count()
    };
    assert_eq!(of("select record from note_row", "record"), 0);
    assert_eq!(of("select record from ledger_key", "record"), 0);
    assert_eq!(of("select record from ledger_entry where length(sealed) > 0", "record"), 0);
    assert_eq!(of("select record from ledger_holding", "record"), 0);
    assert!(ask(&at.place, "select 1 from ledger_piece").is_empty());
    at.ledger.verify(|_| ()).unwrap();
    let live = at.ledger.digest().unwrap();
    assert_eq!(at.ledger.rebuild(|_| ()).unwrap().digest, live);
}

#[test]
fn what_headquarters_erases_every_site_erases_that_holds_or_held_it() {
    both(schema, |hub| {
        let (post, other) = (post_of(hub, "paso", 7), post_of(hub, "colon", 8));
        for n in 1..4 {
            write_in(&hub.ledger, id(n), "de la sede").unwrap();
        }
        let all = [id(1), id(2), id(3)];
        meet(&hub.ledger, &post.ledger, &all);
        meet(&hub.ledger, &other.ledger, &[id(3)]);
        // The second one left the post before it was erased; a backup of the post still opens it.
        meet(&hub.ledger, &post.ledger, &[id(1), id(3)]);
        assert_eq!(lines(&post.ledger, id(2)), None);
        erase(hub, &[id(1), id(2)]);
        assert_eq!(counts(hub, "paso"), (2, 0));
        assert_eq!(counts(hub, "colon"), (0, 0), "it never had them");
        assert!(lines(&post.ledger, id(1)).is_some(), "the post was not met yet");
        all_meet(hub, &post, &[id(1), id(3)]);
        all_meet(hub, &other, &[id(3)]);
        agrees(&post);
        agrees(&other);
        assert_eq!(counts(hub, "paso"), (0, 2));
        for n in 1..3 {
            is_nowhere(hub, id(n));
            is_nowhere(&post, id(n));
        }
        assert_eq!(post.ledger.keys().generations(), [2], "the generation of before is destroyed there, too");
        assert_eq!(lines(&post.ledger, id(3)), lines(&hub.ledger, id(3)));
        assert_eq!(other.ledger.keys().generations(), [1]);
        write_in(&post.ledger, id(3), "sigue").unwrap();
        all_meet(hub, &post, &[id(3)]);
        assert_eq!(lines(&hub.ledger, id(3)).unwrap().len(), 2);
    });
}

#[test]
fn what_a_post_writes_before_it_hears_of_the_erasure_is_told_and_not_kept() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        write_in(&hub.ledger, id(1), "de la sede").unwrap();
        all_meet(hub, &post, &[id(1)]);
        erase(hub, &[id(1)]);
        write_in(&post.ledger, id(1), "llegó tarde").unwrap();
        write_in(&post.ledger, id(2), "de otra persona").unwrap();
        all_meet(hub, &post, &[id(1), id(2)]);
        is_nowhere(hub, id(1));
        is_nowhere(&post, id(1));
        assert_eq!(counts(hub, "paso"), (0, 1));
        assert_eq!(lines(&hub.ledger, id(2)).unwrap(), ["de otra persona"]);
        let alarms = hub.ledger.alarms().unwrap();
        assert_eq!(alarms.iter().filter(|a| a.kind == "late" && a.site == "paso").count(), 1);
        let known = |at: &TestLedger| ask(&at.place, "select 1 from ledger_entry").len();
        assert_eq!(known(hub), known(&post), "hashes are not lost");
    });
}

/// The key came in a frame before the erasure, the words come after it: then nobody can tell their hash but their sender.
#[test]
fn words_without_a_key_wait_until_their_sender_has_erased_them() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        for n in 0..6 {
            write_in(&post.ledger, id(1), &noise(n, 7_000)).unwrap();
        }
        write_in(&post.ledger, id(2), "de otra persona").unwrap();
        let scopes = Every([id(1), id(2)].into());
        post.ledger.fill_lanes("hq", &scopes).unwrap();
        let first = post.ledger.frame_for("hq").unwrap();
        assert!(hub.ledger.take_frame(&first, &scopes).unwrap().has_more);
        erase(hub, &[id(1)]);
        all_meet(hub, &post, &[id(1), id(2)]);
        is_nowhere(hub, id(1));
        is_nowhere(&post, id(1));
        assert_eq!(counts(hub, "paso"), (0, 1));
        assert_eq!(lines(&hub.ledger, id(2)).unwrap(), ["de otra persona"]);
        let known = |at: &TestLedger| ask(&at.place, "select 1 from ledger_entry").len();
        assert_eq!(known(hub), known(&post));
    });
}

#[test]
fn half_of_what_is_long_does_not_stay_on_either_side() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        let scopes = Every([id(1), id(2)].into());
        write_in(&post.ledger, id(1), "primera").unwrap();
        write_in(&hub.ledger, id(2), &noise(7, 60_000)).unwrap();
        all_meet(hub, &post, &[id(1)]);
        write_in(&post.ledger, id(1), &noise(8, 60_000)).unwrap();
        // Two frames of each, then it is erased.
        for _ in 0..2 {
            for (from, to) in [(&post.ledger, &hub.ledger), (&hub.ledger, &post.ledger)] {
                from.fill_lanes(to.site(), &scopes).unwrap();
                to.take_frame(&from.frame_for(to.site()).unwrap(), &scopes).unwrap();
            }
        }
        assert!(!ask(&hub.place, "select 1 from ledger_piece").is_empty());
        assert!(!ask(&post.place, "select 1 from ledger_piece").is_empty());
        erase(hub, &[id(1), id(2)]);
        all_meet(hub, &post, &[id(1), id(2)]);
        for n in 1..3 {
            is_nowhere(hub, id(n));
            is_nowhere(&post, id(n));
        }
        assert_eq!(counts(hub, "paso"), (0, 2));
    });
}

#[test]
fn the_order_to_erase_overtakes_what_was_lent() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        write_in(&hub.ledger, id(1), &noise(9, 60_000)).unwrap();
        write_in(&hub.ledger, id(2), "de la sede").unwrap();
        let scopes = Every([id(1), id(2)].into());
        hub.ledger.fill_lanes("paso", &scopes).unwrap();
        assert!(post.ledger.take_frame(&hub.ledger.frame_for("paso").unwrap(), &scopes).unwrap().has_more);
        erase(hub, &[id(2)]);
        all_meet(hub, &post, &[id(1), id(2)]);
        is_nowhere(&post, id(2));
        assert_eq!(lines(&post.ledger, id(1)), lines(&hub.ledger, id(1)));
        agrees(&post);
    });
}

#[test]
fn files_are_erased_with_their_record_at_every_site_even_on_their_way() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        for n in 1..3 {
            write_in(&hub.ledger, id(n), "con un papel").unwrap();
            scan(&hub.ledger, id(n), noise(n as u64, 60_000).as_bytes()).unwrap();
        }
        all_meet(hub, &post, &[id(1)]);
        let chunks = |at: &TestLedger| ask(&at.place, "select 1 from ledger_chunk").len();
        assert_eq!((chunks(hub), chunks(&post)), (10, 5));
        // Of the second, one frame of chunks has come when it is erased.
        let scopes = Every([id(1), id(2)].into());
        for _ in 0..2 {
            hub.ledger.fill_lanes("paso", &scopes).unwrap();
            post.ledger.take_frame(&hub.ledger.frame_for("paso").unwrap(), &scopes).unwrap();
            post.ledger.fill_lanes("hq", &scopes).unwrap();
            hub.ledger.take_frame(&post.ledger.frame_for("hq").unwrap(), &scopes).unwrap();
        }
        assert!((6..10).contains(&chunks(&post)), "{} chunks came", chunks(&post));
        erase(hub, &[id(1), id(2)]);
        all_meet(hub, &post, &[id(1), id(2)]);
        for n in 1..3 {
            is_nowhere(hub, id(n));
            is_nowhere(&post, id(n));
        }
        assert_eq!((chunks(hub), chunks(&post)), (0, 0));
        agrees(&post);
    });
}

#[test]
fn a_late_frame_does_not_bring_it_back() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        let scopes = Every([id(1)].into());
        write_in(&post.ledger, id(1), "del puesto").unwrap();
        write_in(&hub.ledger, id(2), "de la sede").unwrap();
        post.ledger.fill_lanes("hq", &scopes).unwrap();
        hub.ledger.fill_lanes("paso", &scopes).unwrap();
        let up = post.ledger.frame_for("hq").unwrap();
        let file = hub.ledger.courier_for("paso", &Every([id(2)].into())).unwrap();
        all_meet(hub, &post, &[id(1), id(2)]);
        erase(hub, &[id(1), id(2)]);
        for _ in 0..2 {
            hub.ledger.take_frame(&up, &scopes).unwrap();
            all_meet(hub, &post, &[id(1), id(2)]);
            post.ledger.take_courier(&file, &scopes).unwrap();
            for n in 1..3 {
                is_nowhere(hub, id(n));
                is_nowhere(&post, id(n));
            }
        }
    });
}

#[test]
fn a_post_orders_no_erasure_and_erases_nothing_by_itself() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        write_in(&hub.ledger, id(1), "de la sede").unwrap();
        all_meet(hub, &post, &[id(1)]);
        assert!(post.ledger.erase(&[id(1)], |_| Ok(()), |_, _| Ok(())).is_err());
        let order = Waiting::Erase { record: id(1) };
        post.ledger
            .write(|tx| outbox::put_waiting(tx, "hq", Lane::Urgent, order))
            .unwrap_or_else(|e: Fault| panic!("{e}"));
        let answer = Waiting::Erased { record: id(1) };
        post.ledger
            .write(|tx| outbox::put_waiting(tx, "hq", Lane::Urgent, answer))
            .unwrap_or_else(|e: Fault| panic!("{e}"));
        all_meet(hub, &post, &[id(1)]);
        assert_eq!(lines(&hub.ledger, id(1)).unwrap(), ["de la sede"]);
        assert_eq!(counts(hub, "paso"), (0, 0));
        assert!(hub.ledger.alarms().unwrap().iter().any(|a| a.kind == "origin" && a.site == "paso"));
    });
}

#[test]
fn a_post_that_was_restored_is_told_again() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        write_in(&hub.ledger, id(1), "de la sede").unwrap();
        all_meet(hub, &post, &[id(1)]);
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("old.db");
        post.ledger.copy_to(&kept).unwrap();
        erase(hub, &[id(1)]);
        all_meet(hub, &post, &[id(1)]);
        assert_eq!(counts(hub, "paso"), (0, 1));
        // With a key file of before, too: the worst that can be found in a drawer.
        let back = site_at(Place::Sqlite(kept), schema(), "paso", [7; 32], &hub.clock, None);
        assert!(lines(&back.ledger, id(1)).is_some());
        back.ledger.begin_epoch(2).unwrap();
        all_meet(hub, &back, &[id(1)]);
        is_nowhere(&back, id(1));
        assert_eq!(counts(hub, "paso"), (0, 1));
    });
}

#[test]
fn a_revoked_post_stays_on_the_list() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        write_in(&hub.ledger, id(1), "de la sede").unwrap();
        all_meet(hub, &post, &[id(1)]);
        hub.ledger.revoke_peer("paso").unwrap();
        erase(hub, &[id(1)]);
        assert_eq!(counts(hub, "paso"), (1, 0));
    });
}

#[cfg(feature = "rehearsal")]
#[test]
fn a_post_of_an_older_version_lets_go_and_erases_once_it_is_upgraded() {
    use crate::testing::{VERSION, speak};
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        speak(&post.ledger, 1);
        write_in(&hub.ledger, id(1), "de la sede").unwrap();
        write_in(&hub.ledger, id(2), "otra").unwrap();
        all_meet(hub, &post, &[id(1), id(2)]);
        erase(hub, &[id(1)]);
        write_in(&post.ledger, id(2), "del puesto").unwrap();
        all_meet(hub, &post, &[id(1), id(2)]);
        is_nowhere(&post, id(1));
        assert_eq!(lines(&hub.ledger, id(2)).unwrap().len(), 2, "the line goes on");
        assert_eq!(post.ledger.keys().generations(), [1]);
        let at = &hub.ledger.erasures().unwrap()[0];
        assert!(at.is_too_old && at.owed == 1 && at.owed_since.is_some(), "{at:?}");
        speak(&post.ledger, VERSION);
        all_meet(hub, &post, &[id(1), id(2)]);
        assert_eq!(counts(hub, "paso"), (0, 1));
        assert_eq!(post.ledger.keys().generations(), [2]);
    });
}

#[cfg(feature = "rehearsal")]
#[test]
fn a_headquarters_of_an_older_version_orders_the_erasure_once_it_is_upgraded() {
    use crate::testing::{VERSION, speak};
    both(schema, |hub| {
        speak(&hub.ledger, 1);
        let post = post_of(hub, "paso", 7);
        write_in(&hub.ledger, id(1), "de la sede").unwrap();
        all_meet(hub, &post, &[id(1)]);
        erase(hub, &[id(1)]);
        all_meet(hub, &post, &[id(1)]);
        assert_eq!(counts(hub, "paso"), (1, 0));
        speak(&hub.ledger, VERSION);
        all_meet(hub, &post, &[id(1)]);
        is_nowhere(&post, id(1));
        assert_eq!(counts(hub, "paso"), (0, 1));
        assert_eq!(post.ledger.keys().generations(), [2]);
    });
}

#[test]
fn what_a_newer_version_sends_is_kept_and_read_after_the_upgrade() {
    both(schema, |hub| {
        let post = post_of(hub, "paso", 7);
        let (deaf, hears) = (Every([id(1)].into()), Hears(std::sync::Mutex::default()));
        post.ledger.send_parcel("hq", Lane::Usual, "novelty", b"words of tomorrow").unwrap();
        write_in(&post.ledger, id(1), "del puesto").unwrap();
        post.ledger.fill_lanes("hq", &deaf).unwrap();
        let brought = hub.ledger.take_frame(&post.ledger.frame_for("hq").unwrap(), &deaf).unwrap();
        assert_eq!((brought.unread, brought.entries_new), (1, 1));
        assert!(lines(&hub.ledger, id(1)).is_some(), "the line goes on");
        // A kind of item that nobody knows yet stops nothing either.
        let lane =
            hub.ledger.links().unwrap()[0].lanes.iter().find(|l| l.lane == Lane::Usual).unwrap().received;
        let frame = strange(&post, lane + 1);
        assert_eq!(hub.ledger.take_frame(&frame, &deaf).unwrap().unread, 1);
        let sealed = &ask(&hub.place, "select sealed from ledger_unread order by place")[0];
        assert!(!sealed.bytes("sealed").unwrap().windows(5).any(|five| five == b"words"), "kept sealed");
        // The upgraded program begins.
        let again = site_at(hub.place.clone(), schema(), "hq", TEST_ROOT, &hub.clock, None);
        post.ledger.fill_lanes("hq", &deaf).unwrap();
        again.ledger.take_frame(&post.ledger.frame_for("hq").unwrap(), &hears).unwrap();
        assert_eq!(*hears.0.lock().unwrap(), ["paso/novelty/words of tomorrow"]);
        let left = ask(&hub.place, "select 1 from ledger_unread").len();
        assert_eq!(left, 1, "what is still not known waits on");
        let third = site_at(hub.place.clone(), schema(), "hq", TEST_ROOT, &hub.clock, None);
        third.ledger.take_frame(&post.ledger.frame_for("hq").unwrap(), &hears).unwrap();
        assert_eq!(hears.0.lock().unwrap().len(), 1, "and what was read is read once");
    });
}

/// A frame with an item of a kind that is not invented yet.
fn strange(post: &TestLedger, first: i64) -> Vec<u8> {
    let mut packer = Packer::default();
    packer.put(&Item::Unknown { kind: 99, bytes: b"something".to_vec() }, None);
    let core = post.ledger.core();
    let hub = post.ledger.peer("hq").unwrap().unwrap();
    let head = Head {
        version: 2,
        speaks: 2,
        tenant: core.tenant.clone(),
        from: core.site.clone(),
        to: "hq".into(),
        epoch: 1,
        to_epoch: 1,
        received: Received::default(),
        lane: Lane::Usual,
        first,
        items: 1,
        has_more: false,
        at: 0,
    };
    let cargo = frame::compress(&packer.into_bytes()).unwrap();
    frame::seal(&core.keys, &*core.ports.random, &hub.agreement_key, &head, &cargo).unwrap()
}

fn noise(seed: u64, bytes: usize) -> String {
    let mut noise = vec![0u8; bytes];
    SeededRandom::new(seed).fill(&mut noise);
    noise.iter().map(|b| char::from(b'!' + b % 90)).collect()
}

/// Every post may hold these; no room knows any channel.
struct Every(BTreeSet<Uuid>);
impl Scopes for Every {
    fn of(&self, _: &mut dyn Door, _: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        Ok(self.0.clone())
    }
    fn is_urgent(&self, _: &mut dyn Door, _: Uuid) -> Result<bool, Fault> {
        Ok(false)
    }
    fn receive(&self, _: &mut Tx<'_>, _: &Peer, _: &str, _: &[u8]) -> Result<bool, Fault> {
        Ok(false)
    }
}

/// A version in which a room knows the channel.
struct Hears(std::sync::Mutex<Vec<String>>);
impl Scopes for Hears {
    fn of(&self, _: &mut dyn Door, _: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        Ok(BTreeSet::new())
    }
    fn is_urgent(&self, _: &mut dyn Door, _: Uuid) -> Result<bool, Fault> {
        Ok(false)
    }
    fn receive(&self, _: &mut Tx<'_>, from: &Peer, channel: &str, bytes: &[u8]) -> Result<bool, Fault> {
        let words = String::from_utf8_lossy(bytes);
        self.0.lock().unwrap().push(format!("{}/{channel}/{words}", from.site));
        Ok(true)
    }
}
