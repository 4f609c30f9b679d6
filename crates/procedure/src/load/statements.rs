//! What each statement of a law file says as data, without where it is written: the ground of its fingerprint.

use crate::confirmation::{ReadStatement, ReadStatements};
use crate::load::based_on::Shelf;
use crate::load::{hexadecimal, is_procedure};
use aws_lc_rs::digest::{SHA256, digest};
use std::collections::BTreeMap;
use std::fmt::Write;
use toml::{Table, Value};

/// One statement as a file has it, in the order of the file.
#[derive(Clone)]
struct Raw {
    path: String,
    says: String,
    /// Its cite as the file writes it: a version that cites another text says it anew.
    cite: Table,
}

/// The lists whose items are statements, and the key an item is known by.
const LISTS: [(&str, &str); 12] = [
    ("facts", "id"),
    ("steps", "id"),
    ("terms", "id"),
    ("documents", "id"),
    ("remedies", "id"),
    ("struck", "what"),
    ("transitions", "from"),
    ("offices", "id"),
    ("commissions", "id"),
    ("holidays", "id"),
    ("decreed", "day"),
    ("acts", "id"),
];
/// What stands inside an item and is a statement of its own.
const INSIDE: [&str; 5] = ["guard", "tasks", "moved_end", "same_body", "other_body"];

/// Every statement of a country's files. A file that cannot be read has none; its reader says why.
pub(super) fn of<'a>(files: &'a BTreeMap<String, String>, shelf: &mut Shelf<'a>) -> ReadStatements {
    let mut all = ReadStatements::new();
    for (path, text) in files {
        let chain = match is_procedure(path) {
            true => chain(path, shelf),
            false if ["country.toml", "calendar.toml"].contains(&path.as_str()) => {
                toml::from_str(text).into_iter().map(|table| (path.clone(), raw(&table))).collect()
            }
            false => continue,
        };
        let Some((_, own)) = chain.first() else { continue };
        for statement in own {
            let read = ReadStatement {
                says: statement.says.clone(),
                home: home(&chain, statement),
                written: crate::said::Cite::default(),
            };
            all.entry((path.clone(), statement.path.clone())).or_default().push(read);
        }
    }
    all
}

/// A file and those it starts from, the nearest first, each with its statements.
fn chain<'a>(path: &'a str, shelf: &mut Shelf<'a>) -> Vec<(String, Vec<Raw>)> {
    let files = shelf.line_of(path);
    let wholes = files.into_iter().map_while(|file| Some((file, shelf.whole(file).ok()?)));
    wholes.map(|(file, whole)| (file.to_owned(), raw(&whole.table))).collect()
}

/// The file in which a statement is written: the furthest back to which it reads the same and cites the same.
fn home(chain: &[(String, Vec<Raw>)], statement: &Raw) -> String {
    let same = |of: &[Raw]| {
        of.iter().any(|s| s.path == statement.path && s.says == statement.says && s.cite == statement.cite)
    };
    let unchanged = chain.iter().take_while(|(_, statements)| same(statements));
    unchanged.last().map(|(file, _)| file.clone()).unwrap_or_default()
}

fn raw(root: &Table) -> Vec<Raw> {
    let mut all = Vec::new();
    let mut note = |path: String, says: String, cite: Option<&Table>| {
        all.push(Raw { path, says, cite: cite.cloned().unwrap_or_default() });
    };
    note("cite".to_owned(), fingerprint(&Value::Table(head(root))), table(root, "cite"));
    for rule in ["confidential", "free"] {
        if let Some(cite) = table(root, rule) {
            note(rule.to_owned(), fingerprint(&Value::Table(Table::new())), Some(cite));
        }
    }
    if let Some(number) = table(root, "case_number") {
        note("case_number".to_owned(), fingerprint(&bare(number)), table(number, "cite"));
    }
    if let Some(opening) = table(root, "opening") {
        let id = opening.get("id").and_then(Value::as_str).unwrap_or_default();
        item(root, &format!("steps.{id}"), opening, &mut note);
    }
    for rest in tables(root.get("rest_days")) {
        item(root, "rest_days", rest, &mut note);
    }
    for (list, key) in LISTS {
        for entry in tables(root.get(list)) {
            item(root, &format!("{list}.{}", known_by(entry, key)), entry, &mut note);
        }
    }
    all
}

