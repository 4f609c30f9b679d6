//! The own account: what the house knows about it, how one signs in, and where it is open.

use super::{factors, sessions};
use crate::part::{self, Act, Field, Width};
use crate::{Arg, Ask, FormErrors, House, Page, Reply, Trouble};
use access::AccountError;
use maud::html;

pub fn show(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

pub fn change_password(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let (current, new, again) =
        (ask.form.text("password_now"), ask.form.text("password_new"), ask.form.text("password_again"));
    if current.is_empty() {
        errors.add("password_now", ask.t("web-error-required"));
    }
    if new.is_empty() {
        errors.add("password_new", ask.t("web-error-required"));
    } else if new != again {
        errors.add("password_again", ask.t("web-account-password-differs"));
    }
    if errors.is_empty() {
        match house.access.change_own_password(&ask.who, current, new) {
            // Every session of the account has ended, this one too: the new password is tried at once.
            Ok(()) => return Ok(ask.done("/sign-in", "web-account-done-password")),
            Err(AccountError::Fault(fault)) => return Err(fault.into()),
            Err(refused @ AccountError::WrongPassword) => errors.add("password_now", ask.t(refused.key())),
            Err(refused) => errors.add("password_new", ask.tw(refused.key(), &bounds())),
        }
    }
    Err(Trouble::Invalid(page(house, ask, &errors)?))
}

/// How long a password may be, for the sentences that say so.
fn bounds() -> [(&'static str, Arg<'static>); 2] {
    [("min", access::PASSWORD_CHARS_MIN.into()), ("max", access::PASSWORD_CHARS_MAX.into())]
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("web-account-title");
    let role = ask.t(&access::role_key(ask.who.role));
    let office = house.country.office_name(ask.lang, &ask.who.office);
    let known = [
        ("web-account-name", ask.who.name.as_str()),
        ("web-account-login", ask.who.login.as_str()),
        ("web-account-role", role.as_str()),
        ("web-account-office", office),
    ];
    let field = |id: &str, key: &str, autocomplete| {
        Field::new(id, ask.t(key)).error(errors.of(id)).autocomplete(autocomplete).width(Width::Medium)
    };
    let new = field("password_new", "web-account-password-new", "new-password");
    let own: Vec<String> =
        house.access.factors(ask.who.account)?.iter().map(|factor| factors::name_of(ask, factor)).collect();
    let open = house.access.sessions(ask.who.account)?;
    let body = html! {
        @if !errors.is_empty() { (part::error_summary(&ask.t("web-errors-title"), errors.iter())) }
        (part::heading(&title, None, None))
        (part::facts(&known.map(|(key, value)| (ask.t(key), html! { (value) }))))
        p { (part::link(&Act::new("/drafts", ask.t("web-drafts-title")))) }
        (part::section(&ask.t("web-factors-title"), html! {
            @if own.is_empty() { p { (ask.t("web-factors-none")) } }
            @else { ul.govuk-list."govuk-list--bullet" { @for name in &own { li { (name) } } } }
            p { (part::link(&Act::new("/account/factors", ask.t("web-factors-manage")))) }
        }))
        (part::section(&ask.t("web-sessions-title"), sessions::table(ask, &open)))
        (part::section(&ask.t("web-account-password-title"), html! {
            form method="post" action="/account" novalidate {
                (ask.csrf_fields())
                // For password keepers, which look for the name beside the password.
                input type="text" name="login" value=(ask.who.login) autocomplete="username" hidden;
                (part::password(&field("password_now", "web-account-password-now", "current-password")))
                (part::password(&new.hint(ask.tw("web-account-password-hint", &bounds()[..1]))))
                (part::password(&field("password_again", "web-account-password-again", "new-password")))
                (part::button(&ask.t("web-account-password-button")))
            }
        }))
    };
    Ok(Page::new(title, part::prose(body)).section("account"))
}
