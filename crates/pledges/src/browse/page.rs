//! `/pledges` and `/pledges/{pledge}`: official texts as they are, what the state declares, and what is computed.

use crate::browse::{By, Choice, gathered};
use crate::catalogue::{AREAS, Analysis, Catalogue, Commitment, Indicated, Pledge, catalogue, states};
use crate::declare::page::{form, may_declare};
use crate::declare::{declared, file_of, newest_first};
use crate::indicator::{Indicators, Shown};
use crate::model::{PledgeFile, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Country;
use ledger::{Fault, Loaded};
use std::collections::BTreeMap;
use web::part::{self, Act, Cell, Column, Field, Moment, TagKind};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

type Declared = BTreeMap<String, (Status, Date)>;

/// `GET /pledges`
pub fn index(house: &House, ask: &Ask) -> Reply {
    let all = catalogue().ok_or(Trouble::NotFound)?;
    let choice = Choice::of(&ask.query, house.country.country);
    let said: Declared = house.ledger.read(|reader| declared(reader))?;
    let groups = gathered(all, &choice);
    let count: usize = groups.iter().map(|(_, list)| list.len()).sum();
    let title = ask.t("pledges-title");
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("pledges-lead"))))
        (filters(ask, &choice))
        p.c-note {
            (ask.tw("pledges-count", &[("count", count.into())]))
            @if choice.state.is_some() { " " (part::link(&every_state(ask))) }
        }
        @if groups.is_empty() {
            (part::empty_state(&ask.t("pledges-none-title"), &ask.t("pledges-none-words"), Some(&every_state(ask))))
        }
        @for (head, list) in &groups {
            section.c-section {
                h2.c-heading { (head_name(ask, all, choice.by, head)) }
                @for pledge in list { (card(house, ask, pledge, said.get(&pledge.id))) }
            }
        }
        section.c-section {
            h2.c-heading { (ask.t("pledges-regional-title")) }
            p { (ask.t("pledges-regional-lead")) }
            @for commitment in all.regional_commitments.iter().filter(|c| choice.area.as_ref().is_none_or(|a| *a == c.area)) {
                article.c-card {
                    h3.c-heading { a.govuk-link href={ "/pledges/" (commitment.key) } { (area_name(ask, &commitment.area)) } }
                    blockquote.govuk-inset-text lang="en" { (commitment.official_text.pledge_page) }
                }
            }
        }
        (part::aside(&ask.t("pledges-caveat")))
    };
    Ok(Page::new(title, body).section("pledges").into())
}

fn every_state(ask: &Ask) -> Act {
    Act::new(format!("/pledges?state={}", Choice::EVERY), ask.t("pledges-every-state"))
}

/// `GET /pledges/{pledge}`: of a pledge or of a regional commitment.
pub fn one(house: &House, ask: &Ask) -> Reply {
    let all = catalogue().ok_or(Trouble::NotFound)?;
    let id = ask.param("pledge");
    if let Some(pledge) = all.pledge(id) {
        return Ok(pledge_page(house, ask, pledge, &FormErrors::new())?.into());
    }
    let commitment = all.commitment(id).ok_or(Trouble::NotFound)?;
    Ok(commitment_page(house, ask, commitment)?.into())
}

/// `GET /pledges/list.json`
pub fn json(_house: &House, _ask: &Ask) -> Reply {
    let list = crate::list(None).map_err(|_| Trouble::NotFound)?;
    let value =
        serde_json::to_value(list).map_err(|e| Trouble::Internal(Fault::Inconsistent(e.to_string())))?;
    Ok(Answer::Json(value))
}

pub(crate) fn status_name(ask: &Ask, status: Status) -> String {
    ask.t(&format!("pledges-status-{}", status.code().replace('_', "-")))
}

fn status_tag(ask: &Ask, status: Option<Status>) -> Markup {
    match status {
        Some(Status::Fulfilled) => part::tag(TagKind::Good, &status_name(ask, Status::Fulfilled)),
        Some(status) => part::tag(TagKind::Plain, &status_name(ask, status)),
        None => part::tag(TagKind::Unsure, &ask.t("pledges-status-none")),
    }
}

