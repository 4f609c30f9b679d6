//! A person's cases, for the page of the person: each only if the reader may open it.

use crate::access;
use crate::case;
use crate::day::page::next_due;
use crate::file::page::href;
use crate::label::Labels;
use ::access::Permission;
use kernel::PersonId;
use web::part::{self, Cell, Column};
use web::{Ask, House, Markup, Trouble, html};

/// The card "Cases"; `app` hangs it into the person's file.
pub fn of_person(house: &House, ask: &Ask, person: PersonId) -> Result<Markup, Trouble> {
    let heads = house.ledger.read(|door| {
        let heads = case::of_person(door, person)?;
        access::visible(house, ask, door, Permission::ReadCase, heads)
    })?;
    let labels = Labels::new(house, ask);
    let rows = heads.iter().map(|head| {
        vec![
            Cell::link(&href(head.id), &head.number),
            Cell::text(labels.procedure(head)),
            Cell::text(labels.stage(head)),
            Cell::marked(next_due(&labels, head)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    if rows.is_empty() {
        return Ok(html! {});
    }
    let column = |key: &str| Column::text(ask.t(key));
    let title = ask.t("casework-list-title");
    let table = part::Table {
        caption: title.clone(),
        caption_hidden: true,
        columns: vec![
            column("casework-column-case"),
            column("casework-column-procedure"),
            column("casework-column-stage"),
            column("casework-column-due"),
        ],
        rows,
        ..part::Table::default()
    };
    Ok(part::card(&title, part::table(&table)))
}
