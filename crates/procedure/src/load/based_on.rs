//! A version written as what it changes: the base file with the changes laid over it, before it is read.

use crate::law::LawError;
use crate::said::Said;
use crate::shape::asked;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The lists whose items are known by a key, and that key.
const LISTS: [(&str, &str); 7] = [
    ("facts", "id"),
    ("stages", "id"),
    ("terms", "id"),
    ("steps", "id"),
    ("documents", "id"),
    ("remedies", "id"),
    ("struck", "what"),
];
/// What a version says of itself and never takes over.
const OWN: [&str; 5] = ["version", "valid_from", "valid_to", "based_on", "transitions"];
/// Tables whose keys are taken over one by one.
const BY_KEY: [&str; 3] = ["opening", "cite", "sources"];

/// The top of a procedure file: what it is and what it starts from.
#[derive(Clone, Debug, Default, serde::Deserialize)]
struct Head {
    #[serde(default)]
    id: String,
    #[serde(default)]
    version: String,
    based_on: Option<String>,
}

/// The procedure files of a country, to find bases in.
pub(super) struct Shelf<'a> {
    files: &'a BTreeMap<String, String>,
    heads: BTreeMap<&'a str, Head>,
    /// Files made whole already, by path: a base is read once however many versions start from it.
    whole: BTreeMap<&'a str, Whole>,
}

/// A file with everything it takes over.
#[derive(Clone)]
pub(crate) struct Whole {
    pub table: Table,
    pub hash: String,
}

impl<'a> Shelf<'a> {
    pub fn of(files: &'a BTreeMap<String, String>) -> Shelf<'a> {
        let paths = files.iter().filter(|(path, _)| super::is_procedure(path));
        let heads = paths.map(|(path, text)| (path.as_str(), head(text))).collect();
        Shelf { files, heads, whole: BTreeMap::new() }
    }

    /// Why a draft is no version of a procedure of this country: another id, or the name of a version that there is.
    pub fn stranger(&self, draft: &str) -> Option<LawError> {
        let text = self.files.get(draft).map(String::as_str).unwrap_or_default();
        let head = self.heads.get(draft)?;
        let others = || self.heads.iter().filter(|(path, _)| **path != draft).map(|(_, head)| head);
        if head.id.is_empty() {
            // Its form is told when it is read.
            return None;
        }
        if !others().any(|other| other.id == head.id) {
            let mut known: Vec<&str> = others().map(|other| other.id.as_str()).collect();
            known.sort_unstable();
            known.dedup();
            let (id, known) = (&head.id, known.join(", "));
            let why = Said::new(
                format!("este país no tiene el procedimiento `{id}`; se conocen: {known}"),
                format!("this country has no procedure `{id}`; known: {known}"),
            );
            return Some(error(draft, text, "id", why));
        }
        let twin = others().any(|other| other.id == head.id && other.version == head.version);
        let why = || {
            Said::new(
                format!("ya hay una versión `{}`: dé al borrador un nombre propio", head.version),
                format!("there is a version `{}` already: give the draft a name of its own", head.version),
            )
        };
        twin.then(|| error(draft, text, "version", why()))
    }

    /// The version a file starts from, if it says one.
    pub fn base(&self, path: &str) -> Option<&str> {
        self.heads.get(path).and_then(|head| head.based_on.as_deref())
    }

    /// The file and those that it starts from, the nearest first.
    pub fn line_of(&self, path: &'a str) -> Vec<&'a str> {
        let mut line = vec![path];
        while let Some(version) = line.last().and_then(|path| self.base(path)) {
            match self.find(line[line.len() - 1], version, &line) {
                Ok(base) => line.push(base),
                Err(_) => break,
            }
        }
        line
    }

    /// The file with all it takes over; what is wrong is told at the file that says it.
    pub fn whole(&mut self, path: &'a str) -> Result<Whole, Vec<LawError>> {
        self.made(path, &mut Vec::new())
    }

    fn made(&mut self, path: &'a str, under: &mut Vec<&'a str>) -> Result<Whole, Vec<LawError>> {
        if let Some(whole) = self.whole.get(path) {
            return Ok(whole.clone());
        }
        let text = self.files.get(path).map(String::as_str).unwrap_or_default();
        // What is not TOML is told when the file itself is read.
        let own: Table = toml::from_str(text).map_err(|_| Vec::new())?;
        let Some(version) = self.base(path).map(str::to_owned) else {
            return Ok(self.keep(path, Whole { table: own, hash: super::sha256(text) }));
        };
        under.push(path);
        let base = self.find(path, &version, under)?;
        let base = self.made(base, under)?;
        under.pop();
        let table = laid_over(base.table, own).map_err(|wrong| {
            wrong.into_iter().map(|(at, message)| error(path, text, &at, message)).collect::<Vec<_>>()
        })?;
        let hash = super::sha256(&format!("{}\n{text}", base.hash));
        Ok(self.keep(path, Whole { table, hash }))
    }

    fn no_version(&self, id: &str, version: &str) -> Said {
        let known = self.heads.values().filter(|head| head.id == id && head.version != version);
        let near = asked(version, known.map(|head| head.version.as_str()));
        Said::new(
            format!("ningún archivo del procedimiento `{id}` tiene la versión `{version}`{}", near.es),
            format!("no file of the procedure `{id}` has the version `{version}`{}", near.en),
        )
    }

    fn keep(&mut self, path: &'a str, whole: Whole) -> Whole {
        self.whole.insert(path, whole.clone());
        whole
    }

    fn find(&self, path: &'a str, version: &str, under: &[&'a str]) -> Result<&'a str, Vec<LawError>> {
        let text = self.files.get(path).map(String::as_str).unwrap_or_default();
        let id = self.heads.get(path).map(|h| h.id.as_str()).unwrap_or_default();
        let wrong = |message: Said| Err(vec![error(path, text, "based_on", message)]);
        if id.is_empty() {
            return wrong(Said::new(
                "una versión que parte de otra dice su propio `id`",
                "a version that starts from another one says its own `id`",
            ));
        }
        let base = self.heads.iter().find(|(_, head)| head.id == id && head.version == version);
        match base.map(|(path, _)| *path) {
            None => wrong(self.no_version(id, version)),
            Some(base) if under.contains(&base) => {
                let circle = under.join(", ");
                wrong(Said::new(
                    format!("las versiones parten una de otra en círculo: {circle}"),
                    format!("the versions start from each other in a circle: {circle}"),
                ))
            }
            Some(base) => Ok(base),
        }
    }
}

