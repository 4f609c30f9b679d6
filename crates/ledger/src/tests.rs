//! The ledger's promises, told on both engines: durable, once, undisturbed by neighbours, provable, rebuildable.

use crate::{testing::*, *};
use kernel::Role;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

pub(crate) mod content;
mod exchange;
mod keys;
mod sealed;
mod seeds;
mod witness;

#[derive(Clone, Default, Debug, PartialEq)]
pub(crate) struct Note {
    pub(crate) lines: Vec<String>,
    closed: bool,
    scans: Vec<Hash>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub(crate) enum Said {
    Written { line: String },
    Coloured { ink: Ink },
    Closed,
    Scanned { content: Hash },
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ink {
    Blue,
}

table!(NOTE_ROW = "note_row" { key [], "closed" bool, "lines" int, "sealed" sealed });
table!(NOTE_LINE = "note_line" { key ["line"], "line" int, "sealed" sealed });

impl Record for Note {
    const KIND: &'static str = "note";
    type Event = Said;
    const FILES: &'static [(&'static str, &'static str)] = &[("scanned", "/content")];
    fn version(kind: &str) -> u16 {
        if kind == "written" { 2 } else { 1 }
    }
    fn upcast(kind: &str, from: u16, mut body: serde_json::Value) -> serde_json::Value {
        if kind == "written" && from == 1 {
            let old = body.get_mut("text").map(serde_json::Value::take);
            body = serde_json::json!({ "line": old });
        }
        body
    }
    fn apply(&mut self, event: &Said, _: &EntryView) {
        match event {
            Said::Written { line } => self.lines.push(line.clone()),
            Said::Scanned { content } => self.scans.push(*content),
            Said::Coloured { ink: Ink::Blue } | Said::Closed => self.closed = true,
        }
    }
    fn rows(&self, _: Uuid, out: &mut Rows) {
        out.put(&NOTE_ROW, params![self.closed, self.lines.len(), self.lines.join("\n")]);
        for (i, line) in self.lines.iter().enumerate() {
            out.put(&NOTE_LINE, params![i, line.as_str()]);
        }
    }
}

statement! {
    LINES = "select lines, closed, sealed from note_row where tenant = $1 and record = $2";
    ALL = "select count(*) as n from note_row where tenant = $1";
}

pub(crate) fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            id: "0001_note",
            sql:
                "create table note_row (tenant text not null, record {uuid} not null, closed {bool} not null,
                    lines bigint not null, sealed {bytes} not null, primary key (tenant, record));
                  create table note_line (tenant text not null, record {uuid} not null, line bigint not null,
                    sealed {bytes} not null, primary key (tenant, record, line));",
        }],
        records: vec![RecordKind::of::<Note>(&[&NOTE_ROW, &NOTE_LINE])],
    }
}

pub(crate) fn stamp() -> Stamp {
    Stamp::new(actor(Role::RegistrationOfficer, "hq"))
}

pub(crate) fn write(t: &TestLedger, id: Uuid, line: &str) -> Result<Loaded<Note>, Fault> {
    write_in(&t.ledger, id, line)
}

pub(crate) fn write_in(ledger: &Ledger, id: Uuid, line: &str) -> Result<Loaded<Note>, Fault> {
    ledger.write(|tx| {
        let event = [Said::Written { line: line.into() }];
        match tx.load::<Note>(id)? {
            Some(note) => tx.append(&note, &stamp(), &event),
            None => tx.create(id, &stamp(), &event),
        }
    })
}

pub(crate) fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + n)
}

fn lines(t: &TestLedger, n: u128) -> Option<i64> {
    t.ledger
        .read(|r| r.one(&LINES, &params!["pan", id(n)])?.map(|row| row.int("lines")).transpose())
        .unwrap_or_else(|e: Fault| panic!("{e}"))
}

#[test]
fn what_is_written_is_folded_projected_and_read_back() {
    both(schema, |t| {
        write(t, id(1), "uno").unwrap();
        let note = write(t, id(1), "dos — ñandú").unwrap();
        assert_eq!(note.state.lines, ["uno", "dos — ñandú"]);
        let read: Loaded<Note> =
            t.ledger.read(|r| r.load(id(1))).unwrap_or_else(|e: Fault| panic!("{e}")).unwrap();
        assert_eq!((read.state, read.heads), (note.state, note.heads));
        let row = t
            .ledger
            .read(|r| r.one(&LINES, &params!["pan", id(1)]))
            .unwrap_or_else(|e: Fault| panic!("{e}"))
            .unwrap();
        assert_eq!((row.int("lines").unwrap(), row.bool("closed").unwrap()), (2, false));
        let sealed = row.bytes("sealed").unwrap();
        assert!(!sealed.windows(3).any(|w| w == b"uno"), "the sealed column is not in clear");
        let plain = t
            .ledger
            .read(|r| r.open_sealed("note_row", id(1), &sealed))
            .unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(plain, "uno\ndos — ñandú".as_bytes());
        assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new());
        assert_eq!(t.ledger.read(|r| r.log_end()).unwrap_or_else(|e: Fault| panic!("{e}")), 2);
    });
}

