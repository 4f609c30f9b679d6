//! Reads a country's files into a [`Law`] and says precisely what is wrong with them.

mod based_on;
mod calendar;
mod confirmed;
mod country;
mod declared;
mod marks;
mod numbers;
mod procedure;
mod sound;
mod statements;
mod syntax;

pub(crate) use declared::Declared;
pub(crate) use marks::{begins, named};
pub(crate) use numbers::numbers;

use crate::check::{Safeguard, Safeguards};
use crate::commission::Commission;
use crate::law::{CountryFile, Files, Law, LawError, OfficeFact};
use crate::model::Procedure;
use crate::replay::Draft;
use crate::said::{Cite, Said, Verification};
use crate::shape::{FileKind, LEFT_OUT, SAFEGUARDS, Shape, Wants, asked, no_day, read};
use crate::worked::WorkedCase;
use aws_lc_rs::digest::{SHA256, digest};
use jiff::civil::Date;
use marks::Marks;
use serde::de::DeserializeOwned;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Table;
use toml::de::DeTable;

/// Reads `country.toml`, `calendar.toml` and `procedures/*.toml`.
pub(crate) fn law(files: &BTreeMap<String, String>) -> Result<Law, Vec<LawError>> {
    country(files, &Arc::new(Files::of(files)), None)
}

/// The same folder with versions that were adopted beside it, each under its path.
pub(crate) fn with_adopted(
    folder: &BTreeMap<String, String>,
    adopted: &BTreeMap<String, String>,
) -> Result<Law, Vec<LawError>> {
    let shelf = Arc::new(Files { folder: folder.clone(), adopted: adopted.clone() });
    country(&shelf.all(), &shelf, None)
}

/// A procedure that stands outside any country, such as the way of a reform.
pub(crate) fn shared(name: &str, text: &str) -> Result<Procedure, Vec<LawError>> {
    let (mut file, mut errors) = (File::new(name, text), Vec::new());
    match procedure::read(&mut file, Bodies::default(), &mut errors) {
        Some(procedure) if errors.is_empty() => Ok(procedure),
        _ => Err(told_once(errors)),
    }
}

/// The id and the version that the text of a procedure's file gives itself.
pub(crate) fn head(text: &str) -> (String, String) {
    based_on::named(text)
}

/// Where a draft stands among the files of its country; no file of a country has such a name.
const DRAFT: &str = "procedures/~draft.toml";

/// Reads a country with a version that nobody has enacted beside it, told under `name`.
pub(crate) fn draft(shelf: &Arc<Files>, name: &str, text: &str) -> Result<Draft, Vec<LawError>> {
    let mut all = shelf.all();
    all.insert(DRAFT.to_owned(), text.to_owned());
    let named = |error: LawError| match error.file == DRAFT {
        true => LawError { file: name.to_owned(), ..error },
        false => error,
    };
    if let Some(error) = based_on::Shelf::of(&all).stranger(DRAFT) {
        return Err(vec![named(error)]);
    }
    let told = |errors: Vec<LawError>| errors.into_iter().map(named).collect::<Vec<_>>();
    let mut law = country(&all, shelf, Some(DRAFT)).map_err(told)?;
    let place = law.procedures.iter().position(|p| p.file == DRAFT);
    let Some(version) = place.map(|place| law.procedures.remove(place)) else {
        return Err(vec![missing(
            name,
            Said::new(
                "el archivo no contiene ninguna versión de un procedimiento",
                "the file holds no version of a procedure",
            ),
        )]);
    };
    Ok(Draft { law, version: Procedure { file: name.to_owned(), ..version } })
}

/// All files of a country; `kept` tells which were adopted, and `draft` is the file among them that nobody has enacted.
fn country(
    files: &BTreeMap<String, String>,
    kept: &Arc<Files>,
    draft: Option<&str>,
) -> Result<Law, Vec<LawError>> {
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
                    file.changes();
                    errors.append(&mut file.errors);
                    continue;
                }
            }
        }
        procedures.extend(procedure::read(&mut file, bodies, &mut errors));
    }
    crate::adopted::end_earlier(&mut procedures, &kept.adopted, draft);
    sound::across(&procedures, files, draft, &mut errors);
    if let Some(calendar) = &calendar {
        sound::acts(&procedures, calendar, files, &mut errors);
    }
    match (country, calendar) {
        (Some(facts_file), Some(calendar)) if errors.is_empty() => {
            let (read, confirmations) = (statements::of(files, &mut shelf), Vec::new());
            let (country, kept) = (facts_file.code, kept.clone());
            confirmed(files, Law { country, facts_file, procedures, calendar, kept, read, confirmations })
        }
        _ => Err(told_once(errors)),
    }
}

