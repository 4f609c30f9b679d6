//! Somebody at a browser in Spanish, without a mouse and without JavaScript: signs in, goes, types, sends.

use crate::browser::{Browser, Served, Settings};
use crate::house::TestHouse;
use kernel::Lang;

/// One browser in one house, used by several people one after the other.
pub struct Walk<'a> {
    pub house: &'a TestHouse,
    pub browser: Browser,
}

impl<'a> Walk<'a> {
    pub fn new(house: &'a TestHouse, served: &Served) -> Walk<'a> {
        let settings = Settings { script: false, width: 1280, language: "es" };
        Walk { house, browser: Browser::start(served, settings) }
    }
    /// The page says the sentence of this key.
    #[track_caller]
    pub fn says(&self, key: &str) {
        self.browser.expect(&self.house.says(Lang::Es, key));
    }
    /// Signs in as somebody of the country's staff, or as whoever was hired before.
    pub fn sits_down(&self, login: &str) {
        if self.house.house.access.account_of_login(login).unwrap().is_none() {
            self.house.hired(login);
        }
        self.browser.goto("/sign-in");
        self.browser.skip_the_menu();
        self.browser.type_into("login", login);
        self.browser.type_into("password", app::demo::staff::PASSWORD);
        self.browser.send();
    }
    pub fn gets_up(&self) {
        self.browser.tab_to("the button that signs out", |f| f.name == "out");
        self.browser.enter();
    }
    /// Opens a page and stands at its beginning.
    pub fn opens(&self, path: &str) {
        self.browser.goto(path);
        self.browser.skip_the_menu();
    }
    /// Today as people type it.
    pub fn today(&self) -> String {
        self.house.today().strftime("%-d %-m %Y").to_string()
    }
}
