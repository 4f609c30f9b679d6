//! What people do with this room, walked through its pages; and the promises that hold for its data on both engines.

use crate::household::change;
use crate::register::{self, Registration};
use crate::*;
use ::access::{Kind, Permission};
use jiff::civil::{Date, date};
use kernel::{Country, HouseholdId, Office, PartialDate, PersonId, PersonalName, Role};
use ledger::testing::{TestLedger, actor, both};
use ledger::{Door, Load, Record, Schema, Stamp};
use web::Rooms;
use web::client::{Client, Seen};
use web::testing::TestHouse;

/// The day of the test clock in Panama.
pub const TODAY: Date = date(2024, 6, 3);

pub fn schema() -> Schema {
    let areas: Vec<web::Area> = web::testing::ground().into_iter().chain([area()]).collect();
    web::testing::schema(&areas)
}
pub fn stamp() -> Stamp {
    Stamp::new(actor(Role::RegistrationOfficer, "own"))
}
pub fn named(name: &str) -> Registration {
    let names = Names { name: PersonalName::told(name).unwrap(), others: Vec::new() };
    Registration::new(Country::new("PAN").unwrap(), TODAY, names)
}
pub fn born(name: &str, year: i16) -> Registration {
    let date = Answer::Told(PartialDate::year(year).unwrap());
    Registration { birth: Birth { date, place: String::new() }, ..named(name) }
}
pub fn register_in(test: &TestLedger, registration: Registration) -> PersonId {
    test.ledger.write(|tx| register::run(tx, &stamp(), registration)).unwrap()
}

pub fn house() -> TestHouse {
    let mut rooms = Rooms::new();
    rooms.put(PeopleIndex::default());
    rooms.put(crate::identifier::tests::numbers());
    let relations = std::sync::Arc::new(|door: &mut ledger::Reader<'_>, kind: Kind, id| {
        crate::access::relations(door, kind, id, TODAY)
    });
    TestHouse::new(vec![area()], relations, rooms)
}
pub fn officer(house: &TestHouse) -> Client {
    house.client_of(Role::RegistrationOfficer, "own")
}
/// Registers through the page and answers the file's path.
pub fn registered(client: &Client, fields: &[(&str, &str)]) -> String {
    client.get("/people/new").expect_status(200);
    let seen = client.post("/people/new", fields);
    seen.expect_status(200);
    file_of(&seen)
}
fn file_of(seen: &Seen) -> String {
    let path = seen.path.split('?').next().unwrap().to_owned();
    assert!(path.starts_with("/people/") && path != "/people/new", "{}: {}", seen.path, seen.text());
    path
}

