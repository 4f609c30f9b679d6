//! The list and the pages of pledges: gathered, filtered, declared and computed.

use super::*;
use crate::catalogue::catalogue;
use crate::{Indicator, Indicators};
use kernel::Role;
use web::Rooms;
use web::testing::TestHouse;

#[test]
fn however_it_is_gathered_every_pledge_appears_once() {
    let all = catalogue().unwrap();
    for by in By::ALL {
        let choice = Choice { by, state: None, area: None };
        let mut ids: Vec<&str> =
            gathered(all, &choice).iter().flat_map(|(_, list)| list.iter().map(|p| p.id.as_str())).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 31, "{by:?}");
    }
}

#[test]
fn filters_are_read_and_nonsense_is_not() {
    let own = Country::new("PAN").unwrap();
    let read =
        |pairs: &[(&'static str, &'static str)]| Choice::of(&Fields::from_pairs(pairs.iter().copied()), own);
    let choice = read(&[("by", "area"), ("state", "pan"), ("area", "magic")]);
    assert_eq!(choice, Choice { by: By::Area, state: Some(own), area: None });
    assert_eq!(read(&[]).state, Some(own), "the house's own pledges come first");
    assert_eq!(read(&[("state", "HND")]).state, Country::new("HND").ok());
    assert_eq!(read(&[("state", "all")]).state, None);
}

fn house() -> TestHouse {
    let mut rooms = Rooms::new();
    let measure = |numerator, denominator| -> crate::Compute {
        Box::new(move |_, as_of| Ok(casework::facts::Measure { numerator, denominator, as_of }))
    };
    rooms.put(Indicators(vec![
        Indicator { id: "PA-07384-b", compute: measure(120, 150) },
        Indicator { id: "PA-07386-b", compute: measure(3, 7) },
    ]));
    TestHouse::new(vec![crate::area()], std::sync::Arc::new(|_, _, _| Ok(None)), rooms)
}

#[test]
fn all_texts_stand_on_the_list_as_they_are() {
    let house = house();
    let client = house.client_of(Role::EligibilityOfficer, "own");
    let all = catalogue().unwrap();
    for by in By::ALL {
        let seen = client.get(&format!("/pledges?state=all&by={}", by.code()));
        seen.expect_status(200).expect_no("⟦");
        for pledge in &all.pledges {
            let written = pledge.official_text.replace('&', "&amp;").replace('"', "&quot;");
            assert!(seen.body().contains(&written), "{}", pledge.id);
        }
    }
    client.get("/pledges?state=PAN").expect("Se muestran 4 compromisos").expect_no("GRF-07996");
    for id in all.pledges.iter().map(|p| &p.id).chain(all.regional_commitments.iter().map(|c| &c.key)) {
        client
            .get(&format!("/pledges/{id}"))
            .expect_status(200)
            .expect_no("⟦")
            .expect_no("Declarar el estado");
    }
    client.get("/pledges/GRF-0").expect_status(404);
    client.get("/pledges/list.json").expect_status(200).expect("GRF-07384");
}

#[test]
fn computed_stands_beside_declared_and_few_are_withheld() {
    let house = house();
    let client = house.client_of(Role::PledgeFocalPoint, "own");
    client.get("/pledges/GRF-07384").expect("80.0 %").expect("120 de 150").expect("Sin declarar");
    client.get("/pledges/GRF-07386").expect("Reservado").expect_no("3 de 7");
    client.get("/pledges/GRF-07384");
    let note = "Archivo digitalizado.";
    let sent = [("status", "in_progress"), ("on", "3 6 2024"), ("note", note)];
    let seen = client.post("/pledges/GRF-07384/declare", &sent);
    seen.expect_status(200)
        .expect("La declaración quedó anotada")
        .expect("En curso")
        .expect(note)
        .expect("120 de 150");
    client.get("/pledges?state=PAN").expect("En curso");
}

#[test]
fn a_declaration_needs_all_of_it_and_keeps_what_was_typed() {
    let house = house();
    let client = house.client_of(Role::PledgeFocalPoint, "own");
    client.get("/pledges/GRF-07384");
    let seen = client.post("/pledges/GRF-07384/declare", &[("on", "1 1 2030"), ("note", "Lo hecho.")]);
    seen.expect_status(422).expect("Ese día todavía no ha llegado").expect("Lo hecho.");
}

#[test]
fn nobody_declares_for_another_state() {
    let house = house();
    let client = house.client_of(Role::PledgeFocalPoint, "own");
    client.get("/pledges/GRF-07996").expect_no("Declarar el estado");
    client.get("/pledges/GRF-07384");
    let form = client
        .filled("/pledges/GRF-07384/declare", &[("status", "planned"), ("on", "1 6 2024"), ("note", "x")]);
    let seen = client.post_raw("/pledges/GRF-07996/declare", form.encode().into_bytes());
    seen.expect("Este compromiso es de otro Estado");
}
