//! A new password for somebody who lost theirs. Nobody changes their own here: that page asks for the current one.

use super::{password_fields, path, refused, typed_password};
use access::AccountView;
use kernel::AccountId;
use web::part::{self, Act};
use web::{Answer, Ask, FormErrors, House, Page, Reply, Trouble, html};

fn account(house: &House, ask: &Ask) -> Result<AccountView, Trouble> {
    let id: AccountId = ask.id("account")?;
    house.access.account(id)?.ok_or(Trouble::NotFound)
}

/// `GET /accounts/{account}/password`
pub fn form(house: &House, ask: &Ask) -> Reply {
    let account = account(house, ask)?;
    if account.account == ask.who.account {
        return Ok(Answer::See("/account".to_owned()));
    }
    Ok(page(ask, &account, &ask.errors()).into())
}

fn page(ask: &Ask, account: &AccountView, errors: &FormErrors) -> Page {
    let title = ask.t("app-account-new-password");
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, Some(&account.name), Some(&ask.t("app-account-new-password-lead"))))
        form method="post" action={ (path(account)) "/password" } novalidate {
            (ask.csrf_fields())
            // For password keepers, which look for the login beside the password.
            input type="text" name="login" value=(account.login) autocomplete="username" hidden;
            (password_fields(ask, errors))
            (part::button(&ask.t("app-account-new-password-button")))
        }
    });
    let back = part::back_link(&Act::new(path(account), account.name.clone()));
    Page::new(title, body).section("accounts").back(back)
}

/// `POST /accounts/{account}/password`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let account = account(house, ask)?;
    if account.account == ask.who.account {
        return Err(Trouble::Refused(ask.t("app-account-own-password")));
    }
    let mut errors = ask.errors();
    let new = typed_password(ask, &mut errors);
    if errors.is_empty() {
        match house.access.set_password(account.account, new, Some(ask.who.account)) {
            Ok(()) => return Ok(ask.done(&path(&account), "app-account-done-password")),
            Err(error) => refused(ask, error, "password", &mut errors)?,
        }
    }
    Err(Trouble::Invalid(page(ask, &account, &errors)))
}
