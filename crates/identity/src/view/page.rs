//! A person's file: who they are, their household, papers, needs and contact, who looked at it, and its history.

use crate::access as ties;
use crate::codes;
use crate::documents::page as documents;
use crate::household::{self, HouseholdHead};
use crate::likeness;
use crate::model::{Answer, NeedState, Person};
use crate::pairing;
use crate::person::{self, PersonHead};
use crate::told::{word, word_key};
use crate::{tracing, view};
use access::{Kind, Permission, Read};
use kernel::{Actor, PersonId};
use ledger::{Door, EntryView, Fault};
use maud::{Markup, html};
use std::collections::{HashMap, HashSet};
use web::part::{self, Act, Answer as Line, Moment, TagKind, Tone};
use web::{Ask, House, Page, Reply, Trouble};

/// What another room shows on a person's file, such as their cases.
pub type Panel = fn(&House, &Ask, PersonId) -> Result<Markup, Trouble>;

/// The panels that `app` hangs into the file, in order. Put into the house's rooms; may be absent.
#[derive(Default)]
pub struct Panels(pub Vec<Panel>);

/// Reads shown at once; the rest opens on request.
const READS_SHOWN: usize = 6;
const MOMENTS_SHOWN: usize = 40;

/// Everything the page shows, read in one snapshot.
struct File {
    person: Person,
    head: PersonHead,
    home: Option<HouseholdHead>,
    /// The members of the household whom the reader may see.
    members: Vec<PersonHead>,
    may_see_home: bool,
    may_correct: bool,
    /// Give the person their own file on paper.
    may_print: bool,
    may_see_reads: bool,
    history: Vec<EntryView>,
    /// Two sites stated one of its facts apart from each other.
    differs: bool,
    /// Other files of the person.
    files: pairing::card::Files,
    /// How many searches for a relative go on, for whoever may trace for the person.
    searches: Option<usize>,
}

pub fn get(house: &House, ask: &Ask) -> Reply {
    let id: PersonId = ask.id("person")?;
    let file = house.ledger.read(|door| read(house, ask, door, id))?.ok_or(Trouble::NotFound)?;
    let mut panels = Vec::new();
    if let Some(hung) = house.rooms.get::<Panels>() {
        for panel in &hung.0 {
            panels.push(panel(house, ask, id)?);
        }
    }
    let main = html! {
        @for panel in &panels { (panel) }
        (part::card(&ask.t("identity-file-facts"), html! {
            (facts(ask, &file))
            p { (link(&file, "portrait", &ask.t("identity-file-portrait"))) }
            p { (link(&file, "signature", &ask.t("identity-file-signature"))) }
        }))
        (part::card(&ask.t("identity-file-documents"), html! {
            (documents::list(house, ask, &file.person))
            @if file.person.documents_standing().next().is_some() {
                p { (link(&file, "scans", &ask.t("identity-file-scans"))) }
            }
            @if file.may_correct { p { (link(&file, "documents", &ask.t("identity-file-documents-change"))) } }
        }))
        (part::card(&ask.t("identity-file-history"), history(house, ask, &file.history)?))
    };
    let beside = html! {
        (part::card(&ask.t("identity-file-contact"), contact(ask, &file)))
        (part::card(&ask.t("identity-file-household"), home(house, ask, &file)))
        (pairing::card::draw(house, ask, id, &file.files))
        (tracing::card::draw(ask, id, file.searches))
        (part::card(&ask.t("identity-file-needs"), needs(ask, &file)))
        (part::card(&ask.t("identity-file-reads"), html! {
            (reads(house, ask, &house.access.reads_of(Kind::Person, id.0)?))
            @if file.may_see_reads { p { (link(&file, "readers", &ask.t("identity-file-readers"))) } }
            @if file.may_print { p { (link(&file, "own-file", &ask.t("identity-file-own"))) } }
        }))
    };
    let body = html! {
        (said(ask, &file))
        (part::identity_bar(&view::identity(ask, &file.head)))
        (crate::hint::page::notice(house, ask, id, &file.person)?)
        @if file.differs { (crate::differ::page::notice(ask, id, file.may_correct)) }
        (part::columns(main, beside))
    };
    // The window's title lands in the browser's history: it names the number, not the person.
    Ok(Page::new(file.head.number.clone(), body).section("people").back(back(house, ask)).into())
}

