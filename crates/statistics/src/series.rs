//! What is counted and by what it is divided, in the classes of UNHCR's published statistics.

use casework::facts;
use kernel::{AgeBand, Country, Sex};
use serde::{Deserialize, Serialize};

/// A series of counts of persons. The definitions in words are `statistics-definition-…` in the language files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Series {
    /// Persons who applied for asylum, on the day they applied (UNHCR: asylum applications, type N, level FI, persons).
    Applications,
    /// Persons about whom the first instance decided, or whose claim was closed before (UNHCR: level FI, persons).
    Decisions,
    /// Persons about whom a reconsideration or an appeal was decided (UNHCR: level AR, persons).
    ReviewDecisions,
    /// Persons who had applied and were not yet decided in the first instance at the end of the month.
    Pending,
}

impl Series {
    pub const ALL: [Series; 4] =
        [Series::Applications, Series::Decisions, Series::ReviewDecisions, Series::Pending];

    pub fn code(self) -> &'static str {
        match self {
            Series::Applications => "applications",
            Series::Decisions => "decisions",
            Series::ReviewDecisions => "review-decisions",
            Series::Pending => "pending",
        }
    }
    pub fn from_code(code: &str) -> Option<Series> {
        Series::ALL.into_iter().find(|s| s.code() == code)
    }
    /// The definition this follows, as a code that stays the same in every language.
    pub fn definition(self) -> &'static str {
        match self {
            Series::Applications => "unhcr:asylum-applications:new:first-instance:persons",
            Series::Decisions => "unhcr:asylum-decisions:first-instance:persons",
            Series::ReviewDecisions => "unhcr:asylum-decisions:administrative-review:persons",
            Series::Pending => "unhcr:asylum-seekers:pending:first-instance:end-of-month:persons",
        }
    }
    /// Whether it counts events of a month, which may be added up, rather than a state at its end.
    pub fn is_flow(self) -> bool {
        self != Series::Pending
    }
    /// Whether it can be divided by outcome.
    pub fn has_outcome(self) -> bool {
        matches!(self, Series::Decisions | Series::ReviewDecisions)
    }
    /// The dimensions it can be divided by.
    pub fn dimensions(self) -> Vec<Dimension> {
        let all = Dimension::ALL.into_iter();
        all.filter(|&d| match d {
            Dimension::Outcome => self.has_outcome(),
            Dimension::Year => self.is_flow(),
            _ => true,
        })
        .collect()
    }
    /// Every way of dividing it that is published: by nothing, by one dimension, or by two. A stock is a count at the
    /// end of each month, so without the month it is the count at the end of the last one, by one dimension.
    pub fn divisions(self) -> Vec<Vec<Dimension>> {
        let dimensions = self.dimensions();
        let mut out = vec![Vec::new()];
        out.extend(dimensions.iter().map(|&d| vec![d]));
        for (at, &first) in dimensions.iter().enumerate() {
            for &second in &dimensions[at + 1..] {
                let two_times = first == Dimension::Month && second == Dimension::Year;
                if !two_times && (self.is_flow() || first == Dimension::Month) {
                    out.push(vec![first, second]);
                }
            }
        }
        out
    }
}

/// What a series may be divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Month,
    Year,
    Origin,
    Sex,
    Age,
    Outcome,
}

impl Dimension {
    pub const ALL: [Dimension; 6] = [
        Dimension::Month,
        Dimension::Year,
        Dimension::Origin,
        Dimension::Sex,
        Dimension::Age,
        Dimension::Outcome,
    ];
    pub fn code(self) -> &'static str {
        match self {
            Dimension::Month => "month",
            Dimension::Year => "year",
            Dimension::Origin => "origin",
            Dimension::Sex => "sex",
            Dimension::Age => "age",
            Dimension::Outcome => "outcome",
        }
    }
    pub fn from_code(code: &str) -> Option<Dimension> {
        let code = if code == "age_band" { "age" } else { code };
        Dimension::ALL.into_iter().find(|d| d.code() == code)
    }
}

