//! The pages of an intent: the post's list, the officer's one dense form, the sheet in hand and what comes next.

use super::{ExpressRefusal, IntentHead, PEOPLE_MAX, Statement, WORDS_CHARS_MAX};
use crate::fold::Intent;
use crate::model::Child;
use identity::codes;
use jiff::civil::Time;
use ledger::{Fault, Load, Reader, Stamp};
use uuid::Uuid;
use web::part::{self, Act, Cell, Choice, Column, Field, Width};
use web::{Ask, FormErrors, House, Markup, Page, Permission, Reply, Trouble, html};

/// Rows of the list; older ones are found by their serial.
const LIST_MAX: i64 = 60;
/// Rows among which a serial is looked for.
const SEARCH_MAX: i64 = 20_000;

/// `GET /intents`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let serial = ask.query.text("serial").trim().to_uppercase();
    let limit = if serial.is_empty() { LIST_MAX } else { SEARCH_MAX };
    let heads = house.ledger.read(|r| -> Result<Vec<IntentHead>, Fault> {
        // The office that receives claims works on the intents of every post; a post sees its own.
        let all = if crate::main_office(house).as_ref() == Some(&ask.who.office) {
            super::newest(r, limit)?
        } else {
            super::of_office(r, &ask.who.office, limit)?
        };
        let mut seen = Vec::new();
        for head in all {
            if (serial.is_empty() || head.serial.contains(&serial))
                && house.may_with(r, &ask.who, Permission::ReadIntent, access::Kind::Intent, head.id)?
            {
                seen.push(head);
            }
        }
        Ok(seen)
    })?;
    let new = Act::new("/intents/new", ask.t("asylum-intents-new"));
    let may_record = house.may(&ask.who, Permission::RecordIntent, None);
    let body = html! {
        (part::heading(&ask.t("asylum-intents-title"), None, Some(&ask.t("asylum-intents-lead"))))
        @if may_record { p { (part::go(&new.href, &new.words)) } }
        @if !heads.is_empty() || !serial.is_empty() { (finder(ask, &serial)) }
        @if !serial.is_empty() && heads.is_empty() {
            (part::empty_state(&ask.t("asylum-intents-not-found"), &ask.t("asylum-intents-not-found-next"),
                Some(&Act::new("/intents", ask.t("asylum-intents-all")))))
        } @else if heads.is_empty() {
            (part::empty_state(&ask.t("asylum-intents-empty"), &ask.t("asylum-intents-empty-next"), None))
        } @else {
            (table(ask, &heads))
            @if serial.is_empty() && heads.len() >= 50 { (part::aside(&ask.t("asylum-intents-newest"))) }
        }
    };
    Ok(Page::new(ask.t("asylum-intents-title"), body).section("intents").into())
}

/// A sheet by the serial printed on it.
fn finder(ask: &Ask, serial: &str) -> Markup {
    html! {
        form.c-filters method="get" action="/intents" {
            (part::text(&Field::new("serial", ask.t("asylum-intents-find")).value(serial).verbatim()))
            button.govuk-button type="submit" { (ask.t("asylum-intents-find-button")) }
        }
    }
}

fn table(ask: &Ask, heads: &[IntentHead]) -> Markup {
    let row = |head: &IntentHead| {
        let state = match head.case {
            Some(_) => ask.t("asylum-intent-with-claim"),
            None => ask.t("asylum-intent-without-claim"),
        };
        vec![
            Cell::link(&format!("/intents/{}", head.id), &head.serial),
            Cell::text(format!("{} · {}", ask.day(head.stated_on), head.stated_at)),
            Cell::text(ask.number(head.people)),
            Cell::text(ask.t(&format!("asylum-child-short-{}", head.child.code().replace('_', "-")))),
            Cell::text(state),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("asylum-intents-title"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("asylum-intent-serial")),
            Column::text(ask.t("asylum-intent-when")),
            Column::number(ask.t("asylum-intent-people")),
            Column::text(ask.t("asylum-intent-child")),
            Column::text(ask.t("asylum-intent-state")),
        ],
        rows: heads.iter().map(row).collect(),
        ..part::Table::default()
    })
}

pub(crate) fn child_words(ask: &Ask, child: Child) -> String {
    ask.t(&format!("asylum-child-{}", child.code().replace('_', "-")))
}

/// How many of the newest sheets stand beside the form.
const SHEETS_BESIDE: i64 = 8;