/// One step back: to the search, for whoever may search; else to where their own work begins.
pub(crate) fn back(house: &House, ask: &Ask) -> Markup {
    let may = house.may(&ask.who, Permission::SearchPeople, None);
    let (to, key) = if may { ("/people", "identity-back-to-search") } else { ("/", "web-back-home") };
    part::back_link(&Act::new(to, ask.t(key)))
}

fn read(house: &House, ask: &Ask, door: &mut ledger::Reader, id: PersonId) -> Result<Option<File>, Fault> {
    let Some(person) = person::state(door, id)? else { return Ok(None) };
    let head = PersonHead::of(id, &person);
    let home = household::household_of(door, id)?;
    let ids: Vec<PersonId> = home.iter().flat_map(|h| h.members.iter().map(|m| m.person)).collect();
    let seen = ties::visible(house, ask, door, &ids)?;
    let may_see_home = match &home {
        Some(home) => {
            house.may_with(door, &ask.who, Permission::ReadHousehold, Kind::Household, home.id.0)?
        }
        None => false,
    };
    // To whoever is affiliated with another state, a household behind the wall of origin is not there at all.
    let home = home.filter(|_| may_see_home || !ask.who.affiliation.is_elsewhere());
    Ok(Some(File {
        members: person::heads(door, &seen)?,
        may_see_home,
        may_correct: ties::may(house, ask, door, Permission::CorrectPerson, id)?,
        may_print: ties::may(house, ask, door, Permission::PrintPersonFile, id)?,
        may_see_reads: ties::may(house, ask, door, Permission::ReadFileLog, id)?,
        history: door.entries(id.0)?,
        differs: crate::differ::is_open(door, id)?,
        files: pairing::card::read(house, ask, door, id, &person)?,
        searches: tracing::card::read(house, ask, door, id)?,
        person,
        head,
        home,
    }))
}

/// What was just done, said once.
fn said(ask: &Ask, file: &File) -> Markup {
    html! {
        @if ask.query.is_on("registered") {
            (part::notice(Tone::Done, &ask.tw("identity-registered", &[("number", file.head.number.clone().into())]), html! {}))
        } @else if ask.query.is_on("saved") {
            (part::notice(Tone::Done, &ask.t("identity-saved"), html! {}))
        }
    }
}

fn link(file: &File, page: &str, words: &str) -> Markup {
    part::link(&Act::new(format!("/people/{}/{page}", file.head.id), words))
}

/// What was told, or why nothing was.
fn answered<T>(ask: &Ask, answer: &Answer<T>, words: impl FnOnce(&T) -> String) -> Markup {
    match answer {
        Answer::Told(value) => html! { (words(value)) },
        silent => {
            let key = word_key("silence", silent.silence().unwrap_or("not_asked"));
            html! { span.c-note { (ask.t(&key)) } }
        }
    }
}

