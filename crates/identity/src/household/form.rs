//! The fields by which somebody is put into a household: what they are, and to whom.

use super::{change, kinship};
use crate::access as ties;
use crate::model::Kin;
use crate::person::{self, PersonHead};
use crate::told::Sheet;
use access::Permission;
use kernel::{HouseholdId, PartialDate, PersonId};
use ledger::Fault;
use maud::{Markup, html};
use web::part::{self, Choice};
use web::{Ask, Fields, FormErrors, House, Trouble};

/// A household that somebody is about to join, with the members the reader may see.
pub struct Joining {
    pub household: HouseholdId,
    pub number: String,
    pub focal: Option<PersonId>,
    pub members: Vec<PersonHead>,
}

/// The household that the fields name, if any; one that the reader may not change is not there.
pub fn asked(house: &House, ask: &Ask, fields: &Fields) -> Result<Option<Joining>, Trouble> {
    let text = fields.text("household");
    if text.is_empty() {
        return Ok(None);
    }
    let id: HouseholdId = text.parse().map_err(|_| Trouble::NotFound)?;
    open(house, ask, id).map(Some)
}

/// A household as something to join.
pub fn open(house: &House, ask: &Ask, id: HouseholdId) -> Result<Joining, Trouble> {
    let found = house.ledger.read(|door| {
        let Some(tied) = ties::of_household(door, id, ask.today)? else { return Ok(None) };
        let tied = if ask.who.affiliation.is_elsewhere() {
            tied.of_people_from(crate::origin::of_household(door, id)?)
        } else {
            tied
        };
        if !house.may(&ask.who, Permission::CorrectHousehold, Some(&tied)) {
            return Ok(None);
        }
        let Some(home) = super::find(door, id)? else { return Ok(None) };
        let ids: Vec<PersonId> = home.members.iter().map(|m| m.person).collect();
        let seen = ties::visible(house, ask, door, &ids)?;
        let members = person::heads(door, &seen)?;
        Ok::<_, Fault>(Some(Joining { household: id, number: home.number, focal: home.focal, members }))
    })?;
    found.ok_or(Trouble::NotFound)
}

/// Hidden household, relation and to whom, for the form of somebody who is being registered.
pub fn joining_fields(sheet: &Sheet, joining: &Joining) -> Markup {
    let words = sheet.ask.tw("identity-joining-household", &[("number", joining.number.clone().into())]);
    html! {
        (part::hidden("household", &joining.household.to_string()))
        (part::fieldset(&words, None, kin_fields(sheet, joining, None)))
    }
}

/// Relation and to whom; `of` is somebody already in the household, who cannot be their own relative.
pub fn kin_fields(sheet: &Sheet, joining: &Joining, of: Option<(PersonId, Kin, PersonId)>) -> Markup {
    let kinds: Vec<&str> = Kin::ALL.iter().filter(|k| **k != Kin::Focal).map(|k| k.code()).collect();
    let choose = vec![Choice::new("", sheet.ask.t("identity-choose"))];
    let kinds = [choose, sheet.choices("kin", &kinds)].concat();
    let others = joining.members.iter().filter(|m| of.is_none_or(|(person, ..)| m.id != person));
    let others: Vec<Choice> = others.map(|m| Choice::new(m.id.to_string(), m.name.clone())).collect();
    let kin = of.filter(|(_, kin, _)| *kin != Kin::Focal).map_or("", |(_, kin, _)| kin.code());
    let to = of.filter(|(person, _, to)| person != to).map(|(.., to)| to).or(joining.focal);
    let to = to.map(|id| id.to_string()).unwrap_or_default();
    html! {
        div.c-row {
            (part::select(&sheet.field("kin", kin), &kinds))
            (part::select(&sheet.field("to", &to), &others))
        }
    }
}

/// The relation that was chosen; errors say what is missing.
pub fn read_kin(ask: &Ask, errors: &mut FormErrors, joining: &Joining) -> (Kin, PersonId) {
    let kinds: Vec<&str> = Kin::ALL.iter().filter(|k| **k != Kin::Focal).map(|k| k.code()).collect();
    let kin = Kin::from_code(&errors.required_choice(ask, "kin", &kinds)).unwrap_or(Kin::NotStated);
    let to: Option<PersonId> = ask.form.text("to").parse().ok();
    match to.filter(|to| joining.members.iter().any(|m| m.id == *to)) {
        Some(to) => (kin, to),
        None => {
            errors.add("to", ask.t("identity-error-not-member"));
            (kin, PersonId(uuid::Uuid::nil()))
        }
    }
}

/// What is unusual about a relation, in words.
pub fn doubts(
    ask: &Ask,
    joining: &Joining,
    kin: Kin,
    born: Option<PartialDate>,
    to: PersonId,
) -> Vec<String> {
    let other = joining.members.iter().find(|m| m.id == to).and_then(|m| m.birth);
    kinship::doubts(kin, born, other, ask.today).into_iter().map(|d| ask.t(d.key())).collect()
}

pub use change::{MemberRefusal, join};
