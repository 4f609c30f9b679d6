//! `ceiba doctor`: looks at this installation as an operator would and says what to mend.

use super::{Ended, FOUND, print_json};
use crate::cli::DataArgs;
use crate::config::Config;
use crate::examine::{self, Depth, Finding};
use crate::ports::SystemClock;
use crate::{country, wiring};
use kernel::Clock;
use std::process::ExitCode;

pub fn run(data: &DataArgs, config: &Config, json: bool) -> Ended {
    let findings = examine(data, config);
    if json {
        print_json(&findings)?;
    } else {
        for f in &findings {
            println!("{} {:<10} {}", if f.ok { "ok  " } else { "MEND" }, f.what, f.found);
            if let Some(mend) = f.mend {
                println!("     → {mend}");
            }
        }
    }
    Ok(if findings.iter().all(|f| f.ok) { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

fn examine(data: &DataArgs, config: &Config) -> Vec<Finding> {
    let law = country::load(&data.country, data.countries.as_deref());
    let mut findings = vec![
        examine::country(&data.country, law.as_ref()),
        examine::clock(SystemClock.now()),
        examine::key_file(wiring::key_file_state(data)),
    ];
    findings.extend(examine::disk(&data.data, config.disk.into()));
    findings.extend(examine::backup(data, config, SystemClock.now()));
    match wiring::open_ledger(data) {
        Err(error) => findings.push(examine::closed_database(error)),
        Ok(ledger) => findings.extend(examine::database(&ledger, Depth::Whole)),
    }
    findings
}