/// `GET /post`: a border officer's first screen. Everything on one page, in the order of the hands: the intent is
/// written with the keyboard alone, the last sheets stand beside it, people are one key away.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let heads = house.ledger.read(|r| -> Result<Vec<IntentHead>, Trouble> {
        let mut seen = Vec::new();
        for head in super::of_office(r, &ask.who.office, SHEETS_BESIDE)? {
            if house.may_with(r, &ask.who, Permission::ReadIntent, access::Kind::Intent, head.id)? {
                seen.push(head);
            }
        }
        Ok(seen)
    })?;
    let today = heads.iter().filter(|head| head.stated_on == ask.today).count();
    let office = house.country.office_name(ask.lang, &ask.who.office).to_owned();
    let search = Act::new("/people", ask.t("asylum-post-search"));
    let register = Act::new("/people/new", ask.t("asylum-post-register"));
    let body = html! {
        (part::heading(&ask.t("asylum-post-title"), Some(&office), Some(&ask.words().day_full(ask.lang, ask.today))))
        (part::columns(
            part::card(&ask.t("asylum-express-title"), express_form(ask, &ask.errors())),
            html! {
                (part::card(&ask.t("asylum-post-people"), html! {
                    p { (part::second_go(&search.href, &search.words)) }
                    p { (part::link(&register)) }
                }))
                (part::card(&ask.t("asylum-post-sheets"), html! {
                    p.c-note { (ask.tw("asylum-post-today", &[("n", i64::try_from(today).unwrap_or(0).into())])) }
                    @if heads.is_empty() { (part::aside(&ask.t("asylum-post-none"))) }
                    ul.govuk-list { @for head in &heads { li {
                        a.govuk-link href={ "/intents/" (head.id) } { (head.serial) }
                        div.c-note { (ask.day(head.stated_on)) " · " (head.stated_at) " · " (ask.tw("asylum-post-people-of", &[("n", head.people.into())])) }
                    } } }
                    p { (part::link(&Act::new("/intents", ask.t("asylum-intents-title")))) }
                }))
                (part::aside(&ask.t("asylum-post-keys")))
            },
        ))
    };
    Ok(Page::new(ask.t("asylum-post-title"), body).section("post").into())
}

/// `GET /intents/new`
pub fn form(_: &House, ask: &Ask) -> Reply {
    Ok(form_page(ask, &ask.errors()).into())
}

fn form_page(ask: &Ask, errors: &FormErrors) -> Page {
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&ask.t("asylum-express-title"), None, Some(&ask.t("asylum-express-lead"))))
        (express_form(ask, errors))
    });
    let back = part::back_link(&Act::new("/intents", ask.t("asylum-intents-title")));
    Page::new(ask.t("asylum-express-title"), body).section("intents").back(back)
}

/// The fields of an intent, the same at the desk and on the post's one page.
fn express_form(ask: &Ask, errors: &FormErrors) -> Markup {
    let now = ask.instant(ask.now);
    let today = ask.today_typed();
    let clock = now.rsplit(", ").next().unwrap_or("").to_owned();
    let field = |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id));
    let languages = std::iter::once(Choice::new("", ask.t("asylum-intent-language-unknown")))
        .chain(codes::languages().iter().map(|l| Choice::new(l.code, l.name(ask.lang))))
        .collect::<Vec<_>>();
    let children: Vec<Choice> =
        Child::ALL.into_iter().map(|c| Choice::new(c.code(), child_words(ask, c))).collect();
    html! {
        form method="post" action="/intents/new" novalidate {
            (ask.csrf_fields())
            div.c-row {
                (part::text(&field("stated_on", "asylum-express-day").hint(ask.t("asylum-express-day-hint"))
                    .value(ask.value_or("stated_on", &today)).width(Width::Short).verbatim()))
                (part::text(&field("stated_at", "asylum-express-hour").hint(ask.t("asylum-express-hour-hint"))
                    .value(ask.value_or("stated_at", &clock)).width(Width::Tiny).verbatim()))
                (part::text(&field("people", "asylum-express-people").hint(ask.t("asylum-express-people-hint"))
                    .value(ask.value_or("people", "1")).width(Width::Tiny).inputmode("numeric")))
            }
            (part::radios(&field("child", "asylum-express-child").hint(ask.t("asylum-express-child-hint"))
                .value(ask.value_or("child", "none")), &children))
            (part::select(&field("language", "asylum-express-language").value(ask.value_or("language", "spa")), &languages))
            (part::text(&field("place", "asylum-express-place").hint(ask.t("asylum-express-place-hint"))
                .optional(ask.t("casework-optional")).value(ask.value_or("place", ""))))
            (part::textarea(&field("words", "asylum-express-words").hint(ask.t("asylum-express-words-hint"))
                .optional(ask.t("casework-optional")).value(ask.value_or("words", "")), 4))
            (part::button(&ask.t("asylum-express-submit")))
        }
    }
}

