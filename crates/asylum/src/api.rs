//! Intents and letters for other systems: the same commands as on the pages.

use crate::express::{self, ExpressRefusal, IntentHead, PEOPLE_MAX, WORDS_CHARS_MAX};
use crate::model::Child;
use crate::table::AFTER;
use crate::verify::{Registered, RegisteredCard, Verdict, check};
use access::{Kind, Permission};
use identity::codes;
use ledger::{Door, Fault, Load, Stamp, params};
use serde_json::{Value, json};
use uuid::Uuid;
use web::api::{Call, Done, Field, Operation, Out, Refused, Shape};
use web::{FormErrors, House, Target};

/// What other systems may ask of this area.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("listIntents", "/api/v1/intents", Permission::ListIntents, list)
            .says("asylum-api-list")
            .asks(|| vec![Field::may("office", Shape::text(80))])
            .answers(|| Shape::page(head_shape()))
            .list(),
        Operation::post("recordIntent", "/api/v1/intents", Permission::RecordIntent, statement, record)
            .says("asylum-api-record")
            .answers(|| Shape::Object(vec![id(), Field::must("serial", Shape::word())]))
            .command(201),
        Operation::get("readIntent", "/api/v1/intents/{intent}", Permission::ReadIntent, read)
            .about(Target::Intent("intent"))
            .says("asylum-api-read")
            .answers(intent_shape)
            .shows_head(),
        Operation::post(
            "verifyLetter",
            "/api/v1/documents/verify",
            Permission::VerifyDocument,
            || Shape::Object(vec![Field::must("code", Shape::Lines { most: 4_000 }).like("CEIBA1:…")]),
            verify,
        )
        .says("asylum-api-verify")
        .answers(verdict_shape),
    ]
}

fn id() -> Field {
    Field::must("id", Shape::Id)
}

fn head_fields() -> Vec<Field> {
    vec![
        id(),
        Field::must("serial", Shape::word()),
        Field::must("office", Shape::word()),
        Field::must("stated_on", Shape::Day),
        Field::must("stated_at", Shape::Hour),
        Field::must("people", Shape::Whole { from: 0, to: PEOPLE_MAX.into() }),
        Field::must("child", children()),
        Field::must("language", Shape::text(3)),
        Field::must("case", Shape::maybe(Shape::Id)),
    ]
}
fn head_shape() -> Shape {
    Shape::Object(head_fields())
}
fn intent_shape() -> Shape {
    let more = [
        Field::must("place", Shape::text(300)),
        Field::must("words", Shape::Lines { most: WORDS_CHARS_MAX }),
        Field::must("persons", Shape::list(Shape::Id, 1_000)),
    ];
    Shape::Object(head_fields().into_iter().chain(more).collect())
}
fn children() -> Shape {
    Shape::choice(Child::ALL.map(Child::code))
}

fn statement() -> Shape {
    let languages = codes::languages().iter().map(|l| l.code).chain([""]);
    Shape::Object(vec![
        Field::must("stated_on", Shape::Day).like("2026-11-20"),
        Field::must("stated_at", Shape::Hour).like("14:05"),
        Field::must("people", Shape::Whole { from: 1, to: PEOPLE_MAX.into() }).like(1),
        Field::must("child", children()).like("none"),
        Field::may("language", Shape::choice(languages)).like("spa"),
        Field::may("place", Shape::text(300)),
        Field::may("words", Shape::Lines { most: WORDS_CHARS_MAX }),
    ])
}

fn verdict_shape() -> Shape {
    Shape::Object(vec![
        Field::must(
            "verdict",
            Shape::choice([
                "genuine",
                "listed",
                "revoked",
                "not_listed",
                "unknown",
                "forged",
                "no_proof",
                "log",
                "replaced",
                "elsewhere",
            ]),
        ),
        Field::may("kind", Shape::word()),
        Field::may("id", Shape::Id),
        Field::may("serial", Shape::Any),
        Field::may("issued", Shape::Day),
        Field::may("revoked", Shape::Any),
        Field::may("valid_until", Shape::Day),
        Field::may("replaced", Shape::Any),
        Field::may("site", Shape::Any),
        Field::may("agrees", Shape::Any),
    ])
}

fn head_json(head: &IntentHead, case: Option<String>) -> Value {
    json!({
        "id": head.id, "serial": head.serial, "office": head.office.code(), "stated_on": head.stated_on,
        "stated_at": head.stated_at, "people": head.people, "child": head.child.code(), "language": head.language,
        "case": case,
    })
}

/// Rows read at once; those the reader may not see are left out one by one.
const BATCH: i64 = 500;

fn list(house: &House, call: &Call) -> Done {
    let paging = call.paging(house)?;
    let office = call.ask.query.text("office").to_owned();
    let (items, next) = house.ledger.read(|r| -> Result<_, Fault> {
        let mut items: Vec<Value> = Vec::new();
        let mut after = paging.after;
        let mut last = after;
        loop {
            let tenant = r.tenant();
            let heads = r.query(&AFTER, &params![tenant, after, &office, BATCH])?;
            let heads = heads.iter().map(express::head).collect::<Result<Vec<_>, _>>()?;
            for head in &heads {
                if !house.may_with(r, &call.ask.who, Permission::ReadIntent, Kind::Intent, head.id)? {
                    continue;
                }
                if items.len() == paging.limit {
                    return Ok((items, Some(last)));
                }
                items.push(head_json(head, seen_case(house, call, r, head)?));
                last = head.id;
            }
            match heads.last() {
                Some(head) if heads.len() as i64 == BATCH => after = head.id,
                _ => return Ok((items, None)),
            }
        }
    })?;
    Ok(call.page(house, items, next)?)
}

