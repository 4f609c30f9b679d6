//! The exported file before both checkers: over random logs, and over files with one thing bent, gone or moved.

use super::*;
use crate::testing::{TestLedger, both, lite, lite_of};
use crate::tests::{Note as Line_, Said, id, schema, stamp};
use kernel::SeededRandom;

type Judged = Result<Proven, String>;

/// What the two checkers say; where they disagree, the test ends.
fn judged(file: &[u8], trusted: &[String]) -> Judged {
    let ours = check(&mut &file[..], trusted).map_err(|e| e.to_string());
    let theirs = verifier::judge(&mut &file[..], trusted).map_err(|e| e.to_string());
    let theirs = theirs.map(|v| Proven {
        tenant: v.tenant,
        site: v.site,
        entries: v.entries,
        checkpoints: v.checkpoints,
        cosignatures: v.cosignatures,
        root: v.root,
        short_code: v.short_code,
        keys: v.keys,
    });
    match (&ours, &theirs) {
        (Ok(a), Ok(b)) => assert_eq!(a, b),
        (Err(_), Err(_)) => {}
        _ => panic!("the checkers disagree: {ours:?} and {theirs:?}\n{}", String::from_utf8_lossy(file)),
    }
    ours
}

/// A log of some entries on some notes with checkpoints in between, all of them signed by another site.
fn grow(t: &TestLedger, random: &SeededRandom, entries: u64) {
    let post = lite_of(schema(), "paso-canoas", &[7; 32]);
    let greet = |t: &TestLedger, site: &str, key: Vec<u8>| {
        let sql = "insert into ledger_site (tenant, site, epoch, next_sequence, last_hash, last_at, last_counter, \
             touched, public_key) values ('pan', $1, 1, 1, $2, 0, 0, 0, $2)";
        t.ledger.write(|tx| tx.connection.execute(sql, &params![site, key])).unwrap();
    };
    greet(&post, "hq", t.ledger.keys().public_key());
    greet(t, "paso-canoas", post.ledger.keys().public_key());
    let mut known = None;
    for n in 0..entries {
        let record = id(u128::from(random.below(1 + entries / 3)));
        let said = [Said::Written { line: "ñ\"\\/\u{7f} ".repeat(random.below(9) as usize) }];
        t.ledger
            .write(|tx| match crate::Load::load::<Line_>(tx, record)? {
                Some(seen) => tx.append(&seen, &stamp(), &said),
                None => tx.create(record, &stamp(), &said),
            })
            .unwrap();
        if random.below(12) == 0 || n + 1 == entries {
            let made = t.ledger.checkpoint_now().unwrap();
            let growth = known.map(|known| t.ledger.prove_growth("hq", known, made.size).unwrap());
            let key = t.ledger.keys().public_key();
            let note = made.note();
            let taken =
                post.ledger.accept_checkpoint("hq", &key, note.as_bytes(), growth.as_deref()).unwrap();
            let signed = post.ledger.counter_sign(&taken).unwrap();
            t.ledger.accept_checkpoint("hq", &key, signed.note().as_bytes(), None).unwrap();
            known = Some(made.size);
        }
    }
}

fn exported(t: &TestLedger) -> (Vec<u8>, Proven) {
    let mut file = Vec::new();
    let proven = t.ledger.export_proof(&mut file).unwrap();
    (file, proven)
}

#[test]
fn both_checkers_agree_that_random_logs_prove_themselves() {
    let random = SeededRandom::new(11);
    for entries in [0, 1, 2, 7, 64, 150] {
        both(schema, |t| {
            grow(t, &random, entries);
            let (file, proven) = exported(t);
            assert_eq!(judged(&file, &[]).as_ref(), Ok(&proven));
            assert_eq!(proven.entries, entries);
            assert_eq!(proven.cosignatures, if entries == 0 { 0 } else { proven.checkpoints });
            assert_eq!(judged(&file, &proven.keys).as_ref(), Ok(&proven));
            let stranger = NoteKey { name: "ceiba/pan/hq/1".into(), public_key: vec![1; 32] }.text();
            assert!(judged(&file, &[stranger]).is_err(), "a key from elsewhere must be the one that signed");
        });
    }
}

