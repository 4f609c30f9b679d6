//! Reads a country's files into a [`Law`] and says precisely what is wrong with them.

mod based_on;
mod calendar;
mod confirmed;
mod country;
mod procedure;
mod sound;
mod statements;
mod written;

use crate::check::{Safeguard, Safeguards};
use crate::commission::Commission;
use crate::law::{CountryFile, Law, LawError, OfficeFact};
use crate::model::Procedure;
use crate::replay::Draft;
use crate::said::{Cite, Said, Verification};
use aws_lc_rs::digest::{SHA256, digest};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use toml::Table;

/// Reads `country.toml`, `calendar.toml` and `procedures/*.toml`.
pub(crate) fn law(files: &BTreeMap<String, String>) -> Result<Law, Vec<LawError>> {
    read(files, None)
}

/// Where a draft stands among the files of its country; no file of a country has such a name.
const DRAFT: &str = "procedures/~draft.toml";

/// Reads a country with a version that nobody has enacted beside it, told under `name`.
pub(crate) fn draft(
    files: &BTreeMap<String, String>,
    name: &str,
    text: &str,
) -> Result<Draft, Vec<LawError>> {
    let mut all = files.clone();
    all.insert(DRAFT.to_owned(), text.to_owned());
    let named = |error: LawError| match error.file == DRAFT {
        true => LawError { file: name.to_owned(), ..error },
        false => error,
    };
    if let Some(error) = based_on::Shelf::of(&all).stranger(DRAFT) {
        return Err(vec![named(error)]);
    }
    let told = |errors: Vec<LawError>| errors.into_iter().map(named).collect::<Vec<_>>();
    let mut law = read(&all, Some(DRAFT)).map_err(told)?;
    let place = law.procedures.iter().position(|p| p.file == DRAFT);
    let Some(version) = place.map(|place| law.procedures.remove(place)) else {
        return Err(vec![missing(name, "the file holds no version of a procedure")]);
    };
    Ok(Draft { law, version: Procedure { file: name.to_owned(), ..version } })
}

fn read(files: &BTreeMap<String, String>, draft: Option<&str>) -> Result<Law, Vec<LawError>> {
    let mut errors = Vec::new();
    let country = the(files, "country.toml", &mut errors).and_then(|f| country::read(f, &mut errors));
    let calendar = the(files, "calendar.toml", &mut errors).and_then(|f| calendar::read(f, &mut errors));
    let bodies = country.as_ref().map(Bodies::of).unwrap_or_default();
    let mut shelf = based_on::Shelf::of(files);
    let mut procedures = Vec::new();
    for path in files.keys().filter(|path| is_procedure(path)) {
        let Some(mut file) = the(files, path, &mut errors) else { continue };
        if shelf.base(path).is_some() {
            match shelf.whole(path) {
                Ok(whole) => file.whole = Some(whole),
                Err(mut wrong) => {
                    errors.append(&mut wrong);
                    continue;
                }
            }
        }
        procedures.extend(procedure::read(&mut file, bodies, &mut errors));
    }
    sound::across(&procedures, files, draft, &mut errors);
    if let Some(calendar) = &calendar {
        sound::acts(&procedures, calendar, files, &mut errors);
    }
    match (country, calendar) {
        (Some(facts_file), Some(calendar)) if errors.is_empty() => {
            let (read, confirmations) = (statements::of(files, &mut shelf), Vec::new());
            let country = facts_file.code;
            confirmed(files, Law { country, facts_file, procedures, calendar, read, confirmations })
        }
        _ => Err(errors),
    }
}

/// The law with what its files say that a lawyer confirmed.
fn confirmed(files: &BTreeMap<String, String>, mut law: Law) -> Result<Law, Vec<LawError>> {
    let mut errors = Vec::new();
    let mut read = std::mem::take(&mut law.read);
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    law.each_cite(&mut |file, path, cite| {
        let at = (file.to_owned(), path.to_owned());
        let place = places.entry(at.clone()).or_default();
        if let Some(statement) = read.get_mut(&at).and_then(|here| here.get_mut(*place)) {
            statement.written = cite.clone();
        }
        *place += 1;
    });
    law.confirmations = confirmed::read(files, &read, &mut errors);
    law.read = read;
    if !errors.is_empty() {
        return Err(errors);
    }
    law.lay_confirmations();
    Ok(law)
}

fn is_procedure(path: &str) -> bool {
    path.starts_with("procedures/") && path.ends_with(".toml")
}

