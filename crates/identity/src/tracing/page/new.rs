//! Writing down that a person looks for a relative: their words, who is looked for, that they agree, and whether somebody must
//! not learn where they are.

use super::{at_field, consent_fields, danger_fields, labelled, of_search, read_consent, read_danger};
use crate::amend::opened;
use crate::model::Kin;
use crate::person::PersonHead;
use crate::told::{self, Sheet};
use crate::tracing::WORDS_CHARS_MAX;
use crate::tracing::request::{Request, open};
use crate::tracing::search::{SOUGHT, Sought};
use crate::view;
use ledger::Stamp;
use maud::{Markup, html};
use web::part::{self, Act, Choice, Width};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

const NAMES_CHARS: usize = 200;
const PLACE_CHARS: usize = 200;

/// `GET /people/{person}/tracing/new`
pub fn get(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

/// `POST /people/{person}/tracing/new`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, _) = opened(house, ask)?;
    let mut errors = ask.errors();
    let Some(request) = read(ask, &mut errors).filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        open(tx, &stamp, ask.today, id, request).map(|search| search.to_string())
    });
    match done {
        Ok(search) => Ok(ask.done(&format!("/people/{id}/tracing/{search}"), "identity-tracing-opened-done")),
        Err(refusal) => {
            at_field(ask, &mut errors, of_search(refusal))?;
            Err(Trouble::Invalid(page(house, ask, &errors)?))
        }
    }
}

fn read(ask: &Ask, errors: &mut FormErrors) -> Option<Request> {
    let words = errors.long(ask, "words", WORDS_CHARS_MAX);
    let kins: Vec<&str> = SOUGHT.iter().map(|kin| kin.code()).collect();
    let kin = Kin::from_code(&errors.choice(ask, "kin", &kins));
    let names = errors.line(ask, "sought_names", NAMES_CHARS);
    if names.is_empty() {
        errors.add("sought_names", ask.t("identity-tracing-error-name"));
    }
    if kin.is_none() {
        errors.add("kin", ask.t("identity-tracing-error-kin"));
    }
    let sex = told::read_sex(ask, errors);
    let birth = told::read_birth(ask, errors);
    let last_seen_where = errors.line(ask, "last_seen_where", PLACE_CHARS);
    let last_seen_when = errors.partial_date(ask, "last_seen_when");
    let languages = told::read_languages(ask, errors);
    let consent = read_consent(ask, errors);
    if !ask.form.is_on("agrees") {
        errors.add("agrees", ask.t("identity-tracing-error-agrees"));
    }
    let (danger, whom) = read_danger(ask, errors);
    let sought = Sought { names, kin: kin?, sex, birth, last_seen_where, last_seen_when, languages };
    Some(Request { words, sought, consent: consent?, danger: danger?, whom })
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let (id, loaded) = opened(house, ask)?;
    let head = PersonHead::of(id, &loaded.state);
    let sheet = Sheet::new(ask, errors);
    let title = ask.t("identity-tracing-new");
    let back = format!("/people/{id}/tracing");
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-tracing-new-lead"))))
        form method="post" action={ (back) "/new" } novalidate {
            (ask.csrf_fields())
            (part::textarea(&labelled(&sheet, "words", ""), 3))
            (sought(&sheet))
            h2.c-heading { (ask.t("identity-tracing-danger-title")) }
            (danger_fields(&sheet, "", ""))
            h2.c-heading { (ask.t("identity-tracing-consent-title")) }
            (consent_fields(&sheet))
            (agrees(ask, errors))
            (part::actions(part::button(&ask.t("identity-tracing-open")), &[Act::new(&*back, ask.t("identity-cancel"))]))
        }
    };
    Ok(Page::new(title, body).section("people"))
}

fn sought(sheet: &Sheet<'_>) -> Markup {
    let kins: Vec<&str> = SOUGHT.iter().map(|kin| kin.code()).collect();
    let none = vec![Choice::new("", sheet.ask.t("identity-tracing-kin-none"))];
    let kins = [none, sheet.choices("kin", &kins)].concat();
    html! {
        h2.c-heading { (sheet.ask.t("identity-tracing-sought-title")) }
        (part::text(&labelled(sheet, "sought_names", "").verbatim()))
        (part::select(&labelled(sheet, "kin", ""), &kins))
        (told::sex_field(sheet, &crate::model::Answer::NotAsked))
        (told::birth_fields(sheet, &crate::model::Birth::default()))
        (part::text(&labelled(sheet, "last_seen_where", "")))
        (part::partial_date(&labelled(sheet, "last_seen_when", "").width(Width::Medium)))
        (told::language_fields(sheet, &crate::model::Answer::NotAsked))
    }
}

/// The sentence that the person hears before they agree.
fn agrees(ask: &Ask, errors: &FormErrors) -> Markup {
    let choices = [Choice::new("1", ask.t("identity-tracing-agrees-words"))];
    let ticked: &[&str] = if ask.values().is_on("agrees") { &["1"] } else { &[] };
    let sheet = Sheet::new(ask, errors);
    part::checkboxes(&labelled(&sheet, "agrees", ""), ticked, &choices)
}
