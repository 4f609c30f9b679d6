//! One question from its head to its answer, in the order of checks that every operation passes.

use super::problem::{Kind, Refused};
use super::{Call, Operation, Operations, Out, PREFIX, TOKEN, Wrong, strict, token};
use crate::dispatch::{plain, put};
use crate::form::Fields;
use crate::intake::Intake;
use crate::route::{Found, Parameters};
use crate::serve::{Asker, Front, Incoming, header_text};
use crate::trouble::Incident;
use crate::{House, Method};
use access::{Permission, Who};
use axum::body::Body;
use axum::http::{Response, header};
use kernel::Lang;
use ledger::Fault;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

/// The media type of problems.
pub(super) const PROBLEM: &str = "application/problem+json";
/// The longest key of a command.
const KEY_CHARS_MAX: usize = 255;

/// Answers what lies under the interface; `None` leaves it to the pages. Cookies are not looked at here.
pub fn answered(front: &Front, incoming: &Incoming) -> Option<Response<Body>> {
    let operations = front.house.rooms.get::<Operations>()?;
    let is_token = incoming.path == TOKEN;
    if !is_token && !incoming.path.starts_with(PREFIX) {
        return None;
    }
    let lang = crate::serve::preferred_language(header_text(&incoming.headers, header::ACCEPT_LANGUAGE));
    let lang = lang.unwrap_or_default();
    if front.house.is_locked() {
        return Some(refusal(&front.house, lang, &Refused::Kind(Kind::Locked)));
    }
    let served = catch_unwind(AssertUnwindSafe(|| match is_token {
        true => token::answered(&front.house, incoming, lang),
        false => Door { front, incoming, operations, lang }.answered(),
    }));
    Some(served.unwrap_or_else(|_| {
        let incident = Incident::new(&front.house, "/api/v1", None);
        refusal(&front.house, lang, &Refused::Incident(Kind::Internal, incident.number))
    }))
}

struct Door<'a> {
    front: &'a Front,
    incoming: &'a Incoming,
    operations: &'a Operations,
    lang: Lang,
}

