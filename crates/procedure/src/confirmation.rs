//! What a state's lawyer confirmed: that a statement says what the official text says, on which day, under which article.
//!
//! A confirmation holds on to what the statement said, by its fingerprint: whoever changes the statement later takes it
//! from under the confirmation, and the statement asks a person again.

use crate::Law;
use crate::said::{Cite, Verification};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// One statement as it read: the file it is written in, where in it, and the fingerprint of what it said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct StatementId {
    /// The file, inside the country's folder.
    pub file: String,
    /// Where in the file, such as `terms.appeal`. Several conditions of a step share one path; their words tell them apart.
    pub path: String,
    /// SHA-256, in hexadecimal, of what the statement says as data, without its cite.
    pub says: String,
}

impl StatementId {
    pub fn new(file: impl Into<String>, path: impl Into<String>, says: impl Into<String>) -> StatementId {
        StatementId { file: file.into(), path: path.into(), says: says.into() }
    }
    /// 128 bits that stand for it: the same on every machine.
    pub fn number(&self) -> u128 {
        crate::load::number(&[&self.file, &self.path, &self.says])
    }
}

/// A lawyer compared a statement with the official text (`[[confirmations]]` of `confirmations.toml`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    #[serde(flatten)]
    pub statement: StatementId,
    /// The article of the official text that says it.
    pub article: String,
    /// The address of the official text, or the gazette's reference.
    pub source: String,
    /// The lawyer's name and post.
    pub by: String,
    pub on: Date,
}

impl Confirmation {
    /// The cite as it reads once confirmed. What only a lawyer could show takes over the lawyer's source.
    fn laid_on(&self, written: &Cite) -> Cite {
        Cite {
            source: if written.is_unsourced() { self.source.clone() } else { written.source.clone() },
            url: is_address(&self.source).then(|| self.source.clone()).or_else(|| written.url.clone()),
            article: Some(self.article.clone()),
            verification: Verification::Verified,
            verified_by: Some(self.by.clone()),
            verified_on: Some(self.on),
            verified_in: Some(self.source.clone()),
        }
    }
}

/// Whether a text says where an official text stands: an address, or a reference with the number of a gazette or decree.
pub fn is_source(text: &str) -> bool {
    let text = text.trim();
    let is_reference = text.chars().any(char::is_alphabetic)
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().count() >= REFERENCE_CHARS_MIN
        && !text.contains("://");
    is_address(text) || is_reference
}

/// `D. 5/2018` is a reference; `art 3` is not.
const REFERENCE_CHARS_MIN: usize = 8;

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| host.contains('.') && !host.starts_with('.') && !host.ends_with('.'))
        && !text.contains(char::is_whitespace)
}

/// `confirmations.toml`, in the order of files and paths.
pub fn confirmations_file(confirmations: &[Confirmation]) -> String {
    let mut all: Vec<&Confirmation> = confirmations.iter().collect();
    all.sort_by(|a, b| a.statement.cmp(&b.statement));
    let mut text = String::from(
        "# What a lawyer of the state compared with the official text. Written by `ceiba procedure confirmations`; `says` is\n\
         # the fingerprint of what the statement said: a statement that is changed later is no longer confirmed.\n",
    );
    for c in all {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let StatementId { file, path, says } = &c.statement;
        let lines = [
            ("file", file.as_str()),
            ("path", path),
            ("says", says),
            ("article", &c.article),
            ("source", &c.source),
            ("by", &c.by),
        ];
        text.push_str("\n[[confirmations]]\n");
        for (key, value) in lines {
            text.push_str(&format!("{key} = {}\n", quoted(value)));
        }
        text.push_str(&format!("on = \"{}\"\n", c.on));
    }
    text
}

/// What a statement said when its file was read.
#[derive(Clone, Debug)]
pub(crate) struct ReadStatement {
    pub says: String,
    /// The file it is written in: its own, or that of the version from which it was taken over unchanged.
    pub home: String,
    /// Where the file says that it is written, before anybody confirmed it.
    pub written: Cite,
}

/// Statements by their file and path; conditions of one step share a path.
pub(crate) type ReadStatements = BTreeMap<(String, String), Vec<ReadStatement>>;

impl Law {
    /// The same law with what was confirmed since its files were read, and without what was withdrawn. A later
    /// confirmation of a statement takes the place of an earlier one.
    pub fn with_confirmations(&self, confirmed: &[Confirmation], withdrawn: &[StatementId]) -> Law {
        let mut law = self.clone();
        let own = std::mem::take(&mut law.confirmations).into_iter();
        let all = own.chain(confirmed.iter().cloned()).map(|c| (c.statement.clone(), c));
        let mut all: BTreeMap<StatementId, Confirmation> = all.collect();
        withdrawn.iter().for_each(|id| drop(all.remove(id)));
        law.confirmations = all.into_values().collect();
        law.lay_confirmations();
        law
    }

    /// Every confirmation, also those whose statement reads otherwise by now.
    pub fn confirmations(&self) -> &[Confirmation] {
        &self.confirmations
    }

    /// Confirmations whose statement is not there any more as it then read.
    pub fn lapsed(&self) -> Vec<&Confirmation> {
        let standing: Vec<StatementId> = self.statements().iter().map(|s| s.id()).collect();
        self.confirmations.iter().filter(|c| !standing.contains(&c.statement)).collect()
    }

    /// Writes what was confirmed over what the files say; all else reads as its file says.
    pub(crate) fn lay_confirmations(&mut self) {
        let read = std::mem::take(&mut self.read);
        let confirmations = std::mem::take(&mut self.confirmations);
        let by_id: BTreeMap<&StatementId, &Confirmation> =
            confirmations.iter().map(|c| (&c.statement, c)).collect();
        let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
        self.each_cite(&mut |file, path, cite| {
            let at = (file.to_owned(), path.to_owned());
            let place = places.entry(at.clone()).or_default();
            let statement = read.get(&at).and_then(|here| here.get(*place));
            *place += 1;
            let Some(statement) = statement else { return };
            let id = StatementId::new(&statement.home, path, &statement.says);
            *cite = match by_id.get(&id) {
                // A choice of the platform is no law, whoever confirms it.
                Some(confirmation) if !statement.written.is_platform() => {
                    confirmation.laid_on(&statement.written)
                }
                _ => statement.written.clone(),
            };
        });
        self.read = read;
        self.confirmations = confirmations;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_an_address_or_the_reference_of_a_gazette() {
        for right in
            ["https://www.gacetaoficial.gob.pa/pdf/28444_B.pdf", "Gaceta Oficial 28444-B", "DOF 29/10/2021"]
        {
            assert!(is_source(right), "{right}");
        }
        for wrong in [
            "",
            "internet",
            "https://",
            "https://x",
            "ftp://a.b/1",
            "https://a.b/with space",
            "art 3",
            "12345678",
        ] {
            assert!(!is_source(wrong), "{wrong}");
        }
    }
}
