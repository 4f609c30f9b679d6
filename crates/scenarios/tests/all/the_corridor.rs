//! A person reaches the post of Metetí and asks for protection. An officer writes it down and gives them a sheet of
//! paper; they are registered; the office in the capital opens a claim, admits it, hears the person, assesses the claim;
//! a second officer reviews the assessment; CONARE refuses; the person is told, asks for reconsideration, which another
//! member decides; is told again, and appeals to the minister. On the way every desk sees its own work on "My day" and
//! on its worklist, the file tells the whole story, the pledge's numerator moves at once and the table moves with the
//! next data cut. In Spanish and in English, on both databases, by the forms that the pages show.

use asylum::Child;
use kernel::Lang;
use scenarios::corridor::{Corridor, NAME};
use scenarios::house::{TestHouse, both};
use scenarios::people::Somebody;
use web::client::Seen;

#[test]
fn from_the_border_to_the_minister_in_spanish() {
    both(|house| walk(house, Lang::Es));
}

#[test]
fn from_the_border_to_the_minister_in_english() {
    both(|house| walk(house, Lang::En));
}

fn walk(house: &TestHouse, lang: Lang) {
    house.on(2024, 6, 3);
    twelve_others_came_before(house);
    let mut story = Corridor::new(house, lang);
    the_statistician_makes_a_cut(&story);
    the_table_says(&story, 12);
    the_pledge_says(&story, 12);

    story.the_person_speaks();
    the_pledge_says(&story, 13);
    story.the_person_takes_the_proof_along().the_person_is_registered();
    story.the_claim_is_filed();
    has_it_on_my_day(&story, "registro");
    the_table_says(&story, 12);
    house.later(5);
    the_statistician_makes_a_cut(&story);
    the_table_says(&story, 13);
    story.the_claim_is_admitted();
    house.on(2024, 7, 2);
    has_it_on_my_day(&story, "elegibilidad");
    story.the_person_is_heard();
    house.on(2024, 7, 9);
    story.the_claim_is_assessed();
    house.on(2024, 7, 12);
    has_it_on_my_day(&story, "revision");
    story.another_officer_reviews();
    story.conare_takes_it_up();
    house.on(2024, 8, 5);
    has_it_on_my_day(&story, "conare");
    story.conare_refuses();

    house.on(2024, 8, 7);
    has_it_on_my_day(&story, "elegibilidad");
    story.the_refusal_is_notified();
    story.the_notice_is_printed();
    // Five working days after Wednesday 7 August 2024, counted by hand: 8, 9, 12, 13, 14.
    story.file("elegibilidad").page().expect(by_language(lang, "14 ago 2024", "14 Aug 2024"));
    house.on(2024, 8, 12);
    story.the_person_asks_for_reconsideration();
    has_it_on_my_day(&story, "conare2");
    house.on(2024, 9, 2);
    story.another_rapporteur_confirms();
    house.on(2024, 9, 4);
    story.the_reconsideration_is_notified();
    // 5, 6, 9, 10, 11 September.
    story.file("elegibilidad").page().expect(by_language(lang, "11 sep 2024", "11 Sep 2024"));
    house.on(2024, 9, 9);
    story.the_person_appeals();
    house.on(2024, 10, 1);
    has_it_on_my_day(&story, "ministro");
    story.the_minister_recognises();
    house.on(2024, 10, 3);
    story.the_recognition_is_notified();

    the_file_tells_the_whole_story(&story);
    the_statistician_makes_a_cut(&story);
    the_one_decision_stays_hidden(&story);
}

fn by_language<'a>(lang: Lang, es: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::Es { es } else { en }
}

/// Enough people that no figure of the story has to be withheld, alike so that no table betrays one of them.
fn twelve_others_came_before(house: &TestHouse) {
    let (border, office) = (house.hired("frontera"), house.hired("registro"));
    for n in 0..12 {
        let name = format!("Ana Inventada {}", ["Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis"][n % 6]);
        let person = house.register(&border, &Somebody::named(&name));
        house.intent(&border, &[person], Child::None);
        house.claim(&office, &[person], "onpar-panama", Child::None);
    }
}

fn has_it_on_my_day(story: &Corridor<'_>, login: &str) {
    let desk = story.desk(login);
    let day = desk.open("/day");
    let href = format!("/cases/{}", story.case);
    assert!(day.links().contains(&href), "{login} does not find the case on My day:\n{}", day.text());
    desk.follow(&href).expect(NAME);
}

/// Every step stands in the timeline of the file, by its name in the reader's language.
fn the_file_tells_the_whole_story(story: &Corridor<'_>) {
    let page: Seen = story.file("elegibilidad").page();
    page.expect(NAME).expect(&story.house.stage_name(story.lang, "recognised"));
    for step in [
        "admit",
        "hear_interview",
        "write_assessment",
        "approve_assessment",
        "put_to_conare",
        "refuse",
        "notify_refusal",
        "file_reconsideration",
        "confirm_refusal",
        "notify_reconsideration",
        "file_appeal",
        "grant_on_appeal",
        "notify_recognition",
    ] {
        page.expect(&story.house.step_name(story.lang, step));
    }
    // Who looked at the file stands on the file.
    page.expect("A. Moreno").expect("B. Tejada");
}

fn the_pledge_says(story: &Corridor<'_>, n: i64) {
    let words = by_language(story.lang, "de", "of");
    let page = story.desk("compromisos").open("/pledges/GRF-07384");
    page.expect(&format!("{n} {words} {n}"));
}

fn the_statistician_makes_a_cut(story: &Corridor<'_>) {
    let desk = story.desk("estadistica");
    desk.open("/");
    desk.follow("/statistics");
    desk.done(&[]).expect(&story.house.says(story.lang, "statistics-cut-done"));
}

fn the_table_says(story: &Corridor<'_>, n: i64) {
    let desk = story.desk("estadistica");
    let page = desk.open("/statistics?series=applications&by=origin");
    page.expect(&format!("Nicaragua {n}"));
    let table = desk.open("/statistics/table.json?series=applications&by=origin");
    let table: serde_json::Value = serde_json::from_slice(&table.bytes).unwrap();
    let rows = table["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["origin"] == "NIC").expect("a row for Nicaragua");
    assert_eq!(row["value"], n);
}

/// One person was decided on. Whoever could see that thirteen applied and twelve wait would know it, so one of the two
/// is not said, and the decision is said nowhere.
fn the_one_decision_stays_hidden(story: &Corridor<'_>) {
    let desk = story.desk("estadistica");
    let shown = |series: &str, by: &str| -> Vec<i64> {
        let table = desk.open(&format!("/statistics/table.json?series={series}&by={by}"));
        let table: serde_json::Value = serde_json::from_slice(&table.bytes).unwrap();
        let cells = ["rows", "totals"].into_iter().flat_map(|part| table[part].as_array().unwrap().clone());
        cells.filter_map(|cell| cell["value"].as_i64()).filter(|n| *n > 0).collect()
    };
    for by in ["origin", "month", "year", "sex", "age"] {
        assert!(shown("decisions", by).is_empty(), "decisions by {by}");
        assert!(shown("review-decisions", by).is_empty(), "review-decisions by {by}");
    }
    assert!(!(shown("applications", "year").contains(&13) && shown("pending", "month").contains(&12)));
}
