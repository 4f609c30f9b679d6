//! `ceiba config`: what holds and where it comes from, what is wrong in the file, an example to begin with.

use super::{Ended, FOUND, print_json};
use crate::cli::ConfigCommand;
use crate::config::{self, Configuration, KEYS, Key, Source};
use serde::Serialize;
use std::process::ExitCode;

pub fn run(command: ConfigCommand, read: &Configuration) -> Ended {
    match command {
        ConfigCommand::Check { json, .. } => check(read, json),
        ConfigCommand::Show { json, .. } => {
            let shown = shown(read);
            if json {
                print_json(&shown)?
            } else {
                print(&shown)
            }
            Ok(ExitCode::SUCCESS)
        }
        ConfigCommand::Example => {
            print!("{}", config::example());
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn check(read: &Configuration, json: bool) -> Ended {
    let is_well = read.mistakes.is_empty();
    if json {
        print_json(&serde_json::json!({
            "file": read.file, "ok": is_well, "mistakes": read.mistakes, "values": shown(read),
        }))?;
    } else {
        for mistake in &read.mistakes {
            println!("{mistake}");
        }
        match &read.file {
            Some(file) => println!("{}: {} mistake(s)", file.display(), read.mistakes.len()),
            None => println!("there is no ceiba.toml; usual values, environment and flags hold"),
        }
        print(&shown(read));
    }
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

/// A key as it stands.
#[derive(Serialize)]
struct Shown {
    key: &'static str,
    value: Option<String>,
    from: String,
}

fn shown(read: &Configuration) -> Vec<Shown> {
    let line = |key: &Key| {
        let Some((value, source)) = read.values.get(key.path) else {
            return Shown { key: key.path, value: None, from: "not set".into() };
        };
        let value = value.to_string();
        let value = if key.is_secret { without_password(&value) } else { value };
        let file = || read.file.as_ref().map(|f| f.display().to_string()).unwrap_or_default();
        let from = match source {
            Source::Usual => "usual".to_owned(),
            Source::File(line) => format!("{}:{line}", file()),
            Source::Env => format!("environment {}", key.env),
            Source::Flag => format!("flag --{}", key.flag.unwrap_or_default()),
        };
        Shown { key: key.path, value: Some(value), from }
    };
    KEYS.iter().map(line).collect()
}

/// `postgres://ceiba:…@host/ceiba`
pub fn without_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else {
        return if text.contains("password") { "…".into() } else { text.to_owned() };
    };
    let (user, place) = rest.rsplit_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
    let user = user.map(|user| match user.split_once(':') {
        Some((name, _)) => format!("{name}:…@"),
        None => format!("{user}@"),
    });
    let place = place.split_once('?').map_or(place.to_owned(), |(place, _)| format!("{place}?…\""));
    format!("{scheme}://{}{place}", user.unwrap_or_default())
}

fn print(all: &[Shown]) {
    for one in all {
        println!("{:<28} {:<36} {}", one.key, one.value.as_deref().unwrap_or("-"), one.from);
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_never_printed() {
        for address in [
            "\"postgres://ceiba:s3cret@db/ceiba\"",
            "\"postgres://ceiba:s3@cret@db/ceiba\"",
            "\"postgres://ceiba@db/ceiba?password=s3cret\"",
            "\"host=db password=s3cret\"",
        ] {
            let shown = without_password(address);
            assert!(!shown.contains("cret"), "{shown}");
        }
        assert_eq!(without_password("postgres://ceiba@db/ceiba"), "postgres://ceiba@db/ceiba");
    }
}
