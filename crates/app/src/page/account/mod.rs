//! Accounts of the staff: the list, and what the pages about one account share.

pub mod add;
pub mod change;
pub mod password;
pub mod reset;
pub mod rules;
pub mod sessions;

use access::{AccountError, AccountView, OfficeView};
use kernel::{Lang, Office, Role};
use ledger::Fault;
use web::part::{self, Act, Cell, Choice, Column, Search, TagKind};
use web::{Arg, Ask, FormErrors, House, Markup, Page, Permission, Reply, html};

/// Fewer accounts than this are found by looking.
const SEARCH_FROM: usize = 12;

/// `GET /accounts`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let offices = Offices::of(house)?;
    let all = house.access.accounts()?;
    let sought = ask.query.text("q").trim().to_lowercase();
    let (mut shown, closed): (Vec<_>, Vec<_>) =
        all.iter().filter(|account| is_sought(ask, &offices, account, &sought)).partition(|a| a.active);
    shown.extend(closed);
    let title = ask.t("app-accounts-title");
    let new = Act::new("/accounts/new", ask.t("app-account-new"));
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-accounts-lead"))))
        p { (part::second_go(&new.href, &new.words)) }
        p { (part::link(&Act::new("/accounts/second-factor", ask.t("app-factor-rules-title")))) }
        @if all.len() > SEARCH_FROM || !sought.is_empty() { (search(ask)) }
        @if shown.is_empty() {
            (part::empty_state(
                &ask.t("app-accounts-none"),
                &ask.t("app-accounts-none-next"),
                Some(&Act::new("/accounts", ask.t("app-accounts-all"))),
            ))
        } @else {
            (table(ask, &offices, &shown))
        }
    };
    Ok(Page::new(title, body).section("accounts").into())
}

fn is_sought(ask: &Ask, offices: &Offices, account: &AccountView, sought: &str) -> bool {
    let role = role_name(ask, account.role);
    let office = offices.name(ask.lang, &account.office);
    [account.name.as_str(), &account.login, &role, office]
        .iter()
        .any(|text| text.to_lowercase().contains(sought))
}

fn search(ask: &Ask) -> Markup {
    part::search(&Search {
        action: "/accounts".to_owned(),
        id: "q".to_owned(),
        label: ask.t("app-accounts-search"),
        hint: Some(ask.t("app-accounts-search-hint")),
        value: ask.query.text("q").to_owned(),
        button: ask.t("app-accounts-search-button"),
        ..Search::default()
    })
}

