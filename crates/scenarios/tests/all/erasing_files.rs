//! A data protection officer sees by which rule closed files are due and why the others stay, holds one, and erases only what
//! a second person wants too and only after the waiting period; a file that must stay is refused, whatever the page shows.

use asylum::Child;
use jiff::ToSpan;
use kernel::{CaseId, Role};
use oversight::retention::page::RulesOf;
use oversight::retention::rule::Rules;
use scenarios::desk::Desk;
use scenarios::house::{TestHouse, both_with, one};
use scenarios::people::Somebody;

const OWN: &str = "meteti";
const RULES: &str = "waiting_days = 7\n[sources]\nX = \"https://example.org\"\n\
    [[rules]]\nclass = \"asylum\"\nyears = 5\n\
    cite = { source = \"X\", article = \"12\", verification = \"verified\", verified_by = \"Lcda. Ejemplo\" }\n";

fn with_rules(house: &mut web::House) {
    house.rooms.put(RulesOf(Box::new(|| Rules::of(Some(RULES)).map_err(|e| e.to_string()))));
}

/// A claim that was withdrawn years ago, and one that is open.
fn files(house: &TestHouse) -> (CaseId, String, CaseId) {
    let officer = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OWN);
    let person = |name: &str| house.register(&officer, &Somebody::named(name));
    let (ana, berta) = (person("Ana Inventada"), person("Berta Inventada"));
    let closed = house.claim(&officer, &[ana], OWN, Child::None);
    let day = house.today().to_string();
    let said = [("withdrawn_on", day.as_str()), ("language", "spa"), ("told", "yes"), ("confirmed", "yes")];
    house.step(&officer, closed, "withdraw", &said).unwrap();
    let later = house.today().checked_add(6.years()).unwrap();
    house.on(later.year(), later.month(), later.day());
    let open = house.claim(&officer, &[berta], OWN, Child::None);
    let head = house.test.ledger.read(|r| casework::case::find(r, closed)).unwrap().unwrap();
    assert!(head.ended, "withdrawn");
    (closed, head.number, open)
}

fn is_there(house: &TestHouse, case: CaseId) -> bool {
    house.test.ledger.read(|r| casework::case::find(r, case)).unwrap().is_some()
}

fn board(desk: &Desk) {
    desk.open("/data-protection");
    desk.follow("/retention");
}

#[test]
fn two_people_and_a_waiting_period_erase_what_a_confirmed_rule_says() {
    both_with(with_rules, |house| {
        let (closed, number, open) = files(house);
        let first = house.desk("datos");
        board(&first);
        first
            .page()
            .expect("Lcda. Ejemplo")
            .expect("5 años después del cierre")
            .expect(&number)
            .expect("siguen abiertos");
        first.fill_form_with("why", &[("why", "")]).expect_status(422);
        first.open("/retention");
        let planned = first.fill_form_with("why", &[("why", "Revisión anual.")]);
        planned.expect_status(200).expect("Falta la segunda persona").expect("la segunda persona es otra");
        let page = planned.path.split('?').next().unwrap().to_owned();
        // Whoever proposed cannot confirm, whatever they send.
        let token = first.filled("", &[]).text("_csrf").to_owned();
        let body = web::Fields::from_pairs([("_csrf", token.as_str())]).encode().into_bytes();
        first.send("POST", &format!("{page}/confirm"), Some(body.clone()), &[]).expect_status(409);
        first.send("POST", &format!("{page}/carry-out"), Some(body), &[]).expect_status(409);
        assert!(is_there(house, closed));
        // The head of an office finds it by a link and confirms; the waiting period runs.
        house.hire("jefa", "Jefa Inventada", Role::Supervisor, OWN);
        let second = house.desk("jefa");
        second.open("/day");
        second.follow("/retention").expect_no("Proponer el borrado");
        second.open(&page);
        second.post(&format!("{page}/confirm"), &[]).expect_status(200).expect("Espera hasta");
        let first = house.desk("datos");
        first.open(&page).expect_no("Borrar para siempre");
        let later = house.today().checked_add(8.days()).unwrap();
        house.on(later.year(), later.month(), later.day());
        let first = house.desk("datos");
        first.open(&page).expect("Borrar para siempre");
        first.post(&format!("{page}/carry-out"), &[]).expect_status(200).expect("Haga ahora una copia");
        assert!(!is_there(house, closed) && is_there(house, open));
        first.open("/retention").expect("Borrado").expect_no(&number);
    });
}

