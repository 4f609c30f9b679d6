//! A claim is held to be abandoned only after two contact attempts and two officers, and opens again when the person comes
//! back: in a real browser, in Spanish, without a mouse and without JavaScript.

use asylum::Child;
use scenarios::browser::Served;
use scenarios::house::one;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_closes_a_claim_as_abandoned_and_opens_it_again() {
    one(|house| {
        let actor = house.hired("registro");
        let person = house.register(&actor, &Somebody::named("Ana Inventada"));
        let case = house.claim(&actor, &[person], "onpar-panama", Child::None);
        let file = format!("/cases/{case}");
        let served = Served::new(house);
        let walk = Walk::new(house, &served);
        let today = walk.today();
        let step = |id: &str| format!("{file}/steps/{id}");

        walk.sits_down("registro");
        for way in ["phone", "visit"] {
            walk.opens(&step("record_contact_attempt"));
            walk.browser.type_into("f-attempted_on", &today);
            walk.browser.choose("f-way", way);
            walk.browser.type_into("f-asked", "A ella misma");
            walk.browser.send();
            walk.browser.expect(&house.step_name(kernel::Lang::Es, "record_contact_attempt"));
        }
        walk.opens(&step("propose_abandonment"));
        walk.browser.type_into("f-proposed_on", &today);
        walk.browser.type_into("f-why", "Nadie responde desde hace dos meses.");
        walk.browser.choose("confirm", "yes");
        walk.browser.send();
        walk.browser.expect(&house.stage_name(kernel::Lang::Es, "abandonment_proposed"));
        walk.gets_up();

        walk.sits_down("revision");
        walk.opens(&step("close_as_abandoned"));
        walk.browser.type_into("f-closed_on", &today);
        walk.browser.choose("f-checked", "yes");
        walk.browser.choose("f-not_held", "yes");
        walk.browser.choose("confirm", "yes");
        walk.browser.send();
        walk.browser.expect(&house.stage_name(kernel::Lang::Es, "abandoned"));
        walk.gets_up();

        walk.sits_down("registro");
        walk.opens(&step("reopen"));
        walk.browser.type_into("f-reopened_on", &today);
        walk.browser.choose("f-reason", "asked");
        walk.browser.send();
        walk.browser.expect(&house.step_name(kernel::Lang::Es, "reopen"));
        let now = house.test.ledger.read(|r| casework::case::find(r, case)).unwrap().unwrap();
        assert_eq!((now.stage.as_str(), now.ended), ("filed", false));
    });
}
