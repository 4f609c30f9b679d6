//! Offices and posts: those of the country's data, and those an administrator adds.

use crate::{Access, affiliation, table};
use kernel::{Affiliation, Lang, NameError, Office, check_text};
use ledger::{Door, Fault, Row, params};

/// An office or post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeView {
    pub office: Office,
    /// What it is, in the country's own words: `post`, `registration`, `authority`.
    pub kind: String,
    pub name_es: String,
    pub name_en: String,
    /// Closed offices keep their files and take no new accounts.
    pub open: bool,
    /// True when it comes from the country's data, where its names are kept.
    pub from_country: bool,
    /// The other states it is affiliated with, such as a post under one roof with a neighbour's.
    pub affiliation: Affiliation,
}

impl OfficeView {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.name_es,
            Lang::En => &self.name_en,
        }
    }
}

/// An office to add.
#[derive(Clone, Copy, Debug)]
pub struct NewOffice<'a> {
    pub code: &'a str,
    pub kind: &'a str,
    pub name_es: &'a str,
    pub name_en: &'a str,
}

/// What a person can do about an office that was refused.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    #[error("a code is 2 to 40 small letters, digits and hyphens")]
    CodeForm,
    #[error("another office has this code")]
    CodeTaken,
    #[error("there is no such office")]
    NoSuchOffice,
    #[error("the name in Spanish: {0}")]
    NameEs(NameError),
    #[error("the name in English: {0}")]
    NameEn(NameError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl OfficeError {
    /// The key of its text in `locales/*/access.ftl`.
    pub fn key(&self) -> &'static str {
        match self {
            OfficeError::CodeForm => "access-office-code-form",
            OfficeError::CodeTaken => "access-office-code-taken",
            OfficeError::NoSuchOffice => "access-office-unknown",
            OfficeError::NameEs(_) | OfficeError::NameEn(_) => "access-office-name-form",
            OfficeError::Fault(_) => "access-fault",
        }
    }
}

/// The longest name of an office, in characters.
const NAME_CHARS_MAX: usize = 120;

impl Access {
    /// Brings the offices of the country's data in: missing ones are added, names follow the data, none goes away.
    pub fn put_country_offices(&self, offices: &[NewOffice<'_>]) -> Result<(), OfficeError> {
        let checked = offices.iter().map(check).collect::<Result<Vec<_>, _>>()?;
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            for o in &checked {
                let known = tx.one(&table::FIND_OFFICE, &params![tenant.as_str(), &o.office])?;
                // Nothing to write at most starts; a write would take the lock and an fsync.
                let same = |k: OfficeView| {
                    let as_wanted =
                        OfficeView { from_country: true, affiliation: k.affiliation.clone(), ..o.clone() };
                    OfficeView { open: true, ..k } == as_wanted
                };
                if known.as_ref().map(office_of).transpose()?.is_some_and(same) {
                    continue;
                }
                let row = params![tenant.as_str(), &o.office, &o.kind, &o.name_es, &o.name_en, true, true];
                tx.execute(&table::PUT_OFFICE, &row)?;
            }
            Ok(())
        })
    }

    /// Adds an office of an administrator's own.
    pub fn add_office(&self, office: &NewOffice<'_>) -> Result<Office, OfficeError> {
        let o = check(office)?;
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            if tx.one(&table::FIND_OFFICE, &params![tenant.as_str(), &o.office])?.is_some() {
                return Err(OfficeError::CodeTaken);
            }
            let row = params![tenant, &o.office, &o.kind, &o.name_es, &o.name_en, true, false];
            tx.execute(&table::ADD_OFFICE, &row)?;
            Ok(o.office.clone())
        })
    }

    /// Opens or closes an office for new accounts.
    pub fn set_office_open(&self, office: &Office, open: bool) -> Result<(), OfficeError> {
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            match tx.execute(&table::SET_OFFICE_OPEN, &params![open, tenant, office])? {
                0 => Err(OfficeError::NoSuchOffice),
                _ => Ok(()),
            }
        })
    }

    /// Every office, by code.
    pub fn offices(&self) -> Result<Vec<OfficeView>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            door.query(&table::ALL_OFFICES, &params![tenant])?.iter().map(office_of).collect()
        })
    }

    /// One office.
    pub fn office(&self, office: &Office) -> Result<Option<OfficeView>, Fault> {
        self.ledger.read(|door| find(door, office))
    }
}

/// Whether there is such an office and it takes people.
pub(crate) fn is_open(door: &mut impl Door, office: &Office) -> Result<bool, Fault> {
    Ok(find(door, office)?.is_some_and(|view| view.open))
}

pub(crate) fn find(door: &mut impl Door, office: &Office) -> Result<Option<OfficeView>, Fault> {
    let tenant = door.tenant();
    door.one(&table::FIND_OFFICE, &params![tenant, office])?.as_ref().map(office_of).transpose()
}

fn office_of(row: &Row) -> Result<OfficeView, Fault> {
    Ok(OfficeView {
        office: Office(row.text("code")?),
        kind: row.text("kind")?,
        name_es: row.text("name_es")?,
        name_en: row.text("name_en")?,
        open: row.bool("open")?,
        from_country: row.bool("from_country")?,
        affiliation: affiliation::read(row, "affiliation")?,
    })
}

fn check(office: &NewOffice<'_>) -> Result<OfficeView, OfficeError> {
    let code = office.code.trim();
    let signs = |extra: char| move |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == extra;
    let good = (2..=40).contains(&code.len()) && code.chars().all(signs('-'));
    if !good || office.kind.is_empty() || office.kind.len() > 40 || !office.kind.chars().all(signs('_')) {
        return Err(OfficeError::CodeForm);
    }
    let name = |text: &str| {
        let text = check_text(text, NAME_CHARS_MAX)?;
        if text.is_empty() { Err(NameError::Empty) } else { Ok(text) }
    };
    Ok(OfficeView {
        office: Office::from(code),
        kind: office.kind.to_owned(),
        name_es: name(office.name_es).map_err(OfficeError::NameEs)?,
        name_en: name(office.name_en).map_err(OfficeError::NameEn)?,
        open: true,
        from_country: false,
        affiliation: Affiliation::default(),
    })
}
