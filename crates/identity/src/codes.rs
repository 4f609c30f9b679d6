//! Code tables that are data: countries, languages and specific needs, each with its Spanish and English name.

use kernel::{Country, Lang};
use std::sync::LazyLock;

/// A code and what it is called.
#[derive(Debug)]
pub struct Named {
    pub code: &'static str,
    pub es: &'static str,
    pub en: &'static str,
    /// What stands in the columns after the names.
    pub more: Vec<&'static str>,
}

impl Named {
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Es => self.es,
            Lang::En => self.en,
        }
    }
}

static COUNTRIES: LazyLock<Vec<Named>> = LazyLock::new(|| read(include_str!("../data/countries.csv"), 0));
static LANGUAGES: LazyLock<Vec<Named>> = LazyLock::new(|| read(include_str!("../data/languages.csv"), 0));
static NEEDS: LazyLock<Vec<Named>> = LazyLock::new(|| read(include_str!("../data/needs.csv"), 1));

/// Lines of `…, code, es, en, …`; the code stands in column `at`. No cell holds a comma (a test sees to it).
fn read(text: &'static str, at: usize) -> Vec<Named> {
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    lines
        .filter_map(|line| {
            let cells: Vec<&'static str> = line.split(',').map(str::trim).collect();
            let (code, es, en) = (*cells.get(at)?, *cells.get(at + 1)?, *cells.get(at + 2)?);
            let mut more: Vec<&'static str> = cells.get(at + 3..)?.to_vec();
            more.extend_from_slice(&cells[..at]);
            Some(Named { code, es, en, more })
        })
        .collect()
}

/// All countries and territories, with stateless and unknown last.
pub fn countries() -> &'static [Named] {
    &COUNTRIES
}
/// All languages, those of the Americas first.
pub fn languages() -> &'static [Named] {
    &LANGUAGES
}

/// The name of a country; its code when the table does not know it.
pub fn country_name(country: Country, lang: Lang) -> String {
    let found = COUNTRIES.iter().find(|c| c.code == country.code());
    found.map_or_else(|| country.code().to_owned(), |c| c.name(lang).to_owned())
}
/// The name of a language; its code when the table does not know it.
pub fn language_name(code: &str, lang: Lang) -> String {
    LANGUAGES.iter().find(|l| l.code == code).map_or_else(|| code.to_owned(), |l| l.name(lang).to_owned())
}
pub fn is_language(code: &str) -> bool {
    LANGUAGES.iter().any(|l| l.code == code)
}
pub fn is_country(country: Country) -> bool {
    COUNTRIES.iter().any(|c| c.code == country.code())
}

/// A specific need, or how to care for a person, as `data/needs.csv` lists it.
pub struct NeedCode {
    pub named: &'static Named,
    /// `UNHCR-SN-2009` or `CEIBA-CARE`.
    pub system: &'static str,
    /// Must stand in a sealed compartment and never in the open file.
    pub compartment: bool,
    /// `secondary`, `unverified` or `own`.
    pub verification: &'static str,
}

impl NeedCode {
    fn of(named: &'static Named) -> NeedCode {
        let cell = |i: usize| named.more.get(i).copied().unwrap_or("");
        NeedCode { named, compartment: cell(0) != "open", verification: cell(1), system: cell(2) }
    }
    /// True for an instruction of care: how to treat a person, never why.
    pub fn is_care(&self) -> bool {
        self.system == "CEIBA-CARE"
    }
    /// True for a category such as `SM`, whose subcodes follow it.
    pub fn is_stem(&self) -> bool {
        self.system == "UNHCR-SN-2009" && !self.named.code.contains('-')
    }
}

/// All needs that may stand in an open file, in the order of the table.
pub fn open_needs() -> impl Iterator<Item = NeedCode> {
    NEEDS.iter().map(NeedCode::of).filter(|n| !n.compartment)
}
pub fn need(code: &str) -> Option<NeedCode> {
    NEEDS.iter().find(|n| n.code == code).map(NeedCode::of)
}
/// The name of a need; its code when the table does not know it.
pub fn need_name(code: &str, lang: Lang) -> String {
    need(code).map_or_else(|| code.to_owned(), |n| n.named.name(lang).to_owned())
}
/// Needs that cannot wait: they go before others where a line is slow. An order of sending, nothing else.
const URGENT: [&str; 9] = ["CR", "SC", "SC-UC", "SC-SC", "SC-CH", "SM-CC", "PG-HR", "LP-RR", "first_in_line"];
/// True for a need that cannot wait.
pub fn is_urgent(code: &str) -> bool {
    URGENT.contains(&code)
}
/// True for needs that only children have.
pub fn is_child_need(code: &str) -> bool {
    code.starts_with("CR") || code.starts_with("SC")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_is_whole_and_names_each_code_once_in_both_languages() {
        let files = [
            (include_str!("../data/countries.csv"), 3, countries()),
            (include_str!("../data/languages.csv"), 4, languages()),
            (include_str!("../data/needs.csv"), 6, &NEEDS),
        ];
        for (text, cells, table) in files {
            let lines: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).collect();
            assert!(lines.iter().all(|l| l.split(',').count() == cells));
            assert_eq!(lines.len(), table.len());
            assert_eq!(table.iter().map(|n| n.code).collect::<BTreeSet<_>>().len(), table.len());
            assert!(table.iter().all(|n| !n.es.is_empty() && !n.en.is_empty()));
        }
        assert!(countries().iter().all(|c| Country::new(c.code).is_ok()));
        assert!(languages().iter().all(|l| l.code.len() == 3));
    }

    #[test]
    fn what_cannot_wait_is_in_the_table_and_may_stand_in_an_open_file() {
        for code in URGENT {
            assert!(need(code).is_some_and(|n| !n.compartment), "{code}");
        }
        assert!(is_urgent("SM-CC") && !is_urgent("ER"));
    }

    #[test]
    fn codes_are_named_in_the_reader_s_language() {
        assert_eq!(country_name(Country::new("HTI").unwrap(), Lang::Es), "Haití");
        assert_eq!(country_name(Country::new("ZZZ").unwrap(), Lang::En), "ZZZ");
        assert_eq!(language_name("miq", Lang::Es), "misquito");
        assert_eq!(need_name("SM", Lang::En), "serious medical condition");
    }

    #[test]
    fn violence_torture_and_trafficking_never_stand_in_the_open_file() {
        assert!(need("SV").unwrap().compartment && need("TR").unwrap().compartment);
        assert!(open_needs().all(|n| !n.named.code.starts_with("SV") && !n.named.code.starts_with("TR")));
        assert!(open_needs().any(|n| n.is_care()));
    }
}
