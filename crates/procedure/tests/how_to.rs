//! The page "Encode a law", in both languages: what it tells a lawyer to type is read, checked and walked as it says. What
//! each command prints, word for word, is compared where the program itself is run, in the scenarios.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use kernel::Lang;
use procedure::{Law, Said, WorkedCase, check_law, told};
use std::collections::BTreeMap;

/// The fenced blocks of the page in a language: their kind, and their text.
fn blocks(lang: Lang) -> Vec<(String, String)> {
    let name = match lang {
        Lang::Es => "encode-a-law.es.md",
        Lang::En => "encode-a-law.md",
    };
    let page = std::fs::read_to_string(ground::countries().join("../docs/how-to").join(name)).unwrap();
    let fenced = page.split("\n```").skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    fenced.iter().map(|b| b.split_once('\n').unwrap()).map(|(k, t)| (k.to_owned(), t.to_owned())).collect()
}

/// The pieces typed so far, by file, in order.
#[derive(Default)]
struct Typed(Vec<(String, String)>);

impl Typed {
    /// Behind what is there, instead of the block of an id, or after a line, as the first line of the block says.
    fn add(&mut self, block: &str) {
        let (head, text) = block.split_once('\n').unwrap();
        let head = head.trim_start_matches("# ");
        let (file, how) = head.split_once(", ").unwrap_or((head, ""));
        let begins = text.lines().next().unwrap();
        let mut of_file = self.0.iter_mut().filter(|(of, _)| of == file);
        match how.split_once(": ") {
            None => self.0.push((file.to_owned(), text.to_owned())),
            Some(("instead of", id)) => {
                let id = format!("id = \"{id}\"");
                let old = of_file.find(|(_, old)| old.starts_with(begins) && old.contains(&id));
                old.unwrap_or_else(|| panic!("{head}")).1 = text.to_owned();
            }
            Some((_, line)) => {
                let old = of_file.find(|(_, old)| old.contains(line)).unwrap_or_else(|| panic!("{head}"));
                old.1 = old.1.replacen(line, &format!("{line}\n{}", text.trim_end()), 1);
            }
        }
    }

    fn files(&self) -> BTreeMap<String, String> {
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        for (file, text) in &self.0 {
            let whole = files.entry(file.clone()).or_default();
            *whole = if whole.is_empty() { format!("{text}\n") } else { format!("{whole}\n{text}\n") };
        }
        files
    }
}

/// What `ceiba procedure check` says of the files.
fn checked(files: &BTreeMap<String, String>, lang: Lang) -> String {
    let (answers, unread, mistakes) = match lang {
        Lang::Es => ("respuesta(s)", "los archivos del país no se cargan", "errores"),
        Lang::En => ("answer(s)", "the country files do not load", "mistakes"),
    };
    match Law::load(files) {
        Ok(law) => {
            let findings = check_law(&law);
            format!("{}{} {answers}", told(&findings, lang), findings.len())
        }
        Err(errors) => {
            let lines: Vec<String> =
                errors.iter().map(|e| format!("  countries/xyz/{}", e.in_lang(lang))).collect();
            format!("ceiba: {unread}:\n{}\n  {} {mistakes}", lines.join("\n"), errors.len())
        }
    }
}

/// What `ceiba procedure diff` says of the two versions.
fn compared(files: &BTreeMap<String, String>, lang: Lang) -> String {
    let law = Law::load(files).unwrap();
    let found = law.comparisons("XYZ-2024", "XYZ-2024-07").into_iter().next().unwrap();
    let procedure::Comparison { names, old, old_from, new, new_from, groups, .. } = found;
    let head = format!("{}: {old} ({old_from}) → {new} ({new_from})\n", names.in_lang(lang));
    let group = |group: &procedure::SaidChanges| {
        let said = group.said.iter().map(|said| format!("  - {}\n", said.in_lang(lang)));
        format!("\n{}\n{}", group.group.names().in_lang(lang), said.collect::<String>())
    };
    head + &groups.iter().map(group).collect::<String>()
}

#[test]
fn the_page_is_read_checked_and_walked_as_it_says() {
    Lang::ALL.into_iter().for_each(walked);
}

fn walked(lang: Lang) {
    let (mut typed, mut asked, mut shown) = (Typed::default(), String::new(), 0);
    for (kind, text) in blocks(lang) {
        match kind.as_str() {
            "toml" => typed.add(&text),
            "sh" => asked = text,
            "text" if asked.contains("procedure check") => {
                assert_eq!(asked.contains("--lang es"), lang == Lang::Es, "{asked}");
                assert_eq!(text.trim_end(), checked(&typed.files(), lang).trim_end());
                shown += 1;
            }
            "text" if asked.contains("procedure diff") => {
                assert_eq!(asked.contains("--lang es"), lang == Lang::Es, "{asked}");
                assert_eq!(text.trim_end(), compared(&typed.files(), lang).trim_end());
                shown += 1;
            }
            _ => {}
        }
    }
    assert_eq!(shown, 4);
    let files = typed.files();
    let law = Law::load(&files).unwrap();
    assert_eq!(law.versions("asylum").len(), 2);
    let cases: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("cases/")).collect();
    assert!(!cases.is_empty());
    for (path, text) in cases {
        assert_eq!(WorkedCase::read(path, text).unwrap().differences(&law), Vec::<Said>::new());
    }
}
