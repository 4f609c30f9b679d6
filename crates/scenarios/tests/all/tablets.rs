//! Several people share one tablet: it is enrolled with a one-time code, each chooses their name, whoever hands it over
//! loses nothing, and one that was lost is taken back.

use access::Standing;
use app::demo::staff::PASSWORD;
use kernel::Lang;
use scenarios::house::{TestHouse, both, one};
use web::Settings;
use web::client::{Client, Seen};

const MARK: &str = "Escrito a medias, inventado.";

fn says(house: &TestHouse, key: &str) -> String {
    house.says(Lang::Es, key)
}

/// The code that a page shows once.
fn code_on(page: &Seen) -> String {
    let body = page.body();
    let is_code = |text: &&str| text.len() == 11 && text.as_bytes()[5] == b'-';
    body.split(['>', '<']).find(is_code).unwrap_or_else(|| panic!("no code:\n{}", page.text())).to_owned()
}

/// Whoever's name is offered, in order.
fn offered(page: &Seen) -> Vec<String> {
    let body = page.body();
    body.split("name=\"who\"")
        .skip(1)
        .filter_map(|rest| {
            let label = rest.split("<label").nth(1)?.split_once('>')?.1;
            Some(label.split('<').next()?.trim().to_owned())
        })
        .collect()
}

/// Chooses a name on the tablet and types the password.
fn chooses(tablet: &Client, name: &str, password: &str) -> Seen {
    let page = tablet.get("/sign-in");
    let body = page.body();
    let who = body
        .split("name=\"who\"")
        .skip(1)
        .find(|rest| rest.split("</label>").next().unwrap_or("").contains(name));
    let who = who.and_then(|rest| rest.split("value=\"").nth(1)?.split('"').next()).map(str::to_owned);
    let who = who.unwrap_or_else(|| panic!("{name} is not offered:\n{}", page.text()));
    tablet.post("/sign-in", &[("who", &who), ("password", password)])
}

#[test]
fn a_tablet_is_enrolled_on_the_page_used_and_taken_back() {
    both(|house| {
        let boss = house.desk("supervision");
        boss.open("/tablets").expect(&says(house, "app-tablets-none"));
        boss.follow("/tablets/new");
        boss.fill(&[("name", " ")]).expect_status(422);
        let shown = boss.done(&[("name", "Ventanilla 1")]);
        let code = code_on(&shown);

        let tablet = house.stranger();
        tablet.get("/enrol");
        tablet
            .post("/enrol", &[("code", "22222-22222")])
            .expect_status(422)
            .expect(&says(house, "access-tablet-code"));
        tablet.post("/enrol", &[("code", &code.to_lowercase())]).expect(&says(house, "app-enrol-done"));
        // Once.
        let second = house.stranger();
        second.get("/enrol");
        second
            .post("/enrol", &[("code", &code)])
            .expect_status(422)
            .expect(&says(house, "access-tablet-code"));
        // And no longer than a quarter of an hour.
        boss.open("/tablets/new");
        let late = code_on(&boss.done(&[("name", "Ventanilla 2")]));
        house.later(16);
        second.get("/enrol");
        second
            .post("/enrol", &[("code", &late)])
            .expect_status(422)
            .expect(&says(house, "access-tablet-code"));

        house.hired("frontera");
        tablet.sign_in("frontera");
        let session = tablet.cookies();
        boss.sign_in("supervision");
        boss.open("/tablets").expect("Ventanilla 1").expect_no("Ventanilla 2");
        let own = boss.page().links().into_iter().find(|l| l.starts_with("/tablets/0")).unwrap();
        boss.open(&own);
        boss.post(&own, &[("name", "Puerta")]).expect(&says(house, "app-tablet-done-named")).expect("Puerta");
        boss.post(&format!("{own}/revoke"), &[]).expect(&says(house, "app-tablet-done-revoked"));
        // The session on it has ended, and nobody signs in on it any more.
        let page = tablet.get("/intents");
        page.expect_status(403).expect(&says(house, "web-tablet-revoked"));
        let token = tablet.cookies()["ceiba_visitor"].clone();
        let form = [("_csrf", token.as_str()), ("login", "frontera"), ("password", PASSWORD)];
        tablet.post("/sign-in", &form).expect_status(403).expect(&says(house, "web-tablet-revoked"));
        assert_ne!(tablet.get("/intents").path, "/intents");
        // Nor is the session carried to another browser worth anything.
        let mut carried = session.clone();
        carried.remove("ceiba_tablet");
        let elsewhere = house.stranger();
        elsewhere.set_cookies(carried);
        assert!(elsewhere.get("/intents").path.starts_with("/sign-in"));
    });
}

#[test]
fn a_supervisor_looks_after_the_tablets_of_the_own_office_only() {
    one(|house| {
        let other = house.hire("jefa.otra", "Jefa Inventada", kernel::Role::Supervisor, "chiriqui");
        house.tablet("Ventanilla ajena", &other);
        let id = house.house.access.tablets().unwrap()[0].tablet;
        let boss = house.desk("supervision");
        boss.open("/tablets").expect_no("Ventanilla ajena");
        boss.get(&format!("/tablets/{id}")).expect_status(404);
        let token = boss.filled("", &[]).text("_csrf").to_owned();
        boss.post(&format!("/tablets/{id}/revoke"), &[("_csrf", &token)]).expect_status(404);
        assert!(house.house.access.tablet(id).unwrap().unwrap().revoked_at.is_none());
        house.desk("admin").open("/tablets").expect("Ventanilla ajena");
    });
}

