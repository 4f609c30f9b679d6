//! Derivative status of a recognised person's family is a decision on no claim for asylum: the statistics say so and do not
//! count it.

use casework::facts::{ClaimEvent, Outcome};
use kernel::Lang;
use scenarios::corridor::Corridor;
use scenarios::house::{TestHouse, one};

#[test]
fn derivative_status_is_counted_as_no_recognition() {
    one(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.on(2024, 8, 5);
        house.conare_carries(story.case, "recognise");
        story.take("conare", "recognise", &[("f-reasons", "Hay temor fundado. (Inventado.)")]);
        story.the_recognition_is_notified();
        assert_eq!(recognised(house), 1);

        house.on(2024, 9, 2);
        let day = house.today().to_string();
        let step = |login: &str, case, step: &str, form: &[(&str, &str)]| {
            house.step(&house.hired(login), case, step, form).unwrap_or_else(|why| panic!("{step}: {why}"));
        };
        step("registro", story.case, "open_family", &[]);
        let heads = house.test.ledger.read(|r| casework::case::all_heads(r)).unwrap();
        let family = heads.iter().find(|head| head.parent == Some(story.case)).expect("a linked case").id;
        let member = [
            ("relation", "partner"),
            ("where", "here"),
            ("child", "none"),
            ("who", "Paz Inventada"),
            ("own_wish", "yes"),
        ];
        step("registro", family, "name_member", &member);
        step("elegibilidad", family, "hear_member", &[("heard_on", &day), ("account", "Relato inventado.")]);
        step("revision", family, "review_request", &[("reviewed_on", &day)]);
        step("conare", family, "recognise_derivative", &[("decided_on", &day), ("reasons", "Inventadas.")]);
        let now = house.test.ledger.read(|r| casework::case::find(r, family)).unwrap().unwrap();
        assert_eq!(now.stage, "derived");
        assert_eq!(recognised(house), 1, "derivative status is not a recognition on a claim");
    });
}

#[test]
fn the_definition_says_so_in_both_languages() {
    let words = app::wiring::words().unwrap();
    for (lang, said) in [(Lang::Es, "condición derivada"), (Lang::En, "Derivative status")] {
        let definition = words.t(lang, "statistics-definition-decisions", &[]);
        assert!(definition.contains(said), "{definition}");
    }
}

fn recognised(house: &TestHouse) -> usize {
    let facts = house.test.ledger.read(|r| asylum::claim_facts(r)).unwrap();
    facts.iter().filter(|fact| fact.event == ClaimEvent::Decided(Outcome::Recognised)).count()
}
