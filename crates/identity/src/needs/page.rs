//! The page of needs: all codes that may stand in an open file, and which of them were confirmed.

use crate::amend::{amend, opened};
use crate::codes;
use crate::model::{NeedState, Person, PersonEvent};
use crate::person::PersonHead;
use crate::told::{self, Sheet};
use crate::view;
use kernel::PersonId;
use ledger::Loaded;
use maud::{Markup, html};
use web::part::{self, Act, Choice};
use web::{Ask, FormErrors, House, Page, Reply, StaleRow, Trouble};

pub fn get(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    Ok(form(ask, &ask.errors(), id, &loaded).into())
}

pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let mut errors = ask.errors();
    let needs = told::read_needs(ask, &mut errors, &loaded.state.needs);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(form(ask, &errors, id, &loaded)));
    }
    let change = |now: &Person| {
        if now.needs == needs { Vec::new() } else { vec![PersonEvent::NeedsChanged { needs }] }
    };
    amend(house, ask, id, change, rows)?;
    Ok(web::Answer::See(format!("/people/{id}?saved=1")))
}

fn rows(ask: &Ask, now: &Person) -> Vec<StaleRow> {
    let names =
        |codes: Vec<&str>| codes.iter().map(|c| codes::need_name(c, ask.lang)).collect::<Vec<_>>().join(", ");
    let typed = names([ask.form.all("needs"), ask.form.all("care")].concat());
    let now = names(now.needs.iter().map(|n| n.code.as_str()).collect());
    vec![StaleRow { label: ask.t("identity-needs"), typed, now }]
}

fn form(ask: &Ask, errors: &FormErrors, id: PersonId, loaded: &Loaded<Person>) -> Page {
    let head = PersonHead::of(id, &loaded.state);
    let sheet = Sheet::new(ask, errors);
    let title = ask.t("identity-needs-title");
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-needs-lead"))))
        form method="post" action={ "/people/" (id) "/needs" } novalidate {
            (ask.csrf_fields_at(&loaded.head_text()))
            (told::care_field(&sheet, &loaded.state.needs))
            (part::inset(html! { (ask.t("identity-needs-open-only")) }))
            h2.c-heading { (ask.t("identity-needs")) }
            (told::needs_by_category(&sheet, &loaded.state.needs))
            (confirmed(&sheet, &loaded.state))
            (part::aside(&ask.t("identity-needs-source")))
            (part::actions(part::button(&ask.t("identity-save")), &[Act::new(view::href(&head), ask.t("identity-cancel"))]))
        }
    };
    Page::new(title, body).section("people")
}

/// The needs that stand there, to be marked as confirmed by somebody who could assess them.
fn confirmed(sheet: &Sheet, person: &Person) -> Markup {
    let standing: Vec<_> =
        person.needs.iter().filter(|n| codes::need(&n.code).is_some_and(|k| !k.is_care())).collect();
    if standing.is_empty() {
        return html! {};
    }
    let choices: Vec<Choice> =
        standing.iter().map(|n| Choice::new(&*n.code, codes::need_name(&n.code, sheet.ask.lang))).collect();
    let stored: Vec<String> =
        standing.iter().filter(|n| n.state == NeedState::Confirmed).map(|n| n.code.clone()).collect();
    html! {
        (part::hidden("confirmed_shown", "1"))
        (part::checkboxes(&sheet.field("confirmed", ""), &sheet.ticked("confirmed", &stored), &choices))
    }
}