fn area_name(ask: &Ask, area: &str) -> String {
    ask.t(&format!("pledges-area-{area}"))
}
fn state_name(ask: &Ask, state: Country) -> String {
    identity::codes::country_name(state, ask.lang)
}
fn group_name(ask: &Ask, all: &Catalogue, key: &str) -> String {
    if all.group(key).is_some() {
        ask.t(&format!("pledges-group-{key}"))
    } else {
        ask.t("pledges-group-none")
    }
}
fn head_name(ask: &Ask, all: &Catalogue, by: By, head: &str) -> String {
    match by {
        By::State => Country::new(head).map(|s| state_name(ask, s)).unwrap_or_default(),
        By::Area => area_name(ask, head),
        By::Group => group_name(ask, all, head),
    }
}

fn filters(ask: &Ask, choice: &Choice) -> Markup {
    let every = |code, key| std::iter::once(part::Choice::new(code, ask.t(key)));
    let by = By::ALL.map(|b| part::Choice::new(b.code(), ask.t(&format!("pledges-by-{}", b.code()))));
    let state = states().into_iter().map(|s| part::Choice::new(s.code(), state_name(ask, s)));
    let area = AREAS.iter().map(|a| part::Choice::new(*a, area_name(ask, a)));
    let state: Vec<_> = every(Choice::EVERY, "pledges-filter-all-states").chain(state).collect();
    let area: Vec<_> = every("", "pledges-filter-all-areas").chain(area).collect();
    let chosen_state = choice.state.map_or_else(|| Choice::EVERY.to_owned(), |s| s.code().to_owned());
    html! {
        form.c-filters method="get" action="/pledges" {
            (part::select(&Field::new("by", ask.t("pledges-filter-by")).value(choice.by.code()), &by))
            (part::select(&Field::new("state", ask.t("pledges-filter-state")).value(chosen_state), &state))
            (part::select(&Field::new("area", ask.t("pledges-filter-area")).value(choice.area.clone().unwrap_or_default()), &area))
            button.govuk-button type="submit" { (ask.t("pledges-filter-show")) }
        }
    }
}

fn card(house: &House, ask: &Ask, pledge: &Pledge, said: Option<&(Status, Date)>) -> Markup {
    let indicators = house.room::<Indicators>();
    let computed = pledge.analysis.indicators.iter().filter(|i| indicators.has(&i.id)).count();
    html! {
        article.c-card {
            h3.c-heading { a.govuk-link href={ "/pledges/" (pledge.id) } { (pledge.id) } }
            p.c-note { (state_name(ask, pledge.state())) " · " (area_name(ask, &pledge.area)) }
            blockquote.govuk-inset-text lang=(pledge.language) { (pledge.official_text) }
            p {
                (ask.t("pledges-declared")) " " (status_tag(ask, said.map(|s| s.0)))
                @if let Some((_, on)) = said { " " (ask.day_long(*on)) }
            }
            @if computed > 0 { p.c-note { (ask.tw("pledges-computed-count", &[("count", computed.into())])) } }
        }
    }
}

