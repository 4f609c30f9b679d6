//! Every spelling that occurs in a name, and who is one letter away from it.
//!
//! Two words are neighbours when deleting at most one letter from each can make them equal. So each word is filed
//! under itself and under itself less each letter, by spelling and by sound; looking up is a few dozen searches in one
//! ordered list. Words of scripts that write no vowels are filed by their consonants ([`super::script`]).

use super::filed::Filed;
use super::script::{consonants, is_bare};
use super::token::sound_of;
use hashbrown::HashTable;

/// Number of a spelling in the dictionary.
pub type Word = u32;

/// The spellings, one after another in one text: ten millions of people bear some millions of them.
#[derive(Default)]
pub struct Dictionary {
    /// Of each word its spelling, then its sound where that is another.
    letters: Vec<u8>,
    ends: Vec<Ends>,
    by_spelling: HashTable<Word>,
    /// The words under the hash of each of their shortened forms.
    filed: Filed,
}

/// Where the spelling and the sound of a word end in `Dictionary::letters`. They begin where the word before ends.
#[derive(Clone, Copy)]
struct Ends {
    spelling: u32,
    sound: u32,
}

/// How a word is written and how it sounds, in small letters of ASCII.
#[derive(Clone, Copy)]
struct Entry<'a> {
    spelling: &'a [u8],
    sound: &'a [u8],
}

/// A word of the dictionary and how much it is like what was asked, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    pub word: Word,
    pub likeness: f32,
}

impl Dictionary {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn entry(&self, word: Word) -> Option<Entry<'_>> {
        let at = word as usize;
        let ends = self.ends.get(at)?;
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |e| e.sound as usize);
        let spelling = self.letters.get(from..ends.spelling as usize)?;
        let sound = self.letters.get(ends.spelling as usize..ends.sound as usize)?;
        Some(Entry { spelling, sound: if sound.is_empty() { spelling } else { sound } })
    }

    /// The number of a spelling that occurs exactly.
    pub fn get(&self, spelling: &str) -> Option<Word> {
        let is_it = |word: &Word| self.entry(*word).is_some_and(|e| e.spelling == spelling.as_bytes());
        self.by_spelling.find(hash(spelling.bytes(), EXACT), is_it).copied()
    }

    /// The number of a spelling, new or known. `None` when there is no room for another.
    pub fn add(&mut self, spelling: &str) -> Option<Word> {
        if let Some(word) = self.get(spelling) {
            return Some(word);
        }
        let word = Word::try_from(self.ends.len()).ok()?;
        let sound = sound_of(spelling);
        let own_sound = if sound == spelling { "" } else { sound.as_str() };
        let ends = Ends {
            spelling: u32::try_from(self.letters.len() + spelling.len()).ok()?,
            sound: u32::try_from(self.letters.len() + spelling.len() + own_sound.len()).ok()?,
        };
        self.letters.extend_from_slice(spelling.as_bytes());
        self.letters.extend_from_slice(own_sound.as_bytes());
        self.ends.push(ends);
        let keys = keys(&Entry { spelling: spelling.as_bytes(), sound: sound.as_bytes() });
        keys.into_iter().for_each(|key| self.filed.put(key, word));
        self.index(word, spelling);
        Some(word)
    }

    fn index(&mut self, word: Word, spelling: &str) {
        let mut table = std::mem::take(&mut self.by_spelling);
        let hash_of =
            |word: &Word| hash(self.entry(*word).map_or(&[][..], |e| e.spelling).iter().copied(), EXACT);
        table.insert_unique(hash(spelling.bytes(), EXACT), word, hash_of);
        self.by_spelling = table;
    }

    /// Words like a spelling, the most like first.
    pub fn like(&self, spelling: &str, out: &mut Vec<Likeness>) {
        let sound = sound_of(spelling);
        let asked = Entry { spelling: spelling.as_bytes(), sound: sound.as_bytes() };
        let mut found: Vec<Word> = Vec::new();
        keys_asked(&asked).into_iter().for_each(|key| self.filed.get(key, &mut found));
        found.sort_unstable();
        found.dedup();
        for word in found {
            let Some(entry) = self.entry(word) else { continue };
            let likeness = likeness(&asked, &entry);
            if likeness > 0.0 {
                out.push(Likeness { word, likeness });
            }
        }
        out.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.word.cmp(&b.word)));
        out.dedup_by_key(|l| l.word);
    }

    /// Whether the spelling of a word begins with these letters.
    pub fn begins(&self, word: Word, letters: &str) -> bool {
        self.entry(word).is_some_and(|e| e.spelling.starts_with(letters.as_bytes()))
    }

    /// Words that begin with these letters, at most `most`. Walks all words, so it is for what nothing else finds.
    pub fn beginning(&self, letters: &str, most: usize, out: &mut Vec<Likeness>) {
        for word in 0..Word::try_from(self.ends.len()).unwrap_or(Word::MAX) {
            if self.begins(word, letters) {
                let len = self.entry(word).map_or(letters.len(), |e| e.spelling.len());
                out.push(Likeness { word, likeness: 0.5 + 0.4 * letters.len() as f32 / len.max(1) as f32 });
            }
            if out.len() == most {
                break;
            }
        }
    }
}

