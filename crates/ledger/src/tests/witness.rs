//! What sites prove to one another at a contact: each signs what it has seen of the other, a copy is told and never signed,
//! and a post can show that everything it was lent is here and is what headquarters signed.

use super::exchange::{Map, Site, clock, copied, meet, two};
use super::{id, schema};
use crate::bundle::part::ProvenPart;
use crate::testing::{self, TestLedger, ask, both, introduce, lite_of, raw};
use crate::*;

fn witness(site: &Site) -> Witness {
    site.ledger().witnesses().unwrap().remove(0)
}

fn kinds(site: &Site) -> Vec<String> {
    site.ledger().alarms().unwrap().into_iter().map(|alarm| alarm.kind).collect()
}

#[test]
fn each_site_signs_the_others_newest_checkpoint_at_a_contact() {
    let (hub, post, map, _) = two();
    for n in 1..30 {
        map.may("paso", id(n), true);
        post.says(id(n), "una línea");
        hub.says(id(100 + n), "de la sede");
    }
    for round in 1..4u64 {
        meet(&post, &hub, &map);
        let (at_hub, at_post) = (witness(&hub), witness(&post));
        let size = 28 + round;
        let seen = at_hub.theirs.unwrap();
        assert_eq!((seen.size, seen.is_signed), (size, true));
        assert_eq!(
            at_post.ours.as_ref().map(|ours| (ours.size, &ours.short_code)),
            Some((size, &seen.short_code))
        );
        assert!(at_post.theirs.as_ref().is_some_and(|theirs| theirs.is_signed));
        assert_eq!(at_hub.ours.map(|ours| ours.short_code), at_post.theirs.map(|theirs| theirs.short_code));
        // Nothing is left to say.
        let quiet = hub.takes(&post.frame(&hub, &map), &map);
        assert_eq!((quiet.proofs, quiet.entries_known), (0, 0));
        post.says(id(1), "otra");
    }
    for site in [&hub, &post] {
        assert_eq!(kinds(site), Vec::<String>::new());
        site.holds();
    }
    // The growth is kept, and looked at.
    raw(&hub.test.place, "update ledger_growth set path = zeroblob(64)");
    let told = hub.ledger().verify(|_| ()).unwrap_err().to_string();
    assert!(told.contains("does not follow"), "{told}");
}

#[test]
fn the_checkpoint_of_a_copy_is_told_kept_and_never_signed() {
    let (hub, post, map, clock) = two();
    map.may("paso", id(2), true);
    post.says(id(2), "una línea");
    meet(&post, &hub, &map);
    let copy = copied(&post, &clock);
    post.says(id(2), "de la primera");
    meet(&post, &hub, &map);
    // Of a record that is not urgent, so that what it says of its log goes the same way.
    // Places of the copy's lanes that are known are passed over; it goes on where they are not.
    for _ in 0..40 {
        copy.says(id(2), "de la segunda");
    }
    for _ in 0..4 {
        hub.takes(&copy.frame(&hub, &map), &map);
        let _ = copy.ledger().take_frame(&hub.frame(&copy, &map), &map);
    }
    assert!(kinds(&hub).contains(&"split".to_owned()), "{:?}", kinds(&hub));
    let kept = hub.ledger().checkpoints("paso").unwrap();
    let forked: Vec<&Checkpoint> = kept.iter().filter(|kept| kept.fork).collect();
    assert_eq!(forked.len(), 1);
    assert!(forked[0].cosignatures.is_empty(), "a contradiction is never signed");
}

/// Headquarters on either database lends to a post, and the other way round.
fn lent(test: impl Fn(&TestLedger, &TestLedger)) {
    both(schema, |hub| test(hub, &lite_of(schema(), "paso", &[2; 32])));
    both(schema, |post| test(&lite_of(schema(), "sede", &[2; 32]), post));
}

