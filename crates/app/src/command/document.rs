//! `ceiba document verify`: whether a letter was issued by this site, without asking any network.

use super::{Ended, FOUND, print_json};
use crate::cli::{DataArgs, DocumentCommand};
use crate::wiring;
use asylum::verify::{Verdict, check};
use std::io::Read;
use std::process::ExitCode;

pub fn run(command: DocumentCommand) -> Ended {
    let DocumentCommand::Verify { document, data, json } = command;
    verify(&document, &data, json)
}

fn verify(document: &str, data: &DataArgs, json: bool) -> Ended {
    let bytes = if document == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        bytes
    } else if document.starts_with("CEIBA") {
        document.as_bytes().to_vec()
    } else {
        std::fs::read(document)?
    };
    let ledger = wiring::open_ledger(data)?;
    let verdict = check(&ledger, &bytes);
    let (words, ok) = match &verdict {
        Verdict::Genuine { kind, id, issued, site } => {
            (format!("genuine: {kind} {id}, issued {issued} by {site}"), true)
        }
        Verdict::Unknown { site } => {
            (format!("not verified: issued by {site}, whose key is not here"), false)
        }
        Verdict::Forged => ("not verified: the signature does not fit".to_owned(), false),
        Verdict::NoProof(why) => (format!("not verified: {why}"), false),
    };
    if json {
        print_json(&verdict)?;
    } else {
        println!("{words}");
    }
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}
