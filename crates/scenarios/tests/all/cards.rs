//! A card is issued from a claim to a person of it, with or without photograph and signature. Each has a serial; another one of
//! the same person replaces it, and whoever checks the old one is told that and neither whose it is nor why. It can be
//! checked without any register, and it says nothing of where a person comes from. Erasing the file erases the pictures.

use asylum::Child;
use asylum::verify::{Verdict, check};
use casework::applicant_card::CardReason;
use kernel::{CaseId, Lang, PersonId, Role};
use ledger::Door;
use scenarios::house::{TestHouse, both, one};
use scenarios::people::{PHOTOGRAPH, Somebody};
use web::client::Seen;

const NAME: &str = "Quetzalina Inventada";

fn claim(house: &TestHouse) -> (PersonId, CaseId) {
    let registro = house.hired("registro");
    let person = house.register(&registro, &Somebody::named(NAME));
    (person, house.claim(&registro, &[person], "onpar-panama", Child::None))
}

/// The text of the card's QR code.
fn code_in(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    let from = text.find("CEIBA1:").expect("the card holds its code for machines too");
    text[from..].chars().take_while(|c| c.is_ascii_graphic() && !"<>()".contains(*c)).collect()
}

fn path_of(seen: &Seen) -> String {
    seen.path.split('?').next().unwrap().to_owned()
}

fn issues(house: &TestHouse, case: CaseId, person: PersonId, why: &str) -> String {
    let desk = house.desk("registro");
    desk.open(&format!("/cases/{case}/cards/new?person={person}"));
    path_of(&desk.done(&[("why", why), ("valid_until", "3 6 2026")]))
}

#[test]
fn a_card_is_issued_printed_and_replaced_and_its_check_tells_no_name() {
    both(|house| {
        house.on(2024, 6, 3);
        let (person, case) = claim(house);
        house.photographs("registro", person);
        let desk = house.desk("registro");
        desk.open(&format!("/cases/{case}")).expect(&format!("Emitir el carné de {NAME}"));
        let first = issues(house, case, person, "first");
        let page = desk.open(&first);
        page.expect("CA-HQ-2024-00001").expect("Primer carné").expect(NAME);
        for (file, pages) in [("card.pdf", 2), ("sheet.pdf", 1)] {
            let pdf = desk.open(&format!("{first}/{file}")).bytes;
            assert!(pdf.starts_with(b"%PDF-1.7"));
            assert_eq!(pdf.windows(9).filter(|part| part == b"/MediaBox").count(), pages, "{file}");
            assert!(!pdf.windows(7).any(|part| part == b"CANARIO"), "nothing but the picture is printed");
        }
        let printed = desk.open(&format!("{first}/card.pdf"));
        assert_eq!(
            printed.bytes,
            desk.open(&format!("{first}/card.pdf")).bytes,
            "the same card however often"
        );
        let old = code_in(&printed.bytes);
        let verdict = |code: &str| check(&house.test.ledger, code.as_bytes()).unwrap();
        assert!(matches!(verdict(&old), Verdict::Card(card) if card.replaced.is_none()));

        house.on(2024, 6, 10);
        let second = issues(house, case, person, "lost");
        let desk = house.desk("registro");
        desk.open(&second).expect("CA-HQ-2024-00002").expect("Se perdió o se lo quitaron");
        desk.open(&first).expect("Reemplazado desde el 10 de junio de 2024");
        desk.get(&format!("{first}/card.pdf")).expect_status(409);
        let history = desk.open(&format!("/people/{person}"));
        history.expect("CA-HQ-2024-00001").expect("CA-HQ-2024-00002").expect("Reemplazado desde el");
        desk.open(&format!("/cases/{case}")).expect("Se emitió el carné CA-HQ-2024-00002");
        let new = code_in(&desk.open(&format!("{second}/sheet.pdf")).bytes);
        let replaced = Some(house.today());
        assert!(matches!(verdict(&old), Verdict::Card(card) if card.replaced == replaced));
        assert!(matches!(verdict(&new), Verdict::Card(card) if card.serial == "CA-HQ-2024-00002"));

        // At the border: the old one is told, by its code and by its short code; no name, no reason.
        let short = letters::short_code(letters::parse_payload(&old).unwrap().claimed());
        let border = house.desk("frontera");
        for code in [&old, &short] {
            border.open("/documents/verify");
            let told = border.fill(&[("code", code)]);
            told.expect("Reemplazado: otro carné vale en su lugar").expect_no(NAME).expect_no("perdió");
        }
        border.open("/documents/verify");
        border.fill(&[("code", &new)]).expect("Es auténtico: carné de solicitante").expect_no(NAME);
        // After its last day it is told so, and it takes nothing from anybody.
        house.on(2026, 6, 4);
        let border = house.desk("frontera");
        border.open("/documents/verify");
        border.fill(&[("code", &new)]).expect("El carné venció el 3 de junio de 2026");
        house.test.ledger.verify(|_| ()).unwrap();
        let live = house.test.ledger.digest().unwrap();
        assert_eq!(house.test.ledger.rebuild(|_| ()).unwrap().digest, live);
    });
}

