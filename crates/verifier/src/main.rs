//! `ceiba-verify FILE`: says whether an exported log proves itself. Needs neither Ceiba nor a key.

use std::fs::File;
use std::io::BufReader;
use std::process::ExitCode;
use verifier::{Refusal, Verdict, judge};

const USAGE: &str = "Says whether a log exported with `ceiba ledger export --proof FILE` proves itself.

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
        Err(Refusal::Unreadable(why)) => {
            eprintln!("{}: {why}", asked.file);
            ExitCode::FAILURE
        }
        Err(refusal) => {
            let told = serde_json::json!({ "broken": refusal.to_string() });
            if asked.json {
                println!("{told}")
            } else {
                println!("broken: {refusal}")
            }
            ExitCode::from(3)
        }
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
    for key in &verdict.keys {
        println!("signed by {key}");
    }
    if nobody_is_trusted {
        println!("compare these keys with what the sites gave you by other means, or name them with --key");
    }
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
