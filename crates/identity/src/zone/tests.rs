//! What a zone proposes and where it differs; and the two pages that read one.

use super::*;
use crate::model::{Answer, Nationality};
use crate::tests::{TODAY, house, named, officer, registered};
use kernel::Role;

const STATELESS: [&str; 3] =
    ["IRPANE800123455<<<<<<<<<<<<<<<", "8804031F3106305XXA<<<<<<<<<<<0", "TEJADA<<MARISOL<<<<<<<<<<<<<<<"];
const PASSPORT: [&str; 2] =
    ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];

/// A zone of an invented document, written by the standard.
fn zone(code: &str, issuer: &str, nationality: &str, names: (&str, &str)) -> Reading {
    let state = |code| StateCode::new(code).unwrap();
    let lines = mrz::write(
        &mrz::Zone {
            form: if code.starts_with('P') { mrz::Form::Td3 } else { mrz::Form::Td1 },
            document_code: code.into(),
            issuer: state(issuer),
            number: "A1234567".into(),
            primary: names.0.into(),
            secondary: names.1.into(),
            nationality: state(nationality),
            birth: PartialDate::parse("1988-04-03", TODAY).ok(),
            sex: ZoneSex::Female,
            expiry: PartialDate::parse("2031-06-30", TODAY).ok(),
            optional: mrz::Optional::default(),
        },
        Letters::Plain,
    );
    let lines = lines.unwrap();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    mrz::read(&lines, TODAY).unwrap()
}

fn own(name: &str, birth: &str, sex: Option<Sex>) -> OwnWords {
    OwnWords {
        names: vec![name.to_owned()],
        birth: PartialDate::parse(birth, TODAY).ok(),
        sex,
        nationalities: Vec::new(),
    }
}

#[test]
fn a_zone_proposes_the_kind_and_country_of_its_paper() {
    for (code, issuer, nationality, expected, country) in [
        ("P", "HND", "HND", DocumentKind::Passport, "HND"),
        ("P", "PAN", "XXA", DocumentKind::TravelDocument, "PAN"),
        ("P", "CRI", "XXB", DocumentKind::TravelDocument, "CRI"),
        ("P", "UNO", "SWE", DocumentKind::TravelDocument, ""),
        ("P", "D", "D", DocumentKind::Passport, "DEU"),
        ("P", "GBD", "GBD", DocumentKind::Passport, "GBR"),
        ("ID", "SLV", "SLV", DocumentKind::NationalId, "SLV"),
        ("IR", "PAN", "XXA", DocumentKind::ResidenceCard, "PAN"),
        ("C", "CRI", "NIC", DocumentKind::ResidenceCard, "CRI"),
        ("AC", "PAN", "PAN", DocumentKind::Other, "PAN"),
        ("P", "QQQ", "QQQ", DocumentKind::Passport, ""),
    ] {
        let reading = zone(code, issuer, nationality, ("Tejada", "Marisol"));
        assert_eq!(kind(&reading), expected, "{code} {issuer} {nationality}");
        let found = super::country(reading.issuer).map(|c| c.code().to_owned()).unwrap_or_default();
        assert_eq!(found, country, "{code} {issuer}");
    }
}

#[test]
fn a_name_agrees_however_a_state_spells_it() {
    for (paper, said) in [
        (("Muñoz", "Ana"), "Ana Muñoz"),
        (("Muñoz", "Ana"), "ana munoz Castillo"),
        (("Agüero Pérez", "José"), "José Agüero Pérez"),
        (("O'Neill", "Mary-Jane"), "Mary Jane ONeill"),
        (("Gil", ""), "Ana Gil"),
    ] {
        let reading = zone("P", "HND", "HND", paper);
        assert_eq!(differences(&reading, &own(said, "1988-04-03", None)), [], "{paper:?} {said}");
    }
    let reading = zone("P", "HND", "HND", ("Muñoz", "Ana"));
    assert_eq!(differences(&reading, &own("Rosa Muñoz", "1988-04-03", None)), [Difference::Name]);
}

