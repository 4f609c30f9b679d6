//! The pages of breaking glass: the form that opens a file, and the review by somebody else.

use super::review::{self, NOTE_CHARS_MAX, ReviewRefusal};
use super::{BreakRefusal, REASON_CHARS_MAX, REASON_CHARS_MIN, Verdict};
use crate::names::{self, Staff};
use access::{Kind, Permission};
use ledger::{Door, Fault, Reader};
use uuid::Uuid;
use web::part::{self, Act, Choice, Field, TagKind, Tone, Width};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const NUMBER_CHARS_MAX: usize = 40;

/// `GET /break-glass`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("oversight-glass-title");
    let field = |id: &str, key: &str| {
        Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, ask.query.text(id)))
    };
    let mine = house.ledger.read(|door| super::of_account(door, ask.who.account))?;
    let sure = [Choice::new("yes", ask.t("oversight-glass-sure"))];
    let chosen = ask.values().all("sure");
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("oversight-glass-lead"))))
        (part::warning(&ask.t("oversight-glass-warning")))
        form method="post" action="/break-glass" novalidate {
            (ask.csrf_fields())
            (part::text(&field("number", "oversight-glass-number").hint(ask.t("oversight-glass-number-hint"))
                .width(Width::Medium).verbatim()))
            (part::textarea(&field("reason", "oversight-glass-reason").hint(ask.t("oversight-glass-reason-hint")), 5))
            (part::checkboxes(&Field::new("sure", ask.t("oversight-glass-sure-legend")).error(errors.of("sure")), &chosen, &sure))
            (part::danger_button(&ask.t("oversight-glass-button")))
        }
        @if !mine.is_empty() {
            (part::section(&ask.t("oversight-glass-mine"), html! {
                ul.govuk-list { @for row in mine.iter().take(10) { li {
                    (names::kind(ask, &row.file_kind)) " · " (ask.instant(row.opened_at)) " · "
                    @if row.until > ask.now {
                        (part::link(&Act::new(path_of(&row.file_kind, row.file), ask.tw("oversight-glass-until", &[("at", ask.instant(row.until).into())]))))
                    } @else { (state(ask, row.verdict, row.is_overdue(ask.now))) }
                } } }
            }))
        }
    });
    Ok(Page::new(title, body).back(part::back_link(&Act::new("/", ask.t("web-back-home")))))
}

fn path_of(kind: &str, file: Uuid) -> String {
    if kind == Kind::Person.code() { format!("/people/{file}") } else { format!("/cases/{file}") }
}

/// `POST /break-glass`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let number = errors.required(ask, "number", NUMBER_CHARS_MAX);
    let reason = errors.required_long(ask, "reason", REASON_CHARS_MAX);
    if errors.of("reason").is_none() && reason.trim().chars().count() < REASON_CHARS_MIN {
        errors.add("reason", ask.t("oversight-glass-error-reason"));
    }
    if !ask.form.is_on("sure") && ask.form.text("sure") != "yes" {
        errors.add("sure", ask.t("oversight-glass-error-sure"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    }
    let found = house.ledger.read(|door| file_of(house, ask, door, number.trim()))?;
    let Some((kind, file)) = found else {
        errors.add("number", ask.t("oversight-glass-error-number"));
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    match super::open(&house.ledger, &ask.who.actor(), ask.key(), kind, file, &reason) {
        Ok(_) => Ok(Answer::See(path_of(kind.code(), file))),
        Err(BreakRefusal::Reason) => {
            errors.add("reason", ask.t("oversight-glass-error-reason"));
            Err(Trouble::Invalid(page(house, ask, &errors)?))
        }
        Err(BreakRefusal::Unreviewed) => Err(Trouble::Refused(ask.t("oversight-glass-error-unreviewed"))),
        Err(BreakRefusal::Fault(fault)) => Err(fault.into()),
    }
}

/// The case or the person of a number that this reader may break glass for.
fn file_of(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    number: &str,
) -> Result<Option<(Kind, Uuid)>, Fault> {
    let case = casework::case::by_number(door, number)?.map(|head| (Kind::Case, head.id.0));
    let found = match case {
        Some(case) => Some(case),
        None => identity::person::of_number(door, number)?.map(|person| (Kind::Person, person.0)),
    };
    let Some((kind, id)) = found else { return Ok(None) };
    let may = house.may_with(door, &ask.who, Permission::BreakGlass, kind, id)?;
    Ok(may.then_some((kind, id)))
}

/// What became of an opening, as a tag.
pub(crate) fn state(ask: &Ask, verdict: Option<Verdict>, is_overdue: bool) -> Markup {
    match verdict {
        Some(Verdict::Justified) => part::tag(TagKind::Good, &ask.t("oversight-glass-justified")),
        Some(Verdict::Unjustified) => part::tag(TagKind::Bad, &ask.t("oversight-glass-unjustified")),
        None if is_overdue => part::tag(TagKind::Bad, &ask.t("oversight-glass-overdue")),
        None => part::tag(TagKind::Soon, &ask.t("oversight-glass-unreviewed")),
    }
}

fn opening(house: &House, ask: &Ask) -> Result<ledger::Loaded<super::Glass>, Trouble> {
    let id: Uuid = ask.id("opening")?;
    let found = house.ledger.read(|door| super::load(door as &mut dyn Door, id))?;
    found.ok_or(Trouble::NotFound)
}

/// `GET /openings/{opening}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let glass = opening(house, ask)?;
    Ok(review_page(house, ask, &glass, &ask.errors())?.into())
}

fn review_page(
    house: &House,
    ask: &Ask,
    glass: &ledger::Loaded<super::Glass>,
    errors: &FormErrors,
) -> Result<Page, Trouble> {
    let Some(broken) = &glass.state.broken else { return Err(Trouble::NotFound) };
    let staff = Staff::of(house)?;
    let title = ask.t("oversight-review-title");
    let seen = read_meanwhile(house, broken)?;
    let facts = vec![
        (
            ask.t("oversight-who"),
            html! { (staff.name(ask, broken.by.account)) " · " (names::role(ask, broken.by.role))
            " · " (names::office(house, ask.lang, &broken.by.office)) },
        ),
        (ask.t("oversight-when"), html! { (ask.instant(broken.at)) }),
        (ask.t("oversight-until"), html! { (ask.instant(broken.until)) }),
        (ask.t("oversight-file"), html! { (names::kind(ask, &broken.file_kind)) " " code { (broken.file) } }),
        (ask.t("oversight-review-due"), html! { (ask.instant(broken.review_due)) }),
    ];
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("oversight-review-lead"))))
        (part::columns(
            html! {
                (part::card(&ask.t("oversight-glass-reason"), html! { p { (broken.reason) } }))
                @if let Some(done) = &glass.state.review {
                    (part::card(&ask.t("oversight-review-done"), html! {
                        p { (state(ask, Some(done.verdict), false)) " " (staff.name(ask, done.by)) " · " (ask.instant(done.at)) }
                        p { (done.note) }
                    }))
                } @else if broken.by.account == ask.who.account {
                    (part::notice(Tone::Caution, &ask.t("oversight-review-own"), html! {}))
                } @else { (part::card(&ask.t("oversight-review-say"), review_form(ask, glass.id, errors))) }
            },
            html! {
                (part::card(&ask.t("oversight-review-facts"), part::facts(&facts)))
                (part::card(&ask.t("oversight-review-seen"), html! {
                    @if seen.is_empty() { p.c-note { (ask.t("oversight-review-seen-none")) } }
                    @else { ul.govuk-list { @for line in &seen { li { (ask.instant(line.0)) " · " code { (line.1) } } } } }
                }))
            },
        ))
    };
    let back = part::back_link(&Act::new("/data-protection", ask.t("oversight-title")));
    Ok(Page::new(title, body).section("oversight").back(back))
}

