//! Where somebody's account is open, and ending that: a tablet is lost, somebody leaves.

use super::path;
use access::AccountView;
use kernel::AccountId;
use ledger::Fault;
use web::part;
use web::{Ask, House, Markup, Reply, Trouble, html};

/// What stands on the account's page.
pub fn card(house: &House, ask: &Ask, account: &AccountView) -> Result<Markup, Fault> {
    let open = house.access.sessions(account.account)?;
    let words = |session: &access::SessionView| {
        let unknown = || ask.t("app-account-session-unknown");
        let device = if session.browser.is_empty() { unknown() } else { session.browser.clone() };
        let seen = ask.instant(session.seen_at);
        ask.tw("app-account-session", &[("device", device.as_str().into()), ("seen", seen.as_str().into())])
    };
    Ok(html! {
        @if open.is_empty() { p { (ask.t("app-account-sessions-none")) } }
        @else {
            ul.govuk-list."govuk-list--bullet" { @for session in &open { li { (words(session)) } } }
            form method="post" action={ (path(account)) "/sessions" } {
                (ask.csrf_fields())
                (part::second_button(&ask.t("app-account-sessions-end"), "end", "all"))
            }
        }
    })
}

/// `POST /accounts/{account}/sessions`
pub fn end(house: &House, ask: &Ask) -> Reply {
    let id: AccountId = ask.id("account")?;
    let account = house.access.account(id)?.ok_or(Trouble::NotFound)?;
    house.access.end_sessions_of(id, ask.who.account)?;
    Ok(ask.done(&path(&account), "app-account-done-sessions"))
}
