//! Reads a zone out of messy text: typed, pasted, or read by a machine that takes `O` for `0`.
//!
//! Nothing is invented. What a position may not hold is mended where the mistake is a known one; a check digit chooses
//! between letters and digits that look alike; every such repair is told. In doubt there are several candidates, and a
//! person chooses.

use crate::form::{Form, Holds, Slot};
use crate::reading::{Checked, Reading, of_form};
use crate::repair::{MessyLine, other_of_pair};
use jiff::civil::Date;

/// A zone is 90 characters; whoever sends a book is not read to its end.
const CHARS_MAX: usize = 4_000;
/// Shorter lines between others are noise.
const CHARS_LINE_MIN: usize = 20;
/// How much longer or shorter than it should be a line may be.
const CHARS_OFF_MAX: usize = 2;
/// As many characters of one field a check digit may change.
const FLIPS_MAX: usize = 2;
/// As many ways of giving the lines their width are followed to the end.
const FOLLOWED_MAX: usize = 6;
const CANDIDATES_MAX: usize = 5;

/// Why a character was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairReason {
    /// The position may not hold what was read.
    Position,
    /// The line was too short or too long.
    Length,
    /// The check digit fits so, and does not otherwise.
    CheckDigit,
}

/// One thing that was changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    pub line: usize,
    /// The position, counted from 0.
    pub at: usize,
    /// `None` for a filler that was put in.
    pub read: Option<char>,
    /// `None` for a character that was taken out.
    pub now: Option<char>,
    pub reason: RepairReason,
}

impl std::fmt::Debug for Repair {
    /// A character of a number is part of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Repair({}, {}, {:?})", self.line, self.at, self.reason)
    }
}

/// One reading of messy text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub reading: Reading,
    pub repairs: Vec<Repair>,
    /// Line and position of every `6` and `G` that may as well be the other: no check digit tells these two apart. Only
    /// where something else was repaired too.
    pub undecided: Vec<(usize, usize)>,
}

/// The readings of a text, the best first; none when it holds no zone. Where a check digit chose, the reading without
/// that choice is the last candidate, so that a person may prefer what was typed.
pub fn read_messy(text: &str, today: Date) -> Vec<Candidate> {
    let text: String =
        text.chars().take(CHARS_MAX).collect::<String>().replace("&lt;", "<").replace("&LT;", "<");
    let mut drafts: Vec<Draft> = zones(&text).into_iter().flat_map(|zone| zone.drafts(today)).collect();
    drafts.sort_by_key(Draft::cost);
    drafts.truncate(FOLLOWED_MAX);
    let mut followed: Vec<Draft> = drafts
        .iter()
        .flat_map(|draft| draft.as_check_digits_want(today))
        .chain(drafts.iter().cloned())
        .collect();
    followed.sort_by_key(Draft::cost);
    let Some(best) = followed.first().map(Draft::cost) else { return Vec::new() };
    let mut chosen: Vec<&Draft> = Vec::new();
    for draft in followed.iter().filter(|draft| draft.cost() == best) {
        if !chosen.iter().any(|known| known.reading.lines == draft.reading.lines) {
            chosen.push(draft);
        }
    }
    chosen.truncate(CANDIDATES_MAX - 1);
    let as_read = chosen.iter().any(|draft| draft.flips > 0).then(|| followed.iter().find(|d| d.flips == 0));
    chosen.extend(as_read.flatten());
    chosen.into_iter().map(Draft::candidate).collect()
}

/// Lines of text that may be a zone of this form.
struct MessyZone {
    form: Form,
    lines: Vec<MessyLine>,
}

/// Every run of lines that may be a zone by its number and length.
fn zones(text: &str) -> Vec<MessyZone> {
    let lines: Vec<MessyLine> =
        text.lines().filter_map(MessyLine::of).filter(|line| line.len() >= CHARS_LINE_MIN).collect();
    let mut found = Vec::new();
    for form in Form::ALL {
        let (count, width) = form.size();
        let is_near = |line: &MessyLine| line.len().abs_diff(width) <= CHARS_OFF_MAX;
        for window in lines.windows(count).filter(|window| window.iter().all(is_near)) {
            found.push(MessyZone { form, lines: window.to_vec() });
        }
        for whole in lines.iter().filter(|line| line.len() == count * width) {
            found.push(MessyZone { form, lines: whole.cut(width) });
        }
    }
    found
}

impl MessyZone {
    /// Every way of giving the lines their width, read.
    fn drafts(&self, today: Date) -> Vec<Draft> {
        let (_, width) = self.form.size();
        let mut all: Vec<Vec<MessyLine>> = vec![Vec::new()];
        for (n, line) in self.lines.iter().enumerate() {
            let mut ways = line.resized(width);
            // Where only letters stand no check digit chooses: the likeliest way is the only one.
            if (0..width).all(|at| self.form.holds(n, at) == Holds::Letters) {
                ways.truncate(1);
            }
            all = all
                .iter()
                .flat_map(|begun| {
                    ways.iter().map(move |way| [begun.as_slice(), std::slice::from_ref(way)].concat())
                })
                .collect();
        }
        all.into_iter().filter_map(|lines| Draft::new(self.form, lines, today)).collect()
    }
}

/// A zone that has its size.
#[derive(Clone)]
struct Draft {
    form: Form,
    lines: Vec<MessyLine>,
    /// Positions that hold what they may not.
    wrong: usize,
    /// Characters that a check digit chose.
    flips: usize,
    reading: Reading,
}

