//! One account: what it is, changing it, and the history of its changes.

use super::super::affiliation;
use super::{Offices, path, reads_link, refused, role_choices, role_codes, role_name, state_tag};
use access::{AccountChange, AccountView, ChangeView, DISPLAY_NAME_CHARS_MAX};
use kernel::{AccountId, Office, Role};
use ledger::Fault;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use web::part::{self, Act, Choice, Field, Moment, Tone, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, StaleRow, Trouble, html};

/// What the page of one account shows.
struct Shown {
    account: AccountView,
    changes: Vec<ChangeView>,
    offices: Offices,
}

impl Shown {
    fn of(house: &House, ask: &Ask) -> Result<Shown, Trouble> {
        let id: AccountId = ask.id("account")?;
        let account = house.access.account(id)?.ok_or(Trouble::NotFound)?;
        Ok(Shown { account, changes: house.access.changes_of(id)?, offices: Offices::of(house)? })
    }
    /// The version the form is made from: every change adds a line.
    fn head(&self) -> String {
        self.changes.len().to_string()
    }
}

/// `GET /accounts/{account}`
pub fn form(house: &House, ask: &Ask) -> Reply {
    let shown = Shown::of(house, ask)?;
    Ok(page(house, ask, &shown, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, shown: &Shown, errors: &FormErrors) -> Result<Page, Fault> {
    let account = &shown.account;
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&account.name, Some(&ask.t("app-account-above")), None))
        @if account.account == ask.who.account {
            (part::notice(Tone::Caution, &ask.t("app-account-own"), html! { p { (ask.t("app-account-own-next")) } }))
        }
        (part::columns(
            part::card(&ask.t("app-account-change"), change_form(ask, shown, errors)),
            html! {
                (part::card(&ask.t("app-account-facts"), facts(house, ask, shown)?))
                (part::card(&ask.t("app-account-sessions"), super::sessions::card(house, ask, account)?))
                (part::card(&ask.t("app-account-history"), history(house, ask, shown)?))
            },
        ))
    };
    let back = part::back_link(&Act::new("/accounts", ask.t("app-accounts-title")));
    Ok(Page::new(account.name.clone(), body).section("accounts").back(back))
}

fn change_form(ask: &Ask, shown: &Shown, errors: &FormErrors) -> Markup {
    let account = &shown.account;
    let field = |id: &str, key: &str, stored: &str| {
        Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, stored))
    };
    let states = [
        Choice::new("yes", ask.t("app-account-open")).hint(ask.t("app-account-open-hint")),
        Choice::new("no", ask.t("app-account-closed")).hint(ask.t("app-account-closed-hint")),
    ];
    html! {
        form method="post" action=(path(account)) novalidate {
            (ask.csrf_fields_at(&shown.head()))
            (part::text(&field("name", "app-account-name", &account.name).width(Width::Medium).verbatim()))
            (part::select(&field("role", "app-account-role", account.role.code()).hint(ask.t("app-account-change-hint")), &role_choices(ask)))
            (part::select(&field("office", "app-account-office", account.office.code()),
                &shown.offices.choices(ask, Some(&account.office))))
            (part::radios(&field("active", "app-account-state", yes_no(account.active)), &states))
            (part::button(&ask.t("app-account-change-button")))
        }
    }
}

fn yes_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn facts(house: &House, ask: &Ask, shown: &Shown) -> Result<Markup, Fault> {
    let account = &shown.account;
    let factors = match i64::try_from(house.access.factors(account.account)?.len()).unwrap_or(0) {
        0 => ask.t("app-account-factors-none"),
        n => ask.tw("app-account-factors-some", &[("count", n.into())]),
    };
    let signed_in = account.signed_in_at.map_or_else(|| ask.t("app-account-never"), |at| ask.instant(at));
    let password = Act::new(format!("{}/password", path(account)), ask.t("app-account-new-password"));
    let mut lines = vec![
        (ask.t("app-account-login"), html! { (account.login) }),
        (ask.t("app-account-state"), state_tag(ask, account.active)),
        (ask.t("app-account-added"), html! { (ask.instant(account.added_at)) }),
        (ask.t("app-account-seen"), html! { (signed_in) }),
        (ask.t("app-account-factors"), html! { (factors) }),
        (
            ask.t("app-affiliation-title"),
            affiliation::line(
                ask,
                &account.affiliation,
                &format!("{}/affiliation", path(account)),
                &account.name,
            ),
        ),
        (ask.t("app-account-lang"), html! { span lang=(account.lang.tag()) { (account.lang.autonym()) } }),
    ];
    if account.account != ask.who.account {
        lines.push((ask.t("app-account-password"), part::link(&password)));
    }
    if let Some(reads) = reads_link(house, ask, account) {
        lines.push((ask.t("app-nav-read-log"), part::link(&reads)));
    }
    Ok(part::facts(&lines))
}

