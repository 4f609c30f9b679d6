//! Names of other scripts in Latin letters: by table, syllable by syllable, or by their consonants alone.
//!
//! Tables of one letter for one letter (`any_ascii`) do for Cyrillic, Greek, Georgian and the like. Chinese and Korean write a
//! syllable with each sign, and people put them together as they like, so each is a word of its own. Arabic and Hebrew write no
//! short vowels, so of their words the consonants stand, and meet those of Latin spellings: محمد, Mohamed, Muhammad.

use any_ascii::any_ascii_char;

/// How a script puts letters together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Letters,
    /// Each sign is a syllable, and a word.
    Syllables,
    /// Vowels are left out.
    Consonants,
}

pub fn of(letter: char) -> Script {
    match letter {
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' => Script::Syllables,
        '\u{AC00}'..='\u{D7A3}' => Script::Syllables,
        '\u{0590}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB1D}'..='\u{FEFC}' => Script::Consonants,
        _ => Script::Letters,
    }
}

/// A letter in small letters of ASCII. One that no table knows stands as its number, so that the name is found by itself.
pub fn latin(letter: char, out: &mut String) {
    if letter.is_ascii_alphanumeric() {
        return out.push(letter.to_ascii_lowercase());
    }
    let table = match letter {
        'ŋ' => "n",
        'ا' => "a",
        // The ending of Arabic women's names, and signs that stand for no consonant.
        'ة' | 'ى' | 'ء' | 'ئ' | 'ؤ' | 'ع' | 'ע' | 'א' => "",
        _ => any_ascii_char(letter),
    };
    if table.is_empty() && of(letter) == Script::Letters {
        out.push_str(&format!("{:x}", u32::from(letter)));
    }
    out.extend(table.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
}

/// The consonants of a Latin spelling, as a script without vowels would have them: no doubled letter, no `w` or `y` but at
/// the beginning, no `h` at the end.
pub fn consonants(spelling: &[u8]) -> Vec<u8> {
    let mut bones: Vec<u8> = Vec::with_capacity(spelling.len());
    for (at, letter) in spelling.iter().enumerate() {
        let is_heard = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'w' | b'y' => at == 0,
            _ => true,
        };
        if is_heard && bones.last() != Some(letter) {
            bones.push(*letter);
        }
    }
    if bones.len() > 1 && bones.last() == Some(&b'h') {
        bones.pop();
    }
    bones
}

/// Whether a spelling has no vowel, as words of such scripts.
pub fn is_bare(spelling: &[u8]) -> bool {
    spelling.len() > 1 && spelling.iter().all(|b| b.is_ascii_lowercase() && !b"aeiou".contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consonants_are_those_that_arabic_writes() {
        for (name, bones) in [
            ("mohamed", "mhmd"),
            ("muhammad", "mhmd"),
            ("maryam", "mrm"),
            ("yusuf", "ysf"),
            ("fatimah", "ftm"),
            ("hussein", "hsn"),
        ] {
            assert_eq!(consonants(name.as_bytes()), bones.as_bytes(), "{name}");
        }
        assert!(is_bare(b"mhmd") && !is_bare(b"ana") && !is_bare(b"m") && !is_bare(b"1988"));
    }
}