#[test]
fn a_held_file_stays_until_the_hold_is_lifted_with_a_reason() {
    one_with(|house| {
        let (closed, number, _) = files(house);
        let desk = house.desk("datos");
        board(&desk);
        let kept =
            desk.fill_form_with("hold_why", &[("case", "PAN-1900-00001"), ("hold_why", "Lo pide un juez.")]);
        kept.expect_status(422);
        assert!(kept.body().contains("Lo pide un juez."), "what was typed stays");
        desk.open("/retention");
        desk.fill_form_with("hold_why", &[("case", &number), ("hold_why", "Lo pide un juez.")])
            .expect_status(200);
        desk.open("/retention")
            .expect("Lo pide un juez.")
            .expect("están retenidos")
            .expect("Ningún expediente cumplió");
        desk.fill_form_with("hold_why", &[("case", &number), ("hold_why", "Otra vez.")]).expect_status(422);
        desk.open("/retention");
        desk.fill_form_with("lift_why", &[("lift_case", &number), ("lift_why", "")]).expect_status(422);
        desk.open("/retention");
        desk.fill_form_with("lift_why", &[("lift_case", &number), ("lift_why", "El juicio terminó.")])
            .expect_status(200);
        desk.open("/retention").expect("Ninguno está retenido").expect(&number);
        assert!(is_there(house, closed));
    });
}

#[test]
fn a_file_that_was_held_after_the_plan_is_not_erased_and_a_plan_can_be_taken_back() {
    one_with(|house| {
        let (closed, number, _) = files(house);
        let officer = house.hired("datos");
        let rules = Rules::of(Some(RULES)).unwrap();
        let ledger = &house.test.ledger;
        let id = oversight::retention::propose(ledger, &officer, &rules, house.today(), "Revisión anual.")
            .unwrap();
        let chief = house.hire("jefa", "Jefa Inventada", Role::Supervisor, OWN);
        oversight::retention::confirm(ledger, &chief, id).unwrap();
        oversight::retention::hold::hold(ledger, &officer, &number, "Lo pide un juez.").unwrap();
        let later = house.today().checked_add(8.days()).unwrap();
        house.on(later.year(), later.month(), later.day());
        let desk = house.desk("datos");
        let page = format!("/retention/{id}");
        desk.open(&page);
        let refused = desk.post(&format!("{page}/carry-out"), &[]);
        refused.expect_status(409).expect("ahora debe quedarse");
        assert!(is_there(house, closed));
        desk.open(&page);
        desk.fill_form_with("why", &[("why", "")]).expect_status(422);
        desk.open(&page);
        desk.fill_form_with("why", &[("why", "Un expediente está retenido.")])
            .expect_status(200)
            .expect("Deshecho");
    });
}

#[test]
fn a_rule_that_nobody_confirmed_makes_nothing_due() {
    one(|house| {
        files(house);
        let desk = house.desk("datos");
        board(&desk);
        desk.page()
            .expect("Sin confirmar")
            .expect("Nadie ha dicho cuánto")
            .expect("Ningún expediente cumplió");
        assert!(desk.page().forms().iter().all(|form| form.action != "/retention/propose"));
    });
}

fn one_with(story: impl Fn(&TestHouse)) {
    scenarios::house::one_with(with_rules, story);
}

#[test]
fn a_file_stays_while_another_file_of_the_same_person_is_on_an_open_case() {
    both_with(with_rules, |house| {
        let (closed, _, open) = files(house);
        let principal = |case| {
            let head = house.test.ledger.read(|r| casework::case::find(r, case));
            head.unwrap().unwrap().principal.unwrap()
        };
        let (rules, today) = (Rules::of(Some(RULES)).unwrap(), house.today());
        let due = || {
            let planned = house.test.ledger.read(|door| oversight::retention::plan(door, &rules, today));
            planned.unwrap_or_else(|e: ledger::Fault| panic!("{e}")).due.len()
        };
        assert_eq!(due(), 1);
        let first = house.hired("registro2");
        let second = house.hire("jefa", "Jefa Inventada", Role::Supervisor, OWN);
        let pair = house.joined(&first, &second, principal(closed), principal(open));
        assert_eq!(due(), 0);
        // What was said of two files goes with either of them.
        let goes = house.test.ledger.read(|door| app::wiring::goes_along(door, principal(closed)));
        assert_eq!(goes.unwrap_or_else(|e: ledger::Fault| panic!("{e}")), [pair]);
    });
}
