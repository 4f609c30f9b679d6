//! Where everything of a file stands and under which article, so that whoever finds a mistake need only name its path.

use super::KEYS;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A named place of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// The byte at which it is named.
    pub at: usize,
    /// The article that its cite, or that of the item around it, names.
    pub article: Option<String>,
}

/// The places of a file by path (`steps.refuse.guard.2`).
#[derive(Default)]
pub(super) struct Marks {
    places: BTreeMap<String, Mark>,
    /// The article of the file as a whole.
    root: Option<String>,
    /// Where a name stands that another thing has already.
    again: BTreeMap<String, usize>,
}

impl Marks {
    pub fn of(root: &DeTable<'_>) -> Marks {
        let mut marks = Marks { root: article(root), ..Marks::default() };
        marks.table(root, "", marks.root.clone());
        marks.opening_among_steps(root);
        marks
    }

    /// The place of a path, or of the nearest named thing around it.
    pub fn find(&self, path: &str) -> Option<&Mark> {
        let mut path = path;
        loop {
            if let Some(mark) = self.places.get(path) {
                return Some(mark);
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// The article under which a path stands; what is missing at the top stands under that of the file.
    pub fn article(&self, path: &str) -> Option<String> {
        match self.find(path) {
            Some(mark) => mark.article.clone(),
            None => self.root.clone().filter(|_| !path.contains('.')),
        }
    }

    /// The article of the item that a byte of the file lies in.
    pub fn article_at(&self, at: usize) -> Option<String> {
        let before = self.places.values().filter(|mark| mark.at <= at);
        before.max_by_key(|mark| mark.at).and_then(|mark| mark.article.clone())
    }

    /// Where the name of a path stands once more.
    pub fn again(&self, path: &str) -> Option<usize> {
        self.again.get(path).copied()
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str, article: Option<String>) {
        for (key, value) in table {
            let inner =
                if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
            let own = value.get_ref().as_table().and_then(self::article).or_else(|| article.clone());
            self.put(&inner, key.span().start, &own);
            // The article of the file as a whole is that of no item in it.
            let around = article.clone().filter(|_| !path.is_empty());
            self.value(value, &inner, around);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str, around: Option<String>) {
        match value.get_ref() {
            DeValue::Table(table) => self.table(table, path, article(table).or(around)),
            DeValue::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    let DeValue::Table(table) = item.get_ref() else { continue };
                    let (name, at) = named(table).unwrap_or_else(|| ((n + 1).to_string(), begins(item)));
                    let inner = format!("{path}.{name}");
                    let own = article(table).or_else(|| around.clone());
                    if n == 0 {
                        self.places.insert(path.to_owned(), Mark { at, article: own.clone() });
                    }
                    self.put(&inner, at, &own);
                    self.table(table, &inner, own);
                }
            }
            _ => {}
        }
    }

    /// The first of two things of one name keeps it.
    fn put(&mut self, path: &str, at: usize, article: &Option<String>) {
        if self.places.contains_key(path) {
            self.again.insert(path.to_owned(), at);
        } else {
            self.places.insert(path.to_owned(), Mark { at, article: article.clone() });
        }
    }

    /// The opening is spoken of as one of the steps.
    fn opening_among_steps(&mut self, root: &DeTable<'_>) {
        let Some(DeValue::Table(opening)) = root.get("opening").map(Spanned::get_ref) else { return };
        let Some((id, at)) = named(opening) else { return };
        let inside = |path: &str| path.strip_prefix("opening.").map(|rest| format!("steps.{id}.{rest}"));
        let aliases: Vec<(String, Mark)> =
            self.places.iter().filter_map(|(path, mark)| Some((inside(path)?, mark.clone()))).collect();
        for (path, mark) in aliases {
            self.places.entry(path).or_insert(mark);
        }
        self.put(&format!("steps.{id}"), at, &article(opening));
    }
}

/// What an item of a list is known by, and where that stands.
pub(crate) fn named(table: &DeTable<'_>) -> Option<(String, usize)> {
    KEYS.iter().find_map(|key| {
        let (key, value) = table.get_key_value(*key)?;
        Some((value.get_ref().as_str()?.to_owned(), key.span().start))
    })
}

/// Where an item without a name begins: with its first key.
pub(crate) fn begins(item: &Spanned<DeValue<'_>>) -> usize {
    let keys = item.get_ref().as_table().into_iter().flat_map(|table| table.keys());
    keys.map(|key| key.span().start).min().unwrap_or_else(|| item.span().start)
}

fn article(table: &DeTable<'_>) -> Option<String> {
    let cite = table.get("cite")?.get_ref().as_table()?;
    let article = cite.get("article")?.get_ref().as_str()?.trim();
    (!article.is_empty() && article != "unknown").then(|| article.to_owned())
}