/// An item and the statements inside it.
fn item(root: &Table, path: &str, entry: &Table, note: &mut dyn FnMut(String, String, Option<&Table>)) {
    note(path.to_owned(), fingerprint(&with_form(root, entry)), table(entry, "cite"));
    for inside in INSIDE {
        for own in tables(entry.get(inside)) {
            let path = match own.get("id").and_then(Value::as_str) {
                Some(id) => format!("{path}.{inside}.{id}"),
                None => format!("{path}.{inside}"),
            };
            note(path, fingerprint(&bare(own)), table(own, "cite"));
        }
    }
}

/// The questions of a form that several steps ask alike are part of what each of them says.
fn with_form(root: &Table, entry: &Table) -> Value {
    let form = entry.get("form").and_then(Value::as_str);
    let fields = form.and_then(|form| root.get("forms")?.get(form)).cloned();
    let Value::Table(mut item) = bare(entry) else { return bare(entry) };
    if let Some(fields) = fields {
        item.insert("form".to_owned(), fields);
    }
    Value::Table(item)
}

/// What a file as a whole says. Of a procedure and of a country it is the lines at the head, for all below are statements of
/// their own; of a calendar it is every day in it, because a working day rests on all of them.
fn head(root: &Table) -> Table {
    let is_calendar = root.contains_key("rest_days");
    let own = |key: &str, value: &Value| {
        let is_line = !matches!(value, Value::Array(_))
            && !["opening", "confidential", "free", "case_number", "forms"].contains(&key);
        key != "sources" && key != "based_on" && key != "removes" && (is_calendar || is_line)
    };
    let kept = root.iter().filter(|(key, value)| own(key, value));
    match bare(&kept.map(|(key, value)| (key.clone(), value.clone())).collect()) {
        Value::Table(table) => table,
        _ => Table::new(),
    }
}

/// An item without any cite in it: what it says, not where that is written.
fn bare(entry: &Table) -> Value {
    fn strip(value: &Value) -> Value {
        match value {
            Value::Table(table) => {
                let kept = table.iter().filter(|(key, _)| *key != "cite");
                Value::Table(kept.map(|(key, value)| (key.clone(), strip(value))).collect())
            }
            Value::Array(items) => Value::Array(items.iter().map(strip).collect()),
            other => other.clone(),
        }
    }
    strip(&Value::Table(entry.clone()))
}

/// SHA-256 of a value written in one way only: keys in order, each part with its kind and length.
fn fingerprint(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    hexadecimal(digest(&SHA256, text.as_bytes()).as_ref())
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => drop(write!(out, "s{}:{text}", text.len())),
        Value::Integer(n) => drop(write!(out, "i{n};")),
        Value::Float(n) => drop(write!(out, "f{n};")),
        Value::Boolean(b) => drop(write!(out, "b{b};")),
        Value::Datetime(at) => drop(write!(out, "d{at};")),
        Value::Array(items) => {
            let _ = write!(out, "a{}:", items.len());
            items.iter().for_each(|item| write(item, out));
        }
        Value::Table(table) => {
            let mut keys: Vec<&String> = table.keys().collect();
            keys.sort();
            let _ = write!(out, "t{}:", keys.len());
            for key in keys {
                let _ = write!(out, "s{}:{key}", key.len());
                table.get(key).into_iter().for_each(|value| write(value, out));
            }
        }
    }
}

fn table<'a>(of: &'a Table, key: &str) -> Option<&'a Table> {
    of.get(key).and_then(Value::as_table)
}

/// The tables of a list, or the one table that stands there.
fn tables(value: Option<&Value>) -> impl Iterator<Item = &Table> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.chain(value.filter(|v| v.is_table())).filter_map(Value::as_table)
}

/// What an item is known by, as the path of a statement writes it.
fn known_by(entry: &Table, key: &str) -> String {
    match entry.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("-"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
