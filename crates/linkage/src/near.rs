//! What somebody meant: the known name nearest to a misspelt one.

/// How alike two words must be before one is offered for the other.
const ALIKE: f64 = 0.72;

/// `; did you mean …?` behind a name that is not known; no words when no known name is near.
pub fn asked<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let plain = written.to_lowercase();
    let scored = known.map(|name| (strsim::jaro_winkler(&plain, &name.to_lowercase()), name));
    let nearest = scored.filter(|(alike, _)| *alike >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map(|(_, name)| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// Names in back quotes, one after the other.
pub fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
