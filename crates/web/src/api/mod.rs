//! The programming interface: operations as data, from which come the checks, the answers and the published description.
//!
//! An area gives [`Operation`]s whose `act` takes a [`House`] and a [`Call`] and answers an [`Out`] or says what was
//! [`Refused`]. Before the act, in this order: path, method, token, scope, an answer given before, permission (with the
//! file it is about), query, media type, JSON, shape, version of the file. After it: the read log.

mod door;
mod openapi;
mod page;
mod paging;
mod problem;
mod shape;
mod strict;
#[cfg(test)]
mod tests;
mod token;

pub(crate) use door::answered;
pub use openapi::document;
pub(crate) use page::routes;
pub use paging::{Paging, ROWS_MAX, parameters as paging_parameters};
pub use problem::{Kind as Problem, Refused};
pub use shape::{Field, Shape, Why, Wrong, day};

use crate::{Answer, Ask, House, Method, Reply, Route, Table, Target};
use access::Permission;
use ledger::{Fault, Tx};
use serde_json::Value;

/// Everything of this interface lies under this path.
pub const PREFIX: &str = "/api/v1/";
/// Where systems get their tokens.
pub const TOKEN: &str = "/oauth/token";

/// What an act answers.
pub type Done = Result<Out, Refused>;
/// What answers an operation.
pub type Act = fn(&House, &Call) -> Done;

/// One thing a system may ask. Made by [`Operation::get`] and [`Operation::post`].
#[derive(Clone, Copy)]
pub struct Operation {
    /// The name in the description, such as `listCases`.
    pub id: &'static str,
    pub method: Method,
    pub path: &'static str,
    pub permission: Permission,
    pub target: Target,
    /// The key of the sentence that says what it does.
    pub key: &'static str,
    pub query: fn() -> Vec<Field>,
    /// Shapes of the parameters of the path that are no file.
    pub parameters: fn() -> Vec<Field>,
    pub body: Option<fn() -> Shape>,
    pub answer: fn() -> Shape,
    /// The status of a good answer.
    pub status: u16,
    /// It may be refused with a reason: 409.
    pub may_refuse: bool,
    /// It changes a file that moves: `If-Match` says which version was read.
    pub needs_head: bool,
    /// It writes: `Idempotency-Key` makes it happen once.
    pub is_command: bool,
    /// Its answer has an `ETag`, the version of the file.
    pub has_head: bool,
    pub is_list: bool,
    pub act: Act,
}

fn nothing() -> Vec<Field> {
    Vec::new()
}
fn anything() -> Shape {
    Shape::Any
}

impl Operation {
    pub fn get(id: &'static str, path: &'static str, permission: Permission, act: Act) -> Operation {
        Operation {
            id,
            method: Method::Get,
            path,
            permission,
            target: Target::None,
            key: "",
            query: nothing,
            parameters: nothing,
            body: None,
            answer: anything,
            status: 200,
            may_refuse: false,
            needs_head: false,
            is_command: false,
            has_head: false,
            is_list: false,
            act,
        }
    }
    /// A question or a command with a body.
    pub fn post(
        id: &'static str,
        path: &'static str,
        permission: Permission,
        body: fn() -> Shape,
        act: Act,
    ) -> Operation {
        Operation { method: Method::Post, body: Some(body), ..Operation::get(id, path, permission, act) }
    }
    pub fn about(self, target: Target) -> Operation {
        Operation { target, ..self }
    }
    pub fn says(self, key: &'static str) -> Operation {
        Operation { key, ..self }
    }
    pub fn answers(self, answer: fn() -> Shape) -> Operation {
        Operation { answer, ..self }
    }
    pub fn asks(self, query: fn() -> Vec<Field>) -> Operation {
        Operation { query, ..self }
    }
    pub fn with(self, parameters: fn() -> Vec<Field>) -> Operation {
        Operation { parameters, ..self }
    }
    /// A list with its own filters and, beside them, `limit` and `cursor`.
    pub fn list(self) -> Operation {
        Operation { is_list: true, ..self }
    }
    /// It writes, and answers with this status.
    pub fn command(self, status: u16) -> Operation {
        Operation { is_command: true, may_refuse: true, status, ..self }
    }
    pub fn shows_head(self) -> Operation {
        Operation { has_head: true, ..self }
    }
    pub fn needs_head(self) -> Operation {
        Operation { needs_head: true, has_head: true, ..self }
    }
    pub(crate) fn all_query(&self) -> Vec<Field> {
        let mut all = (self.query)();
        if self.is_list {
            all.extend(paging::parameters());
        }
        all
    }
    /// The same as a route, for the table that finds it.
    pub fn route(&self) -> Route {
        fn never(_: &House, _: &Ask) -> Reply {
            Err(crate::Trouble::NotFound)
        }
        Route {
            method: self.method,
            path: self.path,
            permission: self.permission,
            target: self.target,
            act: never,
        }
    }
}

