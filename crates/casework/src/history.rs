//! What happened in recorded cases, as a replay under a draft reads it: steps and facts, no person and no number.

use crate::case::{self, CaseHead};
use crate::fold::Case;
use crate::laws::Laws;
use jiff::civil::Date;
use kernel::CaseId;
use ledger::{Door, Fault};
use procedure::{Draft, FactValue, Happened, History, Procedure, Replayed};
use std::collections::{BTreeMap, BTreeSet};

/// The cases of a procedure that are about a person: what is about nobody but decoys is in nothing that counts.
pub fn heads(door: &mut dyn Door, procedure: &str) -> Result<Vec<CaseHead>, Fault> {
    let decoys = identity::decoy::known(door)?;
    let persons = case::all_persons(door)?;
    let is_about_somebody = |head: &CaseHead| {
        let there = persons.get(&head.id).into_iter().flatten();
        let mut there = there.map(|one| one.person).chain(head.principal).peekable();
        there.peek().is_none() || there.any(|person| !decoys.hides(person))
    };
    let heads = case::all_heads(door)?.into_iter().filter(|head| head.procedure == procedure);
    Ok(heads.filter(is_about_somebody).collect())
}

/// A recorded case under the version it was opened in and under a draft. `None` when that version is not among the
/// country's files any more, is not `only`, or is of another procedure than the draft.
pub fn replayed(
    door: &mut dyn Door,
    laws: &Laws,
    draft: &Draft,
    id: CaseId,
    only: Option<&str>,
) -> Result<Option<Replayed>, Fault> {
    let Some(loaded) = case::load(door, id)? else { return Ok(None) };
    let under = opened_under(laws, &loaded.state);
    let under = under.filter(|p| p.id == draft.version.id && only.is_none_or(|only| p.version == only));
    let Some(under) = under else { return Ok(None) };
    let history = history(door, under, &loaded.state)?;
    Ok(Some(draft.replay(under, &history)))
}

/// The version in which the first step was taken.
fn opened_under<'l>(laws: &'l Laws, case: &Case) -> Option<&'l Procedure> {
    let opening = case.opening.as_ref()?;
    let version = case.steps.first().map_or(&opening.version, |first| &first.version);
    laws.law().procedures.iter().find(|p| p.id == opening.procedure && p.version == *version)
}

/// The steps taken under the version that the case was opened in.
fn history(door: &mut dyn Door, under: &Procedure, case: &Case) -> Result<History, Fault> {
    let linked = linked(door, under, case)?;
    let own = case.steps.iter().take_while(|s| s.version == under.version);
    let happened = own.map(|s| Happened {
        step: s.taken.step.clone(),
        by: s.actor.clone(),
        on: s.taken.on,
        answers: s.taken.form.clone(),
        linked: said_by(&linked, s.taken.on),
        is_carried: s.taken.session.is_some(),
        acts: Vec::new(),
        is_recorded: true,
    });
    Ok(History { steps: happened.collect(), is_cut: !case.reforms.is_empty() })
}

/// One fact that a linked case said from a day on.
struct SaidOn {
    on: Date,
    fact: String,
    value: FactValue,
}

/// What linked cases said, in the order of the days.
fn linked(door: &mut dyn Door, under: &Procedure, case: &Case) -> Result<Vec<SaidOn>, Fault> {
    let wanted: BTreeMap<&str, BTreeSet<&str>> =
        under.facts.iter().fold(BTreeMap::new(), |mut wanted, rule| {
            if let Some(linked) = &rule.linked {
                wanted.entry(linked.as_str()).or_insert_with(BTreeSet::new).insert(rule.id.as_str());
            }
            wanted
        });
    let mut said = Vec::new();
    for link in &case.links {
        let Some(facts) = wanted.get(link.procedure.as_str()) else { continue };
        let Some(other) = case::load(door, link.case)? else { continue };
        let sets = other.state.steps.iter().map(|s| (s.taken.on, &s.taken.sets));
        let told = sets.flat_map(|(on, sets)| sets.iter().map(move |(fact, value)| (on, fact, value)));
        let told = told.filter(|(_, fact, _)| facts.contains(fact.as_str()));
        said.extend(told.map(|(on, fact, value)| SaidOn { on, fact: fact.clone(), value: value.clone() }));
    }
    said.sort_by_key(|s| s.on);
    Ok(said)
}

fn said_by(linked: &[SaidOn], day: Date) -> BTreeMap<String, FactValue> {
    linked.iter().filter(|s| s.on <= day).map(|s| (s.fact.clone(), s.value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desk, decision, notification, on_both};
    use procedure::{HarmReason, ReplayTally, TermMove};

    fn draft(changes: &str) -> Draft {
        let head =
            "id = \"asylum\"\nversion = \"DRAFT\"\nvalid_from = \"2030-01-01\"\nbased_on = \"PAN-2018\"\n";
        let files = crate::testing::country_files();
        Draft::read(&files, "draft.toml", &format!("{head}{changes}")).unwrap()
    }

    /// A claim refused on 13 March and notified on the 25th.
    fn notified(desk: &Desk) -> CaseId {
        let case = desk.ready(desk.person("Ixchel Inventada", 1990));
        desk.on_day("2024-03-26");
        desk.take(&desk.conare, case, "refuse", &decision("13 3 2024")).unwrap();
        desk.take(&desk.rosa, case, "notify_refusal", &notification("25 3 2024")).unwrap();
        case
    }

    fn replay(desk: &Desk, changes: &str, case: CaseId) -> Replayed {
        let draft = draft(changes);
        desk.ledger.read(|door| replayed(door, &desk.laws, &draft, case, None)).unwrap().unwrap()
    }

    #[test]
    fn a_recorded_case_differs_in_nothing_under_its_own_law() {
        on_both(|desk| {
            let case = notified(desk);
            let found = replay(desk, "", case);
            assert!(!found.differs(), "{found:#?}");
            assert_eq!(found.under, "PAN-2018");
        });
    }

    #[test]
    fn a_recorded_case_is_harmed_by_a_shorter_term_that_ran_in_it() {
        on_both(|desk| {
            let case = notified(desk);
            let found = replay(desk, "[[terms]]\nid = \"reconsideration\"\nlength = 3\n", case);
            assert_eq!(found.harms.len(), 1);
            assert_eq!(found.harms[0].reason, HarmReason::RemedyTermShorter);
            // 28 March instead of 2 April 2024, with Good Friday and a weekend between.
            assert_eq!(found.terms[0].how, TermMove::Sooner(5));
            let appeal = replay(desk, "[[terms]]\nid = \"appeal\"\nlength = 3\n", case);
            assert!(!appeal.differs(), "no appeal was ever open: {appeal:#?}");
        });
    }

    #[test]
    fn heads_are_those_of_the_procedure_and_a_version_may_be_asked_for() {
        on_both(|desk| {
            let case = notified(desk);
            let found = desk.ledger.read(|door| heads(door, "asylum")).unwrap();
            assert_eq!(found.iter().map(|h| h.id).collect::<Vec<_>>(), [case]);
            assert!(desk.ledger.read(|door| heads(door, "family")).unwrap().is_empty());
            let draft = draft("");
            let of = |only| desk.ledger.read(|door| replayed(door, &desk.laws, &draft, case, only)).unwrap();
            assert!(of(Some("PAN-2018")).is_some() && of(Some("PAN-1998")).is_none());
            let told = serde_json::to_string(&ReplayTally::of(&[of(None).unwrap()])).unwrap();
            assert!(!told.contains(&case.0.to_string()) && !told.contains("Ixchel"), "{told}");
        });
    }
}
