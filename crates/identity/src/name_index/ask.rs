//! What was typed becomes parts with the words like them: typos, initials, two names written as one and one as two.

use super::dictionary::{Likeness, Word};
use super::{NameIndex, token};

/// One part of what was typed, what it is worth, and the words like it.
pub(super) struct Asked {
    pub spelling: String,
    pub worth: f32,
    /// The most like first.
    pub like: Vec<Likeness>,
    /// The same by word.
    by_word: Vec<(Word, f32)>,
}

/// One letter in twenty or so: it tells little, and only of people found otherwise.
const WORTH_OF_INITIAL: f32 = 2.5;

impl Asked {
    fn new(spelling: &str, worth: f32, like: Vec<Likeness>) -> Asked {
        let mut asked = Asked { spelling: spelling.to_owned(), worth, like, by_word: Vec::new() };
        asked.file();
        asked
    }
    fn also(&mut self, like: Likeness) {
        self.like.retain(|known| known.word != like.word);
        self.like.push(like);
        self.like.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        self.file();
    }
    fn file(&mut self) {
        self.by_word = self.like.iter().map(|l| (l.word, l.likeness)).collect();
        self.by_word.sort_by_key(|(word, _)| *word);
    }
    pub fn is_initial(&self) -> bool {
        is_initial(&self.spelling)
    }
    /// How much a word is like it.
    pub fn likeness(&self, word: Word) -> Option<f32> {
        let at = self.by_word.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        Some(self.by_word[at].1)
    }
}

fn is_initial(spelling: &str) -> bool {
    spelling.len() == 1 && spelling.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The year of birth that a part of a text is.
pub(super) fn year(part: &token::Part) -> Option<i16> {
    let year = part.spelling.parse::<i16>().ok().filter(|_| part.spelling.len() == 4);
    year.filter(|year| (1900..2100).contains(year))
}

impl NameIndex {
    /// The parts of a typed text with the words like them, and the year of birth if one was typed.
    pub(super) fn ask(&self, text: &str) -> (Vec<Asked>, Option<i16>) {
        const PARTS_ASKED: usize = 10;
        let mut year = None;
        let mut parts = token::parts(text);
        parts.retain(|part| {
            let told = self::year(part);
            year = told.or(year);
            told.is_none()
        });
        parts.truncate(PARTS_ASKED);
        let mut asked: Vec<Asked> = Vec::new();
        for part in &parts {
            let mut like = Vec::new();
            self.dictionary.like(&part.spelling, &mut like);
            if let Some(joined) = &part.joined {
                self.dictionary.like(joined, &mut like);
            }
            if like.first().is_none_or(|l| l.likeness < 0.9)
                && let Some((first, second)) = self.split(&part.spelling)
            {
                asked.push(self.exactly(&part.spelling, first));
                asked.push(self.exactly(&part.spelling, second));
                continue;
            }
            if like.is_empty() && part.spelling.chars().count() >= 3 {
                self.dictionary.beginning(&part.spelling, 64, &mut like);
            }
            asked.push(Asked::new(&part.spelling, self.worth(&part.spelling, &like), like));
        }
        self.join_neighbours(&parts, &mut asked);
        (asked, year)
    }

    fn exactly(&self, spelling: &str, word: Word) -> Asked {
        let like = vec![Likeness { word, likeness: 0.95 }];
        Asked::new(spelling, self.worth(spelling, &like), like)
    }

    /// `mariajose` for those who are written `maria jose`: the two known words that make up a typed one.
    fn split(&self, spelling: &str) -> Option<(Word, Word)> {
        let cuts: Vec<usize> = spelling.char_indices().map(|(i, _)| i).collect();
        let cuts = cuts.get(3..cuts.len().saturating_sub(2))?;
        let both =
            |at: &usize| self.dictionary.get(&spelling[..*at]).zip(self.dictionary.get(&spelling[*at..]));
        let bearers = |word: Word| self.postings.bearers(word);
        cuts.iter()
            .filter_map(both)
            .filter(|(a, b)| bearers(*a) > 0 && bearers(*b) > 0)
            .max_by_key(|(a, b)| bearers(*a).min(bearers(*b)))
    }

    /// `maria jose` for those who are written `mariajose`: both parts are like the one word.
    fn join_neighbours(&self, parts: &[token::Part], asked: &mut [Asked]) {
        if parts.len() != asked.len() {
            return;
        }
        for (at, pair) in parts.windows(2).enumerate() {
            let [one, other] = pair else { continue };
            let Some(word) = self.dictionary.get(&format!("{}{}", one.spelling, other.spelling)) else {
                continue;
            };
            for part in &mut asked[at..=at + 1] {
                part.also(Likeness { word, likeness: 0.95 });
            }
        }
    }

    /// What a typed part is worth: as much as the most usual of the words it most likely means.
    fn worth(&self, spelling: &str, like: &[Likeness]) -> f32 {
        if is_initial(spelling) {
            return WORTH_OF_INITIAL;
        }
        let best = like.iter().map(|l| l.likeness).fold(0.0, f32::max);
        let meant = like.iter().filter(|l| l.likeness >= best - 0.05).map(|l| self.rarity(l.word));
        let least = meant.fold(f32::INFINITY, f32::min);
        if least.is_finite() { least } else { (1.0 + self.alive as f32).ln() }
    }
}
