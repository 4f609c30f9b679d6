//! The law of one country: its facts, its calendar and its procedures, by day and by version.

use crate::calendar::Calendar;
use crate::commission::Commission;
use crate::confirmation::{Confirmation, ReadStatements};
use crate::model::Procedure;
use crate::said::{Cite, Said};
use jiff::civil::Date;
use kernel::{Country, Lang};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything in `countries/xxx` that the engine reads.
#[derive(Clone, Debug)]
pub struct Law {
    pub country: Country,
    pub facts_file: CountryFile,
    pub procedures: Vec<Procedure>,
    pub calendar: Calendar,
    /// What it was read from, for whoever reads a version beside it.
    pub(crate) kept: Arc<Files>,
    /// What each statement said when the files were read, by its file and path.
    pub(crate) read: ReadStatements,
    /// What lawyers confirmed, whether it still says so or not.
    pub(crate) confirmations: Vec<Confirmation>,
}

/// The files of a law: those of its country's folder, and the versions that were adopted and do not stand there yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    pub folder: BTreeMap<String, String>,
    /// By the paths that they will have there.
    pub adopted: BTreeMap<String, String>,
}

impl Files {
    pub fn of(folder: &BTreeMap<String, String>) -> Files {
        Files { folder: folder.clone(), adopted: BTreeMap::new() }
    }
    pub fn all(&self) -> BTreeMap<String, String> {
        let both = self.folder.iter().chain(&self.adopted);
        both.map(|(path, text)| (path.clone(), text.clone())).collect()
    }
}

/// The local facts of a country.
#[derive(Clone, Debug)]
pub struct CountryFile {
    pub code: Country,
    pub names: Said,
    /// IANA name, such as `America/Panama`.
    pub time_zone: String,
    pub offices: Vec<OfficeFact>,
    /// Bodies that decide by sitting together.
    pub commissions: Vec<Commission>,
    pub case_number: CaseNumber,
    pub sources: BTreeMap<String, String>,
    /// The day on which the folder was last compared with its sources: the public pages say it.
    pub checked: Date,
    pub cite: Cite,
}

/// An office or post.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeFact {
    pub id: String,
    pub names: Said,
    pub kind: OfficeKind,
    /// Where it is, as people say it.
    pub place: Said,
    pub cite: Cite,
}

/// What an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    Headquarters,
    Post,
    FocalPoint,
    Commission,
    Ministry,
    ChildProtection,
    /// An office of the institution, away from its headquarters, that works on claims.
    Branch,
    /// A body that hears remedies.
    Tribunal,
    /// The migration authority.
    Migration,
    /// The registry of persons or of documents.
    Registry,
}

impl OfficeKind {
    /// As the files write it.
    pub fn code(self) -> &'static str {
        match self {
            OfficeKind::Headquarters => "headquarters",
            OfficeKind::Post => "post",
            OfficeKind::FocalPoint => "focal_point",
            OfficeKind::Commission => "commission",
            OfficeKind::Ministry => "ministry",
            OfficeKind::ChildProtection => "child_protection",
            OfficeKind::Branch => "branch",
            OfficeKind::Tribunal => "tribunal",
            OfficeKind::Migration => "migration",
            OfficeKind::Registry => "registry",
        }
    }
}

/// How case numbers are written: `prefix-year-serial`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseNumber {
    pub prefix: String,
    pub digits: usize,
    pub cite: Cite,
}

impl CaseNumber {
    /// `ONPAR-2024-00031`.
    pub fn write(&self, year: i16, serial: u64) -> String {
        format!("{}-{year:04}-{serial:0digits$}", self.prefix, digits = self.digits)
    }
}

/// What is wrong in a law file, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawError {
    pub file: String,
    pub line: Option<usize>,
    /// The article that the item, or the one around it, cites.
    pub article: Option<String>,
    /// Such as `steps.refuse.guard`; written in the files, and so the same in every language.
    pub path: String,
    pub message: Said,
}

impl LawError {
    /// The whole line in one language: `asylum.toml:120 (artículo 30): steps.refuse: …`.
    pub fn in_lang(&self, lang: Lang) -> String {
        let line = self.line.map(|n| format!(":{n}")).unwrap_or_default();
        let word = match lang {
            Lang::Es => "artículo",
            Lang::En => "article",
        };
        let article = self.article.as_ref().map(|article| format!(" ({word} {article})")).unwrap_or_default();
        let path = if self.path.is_empty() { String::new() } else { format!(": {}", self.path) };
        format!("{}{line}{article}{path}: {}", self.file, self.message.in_lang(lang))
    }
}

/// In English, for logs and for whoever did not say a language.
impl std::fmt::Display for LawError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_lang(Lang::En))
    }
}

impl std::error::Error for LawError {}

impl Law {
    /// The version of a procedure in force on a day.
    pub fn in_force(&self, procedure: &str, on: Date) -> Option<&Procedure> {
        self.procedures.iter().filter(|p| p.id == procedure && p.in_force_on(on)).max_by_key(|p| p.valid_from)
    }
    /// The version a case is pinned to.
    pub fn pinned(&self, procedure: &str, hash: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|p| p.id == procedure && p.hash == hash)
    }
    pub fn office(&self, id: &str) -> Option<&OfficeFact> {
        self.facts_file.offices.iter().find(|o| o.id == id)
    }
    pub fn commission(&self, id: &str) -> Option<&Commission> {
        self.facts_file.commissions.iter().find(|c| c.id == id)
    }
    /// Reads a country's files, keyed by path inside its folder (`procedures/asylum.toml`).
    /// Files that are not law (worked cases, prose) are left alone.
    pub fn load(files: &BTreeMap<String, String>) -> Result<Law, Vec<LawError>> {
        crate::load::law(files)
    }
}
