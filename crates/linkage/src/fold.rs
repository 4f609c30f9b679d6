//! Names and codes become plain words: one case, no accents, Latin letters, particles set aside.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that join names and tell nobody apart: Spanish, Portuguese, Italian, German, Dutch, Arabic.
const PARTICLES: &[&str] = &[
    "de", "del", "la", "las", "los", "le", "el", "y", "e", "da", "do", "dos", "das", "di", "du", "van",
    "von", "der", "den", "bin", "bint", "ibn", "al", "ul",
];
/// No name has more words worth looking at, and no word more letters.
const WORDS_MAX: usize = 24;
const LETTERS_MAX: usize = 40;

/// One word of a name: `ñ` is a letter of its own, other accents are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub spelling: String,
    /// `true` for `cruz` in «de la Cruz»; a married name («de López») looks the same.
    pub after_particle: bool,
}

/// The words of a name in the order told, without particles. A name of nothing but particles keeps them.
pub fn parts(name: &str) -> Vec<Part> {
    let words = words(name);
    let only_particles = words.iter().all(|w| is_particle(w));
    let mut parts = Vec::new();
    let mut after_particle = false;
    for word in words {
        if !only_particles && is_particle(&word) {
            after_particle = true;
            continue;
        }
        parts.push(Part { spelling: word, after_particle });
        after_particle = false;
    }
    parts
}

/// Any text as plain words with one space between them: places, occupations, codes with letters.
pub fn plain(text: &str) -> String {
    words(text).join(" ")
}

/// The letters and digits of an identifier and nothing else: separators and case tell nobody apart.
pub fn identifier(text: &str) -> String {
    let is_plain = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase();
    if text.bytes().all(is_plain) { text.to_owned() } else { words(text).concat() }
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Lower-case words. Apostrophes join (`K'iche'`), anything else that is no letter or digit parts.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.nfc().flat_map(char::to_lowercase) {
        let Some(word) = words.last_mut() else { break };
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ꞌ' | 'ʻ' | '`' => {}
            _ if is_combining_mark(c) => {}
            _ if c.is_alphanumeric() => push_plain(word, c),
            _ if word.is_empty() => {}
            _ => words.push(String::new()),
        }
        if words.len() > WORDS_MAX {
            break;
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

/// One letter without its accent and in Latin script; `ñ` stays.
fn push_plain(word: &mut String, letter: char) {
    if word.len() >= LETTERS_MAX {
        return;
    }
    if letter.is_ascii() || letter == 'ñ' {
        return word.push(letter);
    }
    let base = letter.nfd().next().unwrap_or(letter);
    let latin = any_ascii_char(base).chars().filter(char::is_ascii_alphanumeric);
    word.extend(latin.map(|c| c.to_ascii_lowercase()));
}
