//! `ceiba procedure cases`: what the program answers to each worked case of a country, beside what is written in it.

use super::{Ended, FOUND, failure, print_json};
use crate::country;
use kernel::Lang;
use procedure::{Law, WorkedCase, Written};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

/// A worked case and every answer of the program that is not the written one.
#[derive(serde::Serialize)]
struct Walked {
    file: String,
    title: String,
    /// `before` when the answers were written before the program was asked.
    written: &'static str,
    differences: Vec<String>,
}

pub fn run(code: &str, folder: Option<&Path>, only: &[String], lang: Lang, json: bool) -> Ended {
    let in_lang = |e: country::CountryError| failure(e.in_lang(lang));
    let law = country::load(code, folder).map_err(in_lang)?;
    let mut cases = country::worked_cases(code, folder).map_err(in_lang)?;
    let known: BTreeSet<String> = cases.keys().cloned().collect();
    if let Some(unknown) = only.iter().find(|file| !known.contains(*file)) {
        let known: Vec<String> = known.into_iter().collect();
        return Err(failure(format!("there is no worked case `{unknown}`; known: {}", known.join(", "))));
    }
    cases.retain(|file, _| only.is_empty() || only.contains(file));
    let walked: Vec<Walked> = cases.into_iter().map(|(file, text)| walk(&law, file, &text, lang)).collect();
    if json {
        print_json(&walked)?;
    } else {
        walked.iter().for_each(|case| print(case, lang));
    }
    let differ = walked.iter().filter(|case| !case.differences.is_empty()).count();
    if !json {
        let count = walked.len();
        match lang {
            Lang::Es => println!("{count} caso(s), {differ} con otra respuesta"),
            Lang::En => println!("{count} case(s), {differ} of them with another answer"),
        }
    }
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

fn walk(law: &Law, file: String, text: &str, lang: Lang) -> Walked {
    match WorkedCase::read(&format!("cases/{file}"), text) {
        Ok(case) => Walked {
            file,
            title: case.title.in_lang(lang).to_owned(),
            written: match case.written {
                Written::Before => "before",
                Written::After => "after",
            },
            differences: case.differences(law).iter().map(|said| said.in_lang(lang).to_owned()).collect(),
        },
        Err(errors) => {
            let differences = errors.iter().map(|e| e.in_lang(lang)).collect();
            Walked { file, title: String::new(), written: "unknown", differences }
        }
    }
}

fn print(case: &Walked, lang: Lang) {
    let mark = match (case.differences.is_empty(), lang) {
        (true, Lang::Es) => "coincide",
        (false, Lang::Es) => "difiere",
        (true, Lang::En) => "holds",
        (false, Lang::En) => "differs",
    };
    println!("{mark:<8} {:<36} {}", case.file, case.title);
    for difference in &case.differences {
        println!("           {difference}");
    }
}
