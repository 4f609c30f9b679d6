//! `ceiba procedure diff`: what one version of the law says otherwise than another, in sentences a lawyer reads.

use super::{Ended, failure, print_json};
use crate::country;
use kernel::Lang;
use procedure::{Comparison, Law};
use std::path::Path;
use std::process::ExitCode;

/// What is compared, and how it is told.
pub struct Asked<'a> {
    pub old: &'a str,
    pub new: &'a str,
    pub country: &'a str,
    pub countries: Option<&'a Path>,
    pub lang: Lang,
    pub json: bool,
}

pub fn run(asked: &Asked<'_>) -> Ended {
    let law = country::load(asked.country, asked.countries).map_err(|e| failure(e.in_lang(asked.lang)))?;
    let found = law.comparisons(asked.old, asked.new);
    if found.is_empty() {
        return Err(failure(nothing(&law, asked)));
    }
    if asked.json {
        print_json(&found)?;
    } else {
        found.iter().for_each(|comparison| print(comparison, asked.lang));
    }
    Ok(ExitCode::SUCCESS)
}

/// Why there is nothing to compare, with the versions there are.
fn nothing(law: &Law, asked: &Asked<'_>) -> String {
    let known: Vec<String> = law.procedures.iter().map(|p| format!("{} {}", p.id, p.version)).collect();
    format!(
        "no procedure has both the version `{}` and the version `{}`; known: {}",
        asked.old,
        asked.new,
        known.join(", ")
    )
}

fn print(comparison: &Comparison, lang: Lang) {
    let Comparison { names, old, old_from, new, new_from, .. } = comparison;
    println!("{}: {old} ({old_from}) → {new} ({new_from})", names.in_lang(lang));
    for group in &comparison.groups {
        println!("\n{}", group.group.names().in_lang(lang));
        for said in &group.said {
            println!("  - {}", said.in_lang(lang));
        }
    }
    println!();
}
