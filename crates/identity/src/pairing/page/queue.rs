//! The page of what waits: possible duplicates, the most pressing first; and the card of the day that leads to it.

use super::{hangs_on, weighs};
use crate::pairing::queue::{Waiting, of};
use crate::pairing::{PairingHead, Stage, group, likenesses};
use crate::person;
use crate::told::word;
use ::access::Permission;
use ledger::{Fault, Reader};
use maud::{Markup, html};
use web::part::{self, Act, Cell, Column, Table, TagKind};
use web::{Ask, House, Page, Reply};

/// Pairs on the page; the rest come when these are answered.
const SHOWN: usize = 50;

/// One line: two files, in what they are alike, and what weighs.
struct Line {
    waiting: Waiting,
    names: [String; 2],
    numbers: [String; 2],
    alike: Vec<&'static str>,
}

pub fn get(house: &House, ask: &Ask) -> Reply {
    let beside = hangs_on(house);
    let (lines, rest) = house.ledger.read(|door| -> Result<_, Fault> {
        let all = of(house, ask, door, &beside)?;
        let rest = all.len().saturating_sub(SHOWN);
        let mut lines = Vec::new();
        for waiting in all.into_iter().take(SHOWN) {
            lines.extend(line(door, waiting)?);
        }
        Ok((lines, rest))
    })?;
    let title = ask.t("identity-pairing-queue-title");
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("identity-pairing-queue-lead"))))
        (part::table(&table(ask, &lines)))
        @if rest > 0 { p.c-note { (ask.tw("identity-pairing-queue-more", &[("count", rest.into())])) } }
    };
    let back = Act::new("/people", ask.t("identity-back-to-search"));
    Ok(Page::new(title, body).section("people").back(part::back_link(&back)).into())
}

fn line(door: &mut Reader<'_>, waiting: Waiting) -> Result<Option<Line>, Fault> {
    let [one, two] = older_first(door, &waiting.head)?;
    let (Some(first), Some(second)) = (person::state(door, one)?, person::state(door, two)?) else {
        return Ok(None);
    };
    Ok(Some(Line {
        waiting,
        alike: likenesses(&first, &second).into_iter().map(|alike| alike.key()).collect(),
        names: [first.names.name.as_told, second.names.name.as_told],
        numbers: [first.number, second.number],
    }))
}

/// The two files, the older one first.
pub fn older_first(door: &mut Reader<'_>, head: &PairingHead) -> Result<[kernel::PersonId; 2], Fault> {
    let [one, two] = head.pair.both();
    Ok(if group::age(door, two)? < group::age(door, one)? { [two, one] } else { [one, two] })
}

fn table(ask: &Ask, lines: &[Line]) -> Table {
    let row = |line: &Line| {
        let names = format!("{} — {}", line.names[0], line.names[1]);
        let alike = line.alike.iter().map(|key| ask.t(key)).collect::<Vec<_>>().join(", ");
        vec![
            Cell::marked(html! {
                a.govuk-link href={ "/duplicates/" (line.waiting.head.id) } { (names) }
                div.c-note { (line.numbers[0]) " · " (line.numbers[1]) }
            }),
            Cell::text(alike),
            Cell::marked(weighing(ask, &line.waiting)),
        ]
    };
    Table {
        caption: ask.t("identity-pairing-queue-title"),
        caption_hidden: true,
        columns: ["files", "alike", "weighs"]
            .map(|head| Column::text(ask.t(&format!("identity-pairing-column-{head}"))))
            .to_vec(),
        rows: lines.iter().map(row).collect(),
        empty: Some(part::empty_state(
            &ask.t("identity-pairing-queue-empty"),
            &ask.t("identity-pairing-queue-empty-words"),
            None,
        )),
        ..Table::default()
    }
}

fn weighing(ask: &Ask, waiting: &Waiting) -> Markup {
    let stage = match waiting.head.stage {
        Stage::Seconding | Stage::Unclear => Some(word(ask, "pairing-stage", waiting.head.stage.code())),
        _ => None,
    };
    html! {
        @if let Some(words) = stage { (part::tag(TagKind::Unsure, &words)) " " }
        @if waiting.head.to_look > 0 {
            (part::tag(TagKind::Unsure, &ask.tw("identity-pairing-to-look", &[("count", i64::from(waiting.head.to_look).into())]))) " "
        }
        (weighs(ask, &waiting.consequences).join(", "))
    }
}

/// What this room adds to the day of whoever reviews: how many pairs wait.
pub fn day_card(house: &House, ask: &Ask) -> Markup {
    if !house.may(&ask.who, Permission::ReviewDuplicates, None) {
        return html! {};
    }
    let beside = hangs_on(house);
    let found = house.ledger.read(|door| of(house, ask, door, &beside));
    let count = found.map_or(0, |all| all.len());
    if count == 0 {
        return html! {};
    }
    let act = Act::new("/duplicates", ask.t("identity-pairing-queue-open"));
    part::card(
        &ask.tw("identity-pairing-day", &[("count", count.into())]),
        html! { p { (part::link(&act)) } },
    )
}