fn facts(ask: &Ask, file: &File) -> Markup {
    let p = &file.person;
    let mut lines = vec![Line::new(ask.t("identity-fact-name"), &p.names.name.as_told)];
    let parts = [
        ("given", &p.names.name.given),
        ("first-surname", &p.names.name.first_surname),
        ("second-surname", &p.names.name.second_surname),
    ];
    let parts = parts.iter().filter(|(_, value)| !value.is_empty());
    lines.extend(parts.map(|(key, value)| Line::new(ask.t(&format!("identity-{key}")), value)));
    lines.extend(p.names.others.iter().map(|o| Line::new(word(ask, "other-name", o.kind.code()), &o.name)));
    if !p.former_names.is_empty() {
        lines.push(Line::new(ask.t("identity-former-names"), p.former_names.join(" · ")));
    }
    lines.push(Line::marked(
        ask.t("identity-fact-birth"),
        answered(ask, &p.birth.date, |b| {
            format!("{} · {}", view::partial(ask, b), view::age(ask, &file.head))
        }),
    ));
    if !p.birth.place.is_empty() {
        lines.push(Line::new(ask.t("identity-birth-place"), &p.birth.place));
    }
    lines.push(Line::marked(
        ask.t("identity-fact-sex"),
        answered(ask, &p.sex, |s| word(ask, "sex", s.code())),
    ));
    let countries = |all: &Vec<kernel::Country>| {
        all.iter().map(|c| codes::country_name(*c, ask.lang)).collect::<Vec<_>>().join(", ")
    };
    lines.push(Line::marked(
        ask.t("identity-nationality"),
        answered(ask, &p.nationality.nationalities, countries),
    ));
    if let Some(country) = p.nationality.former_residence {
        lines.push(Line::new(ask.t("identity-former-residence"), codes::country_name(country, ask.lang)));
    }
    lines.push(Line::marked(
        ask.t("identity-languages"),
        answered(ask, &p.languages, |l| view::languages(ask, l)),
    ));
    if file.head.is_child_on(ask.today) || p.accompaniment.told().is_some() {
        let company = answered(ask, &p.accompaniment, |a| word(ask, "accompaniment", a.code()));
        lines.push(Line::marked(ask.t("identity-fact-accompaniment"), company));
    }
    lines.extend(likeness::page::lines(ask, p));
    html! {
        (part::summary_list(&lines))
        @if file.may_correct { p { (link(file, "correct", &ask.t("identity-file-correct"))) } }
    }
}

fn contact(ask: &Ask, file: &File) -> Markup {
    let c = &file.person.contact;
    let text = |words: &str| html! { (words) };
    let mut lines: Vec<(String, Markup)> = Vec::new();
    // The rule comes before the numbers: nobody should dial first and read after.
    for (key, value) in [("safe-rule", &c.safe_rule), ("safe-hours", &c.safe_hours)] {
        if !value.is_empty() {
            lines.push((ask.t(&format!("identity-{key}")), html! { b { (value) } }));
        }
    }
    if let Answer::Told(yes) = c.may_leave_message {
        let code = if yes { "yes" } else { "no" };
        lines.push((ask.t("identity-may-leave-message"), text(&word(ask, "may-leave-message", code))));
    }
    if let Some(channel) = c.preferred {
        lines.push((ask.t("identity-preferred"), text(&word(ask, "channel", channel.code()))));
    }
    for (key, value) in
        [("phone", &c.phone), ("message-app", &c.message_app), ("email", &c.email), ("address", &c.address)]
    {
        if !value.is_empty() {
            lines.push((ask.t(&format!("identity-{key}")), text(value)));
        }
    }
    html! {
        @if lines.is_empty() { p.c-note { (ask.t("identity-contact-none")) } } @else {
            @for (label, value) in &lines { p { span.c-note { (label) } br; (value) } }
        }
        @if file.may_correct { p { (link(file, "contact", &ask.t("identity-file-contact-change"))) } }
    }
}

fn home(house: &House, ask: &Ask, file: &File) -> Markup {
    let Some(home) = &file.home else {
        let form =
            Act::new(format!("/households/new?person={}", file.head.id), ask.t("identity-household-form"));
        return html! {
            p.c-note { (ask.t("identity-household-none")) }
            @if file.may_correct && house.may(&ask.who, Permission::RegisterHousehold, None) { p { (part::link(&form)) } }
        };
    };
    let others = file.members.iter().filter(|m| m.id != file.head.id);
    let name_of = |id: PersonId| file.members.iter().find(|m| m.id == id).map(|m| m.name.clone());
    let said = |m: &PersonHead| {
        let member = home.members.iter().find(|h| h.person == m.id)?;
        Some(household::page::kin_words(ask, member.kin, name_of(member.to)))
    };
    html! {
        ul role="list" {
            @for m in others {
                li { a.govuk-link href=(view::href(m)) { (m.name) } div.c-note { (said(m).unwrap_or_default()) " · " (view::age(ask, m)) } }
            }
        }
        @if file.may_see_home { p { a.govuk-link href={ "/households/" (home.id) } { (ask.t("identity-household")) " " (home.number) } } }
        @else { p.c-note { (ask.t("identity-household")) " " (home.number) } }
    }
}

