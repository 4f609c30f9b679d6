//! Other systems that may ask the programming interface: the list, each one's page, a new secret, taking it back.

pub mod add;

use super::account::{Offices, role_name};
use access::{ClientError, ClientView, NewSecret};
use kernel::AccountId;
use web::part::{self, Act, Cell, Column, TagKind, Tone};
use web::{Ask, House, Markup, Page, Permission, Reply, Trouble, html};

/// `GET /clients`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let offices = Offices::of(house)?;
    let clients = house.access.clients()?;
    let title = ask.t("app-clients-title");
    let new = Act::new("/clients/new", ask.t("app-client-new"));
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-clients-lead"))))
        p { (part::go(&new.href, &new.words)) }
        @if clients.is_empty() {
            (part::empty_state(&ask.t("app-clients-none"), &ask.t("app-clients-none-next"), Some(&new)))
        } @else { (table(ask, &offices, &clients)) }
        p { (part::link(&Act::new("/api", ask.t("app-clients-api")))) }
    };
    Ok(Page::new(title, body).section("clients").into())
}

fn table(ask: &Ask, offices: &Offices, clients: &[ClientView]) -> Markup {
    let row = |c: &ClientView| {
        vec![
            Cell::marked(html! {
                a.govuk-link href={ "/clients/" (c.client) } { (c.name) }
                div.c-note { (c.owner) }
            }),
            Cell::marked(html! {
                (role_name(ask, c.role)) div.c-note { (offices.name(ask.lang, &c.office)) }
            }),
            Cell::marked(state(ask, c)),
            Cell::text(c.used_at.map_or_else(|| ask.t("app-client-never"), |at| ask.instant(at))),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-clients-title"),
        caption_hidden: true,
        columns: ["app-client-name", "app-client-role", "app-client-state", "app-client-used"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: clients.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn state(ask: &Ask, client: &ClientView) -> Markup {
    match (client.is_open(ask.now), client.revoked_at) {
        (true, _) => part::tag(TagKind::Good, &ask.t("app-client-open")),
        (false, Some(_)) => part::tag(TagKind::Restricted, &ask.t("app-client-revoked")),
        (false, None) => part::tag(TagKind::Restricted, &ask.t("app-client-expired")),
    }
}

fn found(house: &House, ask: &Ask) -> Result<ClientView, Trouble> {
    house.access.client(ask.id("client")?)?.ok_or(Trouble::NotFound)
}

/// `GET /clients/{client}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let client = found(house, ask)?;
    Ok(page(house, ask, &client, None)?.into())
}

/// The page of a system, once with the secret that nobody sees again.
pub(super) fn page(
    house: &House,
    ask: &Ask,
    client: &ClientView,
    made: Option<&NewSecret>,
) -> Result<Page, Trouble> {
    let offices = Offices::of(house)?;
    let scopes: Vec<String> = client.scopes.iter().map(|p| ask.t(&p.key())).collect();
    let by = |account: AccountId| house.access.name_of(account);
    let added_by = client.added_by.map(by).transpose()?.flatten();
    let facts = [
        (ask.t("app-client-state"), state(ask, client)),
        (ask.t("app-client-id"), html! { code { (client.client) } }),
        (ask.t("app-client-owner"), html! { (client.owner) }),
        (ask.t("app-client-purpose"), html! { (client.purpose) }),
        (
            ask.t("app-client-role"),
            html! { (role_name(ask, client.role)) " · " (offices.name(ask.lang, &client.office)) },
        ),
        (ask.t("app-client-scopes"), html! { ul.govuk-list { @for scope in &scopes { li { (scope) } } } }),
        (
            ask.t("app-affiliation-title"),
            super::affiliation::line(
                ask,
                &client.own_affiliation,
                &format!("/clients/{}/affiliation", client.client),
                &client.name,
            ),
        ),
        (ask.t("app-client-until"), html! { (ask.instant(client.expires_at)) }),
        (
            ask.t("app-client-used"),
            html! { (client.used_at.map_or_else(|| ask.t("app-client-never"), |at| ask.instant(at))) },
        ),
        (
            ask.t("app-client-added"),
            html! {
                (ask.instant(client.added_at)) " · " (added_by.unwrap_or_else(|| ask.t("app-client-installation")))
            },
        ),
    ];
    let body = part::prose(html! {
        (part::heading(&client.name, None, None))
        @if let Some(made) = made { (secret(ask, made)) }
        (part::card(&ask.t("app-client-facts"), part::facts(&facts)))
        @if client.revoked_at.is_none() { (switches(ask, client)) }
    });
    let back = part::back_link(&Act::new("/clients", ask.t("app-clients-title")));
    Ok(Page::new(client.name.clone(), body).section("clients").back(back))
}

fn secret(ask: &Ask, made: &NewSecret) -> Markup {
    part::notice(
        Tone::Done,
        &ask.t("app-client-secret"),
        html! {
            p { (ask.t("app-client-secret-once")) }
            p { (ask.t("app-client-id")) ": " code { (made.client) } }
            p { (ask.t("app-client-secret-word")) ": " code { (made.secret) } }
        },
    )
}

fn switches(ask: &Ask, client: &ClientView) -> Markup {
    html! {
        form method="post" action={ "/clients/" (client.client) "/secret" } {
            (ask.csrf_fields())
            p { (ask.t("app-client-rotate-words")) }
            (part::quiet_button(&ask.t("app-client-rotate"), "rotate", "1"))
        }
        form method="post" action={ "/clients/" (client.client) "/revoke" } {
            (ask.csrf_fields())
            p { (ask.t("app-client-revoke-words")) }
            (part::quiet_button(&ask.t("app-client-revoke"), "revoke", "1"))
        }
    }
}

fn refused(ask: &Ask, error: ClientError) -> Trouble {
    match error {
        ClientError::Fault(fault) => fault.into(),
        error => Trouble::Refused(ask.t(error.key())),
    }
}

/// `POST /clients/{client}/secret`: the answer is the page itself, for the secret is shown once and kept nowhere.
pub fn rotate(house: &House, ask: &Ask) -> Reply {
    let client = found(house, ask)?;
    let made = house.access.rotate_client(client.client, Some(ask.who.account));
    let made = made.map_err(|error| refused(ask, error))?;
    Ok(page(house, ask, &client, Some(&made))?.into())
}

/// `POST /clients/{client}/revoke`
pub fn revoke(house: &House, ask: &Ask) -> Reply {
    let client = found(house, ask)?.client;
    house.access.revoke_client(client, Some(ask.who.account)).map_err(|error| refused(ask, error))?;
    Ok(ask.done(&format!("/clients/{client}"), "app-client-done-revoked"))
}

/// What a system may be given: everything that some operation asks for.
pub fn permissions(house: &House) -> Vec<Permission> {
    let operations = house.rooms.get::<web::api::Operations>();
    let all = operations.map_or(&[][..], web::api::Operations::all);
    let wanted: std::collections::BTreeSet<Permission> =
        all.iter().map(|op| op.permission).filter(|p| *p != Permission::Public).collect();
    wanted.into_iter().collect()
}
