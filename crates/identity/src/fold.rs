//! Statements become state. Pure: no calendar, no "today", no law.

use crate::hint::Perhaps;
use crate::likeness::{KeptPicture, Likeness};
use crate::model::{
    Corrected, Household, HouseholdEvent, KeptScan, Kin, Member, Need, NotedDocument, Person, PersonEvent,
    Registered, Scanned,
};
use jiff::Timestamp;
use ledger::FieldClass;

/// What a statement on a person leads to.
pub fn person(state: &mut Person, event: &PersonEvent, at: Timestamp) {
    match event {
        PersonEvent::Registered(first) => register(state, first),
        PersonEvent::NamesCorrected(Corrected { to, .. }) => {
            let old = std::mem::replace(&mut state.names, to.clone()).name.as_told;
            if old != state.names.name.as_told && !state.former_names.contains(&old) {
                state.former_names.push(old);
            }
        }
        PersonEvent::BirthCorrected(c) => state.birth = c.to.clone(),
        PersonEvent::SexCorrected(c) => state.sex = c.to.clone(),
        PersonEvent::NationalityCorrected(c) => state.nationality = c.to.clone(),
        PersonEvent::LanguagesCorrected(c) => state.languages = c.to.clone(),
        PersonEvent::AccompanimentCorrected(c) => state.accompaniment = c.to.clone(),
        PersonEvent::DocumentAdded(document) => {
            state.documents.push(NotedDocument::noted(document.clone()));
        }
        PersonEvent::DocumentWithdrawn { place, .. } => {
            if let Some(noted) = state.documents.get_mut(*place as usize) {
                noted.withdrawn = true;
            }
        }
        PersonEvent::DocumentScanned(scanned) => scan(state, scanned, at),
        PersonEvent::PortraitTaken(taken) => {
            state.portrait = Likeness::Kept(KeptPicture { content: taken.content, media: taken.media, at });
        }
        PersonEvent::PortraitAnswered { answer } => state.portrait = Likeness::None(*answer),
        PersonEvent::SignatureGiven(given) => {
            state.signature = Likeness::Kept(KeptPicture { content: given.content, media: given.media, at });
        }
        PersonEvent::SignatureAnswered { answer } => state.signature = Likeness::None(*answer),
        PersonEvent::ContactChanged(contact) => state.contact = contact.clone(),
        PersonEvent::NeedsChanged { needs } => state.needs = needs.clone(),
        PersonEvent::PerhapsKnown => state.perhaps = Some(Perhaps::Open),
        PersonEvent::HintSettled { same_as, .. } => state.perhaps = Some(Perhaps::Settled(*same_as)),
        PersonEvent::OfficeJoined { office } => {
            state.offices_former.retain(|o| o != office);
            state.offices.retain(|o| o != office);
            state.offices.push(office.clone());
        }
        PersonEvent::OfficeLeft { office } => {
            let before = state.offices.len();
            state.offices.retain(|o| o != office);
            if state.offices.len() < before {
                state.offices_former.push(office.clone());
            }
        }
    }
}

/// Which facts a statement sets, and what happens when two sites set one apart from each other.
pub fn fields(event: &PersonEvent) -> Vec<(&'static str, FieldClass)> {
    match event {
        // Who a person is, and what a term may hang on: a person is asked.
        PersonEvent::Registered(_) => {
            let asked = ["names", "birth", "sex", "nationality", "languages", "accompaniment"];
            let all = asked.into_iter().map(|field| (field, FieldClass::Ask));
            all.chain([("contact", FieldClass::Latest), ("needs", FieldClass::Union)]).collect()
        }
        PersonEvent::NamesCorrected(_) => vec![("names", FieldClass::Ask)],
        PersonEvent::BirthCorrected(_) => vec![("birth", FieldClass::Ask)],
        PersonEvent::SexCorrected(_) => vec![("sex", FieldClass::Ask)],
        PersonEvent::NationalityCorrected(_) => vec![("nationality", FieldClass::Ask)],
        PersonEvent::LanguagesCorrected(_) => vec![("languages", FieldClass::Ask)],
        PersonEvent::AccompanimentCorrected(_) => vec![("accompaniment", FieldClass::Ask)],
        PersonEvent::ContactChanged(_) => vec![("contact", FieldClass::Latest)],
        PersonEvent::NeedsChanged { .. } => vec![("needs", FieldClass::Union)],
        // The newest picture is the one that a guard compares; earlier ones stay in the history.
        PersonEvent::PortraitTaken(_) | PersonEvent::PortraitAnswered { .. } => {
            vec![("portrait", FieldClass::Latest)]
        }
        PersonEvent::SignatureGiven(_) | PersonEvent::SignatureAnswered { .. } => {
            vec![("signature", FieldClass::Latest)]
        }
        // Papers and offices are added one by one: nothing of another's is replaced.
        PersonEvent::DocumentAdded(_)
        | PersonEvent::DocumentWithdrawn { .. }
        | PersonEvent::DocumentScanned(_)
        | PersonEvent::PerhapsKnown
        | PersonEvent::HintSettled { .. }
        | PersonEvent::OfficeJoined { .. }
        | PersonEvent::OfficeLeft { .. } => Vec::new(),
    }
}