#[test]
fn a_stale_writer_is_told_and_nothing_of_theirs_is_stored() {
    both(schema, |t| {
        let first = write(t, id(1), "uno").unwrap();
        write(t, id(1), "dos").unwrap();
        let late = t.ledger.write(|tx| tx.append(&first, &stamp(), &[Said::Closed]));
        assert!(matches!(late, Err(Fault::Stale)), "{late:?}");
        let again = t.ledger.write(|tx| tx.create::<Note>(id(1), &stamp(), &[Said::Closed]));
        assert!(matches!(again, Err(Fault::Taken)), "{again:?}");
        assert_eq!(lines(t, 1), Some(2));
        t.ledger.verify(|_| ()).unwrap();
    });
}

#[test]
fn the_same_key_gives_the_same_answer_once() {
    both(schema, |t| {
        let runs = AtomicU32::new(0);
        let once = |key: &str| {
            t.ledger.once(key, stamp().actor.account, |tx| {
                let n = runs.fetch_add(1, Ordering::SeqCst);
                tx.create::<Note>(id(100 + u128::from(n)), &stamp(), &[Said::Closed])?;
                Ok::<_, Fault>(format!("answer {n}"))
            })
        };
        assert_eq!(once("a").unwrap(), "answer 0");
        assert_eq!(once("a").unwrap(), "answer 0");
        assert_eq!(once("b").unwrap(), "answer 1");
        assert_eq!(runs.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn a_failing_or_panicking_command_never_undoes_its_neighbours() {
    both(schema, |t| {
        std::thread::scope(|scope| {
            for n in 0..24u128 {
                scope.spawn(move || {
                    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        t.ledger.write(|tx| {
                            tx.create::<Note>(id(n), &stamp(), &[Said::Closed])?;
                            assert!(n % 7 != 3, "a bug in the command");
                            if n % 5 == 0 { Err(Fault::Stale) } else { Ok(()) }
                        })
                    }));
                    assert_eq!(matches!(outcome, Ok(Ok(()))), n % 5 != 0 && n % 7 != 3);
                });
            }
        });
        let kept = (0..24).filter(|n| lines(t, *n).is_some()).count();
        assert_eq!(kept, (0..24).filter(|n| n % 5 != 0 && n % 7 != 3).count());
        t.ledger.verify(|_| ()).unwrap();
    });
}

#[test]
fn a_command_that_goes_on_after_a_fault_is_undone_and_costs_its_neighbour_nothing() {
    both(schema, |t| {
        write(t, id(1), "uno").unwrap();
        let inside = std::sync::Barrier::new(2);
        std::thread::scope(|scope| {
            let neighbour = scope.spawn(|| {
                t.ledger.write(|tx| {
                    inside.wait();
                    // Long enough for the other to queue up, so that both share a transaction.
                    std::thread::sleep(std::time::Duration::from_millis(200));
                    tx.next_number("case/2024")
                })
            });
            inside.wait();
            let careless = t.ledger.write(|tx| {
                let _taken = tx.create::<Note>(id(1), &stamp(), &[Said::Closed]);
                Ok::<_, Fault>(())
            });
            assert!(careless.is_err());
            assert_eq!(neighbour.join().unwrap().unwrap(), 1);
        });
        let next: Result<i64, Fault> = t.ledger.write(|tx| tx.next_number("case/2024"));
        assert_eq!(next.unwrap(), 2, "what was acknowledged is there");
        assert_eq!(t.ledger.verify(|_| ()).unwrap().entries, 1);
    });
}

#[test]
fn numbers_have_no_gaps_even_when_commands_fail() {
    both(schema, |t| {
        let take = |fail: bool| {
            t.ledger.write(|tx| {
                let n = tx.next_number("case/2024")?;
                if fail { Err(Fault::Stale) } else { Ok(n) }
            })
        };
        assert_eq!(take(false).unwrap(), 1);
        assert!(take(true).is_err());
        assert_eq!(take(false).unwrap(), 2);
    });
}

#[test]
fn numbers_of_commands_that_share_a_transaction_have_no_gaps_either() {
    both(schema, |t| {
        let took = std::sync::Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for n in 0..24 {
                let took = &took;
                scope.spawn(move || {
                    let number = t.ledger.write(|tx| {
                        let number = tx.next_number("case/2024")?;
                        if n % 5 == 3 { Err(Fault::Stale) } else { Ok(number) }
                    });
                    took.lock().unwrap().extend(number);
                });
            }
        });
        let mut took = took.into_inner().unwrap();
        took.sort_unstable();
        assert_eq!(took, (1..=19).collect::<Vec<i64>>());
        let next: Result<i64, Fault> = t.ledger.write(|tx| tx.next_number("case/2024"));
        assert_eq!(next.unwrap(), 20, "the row says what was given out");
    });
}