/// How a claim ended, in UNHCR's classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Recognised,
    Other,
    Rejected,
    Closed,
}

impl Outcome {
    pub const ALL: [Outcome; 4] = [Outcome::Recognised, Outcome::Other, Outcome::Rejected, Outcome::Closed];
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Recognised => "recognised",
            Outcome::Other => "other",
            Outcome::Rejected => "rejected",
            Outcome::Closed => "closed",
        }
    }
    pub fn from_code(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.code() == code)
    }
}

impl From<facts::Outcome> for Outcome {
    fn from(outcome: facts::Outcome) -> Self {
        match outcome {
            facts::Outcome::Recognised => Outcome::Recognised,
            facts::Outcome::Complementary => Outcome::Other,
            facts::Outcome::Refused => Outcome::Rejected,
        }
    }
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    pub year: i16,
    pub month: i8,
}

impl Month {
    pub fn of(day: jiff::civil::Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }
    /// Months since the year 0.
    fn number(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }
    fn numbered(number: i32) -> Self {
        let month = i8::try_from(number.rem_euclid(12) + 1).unwrap_or(1);
        Self { year: i16::try_from(number.div_euclid(12)).unwrap_or(i16::MAX), month }
    }
    /// The months from `first` to `last`, both included.
    pub fn range(first: Month, last: Month) -> Vec<Month> {
        (first.number()..=last.number()).map(Month::numbered).collect()
    }
    pub fn minus(self, months: i32) -> Month {
        Month::numbered(self.number() - months)
    }
    pub fn first_day(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month, 1).ok()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}
impl std::str::FromStr for Month {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        let month = Self { year: year.parse().map_err(|_| ())?, month: month.parse().map_err(|_| ())? };
        if (1..=12).contains(&month.month) { Ok(month) } else { Err(()) }
    }
}

/// What a cell counts: one value of each dimension it is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Key {
    pub month: Option<Month>,
    pub year: Option<i16>,
    pub origin: Option<Country>,
    pub sex: Option<Sex>,
    pub age: Option<AgeBand>,
    pub outcome: Option<Outcome>,
}

impl Key {
    /// The dimensions in which the cell is not a total.
    pub fn dimensions(&self) -> Vec<Dimension> {
        let said = [
            (Dimension::Month, self.month.is_some()),
            (Dimension::Year, self.year.is_some()),
            (Dimension::Origin, self.origin.is_some()),
            (Dimension::Sex, self.sex.is_some()),
            (Dimension::Age, self.age.is_some()),
            (Dimension::Outcome, self.outcome.is_some()),
        ];
        said.into_iter().filter(|s| s.1).map(|s| s.0).collect()
    }
    /// The code of its value in a dimension, such as `2024-03` or `NIC`; none for a total.
    pub fn code(&self, dimension: Dimension) -> Option<String> {
        match dimension {
            Dimension::Month => self.month.map(|m| m.to_string()),
            Dimension::Year => self.year.map(|y| format!("{y:04}")),
            Dimension::Origin => self.origin.map(|o| o.code().to_owned()),
            Dimension::Sex => self.sex.map(|s| s.code().to_owned()),
            Dimension::Age => self.age.map(|a| a.code().to_owned()),
            Dimension::Outcome => self.outcome.map(|o| o.code().to_owned()),
        }
    }
    /// Sets a dimension from its code; false if there is no such value.
    pub fn set(&mut self, dimension: Dimension, code: &str) -> bool {
        match dimension {
            Dimension::Month => self.month = code.parse().ok(),
            Dimension::Year => self.year = code.parse().ok(),
            Dimension::Origin => self.origin = Country::new(code).ok(),
            Dimension::Sex => self.sex = Sex::from_code(code),
            Dimension::Age => self.age = AgeBand::from_code(code),
            Dimension::Outcome => self.outcome = Outcome::from_code(code),
        }
        self.code(dimension).is_some()
    }
}