fn history(house: &House, ask: &Ask, shown: &Shown) -> Result<Markup, Fault> {
    let mut names: HashMap<AccountId, String> = HashMap::new();
    for id in shown.changes.iter().filter_map(|change| change.by) {
        if let Entry::Vacant(free) = names.entry(id) {
            let name = house.access.account(id)?.map(|account| account.name);
            free.insert(name.unwrap_or_else(|| ask.t("app-staff-gone")));
        }
    }
    let moment = |change: &ChangeView| {
        let by = match change.by.and_then(|id| names.get(&id)) {
            None => ask.t("app-account-by-house"),
            Some(name) => ask.tw("app-account-by", &[("name", name.as_str().into())]),
        };
        let when = ask.day(ask.day_of(change.at));
        Moment::new(change.at.to_string(), when, in_words(ask, &shown.offices, &change.what)).note(by)
    };
    Ok(part::timeline(&shown.changes.iter().map(moment).collect::<Vec<_>>()))
}

/// `role reviewer` as a sentence; what this version does not know stays as it was written.
fn in_words(ask: &Ask, offices: &Offices, what: &str) -> String {
    let role = |code: &str| Role::from_code(code).map_or_else(|| code.to_owned(), |r| role_name(ask, r));
    let office = |code: &str| offices.name(ask.lang, &Office::from(code)).to_owned();
    match what.split(' ').collect::<Vec<_>>().as_slice() {
        ["added", r, o] => {
            ask.tw("app-account-was-added", &[("role", role(r).into()), ("office", office(o).into())])
        }
        ["role", r] => ask.tw("app-account-was-role", &[("role", role(r).into())]),
        ["office", o] => ask.tw("app-account-was-office", &[("office", office(o).into())]),
        ["affiliation", states @ ..] => {
            let states = kernel::Affiliation::from_codes(&states.join(" ")).unwrap_or_default();
            let names = affiliation::names(ask.lang, &states);
            ask.tw("app-account-was-affiliation", &[("states", names.into())])
        }
        ["closed"] => ask.t("app-account-was-closed"),
        ["opened"] => ask.t("app-account-was-opened"),
        ["name"] => ask.t("app-account-was-name"),
        ["password"] => ask.t("app-account-was-password"),
        [code] if ask.words().has(ask.lang, &change_key(code)) => ask.t(&change_key(code)),
        _ => what.to_owned(),
    }
}

fn change_key(code: &str) -> String {
    format!("access-change-{code}")
}

/// `POST /accounts/{account}`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let shown = Shown::of(house, ask)?;
    let mut errors = ask.errors();
    let Some(wanted) = wanted(ask, &shown, &mut errors) else {
        return Err(Trouble::Invalid(page(house, ask, &shown, &errors)?));
    };
    let now = &shown.account;
    let done = || ask.done(&path(now), "app-account-done-changed");
    // A double click, or somebody else who wanted the same.
    if wanted == *now {
        return Ok(done());
    }
    if ask.head() != shown.head() {
        return Err(Trouble::Stale { rows: rows(ask, &shown.offices, &wanted, now) });
    }
    let change = AccountChange {
        name: Some(wanted.name.clone()),
        role: Some(wanted.role),
        office: Some(wanted.office.clone()),
        active: Some(wanted.active),
    };
    match house.access.change_account(now.account, &change, Some(ask.who.account)) {
        Ok(()) => Ok(done()),
        Err(error) => {
            let fallback = if wanted.role != now.role { "role" } else { "active" };
            refused(ask, error, fallback, &mut errors)?;
            Err(Trouble::Invalid(page(house, ask, &shown, &errors)?))
        }
    }
}

/// The account as the form wants it.
fn wanted(ask: &Ask, shown: &Shown, errors: &mut FormErrors) -> Option<AccountView> {
    let name = errors.required(ask, "name", DISPLAY_NAME_CHARS_MAX);
    let role = Role::from_code(&errors.required_choice(ask, "role", &role_codes()));
    let office = Office(errors.required_choice(ask, "office", &shown.offices.codes()));
    let active = errors.required_choice(ask, "active", &["yes", "no"]) == "yes";
    if !errors.is_empty() {
        return None;
    }
    Some(AccountView { name, role: role?, office, active, ..shown.account.clone() })
}

fn rows(ask: &Ask, offices: &Offices, wanted: &AccountView, now: &AccountView) -> Vec<StaleRow> {
    let state = |active| ask.t(if active { "app-account-open" } else { "app-account-closed" });
    let row = |key: &str, of: &dyn Fn(&AccountView) -> String| StaleRow {
        label: ask.t(key),
        typed: of(wanted),
        now: of(now),
    };
    vec![
        row("app-account-name", &|a| a.name.clone()),
        row("app-account-role", &|a| role_name(ask, a.role)),
        row("app-account-office", &|a| offices.name(ask.lang, &a.office).to_owned()),
        row("app-account-state", &|a| state(a.active)),
    ]
}
