//! A letter is issued from the file with a number, says what the file says, is printed again only as a copy, and can be
//! revoked. Whoever checks it is told whether it holds, and never whose it is nor why it was revoked. What is not decided
//! yet cannot be notified, what is missing is asked at its field, and another office prints nothing.

use asylum::Child;
use asylum::verify::{Verdict, check};
use kernel::{CaseId, Lang, Role};
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use web::client::Seen;

const NAME: &str = "Quetzalina Inventada";

fn claim(house: &TestHouse) -> CaseId {
    let registro = house.hired("registro");
    let person = house.register(&registro, &Somebody::named(NAME));
    house.claim(&registro, &[person], "onpar-panama", Child::None)
}

/// The text of the paper's QR code.
fn code_in(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    let from = text.find("CEIBA1:").expect("the paper holds its code for machines too");
    text[from..].chars().take_while(|c| c.is_ascii_graphic() && !"<>()".contains(*c)).collect()
}

fn path_of(seen: &Seen) -> String {
    seen.path.split('?').next().unwrap().to_owned()
}

#[test]
fn a_receipt_is_issued_copied_and_revoked_and_its_check_tells_no_name() {
    both(|house| {
        house.on(2024, 6, 3);
        let case = claim(house);
        let says = |key: &str| house.says(Lang::Es, key);
        let desk = house.desk("registro");
        desk.open(&format!("/cases/{case}")).expect("Certificado de solicitante");
        desk.follow("/letters/receipt");
        let issued = desk.done(&[("languages", "es-en")]);
        issued.expect(&says("asylum-letter-done")).expect("CS-").expect("-2024-00001");
        let page = path_of(&issued);
        let original = desk.open(&format!("{page}/letter.pdf"));
        assert!(original.bytes.starts_with(b"%PDF-1.7"));
        let again = desk.open(&format!("{page}/letter.pdf"));
        assert_eq!(code_in(&original.bytes), code_in(&again.bytes));
        assert!(!code_in(&original.bytes).contains("QUETZALINA"));

        // A colleague's sheet is a copy, and the file says that it was made.
        let colleague = house.desk("elegibilidad");
        colleague.open(&page).expect(&says("asylum-letter-copy"));
        let copy = colleague.open(&format!("{page}/letter.pdf"));
        assert_eq!(code_in(&copy.bytes), code_in(&original.bytes));
        assert_ne!(copy.bytes, original.bytes);
        colleague.open(&format!("/cases/{case}")).expect("Se imprimió una copia");

        let verdict = || check(&house.test.ledger, &original.bytes).unwrap();
        assert!(matches!(verdict(), Verdict::Issued(letter) if letter.revoked.is_none()));
        let border = house.desk("frontera");
        border.open("/documents/verify");
        let told = border.fill(&[("code", &code_in(&original.bytes))]);
        told.expect("Es auténtico: Certificado de solicitante").expect_no(NAME);

        // A reason is needed, and it stays in the file.
        house.on(2024, 6, 5);
        let (desk, border) = (house.desk("registro"), house.desk("frontera"));
        desk.open(&format!("{page}/revoke"));
        desk.fill(&[("why", " ")]).expect_status(422);
        desk.open(&format!("{page}/revoke"));
        desk.done(&[("why", "El apellido secreto estaba mal.")]).expect("El apellido secreto estaba mal.");
        desk.get(&format!("{page}/letter.pdf")).expect_status(409).expect(&says("asylum-letter-revoked"));
        desk.open(&format!("{page}/revoke")).expect(&says("asylum-letter-revoked"));
        assert!(matches!(verdict(), Verdict::Issued(letter) if letter.revoked == Some(house.today())));
        border.open("/documents/verify");
        let told = border.fill(&[("code", &code_in(&original.bytes))]);
        told.expect("Ya no vale desde el 5 de junio de 2024").expect_no("secreto").expect_no(NAME);

        // The step still asks for one: the next has the next number.
        desk.open(&format!("/cases/{case}/letters/receipt"));
        desk.done(&[("languages", "en-es")]).expect("-2024-00002");
    });
}