#[test]
fn what_a_person_did_not_say_differs_from_nothing() {
    let reading = zone("P", "HND", "HND", ("Gil", "Ana"));
    assert_eq!(differences(&reading, &OwnWords::default()), []);
    for (birth, sex, expected) in [
        ("1988", Some(Sex::Female), vec![]),
        ("1988-04-03", Some(Sex::Other), vec![]),
        ("1988-04-04", None, vec![Difference::Birth]),
        ("1990", Some(Sex::Male), vec![Difference::Birth, Difference::Sex]),
    ] {
        assert_eq!(differences(&reading, &own("Ana Gil", birth, sex)), expected, "{birth}");
    }
    let mut about = own("Ana Gil", "1990", None);
    about.birth = about.birth.map(|date| date.estimated(true));
    assert_eq!(differences(&reading, &about), [], "an estimate is no statement");
}

#[test]
fn the_other_century_of_two_digits_agrees_too() {
    let mut reading = zone("P", "HND", "HND", ("Gil", "Ana"));
    reading.birth = mrz::birth("200110", TODAY);
    assert_eq!(reading.birth.known().unwrap().to_string(), "2020-01-10");
    assert_eq!(differences(&reading, &own("Ana Gil", "1920", None)), []);
    assert_eq!(differences(&reading, &own("Ana Gil", "1921", None)), [Difference::Birth]);
}

#[test]
fn lines_fill_the_form_and_nothing_is_kept_before_an_officer_says_so() {
    let house = house();
    let client = officer(&house);
    let path = registered(
        &client,
        &[("name_told", "Anna Maria Eriksson"), ("birth", "12 8 1974"), ("sex", "female")],
    );
    let papers = format!("{path}/documents");
    client.get(&papers).expect("Leer las líneas de lectura mecánica");
    let seen = client.post(&papers, &[("zone_lines", PASSPORT.join("\n").as_str()), ("read_zone", "read")]);
    seen.expect_status(200)
        .expect("Se leyeron las líneas")
        .expect("ANNA MARIA ERIKSSON")
        .expect("12 ago 1974");
    seen.expect("No conocemos el código «UTO»").expect("El emisor anotó además: ZE184226B");
    seen.expect_no("es distint");
    let form = seen.form(&papers).unwrap();
    for (name, value) in
        [("document_kind", "passport"), ("document_number", "L898902C3"), ("document_expires", "15 4 2012")]
    {
        assert_eq!(form.value(name), Some(value), "{name}");
    }
    let another = officer(&house);
    another.get(&papers).expect("No hay documentos anotados");
    // The officer corrects what they like, and the form is sent as any other.
    client.post(&papers, &[("document_country", "Suecia"), ("read_zone", "")]);
    client.get(&path).expect("L898902C3").expect("Suecia").expect_no("ZE184226B");
}

#[test]
fn a_wrong_digit_is_told_and_blocks_nothing() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ana Gil"), ("birth", "1990"), ("sex", "male")]);
    let papers = format!("{path}/documents");
    client.get(&papers);
    let wrong = PASSPORT.join("\n").replace("7408122", "7408132");
    let seen = client.post(&papers, &[("zone_lines", wrong.as_str()), ("read_zone", "read")]);
    seen.expect_status(200)
        .expect("La cifra de control de la fecha de nacimiento no concuerda")
        .expect("El nombre del documento es distinto")
        .expect("La fecha de nacimiento del documento es distinta")
        .expect("El sexo del documento es distinto");
    assert_eq!(seen.form(&papers).unwrap().value("document_number"), Some("L898902C3"));
    client.post(&papers, &[("read_zone", "")]);
    client.get(&path).expect("L898902C3");
}

