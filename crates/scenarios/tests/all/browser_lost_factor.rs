//! Somebody loses the telephone with the second factor, and gets back in when two colleagues have seen who it is: in a
//! real browser, in Spanish, without a mouse and without JavaScript. And a passkey, which the browser's own script asks for.

use access::testing::code_of;
use kernel::{Lang, Role};
use scenarios::browser::{Browser, Served, Settings};
use scenarios::house::{TestHouse, one};

const LOGIN: &str = "elegibilidad";

struct Room<'a> {
    house: &'a TestHouse,
    browser: Browser,
}

impl Room<'_> {
    fn says(&self, key: &str) {
        self.browser.expect(&self.house.says(Lang::Es, key));
    }
    fn gives_the_password(&self, login: &str) {
        self.browser.goto("/sign-in");
        self.browser.skip_the_menu();
        self.browser.type_into("login", login);
        self.browser.type_into("password", app::demo::staff::PASSWORD);
        self.browser.send();
    }
    fn gets_up(&self) {
        self.browser.tab_to("the button that signs out", |f| f.name == "out");
        self.browser.enter();
    }
    /// The code that the app shows now, from the secret that stands on the page.
    fn code(&self) -> String {
        let secret = self.browser.look("return document.getElementById('secret').textContent;");
        code_of(secret.as_str().unwrap(), self.house.house.clock.now())
    }
    fn types_the_password_again(&self) {
        self.browser.type_into("password_now", app::demo::staff::PASSWORD);
    }
}

#[test]
fn browser_loses_the_second_factor_and_two_colleagues_confirm() {
    one(|house| {
        for (login, role) in [("admin", Role::Administrator), ("supervision", Role::Supervisor)] {
            assert_eq!(house.hired(login).role, role);
        }
        house.hired(LOGIN);
        let served = Served::new(house);
        let settings = Settings { script: false, width: 1280, language: "es" };
        let room = Room { house, browser: Browser::start(&served, settings) };
        an_app_is_set_up(&room);
        the_telephone_is_lost(&room);
        // The same person does not count twice, and an own reset is nobody's to confirm.
        for (login, done) in [("supervision", "app-reset-done-first"), ("admin", "app-reset-done-all")] {
            room.gives_the_password(login);
            room.browser.goto("/lost-factors");
            room.browser.skip_the_menu();
            room.browser.choose("seen", "yes");
            room.browser.send();
            room.says(done);
            if login == "supervision" {
                room.browser.skip_the_menu();
                room.browser.choose("seen", "yes");
                room.browser.send();
                room.says("access-reset-same-person");
            }
            room.gets_up();
        }
        // The next sign-in leads to setting one up, and nowhere else.
        house.later(5);
        room.gives_the_password(LOGIN);
        room.says("web-set-up-title");
        room.browser.goto("/cases");
        assert!(room.browser.path().starts_with("/sign-in"), "{}", room.browser.path());
        room.browser.goto("/sign-in/set-up");
        let code = room.code();
        room.browser.skip_the_menu();
        room.browser.type_into("code", &code);
        room.browser.send();
        room.says("web-codes-title");
        room.gets_up();
        // And it was all written down and is shown to the person.
        house.later(5);
        room.gives_the_password(LOGIN);
        room.says("web-factor-title");
    });
}

fn an_app_is_set_up(room: &Room<'_>) {
    room.gives_the_password(LOGIN);
    room.browser.goto("/account");
    room.browser.skip_the_menu();
    room.browser.follow("/account/factors");
    room.browser.skip_the_menu();
    room.browser.follow("/account/factors/app");
    let code = room.code();
    room.browser.skip_the_menu();
    room.browser.type_into("code", &code);
    room.types_the_password_again();
    room.browser.send();
    room.says("web-factor-done-added");
    room.browser.skip_the_menu();
    room.types_the_password_again();
    room.browser.send();
    room.says("web-codes-once");
    room.gets_up();
}

fn the_telephone_is_lost(room: &Room<'_>) {
    room.gives_the_password(LOGIN);
    room.says("web-factor-title");
    room.browser.skip_the_menu();
    room.browser.follow("/sign-in/lost");
    room.browser.skip_the_menu();
    room.browser.send();
    room.says("web-lost-waiting");
}

#[test]
fn browser_makes_a_passkey_and_signs_in_with_it() {
    one(|house| {
        house.hired(LOGIN);
        let served = Served::new(house);
        let settings = Settings { script: true, width: 1280, language: "es" };
        let room = Room { house, browser: Browser::start(&served, settings).on_localhost() };
        room.browser.add_authenticator();
        room.gives_the_password(LOGIN);
        room.browser.goto("/account/factors/passkey");
        room.browser.skip_the_menu();
        room.browser.type_into("name", "Computadora de prueba");
        room.types_the_password_again();
        room.browser.send();
        room.says("web-factor-done-added");
        room.gets_up();
        room.gives_the_password(LOGIN);
        room.says("web-factor-title");
        room.browser.tab_to("the button for the passkey", |f| f.name == "show");
        room.browser.enter();
        room.says("web-news-lead");
        room.browser.expect(&house.says(Lang::Es, "access-change-factor-passkey-added"));
    });
}

#[test]
fn a_half_open_sign_in_reaches_nothing_but_its_own_pages() {
    one(|house| {
        let desk = house.desk(LOGIN);
        desk.get("/account/factors/app");
        let page = desk.page();
        let text = page.text();
        let secret = secret_in(&page.body());
        assert!(!secret.is_empty(), "{text}");
        let code = code_of(&secret, house.house.clock.now());
        let password = app::demo::staff::PASSWORD;
        desk.post("/account/factors/app", &[("code", &code), ("password_now", password)]);
        let half = house.stranger();
        let seen = half.try_sign_in(LOGIN, password);
        assert!(seen.path.starts_with("/sign-in/factor"), "{}", seen.path);
        let stranger = house.stranger();
        stranger.get("/sign-in");
        for route in app::wiring::routes() {
            if route.path.starts_with("/sign-in") || route.path.starts_with("/language") {
                continue;
            }
            let address = route.path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
            let address = address.collect::<Vec<_>>().join("/");
            let body = (route.method == web::Method::Post).then(Vec::new);
            let mine = half.send(route.method.name(), &address, body.clone(), &[]);
            let theirs = stranger.send(route.method.name(), &address, body, &[]);
            assert_eq!(mine.status, theirs.status, "{route:?}");
            assert_eq!(mine.header("location"), theirs.header("location"), "{route:?}");
            if route.permission != web::Permission::Public {
                let to = mine.header("location").unwrap_or_default().to_owned();
                assert!(to.starts_with("/sign-in"), "{route:?} answered {} {to}", mine.status);
            }
        }
    });
}

fn secret_in(body: &str) -> String {
    let after = body.split_once("id=\"secret\"").map_or("", |(_, after)| after);
    let text = after.split_once('>').map_or("", |(_, text)| text);
    text.split('<').next().unwrap_or("").to_owned()
}
