//! Two lists of names laid beside each other: which words meet, in order or crosswise, and how alike they are.

use crate::records::TOKENS_MAX;
use crate::token::{Likeness, Seen, Tokens, is_after_particle, number};

/// What became of the second words of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Second {
    Exact,
    Sound,
    Alike,
    Different,
    /// One side has no second word: people leave out their second given name, or their mother's surname.
    Missing,
    /// Different, and one stands behind a particle: a married name («de López») in place of a mother's.
    Married,
}

/// How two lists of names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamesLevel {
    /// First with first, second with second.
    Straight(Likeness, Second),
    /// A first with a second: exchanged surnames, people known by their second name. Whether the words that meet are
    /// spelt the same, and what became of the others (never [`Second::Sound`] nor [`Second::Married`]).
    Crossed(bool, Second),
}

/// Words that met: which of the first list and of the second, and how alike.
type Met = (usize, usize, Likeness);

/// What two lists of names say: their level, and the words that met (at most two; numbers of each side).
pub struct Beside {
    pub level: NamesLevel,
    pub met: [Option<(u32, u32, Likeness)>; 2],
}

impl NamesLevel {
    /// How many levels there are.
    pub const COUNT: usize = 32;

    /// The place of a level, 0 to 31.
    pub fn place(self) -> usize {
        match self {
            Self::Straight(first, second) => first as usize * 6 + second as usize,
            Self::Crossed(exact, rest) => {
                let rest = match rest {
                    Second::Exact => 0,
                    Second::Sound | Second::Alike => 1,
                    Second::Different | Second::Married => 2,
                    Second::Missing => 3,
                };
                24 + if exact { 0 } else { 4 } + rest
            }
        }
    }
    /// The level of a place; places from 32 on are taken as the last.
    pub fn at(place: usize) -> Self {
        const FIRST: [Likeness; 4] = [Likeness::Exact, Likeness::Sound, Likeness::Alike, Likeness::Different];
        const SECOND: [Second; 6] = [
            Second::Exact,
            Second::Sound,
            Second::Alike,
            Second::Different,
            Second::Missing,
            Second::Married,
        ];
        const REST: [Second; 4] = [Second::Exact, Second::Alike, Second::Different, Second::Missing];
        match place {
            0..24 => Self::Straight(FIRST[place / 6], SECOND[place % 6]),
            _ => Self::Crossed(place < 28, REST[place % 4]),
        }
    }
}

/// What [`beside`] finds of a list and itself, with the words that meet: many who share a block have the same surnames.
pub fn same(cells: &[u32]) -> Option<(NamesLevel, [Option<u32>; 2])> {
    let word = |at: usize| cells.get(at).filter(|cell| **cell != 0).map(|cell| number(*cell));
    let second = if word(1).is_some() { Second::Exact } else { Second::Missing };
    word(0).map(|first| (NamesLevel::Straight(Likeness::Exact, second), [Some(first), word(1)]))
}

/// Lays two lists of cells beside each other; `None` when one is empty. Symmetric.
pub fn beside(tokens: &Tokens, a: &[u32], b: &[u32], seen: &mut Seen) -> Option<Beside> {
    let (of_a, of_b) = (length(a), length(b));
    if of_a == 0 || of_b == 0 {
        return None;
    }
    let mut like = |i: usize, j: usize| tokens.likeness(number(a[i]), number(b[j]), seen);
    let [first, second] = if of_a <= 2 && of_b <= 2 {
        best_of_two(of_a, of_b, &mut like)
    } else {
        let mut all = [[Likeness::Different; TOKENS_MAX]; TOKENS_MAX];
        for (i, row) in all.iter_mut().enumerate().take(of_a) {
            row.iter_mut().enumerate().take(of_b).for_each(|(j, cell)| *cell = like(i, j));
        }
        best(&all, &a[..of_a], &b[..of_b])
    };
    let words = |met: Met| (number(a[met.0]), number(b[met.1]), met.2);
    let level = level(first, second, a, b);
    Some(Beside { level, met: [first.map(words), second.map(words)] })
}

