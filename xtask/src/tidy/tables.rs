//! Whose table is whose: the tables that migrations create, and the SQL that names them.

use super::source;
use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// Tables of one installation rather than of one institution in it.
const WITHOUT_TENANT: &[&str] = &["ledger_migration"];
/// Whole-program tests look at every table from outside.
const ALL_TABLES: &[&str] = &["scenarios"];
const VERBS: &[&str] = &["select ", "insert ", "update ", "delete ", "with ", "from ", "join ", "left join "];

/// A `create table` and where it stands.
struct Created<'a> {
    table: String,
    owner: &'a str,
    path: &'a str,
    /// From its opening parenthesis to the end of the statement.
    body: String,
}

pub fn ownership(tree: &Tree) -> Vec<String> {
    let created = created(tree);
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for c in &created {
        let first = owners.entry(&c.table).or_insert(c.owner);
        if *first != c.owner {
            found.push(format!("{}: `{}` is created by `{first}` too", c.path, c.table));
        }
    }
    for (path, text) in tree.like("crates/", ".rs") {
        let Some(name) = owner_of(path).filter(|n| !ALL_TABLES.contains(n)) else { continue };
        for (line, table) in named_tables(text, &owners) {
            if owners.get(table.as_str()).is_some_and(|owner| *owner != name) {
                found.push(format!("{path}:{line}: `{table}` belongs to `{}`", owners[table.as_str()]));
            }
        }
        for (line, table) in declared_rows(text).into_iter().filter(|_| !is_test(path)) {
            if owners.get(table.as_str()) != Some(&name) {
                found.push(format!("{path}:{line}: no migration of `{name}` creates `{table}`"));
            }
        }
    }
    found
}

pub fn tenant_first(tree: &Tree) -> Vec<String> {
    let fits = |c: &Created<'_>| {
        WITHOUT_TENANT.contains(&c.table.as_str()) || c.body.contains("primary key (tenant")
    };
    let wrong = created(tree).into_iter().filter(|c| !fits(c));
    wrong.map(|c| format!("{}: the primary key of `{}` must begin with `tenant`", c.path, c.table)).collect()
}

/// `docs/privacy.md` has a line of a table for each table, and for no other.
pub fn privacy(tree: &Tree) -> Vec<String> {
    let exist: BTreeSet<String> = created(tree).into_iter().map(|c| c.table).collect();
    let page = tree.text("docs/privacy.md");
    let told: BTreeSet<String> =
        page.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(first_quoted).collect();
    let missing = exist.difference(&told).map(|t| format!("docs/privacy.md does not say what `{t}` holds"));
    let gone = told
        .difference(&exist)
        .map(|t| format!("docs/privacy.md speaks of `{t}`, which no migration creates"));
    missing.chain(gone).collect()
}

fn first_quoted(rest: &str) -> Option<String> {
    rest.split_once('`').map(|(name, _)| name.to_owned())
}

fn owner_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.split('/').next()
}

fn created(tree: &Tree) -> Vec<Created<'_>> {
    let mut all = Vec::new();
    for (path, text) in tree.files.iter().filter(|(p, _)| p.ends_with(".sql") || p.ends_with(".rs")) {
        let Some(owner) = owner_of(path).filter(|_| !is_test(path)) else { continue };
        let texts = if path.ends_with(".sql") {
            vec![text.clone()]
        } else {
            source::read(text).literals.into_iter().map(|l| l.text).collect()
        };
        for text in texts {
            for part in text.split("create table ").skip(1) {
                let part = part.strip_prefix("if not exists ").unwrap_or(part);
                let table: String = part.chars().take_while(|c| is_word(*c)).collect();
                let body: String = part.chars().take_while(|c| *c != ';').collect();
                // A literal that only speaks about creating tables has no parenthesis after the name.
                if !table.is_empty() && body[table.len()..].trim_start().starts_with('(') {
                    all.push(Created { table, owner, path, body });
                }
            }
        }
    }
    all
}

