//! What stands on a person's file of their other files, and one line for one person in the search.

use super::{PairingHead, Stage, group, of_person, queue};
use crate::access as ties;
use crate::model::Person;
use crate::person::{self, PersonHead};
use crate::view;
use ::access::Permission;
use kernel::PersonId;
use ledger::{Fault, Reader};
use maud::{Markup, html};
use std::collections::BTreeSet;
use web::part::{self, Act};
use web::{Ask, House};

/// What a file shows of a person's other files.
pub struct Files {
    /// Other files of the person that the reader may open, the oldest first.
    others: Vec<(PersonHead, Vec<&'static str>)>,
    /// The person has one more that the reader may not open.
    has_unseen: bool,
    /// Pairs of this file that wait or were answered, and that the reader may review.
    pairs: Vec<PairingHead>,
}

/// Reads what the card of one file shows.
pub fn read(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    id: PersonId,
    this: &Person,
) -> Result<Files, Fault> {
    let mut files = Files { others: Vec::new(), has_unseen: false, pairs: Vec::new() };
    let heads = of_person(door, id)?;
    for head in heads {
        if queue::may_see(house, ask, door, &head)? {
            files.pairs.push(head);
        }
    }
    let mut others = group::of(door, id)?;
    others.remove(&id);
    for other in oldest_first(door, others)? {
        if ties::may(house, ask, door, Permission::ReadPerson, other)? {
            let Some(state) = person::state(door, other)? else { continue };
            files.others.push((PersonHead::of(other, &state), differing(this, &state)));
        } else {
            // To another state nothing of a file behind its wall is there, not even that there is one.
            files.has_unseen |= !ask.who.affiliation.is_elsewhere();
        }
    }
    Ok(files)
}

fn oldest_first(door: &mut Reader<'_>, files: BTreeSet<PersonId>) -> Result<Vec<PersonId>, Fault> {
    let mut aged = Vec::new();
    for file in files {
        aged.push((group::age(door, file)?, file));
    }
    aged.sort();
    Ok(aged.into_iter().map(|(_, file)| file).collect())
}

/// The facts in which two files of one person differ, as keys of words.
fn differing(one: &Person, two: &Person) -> Vec<&'static str> {
    let facts = [
        ("identity-pairing-fact-name", one.names != two.names),
        ("identity-pairing-fact-birth", one.birth != two.birth),
        ("identity-pairing-fact-sex", one.sex != two.sex),
        ("identity-pairing-fact-nationality", one.nationality != two.nationality),
        ("identity-pairing-fact-languages", one.languages != two.languages),
    ];
    facts.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}

/// The card: the other files, pairs that wait, and the way to say that there is one more.
pub fn draw(house: &House, ask: &Ask, id: PersonId, files: &Files) -> Markup {
    let propose = Act::new(format!("/people/{id}/twice"), ask.t("identity-perhaps-title"));
    part::card(
        &ask.t("identity-pairing-files"),
        html! {
            @if files.others.is_empty() && !files.has_unseen { p.c-note { (ask.t("identity-pairing-files-none")) } }
            ul role="list" {
                @for (head, differs) in &files.others {
                    li {
                        a.govuk-link href=(view::href(head)) { (head.name) " · " (head.number) }
                        div.c-note { (view::facts_line(house, ask, head)) }
                        @if !differs.is_empty() {
                            div.c-note { (ask.t("identity-pairing-files-differ")) " " (differs.iter().map(|key| ask.t(key).to_lowercase()).collect::<Vec<_>>().join(", ")) }
                        }
                    }
                }
            }
            @if files.has_unseen { p { (ask.t("identity-pairing-files-unseen")) } }
            @for head in &files.pairs { p { (part::link(&Act::new(format!("/duplicates/{}", head.id), ask.t(pair_words(head))))) } }
            p { (part::link(&propose)) }
        },
    )
}

fn pair_words(head: &PairingHead) -> &'static str {
    match head.stage {
        Stage::Same => "identity-pairing-see-same",
        Stage::NotSame => "identity-pairing-see-not-same",
        Stage::Waiting | Stage::Unclear | Stage::Seconding => "identity-pairing-see-waiting",
    }
}

/// People found, one line for each: files of one person stand together, the oldest first, among them those that the reader
/// may open and that were not found themselves.
pub fn together(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    found: Vec<PersonHead>,
) -> Result<Vec<Vec<PersonHead>>, Fault> {
    let mut lines = Vec::new();
    let mut placed: BTreeSet<PersonId> = BTreeSet::new();
    for head in found {
        if placed.contains(&head.id) {
            continue;
        }
        let files = group::of(door, head.id)?;
        if files.len() == 1 {
            lines.push(vec![head]);
            continue;
        }
        let files = oldest_first(door, files)?;
        placed.extend(&files);
        let seen = ties::visible(house, ask, door, &files)?;
        lines.push(person::heads(door, &seen)?);
    }
    Ok(lines)
}
