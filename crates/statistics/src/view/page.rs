//! `/statistics`: the newest cut as chart, table, CSV and JSON, and the form that makes a new one.

use crate::publish::Published;
use crate::series::{Dimension, Series};
use crate::tabulate::{Table, table};
use crate::view::draw::{MARK, chart, grid};
use crate::view::words::{definition, division_name, series_name};
use crate::view::{Choice, CutLine, cuts, published};
use crate::{FactSources, cut};
use web::part::{self, Act, Choice as Option_, Field, Width};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Permission, Reply, Trouble, html};

/// `GET /statistics`
pub fn show(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &FormErrors::new())?.into())
}

/// `GET /statistics/table.csv`
pub fn csv(house: &House, ask: &Ask) -> Reply {
    let table = chosen(house, ask)?;
    let by = table.by.iter().map(|d| d.code()).collect::<Vec<_>>().join("-");
    let name = format!("{}-{by}-{}.csv", table.series.code(), table.up_to);
    Ok(Answer::Csv { name, body: table.to_csv() })
}

/// `GET /statistics/table.json`
pub fn json(house: &House, ask: &Ask) -> Reply {
    Ok(Answer::Json(chosen(house, ask)?.to_json()))
}

/// `POST /statistics/cut`
pub fn make(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let up_to = errors.required_day(ask, "up_to");
    let Some(up_to) = up_to.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let sources = house.room::<FactSources>();
    match cut::make_cut(&house.ledger, sources, &ask.who.actor(), up_to, ask.today, Some(ask.key())) {
        Ok(_) => Ok(ask.done("/statistics", "statistics-cut-done")),
        Err(cut::CutError::Future) => {
            errors.add("up_to", ask.t("statistics-error-future"));
            Err(Trouble::Invalid(page(house, ask, &errors)?))
        }
        Err(cut::CutError::Publish(_)) => Err(Trouble::Refused(ask.t("statistics-error-unprotected"))),
        Err(cut::CutError::Fault(fault)) => Err(fault.into()),
    }
}

/// The table an address asks for, out of the newest cut.
fn chosen(house: &House, ask: &Ask) -> Result<Table, Trouble> {
    let choice = Choice::of(&ask.query);
    let tables = house.ledger.read(|reader| cut::newest_tables(reader))?;
    let tables = tables.ok_or(Trouble::NotFound)?;
    table(&tables, choice.series, &choice.by).map_err(|_| Trouble::NotFound)
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let choice = Choice::of(&ask.query);
    let (newest, cuts, yearly) = house.ledger.read(|reader| -> Result<_, Trouble> {
        let yearly = published::yearly(reader, house.country.country, choice.series)?;
        Ok((cut::newest_tables(reader)?, cuts(reader)?, yearly))
    })?;
    let may_cut = house.may(&ask.who, Permission::CutStatistics, None);
    let title = ask.t("statistics-title");
    let lead = match &newest {
        Some(cut) => ask.tw("statistics-lead", &[("day", ask.day_long(cut.up_to).into())]),
        None => ask.t("statistics-lead-none"),
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&lead)))
        @match &newest {
            Some(tables) => (tables_of(house, ask, &choice, tables, &yearly)?),
            None => (part::empty_state(
                &ask.t("statistics-none-title"),
                &ask.t(if may_cut { "statistics-none-make" } else { "statistics-none-wait" }),
                None,
            )),
        }
        @if may_cut { (cut_form(ask, errors)) }
        @if !cuts.is_empty() { (cut_list(ask, &cuts)) }
    };
    Ok(Page::new(title, body).section("statistics"))
}

fn tables_of(
    house: &House,
    ask: &Ask,
    choice: &Choice,
    tables: &Published,
    yearly: &published::Yearly,
) -> Result<Markup, Trouble> {
    let table = table(tables, choice.series, &choice.by).map_err(|_| Trouble::NotFound)?;
    let years = years_of(&table);
    let year = choice
        .is_by_year()
        .then(|| choice.year.filter(|y| years.contains(y)).or(years.last().copied()))
        .flatten();
    let withheld = table.withheld_count();
    let grid = grid(ask, &table, year);
    Ok(html! {
        (filters(ask, choice, &years, year))
        section.c-card {
            h2.c-heading { (series_name(ask, choice.series)) }
            p { (definition(ask, choice.series)) }
            (chart(ask, &table))
            @if let Some(grid) = &grid { (part::table(grid)) }
            p.c-note {
                @if grid.is_some() { span aria-hidden="true" { (MARK) " " } }
                (ask.tw("statistics-legend", &[("threshold", table.threshold.into()), ("withheld", withheld.into())]))
            }
            (downloads(ask, choice))
        }
        (published::beside(house, ask, choice.series, yearly, tables))
        (part::details(&ask.t("statistics-protect-title"), html! {
            p { (ask.t("statistics-protect-small")) }
            p { (ask.t("statistics-protect-more")) }
            p { (ask.t("statistics-protect-limit")) }
        }))
    })
}

