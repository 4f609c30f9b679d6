//! What was written while two files counted as one person's, for somebody to look at: on which file, what, when and by whom.
//! It stays where it was written.

use super::side::Sight;
use crate::pairing::{Beside, Pairing, Standing, Written, written_since};
use crate::person;
use crate::told::word_key;
use ::access::{Kind, Permission};
use kernel::Actor;
use ledger::{Fault, Reader};
use maud::{Markup, html};
use web::part::{self, Choice, Field, TagKind};
use web::{Ask, FormErrors, House, Trouble};

/// One entry, and whether somebody has looked at it.
pub(super) struct Line {
    written: Written,
    /// The number of the file on which it stands.
    number: String,
    /// Where it stands, when that is another record than the person's file and the reader may open it.
    place: Option<(String, String)>,
    is_looked_at: bool,
}

/// What was written since the files were joined; after an undo, what was written meanwhile.
pub(super) fn lines(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    beside: Beside<'_>,
    state: &Pairing,
) -> Result<Vec<Line>, Fault> {
    let Some(pair) = state.pair else { return Ok(Vec::new()) };
    let mut spans: Vec<_> = state.undone.iter().map(|joined| (&joined.from, Some(&joined.until))).collect();
    if let Standing::Same { since } = &state.standing {
        spans = vec![(since, None)];
    }
    let mut all: Vec<Line> = Vec::new();
    for (from, until) in spans {
        for written in written_since(door, beside, pair, from, until)? {
            if all.iter().any(|line| line.written.entry.hash == written.entry.hash) {
                continue;
            }
            let number = person::find(door, written.person)?.map(|head| head.number).unwrap_or_default();
            let place = place(house, ask, door, &written)?;
            let is_looked_at = state.looked_at.contains(&written.entry.hash);
            all.push(Line { written, number, place, is_looked_at });
        }
    }
    Ok(all)
}

fn place(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    written: &Written,
) -> Result<Option<(String, String)>, Fault> {
    let Some(hung) = &written.on else { return Ok(None) };
    let Some(kind) = hung.kind else { return Ok(None) };
    let permission = match kind {
        Kind::Case => Permission::ReadCase,
        Kind::Household => Permission::ReadHousehold,
        Kind::Intent => Permission::ReadIntent,
        Kind::Person => Permission::ReadPerson,
    };
    let may = house.may_with(door, &ask.who, permission, kind, hung.record)?;
    Ok(may.then(|| (hung.number.clone(), hung.href.clone())))
}

/// The list. While the files are joined it is read only; after an undo each line can be marked as looked at.
pub(super) fn card(house: &House, ask: &Ask, errors: &FormErrors, sight: &Sight) -> Result<Markup, Trouble> {
    let is_joined = matches!(sight.loaded.state.standing, Standing::Same { .. });
    let mut waiting = Vec::new();
    let mut done = Vec::new();
    for line in &sight.written {
        let (title, note) = said(house, ask, line)?;
        if is_joined || line.is_looked_at {
            done.push((title, note, line));
        } else {
            waiting.push(Choice::new(line.written.entry.hash.hex(), title).hint(note));
        }
    }
    let key = if is_joined { "identity-pairing-since" } else { "identity-pairing-left" };
    let field = Field::new("entry", ask.t("identity-pairing-left-which")).error(errors.of("entry"));
    let ticked: Vec<String> = ask.values().all("entry").into_iter().map(str::to_owned).collect();
    Ok(part::card(
        &ask.t(key),
        html! {
            p { (ask.t(&format!("{key}-words"))) }
            @if !waiting.is_empty() {
                form method="post" action={ "/duplicates/" (sight.head.id) "/looked" } novalidate {
                    (ask.csrf_fields())
                    (part::checkboxes(&field, &ticked, &waiting))
                    (part::button(&ask.t("identity-pairing-left-button")))
                }
            }
            @if !done.is_empty() {
                ul.govuk-list {
                    @for (title, note, line) in &done {
                        li {
                            (title)
                            @if !is_joined { " " (part::tag(TagKind::Good, &ask.t("identity-pairing-left-looked"))) }
                            div.c-note { (note) @if let Some((number, href)) = &line.place { " · " a.govuk-link href=(href) { (number) } } }
                        }
                    }
                }
            }
        },
    ))
}

/// "PAN-P-000002: contact details were changed" and "3 jun 2024, 10:00 · Ana Ruiz · …"
fn said(house: &House, ask: &Ask, line: &Line) -> Result<(String, String), Trouble> {
    let entry = &line.written.entry;
    let what = match line.written.on.as_ref() {
        None => {
            let key = word_key("event", &entry.kind);
            let known = ask.words().has(ask.lang, &key);
            ask.t(if known { &key } else { "identity-event-unknown" })
        }
        Some(hung) => match hung.kind {
            Some(Kind::Case) => ask.t("identity-pairing-on-case"),
            Some(Kind::Household) => ask.t("identity-pairing-on-household"),
            Some(Kind::Intent) => ask.t("identity-pairing-on-intent"),
            _ => ask.t("identity-pairing-on-instructions"),
        },
    };
    let title = format!("{}: {what}", line.number);
    let place = line.place.as_ref().map(|(number, _)| number.clone()).unwrap_or_default();
    let parts = [place, ask.instant(entry.at), who(house, ask, &entry.actor)?];
    let note = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Ok((title, note))
}

/// "Ana Ruiz · registration officer · Metetí": the name only as long as the account exists.
pub(super) fn who(house: &House, ask: &Ask, actor: &Actor) -> Result<String, Fault> {
    let name = house.access.name_of(actor.account)?.unwrap_or_default();
    let role = ask.t(&::access::role_key(actor.role));
    let office = house.country.office_name(ask.lang, &actor.office).to_owned();
    Ok([name, role, office].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · "))
}