/// Each mistake once, in the order of the files: what a version takes over is told where it is written.
fn told_once(mut errors: Vec<LawError>) -> Vec<LawError> {
    let placed: Vec<(String, Said)> =
        errors.iter().filter(|e| e.line.is_some()).map(|e| (e.path.clone(), e.message.clone())).collect();
    let repeats =
        |e: &LawError| placed.iter().any(|(path, message)| *path == e.path && *message == e.message);
    errors.retain(|e| e.line.is_some() || !repeats(e));
    errors.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    errors.dedup();
    errors
}

/// Reads a worked case.
pub(crate) fn worked_case(path: &str, text: &str) -> Result<WorkedCase, Vec<LawError>> {
    let mut file = File::new(path, text);
    let read = file.table::<WorkedCase>(FileKind::Case.shape()).filter(|_| file.errors.is_empty());
    let Some(mut case) = read else { return Err(told_once(file.errors)) };
    case.lines = (1..=case.moves.len())
        .map(|n| file.marks().find(&format!("moves.{n}")).map(|m| file.line(m.at)))
        .collect();
    Ok(case)
}

/// Reads what stands behind a kind of file from anything, for the test that holds its form against it.
#[cfg(test)]
pub(crate) fn traced<'de, D: serde::Deserializer<'de>>(kind: FileKind, from: D) -> Result<(), D::Error> {
    use serde::Deserialize;
    match kind {
        FileKind::Country => country::Raw::deserialize(from).map(drop),
        FileKind::Calendar => calendar::Raw::deserialize(from).map(drop),
        FileKind::Procedure => procedure::Raw::deserialize(from).map(drop),
        FileKind::Case => WorkedCase::deserialize(from).map(drop),
        FileKind::Numbers => numbers::Raw::deserialize(from).map(drop),
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
    let Some(raw) = file.table::<Raw>(&SAFEGUARDS) else { return Err(file.errors) };
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
    /// Where everything stands; looked for when the first mistake is told.
    marks: OnceCell<Marks>,
}

fn the<'a>(
    files: &'a BTreeMap<String, String>,
    path: &'a str,
    errors: &mut Vec<LawError>,
) -> Option<File<'a>> {
    match files.get(path) {
        Some(text) => Some(File::new(path, text)),
        None => {
            let why = Said::new(
                "falta el archivo; un país necesita country.toml y calendar.toml",
                "the file is missing; a country needs country.toml and calendar.toml",
            );
            errors.push(missing(path, why));
            None
        }
    }
}

fn missing(path: &str, message: Said) -> LawError {
    LawError { file: path.to_owned(), line: None, article: None, path: String::new(), message }
}

/// A file as it is parsed, each thing with its place.
type Root<'a> = toml::Spanned<DeTable<'a>>;

impl<'a> File<'a> {
    fn new(path: &'a str, text: &'a str) -> File<'a> {
        let (sources, errors, marks) = (BTreeMap::new(), Vec::new(), OnceCell::new());
        File { path, text, sources, errors, whole: None, marks }
    }
}

