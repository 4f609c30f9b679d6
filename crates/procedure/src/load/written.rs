//! Whether every item that says something of the law says where it is written and since when, told before it is read.

use super::File;
use crate::said::Cite;
use toml::{Table, Value};

/// The lists whose items are law, with the keys an item may be known by.
const LISTS: [&str; 13] = [
    "facts",
    "terms",
    "steps",
    "documents",
    "remedies",
    "struck",
    "transitions",
    "offices",
    "commissions",
    "rest_days",
    "holidays",
    "decreed",
    "acts",
];
/// Single items that are law.
const SINGLE: [&str; 2] = ["opening", "case_number"];
/// What stands inside an item and is law of its own: conditions, tasks, a moved end.
const INSIDE: [&str; 3] = ["guard", "tasks", "moved_end"];
/// Items that are in force from a day of their own, and how that day is written.
const SINCE: [(&str, &str); 4] =
    [("holidays", "valid_from"), ("struck", "from"), ("decreed", "day"), ("acts", "from")];

const NO_CITE: &str = "nothing says where it is written: add `cite = { source = \"KEY\", article = \"12\", verification = \
                       \"secondary\" }` with a key of [sources], or `cite = { source = \"platform\" }` if no law says so";
const NO_SOURCE: &str = "the cite names no source: say a key of [sources], `platform` or `unknown`";
const NO_ARTICLE: &str = "the cite says no article: write it, or `article = \"unknown\"`";
const NO_VERIFICATION: &str =
    "the cite does not say how sure we are: write `verification = \"secondary\"` or `\"unverified\"`";

/// Notes every item without a cite, every cite that is not whole, and every item without its first day.
///
/// An empty file is left to its reader, which names what a file of its kind needs.
pub(super) fn check(file: &mut File<'_>, root: &Table) {
    if root.is_empty() {
        return;
    }
    item(file, "cite", root);
    if root.contains_key("first_stage") && !root.contains_key("valid_from") {
        file.wrong("version", no_day("valid_from"));
    }
    for list in LISTS {
        for (place, table) in tables(root.get(list)).enumerate() {
            let path =
                format!("{list}.{}", key(table).map_or_else(|| (place + 1).to_string(), str::to_owned));
            item(file, &path, table);
            let since = SINCE.iter().find(|(of, _)| *of == list);
            if let Some((_, day)) = since.filter(|(_, day)| !table.contains_key(*day)) {
                file.wrong(&path, no_day(day));
            }
        }
    }
    for single in SINGLE {
        for table in tables(root.get(single)) {
            item(file, single, table);
        }
    }
}

/// Notes the safeguards that do not say where they are written.
pub(super) fn safeguards(file: &mut File<'_>, root: &Table) {
    for table in tables(root.get("safeguards")) {
        item(file, &format!("safeguards.{}", key(table).unwrap_or_default()), table);
    }
}

fn item(file: &mut File<'_>, path: &str, table: &Table) {
    match table.get("cite") {
        Some(Value::Table(cite)) => whole(file, path, cite),
        _ => file.wrong(path, NO_CITE),
    }
    for inside in INSIDE {
        for table in tables(table.get(inside)) {
            let path = match key(table) {
                Some(key) => format!("{path}.{inside}.{key}"),
                None => format!("{path}.{inside}"),
            };
            item(file, &path, table);
        }
    }
}

/// A choice of the platform, or what nobody could show, has neither article nor degree of sureness to state.
fn whole(file: &mut File<'_>, path: &str, cite: &Table) {
    let text = |key: &str| cite.get(key).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
    if !text("source") {
        return file.wrong(path, NO_SOURCE);
    }
    if matches!(cite.get("source").and_then(Value::as_str), Some(Cite::PLATFORM | Cite::UNKNOWN)) {
        return;
    }
    for (wanted, why) in [("article", NO_ARTICLE), ("verification", NO_VERIFICATION)] {
        if !text(wanted) {
            file.wrong(path, why);
        }
    }
}

fn no_day(key: &str) -> String {
    format!("it does not say from which day: write `{key} = \"2024-01-31\"`")
}

/// The tables of a list, or the one table that stands there.
fn tables(value: Option<&Value>) -> impl Iterator<Item = &Table> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.chain(value.filter(|v| v.is_table())).filter_map(Value::as_table)
}

/// What an item is known by.
fn key(table: &Table) -> Option<&str> {
    super::KEYS.iter().find_map(|key| table.get(*key)).and_then(Value::as_str)
}