impl Draft {
    /// `None` when the lines are no zone, whatever their size.
    fn new(form: Form, mut lines: Vec<MessyLine>, today: Date) -> Option<Draft> {
        let wrong = lines.iter_mut().enumerate().map(|(n, line)| line.fit(form, n)).sum();
        let reading = read(form, &lines, today);
        let first = reading.document_code.chars().next();
        let is_of_form = first.is_some_and(|c| c.is_ascii_uppercase() && (c == 'V') == form.is_visa());
        let is_zone = is_of_form
            && !reading.names.primary.is_empty()
            && reading.issuer.code().len() != 2
            && wrong <= CHARS_OFF_MAX
            && reading.checks.iter().any(|check| check.fits() && check.written != '<');
        is_zone.then_some(Draft { form, lines, wrong, flips: 0, reading })
    }

    /// What a draft is preferred by: check digits that fit, positions that hold what they may, few repairs.
    fn cost(&self) -> (usize, usize, usize) {
        let repairs = (0..).zip(&self.lines).map(|(n, line): (usize, _)| line.repairs(n).len()).sum();
        (self.reading.misfits().count(), self.wrong, repairs)
    }

    /// The draft with look-alikes exchanged so that check digits fit; nothing when none helps or all fit.
    fn as_check_digits_want(&self, today: Date) -> Vec<Draft> {
        let mut drafts = vec![self.clone()];
        for of in [Checked::Number, Checked::Optional, Checked::Composite] {
            let mut next = Vec::new();
            for draft in &drafts {
                let flipped = draft.flipped_for(of, today);
                if flipped.is_empty() { next.push(draft.clone()) } else { next.extend(flipped) }
            }
            next.truncate(CANDIDATES_MAX);
            drafts = next;
        }
        drafts.retain(|draft| draft.flips > 0);
        drafts
    }

    /// Every smallest exchange of look-alikes after which this check digit fits.
    fn flipped_for(&self, of: Checked, today: Date) -> Vec<Draft> {
        let fits = |reading: &Reading| reading.checks.iter().any(|check| check.of == of && check.fits());
        let has_it = self.reading.checks.iter().any(|check| check.of == of);
        if !has_it || fits(&self.reading) {
            return Vec::new();
        }
        let places = self.look_alikes(of);
        for count in 1..=FLIPS_MAX {
            let tried = subsets(&places, count).into_iter().map(|places| self.flipped(&places, today));
            let fitting: Vec<Draft> = tried.filter(|draft| fits(&draft.reading)).collect();
            if !fitting.is_empty() {
                return fitting;
            }
        }
        Vec::new()
    }

    fn flipped(&self, places: &[(usize, usize)], today: Date) -> Draft {
        let mut lines = self.lines.clone();
        for (line, at) in places {
            let Some(line) = lines.get_mut(*line) else { continue };
            let now = line.glyphs.get(*at).and_then(|glyph| other_of_pair(glyph.now));
            if let Some(now) = now {
                line.put(*at, now, RepairReason::CheckDigit);
            }
        }
        let reading = read(self.form, &lines, today);
        Draft { lines, reading, flips: self.flips + places.len(), ..self.clone() }
    }

    /// Positions of the checked field that hold one of two look-alikes which a check digit tells apart.
    fn look_alikes(&self, of: Checked) -> Vec<(usize, usize)> {
        let is_told_apart = |c: char| other_of_pair(c).is_some() && !is_undecided(c);
        self.places(of, is_told_apart)
    }

    fn places(&self, of: Checked, wanted: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
        let slots: Vec<Slot> = match of {
            Checked::Number if self.form.number_may_run_over() => {
                vec![self.form.number(), self.form.optional()]
            }
            Checked::Number => vec![self.form.number()],
            Checked::Optional => vec![self.form.optional()],
            _ => [Some(self.form.optional()), self.form.optional_second()].into_iter().flatten().collect(),
        };
        let at = |line: usize, at: usize| self.lines.get(line).and_then(|l| l.glyphs.get(at)).map(|g| g.now);
        let all = slots.into_iter().flat_map(|slot| slot.at.map(move |at| (slot.line, at)));
        all.filter(|(line, place)| at(*line, *place).is_some_and(&wanted)).collect()
    }

    fn candidate(&self) -> Candidate {
        let repairs: Vec<Repair> = (0..).zip(&self.lines).flat_map(|(n, line)| line.repairs(n)).collect();
        let mut undecided = Vec::new();
        if !repairs.is_empty() {
            undecided = self.places(Checked::Number, is_undecided);
        }
        Candidate { reading: self.reading.clone(), repairs, undecided }
    }
}

/// `G` counts 16: no check digit tells it from `6`.
fn is_undecided(c: char) -> bool {
    matches!(c, 'G' | '6')
}

fn read(form: Form, lines: &[MessyLine], today: Date) -> Reading {
    let texts: Vec<String> = lines.iter().map(MessyLine::text).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    of_form(form, &texts, today)
}

/// All choices of so many of the places.
fn subsets(places: &[(usize, usize)], count: usize) -> Vec<Vec<(usize, usize)>> {
    let mut all: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for _ in 0..count {
        let longer = |begun: &Vec<(usize, usize)>| {
            let after = begun.last().copied();
            let next = places.iter().filter(move |place| after.is_none_or(|after| **place > after));
            next.map(|place| [begun.as_slice(), &[*place]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}
