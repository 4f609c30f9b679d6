//! `ceiba document`: whether a letter was issued by this site and still holds, and which letters a country has.

use super::{Ended, FOUND, print_json};
use crate::cli::{DataArgs, DocumentCommand};
use crate::{country, wiring};
use asylum::verify::{Registered, RegisteredCard, Verdict, check};
use serde::Serialize;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

pub fn run(command: DocumentCommand) -> Ended {
    match command {
        DocumentCommand::Verify { document, data, json } => verify(&document, &data, json),
        DocumentCommand::Letters { country, countries, json } => {
            letters(&country, countries.as_deref(), json)
        }
    }
}

/// The letters of a country, with the languages they are written in; what is wrong with them goes first.
fn letters(name: &str, countries: Option<&Path>, json: bool) -> Ended {
    let law = country::load(name, countries)?;
    let blanks = country::letters(name, countries)?;
    let faults = asylum::letter::faults(&law, &blanks);
    faults.iter().for_each(|fault| eprintln!("{fault}"));
    let lines: Vec<LetterLine> = blanks.iter().map(LetterLine::of).collect();
    if json {
        print_json(&lines)?;
    } else {
        for line in &lines {
            let languages = line.languages.join(",");
            println!("{:<24} {:<24} {:<8} {languages:<10} {}", line.id, line.kind, line.serial, line.name);
        }
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

#[derive(Serialize)]
struct LetterLine {
    id: String,
    kind: &'static str,
    serial: String,
    languages: Vec<&'static str>,
    name: String,
    /// SHA-256 of the letter's file and layout.
    hash: String,
}

impl LetterLine {
    fn of(blank: &letters::Blank) -> LetterLine {
        LetterLine {
            id: blank.id.clone(),
            kind: blank.kind.code(),
            serial: blank.serial.clone(),
            languages: blank.languages(),
            name: blank.names.get(kernel::Lang::Es.tag()).to_owned(),
            hash: blank.hash.clone(),
        }
    }
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
    let verdict = check(&ledger, &bytes)?;
    let (words, ok) = match &verdict {
        Verdict::Genuine { kind, id, issued, site } => {
            (format!("genuine: {kind} {id}, issued {issued} by {site}"), true)
        }
        Verdict::Issued(letter) if letter.revoked.is_none() => {
            (format!("genuine: {}, issued {}", told(letter), letter.issued), true)
        }
        Verdict::Issued(letter) | Verdict::Listed(letter) => {
            (format!("{}: {}", standing(letter), told(letter)), false)
        }
        Verdict::Card(card) if card.replaced.is_none() => (
            format!(
                "genuine: card {}, issued {}, valid until {}",
                card.serial, card.issued, card.valid_until
            ),
            true,
        ),
        Verdict::Card(card) | Verdict::ListedCard(card) => (told_of_card(card), false),
        Verdict::Elsewhere { kind, serial, issued, site } => {
            let serial = serial.as_deref().unwrap_or("without a serial");
            (
                format!(
                    "signed by {site}: {kind} {serial}, issued {issued}; ask there whether it still holds"
                ),
                true,
            )
        }
        Verdict::Log(found) => super::ledger::told_of(found),
        Verdict::NotListed { issued, site } => {
            (format!("not in the register: signed by {site}, issued {issued}"), false)
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

/// Which letter it is; never whose.
fn told(letter: &Registered) -> String {
    format!("{} {}", letter.letter, letter.serial)
}

/// What the register says of a card that is not proved, or that another one replaced.
fn told_of_card(card: &RegisteredCard) -> String {
    match card.replaced {
        Some(on) => format!("replaced since {on}: card {}", card.serial),
        None => format!("in the register: card {}, valid until {}", card.serial, card.valid_until),
    }
}

/// What the register says of a letter that is not proved, or that no longer holds.
fn standing(letter: &Registered) -> String {
    match letter.revoked {
        Some(on) => format!("revoked {on}"),
        None => format!("in the register, issued {}, but a short code proves nothing", letter.issued),
    }
}