fn table(ask: &Ask, offices: &Offices, accounts: &[&AccountView]) -> Markup {
    let row = |account: &&AccountView| {
        let signed_in = account.signed_in_at.map(|at| ask.instant(at));
        vec![
            Cell::marked(html! {
                a.govuk-link href=(path(account)) { (account.name) }
                div.c-note { (account.login) }
            }),
            Cell::text(role_name(ask, account.role)),
            Cell::text(offices.name(ask.lang, &account.office)),
            Cell::marked(state_tag(ask, account.active)),
            Cell::text(signed_in.unwrap_or_else(|| ask.t("app-account-never"))),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-accounts-title"),
        caption_hidden: true,
        columns: [
            "app-account-name",
            "app-account-role",
            "app-account-office",
            "app-account-state",
            "app-account-seen",
        ]
        .map(|key| Column::text(ask.t(key)))
        .to_vec(),
        rows: accounts.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn path(account: &AccountView) -> String {
    format!("/accounts/{}", account.account)
}

fn state_tag(ask: &Ask, active: bool) -> Markup {
    match active {
        true => part::tag(TagKind::Good, &ask.t("app-account-open")),
        false => part::tag(TagKind::Restricted, &ask.t("app-account-closed")),
    }
}

/// What a role is called.
pub fn role_name(ask: &Ask, role: Role) -> String {
    ask.t(&access::role_key(role))
}

/// Every office with its names; those an administrator added are not in the country's file.
pub struct Offices(Vec<OfficeView>);

impl Offices {
    pub fn of(house: &House) -> Result<Offices, Fault> {
        house.access.offices().map(Offices)
    }
    pub fn all(&self) -> &[OfficeView] {
        &self.0
    }
    /// The office's name; its code when it is not there any more.
    pub fn name<'a>(&'a self, lang: Lang, office: &'a Office) -> &'a str {
        self.0.iter().find(|o| o.office == *office).map_or(office.code(), |o| o.name(lang))
    }
    /// Where an account may work: the open offices, and the one it has.
    pub fn choices(&self, ask: &Ask, own: Option<&Office>) -> Vec<Choice> {
        let fits = |o: &&OfficeView| o.open || own == Some(&o.office);
        let choice = |o: &OfficeView| Choice::new(o.office.code(), o.name(ask.lang));
        std::iter::once(Choice::new("", ask.t("app-choose")))
            .chain(self.0.iter().filter(fits).map(choice))
            .collect()
    }
    pub fn codes(&self) -> Vec<&str> {
        self.0.iter().map(|o| o.office.code()).collect()
    }
}

fn role_choices(ask: &Ask) -> Vec<Choice> {
    let role = |role: Role| Choice::new(role.code(), role_name(ask, role));
    std::iter::once(Choice::new("", ask.t("app-choose"))).chain(Role::ALL.into_iter().map(role)).collect()
}

fn role_codes() -> Vec<&'static str> {
    Role::ALL.into_iter().map(Role::code).collect()
}

/// How long a password may be, for the sentences that say so.
fn bounds() -> [(&'static str, Arg<'static>); 2] {
    [("min", access::PASSWORD_CHARS_MIN.into()), ("max", access::PASSWORD_CHARS_MAX.into())]
}

/// A password typed twice alike; an empty text after adding an error.
fn typed_password<'a>(ask: &'a Ask, errors: &mut FormErrors) -> &'a str {
    let (new, again) = (ask.form.text("password"), ask.form.text("password_again"));
    if new.is_empty() {
        errors.add("password", ask.t("web-error-required"));
    } else if new != again {
        errors.add("password_again", ask.t("app-account-password-differs"));
    }
    new
}

fn password_fields(ask: &Ask, errors: &FormErrors) -> Markup {
    let field = |id: &str, key: &str| {
        let field = part::Field::new(id, ask.t(key)).error(errors.of(id));
        field.autocomplete("new-password").width(part::Width::Medium)
    };
    html! {
        (part::password(&field("password", "app-account-password").hint(ask.tw("app-account-password-hint", &bounds()[..1]))))
        (part::password(&field("password_again", "app-account-password-again")))
    }
}

/// Puts a refusal beside the field it is about, or passes on what no field can mend.
fn refused(
    ask: &Ask,
    error: AccountError,
    fallback: &str,
    errors: &mut FormErrors,
) -> Result<(), web::Trouble> {
    let words = ask.tw(error.key(), &bounds());
    let field = match error {
        AccountError::Fault(fault) => return Err(fault.into()),
        AccountError::NoSuchAccount => return Err(web::Trouble::NotFound),
        AccountError::LoginForm | AccountError::LoginTaken => "login",
        AccountError::Name(_) => "name",
        AccountError::Password(_) => "password",
        AccountError::NoSuchOffice => "office",
        AccountError::Affiliation(access::AffiliationError::Reason(_)) => "affiliation_reason",
        AccountError::Affiliation(_) => "role",
        AccountError::LastAdministrator | AccountError::WrongPassword | AccountError::Wait { .. } => fallback,
    };
    errors.add(field, words);
    Ok(())
}

fn reads_link(house: &House, ask: &Ask, account: &AccountView) -> Option<Act> {
    let href = format!("/read-log?account={}", account.account);
    house.may(&ask.who, Permission::ReadReadLog, None).then(|| Act::new(href, ask.t("app-account-reads")))
}