fn filled(t: &TestLedger) {
    for n in 0..12u128 {
        for line in ["a", "b", "c"] {
            write(t, id(n % 5), line).unwrap();
        }
    }
}

#[test]
fn rebuild_equals_live_after_rows_are_emptied_and_corrupted() {
    let mut digests = Vec::new();
    both(schema, |t| {
        filled(t);
        let live = t.ledger.digest().unwrap();
        raw(&t.place, "delete from note_line; update note_row set lines = lines + 7;");
        assert_ne!(t.ledger.digest().unwrap(), live);
        let rebuilt = t.ledger.rebuild(|_| ()).unwrap();
        assert_eq!((rebuilt.digest.clone(), rebuilt.records, rebuilt.rows), (live, 5, 5 + 36));
    });
    digests.push(());
    // Equal on both engines: the same entries give the same decoded rows.
    let lite = lite(schema());
    filled(&lite);
    if let Some(pg) = pg(schema()) {
        filled(&pg);
        let rows = |t: &TestLedger| ask(&t.place, "select record, lines from note_row order by record").len();
        assert_eq!(rows(&lite), rows(&pg));
    }
}

/// Every stored column of `ledger_entry`, and how to spoil it by one byte or one step.
const SPOILS: &[(&str, &str)] = &[
    ("tenant", "tenant || 'x'"),
    ("site", "site || 'x'"),
    ("epoch", "epoch + 1"),
    ("sequence", "sequence + 1000"),
    ("record_kind", "record_kind || 'x'"),
    ("kind", "kind || 'x'"),
    ("version", "version + 1"),
    ("role", "'reviewer'"),
    ("office", "office || 'x'"),
    ("at", "at + 1"),
    ("counter", "counter + 1"),
    ("stated", "'2020-01-01'"),
    ("key_id", "key_id || 'x'"),
];

#[test]
fn verify_names_the_entry_after_any_change() {
    both(schema, |t| {
        filled(t);
        let whole = t.ledger.verify(|_| ()).unwrap();
        assert_eq!((whole.entries, whole.records), (36, 5));
        let caught = |spoil: &str, mend: &str| {
            raw(&t.place, spoil);
            let told = t.ledger.verify(|_| ()).expect_err(spoil).to_string();
            assert!(told.contains("entry "), "{spoil}: {told}");
            raw(&t.place, mend);
            t.ledger.verify(|_| ()).expect(mend);
        };
        raw(&t.place, "create table keep as select * from ledger_entry");
        let mend = "delete from ledger_entry; insert into ledger_entry select * from keep";
        for (column, expression) in SPOILS {
            caught(&format!("update ledger_entry set {column} = {expression} where sequence = 17"), mend);
        }
        caught("delete from ledger_entry where sequence = 20", mend);
        for (which, number) in [(1, i64::MIN), (1, i64::MIN + 1), (17, i64::MIN), (36, i64::MAX)] {
            for column in ["sequence", "epoch"] {
                let sql = format!("update ledger_entry set {column} = {number} where sequence = {which}");
                caught(&sql, mend);
            }
        }
        caught(
            "update ledger_entry set sequence = -1 where sequence = 5; \
             update ledger_entry set sequence = 5 where sequence = 6; \
             update ledger_entry set sequence = 6 where sequence = -1",
            mend,
        );
        // Somebody who writes to the database and knows how entries are hashed, but has no key.
        let rows = ask(
            &t.place,
            &format!("select {} from ledger_entry where sequence = 36", crate::door::ENTRY_COLUMNS),
        );
        let (mut entry, _) = crate::door::stored(&rows[0]).unwrap();
        entry.office = "otra".into();
        let hash = entry.hash().hex();
        let bytes =
            if matches!(t.place, Place::Sqlite(_)) { format!("x'{hash}'") } else { format!("'\\x{hash}'") };
        caught_by_key(
            t,
            &format!(
                "update ledger_entry set office = 'otra', hash = {bytes} where sequence = 36; \
             update ledger_site set last_hash = {bytes}"
            ),
        );
        raw(
            &t.place,
            &format!(
                "{mend}; update ledger_site set last_hash = (select hash from keep where sequence = 36)"
            ),
        );
        raw(&t.place, "delete from ledger_entry where sequence = 36");
        assert!(t.ledger.verify(|_| ()).is_err(), "a cut tail is missed");
        raw(&t.place, mend);
    });
}

