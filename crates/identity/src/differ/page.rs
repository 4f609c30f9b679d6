//! The page that shows two values side by side and asks which one holds, and the card of the day that leads to it.

use super::{Difference, Side, of, of_office, settling};
use crate::access as ties;
use crate::amend::amend;
use crate::codes;
use crate::model::{Answer, Person, PersonEvent};
use crate::person::PersonHead;
use crate::told::{word, word_key};
use crate::view;
use ::access::Permission;
use kernel::PersonId;
use ledger::{Fault, Loaded};
use maud::{Markup, html};
use web::part::{self, Act, Choice, Field};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

const REASON_CHARS: usize = 500;
/// The answer that leads to the correction of the fact.
const NEITHER: &str = "neither";
/// Files named in the card of the day.
const SHOWN: usize = 6;

pub fn get(house: &House, ask: &Ask) -> Reply {
    let (id, loaded, differences) = found(house, ask)?;
    Ok(page(house, ask, &ask.errors(), id, &loaded, &differences).into())
}

pub fn post(house: &House, ask: &Ask) -> Reply {
    let (id, loaded, differences) = found(house, ask)?;
    if !loaded.is_at(ask.head()) {
        // Sent twice it answers as it did; made from an older file it is refused.
        amend(house, ask, id, |_| Vec::new(), |_, _| Vec::new())?;
        return Ok(saved(id));
    }
    if differences.is_empty() {
        return Err(Trouble::Refused(ask.t("identity-differ-none")));
    }
    let mut errors = ask.errors();
    let chosen: Vec<(&Difference, String)> =
        differences.iter().map(|d| (d, choice(ask, d, &mut errors))).collect();
    let reason = errors.line(ask, "reason", REASON_CHARS);
    if reason.is_empty() {
        errors.add("reason", ask.t("identity-differ-error-reason"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors, id, &loaded, &differences)));
    }
    let settled = chosen.iter().filter_map(|(difference, code)| {
        let side = difference.sides.iter().find(|side| side.entry.hex() == *code)?;
        Some(settling(side, &reason))
    });
    let settled: Vec<PersonEvent> = settled.collect();
    amend(house, ask, id, |_| settled, |_, _| Vec::new())?;
    let is_left = chosen.iter().any(|(_, code)| code == NEITHER);
    Ok(if is_left { web::Answer::See(format!("/people/{id}/correct")) } else { saved(id) })
}

fn saved(id: PersonId) -> web::Answer {
    web::Answer::See(format!("/people/{id}?saved=1"))
}

fn choice(ask: &Ask, difference: &Difference, errors: &mut FormErrors) -> String {
    let codes: Vec<String> = difference.sides.iter().map(|side| side.entry.hex()).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).chain([NEITHER]).collect();
    errors.required_choice(ask, &name(difference), &codes)
}

fn name(difference: &Difference) -> String {
    format!("differ_{}", difference.field)
}

fn found(house: &House, ask: &Ask) -> Result<(PersonId, Loaded<Person>, Vec<Difference>), Trouble> {
    let id: PersonId = ask.id("person")?;
    let read = house.ledger.read(|door| of(door, id))?;
    let (loaded, differences) = read.ok_or(Trouble::NotFound)?;
    Ok((id, loaded, differences))
}

fn page(
    house: &House,
    ask: &Ask,
    errors: &FormErrors,
    id: PersonId,
    loaded: &Loaded<Person>,
    differences: &[Difference],
) -> Page {
    let head = PersonHead::of(id, &loaded.state);
    let title = ask.t("identity-differ-title");
    let back = Act::new(view::href(&head), ask.t("identity-differ-back"));
    let body = html! {
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-differ-lead"))))
        @if differences.is_empty() {
            (part::notice(part::Tone::Info, &ask.t("identity-differ-none"), html! {}))
        } @else {
            form method="post" action={ "/people/" (id) "/differences" } novalidate {
                (ask.csrf_fields_at(&loaded.head_text()))
                @for difference in differences { (both(house, ask, errors, difference)) }
                (part::text(&Field::new("reason", ask.t("identity-differ-reason"))
                    .hint(ask.t("identity-reason-hint"))
                    .value(ask.value_or("reason", ""))
                    .error(errors.of("reason"))))
                (part::actions(
                    part::button(&ask.t("identity-differ-settle")),
                    &[Act::new(view::href(&head), ask.t("identity-cancel"))],
                ))
            }
        }
    };
    Page::new(title, body).section("people").back(part::back_link(&back))
}

