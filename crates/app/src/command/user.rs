//! `ceiba user`: accounts from the server's own console, in the name of an account as soon as there is one.

use super::{Ended, Failure, failure, print_json};
use crate::cli::UserCommand;
use crate::wiring;
use access::{NewAccount, Permission, Reset, Who};
use kernel::{Lang, Office, Role};
use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;
use web::House;

pub fn run(command: UserCommand) -> Ended {
    match command {
        UserCommand::Add { data, by, login, name, role, office, lang } => {
            let known = Role::ALL.map(Role::code).join(", ");
            let role =
                Role::from_code(&role).ok_or_else(|| failure(format!("no role `{role}`; known: {known}")))?;
            let lang = Lang::from_tag(&lang).ok_or_else(|| failure("a language is es or en"))?;
            let house = wiring::open_house(&data, false, false)?;
            let by = administrator(&house, by.as_deref())?;
            let password = password()?;
            let office = Office(office);
            let new =
                NewAccount { login: &login, name: &name, role, office: &office, lang, password: &password };
            let account = house.access.add_account(&new, by.map(|who| who.account))?;
            println!("{account}");
        }
        UserCommand::List { data, by_account, json } => {
            let house = wiring::open_house(&data, false, false)?;
            wiring::acting(&house, by_account.login.as_deref(), Permission::ManageAccounts)?;
            let accounts = house.access.accounts()?;
            if json {
                let line = |a: &access::AccountView| serde_json::json!({ "login": a.login, "role": a.role.code(), "office": a.office.code(), "active": a.active });
                print_json(&accounts.iter().map(line).collect::<Vec<_>>())?;
            } else {
                for a in accounts {
                    let closed = if a.active { "" } else { " (closed)" };
                    println!("{:<24} {:<28} {}{closed}", a.login, a.role.code(), a.office.code());
                }
            }
        }
        UserCommand::ResetFactor { data, by, login } => {
            let house = wiring::open_house(&data, false, false)?;
            let by = wiring::acting(&house, Some(&by), Permission::ConfirmIdentity)?;
            let account = house.access.account_of_login(&login)?;
            let account = account.ok_or_else(|| failure(format!("there is no account `{login}`")))?;
            match house.access.confirm_reset(account.account, &by)? {
                Reset::Waiting => println!("Noted. Another colleague must confirm too."),
                Reset::Done => println!("The factors are gone. The next sign-in sets one up."),
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Who adds an account: nobody when it is the very first, else an administrator who is named.
fn administrator(house: &House, login: Option<&str>) -> Result<Option<Who>, Failure> {
    if house.access.count()? == 0 {
        return Ok(None);
    }
    let login = login
        .ok_or_else(|| failure("there are accounts already: say who adds this one, with `--as LOGIN`"))?;
    Ok(Some(wiring::acting(house, Some(login), Permission::ManageAccounts)?))
}

fn password() -> Result<String, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!("Password (12 characters or more): ");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}
