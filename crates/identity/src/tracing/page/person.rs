//! A person's page of tracing: whom they look for, whether they want to be found, and whether somebody should ask them.

use super::Told;
use super::{
    at_field, coded_choices, consent_fields, desk, labelled, queue::standing, read_consent, withheld,
};
use crate::amend::opened;
use crate::person::PersonHead;
use crate::told::Sheet;
use crate::tracing::queue::known;
use crate::tracing::suggest::described;
use crate::tracing::wish::{self, Wish, WishRefusal};
use crate::tracing::{LeadHead, Search, leads_to, open_search, searches_of};
use crate::view;
use kernel::PersonId;
use ledger::{Fault, Stamp};
use maud::{Markup, html};
use uuid::Uuid;
use web::part::{self, Act};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

/// What the page shows.
struct Sight {
    id: PersonId,
    head: PersonHead,
    searches: Vec<(Uuid, Search)>,
    /// Leads about which this person is asked or was asked. Of whom they come nothing is here.
    to_ask: Vec<LeadHead>,
    wish: Wish,
}

/// `GET /people/{person}/tracing`
pub fn get(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

/// `POST /people/{person}/tracing`: whether the person wants to be found.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, _) = opened(house, ask)?;
    let mut errors = ask.errors();
    let may = errors.required_choice(ask, "may_be_asked", &["yes", "no"]) == "yes";
    let consent = read_consent(ask, &mut errors);
    let Some(consent) = consent.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        wish::say(tx, &stamp, ask.today, id, may, consent).map(|()| String::new())
    });
    match done {
        Ok(_) => Ok(ask.done(&format!("/people/{id}/tracing"), "identity-tracing-wish-done")),
        Err(refusal) => {
            let told = match refusal {
                WishRefusal::NoSuchPerson => Told::NotThere,
                WishRefusal::Future => Told::Field("consent_on", "identity-tracing-error-future"),
                WishRefusal::Fault(fault) => Told::Fault(fault),
            };
            at_field(ask, &mut errors, told)?;
            Err(Trouble::Invalid(page(house, ask, &errors)?))
        }
    }
}

fn sight(house: &House, ask: &Ask) -> Result<Sight, Trouble> {
    let (id, loaded) = opened(house, ask)?;
    let withheld = withheld(house);
    let desk = desk(house, ask, &withheld);
    let head = PersonHead::of(id, &loaded.state);
    let read = house.ledger.read(|door| -> Result<Sight, Fault> {
        let mut searches = Vec::new();
        for search in searches_of(door, id)? {
            searches.extend(open_search(door, search.id)?.map(|(_, loaded)| (search.id, loaded.state)));
        }
        let mut to_ask = Vec::new();
        for lead in leads_to(door, id)? {
            let shows = known(door, desk, lead)?.is_some_and(|known| known.shows_to_found());
            to_ask.extend(shows.then_some(lead));
        }
        Ok(Sight { id, head, searches, to_ask, wish: wish::of(door, id)? })
    });
    Ok(read?)
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let sight = sight(house, ask)?;
    let title = ask.t("identity-tracing-person-title");
    let body = html! {
        (part::identity_strip(&view::identity(ask, &sight.head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-tracing-person-lead"))))
        (part::card(&ask.t("identity-tracing-card"), searches(ask, &sight)))
        @if !sight.to_ask.is_empty() { (part::card(&ask.t("identity-tracing-to-ask"), to_ask(ask, &sight))) }
        (part::card(&ask.t("identity-tracing-wish"), wish_form(ask, errors, &sight)))
    };
    let back = Act::new(view::href(&sight.head), ask.t("identity-differ-back"));
    Ok(Page::new(title, body).section("people").back(part::back_link(&back)))
}

fn searches(ask: &Ask, sight: &Sight) -> Markup {
    let new = Act::new(format!("/people/{}/tracing/new", sight.id), ask.t("identity-tracing-new"));
    html! {
        @if sight.searches.is_empty() { p.c-note { (ask.t("identity-tracing-card-none")) } }
        ul.govuk-list {
            @for (id, state) in &sight.searches {
                li {
                    a.govuk-link href={ "/people/" (sight.id) "/tracing/" (id) } {
                        (state.sought.as_ref().map(|sought| described(ask, sought)).unwrap_or_default())
                    }
                    " " (standing(ask, state))
                }
            }
        }
        p { (part::link(&new)) }
    }
}

fn to_ask(ask: &Ask, sight: &Sight) -> Markup {
    html! {
        p { (ask.t("identity-tracing-to-ask-words")) }
        ul.govuk-list {
            @for lead in &sight.to_ask {
                li { (part::link(&Act::new(format!("/people/{}/asked/{}", sight.id, lead.id), ask.t("identity-tracing-ask-open")))) }
            }
        }
    }
}

fn wish_form(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Markup {
    let sheet = Sheet::new(ask, errors);
    let stored = match sight.wish.may_be_asked {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    html! {
        @if sight.wish.may_be_asked.is_none() { p.c-note { (ask.t("identity-tracing-wish-none")) } }
        form method="post" action={ "/people/" (sight.id) "/tracing" } novalidate {
            (ask.csrf_fields())
            (part::radios(&labelled(&sheet, "may_be_asked", stored), &coded_choices(ask, "tracing-wish", ["yes", "no"])))
            (consent_fields(&sheet))
            (part::button(&ask.t("identity-tracing-wish-save")))
        }
    }
}
