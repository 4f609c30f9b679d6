//! A case is asked for by one office and taken over by another; until then it stays where it is: in a real browser, in
//! Spanish, without a mouse and without JavaScript.

use asylum::Child;
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_sends_a_case_to_another_office_that_accepts_it() {
    one(|house| {
        let actor = house.hired("registro");
        house.hired("registro2");
        let person = house.register(&actor, &Somebody::named("Ana Inventada"));
        let case = house.claim(&actor, &[person], "onpar-panama", Child::None);
        let file = format!("/cases/{case}");
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        walk.sits_down("registro");
        walk.opens(&format!("{file}/transfer"));
        walk.browser.tab_to("the list of offices", |f| f.name == "office" && f.tag == "select");
        walk.browser.press(&"ONPAR, puesto".chars().collect::<Vec<_>>());
        assert_eq!(walk.browser.focus().value, "meteti");
        walk.browser.type_into("reason", "Vive ahora en Meteti.");
        walk.browser.choose("urgency", "ordinary");
        walk.browser.choose("agrees", "yes");
        walk.browser.send();
        walk.browser.goto(&file);
        walk.browser.expect("Ana Inventada");
        walk.gets_up();

        walk.sits_down("registro2");
        walk.opens(&format!("{file}/transfer"));
        walk.browser.expect("Vive ahora en Meteti.");
        walk.browser.send();
        walk.browser.goto(&file);
        walk.browser.expect("Ana Inventada");
        walk.gets_up();

        walk.sits_down("registro");
        walk.browser.goto(&file);
        walk.says("web-not-found-title");
    });
}
