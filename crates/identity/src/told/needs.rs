//! Specific needs and instructions of care. What belongs in a sealed compartment is not offered and not taken.

use super::Sheet;
use crate::codes::{self, NeedCode};
use crate::model::{Need, NeedState};
use maud::{Markup, html};
use web::part::{Choice, Field, checkboxes};
use web::{Ask, FormErrors};

/// The short form: the categories and how to care. Subcodes are on the page of needs.
pub fn care_and_stem_fields(sheet: &Sheet, stored: &[Need]) -> Markup {
    html! {
        (needs_field(sheet, stored, |need| need.is_stem()))
        (care_field(sheet, stored))
    }
}

/// All needs, folded by category; those with a tick stand open.
pub fn needs_by_category(sheet: &Sheet, stored: &[Need]) -> Markup {
    let codes: Vec<String> = stored.iter().map(|n| n.code.clone()).collect();
    let ticked = sheet.ticked("needs", &codes);
    let stems = codes::open_needs().filter(NeedCode::is_stem);
    html! {
        @if let Some(words) = sheet.errors.of("needs") { p.govuk-error-message id="needs" { (words) } }
        @for stem in stems {
            @let code = stem.named.code;
            @let of_stem = |c: &str| c == code || c.split_once('-').is_some_and(|(first, _)| first == code);
            details.govuk-details open[ticked.iter().any(|t| of_stem(t))] {
                summary.govuk-details__summary {
                    span.govuk-details__summary-text { (stem.named.name(sheet.ask.lang)) }
                }
                div.govuk-details__text { (category(sheet, &stem, &ticked, of_stem)) }
            }
        }
    }
}

fn category(sheet: &Sheet, stem: &NeedCode, ticked: &[String], of_stem: impl Fn(&str) -> bool) -> Markup {
    let lang = sheet.ask.lang;
    let label = |need: &NeedCode| {
        if need.is_stem() {
            sheet.ask.t("identity-need-in-general")
        } else {
            need.named.name(lang).to_owned()
        }
    };
    let of_it = codes::open_needs().filter(|n| !n.is_care() && of_stem(n.named.code));
    let choices: Vec<Choice> = of_it.map(|n| Choice::new(n.named.code, label(&n))).collect();
    let field = Field::new(format!("needs-{}", stem.named.code), stem.named.name(lang)).name("needs");
    checkboxes(&field, ticked, &choices)
}

/// Ticks for the needs that `wanted` keeps.
fn needs_field(sheet: &Sheet, stored: &[Need], wanted: impl Fn(&NeedCode) -> bool) -> Markup {
    ticks(sheet, "needs", stored, |need| !need.is_care() && wanted(need))
}

pub fn care_field(sheet: &Sheet, stored: &[Need]) -> Markup {
    ticks(sheet, "care", stored, |need| need.is_care())
}

fn ticks(sheet: &Sheet, name: &str, stored: &[Need], wanted: impl Fn(&NeedCode) -> bool) -> Markup {
    let choice = |need: NeedCode| Choice::new(need.named.code, need.named.name(sheet.ask.lang));
    let choices: Vec<Choice> = codes::open_needs().filter(|n| wanted(n)).map(choice).collect();
    let stored: Vec<String> = stored.iter().map(|n| n.code.clone()).collect();
    checkboxes(&sheet.field(name, ""), &sheet.ticked(name, &stored), &choices)
}

/// The ticked needs, in the order of the table. One that was confirmed before stays so.
pub fn read_needs(ask: &Ask, errors: &mut FormErrors, before: &[Need]) -> Vec<Need> {
    let ticked: Vec<&str> = [ask.form.all("needs"), ask.form.all("care")].concat();
    for code in &ticked {
        if codes::need(code).is_none_or(|need| need.compartment) {
            errors.add("needs", ask.t("identity-error-need"));
        }
    }
    let confirmed = ask.form.all("confirmed");
    let was = |code: &str| before.iter().find(|n| n.code == code).map(|n| n.state);
    codes::open_needs()
        .filter(|need| ticked.contains(&need.named.code))
        .map(|need| {
            let code = need.named.code;
            let state = if need.is_care() || confirmed.contains(&code) {
                NeedState::Confirmed
            } else {
                NeedState::Pending
            };
            let state =
                if ask.form.get("confirmed_shown").is_none() { was(code).unwrap_or(state) } else { state };
            Need { code: code.to_owned(), state }
        })
        .collect()
}