/// The page of a pledge, with its form if the reader may declare.
pub(crate) fn pledge_page(
    house: &House,
    ask: &Ask,
    pledge: &Pledge,
    errors: &FormErrors,
) -> Result<Page, Trouble> {
    let all = catalogue().ok_or(Trouble::NotFound)?;
    let file = house.ledger.read(|reader| file_of(reader, &pledge.id))?;
    let current = file.as_ref().and_then(|f| f.state.current());
    let words = current.map(|d| {
        ask.tw(
            "pledges-declared-on",
            &[("status", status_name(ask, d.status).into()), ("day", ask.day_long(d.on).into())],
        )
    });
    let group = all.group_of_area(&pledge.area).map_or("", |g| g.key.as_str());
    let facts = [
        (ask.t("pledges-fact-state"), html! { (state_name(ask, pledge.state())) }),
        (ask.t("pledges-fact-area"), html! { (area_name(ask, &pledge.area)) }),
        (ask.t("pledges-fact-group"), html! { (group_name(ask, all, group)) }),
        (ask.t("pledges-fact-forum"), html! { span lang="en" { (all.framework.forum) } }),
        (ask.t("pledges-fact-source"), html! { span lang="en" { (pledge.source.document) } }),
    ];
    let main = html! {
        (part::card(&ask.t("pledges-text-title"), html! {
            blockquote.govuk-inset-text lang=(pledge.language) { (pledge.official_text) }
            @for note in &pledge.source_notes { p.c-note lang="en" { (note) } }
        }))
        (declared_card(house, ask, file.as_ref()))
        (computed_card(house, ask, &pledge.analysis, words)?)
        @if may_declare(house, ask, pledge) { (form(ask, pledge, file.as_ref(), errors)) }
        (analysis_card(house, ask, &pledge.analysis))
    };
    let beside = html! { (part::card(&ask.t("pledges-facts-title"), part::facts(&facts))) };
    Ok(framed(ask, &pledge.id, &state_name(ask, pledge.state()), errors, main, beside))
}

fn commitment_page(house: &House, ask: &Ask, commitment: &Commitment) -> Result<Page, Trouble> {
    let text = &commitment.official_text;
    let facts = [
        (ask.t("pledges-fact-area"), html! { (area_name(ask, &commitment.area)) }),
        (ask.t("pledges-fact-supports"), html! { span lang="en" { (commitment.supports_global_pledge) } }),
        (ask.t("pledges-fact-leadership"), html! { span lang="en" { (commitment.leadership) } }),
    ];
    let main = html! {
        (part::card(&ask.t("pledges-text-title"), html! {
            h3.c-heading { (ask.t("pledges-text-page")) }
            blockquote.govuk-inset-text lang="en" { (text.pledge_page) }
            h3.c-heading { (ask.t("pledges-text-overview")) }
            blockquote.govuk-inset-text lang="en" { (text.overview_document) }
        }))
        (computed_card(house, ask, &commitment.analysis, None)?)
        (analysis_card(house, ask, &commitment.analysis))
    };
    let beside = html! { (part::card(&ask.t("pledges-facts-title"), part::facts(&facts))) };
    let title = area_name(ask, &commitment.area);
    Ok(framed(ask, &title, &ask.t("pledges-regional-one"), &FormErrors::new(), main, beside))
}

fn framed(ask: &Ask, title: &str, above: &str, errors: &FormErrors, main: Markup, beside: Markup) -> Page {
    let body = html! {
        (part::back_link(&Act::new("/pledges", ask.t("pledges-all"))))
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(title, Some(above), None))
        (part::columns(main, beside))
    };
    Page::new(title, body).section("pledges")
}

fn declared_card(house: &House, ask: &Ask, file: Option<&Loaded<PledgeFile>>) -> Markup {
    let moments: Vec<Moment> = file
        .map(|file| newest_first(&file.state))
        .unwrap_or_default()
        .into_iter()
        .map(|d| {
            let office = house.country.office_name(ask.lang, &d.office);
            let by = ask
                .tw("pledges-declared-by", &[("office", office.into()), ("day", ask.instant(d.at).into())]);
            let mut moment = Moment::new(d.on.to_string(), ask.day(d.on), status_name(ask, d.status));
            moment.note = Some(html! { (d.note) br; (by) });
            moment
        })
        .collect();
    let current = file.and_then(|f| f.state.current()).map(|d| d.status);
    part::card(
        &ask.t("pledges-declared-title"),
        html! {
            p { (status_tag(ask, current)) }
            p.c-note { (ask.t("pledges-declared-lead")) }
            @if !moments.is_empty() { (part::timeline(&moments)) }
        },
    )
}

