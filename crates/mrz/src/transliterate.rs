//! Names in the 26 letters of a zone (Doc 9303-3, section 6.A, multinational Latin characters).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Which of the spellings of `Ñ` and `Ü` a state uses where the table leaves the choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Letters {
    /// `Ñ` is `N`, `Ü` is `UE`.
    #[default]
    Plain,
    /// `Ñ` is `NXX`, `Ü` is `UXX`: it can be read back.
    Marked,
}

/// A letter for which the table of Latin characters has nothing; a state's own table may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this letter is not in the table of Latin characters of Doc 9303-3, section 6")]
pub struct NotLatin(pub char);

/// A name in capitals with a filler between its components: apostrophes go, hyphens and spaces separate.
pub fn transliterated(name: &str, letters: Letters) -> Result<String, NotLatin> {
    let mut out = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_uppercase) {
        match c {
            'A'..='Z' => out.push(c),
            _ if separates(c) => out.push('<'),
            _ if is_left_out(c) => {}
            _ => match special(c, letters) {
                Some(text) => out.push_str(text),
                None => out.push(base(c).ok_or(NotLatin(c))?),
            },
        }
    }
    Ok(out.split('<').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("<"))
}

fn separates(c: char) -> bool {
    // Every kind of hyphen and dash that keyboards and editors write.
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '<' | ',' | ';' | '/')
}

/// Apostrophes in their many forms, the letters for a glottal stop that Mayan names are written with, and stops.
fn is_left_out(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʹ' | 'ꞌ' | 'Ꞌ' | '"' | '“' | '”' | '.')
}

/// What the table spells otherwise than by the letter without its mark.
fn special(c: char, letters: Letters) -> Option<&'static str> {
    Some(match (c, letters) {
        ('Ñ', Letters::Marked) => "NXX",
        ('Ü', Letters::Marked) => "UXX",
        ('Ü', Letters::Plain) => "UE",
        ('Ä' | 'Æ', _) => "AE",
        ('Å', _) => "AA",
        ('Ö' | 'Ø' | 'Œ', _) => "OE",
        ('ẞ' | 'ß', _) => "SS",
        ('Þ', _) => "TH",
        ('Ĳ', _) => "IJ",
        ('Ð' | 'Đ', _) => "D",
        ('Ħ', _) => "H",
        ('Ŀ' | 'Ł', _) => "L",
        ('Ŋ', _) => "N",
        ('Ŧ', _) => "T",
        ('ĸ', _) => "Q",
        ('ı' | 'Ɨ', _) => "I",
        ('Ʉ', _) => "U",
        _ => return None,
    })
}

/// The Latin letter under its marks.
fn base(c: char) -> Option<char> {
    let first = c.nfd().next()?;
    first.is_ascii_alphabetic().then(|| first.to_ascii_uppercase())
}
