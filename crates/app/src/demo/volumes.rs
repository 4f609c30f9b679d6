//! The shape of the demonstration: origins, months, ages and outcomes drawn in the proportions that UNHCR published.
//!
//! Nothing here is typed in: shares are counted from the files in `region/unhcr-statistics` (© UNHCR, CC BY 4.0).

use csv::StringRecord;
use jiff::civil::Date;
use kernel::{AgeBand, Country, SeededRandom, Sex};
use std::collections::BTreeMap;

const APPLICATIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_applications.csv");
const DECISIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_decisions.csv");
const DEMOGRAPHICS: &str = include_str!("../../../../region/unhcr-statistics/demographics.csv");

/// The first year that the demonstration tells.
pub const FIRST_YEAR: i16 = 2024;

/// Why the shape cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum VolumesError {
    #[error("the published figures cannot be read: {0}")]
    Csv(#[from] csv::Error),
    #[error("there are no published applications for {0} since {FIRST_YEAR}")]
    None(Country),
}

/// Published numbers, as weights.
pub struct Volumes {
    /// Applications by year and origin.
    applications: Vec<(i16, Country, u64)>,
    recognised: u64,
    rejected: u64,
    closed: u64,
    /// Persons by sex and age band; empty when nothing was published with ages.
    ages: Vec<(Sex, AgeBand, u64)>,
}

/// How a claim's story ends, if it ends before the demonstration does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Recognised,
    Refused,
    Closed,
}

impl Volumes {
    /// Reads what was published about one country of asylum.
    pub fn of(country: Country, until: Date) -> Result<Volumes, VolumesError> {
        let mut applications = Vec::new();
        each(APPLICATIONS, |row| {
            let (Some(year), true) = (row.year(), row.is_of(country)) else { return };
            if year >= FIRST_YEAR && row.text("app_type") == "N" {
                applications.extend(row.origin().map(|origin| (year, origin, row.number("applied"))));
            }
        })?;
        applications.retain(|(_, _, n)| *n > 0);
        let last = applications.iter().map(|a| a.0).max().ok_or(VolumesError::None(country))?;
        // Years that UNHCR has not published yet repeat the last one that it has.
        let repeated: Vec<_> = applications.iter().filter(|a| a.0 == last).copied().collect();
        for year in last + 1..=until.year() {
            applications.extend(repeated.iter().map(|(_, origin, n)| (year, *origin, *n)));
        }
        let mut volumes = Volumes { applications, recognised: 0, rejected: 0, closed: 0, ages: Vec::new() };
        each(DECISIONS, |row| {
            if row.is_of(country) && row.year().is_some_and(|y| y >= FIRST_YEAR - 1) {
                volumes.recognised += row.number("dec_recognized");
                volumes.rejected += row.number("dec_rejected");
                volumes.closed += row.number("dec_closed");
            }
        })?;
        volumes.read_ages(country)?;
        Ok(volumes)
    }

    fn read_ages(&mut self, country: Country) -> Result<(), VolumesError> {
        const BANDS: [(&str, AgeBand); 5] = [
            ("0_4", AgeBand::From0To4),
            ("5_11", AgeBand::From5To11),
            ("12_17", AgeBand::From12To17),
            ("18_59", AgeBand::From18To59),
            ("60", AgeBand::From60),
        ];
        let mut counted: BTreeMap<(Sex, AgeBand), u64> = BTreeMap::new();
        each(DEMOGRAPHICS, |row| {
            if !row.is_of(country) {
                return;
            }
            for (column, band) in BANDS {
                for (letter, sex) in [("f", Sex::Female), ("m", Sex::Male)] {
                    *counted.entry((sex, band)).or_default() += row.number(&format!("{letter}_{column}"));
                }
            }
        })?;
        self.ages = counted.into_iter().filter(|(_, n)| *n > 0).map(|((s, b), n)| (s, b, n)).collect();
        Ok(())
    }

    /// An origin and a day of application, in the published proportions of years and origins.
    pub fn application(&self, random: &SeededRandom, until: Date) -> (Country, Date) {
        loop {
            let (year, origin, _) = *drawn(random, &self.applications, |a| a.2);
            let first = Date::new(year, 1, 1).unwrap_or(until);
            let day = first.saturating_add(jiff::Span::new().days(random.below(365) as i64));
            // The last year is not over: days that have not come yet are drawn again.
            if day <= until {
                return (origin, day);
            }
        }
    }

    /// How a claim ends, in the published proportions of decisions.
    pub fn ending(&self, random: &SeededRandom) -> Ending {
        let shares = [
            (Ending::Recognised, self.recognised),
            (Ending::Refused, self.rejected),
            (Ending::Closed, self.closed),
        ];
        drawn(random, &shares, |s| s.1.max(1)).0
    }

    /// Sex and age band, in the published proportions where ages were published.
    pub fn person(&self, random: &SeededRandom, adult: bool) -> (Sex, AgeBand) {
        let fitting = |band: AgeBand| matches!(band, AgeBand::From18To59 | AgeBand::From60) == adult;
        let choices: Vec<_> = self.ages.iter().filter(|a| fitting(a.1)).collect();
        if choices.is_empty() {
            let sex = if random.below(2) == 0 { Sex::Female } else { Sex::Male };
            return (sex, if adult { AgeBand::From18To59 } else { AgeBand::From5To11 });
        }
        let (sex, band, _) = **drawn(random, &choices, |a| a.2);
        (sex, band)
    }

    /// Published applications of the period, of which the demonstration's people are a sample.
    pub fn published(&self) -> u64 {
        self.applications.iter().map(|a| a.2).sum()
    }
}

fn drawn<'a, T>(random: &SeededRandom, from: &'a [T], weight: impl Fn(&T) -> u64) -> &'a T {
    let mut at = random.below(from.iter().map(&weight).sum());
    for item in from {
        let w = weight(item);
        if at < w {
            return item;
        }
        at -= w;
    }
    &from[0]
}

struct RowOf<'a> {
    header: &'a StringRecord,
    row: &'a StringRecord,
}

impl RowOf<'_> {
    fn text(&self, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|i| self.row.get(i)).unwrap_or("")
    }
    fn number(&self, column: &str) -> u64 {
        self.text(column).parse().unwrap_or(0)
    }
    fn year(&self) -> Option<i16> {
        self.text("year").parse().ok()
    }
    fn is_of(&self, country: Country) -> bool {
        self.text("coa_iso") == country.code()
    }
    fn origin(&self) -> Option<Country> {
        Country::new(self.text("coo_iso")).ok()
    }
}

fn each(text: &str, mut take: impl FnMut(&RowOf<'_>)) -> Result<(), csv::Error> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    for row in reader.records() {
        take(&RowOf { header: &header, row: &row? });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_shape_is_counted_from_the_published_files() {
        let panama = Country::new("PAN").unwrap();
        let volumes = Volumes::of(panama, date(2026, 11, 20)).unwrap();
        assert!(volumes.published() > 1_000);
        assert!(volumes.rejected > volumes.recognised, "Panama publishes few recognitions");
        let random = SeededRandom::new(1);
        let drawn: Vec<_> = (0..2_000).map(|_| volumes.application(&random, date(2026, 11, 20))).collect();
        let colombia = drawn.iter().filter(|d| d.0 == Country::new("COL").unwrap()).count();
        assert!((400..1_200).contains(&colombia), "{colombia}");
        assert!(drawn.iter().all(|d| d.1 <= date(2026, 11, 20)));
    }
}