#[test]
fn a_card_without_pictures_is_as_good_and_says_nothing_of_where_somebody_comes_from() {
    one(|house| {
        house.on(2024, 6, 3);
        let registro = house.hired("registro");
        let somebody = Somebody { origin: "NIC", ..Somebody::named(NAME) };
        let person = house.register(&registro, &somebody);
        let case = house.claim(&registro, &[person], "onpar-panama", Child::None);
        let desk = house.desk("registro");
        desk.open(&format!("/cases/{case}/cards/new?person={person}"))
            .expect("Sin ella: el carné vale igual");
        let card = issues(house, case, person, "first");
        let pdf = desk.open(&format!("{card}/card.pdf")).bytes;
        let state = house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap().state;
        let issued = serde_json::to_string(&state.cards[0].issued).unwrap();
        let text = text_of(&pdf).unwrap_or_default();
        for word in ["NIC", "Nicaragua", "1990"] {
            assert!(!issued.contains(word) && !text.contains(word), "{word} stands on the card");
        }
        assert!(text.is_empty() || text.contains("Válido sin fotografía"));
        assert!(!code_in(&pdf).contains("QUETZALINA"));
    });
}

/// The words of a PDF, on a machine that can read them.
fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("card.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = std::process::Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn what_does_not_fit_is_told_at_its_field_and_nothing_is_issued() {
    one(|house| {
        house.on(2024, 6, 3);
        let (person, case) = claim(house);
        let (other, _) = claim(house);
        let path = format!("/cases/{case}/cards/new");
        let desk = house.desk("registro");
        let says = |key: &str| house.says(Lang::Es, key);
        let cases: [(&str, String, &str, String); 7] = [
            ("first", person.to_string(), "2 6 2024", says("asylum-carnet-error-until")),
            ("first", person.to_string(), "3 6 2024", says("asylum-carnet-error-until")),
            ("first", person.to_string(), "3 6 2054", says("asylum-carnet-error-until")),
            ("lost", person.to_string(), "3 6 2026", says("asylum-carnet-error-why")),
            ("", person.to_string(), "3 6 2026", says("web-error-choice")),
            ("first", other.to_string(), "3 6 2026", says("asylum-carnet-error-person")),
            ("first", person.to_string(), "", says("web-error-day-required")),
        ];
        for (why, whose, until, told) in &cases {
            desk.open(&format!("{path}?person={person}"));
            let seen = desk.fill(&[("person", whose), ("why", why), ("valid_until", until)]);
            seen.expect_status(422).expect(told);
            assert!(seen.body().contains(until), "what was typed stays");
        }
        let cards =
            || house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap().state.cards;
        assert!(cards().is_empty());
        // A form that the case left behind issues nothing; one sent twice issues one.
        desk.open(&format!("{path}?person={person}"));
        house.step(&house.hired("registro"), case, "admit", &[("admitted_on", "3 6 2024")]).unwrap();
        let stale = desk.fill(&[("why", "first"), ("valid_until", "3 6 2026")]);
        assert_eq!((stale.status, cards().len()), (409, 0), "{}", stale.text());
        issues(house, case, person, "first");
        assert_eq!((cards().len(), cards()[0].issued.why), (1, CardReason::First));
        // A second first card is none.
        desk.open(&format!("{path}?person={person}"));
        desk.fill(&[("why", "first"), ("valid_until", "3 6 2026")]).expect_status(422);
        assert_eq!(cards().len(), 1);
    });
}

