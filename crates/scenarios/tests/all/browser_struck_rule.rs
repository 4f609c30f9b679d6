//! A rule that a court struck down is offered to nobody from the day of the judgment, also in files opened under it; the
//! page says which judgment: Costa Rica, in a real browser, in Spanish, without a mouse and without JavaScript.

use asylum::Child;
use scenarios::browser::Served;
use scenarios::house::one_in;
use scenarios::people::Somebody;
use scenarios::walk::Walk;

#[test]
fn browser_does_not_apply_a_rule_that_was_struck_down() {
    one_in("cri", |house| {
        house.on(2023, 3, 1);
        let actor = house.hired("registro");
        let person = house.register(&actor, &Somebody::named("Ana Inventada"));
        let case = house.claim(&actor, &[person], "unidad-refugio", Child::None);
        let file = format!("/cases/{case}");
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        // While the rule of December 2022 stands, the step has its form.
        walk.sits_down("revision");
        walk.opens(&format!("{file}/steps/close_for_exit"));
        walk.browser.tab_to("the day of the step", |f| f.name == "f-closed_on");
        walk.browser.goto(&file);
        walk.gets_up();

        // The day after the judgment it has none, and the page says why.
        house.on(2023, 8, 31);
        walk.sits_down("revision");
        walk.browser.goto(&format!("{file}/steps/close_for_exit"));
        walk.browser.expect("sentencia 2023-21440");
        let fields = walk.browser.look("return document.querySelectorAll('[name=f-closed_on]').length;");
        assert_eq!(fields.as_u64(), Some(0));
    });
}