/// What [`best`] finds of lists of at most two words, as nearly all are, looking at no more words than it has to.
fn best_of_two(
    of_a: usize,
    of_b: usize,
    like: &mut impl FnMut(usize, usize) -> Likeness,
) -> [Option<Met>; 2] {
    let mut met = |i: usize, j: usize| if i < of_a && j < of_b { like(i, j) } else { Likeness::Different };
    let straight = [(0, 0, met(0, 0)), (1, 1, met(1, 1))];
    let best = straight[0].2.min(straight[1].2);
    // No crosswise meeting is better than the same spelling in the same place.
    let crossed = match best {
        Likeness::Exact => straight,
        _ => [(0, 1, met(0, 1)), (1, 0, met(1, 0))],
    };
    let [one, two] = if best <= crossed[0].2.min(crossed[1].2) { straight } else { crossed };
    let (first, second) = if one.2 <= two.2 { (one, two) } else { (two, one) };
    [first, second].map(|met| Some(met).filter(|m| m.2 != Likeness::Different))
}

fn length(cells: &[u32]) -> usize {
    cells.iter().take_while(|cell| **cell != 0).count()
}

/// The two best meetings that share no word: the more alike, then those in the same place, then the earlier; of equals one
/// that does not depend on which list comes first.
fn best(like: &[[Likeness; TOKENS_MAX]; TOKENS_MAX], a: &[u32], b: &[u32]) -> [Option<Met>; 2] {
    let words = |m: &Met| (a[m.0].min(b[m.1]), a[m.0].max(b[m.1]));
    let rank = |m: &Met| (m.2, m.0.abs_diff(m.1), m.0 + m.1, words(m));
    let mut first: Option<Met> = None;
    let all = (0..a.len()).flat_map(|i| (0..b.len()).map(move |j| (i, j)));
    let all = all.map(|(i, j)| (i, j, like[i][j])).filter(|m| m.2 != Likeness::Different);
    for met in all.clone() {
        if first.is_none_or(|f| rank(&met) < rank(&f)) {
            first = Some(met);
        }
    }
    let Some(one) = first else { return [None, None] };
    let mut second: Option<Met> = None;
    for met in all.filter(|m| m.0 != one.0 && m.1 != one.1) {
        if second.is_none_or(|s| rank(&met) < rank(&s)) {
            second = Some(met);
        }
    }
    [first, second]
}

fn level(first: Option<Met>, second: Option<Met>, a: &[u32], b: &[u32]) -> NamesLevel {
    let rest = if length(a) == 1 || length(b) == 1 {
        Second::Missing
    } else if is_after_particle(a[1]) || is_after_particle(b[1]) {
        Second::Married
    } else {
        Second::Different
    };
    match (first, second) {
        (None, _) => NamesLevel::Straight(Likeness::Different, rest),
        (Some(one), None) if one.0 == 0 && one.1 == 0 => NamesLevel::Straight(one.2, rest),
        (Some(one), None) if one.0 == one.1 => NamesLevel::Straight(Likeness::Different, second_of(one.2)),
        (Some(one), None) => NamesLevel::Crossed(one.2 == Likeness::Exact, rest),
        (Some(one), Some(two)) if (one.0 < two.0) == (one.1 < two.1) => {
            let (one, two) = if one.0 < two.0 { (one, two) } else { (two, one) };
            NamesLevel::Straight(one.2, second_of(two.2))
        }
        // The first is the more alike of the two.
        (Some(one), Some(two)) => NamesLevel::Crossed(one.2 == Likeness::Exact, second_of(two.2)),
    }
}

fn second_of(likeness: Likeness) -> Second {
    match likeness {
        Likeness::Exact => Second::Exact,
        Likeness::Sound => Second::Sound,
        Likeness::Alike => Second::Alike,
        Likeness::Different => Second::Different,
    }
}
