//! What asylum tells statistics and pledges: one fact a person an event, and two live indicators. No name leaves here.

use crate::express;
use crate::table::ALL;
use casework::case::{StepRow, all_heads, all_persons, all_steps};
use casework::{CaseHead, ClaimEvent, ClaimFact, Laws, Level, Measure, Outcome};
use identity::decoy::Decoys;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{CaseId, Country, Sex};
use ledger::{Door, Fault, params};
use procedure::{FactValue, Procedure};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The procedure whose cases are claims.
pub const CLAIM: &str = "asylum";
/// The procedure by which a child gets somebody who speaks for them.
pub const GUARDIANSHIP: &str = "guardianship";
/// The fact by which it says so to the claim.
const GUARDIAN_FACT: &str = "guardian";

/// Every event of every claim, once for each person of the case.
pub fn claim_facts(door: &mut dyn Door) -> Result<Vec<ClaimFact>, Fault> {
    let people = identity::person::demographics(door)?;
    let decoys = identity::decoy::known(door)?;
    let persons = all_persons(door)?;
    let steps = all_steps(door)?;
    let mut facts = Vec::new();
    for head in all_heads(door)?.into_iter().filter(|h| h.procedure == CLAIM) {
        let events = events_of(&head, steps.get(&head.id).map_or(&[][..], Vec::as_slice));
        let there = persons.get(&head.id).into_iter().flatten();
        for person in there.filter(|one| !decoys.hides(one.person)) {
            let events = theirs(&events, person);
            let known = people.get(&person.person);
            let fact = |(event, level, on): &(ClaimEvent, Level, Date)| ClaimFact {
                event: *event,
                level: *level,
                on: *on,
                case: head.id,
                person: person.person,
                origin: known.map_or(Country::UNKNOWN, |p| p.origin),
                sex: known.map_or(Sex::NotStated, |p| p.sex),
                age_years: known.and_then(|p| p.birth).map(|birth| birth.age_on(*on)),
                office: head.office.clone(),
            };
            facts.extend(events.iter().map(fact));
        }
    }
    Ok(facts)
}

/// The events of a case that are one person's. Who came later applied on that day. Who left for a claim of their own
/// before anything was decided applied there, on the same day, and is counted there once; who left afterwards keeps here
/// what was decided while they were here.
fn theirs(
    events: &[(ClaimEvent, Level, Date)],
    person: &casework::CasePerson,
) -> Vec<(ClaimEvent, Level, Date)> {
    let came = |(event, level, on): &(ClaimEvent, Level, Date)| match (event, person.joined) {
        (ClaimEvent::Applied, Some(joined)) => Some((*event, *level, joined)),
        (_, Some(joined)) if *on < joined => None,
        _ => Some((*event, *level, *on)),
    };
    let here = events.iter().filter_map(came);
    let Some(left) = person.left else { return here.collect() };
    let here: Vec<_> = here.filter(|(event, _, on)| *event == ClaimEvent::Applied || *on < left).collect();
    if here.iter().any(|(event, ..)| *event != ClaimEvent::Applied) { here } else { Vec::new() }
}

/// Applied on the legal date; then every step that decides. Inadmissibility and withdrawal are "otherwise closed" in
/// UNHCR's definitions: no examination of substance.
fn events_of(head: &CaseHead, steps: &[StepRow]) -> Vec<(ClaimEvent, Level, Date)> {
    let mut events = vec![(ClaimEvent::Applied, Level::FirstInstance, head.legal_date)];
    for step in steps {
        let Some(decides) = step.decides else { continue };
        let event = match decides.outcome {
            procedure::Outcome::Recognised => ClaimEvent::Decided(Outcome::Recognised),
            procedure::Outcome::Complementary => ClaimEvent::Decided(Outcome::Complementary),
            procedure::Outcome::Refused => ClaimEvent::Decided(Outcome::Refused),
            procedure::Outcome::Inadmissible | procedure::Outcome::Closed => ClaimEvent::Closed,
            procedure::Outcome::Admitted => continue,
        };
        let level = match decides.level {
            procedure::Level::FirstInstance => Level::FirstInstance,
            procedure::Level::Review => Level::Review,
        };
        events.push((event, level, step.on));
    }
    events
}

