//! Keys of records and of the site: each record under its own, kept apart from the data, dropped and taken up again.

use super::*;
use crate::generation::{Kept, KeyStore, PlainStore};
use kernel::SeededRandom;
use proptest::prelude::*;
use std::sync::Arc;
use zeroize::Zeroizing;

fn keys_of(t: &TestLedger, record: Uuid) -> Vec<(String, Secret)> {
    t.ledger.read(|r| r.data_keys(record)).unwrap_or_else(|e: Fault| panic!("{e}"))
}

fn count(t: &TestLedger, sql: &str) -> i64 {
    ask(&t.place, sql)[0].int("n").unwrap()
}

#[test]
fn every_record_has_a_key_of_its_own_and_every_entry_names_it() {
    both(schema, |t| {
        filled(t);
        let named = "select count(distinct key_id) as n from ledger_entry";
        let (wraps, named) = (count(t, "select count(*) as n from ledger_key"), count(t, named));
        assert_eq!((wraps, named), (5, 5));
        let (one, other) = (keys_of(t, id(0)), keys_of(t, id(1)));
        assert_eq!((one.len(), other.len()), (1, 1));
        assert_ne!(one[0].1, other[0].1);
        let stray = "select count(*) as n from ledger_entry e where not exists (select 1 from ledger_key k \
             where k.tenant = e.tenant and k.record = e.record and k.key_id = e.key_id)";
        assert_eq!(count(t, stray), 0);
        t.ledger.verify(|_| ()).unwrap();
    });
}

#[test]
fn without_its_wrap_a_record_does_not_open_and_its_neighbours_do() {
    both(schema, |t| {
        filled(t);
        let key = keys_of(t, id(2))[0].0.clone();
        raw(&t.place, &format!("delete from ledger_key where key_id = '{key}'"));
        t.ledger.keys().keyring().forget();
        let read = |n| t.ledger.read(|r| r.load::<Note>(id(n)));
        assert!(matches!(read(2), Err(Fault::Sealed(_))));
        assert!(read(1).unwrap().is_some());
        let told = t.ledger.verify(|_| ()).unwrap_err().to_string();
        assert!(told.contains("no erasure names its record"), "{told}");
    });
}

#[test]
fn a_key_that_was_never_stored_seals_nothing() {
    both(schema, |t| {
        let failed = t.ledger.write(|tx| {
            tx.create::<Note>(id(1), &stamp(), &[Said::Closed])?;
            tx.load::<Note>(id(1))?;
            Err::<(), _>(Fault::Stale)
        });
        assert!(failed.is_err());
        write(t, id(1), "uno").unwrap();
        write(t, id(1), "dos").unwrap();
        t.ledger.keys().keyring().forget();
        let note = t.ledger.read(|r| r.load::<Note>(id(1))).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(note.unwrap().state.lines, ["uno", "dos"]);
        assert_eq!(count(t, "select count(*) as n from ledger_key"), 1);
        t.ledger.verify(|_| ()).unwrap();
    });
}

#[test]
fn a_received_key_is_taken_in_under_its_own_name_only() {
    both(schema, |t| {
        let (name, raw) = keys_of(&noted(), id(1)).remove(0);
        let wrong = t.ledger.write(|tx| tx.adopt_key(id(1), "d-0", &raw));
        assert!(matches!(wrong, Err(Fault::Sealed(_))));
        t.ledger.write(|tx| tx.adopt_key(id(1), &name, &raw)).unwrap_or_else(|e: Fault| panic!("{e}"));
        // What is written here on that record is under the same key.
        write(t, id(1), "aquí").unwrap();
        let named = ask(&t.place, "select key_id from ledger_entry");
        assert_eq!(named[0].text("key_id").unwrap(), name);
        assert_eq!(keys_of(t, id(1)), [(name, raw)]);
        t.ledger.verify(|_| ()).unwrap();
    });
}

fn noted() -> TestLedger {
    let t = lite(schema());
    write(&t, id(1), "allá").unwrap();
    t
}

