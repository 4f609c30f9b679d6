//! Cards on the page of a case and on a person's file: which were issued, by whom and why, and the way to the next.

use super::page::{may, new_href, reason_key};
use casework::applicant_card::Card;
use casework::label::Labels;
use casework::{CaseView, Laws};
use kernel::PersonId;
use ledger::Fault;
use web::part::{self, Act};
use web::{Ask, House, Markup, Permission, Trouble, html};

/// The cards of a case; empty for whoever may not print them, and for a procedure that is no claim.
pub fn of_case(house: &House, ask: &Ask, view: &CaseView<'_>) -> Markup {
    if view.head.procedure != crate::CLAIM || !may(house, ask, view) {
        return html! {};
    }
    let without = |person: PersonId| view.case.cards_of(person).next().is_none();
    let known = view.people.iter().filter(|face| !face.name.is_empty() && !view.head.ended);
    let waiting: Vec<_> = known.filter(|face| without(face.id)).collect();
    if waiting.is_empty() && view.case.cards.is_empty() {
        return html! {};
    }
    let labels = Labels::new(house, ask);
    let cards: Vec<&Card> = view.case.cards.iter().rev().collect();
    let body = html! {
        @if !cards.is_empty() { (part::facts(&lines(&labels, view, &cards))) }
        @if !waiting.is_empty() {
            ul.govuk-list {
                @for face in waiting {
                    li { (part::link(&Act::new(new_href(view.id, face.id), ask.tw("asylum-carnet-issue-to", &[("name", face.name.clone().into())])))) }
                }
            }
        }
    };
    part::card(&ask.t("asylum-carnet-title"), body)
}

fn lines(labels: &Labels<'_>, view: &CaseView<'_>, cards: &[&Card]) -> Vec<(String, Markup)> {
    cards.iter().map(|card| (labels.ask.day(card.issued.on), line(labels, view, card))).collect()
}

fn line(labels: &Labels<'_>, view: &CaseView<'_>, card: &Card) -> Markup {
    let ask = labels.ask;
    let face = view.people.iter().find(|face| face.id == card.issued.person);
    let replaced = card.replaced.map(|on| ask.tw("asylum-carnet-replaced", &[("day", ask.day(on).into())]));
    let expired = card.replaced.is_none() && card.issued.valid_until < ask.today;
    let expired =
        expired.then(|| ask.tw("asylum-carnet-expired", &[("day", ask.day(card.issued.valid_until).into())]));
    let said = [
        face.map(|face| face.name.clone()).filter(|name| !name.is_empty()),
        Some(ask.t(&reason_key(card.issued.why))),
        Some(labels.staff(card.by)),
        replaced,
        expired,
    ];
    html! {
        a.govuk-link href={ "/cases/" (view.id) "/cards/" (card.issued.id) } { (card.issued.serial) }
        div.c-note { (said.into_iter().flatten().collect::<Vec<_>>().join(" · ")) }
    }
}

/// The cards of a person on their own file: the history over all their claims, and the way to issue one. Without a claim
/// the sheet of their intent is the paper they carry.
pub fn of_person(house: &House, ask: &Ask, person: PersonId) -> Result<Markup, Trouble> {
    let heads = house.ledger.read(|r| casework::case::of_person(r, person))?;
    let claims: Vec<_> = heads.into_iter().filter(|head| head.procedure == crate::CLAIM).collect();
    let mut shown = Vec::new();
    for head in &claims {
        let may_read = house
            .ledger
            .read(|r| house.may_with(r, &ask.who, Permission::PrintLetter, access::Kind::Case, head.id.0))?;
        let view =
            if may_read { casework::file::seen(house, ask, house.room::<Laws>(), head.id)? } else { None };
        if let Some(view) = view {
            shown.push(of_claim(house, ask, &view, person));
        }
    }
    let body = match (shown.is_empty(), claims.is_empty()) {
        (false, _) => html! { @for claim in &shown { (claim) } },
        (true, true) => without_claim(house, ask, person)?,
        // There is a claim, and its cards are another office's business.
        (true, false) => return Ok(html! {}),
    };
    Ok(part::card(&ask.t("asylum-carnet-title"), body))
}

fn of_claim(house: &House, ask: &Ask, view: &CaseView<'_>, person: PersonId) -> Markup {
    let labels = Labels::new(house, ask);
    let cards: Vec<&Card> = view.case.cards_of(person).collect();
    let key = if cards.is_empty() { "asylum-carnet-new" } else { "asylum-carnet-again" };
    html! {
        @if cards.is_empty() { p.c-note { (ask.t("asylum-carnet-none")) } } @else { (part::facts(&lines(&labels, view, &cards))) }
        @if !view.head.ended { p { (part::link(&Act::new(new_href(view.id, person), ask.t(key)))) } }
    }
}

fn without_claim(house: &House, ask: &Ask, person: PersonId) -> Result<Markup, Trouble> {
    let sheets = house.ledger.read(|r| -> Result<_, Fault> {
        let mut seen = Vec::new();
        for (intent, serial) in crate::held::intents_of(r, person)? {
            if house.may_with(r, &ask.who, Permission::ReadReceipt, access::Kind::Intent, intent)? {
                seen.push((intent, serial));
            }
        }
        Ok(seen)
    })?;
    Ok(html! {
        p { (ask.t("asylum-carnet-no-claim")) }
        @for (intent, serial) in &sheets {
            p { a.govuk-link href={ "/intents/" (intent) "/proof.pdf" } { (ask.tw("asylum-carnet-sheet", &[("serial", serial.as_str().into())])) } }
        }
    })
}
