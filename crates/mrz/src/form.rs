//! The five forms of a zone: how many lines, how wide, and what each position may hold (Doc 9303 parts 4 to 7).

use std::ops::Range;

/// How a zone is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// Cards: three lines of 30 (part 5).
    Td1,
    /// Larger cards: two lines of 36 (part 6).
    Td2,
    /// Passports and travel documents for refugees and stateless people: two lines of 44 (part 4).
    Td3,
    /// Visas, two lines of 44 (part 7).
    MrvA,
    /// Visas, two lines of 36 (part 7).
    MrvB,
}

/// Where something stands: the line, and the positions in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub line: usize,
    pub at: Range<usize>,
}

/// What a position may hold, so that a letter read for a digit can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Letters and fillers: names, states, the kind of document.
    Letters,
    /// Digits, or a filler where a part is unknown: dates and check digits.
    Digits,
    /// `M`, `F` or a filler.
    Sex,
    /// Both: numbers and optional data.
    Any,
}

pub(crate) const fn slot(line: usize, from: usize, to: usize) -> Slot {
    Slot { line, at: from..to }
}

impl Form {
    pub const ALL: [Form; 5] = [Form::Td1, Form::Td2, Form::Td3, Form::MrvA, Form::MrvB];

    /// Lines, and characters in each of them.
    pub fn size(self) -> (usize, usize) {
        match self {
            Form::Td1 => (3, 30),
            Form::Td2 | Form::MrvB => (2, 36),
            Form::Td3 | Form::MrvA => (2, 44),
        }
    }
    pub fn code(self) -> &'static str {
        match self {
            Form::Td1 => "TD1",
            Form::Td2 => "TD2",
            Form::Td3 => "TD3",
            Form::MrvA => "MRV-A",
            Form::MrvB => "MRV-B",
        }
    }
    /// A visa says in its first position that it is one; nothing else may.
    pub fn is_visa(self) -> bool {
        matches!(self, Form::MrvA | Form::MrvB)
    }
    /// The form of so many lines of this width, of which the first begins with `first`.
    pub(crate) fn of(lines: usize, width: usize, first: char) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.size() == (lines, width) && form.is_visa() == (first == 'V'))
    }

    pub(crate) fn document_code(self) -> Slot {
        slot(0, 0, 2)
    }
    pub(crate) fn issuer(self) -> Slot {
        slot(0, 2, 5)
    }
    pub(crate) fn names(self) -> Slot {
        match self {
            Form::Td1 => slot(2, 0, 30),
            _ => slot(0, 5, self.size().1),
        }
    }
    /// The nine positions of the number; its check digit stands in the next one.
    pub(crate) fn number(self) -> Slot {
        if self == Form::Td1 { slot(0, 5, 14) } else { slot(1, 0, 9) }
    }
    pub(crate) fn nationality(self) -> Slot {
        if self == Form::Td1 { slot(1, 15, 18) } else { slot(1, 10, 13) }
    }
    pub(crate) fn birth(self) -> Slot {
        if self == Form::Td1 { slot(1, 0, 6) } else { slot(1, 13, 19) }
    }
    pub(crate) fn sex(self) -> Slot {
        if self == Form::Td1 { slot(1, 7, 8) } else { slot(1, 20, 21) }
    }
    pub(crate) fn expiry(self) -> Slot {
        if self == Form::Td1 { slot(1, 8, 14) } else { slot(1, 21, 27) }
    }
    /// The optional data; TD1 has two fields of it, and a long number runs over into the first.
    pub(crate) fn optional(self) -> Slot {
        match self {
            Form::Td1 => slot(0, 15, 30),
            Form::Td2 => slot(1, 28, 35),
            Form::Td3 => slot(1, 28, 42),
            Form::MrvA => slot(1, 28, 44),
            Form::MrvB => slot(1, 28, 36),
        }
    }
    pub(crate) fn optional_second(self) -> Option<Slot> {
        (self == Form::Td1).then(|| slot(1, 18, 29))
    }
    /// The check digit of the optional data, which only passports have.
    pub(crate) fn optional_check(self) -> Option<Slot> {
        (self == Form::Td3).then(|| slot(1, 42, 43))
    }
    /// The composite check digit, which visas have not.
    pub(crate) fn composite(self) -> Option<Slot> {
        match self {
            Form::Td1 => Some(slot(1, 29, 30)),
            Form::Td2 => Some(slot(1, 35, 36)),
            Form::Td3 => Some(slot(1, 43, 44)),
            Form::MrvA | Form::MrvB => None,
        }
    }
    /// What the composite check digit is over.
    pub(crate) fn composed(self) -> &'static [Slot] {
        const TD1: &[Slot] = &[slot(0, 5, 30), slot(1, 0, 7), slot(1, 8, 15), slot(1, 18, 29)];
        const TD2: &[Slot] = &[slot(1, 0, 10), slot(1, 13, 20), slot(1, 21, 35)];
        const TD3: &[Slot] = &[slot(1, 0, 10), slot(1, 13, 20), slot(1, 21, 43)];
        match self {
            Form::Td1 => TD1,
            Form::Td2 => TD2,
            Form::Td3 => TD3,
            Form::MrvA | Form::MrvB => &[],
        }
    }
    /// Whether a number longer than nine characters runs over into the optional data.
    pub(crate) fn number_may_run_over(self) -> bool {
        matches!(self, Form::Td1 | Form::Td2)
    }

    /// What the position may hold.
    pub(crate) fn holds(self, line: usize, at: usize) -> Holds {
        let is_in = |slot: &Slot| slot.line == line && slot.at.contains(&at);
        let is_after = |slot: &Slot| slot.line == line && slot.at.end == at;
        if [self.document_code(), self.issuer(), self.nationality(), self.names()].iter().any(is_in) {
            return Holds::Letters;
        }
        if is_in(&self.sex()) {
            return Holds::Sex;
        }
        let dates = [self.birth(), self.expiry()];
        let checks = [self.optional_check(), self.composite()];
        let is_check = is_after(&self.number()) || checks.iter().flatten().any(is_in);
        if is_check || dates.iter().any(|date| is_in(date) || is_after(date)) {
            return Holds::Digits;
        }
        Holds::Any
    }
}
