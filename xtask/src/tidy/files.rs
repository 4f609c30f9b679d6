//! Every file says in its first line what it is for; no file or folder of code is named after nothing.

use super::tree::Tree;

/// How the first line of each kind of file begins.
const OPENINGS: &[(&str, &[&str])] = &[
    (".rs", &["//! "]),
    (".sql", &["-- "]),
    (".toml", &["# "]),
    (".ftl", &["# "]),
    (".cedar", &["// "]),
    (".cedarschema", &["// "]),
    (".typ", &["// "]),
    (".scss", &["// ", "/* "]),
    (".css", &["/* ", "/*! "]),
    (".md", &["# "]),
];

/// Scripts say it after the line that names their interpreter.
const SCRIPTS: &[&str] = &["demo", "test", ".ci/run"];
const NAMED_AFTER_NOTHING: &[&str] =
    &["common", "core", "helper", "helpers", "manager", "managers", "misc", "util", "utils"];

pub fn check(tree: &Tree) -> Vec<String> {
    let silent = tree.files.iter().filter(|(path, text)| !says_what_it_is(path, text));
    let silent = silent.map(|(path, _)| format!("{path}: the first line must say what the file is for"));
    let nameless = tree.files.keys().filter_map(|path| nameless(path).map(|name| (path, name)));
    let nameless = nameless.map(|(path, name)| format!("{path}: `{name}` is a name after nothing"));
    silent.chain(nameless).collect()
}

fn says_what_it_is(path: &str, text: &str) -> bool {
    if SCRIPTS.contains(&path) {
        return text.lines().nth(1).is_some_and(|line| sentence(line, &["# "]));
    }
    // A crate's manifest is named by its folder; its `lib.rs` says the rest.
    if path.ends_with("/Cargo.toml") {
        return true;
    }
    let Some((_, openings)) = OPENINGS.iter().find(|(ending, _)| path.ends_with(ending)) else { return true };
    let first = text.lines().next().unwrap_or("");
    if path.ends_with(".md") { first.starts_with("# ") } else { sentence(first, openings) }
}

/// A comment of three words or more.
fn sentence(line: &str, openings: &[&str]) -> bool {
    let said = openings.iter().find_map(|o| line.strip_prefix(o));
    said.is_some_and(|words| words.split_whitespace().count() >= 3)
}

fn nameless(path: &str) -> Option<&str> {
    let code =
        path.strip_suffix(".rs").filter(|_| path.starts_with("crates/") || path.starts_with("xtask/"))?;
    code.split('/').find(|part| NAMED_AFTER_NOTHING.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_opens_with_a_sentence_passes() {
        let tree = Tree::of(&[
            ("crates/web/src/page.rs", "//! A page and its parts.\n"),
            ("demo", "#!/bin/sh\n# Starts the demonstration here.\n"),
            ("countries/pan/country.toml", "# Panama and its offices.\n"),
            ("README.md", "# Ceiba\n"),
            ("crates/web/Cargo.toml", "[package]\n"),
            ("crates/access/src/password/common.txt", "123456\n"),
        ]);
        assert_eq!(check(&tree), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_says_nothing_fails() {
        for (path, text) in [
            ("crates/web/src/page.rs", "use x;\n"),
            ("crates/web/src/page.rs", "//! Page.\n"),
            ("crates/web/src/tests.rs", ""),
            ("demo", "#!/bin/sh\nset -eu\n"),
            ("crates/web/migrations/1.sql", "create table x ();\n"),
            ("locales/es/web.ftl", "web-title = Ceiba\n"),
            ("docs/page.md", "Words.\n"),
        ] {
            assert_eq!(check(&Tree::of(&[(path, text)])).len(), 1, "{path}");
        }
    }

    #[test]
    fn no_room_is_named_after_nothing() {
        for path in ["crates/utils/src/lib.rs", "crates/web/src/common/mod.rs", "crates/web/src/helpers.rs"] {
            assert_eq!(check(&Tree::of(&[(path, "//! Says what it is.\n")])).len(), 1, "{path}");
        }
    }
}
