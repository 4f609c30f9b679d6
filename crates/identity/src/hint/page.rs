//! What a post shows of a hint, and the page of headquarters where the two files stand side by side until somebody says
//! whether they are one person's.

use super::{Elsewhere, Perhaps, open, settling};
use crate::access as ties;
use crate::amend::{amend, opened};
use crate::codes;
use crate::decoy;
use crate::model::Person;
use crate::name_index::Query;
use crate::pairing::{ProposeRefusal, Source, propose};
use crate::person::{self, PersonHead};
use crate::told::word;
use crate::{PeopleIndex, view};
use ::access::{Kind, Permission};
use kernel::PersonId;
use ledger::{Fault, Loaded, Reader, Stamp};
use maud::{Markup, html};
use web::part::{self, Act, Choice, Compared, Comparison, Field, Tone};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

const REASON_CHARS: usize = 500;
const NOBODY: &str = "nobody";
const SHOWN: usize = 6;
const CANDIDATES: usize = 4;
/// Names less alike than this are not worth a look.
const SCORE_LEAST: f32 = 0.70;

/// The person of the page and those who are alike, of whatever office.
struct Pair {
    id: PersonId,
    loaded: Loaded<Person>,
    alike: Vec<(PersonId, Person)>,
}

impl Pair {
    /// Whether there is something to say, and here: without an open hint nothing of anybody is shown.
    fn is_open(&self, house: &House) -> bool {
        self.loaded.state.perhaps == Some(Perhaps::Open) && is_here(house)
    }
}

fn pair(house: &House, ask: &Ask) -> Result<Pair, Trouble> {
    let (id, loaded) = opened(house, ask)?;
    let mut pair = Pair { id, loaded, alike: Vec::new() };
    if pair.is_open(house) {
        pair.alike = house.ledger.read(|door| alike(house, ask, door, id, &pair.loaded.state))?;
    }
    Ok(pair)
}

/// Those who are alike, the likest first. A decoy is nobody's double, and whoever the wall of origin hides is not there.
fn alike(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    id: PersonId,
    person: &Person,
) -> Result<Vec<(PersonId, Person)>, Fault> {
    let name = &person.names.name.as_told;
    let birth_year = person.birth.date.told().map(|b| b.range().0.year());
    let query = Query { name, birth_year, ..Query::default() };
    let hits = house.room::<PeopleIndex>().search(door, &query, 40)?;
    let decoys = decoy::known(door)?;
    let near = hits.into_iter().filter(|hit| hit.score >= SCORE_LEAST).map(|hit| hit.person);
    let mut seen = Vec::new();
    for other in near.filter(|other| *other != id && !decoys.hides(*other)) {
        if seen.len() == CANDIDATES {
            break;
        }
        if ties::may(house, ask, door, Permission::CompareFiles, other)? {
            seen.extend(person::state(door, other)?.map(|state| (other, state)));
        }
    }
    Ok(seen)
}

/// Only where the country is known can somebody look.
fn is_here(house: &House) -> bool {
    house.rooms.get::<Elsewhere>().is_none()
}

pub fn get(house: &House, ask: &Ask) -> Reply {
    let pair = pair(house, ask)?;
    Ok(shown(house, ask, &ask.errors(), &pair)?.into())
}

/// Shows the files, and writes down on each beside that of the page that somebody looked.
fn shown(house: &House, ask: &Ask, errors: &FormErrors, pair: &Pair) -> Result<Page, Fault> {
    for (id, _) in &pair.alike {
        let compares = Permission::CompareFiles;
        house.access.log_read(&ask.who, Kind::Person, id.0, "/people/{person}/perhaps", compares)?;
    }
    Ok(page(house, ask, errors, pair))
}

