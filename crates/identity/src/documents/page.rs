//! The page of papers: those that stand, one more, and one less.

use crate::amend::{amend, opened};
use crate::codes;
use crate::model::{Document, Person, PersonEvent};
use crate::person::PersonHead;
use crate::told::{self, Sheet, word};
use crate::view;
use kernel::PersonId;
use ledger::Loaded;
use maud::{Markup, html};
use web::part::{self, Act, Answer, TagKind};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

const REASON_CHARS: usize = 500;

pub fn get(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    Ok(form(ask, &ask.errors(), id, &loaded).into())
}

/// Notes one more paper.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let mut errors = ask.errors();
    let document = told::read_document(ask, &mut errors);
    if document.is_none() {
        errors.add("document_kind", ask.t("identity-error-document-kind"));
    }
    let Some(document) = document.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(form(ask, &errors, id, &loaded)));
    };
    // Papers add up: two people who note two papers at once both have their way.
    let add = |_: &Person| vec![PersonEvent::DocumentAdded(document)];
    amend(house, ask, id, add, |_, _| Vec::new())?;
    Ok(web::Answer::See(format!("/people/{id}/documents?saved=1")))
}

/// Takes one paper back, with the reason.
pub fn withdraw(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let mut errors = ask.errors();
    let reason = errors.required(ask, "reason", REASON_CHARS);
    let place: Option<u32> = ask.form.text("place").parse().ok();
    let place = place
        .filter(|p| loaded.state.documents_standing().any(|(at, _)| at == *p))
        .ok_or(Trouble::NotFound)?;
    if !errors.is_empty() {
        return Err(Trouble::Invalid(form(ask, &errors, id, &loaded)));
    }
    amend(house, ask, id, |_| vec![PersonEvent::DocumentWithdrawn { place, reason }], |_, _| Vec::new())?;
    Ok(web::Answer::See(format!("/people/{id}/documents?saved=1")))
}

fn form(ask: &Ask, errors: &FormErrors, id: PersonId, loaded: &Loaded<Person>) -> Page {
    let head = PersonHead::of(id, &loaded.state);
    let sheet = Sheet::new(ask, errors);
    let title = ask.t("identity-documents-title");
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, None))
        @if ask.query.is_on("saved") { (part::notice(part::Tone::Done, &ask.t("identity-saved"), html! {})) }
        (list(ask, &loaded.state))
        @if loaded.state.documents_standing().next().is_some() { (withdrawing(&sheet, id, loaded)) }
        (part::card(&ask.t("identity-documents-add"), html! {
            form method="post" action={ "/people/" (id) "/documents" } novalidate {
                (ask.csrf_fields())
                (told::country_list(ask))
                (told::document_fields(&sheet))
                (part::actions(part::button(&ask.t("identity-documents-add-button")), &[Act::new(view::href(&head), ask.t("identity-cancel"))]))
            }
        }))
    };
    Page::new(title, body).section("people")
}

/// The papers that stand, as questions and answers.
pub fn list(ask: &Ask, person: &Person) -> Markup {
    let scans = |place: u32| person.scans().filter(|(_, of, scan)| *of == place && !scan.replaced).count();
    let lines: Vec<Answer> =
        person.documents_standing().map(|(place, d)| line(ask, d, scans(place))).collect();
    if lines.is_empty() {
        return html! { p.c-note { (ask.t("identity-documents-none")) } };
    }
    part::summary_list(&lines)
}

fn line(ask: &Ask, document: &Document, scans: usize) -> Answer {
    let country = document.issued_by.map(|c| codes::country_name(c, ask.lang));
    let expires =
        document.expires.map(|d| ask.tw("identity-valid-until", &[("date", view::partial(ask, &d).into())]));
    let seen = word(ask, "seen", document.seen.code());
    let scans = i64::try_from(scans).unwrap_or(0);
    let scanned = (scans > 0).then(|| ask.tw("identity-scans-count", &[("count", scans.into())]));
    let note = [country, Some(seen), expires, scanned].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let body = html! {
        @if document.number.is_empty() { (ask.t("identity-number-unreadable")) } @else { (document.number) }
        @if document.check_failed { " " (part::tag(TagKind::Unsure, &ask.t("identity-check-failed"))) }
        div.c-note { (note) }
    };
    Answer::marked(word(ask, "document-kind", document.kind.code()), body)
}

fn withdrawing(sheet: &Sheet, id: PersonId, loaded: &Loaded<Person>) -> Markup {
    let ask = sheet.ask;
    let name = |d: &Document| format!("{} {}", word(ask, "document-kind", d.kind.code()), d.number);
    let choices =
        loaded.state.documents_standing().map(|(place, d)| part::Choice::new(place.to_string(), name(d)));
    let choices: Vec<part::Choice> = choices.collect();
    let fields = html! {
        form method="post" action={ "/people/" (id) "/documents/withdraw" } novalidate {
            (ask.csrf_fields_at(&loaded.head_text()))
            (part::select(&sheet.field("place", ""), &choices))
            (part::text(&sheet.field("reason", "")))
            (part::second_button(&ask.t("identity-documents-withdraw-button"), "", ""))
        }
    };
    if sheet.errors.of("reason").is_some() {
        fields
    } else {
        part::details(&ask.t("identity-documents-withdraw"), fields)
    }
}
