//! The promises of files: there with the entry that names them or not at all, kept once, gone with the last record that held
//! them, and every bent byte noticed.

use super::{keys::erase, *};

/// Adds a file to a record, with the entry that names it.
pub(crate) fn scan(ledger: &Ledger, record: Uuid, bytes: &[u8]) -> Result<Hash, Fault> {
    ledger.write(|tx| {
        let note = tx.load::<Note>(record)?.ok_or(Fault::Stale)?;
        let content = tx.attach(record, bytes)?;
        tx.append(&note, &stamp(), &[Said::Scanned { content }])?;
        Ok(content)
    })
}

fn read(t: &TestLedger, record: Uuid, hash: Hash) -> Option<Vec<u8>> {
    t.ledger.read(|r| r.content(record, hash)).unwrap_or_else(|e: Fault| panic!("{e}"))
}

fn count(t: &TestLedger, table: &str) -> i64 {
    ask(&t.place, &format!("select count(*) as n from {table}"))[0].int("n").unwrap()
}

/// A file that has its own name written all over it.
fn paper(name: &str, length: usize) -> Vec<u8> {
    name.bytes().cycle().take(length).collect()
}

#[test]
fn a_file_comes_back_whole_and_the_database_does_not_tell_what_it_is() {
    both(schema, |t| {
        write(t, id(1), "con un papel").unwrap();
        for length in [1, 13_999, 14_000, 14_001, 100_000] {
            let file = paper("CANARIO", length);
            let hash = scan(&t.ledger, id(1), &file).unwrap();
            assert_eq!(read(t, id(1), hash), Some(file), "{length}");
            for row in ask(&t.place, "select content, sealed from ledger_chunk") {
                assert_ne!(row.bytes("content").unwrap(), hash.0, "the place of a file is not its hash");
                assert!(!row.bytes("sealed").unwrap().windows(7).any(|w| w == b"CANARIO"));
            }
            assert_eq!(read(t, id(2), hash), None, "another record does not hold it");
        }
        let proved = t.ledger.verify(|_| ()).unwrap();
        assert_eq!((proved.files, proved.files_awaited), (5, 0));
        assert!(scan(&t.ledger, id(1), &[]).is_err());
        assert!(scan(&t.ledger, id(1), &vec![0; CONTENT_BYTES_MAX + 1]).is_err());
        assert!(scan(&t.ledger, id(9), b"x").is_err(), "a file belongs to a record");
    });
}

#[test]
fn a_command_that_fails_leaves_no_file_behind() {
    both(schema, |t| {
        write(t, id(1), "uno").unwrap();
        let failed = t.ledger.write(|tx| {
            tx.attach(id(1), &paper("x", 50_000))?;
            Err::<(), _>(Fault::Stale)
        });
        assert!(failed.is_err());
        assert_eq!(count(t, "ledger_chunk") + count(t, "ledger_content") + count(t, "ledger_holding"), 0);
    });
}

#[test]
fn one_file_of_two_records_is_kept_once_and_goes_with_the_second() {
    both(schema, |t| {
        let (shared, own) = (paper("de ambos", 40_000), paper("de uno", 20_000));
        for n in 1..3 {
            write(t, id(n), "con un papel").unwrap();
            scan(&t.ledger, id(n), &shared).unwrap();
        }
        scan(&t.ledger, id(1), &own).unwrap();
        assert_eq!((count(t, "ledger_content"), count(t, "ledger_chunk")), (2, 5));
        let (shared_hash, own_hash) = (content_hash(&shared), content_hash(&own));
        erase(t, &[id(1)]).unwrap();
        assert_eq!((count(t, "ledger_content"), count(t, "ledger_chunk")), (1, 3));
        assert_eq!((read(t, id(1), own_hash), read(t, id(1), shared_hash)), (None, None));
        assert_eq!(read(t, id(2), shared_hash), Some(shared));
        t.ledger.verify(|_| ()).unwrap();
        t.ledger.write(|tx| tx.let_go(id(2))).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(count(t, "ledger_chunk") + count(t, "ledger_content") + count(t, "ledger_holding"), 0);
        t.ledger.verify(|_| ()).unwrap();
    });
}

