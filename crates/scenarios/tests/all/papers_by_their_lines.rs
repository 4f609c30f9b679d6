//! A paper is written down from its machine readable lines: the officer checks each fact before it is kept, a wrong digit warns
//! and blocks nobody, a card of a stateless person is as ordinary as a passport. The lines are kept nowhere.

use kernel::Sex;
use scenarios::house::both;
use scenarios::people::Somebody;

/// Invented documents. The middle of the second line says 14 May 1990, as the person does.
const PASSPORT: &str =
    "P<HNDZELAYA<<NOEMI<<<<<<<<<<<<<<<<<<<<<<<<<<\nF556677883HND9005145F3111297<<<<<<<<<<<<<<02";
const CARD: &str =
    "IRPANE800123455<<<<<<<<<<<<<<<\n8804031F3106305XXA<<<<<<<<<<<0\nTEJADA<<MARISOL<<<<<<<<<<<<<<<";

#[test]
fn a_passport_is_written_down_from_its_lines() {
    both(|house| {
        house.on(2026, 11, 30);
        let actor = house.hired("registro");
        let person = house.register(&actor, &Somebody { origin: "HND", ..Somebody::named("Noemí Zelaya") });
        let desk = house.desk("registro");
        let papers = format!("/people/{person}/documents");
        desk.open(&papers);
        let read = desk.post(&papers, &[("zone_lines", &PASSPORT.to_lowercase()), ("read_zone", "read")]);
        read.expect_status(200).expect("Se leyeron las líneas").expect("Honduras, como dice la persona");
        read.expect_no("no concuerda").expect_no("es distint");
        assert_eq!(read.form(&papers).unwrap().value("document_number"), Some("F55667788"));
        desk.open(&format!("/people/{person}")).expect_no("F55667788");
        desk.open(&papers);
        desk.post(&papers, &[("zone_lines", PASSPORT), ("read_zone", "read")]);
        desk.post(&papers, &[]).expect("F55667788");
        desk.open(&format!("/people/{person}")).expect("F55667788").expect("29 nov 2031");
    });
}

#[test]
fn a_line_with_a_wrong_digit_warns_and_blocks_nobody() {
    both(|house| {
        house.on(2026, 11, 30);
        let actor = house.hired("registro");
        let person = house.register(&actor, &Somebody { sex: Sex::Male, ..Somebody::named("Ana Inventada") });
        let desk = house.desk("registro");
        let papers = format!("/people/{person}/documents");
        desk.open(&papers);
        let wrong = PASSPORT.replace("9005145", "9105145");
        let read = desk.post(&papers, &[("zone_lines", &wrong), ("read_zone", "read")]);
        for words in [
            "La cifra de control de la fecha de nacimiento no concuerda",
            "La fecha de nacimiento del documento es distinta",
            "El nombre del documento es distinto",
            "El sexo del documento es distinto",
            "Pregunte a la persona y anótela si ella lo dice",
        ] {
            read.expect(words);
        }
        desk.post(&papers, &[]).expect_status(200);
        // The paper is kept; what the person says of themselves stands as it was.
        let file = desk.open(&format!("/people/{person}"));
        file.expect("F55667788").expect("14 may 1990").expect("Nicaragua").expect_no("Zelaya");
    });
}

#[test]
fn a_card_of_a_stateless_person_sets_no_nationality_and_its_lines_are_kept_nowhere() {
    both(|house| {
        house.on(2026, 11, 30);
        house.hired("registro");
        let desk = house.desk("registro");
        desk.open("/people/new");
        let read =
            desk.post("/people/new", &[("name_told", "Ana"), ("zone_lines", CARD), ("read_zone", "read")]);
        read.expect("no tiene nacionalidad (apátrida)");
        let form = read.form("/people/new").unwrap();
        for (field, value) in [
            ("name_told", "Ana"),
            ("nationality", ""),
            ("birth", ""),
            ("document_kind", "residence_card"),
            ("document_country", "Panamá"),
            ("name_on_document", "MARISOL TEJADA"),
        ] {
            assert_eq!(form.value(field), Some(value), "{field}");
        }
        // The officer asks, and writes down what the person says.
        let kept = desk.post("/people/new", &[("nationality", "sin nacionalidad")]);
        kept.expect_status(200).expect("E80012345").expect("MARISOL TEJADA");
        kept.expect_no("IRPANE8").expect_no("8804031F");
    });
}