#[test]
fn a_key_wrapped_for_another_site_opens_there_and_nowhere_else() {
    let random = SeededRandom::new(3);
    let [hq, post, third] = [1u8, 2, 3].map(|n| KeyFile::from_root(&[n; 32]).unwrap());
    let key = [9u8; 32];
    let wrapped = hq.wrap_to(&random, &post.agreement_public(), b"record 1", &key).unwrap();
    let opened = post.unwrap_from(&hq.agreement_public(), b"record 1", &wrapped).unwrap();
    assert_eq!(*opened, key);
    assert!(post.unwrap_from(&hq.agreement_public(), b"record 2", &wrapped).is_err());
    assert!(post.unwrap_from(&third.agreement_public(), b"record 1", &wrapped).is_err());
    assert!(third.unwrap_from(&hq.agreement_public(), b"record 1", &wrapped).is_err());
    // Nor does it come back to its sender as if the other had wrapped it.
    assert!(hq.unwrap_from(&post.agreement_public(), b"record 1", &wrapped).is_err());
    assert!(hq.wrap_to(&random, &[0; 32], b"record 1", &key).is_err(), "a point of low order");
    for at in 0..wrapped.len() {
        let mut bent = wrapped.clone();
        bent[at] ^= 1;
        assert!(post.unwrap_from(&hq.agreement_public(), b"record 1", &bent).is_err());
    }
}

/// A key file in memory.
pub(super) struct Held(std::sync::Mutex<String>);
impl Held {
    pub(super) fn new() -> Arc<Held> {
        Arc::new(Held(std::sync::Mutex::new(String::new())))
    }
}
impl KeyStore for Held {
    fn read(&self) -> Result<Zeroizing<String>, KeyFileError> {
        let text = self.0.lock().unwrap().clone();
        if text.is_empty() {
            return Err(KeyFileError::Read(std::io::ErrorKind::NotFound.into()));
        }
        Ok(Zeroizing::new(text))
    }
    fn replace(&self, text: &str) -> Result<(), KeyFileError> {
        *self.0.lock().unwrap() = text.to_owned();
        Ok(())
    }
}

#[test]
fn dropped_keys_open_and_write_nothing_until_the_same_ones_are_taken_up() {
    both(schema, |t| {
        write(t, id(1), "uno").unwrap();
        let root = Kept {
            root: Zeroizing::new(TEST_ROOT),
            generations: t.ledger.keys().held().unwrap().generations.clone(),
        };
        t.ledger.keys().drop_keys();
        assert!(t.ledger.keys().is_locked());
        assert!(matches!(write(t, id(1), "dos"), Err(Fault::Locked)));
        assert!(matches!(t.ledger.read(|r| r.load::<Note>(id(1))), Err(Fault::Locked)));
        assert!(t.ledger.keys().sign(b"x").is_empty());
        let other = Held::new();
        KeyFile::open_store(other.clone(), &SeededRandom::new(1)).unwrap();
        assert!(matches!(t.ledger.keys().take_up(other), Err(KeyFileError::Other)));
        let same = Held::new();
        same.replace(&root.text()).unwrap();
        t.ledger.keys().take_up(same).unwrap();
        write(t, id(1), "dos").unwrap();
        t.ledger.verify(|_| ()).unwrap();
    });
}

#[test]
fn a_key_file_of_before_keeps_its_root_and_is_given_a_generation() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("site.key");
    let old = format!("ceiba-key-1 {}\n", "2a".repeat(32));
    std::fs::write(&path, &old).unwrap();
    let keys = KeyFile::open_or_create(&path, &SeededRandom::new(1)).unwrap();
    assert_eq!(keys.id(), KeyFile::from_root(&TEST_ROOT).unwrap().id());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(&old) && text.contains("\ngeneration 1 "), "{text}");
    let again = KeyFile::open_or_create(&path, &SeededRandom::new(2)).unwrap();
    assert_eq!(again.generations(), [1]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "whoever comes second changes nothing");
}

