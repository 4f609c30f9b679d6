//! The parts of a number: what each holds, and how a text is taken apart by them.

use super::Taken;
use jiff::civil::Date;
use serde::Deserialize;

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    Digits,
    /// `A` to `Z` and `Ñ`.
    Letters,
    LettersAndDigits,
    /// A whole number between two others, with or without zeros before it.
    Whole,
    /// One of a closed list.
    OneOf,
    /// Six digits that are a day of the calendar in some century.
    Date,
}

/// In which order a date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    YearMonthDay,
    DayMonthYear,
}

impl DateOrder {
    /// Year of the century, month and day of six digits.
    pub fn year_month_day(self, text: &str) -> Option<(i8, i8, i8)> {
        let two = |at: usize| text.get(at..at + 2)?.parse::<i8>().ok();
        let (first, second, third) = (two(0)?, two(2)?, two(4)?);
        Some(match self {
            DateOrder::YearMonthDay => (first, second, third),
            DateOrder::DayMonthYear => (third, second, first),
        })
    }
}

/// What is asked of the text of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Digits,
    Letters,
    LettersAndDigits,
    Whole { from: u32, to: u32 },
    OneOf(Vec<String>),
    Date(DateOrder),
}

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPart {
    pub id: String,
    pub(crate) asked: Asked,
    /// The fewest and the most characters it has.
    pub(crate) least: usize,
    pub(crate) most: usize,
    /// It may be missing.
    pub is_optional: bool,
    /// A hyphen stands before it, and the number cannot be read without.
    pub is_behind_hyphen: bool,
}

impl NumberPart {
    pub(crate) fn date_order(&self) -> Option<DateOrder> {
        match self.asked {
            Asked::Date(order) => Some(order),
            _ => None,
        }
    }

    fn accepts(&self, text: &[char]) -> bool {
        let is_digit = |c: &char| c.is_ascii_digit();
        let is_letter = |c: &char| c.is_ascii_uppercase() || *c == 'Ñ';
        let word = || text.iter().collect::<String>();
        match &self.asked {
            Asked::Digits => text.iter().all(is_digit),
            Asked::Letters => text.iter().all(is_letter),
            Asked::LettersAndDigits => text.iter().all(|c| is_digit(c) || is_letter(c)),
            Asked::Whole { from, to } => {
                text.iter().all(is_digit) && word().parse::<u32>().is_ok_and(|n| (*from..=*to).contains(&n))
            }
            Asked::OneOf(codes) => codes.contains(&word()),
            Asked::Date(order) => text.iter().all(is_digit) && is_day(*order, &word()),
        }
    }
}

fn is_day(order: DateOrder, text: &str) -> bool {
    let Some((year, month, day)) = order.year_month_day(text) else { return false };
    [1900, 2000].into_iter().any(|century: i16| Date::new(century + i16::from(year), month, day).is_ok())
}

/// Takes the text apart by the parts, in every way there is.
pub(super) fn take<'r>(
    parts: &'r [NumberPart],
    text: &[char],
    taken: &mut Taken<'r>,
    found: &mut Vec<Taken<'r>>,
) {
    let Some((part, rest)) = parts.split_first() else {
        if text.is_empty() {
            found.push(taken.clone());
        }
        return;
    };
    let inside = match (part.is_behind_hyphen, text.split_first()) {
        (false, _) => Some(text),
        (true, Some(('-', inside))) => Some(inside),
        (true, _) => None,
    };
    for len in (part.least..=part.most).rev() {
        let Some((own, after)) = inside.and_then(|inside| inside.split_at_checked(len)) else { continue };
        if part.accepts(own) {
            taken.push((&part.id, own.iter().collect()));
            take(rest, after, taken, found);
            taken.pop();
        }
    }
    if part.is_optional {
        take(rest, text, taken, found);
    }
}