fn years_of(table: &Table) -> Vec<i16> {
    let mut years: Vec<i16> = table.rows.iter().filter_map(|c| c.key.month).map(|m| m.year).collect();
    years.dedup();
    years
}

fn filters(ask: &Ask, choice: &Choice, years: &[i16], year: Option<i16>) -> Markup {
    let series = Series::ALL.map(|s| Option_::new(s.code(), series_name(ask, s)));
    let code = |by: &[Dimension]| by.iter().map(|d| d.code()).collect::<Vec<_>>().join(",");
    // Every division of any series: one that the chosen series does not have falls back to the month.
    let divisions = choice.series.divisions();
    let divisions: Vec<Option_> = divisions
        .iter()
        .filter(|by| !by.is_empty())
        .map(|by| Option_::new(code(by), division_name(ask, by)))
        .collect();
    let years: Vec<Option_> =
        years.iter().rev().map(|y| Option_::new(y.to_string(), y.to_string())).collect();
    let mut sorted = choice.by.clone();
    sorted.sort();
    html! {
        form.c-filters method="get" action="/statistics" {
            (part::select(&Field::new("series", ask.t("statistics-filter-series")).value(choice.series.code()), &series))
            (part::select(&Field::new("by", ask.t("statistics-filter-by")).value(code(&sorted)), &divisions))
            @if let Some(year) = year {
                (part::select(&Field::new("year", ask.t("statistics-filter-year")).value(year.to_string()), &years))
            }
            button.govuk-button type="submit" { (ask.t("statistics-filter-show")) }
        }
    }
}

fn downloads(ask: &Ask, choice: &Choice) -> Markup {
    let csv = Act::new(choice.href("/statistics/table.csv"), ask.t("statistics-csv"));
    let json = Act::new(choice.href("/statistics/table.json"), ask.t("statistics-json"));
    html! { p { (part::link(&csv)) " · " (part::link(&json)) } }
}

fn cut_form(ask: &Ask, errors: &FormErrors) -> Markup {
    let today = format!("{} {} {}", ask.today.day(), ask.today.month(), ask.today.year());
    let field = Field::new("up_to", ask.t("statistics-cut-day"))
        .hint(ask.t("statistics-cut-day-hint"))
        .value(ask.value_or("up_to", &today))
        .error(errors.of("up_to"))
        .width(Width::Short);
    part::section(
        &ask.t("statistics-cut-title"),
        html! {
            p { (ask.t("statistics-cut-lead")) }
            form method="post" action="/statistics/cut" {
                (ask.csrf_fields())
                (part::partial_date(&field))
                (part::second_button(&ask.t("statistics-cut-make"), "make", "yes"))
            }
        },
    )
}

fn cut_list(ask: &Ask, cuts: &[CutLine]) -> Markup {
    let rows = cuts.iter().map(|cut| {
        vec![
            part::Cell::text(ask.day_long(cut.up_to)),
            part::Cell::text(ask.instant(cut.made_at)),
            part::Cell::text(ask.number(cut.cells)),
            part::Cell::text(ask.number(cut.withheld)),
        ]
    });
    let grid = part::Table {
        caption: ask.t("statistics-cuts"),
        columns: vec![
            part::Column::text(ask.t("statistics-cuts-day")),
            part::Column::text(ask.t("statistics-cuts-made")),
            part::Column::number(ask.t("statistics-cuts-cells")),
            part::Column::number(ask.t("statistics-cuts-withheld")),
        ],
        rows: rows.collect(),
        ..part::Table::default()
    };
    part::details(&ask.t("statistics-cuts"), part::table(&grid))
}