#[test]
fn the_words_are_whole_in_both_languages() {
    let wrong = web::check::check(&area().sources());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_its_word() {
    let sources = area().sources();
    let words = web::Words::new(&sources).unwrap();
    let lists: [(&str, Vec<&str>); 9] = [
        ("document-kind", DocumentKind::ALL.iter().map(|c| c.code()).collect()),
        ("seen", Seen_::ALL.iter().map(|c| c.code()).collect()),
        ("channel", Channel::ALL.iter().map(|c| c.code()).collect()),
        ("kin", Kin::ALL.iter().map(|c| c.code()).collect()),
        ("leaving", LeavingReason::ALL.iter().map(|c| c.code()).collect()),
        ("accompaniment", Accompaniment::ALL.iter().map(|c| c.code()).collect()),
        ("other-name", OtherNameKind::ALL.iter().map(|c| c.code()).collect()),
        ("silence", vec!["not_asked", "does_not_know", "prefers_not_to_say"]),
        ("sex", vec!["female", "male", "other", "prefers_not_to_say", "not_asked"]),
    ];
    for (prefix, codes) in lists {
        for code in codes {
            let key = told::word_key(prefix, code);
            assert!(kernel::Lang::ALL.iter().all(|lang| words.has(*lang, &key)), "{key}");
        }
    }
}
use crate::model::Seen as Seen_;

#[test]
fn a_name_is_enough_to_register_and_everything_else_may_be_told() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ixchel")]);
    client.get(&path).expect("Ixchel").expect("PAN-P-000001").expect("No se preguntó");
    let whole = [
        ("name_told", "Marisol Quintero Zeledón"),
        ("given", "Marisol"),
        ("first_surname", "Quintero"),
        ("second_surname", "Zeledón"),
        ("known_as", "Mari"),
        ("birth", "3 4 1988"),
        ("birth_place", "Estelí"),
        ("sex", "female"),
        ("nationality", "nicaragua"),
        ("language", "español"),
        ("language_2", "misquito"),
        ("document_kind", "national_id"),
        ("document_number", "001-030488-0001X"),
        ("document_country", "Nicaragua"),
        ("phone", "+505 8123 4567"),
        ("safe_rule", "Solo por la mañana"),
        ("may_leave_message", "no"),
        ("needs", "SM"),
        ("care", "female_interviewer"),
    ];
    let path = registered(&client, &whole);
    let file = client.get(&path);
    for words in [
        "36 años",
        "Nicaragua",
        "español, misquito",
        "001-030488-0001X",
        "Solo por la mañana",
        "enfermedad grave",
    ] {
        file.expect(words);
    }
    file.expect("entrevistadora e intérprete mujeres")
        .expect("PAN-P-000002")
        .expect("Se registró a la persona");
    assert!(!file.body().contains("⟦"), "a word is missing: {}", file.text());
}

#[test]
fn what_is_wrong_is_said_at_the_field_and_what_was_typed_stays() {
    let house = house();
    let client = officer(&house);
    client.get("/people/new");
    let long = "x".repeat(400);
    let typed = [
        ("name_told", ""),
        ("given", long.as_str()),
        ("birth", "1 1 2031"),
        ("nationality", "Atlantis"),
        ("language", "klingon"),
        ("document_number", "A1"),
        ("phone", "call me"),
        ("needs", "SV"),
    ];
    let seen = client.post("/people/new", &typed);
    seen.expect_status(422);
    for words in [
        "Esa fecha todavía no llega",
        "No conocemos ese país",
        "No conocemos ese idioma",
        "Elija el tipo de documento",
    ] {
        seen.expect(words);
    }
    seen.expect("demasiado largo")
        .expect("Escriba el teléfono con números")
        .expect("no puede anotarse en este expediente");
    let form = seen.form("/people/new").unwrap();
    for (name, value) in [("birth", "1 1 2031"), ("nationality", "Atlantis"), ("phone", "call me")] {
        assert_eq!(form.value(name), Some(value));
    }
    client.get("/people").expect_no("PAN-P-");
}

#[test]
fn a_name_of_ten_megabytes_is_refused_kindly() {
    let house = house();
    let client = officer(&house);
    client.get("/people/new");
    let huge = "ñ".repeat(5_000_000);
    let seen = client.post("/people/new", &[("name_told", huge.as_str())]);
    assert!(matches!(seen.status, 413 | 422), "{}", seen.status);
    client.get("/people").expect_no("PAN-P-");
}

#[test]
fn one_form_sent_twice_registers_one_person() {
    let house = house();
    let client = officer(&house);
    client.get("/people/new");
    let one = client.post_once("/people/new", &[("name_told", "Ana Caal")]);
    let two = client.post_once("/people/new", &[("name_told", "Ana Caal")]);
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(one.header("location"), two.header("location"));
    assert_eq!(house.house.ledger.read(|r| r.records_of("person")).unwrap().len(), 1);
}

