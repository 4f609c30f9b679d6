//! People for other systems: registering, reading, and a search whose words stand in no address.

use crate::model::{Answer, Person};
use crate::person::{self, PersonHead};
use crate::register::page::read;
use crate::register::{self, RegisterRefusal, similar};
use crate::search::{hits, sought};
use crate::told;
use access::Permission;
use kernel::PersonId;
use ledger::{Fault, Load, Stamp};
use serde_json::{Value, json};
use web::api::{Call, Done, Field, Operation, Out, Refused, Shape};
use web::{FormErrors, House, Target};

/// What other systems may ask of this room.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "registerPerson",
            "/api/v1/people",
            Permission::RegisterPerson,
            registration,
            register,
        )
        .says("identity-api-register")
        .answers(|| Shape::Object(vec![Field::must("id", Shape::Id), Field::must("number", Shape::word())]))
        .command(201),
        Operation::get("readPerson", "/api/v1/people/{person}", Permission::ReadPerson, show)
            .about(Target::Person("person"))
            .says("identity-api-read")
            .answers(file)
            .shows_head(),
        Operation::post(
            "searchPeople",
            "/api/v1/search/people",
            Permission::SearchPeople,
            || {
                Shape::Object(vec![
                    Field::must("text", Shape::required_text(QUERY_CHARS)).like("PAN-P-000001"),
                ])
            },
            search,
        )
        .says("identity-api-search")
        .answers(|| {
            let list = Shape::list(Shape::Object(head_fields()), FOUND_MAX);
            Shape::Object(vec![Field::must("items", list), Field::must("more", Shape::YesNo)])
        }),
    ]
}

/// People in an answer; who is not among them is found by saying more.
const FOUND_MAX: usize = 25;
const QUERY_CHARS: usize = 300;
const NAME: usize = kernel::PersonalName::CHARS_MAX;

/// The members are the fields of the page's form, so that one reader serves both.
fn registration() -> Shape {
    let line = |name, most| Field::may(name, Shape::text(most));
    let code = |name, codes: &[&str]| Field::may(name, Shape::choice(codes.iter().copied()));
    let mut fields = vec![Field::must("name_told", Shape::required_text(NAME)).like("Ixchel Inventada")];
    fields.extend(["given", "first_surname", "second_surname"].map(|name| line(name, NAME)));
    fields.extend(["known_as", "name_at_birth", "name_own_script"].map(|name| line(name, NAME)));
    fields.extend(["name_on_document", "mother_name", "father_name"].map(|name| line(name, NAME)));
    fields.extend([line("birth", 40).like("14 5 1990"), line("birth_place", 200)]);
    fields.push(code("sex", told::SEXES).like("female"));
    fields.push(code("accompaniment", told::COMPANY));
    fields.extend(["nationality", "nationality_2", "nationality_3", "former_residence"].map(|n| line(n, 80)));
    fields.extend(["language", "language_2", "language_3"].map(|name| line(name, 80)));
    fields.extend([line("phone", 200), line("safe_rule", 1_000)]);
    fields.push(Field::may("anyway", Shape::YesNo));
    Shape::Object(fields)
}

fn head_fields() -> Vec<Field> {
    vec![
        Field::must("id", Shape::Id),
        Field::must("number", Shape::word()),
        Field::must("name", Shape::Any),
        Field::must("birth", Shape::maybe(Shape::word())),
        Field::must("origin", Shape::word()),
        Field::must("sex", Shape::word()),
        Field::must("languages", Shape::list(Shape::word(), 50)),
        Field::must("office", Shape::word()),
        Field::must("safe_rule", Shape::Any),
    ]
}

fn file() -> Shape {
    let more = [
        Field::must("offices", Shape::list(Shape::word(), 100)),
        Field::must("nationalities", Shape::list(Shape::word(), 50)),
        Field::must("child", Shape::YesNo),
        Field::must("needs", Shape::list(Shape::word(), 200)),
        Field::must("registered_on", Shape::maybe(Shape::Day)),
    ];
    Shape::Object(head_fields().into_iter().chain(more).collect())
}

fn head_json(head: &PersonHead) -> Value {
    json!({
        "id": head.id.to_string(), "number": head.number, "name": head.name,
        "birth": head.birth.map(|b| told::birth_text(&b)), "origin": head.origin.code(), "sex": head.sex.code(),
        "languages": head.languages, "office": head.office.code(), "safe_rule": head.safe_rule,
    })
}

fn register(house: &House, call: &Call) -> Done {
    let mut errors = FormErrors::new();
    let registration = read(house, &call.ask, &mut errors);
    if !errors.is_empty() {
        return Err(Refused::form(&errors));
    }
    if !call.body["anyway"].as_bool().unwrap_or(false) {
        let told = similar::Told { registration: &registration, together: &[] };
        let found = house.ledger.read(|door| similar::find(house, &call.ask, door, &told))?;
        if !found.is_empty() {
            return Err(Refused::Similar(found.iter().map(|one| one.head.id.to_string()).collect()));
        }
    }
    let stamp = Stamp::new(call.ask.who.actor());
    call.once(house, |tx| {
        let id = register::run(tx, &stamp, registration)?;
        let head = person::find(tx, id)?;
        let number = head.map(|head| head.number).unwrap_or_default();
        Ok(Out::ok(json!({ "id": id.to_string(), "number": number })).located(format!("/api/v1/people/{id}")))
    })
    .map_err(|refusal: RegisterRefusal| match refusal.told() {
        Ok((field, key)) => Refused::at(format!("/{field}"), call.ask.t(key)),
        Err(fault) => fault.into(),
    })
}

fn show(house: &House, call: &Call) -> Done {
    let id: PersonId = call.ask.id("person")?;
    let found = house.ledger.read(|door| -> Result<_, Fault> {
        let head = person::find(door, id)?;
        Ok(head.zip(door.load::<Person>(id.0)?))
    })?;
    let (head, loaded) = found.ok_or(Refused::NotFound)?;
    let state = &loaded.state;
    let nationalities = match &state.nationality.nationalities {
        Answer::Told(all) => all.iter().map(|c| c.code().to_owned()).collect(),
        _ => Vec::new(),
    };
    let mut body = head_json(&head);
    body["offices"] = state.offices.iter().map(|o| o.code()).collect();
    body["nationalities"] = json!(nationalities);
    body["child"] = head.is_child_on(call.ask.today).into();
    body["needs"] = head.needs.iter().map(|n| n.code.as_str()).collect();
    body["registered_on"] = json!(state.registered_on);
    Ok(Out::ok(body).at(loaded.head_text()))
}

fn search(house: &House, call: &Call) -> Done {
    let found = match sought(call.text("text")) {
        Ok(sought) => house.ledger.read(|door| hits(house, &call.ask, door, &sought, FOUND_MAX + 1))?,
        Err(_) => Vec::new(),
    };
    let items: Vec<Value> = found.iter().take(FOUND_MAX).map(head_json).collect();
    Ok(Out::ok(json!({ "items": items, "more": found.len() > FOUND_MAX })))
}
