//! The words of a field of names, each once: spelling, sound, nicknames, and how alike two of them are.

use crate::LinkageError;
use crate::fold;
use crate::intern::Texts;
use crate::nickname::Nicknames;
use crate::records::TOKENS_MAX;
use crate::sound::sound;

/// How alike two words of names are, from the same to nothing alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same spelling without accents.
    Exact,
    /// The same sound to a Spanish ear, or one is a nickname of the other.
    Sound,
    /// One letter added, left out, changed or two neighbours exchanged, an initial, or a Jaro-Winkler similarity of
    /// 0.9 or more (Winkler 1990).
    Alike,
    Different,
}

/// Marks the cell of a word that stood behind a particle.
const AFTER_PARTICLE: u32 = 1 << 30;
const JARO_WINKLER_MIN: f64 = 0.9;
/// Words that differ in more letters than this are never alike: no need to look closer.
const LETTERS_OTHER_MAX: u32 = 4;
const LENGTH_OTHER_MAX: u8 = 3;

/// The number of a word in a cell, from 0.
pub fn number(cell: u32) -> u32 {
    (cell & !AFTER_PARTICLE).wrapping_sub(1)
}

pub fn is_after_particle(cell: u32) -> bool {
    cell & AFTER_PARTICLE != 0
}

/// What can be asked of a word without looking at its letters.
#[derive(Clone, Copy, Debug)]
struct Traits {
    sound: u32,
    /// Which letters occur, one bit each; digits and others share the last bits.
    letters: u32,
    length: u8,
    is_nickname: bool,
}

/// All words of one field.
pub struct Tokens {
    /// Names as told, so that each is taken apart once.
    told: Texts,
    cells: Vec<[u32; TOKENS_MAX]>,
    spellings: Texts,
    sounds: Texts,
    traits: Vec<Traits>,
    nicknames: Option<Nicknames>,
}

impl Tokens {
    pub fn new(with_nicknames: bool) -> Self {
        Self {
            told: Texts::default(),
            cells: Vec::new(),
            spellings: Texts::default(),
            sounds: Texts::default(),
            traits: Vec::new(),
            nicknames: with_nicknames.then(Nicknames::read),
        }
    }
    /// The cells of a name as told, zeros where it has fewer words.
    pub fn read(&mut self, name: &str) -> Result<[u32; TOKENS_MAX], LinkageError> {
        let (at, is_new) = self.told.add(name).ok_or(LinkageError::TooMany)?;
        if !is_new {
            return Ok(self.cells[at as usize]);
        }
        let mut cells = [0; TOKENS_MAX];
        for (cell, part) in cells.iter_mut().zip(fold::parts(name)) {
            let mark = if part.after_particle { AFTER_PARTICLE } else { 0 };
            *cell = (self.word(&part.spelling)? + 1) | mark;
        }
        self.cells.push(cells);
        Ok(cells)
    }
    fn word(&mut self, spelling: &str) -> Result<u32, LinkageError> {
        let (at, is_new) = self.spellings.add(spelling).ok_or(LinkageError::TooMany)?;
        if at >= AFTER_PARTICLE - 1 {
            return Err(LinkageError::TooMany);
        }
        if is_new {
            let (sound, _) = self.sounds.add(&sound(spelling)).ok_or(LinkageError::TooMany)?;
            self.traits.push(Traits {
                sound,
                letters: letters(spelling),
                length: u8::try_from(spelling.len()).unwrap_or(u8::MAX),
                is_nickname: self.nicknames.as_ref().is_some_and(|n| !n.formal(spelling).is_empty()),
            });
        }
        Ok(at)
    }
    /// How many words there are; they are numbered from 0.
    pub fn len(&self) -> usize {
        self.spellings.len()
    }
    pub fn sound_count(&self) -> usize {
        self.sounds.len()
    }
    pub fn spelling(&self, word: u32) -> &str {
        self.spellings.get(word)
    }
    pub fn sound(&self, word: u32) -> u32 {
        self.traits.get(word as usize).map_or(0, |t| t.sound)
    }
    pub fn sound_text(&self, sound: u32) -> &str {
        self.sounds.get(sound)
    }
    /// How alike two words are; symmetric.
    pub fn likeness(&self, a: u32, b: u32, seen: &mut Seen) -> Likeness {
        if a == b {
            return Likeness::Exact;
        }
        let (one, other) = (self.traits[a as usize], self.traits[b as usize]);
        if one.sound == other.sound {
            return Likeness::Sound;
        }
        if one.is_nickname && other.is_nickname && self.are_nicknames(a, b) {
            return Likeness::Sound;
        }
        if one.length == 1 || other.length == 1 {
            let initial = |w: u32| self.spelling(w).chars().next();
            return if initial(a) == initial(b) { Likeness::Alike } else { Likeness::Different };
        }
        if (one.letters ^ other.letters).count_ones() > LETTERS_OTHER_MAX
            || one.length.abs_diff(other.length) > LENGTH_OTHER_MAX
        {
            return Likeness::Different;
        }
        seen.of(a, b, || if self.are_alike(a, b) { Likeness::Alike } else { Likeness::Different })
    }
    fn are_nicknames(&self, a: u32, b: u32) -> bool {
        let Some(nicknames) = &self.nicknames else { return false };
        let of_a = nicknames.formal(self.spelling(a));
        nicknames.formal(self.spelling(b)).iter().any(|n| of_a.contains(n))
    }
    fn are_alike(&self, a: u32, b: u32) -> bool {
        let (one, other) = (self.spelling(a), self.spelling(b));
        // In alphabetical order, so that the answer does not depend on which came first.
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        one_slip_apart(one, other) || strsim::jaro_winkler(one, other) >= JARO_WINKLER_MIN
    }
}

