//! The page of papers: those that stand, one more, and one less.

use crate::amend::{amend, opened};
use crate::codes;
use crate::identifier::{NumberHint, Numbers};
use crate::model::{Document, Person, PersonEvent};
use crate::person::PersonHead;
use crate::told::{self, Sheet, word};
use crate::view;
use crate::zone::OwnWords;
use crate::zone::page::{self as zone, Outcome};
use kernel::PersonId;
use ledger::Loaded;
use maud::{Markup, html};
use web::part::{self, Act, Answer, TagKind};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

const REASON_CHARS: usize = 500;

pub fn get(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    Ok(form(house, ask, &ask.errors(), id, &loaded, None).into())
}

/// Notes one more paper, or reads a paper's lines into the form.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let mut errors = ask.errors();
    if zone::is_asked(ask) {
        return match zone::read(ask, &mut errors) {
            Some(outcome) => Ok(form(house, ask, &errors, id, &loaded, Some(&outcome)).into()),
            None => Err(Trouble::Invalid(form(house, ask, &errors, id, &loaded, None))),
        };
    }
    let document = told::read_document(house, ask, &mut errors);
    if document.is_none() {
        errors.add("document_kind", ask.t("identity-error-document-kind"));
    }
    let Some(document) = document.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(form(house, ask, &errors, id, &loaded, None)));
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
        return Err(Trouble::Invalid(form(house, ask, &errors, id, &loaded, None)));
    }
    amend(house, ask, id, |_| vec![PersonEvent::DocumentWithdrawn { place, reason }], |_, _| Vec::new())?;
    Ok(web::Answer::See(format!("/people/{id}/documents?saved=1")))
}

fn form(
    house: &House,
    ask: &Ask,
    errors: &FormErrors,
    id: PersonId,
    loaded: &Loaded<Person>,
    zone: Option<&Outcome>,
) -> Page {
    let head = PersonHead::of(id, &loaded.state);
    let sheet = Sheet::new(ask, errors).filled(zone.map(|zone| zone.fields(ask)).unwrap_or_default());
    let title = ask.t("identity-documents-title");
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, None))
        @if ask.query.is_on("saved") { (part::notice(part::Tone::Done, &ask.t("identity-saved"), html! {})) }
        (list(house, ask, &loaded.state))
        @if loaded.state.documents_standing().next().is_some() { (withdrawing(&sheet, id, loaded)) }
        (part::card(&ask.t("identity-documents-add"), html! {
            form method="post" action={ "/people/" (id) "/documents" } novalidate {
                (ask.csrf_fields())
                (zone::first_button(&ask.t("identity-documents-add-button")))
                (told::country_list(ask))
                @if let Some(zone) = zone { (zone::told(ask, zone, &OwnWords::of(&loaded.state))) }
                (zone::field(&sheet))
                (told::document_fields(&sheet))
                (part::actions(part::button(&ask.t("identity-documents-add-button")), &[Act::new(view::href(&head), ask.t("identity-cancel"))]))
            }
        }))
    };
    Page::new(title, body).section("people")
}

/// The papers that stand, as questions and answers.
pub fn list(house: &House, ask: &Ask, person: &Person) -> Markup {
    let numbers = Numbers::of(house);
    let scans = |place: u32| person.scans().filter(|(_, of, scan)| *of == place && !scan.replaced).count();
    let lines: Vec<Answer> = person
        .documents_standing()
        .map(|(place, d)| line(ask, d, scans(place), &said(ask, &numbers, d, person)))
        .collect();
    if lines.is_empty() {
        return html! { p.c-note { (ask.t("identity-documents-none")) } };
    }
    part::summary_list(&lines)
}

/// What a paper's number is called, and where it repeats the person otherwise than they say.
fn said(ask: &Ask, numbers: &Numbers, document: &Document, person: &Person) -> Vec<String> {
    let name = numbers.name(document).map(|name| name.in_lang(ask.lang).to_owned());
    let hint = |hint| match hint {
        NumberHint::Birth => ask.t("identity-number-hint-birth"),
        NumberHint::Sex(sex) => {
            ask.tw("identity-number-hint-sex", &[("sex", word(ask, "sex", sex.code()).into())])
        }
    };
    name.into_iter().chain(numbers.hints(document, person).into_iter().map(hint)).collect()
}

fn line(ask: &Ask, document: &Document, scans: usize, said: &[String]) -> Answer {
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
        @for words in said { div.c-note { (words) } }
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