/// Needs that were noted apart from each other all count: a need that one post saw is not lost because another saw none.
pub fn join(state: &mut Person, field: &'static str, sides: &[PersonEvent]) {
    if field != "needs" {
        return;
    }
    let mut all: Vec<Need> = Vec::new();
    for side in sides {
        let PersonEvent::NeedsChanged { needs } = side else { continue };
        for need in needs {
            match all.iter_mut().find(|known| known.code == need.code) {
                // Of one need the later word counts.
                Some(known) => *known = need.clone(),
                None => all.push(need.clone()),
            }
        }
    }
    state.needs = all;
}

/// A scan goes to the paper it was made of: the one at its place if it is still that, else one that reads the same.
fn scan(state: &mut Person, scanned: &Scanned, at: Timestamp) {
    let is_it = |noted: &NotedDocument| noted.document == scanned.document;
    let place = scanned.place as usize;
    let place = match state.documents.get(place) {
        Some(noted) if is_it(noted) => Some(place),
        _ => state.documents.iter().position(is_it),
    };
    let Some(noted) = place.and_then(|place| state.documents.get_mut(place)) else { return };
    let old = scanned.replaces.and_then(|old| noted.scans.iter_mut().find(|scan| scan.content == old));
    if let Some(old) = old {
        old.replaced = true;
    }
    let (content, media, note) = (scanned.content, scanned.media, scanned.note.clone());
    // Sent twice from two places it is one scan.
    match noted.scans.iter_mut().find(|scan| scan.content == content) {
        Some(known) => known.replaced = false,
        None => noted.scans.push(KeptScan { content, media, note, at, replaced: false }),
    }
}

fn register(state: &mut Person, first: &Registered) {
    let noted = |d: &crate::model::Document| NotedDocument::noted(d.clone());
    *state = Person {
        number: first.number.clone(),
        offices: vec![first.office.clone()],
        offices_former: Vec::new(),
        names: first.names.clone(),
        former_names: Vec::new(),
        sex: first.sex.clone(),
        birth: crate::model::Birth { date: first.birth.clone(), place: first.birth_place.clone() },
        nationality: first.nationality.clone(),
        languages: first.languages.clone(),
        documents: first.documents.iter().map(noted).collect(),
        contact: first.contact.clone(),
        needs: first.needs.clone(),
        accompaniment: first.accompaniment.clone(),
        registered_on: Some(first.on),
        perhaps: None,
        portrait: Likeness::default(),
        signature: Likeness::default(),
    };
}

/// What a statement on a household leads to.
pub fn household(state: &mut Household, event: &HouseholdEvent) {
    match event {
        HouseholdEvent::Formed { number, office, focal } => {
            *state = Household {
                number: number.clone(),
                office: Some(office.clone()),
                focal: Some(*focal),
                members: vec![Member { person: *focal, kin: Kin::Focal, to: *focal, left: None }],
            };
        }
        HouseholdEvent::MemberJoined { person, kin, to } => {
            // Who comes back takes the old place again, so that one person is never listed twice.
            let joined = Member { person: *person, kin: *kin, to: *to, left: None };
            match state.members.iter_mut().find(|m| m.person == *person) {
                Some(member) => *member = joined,
                None => state.members.push(joined),
            }
        }
        HouseholdEvent::MemberLeft { person, reason } => {
            if let Some(member) = state.members.iter_mut().find(|m| m.person == *person) {
                member.left = Some(*reason);
            }
            if state.focal == Some(*person) {
                let next = state.present().next().map(|m| m.person);
                state.focal = next;
            }
        }
        HouseholdEvent::RelationChanged { person, kin, to } => {
            if let Some(member) = state.members.iter_mut().find(|m| m.person == *person) {
                (member.kin, member.to) = (*kin, *to);
            }
        }
        HouseholdEvent::FocalChanged { focal } => state.focal = Some(*focal),
    }
}
