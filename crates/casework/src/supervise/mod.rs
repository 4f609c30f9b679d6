//! How an office goes: how old its files are, which terms are at risk, who has how much, and where claims come from.

pub mod page;
#[cfg(test)]
mod tests;

use crate::access::{self, Scope};
use crate::case::{self, CaseHead, TermRow};
use crate::label::days_between;
use ::access::Permission;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{AccountId, CaseId, Office};
use ledger::{Door, Fault};
use std::collections::BTreeMap;
use web::{Ask, House};

/// How many days ahead a term is at risk.
pub const AT_RISK_DAYS: i64 = 14;

/// The bands of age in days, the last one open.
pub const BANDS: [i64; 5] = [0, 31, 91, 181, 366];

/// What a supervisor sees of the own office. Every case in it may be read by that person.
#[derive(Debug, Default)]
pub struct Overview {
    pub heads: BTreeMap<CaseId, CaseHead>,
    /// Open cases by band of age.
    pub ages: [i64; 5],
    /// Half of the open cases are older than this many days; `None` without cases.
    pub median_days: Option<i64>,
    /// Terms over or about to be, the worst first.
    pub at_risk: Vec<TermRow>,
    pub overdue: usize,
    pub by_officer: Vec<Load>,
    /// Open cases by the office where they were received.
    pub by_origin: Vec<(Office, i64)>,
    /// Open cases by procedure, version and stage.
    pub by_stage: Vec<(CaseId, i64)>,
    pub unassigned: usize,
}

/// What one member of staff has in hand; `None` is nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    pub account: Option<AccountId>,
    pub open: i64,
    pub overdue: i64,
    /// Age in days of the oldest.
    pub oldest_days: i64,
}

/// The band of an age.
pub fn band(days: i64) -> usize {
    BANDS.iter().rposition(|from| days >= *from).unwrap_or(0)
}

/// Reads the own office as it stands today.
pub fn read(house: &House, ask: &Ask, door: &mut dyn Door) -> Result<Overview, Fault> {
    let heads = case::open_heads(door, Scope::OwnOffice, &ask.who.office)?;
    let may = |head: &CaseHead| access::may(house, ask, Permission::ReadCase, head);
    let heads: Vec<CaseHead> = heads.into_iter().filter(may).collect();
    let until = ask.today.checked_add(AT_RISK_DAYS.days()).unwrap_or(ask.today);
    let terms = case::terms_due(door, Scope::OwnOffice, &ask.who.office, until)?;
    Ok(overview(heads, terms, ask.today))
}

/// Counts what was read. Pure.
pub fn overview(heads: Vec<CaseHead>, terms: Vec<TermRow>, today: Date) -> Overview {
    let age = |head: &CaseHead| days_between(head.legal_date, today).max(0);
    let mut ages: Vec<i64> = heads.iter().map(age).collect();
    ages.sort_unstable();
    let mut found = Overview {
        median_days: ages.get(ages.len().saturating_sub(1) / 2).copied(),
        unassigned: heads.iter().filter(|head| head.assignee.is_none()).count(),
        ..Overview::default()
    };
    for days in &ages {
        found.ages[band(*days)] += 1;
    }
    found.heads = heads.into_iter().map(|head| (head.id, head)).collect();
    // Whether the person is late is never counted against them: their terms are not the office's.
    let ours = |term: &TermRow| term.whose != "person" && found.heads.contains_key(&term.case);
    found.at_risk = terms.into_iter().filter(ours).collect();
    found.at_risk.sort_by_key(|term| (term.due, term.case));
    let late: Vec<CaseId> = found
        .at_risk
        .iter()
        .filter(|term| term.due.is_some_and(|due| due < today))
        .map(|term| term.case)
        .collect();
    found.overdue = late.len();
    found.by_officer = loads(&found.heads, &late, today);
    found.by_origin = counted(found.heads.values().map(|head| head.opened_office.clone()));
    found.by_stage = by_stage(&found.heads);
    found
}

fn loads(heads: &BTreeMap<CaseId, CaseHead>, late: &[CaseId], today: Date) -> Vec<Load> {
    let mut loads: BTreeMap<Option<AccountId>, Load> = BTreeMap::new();
    for head in heads.values() {
        let new = Load { account: head.assignee, open: 0, overdue: 0, oldest_days: 0 };
        let load = loads.entry(head.assignee).or_insert(new);
        load.open += 1;
        load.overdue += i64::try_from(late.iter().filter(|case| **case == head.id).count()).unwrap_or(0);
        load.oldest_days = load.oldest_days.max(days_between(head.legal_date, today));
    }
    let mut loads: Vec<Load> = loads.into_values().collect();
    loads.sort_by_key(|load| (std::cmp::Reverse(load.overdue), std::cmp::Reverse(load.open)));
    loads
}

/// One case stands for all at the same stage of the same law, so that the page can name the stage.
fn by_stage(heads: &BTreeMap<CaseId, CaseHead>) -> Vec<(CaseId, i64)> {
    let mut stages: BTreeMap<(&str, &str, &str), (CaseId, i64)> = BTreeMap::new();
    for head in heads.values() {
        let key = (head.procedure.as_str(), head.law.as_str(), head.stage.as_str());
        stages.entry(key).or_insert((head.id, 0)).1 += 1;
    }
    let mut stages: Vec<(CaseId, i64)> = stages.into_values().collect();
    stages.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
    stages
}

fn counted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<(T, i64)> {
    let mut counts: BTreeMap<T, i64> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    let mut counts: Vec<(T, i64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}