/// PA-07384-b: intents expressed at posts that the register held within 24 hours, of all intents expressed at posts.
pub fn seen_within_a_day(
    door: &mut dyn Door,
    posts: &[String],
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Measure, Fault> {
    let tenant = door.tenant();
    let decoys = identity::decoy::known(door)?;
    let (mut seen, mut all) = (0, 0);
    for row in door.query(&ALL, &params![tenant])? {
        let head = express::head(&row)?;
        if !posts.contains(&head.office.0) || is_of_decoys(door, &decoys, head.id)? {
            continue;
        }
        all += 1;
        seen += i64::from(is_within_a_day(&head, zone));
    }
    Ok(Measure { numerator: seen, denominator: all, as_of: now })
}

/// Whether an intent is about nobody but decoys: somebody opened one and went on as with a person.
fn is_of_decoys(door: &mut dyn Door, decoys: &Decoys, intent: Uuid) -> Result<bool, Fault> {
    if decoys.count() == 0 {
        return Ok(false);
    }
    let people = express::persons(door, intent)?;
    Ok(!people.is_empty() && people.iter().all(|person| decoys.hides(*person)))
}

fn is_within_a_day(head: &express::IntentHead, zone: &TimeZone) -> bool {
    let time: Time = head.stated_at.parse().unwrap_or(Time::midnight());
    let stated = DateTime::from_parts(head.stated_on, time).to_zoned(zone.clone());
    stated.is_ok_and(|s| head.expressed_at.duration_since(s.timestamp()) <= SignedDuration::from_hours(24))
}

/// Days a child may wait for somebody who speaks for them (the pledge's own indicator).
const GUARDIAN_DAYS: i32 = 5;

/// PA-07386-b: unaccompanied or separated children who had a guardian or an interim representative within five days, of
/// all who were identified at least five days ago or already have one.
pub fn guardian_within_five_days(door: &mut dyn Door, laws: &Laws, now: Timestamp) -> Result<Measure, Fault> {
    let today = laws.day_of(now);
    let steps = all_steps(door)?;
    let decoys = identity::decoy::known(door)?;
    let is_decoy = |head: &CaseHead| head.principal.is_some_and(|person| decoys.hides(person));
    let (mut in_time, mut all) = (0, 0);
    for head in all_heads(door)?.into_iter().filter(|h| h.procedure == GUARDIANSHIP && !is_decoy(h)) {
        let waited = |on: Date| (on - head.legal_date).get_days();
        match named_on(&steps, &head, laws) {
            Some(on) => {
                all += 1;
                in_time += i64::from(waited(on) <= GUARDIAN_DAYS);
            }
            None if waited(today) > GUARDIAN_DAYS => all += 1,
            // Still inside the five days: neither kept nor missed.
            None => {}
        }
    }
    Ok(Measure { numerator: in_time, denominator: all, as_of: now })
}

/// The first day on which a step named a representative or a guardian.
fn named_on(steps: &BTreeMap<CaseId, Vec<StepRow>>, head: &CaseHead, laws: &Laws) -> Option<Date> {
    let procedure = laws.labels(&head.procedure, &head.law)?;
    steps.get(&head.id)?.iter().find(|s| names_guardian(procedure, &s.step)).map(|s| s.on)
}

/// Whether a step gives the child somebody who speaks for them: the law says so, whatever it calls the step.
fn names_guardian(procedure: &Procedure, step: &str) -> bool {
    let sets = procedure.step(step).and_then(|s| s.sets.get(GUARDIAN_FACT));
    sets.is_some_and(|value| *value != FactValue::from_code("none"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// A claim of 1 February, refused on 1 April.
    fn told(joined: Option<i8>, left: Option<i8>) -> Vec<(ClaimEvent, i8)> {
        let day = |month| date(2024, month, 1);
        let events = [
            (ClaimEvent::Applied, Level::FirstInstance, day(2)),
            (ClaimEvent::Decided(Outcome::Refused), Level::FirstInstance, day(4)),
        ];
        let person = casework::CasePerson {
            case: CaseId(uuid::Uuid::nil()),
            person: kernel::PersonId(uuid::Uuid::nil()),
            principal: false,
            minor: false,
            joined: joined.map(day),
            left: left.map(day),
        };
        theirs(&events, &person).into_iter().map(|(event, _, on)| (event, on.month())).collect()
    }

    #[test]
    fn who_comes_or_leaves_is_counted_once_and_where_it_was_decided() {
        let refused = ClaimEvent::Decided(Outcome::Refused);
        assert_eq!(told(None, None), [(ClaimEvent::Applied, 2), (refused, 4)]);
        assert_eq!(told(Some(3), None), [(ClaimEvent::Applied, 3), (refused, 4)]);
        assert_eq!(told(Some(5), None), [(ClaimEvent::Applied, 5)], "not refused before they came");
        assert_eq!(told(None, Some(3)), [], "counted in their own claim, from the same day");
        assert_eq!(told(None, Some(5)), [(ClaimEvent::Applied, 2), (refused, 4)]);
    }
}