#[test]
fn nobody_has_a_card_without_a_claim_after_its_end_or_from_another_office() {
    one(|house| {
        house.on(2024, 6, 3);
        let border = house.hired("frontera");
        let registro = house.hired("registro");
        // Somebody with an intent only is offered its sheet.
        let alone = house.register(&border, &Somebody::named("Paz Inventada"));
        let intent = house.intent(&border, &[alone], Child::None);
        let page = house.desk("frontera").open(&format!("/people/{alone}"));
        page.expect(&house.says(Lang::Es, "asylum-carnet-no-claim"));
        assert!(page.links().iter().any(|link| *link == format!("/intents/{intent}/proof.pdf")));
        assert!(!page.links().iter().any(|link| link.contains("/cards/new")));

        let (person, case) = claim(house);
        let card = issues(house, case, person, "first");
        house.hire("ajena", "Alguien Ajeno", Role::RegistrationOfficer, "chiriqui");
        let elsewhere = house.desk("ajena");
        for path in [format!("/cases/{case}/cards/new"), card.clone(), format!("{card}/card.pdf")] {
            assert_eq!(elsewhere.get(&path).status, 404, "{path}");
        }
        // A card of one case does not open under another.
        let (_, second) = claim(house);
        let desk = house.desk("registro");
        assert_eq!(desk.get(&card.replace(&case.to_string(), &second.to_string())).status, 404);
        // A guardianship or the like has no cards, and an ended claim no new ones.
        let child = house.register(&registro, &Somebody::child_alone("Inés Inventada"));
        let of_child = house.claim(&registro, &[child], "onpar-panama", Child::UnaccompaniedOrSeparated);
        house.step(&registro, of_child, "request_guardian", &[]).unwrap();
        let link =
            house.test.ledger.read(|r| casework::case::load(r, of_child)).unwrap().unwrap().state.links[0]
                .case;
        let guardian = house.test.ledger.read(|r| {
            let loaded = casework::case::load(r, link)?.unwrap();
            Ok::<_, ledger::Fault>(loaded.state.principal())
        });
        assert_eq!(guardian.unwrap(), Some(child));
        let told = [("withdrawn_on", "3 6 2024"), ("language", "spa"), ("told", "yes"), ("confirmed", "yes")];
        house.step(&house.hired("elegibilidad"), case, "withdraw", &told).unwrap();
        let seen = desk.get(&format!("/cases/{case}/cards/new?person={person}"));
        seen.expect(&house.says(Lang::Es, "asylum-carnet-ended"));
    });
}

#[test]
fn a_photograph_taken_away_is_on_no_card_printed_afterwards() {
    one(|house| {
        house.on(2024, 6, 3);
        let (person, case) = claim(house);
        house.photographs("registro", person);
        let card = issues(house, case, person, "first");
        let desk = house.desk("registro");
        desk.open(&format!("{card}/card.pdf"));
        let portrait = format!("/people/{person}/portrait");
        desk.open(&portrait);
        desk.fill(&[("portrait", "prefers_not")]).expect_status(200);
        let refused = desk.get(&format!("{card}/card.pdf"));
        refused.expect_status(409).expect(&house.says(Lang::Es, "asylum-carnet-not-changed"));
        let second = issues(house, case, person, "changed_data");
        desk.open(&format!("{second}/card.pdf"));
    });
}

#[test]
fn a_card_of_another_site_is_proved_by_that_sites_key_alone() {
    one(|house| {
        house.on(2024, 6, 3);
        let (person, case) = claim(house);
        issues(house, case, person, "first");
        let issued = house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap().state.cards
            [0]
        .issued
        .clone();
        // One sign of it changed is a forgery; another site's that nobody knows is unknown.
        let mut signs: Vec<char> = issued.payload.chars().collect();
        let last = signs.len() - 5;
        signs[last] = if signs[last] == 'A' { 'B' } else { 'A' };
        let forged: String = signs.into_iter().collect();
        assert_eq!(check(&house.test.ledger, forged.as_bytes()).unwrap(), Verdict::Forged);
        let far = letters::Proof {
            kind: letters::Kind::Card { number: 3 },
            id: issued.id,
            issued: issued.on,
            site: "lejos".into(),
        };
        let keys = house.test.ledger.keys();
        let far = far.payload(|message| keys.sign(message));
        assert!(matches!(check(&house.test.ledger, far.as_bytes()).unwrap(), Verdict::Unknown { .. }));
        // Of this site, and in no register: it may be of after the last backup.
        let lost = letters::Proof {
            kind: letters::Kind::Card { number: 99 },
            id: uuid::Uuid::from_u128(99),
            issued: issued.on,
            site: house.test.ledger.site().to_owned(),
        };
        let lost = lost.payload(|message| keys.sign(message));
        assert!(matches!(check(&house.test.ledger, lost.as_bytes()).unwrap(), Verdict::NotListed { .. }));
    });
}

#[test]
fn the_photograph_holds_no_place_and_is_read_back_only_by_whoever_may() {
    both(|house| {
        house.on(2024, 6, 3);
        let (person, _) = claim(house);
        assert!(PHOTOGRAPH.windows(7).any(|part| part == b"CANARIO"));
        house.photographs("registro", person);
        let state = house.test.ledger.read(|r| identity::person::state(r, person)).unwrap().unwrap();
        let content = state.portrait.kept().unwrap().content;
        let bytes = house.test.ledger.read(|r| r.content(person.0, content)).unwrap().unwrap();
        assert!(!bytes.windows(7).any(|part| part == b"CANARIO"));
        house.hire("ajena", "Alguien Ajeno", Role::RegistrationOfficer, "chiriqui");
        assert_eq!(house.desk("ajena").get(&format!("/people/{person}/portrait/picture")).status, 404);
    });
}
