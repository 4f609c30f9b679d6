//! The own second factors: what there is, adding, taking away, and the sheet of recovery codes.

use super::setup::{self, Passkey};
use crate::part::{self, Act, Cell, Column, TagKind};
use crate::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble};
use access::{AccountView, FactorError, FactorKind, FactorView};
use maud::html;
use uuid::Uuid;

/// The name of a factor as its owner reads it.
pub fn name_of(ask: &Ask, factor: &FactorView) -> String {
    match factor.kind {
        FactorKind::App => ask.t("web-app-title"),
        FactorKind::Passkey if factor.name.is_empty() => ask.t("web-passkey-title"),
        FactorKind::Passkey => format!("{}: {}", ask.t("web-passkey-title"), factor.name),
    }
}

fn own(house: &House, ask: &Ask) -> Result<AccountView, Trouble> {
    house.access.account(ask.who.account)?.ok_or(Trouble::NotFound)
}

fn back(ask: &Ask) -> Markup {
    part::back_link(&Act::new("/account/factors", ask.t("web-factors-title")))
}

/// `GET /account/factors`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let title = ask.t("web-factors-title");
    let factors = house.access.factors(ask.who.account)?;
    let left = i64::try_from(house.access.recovery_codes_left(ask.who.account)?).unwrap_or(0);
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("web-factors-lead"))))
        @if !factors.is_empty() { (table(ask, &factors)) }
        @if factors.len() < access::FACTORS_MAX {
            (part::section(&ask.t("web-factors-add"), html! {
                div.govuk-button-group {
                    (part::second_go("/account/factors/app", &ask.t("web-factors-add-app")))
                    @if house.passkeys.is_some() {
                        (part::second_go("/account/factors/passkey", &ask.t("web-factors-add-passkey")))
                    }
                }
            }))
        }
        @if !factors.is_empty() {
            (part::section(&ask.t("web-codes-title"), html! {
                p { (ask.tw("web-codes-left", &[("count", left.into())])) }
                p { (part::link(&Act::new("/account/codes", ask.t("web-codes-new")))) }
            }))
        }
    };
    let back = part::back_link(&Act::new("/account", ask.t("web-account-title")));
    Ok(Page::new(title, part::prose(body)).section("account").back(back).into())
}

fn table(ask: &Ask, factors: &[FactorView]) -> Markup {
    let row = |factor: &FactorView| {
        let used = factor.used_at.map_or_else(|| ask.t("web-factor-never"), |at| ask.instant(at));
        let remove = Act::new(format!("/account/factors/{}", factor.factor), ask.t("web-factor-remove"))
            .about(name_of(ask, factor));
        vec![
            Cell::text(name_of(ask, factor)),
            Cell::text(ask.instant(factor.added_at)),
            Cell::text(used),
            Cell::marked(part::link(&remove)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("web-factors-caption"),
        columns: ["web-factor-name", "web-factor-added", "web-factor-used", "web-factor-act"]
            .map(|key| Column::text(ask.t(key)))
            .into(),
        rows: factors.iter().map(row).collect(),
        ..part::Table::default()
    })
}

/// `GET /account/factors/app`
pub fn app_form(house: &House, ask: &Ask) -> Reply {
    Ok(app_page(house, ask, &ask.errors())?.into())
}

fn app_page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("web-factors-add-app");
    let offer = house.access.offer_app(&own(house, ask)?)?;
    let password = setup::password_field(ask, errors);
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        (part::heading(&title, None, None))
        (setup::app(ask, &offer, errors, "/account/factors/app", password))
    };
    Ok(Page::new(title, part::prose(body)).section("account").back(back(ask)))
}

/// `POST /account/factors/app`
pub fn add_app(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let (code, password) = (ask.form.text("code"), password(ask, &mut errors));
    if code.trim().is_empty() {
        errors.add("code", ask.t("web-error-required"));
    }
    if errors.is_empty() {
        match house.access.add_app(&ask.who, password, code) {
            Ok(()) => return added(house, ask),
            Err(error) => setup::refused(ask, error, "code", &mut errors)?,
        }
    }
    Err(Trouble::Invalid(app_page(house, ask, &errors)?))
}

/// The first factor leads on to the sheet of codes.
fn added(house: &House, ask: &Ask) -> Reply {
    let has_codes = house.access.recovery_codes_left(ask.who.account)? > 0;
    Ok(ask.done(if has_codes { "/account/factors" } else { "/account/codes" }, "web-factor-done-added"))
}

/// `GET /account/factors/passkey`
pub fn passkey_form(house: &House, ask: &Ask) -> Reply {
    Ok(passkey_page(house, ask, &ask.errors())?.into())
}

fn passkey_page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("web-factors-add-passkey");
    let question = setup::passkey_offer(house, &own(house, ask)?)?.ok_or(Trouble::NotFound)?;
    let more = html! { (setup::passkey_name(ask, errors)) (setup::password_field(ask, errors)) };
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        (part::heading(&title, None, Some(&ask.t("web-passkey-lead"))))
        (setup::passkey(ask, &question, Passkey::Create, "/account/factors/passkey", more))
    };
    Ok(Page::new(title, part::prose(body)).section("account").back(back(ask)))
}

