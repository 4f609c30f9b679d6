//! The pages of scans: those of each paper with one more to add, one to look at, and the file itself.

use super::{Added, Refusal, find, run, standings};
use crate::access as ties;
use crate::amend::opened;
use crate::model::{Document, KeptScan, Person};
use crate::person::PersonHead;
use crate::told::{Sheet, word};
use crate::view;
use access::Permission;
use kernel::PersonId;
use ledger::{ContentStanding, Door, Loaded, Stamp};
use maud::{Markup, html};
use web::part::{self, Act, Choice, TagKind, Tone};
use web::{Ask, FILE_BYTES_MAX, FormErrors, House, Page, Reply, Trouble};

const NOTE_CHARS: usize = 200;
const ACCEPT: &str = "image/jpeg,image/png,application/pdf";

/// What the list shows.
struct Sight {
    id: PersonId,
    loaded: Loaded<Person>,
    may_add: bool,
    standings: Vec<ContentStanding>,
}

fn seen(house: &House, ask: &Ask) -> Result<Sight, Trouble> {
    let (id, loaded) = opened(house, ask)?;
    let hashes: Vec<_> = loaded.state.scans().map(|(.., scan)| scan.content).collect();
    let standings = standings(&house.ledger, id, &hashes)?;
    let may_add = house.ledger.read(|door| ties::may(house, ask, door, Permission::CorrectPerson, id))?;
    Ok(Sight { id, loaded, may_add, standings })
}

pub fn get(house: &House, ask: &Ask) -> Reply {
    Ok(list(ask, &ask.errors(), &seen(house, ask)?).into())
}

/// Adds one scan.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let sight = seen(house, ask)?;
    let mut errors = ask.errors();
    let added = read(ask, &mut errors, &sight.loaded.state);
    let Some(added) = added.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(list(ask, &errors, &sight)));
    };
    let stamp = Stamp::new(ask.who.actor());
    let command = (ask.key(), ask.who.account);
    match run(&house.ledger, command, &stamp, sight.id, &added)? {
        Ok(()) => Ok(ask.done(&format!("/people/{}/scans", sight.id), "identity-scan-done")),
        Err(refusal) => {
            let (field, key) = match refusal {
                Refusal::NoPaper => ("paper", "identity-error-scan-paper"),
                Refusal::NoScan => ("replaces", "identity-error-scan-replaces"),
                Refusal::Known => ("scan", "identity-error-scan-known"),
            };
            errors.add(field, ask.t(key));
            Err(Trouble::Invalid(list(ask, &errors, &sight)))
        }
    }
}

fn read(ask: &Ask, errors: &mut FormErrors, person: &Person) -> Option<Added> {
    let places: Vec<String> = person.documents_standing().map(|(place, _)| place.to_string()).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    let numbers: Vec<String> = person.scans().map(|(number, ..)| number.to_string()).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let place = errors.choice(ask, "paper", &places).parse().ok();
    if place.is_none() {
        errors.add("paper", ask.t("identity-error-scan-paper"));
    }
    let replaces = errors.choice(ask, "replaces", &numbers).parse().ok();
    let note = errors.line(ask, "scan_note", NOTE_CHARS);
    let Some(upload) = ask.file("scan") else {
        errors.add("scan", ask.t("identity-error-scan-none"));
        return None;
    };
    let megabytes = [("megabytes", ((FILE_BYTES_MAX / 1_048_576) as i64).into())];
    let scan = web::scan_of(upload).map_err(|refusal| errors.add("scan", ask.tw(refusal.key(), &megabytes)));
    Some(Added { place: place?, scan: scan.ok()?, replaces, note })
}

/// One scan, to look at.
pub fn show(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let person = &loaded.state;
    let (number, place, scan) = asked(ask, person)?;
    let standing = standings(&house.ledger, id, &[scan.content])?.into_iter().next();
    let address = format!("/people/{id}/scans/{number}/file");
    let paper = person.documents.get(place as usize).map(|noted| paper_name(ask, &noted.document));
    let title = paper.unwrap_or_default();
    let body = html! {
        (part::back_link(&Act::new(format!("/people/{id}/scans"), ask.t("identity-scans-back"))))
        (part::identity_strip(&view::identity(ask, &PersonHead::of(id, person))))
        (part::heading(&title, None, None))
        p.c-note { (about(ask, scan)) }
        @if scan.replaced { (part::inset(html! { p { (ask.t("identity-scan-replaced-words")) } })) }
        @match standing {
            Some(ContentStanding::Here) if scan.media.is_picture() => {
                p.c-picture { a href=(address) { img src=(address) alt=(ask.t("identity-scan-alt")); } }
            }
            Some(ContentStanding::Here) => { p { (part::link(&Act::new(&address, ask.t("identity-scan-open-pdf")))) } }
            _ => (part::notice(Tone::Info, &ask.t("identity-scan-awaited"), html! { p { (ask.t("identity-scan-awaited-words")) } })),
        }
    };
    Ok(Page::new(ask.t("identity-scan-title"), body).section("people").into())
}