/// `POST /intents/new`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let said = read(ask, &mut errors);
    let Some(said) = said.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(form_page(ask, &errors)));
    };
    let stamp = Stamp::new(ask.who.actor());
    let outcome = house.ledger.once(ask.key(), ask.who.account, |tx| {
        super::run(tx, &stamp, said, ask.today).map(|(id, _)| id.to_string())
    });
    match outcome {
        Ok(id) => Ok(ask.done(&format!("/intents/{id}"), "asylum-express-done")),
        Err(ExpressRefusal::Fault(fault)) => Err(fault.into()),
        Err(refusal) => {
            let (field, message) = match &refusal {
                ExpressRefusal::Future => ("stated_on", ask.t("asylum-express-error-future")),
                ExpressRefusal::People => {
                    ("people", ask.tw("web-error-number", &[("from", 1.into()), ("to", PEOPLE_MAX.into())]))
                }
                ExpressRefusal::Place(e) => ("place", web::name_error(ask, *e)),
                ExpressRefusal::Words(e) => ("words", web::name_error(ask, *e)),
                ExpressRefusal::Fault(_) => ("stated_on", String::new()),
            };
            errors.add(field, message);
            Err(Trouble::Invalid(form_page(ask, &errors)))
        }
    }
}

/// What was told, as far as it can be read; the interface for other systems reads with it too.
pub(crate) fn read(ask: &Ask, errors: &mut FormErrors) -> Option<Statement> {
    let stated_on = errors.required_day(ask, "stated_on");
    let stated_at = hour(ask.form.text("stated_at"));
    if stated_at.is_none() {
        errors.add("stated_at", ask.t("asylum-express-error-hour"));
    }
    let people = errors.whole_number(ask, "people", 1, PEOPLE_MAX.into());
    if people.is_none() {
        let bounds = [("from", 1.into()), ("to", PEOPLE_MAX.into())];
        errors.add("people", ask.tw("web-error-number", &bounds));
    }
    let codes: Vec<&str> = Child::ALL.into_iter().map(Child::code).collect();
    let child = Child::from_code(&errors.required_choice(ask, "child", &codes));
    let known: Vec<&str> = codes::languages().iter().map(|l| l.code).collect();
    let language = errors.choice(ask, "language", &known);
    let (place, words) = (errors.line(ask, "place", 300), errors.long(ask, "words", WORDS_CHARS_MAX));
    Some(Statement {
        stated_on: stated_on?,
        stated_at: stated_at?,
        place,
        language,
        people: u32::try_from(people?).ok()?,
        child: child?,
        words,
    })
}

/// Reads `14:05`, `14.05`, `1405` or `14`.
fn hour(text: &str) -> Option<Time> {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let (h, m) = match digits.as_slice() {
        [h, m] => (*h, *m),
        [hm] if hm.len() == 4 => hm.split_at(2),
        [h] if h.len() <= 2 => (*h, "0"),
        _ => return None,
    };
    Time::new(h.parse().ok()?, m.parse().ok()?, 0, 0).ok()
}

/// What the intent's page shows.
struct Shown {
    intent: Intent,
    people: Vec<identity::person::PersonHead>,
    case: Option<casework::CaseHead>,
}

fn shown(house: &House, ask: &Ask, r: &mut Reader<'_>, id: Uuid) -> Result<Option<Shown>, Fault> {
    let Some(loaded) = r.load::<Intent>(id)? else { return Ok(None) };
    let mut people = Vec::new();
    for person in &loaded.state.persons {
        if house.may_with(r, &ask.who, Permission::ReadPerson, access::Kind::Person, person.0)? {
            people.extend(identity::person::find(r, *person)?);
        }
    }
    let case = match loaded.state.case {
        Some(case) if house.may_with(r, &ask.who, Permission::ReadCase, access::Kind::Case, case.0)? => {
            casework::case::find(r, case)?
        }
        _ => None,
    };
    Ok(Some(Shown { intent: loaded.state, people, case }))
}

