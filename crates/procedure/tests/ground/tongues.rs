//! Whether a mistake in a law file is told in both languages, for every test that reads one.

use kernel::Lang;
use procedure::LawError;

/// Words that no Spanish sentence has.
const ENGLISH: [&str; 12] =
    ["is", "not", "write", "the", "missing", "leave", "did", "you", "mean", "must", "cannot", "step"];

/// What a mistake lacks to be told in both languages.
pub fn untold(error: &LawError) -> Option<String> {
    let (es, en) = (error.message.in_lang(Lang::Es), error.message.in_lang(Lang::En));
    let is_english = |word: &&str| ENGLISH.iter().any(|english| english.eq_ignore_ascii_case(word));
    let english: Vec<&str> = words(es).into_iter().filter(is_english).collect();
    let line = error.in_lang(Lang::Es);
    let article = error.article.as_ref().is_none_or(|a| line.contains(&format!(" (artículo {a})")));
    let same = es.trim().is_empty() || en.trim().is_empty() || es == en;
    let is_told = !same && english.is_empty() && article && error.in_lang(Lang::En) == error.to_string();
    (!is_told).then(|| format!("{line}\n    {error}\n    {english:?}"))
}

/// The words of a sentence itself: neither what the file writes, between backticks, nor what a parser says in English.
pub fn words(said: &str) -> Vec<&str> {
    let own = match said.split_once("dice en inglés: «") {
        Some((before, quoted)) => [before, quoted.rsplit_once('»').unwrap_or(("", "")).1],
        None => [said, ""],
    };
    let outside = own.into_iter().flat_map(|part| part.split('`').step_by(2));
    outside.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_')).collect()
}
