//! Indicators computed from live data: who computes which is wired by `app`; small denominators are withheld here.

use casework::facts::Measure;
use jiff::Timestamp;
use ledger::{Fault, Reader};

/// How an indicator is computed, as of an instant.
pub type Compute = Box<dyn Fn(&mut Reader<'_>, Timestamp) -> Result<Measure, Fault> + Send + Sync>;

/// One indicator of the data file that an area can compute from its live data.
pub struct Indicator {
    /// The id in the data file, such as `PA-07384-b`.
    pub id: &'static str,
    pub compute: Compute,
}

/// Every indicator that can be computed here: a room of the house.
#[derive(Default)]
pub struct Indicators(pub Vec<Indicator>);

/// Of fewer people or cases than this, nothing is said.
pub const DENOMINATOR_MIN: i64 = 10;

/// An indicator as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// Counted over enough people or cases.
    Measured(Measure),
    /// Counted over 1 to 9: withheld.
    Withheld { as_of: Timestamp },
    /// There is nothing yet to count over.
    Nothing { as_of: Timestamp },
}

impl Shown {
    /// What may be shown of a measure.
    pub fn of(measure: Measure) -> Shown {
        match measure.denominator {
            n if n >= DENOMINATOR_MIN => Shown::Measured(measure),
            0 => Shown::Nothing { as_of: measure.as_of },
            _ => Shown::Withheld { as_of: measure.as_of },
        }
    }
}

impl Indicators {
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|i| i.id == id)
    }
    /// Computes an indicator now, if somebody can.
    pub fn compute(&self, reader: &mut Reader<'_>, id: &str, now: Timestamp) -> Result<Option<Shown>, Fault> {
        let Some(indicator) = self.0.iter().find(|i| i.id == id) else { return Ok(None) };
        Ok(Some(Shown::of((indicator.compute)(reader, now)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_about_fewer_than_ten() {
        let as_of = Timestamp::UNIX_EPOCH;
        let shown = |numerator, denominator| Shown::of(Measure { numerator, denominator, as_of });
        assert_eq!(shown(0, 0), Shown::Nothing { as_of });
        assert_eq!(shown(9, 9), Shown::Withheld { as_of });
        assert!(matches!(shown(3, 10), Shown::Measured(m) if m.numerator == 3));
    }
}
