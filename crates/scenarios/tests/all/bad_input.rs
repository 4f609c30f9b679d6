//! People type wrong dates, paste whole books, click twice, lose the connection, work on one file in two windows and go
//! to lunch in the middle of a form. Each time a clear sentence stands at the field, what was typed is kept, nothing
//! that was acknowledged is lost, and nothing happens twice.

use asylum::Child;
use kernel::{CaseId, Lang};
use scenarios::corridor::INTERVIEW;
use scenarios::desk::Desk;
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use web::client::Seen;

fn count(house: &TestHouse, table: &str) -> i64 {
    let rows = ledger::testing::ask(&house.test.place, &format!("select count(*) as n from {table}"));
    rows[0].int("n").unwrap()
}

/// The field is marked, its message is tied to it, and the summary at the top leads there.
#[track_caller]
fn is_marked(page: &Seen, field: &str) {
    let body = page.body();
    assert!(body.contains(&format!("id=\"{field}-error\"")), "no error at {field}:\n{}", page.text());
    assert!(
        body.contains(&format!("href=\"#{field}\"")),
        "no way from the summary to {field}:\n{}",
        page.text()
    );
}

/// What a field of the page at hand holds.
#[track_caller]
fn value(page: &Seen, field: &str) -> String {
    let forms = page.forms();
    let all: Vec<_> = forms.iter().filter_map(|f| f.value(field)).collect();
    all.first().unwrap_or_else(|| panic!("no field {field}:\n{}", page.text())).to_string()
}

const SOMEBODY: &[(&str, &str)] = &[
    ("name_told", "Ixchel Inventada Pérez"),
    ("birth", "14 5 1990"),
    ("sex", "female"),
    ("nationality", "Nicaragua"),
    ("birth_place", "Estelí"),
];

fn with<'a>(base: &[(&'a str, &'a str)], change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = base.iter().filter(|(name, _)| change.iter().all(|(other, _)| other != name));
    kept.chain(change).copied().collect()
}

#[test]
fn wrong_dates_are_named_at_their_field_and_everything_typed_stays() {
    one(|house| {
        let desk = house.desk("registro");
        for wrong in ["31 2 1990", "29/2/2023", "1 1 2090", "ayer", "12 13 14 15", "1066", "-5", "0 0 0"] {
            desk.open("/people/new");
            let page = desk.fill(&with(SOMEBODY, &[("birth", wrong)]));
            page.expect_status(422);
            is_marked(&page, "birth");
            assert_eq!(value(&page, "birth"), wrong);
            assert_eq!(value(&page, "name_told"), "Ixchel Inventada Pérez");
            assert_eq!(value(&page, "birth_place"), "Estelí");
        }
        assert_eq!(count(house, "person_row"), 0);
        // The same page, mended, is taken.
        desk.fill(SOMEBODY).expect_status(200);
        assert_eq!(count(house, "person_row"), 1);
    });
}

#[test]
fn a_step_is_not_dated_in_the_future_or_before_its_case() {
    one(|house| {
        let (case, desk) = at_the_interview(house);
        for wrong in ["4 6 2025", "1 1 2020", "31 4 2024", "pronto", ""] {
            desk.open(&format!("/cases/{case}/steps/hear_interview"));
            let page = desk.fill(&with(INTERVIEW, &[("f-held_on", wrong)]));
            page.expect_status(422);
            is_marked(&page, "f-held_on");
            assert_eq!(value(&page, "f-account"), "Cuenta lo que vivió. (Relato inventado.)");
        }
        let page = desk.fill(&with(INTERVIEW, &[("f-held_on", "3 6 2024"), ("f-from_time", "25:99")]));
        page.expect_status(422);
        is_marked(&page, "f-from_time");
        let page = desk.fill(&with(INTERVIEW, &[("f-held_on", "3 6 2024"), ("f-interpreter", "telepathy")]));
        page.expect_status(422);
        is_marked(&page, "f-interpreter");
    });
}

fn at_the_interview(house: &TestHouse) -> (CaseId, Desk) {
    house.on(2024, 6, 3);
    let registro = house.hired("registro");
    let person = house.register(&registro, &Somebody::named("Ana Inventada"));
    let case = house.claim(&registro, &[person], "onpar-panama", Child::None);
    house.step(&registro, case, "admit", &[("admitted_on", "3 6 2024")]).unwrap();
    (case, house.desk("elegibilidad"))
}

#[test]
fn a_name_of_ten_megabytes_is_told_so_and_costs_nothing_else() {
    one(|house| {
        let desk = house.desk("registro");
        desk.open("/people/new");
        let name = "Ñ".repeat(5_000_000);
        let page = desk.fill(&with(SOMEBODY, &[("name_told", &name)]));
        page.expect_status(413);
        is_marked(&page, "name_told");
        assert_eq!(value(&page, "birth_place"), "Estelí");
        assert!(page.bytes.len() < 200_000);
        // A long one that fits the form is refused at its field too.
        let name = "a".repeat(20_000);
        desk.open("/people/new");
        let page = desk.fill(&with(SOMEBODY, &[("name_told", &name)]));
        page.expect_status(422);
        is_marked(&page, "name_told");
        assert_eq!(count(house, "person_row"), 0);
    });
}

