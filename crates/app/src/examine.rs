//! Looks at an installation as an operator would; `ceiba doctor` prints what it finds and `/health` shows it.

use crate::backup_note;
use crate::cli::DataArgs;
use crate::config::Config;
use crate::disk::{self, Room};
use jiff::Timestamp;
use ledger::Ledger;
use procedure::Law;
use serde::Serialize;
use std::fmt::Display;
use std::path::Path;

/// One thing that was looked at.
#[derive(Serialize, Clone, Debug)]
pub struct Finding {
    pub what: &'static str,
    pub ok: bool,
    pub found: String,
    /// What to do about it, when it is not well.
    pub mend: Option<&'static str>,
    /// The figure or name in `found`, for a sentence in the reader's language.
    #[serde(skip)]
    pub value: String,
}

/// What was found, in words and as the value those words hold.
pub struct Seen {
    words: String,
    value: String,
}

impl From<String> for Seen {
    fn from(words: String) -> Seen {
        Seen { value: words.clone(), words }
    }
}

impl Seen {
    fn counted(value: impl Display, words: String) -> Seen {
        Seen { words, value: value.to_string() }
    }
}

impl Finding {
    pub fn of<S: Into<Seen>, E: Display>(
        what: &'static str,
        found: Result<S, E>,
        mend: &'static str,
    ) -> Finding {
        match found.map(Into::into) {
            Ok(Seen { words, value }) => Finding { what, ok: true, found: words, mend: None, value },
            Err(error) => {
                Finding { what, ok: false, found: error.to_string(), mend: Some(mend), value: String::new() }
            }
        }
    }
}

/// How much of the data is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What answers at once.
    Quick,
    /// The files and the whole log too; minutes on much data.
    Whole,
}

/// The country's files, or what is wrong with them.
pub fn country<E: Display>(code: &str, law: Result<&Law, E>) -> Finding {
    let seen = |law: &Law| {
        let count = law.procedures.len();
        Seen::counted(count, format!("{code}: {count} procedures"))
    };
    Finding::of("country", law.map(seen), "mend the country file at the line named above")
}

/// The machine's clock: a legal date is only as right as it is.
pub fn clock(now: Timestamp) -> Finding {
    Finding::of("clock", plausible(now), "set the machine's clock; legal dates depend on it")
}

fn plausible(now: Timestamp) -> Result<String, String> {
    let built: Timestamp = "2026-01-01T00:00:00Z".parse().map_err(|_| "no date of building".to_owned())?;
    if now < built { Err(format!("{now} lies before this program was written")) } else { Ok(now.to_string()) }
}

/// The key file, as far as the caller can look at it.
pub fn key_file<E: Display>(state: Result<String, E>) -> Finding {
    Finding::of("key file", state, "restore the key file from its own backup; data cannot be read without it")
}

/// The room where the data is.
pub fn disk(folder: &Path, room: Room) -> Option<Finding> {
    let free = disk::free(folder).ok()?;
    let needed = room.low.saturating_add(room.reserve);
    let words = format!("{} MB free", free / 1_048_576);
    let seen = if free < needed { Err(format!("{words}; nothing new is taken soon")) } else { Ok(words) };
    Some(Finding::of("disk", seen, "make room where the data folder is"))
}

/// The last backup, and whether this data was restored from one. Invented data needs none.
pub fn backup(data: &DataArgs, config: &Config, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(restored) = backup_note::read_restored(&data.data) {
        let words = format!("from the backup of {}; {}", restored.made, restored.note);
        found.push(Finding::of("restored", Ok::<_, String>(words), ""));
    }
    let note = backup_note::read(&data.data);
    if note.is_none() && crate::serve::is_demo(data) {
        return found;
    }
    let state = match note {
        None => Err("there is none yet".to_owned()),
        Some(note) if note.age(now) > config.backup_age_max() => {
            Err(format!("the last is {} hours old", note.age(now).as_hours()))
        }
        Some(note) if !note.verified => Err(format!("the last, of {}, was not proved", note.at)),
        Some(note) => {
            Ok(format!("{} hours ago, up to entry {}, proved", note.age(now).as_hours(), note.sequence))
        }
    };
    found.push(Finding::of("backup", state, "run `ceiba backup`, and see why its timer did not"));
    found
}

/// A database that could not even be opened.
pub fn closed_database(error: impl Display) -> Finding {
    Finding::of("database", Err::<String, _>(error), "check --data or --database, and the key file")
}

/// The database behind an open ledger.
pub fn database(ledger: &Ledger, depth: Depth) -> Vec<Finding> {
    let mut findings = vec![Finding::of("database", ledger.engine(), "install a supported version")];
    if depth == Depth::Whole {
        let sound = ledger.quick_check().map(|()| "sound".to_owned());
        findings.push(Finding::of("files", sound, "stop, copy the files, restore the last backup"));
        let words = |v: &ledger::Verified| match (v.files, v.files_awaited) {
            (0, 0) => format!("{} entries proved", v.entries),
            (files, 0) => format!("{} entries and {files} files proved", v.entries),
            (files, coming) => {
                format!("{} entries and {files} files proved, {coming} on their way", v.entries)
            }
        };
        let proved =
            ledger.verify(|_| ()).map(|v| Seen::counted(web::number(v.entries.cast_signed()), words(&v)));
        findings.push(Finding::of(
            "log",
            proved,
            "stop, keep the files as evidence, restore the last backup",
        ));
    }
    findings.push(statements(ledger));
    findings
}

fn statements(ledger: &Ledger) -> Finding {
    let found = match ledger.prepare_all() {
        Ok(refused) if refused.is_empty() => Ok("every statement fits".to_owned()),
        Ok(refused) => Err(refused.join("; ")),
        Err(fault) => Err(fault.to_string()),
    };
    Finding::of("statements", found, "the program and the database are of different versions")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_lies_is_said_with_what_to_do() {
        let finding = clock("1970-01-01T00:00:00Z".parse().unwrap());
        assert!(!finding.ok && finding.mend.is_some(), "{finding:?}");
        let finding = clock("2026-11-22T12:00:00Z".parse().unwrap());
        assert!(finding.ok && finding.mend.is_none(), "{finding:?}");
    }

    #[test]
    fn a_sound_ledger_has_nothing_to_mend() {
        let test = ledger::testing::lite(access::testing::schema());
        let findings = database(&test.ledger, Depth::Whole);
        assert_eq!(
            findings.iter().map(|f| f.what).collect::<Vec<_>>(),
            ["database", "files", "log", "statements"]
        );
        let broken: Vec<_> = findings.iter().filter(|f| !f.ok && f.what != "statements").collect();
        assert!(broken.is_empty(), "{broken:?}");
    }
}