#[test]
fn people_are_found_by_name_number_and_paper_and_only_by_those_who_may() {
    let house = house();
    let client = officer(&house);
    let paper =
        [("document_kind", "passport"), ("document_number", "C 012-345"), ("document_country", "Venezuela")];
    let person =
        [[("name_told", "José Gregorio Vásquez"), ("birth", "1988"), ("sex", "male")].as_slice(), &paper]
            .concat();
    registered(&client, &person);
    registered(&client, &[("name_told", "Rosa Tzul")]);
    for typed in ["basques+jose", "VASQUEZ+GREGORIO", "pan-p-1", "c012345", "jose+1988", "gregorio+vazquez"] {
        let seen = searched(&client, &typed.replace('+', " "));
        seen.expect("José Gregorio Vásquez").expect("35 o 36 años");
    }
    searched(&client, "Bartolomé").expect("No encontramos a nadie");
    client.get("/people").expect("Rosa Tzul");
    let other = house.client_of(Role::RegistrationOfficer, "other");
    for typed in ["vasquez", "PAN-P-000001", "C012345"] {
        searched(&other, typed).expect("No encontramos a nadie").expect_no("Vásquez José");
    }
    other.get("/people").expect_no("Rosa");
}

/// The answer of a search, which stands in no address.
fn searched(client: &web::client::Client, typed: &str) -> web::client::Seen {
    client.get("/people");
    let seen = client.post("/people", &[("q", typed)]);
    assert_eq!(seen.path, "/people");
    seen
}

#[test]
fn a_typed_name_stands_in_no_address() {
    let house = house();
    let client = officer(&house);
    registered(&client, &[("name_told", "Rosa Tzul")]);
    let page = client.get("/people");
    assert!(page.forms().iter().any(|form| form.action == "/people" && form.method == "post"));
    client.get("/people?q=nobody").expect("Rosa Tzul").expect_no("nobody");
    for path in ["/households/new", "/people"] {
        client.get(path);
        let seen = client.post(path, &[("q", "rosa tzul")]);
        assert_eq!((seen.status, seen.path.as_str()), (200, path));
        seen.expect("Rosa Tzul");
        assert!(seen.links().iter().all(|link| !link.contains("rosa")), "{:?}", seen.links());
    }
}

#[test]
fn somebody_alike_stops_the_registration_and_never_forbids_it() {
    let house = house();
    let client = officer(&house);
    let first = registered(&client, &[("name_told", "Marisol Quintero Zeledón"), ("birth", "3 4 1988")]);
    client.get("/people/new");
    let again = [("name_told", "Marizol Kintero Zeledon"), ("birth", "1988"), ("phone", "6123 4567")];
    let stop = client.post("/people/new", &again);
    stop.expect_status(200)
        .expect("¿Es una de estas personas?")
        .expect("PAN-P-000001")
        .expect("el año de nacimiento");
    assert!(stop.links().contains(&first), "{:?}", stop.links());
    // Back to the form: everything typed is still there.
    let form = client.post("/people/new", &[("edit", "1")]);
    assert_eq!(form.form("/people/new").unwrap().value("phone"), Some("6123 4567"));
    client.post("/people/new", &[]).expect("¿Es una de estas personas?");
    let done = client.post("/people/new", &[("anyway", "1")]);
    done.expect("PAN-P-000002").expect("Marizol Kintero Zeledon").expect("6123 4567");
    // Of one name but of another generation: no stop.
    registered(&client, &[("name_told", "Marisol Quintero Zeledón"), ("birth", "2015")]);
}

#[test]
fn somebody_alike_in_another_office_is_not_shown() {
    let house = house();
    registered(&officer(&house), &[("name_told", "Marisol Quintero Zeledón")]);
    let other = house.client_of(Role::RegistrationOfficer, "other");
    registered(&other, &[("name_told", "Marisol Quintero Zeledón")]);
}

#[test]
fn a_correction_keeps_the_old_name_findable_and_its_reason_in_the_history() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Marisol Quintero"), ("birth", "1988")]);
    let correct = format!("{path}/correct");
    client.get(&correct);
    client.post(&correct, &[("name_told", "Marisela Quintero")]).expect_status(422).expect("Diga por qué");
    let seen = client.post(&correct, &[("reason", "Mostró su partida")]);
    seen.expect("Marisela Quintero")
        .expect("Mostró su partida")
        .expect("Se corrigió el nombre")
        .expect_no("Se corrigió el nacimiento");
    searched(&client, "marisol").expect("Marisela");
}