/// Says whether they are one person.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let pair = pair(house, ask)?;
    if !pair.is_open(house) {
        return Err(Trouble::Refused(ask.t("identity-perhaps-none")));
    }
    let mut errors = ask.errors();
    let ids: Vec<String> = pair.alike.iter().map(|(id, _)| id.to_string()).collect();
    let codes: Vec<&str> = ids.iter().map(String::as_str).chain([NOBODY]).collect();
    let same = errors.required_choice(ask, "same", &codes);
    let reason = errors.required(ask, "reason", REASON_CHARS);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(shown(house, ask, &errors, &pair)?));
    }
    let same_as = pair.alike.iter().map(|(id, _)| *id).find(|id| id.to_string() == same);
    let settle = |now: &Person| {
        if now.perhaps == Some(Perhaps::Open) { vec![settling(same_as, reason)] } else { Vec::new() }
    };
    amend(house, ask, pair.id, settle, |_, _| Vec::new())?;
    if let Some(other) = same_as {
        propose_both(house, ask, (pair.id, other))?;
    }
    Ok(web::Answer::See(format!("/people/{}/perhaps?saved=1", pair.id)))
}

/// A supervisor's answer to a hint is where a review begins: two people join files, not one.
fn propose_both(house: &House, ask: &Ask, files: (PersonId, PersonId)) -> Result<(), Fault> {
    let stamp = Stamp::new(ask.who.actor());
    match house.ledger.write(|tx| propose(tx, &stamp, files, Source::Hint)) {
        Err(ProposeRefusal::Fault(fault)) => Err(fault),
        _ => Ok(()),
    }
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, pair: &Pair) -> Page {
    let head = PersonHead::of(pair.id, &pair.loaded.state);
    let title = ask.t("identity-perhaps-title");
    let lead = pair.is_open(house).then(|| ask.t("identity-perhaps-lead"));
    let body = html! {
        @if pair.is_open(house) { (part::identity_strip(&view::identity(ask, &head))) }
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, lead.as_deref()))
        @if ask.query.is_on("saved") { (part::notice(Tone::Done, &ask.t("identity-perhaps-settled"), html! {})) }
        @else if !is_here(house) { (part::notice(Tone::Info, &ask.t("identity-perhaps-elsewhere"), html! {})) }
        @else if !pair.is_open(house) { (part::notice(Tone::Info, &ask.t("identity-perhaps-none"), html! {})) }
        @else {
            @for (_, other) in &pair.alike { (part::card(&other.number, beside(ask, &pair.loaded.state, other))) }
            @if pair.alike.is_empty() { p { (ask.t("identity-perhaps-nobody-alike")) } }
            (settling_form(ask, errors, pair))
        }
    };
    let back = Act::new("/day", ask.t("identity-perhaps-back"));
    Page::new(title, body).section("people").back(part::back_link(&back))
}

/// Two files, fact by fact.
fn beside(ask: &Ask, this: &Person, other: &Person) -> Markup {
    let facts = |p: &Person| -> Vec<String> {
        let papers = p
            .documents_standing()
            .map(|(_, d)| format!("{} {}", word(ask, "document-kind", d.kind.code()), d.number));
        let papers: Vec<String> = papers.collect();
        vec![
            p.names.name.as_told.clone(),
            p.birth.date.told().map(|d| view::partial(ask, d)).unwrap_or_default(),
            p.sex.told().map(|sex| word(ask, "sex", sex.code())).unwrap_or_default(),
            codes::country_name(p.nationality.origin(), ask.lang),
            if papers.is_empty() { ask.t("identity-perhaps-no-papers") } else { papers.join(", ") },
        ]
    };
    let labels = ["name", "birth", "sex", "nationality", "papers"];
    let rows = labels.iter().zip(facts(this).into_iter().zip(facts(other)));
    let rows = rows.map(|(label, (yours, now))| Compared {
        label: ask.t(&format!("identity-perhaps-{label}")),
        yours,
        now,
    });
    let both = Comparison {
        caption: ask.t("identity-perhaps-caption"),
        field_head: ask.t("identity-perhaps-fact"),
        yours_head: this.number.clone(),
        now_head: other.number.clone(),
        differs: ask.t("identity-perhaps-differs"),
        rows: rows.collect(),
    };
    part::comparison(&both)
}

