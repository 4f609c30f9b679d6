//! Papers and their pictures, as officers add and look at them; what may not be sent, and what is left of it.

use crate::tests::{house, officer, registered};
use kernel::Role;
use web::FILE_BYTES_MAX;
use web::testing::TestHouse;

/// A PDF of one page that says nothing.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";

fn with_paper(house: &TestHouse) -> (web::client::Client, String) {
    let client = officer(house);
    let paper = [("document_kind", "passport"), ("document_number", "C0123456")];
    let file = registered(&client, &[&[("name_told", "Ixchel Inventada")][..], &paper].concat());
    client.get(&file).expect("Escaneos y fotografías");
    (client, file)
}

fn pages(house: &TestHouse) -> u64 {
    house.test.ledger.verify(|_| ()).unwrap().files
}

#[test]
fn a_scan_is_added_looked_at_and_noted_as_replaced() {
    let house = house();
    let (client, file) = with_paper(&house);
    let scans = format!("{file}/scans");
    client.get(&scans).expect("todavía no tiene escaneo");
    let seen = client.post_file(&scans, &[("scan_note", "la primera página")], ("scan", PDF));
    seen.expect_status(200).expect("El escaneo quedó guardado").expect("la primera página");
    client.get(&file).expect("un escaneo");
    client.get(&format!("{scans}/0")).expect("Descargar el PDF");
    let handed = client.get(&format!("{scans}/0/file"));
    assert_eq!((handed.status, handed.bytes.as_slice()), (200, PDF));
    let header = |name: &str| handed.header(name).unwrap_or_default();
    assert!(header("content-disposition").starts_with("attachment; filename=\"PAN-P-000001-0.pdf\""));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    let better = [PDF, b"% sharper\n%%EOF\n"].concat();
    client.get(&scans);
    client.post_file(&scans, &[("replaces", "0")], ("scan", &better)).expect("reemplazado");
    client.get(&format!("{scans}/0")).expect("Otro escaneo tomó el lugar de este");
    client.get(&file).expect("un escaneo");
    house.test.ledger.verify(|_| ()).unwrap();
    let live = house.test.ledger.digest().unwrap();
    assert_eq!(house.test.ledger.rebuild(|_| ()).unwrap().digest, live);
}

#[test]
fn what_may_not_be_kept_is_told_at_the_field_and_the_rest_stays() {
    let house = house();
    let (client, file) = with_paper(&house);
    let scans = format!("{file}/scans");
    let long = vec![0u8; FILE_BYTES_MAX + 1];
    let active = b"%PDF-1.4\n<< /JavaScript (app) >>\n%%EOF";
    for (bytes, told) in [
        (b"<svg onload='x'/>".as_slice(), "no es una imagen JPEG o PNG ni un PDF"),
        (long.as_slice(), "caben hasta 8 MB"),
        (active.as_slice(), "trae programas"),
        (b"\xff\xd8\xff\xe0", "dañado"),
        (b"", "Elija un archivo"),
    ] {
        client.get(&scans);
        let seen = client.post_file(&scans, &[("scan_note", "la segunda página")], ("scan", bytes));
        seen.expect_status(422).expect(told);
        assert!(seen.body().contains("la segunda página"), "what was typed stays");
    }
    assert_eq!(pages(&house), 0);
}

#[test]
fn the_same_form_sent_twice_adds_one_scan_and_the_same_file_is_told() {
    let house = house();
    let (client, file) = with_paper(&house);
    let scans = format!("{file}/scans");
    client.get(&scans);
    let (kind, form) = client.with_file(&scans, &[], ("scan", PDF));
    for _ in 0..2 {
        client.send("POST", &scans, Some(form.clone()), &[("content-type", &kind)]).expect_status(303);
    }
    client.get(&file).expect("un escaneo");
    client.get(&scans);
    client.post_file(&scans, &[], ("scan", PDF)).expect_status(422).expect("ya está guardado");
    assert_eq!(pages(&house), 1);
}

#[test]
fn whoever_may_not_read_the_file_sees_of_its_scans_what_an_absent_file_shows() {
    let house = house();
    let (client, file) = with_paper(&house);
    let scans = format!("{file}/scans");
    client.get(&scans);
    client.post_file(&scans, &[], ("scan", PDF)).expect_status(200);
    let stranger = house.client_of(Role::RegistrationOfficer, "other");
    let absent = file.split('/').next_back().unwrap().to_owned();
    let absent = scans.replace(&absent, "018f0000-0000-7000-8000-000000000bad");
    for tail in ["", "/0", "/0/file"] {
        let hidden = stranger.send("GET", &format!("{scans}{tail}"), None, &[]);
        let nothing = stranger.send("GET", &format!("{absent}{tail}"), None, &[]);
        assert_eq!((hidden.status, &hidden.bytes), (404, &nothing.bytes));
    }
    stranger.get("/people");
    stranger.post_file(&scans, &[], ("scan", PDF)).expect_status(404);
    // Each look of those who may is written down.
    let person = file.rsplit('/').next().unwrap().parse().unwrap();
    let reads = || house.house.access.reads_of(access::Kind::Person, person).unwrap().len();
    let before = reads();
    client.get(&format!("{scans}/0/file")).expect_status(200);
    assert_eq!(reads(), before + 1);
}
