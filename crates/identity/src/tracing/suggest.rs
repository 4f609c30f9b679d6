//! Who may be the one that is looked for: a lead with reasons in words, never a fact. Within the reader's rights; whoever does
//! not want to be found, is sealed, or must be protected from somebody is not there and changes no count.

use super::lead::{Reason, record_of};
use super::{Desk, Search, Sought, is_in_danger, is_unwilling, is_withheld, open_search, searches_of};
use crate::access as ties;
use crate::household::{self, kinship};
use crate::model::{Kin, Person};
use crate::name_index::{Query, sounds};
use crate::pairing::group;
use crate::person;
use crate::{PeopleIndex, view};
use ::access::{Kind, Permission};
use jiff::civil::Date;
use kernel::PersonId;
use ledger::{Fault, Reader};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use uuid::Uuid;
use web::{Ask, House};

/// Names looked at before giving up, so that those whom the reader may not see do not hide those they may.
const LOOKED_AT: usize = 400;
/// More would not be read.
const SHOWN_MAX: usize = 20;
/// Names less alike than this are not worth a look: what a child remembers of a name is often a part of it.
const SCORE_LEAST: f32 = 0.60;
const SCORE_SAME: f32 = 0.95;
/// Ages are told wrongly by a few years, rarely by more.
const YEARS_APART_MOST: u16 = 5;

/// Somebody who may be the one, and why.
#[derive(Clone, Debug)]
pub struct Suggested {
    pub id: PersonId,
    /// The record, which is there once somebody has judged.
    pub lead: Uuid,
    pub file: Person,
    /// The strongest first.
    pub reasons: Vec<Reason>,
}

/// The leads of a search, the likest first, and of those equally alike the one with the lower number.
pub fn of(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    desk: Desk<'_>,
    (search, requester, state): (Uuid, PersonId, &Search),
) -> Result<Vec<Suggested>, Fault> {
    let Some(sought) = state.sought.as_ref().filter(|_| desk.is_headquarters && state.is_looking()) else {
        return Ok(Vec::new());
    };
    let Some(looks) = person::state(door, requester)? else { return Ok(Vec::new()) };
    if is_withheld(door, desk, requester)? || is_in_danger(door, requester)? {
        return Ok(Vec::new());
    }
    let known = relatives_at_hand(door, requester)?;
    let query = Query::name(&sought.names);
    let mut all = Vec::new();
    for hit in house.room::<PeopleIndex>().search(door, &query, LOOKED_AT)? {
        if hit.score < SCORE_LEAST || known.contains(&hit.person) {
            continue;
        }
        if !may_see(house, ask, door, hit.person)?
            || is_withheld(door, desk, hit.person)?
            || is_unwilling(door, hit.person)?
        {
            continue;
        }
        let Some(file) = person::state(door, hit.person)? else { continue };
        let Some(mut reasons) = alike(sought, &looks, &file, desk.today) else { continue };
        reasons.push(if hit.score >= SCORE_SAME { Reason::SameName } else { Reason::SimilarName });
        if looks_back(door, hit.person, &looks, sought.kin)? {
            reasons.push(Reason::LooksBack);
        }
        reasons.sort();
        all.push(Suggested { id: hit.person, lead: record_of(search, hit.person), file, reasons });
    }
    all.sort_by_key(|one| (Reverse(weight(&one.reasons)), one.file.number.clone()));
    all.truncate(SHOWN_MAX);
    Ok(all)
}

/// Whether the reader may trace for a person, whose file is not locked at this site.
pub fn may_see(house: &House, ask: &Ask, door: &mut Reader<'_>, id: PersonId) -> Result<bool, Fault> {
    Ok(ties::may(house, ask, door, Permission::TraceFamilies, id)?
        && !house.locks(door, Kind::Person, id.0)?)
}

/// The requester's own files, and whom they have beside them: nobody looks for those.
fn relatives_at_hand(door: &mut Reader<'_>, requester: PersonId) -> Result<BTreeSet<PersonId>, Fault> {
    let mut known = group::of(door, requester)?;
    for file in known.clone() {
        let home = household::household_of(door, file)?;
        known.extend(home.into_iter().flat_map(|home| home.members).map(|member| member.person));
    }
    Ok(known)
}