fn caught_by_key(t: &TestLedger, forgery: &str) {
    raw(&t.place, forgery);
    let told = t.ledger.verify(|_| ()).expect_err(forgery).to_string();
    assert!(told.contains("entry hq/1/36") && told.contains("does not open"), "{told}");
}

#[test]
fn an_older_body_is_brought_up_to_date_and_an_unknown_kind_is_kept() {
    let body = serde_json::json!({ "text": "antes" });
    assert_eq!(Note::upcast("written", 1, body), serde_json::json!({ "line": "antes" }));
    assert!(matches!(codec::decode::<Note>("painted", &serde_json::json!({})), Ok(None)));
    assert!(codec::decode::<Note>("written", &serde_json::json!({ "line": 3 })).is_err());
    assert!(matches!(codec::decode::<Note>("closed", &serde_json::Value::Null), Ok(Some(Said::Closed))));
    let unknown_ink = codec::decode::<Note>("coloured", &serde_json::json!({ "ink": "green" }));
    assert!(unknown_ink.is_err(), "what a known kind says is never passed over");
}

mod order {
    use super::*;
    use crate::entry::EntryView;
    use proptest::prelude::*;

    fn entry(n: u8, at: i64, site: &str, parents: Vec<u8>) -> EntryView {
        EntryView {
            hash: Hash([n; 32]),
            record: Uuid::nil(),
            record_kind: "note".into(),
            kind: "written".into(),
            version: 2,
            actor: actor(Role::Reviewer, "hq"),
            site: site.into(),
            epoch: 1,
            sequence: i64::from(n),
            at: jiff::Timestamp::from_microsecond(at).unwrap(),
            stated: None,
            parents: parents.into_iter().map(|p| Hash([p; 32])).collect(),
            body: serde_json::json!({ "line": n.to_string() }),
        }
    }

    proptest! {
        /// Whatever order entries arrive in, and whatever their clocks say, the fold is the same and parents come first.
        #[test]
        fn arrival_does_not_matter(clocks in prop::collection::vec(0i64..5, 1..12), seed in any::<u64>()) {
            let entries: Vec<EntryView> = clocks.iter().enumerate().map(|(i, at)| {
                let n = u8::try_from(i).unwrap() + 1;
                let parents = if i > 0 { vec![u8::try_from((seed as usize >> i) % i).unwrap() + 1] } else { vec![] };
                entry(n, *at, if i % 2 == 0 { "hq" } else { "post" }, parents)
            }).collect();
            let mut shuffled = entries.clone();
            let random = kernel::SeededRandom::new(seed);
            for i in (1..shuffled.len()).rev() {
                shuffled.swap(i, random.below(i as u64 + 1) as usize);
            }
            let (a, b) = (record::order(entries), record::order(shuffled));
            let hashes = |v: &[EntryView]| v.iter().map(|e| e.hash).collect::<Vec<_>>();
            prop_assert_eq!(hashes(&a), hashes(&b));
            prop_assert_eq!(record::fold::<Note>(&a).unwrap(), record::fold::<Note>(&b).unwrap());
            for (i, e) in a.iter().enumerate() {
                for p in &e.parents {
                    prop_assert!(a.iter().position(|x| x.hash == *p).unwrap() < i);
                }
            }
        }
    }
}

#[test]
fn whoever_only_looks_opens_data_while_another_program_writes() {
    both(schema, |test| {
        let mut writing = test.place.connect().unwrap();
        writing.begin_write().unwrap();
        let known = site_at(test.place.clone(), schema(), "hq", TEST_ROOT, &test.clock, None);
        assert!(known.ledger.standing().is_ok());
        writing.batch("rollback").unwrap();
    });
}