/// A mistake at a key of the top; one in `removes` on the line that names what is not there.
fn error(path: &str, text: &str, at: &str, message: Said) -> LawError {
    let named = message.en.split('`').nth(1).filter(|_| at == "removes").map(|what| format!("\"{what}\""));
    let line = |wanted: &dyn Fn(&str) -> bool| text.lines().position(wanted).map(|n| n + 1);
    let named = named.and_then(|named| line(&|l| l.contains(&named)));
    let line = named.or_else(|| line(&|l| l.trim_start().starts_with(at)));
    LawError { file: path.to_owned(), line, article: None, path: at.to_owned(), message }
}

/// What `removes` can name in a base: its items by list and key.
fn removable(base: &Table) -> Vec<String> {
    let items = |(list, key): (&str, &str)| {
        let items = base.get(list).and_then(Value::as_array).into_iter().flatten();
        let ids = items.filter_map(|item| item.get(key)?.as_str().map(|id| format!("{list}.{id}")));
        ids.collect::<Vec<_>>()
    };
    LISTS.into_iter().flat_map(items).collect()
}

/// The id and the version that a file gives itself.
pub(super) fn named(text: &str) -> (String, String) {
    let Head { id, version, .. } = head(text);
    (id, version)
}

/// Only the keys before the first table are read: the whole file is read once, later.
fn head(text: &str) -> Head {
    let top: Vec<&str> = text.lines().take_while(|l| !l.starts_with('[')).collect();
    toml::from_str(&top.join("\n")).unwrap_or_default()
}

