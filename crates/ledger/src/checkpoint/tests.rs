//! Checkpoints: as others write them, signed by whom they must be, and read without harm.

use super::*;
use proptest::prelude::*;

fn keys(n: u8) -> KeyFile {
    KeyFile::from_root(&[n; 32]).unwrap()
}

fn origin() -> Origin {
    Origin { tenant: "pan".into(), site: "paso-canoas".into(), epoch: 3 }
}

fn signed() -> Checkpoint {
    let mut made = Checkpoint::sign(origin(), 48_211, Hash([9; 32]), &keys(1)).unwrap();
    let key = NoteKey { name: cosigner_name("pan", "hq"), public_key: keys(2).public_key() };
    let signature = keys(2).sign(made.text().as_bytes());
    made.cosignatures.push(Cosignature { key, signature });
    made
}

fn open(bytes: &[u8]) -> Result<Checkpoint, NotACheckpoint> {
    let others = [signed().cosignatures[0].key.clone()];
    Checkpoint::open(bytes, "pan", "paso-canoas", &keys(1).public_key(), &others)
}

#[test]
fn a_checkpoint_is_three_lines_and_two_signatures_and_reads_back() {
    let note = signed().note();
    let lines: Vec<&str> = note.lines().collect();
    assert_eq!(
        lines[..3],
        ["ceiba/pan/paso-canoas/3", "48211", "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk="]
    );
    assert!(lines[3].is_empty() && lines[4].starts_with("— ceiba/pan/paso-canoas/3 "));
    assert!(lines[5].starts_with("— ceiba/pan/hq ") && lines.len() == 6);
    assert_eq!(open(note.as_bytes()), Ok(signed()));
    assert!(signed().holds());
    // Without knowing the other site, its line is passed over, as the format asks.
    let alone = Checkpoint::open(note.as_bytes(), "pan", "paso-canoas", &keys(1).public_key(), &[]).unwrap();
    assert_eq!((alone.size, alone.cosignatures.len()), (48_211, 0));
}

#[test]
fn only_the_site_itself_speaks_for_its_log() {
    let note = signed().note();
    let with = |tenant: &str, site: &str, key: u8| {
        Checkpoint::open(note.as_bytes(), tenant, site, &keys(key).public_key(), &[]).unwrap_err()
    };
    assert_eq!(with("cri", "paso-canoas", 1), NotACheckpoint::Origin);
    assert_eq!(with("pan", "hq", 1), NotACheckpoint::Origin);
    assert_eq!(with("pan", "paso-canoas", 2), NotACheckpoint::Unsigned);
    let (text, lines) = note.split_once("\n\n").unwrap();
    let own = lines.lines().next().unwrap();
    let twice = format!("{text}\n\n{own}\n{own}\n");
    assert!(matches!(open(twice.as_bytes()), Err(NotACheckpoint::FalseSignature(_))));
    for other in ["48212", "048211", "+48211", "-1", "48211\nmore", "18446744073709551616", ""] {
        assert!(open(note.replace("48211", other).as_bytes()).is_err(), "{other:?}");
    }
}

#[test]
fn names_that_would_make_one_log_look_like_another_are_refused() {
    for (tenant, site) in [("pan", "a/b"), ("pan", "a b"), ("", "hq"), ("pan", "a+b"), ("pan", "a\nb")] {
        let odd = Origin { tenant: tenant.into(), site: site.into(), epoch: 1 };
        assert_eq!(odd.text(), None, "{tenant}/{site}");
    }
    for text in ["ceiba/pan/hq", "ceiba/pan/hq/1/2", "ceiba/pan/hq/01", "ceiba/pan/hq/0", "other/pan/hq/1"] {
        assert_eq!(Origin::parse(text), None, "{text}");
    }
    assert_eq!(Origin::parse("ceiba/pan/paso-canoas/3"), Some(origin()));
}

#[test]
fn the_short_code_is_ten_letters_of_the_signed_text() {
    let code = signed().short_code();
    assert_eq!((code.len(), code.find('-')), (11, Some(5)));
    assert!(code.chars().all(|c| c == '-' || "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(c)), "{code}");
    let mut other = signed();
    other.cosignatures.clear();
    assert_eq!(other.short_code(), code, "whoever signs it later does not change it");
    other.size += 1;
    assert_ne!(other.short_code(), code);
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(open(&bytes).is_err());
    }

    #[test]
    fn no_bent_byte_is_overlooked(at in any::<usize>(), bit in 0u8..8, cut in any::<bool>()) {
        let mut bent = signed().note().into_bytes();
        let at = at % bent.len();
        if cut { bent.remove(at); } else { bent[at] ^= 1 << bit; }
        // A bent name of another signer makes that signer a stranger; what the site signed is still all there.
        if let Ok(read) = open(&bent) {
            prop_assert!(read.cosignatures.is_empty() && read.text() == signed().text());
        }
    }
}
