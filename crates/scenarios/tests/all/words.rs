//! Every sentence a person sees exists in Spanish and in English, with the same values put in, under a key of its own
//! area; every sentence the program asks for is there, and none is there that nobody asks for.

use scenarios::binary::root;
use std::path::Path;
use web::check;

#[test]
fn every_word_is_told_in_every_language_and_asked_for() {
    let sources: Vec<web::Source> = app::wiring::areas().iter().flat_map(web::Area::sources).collect();
    assert!(sources.len() >= 16, "an area came without its words");
    let mut wrong = check::check(&sources);
    let code = code_under(&root().join("crates"));
    wrong.extend(
        check::unknown(&sources, &code).into_iter().map(|key| format!("{key}: asked for and told nowhere")),
    );
    wrong.extend(check::unused(&sources, &code).into_iter().map(|key| format!("{key}: nobody asks for it")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file that no area brings along would never be read, and nobody would notice.
#[test]
fn every_file_of_words_belongs_to_an_area() {
    let areas = app::wiring::areas();
    for lang in kernel::Lang::ALL {
        // What the program holds is checked above; here it matters that some area holds it.
        for file in std::fs::read_dir(root().join("locales").join(lang.tag())).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let area = areas.iter().find(|area| area.name == name);
            let is_read = area.is_some_and(|area| area.locales.iter().any(|(l, _)| *l == lang));
            assert!(is_read, "{} is read by no area", path.display());
        }
    }
}

/// The Rust text of the program, without the tests inside it, which ask for keys that are missing on purpose.
fn code_under(folder: &Path) -> String {
    let mut code = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "tests" | "examples" | "scenarios" | "target" | "node_modules") {
                code += &code_under(&path);
            }
        } else if name.ends_with(".rs")
            && !matches!(name.as_str(), "tests.rs" | "testing.rs")
            && !path.ends_with("web/src/client.rs")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            code += text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        }
    }
    code
}