/// Who a country's procedures speak of.
#[derive(Clone, Copy, Default)]
pub(crate) struct Bodies<'a> {
    pub offices: &'a [OfficeFact],
    pub commissions: &'a [Commission],
}

impl<'a> Bodies<'a> {
    fn of(country: &'a CountryFile) -> Bodies<'a> {
        Bodies { offices: &country.offices, commissions: &country.commissions }
    }
}

/// Reads `region/safeguards.toml`.
pub(crate) fn safeguards(text: &str) -> Result<Safeguards, Vec<LawError>> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw {
        sources: BTreeMap<String, String>,
        safeguards: Vec<Safeguard>,
    }
    let mut file = File::new("safeguards.toml", text);
    let Some(raw) = file.table::<Raw>() else { return Err(file.errors) };
    file.sources = raw.sources;
    file.ids("safeguards", raw.safeguards.iter().map(|s| s.id.as_str()));
    let read = raw.safeguards.into_iter().map(|s| {
        let path = format!("safeguards.{}", s.id);
        file.said(&path, &s.names);
        Safeguard { cite: file.cite(&path, s.cite.clone()), ..s }
    });
    let safeguards = Safeguards(read.collect());
    if file.errors.is_empty() { Ok(safeguards) } else { Err(file.errors) }
}

/// What the items of lists are known by.
const KEYS: [&str; 4] = ["id", "what", "day", "weekday"];

/// One file while it is read: its text is kept so that an error can name the line.
pub(crate) struct File<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub sources: BTreeMap<String, String>,
    pub errors: Vec<LawError>,
    /// A version that starts from another one, made whole.
    pub whole: Option<based_on::Whole>,
}

fn the<'a>(
    files: &'a BTreeMap<String, String>,
    path: &'a str,
    errors: &mut Vec<LawError>,
) -> Option<File<'a>> {
    match files.get(path) {
        Some(text) => Some(File::new(path, text)),
        None => {
            errors.push(missing(path, "the file is missing; a country needs country.toml and calendar.toml"));
            None
        }
    }
}

fn missing(path: &str, message: &str) -> LawError {
    LawError { file: path.to_owned(), line: None, path: String::new(), message: message.to_owned() }
}

/// A mistake in the form of a file, with its line; one in a version made whole is found by the word it is about.
fn misread(path: &str, text: &str, e: &toml::de::Error) -> LawError {
    let message = e.message().to_owned();
    let about = || {
        let word = message.split('`').nth(1)?;
        text.lines().position(|l| l.trim_start().starts_with(word)).map(|n| n + 1)
    };
    let line = match e.span() {
        Some(span) => Some(1 + text[..span.start.min(text.len())].matches('\n').count()),
        None => about(),
    };
    LawError { file: path.to_owned(), line, path: String::new(), message }
}

impl<'a> File<'a> {
    fn new(path: &'a str, text: &'a str) -> File<'a> {
        File { path, text, sources: BTreeMap::new(), errors: Vec::new(), whole: None }
    }
}

