//! A code for a new tablet: shown once, with the codes that a camera reads and the words that two people compare.

use super::{Reach, refused};
use access::{NewCode, TABLET_NAME_CHARS_MAX};
use ledger::Fault;
use web::part::{self, Act, Field, Tone, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// `GET /tablets/new`
pub fn form(_: &House, ask: &Ask) -> Reply {
    Ok(form_page(ask, &ask.errors()).into())
}

fn form_page(ask: &Ask, errors: &FormErrors) -> Page {
    let title = ask.t("app-tablet-new");
    let name = Field::new("name", ask.t("app-tablet-name"))
        .hint(ask.t("app-tablet-name-hint"))
        .value(ask.value_or("name", ""))
        .error(errors.of("name"))
        .width(Width::Medium);
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("app-tablet-new-lead"))))
        form method="post" action="/tablets/new" novalidate {
            (ask.csrf_fields())
            (part::text(&name))
            (part::button(&ask.t("app-tablet-new-button")))
        }
    });
    Page::new(title, body).section("tablets").back(back(ask))
}

fn back(ask: &Ask) -> Markup {
    part::back_link(&Act::new("/tablets", ask.t("app-tablets-title")))
}

/// `POST /tablets/new`: the answer is the page with the code, which is shown once and kept nowhere.
pub fn submit(house: &House, ask: &Ask) -> Reply {
    // A double click: the first code stands in no page any more, and another is made as quickly.
    if house.ledger.answered(ask.key(), ask.who.account)?.is_some() {
        return Ok(web::Answer::See("/tablets/new".to_owned()));
    }
    let mut errors = ask.errors();
    let name = errors.required(ask, "name", TABLET_NAME_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(form_page(ask, &errors)));
    }
    let made = house.access.add_tablet_code(&name, &ask.who.office, ask.who.account);
    let made = made.map_err(|error| refused(ask, error))?;
    house.ledger.once(ask.key(), ask.who.account, |_| Ok::<_, Fault>("made".to_owned()))?;
    Ok(code_page(ask, &name, &made, Reach::of(house)?.as_ref()).into())
}

fn code_page(ask: &Ask, name: &str, made: &NewCode, reach: Option<&Reach>) -> Page {
    let until = ask.tw("app-tablet-code-until", &[("at", ask.instant(made.expires_at).into())]);
    let body = html! {
        (part::heading(name, None, Some(&ask.t("app-tablet-code-lead"))))
        (part::notice(Tone::Info, &until, html! { p { (ask.t("app-tablet-code-once")) } }))
        @match reach {
            Some(reach) => (steps(ask, made, reach)),
            None => {
                (part::notice(Tone::Caution, &ask.t("app-tablets-no-tls"), html! { p { (ask.t("app-tablets-no-tls-how")) } }))
                (code(ask, made))
            }
        }
        p { (part::go("/tablets", &ask.t("app-tablet-code-done"))) }
    };
    Page::new(ask.t("app-tablet-new"), part::prose(body)).section("tablets").back(back(ask))
}

fn steps(ask: &Ask, made: &NewCode, reach: &Reach) -> Markup {
    let print = reach.authority.as_ref().map(|authority| authority.fingerprint());
    let known = print.map(|print| print.signs().replace(':', "").to_lowercase());
    let with =
        |mark: char| known.as_ref().map(|known| format!("{mark}authority={known}")).unwrap_or_default();
    html! {
        @if let (Some(enrol), Some(print)) = (&reach.enrol, print) {
            (part::card(&ask.t("app-tablet-first"), html! {
                p { (ask.t("app-tablet-first-words")) }
                (part::qr(&ask.t("app-tablet-qr"), &format!("{enrol}/{}", with('?'))))
                p { (ask.t("app-tablet-or-type")) " " code { (enrol) } }
                p { (ask.t("app-tablet-compare")) }
                (words(&print.words()))
            }))
        }
        (part::card(&ask.t("app-tablet-second"), html! {
            p { (ask.t("app-tablet-second-words")) }
            (part::qr(&ask.t("app-tablet-qr"), &format!("{}/enrol?code={}{}", reach.https, made.code, with('&'))))
            p { (ask.t("app-tablet-or-type")) " " code { (reach.https) "/enrol" } }
            (code(ask, made))
        }))
    }
}

/// Words that are read aloud, in the largest letters of the page.
pub(super) fn words(words: &str) -> Markup {
    html! { p.c-aloud { code { (words) } } }
}

fn code(ask: &Ask, made: &NewCode) -> Markup {
    html! { p { (ask.t("app-tablet-code")) } (words(&made.code)) }
}
