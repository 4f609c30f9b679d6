//! Every spelling that occurs in a name, and who is one letter away from it.
//!
//! Two words are neighbours when deleting at most one letter from each can make them equal. So each word is filed
//! under itself and under itself less each letter, by spelling and by sound; looking up is a few dozen hash reads.

use super::token::sound_of;
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// Number of a spelling in the dictionary.
pub type Word = u32;

/// A hash that is already well mixed passes through.
#[derive(Default)]
pub struct Through(u64);
impl Hasher for Through {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}
type Hashed<V> = HashMap<u64, V, BuildHasherDefault<Through>>;

struct Entry {
    spelling: Box<[char]>,
    sound: Box<[char]>,
}

const END: u32 = u32::MAX;

#[derive(Default)]
pub struct Dictionary {
    words: Vec<Entry>,
    by_spelling: Hashed<Word>,
    /// The words under the hash of each of their shortened forms.
    filed: Filed,
}

/// A word of the dictionary and how much it is like what was asked, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    pub word: Word,
    pub likeness: f32,
}

impl Dictionary {
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a spelling that occurs exactly.
    pub fn get(&self, spelling: &str) -> Option<Word> {
        let word = *self.by_spelling.get(&hash(spelling.chars(), EXACT))?;
        self.words.get(word as usize)?.spelling.iter().copied().eq(spelling.chars()).then_some(word)
    }

    /// The number of a spelling, new or known.
    pub fn add(&mut self, spelling: &str) -> Word {
        if let Some(word) = self.get(spelling) {
            return word;
        }
        let word = u32::try_from(self.words.len()).unwrap_or(END);
        let entry =
            Entry { spelling: spelling.chars().collect(), sound: sound_of(spelling).chars().collect() };
        self.by_spelling.insert(hash(spelling.chars(), EXACT), word);
        let mut keys: Vec<u32> = Vec::with_capacity(2 * entry.spelling.len() + 2);
        shortened(&entry.spelling, BY_SPELLING, &mut keys);
        shortened(&entry.sound, BY_SOUND, &mut keys);
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().for_each(|key| self.filed.put(key, word));
        self.words.push(entry);
        word
    }

    /// Words like a spelling, the most like first.
    pub fn like(&self, spelling: &str, out: &mut Vec<Likeness>) {
        let asked =
            Entry { spelling: spelling.chars().collect(), sound: sound_of(spelling).chars().collect() };
        let mut keys: Vec<u32> = Vec::with_capacity(2 * asked.spelling.len() + 2);
        shortened(&asked.spelling, BY_SPELLING, &mut keys);
        shortened(&asked.sound, BY_SOUND, &mut keys);
        let mut found: Vec<Word> = Vec::new();
        keys.into_iter().for_each(|key| self.filed.get(key, &mut found));
        found.sort_unstable();
        found.dedup();
        for word in found {
            let Some(entry) = self.words.get(word as usize) else { continue };
            let likeness = likeness(&asked, entry);
            if likeness > 0.0 {
                out.push(Likeness { word, likeness });
            }
        }
        out.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    }

    /// Whether the spelling of a word begins with these letters.
    pub fn begins(&self, word: Word, letters: &str) -> bool {
        self.words.get(word as usize).is_some_and(|e| {
            let mut of_word = e.spelling.iter();
            letters.chars().all(|c| of_word.next() == Some(&c))
        })
    }

    /// Words that begin with these letters, at most `most`. Walks all words, so it is for what nothing else finds.
    pub fn beginning(&self, letters: &str, most: usize, out: &mut Vec<Likeness>) {
        let asked = letters.chars().count();
        for word in 0..u32::try_from(self.words.len()).unwrap_or(END) {
            if self.begins(word, letters) {
                let len = self.words.get(word as usize).map_or(asked, |e| e.spelling.len());
                out.push(Likeness { word, likeness: 0.5 + 0.4 * asked as f32 / len.max(1) as f32 });
            }
            if out.len() == most {
                break;
            }
        }
    }
}

