//! `ceiba tls`: the site's own authority, what it vouches for, and a new certificate.

use super::{Ended, Failure, failure, print_json};
use crate::cli::{DataArgs, TlsCommand};
use crate::tls::host::Host;
use crate::tls::{TlsError, kept};
use crate::wiring;
use ledger::Ledger;
use std::path::Path;
use std::process::ExitCode;

pub fn run(command: TlsCommand) -> Ended {
    match command {
        TlsCommand::Init { data, names, replace } => {
            let names = hosts(&names)?;
            let ledger = opened(&data)?;
            kept::init(&ledger, &names, replace)?;
            show(&ledger, false)
        }
        TlsCommand::Show { data, out, json } => {
            let ledger = opened(&data)?;
            if let Some(out) = out {
                let known = kept::authority(&ledger)?.ok_or(TlsError::NoAuthority)?;
                write_new(&out, &known.certificate)?;
            }
            show(&ledger, json)
        }
        TlsCommand::Renew { data, names } => {
            let names = hosts(&names)?;
            let ledger = opened(&data)?;
            kept::renew(&ledger, Some(names.as_slice()).filter(|names| !names.is_empty()))?;
            show(&ledger, false)
        }
    }
}

fn opened(data: &DataArgs) -> Result<Ledger, Failure> {
    Ok(wiring::open_ledger(data)?)
}

fn hosts(names: &[String]) -> Result<Vec<Host>, TlsError> {
    names.iter().map(|name| name.parse()).collect()
}

fn show(ledger: &Ledger, json: bool) -> Ended {
    let known = kept::authority(ledger)?.ok_or(TlsError::NoAuthority)?;
    let shown = kept::certificate(ledger)?.ok_or(TlsError::NoAuthority)?;
    let print = known.fingerprint();
    let names: Vec<String> = shown.names.iter().map(Host::to_string).collect();
    let (begins, ends) = (shown.span.begins_at, shown.span.ends_at);
    if json {
        print_json(&serde_json::json!({
            "authority": known.title, "made_at": known.made_at, "words": print.words(), "sha256": print.signs(),
            "names": names, "begins_at": begins, "ends_at": ends,
        }))?;
    } else {
        println!("authority    {}", known.title);
        println!("words        {}", print.words());
        println!("SHA-256      {}", print.signs());
        println!("vouches for  {}", names.join(", "));
        println!("holds        {begins} to {ends}; made anew by itself before that");
    }
    Ok(ExitCode::SUCCESS)
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|e| failure(format!("{}: {e}", path.display())))?;
    Ok(std::io::Write::write_all(&mut file, bytes)?)
}
