//! The page of contact: ways to reach the person and the rule that keeps them safe.

use crate::amend::{amend, opened, stale_row};
use crate::model::{Contact, Person, PersonEvent};
use crate::person::PersonHead;
use crate::told::{self, Sheet};
use crate::view;
use kernel::PersonId;
use ledger::Loaded;
use maud::html;
use web::part::{self, Act};
use web::{Ask, FormErrors, House, Page, Reply, StaleRow, Trouble};

pub fn get(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    Ok(form(ask, &ask.errors(), id, &loaded).into())
}

pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let mut errors = ask.errors();
    let contact = told::read_contact(ask, &mut errors);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(form(ask, &errors, id, &loaded)));
    }
    let change = |now: &Person| {
        if now.contact == contact { Vec::new() } else { vec![PersonEvent::ContactChanged(contact)] }
    };
    amend(house, ask, id, change, rows)?;
    Ok(web::Answer::See(format!("/people/{id}?saved=1")))
}

fn rows(ask: &Ask, now: &Person) -> Vec<StaleRow> {
    let Contact { phone, message_app, email, address, safe_rule, safe_hours, .. } = &now.contact;
    let lines = [
        ("phone", phone),
        ("message_app", message_app),
        ("email", email),
        ("address", address),
        ("safe_rule", safe_rule),
        ("safe_hours", safe_hours),
    ];
    lines.into_iter().filter_map(|(field, now)| stale_row(ask, field, now)).collect()
}

fn form(ask: &Ask, errors: &FormErrors, id: PersonId, loaded: &Loaded<Person>) -> Page {
    let head = PersonHead::of(id, &loaded.state);
    let title = ask.t("identity-contact-title");
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-contact-lead"))))
        form method="post" action={ "/people/" (id) "/contact" } novalidate {
            (ask.csrf_fields_at(&loaded.head_text()))
            (told::contact_fields(&Sheet::new(ask, errors), &loaded.state.contact))
            (part::actions(part::button(&ask.t("identity-save")), &[Act::new(view::href(&head), ask.t("identity-cancel"))]))
        }
    };
    Page::new(title, body).section("people")
}
