//! The published description, OpenAPI 3.1: made from the operations themselves, so that it cannot say anything else.

use super::{Field, Operation, Operations, Shape, problem};
use crate::{House, Method, Words};
use access::Permission;
use kernel::Lang;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The description in a language.
pub fn document(house: &House, lang: Lang) -> Value {
    let words = Written { words: &house.words, lang };
    let operations: &[Operation] = house.rooms.get::<Operations>().map_or(&[], Operations::all);
    let mut paths = Map::new();
    for operation in operations {
        let entry = paths.entry(operation.path).or_insert_with(|| json!({}));
        entry[method(operation)] = words.operation(operation, operations);
    }
    paths.insert(super::TOKEN.to_owned(), json!({ "post": words.token() }));
    let scopes: BTreeSet<Permission> =
        operations.iter().map(|op| op.permission).filter(|p| *p != Permission::Public).collect();
    let scopes: Map<String, Value> =
        scopes.into_iter().map(|p| (p.code().to_owned(), json!(words.t(&p.key())))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": words.t("web-api-title"),
            "version": "1",
            "description": words.t("web-api-lead"),
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "client": {
                    "type": "oauth2",
                    "flows": { "clientCredentials": { "tokenUrl": super::TOKEN, "scopes": scopes } },
                },
            },
            "schemas": { "Problem": problem::shape().schema() },
        },
    })
}

fn method(operation: &Operation) -> &'static str {
    if operation.method == Method::Get { "get" } else { "post" }
}

/// The statuses that an operation may answer besides the good one.
pub(super) fn refusals(operation: &Operation) -> BTreeSet<u16> {
    let mut statuses = BTreeSet::from([400, 405, 500, 503]);
    if operation.permission != Permission::Public {
        statuses.extend([401, 403]);
    }
    if operation.path.contains('{') {
        statuses.insert(404);
    }
    if operation.body.is_some() {
        statuses.extend([413, 415, 422]);
    }
    if operation.may_refuse {
        statuses.extend([404, 409]);
    }
    if operation.needs_head {
        statuses.extend([412, 428]);
    }
    statuses
}

struct Written<'a> {
    words: &'a Words,
    lang: Lang,
}