type Wrong = Vec<(String, Said)>;

/// The base with a version's changes laid over it.
fn laid_over(mut base: Table, mut own: Table) -> Result<Table, Wrong> {
    OWN.into_iter().for_each(|key| drop(base.remove(key)));
    own.remove("based_on");
    let mut wrong = Wrong::new();
    match own.remove("removes").map(|r| r.try_into::<Vec<String>>()) {
        None => {}
        Some(Ok(removes)) => removes.iter().for_each(|what| {
            if !remove(&mut base, what) {
                let known = removable(&base);
                let near = asked(what, known.iter().map(String::as_str));
                let why = Said::new(
                    format!("la versión de la que parte no tiene `{what}` que quitar{}", near.es),
                    format!("the base has no `{what}` to remove{}", near.en),
                );
                wrong.push(("removes".to_owned(), why));
            }
        }),
        Some(Err(_)) => {
            let why = Said::new(
                "enumere lo que se quita, como \"steps.refuse\"",
                "list what is removed, such as \"steps.refuse\"",
            );
            wrong.push(("removes".to_owned(), why));
        }
    }
    for (key, value) in own {
        lay(&mut base, key, value);
    }
    if wrong.is_empty() { Ok(base) } else { Err(wrong) }
}

fn lay(base: &mut Table, key: String, value: Value) {
    let list = LISTS.iter().find(|(list, _)| *list == key).map(|(_, id)| *id);
    match (base.get_mut(&key), value) {
        (Some(Value::Array(old)), Value::Array(new)) if list.is_some() => {
            merge(old, new, list.unwrap_or("id"));
        }
        (Some(Value::Table(old)), Value::Table(new)) if BY_KEY.contains(&key.as_str()) => old.extend(new),
        (Some(Value::Table(forms)), Value::Table(new)) if key == "forms" => {
            for (form, fields) in new {
                match (forms.get_mut(&form), fields) {
                    (Some(Value::Array(old)), Value::Array(new)) => merge(old, new, "id"),
                    (_, fields) => drop(forms.insert(form, fields)),
                }
            }
        }
        (_, value) => drop(base.insert(key, value)),
    }
}

/// An item whose key is known takes over the keys it gives; another is appended.
fn merge(old: &mut Vec<Value>, new: Vec<Value>, key: &str) {
    for item in new {
        let id = item.get(key).cloned();
        let known = id.and_then(|id| old.iter_mut().find(|o| o.get(key) == Some(&id)));
        match (known, item) {
            (Some(Value::Table(known)), Value::Table(item)) => known.extend(item),
            (_, item) => old.push(item),
        }
    }
}

/// Takes `steps.refuse`, `steps.refuse.hint`, `struck.terms.x`, `forms.talk` or `forms.talk.place` out of the base.
fn remove(base: &mut Table, what: &str) -> bool {
    let Some((list, rest)) = what.split_once('.') else { return base.remove(what).is_some() };
    let (name, inner) = rest.split_once('.').map_or((rest, None), |(name, inner)| (name, Some(inner)));
    match base.get_mut(list) {
        Some(Value::Array(items)) => {
            let key = LISTS.iter().find(|(l, _)| *l == list).map_or("id", |(_, key)| key);
            let is = |item: &Value, id: &str| item.get(key).and_then(Value::as_str) == Some(id);
            if let Some(place) = items.iter().position(|item| is(item, rest)) {
                items.remove(place);
                return true;
            }
            let item = items.iter_mut().find(|item| is(item, name));
            match (item.and_then(Value::as_table_mut), inner) {
                (Some(item), Some(inner)) => item.remove(inner).is_some(),
                _ => false,
            }
        }
        Some(Value::Table(table)) => match (table.get_mut(name), inner) {
            (Some(_), None) => table.remove(name).is_some(),
            (Some(Value::Array(fields)), Some(inner)) => {
                let before = fields.len();
                fields.retain(|f| f.get("id").and_then(Value::as_str) != Some(inner));
                fields.len() < before
            }
            _ => false,
        },
        _ => false,
    }
}
