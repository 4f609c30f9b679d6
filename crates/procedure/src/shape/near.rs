//! What somebody meant: the known name nearest to a misspelt one.

use super::Codes;
use crate::said::Said;

/// How alike two words must be before one is offered for the other.
const ALIKE: f64 = 0.72;

/// The known name nearest to what was written, if one is near.
pub(crate) fn meant<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = plain(written);
    let scored = known.map(|name| (strsim::jaro_winkler(&plain, &self::plain(name)), name));
    scored.filter(|(alike, _)| *alike >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// `; did you mean …?` behind a name that is not known; no words when no known name is near.
pub(crate) fn asked<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Said {
    let ask =
        |near: &str| Said::new(format!("; ¿quiso decir `{near}`?"), format!("; did you mean `{near}`?"));
    meant(written, known).map(ask).unwrap_or_default()
}

/// The code nearest to what was written: by the code itself, or by its words in either language.
pub(super) fn code(written: &str, codes: &Codes) -> Option<&'static str> {
    let plain = plain(written);
    let alike = |words: &str| strsim::jaro_winkler(&plain, &self::plain(words));
    let scored =
        codes.iter().map(|(code, said)| (alike(code).max(alike(&said.es)).max(alike(&said.en)), *code));
    scored.filter(|(alike, _)| *alike >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, code)| code)
}

/// Lower case, without accents, words apart by `_`.
fn plain(text: &str) -> String {
    let letter = |c: char| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        ' ' | '-' => '_',
        other => other,
    };
    text.trim().to_lowercase().chars().map(letter).collect()
}