/// `POST /account/factors/passkey`
pub fn add_passkey(house: &House, ask: &Ask) -> Reply {
    let party = house.passkeys.as_ref().ok_or(Trouble::NotFound)?;
    let mut errors = ask.errors();
    let password = password(ask, &mut errors);
    if errors.is_empty() {
        let (answer, name) = (ask.form.text("answer"), ask.form.text("name"));
        match house.access.add_passkey(party, &ask.who, password, answer, name) {
            Ok(()) => return added(house, ask),
            Err(error) => setup::refused(ask, error, "name", &mut errors)?,
        }
    }
    Err(Trouble::Invalid(passkey_page(house, ask, &errors)?))
}

/// One of the own factors; one that is not there leads back to the list, as after a double click.
fn found(house: &House, ask: &Ask) -> Result<Option<FactorView>, Trouble> {
    let id: Uuid = ask.id("factor")?;
    Ok(house.access.factors(ask.who.account)?.into_iter().find(|factor| factor.factor == id))
}

/// `GET /account/factors/{factor}`
pub fn remove_form(house: &House, ask: &Ask) -> Reply {
    match found(house, ask)? {
        Some(factor) => Ok(remove_page(ask, &factor, &ask.errors()).into()),
        None => Ok(Answer::See("/account/factors".to_owned())),
    }
}

fn remove_page(ask: &Ask, factor: &FactorView, errors: &FormErrors) -> Page {
    let title = ask.t("web-factor-remove-title");
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        (part::heading(&title, Some(&name_of(ask, factor)), Some(&ask.t("web-factor-remove-lead"))))
        form method="post" action={ "/account/factors/" (factor.factor) } novalidate {
            (ask.csrf_fields())
            (setup::password_field(ask, errors))
            (part::danger_button(&ask.t("web-factor-remove-button")))
        }
    };
    Page::new(title, part::prose(body)).section("account").back(back(ask))
}

/// `POST /account/factors/{factor}`
pub fn remove(house: &House, ask: &Ask) -> Reply {
    let Some(factor) = found(house, ask)? else {
        return Ok(Answer::See("/account/factors".to_owned()));
    };
    let mut errors = ask.errors();
    let password = password(ask, &mut errors);
    if errors.is_empty() {
        match house.access.remove_factor(&ask.who, factor.factor, password) {
            Ok(()) | Err(FactorError::NoSuchFactor) => {
                return Ok(ask.done("/account/factors", "web-factor-done-removed"));
            }
            Err(error) => setup::refused(ask, error, "password_now", &mut errors)?,
        }
    }
    Err(Trouble::Invalid(remove_page(ask, &factor, &errors)))
}

fn password<'a>(ask: &'a Ask, errors: &mut FormErrors) -> &'a str {
    let password = ask.form.text("password_now");
    if password.is_empty() {
        errors.add("password_now", ask.t("web-error-required"));
    }
    password
}

/// `GET /account/codes`
pub fn codes_form(house: &House, ask: &Ask) -> Reply {
    if house.access.factors(ask.who.account)?.is_empty() {
        return Ok(Answer::See("/account/factors".to_owned()));
    }
    Ok(codes_page(ask, &ask.errors()).into())
}

fn codes_page(ask: &Ask, errors: &FormErrors) -> Page {
    let title = ask.t("web-codes-title");
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        (part::heading(&title, None, Some(&ask.t("web-codes-lead"))))
        p { (ask.t("web-codes-replace")) }
        form method="post" action="/account/codes" novalidate {
            (ask.csrf_fields())
            (setup::password_field(ask, errors))
            (part::button(&ask.t("web-codes-button")))
        }
    };
    Page::new(title, part::prose(body)).section("account").back(back(ask))
}

/// `POST /account/codes`: the only page that ever shows them.
pub fn codes(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let password = password(ask, &mut errors);
    if errors.is_empty() {
        match house.access.new_recovery_codes(&ask.who, password) {
            Ok(codes) => return Ok(sheet(ask, &codes).into()),
            Err(FactorError::NoFactor) => return Ok(Answer::See("/account/factors".to_owned())),
            Err(error) => setup::refused(ask, error, "password_now", &mut errors)?,
        }
    }
    Err(Trouble::Invalid(codes_page(ask, &errors)))
}

fn sheet(ask: &Ask, codes: &[String]) -> Page {
    let title = ask.t("web-codes-title");
    let made = ask.tw("web-codes-made", &[("day", ask.day_long(ask.today).as_str().into())]);
    let body = html! {
        (part::heading(&title, Some("Ceiba"), Some(&ask.t("web-codes-once"))))
        ol.govuk-list."govuk-list--number" { @for code in codes { li { code translate="no" { (code) } } } }
        p { (made) " " (ask.t("web-codes-keep")) }
        (part::screen_only(html! {
            (part::tag(TagKind::Unsure, &ask.t("web-codes-print")))
            p { (part::go("/account/factors", &ask.t("web-codes-done"))) }
        }))
    };
    Page::new(title, part::prose(body)).section("account")
}