/// The indicators that are computed here, each with definition, numerator, denominator and instant.
fn computed_card(
    house: &House,
    ask: &Ask,
    analysis: &Analysis,
    declared: Option<String>,
) -> Result<Markup, Trouble> {
    let room = house.room::<Indicators>();
    let wanted: Vec<&Indicated> = analysis.indicators.iter().filter(|i| room.has(&i.id)).collect();
    let shown = house.ledger.read(|reader| -> Result<Vec<(&Indicated, Shown)>, Fault> {
        let mut out = Vec::new();
        for indicated in &wanted {
            if let Some(shown) = room.compute(reader, &indicated.id, ask.now)? {
                out.push((*indicated, shown));
            }
        }
        Ok(out)
    })?;
    Ok(part::card(
        &ask.t("pledges-computed-title"),
        html! {
            p.c-note { (ask.t("pledges-computed-lead")) }
            @if shown.is_empty() { p { (ask.t("pledges-computed-none")) } }
            @for (indicated, shown) in &shown { (part::measure(&measure(ask, indicated, *shown, declared.clone()))) }
        },
    ))
}

fn measure(ask: &Ask, indicated: &Indicated, shown: Shown, declared: Option<String>) -> part::Measure {
    let id = indicated.id.to_lowercase();
    let name = ask.t(&format!("pledges-computed-name-{id}"));
    let definition = ask.t(&format!("pledges-computed-definition-{id}"));
    let as_of = |at: Timestamp| ask.tw("pledges-computed-as-of", &[("when", ask.instant(at).into())]);
    let declared = declared.map(|words| (ask.t("pledges-declared"), words));
    let base = part::Measure { name, definition, declared, ..part::Measure::default() };
    match shown {
        Shown::Measured(m) => {
            let share = m.numerator as f64 / m.denominator as f64;
            let fraction = [("numerator", m.numerator.into()), ("denominator", m.denominator.into())];
            part::Measure {
                figure: ask.tw("pledges-percent", &[("percent", format!("{:.1}", share * 100.0).into())]),
                fraction: ask.tw("pledges-fraction", &fraction),
                share: Some(share),
                as_of: as_of(m.as_of),
                ..base
            }
        }
        Shown::Withheld { as_of: at } => part::Measure {
            figure: ask.t("pledges-withheld"),
            fraction: ask.t("pledges-withheld-why"),
            as_of: as_of(at),
            ..base
        },
        Shown::Nothing { as_of: at } => part::Measure {
            figure: ask.t("pledges-nothing"),
            fraction: ask.t("pledges-nothing-why"),
            as_of: as_of(at),
            ..base
        },
    }
}

/// What we make of the text: all indicators with their formulas, and what software must do. Marked as ours.
fn analysis_card(house: &House, ask: &Ask, analysis: &Analysis) -> Markup {
    let room = house.room::<Indicators>();
    let rows = analysis.indicators.iter().map(|i| {
        let computed = if room.has(&i.id) { "pledges-indicator-here" } else { "pledges-indicator-later" };
        vec![
            Cell::marked(html! {
                span lang="en" { (i.name) }
                @if let Some(caveat) = &i.caveat { br; span.c-note lang="en" { (caveat) } }
            }),
            Cell::marked(html! { span lang="en" { (i.formula) } }),
            Cell::marked(html! { span lang="en" { (i.live_source) } }),
            Cell::text(ask.t(computed)),
        ]
    });
    let table = part::Table {
        caption: ask.t("pledges-indicators"),
        columns: [
            "pledges-indicator-name",
            "pledges-indicator-formula",
            "pledges-indicator-source",
            "pledges-indicator-computed",
        ]
        .map(|key| Column::text(ask.t(key)))
        .to_vec(),
        rows: rows.collect(),
        ..part::Table::default()
    };
    part::card(
        &ask.t("pledges-analysis-title"),
        html! {
            p.c-note { (ask.t("pledges-analysis-lead")) }
            (part::table(&table))
            (part::details(&ask.t("pledges-software-must"), html! {
                ul.govuk-list."govuk-list--bullet" lang="en" { @for line in &analysis.software_must { li { (line) } } }
            }))
        },
    )
}