impl File<'_> {
    /// The file as one table, with what it takes over; a mistake in its form is told with its line.
    ///
    /// What does not say where it is written is told first, and nothing else of the file then: it would be read wrongly.
    pub fn table<T: DeserializeOwned>(&mut self) -> Option<T> {
        let read = match &self.whole {
            Some(whole) => Ok(whole.table.clone()),
            None => toml::from_str(self.text),
        };
        let table: Table = match read {
            Ok(table) => table,
            Err(e) => {
                self.errors.push(misread(self.path, self.text, &e));
                return None;
            }
        };
        let known = self.errors.len();
        match table.contains_key("safeguards") {
            true => written::safeguards(self, &table),
            false => written::check(self, &table),
        }
        if self.errors.len() > known {
            return None;
        }
        let read = match &self.whole {
            Some(_) => table.try_into(),
            None => toml::from_str(self.text),
        };
        match read {
            Ok(table) => Some(table),
            Err(e) => {
                self.errors.push(misread(self.path, self.text, &e));
                None
            }
        }
    }
    /// Notes a mistake at the item whose id is the last part of `path` (`steps.refuse`).
    pub fn wrong(&mut self, path: &str, message: impl Into<String>) {
        let line = self.line_of(path);
        self.errors.push(LawError {
            file: self.path.to_owned(),
            line,
            path: path.to_owned(),
            message: message.into(),
        });
    }
    /// The line on which the deepest named item of a path is declared, as far as a search can tell: in its list, else
    /// anywhere, else the first line of the list.
    fn line_of(&self, path: &str) -> Option<usize> {
        let (list, rest) = path.split_once('.').unwrap_or((path, ""));
        let (name, inner) = rest.split_once('.').unwrap_or((rest, ""));
        if let Some(line) = self.item(list, rest) {
            return Some(line);
        }
        let (found, deeper) = self.item(list, name).map_or((0, path), |line| (line, inner));
        let found = deeper.split('.').fold(found, |found, part| self.declared(part, found).unwrap_or(found));
        let heads = [format!("[[{list}]]"), format!("[{list}]"), format!("{list} =")];
        let head = || self.text.lines().position(|l| heads.iter().any(|h| l.starts_with(h))).map(|n| n + 1);
        (found > 0).then_some(found).or_else(head)
    }
    /// The line that names an item of this list.
    fn item(&self, list: &str, name: &str) -> Option<usize> {
        let head = format!("[[{list}]]");
        let mut section = "";
        let named = |l: &str| KEYS.iter().any(|key| l.trim() == format!("{key} = \"{name}\""));
        let mut lines = self.text.lines();
        let place = lines.position(|line| {
            if line.starts_with('[') {
                section = line.trim();
            }
            section == head && named(line)
        });
        place.map(|n| n + 1)
    }
    /// The first line after `from` with this id, alone on it or at the head of a short table.
    fn declared(&self, id: &str, from: usize) -> Option<usize> {
        let (own_line, short) = (format!("id = \"{id}\""), format!("{{ id = \"{id}\","));
        let is = |l: &str| l.trim() == own_line || l.trim_start().starts_with(&short);
        self.text.lines().skip(from).position(is).map(|n| from + n + 1)
    }
    /// A cite with its address; it must name a source of the file, and `verified` a person.
    pub fn cite(&mut self, path: &str, mut cite: Cite) -> Cite {
        if cite.is_unsourced() {
            if cite.verification != Verification::Unverified || cite.article.is_some() {
                self.wrong(path, "what no source states has no article and is `unverified`");
            }
            return cite;
        }
        match self.sources.get(&cite.source) {
            Some(url) if !url.starts_with("http") => {
                let why = format!(
                    "source `{}` has no address: write the page it is read at, https://…",
                    cite.source
                );
                self.wrong(path, why);
            }
            Some(url) => cite.url = Some(url.clone()),
            None => {
                let why = format!(
                    "source `{}` is not listed under [sources]: write it there, or cite one that is",
                    cite.source
                );
                self.wrong(path, why);
            }
        }
        if cite.verification == Verification::Verified && cite.verified_by.is_none() {
            self.wrong(path, "`verified` needs `verified_by`: the lawyer who confirmed it");
        }
        cite
    }
    /// Words in both languages.
    pub fn said(&mut self, path: &str, said: &Said) {
        if said.es.trim().is_empty() || said.en.trim().is_empty() {
            self.wrong(path, "the words are missing in Spanish or in English");
        }
    }
    pub fn day(&mut self, path: &str, text: &str) -> Date {
        text.parse().unwrap_or_else(|_| {
            self.wrong(path, format!("`{text}` is not a day; write 2024-03-25"));
            Date::ZERO
        })
    }
    /// Ids are lower case, digits and `_`, and each only once.
    pub fn ids<'i>(&mut self, what: &str, ids: impl Iterator<Item = &'i str>) {
        let mut seen = std::collections::BTreeSet::new();
        for id in ids {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
            if id.is_empty() || !id.bytes().all(plain) {
                self.wrong(&format!("{what}.{id}"), "an id has lower-case letters, digits, `_` and `-` only");
            }
            if !seen.insert(id) {
                self.wrong(&format!("{what}.{id}"), "the id is used twice");
            }
        }
    }
    /// What a case is pinned to: the file's own text and, if it starts from another version, that one's hash.
    pub fn hash(&self) -> String {
        self.whole.as_ref().map_or_else(|| sha256(self.text), |whole| whole.hash.clone())
    }
}

fn sha256(text: &str) -> String {
    hexadecimal(digest(&SHA256, text.as_bytes()).as_ref())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// 128 bits that stand for these parts in this order.
pub(crate) fn number(parts: &[&str]) -> u128 {
    let whole: String = parts.iter().map(|part| format!("{}:{part}", part.len())).collect();
    let hash = digest(&SHA256, whole.as_bytes());
    hash.as_ref().iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}
