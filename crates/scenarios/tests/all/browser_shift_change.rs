//! One tablet, two people, one shift change: what the first had half typed waits for them, the second chooses their name with
//! two keys, and nobody sees the other's words: in a real browser, in Spanish, without a mouse and without JavaScript.

use app::demo::staff::PASSWORD;
use scenarios::browser::{Served, TAB};
use scenarios::house::one;
use scenarios::walk::Walk;

const HALF: &str = "No puedo volver porque";

#[test]
fn browser_hands_a_tablet_over_and_nobody_loses_a_draft() {
    one(|house| {
        let boss = house.hired("supervision");
        let made = house.house.access.add_tablet_code("Ventanilla 1", &boss.office, boss.account).unwrap();
        let served = Served::new(house);
        let walk = Walk::new(house, &served);
        walk.opens("/enrol");
        walk.browser.type_into("code", &made.code);
        walk.browser.send();
        walk.says("app-enrol-done");

        // Both have worked on it before.
        walk.sits_down("frontera");
        hands_over_from_the_menu(&walk);
        house.later(1);
        house.hired("frontera2");
        walk.browser.follow("/sign-in");
        walk.browser.type_into("login", "frontera2");
        types_the_password(&walk);
        hands_over_from_the_menu(&walk);
        house.later(1);

        // The second on the list, with two keys: the digit of the name, and Tab to the password.
        chooses(&walk, '2');
        walk.opens("/intents/new");
        walk.browser.type_into("words", HALF);
        walk.browser.tab_to("the way out of the form", |f| f.name == "_title");
        walk.browser.enter();
        walk.says("web-hand-over-kept");
        assert!(!walk.browser.words().contains(HALF));
        house.later(1);

        chooses(&walk, '2');
        assert!(!walk.browser.path().starts_with("/drafts"), "{}", walk.browser.words());
        walk.browser.goto("/intents/new?draft=1");
        let seen = walk.browser.look("return document.querySelector('[name=words]').value;");
        assert_eq!(seen.as_str(), Some(""));
        hands_over_from_the_menu(&walk);
        house.later(1);

        // The first one goes on where they were.
        chooses(&walk, '2');
        walk.says("web-drafts-lead");
        walk.browser.skip_the_menu();
        walk.browser.follow("/intents/new");
        walk.says("web-draft-notice");
        let seen = walk.browser.look("return document.querySelector('[name=words]').value;");
        assert_eq!(seen.as_str(), Some(HALF));
        walk.browser.send();
        assert!(walk.browser.path().starts_with("/intents/0"), "{}", walk.browser.words());
        walk.browser.expect(HALF);
        walk.opens("/drafts");
        walk.says("web-drafts-none");
    });
}

/// From a page on which nothing is typed.
fn hands_over_from_the_menu(walk: &Walk<'_>) {
    walk.browser.goto("/drafts");
    walk.browser.tab_to("the way out in the menu", |f| f.name == "hand");
    walk.browser.enter();
    walk.says("web-hand-over-ready");
}

fn chooses(walk: &Walk<'_>, digit: char) {
    walk.browser.hold_alt(digit);
    walk.browser.press(&[TAB]);
    assert_eq!(walk.browser.focus().name, "password", "two keys lead to {:?}", walk.browser.focus());
    let chosen = walk.browser.look("return document.querySelector('[name=who]:checked').accessKey;");
    assert_eq!(chosen.as_str(), Some(digit.to_string().as_str()));
    types_the_password(walk);
}

fn types_the_password(walk: &Walk<'_>) {
    walk.browser.type_into("password", PASSWORD);
    walk.browser.send();
    assert!(!walk.browser.path().starts_with("/sign-in"), "{}", walk.browser.words());
}
