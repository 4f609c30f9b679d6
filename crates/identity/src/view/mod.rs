//! How people and households look in lists, bars and files: shared by the pages of this room and offered to others.

pub mod page;

use crate::codes;
use crate::model::Need;
use crate::person::PersonHead;
use crate::told::word;
use kernel::{PartialDate, Precision, Sex};
use web::part::{Chip, Identity};
use web::{Ask, House};

/// "Nicaragua · 34 años · mujer": what tells two people of one name apart, without their papers.
pub fn facts_line(house: &House, ask: &Ask, head: &PersonHead) -> String {
    let mut facts = vec![codes::country_name(head.origin, ask.lang)];
    facts.push(age(ask, head));
    if head.sex != Sex::NotStated {
        facts.push(word(ask, "sex", head.sex.code()));
    }
    facts.push(house.country.office_name(ask.lang, &head.office).to_owned());
    facts.join(" · ")
}

/// The age today in words; "at least" where the date is partial and two ages are possible.
pub fn age(ask: &Ask, head: &PersonHead) -> String {
    let Some(birth) = head.birth.filter(|b| b.age_on(ask.today) >= 0) else {
        return ask.t("identity-age-unknown");
    };
    let (young, old) = birth.ages_on(ask.today);
    if birth.estimated {
        // Who says "nine" has turned nine: the older reading is the one that was told.
        ask.tw("identity-age-about", &[("years", old.into())])
    } else if young == old {
        ask.tw("identity-age", &[("years", young.into())])
    } else {
        ask.tw("identity-age-between", &[("young", young.into()), ("old", old.into())])
    }
}

/// A date of birth in words: `3 abr 1988`, `abr 1988`, `1988`, with "about" when it was estimated.
pub fn partial(ask: &Ask, date: &PartialDate) -> String {
    let (first, _) = date.range();
    let text = match date.precision {
        Precision::Day => ask.day(first),
        Precision::Month => ask.month(first),
        Precision::Year => format!("{:04}", first.year()),
    };
    if date.estimated { ask.tw("identity-about", &[("date", text.into())]) } else { text }
}

/// The names of languages, joined.
pub fn languages(ask: &Ask, codes: &[String]) -> String {
    codes.iter().map(|c| codes::language_name(c, ask.lang)).collect::<Vec<_>>().join(", ")
}

/// The chips nobody may overlook: origin, age, languages, how to care, what to watch.
pub fn chips(ask: &Ask, head: &PersonHead) -> Vec<Chip> {
    let mut chips =
        vec![Chip::plain(codes::country_name(head.origin, ask.lang)), Chip::plain(age(ask, head))];
    if !head.languages.is_empty() {
        chips.push(Chip::plain(languages(ask, &head.languages)));
    }
    let is_care = |need: &&Need| codes::need(&need.code).is_some_and(|known| known.is_care());
    chips.extend(head.needs.iter().filter(is_care).map(|n| Chip::need(codes::need_name(&n.code, ask.lang))));
    if head.is_unaccompanied_or_separated_on(ask.today) {
        chips.push(Chip::care(ask.t("identity-chip-child-alone")));
    } else if head.is_child_on(ask.today) {
        chips.push(Chip::plain(ask.t("identity-chip-child")));
    }
    if !head.safe_rule.is_empty() {
        chips.push(Chip::care(
            ask.tw("identity-chip-safe-contact", &[("rule", head.safe_rule.clone().into())]),
        ));
    }
    chips
}

/// The person for an identity bar or strip, leading to the file.
pub fn identity(ask: &Ask, head: &PersonHead) -> Identity {
    Identity {
        name: head.name.clone(),
        number: head.number.clone(),
        facts: String::new(),
        chips: chips(ask, head),
        href: Some(href(head)),
    }
}

/// Where a person's file is.
pub fn href(head: &PersonHead) -> String {
    format!("/people/{}", head.id)
}
