//! One line of messy text while it becomes a line of a zone: what was read at each position and what stands there now.

use crate::check_digit::is_of_zone;
use crate::form::{Form, Holds};
use crate::messy::{Repair, RepairReason};
use unicode_normalization::UnicodeNormalization;

/// Letters and digits that printing and reading confuse.
const CONFUSED: [(char, char); 6] = [('O', '0'), ('I', '1'), ('B', '8'), ('S', '5'), ('Z', '2'), ('G', '6')];
/// Letters that are read for fillers, of which a zone has many.
const LIKE_FILLERS: [char; 6] = ['K', 'C', 'L', 'E', 'S', 'X'];
/// More ways than these of giving a line its width are not tried.
const WAYS_MAX: usize = 24;

/// The digit that a letter is read for.
fn digit_for(c: char) -> Option<char> {
    match c {
        'Q' | 'D' => Some('0'),
        'L' => Some('1'),
        _ => CONFUSED.iter().find(|(letter, _)| *letter == c).map(|(_, digit)| *digit),
    }
}

/// The letter that a digit is read for.
fn letter_for(c: char) -> Option<char> {
    CONFUSED.iter().find(|(_, digit)| *digit == c).map(|(letter, _)| *letter)
}

/// The other one of a pair that is confused, where a check digit can tell the two apart.
pub(crate) fn other_of_pair(c: char) -> Option<char> {
    letter_for(c).or_else(|| CONFUSED.iter().find(|(letter, _)| *letter == c).map(|(_, digit)| *digit))
}

/// One position: what stands there, and what was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// `None` for a filler that was put in.
    read: Option<char>,
    pub now: char,
    reason: RepairReason,
}

/// A line: its positions, and what was taken out of it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct MessyLine {
    pub glyphs: Vec<Glyph>,
    taken_out: Vec<(usize, char)>,
}

