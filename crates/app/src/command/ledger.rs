//! `ceiba ledger`: verify the log, rebuild the rows, print their digest, and write under load for the kill test.

use super::{Ended, FOUND, print_json, progress};
use crate::cli::{DataArgs, LedgerCommand};
use crate::wiring;
use asylum::{Child, Statement};
use kernel::{Actor, Office, Role};
use ledger::Stamp;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub fn run(command: LedgerCommand) -> Ended {
    match command {
        LedgerCommand::Verify { data, json } => verify(&data, json),
        LedgerCommand::Rebuild { data, json } => rebuild(&data, json),
        LedgerCommand::Digest { data, shape } => digest(&data, shape.as_deref()),
        LedgerCommand::Shape { data } => {
            print_json(&wiring::open_ledger(&data)?.shape())?;
            Ok(ExitCode::SUCCESS)
        }
        LedgerCommand::Stress { data, writers } => stress(&data, writers),
    }
}

fn verify(data: &DataArgs, json: bool) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let bar = progress("entries");
    let outcome = ledger.verify(|n| bar.set_position(n));
    bar.finish_and_clear();
    match outcome {
        Ok(proved) => {
            if json {
                print_json(&proved)?;
            } else {
                println!(
                    "ok: {} entries on {} records, head {}",
                    proved.entries, proved.records, proved.head
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(broken) => {
            if json {
                print_json(&serde_json::json!({ "broken": broken.to_string() }))?;
            } else {
                println!("broken: {broken}");
            }
            Ok(ExitCode::from(FOUND))
        }
    }
}

fn digest(data: &DataArgs, shape: Option<&Path>) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let digest = match shape {
        None => ledger.digest()?,
        Some(file) => ledger.digest_in(&serde_json::from_str(&std::fs::read_to_string(file)?)?)?,
    };
    println!("{digest}");
    Ok(ExitCode::SUCCESS)
}

fn rebuild(data: &DataArgs, json: bool) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let bar = progress("records");
    let rebuilt = ledger.rebuild(|n| bar.set_position(n))?;
    bar.finish_and_clear();
    if json {
        print_json(&rebuilt)?;
    } else {
        println!("rebuilt: {} rows of {} records, digest {}", rebuilt.rows, rebuilt.records, rebuilt.digest);
    }
    Ok(ExitCode::SUCCESS)
}

/// Each line printed was acknowledged: the id of an intent that must be there after any crash.
fn stress(data: &DataArgs, writers: u32) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let actor = Actor {
        account: uuid::Uuid::from_u128(1).into(),
        role: Role::BorderOfficer,
        office: Office::from("stress"),
    };
    let today = ledger.ports().clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let statement = Statement {
        stated_on: today,
        stated_at: jiff::civil::Time::midnight(),
        place: String::new(),
        language: "spa".into(),
        people: 1,
        child: Child::None,
        words: "x".repeat(200),
    };
    std::thread::scope(|scope| {
        for _ in 0..writers {
            scope.spawn(|| {
                while let Ok((id, _)) = ledger.write(|tx| {
                    asylum::express::run(tx, &Stamp::new(actor.clone()), statement.clone(), today)
                }) {
                    let mut out = std::io::stdout().lock();
                    if writeln!(out, "{id}").and_then(|()| out.flush()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    Ok(ExitCode::SUCCESS)
}