impl Written<'_> {
    fn t(&self, key: &str) -> String {
        self.words.t(self.lang, key, &[])
    }

    fn operation(&self, operation: &Operation, all: &[Operation]) -> Value {
        let mut responses = Map::new();
        responses.insert(operation.status.to_string(), self.good(operation, all));
        for status in refusals(operation) {
            responses.insert(status.to_string(), self.problem(status));
        }
        let security = match operation.permission {
            Permission::Public => json!([]),
            permission => json!([{ "client": [permission.code()] }]),
        };
        let mut written = json!({
            "operationId": operation.id,
            "summary": self.t(operation.key),
            "security": security,
            "parameters": self.parameters(operation),
            "responses": responses,
        });
        if let Some(body) = operation.body {
            written["requestBody"] = json!({
                "required": true,
                "content": { "application/json": { "schema": body().schema() } },
            });
        }
        written
    }

    fn good(&self, operation: &Operation, all: &[Operation]) -> Value {
        let mut good = json!({
            "description": self.t("web-api-status-good"),
            "content": { "application/json": { "schema": (operation.answer)().schema() } },
        });
        let mut headers = Map::new();
        let mut header = |name: &str, key: &str| {
            let said = json!({ "description": self.t(key), "schema": { "type": "string" } });
            headers.insert(name.to_owned(), said);
        };
        if operation.has_head {
            header("ETag", "web-api-header-etag");
        }
        if operation.is_list {
            header("Link", "web-api-header-link");
        }
        if !headers.is_empty() {
            good["headers"] = Value::Object(headers);
        }
        let links = links(operation, all);
        if !links.is_empty() {
            good["links"] = Value::Object(links);
        }
        good
    }

    fn problem(&self, status: u16) -> Value {
        let kinds = problem::Kind::ALL.into_iter().filter(|k| k.status() == status);
        let titles: Vec<String> = kinds.map(|k| self.t(&k.key())).collect();
        json!({
            "description": titles.join(" · "),
            "content": { super::door::PROBLEM: { "schema": { "$ref": "#/components/schemas/Problem" } } },
        })
    }

    fn parameters(&self, operation: &Operation) -> Vec<Value> {
        let mut all = Vec::new();
        let shapes = (operation.parameters)();
        for name in path_parameters(operation.path) {
            let shape = shapes.iter().find(|f| f.name == name);
            let field = match shape {
                Some(field) => field.clone(),
                None => Field::must(name, Shape::Id),
            };
            all.push(parameter("path", &field, true));
        }
        all.extend(operation.all_query().iter().map(|f| parameter("query", f, f.required)));
        if operation.needs_head {
            all.push(json!({
                "in": "header", "name": "If-Match", "required": true,
                "description": self.t("web-api-header-if-match"),
                "schema": { "type": "string", "pattern": "^\"[0-9a-f.]+\"$" },
            }));
        }
        if operation.is_command {
            all.push(json!({
                "in": "header", "name": "Idempotency-Key", "required": false,
                "description": self.t("web-api-header-key"),
                "schema": { "type": "string", "pattern": "^[!#-~]{1,200}$" },
            }));
        }
        all
    }

    fn token(&self) -> Value {
        let refused = json!({
            "description": self.t("web-api-token-refused"),
            "content": { "application/json": { "schema": {
                "type": "object", "properties": { "error": { "type": "string" } }, "required": ["error"],
            } } },
        });
        let mut responses = json!({
            "200": {
                "description": self.t("web-api-status-good"),
                "content": { "application/json": { "schema": {
                    "type": "object",
                    "properties": {
                        "access_token": { "type": "string" },
                        "token_type": { "const": "Bearer" },
                        "expires_in": { "type": "integer" },
                        "scope": { "type": "string" },
                    },
                    "required": ["access_token", "token_type", "expires_in", "scope"],
                } } },
            },
            "400": refused, "401": refused, "429": refused,
        });
        responses["400"]["content"][super::door::PROBLEM] =
            json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
        for status in [405, 413, 415, 500, 503] {
            responses[status.to_string()] = self.problem(status);
        }
        json!({
            "operationId": "token",
            "summary": self.t("web-api-token"),
            "security": [],
            "requestBody": { "required": true, "content": { "application/x-www-form-urlencoded": { "schema": {
                "type": "object",
                "properties": {
                    "grant_type": { "const": "client_credentials" },
                    "client_id": { "type": "string", "maxLength": 200 },
                    "client_secret": { "type": "string", "maxLength": 200 },
                    "scope": { "type": "string", "maxLength": 2000 },
                },
                "required": ["grant_type"],
                "additionalProperties": false,
            } } } },
            "responses": responses,
        })
    }
}

/// The names of the parameters of a path.
pub(super) fn path_parameters(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('/').filter_map(|s| s.strip_prefix('{').and_then(|s| s.strip_suffix('}')))
}

fn parameter(place: &str, field: &Field, required: bool) -> Value {
    let mut written =
        json!({ "in": place, "name": field.name, "required": required, "schema": field.shape.schema() });
    if let Some(example) = &field.example {
        written["example"] = example.clone();
    }
    written
}

/// From a list, or from what was made, to the operations about one of them.
fn links(operation: &Operation, all: &[Operation]) -> Map<String, Value> {
    let mut links = Map::new();
    let from = if operation.is_list {
        "$response.body#/items/0/id"
    } else if operation.status == 201 {
        "$response.body#/id"
    } else {
        return links;
    };
    for other in all {
        let one = other.target.file().map(|(_, name)| name);
        let Some(name) = one.filter(|name| other.path.starts_with(&format!("{}/{{{name}}}", operation.path)))
        else {
            continue;
        };
        if path_parameters(other.path).count() == 1 {
            let link = json!({ "operationId": other.id, "parameters": { name: from } });
            links.insert(other.id.to_owned(), link);
        }
    }
    links
}
