//! `ceiba exchange`: one contact or many, how things stand, and courier files.

use super::{Ended, failure, print_json};
use crate::cli::ExchangeCommand;
use crate::exchange::{courier, line, status};
use crate::wiring;
use ledger::{Sighted, Witness};
use std::process::ExitCode;

pub fn run(command: ExchangeCommand) -> Ended {
    match command {
        ExchangeCommand::Run { data, once, json } => {
            let house = wiring::open_house(&data, false, false)?;
            if !once {
                loop {
                    std::thread::sleep(line::turn_and_wait(&house));
                }
            }
            let contact = line::contact(&house)?;
            if json {
                print_json(&contact)?;
            } else {
                println!("{} rounds, {} entries received", contact.rounds, contact.entries);
            }
        }
        ExchangeCommand::Status { data, json } => {
            let house = wiring::open_house(&data, false, false)?;
            let status = status::of(&house)?;
            if json {
                print_json(&status)?;
            } else {
                tell(&status);
            }
        }
        ExchangeCommand::Write { data, to, file } => {
            let house = wiring::open_house(&data, false, false)?;
            let bytes = courier::write(&house, &to)?;
            ledger::replace_file(&file, &bytes)?;
            println!("{}: {} bytes for {to}", file.display(), bytes.len());
        }
        ExchangeCommand::Read { data, file, json } => {
            if courier::is_too_long(std::fs::metadata(&file)?.len()) {
                return Err(failure("the file is too long to be a courier file"));
            }
            let house = wiring::open_house(&data, false, false)?;
            let brought = courier::read(&house, &std::fs::read(&file)?)?;
            if json {
                print_json(&brought)?;
            } else {
                let entries: u64 = brought.iter().map(|b| b.entries_new).sum();
                let from = brought.first().map_or("", |b| b.from.as_str());
                println!("{entries} new entries from {from}");
                println!("So that it knows: ceiba exchange write --to {from} FILE");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(status: &status::Status) {
    println!("site {} epoch {}", status.site, status.epoch);
    for link in &status.links {
        let heard = link.heard_at.map_or("never".to_owned(), |at| at.to_string());
        println!("{} {:?} heard {heard}, holds {}", link.site, link.standing, link.held);
        status.witnesses.iter().filter(|witness| witness.site == link.site).for_each(tell_proofs);
        for lane in &link.lanes {
            let since = lane.waiting_since.map_or(String::new(), |at| format!(" since {at}"));
            println!(
                "  {:<8} sent {} received there {} waiting {}{since}, received here {}",
                format!("{:?}", lane.lane).to_lowercase(),
                lane.queued,
                lane.acknowledged,
                lane.waiting,
                lane.received
            );
        }
    }
    status.erasures.iter().for_each(super::retention::tell_site);
    for alarm in &status.alarms {
        println!("alarm {} {} epoch {} entry {}", alarm.kind, alarm.site, alarm.epoch, alarm.sequence);
    }
    if let Some(lease) = &status.lease {
        println!("lease until {}{}", lease.until, if lease.is_over { ": over" } else { "" });
    }
}

/// What the two sites have signed of one another, and whether what was lent is what is here.
fn tell_proofs(witness: &Witness) {
    let told = |sighted: &Option<Sighted>| match sighted {
        None => "none yet".to_owned(),
        Some(k) => {
            let signed = if k.is_signed { "countersigned" } else { "not countersigned" };
            format!("{} over {} entries, {signed}", k.short_code, k.size)
        }
    };
    println!("  their newest checkpoint: {}", told(&witness.theirs));
    println!("  ours that they signed: {}", told(&witness.ours));
    if let Some(at) = witness.compared_at {
        let (outcome, records, entries) = (witness.manifest.code(), witness.records, witness.entries);
        println!("  manifest {outcome} at {at}: {records} records, {entries} entries of other sites");
        println!("  proved in the logs of others: {} entries", witness.proved);
    }
}
