//! Blocking rules: on what two records must agree to be compared at all.

/// One thing that a rule asks two records to agree on. Each names a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The value of a code, text or identifier, or the whole date.
    Value(String),
    /// The characters of an identifier in whatever order: digits may be exchanged.
    Jumbled(String),
    /// The sound of any word of a name.
    AnySound(String),
    /// The sound of the first word of a name.
    FirstSound(String),
    /// The sounds of any two words of a name, in whatever order.
    TwoSounds(String),
    /// The year of a date.
    Year(String),
    /// The year of a date; where a date may be a guess (a year alone, or 1 January), another at most two years off.
    NearYear(String),
    /// The month and day of a date, in whatever order.
    MonthAndDay(String),
    /// The first letters of any word of a name, or of a value.
    Start(String, usize),
}

impl Part {
    /// The field it asks.
    pub fn field(&self) -> &str {
        match self {
            Part::Value(f)
            | Part::Jumbled(f)
            | Part::AnySound(f)
            | Part::FirstSound(f)
            | Part::TwoSounds(f)
            | Part::Year(f)
            | Part::NearYear(f)
            | Part::MonthAndDay(f)
            | Part::Start(f, _) => f,
        }
    }
    /// What the part is called.
    pub fn name(&self) -> &'static str {
        match self {
            Part::Value(_) => "value",
            Part::Jumbled(_) => "jumbled",
            Part::AnySound(_) => "any_sound",
            Part::FirstSound(_) => "first_sound",
            Part::TwoSounds(_) => "two_sounds",
            Part::Year(_) => "year",
            Part::NearYear(_) => "near_year",
            Part::MonthAndDay(_) => "month_and_day",
            Part::Start(..) => "start",
        }
    }
}

/// Two records are compared when they agree on all parts of some rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub parts: Vec<Part>,
}

impl Rule {
    pub fn new(parts: Vec<Part>) -> Self {
        Self { parts }
    }
}