/// Words by hashes, with little room: each pair stands once, in order. New pairs wait aside until they are an eighth of all.
#[derive(Default)]
struct Filed {
    settled: Vec<(u32, Word)>,
    fresh: BTreeSet<(u32, Word)>,
}

/// So many pairs may always wait.
const WAITING_LEAST: usize = 1_024;

impl Filed {
    fn put(&mut self, key: u32, word: Word) {
        self.fresh.insert((key, word));
        if self.fresh.len() >= WAITING_LEAST.max(self.settled.len() / 8) {
            self.settled.reserve_exact(self.fresh.len());
            self.settled.extend(std::mem::take(&mut self.fresh));
            // A stable sort would merge the two runs sooner, in as much room again, which the process then keeps.
            self.settled.sort_unstable();
        }
    }
    fn get(&self, key: u32, out: &mut Vec<Word>) {
        let from = self.settled.partition_point(|(of, _)| *of < key);
        let settled = self.settled.iter().skip(from).take_while(|(of, _)| *of == key);
        out.extend(settled.chain(self.fresh.range((key, 0)..=(key, END))).map(|(_, word)| *word));
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
        by_edits(edits(&asked.spelling, &known.spelling), asked.spelling.len().max(known.spelling.len()));
    let heard = by_edits(edits(&asked.sound, &known.sound), asked.sound.len().max(known.sound.len()));
    written.max(heard * 0.97)
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
fn edits(a: &[char], b: &[char]) -> usize {
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

/// The hashes of a word and of the word less each of its letters. Two that share one by chance are told apart when their
/// likeness is weighed.
fn shortened(word: &[char], seed: u64, out: &mut Vec<u32>) {
    out.push(hash(word.iter().copied(), seed) as u32);
    if word.len() < 3 {
        return;
    }
    for skip in 0..word.len() {
        let rest = word.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, c)| *c);
        out.push(hash(rest, seed) as u32);
    }
}

fn hash(letters: impl Iterator<Item = char>, seed: u64) -> u64 {
    let mut state = seed;
    for c in letters {
        state = (state ^ u64::from(u32::from(c))).wrapping_mul(0x9FB2_1C65_1E98_DF25);
        state ^= state >> 28;
    }
    state ^= state >> 32;
    state.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ (state >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn edits_count_a_swap_as_one_and_give_up_early() {
        for (a, b, n) in [
            ("ana", "ana", 0),
            ("ana", "anna", 1),
            ("juan", "jaun", 1),
            ("rosa", "roza", 1),
            ("maria", "mraio", 2),
        ] {
            assert_eq!(edits(&chars(a), &chars(b)), n, "{a} {b}");
        }
        assert_eq!(edits(&chars("maria"), &chars("josefina")), 3);
    }

    #[test]
    fn what_is_filed_is_found_before_and_after_it_settles() {
        let mut filed = Filed::default();
        let words = |filed: &Filed, key| {
            let mut found = Vec::new();
            filed.get(key, &mut found);
            found.sort_unstable();
            found
        };
        for word in 0..20_000u32 {
            filed.put(word % 5_000, word);
            if word % 997 == 0 {
                let key = word % 5_000;
                let all: Vec<Word> = (0..=word).filter(|w| w % 5_000 == key).collect();
                assert_eq!(words(&filed, key), all);
            }
        }
        assert!(filed.settled.len() > 17_000 && words(&filed, 5_000).is_empty());
    }

    #[test]
    fn neighbours_by_spelling_and_by_sound_are_found() {
        let mut dictionary = Dictionary::default();
        for word in ["gomez", "quintero", "vasquez", "ana", "zeledon"] {
            dictionary.add(word);
        }
        assert_eq!(dictionary.add("gomez"), 0);
        for (asked, word) in
            [("gimez", "gomez"), ("kintero", "quintero"), ("basqes", "vasquez"), ("zeeldon", "zeledon")]
        {
            let mut found = Vec::new();
            dictionary.like(asked, &mut found);
            assert_eq!(found.first().map(|f| f.word), dictionary.get(word), "{asked}");
        }
        assert_eq!(dictionary.get("gomes"), None);
    }
}
