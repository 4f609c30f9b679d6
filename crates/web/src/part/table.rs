//! Tables: caption, headers with scope, numbers on the right, withheld cells marked, no vertical lines.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// What a wide table does on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Narrow {
    /// Each row becomes a small card whose lines carry the column's head: lists of people, cases, tasks.
    #[default]
    Stack,
    /// The table scrolls sideways in a box that can be focused: tables of numbers.
    Scroll,
}

/// The head of a column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    pub head: String,
    pub numeric: bool,
}

impl Column {
    pub fn text(head: impl Into<String>) -> Column {
        Column { head: head.into(), numeric: false }
    }
    pub fn number(head: impl Into<String>) -> Column {
        Column { head: head.into(), numeric: true }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub struct Cell {
    body: Markup,
    withheld: bool,
}

impl Cell {
    pub fn text(words: impl AsRef<str>) -> Cell {
        Cell { body: html! { (words.as_ref()) }, withheld: false }
    }
    pub fn link(href: &str, words: &str) -> Cell {
        Cell { body: html! { a.govuk-link href=(href) { (words) } }, withheld: false }
    }
    pub fn marked(body: Markup) -> Cell {
        Cell { body, withheld: false }
    }
    /// A number that may identify somebody: a sign for the eye, the reason for the ear.
    pub fn withheld(words: &str) -> Cell {
        Cell { body: html! { (icon(Icon::Hidden)) span.govuk-visually-hidden { (words) } }, withheld: true }
    }
    /// Nobody knows this number: a dash for the eye, "no data" for the ear.
    pub fn missing(words: &str) -> Cell {
        let body = html! { span aria-hidden="true" { "–" } span.govuk-visually-hidden { (words) } };
        Cell { body, withheld: true }
    }
}

impl From<Markup> for Cell {
    fn from(body: Markup) -> Cell {
        Cell::marked(body)
    }
}
impl From<&str> for Cell {
    fn from(words: &str) -> Cell {
        Cell::text(words)
    }
}
impl From<String> for Cell {
    fn from(words: String) -> Cell {
        Cell::text(words)
    }
}

/// A table. The first cell of every row is its head unless `plain_rows`.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub caption: String,
    /// The caption repeats a heading just above: say it, do not show it.
    pub caption_hidden: bool,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Totals.
    pub foot: Vec<Vec<Cell>>,
    /// Shown instead of an empty table; see `empty_state`.
    pub empty: Option<Markup>,
    pub narrow: Narrow,
    pub plain_rows: bool,
}

/// Draws a table, or its empty state.
pub fn table(table: &Table) -> Markup {
    if let (true, Some(empty)) = (table.rows.is_empty(), &table.empty) {
        return empty.clone();
    }
    match table.narrow {
        Narrow::Stack => draw(table, "govuk-table c-stack"),
        Narrow::Scroll => html! {
            div.c-scroll role="region" tabindex="0" aria-label=(table.caption) { (draw(table, "govuk-table")) }
        },
    }
}

/// The roles are written out because stacking changes `display`, which would otherwise take them away.
fn draw(table: &Table, class: &str) -> Markup {
    html! {
        table class=(class) role="table" {
            caption.govuk-table__caption."govuk-visually-hidden"[table.caption_hidden] { (table.caption) }
            thead.govuk-table__head role="rowgroup" {
                tr.govuk-table__row role="row" {
                    @for column in &table.columns {
                        th.govuk-table__header."govuk-table__header--numeric"[column.numeric] scope="col" role="columnheader" {
                            (column.head)
                        }
                    }
                }
            }
            tbody.govuk-table__body role="rowgroup" { @for row in &table.rows { (line(table, row)) } }
            @if !table.foot.is_empty() {
                tfoot.c-foot role="rowgroup" { @for row in &table.foot { (line(table, row)) } }
            }
        }
    }
}

fn line(table: &Table, row: &[Cell]) -> Markup {
    html! {
        tr.govuk-table__row role="row" {
            @for (place, cell) in row.iter().enumerate() {
                @let numeric = table.columns.get(place).is_some_and(|column| column.numeric);
                @let head = table.columns.get(place).map(|column| column.head.as_str()).unwrap_or_default();
                @if place == 0 && !table.plain_rows {
                    th.govuk-table__header scope="row" role="rowheader" { (cell.body) }
                } @else {
                    td.govuk-table__cell."govuk-table__cell--numeric"[numeric]."c-withheld"[cell.withheld] role="cell" data-head=(head) {
                        span { (cell.body) }
                    }
                }
            }
        }
    }
}
