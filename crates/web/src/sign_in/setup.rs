//! What setting up a factor looks like, on the own account and in a sign-in that asks for it.

use crate::part::{self, Field, Width};
use crate::{Arg, Ask, FormErrors, House, layout};
use access::{AccountView, AppOffer, FactorError};
use maud::{Markup, html};

/// The secret of a new app and the form that confirms it. `more` stands in the form before the button.
pub fn app(ask: &Ask, offer: &AppOffer, errors: &FormErrors, action: &str, more: Markup) -> Markup {
    html! {
        ol.govuk-list."govuk-list--number" {
            li { (ask.t("web-app-first")) }
            li { (ask.t("web-app-second")) }
            li { (ask.t("web-app-third")) }
        }
        (part::qr(&ask.t("web-app-qr"), &offer.address))
        (part::details(&ask.t("web-app-by-hand"), html! {
            p { (ask.t("web-app-by-hand-body")) }
            p { code #secret translate="no" { (offer.in_groups) } }
        }))
        form method="post" action=(action) novalidate {
            (ask.csrf_fields())
            (code_field(ask, errors, "web-code-app", None))
            (more)
            (part::button(&ask.t("web-app-button")))
        }
    }
}

/// The field for six digits, or for a recovery code.
pub fn code_field(ask: &Ask, errors: &FormErrors, key: &str, hint: Option<&str>) -> Markup {
    let mut field = Field::new("code", ask.t(key))
        .error(errors.of("code"))
        .autocomplete("one-time-code")
        .width(Width::Short);
    if let Some(hint) = hint {
        field = field.hint(ask.t(hint));
    }
    part::text(&field.verbatim())
}

/// The current password: whoever sits at an open session must know it to change how one signs in.
pub fn password_field(ask: &Ask, errors: &FormErrors) -> Markup {
    let field = Field::new("password_now", ask.t("web-account-password-now"))
        .hint(ask.t("web-factor-password-hint"))
        .error(errors.of("password_now"))
        .autocomplete("current-password")
        .width(Width::Medium);
    part::password(&field)
}

/// Whether the browser is to make a passkey or to show one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Passkey {
    Create,
    Get,
}

/// A form that the script of passkeys fills in. Without script it stays hidden and a sentence says what to do instead.
pub fn passkey(ask: &Ask, question: &str, act: Passkey, action: &str, more: Markup) -> Markup {
    let (what, button, without) = match act {
        Passkey::Create => ("create", "web-passkey-make", "web-passkey-make-without"),
        Passkey::Get => ("get", "web-passkey-show", "web-passkey-show-without"),
    };
    html! {
        form method="post" action=(action) novalidate hidden data-passkey=(what) data-question=(question) {
            (ask.csrf_fields())
            input type="hidden" name="answer" value="";
            (more)
            p.govuk-error-message role="alert" hidden data-failed { (ask.t("web-passkey-failed")) }
            @if act == Passkey::Create { (part::button(&ask.t(button))) }
            @else { (part::second_button(&ask.t(button), "show", "1")) }
        }
        noscript { p { (ask.t(without)) } }
        script src=(layout::passkey_script()) defer {}
    }
}

/// Puts a refusal beside its field, or passes on what no field can mend.
pub fn refused(
    ask: &Ask,
    error: FactorError,
    field: &str,
    errors: &mut FormErrors,
) -> Result<(), crate::Trouble> {
    use access::AccountError;
    let words = words_of(ask, &error);
    match error {
        FactorError::Fault(fault) | FactorError::Account(AccountError::Fault(fault)) => {
            return Err(fault.into());
        }
        FactorError::Account(_) => errors.add("password_now", words),
        _ => errors.add(field, words),
    }
    Ok(())
}

/// What a refusal says.
pub fn words_of(ask: &Ask, error: &FactorError) -> String {
    use access::AccountError;
    let seconds: Arg<'_> = match error {
        FactorError::Wait { seconds } | FactorError::Account(AccountError::Wait { seconds }) => {
            (*seconds).into()
        }
        _ => 0u64.into(),
    };
    ask.tw(error.key(), &[("seconds", seconds)])
}

/// The question for a new passkey, where the house has an address that passkeys can be bound to.
pub fn passkey_offer(house: &House, view: &AccountView) -> Result<Option<String>, crate::Trouble> {
    let Some(party) = &house.passkeys else { return Ok(None) };
    match house.access.offer_passkey(party, view) {
        Ok(question) => Ok(Some(question)),
        Err(FactorError::Fault(fault)) => Err(fault.into()),
        Err(_) => Ok(None),
    }
}

/// What a new passkey is called.
pub fn passkey_name(ask: &Ask, errors: &FormErrors) -> Markup {
    let field = Field::new("name", ask.t("web-passkey-name"))
        .hint(ask.t("web-passkey-name-hint"))
        .value(ask.values().text("name"))
        .error(errors.of("name"))
        .width(Width::Medium);
    part::text(&field)
}
