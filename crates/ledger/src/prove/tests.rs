//! Checkpoints over real logs: made, proved, exchanged between sites, and set against logs that were cut or cloned.

use super::*;
use crate::{
    Place,
    testing::*,
    tests::{Note, Said, id, schema, stamp},
    tree::Frontier,
};
use kernel::SeededRandom;

const POST: &str = "paso-canoas";
const POST_ROOT: [u8; 32] = [7; 32];

fn fill(t: &TestLedger, from: u128, n: u128) {
    let all = (from..from + n).map(id);
    t.ledger
        .write(|tx| {
            for record in all {
                tx.create::<Note>(record, &stamp(), &[Said::Closed])?;
            }
            Ok::<_, Fault>(())
        })
        .unwrap();
}

fn hashes(t: &TestLedger) -> Vec<Hash> {
    let rows = ask(&t.place, "select hash from ledger_entry order by epoch, sequence");
    rows.iter().map(|row| Hash::from_slice(&row.bytes("hash").unwrap()).unwrap()).collect()
}

fn root_over(entries: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    entries.iter().for_each(|hash| frontier.append(tree::leaf(*hash), |_, _, _| ()));
    frontier.root()
}

#[test]
fn a_checkpoint_is_the_root_of_the_log_and_the_same_for_the_same_log() {
    both(schema, |t| {
        assert_eq!(t.ledger.checkpoint_now().unwrap().root, tree::empty_root());
        for n in [1u128, 40, 250, 300] {
            fill(t, n * 1_000, n);
            let made = t.ledger.checkpoint_now().unwrap();
            let all = hashes(t);
            assert_eq!((made.size, made.root), (all.len() as u64, root_over(&all)));
            assert!(made.holds());
            assert_eq!(t.ledger.checkpoint_now().unwrap(), made);
        }
        let kept = t.ledger.checkpoints("hq").unwrap();
        assert_eq!(kept.iter().map(|k| k.size).collect::<Vec<_>>(), [0, 1, 41, 291, 591]);
        let stored = ask(&t.place, "select count(*) as n from ledger_node where level = 8");
        assert_eq!(stored[0].int("n").unwrap(), 2);
        let verified = t.ledger.verify(|_| ()).unwrap();
        assert_eq!((verified.checkpoints, verified.forks), (5, 0));
        assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn entries_and_growth_are_proved_to_somebody_without_the_log() {
    both(schema, |t| {
        fill(t, 0, 300);
        let first = t.ledger.checkpoint_now().unwrap();
        fill(t, 1_000, 400);
        assert!(matches!(t.ledger.prove("hq", &[301]), Err(CheckpointError::NotCovered(301))));
        let second = t.ledger.checkpoint_now().unwrap();
        let all = hashes(t);
        let proved = t.ledger.prove("hq", &[650, 3, 299, 4]).unwrap();
        let own: Vec<Hash> = proved.proof.positions.iter().map(|p| all[*p as usize]).collect();
        assert_eq!(proved.proof.positions, [2, 3, 298, 649]);
        assert_eq!((proved.check(&own), &proved.checkpoint), (Ok(()), &second));
        assert!(proved.check(&[own[1], own[0], own[2], own[3]]).is_err());
        let growth = t.ledger.prove_growth("hq", 300, 700).unwrap();
        assert_eq!(tree::check_growth((300, first.root), (700, second.root), &growth), Ok(()));
        assert!(matches!(t.ledger.prove(POST, &[1]), Err(CheckpointError::NotOurs(_))));
        assert!(matches!(t.ledger.prove("hq", &[0]), Err(CheckpointError::NotCovered(0))));
        assert!(matches!(t.ledger.prove_growth("hq", 1, 701), Err(CheckpointError::Cut { .. })));
    });
}

/// Entries with invented hashes, written as fast as the engine takes them: only the tree looks at them.
fn invented(t: &TestLedger, epoch: i64, first: i64, n: i64) {
    const COLUMNS: &str = "'pan', 'hq', $1, $2, $3, $3, $4, 'note', 'closed', 1, $4, 'r', 'o', 0, 0, null, $5, 'k', $5, $5, null, $6";
    let sql =
        format!("insert into ledger_entry ({}, arrival) values ({COLUMNS})", crate::door::ENTRY_COLUMNS);
    let before = ask(&t.place, "select count(*) as n from ledger_entry")[0].int("n").unwrap();
    let step = |sequence: i64| {
        let mut hash = [0u8; 32];
        hash[..8].copy_from_slice(&sequence.to_be_bytes());
        hash[8..16].copy_from_slice(&epoch.to_be_bytes());
        let nothing = Vec::<u8>::new();
        let arrival = before + sequence - first + 1;
        Step::new(sql.clone(), params![epoch, sequence, hash.to_vec(), uuid::Uuid::nil(), nothing, arrival])
    };
    let steps: Vec<Step> = (first..first + n).map(step).collect();
    t.ledger.write(|tx| tx.connection.execute_all(&steps)).unwrap();
}

#[test]
fn a_tree_of_three_stored_levels_gives_the_same_roots_and_proofs() {
    let t = lite(schema());
    invented(&t, 1, 1, 66_000);
    let first = t.ledger.checkpoint_now().unwrap();
    invented(&t, 1, 66_001, 700);
    let second = t.ledger.checkpoint_now().unwrap();
    let all = hashes(&t);
    assert_eq!((first.root, second.root), (root_over(&all[..66_000]), root_over(&all)));
    let stored = ask(&t.place, "select level, count(*) as n from ledger_node group by level order by level");
    let stored: Vec<(i64, i64)> =
        stored.iter().map(|r| (r.int("level").unwrap(), r.int("n").unwrap())).collect();
    assert_eq!(stored, [(8, 260), (16, 1)]);
    let random = SeededRandom::new(4);
    for _ in 0..12 {
        let old = random.below(66_701);
        let growth = t.ledger.prove_growth("hq", old, 66_700).unwrap();
        let before = root_over(&all[..old as usize]);
        assert_eq!(tree::check_growth((old, before), (66_700, second.root), &growth), Ok(()), "from {old}");
        let picks: Vec<i64> = (0..5).map(|_| random.below(66_700) as i64 + 1).collect();
        let proved = t.ledger.prove("hq", &picks).unwrap();
        let own: Vec<Hash> = proved.proof.positions.iter().map(|p| all[*p as usize]).collect();
        assert_eq!(proved.check(&own), Ok(()));
    }
    // Nodes are only remembered: without them everything is the same, only slower.
    raw(&t.place, "delete from ledger_node where position > 100");
    let growth = t.ledger.prove_growth("hq", 66_000, 66_700).unwrap();
    assert_eq!(tree::check_growth((66_000, first.root), (66_700, second.root), &growth), Ok(()));
    t.ledger.checkpoint_now().unwrap();
    assert_eq!(ask(&t.place, "select 1 as x from ledger_node").len(), 261);
}

#[test]
fn a_new_epoch_goes_on_from_the_copy_and_leaves_what_the_lost_machine_wrote_aside() {
    let t = lite(schema());
    invented(&t, 1, 1, 300);
    let copied = hashes(&t);
    // A restored copy of 280 entries went on in epoch 2; later the lost twenty came back from a post.
    invented(&t, 2, 281, 50);
    raw(&t.place, "update ledger_site set epoch = 2");
    let made = t.ledger.checkpoint_now().unwrap();
    let line: Vec<Hash> = copied[..280].iter().chain(&hashes(&t)[300..]).copied().collect();
    assert_eq!((made.size, made.root, made.origin.epoch), (330, root_over(&line), 2));
    let proved = t.ledger.prove("hq", &[281]).unwrap();
    assert_eq!(proved.check(&[hashes(&t)[300]]), Ok(()));
    let core = t.ledger.core();
    let lost = Origin { tenant: "pan".into(), site: "hq".into(), epoch: 1 };
    let lost = Checkpoint::sign(lost, 300, root_over(&copied), &core.keys).unwrap();
    let key = core.keys.public_key();
    let kept = t.ledger.accept_checkpoint("hq", &key, lost.note().as_bytes(), None).unwrap();
    assert!(!kept.fork, "it tells of what was lost");
    let both_epochs = t.ledger.checkpoint_now().unwrap();
    assert_eq!(both_epochs, made);
}

#[test]
fn a_copy_that_was_restored_twice_goes_on_once() {
    let t = lite(schema());
    invented(&t, 1, 1, 300);
    let copied = hashes(&t);
    // Two machines went on from the same copy of 280 entries, one after the other.
    invented(&t, 2, 281, 3);
    invented(&t, 3, 281, 50);
    raw(&t.place, "update ledger_site set epoch = 3");
    let made = t.ledger.checkpoint_now().unwrap();
    let line: Vec<Hash> = copied[..280].iter().chain(&hashes(&t)[303..]).copied().collect();
    assert_eq!((made.size, made.root), (330, root_over(&line)));
}

#[test]
fn a_log_that_was_cut_or_whose_nodes_were_altered_is_told() {
    both(schema, |t| {
        fill(t, 0, 300);
        let signed = t.ledger.checkpoint_now().unwrap();
        let told = |spoil: &str, mend: &str, word: &str| {
            raw(&t.place, spoil);
            let why = t.ledger.verify(|_| ()).expect_err(spoil).to_string();
            assert!(why.contains(word), "{spoil}: {why}");
            raw(&t.place, mend);
            t.ledger.verify(|_| ()).expect(mend);
        };
        let other = if matches!(t.place, Place::Sqlite(_)) { "x'00'" } else { "'\\x00'" };
        raw(
            &t.place,
            "create table keep as select * from ledger_entry; create table nodes as select * from ledger_node; create table signed as select * from ledger_checkpoint",
        );
        let nodes = "delete from ledger_node; insert into ledger_node select * from nodes";
        told(
            "update ledger_node set hash = (select hash from ledger_entry where sequence = 9)",
            nodes,
            "node",
        );
        told("update ledger_node set position = 7", nodes, "nodes are stored of a tree that is not there");
        let mend = "delete from ledger_checkpoint; insert into ledger_checkpoint select * from signed";
        told("update ledger_checkpoint set size = 299", mend, "not the one that was signed");
        told("update ledger_checkpoint set size = 301", mend, "301 entries were signed and 300 are there");
        told(&format!("update ledger_checkpoint set signature = {other}"), mend, "signature");
        told("update ledger_checkpoint set epoch = 2", mend, "signature");
        // Somebody cuts the tail and sets the end of the log back, so that the chain itself holds.
        raw(
            &t.place,
            "delete from ledger_entry where sequence > 290; update ledger_site set next_sequence = 291, \
             last_hash = (select hash from keep where sequence = 290); delete from ledger_record",
        );
        let why = t.ledger.verify(|_| ()).unwrap_err().to_string();
        assert!(why.contains("300 entries were signed and 290 are there"), "{why}");
        assert!(matches!(t.ledger.checkpoint_now(), Err(CheckpointError::Cut { signed: 300, there: 290 })));
        // … and goes on writing something else.
        fill(t, 5_000, 20);
        assert!(matches!(t.ledger.checkpoint_now(), Err(CheckpointError::Rewritten(300))));
        assert!(t.ledger.verify(|_| ()).is_err());
        assert_eq!(t.ledger.checkpoints("hq").unwrap(), [signed]);
    });
}

fn knows(hq: &TestLedger, post: &TestLedger) {
    let key = post.ledger.keys().public_key();
    let insert = "insert into ledger_site (tenant, site, epoch, next_sequence, last_hash, last_at, last_counter, \
         touched, public_key) values ('pan', $1, 1, 1, $2, 0, 0, 0, $3)";
    let row = params![post.ledger.site(), Hash::ZERO.0.to_vec(), key];
    hq.ledger.write(|tx| tx.connection.execute(insert, &row)).unwrap();
}

fn hand_over(from: &TestLedger, to: &TestLedger, known: Option<u64>) -> Result<Checkpoint, CheckpointError> {
    let made = from.ledger.checkpoint_now().unwrap();
    let growth = known.map(|known| from.ledger.prove_growth(POST, known, made.size).unwrap());
    let key = from.ledger.keys().public_key();
    to.ledger.accept_checkpoint(POST, &key, made.note().as_bytes(), growth.as_deref())
}

#[test]
fn two_sites_sign_each_others_checkpoints() {
    both(schema, |hq| {
        let post = lite_of(schema(), POST, &POST_ROOT);
        knows(hq, &post);
        knows(&post, hq);
        fill(&post, 0, 30);
        let taken = hand_over(&post, hq, None).unwrap();
        let cosigned = hq.ledger.counter_sign(&taken).unwrap();
        assert_eq!(cosigned.cosignatures.len(), 1);
        assert_eq!(hq.ledger.counter_sign(&cosigned).unwrap(), cosigned, "once is enough");
        // It goes back and is kept there beside the post's own.
        let key = post.ledger.keys().public_key();
        let back = post.ledger.accept_checkpoint(POST, &key, cosigned.note().as_bytes(), None).unwrap();
        assert_eq!(back.note(), cosigned.note());
        assert_eq!(post.ledger.checkpoints(POST).unwrap(), [cosigned]);
        fill(&post, 100, 9);
        let unlinked = hand_over(&post, hq, None);
        assert!(matches!(unlinked, Err(CheckpointError::Unlinked { known: 30, size: 39 })), "{unlinked:?}");
        assert_eq!(hand_over(&post, hq, Some(30)).unwrap().size, 39);
        assert_eq!(hq.ledger.checkpoints(POST).unwrap().len(), 2);
        assert_eq!(post.ledger.verify(|_| ()).unwrap().checkpoints, 2);
        hq.ledger.verify(|_| ()).unwrap();
        let stranger = Checkpoint::sign(back.origin.clone(), 5, back.root, hq.ledger.keys()).unwrap();
        assert!(matches!(hq.ledger.counter_sign(&stranger), Err(CheckpointError::Unknown)));
        let posing = hq.ledger.accept_checkpoint(POST, &key, stranger.note().as_bytes(), None);
        assert!(matches!(posing, Err(CheckpointError::NotACheckpoint(NotACheckpoint::Unsigned))));
    });
}

#[test]
fn a_cloned_machine_is_told_as_a_fork_and_both_checkpoints_are_kept() {
    both(schema, |hq| {
        let post = lite_of(schema(), POST, &POST_ROOT);
        let clone = lite_of(schema(), POST, &POST_ROOT);
        knows(hq, &post);
        fill(&post, 0, 30);
        fill(&clone, 0, 30);
        hand_over(&post, hq, None).unwrap();
        // The same number of other entries (their nonces differ already).
        let same_size = hand_over(&clone, hq, None);
        assert!(matches!(same_size, Err(CheckpointError::Fork { kept_size: 30, new_size: 30, .. })));
        fill(&clone, 100, 5);
        let longer = hand_over(&clone, hq, Some(30));
        assert!(matches!(&longer, Err(CheckpointError::Fork { site, new_size: 35, .. }) if site == POST));
        let again = hand_over(&clone, hq, None);
        assert!(matches!(again, Err(CheckpointError::Fork { .. })), "{again:?}");
        let kept = hq.ledger.checkpoints(POST).unwrap();
        assert_eq!(kept.iter().filter(|k| k.fork).count(), 2);
        assert_eq!(kept.len(), 3);
        let forked = kept.iter().find(|k| k.fork).unwrap();
        assert!(matches!(hq.ledger.counter_sign(forked), Err(CheckpointError::Unknown)));
        // The machine itself meets its clone's checkpoint and says the same; its own log still verifies.
        let met = hand_over(&clone, &post, None);
        assert!(matches!(met, Err(CheckpointError::Fork { .. })), "{met:?}");
        let verified = post.ledger.verify(|_| ()).unwrap();
        assert_eq!((verified.checkpoints, verified.forks), (1, 1));
        fill(&post, 200, 1);
        hand_over(&post, hq, Some(30)).unwrap();
    });
}

#[test]
fn what_another_site_sent_in_parts_is_checked_entry_by_entry() {
    both(schema, |hq| {
        fill(hq, 900, 3);
        let post = lite_of(schema(), POST, &POST_ROOT);
        fill(&post, 0, 10);
        knows(hq, &post);
        let sql =
            format!("select {} from ledger_entry where sequence in (2, 5, 9)", crate::door::ENTRY_COLUMNS);
        let places: Vec<String> = (1..=22).map(|n| format!("${n}")).collect();
        let insert = format!(
            "insert into ledger_entry ({}, arrival) values ({})",
            crate::door::ENTRY_COLUMNS,
            places.join(", ")
        );
        for (came, row) in (4i64..).zip(ask(&post.place, &sql)) {
            let (entry, hash) = crate::door::stored(&row).unwrap();
            let e = &entry;
            let values = params![
                e.tenant.as_str(),
                e.site.as_str(),
                e.epoch,
                e.sequence,
                hash.0.to_vec(),
                e.previous.0.to_vec(),
                e.record,
                e.record_kind.as_str(),
                e.kind.as_str(),
                e.version,
                e.account,
                e.role.as_str(),
                e.office.as_str(),
                e.at,
                e.counter,
                e.stated.clone(),
                e.parents.clone(),
                e.key_id.as_str(),
                e.commitment.clone(),
                e.sealed.clone(),
                e.body_hash.map(|h| h.0.to_vec()),
                came
            ];
            hq.ledger.write(|tx| tx.connection.execute(&insert, &values)).unwrap();
        }
        assert_eq!(hq.ledger.verify(|_| ()).unwrap().entries, 6);
        raw(&hq.place, "update ledger_entry set office = 'x' where site = 'paso-canoas' and sequence = 9");
        let why = hq.ledger.verify(|_| ()).unwrap_err().to_string();
        assert!(why.contains("entry paso-canoas/1/9") && why.contains("altered"), "{why}");
    });
}
