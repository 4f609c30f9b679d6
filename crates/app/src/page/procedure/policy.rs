//! Who may do what, as the policies say it: the reason of each in the reader's language, and the text that is obeyed.

use super::super::account::role_name;
use access::{Permission, Policy};
use kernel::Role;
use web::part::{self, Act};
use web::{Ask, House, Markup, Page, Reply, html};

/// `GET /procedures/policies`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let all = house.access.policies();
    let title = ask.t("app-policies-title");
    let body = html! {
        (part::heading(&title, Some(&ask.t("app-law-title")), Some(&ask.t("app-policies-lead"))))
        div.c-section {
            p { (ask.t("app-policies-rule")) }
            p { (ask.t("app-policies-steps")) }
        }
        @for (file, text) in access::POLICIES { (chapter(ask, file, text, &all)) }
    };
    let back = part::back_link(&Act::new("/procedures", ask.t("app-law-title")));
    Ok(Page::new(title, body).section("procedures").back(back).into())
}

fn chapter(ask: &Ask, file: &str, text: &str, all: &[Policy]) -> Markup {
    let name = holder(ask, file);
    let own = all.iter().filter(|policy| text.contains(&format!("@id(\"{}\")", policy.id)));
    let label = ask.tw("app-policies-text-of", &[("name", name.as_str().into())]);
    part::card(
        &name,
        html! {
            ul.govuk-list."govuk-list--bullet" { @for policy in own { li { (policy.why(ask.lang)) } } }
            (part::details(&ask.t("app-policies-text"), html! {
                div.c-scroll role="region" tabindex="0" aria-label=(label) { pre { code { (text) } } }
            }))
        },
    )
}

/// Each file is about one role, about one thing that several roles do, or about everybody.
fn holder(ask: &Ask, file: &str) -> String {
    let name = file.trim_end_matches(".cedar");
    match (name, Role::from_code(name)) {
        (_, Some(role)) => role_name(ask, role),
        ("break_glass", _) => ask.t(&Permission::BreakGlass.key()),
        ("transfer", _) => ask.t(&Permission::TransferCase.key()),
        ("compartment", _) => ask.t("app-policies-compartment"),
        ("origin_wall", _) => ask.t("app-policies-origin-wall"),
        _ => ask.t("app-policies-everybody"),
    }
}