/// `GET /intents/{intent}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let id: Uuid = ask.id("intent")?;
    let found = house.ledger.read(|r| shown(house, ask, r, id))?.ok_or(Trouble::NotFound)?;
    let said = found.intent.expressed.clone().ok_or(Trouble::NotFound)?;
    let office = house.country.office_name(ask.lang, &said.office).to_owned();
    let when = format!("{}, {}", ask.day_long(said.stated_on), said.stated_at.strftime("%H:%M"));
    let language = if said.language.is_empty() {
        ask.t("asylum-intent-language-unknown")
    } else {
        codes::language_name(&said.language, ask.lang)
    };
    let facts = vec![
        (ask.t("asylum-intent-when"), html! { (when) }),
        (ask.t("asylum-intent-post"), html! { (office) @if !said.place.is_empty() { " · " (said.place) } }),
        (ask.t("asylum-intent-people"), html! { (ask.number(said.people.into())) }),
        (ask.t("asylum-intent-child"), html! { (child_words(ask, said.child)) }),
        (ask.t("asylum-express-language"), html! { (language) }),
    ];
    let next = next_card(house, ask, id, &found);
    let may_list = house.may(&ask.who, Permission::ListIntents, None);
    let (to, key) = if may_list { ("/intents", "asylum-intents-title") } else { ("/", "web-back-home") };
    let body = html! {
        (part::heading(&said.serial, Some(&ask.t("asylum-intent-above")), None))
        (part::columns(
            html! {
                (next)
                (part::card(&ask.t("asylum-intent-people-card"), people_list(ask, &found)))
                @if !said.words.is_empty() {
                    (part::card(&ask.t("asylum-express-words"), part::inset(html! { p.c-words { (said.words) } })))
                }
            },
            part::card(&ask.t("asylum-intent-facts"), part::facts(&facts)),
        ))
    };
    let back = part::back_link(&Act::new(to, ask.t(key)));
    Ok(Page::new(said.serial, body).section("intents").back(back).into())
}

fn next_card(house: &House, ask: &Ask, id: Uuid, found: &Shown) -> Markup {
    let may_register = house.may(&ask.who, Permission::RegisterPerson, None);
    let print = Act::new(format!("/intents/{id}/proof.pdf"), ask.t("asylum-intent-print"));
    let mut others = Vec::new();
    let (words, first) = match (&found.intent.case, found.intent.persons.is_empty()) {
        (Some(_), _) => {
            others.push(print);
            let open = found.case.as_ref().map(|c| Act::new(format!("/cases/{}", c.id), c.number.clone()));
            (ask.t("asylum-intent-next-claimed"), open)
        }
        (None, true) => {
            if may_register {
                others.push(Act::new(format!("/intents/{id}/people"), ask.t("asylum-intent-register")));
            }
            (ask.t("asylum-intent-next-print"), Some(print))
        }
        (None, false) => {
            others.push(print);
            if may_register {
                others.push(Act::new(format!("/intents/{id}/people"), ask.t("asylum-intent-register-more")));
            }
            let claim = Act::new(format!("/intents/{id}/claim"), ask.t("asylum-intent-claim"));
            let may_claim = house.may(&ask.who, Permission::OpenClaim, None);
            let words = if may_claim { "asylum-intent-next-claim" } else { "asylum-intent-next-office" };
            (ask.t(words), may_claim.then_some(claim))
        }
    };
    part::next_step(&part::NextStep {
        heading: ask.t("asylum-next"),
        words,
        first,
        others,
        gates: Vec::new(),
    })
}

fn people_list(ask: &Ask, found: &Shown) -> Markup {
    html! {
        @if found.people.is_empty() { p { (ask.t("asylum-intent-nobody-yet")) } }
        @else {
            ul.govuk-list {
                @for person in &found.people {
                    li { a.govuk-link href={ "/people/" (person.id) } { (person.name) } " · " (person.number) }
                }
            }
        }
        p.c-note { (ask.tw("asylum-intent-registered-of", &[
            ("registered", found.intent.persons.len().into()),
            ("people", found.intent.expressed.as_ref().map_or(0, |e| e.people).into()),
        ])) }
    }
}

#[cfg(test)]
mod tests {
    use super::hour;

    #[test]
    fn hours_are_read_as_people_type_them() {
        for text in ["14:05", "14.05", "1405", "14 05"] {
            assert_eq!(
                hour(text).map(|t| t.strftime("%H:%M").to_string()).as_deref(),
                Some("14:05"),
                "{text}"
            );
        }
        assert_eq!(hour("9").map(|t| t.hour()), Some(9));
        for text in ["", "25:00", "10:75", "noon", "1:2:3"] {
            assert!(hour(text).is_none(), "{text}");
        }
    }
}