impl File<'_> {
    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| Marks::of(DeTable::parse_recoverable(self.text).0.get_ref()))
    }

    /// The file as one table, with what it takes over. Every mistake in its form is told with its line; what is right is
    /// read on, so that the rest of the file can be looked at too.
    pub fn table<T: DeserializeOwned>(&mut self, shape: &'static Shape) -> Option<T> {
        match self.formed(shape)?.try_into() {
            Ok(table) => Some(table),
            Err(e) => {
                self.misread(&e);
                None
            }
        }
    }

    /// What the file says as far as its form is right; `None` when it is not TOML.
    fn formed(&mut self, shape: &'static Shape) -> Option<Table> {
        let (root, unreadable) = DeTable::parse_recoverable(self.text);
        let wants = match (&self.whole, unreadable.is_empty()) {
            (_, false) => Wants::Anything,
            (Some(_), true) => Wants::Changes,
            (None, true) => Wants::Everything,
        };
        let own = self.own(&root, &unreadable, shape, wants);
        if !unreadable.is_empty() {
            return None;
        }
        let Some(whole) = self.whole.as_ref().map(|whole| whole.table.to_string()) else { return Some(own) };
        let form = read(&DeTable::parse(&whole).ok()?, shape, Wants::Everything);
        for wrong in form.wrong {
            // What the file itself says wrongly is told already, on its own line.
            if !self.errors.iter().any(|known| known.path == wrong.path && known.message == wrong.message) {
                self.wrong(&wrong.path, wrong.message);
            }
        }
        Some(form.table)
    }

    /// What the file itself says, with every mistake of it told.
    fn own(
        &mut self,
        root: &Root<'_>,
        unreadable: &[toml::de::Error],
        shape: &'static Shape,
        wants: Wants,
    ) -> Table {
        let form = read(root, shape, wants);
        let end = self.unreadable(unreadable);
        let lines: Vec<Option<usize>> = self.errors.iter().map(|e| e.line).collect();
        for wrong in form.wrong.into_iter().filter(|wrong| end.is_none_or(|end| wrong.at < end)) {
            let line = Some(self.line(wrong.at));
            if unreadable.is_empty() || !lines.contains(&line) {
                self.note(line, &wrong.path, wrong.message);
            }
        }
        form.table
    }

    /// Tells the mistakes of a version whose base is not to be had.
    fn changes(&mut self) {
        let (root, unreadable) = DeTable::parse_recoverable(self.text);
        let wants = if unreadable.is_empty() { Wants::Changes } else { Wants::Anything };
        self.own(&root, &unreadable, FileKind::Procedure.shape(), wants);
    }

    /// What is not TOML, each line once; the byte from which on nothing can be told, if there is one.
    fn unreadable(&mut self, errors: &[toml::de::Error]) -> Option<usize> {
        for e in errors {
            let at = e.span().map_or(0, |span| span.start);
            if let Some(open) = syntax::left_open(self.text, at, e.message()) {
                // It swallows what follows: nothing more can be told of that.
                let (line, article) = (Some(self.line(open.at)), self.marks().article_at(open.at));
                let (file, path) = (self.path.to_owned(), String::new());
                self.put(LawError { file, line, article, path, message: open.message });
                return Some(open.at);
            }
            let line = Some(self.line(at));
            if !self.errors.iter().any(|known| known.line == line) {
                let message = syntax::told(self.text, at, e.message());
                let article = self.marks().article_at(at);
                self.put(LawError {
                    file: self.path.to_owned(),
                    line,
                    article,
                    path: String::new(),
                    message,
                });
            }
        }
        None
    }

    /// What the form of the file let through and its reader did not.
    fn misread(&mut self, e: &toml::de::Error) {
        let named = || e.message().split('`').nth(1).and_then(|word| self.text.find(&format!("\"{word}\"")));
        let at = e.span().map(|span| span.start).or_else(named);
        let (line, article) = (at.map(|at| self.line(at)), at.and_then(|at| self.marks().article_at(at)));
        let message = syntax::misread(e.message());
        self.put(LawError { file: self.path.to_owned(), line, article, path: String::new(), message });
    }

    /// The line of a byte of the file.
    pub fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
    }

    /// Notes a mistake at the item that the path names (`steps.refuse`).
    pub fn wrong(&mut self, path: &str, message: Said) {
        if path.contains(LEFT_OUT) || message.en.contains(LEFT_OUT) {
            return;
        }
        let line = self.marks().find(path).map(|mark| mark.at).map(|at| self.line(at));
        self.note(line, path, message);
    }

    fn note(&mut self, line: Option<usize>, path: &str, message: Said) {
        let article = self.marks().article(path);
        self.put(LawError { file: self.path.to_owned(), line, article, path: path.to_owned(), message });
    }

    fn put(&mut self, error: LawError) {
        // What a shared form asks is read again with each step that asks it.
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    /// Notes each name that is not declared, with the nearest that is.
    pub fn known<'n, 'k>(
        &mut self,
        path: &str,
        what: Declared,
        names: impl IntoIterator<Item = &'n String>,
        declared: impl IntoIterator<Item = &'k str>,
    ) {
        let declared: Vec<&str> = declared.into_iter().collect();
        for name in names.into_iter().filter(|name| !declared.contains(&name.as_str())) {
            self.wrong(path, what.missing(name, declared.iter().copied()));
        }
    }
    /// A cite with its address; it must name a source of the file, and `verified` a person.
    pub fn cite(&mut self, path: &str, mut cite: Cite) -> Cite {
        if cite.is_unsourced() {
            if cite.verification != Verification::Unverified || cite.article.is_some() {
                let why = Said::new(
                    "lo que ninguna fuente dice no tiene artículo y es `unverified`",
                    "what no source states has no article and is `unverified`",
                );
                self.wrong(path, why);
            }
            return cite;
        }
        match self.sources.get(&cite.source) {
            Some(url) if !url.starts_with("http") => {
                let source = &cite.source;
                let why = Said::new(
                    format!(
                        "la fuente `{source}` no tiene dirección: escriba la página donde se lee, https://…"
                    ),
                    format!("source `{source}` has no address: write the page it is read at, https://…"),
                );
                self.wrong(path, why);
            }
            Some(url) => cite.url = Some(url.clone()),
            None => {
                let source = &cite.source;
                let near = asked(source, self.sources.keys().map(String::as_str));
                let why = Said::new(
                    format!(
                        "la fuente `{source}` no está en [sources]: escríbala allí, o cite una que esté{}",
                        near.es
                    ),
                    format!(
                        "source `{source}` is not listed under [sources]: write it there, or cite one that is{}",
                        near.en
                    ),
                );
                self.wrong(path, why);
            }
        }
        if cite.verification == Verification::Verified && cite.verified_by.is_none() {
            let why = Said::new(
                "`verified` necesita `verified_by`: la abogada o el abogado que lo confirmó; escriba `verified_by = \"…\"`, \
                 o `secondary` mientras tanto",
                "`verified` needs `verified_by`: the lawyer who confirmed it; write `verified_by = \"…\"`, or `secondary` \
                 until then",
            );
            self.wrong(path, why);
        }
        cite
    }
    /// Words in both languages.
    pub fn said(&mut self, path: &str, said: &Said) {
        if said.es.trim().is_empty() || said.en.trim().is_empty() {
            let why = Said::new(
                "faltan las palabras en español o en inglés",
                "the words are missing in Spanish or in English",
            );
            self.wrong(path, why);
        }
    }
    pub fn day(&mut self, path: &str, text: &str) -> Date {
        text.parse().unwrap_or_else(|_| {
            self.wrong(path, no_day(text));
            Date::ZERO
        })
    }
    /// Ids are lower case, digits and `_`, and each only once.
    pub fn ids<'i>(&mut self, what: &str, ids: impl Iterator<Item = &'i str>) {
        let mut seen = std::collections::BTreeSet::new();
        for id in ids {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
            if id.is_empty() || !id.bytes().all(plain) {
                let why = Said::new(
                    "un id tiene solo letras minúsculas sin tilde, cifras, `_` y `-`",
                    "an id has lower-case letters, digits, `_` and `-` only",
                );
                self.wrong(&format!("{what}.{id}"), why);
            }
            if !seen.insert(id) {
                self.twice(&format!("{what}.{id}"));
            }
        }
    }
    fn twice(&mut self, path: &str) {
        let first = self.marks().find(path).map(|mark| self.line(mark.at));
        let again = self.marks().again(path).map(|at| self.line(at));
        match (first, again) {
            (Some(first), Some(again)) => {
                let (first, again) = (first.min(again), first.max(again));
                let why = Said::new(
                    format!("el id se usa dos veces: ya lo tiene la línea {first}; dé otro a este"),
                    format!("the id is used twice: line {first} has it already, give this one another"),
                );
                self.note(Some(again), path, why);
            }
            _ => self.wrong(
                path,
                Said::new(
                    "el id se usa dos veces: dé otro a uno de los dos",
                    "the id is used twice: give one of them another",
                ),
            ),
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
