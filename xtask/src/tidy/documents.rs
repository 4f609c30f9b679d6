//! Documents name only what exists: crates, commands with their options, files, links.

use super::commands::Cli;
use super::tree::Tree;

/// Folders and files at the root that a document may name as a path.
const TOP: &[&str] = &["crates/", "countries/", "region/", "locales/", "docs/", "xtask/", "bench/", ".ci/"];

pub fn check(tree: &Tree) -> Vec<String> {
    let text: Vec<&str> = tree.like("crates/app/src/cli", ".rs").map(|(_, text)| text).collect();
    let cli = Cli::read(&text.join("\n"));
    let mut found = Vec::new();
    for (path, text) in tree.like("", ".md") {
        for (line, said) in code_spans(text) {
            let wrong = commands(&said)
                .iter()
                .filter_map(|words| command_wrong(tree, &cli, words))
                .collect::<Vec<_>>();
            found.extend(wrong.into_iter().map(|why| format!("{path}:{line}: `{said}`: {why}")));
            found.extend(missing_path(tree, &said).map(|p| format!("{path}:{line}: there is no `{p}`")));
        }
        for (line, target) in links(text) {
            if !tree.has(&resolved(path, &target)) {
                found.push(format!("{path}:{line}: the link to `{target}` leads nowhere"));
            }
        }
    }
    let map = tree.text("ARCHITECTURE.md");
    let unnamed = tree.crates().into_iter().filter(|name| !map.contains(&format!("`crates/{name}`")));
    found.extend(unnamed.map(|name| format!("ARCHITECTURE.md does not name `crates/{name}`")));
    found
}

/// What stands in back quotes or in a fenced block, one line each, with its line number. A block of `text` is what the
/// program answers, about whatever it was asked of.
fn code_spans(text: &str) -> Vec<(usize, String)> {
    let mut spans = Vec::new();
    let (mut fenced, mut answer) = (false, false);
    let mut continued = String::new();
    for (i, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            answer = fenced && line.trim_start() == "```text";
        } else if answer {
            continue;
        } else if fenced {
            if let Some(begin) = line.strip_suffix('\\') {
                continued.push_str(begin);
                continue;
            }
            spans.push((i + 1, format!("{continued}{}", line.trim())));
            continued.clear();
        } else {
            spans.extend(line.split('`').skip(1).step_by(2).map(|span| (i + 1, span.to_owned())));
        }
    }
    spans
}

/// The commands of a line: what stands between pipes and semicolons, without a prompt and settings before it.
fn commands(line: &str) -> Vec<Vec<&str>> {
    let line = line.split(" #").next().unwrap_or(line);
    let parts = line.split(['|', ';']).flat_map(|part| part.split("&&"));
    let words = parts.map(|part| {
        let is_setting = |w: &&str| {
            *w == "$"
                || w.contains('=') && w.chars().all(|c| !c.is_ascii_lowercase() || w.find('=') < w.find(c))
        };
        part.split_whitespace().skip_while(is_setting).collect::<Vec<_>>()
    });
    words.filter(|w| !w.is_empty()).collect()
}

fn command_wrong(tree: &Tree, cli: &Cli, words: &[&str]) -> Option<String> {
    match words {
        [program, rest @ ..] if *program == "ceiba" || program.ends_with("/ceiba") => cli.wrong(rest),
        ["cargo", "xtask", name, ..] if name.starts_with(|c: char| c.is_ascii_lowercase()) => {
            let known = crate::COMMANDS.iter().any(|c| c.0 == *name);
            (!known).then(|| format!("there is no task `{name}`"))
        }
        [script @ ("./demo" | "./test"), rest @ ..] => {
            let text = tree.text(&script[2..]);
            let unknown =
                rest.iter().find(|w| w.starts_with("--") && !text.contains(w.split('=').next().unwrap_or(w)));
            unknown.map(|option| format!("there is no option `{option}`"))
        }
        _ => None,
    }
}

/// A span that looks like a path of this repository and is none. Spans with a placeholder are not compared.
fn missing_path<'a>(tree: &Tree, said: &'a str) -> Option<&'a str> {
    let path = said.split([':', ' ']).next().unwrap_or(said);
    let placeholder = |c: char| c.is_ascii_uppercase() || "<>*{}…$".contains(c);
    let named = TOP.iter().any(|top| path.starts_with(top)) && path.len() > 5;
    let upper_is_fine = path.ends_with(".md") || path.ends_with("/Cargo.toml");
    let comparable =
        named && (upper_is_fine || !path.contains(placeholder)) && !path.contains(['<', '*', '…']);
    (comparable && !tree.has(path)).then_some(path)
}

/// The targets of links and pictures that lead to a file, without the place in it.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for (i, line) in text.lines().enumerate() {
        for rest in line.split("](").skip(1) {
            let target = rest.split([')', '#', ' ']).next().unwrap_or("");
            if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                all.push((i + 1, target.to_owned()));
            }
        }
    }
    all
}

/// A link's target as a path from the root.
fn resolved(document: &str, target: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(document: &str) -> Vec<String> {
        check(&Tree::of(&[
            ("docs/page.md", document),
            ("ARCHITECTURE.md", "the `crates/app` crate"),
            ("crates/app/Cargo.toml", ""),
            ("crates/app/src/cli.rs", "pub enum Command {\n    Serve {\n        port: u16,\n    },\n}\n"),
            ("demo", "--port"),
        ]))
    }

    #[test]
    fn what_exists_may_be_named() {
        let page = "See [the map](../ARCHITECTURE.md#map), `crates/app/src/cli.rs`, <https://x.y>, `countries/XYZ/country.toml`.\n\
            Run `./demo --port 80` or `cargo xtask tidy`.\n```\n$ ceiba serve --port 80 | grep x\nCEIBA_LOG=info ceiba serve \\\n  --port 1\n```\n\
            ```text\n  countries/xyz/none.toml:3: what the program says\n```\n";
        assert_eq!(found(page), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_exist_is_told_with_its_line() {
        for bad in [
            "`ceiba sing`",
            "`target/demo/ceiba serve --tls`",
            "`cargo xtask dance`",
            "`./demo --loud`",
            "`crates/gone`",
            "[a](gone.md)",
            "![a](screens/gone.png)",
            "```\necho x | ceiba sing\n```",
        ] {
            assert_eq!(found(&format!("\n{bad}\n")).len(), 1, "{bad}: {:?}", found(bad));
        }
    }

    #[test]
    fn the_map_names_every_crate() {
        let tree = Tree::of(&[("crates/web/Cargo.toml", ""), ("ARCHITECTURE.md", "nothing")]);
        assert_eq!(check(&tree), ["ARCHITECTURE.md does not name `crates/web`"]);
    }
}
