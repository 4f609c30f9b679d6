//! The readable page of the interface: every operation with an example, every problem with what to do.

use super::openapi::{path_parameters, refusals};
use super::{Operation, Operations, problem};
use crate::part::{self, Act, Cell, Column};
use crate::{Ask, House, Markup, Method, Page, Reply, Route, Target};
use access::Permission;
use maud::html;

pub(crate) fn routes() -> Vec<Route> {
    let act = show;
    vec![Route {
        method: Method::Get,
        path: "/api",
        permission: Permission::Public,
        target: Target::None,
        act,
    }]
}

/// `GET /api`
fn show(house: &House, ask: &Ask) -> Reply {
    let operations: &[Operation] = house.rooms.get::<Operations>().map_or(&[], Operations::all);
    let title = ask.t("web-api-title");
    let body = part::prose(html! {
        (part::heading(&title, None, Some(&ask.t("web-api-lead"))))
        p { (part::link(&Act::new("/api/v1/openapi.json", ask.t("web-api-description")))) }
        section.c-section {
            h2.c-heading { (ask.t("web-api-token-title")) }
            p { (ask.t("web-api-token-words")) }
            (code("curl -u CLIENT:SECRET -d grant_type=client_credentials https://…/oauth/token"))
            p { (ask.t("web-api-key-words")) }
            p { (ask.t("web-api-head-words")) }
            p { (ask.t("web-api-page-words")) }
        }
        section.c-section {
            h2.c-heading { (ask.t("web-api-operations")) }
            @for operation in operations { (one(ask, operation)) }
        }
        section.c-section {
            h2.c-heading { (ask.t("web-api-problems")) }
            @for kind in problem::Kind::ALL {
                div id={ "problem-" (kind.code()) } {
                    h3.c-heading { (kind.status()) " · " (ask.t(&kind.key())) }
                    p { (ask.t(&format!("{}-detail", kind.key()))) }
                }
            }
        }
    });
    Ok(Page::new(title, body).section("api").into())
}

fn code(text: &str) -> Markup {
    html! { p { code lang="en" translate="no" { (text) } } }
}

/// A name that programs know: no word of any language.
fn name(text: &str) -> Markup {
    html! { code lang="en" translate="no" { (text) } }
}

fn one(ask: &Ask, operation: &Operation) -> Markup {
    let scope = match operation.permission {
        Permission::Public => html! { (ask.t("web-api-public")) },
        permission => html! { (ask.t(&permission.key())) " " (name(permission.code())) },
    };
    let statuses: Vec<String> = std::iter::once(operation.status)
        .chain(refusals(operation))
        .map(|status| status.to_string())
        .collect();
    let heading = format!("{} {}", operation.method.name(), operation.path);
    let inside = html! {
        p { (ask.t("web-api-needs")) " " (scope) }
        (parameters(ask, operation))
        @if let Some(body) = operation.body { p { (ask.t("web-api-example-in")) } (code(&body().example().to_string())) }
        @if operation.id != "describe" {
            p { (ask.t("web-api-example-out")) } (code(&(operation.answer)().example().to_string()))
        }
        p.c-note { (ask.t("web-api-statuses")) " " (statuses.join(", ")) }
    };
    html! {
        h3.c-heading { (ask.t(operation.key)) }
        (code(&heading))
        (part::details(&ask.tw("web-api-more", &[("operation", operation.id.into())]), inside))
    }
}

fn parameters(ask: &Ask, operation: &Operation) -> Markup {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |name: &str, place: &str| {
        rows.push(vec![Cell::marked(self::name(name)), Cell::text(ask.t(&format!("web-api-in-{place}")))]);
    };
    path_parameters(operation.path).for_each(|name| row(name, "path"));
    operation.all_query().iter().for_each(|field| row(field.name, "query"));
    if operation.needs_head {
        row("If-Match", "header");
    }
    if operation.is_command {
        row("Idempotency-Key", "header");
    }
    if rows.is_empty() {
        return html! {};
    }
    part::table(&part::Table {
        caption: ask.tw("web-api-parameters", &[("operation", operation.id.into())]),
        caption_hidden: true,
        columns: vec![Column::text(ask.t("web-api-parameter")), Column::text(ask.t("web-api-place"))],
        rows,
        ..part::Table::default()
    })
}
