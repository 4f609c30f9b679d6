//! `ceiba procedure apply-reform`: the open cases that a reform moves, in the name of somebody who may, counted and not named.

use super::{Ended, Failure, failure};
use crate::cli::{AsArgs, DataArgs};
use crate::wiring;
use access::{Permission, Who};
use casework::Laws;
use casework::reform::{Apply, Proposal, proposals, run as apply};
use ledger::Stamp;
use std::collections::BTreeMap;
use std::process::ExitCode;
use web::House;

/// What became of the cases of one version.
#[derive(Default)]
struct Counted {
    /// Moved, or to be moved in a dry run.
    moved: usize,
    /// Of offices whose files the account may not change.
    not_yours: usize,
    /// A term of the person would get shorter: a person looks at each.
    shorter: usize,
    /// Somebody wrote to the file meanwhile.
    refused: usize,
}

pub fn run(data: &DataArgs, by_account: &AsArgs, why: &str, is_dry: bool) -> Ended {
    let house = wiring::open_kept_house(data)?;
    let who = acting(&house, by_account)?;
    if !is_dry && why.trim().is_empty() {
        return Err(failure("say why, it stands in every file: --why REASON"));
    }
    let laws: &Laws = house.room();
    let today = house.today();
    let found = house.ledger.read(|reader| proposals(reader, laws, today))?;
    let mut counted: BTreeMap<String, Counted> = BTreeMap::new();
    for proposal in found {
        let count = counted.entry(proposal.version.clone()).or_default();
        one(&house, laws, &who, &proposal, why, is_dry, count)?;
    }
    tell(&counted, is_dry);
    Ok(ExitCode::SUCCESS)
}

fn acting(house: &House, by_account: &AsArgs) -> Result<Who, Failure> {
    let login = by_account.login.as_deref().ok_or_else(|| failure("say in whose name: --as LOGIN"))?;
    let account = house.access.account_of_login(login)?.filter(|account| account.active);
    account.map(|account| account.who()).ok_or_else(|| failure(format!("no open account `{login}`")))
}

fn one(
    house: &House,
    laws: &Laws,
    who: &Who,
    proposal: &Proposal,
    why: &str,
    is_dry: bool,
    count: &mut Counted,
) -> Result<(), Failure> {
    if !house.may(who, Permission::ApplyReform, Some(&proposal.ties())) {
        count.not_yours += 1;
        return Ok(());
    }
    if proposal.is_shorter {
        count.shorter += 1;
        return Ok(());
    }
    if is_dry {
        count.moved += 1;
        return Ok(());
    }
    let stamp = Stamp::new(who.actor());
    let (case, version) = (proposal.head.id, proposal.version.as_str());
    let done = house.ledger.write(|tx| {
        apply(tx, laws, &stamp, Apply { case, version, why, confirmed: false, head: "" }).map(drop)
    });
    match done {
        Ok(()) => count.moved += 1,
        Err(casework::reform::ReformRefusal::Fault(fault)) => return Err(fault.into()),
        Err(_) => count.refused += 1,
    }
    Ok(())
}

fn tell(counted: &BTreeMap<String, Counted>, is_dry: bool) {
    if counted.is_empty() {
        println!("no open case waits for a reform");
    }
    let moved = if is_dry { "would be moved" } else { "moved" };
    for (version, count) in counted {
        println!("{version}: {} {moved}", count.moved);
        let rest = [
            (count.shorter, "left to a person: a term of the person would get shorter"),
            (count.not_yours, "of files that this account may not change"),
            (count.refused, "changed meanwhile; run it again"),
        ];
        for (cases, words) in rest.into_iter().filter(|(cases, _)| *cases > 0) {
            println!("  {cases} {words}");
        }
    }
}
