//! Colleagues who lost their second factor: two people who see them say that it is them.

use super::{Offices, role_name};
use access::{FactorError, Reset, ResetView};
use kernel::AccountId;
use ledger::Fault;
use web::part::{self, Choice, Field};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// `GET /lost-factors`
pub fn list(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, None, &ask.errors())?.into())
}

/// `about` is the account whose form the errors belong to.
fn page(house: &House, ask: &Ask, about: Option<AccountId>, errors: &FormErrors) -> Result<Page, Fault> {
    let title = ask.t("app-resets-title");
    let (waiting, offices) = (house.access.resets()?, Offices::of(house)?);
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("app-resets-lead"))))
        @if waiting.is_empty() {
            (part::empty_state(&ask.t("app-resets-none"), &ask.t("app-resets-none-next"), None))
        }
        @for (place, one) in waiting.iter().enumerate() {
            @let own = if about == Some(one.account.account) { errors.clone() } else { FormErrors::new() };
            (part::card(&one.account.name, card(house, ask, &offices, one, place, &own)?))
        }
    };
    Ok(Page::new(title, part::prose(body)).section("resets"))
}

fn card(
    house: &House,
    ask: &Ask,
    offices: &Offices,
    one: &ResetView,
    place: usize,
    errors: &FormErrors,
) -> Result<Markup, Fault> {
    let work =
        format!("{} · {}", role_name(ask, one.account.role), offices.name(ask.lang, &one.account.office));
    let mut said = Vec::new();
    for word in &one.words {
        let name = house.access.account(word.colleague)?.map(|account| account.name);
        said.push(name.unwrap_or_else(|| ask.t("app-staff-gone")));
    }
    let said = if said.is_empty() { ask.t("app-reset-nobody") } else { said.join(", ") };
    let lines = [
        (ask.t("app-account-login"), html! { (one.account.login) }),
        (ask.t("app-reset-account"), html! { (work) }),
        (ask.t("app-reset-asked"), html! { (ask.instant(one.asked_at)) }),
        (ask.t("app-reset-confirmed-by"), html! { (said) }),
    ];
    let id = if place == 0 { "seen".to_owned() } else { format!("seen-of-{}", place + 1) };
    let seen = Field::new(id, ask.t("app-reset-confirm")).name("seen").error(errors.of("seen"));
    let tick = [Choice::new("yes", ask.t("app-reset-seen"))];
    Ok(html! {
        (part::facts(&lines))
        form method="post" action={ "/lost-factors/" (one.account.account) } novalidate {
            (ask.csrf_fields())
            (part::checkboxes::<&str>(&seen, &[], &tick))
            div.govuk-button-group {
                (part::button(&ask.t("app-reset-confirm")))
                (part::quiet_button(&ask.t("app-reset-decline"), "decline", "1"))
            }
        }
    })
}

/// `POST /lost-factors/{account}`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let account: AccountId = ask.id("account")?;
    if ask.form.is_on("decline") {
        return match house.access.decline_reset(account, &ask.who) {
            Ok(()) => Ok(ask.done("/lost-factors", "app-reset-done-declined")),
            Err(error) => Err(refused(ask, error)),
        };
    }
    if ask.form.text("seen") != "yes" {
        let mut errors = ask.errors();
        errors.add("seen", ask.t("app-reset-seen-missing"));
        return Err(Trouble::Invalid(page(house, ask, Some(account), &errors)?));
    }
    match house.access.confirm_reset(account, &ask.who) {
        Ok(Reset::Waiting) => Ok(ask.done("/lost-factors", "app-reset-done-first")),
        Ok(Reset::Done) => Ok(ask.done("/lost-factors", "app-reset-done-all")),
        Err(error) => Err(refused(ask, error)),
    }
}

fn refused(ask: &Ask, error: FactorError) -> Trouble {
    match error {
        FactorError::Fault(fault) => fault.into(),
        error => Trouble::Refused(ask.t(error.key())),
    }
}
