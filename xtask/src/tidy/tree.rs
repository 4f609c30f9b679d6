//! The repository as texts by path.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Folders that are not ours to read: what is built, fetched or made.
const SKIPPED: &[&str] = &["target", ".git", ".demo", "node_modules"];

/// Every file by its path from the root, with `/` between; the text of files that are not UTF-8 is empty.
#[derive(Default)]
pub struct Tree {
    pub files: BTreeMap<String, String>,
}

impl Tree {
    pub fn read(root: &Path) -> Result<Tree, String> {
        let mut tree = Tree::default();
        walk(root, "", &mut tree.files).map_err(|e| format!("the repository cannot be read: {e}"))?;
        Ok(tree)
    }

    /// An invented tree, for tests.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        Tree { files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect() }
    }

    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    /// Files whose path begins and ends so.
    pub fn like<'a>(&'a self, begin: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let fits = move |path: &&String| path.starts_with(begin) && path.ends_with(end);
        self.files
            .iter()
            .filter(move |(path, _)| fits(path))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether a file or a folder has this path.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.contains_key(path) || self.files.keys().any(|p| p.starts_with(&folder))
    }

    /// The names of the folders under `crates/`.
    pub fn crates(&self) -> BTreeSet<&str> {
        self.like("crates/", "/Cargo.toml").filter_map(|(path, _)| path.split('/').nth(1)).collect()
    }
}

fn walk(dir: &Path, inside: &str, files: &mut BTreeMap<String, String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if SKIPPED.contains(&name.as_str()) {
            continue;
        }
        let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &path, files)?;
        } else {
            let bytes = std::fs::read(entry.path())?;
            files.insert(path, String::from_utf8(bytes).unwrap_or_default());
        }
    }
    Ok(())
}