/// How much two words are alike: the better of how they are written and how they sound.
fn likeness(asked: &Entry, known: &Entry) -> f32 {
    if asked.spelling == known.spelling {
        return 1.0;
    }
    if asked.sound == known.sound {
        return 0.96;
    }
    let written =
        by_edits(edits(asked.spelling, known.spelling), asked.spelling.len().max(known.spelling.len()));
    let heard = by_edits(edits(asked.sound, known.sound), asked.sound.len().max(known.sound.len()));
    written.max(heard * 0.97).max(by_consonants(asked.spelling, known.spelling))
}

/// Two words one of which was written without vowels. Consonants alone tell less, few of them nearly nothing.
fn by_consonants(asked: &[u8], known: &[u8]) -> f32 {
    if !is_bare(asked) && !is_bare(known) {
        return 0.0;
    }
    let (asked, known) = (consonants(asked), consonants(known));
    match asked.len() {
        _ if asked != known => 0.0,
        4.. => 0.9,
        3 => 0.86,
        2 => 0.7,
        _ => 0.0,
    }
}

fn by_edits(edits: usize, letters: usize) -> f32 {
    match (edits, letters) {
        (0, _) => 1.0,
        (1, 6..) => 0.88,
        (1, 5) => 0.84,
        (1, 4) => 0.74,
        (1, 3) => 0.55,
        (2, 7..) => 0.66,
        (2, 6) => 0.5,
        _ => 0.0,
    }
}