/// The file itself, handed out so that nothing of it can run.
pub fn file(house: &House, ask: &Ask) -> Reply {
    let (id, loaded) = opened(house, ask)?;
    let (number, _, scan) = asked(ask, &loaded.state)?;
    let bytes = house.ledger.read(|door| door.content(id.0, scan.content))?;
    let Some(bytes) = bytes else { return Err(Trouble::Refused(ask.t("identity-scan-awaited"))) };
    let name = format!("{}-{number}.{}", loaded.state.number, scan.media.extension());
    Ok(web::Answer::Scan { name, media: scan.media, bytes })
}

fn asked<'a>(ask: &Ask, person: &'a Person) -> Result<(u32, u32, &'a KeptScan), Trouble> {
    let none = || Trouble::Refused(ask.t("identity-scan-none"));
    let number: u32 = ask.param("scan").parse().map_err(|_| none())?;
    let (place, scan) = find(person, number).ok_or_else(none)?;
    Ok((number, place, scan))
}

fn list(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Page {
    let person = &sight.loaded.state;
    let head = PersonHead::of(sight.id, person);
    let title = ask.t("identity-scans-title");
    let body = html! {
        (part::back_link(&Act::new(view::href(&head), ask.t("identity-scans-to-file"))))
        (part::identity_strip(&view::identity(ask, &head)))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-scans-lead"))))
        @for (place, document) in person.documents_standing() {
            (part::card(&paper_name(ask, document), of_paper(ask, sight, place)))
        }
        @if sight.may_add { (adding(ask, errors, sight)) }
    };
    Page::new(title, body).section("people")
}

fn of_paper(ask: &Ask, sight: &Sight, place: u32) -> Markup {
    let standings = sight.standings.iter().copied().chain(std::iter::repeat(ContentStanding::Awaited));
    let scans = sight.loaded.state.scans().zip(standings).filter(|((_, of, _), _)| *of == place);
    let scans: Vec<_> = scans.collect();
    html! {
        @if scans.is_empty() { p.c-note { (ask.t("identity-scans-none")) } }
        @else {
            ul.govuk-list {
                @for ((number, _, scan), standing) in &scans {
                    li {
                        (part::link(&Act::new(format!("/people/{}/scans/{number}", sight.id), about(ask, scan))))
                        @if scan.replaced { " " (part::tag(TagKind::Unsure, &ask.t("identity-scan-replaced"))) }
                        @if *standing != ContentStanding::Here { " " (part::tag(TagKind::Unsure, &ask.t("identity-scan-awaited"))) }
                    }
                }
            }
        }
    }
}

/// "Photograph of 3 June 2024, 10:00 — the second page"
fn about(ask: &Ask, scan: &KeptScan) -> String {
    let kind = ask.t(if scan.media.is_picture() { "identity-scan-picture" } else { "identity-scan-pdf" });
    let said = [kind, ask.instant(scan.at), scan.note.clone()];
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn paper_name(ask: &Ask, document: &Document) -> String {
    format!("{} {}", word(ask, "document-kind", document.kind.code()), document.number).trim().to_owned()
}

fn adding(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Markup {
    let sheet = Sheet::new(ask, errors);
    let person = &sight.loaded.state;
    let papers = person.documents_standing();
    let papers: Vec<Choice> =
        papers.map(|(place, d)| Choice::new(place.to_string(), paper_name(ask, d))).collect();
    let current = person.scans().filter(|(.., scan)| !scan.replaced);
    let current = current.map(|(number, place, scan)| {
        let paper = person.documents.get(place as usize).map(|noted| paper_name(ask, &noted.document));
        Choice::new(number.to_string(), format!("{} · {}", paper.unwrap_or_default(), about(ask, scan)))
    });
    let current: Vec<Choice> = current.collect();
    let none = vec![Choice::new("", ask.t("identity-replaces-none"))];
    if papers.is_empty() {
        return html! {};
    }
    part::card(
        &ask.t("identity-scans-add"),
        html! {
            form method="post" action={ "/people/" (sight.id) "/scans" } enctype="multipart/form-data" novalidate {
                (ask.csrf_fields())
                (part::select(&sheet.field("paper", ""), &papers))
                (part::file(&sheet.field("scan", ""), ACCEPT))
                (part::text(&sheet.field("scan_note", "")))
                @if !current.is_empty() { (part::select(&sheet.field("replaces", ""), &[none, current].concat())) }
                (part::button(&ask.t("identity-scans-add-button")))
            }
        },
    )
}
