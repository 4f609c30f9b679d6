//! `ceiba user`: adding and listing accounts from the server's own console.

use super::{Ended, Failure, failure, print_json};
use crate::cli::UserCommand;
use crate::wiring;
use access::NewAccount;
use kernel::{Lang, Office, Role};
use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;

pub fn run(command: UserCommand) -> Ended {
    match command {
        UserCommand::Add { data, login, name, role, office, lang } => {
            let known = Role::ALL.map(Role::code).join(", ");
            let role =
                Role::from_code(&role).ok_or_else(|| failure(format!("no role `{role}`; known: {known}")))?;
            let lang = Lang::from_tag(&lang).ok_or_else(|| failure("a language is es or en"))?;
            let house = wiring::open_house(&data, false, false)?;
            let password = password()?;
            let office = Office(office);
            let new =
                NewAccount { login: &login, name: &name, role, office: &office, lang, password: &password };
            let account = house.access.add_account(&new, None)?;
            println!("{account}");
        }
        UserCommand::List { data, json } => {
            let house = wiring::open_house(&data, false, false)?;
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
    }
    Ok(ExitCode::SUCCESS)
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
