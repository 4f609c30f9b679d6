//! `ceiba-verify FILE`: says whether an exported log proves itself. Needs neither Ceiba nor a key.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::ExitCode;
use verifier::{Refusal, Verdict, judge, judge_part};

const USAGE: &str = "Says whether a log exported with `ceiba ledger export --proof FILE`, or what was lent to a post
(`--lent FILE`), proves itself.

Usage: ceiba-verify FILE [--key KEY]... [--json]

  --key KEY   a verifier key that must have signed, as the site gave it to you on paper: NAME+ID+KEY
  --json      the verdict as JSON

Exit code 0 when all holds, 3 when something does not, 2 for a wrong command line, 1 when the file cannot be read.

Examples:
  ceiba-verify log.proof
  ceiba-verify log.proof --key 'ceiba/pan/hq/1+0b9d3a4e+AQx…='
";

struct Asked {
    file: String,
    keys: Vec<String>,
    json: bool,
}

fn asked(words: impl Iterator<Item = String>) -> Option<Asked> {
    let (mut file, mut keys, mut json) = (None, Vec::new(), false);
    let mut words = words;
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => json = true,
            "--key" => keys.push(words.next()?),
            option if option.starts_with('-') => return None,
            _ if file.is_none() => file = Some(word),
            _ => return None,
        }
    }
    Some(Asked { file: file?, keys, json })
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let Some(asked) = asked(words.into_iter()) else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    if is_part(&asked.file) {
        return part(&asked);
    }
    let outcome = File::open(&asked.file)
        .map_err(Refusal::Unreadable)
        .and_then(|file| judge(&mut BufReader::new(file), &asked.keys));
    match outcome {
        Ok(verdict) => {
            if asked.json {
                println!("{}", json_of(&verdict))
            } else {
                tell(&verdict, asked.keys.is_empty())
            }
            ExitCode::SUCCESS
        }
        Err(refusal) => refused(&asked, &refusal),
    }
}

fn refused(asked: &Asked, refusal: &Refusal) -> ExitCode {
    if let Refusal::Unreadable(why) = refusal {
        eprintln!("{}: {why}", asked.file);
        return ExitCode::FAILURE;
    }
    if asked.json {
        println!("{}", serde_json::json!({ "broken": refusal.to_string() }))
    } else {
        println!("broken: {refusal}")
    }
    ExitCode::from(3)
}

/// Whether the first line says that the file holds what was lent to a site.
fn is_part(file: &str) -> bool {
    let mut first = String::new();
    let opened = File::open(file).map(|file| BufReader::new(file).take(4_096).read_line(&mut first));
    opened.is_ok() && first.starts_with("{\"bundle\":{\"form\":\"ceiba-part/")
}

fn part(asked: &Asked) -> ExitCode {
    let outcome = File::open(&asked.file)
        .map_err(Refusal::Unreadable)
        .and_then(|file| judge_part(&mut BufReader::new(file), &asked.keys));
    let verdict = match outcome {
        Ok(verdict) => verdict,
        Err(refusal) => return refused(asked, &refusal),
    };
    if asked.json {
        println!(
            "{}",
            serde_json::json!({
                "tenant": verdict.tenant,
                "holder": verdict.holder,
                "entries": verdict.entries,
                "checkpoints": verdict.checkpoints,
                "cosignatures": verdict.cosignatures,
                "links": verdict.links,
                "manifest": verdict.manifest,
                "keys": verdict.keys,
            })
        );
        return ExitCode::SUCCESS;
    }
    println!(
        "ok: {} entries lent to {}/{}, {} checkpoints, {} of them follow an earlier one, {} signatures of other sites",
        verdict.entries,
        verdict.tenant,
        verdict.holder,
        verdict.checkpoints,
        verdict.links,
        verdict.cosignatures
    );
    match verdict.manifest {
        Some(counted) => println!("all {counted} entries that the manifest counts are in the file"),
        None => println!("no manifest says that these are all"),
    }
    said_by(&verdict.keys, asked.keys.is_empty());
    ExitCode::SUCCESS
}

fn said_by(keys: &[String], nobody_is_trusted: bool) {
    keys.iter().for_each(|key| println!("signed by {key}"));
    if nobody_is_trusted {
        println!("compare these keys with what the sites gave you by other means, or name them with --key");
    }
}

fn tell(verdict: &Verdict, nobody_is_trusted: bool) {
    println!(
        "ok: {} entries of {}/{}, {} checkpoints, {} signatures of other sites, newest {}",
        verdict.entries,
        verdict.tenant,
        verdict.site,
        verdict.checkpoints,
        verdict.cosignatures,
        verdict.short_code
    );
    said_by(&verdict.keys, nobody_is_trusted);
}

fn json_of(verdict: &Verdict) -> serde_json::Value {
    serde_json::json!({
        "tenant": verdict.tenant,
        "site": verdict.site,
        "entries": verdict.entries,
        "checkpoints": verdict.checkpoints,
        "cosignatures": verdict.cosignatures,
        "root": verdict.root,
        "short_code": verdict.short_code,
        "keys": verdict.keys,
    })
}
