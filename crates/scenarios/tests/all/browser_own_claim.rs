//! A wife asks for a claim of her own, apart from her husband's: it counts from the family's own day, and the family's file
//! does not say where she went. In a real browser, in Spanish, without a mouse and without JavaScript.

use asylum::Child;
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_gives_a_wife_her_own_separate_claim() {
    one(|house| {
        let actor = house.hired("registro");
        let husband = house.register(&actor, &Somebody::named("Julio Inventado"));
        let wife = house.register(&actor, &Somebody::named("Ana Inventada"));
        let family = house.claim(&actor, &[husband, wife], "onpar-panama", Child::None);
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        walk.sits_down("registro");
        walk.opens(&format!("/cases/{family}/separate"));
        walk.browser.choose("person", &wife.to_string());
        walk.browser.choose("how", "apart");
        walk.browser.choose("f-mode", "oral");
        walk.browser.choose("f-child", "none");
        walk.browser.tab_to("the list of languages", |f| f.name == "f-language" && f.tag == "select");
        walk.browser.press(&"espa".chars().collect::<Vec<_>>());
        walk.browser.send();
        let cases = house.test.ledger.read(|r| casework::case::of_person(r, wife)).unwrap();
        let own = cases.iter().find(|head| head.id != family && head.principal == Some(wife));
        let own = own.unwrap_or_else(|| panic!("no own claim:\n{}", walk.browser.words()));
        let of_family = house.test.ledger.read(|r| casework::case::find(r, family)).unwrap().unwrap();
        assert_eq!(own.legal_date, of_family.legal_date, "the family's own day");
        assert_eq!(of_family.persons, 1);
        walk.browser.goto(&format!("/cases/{family}"));
        assert!(!walk.browser.words().contains(&own.number), "the family's file does not lead to hers");
    });
}
