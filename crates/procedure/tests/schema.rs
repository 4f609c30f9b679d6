//! The schemas of the law files, for editors: they are what the program prints, every file fits them, and what they refuse
//! the reader refuses too. That both know the same keys and codes is asked beside the form itself.
//!
//! After a change of the form: `cargo test -p procedure --test schema -- --ignored write_the_schemas`.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use boon::{Compiler, SchemaIndex, Schemas};
use procedure::{FileKind, Law, WorkedCase};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn file(kind: FileKind) -> PathBuf {
    ground::countries().join(format!("schema/{}.json", kind.code()))
}

/// Which kind a file is, by its place.
fn kind(path: &str) -> FileKind {
    match path.split_once('/') {
        Some(("procedures", _)) => FileKind::Procedure,
        Some(("cases", _)) => FileKind::Case,
        _ => FileKind::from_code(path.trim_end_matches(".toml")).unwrap(),
    }
}

/// The five schemas, ready to judge.
struct Judge {
    schemas: Schemas,
    of: BTreeMap<&'static str, SchemaIndex>,
}

impl Judge {
    fn new() -> Judge {
        let (mut schemas, mut compiler, mut of) = (Schemas::new(), Compiler::new(), BTreeMap::new());
        for kind in FileKind::ALL {
            let name = format!("https://ceiba.example/{}.json", kind.code());
            compiler.add_resource(&name, serde_json::from_str(&kind.schema()).unwrap()).unwrap();
            of.insert(kind.code(), compiler.compile(&name, &mut schemas).unwrap());
        }
        Judge { schemas, of }
    }

    /// What the schema says against a file.
    fn against(&self, path: &str, text: &str) -> Option<String> {
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(e) => return Some(e.to_string()),
        };
        let value = serde_json::to_value(table).unwrap();
        self.schemas.validate(&value, self.of[kind(path).code()]).err().map(|e| format!("{e:#}"))
    }
}

/// What the reader says against one file of a folder.
fn read(files: &BTreeMap<String, String>, path: &str) -> Option<String> {
    let told = |errors: Vec<procedure::LawError>| ground::told(&errors);
    match kind(path) {
        FileKind::Case => WorkedCase::read(path, &files[path]).err().map(told),
        FileKind::Numbers => procedure::read_numbers(path, &files[path]).err().map(told),
        _ => Law::load(files).err().map(told),
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_reader() {
    for kind in FileKind::ALL {
        let committed = std::fs::read_to_string(file(kind)).unwrap_or_default();
        assert!(
            committed == kind.schema(),
            "{} is not what the reader goes by: renew it",
            file(kind).display()
        );
    }
}

#[test]
#[ignore = "writes countries/schema"]
fn write_the_schemas() {
    std::fs::create_dir_all(ground::countries().join("schema")).unwrap();
    for kind in FileKind::ALL {
        std::fs::write(file(kind), kind.schema()).unwrap();
    }
}

#[test]
fn every_file_of_every_country_fits_its_schema() {
    let judge = Judge::new();
    let mut faults = Vec::new();
    let mut seen = 0;
    for country in ground::folders() {
        for (path, text) in ground::files(&country) {
            seen += 1;
            faults.extend(judge.against(&path, &text).map(|why| format!("{country}/{path}: {why}")));
        }
    }
    assert!(faults.is_empty() && seen > 150, "{seen} files\n{}", faults.join("\n"));
}

/// Every description is there in both languages, and every closed list says what its codes mean.
#[test]
fn everything_is_described_in_both_languages() {
    fn walk(value: &Value, seen: &mut usize) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (key, schema) in properties {
                let Some(said) = schema.get("description").and_then(Value::as_str) else { continue };
                let (en, es) = said.split_once("\n\n").unwrap_or_else(|| panic!("{key}: {said}"));
                assert!(!en.is_empty() && !es.is_empty(), "{key}");
                *seen += 1;
                if let Some(codes) = schema.get("enum").and_then(Value::as_array) {
                    let words = schema["x-taplo"]["docs"]["enumValues"].as_array().unwrap();
                    assert_eq!(codes.len(), words.len(), "{key}");
                }
            }
        }
        value.as_object().into_iter().flatten().for_each(|(_, inner)| walk(inner, seen));
    }
    for kind in FileKind::ALL {
        let mut seen = 0;
        walk(&serde_json::from_str(&kind.schema()).unwrap(), &mut seen);
        assert!(seen > 20, "{}: {seen}", kind.code());
    }
}

