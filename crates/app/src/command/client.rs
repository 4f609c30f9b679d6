//! `ceiba client`: other systems that may ask the programming interface, from the server's own console.

use super::{Ended, Failure, failure, print_json};
use crate::cli::ClientCommand;
use crate::wiring;
use access::{NewClient, NewSecret, Permission};
use jiff::SignedDuration;
use kernel::{AccountId, Office, Role};
use serde_json::json;
use std::process::ExitCode;

pub fn run(command: ClientCommand) -> Ended {
    match command {
        ClientCommand::Add { data, name, owner, purpose, role, office, scopes, days, json } => {
            let known = Role::ALL.map(Role::code).join(", ");
            let role =
                Role::from_code(&role).ok_or_else(|| failure(format!("no role `{role}`; known: {known}")))?;
            let scope = |code: &String| {
                Permission::from_code(code).ok_or_else(|| failure(format!("no permission `{code}`")))
            };
            let scopes = scopes.iter().map(scope).collect::<Result<Vec<_>, Failure>>()?;
            let house = wiring::open_house(&data, false, false)?;
            let span = SignedDuration::from_hours(24 * i64::from(days));
            let expires_at = house.clock.now().checked_add(span)?;
            let office = Office(office);
            let new = NewClient {
                name: &name,
                owner: &owner,
                purpose: &purpose,
                role,
                office: &office,
                scopes: &scopes,
                expires_at,
            };
            tell(&house.access.add_client(&new, None)?, json)?;
        }
        ClientCommand::List { data, json } => {
            let house = wiring::open_house(&data, false, false)?;
            list(&house, json)?;
        }
        ClientCommand::Rotate { data, client, json } => {
            let house = wiring::open_house(&data, false, false)?;
            tell(&house.access.rotate_client(id(&client)?, None)?, json)?;
        }
        ClientCommand::Revoke { data, client } => {
            let house = wiring::open_house(&data, false, false)?;
            house.access.revoke_client(id(&client)?, None)?;
            println!("{client}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn id(text: &str) -> Result<AccountId, Failure> {
    text.parse().map_err(|_| failure(format!("`{text}` is no id of a client; see `ceiba client list`")))
}

/// The secret is told here and nowhere else.
fn tell(made: &NewSecret, as_json: bool) -> Result<(), Failure> {
    if as_json {
        return print_json(&json!({ "client_id": made.client.to_string(), "client_secret": made.secret }));
    }
    println!("client {}\nsecret {}", made.client, made.secret);
    Ok(())
}

fn list(house: &web::House, as_json: bool) -> Result<(), Failure> {
    let now = house.clock.now();
    let clients = house.access.clients()?;
    if as_json {
        let line = |c: &access::ClientView| {
            json!({
                "client_id": c.client.to_string(), "name": c.name, "owner": c.owner, "role": c.role.code(),
                "office": c.office.code(), "scopes": c.scopes.iter().map(|p| p.code()).collect::<Vec<_>>(),
                "open": c.is_open(now), "expires_at": c.expires_at, "used_at": c.used_at,
            })
        };
        return print_json(&clients.iter().map(line).collect::<Vec<_>>());
    }
    for c in clients {
        let closed = if c.is_open(now) { "" } else { " (closed)" };
        println!("{} {:<28} {:<24} {}{closed}", c.client, c.role.code(), c.office.code(), c.name);
    }
    Ok(())
}