/// Tables that the SQL of a source names. A name with `_` is a table wherever it stands in SQL; a plain word such as
/// `account`, which is a column too, only after the words that a table follows.
fn named_tables(text: &str, owners: &BTreeMap<&str, &str>) -> Vec<(usize, String)> {
    let source = source::read(text);
    let declares = ["statement!", "table!", "macro_rules!"].iter().any(|word| source.code.contains(word));
    let mut named = Vec::new();
    for literal in &source.literals {
        let begin = literal.text.trim_start();
        if !declares && !VERBS.iter().any(|verb| begin.starts_with(verb)) {
            continue;
        }
        let mut before = "";
        for word in literal.text.split(|c: char| !is_word(c)).filter(|w| !w.is_empty()) {
            let follows = matches!(before, "from" | "join" | "into" | "update");
            if owners.contains_key(word) && (follows || word.contains('_')) {
                named.push((literal.line, word.to_owned()));
            }
            before = word;
        }
    }
    named
}

/// The names that `table!(… = "name" { … })` declares.
fn declared_rows(text: &str) -> Vec<(usize, String)> {
    let source = source::read(text);
    let mut rows = Vec::new();
    let mut literals = source.literals.iter();
    // The code keeps an empty literal for each literal, so the n-th one of either is the same.
    let mut rest = source.code.as_str();
    while let Some(at) = rest.find("\"\"") {
        let (before, after) = rest.split_at(at);
        let Some(literal) = literals.next() else { break };
        let opens = after[2..]
            .trim_start()
            .strip_prefix('{')
            .is_some_and(|rest| rest.trim_start().starts_with("key "));
        if before.trim_end().ends_with('=') && opens {
            rows.push((literal.line, literal.text.clone()));
        }
        rest = &after[2..];
    }
    rows
}

fn is_word(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

/// Tests may create tables of their own.
fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "create table person_row (\n tenant text, primary key (tenant, record)\n);\n\
                       create table account (tenant text, primary key (tenant, account));";

    fn with(path: &str, text: &str) -> Tree {
        Tree::of(&[("crates/identity/migrations/0001.sql", OWN), (path, text)])
    }

    #[test]
    fn an_area_names_only_its_own_tables() {
        let own = r#"statement! { A = "select 1 from person_row"; } table!(P = "person_row" { key [] });"#;
        assert!(ownership(&with("crates/identity/src/table.rs", own)).is_empty());
        for sql in [
            r#"statement!(A = "select 1 from case_row c join person_row p on 1 = 1");"#,
            r#"const A: &str = "update account set x = 1";"#,
            "macro_rules! x { () => { concat!(\"and record in (select record \", \"from person_row)\") } }",
        ] {
            assert_eq!(ownership(&with("crates/asylum/src/table.rs", sql)).len(), 1, "{sql}");
        }
    }

    #[test]
    fn columns_and_prose_are_no_tables() {
        let fine =
            r#"statement!(A = "select account from case_row"); const WORDS: &str = "taken from account";"#;
        let tree = with("crates/asylum/src/table.rs", &fine.replace("statement!", "x"));
        assert!(ownership(&tree).is_empty());
        let tree = with("crates/asylum/src/table.rs", "// select 1 from person_row\n");
        assert!(ownership(&tree).is_empty());
    }

    #[test]
    fn a_declared_row_table_needs_a_migration_of_its_own_crate() {
        let declares = "ledger::table!(\n /// Doc.\n pub X = \"case_row\" { key [], \"stage\" text });";
        let found = ownership(&with("crates/casework/src/table.rs", declares));
        assert_eq!(found, ["crates/casework/src/table.rs:3: no migration of `casework` creates `case_row`"]);
    }

    #[test]
    fn one_table_has_one_creator() {
        let again = "const M: &str = \"create table person_row (tenant text, primary key (tenant))\";";
        assert_eq!(ownership(&with("crates/web/src/table.rs", again)).len(), 1);
    }

    #[test]
    fn the_institution_comes_first() {
        let bad = "create table x (id text, tenant text, primary key (id, tenant));";
        assert_eq!(tenant_first(&with("crates/web/migrations/1.sql", bad)).len(), 1);
        assert!(tenant_first(&with("crates/web/migrations/1.sql", "")).is_empty());
    }

    #[test]
    fn the_privacy_page_names_each_table_and_no_other() {
        let page = "| `person_row` | … |\n| `account` | … |\n";
        assert!(privacy(&with("docs/privacy.md", page)).is_empty());
        let found = privacy(&with("docs/privacy.md", "| `person_row` | … |\n| `gone` | … |\n"));
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
