//! Versions that a state adopted here and that its folder does not have yet: read together with its files.
//!
//! Such a version is the text of a procedure's file. It ends the version before it on its eve, because that one's file does
//! not say so yet, and ends itself on the eve of the next. As soon as the folder has a version of its name, the folder's
//! counts.

use crate::law::Law;
use crate::replay::Draft;
use crate::{LawError, Procedure, Said};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The text of an adopted version, with the names that it gives itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The procedure's id.
    pub procedure: String,
    pub version: String,
    /// The whole file, `based_on` another version or not.
    pub text: String,
}

/// What became of an adopted version when the law was read with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Laid {
    /// It is part of the law.
    Here,
    /// The country's folder has a version of this name, which counts; whether it reads the same.
    InFolder { file: String, is_same: bool },
    /// This program cannot read it beside the other files; the law is read without it.
    Unreadable(Vec<LawError>),
}

impl Adopted {
    /// A text under the names that it gives itself; `None` when it does not say them in its first lines.
    pub fn of(text: &str) -> Option<Adopted> {
        let (procedure, version) = crate::load::head(text);
        let named = !procedure.is_empty() && !version.is_empty();
        named.then(|| Adopted { procedure, version, text: text.to_owned() })
    }
    /// Whether the version's name can be part of the name of a file: letters, digits, `-`, `_` and `.`.
    pub fn has_file_name(&self) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        self.version.chars().all(plain) && !self.version.starts_with('.')
    }
    /// The file it is, inside the country's folder.
    pub fn file(&self) -> String {
        format!("procedures/{}-{}.toml", self.procedure, self.version)
    }
}

/// A version that was adopted ends the one before it on its eve, and ends itself on the eve of the next one.
/// A draft begins and ends nothing.
pub(crate) fn end_earlier(
    procedures: &mut [Procedure],
    adopted: &BTreeMap<String, String>,
    draft: Option<&str>,
) {
    if adopted.is_empty() {
        return;
    }
    let is_draft = |p: &Procedure| draft == Some(p.file.as_str());
    let enacted = procedures.iter().filter(|p| !is_draft(p));
    let begins: Vec<(String, Date, bool)> =
        enacted.map(|p| (p.id.clone(), p.valid_from, adopted.contains_key(&p.file))).collect();
    for p in procedures.iter_mut().filter(|p| !is_draft(p)) {
        let is_adopted = adopted.contains_key(&p.file);
        let ends = |(id, from, is): &&(String, Date, bool)| {
            *id == p.id && (is_adopted || *is) && *from > p.valid_from && p.in_force_on(*from)
        };
        let next = begins.iter().filter(ends).map(|(_, from, _)| *from).min();
        p.valid_to = next.and_then(|from| from.yesterday().ok()).or(p.valid_to);
    }
}

impl Law {
    /// The same country read anew with adopted versions laid over its folder, in this order, and what became of each. What
    /// cannot be read is left out: an adopted version never stands between a person and the rest of the law. Confirmations
    /// are those of the folder.
    pub fn with_adopted(&self, adopted: &[Adopted]) -> (Law, Vec<Laid>) {
        let folder = &self.kept.folder;
        let mut laid: BTreeMap<String, String> = BTreeMap::new();
        let mut law: Option<Law> = None;
        let mut outcomes = Vec::new();
        for one in adopted {
            if let Some((file, text)) = of_folder(folder, one) {
                let is_same = text.trim() == one.text.trim();
                outcomes.push(Laid::InFolder { file: file.clone(), is_same });
                continue;
            }
            let file = one.file();
            if folder.contains_key(&file) || laid.contains_key(&file) {
                outcomes.push(Laid::Unreadable(vec![taken(one)]));
                continue;
            }
            let mut with = laid.clone();
            with.insert(file, one.text.clone());
            match crate::load::with_adopted(folder, &with) {
                Ok(read) => {
                    (laid, law) = (with, Some(read));
                    outcomes.push(Laid::Here);
                }
                Err(errors) => outcomes.push(Laid::Unreadable(errors)),
            }
        }
        (law.unwrap_or_else(|| self.of_folder()), outcomes)
    }

    /// The law without anything that was adopted.
    fn of_folder(&self) -> Law {
        match self.kept.adopted.is_empty() {
            true => self.clone(),
            // It was read before, so that it can be read again.
            false => crate::load::law(&self.kept.folder).unwrap_or_else(|_| self.clone()),
        }
    }

    /// Reads a draft beside this law: the country's files and what was adopted.
    pub fn draft(&self, name: &str, text: &str) -> Result<Draft, Vec<LawError>> {
        crate::load::draft(&self.kept, name, text)
    }

    /// The files of the country's folder, by their paths inside it.
    pub fn folder(&self) -> &BTreeMap<String, String> {
        &self.kept.folder
    }

    /// The versions that were adopted and are not in the country's folder.
    pub fn adopted(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.iter().filter(|p| self.kept.adopted.contains_key(&p.file))
    }
}

/// The file of the folder that has this version, with its text.
fn of_folder<'a>(folder: &'a BTreeMap<String, String>, one: &Adopted) -> Option<(&'a String, &'a String)> {
    let is = |(path, text): &(&String, &String)| {
        path.starts_with("procedures/")
            && path.ends_with(".toml")
            && crate::load::head(text) == (one.procedure.clone(), one.version.clone())
    };
    folder.iter().find(is)
}

fn taken(one: &Adopted) -> LawError {
    LawError {
        file: one.file(),
        line: None,
        article: None,
        path: "version".to_owned(),
        message: Said::new(
            "otra versión está ya en un archivo con este nombre",
            "another version stands in a file of this name already",
        ),
    }
}

impl Procedure {
    /// A procedure that no country has, such as `region/reform.toml`: a choice of the platform.
    pub fn of_region(name: &str, text: &str) -> Result<Procedure, Vec<LawError>> {
        crate::load::shared(name, text)
    }
}

/// The text of a version's file with the last day in force, as the folder has to say it once the next version stands there.
/// `None` when it says one already.
pub fn ending(text: &str, last: Date) -> Option<String> {
    let top = |line: &&str| !line.starts_with('[');
    let lines: Vec<&str> = text.lines().take_while(top).collect();
    if lines.iter().any(|line| line.trim_start().starts_with("valid_to")) {
        return None;
    }
    let begins = lines.iter().position(|line| line.trim_start().starts_with("valid_from"))?;
    let mut out = String::with_capacity(text.len() + 32);
    for (place, line) in text.lines().enumerate() {
        out.push_str(line);
        out.push('\n');
        if place == begins {
            out.push_str(&format!("valid_to = \"{last}\"\n"));
        }
    }
    Some(out)
}