#[test]
fn whoever_hands_a_tablet_over_finds_what_they_typed_on_any_computer() {
    both(|house| {
        let (first, second) = ("frontera", "frontera2");
        let names = [first, second].map(|login| {
            let account = house.hired(login).account;
            house.house.access.account(account).unwrap().unwrap().name
        });
        let tablet = house.tablet("Ventanilla 1", &house.hired("supervision"));
        assert_eq!(offered(&tablet.get("/sign-in")), Vec::<String>::new());
        tablet.sign_in(first);
        let page = tablet.get("/intents/new");
        assert!(
            page.body().contains("formaction=\"/hand-over\""),
            "no way out of the form:\n{}",
            page.body()
        );
        assert!(page.form("/sign-out").is_none(), "a way out that loses what was typed");
        let title = page
            .body()
            .split("name=\"_title\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let half = tablet.filled("/intents/new", &[("words", MARK), ("_title", &title)]).encode();
        let page = tablet.post_raw("/hand-over", half.into_bytes());
        page.expect(&says(house, "web-hand-over-kept"));
        assert!(!page.body().contains(MARK));
        assert_eq!(offered(&page), [names[0].clone()]);
        assert!(tablet.get("/intents/new").path.starts_with("/sign-in"), "the session goes on");

        house.later(1);
        // The next person is not on the list yet, works, and hands over from a page without a form.
        tablet.get("/sign-in?else=1");
        let page = tablet.post("/sign-in", &[("login", second), ("password", PASSWORD)]);
        assert!(!page.path.starts_with("/drafts"), "somebody else's draft:\n{}", page.text());
        assert!(!tablet.get("/intents/new?draft=1").body().contains(MARK));
        assert!(!tablet.get("/drafts").body().contains("draft="));
        tablet.get("/account/factors");
        tablet.post("/hand-over", &[]).expect(&says(house, "web-hand-over-ready"));
        assert_eq!(offered(&tablet.get("/sign-in")), [names[1].clone(), names[0].clone()]);

        // The first one comes back days later, by name; a wrong password stays a wrong password.
        house.later(5 * 24 * 60);
        chooses(&tablet, &names[0], "no es esta").expect_status(422);
        let page = chooses(&tablet, &names[0], PASSWORD);
        assert!(page.path.starts_with("/drafts"), "{}", page.path);
        page.expect(&title);
        let elsewhere = house.desk(first);
        elsewhere.open("/drafts");
        elsewhere.follow("/intents/new");
        assert_eq!(elsewhere.form().value("words"), Some(MARK));
        elsewhere.done(&[]).expect(MARK);
    });
}

#[test]
fn names_of_the_staff_are_shown_on_enrolled_tablets_only() {
    one(|house| {
        house.hired("frontera");
        let boss = house.hired("supervision");
        let tablet = house.tablet("Ventanilla 1", &boss);
        tablet.sign_in("frontera");
        tablet.get("/account/factors");
        let page = tablet.post("/hand-over", &[]);
        let name = offered(&page).remove(0);
        let stranger = house.stranger();
        stranger.get("/sign-in").expect_no(&name);
        let mut made_up = tablet.cookies();
        made_up.insert("ceiba_tablet".into(), "0".repeat(64));
        stranger.set_cookies(made_up);
        stranger.get("/sign-in").expect_no(&name);
        // The number of a name is worth nothing elsewhere.
        let account = house.hired("frontera").account.to_string();
        let elsewhere = house.stranger();
        elsewhere.get("/sign-in");
        let page = elsewhere.post("/sign-in", &[("who", &account), ("password", PASSWORD)]);
        page.expect_status(422).expect_no(&name);
        let another = house.tablet("Ventanilla 2", &boss);
        another.get("/sign-in").expect_no(&name);
    });
}

#[test]
fn from_the_network_only_enrolled_tablets_sign_in_where_the_site_says_so() {
    let on = |test: ledger::testing::TestLedger| {
        let settings = Settings { enrolled_only: true, ..Settings::default() };
        let house = TestHouse::of_settings(test, settings);
        let boss = house.hired("supervision");
        house.hired("frontera");
        // On the machine itself one always may.
        house.stranger_at("127.0.0.1").sign_in("frontera");
        house.stranger_at("::1").sign_in("frontera");
        let far = house.stranger_at("192.168.4.30");
        far.get("/sign-in").expect_status(403).expect(&says(&house, "web-tablet-only"));
        let token = far.cookies()["ceiba_visitor"].clone();
        let form = [("_csrf", token.as_str()), ("login", "frontera"), ("password", PASSWORD)];
        far.post("/sign-in", &form).expect_status(403);
        // Not even with a session that was opened on the machine.
        let near = house.stranger_at("127.0.0.1");
        near.sign_in("frontera");
        far.set_cookies(near.cookies());
        assert!(far.get("/intents").path.starts_with("/sign-in"));
        // Enrolled, it may.
        let made = house.house.access.add_tablet_code("Ventanilla 1", &boss.office, boss.account).unwrap();
        let tablet = house.stranger_at("192.168.4.31");
        tablet.get("/enrol").expect_status(200);
        tablet.post("/enrol", &[("code", &made.code)]).expect_status(200);
        tablet.sign_in("frontera");
        tablet.get("/intents").expect_status(200);
        let tablet = &house.house.access.tablets().unwrap()[0];
        assert_eq!(tablet.seen_at, kernel::Clock::now(&*house.test.clock));
        assert_ne!(house.house.access.tablet_standing("").unwrap(), Standing::Enrolled(tablet.tablet));
    };
    on(ledger::testing::lite(app::wiring::schema()));
    if let Some(test) = ledger::testing::pg(app::wiring::schema()) {
        on(test);
    }
}
