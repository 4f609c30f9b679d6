//! The whole corridor without a mouse and without JavaScript, in a real browser: every link followed and every form
//! filled in by keyboard alone, from the intent at the border to the appeal, with the worklists, the pledge's numerator
//! and, after the next data cut, the table. Once in Spanish, once in English.

use asylum::Child;
use kernel::Lang;
use scenarios::browser::{Browser, Served, Settings};
use scenarios::corridor::NAME;
use scenarios::house::{TestHouse, one};
use scenarios::people::Somebody;

#[test]
fn browser_walks_the_corridor_by_keyboard_in_spanish() {
    one(|house| walk(house, Lang::Es));
}

#[test]
fn browser_walks_the_corridor_by_keyboard_in_english() {
    one(|house| walk(house, Lang::En));
}

/// Everybody at one computer: whoever works next signs in.
struct Room<'a> {
    house: &'a TestHouse,
    browser: Browser,
    lang: Lang,
    case: String,
}

impl Room<'_> {
    fn sits_down(&self, login: &str) {
        self.house.hired(login);
        let account = self.house.house.access.account_of_login(login).unwrap().unwrap();
        self.house.house.access.set_lang(account.account, self.lang).unwrap();
        self.browser.goto("/sign-in");
        self.browser.skip_the_menu();
        self.browser.type_into("login", login);
        self.browser.type_into("password", app::demo::staff::PASSWORD);
        self.browser.send();
        assert!(!self.browser.path().starts_with("/sign-in"), "{login}: {}", self.browser.words());
        // The page speaks the language of whoever reads it.
        assert_eq!(self.browser.look("return document.documentElement.lang;"), self.lang.tag());
    }
    fn gets_up(&self) {
        self.browser.tab_to("the button that signs out", |f| f.name == "out");
        self.browser.enter();
        self.browser.expect(&self.house.says(self.lang, "web-signed-out-title"));
    }
    /// The case on the worklist, opened.
    fn finds_the_case(&self) {
        self.browser.follow("/cases");
        self.browser.expect(NAME);
        self.browser.skip_the_menu();
        self.browser.follow(&self.case);
        self.browser.expect(NAME);
    }
    fn has_it_on_my_day(&self) {
        self.browser.follow("/day");
        self.browser.skip_the_menu();
        self.browser.follow(&self.case);
        self.browser.expect(NAME);
    }
    /// Somebody takes one step on the case.
    fn takes(&self, login: &str, step: &str, fill: impl Fn(&Browser)) {
        self.sits_down(login);
        self.finds_the_case();
        self.browser.skip_the_menu();
        self.browser.follow(&format!("/steps/{step}"));
        self.browser.expect(&self.house.step_name(self.lang, step));
        self.browser.skip_the_menu();
        fill(&self.browser);
        self.browser.send();
        self.browser.expect(&self.house.says(self.lang, "casework-step-done"));
        self.gets_up();
    }
    fn spanish(&self) -> &'static str {
        if self.lang == Lang::Es { "español" } else { "Spanish" }
    }
    fn notified(&self, browser: &Browser) {
        browser.choose("f-mode", "in_person");
        browser.pick("f-language", self.spanish(), "spa");
        browser.choose("f-understood", "yes");
    }
    fn remedy(browser: &Browser) {
        browser.choose("f-mode", "oral");
        browser.type_into("f-grounds", "No está de acuerdo.");
    }
}