fn needs(ask: &Ask, file: &File) -> Markup {
    let pending = ask.t("identity-need-pending");
    html! {
        @if file.person.needs.is_empty() { p.c-note { (ask.t("identity-needs-none")) } }
        ul role="list" {
            @for need in &file.person.needs {
                li {
                    (codes::need_name(&need.code, ask.lang))
                    @if need.state == NeedState::Pending { " " (part::tag(TagKind::Unsure, &pending)) }
                }
            }
        }
        @if file.may_correct { p { (link(file, "needs", &ask.t("identity-file-needs-change"))) } }
    }
}

/// Who looked, newest first: one line for each person and day.
fn reads(house: &House, ask: &Ask, reads: &[Read]) -> Markup {
    let mut seen = HashSet::new();
    let reads: Vec<&Read> = reads.iter().filter(|r| seen.insert((ask.day_of(r.at), r.account))).collect();
    let line = |read: &Read| {
        let role = ask.t(&access::role_key(read.role));
        let office = house.country.office_name(ask.lang, &read.office);
        html! { li { (read.name) div.c-note { (role) " · " (office) " · " (ask.instant(read.at)) } } }
    };
    let (first, rest) = reads.split_at(reads.len().min(READS_SHOWN));
    html! {
        @if reads.is_empty() { p.c-note { (ask.t("identity-reads-none")) } }
        ul role="list" { @for read in first { (line(read)) } }
        @if !rest.is_empty() {
            (part::details(&ask.t("identity-reads-all"), html! { ul role="list" { @for read in rest { (line(read)) } } }))
        }
    }
}

/// Newest first: what was stated, by whom, and why.
fn history(house: &House, ask: &Ask, entries: &[EntryView]) -> Result<Markup, Trouble> {
    let mut names: HashMap<kernel::AccountId, String> = HashMap::new();
    let mut moments = Vec::new();
    for entry in entries.iter().rev().take(MOMENTS_SHOWN) {
        let who = who(house, ask, &mut names, &entry.actor)?;
        let key = word_key("event", &entry.kind);
        let title =
            if ask.words().has(ask.lang, &key) { ask.t(&key) } else { ask.t("identity-event-unknown") };
        let reason = entry.body.get("reason").and_then(|r| r.as_str()).filter(|r| !r.is_empty());
        let note = reason.map_or_else(|| who.clone(), |reason| format!("{reason} — {who}"));
        moments.push(Moment::new(entry.at.to_string(), ask.day(ask.day_of(entry.at)), title).note(note));
    }
    Ok(part::timeline(&moments))
}

/// "Ana Ruiz · registration officer · Metetí": the name only as long as the account exists.
fn who(
    house: &House,
    ask: &Ask,
    names: &mut HashMap<kernel::AccountId, String>,
    actor: &Actor,
) -> Result<String, Fault> {
    let name = match names.get(&actor.account) {
        Some(name) => name.clone(),
        None => {
            let name = house.access.name_of(actor.account)?.unwrap_or_default();
            names.insert(actor.account, name.clone());
            name
        }
    };
    let role = ask.t(&access::role_key(actor.role));
    let office = house.country.office_name(ask.lang, &actor.office).to_owned();
    Ok([name, role, office].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · "))
}

/// The person's own record for the person: nothing to click, and of their household only that there is one.
pub(crate) fn own_sections(
    house: &House,
    ask: &Ask,
    id: PersonId,
) -> Result<Option<Vec<(String, Markup)>>, Trouble> {
    let Some(mut file) = house.ledger.read(|door| read(house, ask, door, id))? else { return Ok(None) };
    file.may_correct = false;
    file.may_see_home = false;
    let others = file.home.as_ref().map_or(0, |home| home.members.len().saturating_sub(1));
    let household = html! {
        p { (ask.tw("identity-own-file-household", &[("others", i64::try_from(others).unwrap_or(0).into())])) }
    };
    Ok(Some(vec![
        (ask.t("identity-file-facts"), facts(ask, &file)),
        (ask.t("identity-file-documents"), documents::list(house, ask, &file.person)),
        (ask.t("identity-file-contact"), contact(ask, &file)),
        (ask.t("identity-file-household"), household),
        (ask.t("identity-file-needs"), needs(ask, &file)),
    ]))
}