#[test]
fn two_people_on_one_form_see_both_versions_and_lose_nothing() {
    let house = house();
    let (one, two) = (officer(&house), officer(&house));
    let path = registered(&one, &[("name_told", "Ana Caal")]);
    let contact = format!("{path}/contact");
    one.get(&contact);
    two.get(&contact);
    one.post(&contact, &[("phone", "6111 1111")]).expect("Los cambios quedaron guardados");
    let stale = two.post(&contact, &[("phone", "6222 2222")]);
    stale.expect_status(409).expect("6111 1111").expect("6222 2222");
    assert_eq!(stale.form(&contact).unwrap().value("phone"), Some("6222 2222"));
    two.post(&contact, &[]).expect("6222 2222");
}

#[test]
fn papers_are_added_and_taken_back() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ana Caal")]);
    let papers = format!("{path}/documents");
    client.get(&papers).expect("No hay documentos");
    let add = [
        ("document_kind", "national_id"),
        ("document_number", "00016297-4"),
        ("document_country", "El Salvador"),
    ];
    client.post(&papers, &add).expect("00016297-4").expect("revise el número");
    searched(&client, "000162974").expect("Ana Caal");
    let withdraw = format!("{papers}/withdraw");
    client.get(&papers);
    client.post(&withdraw, &[("place", "0"), ("reason", "")]).expect_status(422);
    client.get(&papers);
    client.post(&withdraw, &[("place", "0"), ("reason", "Era de su hermana")]).expect("No hay documentos");
    searched(&client, "000162974").expect("No encontramos a nadie");
}

#[test]
fn needs_are_ticked_and_confirmed() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ana Caal"), ("needs", "SM")]);
    client.get(&path).expect("por confirmar");
    let needs = format!("{path}/needs");
    client.get(&needs);
    client
        .post(&needs, &[("needs", "SM"), ("confirmed", "SM"), ("care", "step_free")])
        .expect_no("por confirmar")
        .expect("acceso sin gradas");
}

#[test]
fn a_household_is_formed_grows_and_refuses_the_impossible() {
    let house = house();
    let client = officer(&house);
    let rosa = registered(&client, &[("name_told", "Rosa Tzul"), ("birth", "1990")]);
    let luis = registered(&client, &[("name_told", "Luis Mejía"), ("birth", "1985")]);
    let (rosa_id, luis_id) = (rosa.trim_start_matches("/people/"), luis.trim_start_matches("/people/"));
    client.get(&format!("/households/new?person={rosa_id}")).expect("Rosa Tzul");
    let home = client.post("/households/new", &[]);
    home.expect("PAN-H-000001").expect("persona de referencia");
    let path = home.path.split('?').next().unwrap().to_owned();
    let members = format!("{path}/members");

    // Somebody registered already, found by name; a husband.
    client.get(&path);
    client.post(&path, &[("q", "luis mejia")]).expect("Luis Mejía");
    let join = [("person", luis_id), ("kin", "spouse"), ("to", rosa_id)];
    client.post(&members, &join).expect("esposa o esposo de Rosa Tzul");
    client.get(&path);
    client.post(&path, &[("q", "luis")]);
    client.post(&members, &join).expect_status(422).expect("ya está en este hogar");

    // A new person straight into the household; a daughter older than her mother is asked about, not refused.
    let household = path.trim_start_matches("/households/");
    client.get(&format!("/people/new?household={household}")).expect("Entrará al hogar PAN-H-000001");
    let child = [("name_told", "Dayana Tzul"), ("birth", "1980"), ("kin", "child"), ("to", rosa_id)];
    client.post("/people/new", &child).expect("no es mayor que su hija");
    let file = client.post("/people/new", &[("anyway", "1")]);
    file.expect("Dayana Tzul").expect("Rosa Tzul");
    let dayana = file_of(&file);
    let dayana_id = dayana.trim_start_matches("/people/");

    // Nobody is their own mother, and nobody their own grandmother.
    client.get(&path);
    let relation = format!("{path}/relation");
    client
        .post(&relation, &[("person", dayana_id), ("kin", "parent"), ("to", dayana_id)])
        .expect_status(422)
        .expect("su propio familiar");
    client.get(&path);
    client
        .post(&relation, &[("person", rosa_id), ("kin", "child"), ("to", dayana_id)])
        .expect_status(422)
        .expect("su propio antepasado");

    // One person is in one household.
    client.get(&format!("/households/new?person={luis_id}"));
    client.post("/households/new", &[]).expect_status(422).expect("está en otro hogar");
    client.get(&path);
    client
        .post(&format!("{path}/leave"), &[("person", luis_id), ("leaving", "own_household")])
        .expect_no("Luis Mejía");
    client.get(&format!("/households/new?person={luis_id}"));
    client.post("/households/new", &[]).expect("PAN-H-000002");

    // Another office sees neither the household nor the people in it.
    house.client_of(Role::RegistrationOfficer, "other").get(&path).expect_status(404);
}