/// The claim, unless the reader may not see it.
fn seen_case(
    house: &House,
    call: &Call,
    r: &mut ledger::Reader<'_>,
    head: &IntentHead,
) -> Result<Option<String>, Fault> {
    let Some(case) = head.case else { return Ok(None) };
    let may = house.may_with(r, &call.ask.who, Permission::ReadCase, Kind::Case, case.0)?;
    Ok(may.then(|| case.to_string()))
}

fn record(house: &House, call: &Call) -> Done {
    let mut errors = FormErrors::new();
    let said = express::page::read(&call.ask, &mut errors);
    let Some(said) = said.filter(|_| errors.is_empty()) else { return Err(Refused::form(&errors)) };
    let stamp = Stamp::new(call.ask.who.actor());
    let today = call.ask.today;
    call.once(house, |tx| {
        let (id, loaded) = express::run(tx, &stamp, said, today)?;
        let serial = loaded.state.expressed.as_ref().map(|e| e.serial.clone()).unwrap_or_default();
        let out = Out::ok(json!({ "id": id, "serial": serial })).at(loaded.head_text());
        Ok(out.located(format!("/api/v1/intents/{id}")))
    })
    .map_err(|refusal: ExpressRefusal| match refusal {
        ExpressRefusal::Fault(fault) => fault.into(),
        ExpressRefusal::Future => Refused::at("/stated_on", call.ask.t("asylum-express-error-future")),
        ExpressRefusal::People => {
            let bounds = [("from", 1.into()), ("to", PEOPLE_MAX.into())];
            Refused::at("/people", call.ask.tw("web-error-number", &bounds))
        }
        ExpressRefusal::Place(e) => Refused::at("/place", web::name_error(&call.ask, e)),
        ExpressRefusal::Words(e) => Refused::at("/words", web::name_error(&call.ask, e)),
    })
}

fn read(house: &House, call: &Call) -> Done {
    let id: Uuid = call.ask.id("intent")?;
    let found = house.ledger.read(|r| -> Result<_, Fault> {
        let (Some(head), Some(loaded)) = (express::find(r, id)?, r.load::<crate::Intent>(id)?) else {
            return Ok(None);
        };
        let mut persons = Vec::new();
        for person in &loaded.state.persons {
            if house.may_with(r, &call.ask.who, Permission::ReadPerson, Kind::Person, person.0)? {
                persons.push(person.to_string());
            }
        }
        let case = seen_case(house, call, r, &head)?;
        Ok(Some((head, loaded, persons, case)))
    })?;
    let (head, loaded, persons, case) = found.ok_or(Refused::NotFound)?;
    let mut body = head_json(&head, case);
    let said = loaded.state.expressed.as_ref();
    body["place"] = said.map_or("", |e| e.place.as_str()).into();
    body["words"] = said.map_or("", |e| e.words.as_str()).into();
    body["persons"] = json!(persons);
    Ok(Out::ok(body).at(loaded.head_text()))
}

fn verify(house: &House, call: &Call) -> Done {
    let letter = |verdict: &str, found: &Registered| {
        json!({
            "verdict": verdict, "kind": found.letter, "serial": found.serial, "issued": found.issued,
            "revoked": found.revoked,
        })
    };
    let card = |verdict: &str, found: &RegisteredCard| {
        json!({
            "verdict": verdict, "kind": "card", "serial": found.serial, "issued": found.issued,
            "valid_until": found.valid_until, "replaced": found.replaced,
        })
    };
    let body = match check(&house.ledger, call.text("code").as_bytes())? {
        Verdict::Genuine { kind, id, issued, site } => {
            json!({ "verdict": "genuine", "kind": kind, "id": id, "issued": issued, "site": site })
        }
        Verdict::Issued(found) if found.revoked.is_some() => letter("revoked", &found),
        Verdict::Issued(found) => letter("genuine", &found),
        Verdict::Listed(found) => letter(if found.revoked.is_some() { "revoked" } else { "listed" }, &found),
        Verdict::Card(found) => card(if found.replaced.is_some() { "replaced" } else { "genuine" }, &found),
        Verdict::ListedCard(found) => {
            card(if found.replaced.is_some() { "replaced" } else { "listed" }, &found)
        }
        Verdict::Elsewhere { kind, serial, issued, site } => {
            json!({ "verdict": "elsewhere", "kind": kind, "serial": serial, "issued": issued, "site": site })
        }
        Verdict::NotListed { issued, site } => {
            json!({ "verdict": "not_listed", "issued": issued, "site": site })
        }
        Verdict::Log(found) => {
            let agrees = if found.fork { Some(false) } else { found.agrees };
            json!({ "verdict": "log", "site": found.site, "agrees": agrees })
        }
        Verdict::Unknown { site } => json!({ "verdict": "unknown", "site": site }),
        Verdict::Forged => json!({ "verdict": "forged" }),
        Verdict::NoProof(_) => json!({ "verdict": "no_proof" }),
    };
    Ok(Out::ok(body))
}
