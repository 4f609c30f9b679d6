//! Saying from a person's file that they are registered twice: the other file is searched for, or its number is read off a
//! paper that the person carries. What the reader may not see answers as what is not there.

use crate::access as ties;
use crate::amend::opened;
use crate::pairing::Source;
use crate::pairing::propose::{ProposeRefusal, propose};
use crate::person::{self, PersonHead};
use crate::search::page::chooser;
use crate::view;
use ::access::Permission;
use kernel::PersonId;
use ledger::{Fault, Stamp};
use maud::html;
use web::part::{self, Act, Field, Search, Width};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

const NUMBER_CHARS: usize = 40;

/// `GET /people/{person}/twice`, and the same posted: the search.
pub fn get(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

/// The other file, as whoever proposes knows it.
enum Other {
    /// They may open it, and are told what was said of it before.
    Seen(PersonId),
    /// Of this one they have the number only.
    Unseen(PersonId),
    Nobody,
}

/// `POST /people/{person}/twice/propose`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, _) = opened(house, ask)?;
    let mut errors = ask.errors();
    let number = errors.line(ask, "number", NUMBER_CHARS);
    let chosen: Option<PersonId> = ask.form.text("other").parse().ok();
    if number.is_empty() && chosen.is_none() {
        errors.add("number", ask.t("identity-pairing-error-other"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    }
    let (other, source) = (other(house, ask, chosen, &number)?, Source::Officer);
    let stamp = Stamp::new(ask.who.actor());
    let (Other::Seen(file) | Other::Unseen(file)) = other else { return Ok(done(id)) };
    let said = house.ledger.once(ask.key(), ask.who.account, |tx| {
        propose(tx, &stamp, (id, file), source).map(|_| String::new())
    });
    let key = match said {
        Ok(_) => return Ok(done(id)),
        Err(ProposeRefusal::Fault(fault)) => return Err(fault.into()),
        // Of a file they may not open nobody learns what was said.
        Err(_) if matches!(other, Other::Unseen(_)) => return Ok(done(id)),
        Err(ProposeRefusal::OneFile) => "identity-pairing-error-one-file",
        Err(ProposeRefusal::ToldApart(_)) => "identity-pairing-error-told-apart",
        Err(ProposeRefusal::Joined(_)) => "identity-pairing-error-joined",
        Err(ProposeRefusal::NoSuchPerson | ProposeRefusal::OneHousehold) => return Ok(done(id)),
    };
    errors.add("number", ask.t(key));
    Err(Trouble::Invalid(page(house, ask, &errors)?))
}

fn done(id: PersonId) -> web::Answer {
    web::Answer::See(format!("/people/{id}?done=identity-pairing-proposed-done"))
}

fn other(house: &House, ask: &Ask, chosen: Option<PersonId>, number: &str) -> Result<Other, Fault> {
    house.ledger.read(|door| {
        let named = match chosen {
            Some(id) => Some(id),
            None => person::of_number(door, number)?,
        };
        let Some(file) = named else { return Ok(Other::Nobody) };
        if ties::may(house, ask, door, Permission::ReadPerson, file)? {
            return Ok(Other::Seen(file));
        }
        // An id that was not offered is not taken, and behind the wall of origin there is nothing at all.
        let is_told = chosen.is_none() && !ask.who.affiliation.is_elsewhere();
        Ok(if is_told { Other::Unseen(file) } else { Other::Nobody })
    })
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let (id, loaded) = opened(house, ask)?;
    let head = PersonHead::of(id, &loaded.state);
    let title = ask.t("identity-perhaps-title");
    let action = format!("/people/{id}/twice");
    let search = Search {
        action: action.clone(),
        id: "q".to_owned(),
        label: ask.t("identity-pairing-search"),
        hint: None,
        value: ask.values().text("q").to_owned(),
        button: ask.t("identity-search-button"),
        ..Search::default()
    };
    let number = Field::new("number", ask.t("identity-pairing-number"))
        .hint(ask.t("identity-pairing-number-hint"))
        .value(ask.value_or("number", ""))
        .width(Width::Medium)
        .error(errors.of("number"));
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-pairing-twice-lead"))))
        (part::posted_search(&search, ask.csrf_fields()))
        form method="post" action={ (action) "/propose" } novalidate {
            (ask.csrf_fields())
            (part::hidden("q", ask.values().text("q")))
            (chooser(house, ask, errors, "other")?)
            (part::text(&number))
            (part::actions(part::button(&ask.t("identity-pairing-propose")), &[Act::new(view::href(&head), ask.t("identity-cancel"))]))
        }
    };
    let back = Act::new(view::href(&head), ask.t("identity-differ-back"));
    Ok(Page::new(title, body).section("people").back(part::back_link(&back)))
}
