//! A language that nobody chooses: English in strange letters, two fifths longer, in brackets. It takes the place of
//! English in a test's house, so that whatever a page says in plain letters came neither from the files of words nor from
//! the country's.

use crate::binary::root;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};
use kernel::Lang;
use std::path::Path;
use tempfile::TempDir;
use web::{Source, Words};

/// Around every sentence of the files of words.
pub const WORDS: [char; 2] = ['⟦', '⟧'];
/// Around every sentence of the country's files.
pub const LAW: [char; 2] = ['⟪', '⟫'];

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const STRANGE: &str = "āƀćďēƒĝĥīĵķĺɱńōƥɋŕśŧūṽŵẋŷźĀƁĆĎĒƑĜĤĪĴĶĹṀŃŌƤɊŔŚŦŪṼŴẊŶŹ";

/// Every letter another, vowels twice: a sentence becomes two fifths longer without another word in it.
pub fn strange(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let Some(at) = PLAIN.chars().position(|plain| plain == letter) else {
            out.push(letter);
            continue;
        };
        out.extend(STRANGE.chars().nth(at));
        if "aeiouAEIOU".contains(letter) {
            out.extend(STRANGE.chars().nth(at % 26));
        }
    }
    out
}

/// The words of the house, with the strange language in place of English.
pub fn words() -> Words {
    let sources = app::wiring::areas().iter().flat_map(web::Area::sources).collect::<Vec<_>>();
    let sources = sources.into_iter().map(|source| match source.lang {
        Lang::En => Source { text: String::leak(strange_words(source.text)), ..source },
        Lang::Es => source,
    });
    Words::new(&sources.collect::<Vec<_>>()).expect("the strange words are words")
}

fn strange_words(text: &str) -> String {
    let mut resource = parser::parse(text.to_owned()).expect("the words can be read");
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry
            && let Some(value) = &mut message.value
        {
            strange_pattern(value);
            let [open, close] = WORDS.map(|mark| PatternElement::TextElement { value: mark.to_string() });
            value.elements.insert(0, open);
            value.elements.push(close);
        }
    }
    serializer::serialize(&resource)
}

fn strange_pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = strange(value),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter_mut().for_each(|variant| strange_pattern(&mut variant.value));
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => *value = strange(value),
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// The country's files with strange English, in a folder that lasts as long as this is held.
pub fn country(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&root().join("countries").join(name), &folder.path().join(name));
    folder
}

/// The way of a reform with strange English.
pub fn way() -> casework::dossier::Way {
    let text = std::fs::read_to_string(root().join("region/reform.toml")).expect("the way of a reform");
    let way = procedure::Procedure::of_region("reform.toml", &strange_law(&text));
    casework::dossier::Way(way.expect("the strange way of a reform"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the country's folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            std::fs::write(to, strange_law(&std::fs::read_to_string(&path).expect("a file")))
                .expect("a file");
        }
    }
}

/// Every `en = "…"` in strange letters; what stands in braces is filled in later and stays.
fn strange_law(text: &str) -> String {
    const BEGINS: &str = "en = \"";
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(at) = rest.find(BEGINS) {
        let (before, after) = rest.split_at(at + BEGINS.len());
        out.push_str(before);
        let is_key = !before[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let end = after.find('"').unwrap_or(after.len());
        let (said, left) = after.split_at(if is_key { end } else { 0 });
        if is_key {
            out.push(LAW[0]);
            for (place, piece) in said.split_inclusive(['{', '}']).enumerate() {
                let is_inside = place % 2 == 1;
                out.push_str(&if is_inside { piece.to_owned() } else { strange(piece) });
            }
            out.push(LAW[1]);
        }
        rest = left;
    }
    out.push_str(rest);
    out
}
