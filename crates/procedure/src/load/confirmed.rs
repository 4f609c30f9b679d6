//! `confirmations.toml`: what a lawyer confirmed, and precisely what is wrong with it.

use crate::confirmation::{Confirmation, ReadStatement, ReadStatements, StatementId, is_source};
use crate::law::LawError;
use crate::said::{Cite, Said};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Beside `country.toml`; a country in which nobody confirmed anything has none.
pub(super) const FILE: &str = "confirmations.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    confirmations: Vec<RawConfirmation>,
}

/// Whatever is left out is told with what to write, all of it at once.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawConfirmation {
    file: String,
    path: String,
    says: String,
    article: String,
    source: String,
    by: String,
    on: String,
}

/// Reads the confirmations against the statements of the files that were read.
pub(super) fn read(
    files: &BTreeMap<String, String>,
    read: &ReadStatements,
    errors: &mut Vec<LawError>,
) -> Vec<Confirmation> {
    let Some(text) = files.get(FILE) else { return Vec::new() };
    let raw: Raw = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(e) => {
            let mut file = super::File::new(FILE, text);
            file.misread(&e);
            errors.append(&mut file.errors);
            return Vec::new();
        }
    };
    let mut told: Vec<Confirmation> = Vec::new();
    for (place, raw) in raw.confirmations.into_iter().enumerate() {
        let path = format!("{}: {}", raw.file, raw.path);
        let line = head(text, place);
        let mut wrong = |message: Said| {
            errors.push(LawError { file: FILE.to_owned(), line, article: None, path: path.clone(), message });
        };
        let mut whys = form(&raw);
        whys.extend(against(&raw, read));
        let id = StatementId::new(&raw.file, &raw.path, raw.says.trim());
        if told.iter().any(|c| c.statement == id) {
            whys.push(Said::new(
                "ya está confirmado arriba: deje una de las dos",
                "it is confirmed above already: keep one of the two",
            ));
        }
        match raw.on.trim().parse() {
            Ok(on) if whys.is_empty() => told.push(Confirmation {
                statement: id,
                article: raw.article.trim().to_owned(),
                source: raw.source.trim().to_owned(),
                by: raw.by.trim().to_owned(),
                on,
            }),
            Ok(_) => {}
            Err(_) => whys.push(Said::new(
                format!(
                    "`{}` no es un día: escriba `on = \"2024-03-25\"`, el día en que se confirmó",
                    raw.on
                ),
                format!(
                    "`{}` is no day: write `on = \"2024-03-25\"`, the day on which the lawyer confirmed it",
                    raw.on
                ),
            )),
        }
        whys.into_iter().for_each(&mut wrong);
    }
    told
}

/// The line on which the n-th confirmation begins.
fn head(text: &str, place: usize) -> Option<usize> {
    let heads = text.lines().enumerate().filter(|(_, line)| line.trim() == "[[confirmations]]");
    heads.map(|(line, _)| line + 1).nth(place)
}

/// What a confirmation lacks, whatever it confirms.
fn form(raw: &RawConfirmation) -> Vec<Said> {
    let mut whys = Vec::new();
    let mut say = |is_wrong: bool, es: &str, en: &str| {
        if is_wrong {
            whys.push(Said::new(es, en));
        }
    };
    let article = raw.article.trim();
    say(
        article.is_empty() || article == "unknown",
        "no nombra ningún artículo: escriba `article = \"30\"`, como lo numera el texto oficial",
        "it names no article: write `article = \"30\"`, as the official text numbers it",
    );
    say(
        !is_source(&raw.source),
        "no nombra ninguna fuente: escriba `source = \"https://…\"`, la dirección del texto oficial, o la referencia de la \
         gaceta con su número",
        "it names no source: write `source = \"https://…\"`, the address of the official text, or the gazette's \
         reference with its number",
    );
    say(
        raw.by.trim().is_empty(),
        "no nombra a nadie: escriba `by = \"NOMBRE, CARGO\"`, de quien lo comparó con el texto oficial",
        "it names nobody: write `by = \"NAME, POST\"`, the lawyer who compared it with the official text",
    );
    let is_fingerprint = |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    say(
        !is_fingerprint(raw.says.trim()),
        "no dice qué confirma: tome `says` de `ceiba procedure confirmations --open`",
        "it does not say what it confirms: take `says` from `ceiba procedure confirmations --open`",
    );
    whys
}

/// What is wrong with the statement that it names. One that reads otherwise by now is no mistake: it has lapsed.
fn against(raw: &RawConfirmation, read: &ReadStatements) -> Option<Said> {
    if !read.keys().any(|(file, _)| *file == raw.file) {
        let mut files: Vec<&str> = read.keys().map(|(file, _)| file.as_str()).collect();
        files.dedup();
        let (file, known) = (&raw.file, files.join(", "));
        return Some(Said::new(
            format!("no hay ningún archivo de ley `{file}`: escriba uno de {known}"),
            format!("there is no law file `{file}`: write one of {known}"),
        ));
    }
    let Some(here) = read.get(&(raw.file.clone(), raw.path.clone())) else {
        let (file, path) = (&raw.file, &raw.path);
        return Some(Said::new(
            format!(
                "`{file}` no dice nada en `{path}`: escriba una ruta que `ceiba procedure confirmations --open` enumere, \
                 como `terms.appeal`"
            ),
            format!(
                "`{file}` says nothing at `{path}`: write a path that `ceiba procedure confirmations --open` lists, such as \
                 `terms.appeal`"
            ),
        ));
    };
    let meant: Vec<&ReadStatement> = here.iter().filter(|s| s.says == raw.says.trim()).collect();
    if !meant.is_empty() && meant.iter().all(|s| s.written.is_platform()) {
        let platform = Cite::PLATFORM;
        return Some(Said::new(
            format!(
                "es una elección de la plataforma (`source = \"{platform}\"`), que ninguna ley dice: dé primero a la \
                 afirmación una fuente de la ley"
            ),
            format!(
                "it is a choice of the platform (`source = \"{platform}\"`), which no law states: give the statement a source \
                 of the law first"
            ),
        ));
    }
    let elsewhere = meant.iter().find(|s| s.home != raw.file)?;
    let home = &elsewhere.home;
    Some(Said::new(
        format!("esta versión lo toma de `{home}`, donde está escrito: escriba `file = \"{home}\"`"),
        format!("this version takes it over from `{home}`, where it is written: write `file = \"{home}\"`"),
    ))
}
