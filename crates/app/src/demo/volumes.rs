//! The shape of the demonstration: origins, months, ages and outcomes drawn in the proportions that UNHCR published.
//!
//! Nothing here is typed in: shares are counted from the files in `region/unhcr-statistics` (© UNHCR, CC BY 4.0).

use csv::StringRecord;
use jiff::civil::Date;
use kernel::{AgeBand, Country, SeededRandom, Sex};
use procedure::Law;
use std::collections::BTreeMap;

const APPLICATIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_applications.csv");
const DECISIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_decisions.csv");
const DEMOGRAPHICS: &str = include_str!("../../../../region/unhcr-statistics/demographics.csv");

/// The first year that the demonstration tells, unless the law changed before under cases that may still be open.
const FIRST_YEAR: i16 = 2024;

/// The first year to tell of a country: one that shows its law before its first change.
pub fn first_year(law: &Law) -> i16 {
    let mut begins: Vec<Date> = law.versions(asylum::CLAIM).iter().map(|p| p.valid_from).collect();
    begins.sort();
    let change = begins.get(1).map(|day| day.saturating_sub(jiff::Span::new().days(60)).year());
    change.map_or(FIRST_YEAR, |year| year.min(FIRST_YEAR))
}

/// Why the shape cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum VolumesError {
    #[error("the published figures cannot be read: {0}")]
    Csv(#[from] csv::Error),
    #[error("there are no published applications since {0}")]
    None(i16),
}

/// Published numbers, as weights.
#[derive(Default)]
pub struct Volumes {
    /// Nothing was published about the country: these are the region's.
    pub borrowed: bool,
    /// Applications by year and origin.
    applications: Vec<(i16, Country, u64)>,
    recognised: u64,
    complementary: u64,
    rejected: u64,
    closed: u64,
    /// Persons by sex and age band; empty when nothing was published with ages.
    ages: Vec<(Sex, AgeBand, u64)>,
}

/// How a claim's story ends, if it ends before the demonstration does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Recognised,
    /// Protection without refugee status, where the law knows it.
    Complementary,
    Refused,
    Closed,
}

impl Volumes {
    /// Reads what was published about one country of asylum; about the whole region where nothing was.
    pub fn of(country: Country, first_year: i16, until: Date) -> Result<Volumes, VolumesError> {
        let own = applications(first_year, |row| row.is_of(country))?;
        let borrowed = own.is_empty();
        let mut applications = if borrowed { applications(first_year, |_| true)? } else { own };
        let last = applications.iter().map(|a| a.0).max().ok_or(VolumesError::None(first_year))?;
        // Years that UNHCR has not published yet repeat the last one that it has.
        let repeated: Vec<_> = applications.iter().filter(|a| a.0 == last).copied().collect();
        for year in last + 1..=until.year() {
            applications.extend(repeated.iter().map(|(_, origin, n)| (year, *origin, *n)));
        }
        let mut volumes = Volumes { applications, borrowed, ..Volumes::default() };
        each(DECISIONS, |row| {
            let of_here = borrowed || row.is_of(country);
            if of_here && row.year().is_some_and(|y| y >= first_year - 1) {
                volumes.recognised += row.number("dec_recognized");
                volumes.complementary += row.number("dec_other");
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
            (Ending::Recognised, self.recognised.max(1)),
            (Ending::Complementary, self.complementary),
            (Ending::Refused, self.rejected.max(1)),
            (Ending::Closed, self.closed.max(1)),
        ];
        drawn(random, &shares, |s| s.1).0
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

/// Published first applications by year and origin.
fn applications(
    first_year: i16,
    of_here: impl Fn(&RowOf<'_>) -> bool,
) -> Result<Vec<(i16, Country, u64)>, csv::Error> {
    let mut all = Vec::new();
    each(APPLICATIONS, |row| {
        let Some(year) = row.year().filter(|y| *y >= first_year) else { return };
        if of_here(row) && row.text("app_type") == "N" {
            // Whose origin is unknown is counted under a code that is no country's.
            let origin = row.origin().filter(|origin| identity::codes::is_country(*origin));
            all.extend(origin.map(|origin| (year, origin, row.number("applied"))));
        }
    })?;
    all.retain(|(_, _, n)| *n > 0);
    Ok(all)
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
        let volumes = Volumes::of(panama, 2024, date(2026, 11, 20)).unwrap();
        assert!(volumes.published() > 1_000);
        assert!(volumes.rejected > volumes.recognised, "Panama publishes few recognitions");
        let random = SeededRandom::new(1);
        let drawn: Vec<_> = (0..2_000).map(|_| volumes.application(&random, date(2026, 11, 20))).collect();
        let colombia = drawn.iter().filter(|d| d.0 == Country::new("COL").unwrap()).count();
        assert!((400..1_200).contains(&colombia), "{colombia}");
        assert!(drawn.iter().all(|d| d.1 <= date(2026, 11, 20)));
    }
}