/// Mistakes that the form alone shows: the editor underlines them, and the program refuses them.
#[test]
fn what_the_schema_refuses_the_reader_refuses_too() {
    const CLAIM: &str = "procedures/claim.toml";
    let broken = [
        (CLAIM, "waiting = true", "wating = true"),
        (CLAIM, "unit = \"working_days\"\nfrom", "unit = \"dias_habiles\"\nfrom"),
        (CLAIM, "length = 10", "length = \"10\""),
        (CLAIM, "length = 10", "length = 10.5"),
        (CLAIM, "length = 10", "length = 0"),
        (CLAIM, "valid_from = \"2020-01-01\"", "valid_from = \"01/01/2020\""),
        (CLAIM, "valid_from = \"2020-01-01\"", "valid_from = 2020"),
        (CLAIM, "first_stage = \"filed\"\n", ""),
        (CLAIM, "by = [\"reviewer\"]", "by = [\"judge\"]"),
        (CLAIM, "by = [\"reviewer\"]", "by = \"reviewer\""),
        (CLAIM, "remedy = true", "remedy = \"true\""),
        (CLAIM, "on_expiry = \"warn\"", "on_expiry = \"reject\""),
        (CLAIM, "en = \"Heard\" }", "eng = \"Heard\" }"),
        (CLAIM, "id = \"court\"", "id = \"Court!\""),
        (CLAIM, "level = \"review\" }", "level = \"second\" }"),
        (CLAIM, "article = \"8\", verification = \"secondary\"", "article = \"8\", verification = \"sure\""),
        (
            CLAIM,
            "article = \"8\", verification = \"secondary\"",
            "article = \"8\", verification = \"verified\"",
        ),
        (CLAIM, "article = \"8\", verification = \"secondary\"", "verification = \"secondary\""),
        (CLAIM, "cite = { source = \"platform\" }", "cite = { source = \"platform\", article = \"1\" }"),
        ("calendar.toml", "easter = -2", "easter = -2\nfixed = \"04-01\""),
        ("calendar.toml", "fixed = \"06-02\"", "fixed = \"31-12\""),
        ("calendar.toml", "weekday = \"saturday\"", "weekday = \"sabado\""),
        ("calendar.toml", "valid_from = \"2000-01-01\"\n", ""),
        ("country.toml", "kind = \"headquarters\"", "kind = \"hq\""),
        ("country.toml", "code = \"XEX\"", "code = \"EXAMPLE\""),
        ("country.toml", "ACT = \"https://example.org/asylum-act\"", "ACT = \"the Act\""),
        ("numbers.toml", "holds = \"digits\"", "holds = \"cifras\""),
        ("numbers.toml", "modulus = 11", "modulus = \"11\""),
        ("numbers.toml", "papers = [\"national_id\"]", "papers = [\"cedula\"]"),
        ("numbers.toml", "printed = \"A-######-##-#\"\n", ""),
        ("cases/holiday.toml", "on = \"2024-05-02\"", "on = \"2 May 2024\""),
        ("cases/holiday.toml", "role = \"reviewer\"", "rol = \"reviewer\""),
        ("cases/holiday.toml", "written = \"before\"", "written = \"earlier\""),
        ("cases/holiday.toml", "counted = { answer = 30 }", "counted = { answer = \"30\" }"),
    ];
    let (judge, whole) = (Judge::new(), ground::files("_example"));
    for (path, from, to) in broken {
        let mut files = whole.clone();
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        *text = text.replace(from, to);
        assert!(judge.against(path, &files[path]).is_some(), "the schema accepts {from} -> {to}");
        let told = read(&files, path).unwrap_or_else(|| panic!("the reader accepts {from} -> {to}"));
        assert!(told.contains(path), "{told}");
    }
}