#[test]
fn a_summons_asks_at_its_fields_and_never_for_a_day_that_passed() {
    one(|house| {
        house.on(2024, 6, 3);
        let case = claim(house);
        let desk = house.desk("elegibilidad");
        let path = format!("/cases/{case}/letters/summons");
        desk.open(&path);
        let empty = desk.fill(&[]);
        empty
            .expect_status(422)
            .expect("Falta responder: Día de la entrevista")
            .expect("Falta responder: Hora");
        let answers = |day: &'static str, hour: &'static str| {
            [
                ("f-day", day),
                ("f-hour", hour),
                ("f-place", "meteti"),
                ("f-language", "criollo haitiano"),
                ("f-interpreter", "yes"),
                ("f-who", "woman"),
                ("f-contact", "la oficina"),
                ("languages", "es-en"),
            ]
        };
        desk.open(&path);
        desk.fill(&answers("2 6 2024", "9:30")).expect_status(422).expect("Ese día ya pasó");
        desk.open(&path);
        desk.fill(&answers("12 6 2024", "mañana")).expect_status(422).expect("Escriba la hora");
        desk.open(&path);
        let mut strange = answers("12 6 2024", "9:30");
        strange[6].1 = "李小龙";
        desk.fill(&strange).expect_status(422).expect("Estos signos no se pueden imprimir");
        desk.open(&path);
        // The number was given to nobody else meanwhile.
        desk.done(&answers("12 6 2024", "9:30")).expect("CE-").expect("-2024-00001");
    });
}

#[test]
fn what_is_not_decided_is_not_notified_and_another_office_prints_nothing() {
    one(|house| {
        let case = claim(house);
        let desk = house.desk("elegibilidad");
        let undecided = house.says(Lang::Es, "asylum-letter-undecided");
        for letter in ["decision_notice", "admissibility_decision", "status_certificate"] {
            let path = format!("/cases/{case}/letters/{letter}");
            let page = desk.open(&path);
            page.expect(&undecided);
            assert!(page.form(&path).is_none());
            desk.post(&path, &[("languages", "es-en")]).expect_status(409).expect(&undecided);
        }
        desk.open(&format!("/cases/{case}/letters/closing_letter"))
            .expect(&house.says(Lang::Es, "asylum-letter-open"));
        desk.get(&format!("/cases/{case}/letters/postcard")).expect_status(404);

        let receipt = format!("/cases/{case}/letters/receipt");
        desk.open(&receipt);
        let page = path_of(&desk.done(&[("languages", "es")]));
        house.hire("ajena", "Alguien Ajeno", Role::RegistrationOfficer, "chiriqui");
        let elsewhere = house.desk("ajena");
        for path in [receipt, page.clone(), format!("{page}/letter.pdf"), format!("{page}/revoke")] {
            assert_eq!(elsewhere.get(&path).status, 404, "{path}");
        }
        // A letter of one case does not open under another.
        let other = claim(house);
        let moved = page.replace(&case.to_string(), &other.to_string());
        assert_eq!(desk.get(&moved).status, 404);
    });
}

#[test]
fn a_form_that_the_case_left_behind_issues_nothing_and_one_sent_twice_issues_one() {
    one(|house| {
        house.on(2024, 6, 3);
        let case = claim(house);
        let desk = house.desk("registro");
        let path = format!("/cases/{case}/letters/receipt");
        desk.open(&path);
        house.step(&house.hired("registro"), case, "admit", &[("admitted_on", "3 6 2024")]).unwrap();
        let stale = desk.fill(&[("languages", "es")]);
        assert!(stale.status == 409, "{}: {}", stale.status, stale.text());
        desk.open(&path);
        let form = desk.form();
        let kept = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, _)| *name != "languages");
        let all = web::Fields::from_pairs(kept.chain([("languages", "es")])).encode().into_bytes();
        let first = desk.post_raw(&form.action, all.clone());
        let second = desk.post_raw(&form.action, all);
        assert_eq!(path_of(&first), path_of(&second));
        let state = house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap().state;
        assert_eq!(state.letters.len(), 1);
    });
}