#[test]
fn the_file_says_who_looked_at_it() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ana Caal")]);
    client.get(&path).expect("Quién vio este expediente");
    let seen = house.client_of(Role::EligibilityOfficer, "own").get(&path);
    seen.expect("Quién vio este expediente").expect("Oficina propia");
    assert_eq!(house.client_of(Role::Administrator, "own").get(&path).status, 404);
}

#[test]
fn pages_speak_english_too_and_say_no_word_that_is_missing() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ana Caal"), ("birth", "2015")]);
    let pages = ["/people", "/people/new", "/households/new", &path];
    let of_file = ["correct", "contact", "needs", "documents"].map(|page| format!("{path}/{page}"));
    for page in pages.iter().map(|p| (*p).to_owned()).chain(of_file) {
        let seen = client.get(&page);
        seen.expect_status(200);
        assert!(!seen.body().contains('⟦'), "{page}: {}", seen.text());
        assert!(seen.bytes.len() < 100_000, "{page}: {} bytes", seen.bytes.len());
        assert_eq!(seen.body().matches("<h1").count(), 1, "{page}");
    }
}

#[test]
fn rows_rebuilt_from_the_log_are_the_rows_that_stood_there() {
    both(schema, |test| {
        let whole = Registration {
            documents: vec![Document {
                kind: DocumentKind::Passport,
                number: "C 012345".into(),
                issued_by: Country::new("VEN").ok(),
                seen: model::Seen::Original,
                expires: None,
                check_failed: false,
            }],
            ..born("Ana Caal", 1990)
        };
        let ana = register_in(test, whole);
        let child = register_in(test, born("Luz Caal", 2015));
        test.ledger
            .write(|tx| {
                let home = change::form(tx, &stamp(), Country::new("PAN").unwrap(), ana)?;
                change::join(tx, &stamp(), home, child, Kin::Child, ana)
            })
            .unwrap();
        let before = test.ledger.digest().unwrap();
        let rebuilt = test.ledger.rebuild(|_| ()).unwrap();
        assert_eq!(rebuilt.digest, before);
        assert_eq!(rebuilt.rows, 2 + 1 + 1 + 2);
        assert_eq!(test.ledger.prepare_all().unwrap(), Vec::<String>::new());
        test.ledger
            .read(|door| {
                assert_eq!(person::of_document(door, "c-012345")?, [ana]);
                assert_eq!(person::of_number(door, "PAN-P-1")?, Some(ana));
                let home = household::household_of(door, child)?.unwrap();
                assert_eq!((home.number.as_str(), home.members.len()), ("PAN-H-000001", 2));
                let head = person::find(door, child)?.unwrap();
                assert!(head.is_child_on(TODAY) && head.is_unaccompanied_or_separated_on(TODAY));
                assert_eq!(person::demographics(door)?.len(), 2);
                assert_eq!(facts::registrations(door)?.len(), 2);
                Ok::<_, ledger::Fault>(())
            })
            .unwrap();
    });
}

