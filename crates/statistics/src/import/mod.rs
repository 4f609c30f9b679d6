//! Reading the figures that UNHCR published: the CSV files of its `refugees` data package, each row kept as published.
//!
//! Importing a file replaces what was imported from that file before, so that doing it twice changes nothing. A line
//! that cannot be read stops the import and is named; nothing of that file is kept then.

use crate::table::{CLEAR_FIGURES, FIGURES_KEPT, KEEP_FIGURE};
use kernel::Country;
use ledger::{Door, Fault, Ledger, params};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Whose figures these are: to be shown wherever they are.
pub const ATTRIBUTION: &str =
    "© UNHCR, CC BY 4.0, Refugee Data Finder (data package refugees, release 2025.12)";

/// A file of the data package and what is kept of it.
struct Dataset {
    name: &'static str,
    file: &'static str,
    procedure_type: Option<&'static str>,
    kind: Option<&'static str>,
    level: Option<&'static str>,
    unit: Option<&'static str>,
    place: &'static [&'static str],
    measures: &'static [&'static str],
    /// The file as it comes with Ceiba.
    bundled: &'static str,
}

const DATASETS: [Dataset; 4] = [
    Dataset {
        name: "applications",
        file: "asylum_applications.csv",
        procedure_type: Some("procedure_type"),
        kind: Some("app_type"),
        level: Some("dec_level"),
        unit: Some("app_pc"),
        place: &[],
        measures: &["applied"],
        bundled: include_str!("../../../../region/unhcr-statistics/asylum_applications.csv"),
    },
    Dataset {
        name: "decisions",
        file: "asylum_decisions.csv",
        procedure_type: Some("procedure_type"),
        kind: None,
        level: Some("dec_level"),
        unit: Some("dec_pc"),
        place: &[],
        measures: &["dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"],
        bundled: include_str!("../../../../region/unhcr-statistics/asylum_decisions.csv"),
    },
    Dataset {
        name: "demographics",
        file: "demographics.csv",
        procedure_type: None,
        kind: Some("pop_type"),
        level: None,
        unit: None,
        place: &["location", "loc_type", "acc_type"],
        measures: &[
            "f_0_4", "f_5_11", "f_12_17", "f_18_59", "f_60", "f_other", "f_total", "m_0_4", "m_5_11",
            "m_12_17", "m_18_59", "m_60", "m_other", "m_total", "total",
        ],
        bundled: include_str!("../../../../region/unhcr-statistics/demographics.csv"),
    },
    Dataset {
        name: "population",
        file: "population.csv",
        procedure_type: None,
        kind: None,
        level: None,
        unit: None,
        place: &[],
        measures: &["refugees", "asylum_seekers"],
        bundled: include_str!("../../../../region/unhcr-statistics/population.csv"),
    },
];

/// Why a file was not imported, and where to look.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{}: {why}", path.display())]
    Unreadable { path: PathBuf, why: String },
    #[error("{}: none of the files asylum_applications.csv, asylum_decisions.csv, demographics.csv, population.csv is here", .0.display())]
    NothingHere(PathBuf),
    #[error("{file}: the column `{column}` is missing; columns found: {found}")]
    NoColumn { file: String, column: String, found: String },
    #[error("{file}, line {line}: {why}")]
    Line { file: String, line: u64, why: String },
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What was imported: figures kept, by data set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub figures: BTreeMap<&'static str, usize>,
}

/// One published figure as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Figure {
    state: Country,
    year: i64,
    origin: Country,
    procedure_type: String,
    kind: String,
    level: String,
    unit: String,
    place: String,
    measure: &'static str,
    persons: i64,
}

/// Imports the files of a folder that belong to the data package; others are passed over.
pub fn import_unhcr(ledger: &Ledger, dir: &Path) -> Result<Imported, ImportError> {
    let mut texts = Vec::new();
    for dataset in &DATASETS {
        let path = dir.join(dataset.file);
        if path.exists() {
            let text = std::fs::read(&path)
                .map_err(|e| e.to_string())
                .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned()))
                .map_err(|why| ImportError::Unreadable { path, why })?;
            texts.push((dataset, text));
        }
    }
    if texts.is_empty() {
        return Err(ImportError::NothingHere(dir.to_owned()));
    }
    let mut imported = Imported::default();
    for (dataset, text) in &texts {
        imported.figures.insert(dataset.name, keep(ledger, dataset, &read(dataset, text)?)?);
    }
    Ok(imported)
}

/// Imports the files that come with Ceiba (`region/unhcr-statistics`).
pub fn import_bundled(ledger: &Ledger) -> Result<Imported, ImportError> {
    let mut imported = Imported::default();
    for dataset in &DATASETS {
        imported.figures.insert(dataset.name, keep(ledger, dataset, &read(dataset, dataset.bundled)?)?);
    }
    Ok(imported)
}