impl Door<'_> {
    fn answered(&self) -> Response<Body> {
        let found = match self.incoming.method {
            Some(method) => self.operations.table.find(method, &self.incoming.path),
            None => match self.operations.table.find(Method::Get, &self.incoming.path) {
                Found::Route(..) => Found::OtherMethod(self.methods()),
                other => other,
            },
        };
        let outcome = match found {
            Found::Nothing => Err(Refused::NotFound),
            Found::OtherMethod(_) => Err(Refused::Method(self.methods())),
            Found::Route(route, parameters) => match self.operations.of(route) {
                Some(operation) => return self.operation(operation, parameters),
                None => Err(Refused::NotFound),
            },
        };
        match outcome {
            Ok(out) => good(200, out),
            Err(refused) => refusal(&self.front.house, self.lang, &refused),
        }
    }

    fn methods(&self) -> Vec<Method> {
        let is_there =
            |m: &Method| matches!(self.operations.table.find(*m, &self.incoming.path), Found::Route(..));
        [Method::Get, Method::Post].into_iter().filter(is_there).collect()
    }

    fn operation(&self, operation: &Operation, parameters: Parameters) -> Response<Body> {
        let who = match self.who(operation) {
            Ok(who) => who,
            Err(response) => return *response,
        };
        match self.asked(operation, parameters, who) {
            Ok(out) => good(operation.status, out),
            Err(refused) => {
                let numbered = match &refused {
                    Refused::Fault(fault) => {
                        let incident = Incident::new(&self.front.house, operation.path, Some(fault));
                        Refused::Incident(refused.kind(), incident.number)
                    }
                    _ => refused,
                };
                refusal(&self.front.house, self.lang, &numbered)
            }
        }
    }

    /// The token and its scope; public operations ask for neither.
    fn who(&self, operation: &Operation) -> Result<Who, Box<Response<Body>>> {
        if operation.permission == Permission::Public {
            return Ok(crate::ask::nobody(self.lang));
        }
        let house = &self.front.house;
        let given = bearer(header_text(&self.incoming.headers, header::AUTHORIZATION));
        let found = match given {
            Some(token) => house.access.bearer(token, self.lang),
            None => Ok(None),
        };
        let challenge = |kind: Kind, words: &str| {
            let mut response = refusal(house, self.lang, &Refused::Kind(kind));
            put(&mut response, header::WWW_AUTHENTICATE, &format!("Bearer realm=\"ceiba\"{words}"));
            Box::new(response)
        };
        let who = match found {
            Ok(Some(who)) => who,
            Ok(None) => {
                let words = if given.is_some() { ", error=\"invalid_token\"" } else { "" };
                return Err(challenge(Kind::Unauthorized, words));
            }
            Err(fault) => {
                let incident = Incident::new(house, operation.path, Some(&fault));
                let kind = Refused::Fault(fault).kind();
                return Err(Box::new(refusal(house, self.lang, &Refused::Incident(kind, incident.number))));
            }
        };
        let code = operation.permission.code();
        if who.scopes.as_ref().is_some_and(|scopes| !scopes.contains(&operation.permission)) {
            return Err(challenge(Kind::Scope, &format!(", error=\"insufficient_scope\", scope=\"{code}\"")));
        }
        Ok(who)
    }

    fn asked(&self, operation: &Operation, parameters: Parameters, who: Who) -> Result<Out, Refused> {
        let house = &self.front.house;
        let bytes = match &self.incoming.body {
            Intake::Whole(bytes) => bytes.as_slice(),
            _ => &[],
        };
        let mut call = self.call(operation, parameters, who, bytes)?;
        // The kept answer names the file; whoever is affiliated with another state is asked about it anew.
        if operation.is_command
            && !call.ask.who.affiliation.is_elsewhere()
            && let Some(kept) = house.ledger.answered(&call.ask.key, call.ask.who.account)?
        {
            return once(Out::of_kept(&kept, &call.print));
        }
        let file = self.permit(operation, &call)?;
        self.check_path(operation, &call)?;
        self.check_query(operation, &call)?;
        self.check_body(operation, &mut call, bytes)?;
        let out = once((operation.act)(house, &call)?)?;
        if cfg!(debug_assertions)
            && let Some(wrong) = (operation.answer)().check(&out.body).first()
        {
            return Err(
                Fault::Inconsistent(format!("{} answers another shape: {wrong}", operation.id)).into()
            );
        }
        if let Some((kind, id)) = file {
            house.access.log_read(&call.ask.who, kind, id, operation.path, operation.permission)?;
        }
        Ok(out)
    }

    fn call(
        &self,
        operation: &Operation,
        parameters: Parameters,
        who: Who,
        bytes: &[u8],
    ) -> Result<Call, Refused> {
        let mut asker = Asker::stranger(self.lang);
        (asker.who, asker.is_live) = (who, true);
        let query = Fields::decode(self.incoming.query.as_bytes());
        let mut ask = self.front.ask(&operation.route(), parameters, &self.incoming.path, query, &asker);
        let sent = self.incoming.headers.get("idempotency-key");
        let key = match sent.map(|value| value.to_str().map(unquoted)) {
            None => self.front.house.fresh_hex(),
            Some(Ok(key)) if is_key(key) => key.to_owned(),
            Some(_) => return Err(Refused::Kind(Kind::Malformed)),
        };
        ask.key = digest(&[b"api", ask.path.as_bytes(), key.as_bytes()]);
        Ok(Call { ask, body: Value::Null, head: String::new(), print: digest(&[bytes]) })
    }

    /// Asks the policies, with the file if the operation is about one. What may not be seen is not there.
    fn permit(&self, operation: &Operation, call: &Call) -> Result<Option<(access::Kind, Uuid)>, Refused> {
        let (house, who) = (&self.front.house, &call.ask.who);
        let Some((kind, parameter)) = operation.target.file() else {
            let is_allowed = house.may(who, operation.permission, None);
            return if is_allowed { Ok(None) } else { Err(Refused::Kind(Kind::Forbidden)) };
        };
        let text = call.ask.param(parameter);
        let id: Uuid =
            if super::shape::is_id(text) { call.ask.id(parameter)? } else { return Err(Refused::NotFound) };
        let is_allowed = house.ledger.read(|reader| {
            let is_allowed = house.may_with(reader, who, operation.permission, kind, id)?;
            Ok::<_, Fault>(is_allowed && !house.locks(reader, kind, id)?)
        })?;
        if is_allowed { Ok(Some((kind, id))) } else { Err(Refused::NotFound) }
    }

    fn check_path(&self, operation: &Operation, call: &Call) -> Result<(), Refused> {
        let fits = |f: &super::Field| f.shape.text_fault(call.ask.param(f.name)).is_none();
        if (operation.parameters)().iter().all(fits) { Ok(()) } else { Err(Refused::NotFound) }
    }

    fn check_query(&self, operation: &Operation, call: &Call) -> Result<(), Refused> {
        let known = operation.all_query();
        let mut wrong = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for (name, value) in call.ask.query.iter() {
            let mut say = |why| wrong.push(Wrong { pointer: format!("/{name}"), why });
            match known.iter().find(|f| f.name == name) {
                None => say(super::Why::Unknown),
                Some(_) if !seen.insert(name) => say(super::Why::Many(1)),
                Some(field) => {
                    if let Some(why) = field.shape.text_fault(value) {
                        say(why);
                    }
                }
            }
        }
        for field in known.iter().filter(|f| f.required && call.ask.query.get(f.name).is_none()) {
            wrong.push(Wrong { pointer: format!("/{}", field.name), why: super::Why::Missing });
        }
        if !call.ask.query.is_readable() || !wrong.is_empty() { Err(Refused::Query(wrong)) } else { Ok(()) }
    }

    fn check_body(&self, operation: &Operation, call: &mut Call, bytes: &[u8]) -> Result<(), Refused> {
        let Some(shape) = operation.body else { return Ok(()) };
        match &self.incoming.body {
            Intake::Whole(_) => {}
            Intake::TooLong { .. } => return Err(Refused::Kind(Kind::TooLarge)),
            Intake::Parts { .. } => return Err(Refused::Kind(Kind::MediaType)),
            Intake::Broken => return Err(Refused::Kind(Kind::Malformed)),
        }
        if !is_json(header_text(&self.incoming.headers, header::CONTENT_TYPE)) {
            return Err(Refused::Kind(Kind::MediaType));
        }
        let body = strict::read(bytes).ok_or(Refused::Kind(Kind::Malformed))?;
        let wrong = shape().check(&body);
        if !wrong.is_empty() {
            return Err(Refused::Invalid(wrong));
        }
        if operation.needs_head {
            let sent = self.incoming.headers.get(header::IF_MATCH).ok_or(Refused::Kind(Kind::HeadNeeded))?;
            let sent = sent.to_str().unwrap_or("").trim();
            let tag = sent.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            call.head = tag.filter(|tag| !tag.is_empty()).ok_or(Refused::Stale)?.to_owned();
        }
        call.ask.form = plain_members(&body);
        call.body = body;
        Ok(())
    }
}

