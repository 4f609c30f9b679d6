//! What is wrong with the language files: one test over all of them asks here.

use crate::words::Source;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser;
use kernel::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// Keys missing in a language, arguments that differ between languages, keys told twice, attributes (nobody reads
/// them), empty sentences, keys without their area's prefix, and lines that Fluent cannot read. Empty = all is well.
pub fn check(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut told: BTreeMap<String, BTreeMap<Lang, BTreeSet<String>>> = BTreeMap::new();
    for source in sources {
        let place = source.place();
        let (resource, errors) = match parser::parse(source.text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        wrong.extend(errors.iter().map(|e| format!("{place}: byte {}: {}", e.pos.start, e.kind)));
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    check_message(&place, source, message, &mut wrong);
                    let args = message.value.as_ref().map(arguments).unwrap_or_default();
                    let languages = told.entry(message.id.name.to_owned()).or_default();
                    if languages.insert(source.lang, args).is_some() {
                        wrong.push(format!("{place}: {}: told twice", message.id.name));
                    }
                }
                Entry::Term(term) => {
                    wrong.push(format!(
                        "{place}: -{}: terms are not used here; write a message",
                        term.id.name
                    ));
                }
                _ => {}
            }
        }
    }
    wrong.extend(told.iter().filter_map(|(key, languages)| compare(key, languages)));
    wrong
}

/// Keys that no code asks for. `code` is the Rust text of the program; a key built as `"area-kind-{…}"` counts for
/// every key with that beginning.
pub fn unused(sources: &[Source], code: &str) -> Vec<String> {
    let (whole, built) = asked_for(code);
    let is_built = |key: &str| key.match_indices('-').any(|(at, _)| built.contains(&key[..=at]));
    keys(sources).into_iter().filter(|key| !whole.contains(key.as_str()) && !is_built(key)).collect()
}

/// Keys that code asks for by name and no file tells.
pub fn unknown(sources: &[Source], code: &str) -> Vec<String> {
    let known = keys(sources);
    let areas: BTreeSet<&str> = sources.iter().map(|s| s.area).collect();
    let asked = ["t(\"", "tw(\"", "key: \""].iter().flat_map(|call| code.split(call).skip(1));
    let asked: BTreeSet<&str> = asked.filter_map(|rest| rest.split('"').next()).collect();
    let is_key = |key: &&str| {
        let whole = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        whole && key.split_once('-').is_some_and(|(area, rest)| areas.contains(area) && !rest.is_empty())
    };
    asked.into_iter().filter(is_key).filter(|key| !known.contains(*key)).map(str::to_owned).collect()
}

fn keys(sources: &[Source]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for source in sources {
        let (Ok(resource) | Err((resource, _))) = parser::parse(source.text);
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                keys.insert(message.id.name.to_owned());
            }
        }
    }
    keys
}

/// What stands in the code between quotation marks, and what begins there and is built on: in one walk over the text, for
/// there are thousands of keys.
fn asked_for(code: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut whole, mut built) = (BTreeSet::new(), BTreeSet::new());
    for rest in code.split('"').skip(1) {
        let is_of_key = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        match rest.bytes().position(|b| !is_of_key(b)) {
            None => drop(whole.insert(rest)),
            Some(end) if rest.as_bytes()[end] == b'{' => drop(built.insert(&rest[..end])),
            Some(_) => {}
        }
    }
    (whole, built)
}

fn check_message(place: &str, source: &Source, message: &Message<&str>, wrong: &mut Vec<String>) {
    let key = message.id.name;
    // The page kit also holds the words of its parts and layout.
    let prefixes: &[&str] = if source.area == "web" { &["web", "part", "layout"] } else { &[source.area] };
    if !prefixes.iter().any(|p| key.strip_prefix(p).is_some_and(|rest| rest.starts_with('-'))) {
        wrong.push(format!("{place}: {key}: keys of this file begin with {}-", source.area));
    }
    match &message.value {
        None => wrong.push(format!("{place}: {key}: says nothing")),
        Some(pattern) if pattern.elements.is_empty() => wrong.push(format!("{place}: {key}: says nothing")),
        Some(_) => {}
    }
    for attribute in &message.attributes {
        wrong.push(format!("{place}: {key}.{}: attributes are not read", attribute.id.name));
    }
}

fn compare(key: &str, languages: &BTreeMap<Lang, BTreeSet<String>>) -> Option<String> {
    if let Some(missing) = Lang::ALL.into_iter().find(|lang| !languages.contains_key(lang)) {
        return Some(format!("{key}: missing in {}", missing.tag()));
    }
    let mut sets = languages.iter();
    let (first_lang, first) = sets.next()?;
    let (lang, other) = sets.find(|(_, args)| *args != first)?;
    Some(format!("{key}: {} uses {first:?}, {} uses {other:?}", first_lang.tag(), lang.tag()))
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk_pattern(pattern, &mut found);
    found
}

fn walk_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, found);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, found),
        Expression::Select { selector, variants } => {
            walk_inline(selector, found);
            variants.iter().for_each(|variant| walk_pattern(&variant.value, found));
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(format!("${}", id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| walk_inline(argument, found));
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, found),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(lang: Lang, text: &'static str) -> Source {
        Source { lang, area: "x", text }
    }

    #[test]
    fn the_files_of_the_page_kit_are_complete() {
        assert_eq!(check(&crate::locales()), Vec::<String>::new());
    }

    #[test]
    fn every_word_of_the_page_kit_is_known_and_used() {
        let sources = crate::area().sources();
        let code = code_under(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
        assert_eq!(unknown(&sources, &code), Vec::<String>::new());
        assert_eq!(unused(&sources, &code), Vec::<String>::new());
    }

    fn code_under(folder: &std::path::Path) -> String {
        let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let text = |path: std::path::PathBuf| match path.is_dir() {
            true => code_under(&path),
            // Tests name keys that are missing on purpose.
            false if path.ends_with("check.rs") || path.ends_with("words.rs") => own_part(&path),
            false => std::fs::read_to_string(path).unwrap(),
        };
        paths.map(text).collect()
    }

    fn own_part(path: &std::path::Path) -> String {
        let text = std::fs::read_to_string(path).unwrap();
        text.split("#[cfg(test)]").next().unwrap().to_owned()
    }

    #[test]
    fn every_kind_of_mistake_is_named() {
        let es = "x-a = Hola { $name }\nx-b = b\nx-b = otra vez\ny-c = mal\nx-d = d\n  .title = nadie\n";
        let en = "x-a = Hello { $person }\nx-b = b\ny-c = wrong\nx-e = only here\nx-d = d\n!!";
        let wrong = check(&[source(Lang::Es, es), source(Lang::En, en)]).join("\n");
        for part in [
            "x-a: es uses",
            "es/x.ftl: x-b: told twice",
            "y-c: keys of this file begin with x-",
            "x-d.title: attributes",
            "x-e: missing in es",
            "en/x.ftl: byte",
        ] {
            assert!(wrong.contains(part), "{part} not in\n{wrong}");
        }
    }

    #[test]
    fn keys_and_code_are_compared_both_ways() {
        let sources = [source(Lang::Es, "x-a = a\nx-sex-male = m\nx-old = o\n")];
        let code = r#"ask.t("x-a"); ask.t(&format!("x-sex-{}", code)); ask.tw("x-new", &[]); get("x/y")"#;
        assert_eq!(unused(&sources, code), ["x-old"]);
        assert_eq!(unknown(&sources, code), ["x-new"]);
    }
}
