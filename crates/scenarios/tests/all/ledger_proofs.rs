//! Nobody alters the log unseen. After any byte of any stored column of an entry is changed, an entry of the middle is
//! deleted or two are swapped, `verify` fails and names the entry. What is shown comes from the log alone: with every
//! row table emptied, and with a hundred rows corrupted, a rebuild restores the very same rows.

use app::wiring;
use kernel::{Clock, FixedClock, SeededRandom};
use ledger::testing::{TestLedger, ask, raw};
use ledger::{Broken, KeyFile, Ledger, Place, Ports, Row, Value};
use scenarios::binary::Demo;
use std::sync::Arc;

/// Invented data on a database of its own, open.
struct Data {
    ledger: Ledger,
    place: Place,
    _demo: Demo,
}

fn open(demo: Demo, place: Place) -> Data {
    let now = app::ports::SystemClock.now();
    let ports = Ports { clock: Arc::new(FixedClock::at(now)), random: Arc::new(SeededRandom::new(1)) };
    let random = SeededRandom::new(2);
    let keys = KeyFile::open_or_create(&demo.folder.path().join("site.key"), &random).unwrap();
    let ledger = Ledger::open(place.clone(), keys, "pan", "hq", ports, wiring::schema()).unwrap();
    Data { ledger, place, _demo: demo }
}

/// Runs a story over sixty invented people on SQLite and, when there is a server, on PostgreSQL.
fn on_both(story: impl Fn(&Data)) {
    let demo = Demo::new(60);
    let place = Place::Sqlite(demo.database());
    story(&open(demo, place));
    // The test ledger makes the database and its tables; the demonstration fills them with its own key.
    let empty = ledger::Schema::default();
    if let Some(test) = fresh_postgres(empty)
        && let Place::Postgres(url) = &test.place
    {
        let demo = Demo::with(60, &["--database", url]);
        story(&open(demo, Place::Postgres(url.clone())));
    }
}

fn fresh_postgres(schema: ledger::Schema) -> Option<TestLedger> {
    let test = ledger::testing::pg(schema)?;
    raw(&test.place, "drop schema public cascade; create schema public;");
    Some(test)
}

