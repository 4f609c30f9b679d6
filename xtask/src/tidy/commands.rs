//! The commands and options of `ceiba`, read from the text of its command line.

use super::source;
use std::collections::{BTreeMap, BTreeSet};

/// Every enum of commands: its variants in kebab case, each with the enum of commands below it, if any.
type Enums = BTreeMap<String, BTreeMap<String, Option<String>>>;

pub struct Cli {
    enums: Enums,
    options: BTreeSet<String>,
}

impl Cli {
    pub fn read(text: &str) -> Cli {
        let code = source::read(text).code;
        let mut options: BTreeSet<String> = code.lines().filter_map(field).collect();
        options.extend(
            text.split("long = \"").skip(1).filter_map(|rest| rest.split_once('"')).map(|r| r.0.to_owned()),
        );
        options.extend(["help", "version"].map(str::to_owned));
        Cli { enums: enums(&code), options }
    }

    /// What is wrong with a command as it is typed, its words after `ceiba`.
    pub fn wrong(&self, words: &[&str]) -> Option<String> {
        // `ceiba help serve` asks about `ceiba serve`.
        let words = words.strip_prefix(&["help"]).unwrap_or(words);
        let mut level = Some("Command");
        for word in words {
            if let Some(option) = word.strip_prefix("--") {
                let name = option.split('=').next().unwrap_or(option);
                if !name.is_empty() && !self.options.contains(name) {
                    return Some(format!("there is no option `--{name}`"));
                }
            }
            let Some(known) = level.and_then(|name| self.enums.get(name)) else { continue };
            if !word.starts_with(|c: char| c.is_ascii_lowercase()) {
                // A placeholder or an option instead of a command: nothing more to compare.
                level = None;
                continue;
            }
            match known.get(*word) {
                Some(below) => level = below.as_deref(),
                None => return Some(format!("there is no command `{word}`")),
            }
        }
        None
    }
}

/// `    pub no_serve: bool,` → `no-serve`.
fn field(line: &str) -> Option<String> {
    let line = line.trim_start();
    let (name, _) = line.strip_prefix("pub ").unwrap_or(line).split_once(": ")?;
    let fits = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    fits.then(|| name.replace('_', "-"))
}

fn enums(code: &str) -> Enums {
    let mut enums = Enums::new();
    for block in code.split("pub enum ").skip(1) {
        let Some((name, rest)) = block.split_once(" {") else { continue };
        let body = rest.split("\n}").next().unwrap_or(rest);
        let variants = body.lines().filter_map(|line| line.strip_prefix("    ")).filter_map(variant);
        enums.insert(name.trim().to_owned(), variants.collect());
    }
    enums
}

/// `Import(ImportCommand),` → `import` with the enum below it, if it is one.
fn variant(line: &str) -> Option<(String, Option<String>)> {
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let name = Some(&line[..end]).filter(|n| n.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let inner = line[end..]
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .map(|(inner, _)| inner.to_owned());
    Some((kebab(name), inner.filter(|i| i.ends_with("Command"))))
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLI: &str = "pub enum Command {\n    /// Words.\n    Serve(ServeArgs),\n    #[command(subcommand)]\n    Stats(StatsCommand),\n    Doctor {\n        #[arg(long)]\n        json: bool,\n    },\n}\n\
        pub enum StatsCommand {\n    Import(ImportCommand),\n    DryRun {\n        no_serve: bool,\n        #[arg(long = \"as\")]\n        login: String,\n    },\n}\n\
        pub enum ImportCommand {\n    Unhcr { dir: String },\n}\n";

    #[test]
    fn commands_are_walked_down_to_their_arguments() {
        let cli = Cli::read(CLI);
        for fine in [
            "serve",
            "stats",
            "stats import unhcr DIR",
            "stats dry-run --as ana --no-serve",
            "doctor --json x",
            "COMMAND --help",
            "help stats import",
        ] {
            assert_eq!(cli.wrong(&fine.split(' ').collect::<Vec<_>>()), None, "{fine}");
        }
        for bad in ["stat", "stats export", "stats import who", "serve --tls", "doctor --jsn"] {
            assert!(cli.wrong(&bad.split(' ').collect::<Vec<_>>()).is_some(), "{bad}");
        }
    }
}