#[test]
fn a_copy_of_before_an_erasure_does_not_open_what_only_the_erased_record_held() {
    let t = lite(schema());
    let (shared, own) = (paper("de ambos", 40_000), paper("de uno", 20_000));
    for n in 1..3 {
        write(&t, id(n), "con un papel").unwrap();
        scan(&t.ledger, id(n), &shared).unwrap();
    }
    scan(&t.ledger, id(1), &own).unwrap();
    let chunks = "select content, part, sealed from ledger_chunk order by content, part";
    let before: Vec<_> = ask(&t.place, chunks);
    let holdings =
        ask(&t.place, "select record, content, sealed from ledger_holding order by record, content");
    let wraps = ask(&t.place, "select record, key_id, generation, wrapped from ledger_key order by record");
    erase(&t, &[id(1)]).unwrap();
    // The copy: what was deleted stands there again, as it was.
    let hex = |row: &Row, column: &str| -> String {
        row.bytes(column).unwrap().iter().map(|b| format!("{b:02x}")).collect()
    };
    raw(
        &t.place,
        "delete from ledger_chunk; delete from ledger_holding; delete from ledger_content; delete from ledger_key",
    );
    for row in &before {
        raw(
            &t.place,
            &format!(
                "insert into ledger_chunk values ('pan', x'{}', {}, x'{}')",
                hex(row, "content"),
                row.int("part").unwrap(),
                hex(row, "sealed")
            ),
        );
    }
    for row in &holdings {
        let record = row.uuid("record").unwrap().simple().to_string();
        raw(
            &t.place,
            &format!(
                "insert into ledger_holding values ('pan', x'{record}', x'{}', x'{}')",
                hex(row, "content"),
                hex(row, "sealed")
            ),
        );
        raw(
            &t.place,
            &format!(
                "insert or ignore into ledger_content select 'pan', x'{0}', count(*), count(*) from ledger_chunk where content = x'{0}'",
                hex(row, "content")
            ),
        );
    }
    for row in &wraps {
        let record = row.uuid("record").unwrap().simple().to_string();
        raw(
            &t.place,
            &format!(
                "insert into ledger_key values ('pan', x'{record}', '{}', {}, x'{}')",
                row.text("key_id").unwrap(),
                row.int("generation").unwrap(),
                hex(row, "wrapped")
            ),
        );
    }
    t.ledger.keys().keyring().forget();
    let tried = t.ledger.read(|r| r.content(id(1), content_hash(&own)));
    assert!(matches!(tried, Err(Fault::Sealed(_))), "{tried:?}");
}

#[test]
fn verify_names_what_was_bent_lost_or_swapped_of_files() {
    both(schema, |t| {
        write(t, id(1), "con papeles").unwrap();
        scan(&t.ledger, id(1), &paper("uno", 30_000)).unwrap();
        scan(&t.ledger, id(1), &paper("dos", 30_000)).unwrap();
        t.ledger.verify(|_| ()).unwrap();
        let broken = |sql: &str| {
            let bytes = ask(&t.place, "select content, part, sealed from ledger_chunk");
            let holdings = ask(&t.place, "select record, content, sealed from ledger_holding");
            assert_eq!((bytes.len(), holdings.len()), (6, 2));
            raw(&t.place, "create table kept_chunk as select * from ledger_chunk");
            raw(&t.place, "create table kept_content as select * from ledger_content");
            raw(&t.place, "create table kept_holding as select * from ledger_holding");
            raw(&t.place, sql);
            let told = t.ledger.verify(|_| ()).map(drop).unwrap_err().to_string();
            for table in ["chunk", "content", "holding"] {
                raw(&t.place, &format!("delete from ledger_{table}"));
                raw(&t.place, &format!("insert into ledger_{table} select * from kept_{table}"));
                raw(&t.place, &format!("drop table kept_{table}"));
            }
            t.ledger.verify(|_| ()).unwrap();
            told
        };
        let one = "(select content from kept_content order by content limit 1)";
        for (sql, told) in [
            (
                format!("delete from ledger_chunk where part = 1 and content = {one}"),
                "a chunk of a file is missing",
            ),
            (
                format!(
                    "update ledger_chunk set sealed = (select sealed from kept_chunk where part = 1 and content = {one}) where part = 0 and content = {one}"
                ),
                "does not open",
            ),
            (format!("delete from ledger_content where content = {one}"), "a file that it names is not here"),
            (format!("delete from ledger_holding where content = {one}"), "a file that it names is not here"),
            (
                format!("update ledger_content set here = 2 where content = {one}"),
                "a file that it names is not here",
            ),
            (
                format!(
                    "update ledger_holding set sealed = (select sealed from kept_holding where content <> {one}) where content = {one}"
                ),
                "does not open",
            ),
        ] {
            let said = broken(&sql);
            assert!(said.contains(told), "{sql}: {said}");
        }
    });
}
