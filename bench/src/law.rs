//! The law as data: how long the search of all states takes, how many terms a core counts, how long a forecast takes.

pub mod forecast;
pub mod search;
pub mod terms;
pub mod told;

use crate::{Outcome, Plan};
use procedure::Law;
use std::collections::BTreeMap;
use std::path::Path;

/// What came out.
pub struct Measured {
    pub search: search::Searched,
    pub terms: terms::Counted,
    pub forecast: forecast::Forecast,
}

/// Measures all three, one after another.
pub fn measure(plan: &Plan, dir: &Path) -> Outcome<Measured> {
    eprintln!("searching the law of all states …");
    let search = search::measure(plan)?;
    eprintln!("counting terms …");
    let terms = terms::measure(plan, dir)?;
    eprintln!("a forecast …");
    let forecast = forecast::measure(plan)?;
    Ok(Measured { search, terms, forecast })
}

/// The folders of the states; an invented country begins with `_`.
fn states() -> Outcome<Vec<String>> {
    let mut states = Vec::new();
    for entry in std::fs::read_dir("countries")? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().join("country.toml").exists() && !name.starts_with('_') {
            states.push(name);
        }
    }
    states.sort();
    Ok(states)
}

/// The files of a country's law, by their path inside its folder.
fn files(country: &str) -> Outcome<BTreeMap<String, String>> {
    let root = Path::new("countries").join(country);
    let mut files = BTreeMap::new();
    for folder in ["", "procedures"] {
        for entry in std::fs::read_dir(root.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = Path::new(folder).join(path.file_name().unwrap_or_default());
                files.insert(name.to_string_lossy().into_owned(), std::fs::read_to_string(&path)?);
            }
        }
    }
    Ok(files)
}

fn law(country: &str) -> Outcome<Law> {
    Law::load(&files(country)?).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("{country}: {}", lines.join("\n")).into()
    })
}
