//! The promises of sealed records: only the compartment's secret opens them, to everybody else they are not there, and
//! the log proves itself, is rebuilt, erased and exchanged by sites that hold no secret.

use super::{Note, id, schema, stamp, write};
use crate::sealed::{self, Compartments};
use crate::{testing::*, *};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const CANARY: &str = "Quetzalzyx";

#[derive(Clone, Default)]
struct Secret {
    words: Vec<String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
enum Told {
    Said { words: String },
}

impl Record for Secret {
    const KIND: &'static str = sealed::KIND;
    type Event = Told;
    fn apply(&mut self, Told::Said { words }: &Told, _: &EntryView) {
        self.words.push(words.clone());
    }
    fn rows(&self, _: Uuid, _: &mut Rows) {}
}

fn with_secrets() -> Schema {
    let mut all = schema();
    all.records.push(RecordKind::of::<Secret>(&[]));
    all
}

fn hold(t: &TestLedger, name: &str) {
    let byte = name.len() as u8;
    t.ledger.keys().hold_compartment(name, Zeroizing::new([byte; 32]));
}

/// Says something about a subject in a compartment; answers the record.
fn say(t: &TestLedger, compartment: &str, about: &str, words: &str) -> Uuid {
    let said = t.ledger.write(|tx| {
        let id = tx.sealed_id(compartment, about).ok_or(Fault::Locked)?;
        let told = [Told::Said { words: words.to_owned() }];
        match tx.load_sealed::<Secret>(compartment, id)? {
            Some(seen) => tx.append_sealed(compartment, &seen, &stamp(), &told)?,
            None => tx.create_sealed::<Secret>(compartment, id, &stamp(), &told)?,
        };
        Ok::<_, Fault>(id)
    });
    said.unwrap()
}

fn heard(t: &TestLedger, compartment: &str, id: Uuid) -> Option<Vec<String>> {
    let found = t.ledger.read(|r| r.load_sealed::<Secret>(compartment, id));
    found.unwrap_or_else(|e: Fault| panic!("{e}")).map(|found| found.state.words)
}

fn holds(t: &TestLedger) {
    t.ledger.verify(|_| ()).unwrap();
    let live = t.ledger.digest().unwrap();
    assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
}

#[test]
fn only_its_own_compartment_opens_a_sealed_record() {
    both(with_secrets, |t| {
        hold(t, "one");
        let file = say(t, "one", "somebody", CANARY);
        assert_eq!(say(t, "one", "somebody", "dos"), file, "the same subject is the same record");
        assert_eq!(heard(t, "one", file).unwrap(), [CANARY, "dos"]);
        hold(t, "other");
        assert_eq!(heard(t, "other", file), None);
        let elsewhere = t.ledger.read(|r| Ok::<_, Fault>(r.sealed_id("other", "somebody"))).unwrap();
        assert_ne!(elsewhere, Some(file), "another compartment names another record");
        // The key file alone opens nothing: its holder is told that there is nothing.
        t.ledger.keys().drop_compartments();
        assert_eq!(heard(t, "one", file), None);
        assert_eq!(t.ledger.read(|r| Ok::<_, Fault>(r.sealed_id("one", "somebody"))).unwrap(), None);
        holds(t);
        hold(t, "one");
        assert_eq!(heard(t, "one", file).unwrap().len(), 2);
        assert_eq!(t.ledger.read(|r| r.sealed_in("one")).unwrap_or_else(|e: Fault| panic!("{e}")), [file]);
        holds(t);
    });
}

#[test]
fn to_every_ordinary_reading_a_sealed_record_costs_and_answers_what_an_absent_one_does() {
    both(with_secrets, |t| {
        hold(t, "one");
        write(t, id(1), "abierto").unwrap();
        let sealed = say(t, "one", "somebody", CANARY);
        let ask = |record: Uuid| {
            let before = t.meter.read();
            let seen = t.ledger.read(|r| {
                let note = r.load::<Note>(record)?.map(|note| note.state);
                let secret = r.load::<Secret>(record)?.map(|secret| secret.state.words);
                let log = (r.log_since(&[], 0, 100)?, r.log_end()?);
                Ok::<_, Fault>((note, secret, r.entries(record)?.len(), log))
            });
            let after = t.meter.read();
            (seen.unwrap(), after.0 - before.0, after.1 - before.1)
        };
        ask(id(9));
        let (hidden, absent) = (ask(sealed), ask(id(9)));
        assert_eq!(hidden, absent);
        // A colleague who has just read it makes nothing faster.
        heard(t, "one", sealed).unwrap();
        assert_eq!(ask(sealed), absent);
        assert_eq!(absent.0.3, (vec![(1, id(1))], 1), "the log that rooms follow has one entry");
    });
}

#[test]
fn nothing_on_the_disk_tells_what_is_sealed_or_in_which_compartment() {
    both(with_secrets, |t| {
        hold(t, "violence");
        say(t, "violence", "somebody", CANARY);
        t.ledger.checkpoint().unwrap();
        let kinds = ask(&t.place, "select record_kind, kind from ledger_entry");
        assert_eq!(
            (kinds[0].text("record_kind").unwrap(), kinds[0].text("kind").unwrap()),
            ("sealed".into(), "said".into())
        );
        if let Place::Sqlite(path) = &t.place {
            let disk = std::fs::read(path).unwrap();
            for word in [CANARY, "violence", "somebody"] {
                assert!(!disk.windows(word.len()).any(|at| at == word.as_bytes()), "{word}");
            }
        }
    });
}

#[test]
fn a_sealed_record_is_written_in_its_compartment_only() {
    both(with_secrets, |t| {
        hold(t, "one");
        let file = say(t, "one", "somebody", "uno");
        hold(t, "other");
        let told = [Told::Said { words: CANARY.to_owned() }];
        let open = t.ledger.write(|tx| tx.create::<Secret>(id(5), &stamp(), &told));
        assert!(matches!(open, Err(Fault::Inconsistent(_))));
        let seen =
            t.ledger.read(|r| r.load_sealed::<Secret>("one", file)).unwrap_or_else(|e: Fault| panic!("{e}"));
        let seen = seen.unwrap();
        let crossed = t.ledger.write(|tx| tx.append_sealed("other", &seen, &stamp(), &told));
        assert!(matches!(crossed, Err(Fault::Sealed(_))));
        let unheld = t.ledger.write(|tx| tx.create_sealed::<Secret>("none", id(6), &stamp(), &told));
        assert!(matches!(unheld, Err(Fault::Sealed(_))));
        assert_eq!(heard(t, "one", file).unwrap(), ["uno"]);
        holds(t);
    });
}

#[test]
fn whoever_erases_need_not_hold_the_compartment() {
    both(with_secrets, |t| {
        hold(t, "one");
        write(t, id(1), "se va").unwrap();
        let (goes, stays) = (say(t, "one", "goes", CANARY), say(t, "one", "stays", "queda"));
        t.ledger.keys().drop_compartments();
        t.ledger.erase(&[id(1)], |_| Ok(()), |_, _| Ok(())).unwrap();
        holds(t);
        hold(t, "one");
        assert_eq!(heard(t, "one", goes).unwrap(), [CANARY]);
        let erased = t.ledger.erase(
            &[goes],
            |_| Ok(()),
            |_, told| {
                assert_eq!((told.records, told.entries), (0, 0), "what was sealed is not counted");
                Ok(())
            },
        );
        erased.unwrap();
        assert_eq!(heard(t, "one", goes), None);
        assert_eq!(heard(t, "one", stays).unwrap(), ["queda"]);
        holds(t);
    });
}

#[test]
fn a_sealed_record_travels_closed_and_opens_where_the_secret_is() {
    let hub = lite_of(with_secrets(), "hq", &[7; 32]);
    let post = lite_of(with_secrets(), "paso", &[8; 32]);
    introduce(&hub.ledger, &post.ledger);
    hold(&post, "one");
    let file = say(&post, "one", "somebody", CANARY);
    meet(&hub.ledger, &post.ledger, &[file]);
    // Headquarters keeps and proves what it cannot open.
    assert_eq!(heard(&hub, "one", file), None);
    let closed = hub.ledger.read(|r| r.closed_from("paso")).unwrap_or_else(|e: Fault| panic!("{e}"));
    assert_eq!(closed, [file]);
    holds(&hub);
    // With the secret it reads, and writes; the post reads that.
    hold(&hub, "one");
    assert_eq!(heard(&hub, "one", file).unwrap(), [CANARY]);
    assert_eq!(say(&hub, "one", "somebody", "oído"), file);
    meet(&hub.ledger, &post.ledger, &[file]);
    assert_eq!(heard(&post, "one", file).unwrap(), [CANARY, "oído"]);
    // What leaves the scope of the post goes there, and comes back.
    meet(&hub.ledger, &post.ledger, &[]);
    assert_eq!(heard(&post, "one", file), None);
    holds(&post);
    meet(&hub.ledger, &post.ledger, &[file]);
    assert_eq!(heard(&post, "one", file).unwrap().len(), 2);
    holds(&hub);
    holds(&post);
}

#[test]
fn no_frame_for_a_site_holds_the_key_of_a_sealed_record_open() {
    let hub = lite_of(with_secrets(), "hq", &[7; 32]);
    let post = lite_of(with_secrets(), "paso", &[8; 32]);
    introduce(&hub.ledger, &post.ledger);
    hold(&hub, "one");
    let file = say(&hub, "one", "somebody", CANARY);
    write(&hub, id(1), "abierto").unwrap();
    // Even if a scope named it by mistake: a post without the secret opens nothing.
    meet(&hub.ledger, &post.ledger, &[file, id(1)]);
    assert_eq!(
        post.ledger
            .read(|r| r.load::<Note>(id(1)))
            .unwrap_or_else(|e: Fault| panic!("{e}"))
            .unwrap()
            .state
            .lines
            .len(),
        1
    );
    assert_eq!(heard(&post, "one", file), None);
    let keys = post.ledger.read(|r| r.data_keys(file)).unwrap_or_else(|e: Fault| panic!("{e}"));
    let share = crate::keyring::DataKey::of(keys[0].1.clone()).unwrap();
    assert!(!keys[0].0.ends_with(share.id.trim_start_matches("d-")), "the share is not the key");
    holds(&post);
}
