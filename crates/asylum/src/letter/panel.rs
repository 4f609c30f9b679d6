//! The letters of a case on its page: what waits to be printed, what was issued, and what else can be printed.

use super::{Letters, may_now, waiting};
use casework::CaseView;
use casework::fold::Letter;
use letters::Blank;
use web::part::{self, Act};
use web::{Ask, House, Markup, Permission, html};

/// The card; empty when there is nothing to print, and for whoever may not.
pub fn card(house: &House, ask: &Ask, view: &CaseView<'_>) -> Markup {
    let Some(letters) = house.rooms.get::<Letters>() else { return html! {} };
    let may = house.may(&ask.who, Permission::PrintLetter, Some(&view.ties));
    let (Some(procedure), true) = (view.procedure, may) else { return html! {} };
    let is_claim = view.head.procedure == crate::CLAIM;
    let first = waiting(letters, procedure, &view.case);
    let others: Vec<&Blank> = letters
        .iter()
        .filter(|blank| is_claim && !first.iter().any(|known| known.id == blank.id))
        .filter(|blank| may_now(blank, Some(procedure), &view.case).is_ok())
        .collect();
    let issued: Vec<&Letter> = view.case.letters.iter().rev().filter(|l| l.issued.is_some()).collect();
    if first.is_empty() && others.is_empty() && issued.is_empty() {
        return html! {};
    }
    let link = |blank: &Blank| {
        let name = blank.names.get(ask.lang.tag()).to_owned();
        part::link(&Act::new(format!("/cases/{}/letters/{}", view.id, blank.id), name))
    };
    let body = html! {
        @if !first.is_empty() {
            p { (ask.t("asylum-letters-waiting")) }
            ul.govuk-list { @for blank in &first { li { (link(blank)) } } }
        }
        @if !issued.is_empty() { (part::facts(&lines(ask, view, &issued))) }
        @if !others.is_empty() {
            (part::details(&ask.t("asylum-letters-others"), html! {
                ul.govuk-list { @for blank in &others { li { (link(blank)) } } }
            }))
        }
    };
    part::card(&ask.t("asylum-letters-title"), body)
}

fn lines(ask: &Ask, view: &CaseView<'_>, issued: &[&Letter]) -> Vec<(String, Markup)> {
    let line = |letter: &&Letter| {
        let names = letter.issued.as_ref().map(|issued| issued.names.get(ask.lang).to_owned());
        let on = letter.issued.as_ref().map_or(ask.day_of(letter.at), |issued| issued.on);
        let what = html! {
            a.govuk-link href={ "/cases/" (view.id) "/issued/" (letter.id) } { (names.unwrap_or_default()) }
            div.c-note {
                (letter.serial)
                @if let Some((day, _)) = &letter.revoked {
                    " · " (ask.tw("asylum-letter-revoked-on", &[("day", ask.day(*day).into())]))
                }
            }
        };
        (ask.day(on), what)
    };
    issued.iter().map(line).collect()
}
