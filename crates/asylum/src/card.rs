//! What asylum adds to a case's page: the letters of the case and the sheet the person holds.

use crate::IntentHead;
use crate::express;
use casework::CaseView;
use kernel::PersonId;
use ledger::Fault;
use web::part::{self, Act};
use web::{Ask, House, Markup, Permission, Trouble, html};

/// The card, empty when there is nothing to show.
pub fn case_card(house: &House, ask: &Ask, view: &CaseView<'_>) -> Markup {
    let intent = view.head.origin_intent.and_then(|id| {
        let found = house.ledger.read(|r| {
            let seen = house.may_with(r, &ask.who, Permission::ReadIntent, access::Kind::Intent, id)?;
            if seen { express::find(r, id) } else { Ok(None) }
        });
        found.unwrap_or(None)
    });
    let letters = html! { (crate::letter::card(house, ask, view)) (crate::applicant_card::panel::of_case(house, ask, view)) };
    let Some(head) = &intent else { return letters };
    let sheet = part::card(
        &ask.t("asylum-card-title"),
        html! {
            ul.govuk-list {
                li { a.govuk-link href={ "/intents/" (head.id) } { (ask.tw("asylum-card-intent", &[("serial", head.serial.as_str().into())])) }
                    " · " (ask.day(head.stated_on)) }
            }
        },
    );
    html! { (letters) (sheet) }
}

/// What asylum adds to a person's file: the way to a claim, when none of theirs is running, and their cards.
pub fn person_panel(house: &House, ask: &Ask, person: PersonId) -> Result<Markup, Trouble> {
    let may_claim = house.ledger.read(|r| -> Result<bool, Fault> {
        let claims = casework::case::of_person(r, person)?;
        let running = claims.iter().any(|h| h.procedure == crate::CLAIM && !h.ended);
        Ok(!running && house.may_with(r, &ask.who, Permission::OpenClaim, access::Kind::Person, person.0)?)
    })?;
    let cards = crate::applicant_card::panel::of_person(house, ask, person)?;
    if !may_claim {
        return Ok(cards);
    }
    let claim = Act::new(format!("/people/{person}/claim"), ask.t("asylum-panel-claim"));
    let ask_for = part::card(
        &ask.t("asylum-panel-title"),
        html! { p { (ask.t("asylum-panel-empty")) } p { (part::link(&claim)) } },
    );
    Ok(html! { (ask_for) (cards) })
}

/// What asylum adds to somebody's day: intents of their office that wait for a claim, the oldest first.
pub fn day_card(house: &House, ask: &Ask) -> Markup {
    let waiting = house.ledger.read(|r| -> Result<Vec<IntentHead>, Fault> {
        let mut seen = Vec::new();
        for head in express::waiting(r)? {
            if house.may_with(r, &ask.who, Permission::OpenClaim, access::Kind::Intent, head.id)? {
                seen.push(head);
            }
        }
        Ok(seen)
    });
    let waiting = waiting.unwrap_or_default();
    if waiting.is_empty() {
        return html! {};
    }
    let rest = waiting.len().saturating_sub(SHOWN);
    part::card(
        &ask.t("asylum-day-title"),
        html! {
            ul.govuk-list {
                @for head in waiting.iter().take(SHOWN) {
                    li { a.govuk-link href={ "/intents/" (head.id) } { (head.serial) } " · " (ask.day(head.stated_on)) }
                }
            }
            @if rest > 0 { p.c-note { (ask.tw("asylum-day-more", &[("count", rest.into())])) } }
        },
    )
}

/// Sheets named in the card of the day.
const SHOWN: usize = 6;
