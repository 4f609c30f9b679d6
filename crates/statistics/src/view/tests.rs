//! The statistician's pages in a browser: no cut yet, a first cut, its tables, its files, and who may not.

use crate::tests::invented_facts;
use crate::{FactSources, import_bundled};
use kernel::Role;
use web::Rooms;
use web::testing::TestHouse;

fn house(persons: u64) -> TestHouse {
    let mut rooms = Rooms::new();
    let facts = invented_facts(persons, 28, 3);
    rooms.put(FactSources(vec![Box::new(move |_| Ok(facts.clone()))]));
    TestHouse::new(vec![crate::area()], std::sync::Arc::new(|_, _, _| Ok(None)), rooms)
}

#[test]
fn a_first_cut_brings_tables_and_published_figures() {
    let house = house(1_500);
    import_bundled(&house.test.ledger).unwrap();
    let client = house.client_of(Role::Statistician, "own");
    client.get("/statistics").expect("Todavía no hay ningún corte de datos");
    client.get("/statistics/table.csv").expect_status(404);
    let seen = client.post("/statistics/cut", &[("up_to", "3 6 2024")]);
    seen.expect_status(200).expect("El corte está hecho").expect("Corte de datos al 3 de junio de 2024");
    seen.expect("Solicitudes de asilo por mes").expect("© UNHCR, CC BY 4.0").expect("Expedientes");
    seen.expect("reducido a escala");
    assert!(seen.body().len() < 100_000, "{} bytes", seen.body().len());
}

#[test]
fn every_table_is_a_page_a_csv_and_a_json_in_both_languages() {
    let house = house(1_500);
    let client = house.client_of(Role::Statistician, "own");
    client.post("/statistics/cut", &[("up_to", "2024-06-03")]).expect_status(200);
    for series in crate::Series::ALL {
        for by in series.divisions().iter().filter(|by| !by.is_empty()) {
            let by = by.iter().map(|d| d.code()).collect::<Vec<_>>().join(",");
            let query = format!("series={}&by={by}", series.code());
            let page = client.get(&format!("/statistics?{query}"));
            page.expect_status(200).expect_no("⟦");
            assert!(page.body().len() < 100_000, "{query}: {} bytes", page.body().len());
            client.get(&format!("/statistics/table.csv?{query}")).expect_status(200).expect("value,withheld");
            client
                .get(&format!("/statistics/table.json?{query}"))
                .expect_status(200)
                .expect("withheld_count");
        }
    }
    let english = house.client().preferring("en");
    english.sign_in("statistician.own");
    english.get("/statistics?by=month,origin").expect_no("⟦");
}

#[test]
fn a_cut_of_a_day_to_come_is_refused_at_its_field() {
    let house = house(20);
    let client = house.client_of(Role::Statistician, "own");
    client.get("/statistics");
    let seen = client.post("/statistics/cut", &[("up_to", "1 1 2031")]);
    seen.expect_status(422).expect("Ese día todavía no ha llegado");
    assert!(seen.body().contains(r#"value="1 1 2031""#), "what was typed is kept");
    client.get("/statistics");
    client.post("/statistics/cut", &[("up_to", "ayer")]).expect_status(422);
}

#[test]
fn others_read_and_do_not_cut() {
    let house = house(20);
    let statistician = house.client_of(Role::Statistician, "own");
    statistician.get("/statistics");
    statistician.post("/statistics/cut", &[("up_to", "2024-06-03")]).expect_status(200);
    let officer = house.client_of(Role::EligibilityOfficer, "own");
    officer.get("/statistics").expect_status(200).expect_no("Hacer un nuevo corte");
}
