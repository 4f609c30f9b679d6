//! Dates that may be partial, transposed or guessed, and how two of them differ.

/// A date of the common calendar of which the day, or day and month, may be unknown.
///
/// Packed as year · 512 + month · 32 + day, zero for what is unknown, so that it fits in one cell of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackedDate(u32);

const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

impl PackedDate {
    /// Reads `1990-05-17`, `1990-05`, `1990` or `19900517`. Anything else, and a date that cannot be, is `None`;
    /// the days of months are taken as 31, for a wrong day is an error of writing that still tells something.
    pub fn read(text: &str) -> Option<Self> {
        let digits =
            |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
        let text = text.trim();
        if text.len() == 8 && text.is_ascii() && !text.contains('-') {
            return Self::of(digits(&text[..4])?, digits(&text[4..6])?, digits(&text[6..])?);
        }
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next()?)?;
        let month = parts.next().map_or(Some(0), digits)?;
        let day = parts.next().map_or(Some(0), digits)?;
        Self::of(year, month, day)
    }
    /// A date from its numbers, zero for an unknown month or day. `None` out of range, or a day without a month.
    pub fn of(year: u32, month: u32, day: u32) -> Option<Self> {
        let known = YEARS.contains(&year) && month <= 12 && day <= 31 && (month > 0 || day == 0);
        known.then_some(Self(year << 9 | month << 5 | day))
    }
    /// The cell of a record, never zero.
    pub fn cell(self) -> u32 {
        self.0
    }
    /// The date of a cell; zero is a missing one.
    pub fn from_cell(cell: u32) -> Option<Self> {
        (cell != 0).then_some(Self(cell))
    }
    pub fn year(self) -> u32 {
        self.0 >> 9
    }
    /// 1 to 12, or 0 when unknown.
    pub fn month(self) -> u32 {
        self.0 >> 5 & 15
    }
    /// 1 to 31, or 0 when unknown.
    pub fn day(self) -> u32 {
        self.0 & 31
    }
    /// A date that people write when they know the year only: without a month, or 1 January.
    pub(crate) fn may_be_a_guess(self) -> bool {
        self.month() == 0 || (self.month() == 1 && self.day() <= 1)
    }
}

impl std::fmt::Display for PackedDate {
    /// `1990-05-17`, with zeros for what is unknown.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// How two dates differ, from the strongest agreement to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateLevel {
    /// The same day.
    Exact,
    /// Day and month exchanged.
    Transposed,
    /// Day and month agree, the year is off by one or ten, or two of its digits are exchanged.
    YearSlip,
    /// Year and month agree, the day does not, or is unknown on a side.
    OtherDay,
    /// Year and day agree, the month does not.
    OtherMonth,
    /// One is 1 January or a year alone, and the years are at most two apart.
    Approximate,
    /// The same year, nothing else.
    SameYear,
    /// At most two years apart, nothing else.
    NearYear,
    /// None of these.
    Different,
}

impl DateLevel {
    pub const ALL: [DateLevel; 9] = [
        DateLevel::Exact,
        DateLevel::Transposed,
        DateLevel::YearSlip,
        DateLevel::OtherDay,
        DateLevel::OtherMonth,
        DateLevel::Approximate,
        DateLevel::SameYear,
        DateLevel::NearYear,
        DateLevel::Different,
    ];

    /// The strongest level that holds of two dates; symmetric.
    pub fn of(a: PackedDate, b: PackedDate) -> Self {
        if a == b {
            return Self::Exact;
        }
        let years = a.year().abs_diff(b.year());
        let (month, day) = (a.month() == b.month(), a.day() == b.day());
        let known = a.day() > 0 && b.day() > 0;
        if known && years == 0 && a.month() == b.day() && a.day() == b.month() {
            Self::Transposed
        } else if years <= 2 && (a.may_be_a_guess() || b.may_be_a_guess()) {
            Self::Approximate
        } else if known && month && day && year_slip(a.year(), b.year()) {
            Self::YearSlip
        } else if years == 0 && month && a.month() > 0 {
            Self::OtherDay
        } else if years == 0 && known && day {
            Self::OtherMonth
        } else if years == 0 {
            Self::SameYear
        } else if years <= 2 {
            Self::NearYear
        } else {
            Self::Different
        }
    }
}

/// Off by one or ten, or two neighbouring digits exchanged (1987 and 1978).
fn year_slip(a: u32, b: u32) -> bool {
    let off = a.abs_diff(b);
    let digits = |y: u32| [y / 1000, y / 100 % 10, y / 10 % 10, y % 10];
    let (one, mut other) = (digits(a), digits(b));
    let exchanged = (1..3).any(|i| {
        other.swap(i, i + 1);
        let same = one == other;
        other.swap(i, i + 1);
        same
    });
    off == 1 || off == 10 || exchanged
}