#[test]
fn bytes_that_are_no_text_are_refused_at_their_field() {
    one(|house| {
        let desk = house.desk("registro");
        desk.open("/people/new");
        let fields = desk.filled("/people/new", &with(SOMEBODY, &[("name_told", "QQQ")]));
        let body = fields.encode().replace("QQQ", "Jos%E9%00%FF");
        let page = desk.post_raw("/people/new", body.into_bytes());
        page.expect_status(422);
        is_marked(&page, "name_told");
        assert_eq!(value(&page, "birth_place"), "Estelí");
        // Raw bytes, in names of fields too.
        let page = desk.post_raw("/people/new", b"\xff\xfe=\x80&_csrf=\xc3\x28".to_vec());
        assert!((400..500).contains(&page.status), "{}", page.status);
        assert_eq!(count(house, "person_row"), 0);
    });
}

#[test]
fn an_impossible_household_is_asked_about() {
    one(|house| {
        let actor = house.hired("registro");
        let first = house.register(&actor, &Somebody::named("Ana Inventada"));
        let second = house.register(&actor, &Somebody::named("Eva Inventada"));
        let home = house.household(&actor, first, second);
        let desk = house.desk("registro");
        // Nobody is twice in one household.
        let page = desk.open(&format!("/households/{home}"));
        let number = |id: kernel::PersonId| {
            let head = house.test.ledger.read(|r| identity::person::find(r, id)).unwrap();
            head.unwrap().number
        };
        page.expect("Eva Inventada");
        let before = count(house, "household_member");
        let path = format!("/households/{home}/members");
        for (number, kin) in
            [(number(second), "child"), ("PAN-P-999999".to_owned(), "child"), (String::new(), "child")]
        {
            let page = desk.post(&path, &[("number", &number), ("person", &number), ("kin", kin)]);
            assert!(
                page.status == 422 || page.status == 409 || page.status == 200,
                "{}: {}",
                page.status,
                page.text()
            );
            assert_eq!(count(house, "household_member"), before, "{number} {kin}");
            desk.open(&format!("/households/{home}"));
        }
    });
}

#[test]
fn a_form_sent_twice_is_one_record() {
    both(|house| {
        let desk = house.desk("frontera");
        desk.open("/intents/new");
        let body = desk.filled("/intents/new", &[("words", "Una sola vez.")]).encode().into_bytes();
        let first = desk.post_raw("/intents/new", body.clone());
        let second = desk.post_raw("/intents/new", body.clone());
        assert_eq!(first.path, second.path, "the same key gives the same answer");
        assert_eq!(count(house, "intent_row"), 1);
        // Another form is another record.
        desk.open("/intents/new");
        desk.fill(&[("words", "Otra.")]);
        assert_eq!(count(house, "intent_row"), 2);
    });
}

#[test]
fn a_double_click_is_one_record() {
    both(|house| {
        let desk = house.desk("registro");
        let cookies = desk.cookies();
        desk.open("/people/new");
        let body = desk.filled("/people/new", SOMEBODY).encode().into_bytes();
        let places: Vec<String> = std::thread::scope(|scope| {
            let clicks: Vec<_> = (0..4)
                .map(|_| {
                    let (cookies, body) = (cookies.clone(), body.clone());
                    scope.spawn(move || {
                        let window = house.stranger();
                        window.set_cookies(cookies);
                        let seen = window.send("POST", "/people/new", Some(body), &[]);
                        assert_eq!(seen.status, 303, "{}", seen.text());
                        seen.header("location").unwrap()
                    })
                })
                .collect();
            clicks.into_iter().map(|click| click.join().unwrap()).collect()
        });
        assert_eq!(count(house, "person_row"), 1);
        assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
    });
}

#[test]
fn two_windows_on_one_form_lose_nothing() {
    both(|house| {
        let (case, first) = at_the_interview(house);
        let second = house.desk("elegibilidad2");
        let path = format!("/cases/{case}/steps/hear_interview");
        first.open(&path);
        second.open(&path);
        first.done(&with(INTERVIEW, &[("f-account", "Lo que oyó la primera.")]));
        let page = second.fill(&with(INTERVIEW, &[("f-account", "Lo que oyó la segunda.")]));
        page.expect_status(409);
        page.expect("Lo que oyó la primera.").expect("Lo que oyó la segunda.");
        let steps = ledger::testing::ask(
            &house.test.place,
            "select step from case_step where step = 'hear_interview'",
        );
        assert_eq!(steps.len(), 1);
    });
}

