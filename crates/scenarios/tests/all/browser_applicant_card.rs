//! A woman who asked for protection is photographed at the desk, says that she cannot sign, and leaves with a card. She loses it;
//! the second one ends the first, and whoever checks the first is told so: in a real browser, in Spanish, without a mouse and
//! without JavaScript.

use asylum::Child;
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;
use std::path::Path;

#[test]
fn browser_photographs_issues_a_card_and_replaces_the_lost_one() {
    one(|house| {
        house.on(2024, 6, 3);
        let registro = house.hired("registro");
        let person = house.register(&registro, &Somebody::named("Quetzalina Inventada"));
        let case = house.claim(&registro, &[person], "onpar-panama", Child::None);
        let photograph = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/portrait.png");
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        walk.sits_down("registro");
        walk.opens(&format!("/people/{person}"));
        walk.browser.follow("/portrait");
        walk.browser.skip_the_menu();
        walk.browser.choose("portrait", "taken");
        walk.browser.choose_file("photo", &photograph);
        walk.browser.send();
        walk.says("identity-portrait-done");
        walk.opens(&format!("/people/{person}/signature"));
        walk.says("identity-signature-lead");
        walk.browser.choose("signature", "cannot_sign");
        walk.browser.send();
        walk.says("identity-signature-answer-cannot-sign");

        walk.opens(&format!("/cases/{case}"));
        walk.browser.follow("/cards/new");
        walk.browser.skip_the_menu();
        walk.browser.choose("why", "first");
        walk.browser.type_into("valid_until", "3 6 2025");
        walk.browser.send();
        walk.says("asylum-carnet-done");
        walk.browser.expect("CA-HQ-2024-00001");
        let card = |place: usize| {
            let state = house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap().state;
            state.cards[place].issued.clone()
        };
        let first = card(0);

        // She comes back without it.
        walk.opens(&format!("/people/{person}"));
        walk.says("asylum-carnet-why-first");
        walk.browser.follow("/cards/new");
        walk.browser.skip_the_menu();
        walk.browser.choose("why", "lost");
        walk.browser.type_into("valid_until", "3 6 2025");
        walk.browser.send();
        walk.says("asylum-carnet-done");
        walk.browser.expect("CA-HQ-2024-00002");
        walk.gets_up();

        // Somebody at the border shows the first.
        walk.sits_down("frontera");
        walk.opens("/documents/verify");
        walk.browser.type_into("code", &first.payload);
        walk.browser.send();
        walk.browser.expect("Reemplazado: otro carné vale en su lugar desde el 3 de junio de 2024");
        walk.browser.skip_the_menu();
        walk.browser.type_into("code", &card(1).payload);
        walk.browser.send();
        walk.says("asylum-verify-card");
        assert!(!walk.browser.words().contains("Quetzalina"), "the check tells no name");
    });
}