#[test]
fn offices_take_up_a_file_and_hand_it_over() {
    both(schema, |test| {
        let ana = register_in(test, named("Ana Caal"));
        let other = Office::from("other");
        let tied = || test.ledger.read(|door| crate::access::of_person(door, ana, TODAY)).unwrap().unwrap();
        test.ledger.write(|tx| handover::take_up(tx, &stamp(), ana, &other)).unwrap();
        assert_eq!(tied().offices, [Office::from("own"), other.clone()]);
        test.ledger.write(|tx| handover::hand_over(tx, &stamp(), ana, &Office::from("own"))).unwrap();
        test.ledger.write(|tx| handover::hand_over(tx, &stamp(), ana, &other)).unwrap();
        assert_eq!((tied().offices, tied().offices_former), (vec![other.clone()], vec![Office::from("own")]));
    });
}

#[test]
fn the_index_follows_the_log_and_nothing_else() {
    both(schema, |test| {
        let index = PeopleIndex::default();
        let found = |name: &str| {
            test.ledger
                .read(|door| index.search(door, &name_index::Query::name(name), 5))
                .unwrap()
                .first()
                .map(|h| h.person)
        };
        assert_eq!(found("ana caal"), None);
        let ana = register_in(test, named("Ana Caal"));
        assert_eq!(found("anna kaal"), Some(ana));
        let rosa = register_in(test, named("Rosa Tzul"));
        assert_eq!(found("tzul rosa"), Some(rosa));
        assert_eq!(index.people(), 2);
    });
}

/// Every kind of statement as it was first written: it must be readable for ever and lead to the same state.
#[test]
fn statements_of_the_first_day_are_still_understood() {
    let golden = include_str!("../golden/person.v1.json");
    let events: Vec<PersonEvent> = serde_json::from_str(golden).unwrap();
    assert_eq!(events.len(), 12, "one of each kind");
    let mut person = Person::default();
    events.iter().for_each(|event| fold::person(&mut person, event, jiff::Timestamp::UNIX_EPOCH));
    assert_eq!(person.names.name.as_told, "Ana María Caal");
    assert_eq!(person.former_names, ["Ana Caal"]);
    assert_eq!(person.office(), Office::from("onpar"));
    assert_eq!(person.age_on(TODAY), Some(33));
    assert_eq!(person.documents_standing().count(), 1);
    let written = serde_json::to_value(&events).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(golden).unwrap());
    assert_eq!(<Person as Record>::version("registered"), 1);
}

#[test]
fn households_of_the_first_day_are_still_understood() {
    let golden = include_str!("../golden/household.v1.json");
    let events: Vec<HouseholdEvent> = serde_json::from_str(golden).unwrap();
    let mut home = Household::default();
    events.iter().for_each(|event| fold::household(&mut home, event));
    let present: Vec<_> = home.present().map(|m| m.kin).collect();
    assert_eq!(present, [Kin::Focal, Kin::AuntOrUncle]);
    assert_eq!(home.focal, home.members.last().map(|m| m.person));
    let written = serde_json::to_value(&events).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(golden).unwrap());
}

#[test]
fn an_unknown_household_or_person_is_not_there() {
    let house = house();
    let client = officer(&house);
    let nobody = "018f0000-0000-7000-8000-00000000ffff";
    for path in [
        format!("/people/{nobody}"),
        format!("/households/{nobody}"),
        "/people/x".to_owned(),
        format!("/people/new?household={nobody}"),
    ] {
        assert_eq!(client.get(&path).status, 404, "{path}");
    }
    assert!(crate::area().routes.iter().all(|r| r.permission != Permission::Public));
    let loaded =
        house.house.ledger.read(|door| door.load::<Household>(HouseholdId(uuid::Uuid::nil()).0)).unwrap();
    assert!(loaded.is_none());
}
