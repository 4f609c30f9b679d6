//! What asylum adds to a case's page: the sheet the person holds and the notice of the decision.

use crate::express;
use casework::label::Labels;
use casework::{CaseHead, CaseView};
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
    let decided = view.case.steps.iter().any(|t| t.taken.decides.is_some());
    if intent.is_none() && !decided {
        return html! {};
    }
    part::card(
        &ask.t("asylum-card-title"),
        html! {
            ul.govuk-list {
                @if let Some(head) = &intent {
                    li { a.govuk-link href={ "/intents/" (head.id) } { (ask.tw("asylum-card-intent", &[("serial", head.serial.as_str().into())])) }
                        " · " (ask.day(head.stated_on)) }
                }
                @if decided {
                    li { (part::link(&Act::new(format!("/cases/{}/notice.pdf", view.head.id), ask.t("asylum-card-notice")))) }
                }
            }
        },
    )
}

/// What asylum adds to a person's file: their claims, and the way to a new one.
pub fn person_panel(house: &House, ask: &Ask, person: PersonId) -> Result<Markup, Trouble> {
    let heads = house.ledger.read(|r| -> Result<Vec<CaseHead>, Fault> {
        let mut seen = Vec::new();
        for head in casework::case::of_person(r, person)? {
            if house.may_with(r, &ask.who, Permission::ReadCase, access::Kind::Case, head.id.0)? {
                seen.push(head);
            }
        }
        Ok(seen)
    })?;
    let labels = Labels::new(house, ask);
    let may_claim = house
        .ledger
        .read(|r| house.may_with(r, &ask.who, Permission::OpenClaim, access::Kind::Person, person.0))?;
    let running = heads.iter().any(|h| h.procedure == crate::CLAIM && !h.ended);
    Ok(part::card(
        &ask.t("asylum-panel-title"),
        html! {
            @if heads.is_empty() { p { (ask.t("asylum-panel-empty")) } }
            @else {
                ul.govuk-list {
                    @for head in &heads {
                        li { a.govuk-link href={ "/cases/" (head.id) } { (head.number) } " · " (labels.procedure(head)) " · " (labels.stage(head)) }
                    }
                }
            }
            @if may_claim && !running {
                p { (part::link(&Act::new(format!("/people/{person}/claim"), ask.t("asylum-panel-claim")))) }
            }
        },
    ))
}