/// One letter added, left out, changed, or two neighbours exchanged, in words of three letters or more (the restricted
/// distance of Damerau 1964 is one).
pub fn one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if a.len() < 3 || b.len() - a.len() > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.len() < b.len() {
        return a == &b[1..];
    }
    if a.is_empty() {
        return true;
    }
    let exchanged = a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    a[1..] == b[1..] || exchanged
}

/// Which letters occur in a text, one bit each.
pub fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |bits, byte| {
        bits | 1
            << match byte {
                b'a'..=b'z' => u32::from(byte - b'a'),
                b'0'..=b'9' => 26 + u32::from(byte - b'0') / 2,
                _ => 31,
            }
    })
}

/// Which characters occur an odd number of times, one bit each: two identifiers one slip apart differ in two bits at most.
pub fn signature(text: &str) -> u32 {
    text.bytes().fold(0, |bits, byte| {
        bits ^ 1
            << match byte {
                b'0'..=b'9' => byte - b'0',
                _ => 10 + byte % 22,
            }
    })
}

/// Whether two signatures are so different that no slip explains it.
pub fn are_many_slips_apart(a: u32, b: u32) -> bool {
    (a ^ b).count_ones() > 2
}

/// What was found of pairs of words looked at before, by field; it changes no answer.
#[derive(Default)]
pub struct Memo {
    fields: Vec<Seen>,
}

impl Memo {
    /// What was found in one field: words of another have the same numbers.
    pub(crate) fn of_field(&mut self, field: usize) -> &mut Seen {
        if self.fields.len() <= field {
            self.fields.resize_with(field + 1, Seen::default);
        }
        &mut self.fields[field]
    }
}

const SLOTS: usize = 1 << 14;

/// What was found of pairs of words of one field; it takes no room before the first.
#[derive(Default)]
pub struct Seen {
    slots: Vec<u64>,
}

impl Seen {
    /// The kept answer for two different numbers below 2³⁰, or what `look` says.
    fn of(&mut self, a: u32, b: u32, look: impl FnOnce() -> Likeness) -> Likeness {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, 0);
        }
        let (low, high) = (u64::from(a.min(b)), u64::from(a.max(b)));
        let key = (low << 31 | high) << 1;
        let place = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50) as usize % SLOTS;
        if self.slots[place] & !1 == key {
            return if self.slots[place] & 1 == 1 { Likeness::Alike } else { Likeness::Different };
        }
        let found = look();
        self.slots[place] = key | u64::from(found == Likeness::Alike);
        found
    }
}