#[test]
fn what_a_post_was_lent_is_proved_again_from_its_files_alone() {
    lent(|hub, post| {
        introduce(&hub.ledger, &post.ledger);
        for n in 1..60 {
            super::write(hub, id(n), "de la sede").unwrap();
        }
        let scope: Vec<_> = (1..60).step_by(3).map(id).collect();
        testing::meet(&hub.ledger, &post.ledger, &scope);
        super::write(hub, id(4), "otra").unwrap();
        super::write(post, id(7), "del puesto").unwrap();
        testing::meet(&hub.ledger, &post.ledger, &scope);
        let proved = post.ledger.verify(|_| ()).unwrap();
        assert_eq!((proved.lent, proved.manifest), (21, Some(21)));
        let here = &post.ledger.witnesses().unwrap()[0];
        assert_eq!(
            (here.manifest, here.records, here.entries, here.proved),
            (ManifestOutcome::Same, 20, 21, 21)
        );
        assert_eq!(hub.ledger.verify(|_| ()).unwrap().manifest, None, "headquarters was lent nothing");
        assert!(post.ledger.alarms().unwrap().is_empty() && hub.ledger.alarms().unwrap().is_empty());
        spoiled(post, hub.ledger.site());
    });
}

/// What the two checkers say of a file; where they disagree, the test ends.
fn judged(file: &[u8], trusted: &[String]) -> Result<ProvenPart, String> {
    let ours = bundle::part::check(&mut &file[..], trusted).map_err(|e| e.to_string());
    let theirs = verifier::judge_part(&mut &file[..], trusted).map_err(|e| e.to_string());
    let theirs = theirs.map(|v| ProvenPart {
        tenant: v.tenant,
        holder: v.holder,
        entries: v.entries,
        checkpoints: v.checkpoints,
        cosignatures: v.cosignatures,
        links: v.links,
        manifest: v.manifest,
        keys: v.keys,
    });
    match (&ours, &theirs) {
        (Ok(a), Ok(b)) => assert_eq!(a, b),
        (Err(_), Err(_)) => {}
        _ => panic!("the checkers disagree: {ours:?} and {theirs:?}\n{}", String::from_utf8_lossy(file)),
    }
    ours
}

#[test]
fn both_checkers_agree_on_the_file_of_what_a_post_was_lent_and_refuse_any_other() {
    lent(|hub, post| {
        introduce(&hub.ledger, &post.ledger);
        let scope: Vec<_> = (1..9).map(id).collect();
        for round in 0..3 {
            for n in 1..14 {
                super::write(hub, id(n), &format!("de la sede {round}")).unwrap();
            }
            super::write(post, id(20 + round), "del puesto").unwrap();
            testing::meet(&hub.ledger, &post.ledger, &scope);
        }
        let mut file = Vec::new();
        let proven = post.ledger.export_lent(&mut file).unwrap();
        assert_eq!((proven.entries, proven.manifest), (24, Some(24)));
        assert!(proven.links > 0 && proven.cosignatures > 0, "{proven:?}");
        assert_eq!(judged(&file, &proven.keys).as_ref(), Ok(&proven));
        let stranger = NoteKey { name: "ceiba/pan/hq/1".into(), public_key: vec![1; 32] }.text();
        assert!(judged(&file, &[stranger]).is_err());
        for at in (0..file.len()).step_by(31) {
            let mut bent = file.clone();
            bent[at] ^= 1 << (at % 8);
            assert!(judged(&bent, &[]).is_err(), "byte {at}");
        }
        let lines: Vec<&[u8]> = file.split_inclusive(|b| *b == b'\n').collect();
        for gone in 0..lines.len() {
            let mut fewer = lines.clone();
            fewer.remove(gone);
            // The post itself makes another seal over what is left.
            let left = resealed(post, &fewer);
            assert!(judged(&fewer.concat(), &[]).is_err(), "line {gone}");
            // It may say less of how checkpoints follow one another, or have no manifest; nothing else may be left out.
            let may_go = [&b"{\"manifest\""[..], b"{\"growth\"", b"{\"seal\""];
            let may_go = may_go.iter().any(|kind| lines[gone].starts_with(kind));
            assert_eq!(judged(&left, &[]).is_ok(), may_go, "line {gone}");
        }
    });
}

/// The lines with a seal of the holder that fits them.
fn resealed(post: &TestLedger, lines: &[&[u8]]) -> Vec<u8> {
    let is_seal = |line: &&&[u8]| line.starts_with(b"{\"seal\"");
    let kept: Vec<&[u8]> = lines.iter().filter(|line| !is_seal(line)).copied().collect();
    let mut out = kept.concat();
    bundle::part::seal(&post.ledger, kept.len() as u64, &mut out);
    out
}

