//! The tour of the demonstration: who works here, how to sign in as each, and what each should try. Invented data only.

use super::account::role_name;
use kernel::Role;
use web::part::{self, Act};
use web::{Ask, House, Page, Reply, Trouble, html};

/// What each role should try: the key of the sentence and where it leads.
const STOPS: &[(Role, &[(&str, &str)])] = &[
    (Role::BorderOfficer, &[("app-tour-border-1", "/post"), ("app-tour-border-2", "/people")]),
    (
        Role::RegistrationOfficer,
        &[("app-tour-registration-1", "/day"), ("app-tour-registration-2", "/intents")],
    ),
    (
        Role::EligibilityOfficer,
        &[
            ("app-tour-eligibility-1", "/day"),
            ("app-tour-eligibility-2", "/cases"),
            ("app-tour-eligibility-3", "/break-glass"),
        ],
    ),
    (Role::Reviewer, &[("app-tour-reviewer-1", "/day")]),
    (Role::DecidingAuthority, &[("app-tour-authority-1", "/day")]),
    (Role::ChildProtectionDelegate, &[("app-tour-child-1", "/day")]),
    (Role::Supervisor, &[("app-tour-supervisor-1", "/supervision"), ("app-tour-supervisor-2", "/rota")]),
    (Role::Statistician, &[("app-tour-statistician-1", "/statistics")]),
    (Role::PledgeFocalPoint, &[("app-tour-pledges-1", "/pledges")]),
    (
        Role::DataProtectionOfficer,
        &[("app-tour-data-1", "/data-protection"), ("app-tour-data-2", "/breaches/opened-files")],
    ),
    (
        Role::LegalAdviser,
        &[("app-tour-legal-1", "/procedures/statements"), ("app-tour-legal-2", "/procedures")],
    ),
    (
        Role::Administrator,
        &[
            ("app-tour-administrator-1", "/administration"),
            ("app-tour-administrator-2", "/procedures/policies"),
        ],
    ),
];

/// `GET /tour`
pub fn show(house: &House, ask: &Ask) -> Reply {
    if !house.demo {
        return Err(Trouble::NotFound);
    }
    let accounts = house.access.accounts()?;
    let login = |role: Role| {
        let mut of_role: Vec<_> = accounts.iter().filter(|a| a.active && a.role == role).collect();
        of_role.sort_by_key(|a| (a.login.len(), a.login.clone()));
        of_role.first().map(|a| (a.login.clone(), a.name.clone()))
    };
    let title = ask.t("app-tour-title");
    let body = html! {
        (part::heading(&title, Some(house.country.name(ask.lang)), Some(&ask.t("app-tour-lead"))))
        (part::inset(html! { p { (ask.t("app-tour-password")) " " code { (crate::demo::PASSWORD) } } }))
        @for (role, stops) in STOPS {
            @if let Some((login, name)) = login(*role) {
                (part::card(&role_name(ask, *role), html! {
                    p { code { (login) } span.c-note { " · " (name) } }
                    ol.govuk-list.govuk-list--number { @for (key, href) in *stops {
                        li { (ask.t(key)) " " (part::link(&Act::new(*href, ask.t("app-tour-go")).about(ask.t(key)))) }
                    } }
                }))
            }
        }
        (part::card(&ask.t("app-tour-everybody"), html! {
            ul.govuk-list.govuk-list--bullet {
                li { (ask.t("app-tour-everybody-law")) " " (part::link(&Act::new("/procedures", ask.t("app-tour-go")).about(ask.t("app-tour-everybody-law")))) }
                li { (ask.t("app-tour-everybody-verify")) " " (part::link(&Act::new("/documents/verify", ask.t("app-tour-go")).about(ask.t("app-tour-everybody-verify")))) }
                li { (ask.t("app-tour-everybody-phone")) }
            }
        }))
    };
    Ok(Page::new(title, body).section("tour").into())
}
