//! Looks for what must be found nowhere: in every byte of every file, in every form in which a program, a driver or a
//! log may have written a text down.

use aho_corasick::{AhoCorasick, MatchKind};
use std::path::{Path, PathBuf};

/// Shorter parts of a text would be found everywhere by chance.
const PART_CHARS_MIN: usize = 6;
/// And so would shorter pieces of base64.
const BASE64_CHARS_MIN: usize = 12;

/// A search for some texts.
pub struct Hunt {
    texts: Vec<String>,
    /// Which text each form is of.
    of: Vec<usize>,
    forms: AhoCorasick,
}

impl Hunt {
    /// For whole texts, in any letter case of ASCII.
    pub fn for_texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Hunt {
        let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        assert!(!texts.is_empty(), "a search for nothing finds nothing");
        let all: Vec<(usize, Vec<u8>)> = texts
            .iter()
            .enumerate()
            .flat_map(|(n, text)| forms_of(text).into_iter().map(move |form| (n, form)))
            .collect();
        let forms = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(all.iter().map(|(_, form)| form))
            .unwrap();
        Hunt { texts, of: all.into_iter().map(|(n, _)| n).collect(), forms }
    }
    /// For names: the whole, and each of its words that is long enough to be nobody else's.
    pub fn for_names(names: &[&str]) -> Hunt {
        let words = names.iter().flat_map(|name| name.split_whitespace());
        let words = words.filter(|word| word.chars().count() >= PART_CHARS_MIN);
        Hunt::for_texts(names.iter().copied().chain(words).map(str::to_owned))
    }

    /// The first of the texts that stands in some bytes.
    pub fn found_in(&self, bytes: &[u8]) -> Option<&str> {
        let found = self.forms.find(bytes)?;
        Some(&self.texts[self.of[found.pattern().as_usize()]])
    }
    /// None of them stands in any file of a folder, nor in a file's name.
    #[track_caller]
    pub fn finds_nothing_in(&self, folder: &Path) {
        let files = every_file(folder);
        assert!(!files.is_empty(), "{} is empty", folder.display());
        for file in files {
            let name = file.to_string_lossy();
            assert_eq!(self.found_in(name.as_bytes()), None, "in the name of {name}");
            assert_eq!(self.found_in(&std::fs::read(&file).unwrap()), None, "in {name}");
        }
    }
}

/// The files of a folder and of the folders in it.
pub fn every_file(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(every_file(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// A text as it is, in other character sets, escaped, and in the usual codes for bytes.
fn forms_of(text: &str) -> Vec<Vec<u8>> {
    let utf8 = text.as_bytes();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let mut forms = vec![
        utf8.to_vec(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        utf8.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
        escaped(text, |c| format!("\\u{:04x}", c as u32)),
        escaped(text, |c| format!("&#{};", c as u32)),
        percent(utf8, "%20"),
        percent(utf8, "+"),
    ];
    forms.extend(text.chars().map(|c| u8::try_from(c as u32).ok()).collect::<Option<Vec<u8>>>());
    for alphabet in [BASE64, BASE64_FOR_ADDRESSES] {
        let pieces = (0..3).map(|shift| base64(utf8, shift, alphabet));
        forms.extend(pieces.filter(|piece| piece.len() >= BASE64_CHARS_MIN));
    }
    forms.sort();
    forms.dedup();
    forms
}

fn escaped(text: &str, code: impl Fn(char) -> String) -> Vec<u8> {
    let one = |c: char| if c.is_ascii() { c.to_string() } else { code(c) };
    text.chars().map(one).collect::<String>().into_bytes()
}

fn percent(bytes: &[u8], space: &str) -> Vec<u8> {
    let one = |byte: &u8| match byte {
        b' ' => space.to_owned(),
        byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(one).collect::<String>().into_bytes()
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_FOR_ADDRESSES: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What stands in the base64 of a longer text around these bytes, when so many bytes of it come before a group of three:
/// without the letters that hold a neighbour's bits.
fn base64(bytes: &[u8], shift: usize, alphabet: &[u8; 64]) -> Vec<u8> {
    let whole = bytes.get(shift..).unwrap_or_default();
    let groups = whole.chunks_exact(3).map(|group| u32::from_be_bytes([0, group[0], group[1], group[2]]));
    groups.flat_map(|bits| [18, 12, 6, 0].map(|at| alphabet[(bits >> at & 63) as usize])).collect()
}
