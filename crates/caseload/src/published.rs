//! Reads what UNHCR published about one country of asylum, year by year: text in, figures out.
//!
//! The files are those of the Refugee Data Finder's data package `refugees` (CC BY 4.0). Rows of all origins are added.
//! Levels `AR` (administrative review) and `JR` (judicial review) are remedies, all others the first instance. `applied`
//! counts persons, or cases where the state reports cases. UNHCR rounds small figures to 5, which the sums inherit.

use crate::CaseloadError;
use csv::StringRecord;
use serde::Serialize;
use std::collections::BTreeMap;

/// What was published about one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Year {
    pub applied: u64,
    pub applied_on_remedy: u64,
    pub recognised: u64,
    pub complementary: u64,
    pub refused: u64,
    /// Closed without a decision on the merits, at any level.
    pub closed: u64,
    pub granted_on_remedy: u64,
    pub refused_on_remedy: u64,
    /// Open at the end of the year, at any level (`asylum_seekers`); `None` when nothing was published.
    pub pending: Option<u64>,
}

impl Year {
    /// Decisions on the merits of the first instance.
    pub fn decided_on_merits(&self) -> u64 {
        self.recognised + self.complementary + self.refused
    }
    pub fn decided_on_remedy(&self) -> u64 {
        self.granted_on_remedy + self.refused_on_remedy
    }
    pub fn all_applied(&self) -> u64 {
        self.applied + self.applied_on_remedy
    }
    /// Everything that left the stock, as published.
    pub fn all_decided(&self) -> u64 {
        self.decided_on_merits() + self.decided_on_remedy() + self.closed
    }
}

/// What was published about one country.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    pub years: BTreeMap<i16, Year>,
}

impl Figures {
    /// Reads the three files of the data package.
    pub fn read(
        country: &str,
        applications: &str,
        decisions: &str,
        population: &str,
    ) -> Result<Figures, CaseloadError> {
        let country = country.to_uppercase();
        let mut figures = Figures { country, years: BTreeMap::new() };
        let mut applied = Table::open("asylum_applications.csv", applications)?;
        applied.each(&figures.country.clone(), |row| {
            let year = figures.years.entry(row.year()?).or_default();
            let count = row.number("applied")?;
            if row.is_remedy()? {
                year.applied_on_remedy += count
            } else {
                year.applied += count
            }
            Ok(())
        })?;
        let mut decided = Table::open("asylum_decisions.csv", decisions)?;
        decided.each(&figures.country.clone(), |row| figures.add_decisions(row))?;
        let mut people = Table::open("population.csv", population)?;
        people.each(&figures.country.clone(), |row| {
            let year = figures.years.entry(row.year()?).or_default();
            year.pending = Some(year.pending.unwrap_or(0) + row.number("asylum_seekers")?);
            Ok(())
        })?;
        Ok(figures)
    }
    fn add_decisions(&mut self, row: &Row<'_>) -> Result<(), CaseloadError> {
        let year = self.years.entry(row.year()?).or_default();
        let (recognised, other) = (row.number("dec_recognized")?, row.number("dec_other")?);
        let refused = row.number("dec_rejected")?;
        year.closed += row.number("dec_closed")?;
        if row.is_remedy()? {
            year.granted_on_remedy += recognised + other;
            year.refused_on_remedy += refused;
        } else {
            year.recognised += recognised;
            year.complementary += other;
            year.refused += refused;
        }
        Ok(())
    }
    /// What had been published by the end of a year; later years are not in it.
    pub fn until(&self, last: i16) -> Figures {
        let years = self.years.range(..=last).map(|(year, figures)| (*year, *figures)).collect();
        Figures { country: self.country.clone(), years }
    }
    /// What is published for a year.
    pub fn year(&self, year: i16) -> Result<&Year, CaseloadError> {
        self.years.get(&year).ok_or_else(|| self.missing(year, "no figure at all"))
    }
    /// The stock published for the end of a year.
    pub fn pending(&self, year: i16) -> Result<u64, CaseloadError> {
        self.year(year)?.pending.ok_or_else(|| self.missing(year, "the number of open claims"))
    }
    /// New claims of the first instance, by year.
    pub fn arrivals(&self) -> BTreeMap<i16, u64> {
        self.years.iter().map(|(year, figures)| (*year, figures.applied)).collect()
    }
    /// Stock published at the end of a year, less what follows from the stock before, applications and decisions:
    /// reopened claims, corrected registers, acts that closed many and were not counted as decisions.
    pub fn unexplained(&self, year: i16) -> Result<i64, CaseloadError> {
        let of = self.year(year)?;
        let (before, after) = (self.pending(year - 1)?, self.pending(year)?);
        Ok(after as i64 - (before as i64 + of.all_applied() as i64 - of.all_decided() as i64))
    }
    fn missing(&self, year: i16, what: &'static str) -> CaseloadError {
        CaseloadError::NotPublished { country: self.country.clone(), year, what }
    }
}

/// A file of the package, with its head.
struct Table<'t> {
    file: &'static str,
    head: StringRecord,
    reader: csv::Reader<&'t [u8]>,
}

struct Row<'r> {
    file: &'static str,
    line: u64,
    head: &'r StringRecord,
    record: &'r StringRecord,
}

impl<'t> Table<'t> {
    fn open(file: &'static str, text: &'t str) -> Result<Table<'t>, CaseloadError> {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let wrong = |e: csv::Error| CaseloadError::Line { file, line: 1, why: e.to_string() };
        let head = reader.headers().map_err(wrong)?.clone();
        Ok(Table { file, head, reader })
    }
    /// Every row of a country of asylum.
    fn each(
        &mut self,
        country: &str,
        mut told: impl FnMut(&Row<'_>) -> Result<(), CaseloadError>,
    ) -> Result<(), CaseloadError> {
        let file = self.file;
        for record in self.reader.records() {
            let wrong = |e: csv::Error| {
                let line = e.position().map_or(0, csv::Position::line);
                CaseloadError::Line { file, line, why: e.to_string() }
            };
            let record = record.map_err(wrong)?;
            let line = record.position().map_or(0, csv::Position::line);
            let row = Row { file, line, head: &self.head, record: &record };
            if row.text("coa_iso")? == country {
                told(&row)?;
            }
        }
        Ok(())
    }
}

impl Row<'_> {
    fn text(&self, column: &'static str) -> Result<&str, CaseloadError> {
        let at = self.head.iter().position(|head| head.trim() == column);
        let at = at.ok_or(CaseloadError::NoColumn { file: self.file, column })?;
        Ok(self.record.get(at).unwrap_or("").trim())
    }
    /// A count; an empty field is none.
    fn number(&self, column: &'static str) -> Result<u64, CaseloadError> {
        match self.text(column)? {
            "" => Ok(0),
            text => text.parse().map_err(|_| self.wrong(format!("`{text}` in `{column}` is not a count"))),
        }
    }
    fn year(&self) -> Result<i16, CaseloadError> {
        let text = self.text("year")?;
        text.parse().map_err(|_| self.wrong(format!("`{text}` is not a year")))
    }
    fn is_remedy(&self) -> Result<bool, CaseloadError> {
        Ok(matches!(self.text("dec_level")?, "AR" | "JR"))
    }
    fn wrong(&self, why: String) -> CaseloadError {
        CaseloadError::Line { file: self.file, line: self.line, why }
    }
}