#[test]
fn two_windows_on_one_person_lose_nothing() {
    one(|house| {
        let actor = house.hired("registro");
        let person = house.register(&actor, &Somebody::named("Ana Inventada"));
        let (first, second) = (house.desk("registro"), house.desk("elegibilidad"));
        let path = format!("/people/{person}/correct");
        first.open(&path);
        second.open(&path);
        first.done(&[("birth_place", "Estelí"), ("reason", "Lo dijo ella.")]);
        let page = second.fill(&[("birth_place", "Matagalpa"), ("reason", "Lo dijo ella.")]);
        page.expect_status(409);
        page.expect("Estelí");
        assert!(page.body().contains("Matagalpa"), "what was typed is gone:\n{}", page.text());
        let typed = page.forms().iter().any(|f| f.value("birth_place") == Some("Matagalpa"));
        assert!(typed, "the form does not keep what was typed:\n{}", page.text());
        // Sent again knowingly, it is taken.
        let page = second.fill(&[("birth_place", "Matagalpa"), ("reason", "Lo dijo ella.")]);
        page.expect_status(200);
        second.open(&format!("/people/{person}")).expect("Matagalpa");
    });
}

#[test]
fn a_session_that_ends_keeps_the_draft() {
    both(|house| {
        let (case, desk) = at_the_interview(house);
        let path = format!("/cases/{case}/steps/hear_interview");
        desk.open(&path);
        house.later(45);
        let page = desk.fill(&with(INTERVIEW, &[("f-account", "Escrito antes del almuerzo.")]));
        assert!(page.path.starts_with("/sign-in"), "{}", page.path);
        page.expect(&house.says(Lang::Es, "web-sign-in-draft"));
        page.expect_no("almuerzo");
        let page = desk.try_sign_in("elegibilidad", app::demo::staff::PASSWORD);
        page.expect_status(200).expect(&house.says(Lang::Es, "web-draft-notice"));
        assert_eq!(value(&page, "f-account"), "Escrito antes del almuerzo.");
        let page = desk.fill(&[]);
        page.expect_status(200).expect("Escrito antes del almuerzo.");
        // It is nobody else's draft.
        let other = house.desk("elegibilidad2");
        other.get(&format!("{path}?draft=1")).expect_no("almuerzo");
    });
}

#[test]
fn a_form_without_its_token_is_refused() {
    one(|house| {
        let desk = house.desk("frontera");
        desk.open("/intents/new");
        let mut fields = desk.filled("/intents/new", &[("words", "De otra página.")]);
        fields.remove("_csrf");
        let page = desk.post_raw("/intents/new", fields.encode().into_bytes());
        assert!(matches!(page.status, 403 | 409), "{}: {}", page.status, page.text());
        fields.set("_csrf", "0000");
        let page = desk.post_raw("/intents/new", fields.encode().into_bytes());
        assert!(matches!(page.status, 403 | 409), "{}: {}", page.status, page.text());
        // Nor with the token of somebody else's session.
        let other = house.desk("frontera2");
        other.open("/intents/new");
        let token = other.filled("/intents/new", &[]).text("_csrf").to_owned();
        fields.set("_csrf", &token);
        let page = desk.post_raw("/intents/new", fields.encode().into_bytes());
        assert!(matches!(page.status, 403 | 409), "{}: {}", page.status, page.text());
        // Nor from another site.
        desk.open("/intents/new");
        let body = desk.filled("/intents/new", &[]).encode().into_bytes();
        let headers = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
        let page = desk.send("POST", "/intents/new", Some(body), &headers);
        page.expect_status(403);
        assert_eq!(count(house, "intent_row"), 0);
    });
}

#[test]
fn addresses_typed_by_hand_are_answered_kindly() {
    one(|house| {
        let desk = house.desk("registro");
        for path in [
            "/cases/no-id",
            "/cases/00000000-0000-0000-0000-000000000000",
            "/cases/%00",
            "/cases/%FF%FE",
            "/people/../../etc/passwd",
            "/intents/%3Cscript%3Ealert(1)%3C/script%3E",
            "/nothing",
        ] {
            let page = desk.get(path);
            assert_eq!(page.status, 404, "{path}: {}", page.text());
            page.expect(&house.says(Lang::Es, "web-not-found-title"));
            assert!(!page.body().contains("<script"), "{path}");
        }
        for path in [
            "/cases?page=-1",
            "/cases?page=99999999999999999999",
            "/cases?stage=%FF&office=%00",
            "/people?q=%FF",
        ] {
            let page = desk.get(path);
            assert_eq!(page.status, 200, "{path}: {}", page.text());
        }
    });
}

#[test]
fn a_step_sent_twice_is_taken_once_even_when_it_hands_the_file_on() {
    one(|house| {
        let mut story = scenarios::corridor::Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.conare_carries(story.case, "refuse");
        let desk = house.desk("conare");
        desk.open(&format!("/cases/{}/steps/refuse", story.case));
        let action = desk.form().action;
        let answers = [("f-reasons", "Razones inventadas."), ("confirm", "yes")];
        let body = desk.filled(&action, &answers).encode().into_bytes();
        for _ in 0..2 {
            let page = desk.post_raw(&action, body.clone());
            page.expect_status(200);
            assert!(page.path.starts_with("/day"), "{}", page.path);
        }
        let taken =
            ledger::testing::ask(&house.test.place, "select step from case_step where step = 'refuse'");
        assert_eq!(taken.len(), 1);
    });
}