/// In what somebody fits beside the name; nothing where they cannot be the one.
pub fn alike(sought: &Sought, requester: &Person, file: &Person, today: Date) -> Option<Vec<Reason>> {
    let mut reasons = Vec::new();
    if let (Some(told), Some(known)) = (sought.birth.date.told(), file.birth.date.told()) {
        let apart = told.range().0.year().abs_diff(known.range().0.year());
        if apart > YEARS_APART_MOST {
            return None;
        }
        reasons.push(if apart == 0 { Reason::BirthYear } else { Reason::AboutAge });
    }
    if let (Some(told), Some(known)) = (sought.sex.told(), file.sex.told()) {
        if told != known {
            return None;
        }
        reasons.push(Reason::Sex);
    }
    if is_impossible(sought.kin, file, requester, today) {
        return None;
    }
    if shares_surname(file, requester) {
        reasons.push(Reason::SharedSurname);
    }
    if let (Some(told), Some(known)) = (sought.languages.told(), file.languages.told())
        && told.iter().any(|language| known.contains(language))
    {
        reasons.push(Reason::Language);
    }
    Some(reasons)
}

/// Whether "`file` is `kin` of `requester`" cannot be, from what is known of their births. What is merely unusual may be.
fn is_impossible(kin: Kin, file: &Person, requester: &Person, today: Date) -> bool {
    let (one, two) = (file.birth.date.told().copied(), requester.birth.date.told().copied());
    kinship::doubts(kin, one, two, today).contains(&kinship::Doubt::ParentNotOlder)
}

fn shares_surname(one: &Person, two: &Person) -> bool {
    let surnames = |person: &Person| -> BTreeSet<String> {
        let name = &person.names.name;
        [&name.first_surname, &name.second_surname].into_iter().flat_map(|text| sounds(text)).collect()
    };
    surnames(one).intersection(&surnames(two)).next().is_some()
}

/// Whether the other person looks for somebody like the requester.
fn looks_back(door: &mut Reader<'_>, other: PersonId, requester: &Person, kin: Kin) -> Result<bool, Fault> {
    for head in searches_of(door, other)? {
        let Some((_, loaded)) = open_search(door, head.id)? else { continue };
        let Some(sought) = loaded.state.sought.as_ref().filter(|_| loaded.state.is_looking()) else {
            continue;
        };
        if is_the_other_way_round(kin, sought.kin) && is_named(&sought.names, requester) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether what one is to the other fits what the other is to the one.
pub fn is_the_other_way_round(kin: Kin, other: Kin) -> bool {
    let back = match kin {
        Kin::Parent => Kin::Child,
        Kin::Child => Kin::Parent,
        Kin::Stepparent => Kin::Stepchild,
        Kin::Stepchild => Kin::Stepparent,
        Kin::Grandparent => Kin::Grandchild,
        Kin::Grandchild => Kin::Grandparent,
        Kin::AuntOrUncle => Kin::NieceOrNephew,
        Kin::NieceOrNephew => Kin::AuntOrUncle,
        Kin::Guardian => Kin::Ward,
        Kin::Ward => Kin::Guardian,
        same => same,
    };
    let is_couple = |kin: Kin| matches!(kin, Kin::Spouse | Kin::Partner);
    back == other || is_couple(back) && is_couple(other)
}

/// Whether a remembered name may be a person's: two parts sound alike, or the one part that is remembered.
fn is_named(remembered: &str, person: &Person) -> bool {
    let remembered: BTreeSet<String> = sounds(remembered).into_iter().collect();
    let shared = |name: &String| sounds(name).iter().filter(|sound| remembered.contains(*sound)).count();
    let most = person.names_to_find().iter().map(shared).max().unwrap_or(0);
    most > 0 && most >= remembered.len().min(2)
}

fn weight(reasons: &[Reason]) -> u16 {
    reasons.iter().map(|reason| says(*reason)).sum()
}

/// How much a reason says: an order for whoever reads, no probability.
fn says(reason: Reason) -> u16 {
    match reason {
        Reason::LooksBack => 400,
        Reason::SameName => 300,
        Reason::SimilarName => 150,
        Reason::BirthYear => 150,
        Reason::AboutAge => 60,
        Reason::SharedSurname => 50,
        Reason::Language => 20,
        Reason::Sex => 10,
    }
}

/// What a sought person is like, in one line: for lists and for the page of leads.
pub fn described(ask: &Ask, sought: &Sought) -> String {
    let mut parts = vec![sought.names.clone(), crate::told::word(ask, "kin", sought.kin.code())];
    if let Some(sex) = sought.sex.told() {
        parts.push(crate::told::word(ask, "sex", sex.code()));
    }
    if let Some(birth) = sought.birth.date.told() {
        parts.push(view::partial(ask, birth));
    }
    parts.join(" · ")
}