/// The pages of that file that its opener read while it was open.
fn read_meanwhile(house: &House, broken: &super::Broken) -> Result<Vec<(jiff::Timestamp, String)>, Fault> {
    let Some(kind) = Kind::from_code(&broken.file_kind) else { return Ok(Vec::new()) };
    let reads = house.access.reads_of(kind, broken.file)?;
    let theirs = reads
        .into_iter()
        .filter(|read| read.account == broken.by.account && read.at >= broken.at && read.at < broken.until);
    Ok(theirs.map(|read| (read.at, read.route)).collect())
}

fn review_form(ask: &Ask, id: Uuid, errors: &FormErrors) -> Markup {
    let choices = Verdict::ALL.map(|v| {
        let key = format!("oversight-glass-{}", v.code());
        Choice::new(v.code(), ask.t(&key)).hint(ask.t(&format!("{key}-hint")))
    });
    let field =
        |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, ""));
    html! {
        form method="post" action={ "/openings/" (id) } novalidate {
            (ask.csrf_fields())
            (part::radios(&field("verdict", "oversight-review-verdict"), &choices))
            (part::textarea(&field("note", "oversight-review-note").hint(ask.t("oversight-review-note-hint")), 4))
            (part::button(&ask.t("oversight-review-button")))
        }
    }
}

/// `POST /openings/{opening}`
pub fn review(house: &House, ask: &Ask) -> Reply {
    let glass = opening(house, ask)?;
    let mut errors = ask.errors();
    let verdict =
        Verdict::from_code(&errors.required_choice(ask, "verdict", &Verdict::ALL.map(Verdict::code)));
    let note = errors.required_long(ask, "note", NOTE_CHARS_MAX);
    let (Some(verdict), true) = (verdict, errors.is_empty()) else {
        return Err(Trouble::Invalid(review_page(house, ask, &glass, &errors)?));
    };
    match review::run(&house.ledger, &ask.who.actor(), ask.key(), glass.id, verdict, &note) {
        Ok(()) => Ok(ask.done("/data-protection", "oversight-done-reviewed")),
        Err(ReviewRefusal::Nothing) => Err(Trouble::NotFound),
        Err(ReviewRefusal::Own) => Err(Trouble::Refused(ask.t("oversight-review-own"))),
        Err(ReviewRefusal::Already) => Err(Trouble::Refused(ask.t("oversight-review-already"))),
        Err(ReviewRefusal::Note) => {
            errors.add("note", ask.t("oversight-review-note-hint"));
            Err(Trouble::Invalid(review_page(house, ask, &glass, &errors)?))
        }
        Err(ReviewRefusal::Fault(fault)) => Err(fault.into()),
    }
}