/// Every operation of the house: a room of it.
pub struct Operations {
    list: Vec<Operation>,
    table: Table,
}

impl Operations {
    /// Refuses operations that contradict one another, naming each. The description is one of them.
    pub fn new(areas: Vec<Operation>) -> Result<Operations, Vec<String>> {
        let list: Vec<Operation> = own().into_iter().chain(areas).collect();
        let table = Table::new(list.iter().map(Operation::route).collect())?;
        Ok(Operations { list, table })
    }
    pub fn all(&self) -> &[Operation] {
        &self.list
    }
    fn of(&self, route: &Route) -> Option<&Operation> {
        self.list.iter().find(|op| op.path == route.path && op.method == route.method)
    }
}

/// The page kit's own: the description, and whether the house is up.
fn own() -> Vec<Operation> {
    vec![
        Operation::get("describe", "/api/v1/openapi.json", Permission::Public, describe)
            .says("web-api-describe"),
        Operation::get("health", "/api/v1/health", Permission::Public, health)
            .says("web-api-health")
            .answers(|| Shape::Object(vec![Field::must("status", Shape::choice(["ok"]))])),
    ]
}

fn describe(house: &House, call: &Call) -> Done {
    Ok(Out::ok(document(house, call.ask.lang)))
}

fn health(house: &House, _: &Call) -> Done {
    house.ledger.read(|reader| ledger::Door::log_end(reader).map(drop))?;
    Ok(Out::ok(serde_json::json!({ "status": "ok" })))
}

/// A question of a system, after every check of the house has passed.
pub struct Call {
    /// As an act of a page sees it: who, language, path, query; `form` holds the plain members of the body, so that the
    /// readers of forms read JSON too.
    pub ask: Ask,
    /// The body, of the declared shape; `null` when there is none.
    pub body: Value,
    /// The version of the file that `If-Match` names; empty where none is asked for.
    pub head: String,
    /// What tells this command from another under the same key.
    print: String,
}

impl Call {
    /// A text of the body; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.body.get(name).and_then(Value::as_str).unwrap_or("")
    }
    /// Runs a command once for each key: asked again it gets the first answer, which holds ids and codes only.
    pub fn once<E: From<Fault>>(
        &self,
        house: &House,
        command: impl FnOnce(&mut Tx<'_>) -> Result<Out, E>,
    ) -> Result<Out, E> {
        let account = self.ask.who.account;
        let kept = house.ledger.once(self.ask.key(), account, |tx| {
            command(tx).map(|out| format!("{}\n{}", self.print, out.kept()))
        })?;
        Ok(Out::of_kept(&kept, &self.print))
    }
}

/// A good answer.
#[derive(Clone, Debug, Default)]
pub struct Out {
    pub body: Value,
    /// The version of the file, for `ETag`.
    pub head: Option<String>,
    /// Where what was made can be read.
    pub location: Option<String>,
    pub(crate) next: Option<String>,
    /// The key was used for something else.
    pub(crate) is_other: bool,
}

impl Out {
    pub fn ok(body: Value) -> Out {
        Out { body, ..Out::default() }
    }
    pub fn at(self, head: impl Into<String>) -> Out {
        Out { head: Some(head.into()), ..self }
    }
    pub fn located(self, path: String) -> Out {
        Out { location: Some(path), ..self }
    }
    fn kept(&self) -> String {
        serde_json::json!({ "body": self.body, "head": self.head, "location": self.location }).to_string()
    }
    pub(crate) fn of_kept(kept: &str, print: &str) -> Out {
        let (known, rest) = kept.split_once('\n').unwrap_or(("", ""));
        let mut value: Value = serde_json::from_str(rest).unwrap_or_default();
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Out {
            head: text(&value, "head"),
            location: text(&value, "location"),
            body: value.get_mut("body").map(Value::take).unwrap_or_default(),
            next: None,
            is_other: known != print,
        }
    }
}

/// The answer of a route that shows JSON, kept for routes of pages.
impl From<Out> for Answer {
    fn from(out: Out) -> Answer {
        Answer::Json(out.body)
    }
}