/// Whatever is dropped or altered of what was lent is told.
fn spoiled(post: &TestLedger, hub: &str) {
    let told = |spoil: &str, word: &str| {
        raw(&post.place, &format!("create table was as select * from ledger_entry; {spoil}"));
        let why = post.ledger.verify(|_| ()).map(|_| ()).map_err(|e| e.to_string());
        assert!(why.as_ref().is_err_and(|why| why.contains(word)), "{spoil}: {why:?}");
        raw(
            &post.place,
            "delete from ledger_entry; insert into ledger_entry select * from was; drop table was",
        );
        post.ledger.verify(|_| ()).unwrap();
    };
    // The last that came: its place in the order of coming leaves no gap.
    let last = "select max(arrival) from ledger_entry";
    told(&format!("delete from ledger_entry where arrival = ({last})"), "");
    // Somebody renumbers what came, so that nothing is missing there.
    let fourth = format!("select arrival from ledger_entry where site = '{hub}' and sequence = 4");
    let at = ask(&post.place, &fourth)[0].int("arrival").unwrap();
    let drop = format!(
        "delete from ledger_entry where arrival = {at}; \
         update ledger_entry set arrival = -arrival where arrival > {at}; \
         update ledger_entry set arrival = -arrival - 1 where arrival < 0"
    );
    told(&drop, "was proved in its log and is not here");
    let other = if matches!(post.place, Place::Sqlite(_)) { "x'0011'" } else { "'\\x0011'" };
    for (column, table, word) in
        [("proof", "ledger_exhibit", "does not hold"), ("signature", "ledger_checkpoint", "signature")]
    {
        let keep =
            format!("create table kept as select * from {table}; update {table} set {column} = {other}");
        raw(&post.place, &keep);
        let why = post.ledger.verify(|_| ()).unwrap_err().to_string();
        assert!(why.contains(word), "{table}: {why}");
        raw(
            &post.place,
            &format!("delete from {table}; insert into {table} select * from kept; drop table kept"),
        );
    }
    post.ledger.verify(|_| ()).unwrap();
}

#[test]
fn a_post_that_lost_what_it_was_lent_is_told_at_the_next_contact() {
    let (hub, post, map, _) = two();
    for n in 1..5 {
        hub.says(id(n), "de la sede");
        map.may("paso", id(n), true);
    }
    meet(&post, &hub, &map);
    assert_eq!(witness(&post).manifest, ManifestOutcome::Same);
    raw(&post.test.place, "delete from ledger_entry where sequence = 4");
    hub.says(id(1), "algo nuevo");
    meet(&post, &hub, &map);
    assert_eq!(
        (witness(&post).manifest, kinds(&post)),
        (ManifestOutcome::Differs, vec!["lacking".to_owned()])
    );
}

#[test]
fn what_a_third_site_wrote_is_proved_against_its_own_log() {
    let clock = clock();
    let (hub, post, other) =
        (Site::new("hq", 1, &clock), Site::new("paso", 2, &clock), Site::new("guabito", 3, &clock));
    let map = Map::default();
    for post in [&post, &other] {
        hub.knows(post, PeerStanding::Post);
        post.knows(&hub, PeerStanding::Hub);
        map.may(post.name, id(1), true);
    }
    other.says(id(1), "de guabito");
    for n in 20..40 {
        map.may("guabito", id(n), true);
        other.says(id(n), "solo de guabito");
    }
    for _ in 0..2 {
        meet(&other, &hub, &map);
        meet(&post, &hub, &map);
    }
    let proved = post.ledger().verify(|_| ()).unwrap();
    assert_eq!((proved.lent, proved.manifest), (1, Some(1)));
    let vouched = post.ledger().checkpoints("guabito").unwrap();
    assert!(vouched.iter().any(|k| k.size == 21 && k.cosignatures.len() == 1), "{vouched:?}");
    for site in [&hub, &post, &other] {
        assert_eq!(kinds(site), Vec::<String>::new());
        site.holds();
    }
}

#[test]
fn a_log_that_was_cut_is_told_and_the_line_goes_on() {
    let (hub, post, map, _) = two();
    for n in 1..6 {
        post.says(id(n), "una línea");
        map.may("paso", id(n), true);
    }
    meet(&post, &hub, &map);
    raw(&post.test.place, "update ledger_checkpoint set root = zeroblob(32) where site = 'paso'");
    post.says(id(9), "después");
    hub.says(id(2), "de la sede");
    meet(&post, &hub, &map);
    assert!(kinds(&post).contains(&"rewritten".to_owned()), "{:?}", kinds(&post));
    assert_eq!(hub.lines(id(9)).unwrap(), ["después"], "entries travel all the same");
    assert_eq!(post.lines(id(2)).unwrap().len(), 2);
}
