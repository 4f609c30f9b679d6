//! The page that corrects names, birth, sex, nationality, languages and company.

use super::Correction;
use crate::amend::{amend, opened, stale_row};
use crate::model::Person;
use crate::person::PersonHead;
use crate::told::{self, Sheet};
use crate::{codes, view};
use kernel::PersonId;
use ledger::Loaded;
use maud::{Markup, html};
use web::part::{self, Act};
use web::{Ask, FormErrors, House, Page, Reply, StaleRow, Trouble};

const REASON_CHARS: usize = 500;

pub fn get(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    Ok(form(ask, &ask.errors(), id, &loaded).into())
}

pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let mut errors = ask.errors();
    let correction = Correction {
        names: told::read_names(ask, &mut errors),
        birth: told::read_birth(ask, &mut errors),
        sex: told::read_sex(ask, &mut errors),
        accompaniment: told::read_accompaniment(ask, &mut errors),
        nationality: told::read_nationality(ask, &mut errors),
        languages: told::read_languages(ask, &mut errors),
    };
    let reason = errors.line(ask, "reason", REASON_CHARS);
    if reason.is_empty() && correction != Correction::of(&loaded.state) {
        errors.add("reason", ask.t("identity-error-reason"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(form(ask, &errors, id, &loaded)));
    }
    amend(house, ask, id, |now| correction.statements(now, &reason), rows)?;
    Ok(web::Answer::See(format!("/people/{id}?saved=1")))
}

fn rows(ask: &Ask, now: &Person) -> Vec<StaleRow> {
    let country = now.nationality.nationalities.told().and_then(|n| n.first().copied());
    let language = now.languages.told().and_then(|l| l.first().cloned());
    let lines = [
        ("name_told", now.names.name.as_told.clone()),
        ("given", now.names.name.given.clone()),
        ("first_surname", now.names.name.first_surname.clone()),
        ("second_surname", now.names.name.second_surname.clone()),
        ("birth", now.birth.date.told().map(told::birth_text).unwrap_or_default()),
        ("birth_place", now.birth.place.clone()),
        ("nationality", country.map(|c| codes::country_name(c, ask.lang)).unwrap_or_default()),
        ("language", language.map(|l| codes::language_name(&l, ask.lang)).unwrap_or_default()),
    ];
    lines.iter().filter_map(|(field, now)| stale_row(ask, field, now)).collect()
}

fn form(ask: &Ask, errors: &FormErrors, id: PersonId, loaded: &Loaded<Person>) -> Page {
    let head = PersonHead::of(id, &loaded.state);
    let title = ask.t("identity-correct-title");
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-correct-lead"))))
        form method="post" action={ "/people/" (id) "/correct" } novalidate {
            (ask.csrf_fields_at(&loaded.head_text()))
            (sections(&Sheet::new(ask, errors), &loaded.state))
            (part::actions(part::button(&ask.t("identity-save")), &[Act::new(view::href(&head), ask.t("identity-cancel"))]))
        }
    };
    Page::new(title, body).section("people")
}

fn sections(sheet: &Sheet, person: &Person) -> Markup {
    let part = |key: &str, fields: Markup| part::fieldset(&sheet.ask.t(key), None, fields);
    html! {
        (part("identity-section-name", told::name_fields(sheet, &person.names)))
        (part("identity-section-birth", html! {
            (told::birth_fields(sheet, &person.birth))
            (told::sex_field(sheet, &person.sex))
            (told::accompaniment_field(sheet, &person.accompaniment))
        }))
        (part("identity-section-origin", html! {
            (told::nationality_fields(sheet, &person.nationality))
            (told::language_fields(sheet, &person.languages))
        }))
        (part::text(&sheet.field("reason", "")))
    }
}
