//! `ceiba pledge`: the pledges and commitments as the data file has them.

use super::{Ended, print_json};
use crate::cli::PledgeCommand;
use std::process::ExitCode;

pub fn run(command: PledgeCommand) -> Ended {
    let PledgeCommand::List { state, json } = command;
    let list = pledges::list(state.as_deref())?;
    if json {
        print_json(&list)?;
    } else {
        for entry in &list {
            println!("{:<18} {:<4} {:<12} {}", entry.id, entry.state, entry.area, entry.text);
        }
    }
    Ok(ExitCode::SUCCESS)
}
