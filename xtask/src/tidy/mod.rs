//! `cargo xtask tidy`: proves the rules of the house that no compiler knows.
//!
//! Each check reads a [`Tree`] (the repository as texts) and returns one line for each place that breaks its rule, so
//! that its tests can give it a small invented tree.

mod commands;
mod crates;
mod documents;
mod evidence;
mod files;
mod locales;
mod ports;
mod source;
mod tables;
mod tree;

use tree::Tree;

type Check = fn(&Tree) -> Vec<String>;

/// Every check and the rule that it proves.
const CHECKS: &[(&str, Check)] = &[
    ("crates import only what stands below them; only `ledger` knows a database", crates::check),
    ("a crate's SQL names only tables that its own migrations create", tables::ownership),
    ("the institution stands first in every key", tables::tenant_first),
    ("docs/privacy.md names every table, and none that is gone", tables::privacy),
    ("documents name only crates, commands, options and files that exist", documents::check),
    ("every file says first what it is for; no room is named after nothing", files::check),
    ("clock, randomness and environment are read in `app` only", ports::check),
    ("every locale file exists in every language", locales::check),
    ("the evidence of docs/security/asvs.csv exists", evidence::check),
];

pub fn run(_: &[String]) -> Result<(), String> {
    let tree = Tree::read(&crate::root())?;
    let mut broken = 0;
    for (rule, check) in CHECKS {
        let found = check(&tree);
        println!("{} {rule}", if found.is_empty() { "ok  " } else { "MEND" });
        for line in &found {
            println!("     {line}");
        }
        broken += found.len();
    }
    if broken == 0 { Ok(()) } else { Err(format!("tidy: {broken} to mend")) }
}
