//! `country.toml`: names, time zone, offices, case numbers.

use super::{Declared, File};
use crate::commission::{Commission, Majority, Seat};
use crate::law::{CaseNumber, CountryFile, LawError, OfficeFact};
use crate::said::{Cite, Said};
use crate::shape::FileKind;
use kernel::Country;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    code: Country,
    names: Said,
    time_zone: String,
    case_number: CaseNumber,
    checked: String,
    cite: Cite,
    sources: BTreeMap<String, String>,
    offices: Vec<OfficeFact>,
    #[serde(default)]
    commissions: Vec<RawCommission>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCommission {
    id: String,
    office: String,
    names: Said,
    /// Left out when nobody told us who sits in it.
    #[serde(default)]
    seats: Vec<RawSeat>,
    /// Left out when it is not known.
    #[serde(default)]
    quorum: Option<usize>,
    #[serde(default)]
    majority: Majority,
    cite: Cite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSeat {
    id: String,
    es: String,
    en: String,
}

pub(super) fn read(mut file: File<'_>, errors: &mut Vec<LawError>) -> Option<CountryFile> {
    let country = file.table::<Raw>(FileKind::Country.shape()).map(|raw| build(&mut file, raw));
    errors.append(&mut file.errors);
    country
}

fn build(file: &mut File<'_>, raw: Raw) -> CountryFile {
    file.sources = raw.sources;
    file.said("names", &raw.names);
    file.ids("offices", raw.offices.iter().map(|o| o.id.as_str()));
    if jiff::tz::TimeZone::get(&raw.time_zone).is_err() {
        let zone = &raw.time_zone;
        let why = Said::new(
            format!("`{zone}` no es un huso horario; escriba uno como America/Panama"),
            format!("`{zone}` is not a time zone; write one such as America/Panama"),
        );
        file.wrong("time_zone", why);
    }
    if !(1..=12).contains(&raw.case_number.digits) || raw.case_number.prefix.is_empty() {
        let why = Said::new(
            "un número de expediente tiene un prefijo y de 1 a 12 cifras",
            "a case number has a prefix and 1 to 12 digits",
        );
        file.wrong("case_number", why);
    }
    let offices = raw.offices.into_iter().map(|office| {
        let path = format!("offices.{}", office.id);
        file.said(&path, &office.names);
        file.said(&path, &office.place);
        OfficeFact { cite: file.cite(&path, office.cite.clone()), ..office }
    });
    let offices: Vec<OfficeFact> = offices.collect();
    file.ids("commissions", raw.commissions.iter().map(|c| c.id.as_str()));
    let commissions = raw.commissions.into_iter().map(|c| commission(file, c, &offices)).collect();
    let case_number = CaseNumber { cite: file.cite("case_number", raw.case_number.cite), ..raw.case_number };
    CountryFile {
        code: raw.code,
        names: raw.names,
        time_zone: raw.time_zone,
        offices,
        commissions,
        case_number,
        checked: file.day("checked", &raw.checked),
        cite: file.cite("cite", raw.cite),
        sources: std::mem::take(&mut file.sources),
    }
}

fn commission(file: &mut File<'_>, raw: RawCommission, offices: &[OfficeFact]) -> Commission {
    let path = format!("commissions.{}", raw.id);
    file.said(&path, &raw.names);
    let known = offices.iter().map(|o| o.id.as_str());
    file.known(&format!("{path}.office"), Declared::Office, [&raw.office], known);
    file.ids(&format!("{path}.seats"), raw.seats.iter().map(|s| s.id.as_str()));
    let seats: Vec<Seat> =
        raw.seats.into_iter().map(|s| Seat { id: s.id, names: Said { es: s.es, en: s.en } }).collect();
    for seat in &seats {
        file.said(&format!("{path}.seats.{}", seat.id), &seat.names);
    }
    if raw.quorum == Some(0) || raw.quorum.is_some_and(|q| !seats.is_empty() && q > seats.len()) {
        let why = Said::new(
            "un quórum es al menos 1 y a lo sumo el número de puestos; omítalo si no se sabe",
            "a quorum is at least 1 and at most the number of seats; leave it out when it is not known",
        );
        file.wrong(&path, why);
    }
    Commission {
        cite: file.cite(&path, raw.cite),
        id: raw.id,
        office: raw.office,
        names: raw.names,
        seats,
        quorum: raw.quorum,
        majority: raw.majority,
    }
}
