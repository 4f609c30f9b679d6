//! Other systems do what people do, under the same policies: with a token that ends, within scopes that only narrow, once
//! for each key, on the version of the file that they read, and in lists that a walk meets row by row exactly once.

use access::{Kind, Permission};
use asylum::Child;
use kernel::{CaseId, Role};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use web::client::{Client, Seen};

const OFFICE: &str = "onpar-panama";
const JSON: (&str, &str) = ("content-type", "application/json");

/// A system with its token.
struct System {
    client: Client,
    bearer: String,
}

impl System {
    fn new(house: &TestHouse, role: Role) -> System {
        let token = house.token("Padrón inventado", role, OFFICE);
        System { client: house.stranger(), bearer: format!("Bearer {token}") }
    }
    fn get(&self, path: &str) -> Seen {
        self.client.send("GET", path, None, &[("authorization", &self.bearer)])
    }
    fn post(&self, path: &str, body: &Value, more: &[(&str, &str)]) -> Seen {
        self.raw(path, body.to_string().into_bytes(), &[&[JSON], more].concat())
    }
    fn raw(&self, path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Seen {
        let all = [&[("authorization", self.bearer.as_str())], headers].concat();
        self.client.send("POST", path, Some(body), &all)
    }
}

fn json_of(seen: &Seen) -> Value {
    serde_json::from_slice(&seen.bytes).unwrap_or_else(|_| panic!("no JSON: {}", seen.body()))
}

/// The kind of a problem, which must be one.
#[track_caller]
fn problem(seen: &Seen, status: u16) -> String {
    assert_eq!(seen.status, status, "{}", seen.body());
    assert_eq!(seen.header("content-type").as_deref(), Some("application/problem+json"));
    let body = json_of(seen);
    assert_eq!(body["status"], status);
    body["type"].as_str().unwrap().trim_start_matches("/api#problem-").to_owned()
}

fn token(house: &TestHouse, form: &str, basic: Option<&str>) -> Seen {
    let form_type = ("content-type", "application/x-www-form-urlencoded");
    let mut headers = vec![form_type];
    headers.extend(basic.map(|b| ("authorization", b)));
    house.stranger().send("POST", "/oauth/token", Some(form.as_bytes().to_vec()), &headers)
}

#[test]
fn a_token_opens_what_its_scopes_allow_and_ends() {
    both(|house| {
        let made = house.system_for(
            "Uno",
            Role::RegistrationOfficer,
            OFFICE,
            &[Permission::ListCases, Permission::ReadProcedures],
        );
        let form = |more: &str| {
            format!(
                "grant_type=client_credentials&client_id={}&client_secret={}{more}",
                made.client, made.secret
            )
        };
        let granted = token(house, &form("&scope=read_procedures"), None);
        assert_eq!((granted.status, json_of(&granted)["expires_in"].as_i64()), (200, Some(900)));
        let bearer = format!("Bearer {}", json_of(&granted)["access_token"].as_str().unwrap());
        let ask =
            |path: &str, bearer: &str| house.stranger().send("GET", path, None, &[("authorization", bearer)]);
        assert_eq!(ask("/api/v1/procedures", &bearer).status, 200);
        let narrow = ask("/api/v1/cases", &bearer);
        assert_eq!(problem(&narrow, 403), "scope");
        assert!(narrow.header("www-authenticate").unwrap().contains("insufficient_scope"));
        // Pages take no token, and the interface no cookie.
        assert_eq!(ask("/cases", &bearer).status, 303);
        assert_eq!(problem(&house.desk("registro").get("/api/v1/cases"), 401), "unauthorized");
        // More than it was registered for.
        let wide = token(house, &form("&scope=read_case"), None);
        assert_eq!((wide.status, json_of(&wide)["error"].as_str()), (400, Some("invalid_scope")));
        // The token ends by itself.
        house.later(15);
        assert_eq!(problem(&ask("/api/v1/procedures", &bearer), 401), "unauthorized");
        // And with a new secret, and with the registration.
        let again = json_of(&token(house, &form(""), None));
        let bearer = format!("Bearer {}", again["access_token"].as_str().unwrap());
        assert_eq!(ask("/api/v1/cases", &bearer).status, 200);
        let fresh = house.house.access.rotate_client(made.client, None).unwrap();
        assert_eq!(ask("/api/v1/cases", &bearer).status, 401);
        assert_eq!(token(house, &form(""), None).status, 401);
        let bearer = format!("Bearer {}", house.token_of(&fresh));
        assert_eq!(ask("/api/v1/cases", &bearer).status, 200);
        house.house.access.revoke_client(made.client, None).unwrap();
        assert_eq!(ask("/api/v1/cases", &bearer).status, 401);
    });
}

#[test]
fn whoever_guesses_a_secret_waits_and_the_words_are_those_of_the_rfc() {
    one(|house| {
        let made = house.system("Dos", Role::Reviewer, OFFICE);
        for (form, error) in [
            ("", "invalid_request"),
            ("grant_type=password", "unsupported_grant_type"),
            ("grant_type=client_credentials&grant_type=client_credentials", "invalid_request"),
            ("grant_type=client_credentials&who=me", "invalid_request"),
        ] {
            let seen = token(house, form, None);
            assert_eq!((seen.status, json_of(&seen)["error"].as_str()), (400, Some(error)), "{form}");
        }
        let wrong = format!("grant_type=client_credentials&client_id={}&client_secret=no", made.client);
        let seen: Vec<u16> = (0..5).map(|_| token(house, &wrong, None).status).collect();
        assert_eq!(seen[0], 401);
        assert_eq!(seen[4], 429, "{seen:?}");
        let waits = token(house, &wrong, None);
        assert!(waits.header("retry-after").is_some());
        assert_eq!(token(house, "grant_type=client_credentials", Some("Basic !!!")).status, 401);
        for method in ["GET", "PUT", "DELETE"] {
            let seen = house.stranger().send(method, "/oauth/token", None, &[]);
            assert_eq!(
                (problem(&seen, 405).as_str(), seen.header("allow").as_deref()),
                ("method", Some("POST"))
            );
        }
    });
}

#[test]
fn an_intent_is_written_once_for_each_key_and_read_with_its_version() {
    both(|house| {
        let system = System::new(house, Role::RegistrationOfficer);
        let day = house.today().to_string();
        let said = json!({ "stated_on": day, "stated_at": "08:30", "people": 2, "child": "none", "words": "No puedo volver." });
        let key = ("idempotency-key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"");
        let first = system.post("/api/v1/intents", &said, &[key]);
        assert_eq!(first.status, 201, "{}", first.body());
        let again = system.post("/api/v1/intents", &said, &[key]);
        assert_eq!((again.status, &again.bytes), (201, &first.bytes));
        assert_eq!(first.header("location"), again.header("location"));
        let other = json!({ "stated_on": day, "stated_at": "09:30", "people": 2, "child": "none" });
        assert_eq!(problem(&system.post("/api/v1/intents", &other, &[key]), 422), "key-reused");
        let id = json_of(&first)["id"].as_str().unwrap().to_owned();
        let read = system.get(&format!("/api/v1/intents/{id}"));
        assert_eq!((read.status, json_of(&read)["words"].as_str()), (200, Some("No puedo volver.")));
        assert_eq!(read.header("etag"), first.header("etag"));
        // Who read it stands on the file, by the name of the system.
        let reads = house.house.access.reads_of(Kind::Intent, id.parse().unwrap()).unwrap();
        assert_eq!(
            (reads[0].name.as_str(), reads[0].route.as_str()),
            ("Padrón inventado", "/api/v1/intents/{intent}")
        );
        let listed = json_of(&system.get("/api/v1/intents"));
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn what_is_not_strict_json_of_the_right_shape_is_refused_with_its_place() {
    one(|house| {
        let system = System::new(house, Role::RegistrationOfficer);
        let path = "/api/v1/intents";
        for bad in ["", "{", "[] []", r#"{"people":1,"people":2}"#, "\u{feff}{}", "nul"] {
            assert_eq!(
                problem(&system.raw(path, bad.as_bytes().to_vec(), &[JSON]), 400),
                "malformed",
                "{bad}"
            );
        }
        let plain = system.raw(path, b"{}".to_vec(), &[("content-type", "text/plain")]);
        assert_eq!(problem(&plain, 415), "media-type");
        let long = format!("{{\"words\":\"{}\"}}", "x".repeat(300_000));
        assert_eq!(problem(&system.raw(path, long.into_bytes(), &[JSON]), 413), "too-large");
        let wrong = json!({ "stated_on": "2024-02-30", "stated_at": "8:30", "people": 0, "child": "two", "secret": 1 });
        let seen = system.post(path, &wrong, &[]);
        assert_eq!(problem(&seen, 422), "invalid");
        let body = json_of(&seen);
        let at: Vec<&str> =
            body["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(at, ["/stated_on", "/stated_at", "/people", "/child", "/secret"]);
        let english = house.stranger().preferring("en");
        let seen = english.send("GET", "/api/v1/cases", None, &[]);
        assert_eq!(json_of(&seen)["title"], "A token is needed");
        for query in [
            "?limit=0",
            "?limit=201",
            "?limit=1&limit=2",
            "?who=me",
            "?cursor=x",
            "?office=%00",
            "?office=%FF",
        ] {
            assert_eq!(problem(&system.get(&format!("/api/v1/intents{query}")), 400), "query", "{query}");
        }
        assert_eq!(problem(&system.get("/api/v1/intents/x"), 404), "not-found");
        assert_eq!(problem(&system.get("/api/v1/nothing"), 404), "not-found");
        let deleted = system.client.send("DELETE", path, None, &[]);
        assert_eq!(problem(&deleted, 405), "method");
        assert_eq!(deleted.header("allow").as_deref(), Some("GET, HEAD, POST"));
    });
}

#[test]
fn a_person_is_registered_and_somebody_alike_is_told_and_never_forbids_it() {
    both(|house| {
        let system = System::new(house, Role::RegistrationOfficer);
        let told = json!({ "name_told": "Marisol Quintero Zeledón", "birth": "1990", "nationality": "NIC", "sex": "female" });
        let first = system.post("/api/v1/people", &told, &[]);
        assert_eq!(first.status, 201, "{}", first.body());
        let id = json_of(&first)["id"].as_str().unwrap().to_owned();
        let alike = system.post("/api/v1/people", &told, &[]);
        assert_eq!(problem(&alike, 409), "similar");
        assert_eq!(json_of(&alike)["similar"], json!([id]));
        assert!(!alike.body().contains("Marisol"), "a problem names nobody");
        let mut anyway = told.clone();
        anyway["anyway"] = json!(true);
        assert_eq!(system.post("/api/v1/people", &anyway, &[]).status, 201);
        let found = json_of(&system.post("/api/v1/search/people", &json!({ "text": "quintero" }), &[]));
        assert_eq!(found["items"].as_array().unwrap().len(), 2);
        let read = json_of(&system.get(&format!("/api/v1/people/{id}")));
        assert_eq!((read["origin"].as_str(), read["birth"].as_str()), (Some("NIC"), Some("1990")));
        let wrong =
            system.post("/api/v1/people", &json!({ "name_told": "Ana", "nationality": "Narnia" }), &[]);
        assert_eq!(json_of(&wrong)["errors"][0]["pointer"], "/nationality");
        // Another office sees none of it.
        let elsewhere = house.token("Otra", Role::RegistrationOfficer, "chiriqui");
        let bearer = format!("Bearer {elsewhere}");
        let headers = [("authorization", bearer.as_str())];
        let hidden = house.stranger().send("GET", &format!("/api/v1/people/{id}"), None, &headers);
        let absent = "/api/v1/people/018f0000-0000-7000-8000-000000000bad";
        let absent = house.stranger().send("GET", absent, None, &headers);
        assert_eq!((hidden.status, &hidden.headers, &hidden.bytes), (404, &absent.headers, &absent.bytes));
    });
}

fn a_claim(house: &TestHouse) -> CaseId {
    let clerk = house.hired("registro");
    let person = house.register(&clerk, &Somebody::named("Ana Inventada"));
    house.claim(&clerk, &[person], OFFICE, Child::None)
}

#[test]
fn a_step_is_taken_on_the_version_that_was_read_and_never_one_that_takes_away() {
    both(|house| {
        let case = a_claim(house);
        let system = System::new(house, Role::RegistrationOfficer);
        let path = format!("/api/v1/cases/{case}");
        let read = system.get(&path);
        assert_eq!(read.status, 200, "{}", read.body());
        let head = read.header("etag").unwrap();
        let offered = system.get(&format!("{path}/steps"));
        let steps = json_of(&offered);
        let admit = steps["items"].as_array().unwrap().iter().find(|s| s["step"] == "admit").unwrap().clone();
        assert_eq!(admit["offered"], true);
        let step = format!("{path}/steps/admit");
        let body = json!({ "answers": { "admitted_on": house.today().to_string() } });
        assert_eq!(problem(&system.post(&step, &body, &[]), 428), "head-needed");
        assert_eq!(problem(&system.post(&step, &body, &[("if-match", "\"00\"")]), 412), "stale");
        assert_eq!(problem(&system.post(&step, &body, &[("if-match", "*")]), 412), "stale");
        let unknown = json!({ "answers": { "nobody_asks": "x" } });
        let refused = system.post(&step, &unknown, &[("if-match", &head)]);
        assert_eq!(
            (problem(&refused, 422).as_str(), &json_of(&refused)["errors"][0]["pointer"]),
            ("invalid", &json!("/answers/nobody_asks"))
        );
        let key = ("idempotency-key", "one");
        let taken = system.post(&step, &body, &[("if-match", &head), key]);
        assert_eq!(taken.status, 200, "{}", taken.body());
        let again = system.post(&step, &body, &[("if-match", &head), key]);
        assert_eq!((again.status, &again.bytes), (200, &taken.bytes));
        assert_eq!(problem(&system.post(&step, &body, &[("if-match", &head)]), 412), "stale");
        let now = taken.header("etag").unwrap();
        assert_eq!(problem(&system.post(&step, &body, &[("if-match", &now)]), 409), "refused");
        let laws: &casework::Laws = house.house.room();
        let claim = laws.law().procedures.iter().find(|p| p.id == asylum::CLAIM).unwrap();
        for taking in claim.steps.iter().filter(|s| s.prejudicial) {
            let path = format!("{path}/steps/{}", taking.id);
            let refused = system.post(&path, &json!({ "answers": {} }), &[("if-match", &now)]);
            assert_eq!(problem(&refused, 409), "confirmation", "{}", taking.id);
        }
        // The task that the step left is done once.
        let after = json_of(&system.get(&path));
        let task = after["tasks"].as_array().unwrap().iter().find(|t| t["done"] == false).cloned();
        if let Some(task) = task {
            let done = format!("{path}/tasks/{}/done", task["task"].as_str().unwrap());
            assert_eq!(system.post(&done, &json!({ "note": "Hecho." }), &[]).status, 200);
        }
        assert_eq!(
            problem(&system.post(&format!("{path}/tasks/none/done"), &json!({}), &[]), 404),
            "not-found"
        );
    });
}

#[test]
fn the_law_the_tables_and_the_pledges_are_those_of_the_pages() {
    one(|house| {
        let system = System::new(house, Role::Statistician);
        let due = json!({ "procedure": "asylum", "term": "reconsideration", "events": { "notified": "2024-03-25" } });
        let seen = system.post("/api/v1/due-dates", &due, &[]);
        assert_eq!(
            (seen.status, json_of(&seen)["due"].as_str()),
            (200, Some("2024-04-02")),
            "{}",
            seen.body()
        );
        for (wrong, at) in [
            (
                json!({ "procedure": "none", "term": "x", "events": { "notified": "2024-03-25" } }),
                "/procedure",
            ),
            (
                json!({ "procedure": "asylum", "term": "none", "events": { "notified": "2024-03-25" } }),
                "/term",
            ),
            (
                json!({ "procedure": "asylum", "term": "reconsideration", "events": { "filed": "2024-03-25" } }),
                "/events",
            ),
            (json!({ "procedure": "asylum", "term": "reconsideration", "events": {} }), "/events"),
        ] {
            let seen = system.post("/api/v1/due-dates", &wrong, &[]);
            assert_eq!(json_of(&seen)["errors"][0]["pointer"], at);
        }
        assert!(
            json_of(&system.get("/api/v1/terms?procedure=asylum"))["items"].as_array().unwrap().len() > 3
        );
        assert_eq!(problem(&system.get("/api/v1/statistics/applications"), 404), "not-found");
        let sources: &statistics::FactSources = house.house.room();
        let today = house.today();
        let actor = house.hired("estadistica");
        statistics::make_cut(&house.test.ledger, sources, &actor, today, today, None).unwrap();
        assert_eq!(system.get("/api/v1/statistics/applications?by=month&and=origin").status, 200);
        assert_eq!(problem(&system.get("/api/v1/statistics/pending?by=sex&and=age"), 400), "query");
        assert_eq!(json_of(&system.get("/api/v1/pledges"))["items"].as_array().unwrap().len(), 35);
        assert!(
            !json_of(&system.get("/api/v1/pledges/GRF-07384"))["computed"].as_array().unwrap().is_empty()
        );
        let letter = system.post("/api/v1/documents/verify", &json!({ "code": "no es una carta" }), &[]);
        assert_eq!(json_of(&letter)["verdict"], "no_proof");
    });
}

#[test]
fn the_description_says_every_operation_and_needs_no_token() {
    one(|house| {
        for lang in ["es", "en"] {
            let seen = house.stranger().preferring(lang).send("GET", "/api/v1/openapi.json", None, &[]);
            let document = json_of(&seen);
            assert_eq!(document["openapi"], "3.1.0");
            assert!(!seen.body().contains('⟦'), "{}", seen.body());
            for op in house.house.room::<web::api::Operations>().all() {
                assert_eq!(document["paths"][op.path][op.method.name().to_lowercase()]["operationId"], op.id);
            }
            let page = house.stranger().preferring(lang).get("/api");
            page.expect_status(200);
            assert!(!page.body().contains('⟦'), "{}", page.text());
        }
        assert_eq!(json_of(&house.stranger().get("/api/v1/health"))["status"], "ok");
    });
}

/// Whatever the size of the pages, and whatever is opened in between: every case that could be read at the beginning is
/// met once and no case twice.
#[test]
fn a_walk_meets_each_row_exactly_once_while_others_write() {
    both(|house| {
        let mine = System::new(house, Role::EligibilityOfficer);
        let other = house.hire("alta.other", "Alta Inventada", Role::RegistrationOfficer, "chiriqui");
        let mut runner = TestRunner::new(Config { cases: 6, failure_persistence: None, ..Config::default() });
        let turn = std::cell::Cell::new(0);
        let worlds = (1usize..5, proptest::collection::vec(any::<bool>(), 0..6));
        let walked = runner.run(&worlds, |(limit, opened)| {
            for own in &opened {
                open_one(house, &other, *own, &turn);
            }
            let before = readable(house);
            let mut met: Vec<String> = Vec::new();
            let mut path = format!("/api/v1/cases?state=all&limit={limit}");
            loop {
                let seen = mine.get(&path);
                prop_assert_eq!(seen.status, 200, "{}", seen.body());
                let page = json_of(&seen);
                let items = page["items"].as_array().unwrap();
                prop_assert!(items.len() <= limit);
                met.extend(items.iter().map(|case| case["id"].as_str().unwrap().to_owned()));
                open_one(house, &other, turn.get().is_multiple_of(2), &turn);
                let Some(next) = page["next"].as_str() else { break };
                let link = seen.header("link").unwrap();
                path = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
                prop_assert!(path.contains(next));
            }
            let once: BTreeSet<String> = met.iter().cloned().collect();
            prop_assert_eq!(once.len(), met.len(), "a row was met twice");
            prop_assert!(before.is_subset(&once), "a row was missed");
            prop_assert!(once.is_subset(&readable(house)), "a row that would not open");
            Ok(())
        });
        walked.unwrap();
        // A cursor is of its list, its filter and its reader.
        let page = json_of(&mine.get("/api/v1/cases?state=all&limit=1"));
        let cursor = page["next"].as_str().unwrap();
        assert_eq!(
            problem(&mine.get(&format!("/api/v1/cases?state=open&limit=1&cursor={cursor}")), 400),
            "query"
        );
        let stranger = System::new(house, Role::EligibilityOfficer);
        assert_eq!(problem(&stranger.get(&format!("/api/v1/cases?state=all&cursor={cursor}")), 400), "query");
    });
}

fn open_one(house: &TestHouse, other: &kernel::Actor, own: bool, turn: &std::cell::Cell<usize>) {
    turn.set(turn.get() + 1);
    let clerk = if own { house.hired("registro") } else { other.clone() };
    let person = house.register(&clerk, &Somebody::named(&format!("Persona Inventada {}", turn.get())));
    house.claim(&clerk, &[person], &clerk.office.0, Child::None);
}

/// The cases that an eligibility officer of the main office may read, asked one by one.
fn readable(house: &TestHouse) -> BTreeSet<String> {
    let actor = house.hired("elegibilidad");
    let who = house.house.access.account(actor.account).unwrap().unwrap().who();
    let rows = ledger::testing::ask(&house.test.place, "select record from case_row");
    let ids = rows.iter().map(|row| row.uuid("record").unwrap());
    let may = |id: &uuid::Uuid| {
        house
            .house
            .ledger
            .read(|r| house.house.may_with(r, &who, Permission::ReadCase, Kind::Case, *id))
            .unwrap()
    };
    ids.filter(may).map(|id| id.to_string()).collect()
}
