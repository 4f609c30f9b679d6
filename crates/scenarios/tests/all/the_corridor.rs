//! A person reaches the post of Metetí and asks for protection. An officer writes it down and gives them a sheet of
//! paper; they are registered; the office in the capital opens a claim, admits it, hears the person, assesses the claim;
//! a second officer reviews the assessment; CONARE refuses; the person is told, asks for reconsideration, which another
//! member decides; is told again, and appeals to the minister. On the way every desk sees its own work on "My day" and
//! on its worklist, the file tells the whole story, the pledge's numerator moves at once and the table moves with the
//! next data cut. In Spanish and in English, on both databases, by the forms that the pages show.

use kernel::Lang;
use scenarios::corridor::{Corridor, NAME};
use scenarios::house::{TestHouse, both};

#[test]
fn from_the_border_to_the_minister_in_spanish() {
    both(|house| walk(house, Lang::Es));
}

#[test]
fn from_the_border_to_the_minister_in_english() {
    both(|house| walk(house, Lang::En));
}

fn walk(house: &TestHouse, lang: Lang) {
    let mut story = Corridor::new(house, lang);
    house.on(2024, 6, 3);
    story.the_person_speaks();
    story.the_person_takes_the_proof_along().the_person_is_registered();
    story.the_claim_is_filed();
    story.the_claim_is_admitted();
    house.on(2024, 7, 2);
    story.the_person_is_heard();
    house.on(2024, 7, 9);
    story.the_claim_is_assessed();
    house.on(2024, 7, 12);
    story.another_officer_reviews();
    story.conare_takes_it_up();
    house.on(2024, 8, 5);
    story.conare_refuses();
    house.on(2024, 8, 7);
    story.the_refusal_is_notified();
    story.the_notice_is_printed();
    house.on(2024, 8, 12);
    story.the_person_asks_for_reconsideration();
    house.on(2024, 9, 2);
    story.another_rapporteur_confirms();
    house.on(2024, 9, 4);
    story.the_reconsideration_is_notified();
    house.on(2024, 9, 9);
    story.the_person_appeals();
    house.on(2024, 10, 1);
    story.the_minister_recognises();
    house.on(2024, 10, 3);
    story.the_recognition_is_notified();
    let _ = NAME;
}
