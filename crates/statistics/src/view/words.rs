//! The words of series, dimensions and their values, in the reader's language.

use crate::series::{Dimension, Key, Series};
use web::Ask;

pub(crate) fn series_name(ask: &Ask, series: Series) -> String {
    ask.t(&format!("statistics-series-{}", series.code()))
}

pub(crate) fn definition(ask: &Ask, series: Series) -> String {
    ask.t(&format!("statistics-definition-{}", series.code()))
}

pub(crate) fn dimension_name(ask: &Ask, dimension: Dimension) -> String {
    ask.t(&format!("statistics-dimension-{}", dimension.code()))
}

/// "Por mes", "Por mes y país de origen".
pub(crate) fn division_name(ask: &Ask, by: &[Dimension]) -> String {
    let lower = |d: &Dimension| ask.t(&format!("statistics-by-{}", d.code()));
    match by {
        [one] => ask.tw("statistics-by-one", &[("one", lower(one).into())]),
        [one, two] => ask.tw("statistics-by-two", &[("one", lower(one).into()), ("two", lower(two).into())]),
        _ => ask.t("statistics-by-none"),
    }
}

/// The value of a key in a dimension: "nov 2024", "Nicaragua", "Mujeres", "18–59".
pub(crate) fn value_name(ask: &Ask, key: &Key, dimension: Dimension) -> String {
    match dimension {
        Dimension::Month => match key.month.and_then(|m| m.first_day()) {
            Some(day) => ask.month(day),
            None => ask.t("statistics-total"),
        },
        Dimension::Origin => match key.origin {
            Some(origin) => identity::codes::country_name(origin, ask.lang),
            None => ask.t("statistics-total"),
        },
        Dimension::Age => match key.age {
            Some(kernel::AgeBand::Unknown) => ask.t("statistics-age-unknown"),
            Some(age) => age.code().replace('-', "–"),
            None => ask.t("statistics-total"),
        },
        Dimension::Sex => match key.sex {
            Some(sex) => ask.t(&format!("statistics-sex-{}", sex.code().replace('_', "-"))),
            None => ask.t("statistics-total"),
        },
        Dimension::Outcome => match key.outcome {
            Some(outcome) => ask.t(&format!("statistics-outcome-{}", outcome.code())),
            None => ask.t("statistics-total"),
        },
        Dimension::Year => key.code(dimension).unwrap_or_else(|| ask.t("statistics-total")),
    }
}