impl MessyLine {
    /// What a line of text may be as a line of a zone: capitals, without spaces. `None` when it can be none.
    pub fn of(text: &str) -> Option<MessyLine> {
        let mut glyphs = Vec::new();
        for read in text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase) {
            let twice = if read == '«' { 2 } else { 1 };
            let now = zone_character(read)?;
            let glyph = |read| Glyph { read, now, reason: RepairReason::Position };
            glyphs.push(glyph(Some(read)));
            glyphs.extend((1..twice).map(|_| glyph(Some(read))));
        }
        (!glyphs.is_empty()).then(|| MessyLine { glyphs, taken_out: Vec::new() })
    }
    pub fn len(&self) -> usize {
        self.glyphs.len()
    }
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.now).collect()
    }
    /// Cuts a line that holds a whole zone into lines of this width.
    pub fn cut(&self, width: usize) -> Vec<MessyLine> {
        let part = |glyphs: &[Glyph]| MessyLine { glyphs: glyphs.to_vec(), taken_out: Vec::new() };
        self.glyphs.chunks(width).map(part).collect()
    }
    /// Puts another character at a position.
    pub fn put(&mut self, at: usize, now: char, reason: RepairReason) {
        if let Some(glyph) = self.glyphs.get_mut(at) {
            *glyph = Glyph { now, reason, ..*glyph };
        }
    }

    /// The ways of giving the line its width by putting fillers in or taking characters out, the likeliest first: where
    /// most fillers stand, one more or less is easiest missed.
    pub fn resized(&self, width: usize) -> Vec<MessyLine> {
        let mut ways = vec![self.clone()];
        while ways.first().is_some_and(|way| way.len() != width) {
            let mut next: Vec<MessyLine> = Vec::new();
            for way in ways.iter().flat_map(|way| way.one_nearer(width)) {
                if !next.iter().any(|known| known.text() == way.text()) {
                    next.push(way);
                }
            }
            next.truncate(WAYS_MAX);
            ways = next;
        }
        ways
    }

    fn one_nearer(&self, width: usize) -> Vec<MessyLine> {
        let runs = self.runs();
        if self.len() < width {
            let ends = runs.iter().map(|(start, len)| start + len).chain([self.len()]);
            return ends.map(|at| self.with_filler(at)).collect();
        }
        let doubled = (1..self.len()).filter(|at| self.now(*at) == self.now(*at - 1) && self.now(*at) != '<');
        let out = runs.iter().map(|(start, _)| *start).chain(doubled).chain([self.len() - 1, 0]);
        out.map(|at| self.without(at)).collect()
    }

    /// Runs of fillers as start and length, the longest first.
    fn runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for at in (0..self.len()).filter(|at| self.now(*at) == '<') {
            match runs.last_mut() {
                Some((start, len)) if *start + *len == at => *len += 1,
                _ => runs.push((at, 1)),
            }
        }
        runs.sort_by_key(|(_, len)| std::cmp::Reverse(*len));
        runs
    }

    fn now(&self, at: usize) -> char {
        self.glyphs.get(at).map_or('<', |glyph| glyph.now)
    }
    fn with_filler(&self, at: usize) -> MessyLine {
        let mut line = self.clone();
        line.glyphs.insert(at.min(self.len()), Glyph { read: None, now: '<', reason: RepairReason::Length });
        line
    }
    fn without(&self, at: usize) -> MessyLine {
        let mut line = self.clone();
        if at < line.glyphs.len() {
            let out = line.glyphs.remove(at);
            line.taken_out.push((at, out.now));
        }
        line
    }

    /// Mends what a position of the form may not hold where the mistake is known; how many are left that it may not hold.
    pub fn fit(&mut self, form: Form, line: usize) -> usize {
        let mut wrong = 0;
        for (at, glyph) in self.glyphs.iter_mut().enumerate() {
            let c = glyph.now;
            let (is_right, mended) = match form.holds(line, at) {
                Holds::Any => (true, None),
                Holds::Letters => (!c.is_ascii_digit(), letter_for(c)),
                Holds::Digits => (c.is_ascii_digit() || c == '<', digit_for(c)),
                Holds::Sex => (matches!(c, 'M' | 'F' | '<'), None),
            };
            match mended {
                _ if is_right => {}
                Some(now) => *glyph = Glyph { now, reason: RepairReason::Position, ..*glyph },
                None => wrong += 1,
            }
        }
        if form.names().line == line {
            self.fillers_behind_names(form.names().at.start);
        }
        wrong
    }

    /// Behind the second identifier and two fillers nothing more stands: a few letters there are fillers misread.
    fn fillers_behind_names(&mut self, start: usize) {
        let text = self.text();
        let ends = |from: usize| text.get(from..).and_then(|rest| rest.find("<<")).map(|at| from + at);
        let Some(second) = ends(start).map(|at| at + 2) else { return };
        let begins = text.get(second..).and_then(|rest| rest.find(|c: char| c != '<')).map(|at| second + at);
        let Some(end) = begins.and_then(ends) else { return };
        let rest = text.get(end..).unwrap_or("");
        let letters = rest.chars().filter(|c| *c != '<').count();
        let are_like = rest.chars().all(|c| c == '<' || LIKE_FILLERS.contains(&c));
        if letters == 0 || !are_like || letters * 2 > rest.len() {
            return;
        }
        for at in end..self.len() {
            if self.now(at) != '<' {
                self.put(at, '<', RepairReason::Position);
            }
        }
    }

    /// What was done to the line, by position; nothing is told of capitals and spaces.
    pub fn repairs(&self, line: usize) -> Vec<Repair> {
        let done = self.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.read != Some(glyph.now));
        let done = done.map(|(at, glyph)| Repair {
            line,
            at,
            read: glyph.read,
            now: Some(glyph.now),
            reason: glyph.reason,
        });
        let out = self.taken_out.iter().map(|(at, c)| Repair {
            line,
            at: *at,
            read: Some(*c),
            now: None,
            reason: RepairReason::Length,
        });
        done.chain(out).collect()
    }
}

/// The character of a zone that a character of messy text is or stands for.
fn zone_character(c: char) -> Option<char> {
    if is_of_zone(c) {
        return Some(c);
    }
    match c {
        '«' | '‹' | '〈' | '＜' | '≤' | '(' | '[' | '{' | '_' | '-' | '–' | '—' | '.' | '·' | '*' | '~' => {
            Some('<')
        }
        '|' | '!' => Some('I'),
        '$' => Some('S'),
        // A letter that kept its mark.
        _ => c.nfd().next().filter(char::is_ascii_uppercase),
    }
}
