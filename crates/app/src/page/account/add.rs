//! Adding an account: who, what they do, where, and a first password typed twice.

use super::super::affiliation;
use super::{Offices, password_fields, refused, role_choices, role_codes, typed_password};
use access::{AccountError, DISPLAY_NAME_CHARS_MAX, NewAccount};
use kernel::{Lang, Office, Role};
use ledger::Fault;
use web::part::{self, Act, Choice, Field, Width};
use web::{Ask, FormErrors, House, Page, Reply, Trouble, html};

/// More than any login has; the exact rule is told by the refusal.
const LOGIN_CHARS_MAX: usize = 100;

/// `GET /accounts/new`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &Offices::of(house)?, &ask.errors()).into())
}

fn page(house: &House, ask: &Ask, offices: &Offices, errors: &FormErrors) -> Page {
    let title = ask.t("app-account-new");
    let field = |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id));
    let langs = Lang::ALL.map(|lang| Choice::new(lang.tag(), lang.autonym()));
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("app-account-new-lead"))))
        form method="post" action="/accounts/new" novalidate {
            (ask.csrf_fields())
            (part::text(&field("name", "app-account-name").hint(ask.t("app-account-name-hint"))
                .value(ask.value_or("name", "")).width(Width::Medium).verbatim()))
            (part::text(&field("login", "app-account-login").hint(ask.t("app-account-login-hint"))
                .value(ask.value_or("login", "")).width(Width::Medium).verbatim()))
            (part::select(&field("role", "app-account-role").hint(ask.t("app-account-role-hint"))
                .value(ask.value_or("role", "")), &role_choices(ask)))
            (part::select(&field("office", "app-account-office").value(ask.value_or("office", "")),
                &offices.choices(ask, None)))
            (part::radios(&field("lang", "app-account-lang").value(ask.value_or("lang", Lang::default().tag())).inline(), &langs))
            (part::fieldset(&ask.t("app-account-first-password"), Some(&ask.t("app-account-first-password-hint")),
                password_fields(ask, errors)))
            (affiliation::fields(house, ask, errors))
            (part::button(&ask.t("app-account-new-button")))
        }
    });
    let back = part::back_link(&Act::new("/accounts", ask.t("app-accounts-title")));
    Page::new(title, body).section("accounts").back(back)
}

/// `POST /accounts/new`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    if let Some(account) = added_already(house, ask)? {
        return Ok(done(ask, &account));
    }
    let offices = Offices::of(house)?;
    let mut errors = ask.errors();
    let name = errors.required(ask, "name", DISPLAY_NAME_CHARS_MAX);
    let login = errors.required(ask, "login", LOGIN_CHARS_MAX);
    let role = Role::from_code(&errors.required_choice(ask, "role", &role_codes()));
    let office = Office(errors.required_choice(ask, "office", &offices.codes()));
    let lang = Lang::from_tag(&errors.required_choice(ask, "lang", &Lang::ALL.map(Lang::tag)));
    let password = typed_password(ask, &mut errors);
    let (states, reason) = affiliation::read(ask, &mut errors);
    if let (Some(role), Some(lang), true) = (role, lang, errors.is_empty()) {
        let new = NewAccount { login: &login, name: &name, role, office: &office, lang, password };
        match house.access.add_account_of(
            &new,
            affiliation::stated(&states, &reason).as_ref(),
            Some(ask.who.account),
        ) {
            Ok(account) => {
                let account = account.to_string();
                house.ledger.once(ask.key(), ask.who.account, |_| Ok::<_, Fault>(account.clone()))?;
                return Ok(done(ask, &account));
            }
            Err(error) => {
                // The other half of a double click may have been quicker.
                if let (AccountError::LoginTaken, Some(account)) = (&error, added_already(house, ask)?) {
                    return Ok(done(ask, &account));
                }
                refused(ask, error, "login", &mut errors)?;
            }
        }
    }
    Err(Trouble::Invalid(page(house, ask, &offices, &errors)))
}

fn done(ask: &Ask, account: &str) -> web::Answer {
    ask.done(&format!("/accounts/{account}"), "app-account-done-added")
}

enum NotYet {
    Added,
    Fault(Fault),
}

impl From<Fault> for NotYet {
    fn from(fault: Fault) -> NotYet {
        NotYet::Fault(fault)
    }
}

/// The account that this very form has added before: a double click is no taken login.
fn added_already(house: &House, ask: &Ask) -> Result<Option<String>, Fault> {
    match house.ledger.once(ask.key(), ask.who.account, |_| Err(NotYet::Added)) {
        Ok(account) => Ok(Some(account)),
        Err(NotYet::Added) => Ok(None),
        Err(NotYet::Fault(fault)) => Err(fault),
    }
}