/// The values of one fact side by side: one of them, or neither.
fn both(house: &House, ask: &Ask, errors: &FormErrors, difference: &Difference) -> Markup {
    let name = name(difference);
    let label = ask.t(&word_key("differ", difference.field));
    let last = difference.sides.len().saturating_sub(1);
    let side = |(place, side): (usize, &Side)| {
        let mut note = stated(house, ask, side);
        if place == last {
            note = format!("{note}. {}", ask.t("identity-differ-counts"));
        }
        Choice::new(side.entry.hex(), said(ask, &side.value)).hint(note)
    };
    let mut choices: Vec<Choice> = difference.sides.iter().enumerate().map(side).collect();
    choices.push(Choice::new(NEITHER, ask.t("identity-differ-neither")).divider(ask.t("identity-differ-or")));
    let field = Field::new(&name, label).value(ask.value_or(&name, "")).error(errors.of(&name));
    part::radios(&field, &choices)
}

/// "Ana Ruiz · oficial de registro · Metetí (paso) · 3 jun 2024, 10:00 — mostró su partida"
fn stated(house: &House, ask: &Ask, side: &Side) -> String {
    let name = house.access.name_of(side.by.account).ok().flatten().unwrap_or_default();
    let role = ask.t(&::access::role_key(side.by.role));
    let office = house.country.office_name(ask.lang, &side.by.office).to_owned();
    let place = format!("{office} ({})", side.site);
    let parts = [name, role, place, ask.instant(side.at)];
    let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    if side.reason.is_empty() { line } else { format!("{line} — {}", side.reason) }
}

/// A value in words.
fn said(ask: &Ask, value: &PersonEvent) -> String {
    fn told<T>(ask: &Ask, answer: &Answer<T>, words: impl FnOnce(&T) -> String) -> String {
        match answer {
            Answer::Told(value) => words(value),
            silent => word(ask, "silence", silent.silence().unwrap_or("not_asked")),
        }
    }
    let countries = |all: &Vec<kernel::Country>| {
        all.iter().map(|c| codes::country_name(*c, ask.lang)).collect::<Vec<_>>().join(", ")
    };
    match value {
        PersonEvent::NamesCorrected(c) => {
            let others =
                c.to.others.iter().map(|o| format!("{}: {}", word(ask, "other-name", o.kind.code()), o.name));
            let own = &c.to.name;
            let parts = [&own.given, &own.first_surname, &own.second_surname].map(String::as_str);
            let parts = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" / ");
            let all =
                [own.as_told.clone(), parts].into_iter().chain(others).filter(|words| !words.is_empty());
            all.collect::<Vec<_>>().join(" · ")
        }
        PersonEvent::BirthCorrected(c) => {
            let date = told(ask, &c.to.date, |date| view::partial(ask, date));
            [date, c.to.place.clone()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        PersonEvent::SexCorrected(c) => told(ask, &c.to, |sex| word(ask, "sex", sex.code())),
        PersonEvent::NationalityCorrected(c) => {
            let nationality = told(ask, &c.to.nationalities, countries);
            let former = c.to.former_residence.map(|country| {
                let name = codes::country_name(country, ask.lang);
                format!("{}: {name}", ask.t("identity-former-residence"))
            });
            [Some(nationality), former].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        PersonEvent::LanguagesCorrected(c) => told(ask, &c.to, |all| view::languages(ask, all)),
        PersonEvent::AccompanimentCorrected(c) => told(ask, &c.to, |a| word(ask, "accompaniment", a.code())),
        _ => String::new(),
    }
}

/// What stands on the person's page until the two values are settled.
pub(crate) fn notice(ask: &Ask, id: PersonId, may: bool) -> Markup {
    let act = Act::new(format!("/people/{id}/differences"), ask.t("identity-differ-link"));
    let body = html! {
        p { (ask.t("identity-differ-notice")) }
        @if may { p { (part::link(&act)) } }
    };
    part::notice(part::Tone::Caution, &ask.t("identity-differ-title"), body)
}

/// What this room adds to somebody's day: files of their office of which two sites say two things.
pub fn day_card(house: &House, ask: &Ask) -> Markup {
    let found = house.ledger.read(|door| -> Result<Vec<(PersonId, String)>, Fault> {
        let mut mine = Vec::new();
        for (id, number) in of_office(door, &ask.who.office)? {
            if ties::may(house, ask, door, Permission::CorrectPerson, id)? {
                mine.push((id, number));
            }
        }
        Ok(mine)
    });
    let found = found.unwrap_or_default();
    if found.is_empty() {
        return html! {};
    }
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let rest = i64::try_from(found.len().saturating_sub(SHOWN)).unwrap_or(i64::MAX);
    part::card(
        &ask.tw("identity-differ-day", &[("count", count.into())]),
        html! {
            ul.govuk-list {
                @for (id, number) in found.iter().take(SHOWN) {
                    li { a.govuk-link href={ "/people/" (id) "/differences" } { (number) } }
                }
            }
            @if rest > 0 { p.c-note { (ask.tw("identity-differ-more", &[("count", rest.into())])) } }
        },
    )
}
