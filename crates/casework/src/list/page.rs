//! The page of the worklist: filters as a GET form, so that an address can be kept, and one row a case.

use crate::case::CaseHead;
use crate::day::page::next_due;
use crate::file::page::href;
use crate::label::Labels;
use crate::laws::Laws;
use crate::list::{Assignee, Filter, State, rows};
use crate::people;
use kernel::PersonId;
use std::collections::HashMap;
use web::part::{self, Act, Cell, Choice, Column, Pages};
use web::{Answer, Ask, Fields, House, Markup, Page, Reply, Trouble, html};

/// GET `/cases`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let filter = filter(ask);
    // An address typed by hand may hold anything.
    let place = ask.query.text("page").parse::<usize>().unwrap_or(1).clamp(1, 100_000) - 1;
    let (heads, more, names) = house.ledger.read(|door| -> Result<_, Trouble> {
        let (heads, more) = rows(house, ask, door, &filter, place)?;
        let mut names = HashMap::new();
        for head in &heads {
            names.extend(people::name(house, ask, door, head)?);
        }
        Ok((heads, more, names))
    })?;
    let labels = Labels::new(house, ask);
    let title = ask.t("casework-list-title");
    let body = html! {
        (part::heading(&title, None, None))
        (filters(&labels, &filter))
        (table(&labels, &heads, &names))
        (part::pagination(&pages(ask, place, more)))
    };
    Ok(Answer::Page(Page::new(title, body).section("cases")))
}

fn filter(ask: &Ask) -> Filter {
    let query = &ask.query;
    let (procedure, stage) = query.text("stage").split_once('.').unwrap_or(("", ""));
    let assignee = match query.text("assignee") {
        "me" => Assignee::One(ask.who.account),
        "none" => Assignee::Nobody,
        _ => Assignee::Anybody,
    };
    let state = match query.text("state") {
        "ended" => State::Ended,
        "all" => State::Both,
        _ => State::Open,
    };
    Filter {
        procedure: procedure.to_owned(),
        stage: stage.to_owned(),
        office: query.text("office").to_owned(),
        assignee,
        state,
    }
}

/// The stages come from the law, not from the cases, so the choice tells nobody what there is.
fn filters(labels: &Labels<'_>, filter: &Filter) -> Markup {
    let ask = labels.ask;
    let any = Choice::new("", ask.t("casework-filter-any"));
    let mut stages = vec![any.clone()];
    for procedure in &labels.house.room::<Laws>().law().procedures {
        for stage in &procedure.stages {
            let value = format!("{}.{}", procedure.id, stage.id);
            if !stages.iter().any(|known| known.value == value) {
                stages.push(Choice::new(value, labels.said(&stage.names)));
            }
        }
    }
    let offices = labels.house.country.offices.iter();
    let offices = offices.map(|o| Choice::new(o.office.code(), labels.office(&o.office)));
    let offices: Vec<Choice> = std::iter::once(any).chain(offices).collect();
    let whose = [
        Choice::new("", ask.t("casework-filter-any")),
        Choice::new("me", ask.t("casework-filter-me")),
        Choice::new("none", ask.t("casework-filter-nobody")),
    ];
    let states = [
        Choice::new("", ask.t("casework-filter-open")),
        Choice::new("ended", ask.t("casework-filter-ended")),
        Choice::new("all", ask.t("casework-filter-all")),
    ];
    let select = |id: &str, label: &str, value: &str, choices: &[Choice]| {
        part::select(&part::Field::new(id, ask.t(label)).value(value), choices)
    };
    let stage = if filter.stage.is_empty() { "" } else { ask.query.text("stage") };
    html! {
        form.c-filters method="get" action="/cases" {
            (select("stage", "casework-filter-stage", stage, &stages))
            (select("office", "casework-filter-office", &filter.office, &offices))
            (select("assignee", "casework-filter-assignee", ask.query.text("assignee"), &whose))
            (select("state", "casework-filter-state", ask.query.text("state"), &states))
            (part::button(&ask.t("casework-filter-show")))
        }
    }
}

fn table(labels: &Labels<'_>, heads: &[CaseHead], names: &HashMap<PersonId, String>) -> Markup {
    let ask = labels.ask;
    let head = |key: &str| Column::text(ask.t(key));
    let is_filtered = ask.query.iter().any(|(_, value)| !value.is_empty());
    let empty = if is_filtered {
        let all = Act::new("/cases", ask.t("casework-list-empty-all"));
        part::empty_state(
            &ask.t("casework-list-empty-filtered"),
            &ask.t("casework-list-empty-filtered-words"),
            Some(&all),
        )
    } else {
        part::empty_state(&ask.t("casework-list-empty"), &ask.t("casework-list-empty-words"), None)
    };
    part::table(&part::Table {
        caption: ask.t("casework-list-title"),
        caption_hidden: true,
        columns: vec![
            head("casework-column-case"),
            head("casework-column-stage"),
            head("casework-column-office"),
            head("casework-column-hand"),
            head("casework-column-due"),
        ],
        rows: heads.iter().map(|head| row(labels, head, names)).collect(),
        empty: Some(empty),
        ..part::Table::default()
    })
}

fn row(labels: &Labels<'_>, head: &CaseHead, names: &HashMap<PersonId, String>) -> Vec<Cell> {
    let ask = labels.ask;
    let name = head.principal.and_then(|person| names.get(&person)).filter(|name| !name.is_empty());
    let name = name.cloned().unwrap_or_else(|| ask.t("casework-file-nobody"));
    let others = head.persons - 1;
    let hand = head.assignee.map(|account| labels.staff(account));
    let opened = ask.day(head.legal_date);
    vec![
        Cell::marked(html! {
            a.govuk-link href=(href(head.id)) { (name) }
            @if others > 0 { " " (ask.tw("casework-list-others", &[("others", others.into())])) }
            div.c-note { (head.number) " · " (opened) }
        }),
        Cell::marked(html! { (labels.stage(head)) div.c-note { (labels.procedure(head)) } }),
        Cell::text(labels.office(&head.office)),
        Cell::text(hand.unwrap_or_else(|| ask.t("casework-hand-nobody"))),
        Cell::marked(next_due(labels, head)),
    ]
}

fn pages(ask: &Ask, place: usize, more: bool) -> Pages {
    let link = |place: usize, key: &str| {
        let mut query = Fields::default();
        ask.query.iter().for_each(|(name, value)| query.set(name, value));
        query.set("page", &(place + 1).to_string());
        Act::new(format!("/cases?{}", query.encode()), ask.t(key))
    };
    let is_only = place == 0 && !more;
    let number = i64::try_from(place + 1).unwrap_or(1);
    Pages {
        label: ask.t("casework-pages"),
        before: (place > 0).then(|| link(place - 1, "casework-pages-before")),
        after: more.then(|| link(place + 1, "casework-pages-after")),
        words: if is_only { String::new() } else { ask.tw("casework-pages-place", &[("n", number.into())]) },
    }
}