/// One thing bent, gone or moved: a byte, a run of bytes, a line, two lines.
fn spoiled(file: &[u8], random: &SeededRandom) -> Vec<u8> {
    let at = |n: usize| random.below(n as u64) as usize;
    let mut bent = file.to_vec();
    let mut lines: Vec<Vec<u8>> = file.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    match random.below(10) {
        0..4 => {
            let at = at(bent.len());
            bent[at] ^= 1 << random.below(8);
            return bent;
        }
        4 => {
            let at = at(bent.len());
            bent[at] = random.below(256) as u8;
            return bent;
        }
        5 => {
            bent.remove(at(file.len()));
            return bent;
        }
        6 => {
            let b = random.below(256) as u8;
            bent.insert(at(file.len() + 1), b);
            return bent;
        }
        7 => {
            bent.truncate(at(file.len()));
            return bent;
        }
        8 => drop(lines.remove(at(lines.len()))),
        _ => {
            let (a, b) = (at(lines.len()), at(lines.len()));
            if random.below(3) == 0 { lines.insert(a, lines[b].clone()) } else { lines.swap(a, b) }
        }
    }
    lines.concat()
}

#[test]
fn one_thousand_spoiled_files_are_told_by_both() {
    let random = SeededRandom::new(5);
    let t = lite(schema());
    grow(&t, &random, 60);
    let (file, _) = exported(&t);
    let mut spoils = 0;
    while spoils < 1_000 {
        let bent = spoiled(&file, &random);
        if bent != file {
            assert!(judged(&bent, &[]).is_err(), "{}", String::from_utf8_lossy(&bent));
            spoils += 1;
        }
    }
}

#[test]
fn no_single_bit_of_the_file_is_without_a_meaning() {
    let t = lite(schema());
    grow(&t, &SeededRandom::new(6), 3);
    let (file, _) = exported(&t);
    for at in 0..file.len() {
        let mut bent = file.clone();
        bent[at] ^= 1 << (at % 8);
        assert!(judged(&bent, &[]).is_err(), "byte {at}");
    }
}

/// The file with a new seal by the site's own key, as somebody who stole it would write it.
fn sealed_again(lines: &[&[u8]], t: &TestLedger) -> Vec<u8> {
    let body = lines.concat();
    let text = seal_text(lines.len() as u64, &digest::digest(&digest::SHA256, &body));
    let signature = t.ledger.keys().sign(text.as_bytes());
    let key = t.ledger.checkpoint_now().unwrap().key();
    let note = Note { text, signatures: vec![NoteSignature::of(&key, &signature)] }.to_text();
    let mut all = body;
    all.extend(serde_json::to_vec(&Part::Seal(note)).unwrap());
    all.push(b'\n');
    all
}

#[test]
fn a_thief_of_the_key_cannot_alter_an_entry_that_was_signed_for() {
    let random = SeededRandom::new(9);
    let t = lite(schema());
    grow(&t, &random, 40);
    let (file, proven) = exported(&t);
    let whole: Vec<&[u8]> = file.split_inclusive(|b| *b == b'\n').collect();
    let whole = &whole[..whole.len() - 1];
    assert_eq!(judged(&sealed_again(whole, &t), &[]), Ok(proven));
    let first = whole.iter().position(|line| line.starts_with(b"{\"entry\"")).unwrap();
    for n in 0..600u64 {
        let mut lines = whole.to_vec();
        let at = first + random.below((whole.len() - first) as u64) as usize;
        let bent = match n % 3 {
            0 => spoiled(whole[at], &random),
            1 => Vec::new(),
            _ => whole[first + random.below((whole.len() - first) as u64) as usize].to_vec(),
        };
        if bent != whole[at] {
            lines[at] = &bent;
            assert!(judged(&sealed_again(&lines, &t), &[]).is_err(), "line {at}");
        }
    }
    // Whatever is done to any line: the two agree.
    for _ in 0..400 {
        let at = random.below(whole.len() as u64) as usize;
        let (mut lines, bent) = (whole.to_vec(), spoiled(whole[at], &random));
        lines[at] = &bent;
        let _ = judged(&sealed_again(&lines, &t), &[]);
    }
}

#[test]
fn any_bytes_are_judged_without_harm() {
    let random = SeededRandom::new(3);
    for _ in 0..2_000 {
        let n = random.below(300);
        let bytes: Vec<u8> = (0..n).map(|_| random.below(256) as u8).collect();
        assert!(judged(&bytes, &[]).is_err());
        let opened = [
            b"{\"bundle\":{\"form\":\"ceiba-proof/1\",\"tenant\":\"pan\",\"site\":\"hq\"}}\n",
            bytes.as_slice(),
        ];
        assert!(judged(&opened.concat(), &[]).is_err());
    }
}
