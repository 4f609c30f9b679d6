//! Whether a letter that somebody shows was issued here: read from the PDF or the QR text, checked with the site's key.

pub mod page;

use casework::applicant_card::{self, CardRow};
use casework::model::Words;
use casework::record::{self, LetterRow};
use jiff::civil::Date;
use ledger::{Door, Fault, FoundCheckpoint, KeyFile, Ledger};
use letters::{Kind, NotAProof, Proof, parse_payload, payload_in_pdf};
use serde::Serialize;
use uuid::Uuid;

/// What was found. A failed check warns; it never takes anything from the person who shows the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// The signature fits: this site issued it.
    Genuine { kind: &'static str, id: Uuid, issued: Date, site: String },
    /// The signature fits, and the register of letters has it.
    Issued(Registered),
    /// A short code was typed: the register has such a letter. The code alone proves nothing of the paper shown.
    Listed(Registered),
    /// A card whose signature fits, and the register has it.
    Card(RegisteredCard),
    /// A short code was typed: the register has such a card. The code alone proves nothing of the card shown.
    ListedCard(RegisteredCard),
    /// Another site issued it, whose key is here: the signature fits, and only that site knows whether it still holds.
    Elsewhere { kind: &'static str, serial: Option<String>, issued: Date, site: String },
    /// The words of a log, or its short code, were typed: a checkpoint has them.
    Log(FoundCheckpoint),
    /// The signature fits, but the register has no such letter: it may have been issued after the last backup.
    NotListed { issued: Date, site: String },
    /// It says another site issued it, whose key is not here.
    Unknown { site: String },
    /// The signature does not fit what is written.
    Forged,
    /// There is no readable proof in it.
    NoProof(String),
}

/// What whoever checks a paper may know of a letter: never the name of a person, nor why it was revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Registered {
    pub letter: String,
    pub names: Words,
    pub serial: String,
    pub issued: Date,
    /// Since when it no longer holds.
    pub revoked: Option<Date>,
}

impl From<LetterRow> for Registered {
    fn from(row: LetterRow) -> Registered {
        Registered {
            letter: row.letter,
            names: row.names,
            serial: row.serial,
            issued: row.issued_on,
            revoked: row.revoked_on,
        }
    }
}

/// What whoever checks a card may know of it: never the name of a person, nor why another one was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisteredCard {
    pub serial: String,
    pub issued: Date,
    pub valid_until: Date,
    /// Since when another card holds in its place.
    pub replaced: Option<Date>,
}

impl From<CardRow> for RegisteredCard {
    fn from(row: CardRow) -> RegisteredCard {
        RegisteredCard {
            serial: row.serial,
            issued: row.issued_on,
            valid_until: row.valid_until,
            replaced: row.replaced_on,
        }
    }
}

/// The longest document that is looked at, in bytes.
pub const DOCUMENT_BYTES_MAX: usize = 20_000_000;

/// Checks a PDF file, the text of a QR code, a short code, or the words of a log.
pub fn check(ledger: &Ledger, document: &[u8]) -> Result<Verdict, Fault> {
    if document.len() > DOCUMENT_BYTES_MAX {
        return Ok(Verdict::NoProof("the file is too large".into()));
    }
    let text = if document.starts_with(b"%PDF") {
        payload_in_pdf(document)
    } else {
        Some(String::from_utf8_lossy(document).trim().to_owned())
    };
    if let Some(code) = text.as_deref().and_then(letters::read_short_code) {
        return listed(ledger, &code);
    }
    if let Some(found) = text.as_deref().map(|code| ledger.checkpoint_of_code(code)).transpose()?.flatten() {
        return Ok(Verdict::Log(found));
    }
    match text.as_deref().map(parse_payload) {
        None => Ok(Verdict::NoProof(NotAProof::OtherText.to_string())),
        Some(Err(error)) => Ok(Verdict::NoProof(error.to_string())),
        Some(Ok(signed)) => judged(ledger, &signed),
    }
}

/// The letter or card of a short code; two of one code are as good as none.
fn listed(ledger: &Ledger, code: &str) -> Result<Verdict, Fault> {
    let (letters, cards) = ledger.read(|r| {
        Ok::<_, Fault>((record::letters_of_code(r, code)?, applicant_card::cards_of_code(r, code)?))
    })?;
    let letters = letters.into_iter().map(|row| Verdict::Listed(row.into()));
    let mut found: Vec<Verdict> =
        letters.chain(cards.into_iter().map(|row| Verdict::ListedCard(row.into()))).collect();
    Ok(match (found.pop(), found.is_empty()) {
        (Some(only), true) => only,
        _ => Verdict::NoProof("the register has no letter of this code".into()),
    })
}

fn judged(ledger: &Ledger, signed: &letters::SignedProof) -> Result<Verdict, Fault> {
    let claimed = signed.claimed();
    let Some(key) = ledger.read(|r| r.site_key(&claimed.site))? else {
        return Ok(Verdict::Unknown { site: claimed.site.clone() });
    };
    let proved = signed.verified(|message, signature| KeyFile::verifies(&key, message, signature));
    let Some(proof) = proved else { return Ok(Verdict::Forged) };
    let known = registered(ledger, proof)?;
    Ok(known.unwrap_or_else(|| unregistered(ledger, proof)))
}

/// What the registers here say of a paper that is proved.
fn registered(ledger: &Ledger, proof: &Proof) -> Result<Option<Verdict>, Fault> {
    match proof.kind {
        Kind::Letter => {
            let row = ledger.read(|r| record::letter_of(r, proof.id))?;
            Ok(row.map(|row| Verdict::Issued(row.into())))
        }
        Kind::Card { .. } => {
            let row = ledger.read(|r| applicant_card::card_of(r, proof.id))?;
            Ok(row.map(|row| Verdict::Card(row.into())))
        }
        Kind::Intent | Kind::Decision => Ok(None),
    }
}

/// What is left to say of a paper that is proved and stands in no register here.
fn unregistered(ledger: &Ledger, proof: &Proof) -> Verdict {
    let (kind, issued, site) = (proof.kind.code(), proof.issued, proof.site.clone());
    match proof.kind {
        Kind::Intent | Kind::Decision => Verdict::Genuine { kind, id: proof.id, issued, site },
        _ if site != ledger.site() => Verdict::Elsewhere { kind, serial: proof.serial(), issued, site },
        Kind::Letter | Kind::Card { .. } => Verdict::NotListed { issued, site },
    }
}
