//! The administrator's first screen: accounts, offices, who is on duty, the site, the law in force, and how Ceiba is.

use super::account::{Offices, role_name};
use crate::examine::{self, Depth};
use access::AccountView;
use casework::Laws;
use jiff::SignedDuration;
use kernel::Role;
use ledger::Ledger;
use web::part::{self, Act, Tally, TermState, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// An account that nobody used for this long is worth a question.
const IDLE_DAYS: i64 = 90;

/// `GET /administration`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let accounts = house.access.accounts()?;
    let offices = Offices::of(house)?;
    let title = ask.t("app-board-title");
    let body = html! {
        (part::heading(&title, None, Some(&ask.words().day_full(ask.lang, ask.today))))
        (health(house, ask))
        (part::tallies(&tallies(ask, &accounts, &offices)))
        (part::columns(
            html! {
                (part::card(&ask.t("app-board-staff"), staff(ask, &accounts)))
                (part::card(&ask.t("app-board-duty"), duty(house, ask, &accounts, &offices)?))
            },
            html! {
                (part::card(&ask.t("app-board-law"), law(house, ask)))
                (part::card(&ask.t("app-board-site"), site(house, ask)))
            },
        ))
    };
    Ok(Page::new(title, body).section("administration").into())
}

fn health(house: &House, ask: &Ask) -> Markup {
    let findings = examine::database(&house.ledger as &Ledger, Depth::Quick);
    let wrong = findings.iter().filter(|finding| !finding.ok).count();
    let more = html! { p { (part::link(&Act::new("/health", ask.t("app-board-health")))) } };
    match wrong {
        0 => part::notice(Tone::Done, &ask.t("app-health-well"), more),
        n => part::notice(Tone::Danger, &ask.tw("app-health-unwell", &[("count", n.into())]), more),
    }
}

fn is_idle(ask: &Ask, account: &AccountView) -> bool {
    let since = account.signed_in_at.unwrap_or(account.added_at);
    account.active && ask.now.duration_since(since) > SignedDuration::from_hours(24 * IDLE_DAYS)
}

fn tallies(ask: &Ask, accounts: &[AccountView], offices: &Offices) -> Vec<Tally> {
    let tally = |n: usize, key: &str, href: &str, is_wrong: bool| Tally {
        count: ask.number(i64::try_from(n).unwrap_or(0)),
        words: ask.t(key),
        href: Some(href.to_owned()),
        state: if is_wrong && n > 0 { TermState::DueSoon { days: 0 } } else { TermState::Ok },
    };
    let idle = accounts.iter().filter(|a| is_idle(ask, a)).count();
    vec![
        tally(accounts.iter().filter(|a| a.active).count(), "app-board-accounts", "/accounts", false),
        tally(idle, "app-board-idle", "/accounts", true),
        tally(offices.all().iter().filter(|o| o.open).count(), "app-board-offices", "/offices", false),
    ]
}

/// How many of each role there are: a role without anybody is a door without a key.
fn staff(ask: &Ask, accounts: &[AccountView]) -> Markup {
    let count = |role: Role| accounts.iter().filter(|a| a.active && a.role == role).count();
    let lines: Vec<(String, Markup)> = Role::ALL
        .into_iter()
        .map(|role| {
            let words = match count(role) {
                0 => html! { b { (ask.t("app-board-nobody")) } },
                n => html! { (n) },
            };
            (role_name(ask, role), words)
        })
        .collect();
    html! { (part::facts(&lines)) p { (part::link(&Act::new("/accounts/new", ask.t("app-account-new")))) } }
}

fn duty(
    house: &House,
    ask: &Ask,
    accounts: &[AccountView],
    offices: &Offices,
) -> Result<Markup, ledger::Fault> {
    let duties = house.access.duties(ask.today, ask.today)?;
    let name =
        |duty: &access::Duty| accounts.iter().find(|a| a.account == duty.account).map(|a| a.name.clone());
    let lines: Vec<(String, Markup)> = duties
        .iter()
        .map(|duty| {
            let who = name(duty).unwrap_or_else(|| ask.t("app-staff-gone"));
            (offices.name(ask.lang, &duty.office).to_owned(), html! { (who) })
        })
        .collect();
    Ok(html! {
        @if lines.is_empty() { p.c-note { (ask.t("app-board-duty-none")) } } @else { (part::facts(&lines)) }
        p { (part::link(&Act::new("/rota", ask.t("app-rota-title")))) }
    })
}

fn law(house: &House, ask: &Ask) -> Markup {
    let law = house.room::<Laws>().law();
    let mut in_force: Vec<&procedure::Procedure> =
        law.procedures.iter().filter(|p| p.in_force_on(ask.today)).collect();
    in_force.sort_by_key(|p| p.id.clone());
    html! {
        ul.govuk-list { @for procedure in in_force { li {
            a.govuk-link href={ "/procedures/" (procedure.id) } { (procedure.names.in_lang(ask.lang)) }
            div.c-note { (procedure.version) " · " (ask.tw("app-board-since", &[("day", ask.day(procedure.valid_from).into())])) }
        } } }
    }
}

fn site(house: &House, ask: &Ask) -> Markup {
    let engine = house.ledger.engine().unwrap_or_else(|_| ask.t("app-board-unknown"));
    let lines = vec![
        (
            ask.t("app-board-site-code"),
            html! { code { (house.ledger.tenant()) " / " (house.ledger.site()) } },
        ),
        (ask.t("app-board-engine"), html! { (engine) }),
        (ask.t("app-board-version"), html! { (env!("CARGO_PKG_VERSION")) }),
    ];
    html! {
        (part::facts(&lines))
        p { (part::link(&Act::new("/exchange", ask.t("app-exchange-title")))) }
        p { (part::link(&Act::new("/read-log", ask.t("app-nav-read-log")))) }
    }
}
