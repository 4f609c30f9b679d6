//! Reading the countries' folders, for every test of this crate.
#![allow(dead_code, clippy::unwrap_used)] // each test binary uses its part, and may stop

use procedure::{Law, LawError, Procedure, Safeguards};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub mod differences;
pub mod tongues;
pub mod walk;

pub fn countries() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries")
}

/// The folders of `countries/` that hold a country.
pub fn folders() -> Vec<String> {
    let entries = std::fs::read_dir(countries()).unwrap().map(|e| e.unwrap());
    let countries = entries.filter(|e| e.path().join("country.toml").exists());
    let mut names: Vec<String> = countries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A country's files by path inside its folder.
pub fn files(country: &str) -> BTreeMap<String, String> {
    let root = countries().join(country);
    let mut files = BTreeMap::new();
    for folder in ["", "procedures", "cases"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        for path in entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|x| x == "toml"))
        {
            let key = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(key, std::fs::read_to_string(&path).unwrap());
        }
    }
    files
}

pub fn law(country: &str) -> Law {
    Law::load(&files(country)).unwrap_or_else(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{country}:\n{}", lines.join("\n"))
    })
}

pub fn asylum(law: &Law) -> &Procedure {
    law.procedures.iter().find(|p| p.id == "asylum").unwrap()
}

/// The mistakes in English, a line each; none of them told in one language only.
pub fn told(errors: &[LawError]) -> String {
    let untold: Vec<String> = errors.iter().filter_map(tongues::untold).collect();
    assert!(untold.is_empty(), "{}", untold.join("\n"));
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

pub fn safeguards() -> Safeguards {
    let text = std::fs::read_to_string(countries().join("../region/safeguards.toml")).unwrap();
    Safeguards::load(&text).unwrap()
}