#[cfg(unix)]
#[test]
fn a_replaced_key_file_is_for_its_owner_only_and_the_old_one_is_overwritten() {
    use std::io::Read;
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("site.key");
    let store = PlainStore::new(&path);
    store.replace("the secret of before").unwrap();
    let mut old = std::fs::File::open(&path).unwrap();
    store.replace("the new one").unwrap();
    let mut left = String::new();
    old.read_to_string(&mut left).unwrap();
    assert!(!left.contains("secret"), "what was unlinked was overwritten first: {left:?}");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

proptest! {
    /// Whatever stands in a key file, it is read or refused.
    #[test]
    fn a_bent_key_file_is_refused(text in ".{0,200}", tail in "[a-z0-9 \n]{0,200}") {
        let _ = Kept::parse(&text);
        let _ = Kept::parse(&format!("ceiba-key-1 {}\n{tail}", "2a".repeat(32)));
        let _ = Kept::parse(&format!("ceiba-key-1 {}\ngeneration {tail}", "2a".repeat(32)));
    }
}

pub(super) fn erase(t: &TestLedger, records: &[Uuid]) -> Result<Erased, Fault> {
    t.ledger.erase(
        records,
        |_| Ok(()),
        |tx, erased| {
            let line = format!("{} entries", erased.entries);
            tx.create::<Note>(id(900), &stamp(), &[Said::Written { line }]).map(drop)
        },
    )
}

#[test]
fn an_erased_record_is_gone_and_the_log_still_proves_itself() {
    both(schema, |t| {
        filled(t);
        let head = t.ledger.verify(|_| ()).unwrap();
        let erased = erase(t, &[id(2), id(3)]).unwrap();
        assert_eq!((erased.records, erased.generation), (2, 2));
        assert!(t.ledger.read(|r| r.load::<Note>(id(2))).unwrap_or_else(|e: Fault| panic!("{e}")).is_none());
        assert_eq!((lines(t, 2), lines(t, 3)), (None, None));
        assert!(lines(t, 1).is_some());
        let left = count(
            t,
            "select count(*) as n from ledger_entry where body_hash is not null and length(sealed) = 0",
        );
        assert_eq!(left, erased.entries as i64);
        let proved = t.ledger.verify(|_| ()).unwrap();
        assert_eq!((proved.entries, proved.gone), (head.entries + 1, erased.entries));
        let live = t.ledger.digest().unwrap();
        assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
        // Nothing is added to it, and its key is not taken in again.
        let (name, raw) = keys_of(&noted(), id(1)).remove(0);
        assert!(t.ledger.write(|tx| tx.adopt_key(id(2), &name, &raw)).is_err());
        assert_eq!(t.ledger.keys().generations(), [2]);
        write(t, id(1), "después").unwrap();
        write(t, id(50), "nueva").unwrap();
        t.ledger.verify(|_| ()).unwrap();
        assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_failing_erasure_changes_nothing() {
    both(schema, |t| {
        filled(t);
        let before = t.ledger.digest().unwrap();
        assert!(erase(t, &[id(2), id(77)]).is_err(), "one of them is not there");
        let refused = t.ledger.erase(&[id(2)], |_| Ok(()), |_, _| Err(Fault::Stale));
        assert!(matches!(refused, Err(Fault::Stale)));
        assert_eq!(t.ledger.digest().unwrap(), before);
        write(t, id(2), "sigue").unwrap();
        t.ledger.verify(|_| ()).unwrap();
    });
}

#[test]
fn a_body_that_is_missing_without_a_word_is_no_erasure() {
    both(schema, |t| {
        filled(t);
        erase(t, &[id(2)]).unwrap();
        raw(&t.place, "update ledger_gone set entries = entries + 1");
        let told = t.ledger.verify(|_| ()).unwrap_err().to_string();
        assert!(told.contains("no erasure names its record"), "{told}");
        raw(&t.place, "update ledger_gone set entries = entries - 1");
        t.ledger.verify(|_| ()).unwrap();
        raw(&t.place, "update ledger_entry set office = 'otra' where body_hash is not null");
        let told = t.ledger.verify(|_| ()).unwrap_err().to_string();
        assert!(told.contains("it was altered"), "the header of an erased entry is proved: {told}");
    });
}

/// Two processes with one key file: what one erases, the other notices by the generation.
#[test]
fn another_process_notices_a_new_generation() {
    both(schema, |t| {
        let file = Held::new();
        file.replace(&t.ledger.keys().held().unwrap().kept().text()).unwrap();
        let open = || {
            let keys = KeyFile::open_store(file.clone(), &SeededRandom::new(5)).unwrap();
            let ports = t.ledger.ports().clone();
            Ledger::open(t.place.clone(), keys, "pan", "hq", ports, schema()).unwrap()
        };
        filled(t);
        let (one, other) = (open(), open());
        let note = |ledger: &Ledger, n| {
            ledger.read(|r| r.load::<Note>(id(n))).unwrap_or_else(|e: Fault| panic!("{e}"))
        };
        let seen = note(&other, 2).unwrap();
        let kept = note(&other, 1).unwrap();
        one.erase(&[id(2)], |_| Ok(()), |_, _| Ok(())).unwrap();
        assert_eq!(file.read().unwrap().lines().count(), 2, "one generation is left in the file");
        // It had both open: one is gone now, the other was read before and must be read again.
        let late = other.write(|tx| tx.append(&seen, &stamp(), &[Said::Closed]));
        assert!(late.is_err(), "{late:?}");
        assert!(note(&other, 2).is_none());
        other
            .write(|tx| tx.append(&kept, &stamp(), &[Said::Closed]))
            .unwrap_or_else(|e: Fault| panic!("{e}"));
        other
            .write(|tx| tx.create::<Note>(id(60), &stamp(), &[Said::Closed]))
            .unwrap_or_else(|e: Fault| panic!("{e}"));
        assert!(note(&one, 60).unwrap().state.closed);
        one.verify(|_| ()).unwrap();
        other.verify(|_| ()).unwrap();
        assert_eq!(other.keys().generations(), [2]);
    });
}

#[test]
fn a_record_that_left_may_come_back() {
    both(schema, |t| {
        filled(t);
        let (name, raw) = keys_of(t, id(2)).remove(0);
        t.ledger.write(|tx| tx.let_go(id(2))).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert!(t.ledger.read(|r| r.load::<Note>(id(2))).unwrap_or_else(|e: Fault| panic!("{e}")).is_none());
        assert!(t.ledger.verify(|_| ()).unwrap().gone > 0);
        t.ledger.write(|tx| tx.adopt_key(id(2), &name, &raw)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(count(t, "select count(*) as n from ledger_gone"), 0);
    });
}

#[test]
fn data_of_before_an_erasure_with_the_keys_of_after_opens_all_but_what_was_erased() {
    both(schema, |t| {
        filled(t);
        let folder = tempfile::tempdir().unwrap();
        let before = folder.path().join("before");
        let copied = t.ledger.copy_to(&before).unwrap();
        erase(t, &[id(2)]).unwrap();
        let keys = t.ledger.copy_keys().unwrap();
        assert_eq!((keys.generation, keys.gone.len()), (2, 1));
        let scratch = t.ledger.scratch(folder.path()).unwrap();
        restore(&before, copied.name, &scratch.place).unwrap();
        let after = Held::new();
        after.replace(&t.ledger.keys().held().unwrap().kept().text()).unwrap();
        let file = KeyFile::open_store(after, &SeededRandom::new(8)).unwrap();
        let again =
            Ledger::open(scratch.place.clone(), file, "pan", "hq", t.ledger.ports().clone(), schema())
                .unwrap();
        // With the key file of after alone nothing opens, and verify says so.
        assert!(again.verify(|_| ()).is_err());
        let taken = again.take_keys(&keys).unwrap();
        assert_eq!(taken.erased, 1);
        let proved = again.verify(|_| ()).unwrap();
        assert!(proved.gone > 0);
        for n in 0..5 {
            let note = again.read(|r| r.load::<Note>(id(n))).unwrap_or_else(|e: Fault| panic!("{e}"));
            assert_eq!(note.is_some(), n != 2, "record {n}");
        }
        let live = again.digest().unwrap();
        assert_eq!(again.rebuild(|_| ()).unwrap().digest, live);
        // A register that somebody else wrote is not believed.
        let mut forged = keys.clone();
        forged.gone[0].record = id(1);
        assert!(again.take_keys(&forged).is_err());
        write(t, id(1), "sigue").unwrap();
    });
}
