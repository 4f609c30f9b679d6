//! Whether a letter that somebody shows was issued here: read from the PDF or the QR text, checked with the site's key.

pub mod page;

use casework::model::Words;
use casework::record::{self, LetterRow};
use jiff::civil::Date;
use ledger::{Fault, FoundCheckpoint, KeyFile, Ledger};
use letters::{Kind, NotAProof, parse_payload, payload_in_pdf};
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

/// The letter of a short code; two of one code are as good as none.
fn listed(ledger: &Ledger, code: &str) -> Result<Verdict, Fault> {
    let mut found = ledger.read(|r| record::letters_of_code(r, code))?;
    Ok(match (found.pop(), found.is_empty()) {
        (Some(row), true) => Verdict::Listed(row.into()),
        _ => Verdict::NoProof("the register has no letter of this code".into()),
    })
}

fn judged(ledger: &Ledger, signed: &letters::SignedProof) -> Result<Verdict, Fault> {
    let claimed = signed.claimed();
    if claimed.site != ledger.site() {
        return Ok(Verdict::Unknown { site: claimed.site.clone() });
    }
    let key = ledger.keys().public_key();
    let proved = signed.verified(|message, signature| KeyFile::verifies(&key, message, signature));
    let Some(proof) = proved else { return Ok(Verdict::Forged) };
    if proof.kind != Kind::Letter {
        let (kind, site) = (proof.kind.code(), proof.site.clone());
        return Ok(Verdict::Genuine { kind, id: proof.id, issued: proof.issued, site });
    }
    Ok(match ledger.read(|r| record::letter_of(r, proof.id))? {
        Some(row) => Verdict::Issued(row.into()),
        None => Verdict::NotListed { issued: proof.issued, site: proof.site.clone() },
    })
}
