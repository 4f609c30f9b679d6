//! `cargo xtask simulate`: accidents made from seeds, in any number; the same ones as in `./test`, or others.

use crate::root;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// One kind of accident: its option, and the tests that make it, which take its number and its first seed from the
/// environment.
struct Simulation {
    option: &'static str,
    /// What Cargo builds: the features are those of the whole workspace, so that what `./test` built is used again.
    target: &'static [&'static str],
    tests: &'static [&'static str],
    number: &'static str,
    from: &'static str,
}

const SIMULATIONS: &[Simulation] = &[
    Simulation {
        option: "--seeds",
        target: &["--test", "all"],
        tests: &[
            "simulator::any_even_schedule_of_failing_machines_and_lines_ends_well",
            "simulator::any_odd_schedule_of_failing_machines_and_lines_ends_well",
        ],
        number: "CEIBA_SEEDS",
        from: "CEIBA_SEEDS_FROM",
    },
    Simulation {
        option: "--power-cuts",
        target: &["--package", "powercut", "--lib"],
        tests: &["tests::no_acknowledged_write_is_lost_in_thousands_of_power_cuts"],
        number: "CEIBA_POWER_CUTS",
        from: "CEIBA_POWER_CUTS_FROM",
    },
];

pub fn run(words: &[String]) -> Result<(), String> {
    let (asked, from) = read(words)?;
    for (simulation, number) in asked {
        let option = simulation.option;
        let (is_well, repeat) = simulate(simulation, number, from)?;
        if !is_well {
            let repeat = repeat.unwrap_or_else(|| "no seed was named".to_owned());
            return Err(format!("simulate {option} {number} --from {from}: FAILED; {repeat}"));
        }
        println!("simulate {option} {number} --from {from}: ok");
    }
    Ok(())
}

/// A simulation and how many of its accidents are asked for.
type Asked = (&'static Simulation, u64);

/// Every simulation that is asked for, and the first seed.
fn read(words: &[String]) -> Result<(Vec<Asked>, u64), String> {
    let (mut asked, mut from) = (Vec::new(), 0);
    for pair in words.chunks(2) {
        let [option, number] = pair else { return Err(usage()) };
        let number = number.parse::<u64>().map_err(|_| usage())?;
        match SIMULATIONS.iter().find(|s| s.option == option) {
            Some(simulation) => asked.push((simulation, number)),
            None if option == "--from" => from = number,
            None => return Err(usage()),
        }
    }
    if asked.is_empty() { Err(usage()) } else { Ok((asked, from)) }
}

fn usage() -> String {
    let options: Vec<String> = SIMULATIONS.iter().map(|s| format!("[{} N]", s.option)).collect();
    format!("usage: cargo xtask simulate {} [--from S]", options.join(" "))
}

/// How a seed that fails says what repeats it.
const REPEAT: &str = "repeat it with: ";

/// Whether all went well, and the line that repeats what did not.
fn simulate(simulation: &Simulation, number: u64, from: u64) -> Result<(bool, Option<String>), String> {
    let scope: &[&str] = if simulation.target.contains(&"--package") { &[] } else { &["--workspace"] };
    let mut running = Command::new("cargo")
        .args(["test", "--quiet", "--locked"])
        .args(scope)
        .args(simulation.target)
        .args(["--", "--nocapture", "--exact"])
        .args(simulation.tests)
        .env(simulation.number, number.to_string())
        .env(simulation.from, from.to_string())
        .current_dir(root())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|why| format!("cargo: {why}"))?;
    let mut repeat = None;
    // A test that fails tells so beside its output; everything is passed on as it comes.
    for line in running.stderr.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line.map_err(|why| format!("cargo: {why}"))?;
        if line.contains(REPEAT) {
            repeat.get_or_insert(line.trim().to_owned());
        }
        eprintln!("{line}");
    }
    let ended = running.wait().map_err(|why| format!("cargo: {why}"))?;
    Ok((ended.success(), repeat))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_command_is_read_or_explained() {
        let (asked, from) = read(&words("--power-cuts 5000 --from 17")).unwrap();
        assert_eq!((asked.len(), asked[0].1, from), (1, 5_000, 17));
        for wrong in ["", "--from 3", "--power-cuts", "--power-cuts many", "--storms 3"] {
            assert!(read(&words(wrong)).is_err_and(|why| why.starts_with("usage")), "{wrong}");
        }
    }
}