fn walk(house: &TestHouse, lang: Lang) {
    house.on(2024, 6, 3);
    twelve_others_came_before(house);
    let served = Served::new(house);
    let settings = Settings { script: false, width: 1280, language: lang.tag() };
    let mut room = Room { house, browser: Browser::start(&served, settings), lang, case: String::new() };

    a_cut_is_made(&room);
    the_table_says(&room, 12);
    the_pledge_says(&room, 12);

    // At the border.
    room.sits_down("frontera");
    room.browser.follow("/intents");
    room.browser.skip_the_menu();
    room.browser.follow("/intents/new");
    room.browser.skip_the_menu();
    room.browser.type_into("words", if lang == Lang::Es { "No puedo volver." } else { "I cannot go back." });
    room.browser.send();
    let intent = room.browser.path().split('?').next().unwrap().to_owned();
    assert!(intent.starts_with("/intents/0"), "{intent}: {}", room.browser.words());
    room.browser.skip_the_menu();
    room.browser.reach("/proof.pdf");
    room.browser.follow(&format!("{intent}/people"));
    room.browser.skip_the_menu();
    room.browser.type_into("name_told", NAME);
    room.browser.type_into("birth", "14 5 1990");
    room.browser.choose("sex", "female");
    room.browser.type_into("nationality", "Nicaragua");
    room.browser.type_into("language", room.spanish());
    room.browser.send();
    room.browser.expect(NAME);
    room.gets_up();
    the_pledge_says(&room, 13);

    // At the office.
    room.sits_down("registro");
    room.browser.follow("/intents");
    room.browser.skip_the_menu();
    room.browser.follow(&intent);
    room.browser.skip_the_menu();
    room.browser.follow("/claim");
    room.browser.skip_the_menu();
    room.browser.choose("f-entry_mode", "irregular");
    room.browser.choose("f-mode", "oral");
    room.browser.choose("f-child", "none");
    room.browser.pick("f-language", room.spanish(), "spa");
    room.browser.send();
    room.case = room.browser.path().split('?').next().unwrap().to_owned();
    assert!(room.case.starts_with("/cases/0"), "{}: {}", room.case, room.browser.words());
    room.has_it_on_my_day();
    room.gets_up();
    house.later(5);
    a_cut_is_made(&room);
    the_table_says(&room, 13);

    room.takes("registro", "admit", |_| ());
    house.on(2024, 7, 2);
    room.takes("elegibilidad", "hear_interview", |b| {
        b.pick("f-language", room.spanish(), "spa");
        b.choose("f-interpreter", "not_needed");
        b.choose("f-alone", "yes");
        b.choose("f-preference", "woman");
        b.choose("f-preference_respected", "yes");
        b.type_into("f-account", "Cuenta lo que vivió.");
        b.choose("f-read_back", "yes");
    });
    house.on(2024, 7, 9);
    room.takes("elegibilidad", "write_assessment", |b| {
        b.choose("f-recommendation", "refuse");
        b.choose("f-ground", "opinion");
        b.type_into("f-analysis", "Análisis inventado.");
    });
    house.on(2024, 7, 12);
    room.takes("revision", "approve_assessment", |b| b.type_into("f-remarks", "Conforme."));
    room.takes("revision", "put_to_conare", |b| b.type_into("f-session_on", "5 8 2024"));
    house.on(2024, 8, 5);
    let decided = |room: &Room<'_>| room.case.rsplit('/').next().unwrap().parse().unwrap();
    house.conare_carries(decided(&room), "refuse");
    room.takes("conare", "refuse", |b| {
        b.type_into("f-reasons", "No se halló temor fundado.");
        b.choose("confirm", "yes");
    });
    house.on(2024, 8, 7);
    room.takes("elegibilidad", "notify_refusal", |b| room.notified(b));
    house.on(2024, 8, 12);
    room.takes("registro", "file_reconsideration", Room::remedy);
    house.on(2024, 9, 2);
    house.conare_carries(decided(&room), "confirm_refusal");
    room.takes("conare2", "confirm_refusal", |b| {
        b.type_into("f-reasons", "Se confirma lo decidido.");
        b.choose("confirm", "yes");
    });
    house.on(2024, 9, 4);
    room.takes("elegibilidad", "notify_reconsideration", |b| room.notified(b));
    house.on(2024, 9, 9);
    room.takes("registro", "file_appeal", Room::remedy);
    house.on(2024, 10, 1);
    room.sits_down("ministro");
    room.has_it_on_my_day();
    room.gets_up();
    room.takes("ministro", "grant_on_appeal", |b| b.type_into("f-reasons", "Hay temor fundado."));
    house.on(2024, 10, 3);
    room.takes("elegibilidad", "notify_recognition", |b| room.notified(b));
}

fn twelve_others_came_before(house: &TestHouse) {
    let (border, office) = (house.hired("frontera"), house.hired("registro"));
    for n in 0..12 {
        let name = format!("Ana Inventada {}", ["Uno", "Dos", "Tres", "Cuatro"][n % 4]);
        let person = house.register(&border, &Somebody::named(&name));
        house.intent(&border, &[person], Child::None);
        house.claim(&office, &[person], "onpar-panama", Child::None);
    }
}

fn a_cut_is_made(room: &Room<'_>) {
    room.sits_down("estadistica");
    room.browser.follow("/statistics");
    room.browser.skip_the_menu();
    room.browser.tab_to("the day of the cut", |f| f.name == "up_to");
    room.browser.send();
    room.browser.expect(&room.house.says(room.lang, "statistics-cut-done"));
    room.gets_up();
}

fn the_table_says(room: &Room<'_>, n: i64) {
    room.sits_down("estadistica");
    room.browser.follow("/statistics");
    room.browser.skip_the_menu();
    let by_origin = if room.lang == Lang::Es { "por país de origen" } else { "by country of origin" };
    room.browser.pick("by", by_origin, "origin");
    room.browser.send();
    room.browser.expect(&format!("Nicaragua {n}"));
    room.gets_up();
}

fn the_pledge_says(room: &Room<'_>, n: i64) {
    room.sits_down("compromisos");
    room.browser.follow("/pledges");
    room.browser.skip_the_menu();
    room.browser.follow("/pledges/GRF-07384");
    let of = if room.lang == Lang::Es { "de" } else { "of" };
    room.browser.expect(&format!("{n} {of} {n}"));
    room.gets_up();
}