#[test]
fn in_doubt_nobody_but_the_officer_chooses() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Anna Maria Eriksson")]);
    let papers = format!("{path}/documents");
    client.get(&papers);
    let read = PASSPORT.join("\n").replace("L898902C3", "L8989O2C3");
    let seen = client.post(&papers, &[("zone_lines", read.as_str()), ("read_zone", "read")]);
    seen.expect("de más de una manera")
        .expect("Usar la lectura con el número L898902C3")
        .expect("Usar la lectura con el número L8989O2C3")
        .expect("se leyó «O» y se tomó «0»");
    assert_eq!(seen.form(&papers).unwrap().value("document_number"), Some(""));
    let chosen = client.post(&papers, &[("zone_lines", read.as_str()), ("read_zone", "use-0")]);
    assert_eq!(chosen.form(&papers).unwrap().value("document_number"), Some("L898902C3"));
}

#[test]
fn what_is_no_zone_is_said_at_the_field_and_what_was_typed_stays() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ana Gil")]);
    let papers = format!("{path}/documents");
    client.get(&papers);
    let typed = [("zone_lines", "P<UTO"), ("document_number", "A 1"), ("read_zone", "read")];
    let seen = client.post(&papers, &typed);
    seen.expect_status(422).expect("No encontramos ahí las líneas de un documento");
    let form = seen.form(&papers).unwrap();
    assert_eq!(form.value("document_number"), Some("A 1"));
    let long = "<".repeat(2_000);
    client.post(&papers, &[("zone_lines", long.as_str()), ("read_zone", "read")]).expect_status(422);
    let empty = client.post(&papers, &[("zone_lines", ""), ("read_zone", "read")]);
    empty.expect_status(422).expect("No encontramos ahí las líneas");
}

#[test]
fn a_card_of_a_stateless_person_is_ordinary_and_sets_no_nationality() {
    let house = house();
    let client = officer(&house);
    client.get("/people/new");
    let lines = STATELESS.join("\n");
    let typed = [
        ("name_told", "Marisol Tejada"),
        ("nationality_silence", "not_asked"),
        ("phone", "6123 4567"),
        ("zone_lines", lines.as_str()),
        ("read_zone", "read"),
    ];
    let seen = client.post("/people/new", &typed);
    seen.expect_status(200).expect("no tiene nacionalidad (apátrida)").expect_no("no concuerda");
    let form = seen.form("/people/new").unwrap();
    for (name, value) in [
        ("name_told", "Marisol Tejada"),
        ("phone", "6123 4567"),
        ("nationality", ""),
        ("birth", ""),
        ("document_kind", "residence_card"),
        ("document_country", "Panamá"),
        ("document_number", "E80012345"),
        ("name_on_document", ""),
    ] {
        assert_eq!(form.value(name), Some(value), "{name}");
    }
    client.get("/people").expect_no("PAN-P-");
}

#[test]
fn a_name_that_differs_is_kept_as_the_name_on_the_paper() {
    let house = house();
    let client = officer(&house);
    client.get("/people/new");
    let lines = STATELESS.join("\n");
    let typed = [("name_told", "Mari"), ("zone_lines", lines.as_str()), ("read_zone", "read")];
    let seen = client.post("/people/new", &typed);
    assert_eq!(seen.form("/people/new").unwrap().value("name_on_document"), Some("MARISOL TEJADA"));
}

#[test]
fn nobody_reads_lines_who_may_not_write_papers_down() {
    let house = house();
    let client = officer(&house);
    let path = registered(&client, &[("name_told", "Ana Gil")]);
    let other = house.client_of(Role::RegistrationOfficer, "other");
    other.get("/people/new");
    let papers = format!("{path}/documents");
    let seen = other.post(&papers, &[("zone_lines", PASSPORT.join("\n").as_str()), ("read_zone", "read")]);
    seen.expect_status(404).expect_no("ERIKSSON");
}

#[test]
fn a_form_of_somebody_new_says_what_was_typed_so_far() {
    let mut registration = named("Ana Gil");
    registration.nationality =
        Nationality { nationalities: Answer::Told(vec![Country::STATELESS]), former_residence: None };
    let own = OwnWords::of_form(&registration);
    assert_eq!((own.names, own.nationalities), (vec!["Ana Gil".to_owned()], vec![Country::STATELESS]));
}
