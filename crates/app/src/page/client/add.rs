//! Registering another system: who answers for it, what for, as which role and where, with which permissions, until when.

use super::super::account::{Offices, role_name};
use super::super::affiliation;
use super::{page, permissions};
use access::{CLIENT_NAME_CHARS_MAX, CLIENT_PURPOSE_CHARS_MAX, ClientError, NewClient};
use jiff::civil::Time;
use kernel::{AccountId, Office, Role};
use ledger::Fault;
use web::part::{self, Act, Choice, Field, Width};
use web::{Ask, FormErrors, House, Page, Permission, Reply, Trouble, html};

/// `GET /clients/new`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(form_page(house, ask, &ask.errors())?.into())
}

/// Systems do everything but administer.
fn roles() -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| *role != Role::Administrator).collect()
}

fn form_page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let offices = Offices::of(house)?;
    let title = ask.t("app-client-new");
    let field = |id: &str, key: &str| {
        Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, "")).width(Width::Medium)
    };
    let none = std::iter::once(Choice::new("", ask.t("app-choose")));
    let roles: Vec<Choice> =
        none.chain(roles().into_iter().map(|r| Choice::new(r.code(), role_name(ask, r)))).collect();
    let scopes: Vec<Choice> =
        permissions(house).into_iter().map(|p| Choice::new(p.code(), ask.t(&p.key()))).collect();
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("app-client-new-lead"))))
        form method="post" action="/clients/new" novalidate {
            (ask.csrf_fields())
            (part::text(&field("name", "app-client-name")))
            (part::text(&field("owner", "app-client-owner").hint(ask.t("app-client-owner-hint"))))
            (part::text(&field("purpose", "app-client-purpose")))
            (part::select(&field("role", "app-client-role").hint(ask.t("app-client-role-hint")), &roles))
            (part::select(&field("office", "app-client-office"), &offices.choices(ask, None)))
            (part::checkboxes(&field("scopes", "app-client-scopes").hint(ask.t("app-client-scopes-hint")),
                &ask.values().all("scopes"), &scopes))
            (part::text(&field("until", "app-client-until").hint(ask.t("app-client-until-hint")).width(Width::Short).verbatim()))
            (affiliation::fields(house, ask, errors))
            (part::button(&ask.t("app-client-new-button")))
        }
    });
    let back = part::back_link(&Act::new("/clients", ask.t("app-clients-title")));
    Ok(Page::new(title, body).section("clients").back(back))
}

/// `POST /clients/new`: the answer is the page of the system with its secret, which is shown once and kept nowhere.
pub fn submit(house: &House, ask: &Ask) -> Reply {
    // A double click: the system stands there; its secret was shown the first time, and another can be made.
    if let Some(known) = house.ledger.answered(ask.key(), ask.who.account)? {
        return Ok(web::Answer::See(format!("/clients/{known}")));
    }
    let offices = Offices::of(house)?;
    let mut errors = ask.errors();
    let name = errors.required(ask, "name", CLIENT_NAME_CHARS_MAX);
    let owner = errors.required(ask, "owner", CLIENT_NAME_CHARS_MAX);
    let purpose = errors.required(ask, "purpose", CLIENT_PURPOSE_CHARS_MAX);
    let codes: Vec<&str> = roles().into_iter().map(Role::code).collect();
    let role = Role::from_code(&errors.required_choice(ask, "role", &codes));
    let office = Office(errors.required_choice(ask, "office", &offices.codes()));
    let scopes: Vec<Permission> =
        permissions(house).into_iter().filter(|p| ask.form.has("scopes", p.code())).collect();
    if scopes.is_empty() {
        errors.add("scopes", ask.t(ClientError::NoScope.key()));
    }
    let until = errors.required_day(ask, "until");
    let (states, reason) = affiliation::read(ask, &mut errors);
    if let (Some(role), Some(until), true) = (role, until, errors.is_empty()) {
        let end = until.to_datetime(Time::constant(23, 59, 59, 0)).to_zoned(house.country.zone.clone());
        let expires_at = end.map(|end| end.timestamp()).unwrap_or(ask.now);
        let new = NewClient {
            name: &name,
            owner: &owner,
            purpose: &purpose,
            role,
            office: &office,
            scopes: &scopes,
            expires_at,
        };
        match house.access.add_client_of(
            &new,
            affiliation::stated(&states, &reason).as_ref(),
            Some(ask.who.account),
        ) {
            Ok(made) => {
                let id: AccountId = made.client;
                house.ledger.once(ask.key(), ask.who.account, |_| Ok::<_, Fault>(id.to_string()))?;
                let client = house.access.client(id)?.ok_or(Trouble::NotFound)?;
                return Ok(page(house, ask, &client, Some(&made))?.into());
            }
            Err(ClientError::Fault(fault)) => return Err(fault.into()),
            Err(error) => {
                let field = match error {
                    ClientError::Owner(_) => "owner",
                    ClientError::Purpose(_) => "purpose",
                    ClientError::Affiliation(access::AffiliationError::Reason(_)) => "affiliation_reason",
                    ClientError::Affiliation(_) => "role",
                    ClientError::Role => "role",
                    ClientError::NoSuchOffice => "office",
                    ClientError::NoScope => "scopes",
                    ClientError::Expiry => "until",
                    _ => "name",
                };
                errors.add(field, ask.t(error.key()));
            }
        }
    }
    Err(Trouble::Invalid(form_page(house, ask, &errors)?))
}
