//! What was written once can be read for ever. Every kind of entry that the house writes has a committed example of its
//! format in `golden/`; each still decodes, and one of the present version reads back as it was written. A new kind
//! fails here until its example is committed; a changed format fails until it has a new version and an upcaster.
//!
//! `cargo test -p scenarios --test all -- --ignored write_the_examples_that_are_missing` takes examples from a
//! demonstration; what a demonstration does not do is written by hand.

use ledger::{Door, Record};
use scenarios::binary::{Demo, root};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn folder() -> PathBuf {
    root().join("crates/scenarios/golden")
}

/// What the test needs to know of a kind of record.
struct Format {
    record: &'static str,
    kinds: Vec<String>,
    version: fn(&str) -> u16,
    /// Reads an example as a rebuild would; answers what would be written for it today.
    reread: fn(&str, u16, Value) -> Result<Value, String>,
}

fn format<R: Record>() -> Format {
    Format { record: R::KIND, kinds: kinds::<R>(), version: R::version, reread: reread::<R> }
}

fn formats() -> Vec<Format> {
    vec![
        format::<identity::Person>(),
        format::<identity::Household>(),
        format::<identity::pairing::Pairing>(),
        format::<identity::tracing::search::Search>(),
        format::<identity::tracing::lead::Lead>(),
        format::<identity::tracing::wish::Wish>(),
        format::<asylum::Intent>(),
        format::<casework::Case>(),
        format::<commission::Session>(),
        format::<casework::remedy::Remedy>(),
        format::<casework::sign_off::SignOff>(),
        format::<casework::dossier::Dossier>(),
        format::<statistics::Cut>(),
        format::<pledges::PledgeFile>(),
        format::<oversight::glass::Glass>(),
        format::<oversight::breach::Breach>(),
        format::<oversight::alarm::Alarm>(),
        format::<oversight::retention::Retention>(),
        format::<oversight::retention::Hold>(),
        format::<compartment::Sealed>(),
        format::<compartment::Instructions>(),
    ]
}

/// The kinds of an event, as its own reader lists them when it is shown one that it does not know.
fn kinds<R: Record>() -> Vec<String> {
    let Err(error) = serde_json::from_value::<R::Event>(json!({ "kind": "?" })) else {
        panic!("? is a kind")
    };
    let words = error.to_string();
    let known = words.split_once("expected").unwrap().1;
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn reread<R: Record>(kind: &str, version: u16, body: Value) -> Result<Value, String> {
    let current = R::version(kind);
    let body = if version < current { R::upcast(kind, version, body) } else { body };
    let whole = if body.is_null() { json!({ "kind": kind }) } else { json!({ "kind": kind, "body": body }) };
    let event: R::Event = serde_json::from_value(whole).map_err(|e| e.to_string())?;
    let written = serde_json::to_value(&event).map_err(|e| e.to_string())?;
    Ok(written.get("body").cloned().unwrap_or(Value::Null))
}

fn examples() -> BTreeMap<String, Value> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        (name, serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    };
    files.filter(|path| path.extension().is_some_and(|e| e == "json")).map(read).collect()
}

#[test]
fn every_kind_of_record_is_looked_at() {
    let known: Vec<&str> = formats().iter().map(|f| f.record).collect();
    for record in app::wiring::schema().records {
        assert!(known.contains(&record.kind), "no example of {} is looked at", record.kind);
    }
}

#[test]
fn every_example_still_decodes_and_every_kind_has_one() {
    let mut examples = examples();
    let mut wrong = Vec::new();
    for format in formats() {
        assert!(!format.kinds.is_empty(), "{}", format.record);
        for kind in &format.kinds {
            // person.registered.json is of the present version; person.registered.v1.json of an older one.
            let name = format!("{}.{kind}", format.record);
            let current = (format.version)(kind);
            let older: Vec<String> = (1..current).map(|version| format!("{name}.v{version}")).collect();
            for (file, version) in std::iter::once((name.clone(), current)).chain(older.into_iter().zip(1..))
            {
                let Some(example) = examples.remove(&file) else {
                    wrong.push(format!("golden/{file}.json is missing"));
                    continue;
                };
                assert_eq!(example["version"], version, "{file}");
                match (format.reread)(kind, version, example["body"].clone()) {
                    Err(why) => wrong.push(format!("{file} does not decode: {why}")),
                    Ok(now) if version == current && now != example["body"] => {
                        wrong.push(format!("{file} reads back as {now}, not as {}", example["body"]));
                    }
                    Ok(_) => {}
                }
            }
        }
    }
    wrong.extend(examples.keys().map(|name| format!("golden/{name}.json is of no kind")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "writes golden/"]
fn write_the_examples_that_are_missing() {
    let demo = Demo::new(150);
    let ports = ledger::Ports {
        clock: std::sync::Arc::new(app::ports::SystemClock),
        random: std::sync::Arc::new(app::ports::SystemRandom),
    };
    let keys = ledger::KeyFile::open_or_create(&demo.folder.path().join("site.key"), &*ports.random).unwrap();
    let place = ledger::Place::Sqlite(demo.database());
    let ledger =
        ledger::Ledger::open(place.clone(), keys, "pan", "hq", ports, app::wiring::schema()).unwrap();
    let records = ledger::testing::ask(&place, "select record from ledger_record order by record");
    let mut best: BTreeMap<String, (u16, Value)> = BTreeMap::new();
    for row in records {
        let entries = ledger.read(|r| r.entries(row.uuid("record").unwrap())).unwrap();
        for entry in entries {
            let name = format!("{}.{}", entry.record_kind, entry.kind);
            let mut body = entry.body;
            // Ten cells say as much about the format as thousands.
            if let Some(cells) = body.get_mut("cells")
                && let Some(text) = cells.as_str()
            {
                *cells = text.lines().take(10).map(|line| format!("{line}\n")).collect::<String>().into();
            }
            let longer = best.get(&name).is_none_or(|(_, b)| b.to_string().len() < body.to_string().len());
            if longer {
                best.insert(name, (entry.version, body));
            }
        }
    }
    for (name, (version, body)) in best {
        let path = folder().join(format!("{name}.json"));
        if !path.exists() {
            let text = serde_json::to_string_pretty(&json!({ "version": version, "body": body })).unwrap();
            std::fs::write(path, text + "\n").unwrap();
        }
    }
}