#[test]
fn a_demonstration_proves_itself() {
    let demo = Demo::new(60);
    let verified = scenarios::binary::json(&["ledger", "verify", "--json", "--data", demo.data()]);
    assert!(verified["entries"].as_u64().unwrap() > 300, "{verified}");
    let doctor = scenarios::binary::run(&["doctor", "--json", "--data", demo.data()]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
    // One byte of one entry is enough, and the console says which entry it was.
    let place = Place::Sqlite(demo.database());
    raw(&place, "update ledger_entry set office = 'meteti.' where sequence = 77");
    let broken = scenarios::binary::run(&["ledger", "verify", "--data", demo.data()]);
    let said = String::from_utf8_lossy(&broken.stdout).into_owned();
    assert_eq!(broken.status.code(), Some(3), "{said}");
    assert!(said.contains("hq/1/77"), "{said}");
}

#[test]
fn verify_names_an_entry_after_any_change_to_the_log() {
    on_both(|data| {
        let seed = data.ledger.ports().clock.now().as_microsecond() as u64;
        println!("seed {seed}");
        let dice = SeededRandom::new(seed);
        data.ledger.verify(|_| ()).unwrap();
        let entries = Entries::of(data);
        // Every column is changed often, and every run changes others.
        for turn in 0..200 {
            let column = COLUMNS[turn % COLUMNS.len()];
            let at = dice.below(entries.count() as u64) as usize;
            entries.mutate(data, at, column, &dice);
        }
        for _ in 0..10 {
            let at = 1 + dice.below(entries.count() as u64 - 2) as usize;
            entries.delete(data, at);
            let other = dice.below(entries.count() as u64) as usize;
            if other != at {
                entries.swap(data, at, other);
            }
        }
        data.ledger.verify(|_| ()).expect("the last change was taken back");
    });
}

const COLUMNS: &[&str] = &[
    "tenant",
    "site",
    "epoch",
    "sequence",
    "hash",
    "previous",
    "record",
    "record_kind",
    "kind",
    "version",
    "account",
    "role",
    "office",
    "at",
    "counter",
    "stated",
    "parents",
    "key_id",
    "commitment",
    "sealed",
    "body_hash",
    "arrival",
];

/// The log as it stands, to change it and put it back.
struct Entries {
    rows: Vec<Row>,
    is_postgres: bool,
}

impl Entries {
    fn of(data: &Data) -> Entries {
        let rows =
            ask(&data.place, &format!("select {} from ledger_entry order by sequence", COLUMNS.join(", ")));
        let stored: Vec<String> =
            every_column_of(data, "ledger_entry").into_iter().map(|(name, _)| name).collect();
        assert_eq!(stored, COLUMNS, "the log has other columns than the test changes");
        Entries { rows, is_postgres: matches!(data.place, Place::Postgres(_)) }
    }
    fn count(&self) -> usize {
        self.rows.len()
    }
    fn sequence(&self, at: usize) -> i64 {
        self.rows[at].int("sequence").unwrap()
    }
    fn value(&self, at: usize, column: &str) -> Value {
        self.rows[at].value(column).unwrap().clone()
    }

    fn mutate(&self, data: &Data, at: usize, column: &str, dice: &SeededRandom) {
        let value = match self.value(at, column) {
            Value::Null if column == "body_hash" => Value::Bytes(vec![0; 32]),
            value => value,
        };
        // A number that another entry bears is refused by the database itself.
        let is_taken = |value: &Value| {
            ["sequence", "arrival"].contains(&column)
                && matches!(value, Value::Int(n) if (1..=self.count() as i64).contains(n))
        };
        let tries = std::iter::repeat_with(|| changed(&value, dice));
        let Some(changed) = tries.flatten().find(|value| !is_taken(value)) else { return };
        let set = format!("{column} = {}", self.literal(column, &changed));
        let hash = self.literal("hash", &self.value(at, "hash"));
        let new_hash = if column == "hash" { self.literal("hash", &changed) } else { hash.clone() };
        raw(&data.place, &format!("update ledger_entry set {set} where hash = {hash}"));
        self.is_found(data, at, &format!("{column} of entry {}", self.sequence(at)));
        let back = format!("{column} = {}", self.literal(column, &self.value(at, column)));
        raw(&data.place, &format!("update ledger_entry set {back} where hash = {new_hash}"));
    }
    fn delete(&self, data: &Data, at: usize) {
        raw(&data.place, &format!("delete from ledger_entry where sequence = {}", self.sequence(at)));
        self.is_found(data, at, &format!("deleting entry {}", self.sequence(at)));
        let values: Vec<String> =
            COLUMNS.iter().map(|column| self.literal(column, &self.value(at, column))).collect();
        let sql = format!("insert into ledger_entry ({}) values ({})", COLUMNS.join(", "), values.join(", "));
        raw(&data.place, &sql);
    }
    /// The two change places: each stands under the other's number.
    fn swap(&self, data: &Data, a: usize, b: usize) {
        let (a, b) = (self.sequence(a.min(b)), self.sequence(a.max(b)));
        let exchange = format!(
            "update ledger_entry set sequence = -1 where sequence = {a}; \
             update ledger_entry set sequence = {a} where sequence = {b}; \
             update ledger_entry set sequence = {b} where sequence = -1;"
        );
        raw(&data.place, &exchange);
        self.is_found(data, (a - 1) as usize, &format!("swapping entries {a} and {b}"));
        raw(&data.place, &exchange);
    }

    /// Verify fails and names the entry itself or the one that stands after the gap it left.
    fn is_found(&self, data: &Data, at: usize, what: &str) {
        match data.ledger.verify(|_| ()) {
            Ok(_) => panic!("{what} was not found"),
            Err(Broken::Entry { sequence, hash, .. }) => {
                let own = self.sequence(at);
                let is_near = sequence == own || sequence == own + 1;
                let is_it = hash_of(&self.value(at, "hash")) == hash;
                assert!(is_near || is_it, "{what}: verify names entry {sequence} ({hash})");
            }
            // The last entry gone from its place leaves nobody after it; the site's own count names its number.
            Err(Broken::Site { what: named, .. }) => {
                assert!(
                    at + 1 >= self.count() && named.contains(&self.sequence(at).to_string()),
                    "{what}: {named}"
                );
            }
            Err(other) => panic!("{what}: {other}"),
        }
    }

    fn literal(&self, column: &str, value: &Value) -> String {
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        match (value, self.is_postgres) {
            (Value::Null, _) => "null".to_owned(),
            (Value::Int(n), _) => n.to_string(),
            (Value::Text(text), _) => format!("'{}'", text.replace('\'', "''")),
            (Value::Uuid(id), true) => format!("'{id}'::uuid"),
            (Value::Uuid(id), false) => format!("x'{}'", hex(id.as_bytes())),
            (Value::Bytes(bytes), true) => format!("'\\x{}'::bytea", hex(bytes)),
            (Value::Bytes(bytes), false) => format!("x'{}'", hex(bytes)),
            (other, _) => panic!("{column} holds {other:?}"),
        }
    }
}

fn hash_of(value: &Value) -> String {
    match value {
        Value::Bytes(bytes) => bytes.iter().map(|b| format!("{b:02x}")).collect(),
        other => panic!("a hash is {other:?}"),
    }
}

/// The value with one byte of it changed, a character where it is text; where there is no byte, with one more.
fn changed(value: &Value, dice: &SeededRandom) -> Option<Value> {
    let bit = 1u8 << dice.below(8);
    let flip = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        if bytes.is_empty() {
            return vec![bit];
        }
        let at = dice.below(bytes.len() as u64) as usize;
        bytes[at] ^= bit;
        bytes
    };
    Some(match value {
        Value::Null => Value::Text("2001-01-01".into()),
        Value::Int(n) => {
            let bytes = flip(&n.to_be_bytes());
            Value::Int(i64::from_be_bytes(bytes.try_into().ok()?))
        }
        Value::Text(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            if letters.is_empty() {
                letters.push('x');
            } else {
                let at = dice.below(letters.len() as u64) as usize;
                letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
            }
            Value::Text(letters.into_iter().collect())
        }
        Value::Bytes(bytes) => Value::Bytes(flip(bytes)),
        Value::Uuid(id) => Value::Uuid(uuid::Uuid::from_slice(&flip(id.as_bytes())).ok()?),
        _ => return None,
    })
}