fn once(out: Out) -> Result<Out, Refused> {
    if out.is_other { Err(Refused::Kind(Kind::KeyReused)) } else { Ok(out) }
}

/// The plain members of a body as the fields of a form, for the readers that pages use.
fn plain_members(body: &Value) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in body.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) => {
                items.iter().filter_map(plain_text).for_each(|text| fields.push(name, &text))
            }
            other => plain_text(other).iter().for_each(|text| fields.push(name, text)),
        }
    }
    fields
}

fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(_) => super::shape::whole(value).map(|n| n.to_string()),
        _ => None,
    }
}

fn is_json(content_type: &str) -> bool {
    let media = content_type.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/json")
}

/// The token of `Authorization: Bearer …`.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn unquoted(key: &str) -> &str {
    let key = key.trim();
    key.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(key)
}

fn is_key(key: &str) -> bool {
    (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic() && b != b'"')
}

fn digest(parts: &[&[u8]]) -> String {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    for part in parts {
        context.update(part);
        context.update(b"\n");
    }
    crate::house::hex(context.finish().as_ref())
}

fn good(status: u16, out: Out) -> Response<Body> {
    let mut response = plain(status, "application/json", out.body.to_string().into_bytes());
    if let Some(head) = &out.head {
        put(&mut response, header::ETAG, &format!("\"{head}\""));
    }
    if let Some(path) = &out.location {
        put(&mut response, header::LOCATION, path);
    }
    if let Some(next) = &out.next {
        put(&mut response, header::LINK, &format!("<{next}>; rel=\"next\""));
    }
    response
}

/// A problem as an answer.
pub(super) fn refusal(house: &House, lang: Lang, refused: &Refused) -> Response<Body> {
    let body = refused.body(&house.words, lang).to_string().into_bytes();
    let mut response = plain(refused.kind().status(), PROBLEM, body);
    put(&mut response, header::CONTENT_LANGUAGE, lang.tag());
    if let Refused::Method(methods) = refused {
        put(&mut response, header::ALLOW, &crate::dispatch::allow(methods));
    }
    response
}
