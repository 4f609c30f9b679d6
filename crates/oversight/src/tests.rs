//! The area as a whole: its words, and its pages as each role meets them.

use access::Resource;
use casework::Laws;
use kernel::{Office, Role};
use web::testing::TestHouse;
use web::{Relations, Rooms, check};

fn house() -> TestHouse {
    let relations: Relations =
        std::sync::Arc::new(|_, kind, id| Ok(Some(Resource::new(kind, id, Office::from("other")))));
    let mut rooms = Rooms::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries/pan");
    let mut files = std::collections::BTreeMap::new();
    for file in ["country.toml", "calendar.toml"] {
        files.insert(file.to_owned(), std::fs::read_to_string(root.join(file)).unwrap());
    }
    for entry in std::fs::read_dir(root.join("procedures")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            let name = format!("procedures/{}", path.file_name().unwrap().to_string_lossy());
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    rooms.put(crate::retention::GoesAlong(|_, _| Ok(Vec::new())));
    rooms.put(Laws::new(procedure::Law::load(&files).unwrap_or_else(|errors| panic!("{errors:?}"))));
    TestHouse::new(vec![identity::area(), casework::area(), super::area()], relations, rooms)
}

#[test]
fn the_words_are_complete_in_both_languages() {
    let sources = super::area().sources();
    assert_eq!(check::check(&sources), Vec::<String>::new());
    let code = [
        include_str!("lib.rs"),
        include_str!("board.rs"),
        include_str!("names.rs"),
        include_str!("readers.rs"),
        include_str!("own_file.rs"),
        include_str!("glass/page.rs"),
        include_str!("breach/page.rs"),
        include_str!("alarm/page.rs"),
        include_str!("decoy/page.rs"),
        include_str!("retention/page.rs"),
    ]
    .concat();
    assert_eq!(check::unknown(&sources, &code), Vec::<String>::new());
}

#[test]
fn anybody_reports_an_incident_and_the_data_officer_follows_it_to_its_end() {
    let house = house();
    let border = house.client_of(Role::BorderOfficer, "own");
    assert_eq!(border.get("/breaches").status, 403);
    let refused =
        border.post("/breaches/new", &[("kind", "lost"), ("noticed_on", "1 1 2199"), ("told", "x")]);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("todavía no ha llegado"), "{}", refused.text());
    let today = house.house.today().to_string();
    let told = [
        ("kind", "lost"),
        ("noticed_on", today.as_str()),
        ("noticed_at", ""),
        ("told", "Se perdió una tableta."),
    ];
    let sent = border.post("/breaches/new", &told);
    assert!(sent.text().contains("INC-0001"), "{}", sent.text());
    let officer = house.client_of(Role::DataProtectionOfficer, "own");
    let board = officer.get("/data-protection");
    assert!(board.text().contains("INC-0001"), "{}", board.text());
    let href = board.body().split("href=\"/breaches/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = format!("/breaches/{href}");
    let silent = officer.post(&page, &[("act", "closed"), ("note", "")]);
    assert_eq!(silent.status, 422, "{}", silent.text());
    let done = officer.post(&page, &[("act", "authority_told"), ("reference", "ANTAI-7"), ("note", "")]);
    assert!(done.text().contains("ANTAI-7"), "{}", done.text());
}

#[test]
fn a_file_of_no_known_number_is_not_opened_and_what_was_typed_stays() {
    let house = house();
    let officer = house.client_of(Role::EligibilityOfficer, "own");
    let why = "El hospital pregunta por los medicamentos de la niña y la oficina no responde.";
    let seen =
        officer.post("/break-glass", &[("number", "PAN-1900-00001"), ("reason", why), ("sure", "yes")]);
    assert_eq!(seen.status, 422);
    assert!(seen.body().contains(why), "{}", seen.text());
    let short =
        officer.post("/break-glass", &[("number", "PAN-1900-00001"), ("reason", "urge"), ("sure", "yes")]);
    assert!(short.text().contains("al menos una oración"), "{}", short.text());
    assert_eq!(house.client_of(Role::Statistician, "own").get("/break-glass").status, 403);
}
