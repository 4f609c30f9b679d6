//! Letting go of the keys from a page, and the page that opens the house again.

use crate::lock::{self, TakeUpError, Way};
use web::part::{self, Act, Field, Width};
use web::{Answer, Ask, FormErrors, House, Page, Reply, Trouble, html};

/// What the page of signing in says once the house is open.
const OPENED: &str = "app-unlock-done";

/// `GET /lock`
pub fn form(house: &House, ask: &Ask) -> Reply {
    let title = ask.t("app-lock-title");
    let is_plain = house.rooms.get::<Way>().is_none_or(|way| !way.is_under_passphrase());
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-lock-lead"))))
        ul.govuk-list.govuk-list--bullet {
            @for key in ["app-lock-sessions", "app-lock-saved", "app-lock-paper", "app-lock-again"] { li { (ask.t(key)) } }
        }
        @if is_plain { (part::warning(&ask.t("app-lock-plain"))) }
        form method="post" action="/lock" {
            (ask.csrf_fields())
            (part::actions(part::button(&ask.t("app-lock-button")), &[Act::new("/", ask.t("app-lock-cancel"))]))
        }
    };
    Ok(Page::new(title, body).section("lock").into())
}

/// `POST /lock`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    if lock::drop_keys(house) {
        Ok(Answer::See("/unlock".to_owned()))
    } else {
        Err(Trouble::Refused(ask.t("app-lock-cannot")))
    }
}

/// `GET /unlock`
pub fn closed(house: &House, ask: &Ask) -> Reply {
    if !house.is_locked() {
        return Ok(Answer::See("/".to_owned()));
    }
    Ok(page(house, ask, &ask.errors()).into())
}

/// `POST /unlock`
pub fn open(house: &House, ask: &Ask) -> Reply {
    if !house.is_locked() {
        return Ok(Answer::See("/".to_owned()));
    }
    let mut errors = ask.errors();
    match lock::open_with(house, ask.form.text("passphrase")) {
        Ok(()) => return Ok(Answer::See(format!("/sign-in?done={OPENED}"))),
        Err(TakeUpError::Wrong) => errors.add("passphrase", ask.t("app-unlock-wrong")),
        Err(TakeUpError::Busy) => errors.add("passphrase", ask.t("app-unlock-busy")),
        Err(TakeUpError::NoPassphrase) => errors.add("passphrase", ask.t("app-unlock-console")),
        Err(error) => {
            tracing::error!(fault = %error, "the keys could not be taken up");
            errors.add("passphrase", ask.t("app-unlock-fault"));
        }
    }
    Err(Trouble::Invalid(page(house, ask, &errors)))
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Page {
    let title = ask.t("app-unlock-title");
    let has_passphrase = house.rooms.get::<Way>().is_some_and(Way::is_under_passphrase);
    let passphrase = Field::new("passphrase", ask.t("app-unlock-passphrase"))
        .hint(ask.t("app-unlock-passphrase-hint"))
        .error(errors.of("passphrase"))
        .autocomplete("off")
        .width(Width::Medium);
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("web-locked-body"))))
        p { (ask.t("web-locked-paper")) }
        @if has_passphrase {
            form method="post" action="/unlock" novalidate {
                (ask.csrf_fields())
                (part::password(&passphrase))
                (part::button(&ask.t("app-unlock-button")))
            }
        }
        p.c-note { (ask.t("app-unlock-console")) " " code lang="en" { "ceiba keys take-up" } }
    };
    Page::new(title, part::prose(body)).bare()
}