/// How many figures of each data set are kept, and the newest year of each.
pub fn figures_kept(door: &mut dyn Door) -> Result<Vec<(String, i64, i64)>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&FIGURES_KEPT, &params![tenant])?;
    rows.iter().map(|row| Ok((row.text("dataset")?, row.int("figures")?, row.int("newest")?))).collect()
}

fn keep(ledger: &Ledger, dataset: &Dataset, figures: &[Figure]) -> Result<usize, Fault> {
    ledger.write(|tx| {
        let tenant = tx.tenant();
        tx.execute(&CLEAR_FIGURES, &params![tenant.as_str(), dataset.name])?;
        for f in figures {
            let row = params![
                tenant.as_str(),
                dataset.name,
                f.state,
                f.year,
                f.origin,
                &f.procedure_type,
                &f.kind,
                &f.level,
                &f.unit,
                &f.place,
                f.measure,
                f.persons
            ];
            tx.execute(&KEEP_FIGURE, &row)?;
        }
        Ok(figures.len())
    })
}

/// Reads a file whole before anything is kept.
fn read(dataset: &Dataset, text: &str) -> Result<Vec<Figure>, ImportError> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let wrong = |line: u64, why: String| ImportError::Line { file: dataset.file.to_owned(), line, why };
    let heads = reader.headers().map_err(|e| wrong(1, e.to_string()))?.clone();
    let column = |name: &str| {
        heads.iter().position(|head| head.trim() == name).ok_or_else(|| ImportError::NoColumn {
            file: dataset.file.to_owned(),
            column: name.to_owned(),
            found: heads.iter().collect::<Vec<_>>().join(", "),
        })
    };
    let maybe = |name: Option<&'static str>| name.map(&column).transpose();
    let columns = Columns {
        year: column("year")?,
        state: column("coa_iso")?,
        origin: column("coo_iso")?,
        procedure_type: maybe(dataset.procedure_type)?,
        kind: maybe(dataset.kind)?,
        level: maybe(dataset.level)?,
        unit: maybe(dataset.unit)?,
        place: dataset.place.iter().map(|name| column(name)).collect::<Result<_, _>>()?,
        measures: dataset
            .measures
            .iter()
            .map(|&name| Ok((name, column(name)?)))
            .collect::<Result<_, ImportError>>()?,
    };
    let mut figures = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| wrong(e.position().map_or(0, csv::Position::line), e.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        figures.extend(columns.figures(&row).map_err(|why| wrong(line, why))?);
    }
    Ok(figures)
}

struct Columns {
    year: usize,
    state: usize,
    origin: usize,
    procedure_type: Option<usize>,
    kind: Option<usize>,
    level: Option<usize>,
    unit: Option<usize>,
    place: Vec<usize>,
    measures: Vec<(&'static str, usize)>,
}

impl Columns {
    fn figures(&self, row: &csv::StringRecord) -> Result<Vec<Figure>, String> {
        let text =
            |at: usize| row.get(at).map(str::trim).ok_or_else(|| "the line has too few columns".to_owned());
        let maybe = |at: Option<usize>| at.map_or(Ok(String::new()), |at| text(at).map(str::to_owned));
        let country = |at: usize| {
            let code = text(at)?;
            Country::new(code).map_err(|_| format!("`{code}` is no ISO code of a country (three letters)"))
        };
        let year = text(self.year)?;
        let year = year.parse::<i64>().ok().filter(|y| (1951..=2100).contains(y));
        let place = self.place.iter().map(|&at| text(at)).collect::<Result<Vec<_>, _>>()?.join(" / ");
        let mut figures = Vec::new();
        for &(measure, at) in &self.measures {
            let value = text(at)?;
            // An empty cell is not published, which is not zero.
            if value.is_empty() {
                continue;
            }
            let persons = value.parse::<i64>().ok().filter(|n| *n >= 0);
            figures.push(Figure {
                state: country(self.state)?,
                year: year
                    .ok_or_else(|| format!("`{}` is no year", row.get(self.year).unwrap_or_default()))?,
                origin: country(self.origin)?,
                procedure_type: maybe(self.procedure_type)?,
                kind: maybe(self.kind)?,
                level: maybe(self.level)?,
                unit: maybe(self.unit)?,
                place: place.clone(),
                measure,
                persons: persons.ok_or_else(|| format!("`{value}` in `{measure}` is no count"))?,
            });
        }
        Ok(figures)
    }
}

#[cfg(test)]
mod tests;
