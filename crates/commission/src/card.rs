//! What sessions add to other pages: the first screen of a member of a deciding body, and the page of a case.

use crate::access::readable;
use crate::agenda::page::about;
use crate::body;
use crate::session;
use crate::view::page::href;
use ::access::Permission;
use casework::label::Labels;
use casework::{CaseView, Laws};
use kernel::Role;
use ledger::Fault;
use web::part::{self, Act, Tally, TermState};
use web::{Ask, House, Markup, html};

/// Cases named in the card of the day.
const SHOWN: usize = 5;

/// The day of a member of a deciding body: the next session, what stands before it, and what waits longest.
pub fn day_card(house: &House, ask: &Ask) -> Markup {
    let may = ask.who.role == Role::DecidingAuthority && house.may(&ask.who, Permission::ReadSessions, None);
    let Some(body) = body::of_office(house.room::<Laws>(), &ask.who.office).filter(|_| may) else {
        return html! {};
    };
    let read = house.ledger.read(|door| -> Result<_, Fault> {
        Ok((session::ahead(door, &body.id)?, readable(house, ask, door, body)?))
    });
    let Ok((ahead, before)) = read else { return html! {} };
    let labels = Labels::new(house, ask);
    let for_quorum = before.iter().filter(|c| c.postponed.no_quorum > 0).count();
    let tally = |n: usize, key: &str, state: TermState| {
        let count = i64::try_from(n).unwrap_or(i64::MAX);
        Tally {
            count: ask.number(count),
            words: ask.tw(key, &[("n", count.into())]),
            href: Some("/sessions".to_owned()),
            state: if n == 0 { TermState::Ok } else { state },
        }
    };
    let mut oldest: Vec<_> = before.iter().collect();
    oldest.sort_by_key(|c| (c.head.legal_date, c.head.number.clone()));
    let body = html! {
        (part::tallies(&[
            tally(before.len(), "commission-day-before", TermState::Waiting),
            tally(for_quorum, "commission-day-no-quorum", TermState::Overdue { days: 0 }),
        ]))
        @match ahead.first() {
            Some(next) => {
                p { (ask.t("commission-day-next")) " "
                    (part::link(&Act::new(href(next.id), format!("{} · {}", next.number, ask.day(next.on))))) }
            }
            None => {
                p { (ask.t("commission-day-none")) " "
                    (part::link(&Act::new("/sessions/new", ask.t("commission-convene-title")))) }
            }
        }
        @if !oldest.is_empty() {
            p { b { (ask.t("commission-day-longest")) } }
            ul.govuk-list {
                @for c in oldest.iter().take(SHOWN) {
                    li { a.govuk-link href={ "/cases/" (c.head.id) } { (c.head.number) }
                        div.c-note { (about(&labels, c)) } }
                }
            }
        }
    };
    part::card(&ask.t("commission-day-title"), body)
}

/// On the page of a case: every session it stood before.
pub fn case_card(house: &House, ask: &Ask, view: &CaseView<'_>) -> Markup {
    if !house.may(&ask.who, Permission::ReadSessions, None) {
        return html! {};
    }
    let hearings = house.ledger.read(|door| session::of_case(door, view.head.id)).unwrap_or_default();
    if hearings.is_empty() {
        return html! {};
    }
    let words = |state: &str| match state {
        "carried" => ask.t("commission-item-carried"),
        "undecided" => ask.t("commission-item-undecided"),
        "no_quorum" => ask.t("commission-item-no-quorum"),
        "taken_off" => ask.t("commission-item-taken-off"),
        _ => ask.t("commission-item-pending"),
    };
    let name = |step: &String| {
        let step = view.procedure.and_then(|p| p.step(step));
        step.map(|s| s.names.in_lang(ask.lang).to_owned())
    };
    part::card(
        &ask.t("commission-card-title"),
        html! {
            ul.govuk-list {
                @for h in &hearings {
                    li { a.govuk-link href=(href(h.session)) { (h.number) } " · " (ask.day(h.on)) " · " (words(&h.state))
                        @if let Some(name) = h.step.as_ref().and_then(name) { ": " (name) } }
                }
            }
        },
    )
}
