//! The supervisor's first screen: age and load as pictures with their tables, and the terms that need somebody today.

use super::{BANDS, Load, Overview};
use crate::case::TermRow;
use crate::file::page::href;
use crate::label::Labels;
use web::chart::{Bar, Bars, ChartWords, Origin, Reading, bars};
use web::part::{self, Act, Cell, Column, Tally, TermState};
use web::{Ask, House, Markup, Page, Reply, html};

const ROWS_MAX: usize = 20;

/// `GET /supervision`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let found = house.ledger.read(|door| super::read(house, ask, door))?;
    let labels = Labels::new(house, ask);
    let title = ask.t("casework-supervise-title");
    let office = labels.office(&ask.who.office);
    let body = html! {
        (part::heading(&title, Some(&office), Some(&ask.words().day_full(ask.lang, ask.today))))
        @if found.heads.is_empty() {
            (part::empty_state(&ask.t("casework-supervise-none"), &ask.t("casework-supervise-none-next"),
                Some(&Act::new("/rota", ask.t("casework-supervise-rota")))))
        } @else {
            (part::tallies(&tallies(ask, &found)))
            (part::columns(
                html! {
                    (part::card(&ask.t("casework-supervise-risk"), at_risk(&labels, &found)))
                    (part::card(&ask.t("casework-supervise-officers"), officers(&labels, &found)))
                },
                html! {
                    section.c-card { (ages(ask, &found)) }
                    section.c-card { (stages(&labels, &found)) }
                    section.c-card { (origins(&labels, &found)) }
                    p { (part::link(&Act::new("/rota", ask.t("casework-supervise-rota")))) }
                },
            ))
        }
    };
    Ok(Page::new(title, body).section("supervision").into())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn tallies(ask: &Ask, found: &Overview) -> Vec<Tally> {
    let tally = |n: i64, key: &str, href: Option<&str>, state: TermState| Tally {
        count: ask.number(n),
        words: ask.tw(key, &[("n", n.into())]),
        href: href.map(str::to_owned),
        state: if n == 0 { TermState::Ok } else { state },
    };
    let soon = count(found.at_risk.len()) - count(found.overdue);
    vec![
        tally(count(found.heads.len()), "casework-supervise-open", Some("/cases"), TermState::Waiting),
        tally(count(found.overdue), "casework-tally-overdue", None, TermState::Overdue { days: 0 }),
        tally(soon, "casework-supervise-soon", None, TermState::DueSoon { days: 0 }),
        tally(count(found.unassigned), "casework-tally-unassigned", None, TermState::DueSoon { days: 0 }),
    ]
}

fn at_risk(labels: &Labels<'_>, found: &Overview) -> Markup {
    let ask = labels.ask;
    if found.at_risk.is_empty() {
        return part::empty_state(
            &ask.t("casework-supervise-risk-none"),
            &ask.t("casework-supervise-risk-none-next"),
            None,
        );
    }
    let line = |term: &TermRow| {
        let head = found.heads.get(&term.case)?;
        let (state, words) = labels.standing(term);
        let who = head.assignee.map_or_else(|| ask.t("casework-supervise-nobody"), |a| labels.staff(a));
        let act = Act::new(format!("{}/assign", href(head.id)), ask.t("casework-supervise-assign"));
        Some(part::Term {
            name: labels.term(head, &term.term),
            state,
            words,
            note: format!("{} · {} · {who}", head.number, labels.stage(head)),
            act: Some(act.about(head.number.clone())),
            sums: None,
        })
    };
    let lines: Vec<part::Term> = found.at_risk.iter().filter_map(line).take(ROWS_MAX).collect();
    let rest = count(found.at_risk.len().saturating_sub(ROWS_MAX));
    html! {
        (part::terms(&lines))
        @if rest > 0 { p { (part::link(&Act::new("/cases", ask.tw("casework-day-more", &[("n", rest.into())])))) } }
    }
}

fn officers(labels: &Labels<'_>, found: &Overview) -> Markup {
    let ask = labels.ask;
    let row = |load: &Load| {
        let name = load.account.map_or_else(|| ask.t("casework-supervise-nobody"), |a| labels.staff(a));
        vec![
            Cell::text(name),
            Cell::text(ask.number(load.open)),
            Cell::text(ask.number(load.overdue)),
            Cell::text(ask.number(load.oldest_days)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("casework-supervise-officers"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("casework-supervise-officer")),
            Column::number(ask.t("casework-supervise-column-open")),
            Column::number(ask.t("casework-supervise-column-overdue")),
            Column::number(ask.t("casework-supervise-column-oldest")),
        ],
        rows: found.by_officer.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn ages(ask: &Ask, found: &Overview) -> Markup {
    let label = |place: usize| match BANDS.get(place + 1) {
        Some(next) => {
            ask.tw("casework-supervise-band", &[("from", BANDS[place].into()), ("to", (next - 1).into())])
        }
        None => ask.tw("casework-supervise-band-open", &[("from", BANDS[place].into())]),
    };
    let rows = found
        .ages
        .iter()
        .enumerate()
        .map(|(place, n)| Bar { label: label(place), readings: vec![Reading::Value(*n)] });
    let median = found.median_days.unwrap_or(0);
    chart(ask, "ages", "casework-supervise-ages", "casework-supervise-age", rows.collect(), {
        ask.tw("casework-supervise-median", &[("days", median.into())])
    })
}

fn stages(labels: &Labels<'_>, found: &Overview) -> Markup {
    let rows = found.by_stage.iter().take(10).filter_map(|(id, n)| {
        let head = found.heads.get(id)?;
        Some(Bar { label: labels.stage(head), readings: vec![Reading::Value(*n)] })
    });
    let rows: Vec<Bar> = rows.collect();
    let most = rows.first().map(|bar| bar.label.clone()).unwrap_or_default();
    let ask = labels.ask;
    chart(ask, "stages", "casework-supervise-stages", "casework-column-stage", rows, {
        ask.tw("casework-supervise-most", &[("what", most.into())])
    })
}

fn origins(labels: &Labels<'_>, found: &Overview) -> Markup {
    let row = |(office, n): &(kernel::Office, i64)| Bar {
        label: labels.office(office),
        readings: vec![Reading::Value(*n)],
    };
    let rows: Vec<Bar> = found.by_origin.iter().map(row).collect();
    let most = rows.first().map(|bar| bar.label.clone()).unwrap_or_default();
    let ask = labels.ask;
    chart(ask, "origins", "casework-supervise-origins", "casework-supervise-office", rows, {
        ask.tw("casework-supervise-most", &[("what", most.into())])
    })
}

fn chart(ask: &Ask, id: &str, title: &str, head: &str, rows: Vec<Bar>, description: String) -> Markup {
    let words = ChartWords {
        id: id.to_owned(),
        title: ask.t(title),
        description: description.clone(),
        withheld: String::new(),
        missing: ask.t("casework-supervise-missing"),
        table_open: ask.t("casework-supervise-table"),
        label_head: ask.t(head),
        source: None,
        thousands: ',',
    };
    let series = vec![(ask.t("casework-supervise-cases"), Origin::Ours)];
    html! { (bars(&Bars { words, series, rows })) p.c-note { (description) } }
}
