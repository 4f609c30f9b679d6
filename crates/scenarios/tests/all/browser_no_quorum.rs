//! A commission that does not reach its quorum votes nothing, and its case waits for the next session: in a real browser,
//! in Spanish, without a mouse and without JavaScript.

use kernel::Lang;
use scenarios::browser::Served;
use scenarios::corridor::Corridor;
use scenarios::house::one;
use scenarios::walk::Walk;

#[test]
fn browser_closes_a_session_that_does_not_reach_its_quorum() {
    one(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.on(2024, 8, 5);
        for login in ["conare2", "conare3"] {
            house.hired(login);
        }
        let case = story.case.to_string();
        let served = Served::new(house);
        let walk = Walk::new(house, &served);

        walk.sits_down("conare");
        walk.opens("/sessions/new");
        walk.browser.type_into("on", "5 8 2024");
        walk.browser.type_into("place", "Sala de sesiones");
        walk.browser.send();
        walk.browser.skip_the_menu();
        walk.browser.choose("case", &case);
        walk.browser.send();
        walk.browser.expect("Por votar");
        let page = walk.browser.path();
        let session = page.split(['?', '#']).next().unwrap().split('/').nth(2).unwrap().to_owned();
        walk.opens(&format!("/sessions/{session}/attendance"));
        walk.browser.pick(&format!("seat-{}", house.hired("conare").account), "Presente", "present");
        walk.browser.send();
        walk.browser.skip_the_menu();
        walk.browser.choose("valid", "no");
        walk.browser.choose("confirm", "yes");
        walk.browser.send();
        walk.browser.expect("La sesión no alcanzó el quórum");
        walk.browser.expect("Pospuesto por falta de quórum");
        walk.browser.goto(&format!("/cases/{case}/steps/refuse"));
        walk.browser.expect("lo apruebe en una sesión con quórum");
        walk.browser.goto("/day");
        walk.browser.expect("pospuesto por falta de quórum");
    });
}