fn settling_form(ask: &Ask, errors: &FormErrors, pair: &Pair) -> Markup {
    let same = |(id, other): &(PersonId, Person)| {
        Choice::new(
            id.to_string(),
            ask.tw("identity-perhaps-same", &[("number", other.number.as_str().into())]),
        )
    };
    let mut choices: Vec<Choice> = pair.alike.iter().map(same).collect();
    choices.push(Choice::new(NOBODY, ask.t("identity-perhaps-nobody")));
    let field = |name: &str, key: &str| {
        Field::new(name, ask.t(key)).value(ask.value_or(name, "")).error(errors.of(name))
    };
    html! {
        form method="post" action={ "/people/" (pair.id) "/perhaps" } novalidate {
            (ask.csrf_fields_at(&pair.loaded.head_text()))
            (part::radios(&field("same", "identity-perhaps-question"), &choices))
            (part::text(&field("reason", "identity-perhaps-reason").hint(ask.t("identity-reason-hint"))))
            (part::actions(part::button(&ask.t("identity-perhaps-settle")), &[Act::new("/day", ask.t("identity-cancel"))]))
        }
    }
}

/// What stands on the person's page: a hint and no more; to whoever may compare the files, the way to them.
pub(crate) fn notice(house: &House, ask: &Ask, id: PersonId, person: &Person) -> Result<Markup, Fault> {
    let may = |what, other| house.ledger.read(|door| ties::may(house, ask, door, what, other));
    Ok(match &person.perhaps {
        Some(Perhaps::Open) if !is_here(house) => part::notice(
            Tone::Info,
            &ask.t("identity-perhaps-hint"),
            html! { p { (ask.t("identity-perhaps-hint-words")) } },
        ),
        Some(Perhaps::Open) => {
            let act = Act::new(format!("/people/{id}/perhaps"), ask.t("identity-perhaps-link"));
            let may = may(Permission::CompareFiles, id)?;
            part::notice(
                Tone::Caution,
                &ask.t("identity-perhaps-title"),
                html! {
                    p { (ask.t("identity-perhaps-notice")) }
                    @if may { p { (part::link(&act)) } }
                },
            )
        }
        Some(Perhaps::Settled(Some(other))) => {
            let act = Act::new(format!("/people/{other}"), ask.t("identity-similar-open"));
            let may = may(Permission::ReadPerson, *other)?;
            part::notice(
                Tone::Info,
                &ask.t("identity-perhaps-is-same"),
                html! { @if may { p { (part::link(&act)) } } },
            )
        }
        _ => html! {},
    })
}

/// What headquarters adds to the day of whoever compares files: those of the own office of which a post had a hint.
pub fn day_card(house: &House, ask: &Ask) -> Markup {
    if !is_here(house) {
        return html! {};
    }
    let found = house.ledger.read(|door| -> Result<Vec<(PersonId, String)>, Fault> {
        let mut mine = Vec::new();
        for (id, number) in open(door)? {
            let is_own = ties::may(house, ask, door, Permission::ReadPerson, id)?;
            if is_own && ties::may(house, ask, door, Permission::CompareFiles, id)? {
                mine.push((id, number));
            }
        }
        Ok(mine)
    });
    let found = found.unwrap_or_default();
    if found.is_empty() {
        return html! {};
    }
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let rest = i64::try_from(found.len().saturating_sub(SHOWN)).unwrap_or(i64::MAX);
    part::card(
        &ask.tw("identity-perhaps-day", &[("count", count.into())]),
        html! {
            ul.govuk-list {
                @for (id, number) in found.iter().take(SHOWN) {
                    li { a.govuk-link href={ "/people/" (id) "/perhaps" } { (number) } }
                }
            }
            @if rest > 0 { p.c-note { (ask.tw("identity-differ-more", &[("count", rest.into())])) } }
        },
    )
}
