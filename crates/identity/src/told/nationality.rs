//! Nationalities, statelessness and the country of former residence.

use super::{Sheet, code_of, silence_of};
use crate::codes::{self, countries};
use crate::model::{Answer, Nationality};
use kernel::Country;
use maud::{Markup, html};
use web::{Ask, FormErrors};

const FIELDS: &[&str] = &["nationality", "nationality_2", "nationality_3"];

/// The list of countries that fields of the page suggest from. Once a page; [`nationality_fields`] brings it along.
pub fn country_list(ask: &Ask) -> Markup {
    html! { datalist id="countries" { @for c in countries() { @if c.code != "XXX" { option value=(c.name(ask.lang)) {} } } } }
}

pub fn nationality_fields(sheet: &Sheet, stored: &Nationality) -> Markup {
    let none = Vec::new();
    let told = stored.nationalities.told().unwrap_or(&none);
    let name = |at: usize| told.get(at).map(|c| codes::country_name(*c, sheet.ask.lang)).unwrap_or_default();
    let residence =
        stored.former_residence.map(|c| codes::country_name(c, sheet.ask.lang)).unwrap_or_default();
    let shown = if told.len() > 2 { 3 } else { 2 };
    html! {
        (country_list(sheet.ask))
        div.c-row {
            @for (at, field) in FIELDS.iter().enumerate().take(shown) {
                (sheet.listed(&sheet.field(field, &name(at)), "countries"))
            }
            (sheet.silence("nationality_silence", &stored.nationalities))
        }
        (sheet.listed(&sheet.field("former_residence", &residence), "countries"))
    }
}

pub fn read_nationality(ask: &Ask, errors: &mut FormErrors) -> Nationality {
    let mut told: Vec<Country> = Vec::new();
    for field in FIELDS {
        if let Some(country) = read_country(ask, errors, field)
            && !told.contains(&country)
        {
            told.push(country);
        }
    }
    if told.len() > 1 && told.contains(&Country::STATELESS) {
        errors.add("nationality", ask.t("identity-error-stateless-and-national"));
    }
    let nationalities =
        if told.is_empty() { silence_of(ask, "nationality_silence") } else { Answer::Told(told) };
    Nationality { nationalities, former_residence: read_country(ask, errors, "former_residence") }
}

/// The country that was typed, by name in either language or by code; an error when it is none.
pub fn read_country(ask: &Ask, errors: &mut FormErrors, field: &str) -> Option<Country> {
    let typed = errors.line(ask, field, 100);
    if typed.is_empty() {
        return None;
    }
    let country = code_of(countries(), &typed).and_then(|code| Country::new(code).ok());
    if country.is_none() {
        errors.add(field, ask.t("identity-error-country"));
    }
    country
}
