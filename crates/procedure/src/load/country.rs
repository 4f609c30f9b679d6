//! `country.toml`: names, time zone, offices, case numbers.

use super::File;
use crate::law::{CaseNumber, CountryFile, LawError, OfficeFact};
use crate::said::{Cite, Said};
use kernel::Country;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    code: Country,
    names: Said,
    time_zone: String,
    case_number: CaseNumber,
    cite: Cite,
    sources: BTreeMap<String, String>,
    offices: Vec<OfficeFact>,
}

pub(super) fn read(mut file: File<'_>, errors: &mut Vec<LawError>) -> Option<CountryFile> {
    let country = file.table::<Raw>().map(|raw| build(&mut file, raw));
    errors.append(&mut file.errors);
    country
}

fn build(file: &mut File<'_>, raw: Raw) -> CountryFile {
    file.sources = raw.sources;
    file.said("names", &raw.names);
    file.ids("offices", raw.offices.iter().map(|o| o.id.as_str()));
    if jiff::tz::TimeZone::get(&raw.time_zone).is_err() {
        file.wrong(
            "time_zone",
            format!("`{}` is not a time zone; write one such as America/Panama", raw.time_zone),
        );
    }
    if !(1..=12).contains(&raw.case_number.digits) || raw.case_number.prefix.is_empty() {
        file.wrong("case_number", "a case number has a prefix and 1 to 12 digits");
    }
    let offices = raw.offices.into_iter().map(|office| {
        let path = format!("offices.{}", office.id);
        file.said(&path, &office.names);
        file.said(&path, &office.place);
        OfficeFact { cite: file.cite(&path, office.cite.clone()), ..office }
    });
    let offices = offices.collect();
    let case_number = CaseNumber { cite: file.cite("case_number", raw.case_number.cite), ..raw.case_number };
    CountryFile {
        code: raw.code,
        names: raw.names,
        time_zone: raw.time_zone,
        offices,
        case_number,
        cite: file.cite("cite", raw.cite),
        sources: std::mem::take(&mut file.sources),
    }
}
