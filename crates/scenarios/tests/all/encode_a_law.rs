//! The page "Encode a law", typed as it says: its blocks become files, its commands are run, and the answers it shows
//! are those of the program. The Spanish page says the same, and shows what the program answers in Spanish.

use scenarios::binary::{command, root, run, said};
use std::path::Path;

/// A block of a page between fences: its kind, and its text.
struct Block {
    kind: String,
    text: String,
}

fn page(lang: &str) -> String {
    std::fs::read_to_string(root().join(format!("docs/how-to/encode-a-law{lang}.md"))).unwrap()
}

fn blocks(page: &str) -> Vec<Block> {
    let parts = page.split("\n```").collect::<Vec<_>>();
    let fenced = parts.iter().skip(1).step_by(2);
    fenced
        .map(|part| {
            let (kind, text) = part.split_once('\n').unwrap_or((part, ""));
            Block { kind: kind.to_owned(), text: format!("{text}\n") }
        })
        .collect()
}

/// Types a block into its file: behind what is there, instead of the block of an id, or after a line.
fn type_in(country: &Path, block: &str, typed: &mut Vec<(String, String)>) {
    let (head, text) = block.split_once('\n').unwrap();
    let (file, how) =
        head.trim_start_matches("# ").split_once(", ").unwrap_or((head.trim_start_matches("# "), ""));
    let (how, what) = how.split_once(": ").unwrap_or(("", ""));
    let of_file = |(of, _): &&mut (String, String)| of == file;
    match how {
        "" => typed.push((file.to_owned(), text.to_owned())),
        "instead of" => {
            let id = format!("id = \"{what}\"");
            let begins = text.lines().next().unwrap().to_owned();
            let same = |(_, old): &&mut (String, String)| old.starts_with(&begins) && old.contains(&id);
            let old = typed.iter_mut().filter(of_file).find(same).unwrap_or_else(|| panic!("{head}"));
            old.1 = text.to_owned();
        }
        "after" => {
            let old = typed.iter_mut().find(of_file).unwrap();
            assert!(old.1.contains(what), "{head}");
            old.1 = old.1.replacen(what, &format!("{what}\n{}", text.trim_end()), 1);
        }
        other => panic!("{other}"),
    }
    let whole: Vec<&str> = typed.iter().filter(|(of, _)| of == file).map(|(_, text)| text.as_str()).collect();
    let path = country.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, whole.join("\n")).unwrap();
}

/// What a command prints, run where `countries` lies.
fn answer(folder: &Path, line: &str) -> String {
    let words: Vec<&str> = line.trim().split(' ').collect();
    let output = command(&words[1..]).current_dir(folder).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).unwrap().trim_end().to_owned()
}

#[test]
fn the_page_can_be_typed_and_shows_what_the_program_answers() {
    typed_as_it_says("");
}

#[test]
fn the_spanish_page_shows_what_the_program_answers_in_spanish() {
    typed_as_it_says(".es");
}

fn typed_as_it_says(lang: &str) {
    let folder = tempfile::tempdir().unwrap();
    let country = folder.path().join("countries/xyz");
    let (mut typed, mut asked, mut answers) = (Vec::new(), String::new(), 0);
    for block in blocks(&page(lang)) {
        match block.kind.as_str() {
            "toml" => type_in(&country, &block.text, &mut typed),
            "sh" => asked = answer(folder.path(), &block.text),
            "text" => {
                let shown = block.text.trim_end();
                assert!(shown == asked, "the page shows\n{shown}\n\nthe program says\n{asked}");
                answers += 1;
            }
            kind => panic!("{kind}"),
        }
    }
    assert!(answers >= 6, "{answers}");
    let place = folder.path().join("countries");
    let end = ["procedure", "check", "--country", "xyz", "--countries", place.to_str().unwrap()];
    assert!(run(&end).status.success(), "what the page leaves has no mistake of its own");
}

/// A reader of either language types the same, and asks the same in the own language.
#[test]
fn the_spanish_page_has_the_same_blocks_and_the_same_parts() {
    let (english, spanish) = (page(""), page(".es"));
    let asked = |b: Block| match b.kind.as_str() {
        // What the program answers is compared with the program.
        "text" => (b.kind, String::new()),
        _ => (b.kind, b.text.replace(" --lang es", "")),
    };
    let texts = |page: &str| blocks(page).into_iter().map(asked).collect::<Vec<_>>();
    let (english_blocks, spanish_blocks) = (texts(&english), texts(&spanish));
    assert_eq!(english_blocks.len(), spanish_blocks.len());
    for (english, spanish) in english_blocks.iter().zip(&spanish_blocks) {
        assert_eq!(english, spanish);
    }
    let parts = |page: &str| page.lines().filter(|l| l.starts_with("## ")).count();
    assert_eq!(parts(&english), parts(&spanish));
}

#[test]
fn the_schemas_are_printed_and_written_as_they_stand_in_the_repository() {
    for kind in said(&["procedure", "schema"]).lines() {
        let committed =
            std::fs::read_to_string(root().join(format!("countries/schema/{kind}.json"))).unwrap();
        assert_eq!(said(&["procedure", "schema", kind]), committed, "{kind}");
    }
    let folder = tempfile::tempdir().unwrap();
    let written = said(&["procedure", "schema", "--into", folder.path().to_str().unwrap()]);
    assert_eq!(written.lines().count(), 5, "{written}");
    let unknown = run(&["procedure", "schema", "letter"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(
        String::from_utf8(unknown.stderr)
            .unwrap()
            .contains("known: country, calendar, procedure, case, numbers")
    );
}