/// Edits between two words, a swap of neighbours being one. Gives up beyond two.
fn edits(a: &[u8], b: &[u8]) -> usize {
    const FAR: usize = 3;
    if a.len().abs_diff(b.len()) >= FAR || a.len() > 63 || b.len() > 63 {
        return FAR;
    }
    let mut rows = [[0usize; 64]; 3];
    for (j, cell) in rows[1].iter_mut().enumerate().take(b.len() + 1) {
        *cell = j;
    }
    for i in 1..=a.len() {
        let (now, last, before) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        rows[now][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut cell = (rows[last][j] + 1).min(rows[now][j - 1] + 1).min(rows[last][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cell = cell.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cell;
            least = least.min(cell);
        }
        if least >= FAR {
            return FAR;
        }
    }
    rows[(a.len() + 1) % 3][b.len()].min(FAR)
}

const EXACT: u64 = 0x9E37_79B9_7F4A_7C15;
const BY_SPELLING: u64 = 0xC2B2_AE3D_27D4_EB4F;
const BY_SOUND: u64 = 0x1656_67B1_9E37_79F9;
/// Every word by its consonants, and only those that have nothing else.
const BY_CONSONANTS: u64 = 0x27D4_EB2F_1656_67C5;
const BARE: u64 = 0x85EB_CA77_C2B2_AE63;

/// Under what a word is filed.
fn keys(of: &Entry) -> Vec<u32> {
    let mut keys = shortened_both(of);
    let bones = consonants(of.spelling);
    if bones.len() > 1 {
        keys.push(hash(bones.iter().copied(), BY_CONSONANTS) as u32);
        if is_bare(of.spelling) {
            keys.push(hash(bones.into_iter(), BARE) as u32);
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Under what its neighbours are filed: of a word with vowels, of those without only the bare ones.
fn keys_asked(asked: &Entry) -> Vec<u32> {
    let mut keys = shortened_both(asked);
    let seed = if is_bare(asked.spelling) { BY_CONSONANTS } else { BARE };
    keys.push(hash(consonants(asked.spelling).into_iter(), seed) as u32);
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn shortened_both(of: &Entry) -> Vec<u32> {
    let mut keys = Vec::with_capacity(of.spelling.len() + of.sound.len() + 4);
    shortened(of.spelling, BY_SPELLING, &mut keys);
    shortened(of.sound, BY_SOUND, &mut keys);
    keys
}

/// The hashes of a word and of the word less each of its letters. Two that share one by chance are told apart when their
/// likeness is weighed.
fn shortened(word: &[u8], seed: u64, out: &mut Vec<u32>) {
    out.push(hash(word.iter().copied(), seed) as u32);
    if word.len() < 3 {
        return;
    }
    for skip in 0..word.len() {
        let rest = word.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, c)| *c);
        out.push(hash(rest, seed) as u32);
    }
}

fn hash(letters: impl Iterator<Item = u8>, seed: u64) -> u64 {
    let mut state = seed;
    for letter in letters {
        state = (state ^ u64::from(letter)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
        state ^= state >> 28;
    }
    state ^= state >> 32;
    state.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ (state >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_count_a_swap_as_one_and_give_up_early() {
        for (a, b, n) in [
            ("ana", "ana", 0),
            ("ana", "anna", 1),
            ("juan", "jaun", 1),
            ("rosa", "roza", 1),
            ("maria", "mraio", 2),
        ] {
            assert_eq!(edits(a.as_bytes(), b.as_bytes()), n, "{a} {b}");
        }
        assert_eq!(edits(b"maria", b"josefina"), 3);
    }

    #[test]
    fn neighbours_by_spelling_and_by_sound_are_found() {
        let mut dictionary = Dictionary::default();
        for word in ["gomez", "quintero", "vasquez", "ana", "zeledon"] {
            dictionary.add(word);
        }
        assert_eq!(dictionary.add("gomez"), Some(0));
        for (asked, word) in
            [("gimez", "gomez"), ("kintero", "quintero"), ("basqes", "vasquez"), ("zeeldon", "zeledon")]
        {
            let mut found = Vec::new();
            dictionary.like(asked, &mut found);
            assert_eq!(found.first().map(|f| f.word), dictionary.get(word), "{asked}");
        }
        assert_eq!(dictionary.get("gomes"), None);
    }

    #[test]
    fn a_word_without_vowels_is_like_those_of_its_consonants_and_others_are_not() {
        let mut dictionary = Dictionary::default();
        for word in ["mohamed", "mahmud", "mario", "mora", "mhmd"] {
            dictionary.add(word);
        }
        let like = |asked: &str| {
            let mut found = Vec::new();
            dictionary.like(asked, &mut found);
            found.into_iter().map(|l| l.word).collect::<Vec<_>>()
        };
        assert_eq!(like("mhmd"), [4, 0, 1]);
        assert_eq!(like("muhammad").first(), Some(&4));
        assert!(!like("maria").contains(&3), "Latin names keep their vowels");
    }
}
