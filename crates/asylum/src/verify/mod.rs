//! Whether a letter that somebody shows was issued here: read from the PDF or the QR text, checked with the site's key.

pub mod page;

use jiff::civil::Date;
use ledger::{KeyFile, Ledger};
use letters::{NotAProof, parse_payload, payload_in_pdf};
use serde::Serialize;
use uuid::Uuid;

/// What was found. A failed check warns; it never takes anything from the person who shows the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// The signature fits: this site issued it.
    Genuine { kind: &'static str, id: Uuid, issued: Date, site: String },
    /// It says another site issued it, whose key is not here.
    Unknown { site: String },
    /// The signature does not fit what is written.
    Forged,
    /// There is no readable proof in it.
    NoProof(String),
}

/// The longest document that is looked at, in bytes.
pub const DOCUMENT_BYTES_MAX: usize = 20_000_000;

/// Checks a PDF file or the text of a QR code.
pub fn check(ledger: &Ledger, document: &[u8]) -> Verdict {
    if document.len() > DOCUMENT_BYTES_MAX {
        return Verdict::NoProof("the file is too large".into());
    }
    let text = if document.starts_with(b"%PDF") {
        payload_in_pdf(document)
    } else {
        Some(String::from_utf8_lossy(document).trim().to_owned())
    };
    match text.as_deref().map(parse_payload) {
        None => Verdict::NoProof(NotAProof::OtherText.to_string()),
        Some(Err(error)) => Verdict::NoProof(error.to_string()),
        Some(Ok(signed)) => judged(ledger, &signed),
    }
}

fn judged(ledger: &Ledger, signed: &letters::SignedProof) -> Verdict {
    let claimed = signed.claimed();
    if claimed.site != ledger.site() {
        return Verdict::Unknown { site: claimed.site.clone() };
    }
    let key = ledger.keys().public_key();
    match signed.verified(|message, signature| KeyFile::verifies(&key, message, signature)) {
        Some(proof) => Verdict::Genuine {
            kind: proof.kind.code(),
            id: proof.id,
            issued: proof.issued,
            site: proof.site.clone(),
        },
        None => Verdict::Forged,
    }
}