#[test]
fn a_rebuild_restores_every_row() {
    on_both(|data| {
        let live = data.ledger.digest().unwrap();
        corrupt_a_hundred_rows(data);
        assert_ne!(data.ledger.digest().unwrap_or_default(), live, "nothing was corrupted");
        assert_eq!(data.ledger.rebuild(|_| ()).unwrap().digest, live);
        for table in data.ledger.row_tables() {
            raw(&data.place, &format!("delete from {table}"));
        }
        raw(&data.place, "delete from ledger_record");
        assert_ne!(data.ledger.digest().unwrap(), live);
        let rebuilt = data.ledger.rebuild(|_| ()).unwrap();
        assert_eq!(rebuilt.digest, live);
        assert!(rebuilt.rows > 500, "{rebuilt:?}");
    });
}

/// Falsifies, removes or empties a hundred rows, spread over all tables.
fn corrupt_a_hundred_rows(data: &Data) {
    let dice = SeededRandom::new(11);
    let tables = data.ledger.row_tables();
    let row_id = if matches!(data.place, Place::Postgres(_)) { "ctid" } else { "rowid" };
    let mut corrupted = 0;
    for turn in 0.. {
        if corrupted == 100 {
            return;
        }
        let table = tables[turn % tables.len()];
        let count = ask(&data.place, &format!("select count(*) as n from {table}"))[0].int("n").unwrap();
        if count == 0 {
            continue;
        }
        let one = format!(
            "{row_id} = (select {row_id} from {table} order by record limit 1 offset {})",
            dice.below(count as u64)
        );
        let columns = columns_of(data, table);
        let (name, kind) = &columns[dice.below(columns.len() as u64) as usize];
        let sql = match (kind.as_str(), dice.below(4)) {
            (_, 0) => format!("delete from {table} where {one}"),
            ("text", _) => format!("update {table} set {name} = coalesce({name}, '') || 'x' where {one}"),
            ("integer" | "bigint", _) => {
                format!("update {table} set {name} = coalesce({name}, 0) + 1 where {one}")
            }
            ("boolean", _) => format!("update {table} set {name} = not {name} where {one}"),
            ("blob", _) => format!("update {table} set {name} = x'00' where {one}"),
            ("bytea", _) => format!("update {table} set {name} = '\\x00'::bytea where {one}"),
            _ => continue,
        };
        raw(&data.place, &sql);
        corrupted += 1;
    }
}

/// The columns that are no part of a key, with their types. A number in a key could collide with its neighbour's.
fn columns_of(data: &Data, table: &str) -> Vec<(String, String)> {
    let keys =
        ["tenant", "record", "number", "place", "run", "term", "task", "person", "fact", "child", "office"];
    let all = every_column_of(data, table).into_iter();
    let free: Vec<_> = all.filter(|(name, _)| !keys.contains(&name.as_str())).collect();
    if free.is_empty() { vec![("record".to_owned(), "key".to_owned())] } else { free }
}

fn every_column_of(data: &Data, table: &str) -> Vec<(String, String)> {
    let sql = match &data.place {
        Place::Postgres(_) => format!(
            "select column_name::text as name, data_type::text as kind from information_schema.columns \
             where table_name = '{table}' order by ordinal_position"
        ),
        Place::Sqlite(_) => format!("select name, lower(type) as kind from pragma_table_info('{table}')"),
    };
    let rows = ask(&data.place, &sql);
    rows.iter().map(|row| (row.text("name").unwrap(), row.text("kind").unwrap())).collect()
}
